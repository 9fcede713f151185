#include "table/delimiter.h"

#include <stdbool.h>

/* A delimiter stands as often in one row as in the next; commas in texts do not, though
   a header of whole questions may have more of them than it has cells. Titles may stand
   above the table. */

#define ROWS_LOOKED_AT 50

static const char candidate[] = {';', ',', '\t'};
#define CANDIDATES (sizeof candidate)

/* How often each stands in each of the first rows that have any, outside quotes. */
struct counts {
    size_t count[ROWS_LOOKED_AT][CANDIDATES];
    size_t row_count;
};

static void end_row(struct counts *counts)
{
    size_t any = 0;
    for (size_t c = 0; c < CANDIDATES; c++)
        any += counts->count[counts->row_count][c];
    counts->row_count += any > 0;
}

static void count_all(struct counts *counts, const char *chunk, size_t length)
{
    bool quoted = false;
    for (size_t i = 0; i < length && counts->row_count < ROWS_LOOKED_AT; i++) {
        char byte = chunk[i];
        if (byte == '"')
            quoted = !quoted;
        if (!quoted && (byte == '\n' || byte == '\r')) {
            end_row(counts);
            continue;
        }
        for (size_t c = 0; !quoted && c < CANDIDATES; c++)
            counts->count[counts->row_count][c] += byte == candidate[c];
    }
    if (counts->row_count < ROWS_LOOKED_AT)
        end_row(counts);
}

/* How many rows have it as often as each other, at most. */
static size_t find_most(const struct counts *counts, size_t c)
{
    size_t most = 0;
    for (size_t row = 0; row < counts->row_count; row++) {
        size_t wanted = counts->count[row][c];
        size_t rows = 0;
        for (size_t other = row; wanted > 0 && other < counts->row_count; other++)
            rows += counts->count[other][c] == wanted;
        most = rows > most ? rows : most;
    }
    return most;
}

/* Of two that as many rows agree on, the one that stands more often in the first. */
char delimiter_find(const char *chunk, size_t length)
{
    struct counts counts = {0};
    size_t most = 0;
    size_t first = 0;
    char found = '\0';
    count_all(&counts, chunk, length);
    for (size_t c = 0; c < CANDIDATES; c++) {
        size_t rows = find_most(&counts, c);
        size_t often = counts.count[0][c];
        if (rows > most || (rows == most && often > first)) {
            found = candidate[c];
            most = rows;
            first = often;
        }
    }
    return found;
}

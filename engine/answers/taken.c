#include "answers/reader.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* The rows taken are columns from the start: the answers to a question stand side by
   side, with room for rows to come behind those of the last one. A row is read into a
   place of its own first, since it may yet be refused. */

#define FEW_ROWS 16

/* No file has more rows than it has bytes for their delimiters, and a unit stands in
   one of them: most files need their room only once. */
static size_t first_room(const struct reader *reader)
{
    size_t units = reader->population->unit_count;
    size_t most = reader->delimited_bytes / reader->column_count + 1;
    size_t room = most < units ? most : units;
    return reader->delimited_bytes == 0 || room < FEW_ROWS ? FEW_ROWS : room;
}

/* Moves the columns apart, the last one first. */
static void spread(void *block, size_t count, size_t rows, size_t room, size_t next,
                   size_t size)
{
    for (size_t c = count; c-- > 1;)
        memmove((char *)block + c * next * size, (char *)block + c * room * size,
                rows * size);
}

static bool grow(struct reader *reader)
{
    size_t questions = reader->questionnaire->question_count;
    size_t numbers = reader->questionnaire->number_count;
    size_t room = reader->room == 0 ? first_room(reader) : reader->room * 2;
    void *code = memory_resize(reader->code, room * questions, 1);
    reader->code = code == NULL ? reader->code : code;
    void *value = memory_resize(reader->value, room * numbers, sizeof *reader->value);
    reader->value = value == NULL ? reader->value : value;
    void *unit = memory_resize(reader->row_unit, room, sizeof *reader->row_unit);
    reader->row_unit = unit == NULL ? reader->row_unit : unit;
    void *number = memory_resize(reader->row_number, room, sizeof *reader->row_number);
    reader->row_number = number == NULL ? reader->row_number : number;
    if (code == NULL || value == NULL || unit == NULL || number == NULL)
        return fault_memory(reader->fault);
    spread(code, questions, reader->row_count, reader->room, room, 1);
    spread(value, numbers, reader->row_count, reader->room, room,
           sizeof *reader->value);
    reader->room = room;
    return true;
}

bool taken_begin(struct reader *reader)
{
    size_t questions = reader->questionnaire->question_count;
    size_t numbers = reader->questionnaire->number_count;
    if (reader->row_value == NULL) {
        reader->code_at_hand = memory_allocate(questions, 1);
        reader->row_value = memory_allocate(numbers, sizeof *reader->row_value);
        if (reader->code_at_hand == NULL || reader->row_value == NULL)
            return fault_memory(reader->fault);
    }
    reader->row_code = reader->code_at_hand;
    memset(reader->row_code, ANSWER_NOT_ASKED, questions);
    for (size_t n = 0; n < numbers; n++)
        reader->row_value[n] = 0;
    return true;
}

bool taken_put(struct reader *reader, size_t place, size_t row)
{
    size_t questions = reader->questionnaire->question_count;
    size_t numbers = reader->questionnaire->number_count;
    if (place == reader->room && !grow(reader))
        return false;
    int8_t *code = reader->code + place;
    for (size_t q = 0; q < questions; q++)
        code[q * reader->room] = reader->code_at_hand[q];
    for (size_t n = 0; n < numbers; n++)
        reader->value[n * reader->room + place] = reader->row_value[n];
    reader->row_unit[place] = reader->unit;
    reader->row_number[place] = (uint32_t)row;
    reader->row_count += place == reader->row_count;
    return true;
}

static int compare_keys(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left;
    uint64_t b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

/* A unit above, the place of its row below: in order of unit. NULL, with no fault, when
   they are in order already, as those of most exports are. */
static bool find_order(struct reader *reader, uint64_t **key)
{
    size_t rows = reader->row_count;
    size_t i = 1;
    *key = NULL;
    while (i < rows && reader->row_unit[i - 1] < reader->row_unit[i])
        i++;
    if (i >= rows)
        return true;
    *key = memory_unwritten(rows, sizeof **key);
    if (*key == NULL)
        return fault_memory(reader->fault);
    for (i = 0; i < rows; i++)
        (*key)[i] = (uint64_t)reader->row_unit[i] << 32 | i;
    qsort(*key, rows, sizeof **key, compare_keys);
    return true;
}

/* Puts the columns side by side, each in order. */
static void arrange(char *block, size_t count, size_t rows, size_t room, size_t size,
                    const uint64_t *key, char *column)
{
    for (size_t c = 0; c < count; c++) {
        char *from = block + c * room * size;
        char *to = block + c * rows * size;
        if (key == NULL) {
            memmove(to, from, rows * size);
            continue;
        }
        if (size == 1)
            for (size_t i = 0; i < rows; i++)
                column[i] = from[key[i] & UINT32_MAX];
        else
            for (size_t i = 0; i < rows; i++)
                memcpy(column + i * size, from + (key[i] & UINT32_MAX) * size, size);
        memcpy(to, column, rows * size);
    }
}

static int compare_comments(const void *left, const void *right)
{
    const struct comment *a = left;
    const struct comment *b = right;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return a->question < b->question ? -1 : a->question > b->question;
}

/* Comments know the place of the row they were read in; `key` tells which row that has
   become. */
static bool settle_comments(struct answer_file *file, const uint64_t *key,
                            struct fault *fault)
{
    uint32_t rows = file->answers.row_count;
    if (file->comment_count == 0)
        return true;
    if (key != NULL) {
        uint32_t *now = memory_allocate(rows, sizeof *now);
        if (now == NULL)
            return fault_memory(fault);
        for (uint32_t i = 0; i < rows; i++)
            now[key[i] & UINT32_MAX] = i;
        for (size_t c = 0; c < file->comment_count; c++)
            file->comment[c].row = now[file->comment[c].row];
        memory_release(now);
    }
    qsort(file->comment, file->comment_count, sizeof *file->comment, compare_comments);
    return true;
}

/* A block handed over, without the room that is left; a block that cannot be made
   smaller is as good. */
static void *hand_over(void *block, size_t count, size_t size)
{
    void *smaller = memory_resize(block, count, size);
    return smaller == NULL ? block : smaller;
}

bool taken_finish(struct reader *reader, uint64_t **place)
{
    struct answers *answers = &reader->file->answers;
    size_t questions = reader->questionnaire->question_count;
    size_t numbers = reader->questionnaire->number_count;
    size_t rows = reader->row_count;
    uint64_t *key = NULL;
    if ((reader->room == 0 && !grow(reader)) || !find_order(reader, &key))
        return false;
    char *column = key == NULL ? NULL : memory_unwritten(rows, sizeof *reader->value);
    bool ok = key == NULL || column != NULL || fault_memory(reader->fault);
    if (ok) {
        size_t room = reader->room;
        arrange((char *)reader->code, questions, rows, room, 1, key, column);
        arrange((char *)reader->value, numbers, rows, room, sizeof *reader->value, key,
                column);
        arrange((char *)reader->row_unit, 1, rows, room, sizeof *reader->row_unit, key,
                column);
        arrange((char *)reader->row_number, 1, rows, room, sizeof *reader->row_number,
                key, column);
        answers->row_count = (uint32_t)rows;
        answers->question_count = (uint32_t)questions;
        answers->number_count = (uint32_t)numbers;
        answers->code = hand_over(reader->code, rows, questions);
        answers->number =
            hand_over(reader->value, rows * numbers, sizeof *answers->number);
        answers->unit = hand_over(reader->row_unit, rows, sizeof *answers->unit);
        answers->source_row =
            hand_over(reader->row_number, rows, sizeof *answers->source_row);
        reader->code = NULL;
        reader->value = NULL;
        reader->row_unit = reader->row_number = NULL;
        reader->room = 0;
        answers->draft = memory_allocate(rows, sizeof *answers->draft);
        ok = (answers->draft != NULL || fault_memory(reader->fault))
             && settle_comments(reader->file, key, reader->fault);
    }
    memory_release(column);
    *place = key;
    return ok;
}

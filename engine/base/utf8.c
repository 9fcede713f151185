#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* Bytes in the well-formed sequence at `at`, or 0 (Unicode 15, table 3-7). */
static size_t sequence_length(const unsigned char *at, size_t left)
{
    unsigned char first = at[0];
    if (first < 0x80)
        return 1;
    size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || left < length)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    if ((first == 0xE0 && at[1] < 0xA0) || (first == 0xED && at[1] > 0x9F)
        || (first == 0xF0 && at[1] < 0x90) || (first == 0xF4 && at[1] > 0x8F))
        return 0;
    return length;
}

size_t utf8_valid_length(const char *bytes, size_t length)
{
    const unsigned char *at = (const unsigned char *)bytes;
    size_t done = 0;
    while (done < length) {
        /* Eight plain bytes at a time: nearly all of an answer file. */
        uint64_t chunk;
        while (length - done >= sizeof chunk) {
            memcpy(&chunk, at + done, sizeof chunk);
            if ((chunk & UINT64_C(0x8080808080808080)) != 0)
                break;
            done += sizeof chunk;
        }
        if (done == length)
            break;
        size_t step = sequence_length(at + done, length - done);
        if (step == 0)
            break;
        done += step;
    }
    return done;
}

/* The code point at `at` and its length; a byte that is no UTF-8 stands for itself. */
static uint32_t code_point(const unsigned char *at, size_t left, size_t *length)
{
    *length = sequence_length(at, left);
    switch (*length) {
    case 2:
        return (uint32_t)(at[0] & 0x1F) << 6 | (at[1] & 0x3F);
    case 3:
        return (uint32_t)(at[0] & 0x0F) << 12 | (uint32_t)(at[1] & 0x3F) << 6
               | (at[2] & 0x3F);
    case 4:
        return (uint32_t)(at[0] & 0x07) << 18 | (uint32_t)(at[1] & 0x3F) << 12
               | (uint32_t)(at[2] & 0x3F) << 6 | (at[3] & 0x3F);
    default:
        *length = 1;
        return at[0];
    }
}

static uint32_t lower(uint32_t point)
{
    if (point >= 'A' && point <= 'Z')
        return point + 32;
    if (point >= 0xC0 && point <= 0xDE && point != 0xD7)
        return point + 32;
    return point;
}

static bool is_space(uint32_t point)
{
    return point == ' ' || (point >= 9 && point <= 13) || point == 0x85 || point == 0xA0
           || point == 0x1680 || (point >= 0x2000 && point <= 0x200B) || point == 0x2028
           || point == 0x2029 || point == 0x202F || point == 0x205F || point == 0x3000
           || point == 0xFEFF;
}

size_t text_fold(char *folded, size_t capacity, const char *text, size_t length)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t used = 0;
    bool pending_space = false;
    for (size_t i = 0, step = 0; i < length; i += step) {
        uint32_t point = code_point(at + i, length - i, &step);
        if (is_space(point)) {
            pending_space = used > 0;
            continue;
        }
        if (used + (pending_space ? 1 : 0) + step + 1 > capacity) {
            if (capacity > 0)
                folded[0] = '\0';
            return capacity;
        }
        if (pending_space)
            folded[used++] = ' ';
        pending_space = false;
        if (point < 0x80)
            folded[used++] = (char)lower(point);
        else if (step == 2 && point < 0x100) {
            point = lower(point);
            folded[used++] = (char)(0xC0 | point >> 6);
            folded[used++] = (char)(0x80 | (point & 0x3F));
        } else {
            memcpy(folded + used, text + i, step);
            used += step;
        }
    }
    if (capacity > 0)
        folded[used] = '\0';
    return used;
}

const char *text_excerpt(char excerpt[static TEXT_EXCERPT_BYTES], const char *text,
                         size_t length)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t used = 0;
    unsigned characters = 0;
    for (size_t i = 0, step = 0; i < length; i += step, characters++) {
        if (characters == 60) {
            memcpy(excerpt + used, "…", sizeof "…");
            return excerpt;
        }
        uint32_t point = code_point(at + i, length - i, &step);
        if (point < 0x20 || (point >= 0x7F && point < 0xA0)
            || (point >= 0x80 && step == 1))
            used += (size_t)snprintf(excerpt + used, 5, "\\x%02x", (unsigned)point);
        else {
            memcpy(excerpt + used, text + i, step);
            used += step;
        }
    }
    excerpt[used] = '\0';
    return excerpt;
}

#define DISTANCE_LIMIT 64

unsigned text_distance(const char *left, const char *right, unsigned limit)
{
    size_t rows = strlen(left);
    size_t columns = strlen(right);
    size_t difference = rows > columns ? rows - columns : columns - rows;
    if (rows >= DISTANCE_LIMIT || columns >= DISTANCE_LIMIT || difference > limit)
        return limit + 1;
    /* Optimal string alignment: three rows of the table are enough. */
    unsigned table[3][DISTANCE_LIMIT + 1];
    for (unsigned j = 0; j <= columns; j++)
        table[0][j] = j;
    for (size_t i = 1; i <= rows; i++) {
        unsigned *row = table[i % 3];
        const unsigned *above = table[(i + 2) % 3];
        const unsigned *two_above = table[(i + 1) % 3];
        row[0] = (unsigned)i;
        for (size_t j = 1; j <= columns; j++) {
            unsigned best = above[j - 1] + (left[i - 1] != right[j - 1]);
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2]
                && left[i - 2] == right[j - 1] && two_above[j - 2] + 1 < best)
                best = two_above[j - 2] + 1;
            row[j] = best;
        }
    }
    unsigned distance = table[rows % 3][columns];
    return distance > limit ? limit + 1 : distance;
}

#define SHORT_NAME 3

void nearest_offer(struct nearest *nearest, const char *compared, const char *name)
{
    unsigned limit = strlen(nearest->wanted) <= SHORT_NAME ? 1 : 2;
    unsigned distance = text_distance(nearest->wanted, compared, limit);
    if (distance > limit || (nearest->found != NULL && distance > nearest->distance))
        return;
    nearest->tied = nearest->found != NULL && distance == nearest->distance;
    nearest->distance = distance;
    nearest->found = name;
}

const char *nearest_name(const struct nearest *nearest)
{
    return nearest->tied ? NULL : nearest->found;
}

/* Danish alphabetical order: æ ø å after z, aa as å; ä as æ, ö as ø, ü as y; other
   accented letters as their base letter. The weight of a letter; digits first. */
static unsigned danish_weight(uint32_t point)
{
    /* From U+00E0 on; the three letters after z stand as the characters after z do, and
       what is no letter with an accent stands for itself, as '.'. */
    static const char base[] = "aaaa{}{ceeeeiiii.noooo|.|uuuyy.y";
    point = lower(point);
    if (point >= 0xE0 && point <= 0xFF && base[point - 0xE0] != '.')
        return 1000 + (unsigned char)base[point - 0xE0];
    if (point >= '0' && point <= '9')
        return 500 + point;
    if (point >= 'a' && point <= 'z')
        return 1000 + point;
    return point < 0x80 ? point : 2000 + point;
}

static unsigned next_weight(const unsigned char **at)
{
    size_t left = strlen((const char *)*at);
    size_t length;
    uint32_t point = code_point(*at, left, &length);
    if (lower(point) == 'a' && left > 1 && lower((*at)[1]) == 'a') {
        *at += 2;
        return danish_weight(0xE5);
    }
    *at += length;
    return danish_weight(point);
}

int text_compare_danish(const char *left, const char *right)
{
    const unsigned char *a = (const unsigned char *)left;
    const unsigned char *b = (const unsigned char *)right;
    while (*a != '\0' && *b != '\0') {
        unsigned weight_a = next_weight(&a);
        unsigned weight_b = next_weight(&b);
        if (weight_a != weight_b)
            return weight_a < weight_b ? -1 : 1;
    }
    if (*a != *b)
        return *a == '\0' ? -1 : 1;
    int bytes = strcmp(left, right);
    return bytes < 0 ? -1 : bytes > 0;
}

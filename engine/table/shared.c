#include "table/workbook.h"

#include "base/memory.h"

#include <string.h>

enum { TEXTS = PART_OUTSIDE + 1, ITEM, RUN, PIECE };

static const struct part_step step[] = {
    {PART_OUTSIDE, "sst", TEXTS},
    {TEXTS, "si", ITEM},
    {ITEM, "t", PIECE},
    {ITEM, "r", RUN},
    {RUN, "t", PIECE},
};

struct shared_reader {
    struct shared_texts *shared;
    size_t start; /* of the piece that is open */
    const char *path;
    struct fault *fault;
};

static bool on_open(void *context, int state, const char **attributes)
{
    struct shared_reader *reader = context;
    (void)attributes;
    if (state == PIECE)
        reader->start = reader->shared->bytes.length;
    return true;
}

static bool on_text(void *context, int state, const char *bytes, size_t length)
{
    struct shared_reader *reader = context;
    if (state == PIECE)
        text_append(&reader->shared->bytes, bytes, length);
    return text_check(&reader->shared->bytes, reader->fault);
}

static bool on_close(void *context, int state)
{
    struct shared_reader *reader = context;
    struct shared_texts *shared = reader->shared;
    if (state == PIECE)
        text_unescape(&shared->bytes, reader->start);
    if (state != ITEM)
        return true;
    if (!memory_reserve((void **)&shared->end, &shared->capacity, shared->count + 1,
                        sizeof *shared->end))
        return fault_memory(reader->fault);
    shared->end[shared->count++] = shared->bytes.length;
    text_append(&shared->bytes, "", 1);
    return text_check(&shared->bytes, reader->fault);
}

bool shared_texts_read(struct shared_texts *shared, struct package *package,
                       const char *part, struct fault *fault)
{
    struct shared_reader context = {.shared = shared, .fault = fault};
    struct part_reader reader = {
        step, sizeof step / sizeof *step, on_open, on_text, on_close, &context};
    return package_read(package, part, &reader, fault);
}

void shared_texts_release(struct shared_texts *shared)
{
    text_release(&shared->bytes);
    memory_release(shared->end);
    *shared = (struct shared_texts){0};
}

/* The number that four hexadecimal digits between "_x" and "_" stand for, or 0. */
static unsigned long escaped_unit(const char *at, size_t left)
{
    unsigned long unit = 0;
    if (left < 7 || at[0] != '_' || at[1] != 'x' || at[6] != '_')
        return 0;
    for (size_t i = 2; i < 6; i++) {
        static const char digit[] = "0123456789abcdef0123456789ABCDEF";
        const char *found = memchr(digit, at[i], sizeof digit - 1);
        if (found == NULL)
            return 0;
        unit = unit << 4 | (unsigned long)(found - digit) % 16;
    }
    return unit;
}

static size_t put_character(char *at, unsigned long point)
{
    static const unsigned char mark[] = {0, 0x00, 0xC0, 0xE0, 0xF0};
    size_t length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (size_t i = length; i-- > 1; point >>= 6)
        at[i] = (char)(0x80 | (point & 0x3F));
    at[0] = (char)(mark[length] | point);
    return length;
}

/* The character that the escapes at `at` stand for, a pair of surrogates being one, and
   how many bytes they take; 0 for what is no escape of a character. */
static unsigned long escaped_character(const char *at, size_t left, size_t *taken)
{
    unsigned long point = escaped_unit(at, left);
    *taken = 7;
    if (point < 0xD800 || point > 0xDFFF)
        return point;
    unsigned long low = left > 7 ? escaped_unit(at + 7, left - 7) : 0;
    *taken = 14;
    if (point > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
        return 0;
    return 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
}

void text_unescape(struct text *text, size_t start)
{
    if (text->length == start
        || memchr(text->bytes + start, '_', text->length - start) == NULL)
        return;
    size_t kept = start;
    size_t taken;
    for (size_t i = start; i < text->length; i += taken) {
        unsigned long point =
            escaped_character(text->bytes + i, text->length - i, &taken);
        if (point != 0)
            kept += put_character(text->bytes + kept, point);
        else {
            taken = 1;
            text->bytes[kept++] = text->bytes[i];
        }
    }
    text->length = kept;
    text->bytes[kept] = '\0';
}

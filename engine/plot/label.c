#include "plot/label.h"

#include <assert.h>
#include <string.h>

/* The character that begins at `at`, which is valid UTF-8, and its length. */
static uint32_t character_at(const char *at, size_t *length)
{
    const unsigned char *byte = (const unsigned char *)at;
    if (byte[0] < 0x80) {
        *length = 1;
        return byte[0];
    }
    *length = byte[0] < 0xE0 ? 2 : byte[0] < 0xF0 ? 3 : 4;
    uint32_t character = byte[0] & (0xFFu >> (*length + 1));
    for (size_t i = 1; i < *length; i++)
        character = character << 6 | (byte[i] & 0x3Fu);
    return character;
}

/* Controls, line separators, and marks and overrides of direction: a label that holds
   one could break its line or turn its neighbours round. */
static bool is_forbidden(uint32_t character)
{
    return character < 0x20 || (character >= 0x7F && character < 0xA0)
           || character == 0x61C || (character >= 0x200B && character <= 0x200F)
           || (character >= 0x2028 && character <= 0x202E)
           || (character >= 0x2060 && character <= 0x206F) || character == 0xFEFF
           || (character & 0xFFFE) == 0xFFFE
           || (character >= 0xFDD0 && character <= 0xFDEF);
}

static void clean_valid(struct text *text, const char *label, size_t length, bool *gap)
{
    for (size_t at = 0, size; at < length; at += size) {
        uint32_t character = character_at(label + at, &size);
        if (is_forbidden(character) || character == ' ' || character == 0xA0) {
            *gap = true;
            continue;
        }
        if (*gap && text->length > 0)
            text_add_character(text, ' ');
        *gap = false;
        if (character == '"')
            text_add(text, "”");
        else
            text_append(text, label + at, size);
    }
}

void label_clean(struct text *text, const char *label)
{
    struct text cleaned = {0};
    bool gap = false;
    size_t left = strlen(label);
    while (left > 0) {
        size_t valid = utf8_valid_length(label, left);
        clean_valid(&cleaned, label, valid, &gap);
        label += valid;
        left -= valid;
        if (left > 0) {
            text_add(&cleaned, "\xEF\xBF\xBD");
            label++;
            left--;
        }
    }
    if (cleaned.length > 0)
        text_append(text, cleaned.bytes, cleaned.length);
    text->short_of_memory |= cleaned.short_of_memory;
    text_release(&cleaned);
}

/* Thousandths of the size; DejaVu Sans, the widest of the families asked for. */
static int advance_of(uint32_t character)
{
    if (character >= 0x300 && character <= 0x36F)
        return 0;
    if (character > 0x2E80)
        return 1050;
    if (character > 0x7F)
        return character == 0xC6 || character == 0xE6 || character == 0x2026 ? 1000
                                                                             : 690;
    if (strchr("iljI|.,:;!'`()[]", (int)character) != NULL)
        return character == '(' || character == ')' ? 390 : 330;
    if (strchr("mwMW@%", (int)character) != NULL)
        return 970;
    if (character == ' ')
        return 320;
    if (strchr("frt-/", (int)character) != NULL)
        return 400;
    return character >= 'A' && character <= 'Z' ? 710 : 630;
}

int label_width(const char *label, int size)
{
    int64_t width = 0;
    for (size_t length; *label != '\0'; label += length)
        width += advance_of(character_at(label, &length));
    width = width * size / 1000;
    return width > INT16_MAX ? INT16_MAX : (int)width;
}

/* Bytes of the longest beginning that is at most `width` pixels wide. */
static size_t fitting_length(const char *label, int width, int size)
{
    int64_t used = 0;
    size_t at = 0;
    for (size_t length; label[at] != '\0'; at += length) {
        used += advance_of(character_at(label + at, &length));
        if (used * size > (int64_t)width * 1000)
            break;
    }
    return at;
}

static void shorten_clean(struct text *text, const char *clean, int width, int size)
{
    if (label_width(clean, size) <= width) {
        text_add(text, clean);
        return;
    }
    size_t length = fitting_length(clean, width - size, size);
    while (length > 0 && strchr(" ,.-(/", clean[length - 1]) != NULL)
        length--;
    text_append(text, clean, length);
    text_add(text, "…");
}

void label_shorten(struct text *text, const char *label, int width, int size)
{
    struct text clean = {0};
    label_clean(&clean, label);
    if (clean.length > 0)
        shorten_clean(text, clean.bytes, width, size);
    text->short_of_memory |= clean.short_of_memory;
    text_release(&clean);
}

/* Where to end a line that has room for `fit` bytes: after the last space or hyphen, or
   in the middle of a word that fills the line alone. */
static size_t break_before(const char *label, size_t fit)
{
    for (size_t at = fit; at > 0; at--)
        if (label[at] == ' ' || label[at - 1] == '-' || label[at - 1] == '/')
            return at;
    return fit;
}

void label_wrap(struct label_lines *lines, const char *label, size_t limit, int width,
                int size)
{
    assert(limit >= 1 && limit <= LABEL_LINES);
    *lines = (struct label_lines){0};
    struct text clean = {0};
    label_clean(&clean, label);
    const char *rest = clean.length > 0 ? clean.bytes : "";
    while (lines->line_count + 1 < limit && label_width(rest, size) > width) {
        size_t end = break_before(rest, fitting_length(rest, width, size));
        if (end == 0)
            break;
        text_append(&lines->line[lines->line_count++], rest, end);
        rest += end;
        while (*rest == ' ')
            rest++;
    }
    shorten_clean(&lines->line[lines->line_count++], rest, width, size);
    lines->line[0].short_of_memory |= clean.short_of_memory;
    text_release(&clean);
}

bool label_lines_check(const struct label_lines *lines, struct fault *fault)
{
    for (size_t i = 0; i < lines->line_count; i++)
        if (!text_check(&lines->line[i], fault))
            return false;
    return true;
}

void label_lines_release(struct label_lines *lines)
{
    for (size_t i = 0; i < LABEL_LINES; i++)
        text_release(&lines->line[i]);
    lines->line_count = 0;
}

void label_add_xml(struct text *text, const char *label)
{
    struct text clean = {0};
    label_clean(&clean, label);
    for (size_t i = 0; i < clean.length; i++) {
        char byte = clean.bytes[i];
        if (byte == '&')
            text_add(text, "&amp;");
        else if (byte == '<')
            text_add(text, "&lt;");
        else if (byte == '>')
            text_add(text, "&gt;");
        else
            text_add_character(text, byte);
    }
    text->short_of_memory |= clean.short_of_memory;
    text_release(&clean);
}

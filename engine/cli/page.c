#include "cli/page.h"

static bool begins_character(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

static void add_byte(struct text *out, char byte)
{
    text_add_character(out, (unsigned char)byte < ' ' || byte == 0x7F ? ' ' : byte);
}

static void add_spaces(struct text *out, int count)
{
    while (count-- > 0)
        text_add_character(out, ' ');
}

static int count_characters(const char *words)
{
    int characters = 0;
    for (; *words != '\0'; words++)
        characters += begins_character(*words);
    return characters;
}

int page_add_words(struct text *out, const char *words)
{
    for (const char *at = words; *at != '\0'; at++)
        add_byte(out, *at);
    return count_characters(words);
}

void page_add_left(struct text *out, const char *words, int width)
{
    add_spaces(out, width - page_add_words(out, words));
}

void page_add_right(struct text *out, const char *words, int width)
{
    add_spaces(out, width - count_characters(words));
    page_add_words(out, words);
}

void page_add_cut(struct text *out, const char *words, int width)
{
    if (count_characters(words) <= width) {
        page_add_left(out, words, width);
        return;
    }
    for (int left = width - 1; *words != '\0'; words++) {
        left -= begins_character(*words);
        if (left < 0)
            break;
        add_byte(out, *words);
    }
    text_add(out, "…");
}

void page_end_line(struct text *out)
{
    while (out->length > 0 && out->bytes[out->length - 1] == ' ')
        out->length--;
    text_add_character(out, '\n');
}

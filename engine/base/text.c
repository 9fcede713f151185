#include "base/text.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool reserve(struct text *text, size_t more)
{
    if (text->short_of_memory)
        return false;
    if (more >= SIZE_MAX - text->length
        || !memory_reserve((void **)&text->bytes, &text->capacity,
                           text->length + more + 1, 1)) {
        text->short_of_memory = true;
        return false;
    }
    return true;
}

void text_append(struct text *text, const char *bytes, size_t length)
{
    if (!reserve(text, length))
        return;
    if (length > 0)
        memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
    text->bytes[text->length] = '\0';
}

void text_add(struct text *text, const char *string)
{
    text_append(text, string, strlen(string));
}

void text_add_character(struct text *text, char character)
{
    text_append(text, &character, 1);
}

void text_print(struct text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0)
        text->short_of_memory = true;
    else if (reserve(text, (size_t)length)) {
        vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    va_end(again);
}

bool text_check(const struct text *text, struct fault *fault)
{
    return !text->short_of_memory || fault_memory(fault);
}

void text_clear(struct text *text)
{
    text->length = 0;
    text->short_of_memory = false;
    if (text->bytes != NULL)
        text->bytes[0] = '\0';
}

void text_release(struct text *text)
{
    memory_release(text->bytes);
    *text = (struct text){0};
}

void text_add_file_name(struct text *text, const char *id)
{
    static const char hexadecimal[] = "0123456789ABCDEF";
    for (const unsigned char *byte = (const unsigned char *)id; *byte != '\0'; byte++) {
        if ((*byte >= '0' && *byte <= '9') || (*byte >= 'A' && *byte <= 'Z')
            || (*byte >= 'a' && *byte <= 'z') || *byte == '-' || *byte == '_') {
            text_add_character(text, (char)*byte);
        } else {
            text_add_character(text, '%');
            text_add_character(text, hexadecimal[*byte >> 4]);
            text_add_character(text, hexadecimal[*byte & 15]);
        }
    }
}

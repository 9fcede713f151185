#include "simulate/form.h"

#include "simulate/draw.h"

#include <errno.h>
#include <iconv.h>

#define MARK "\xEF\xBB\xBF" /* U+FEFF */

struct form form_for_any_text(void)
{
    return (struct form){
        .encoding = FORM_UTF8_BOM, .delimiter = ',', .quote_all = true};
}

struct form form_choose(uint64_t key)
{
    switch (draw_below(key, 3)) {
    case 0:
        return (struct form){.encoding = FORM_WINDOWS_1252,
                             .delimiter = ';',
                             .labels = draw_below(draw_mix(key), 2) == 0,
                             .surplus_delimiter =
                                 draw_below(draw_mix(draw_mix(key)), 3) == 0};
    case 1:
        return form_for_any_text();
    default:
        return (struct form){.encoding = FORM_UTF16LE, .delimiter = '\t'};
    }
}

static bool needs_quotes(const struct form *form, const char *field)
{
    size_t length = strlen(field);
    if (form->quote_all)
        return true;
    for (size_t i = 0; i < length; i++)
        if (field[i] == form->delimiter || field[i] == '"' || field[i] == '\r'
            || field[i] == '\n')
            return true;
    return length > 0 && (field[0] == ' ' || field[length - 1] == ' ');
}

void form_add_field(const struct form *form, struct text *row, const char *field,
                    bool first)
{
    if (!first)
        text_add_character(row, form->delimiter);
    if (!needs_quotes(form, field)) {
        text_add(row, field);
        return;
    }
    text_add_character(row, '"');
    for (const char *at = field; *at != '\0'; at++) {
        if (*at == '"')
            text_add_character(row, '"');
        text_add_character(row, *at);
    }
    text_add_character(row, '"');
}

void form_end_row(const struct form *form, struct text *row)
{
    if (form->surplus_delimiter)
        text_add_character(row, form->delimiter);
    text_add(row, "\r\n");
}

/* Converts all of the text; false, with errno, when it cannot. */
static bool convert(iconv_t converter, const struct text *text, struct text *bytes)
{
    char room[8192];
    char *in = text->bytes;
    size_t in_left = text->length;
    size_t result = 0;
    do {
        char *out = room;
        size_t out_left = sizeof room;
        result = iconv(converter, &in, &in_left, &out, &out_left);
        int cause = errno;
        text_append(bytes, room, sizeof room - out_left);
        errno = cause;
    } while (result == (size_t)-1 && errno == E2BIG);
    return result != (size_t)-1;
}

bool form_encode(const struct form *form, const struct text *text, struct text *bytes,
                 struct fault *fault)
{
    text_clear(bytes);
    if (!text_check(text, fault))
        return false;
    if (form->encoding == FORM_UTF8_BOM) {
        text_add(bytes, MARK);
        text_append(bytes, text->bytes, text->length);
        return text_check(bytes, fault);
    }
    bool wide = form->encoding == FORM_UTF16LE;
    iconv_t converter = iconv_open(wide ? "UTF-16LE" : "WINDOWS-1252", "UTF-8");
    if (converter == (iconv_t)-1)
        return fault_errno(fault, "", "cannot convert text");
    if (wide)
        text_append(bytes, "\xFF\xFE", 2);
    bool ok = convert(converter, text, bytes);
    if (!ok && errno != EILSEQ)
        fault_errno(fault, "", "cannot convert text");
    iconv_close(converter);
    return text_check(bytes, fault) && ok;
}

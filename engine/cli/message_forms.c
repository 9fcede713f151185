#include "cli/message_forms.h"

#include "base/catalogue.h"
#include "base/guard.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

static const char *const kind_name[] = {
    [MESSAGE_ERROR] = SPOKEN_LATER("error"),
    [MESSAGE_WARNING] = SPOKEN_LATER("warning"),
    [MESSAGE_NOTE] = SPOKEN_LATER("note"),
};

/* What would command a terminal, or end the line, is shown as "\x1b", and so is what
   is no UTF-8, as the name of a file may be: a character at a time. */
static void show(const char *text)
{
    char shown[TEXT_EXCERPT_BYTES];
    while (*text != '\0') {
        size_t length = 1;
        while (length < 4 && (text[length] & 0xC0) == 0x80)
            length++;
        fputs(text_excerpt(shown, text, length), stderr);
        text += length;
    }
}

void message_write_text(const struct message *message)
{
    if (message->where[0] != '\0') {
        show(message->where);
        fputc(':', stderr);
    }
    if (message->row > 0)
        fprintf(stderr, "%zu:", message->row);
    if (message->row > 0 && message->column > 0)
        fprintf(stderr, "%zu:", message->column);
    fputs(message->where[0] != '\0' ? " " : "baseline: ", stderr);
    if (message->kind != MESSAGE_NOTE)
        fprintf(stderr, "%s: ", spoken(kind_name[message->kind]));
    show(message->what);
    fputc('\n', stderr);
}

/* Of two bytes: terminals obey some of them. */
static bool is_control(const char *text)
{
    return text[0] == '\xC2' && (text[1] & 0xE0) == 0x80;
}

/* The name of a file may be no UTF-8, but what is written is. */
static void write_text(const char *text, void (*write)(unsigned char byte))
{
    while (*text != '\0') {
        size_t valid = utf8_valid_length(text, strlen(text));
        size_t plain = 0;
        while (plain < valid && !is_control(text + plain))
            write((unsigned char)text[plain++]);
        text += plain;
        if (*text != '\0') {
            fputs("\xEF\xBF\xBD", stderr);
            text += is_control(text) ? 2 : 1;
        }
    }
}

static void write_json_byte(unsigned char byte)
{
    if (byte == '"' || byte == '\\')
        fputc('\\', stderr);
    if (byte < 0x20 || byte == 0x7F)
        fprintf(stderr, "\\u%04x", byte);
    else
        fputc(byte, stderr);
}

static void write_string(const char *text)
{
    fputc('"', stderr);
    write_text(text, write_json_byte);
    fputc('"', stderr);
}

static void write_number(const char *name, size_t number)
{
    if (number > 0)
        fprintf(stderr, ",\"%s\":%zu", name, number);
    else
        fprintf(stderr, ",\"%s\":null", name);
}

void message_write_json(const struct message *message)
{
    char slug[SLUG_BYTES];
    fputs("{\"file\":", stderr);
    if (message->where[0] == '\0')
        fputs("null", stderr);
    else
        write_string(message->where);
    write_number("row", message->row);
    write_number("column", message->column);
    fputs(",\"institution\":", stderr);
    if (message->about == NULL)
        fputs("null", stderr);
    else
        write_string(message->about);
    if (message->more > 0)
        write_number("more", message->more);
    fprintf(stderr, ",\"severity\":\"%s\",\"code\":\"%s\",\"message\":",
            kind_name[message->kind], catalogue_slug(slug, message->said));
    write_string(message->what);
    fputs("}\n", stderr);
}

static void write_csv_byte(unsigned char byte)
{
    if (byte == '"')
        fputc('"', stderr);
    if (byte < 0x20 || byte == 0x7F)
        fprintf(stderr, "\\x%02x", byte);
    else
        fputc(byte, stderr);
}

static void write_cell(const char *text)
{
    bool quoted = strpbrk(text, ";\"") != NULL;
    fputs(quoted ? "\"" : "", stderr);
    fputs(guard_needed(text) ? "'" : "", stderr);
    write_text(text, write_csv_byte);
    fputs(quoted ? "\"" : "", stderr);
}

static void write_header(void)
{
    static const char *const column[] = {
        SPOKEN_LATER("file"),    SPOKEN_LATER("row"),
        SPOKEN_LATER("column"),  SPOKEN_LATER("severity"),
        SPOKEN_LATER("message"), "institution" /* in both languages */,
        SPOKEN_LATER("code"),
    };
    size_t count = sizeof column / sizeof *column;
    fputs("\xEF\xBB\xBF", stderr);
    for (size_t c = 0; c < count; c++)
        fprintf(stderr, "%s%s", spoken(column[c]), c + 1 < count ? ";" : "\r\n");
}

void message_write_csv(const struct message *message)
{
    static bool begun;
    char slug[SLUG_BYTES];
    if (!begun)
        write_header();
    begun = true;
    write_cell(message->where);
    fputc(';', stderr);
    if (message->row > 0)
        fprintf(stderr, "%zu", message->row);
    fputc(';', stderr);
    if (message->column > 0)
        fprintf(stderr, "%zu", message->column);
    fprintf(stderr, ";%s;", spoken(kind_name[message->kind]));
    write_cell(message->what);
    fputc(';', stderr);
    write_cell(message->about == NULL ? "" : message->about);
    fprintf(stderr, ";%s\r\n", catalogue_slug(slug, message->said));
}

#include "table/foreign.h"

#include "base/catalogue.h"

#include <string.h>

/* What is sent in place of a table, by its first bytes. Names of files say nothing: a
   page of a web browser is called .xls, and a workbook .csv. */
static const struct {
    const char *bytes;
    const char *kind;
} foreign[] = {
    {"%PDF-", SPOKEN_LATER("a PDF")},
    {"\x89PNG\r\n", SPOKEN_LATER("a picture")},
    {"\xFF\xD8\xFF", SPOKEN_LATER("a picture")},
    {"GIF8", SPOKEN_LATER("a picture")},
    {"\x1F\x8B", SPOKEN_LATER("packed")},
    {"Rar!", SPOKEN_LATER("packed")},
    {"7z\xBC\xAF", SPOKEN_LATER("packed")},
    {"SQLite format 3", SPOKEN_LATER("a database")},
    {"{\\rtf", SPOKEN_LATER("a document of a word processor")},
    {"<?xml", "XML"},
    {"<!doctype html", SPOKEN_LATER("a web page")},
    {"<html", SPOKEN_LATER("a web page")},
    {"<table", SPOKEN_LATER("a web page")},
    {"{", "JSON"},
    {"[{", "JSON"},
};

#define HEAD_BYTES 64 /* that are looked at */

struct head {
    unsigned char byte[HEAD_BYTES];
    size_t size;
    size_t text; /* where the text begins: behind a mark of UTF-8 and blanks */
};

static unsigned char lower(unsigned char byte)
{
    return byte >= 'A' && byte <= 'Z' ? byte + 32 : byte;
}

static bool begins_with(const struct head *head, size_t at, const char *bytes)
{
    for (; *bytes != '\0' && at < head->size; bytes++, at++)
        if (lower(head->byte[at]) != lower((unsigned char)*bytes))
            return false;
    return *bytes == '\0';
}

static bool is_blank(unsigned char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static bool look_at(struct head *head, const struct source *source, struct fault *fault)
{
    const uint8_t *bytes;
    if (!source_take(source, 0, HEAD_BYTES, head->byte, &bytes, &head->size, fault))
        return false;
    if (head->size > 0)
        memmove(head->byte, bytes, head->size);
    head->text = begins_with(head, 0, "\xEF\xBB\xBF") ? 3 : 0;
    while (head->text < head->size && is_blank(head->byte[head->text]))
        head->text++;
    return true;
}

bool foreign_refuse_workbook(const struct source *source, struct fault *fault)
{
    struct head head;
    if (!look_at(&head, source, fault))
        return false;
    return !begins_with(&head, 0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
           || fault_set(fault, FAULT_DATA, source->path,
                        "the workbook has a password, or is an old .xls; save it as "
                        ".xlsx without a password");
}

bool foreign_refuse(const struct source *source, struct fault *fault)
{
    struct head head;
    if (!foreign_refuse_workbook(source, fault) || !look_at(&head, source, fault))
        return false;
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (begins_with(&head, head.text, foreign[i].bytes))
            return fault_set(fault, FAULT_DATA, source->path,
                             "the file is %s and no table; save the table in it as "
                             "\"CSV UTF-8\" or .xlsx",
                             spoken(foreign[i].kind));
    return true;
}

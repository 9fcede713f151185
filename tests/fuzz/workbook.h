#ifndef TESTS_FUZZ_WORKBOOK_H
#define TESTS_FUZZ_WORKBOOK_H

/* A workbook put together around parts that may be anything: stored, not packed, with
   the right checksums, so that what is tried out gets past the archive to the readers
   of the parts. */

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define SPREADSHEET "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATED     "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS   "http://schemas.openxmlformats.org/package/2006/relationships"

enum part { PART_SHEET, PART_TEXTS, PART_BOOK, PART_LINKS, PART_ROOT, PART_COUNT };

struct piece {
    const char *bytes;
    size_t size;
};

static const char *const part_name[PART_COUNT] = {
    [PART_SHEET] = "xl/worksheets/sheet1.xml",
    [PART_TEXTS] = "xl/sharedStrings.xml",
    [PART_BOOK] = "xl/workbook.xml",
    [PART_LINKS] = "xl/_rels/workbook.xml.rels",
    [PART_ROOT] = "_rels/.rels",
};

/* What stands for a part that is not given. */
static const char *const sound_part[PART_COUNT] = {
    [PART_SHEET] = "<worksheet xmlns=\"" SPREADSHEET "\"><sheetData><row><c t=\"s\">"
                   "<v>0</v></c><c t=\"s\"><v>1</v></c></row></sheetData></worksheet>",
    [PART_TEXTS] = "<sst xmlns=\"" SPREADSHEET
                   "\"><si><t>id</t></si><si><t>T01</t></si><si><t>101001</t></si>"
                   "<si><r><t>Ja</t></r></si><si><t>T03</t></si></sst>",
    [PART_BOOK] = "<workbook xmlns=\"" SPREADSHEET "\" xmlns:r=\"" RELATED
                  "\"><sheets><sheet name=\"Ark1\" r:id=\"a\"/></sheets></workbook>",
    [PART_LINKS] = "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"a\" "
                   "Type=\"" RELATED "/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                   "<Relationship Id=\"b\" Type=\"" RELATED "/sharedStrings\" "
                   "Target=\"sharedStrings.xml\"/></Relationships>",
    [PART_ROOT] = "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"a\" "
                  "Type=\"" RELATED "/officeDocument\" Target=\"xl/workbook.xml\"/>"
                  "</Relationships>",
};

static inline uint32_t checksum(const char *bytes, size_t size)
{
    uint32_t sum = UINT32_MAX;
    for (size_t i = 0; i < size; i++) {
        sum ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? UINT32_C(0xEDB88320) : 0);
    }
    return ~sum;
}

static inline void add_number(struct text *zip, uint64_t number, int bytes)
{
    for (int b = 0; b < bytes; b++)
        text_add_character(zip, (char)(number >> 8 * b));
}

/* What stands both before a part and in the list of parts. */
static inline void add_entry(struct text *zip, const struct piece *piece,
                             const char *name)
{
    add_number(zip, 10, 2);
    add_number(zip, 0, 4); /* stored; no flags, */
    add_number(zip, 0, 4); /* no time */
    add_number(zip, checksum(piece->bytes, piece->size), 4);
    add_number(zip, piece->size, 4);
    add_number(zip, piece->size, 4);
    add_number(zip, strlen(name), 2);
    add_number(zip, 0, 2);
}

static inline void workbook_pack(struct text *zip, const struct piece piece[PART_COUNT])
{
    size_t at[PART_COUNT];
    for (int p = 0; p < PART_COUNT; p++) {
        at[p] = zip->length;
        text_append(zip, "PK\3\4", 4);
        add_entry(zip, &piece[p], part_name[p]);
        text_add(zip, part_name[p]);
        text_append(zip, piece[p].bytes, piece[p].size);
    }
    size_t list = zip->length;
    for (int p = 0; p < PART_COUNT; p++) {
        text_append(zip, "PK\1\2\12", 6);
        add_entry(zip, &piece[p], part_name[p]);
        add_number(zip, 0, 6);
        add_number(zip, 0, 4);
        add_number(zip, at[p], 4);
        text_add(zip, part_name[p]);
    }
    size_t end = zip->length;
    text_append(zip, "PK\5\6", 4);
    add_number(zip, 0, 4);
    add_number(zip, PART_COUNT, 2);
    add_number(zip, PART_COUNT, 2);
    add_number(zip, end - list, 4);
    add_number(zip, list, 4);
    add_number(zip, 0, 2);
}

#define PARTED "\n---\n"

/* The pieces that PARTED divides the bytes into; returns how many, at most `most`. */
static inline int cut(struct piece *piece, int most, const char *bytes, size_t size)
{
    int count = 0;
    size_t from = 0;
    size_t mark = strlen(PARTED);
    for (size_t at = 0; count + 1 < most && at + mark <= size; at++)
        if (memcmp(bytes + at, PARTED, mark) == 0) {
            piece[count++] = (struct piece){bytes + from, at - from};
            from = at + mark;
            at = from - 1;
        }
    piece[count++] = (struct piece){bytes + from, size - from};
    return count;
}

/* The bytes as parts in their order; what is empty or lacking is a sound one. */
static inline void workbook_of_parts(struct text *zip, const char *bytes, size_t size)
{
    struct piece piece[PART_COUNT] = {0};
    cut(piece, PART_COUNT, bytes, size);
    for (int p = 0; p < PART_COUNT; p++)
        if (piece[p].size == 0)
            piece[p] = (struct piece){sound_part[p], strlen(sound_part[p])};
    workbook_pack(zip, piece);
}

/* Lines of cells parted by `;` as a sheet; a cell that begins with `=` or `#` is as
   spreadsheets write a formula, or an error. */
static inline void workbook_of_lines(struct text *zip, const char *bytes, size_t size)
{
    struct piece piece[PART_COUNT];
    struct text sheet = {0};
    text_add(&sheet, "<worksheet xmlns=\"" SPREADSHEET "\"><sheetData>");
    for (size_t at = 0; at < size;) {
        text_add(&sheet, "<row>");
        for (bool open = true; open;) {
            size_t from = at;
            while (at < size && bytes[at] != ';' && bytes[at] != '\n')
                at++;
            open = at < size && bytes[at] == ';';
            char first = at > from ? bytes[from] : '\0';
            bool number = first >= '0' && first <= '9';
            text_add(&sheet, first == '='   ? "<c><f>1+1</f>"
                             : first == '#' ? "<c t=\"e\">"
                             : number       ? "<c>"
                                            : "<c t=\"str\">");
            text_add(&sheet, first == '\0' ? "" : "<v>");
            for (size_t i = from + (first == '='); i < at; i++)
                text_print(&sheet, bytes[i] == '<' || bytes[i] == '&' ? "&#%d;" : "%c",
                           bytes[i]);
            text_add(&sheet, first == '\0' ? "</c>" : "</v></c>");
            at += at < size;
        }
        text_add(&sheet, "</row>");
    }
    text_add(&sheet, "</sheetData></worksheet>");
    for (int p = 0; p < PART_COUNT; p++)
        piece[p] = (struct piece){sound_part[p], strlen(sound_part[p])};
    piece[PART_SHEET] = (struct piece){sheet.bytes, sheet.length};
    workbook_pack(zip, piece);
    text_release(&sheet);
}

#endif

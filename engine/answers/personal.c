#include "answers/tools.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* What of a file is about persons: found by what heads it, told of, and noted, so that
   it can be left out of what is kept. */

#define CPR_LENGTH 11 /* ddmmyy-nnnn */
#define NAME_BYTES 128

bool names_contact(const char *folded)
{
    static const char *const word[] = {
        "mail",          "e-mail",    "email",      "mailadresse", "e-mailadresse",
        "emailadresse",  "phone",     "mobile",     "telefon",     "telefonnr",
        "telefonnummer", "tlf",       "mobil",      "mobilnr",     "mobilnummer",
        "cpr",           "cpr-nr",    "cpr-nummer", "cprnr",       "cprnummer",
        "personnummer",  "ip-adresse"};
    for (const char *at = folded; *at != '\0';) {
        size_t length = strcspn(at, " .,:;/()?*");
        for (size_t w = 0; w < sizeof word / sizeof *word; w++)
            if (strlen(word[w]) == length && strncmp(at, word[w], length) == 0)
                return true;
        at += length;
        at += *at != '\0';
    }
    return strcmp(folded, "ip address") == 0 || strcmp(folded, "ipaddr") == 0;
}

bool names_personal(const char *folded)
{
    const struct tool_name *name = tool_name_find(folded);
    return (name != NULL && name->column == TOOL_PERSONAL) || names_contact(folded);
}

/* Whoever answered, or can be asked. */
static bool is_person(const char *word, size_t length)
{
    static const char *const begins[] = {"kontaktperson", "respondent", "sagsbehandler",
                                         "udfylder",      "besvarer",   "contact"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        size_t most = strlen(begins[i]) + 3; /* "kontaktpersonens" */
        if (length <= most && strncmp(word, begins[i], strlen(begins[i])) == 0)
            return true;
    }
    return length == 2 && strncmp(word, "ip", 2) == 0;
}

bool hints_at_person(const char *folded)
{
    size_t words = 0;
    bool person = names_contact(folded);
    if (strpbrk(folded, "?0123456789") != NULL)
        return false;
    for (const char *at = folded; *at != '\0';) {
        size_t length = strcspn(at, " .,:;/()*");
        words += length > 0;
        person |= is_person(at, length);
        at += length;
        at += *at != '\0';
    }
    return person && words <= 4;
}

static bool add_column(struct reader *reader, size_t column)
{
    struct personal *personal = &reader->file->personal;
    if (!memory_reserve((void **)&personal->column, &personal->column_capacity,
                        personal->column_count + 1, sizeof *personal->column))
        return fault_memory(reader->fault);
    personal->column[personal->column_count++] = column;
    return true;
}

bool personal_add_cell(struct reader *reader, size_t row, size_t column)
{
    struct personal *personal = &reader->file->personal;
    if (!memory_reserve((void **)&personal->cell, &personal->cell_capacity,
                        personal->cell_count + 1, sizeof *personal->cell))
        return fault_memory(reader->fault);
    personal->cell[personal->cell_count++] = (struct personal_cell){row, column};
    return true;
}

bool labels_personal(const char *cell, size_t length, size_t *whole)
{
    char folded[NAME_BYTES];
    const char *colon = memchr(cell, ':', length);
    *whole = colon == NULL ? length : (size_t)(colon - cell);
    return text_fold(folded, sizeof folded, cell, *whole) < sizeof folded
           && names_personal(folded);
}

static bool is_blank(const char *text, size_t length)
{
    char blank[4];
    return text_fold(blank, sizeof blank, text, length) == 0;
}

/* What it is about, once there is anything beside it. */
static bool list_label(struct reader *reader, const char *label, size_t length)
{
    struct text *list = &reader->personal_names;
    char excerpt[TEXT_EXCERPT_BYTES];
    text_print(list, "%s%s", list->length == 0 ? "" : ", ",
               text_excerpt(excerpt, label, length));
    return text_check(list, reader->fault);
}

/* Whether a cell names something about persons, and does not say it itself. */
static bool is_open(const char *cell, size_t *whole)
{
    size_t length = strlen(cell);
    return labels_personal(cell, length, whole)
           && (*whole == length || is_blank(cell + *whole + 1, length - *whole - 1));
}

/* Whether a cell is the name of something, about persons or not, that stands elsewhere.
 */
static bool is_name(const struct reader *reader, const char *cell)
{
    static const char *const word[] = {
        "dato",     "date",         "stilling",  "titel",  "title",  "position",
        "afdeling", "department",   "skole",     "school", "rolle",  "institution",
        "kommune",  "municipality", "signature", "role",   "region", "underskrift"};
    const struct questionnaire *questionnaire = reader->questionnaire;
    char folded[NAME_BYTES];
    size_t whole;
    size_t length = text_fold(folded, sizeof folded, cell, strlen(cell));
    if (length == 0 || length >= sizeof folded)
        return false;
    bool name = folded[length - 1] == ':' || is_open(cell, &whole);
    for (size_t w = 0; w < sizeof word / sizeof *word; w++)
        name |= strcmp(folded, word[w]) == 0;
    for (size_t i = 0; i < questionnaire->identified_by_count; i++)
        name |= strcmp(folded, questionnaire->identified_by[i]) == 0;
    return name;
}

/* Such a row has what it names below and not beside. */
static bool is_row_of_names(const struct reader *reader, const struct heading_row *row)
{
    size_t names = 0;
    for (size_t c = 0; c < row->cell_count; c++) {
        if (is_blank(row->cell[c], strlen(row->cell[c])))
            continue;
        if (!is_name(reader, row->cell[c]))
            return false;
        names++;
    }
    return names > 1;
}

/* Notes which names of the row have nothing beside them, but other names. */
static bool open_labels(struct reader *reader, const struct heading_row *row,
                        bool names_alone)
{
    struct heading *heading = &reader->heading;
    bool valued = false; /* the cell to the right is what the name stands for */
    size_t whole;
    if (!memory_reserve((void **)&heading->open, &heading->open_capacity,
                        row->cell_count, sizeof *heading->open))
        return fault_memory(reader->fault);
    heading->open_row = row->row + 1;
    heading->open_count = row->cell_count;
    for (size_t c = row->cell_count; c-- > 0;) {
        const char *cell = row->cell[c];
        bool open = is_open(cell, &whole);
        heading->open[c] = open && (names_alone || !valued) ? cell : NULL;
        if (!is_blank(cell, strlen(cell)))
            valued = !open;
    }
    return true;
}

/* What is named in the row right above, unless the cell is a name itself. */
static const char *label_above(const struct reader *reader,
                               const struct heading_row *row, size_t c)
{
    const struct heading *heading = &reader->heading;
    size_t whole;
    return heading->open_row == row->row && c < heading->open_count
                   && memchr(row->cell[c], ':', strlen(row->cell[c])) == NULL
                   && !labels_personal(row->cell[c], strlen(row->cell[c]), &whole)
               ? heading->open[c]
               : NULL;
}

bool personal_above(struct reader *reader, const struct heading_row *row)
{
    const char *label = NULL;
    size_t label_length = 0;
    bool plain = !row->names_unit && row->question_count == 0;
    bool names_alone = is_row_of_names(reader, row);
    bool ok = true;
    for (size_t c = 0; ok && c < row->cell_count; c++) {
        const char *cell = row->cell[c];
        size_t length = strlen(cell);
        size_t whole;
        bool colon = memchr(cell, ':', length) != NULL;
        bool personal = label != NULL;
        /* A row that may be a header nobody knows has names beside its names. */
        if (labels_personal(cell, length, &whole) && (colon || plain)) {
            personal = colon && !is_blank(cell + whole + 1, length - whole - 1);
            label = names_alone && !personal ? NULL : cell;
            label_length = colon && !personal ? whole + 1 : whole;
        }
        if (is_blank(cell, length))
            continue;
        const char *above = plain && !personal ? label_above(reader, row, c) : NULL;
        if (personal) {
            ok = personal_add_cell(reader, row->row, c + 1)
                 && (label_length == 0 || list_label(reader, label, label_length));
            label_length = 0;
        } else if (above != NULL)
            ok = personal_add_cell(reader, row->row, c + 1)
                 && list_label(reader, above, strlen(above));
        else if (label != cell)
            ok = doubt_cell(reader, row->row, c + 1, cell, length);
    }
    return ok && open_labels(reader, row, names_alone);
}

static int compare_cells(const void *left, const void *right)
{
    const struct personal_cell *a = left;
    const struct personal_cell *b = right;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

void personal_sort(struct personal *personal)
{
    if (personal->cell_count > 0)
        qsort(personal->cell, personal->cell_count, sizeof *personal->cell,
              compare_cells);
}

void personal_release(struct personal *personal)
{
    memory_release(personal->column);
    memory_release(personal->cell);
    *personal = (struct personal){0};
}

/* Where sheets were joined, a column of the sheet says which one it is told of. */
static bool tell_listed(struct reader *reader, size_t row, size_t column)
{
    struct text *list = &reader->personal_names;
    bool ok = text_check(list, reader->fault)
              && (list->length == 0
                  || problems_add(reader->problems, SEVERITY_WARNING, reader->path, row,
                                  column, reader->fault,
                                  "what is about persons is no answer, and is kept "
                                  "only with --keep-personal: %s",
                                  list->bytes));
    text_clear(list);
    return ok;
}

/* Once a file, or a sheet. The header of a form is made of its rows, whose cells are
   noted one by one. */
bool tell_personal(struct reader *reader, const struct heading_row *header)
{
    const size_t *sheet_of = reader->heading.sheet_of;
    size_t first = 0; /* column of those listed, where sheets were joined */
    bool ok = true;
    for (size_t c = 0; ok && c < header->cell_count; c++) {
        const char *cell = header->cell[c];
        struct column column;
        if (column_match(reader, &column, cell, strlen(cell)) != MATCH_FOUND
            || column.use != COLUMN_PERSONAL)
            continue;
        if (sheet_of != NULL && first > 0 && sheet_of[first - 1] != sheet_of[c]) {
            ok = tell_listed(reader, header->row, first);
            first = 0;
        }
        if (sheet_of != NULL && first == 0)
            first = c + 1;
        reader->file->personal.heading_row = header->row;
        ok = ok && list_label(reader, cell, strlen(cell))
             && (reader->is_form || add_column(reader, c + 1));
    }
    return ok && tell_listed(reader, header->row, first);
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Two digits as a number from 1 to `highest`. */
static bool is_count(const char *digits, int highest)
{
    int number = (digits[0] - '0') * 10 + digits[1] - '0';
    return number >= 1 && number <= highest;
}

/* A day, a month, a year and four digits. A number given for the time being has 60
   added to the day. */
static bool is_cpr(const char *at)
{
    for (size_t i = 0; i < CPR_LENGTH; i++)
        if (i == 6 ? at[i] != '-' : !is_digit(at[i]))
            return false;
    char day[2] = {at[0] >= '6' ? (char)(at[0] - 6) : at[0], at[1]};
    return is_count(day, 31) && is_count(at + 2, 12);
}

bool doubt_cell(struct reader *reader, size_t row, size_t column, const char *cell,
                size_t length)
{
    for (size_t at = 0; at + CPR_LENGTH <= length; at++) {
        const char *mark = memchr(cell + at, '-', length - at);
        if (mark == NULL)
            return true;
        size_t begin = (size_t)(mark - cell);
        at = begin;
        if (begin < 6 || begin + 5 > length || !is_cpr(mark - 6)
            || (begin > 6 && is_digit(mark[-7]))
            || (begin + 5 < length && is_digit(mark[5])))
            continue;
        return problems_add(reader->problems, SEVERITY_WARNING, reader->path, row,
                            column, reader->fault,
                            "this cell seems to hold a CPR number; it is kept as it "
                            "stands, so take it out and send the file again, unless it "
                            "is none");
    }
    return true;
}

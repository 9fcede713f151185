#include "answers/places.h"

#include "base/catalogue.h"
#include "base/guard.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

/* Of a column whose numbers may be either. */
struct place_column {
    size_t column; /* from 0 */
    bool all_codes;
    bool all_places;
    bool differ; /* a number is two different answers */
    bool any;
    char seen[8];
    int by_code; /* of that number */
    int by_place;
};

struct places {
    bool looking; /* the file is gone through and not read */
    struct place_column *column;
    size_t column_count;
    uint32_t *number; /* by column of the file: in `column` + 1, or 0 */
    size_t scale_count;
    struct mapped_answers *answers; /* by scale, where they are made */
    struct dictionary *dictionary;
};

/* The place that a cell says, from 1; 0 for what is no number of one. */
static int read_place(const char *cell, size_t length, int count)
{
    int place = 0;
    size_t at = 0;
    while (at < length && cell[at] == ' ')
        at++;
    while (length > at && cell[length - 1] == ' ')
        length--;
    if (at == length || length - at > 3)
        return 0;
    for (; at < length; at++) {
        if (cell[at] < '0' || cell[at] > '9')
            return 0;
        place = 10 * place + (cell[at] - '0');
    }
    return place <= count ? place : 0;
}

static bool is_number(const char *cell, size_t length)
{
    size_t digits = 0;
    for (size_t at = guard_length(cell); at < length; at++) {
        if (cell[at] >= '0' && cell[at] <= '9')
            digits++;
        else if (cell[at] != ' ')
            return false;
    }
    return digits > 0;
}

/* Whether any place is not the code of the answer that stands there. */
static bool is_open(const struct scale *scale)
{
    char place[8];
    for (int o = 0; o < (int)scale->option_count; o++) {
        int length = snprintf(place, sizeof place, "%d", o + 1);
        if (scale_find_option(scale, place, (size_t)length) != o)
            return true;
    }
    return false;
}

static bool make(struct reader *reader)
{
    struct places *places = memory_allocate(1, sizeof *places);
    size_t scales = reader->questionnaire->scale_count;
    reader->places = places;
    if (places == NULL)
        return fault_memory(reader->fault);
    places->scale_count = scales;
    places->column = memory_allocate(reader->column_count, sizeof *places->column);
    places->number = memory_allocate(reader->column_count, sizeof *places->number);
    places->answers = memory_allocate(scales, sizeof *places->answers);
    places->dictionary = memory_allocate(scales, sizeof *places->dictionary);
    return (places->column != NULL && places->number != NULL && places->answers != NULL
            && places->dictionary != NULL)
           || fault_memory(reader->fault);
}

/* Reads the numbers of a column as places from here on. */
static bool read_as_places(struct reader *reader, struct column *column)
{
    const struct scale *scale = column->dictionary->scale;
    size_t number = (size_t)(scale - reader->questionnaire->scale);
    struct mapped_answers *answers = &reader->places->answers[number];
    char place[8];
    column->dictionary = &reader->places->dictionary[number];
    if (answers->by == MAPPED_BY_PLACE)
        return true;
    answers->by = MAPPED_BY_PLACE;
    answers->question = column->question;
    for (int o = 0; o < (int)scale->option_count; o++) {
        int length = snprintf(place, sizeof place, "%d", o + 1);
        if (!mapped_answers_add(answers, place, (size_t)length, o))
            return fault_memory(reader->fault);
    }
    dictionary_open(column->dictionary, scale, answers);
    return true;
}

/* What the numbers of a column are as far as is said; NUMBER_CODE where it does not
   matter. */
static enum number_kind find_kind(const struct reader *reader,
                                  const struct column *column)
{
    if (column->use != COLUMN_QUESTION || column->dictionary->mapped != NULL
        || column->dictionary->scale->kind != SCALE_CHOICE)
        return NUMBER_CODE;
    enum number_kind kind = mapping_number_kind(reader->mapping, column->question);
    if (kind != NUMBER_UNTOLD)
        return kind;
    if (reader->heading.codes == TOOL_CODES_PLACES
        && !is_open(column->dictionary->scale))
        return NUMBER_CODE;
    return reader->heading.codes != TOOL_CODES_OWN ? NUMBER_UNTOLD : NUMBER_CODE;
}

bool places_begin(struct reader *reader)
{
    if (reader->is_form)
        return true;
    for (size_t c = 0; c < reader->column_count; c++) {
        struct column *column = &reader->column[c];
        enum number_kind kind = find_kind(reader, column);
        if (kind == NUMBER_CODE)
            continue;
        if (reader->places == NULL && !make(reader))
            return false;
        if (kind == NUMBER_PLACE) {
            if (!read_as_places(reader, column))
                return false;
            continue;
        }
        struct places *places = reader->places;
        places->column[places->column_count++] =
            (struct place_column){.column = c, .all_codes = true, .all_places = true};
        places->number[c] = (uint32_t)places->column_count;
        places->looking = true;
    }
    return true;
}

static void look(struct reader *reader, struct place_column *open, const char *field,
                 size_t length)
{
    struct dictionary *dictionary = reader->column[open->column].dictionary;
    if (!is_number(field, length))
        return;
    open->any = true;
    int by_code = dictionary_find(dictionary, field, length);
    int by_place = read_place(field, length, (int)dictionary->scale->option_count) - 1;
    open->all_codes &= by_code >= 0;
    open->all_places &= by_place >= 0;
    if (by_code < 0 || by_place < 0 || by_code == by_place || open->differ)
        return;
    open->differ = true;
    open->by_code = by_code;
    open->by_place = by_place;
    snprintf(open->seen, sizeof open->seen, "%.*s", (int)length, field);
}

bool places_take(struct reader *reader, size_t row, size_t column, const char *field,
                 size_t length)
{
    struct places *places = reader->places;
    if (places->looking && column <= reader->column_count
        && places->number[column - 1] > 0)
        look(reader, &places->column[places->number[column - 1] - 1], field, length);
    return places->looking || row <= reader->header_row;
}

bool places_pass_over(struct reader *reader, size_t row)
{
    return reader->places->looking || row <= reader->header_row;
}

static const char *label_of(char excerpt[static TEXT_EXCERPT_BYTES],
                            const struct scale *scale, int option)
{
    const struct option *found = &scale->option[option];
    const char *label = found->label.in[catalogue_language()];
    label = label == NULL ? found->code : label;
    return text_excerpt(excerpt, label, strlen(label));
}

static bool tell_open(struct reader *reader, const struct place_column *open)
{
    const struct column *column = &reader->column[open->column];
    const struct scale *scale = column->dictionary->scale;
    char code[TEXT_EXCERPT_BYTES];
    char place[TEXT_EXCERPT_BYTES];
    reader->header_wrong = true;
    return problems_add(
        reader->problems, SEVERITY_ERROR, reader->path, reader->header_row,
        open->column + 1, reader->fault,
        "%s: a number here may be a code or a place in the list of answers (%s is "
        "\"%s\" or \"%s\"); \"numbers\" in a mapping says which",
        reader->questionnaire->question[column->question].id, open->seen,
        label_of(code, scale, open->by_code), label_of(place, scale, open->by_place));
}

static bool tell_places(struct reader *reader, const struct place_column *open)
{
    const struct column *column = &reader->column[open->column];
    char first[TEXT_EXCERPT_BYTES];
    return problems_add(
        reader->problems, SEVERITY_WARNING, reader->path, reader->header_row,
        open->column + 1, reader->fault,
        "%s: the numbers here are no codes and are read as places in the list of "
        "answers (1 is \"%s\")",
        reader->questionnaire->question[column->question].id,
        label_of(first, column->dictionary->scale, 0));
}

/* A tool whose codes are its own, and not even in the order of its answers: without
   its list of them, that one is a code of the questionnaire is chance. */
static bool tell_unsaid(struct reader *reader)
{
    const struct places *places = reader->places;
    const struct place_column *first = NULL;
    for (size_t i = 0; i < places->column_count && first == NULL; i++)
        if (places->column[i].any)
            first = &places->column[i];
    if (first == NULL)
        return true;
    reader->header_wrong = true;
    return problems_add(
        reader->problems, SEVERITY_ERROR, reader->path, reader->header_row,
        first->column + 1, reader->fault,
        "numbers in this file are the survey tool's own codes (first under %s), and no "
        "labels say what they stand for; put the file of labels beside it, or say with "
        "\"numbers\" in a mapping what they are",
        reader->questionnaire->question[reader->column[first->column].question].id);
}

static bool settle(struct reader *reader, const struct place_column *open)
{
    if (open->all_codes && open->all_places && open->differ)
        return tell_open(reader, open);
    if (open->all_codes || !open->all_places)
        return true;
    return tell_places(reader, open)
           && read_as_places(reader, &reader->column[open->column]);
}

bool places_finish(struct reader *reader, const struct tables *tables)
{
    struct table_consumer consumer = {reader_field, reader_record, reader};
    struct places *places = reader->places;
    if (places == NULL || !places->looking)
        return true;
    bool ok = reader->heading.codes != TOOL_CODES_LISTED || tell_unsaid(reader);
    for (size_t i = 0; ok && !reader->header_wrong && i < places->column_count; i++)
        ok = settle(reader, &places->column[i]);
    places->looking = false;
    return ok && !reader->header_wrong
           && tables_read(tables, &reader->file->format, &consumer, reader->fault);
}

void places_free(struct places *places)
{
    if (places == NULL)
        return;
    bool made = places->answers != NULL && places->dictionary != NULL;
    for (size_t s = 0; made && s < places->scale_count; s++) {
        names_release(&places->answers[s].seen);
        memory_release(places->answers[s].option);
        dictionary_close(&places->dictionary[s]);
    }
    memory_release(places->column);
    memory_release(places->number);
    memory_release(places->answers);
    memory_release(places->dictionary);
    memory_release(places);
}

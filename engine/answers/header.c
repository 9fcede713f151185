#include "answers/reader.h"
#include "base/memory.h"

#include <string.h>

#define NAME_BYTES 128

static bool folded_is(const char *folded, const char *name)
{
    char other[NAME_BYTES];
    text_fold(other, sizeof other, name, strlen(name));
    return strcmp(folded, other) == 0;
}

static bool is_among(const char *folded, const char *const *name, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (folded_is(folded, name[i]))
            return true;
    return false;
}

static bool used_before(const struct reader *reader, const struct column *column)
{
    for (size_t c = 0; c < reader->column_count; c++)
        if (reader->column[c].use == column->use
            && (column->use != COLUMN_QUESTION
                || reader->column[c].question == column->question))
            return true;
    return false;
}

static bool unknown_column(struct reader *reader, size_t row, size_t column,
                           const char *cell, size_t length)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    const char *nearest = questionnaire_nearest(reader->questionnaire, cell);
    reader->header_wrong = true;
    text_excerpt(excerpt, cell, length);
    if (nearest != NULL)
        return problems_add(
            reader->problems, SEVERITY_ERROR, reader->path, row, column, reader->fault,
            "\"%s\" is no question of %s %s; did you mean \"%s\"?", excerpt,
            reader->questionnaire->id, reader->questionnaire->edition, nearest);
    return problems_add(
        reader->problems, SEVERITY_ERROR, reader->path, row, column, reader->fault,
        "\"%s\" is no question of %s %s; the header holds question ids "
        "such as \"%s\"",
        excerpt, reader->questionnaire->id, reader->questionnaire->edition,
        reader->questionnaire->question[0].id);
}

bool header_cell(struct reader *reader, size_t row, size_t column, const char *cell,
                 size_t length)
{
    const struct questionnaire *questionnaire = reader->questionnaire;
    char folded[NAME_BYTES];
    struct column found = {.use = COLUMN_OTHER};
    size_t folded_length = text_fold(folded, sizeof folded, cell, length);
    if (!memory_reserve((void **)&reader->column, &reader->column_capacity, column,
                        sizeof *reader->column))
        return fault_memory(reader->fault);
    found.question = questionnaire_find(questionnaire, cell, length);
    if (folded_length == 0)
        found.use = COLUMN_BEYOND;
    else if (found.question != NAMES_NONE) {
        found.use = COLUMN_QUESTION;
        found.dictionary =
            &reader->dictionary[questionnaire->question[found.question].scale
                                - questionnaire->scale];
    } else if (is_among(folded, questionnaire->identified_by,
                        questionnaire->identified_by_count))
        found.use = COLUMN_UNIT;
    else if (folded_is(folded, SIMULATED_COLUMN))
        found.use = COLUMN_SIMULATED;
    else if (!is_among(folded, questionnaire->other_column,
                       questionnaire->other_column_count)
             && !unknown_column(reader, row, column, cell, length))
        return false;
    bool once = found.use == COLUMN_QUESTION || found.use == COLUMN_UNIT;
    if (once && used_before(reader, &found)) {
        char excerpt[TEXT_EXCERPT_BYTES];
        reader->header_wrong = true;
        if (!problems_add(reader->problems, SEVERITY_ERROR, reader->path, row, column,
                          reader->fault,
                          found.use == COLUMN_UNIT
                              ? "\"%s\" is a second column that says which institution "
                                "a row is from"
                              : "\"%s\" stands in the header twice",
                          text_excerpt(excerpt, cell, length)))
            return false;
    }
    reader->column[reader->column_count++] = found;
    return true;
}

/* Questions that the file has no column for are told of once, not once each. */
static bool tell_missing(struct reader *reader, size_t row)
{
    const struct questionnaire *questionnaire = reader->questionnaire;
    size_t missing = 0;
    const char *first = NULL;
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        struct column wanted = {.use = COLUMN_QUESTION, .question = q};
        if (used_before(reader, &wanted))
            continue;
        if (missing++ == 0)
            first = questionnaire->question[q].id;
    }
    if (missing == questionnaire->question_count) {
        reader->header_wrong = true;
        return problems_add(reader->problems, SEVERITY_ERROR, reader->path, row, 0,
                            reader->fault,
                            "no column of this file is a question of %s %s",
                            questionnaire->id, questionnaire->edition);
    }
    return missing == 0
           || problems_add(reader->problems, SEVERITY_WARNING, reader->path, row, 0,
                           reader->fault,
                           "%zu of %zu questions have no column here (the first is "
                           "\"%s\"); they count as not asked",
                           missing, questionnaire->question_count, first);
}

bool header_end(struct reader *reader, size_t row)
{
    struct column unit = {.use = COLUMN_UNIT};
    reader->header_done = true;
    reader->header_row = row;
    /* An empty name is harmless at the end only, where a surplus delimiter makes it. */
    for (size_t c = 0; c + 1 < reader->column_count; c++) {
        if (reader->column[c].use != COLUMN_BEYOND)
            continue;
        reader->header_wrong = true;
        if (!problems_add(reader->problems, SEVERITY_ERROR, reader->path, row, c + 1,
                          reader->fault, "this column has no name in the header"))
            return false;
    }
    if (!used_before(reader, &unit)) {
        reader->header_wrong = true;
        if (!problems_add(reader->problems, SEVERITY_ERROR, reader->path, row, 0,
                          reader->fault,
                          "no column says which institution a row is from; one must be "
                          "named \"%s\"",
                          reader->questionnaire->identified_by[0]))
            return false;
    }
    return tell_missing(reader, row) && !reader->header_wrong;
}

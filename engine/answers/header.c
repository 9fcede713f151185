#include "answers/reader.h"
#include "base/memory.h"

#include <stdio.h>
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

static bool names_unit(const struct reader *reader)
{
    for (size_t c = 0; c < reader->column_count; c++)
        if (reader->column[c].use == COLUMN_UNIT)
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
        "\"%s\" is no question of %s %s; %s question ids such as \"%s\"", excerpt,
        reader->questionnaire->id, reader->questionnaire->edition,
        reader->is_form ? "this column holds" : "the header holds",
        reader->questionnaire->question[0].id);
}

static struct dictionary *dictionary_of(const struct reader *reader,
                                        const struct scale *scale)
{
    return &reader->dictionary[scale - reader->questionnaire->scale];
}

static void use_question(const struct reader *reader, struct column *found,
                         uint32_t number)
{
    const struct question *question = &reader->questionnaire->question[number];
    found->question = number;
    found->use = COLUMN_QUESTION;
    if (question->is_member) {
        const struct question *of = &reader->questionnaire->question[question->of];
        found->use = COLUMN_MEMBER;
        found->question = question->of;
        found->member = number;
        found->option = (int8_t)option_of(of, number);
        return;
    }
    if (question->scale->kind != SCALE_CHOICE)
        found->use =
            question->scale->kind == SCALE_NUMBER ? COLUMN_NUMBER : COLUMN_SEVERAL;
    found->dictionary = dictionary_of(reader, question->scale);
}

static bool is_comment(const char *part, size_t length)
{
    static const char *const name[] = {COMMENT_PART, "bem\xc3\xa6rkning"};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (strlen(name[i]) == length && strncmp(name[i], part, length) == 0)
            return true;
    return false;
}

/* The column of a question's part, which is a layer, an option, or a state that has no
   question of its own. */
static bool use_part(const struct reader *reader, struct column *found,
                     const char *folded, size_t at, size_t end)
{
    const struct questionnaire *questionnaire = reader->questionnaire;
    const char *part = folded + at + 1;
    size_t length = end - at - 1;
    char joined[NAME_BYTES];
    uint32_t number = questionnaire_find(questionnaire, folded, at);
    if (number == NAMES_NONE)
        return false;
    snprintf(joined, sizeof joined, "%.*s.%.*s", (int)at, folded, (int)length, part);
    uint32_t own = questionnaire_find(questionnaire, joined, strlen(joined));
    if (own == NAMES_NONE && is_comment(part, length)) {
        found->use = COLUMN_COMMENT;
        found->question = number;
        return true;
    }
    if (own != NAMES_NONE) {
        use_question(reader, found, own);
        return true;
    }
    const struct question *question = &questionnaire->question[number];
    int option = question->scale->kind == SCALE_SEVERAL
                     ? scale_find_option(question->scale, part, length)
                     : -1;
    if (option < 0)
        return false;
    found->use = COLUMN_MEMBER;
    found->question = number;
    found->member = member_of(question, option);
    found->option = (int8_t)option;
    return true;
}

/* "id.code", and "id[code]" as other tools write it. */
static bool find_part(const struct reader *reader, struct column *found,
                      const char *folded, size_t length)
{
    if (length == 0 || length >= NAME_BYTES)
        return false;
    bool bracket = folded[length - 1] == ']';
    size_t end = bracket ? length - 1 : length;
    for (size_t at = end; at-- > 0;)
        if (folded[at] == (bracket ? '[' : '.')
            && use_part(reader, found, folded, at, end))
            return true;
    return false;
}

/* A state has no question of its own, by which it would be known to stand there. */
static bool state_stands(const struct reader *reader, const struct column *wanted)
{
    for (size_t c = 0; c < reader->column_count; c++)
        if (reader->column[c].use == COLUMN_MEMBER
            && reader->column[c].member == NAMES_NONE
            && reader->column[c].question == wanted->question
            && reader->column[c].option == wanted->option)
            return true;
    return false;
}

static bool has_comments(const struct reader *reader, uint32_t question)
{
    for (size_t c = 0; c < reader->column_count; c++)
        if (reader->column[c].use == COLUMN_COMMENT
            && reader->column[c].question == question)
            return true;
    return false;
}

/* Why a column cannot stand beside those before it; NULL when it can. */
static const char *find_conflict(const struct reader *reader,
                                 const struct column *found)
{
    const char *twice = reader->is_form ? "\"%s\" stands in two rows"
                                        : "\"%s\" stands in the header twice";
    switch (found->use) {
    case COLUMN_UNIT:
        return names_unit(reader) ? "\"%s\" is a second column that says which "
                                    "institution a row is from"
                                  : NULL;
    case COLUMN_QUESTION:
    case COLUMN_NUMBER:
        return reader->column_of[found->question] > 0 ? twice : NULL;
    case COLUMN_COMMENT:
        return has_comments(reader, found->question) ? twice : NULL;
    case COLUMN_SEVERAL:
    case COLUMN_MEMBER:
        break;
    default:
        return NULL;
    }
    uint32_t before = reader->column_of[found->question];
    if (before == 0)
        return NULL;
    if (reader->column[before - 1].use != found->use)
        return reader->is_form
                   ? "\"%s\" has a row of its own, and that of its question names options "
                     "too; one or the other"
                   : "\"%s\" is of a question that has a column for all its options "
                     "and columns for some; one or the other";
    bool stands =
        found->use == COLUMN_SEVERAL
        || (found->member == NAMES_NONE ? state_stands(reader, found)
                                        : reader->column_of[found->member] > 0);
    return stands ? twice : NULL;
}

static void take_column(struct reader *reader, const struct column *found)
{
    reader->column[reader->column_count++] = *found;
    uint32_t number = (uint32_t)reader->column_count;
    switch (found->use) {
    case COLUMN_MEMBER:
        if (reader->column_of[found->question] == 0)
            reader->split[reader->split_count++] = found->question;
        else
            number = reader->column_of[found->question];
        if (found->member != NAMES_NONE)
            reader->column_of[found->member] = (uint32_t)reader->column_count;
        reader->column_of[found->question] = number;
        break;
    case COLUMN_QUESTION:
    case COLUMN_NUMBER:
    case COLUMN_SEVERAL:
        reader->column_of[found->question] = number;
        break;
    default:
        break;
    }
}

/* Columns that say nothing about answers: those the definition names, and those that
   say where a unit belongs. */
static bool is_left_unread(const struct questionnaire *questionnaire,
                           const char *folded)
{
    return is_among(folded, questionnaire->group_column,
                    questionnaire->group_column_count)
           || is_among(folded, questionnaire->other_column,
                       questionnaire->other_column_count);
}

bool header_cell(struct reader *reader, size_t row, size_t column, const char *cell,
                 size_t length)
{
    const struct questionnaire *questionnaire = reader->questionnaire;
    char folded[NAME_BYTES];
    struct column found = {.use = COLUMN_OTHER, .member = NAMES_NONE};
    size_t folded_length = text_fold(folded, sizeof folded, cell, length);
    if (!memory_reserve((void **)&reader->column, &reader->column_capacity, column,
                        sizeof *reader->column))
        return fault_memory(reader->fault);
    uint32_t question = questionnaire_find(questionnaire, cell, length);
    if (folded_length == 0)
        found.use = COLUMN_BEYOND;
    else if (question != NAMES_NONE)
        use_question(reader, &found, question);
    else if (is_among(folded, questionnaire->identified_by,
                      questionnaire->identified_by_count))
        found.use = COLUMN_UNIT;
    else if (folded_is(folded, SIMULATED_COLUMN))
        found.use = COLUMN_SIMULATED;
    else if (!is_left_unread(questionnaire, folded)
             && !find_part(reader, &found, folded, folded_length)
             && !unknown_column(reader, row, column, cell, length))
        return false;
    const char *conflict = find_conflict(reader, &found);
    if (conflict != NULL) {
        char excerpt[TEXT_EXCERPT_BYTES];
        reader->header_wrong = true;
        if (!problems_add(reader->problems, SEVERITY_ERROR, reader->path, row, column,
                          reader->fault, conflict, text_excerpt(excerpt, cell, length)))
            return false;
    }
    take_column(reader, &found);
    return true;
}

/* Options without a column, of questions that have one for others. */
static bool tell_missing_options(struct reader *reader, size_t row)
{
    const struct questionnaire *questionnaire = reader->questionnaire;
    size_t missing = 0;
    const char *first = NULL;
    for (size_t i = 0; i < reader->split_count; i++) {
        const struct question *question = &questionnaire->question[reader->split[i]];
        for (size_t m = 0; m < question->member_count; m++) {
            if (reader->column_of[question->member + m] > 0)
                continue;
            if (missing++ == 0)
                first = questionnaire->question[question->member + m].id;
        }
    }
    return missing == 0
           || problems_add(reader->problems, SEVERITY_WARNING, reader->path, row, 0,
                           reader->fault,
                           "%zu options have no %s here, though others of their "
                           "question have (the first is \"%s\"); they count as not "
                           "asked",
                           missing, reader->is_form ? "row" : "column", first);
}

/* Questions that the file has no column for are told of once, not once each. */
static bool tell_missing(struct reader *reader, size_t row)
{
    const struct questionnaire *questionnaire = reader->questionnaire;
    size_t missing = 0;
    size_t all = 0;
    const char *first = NULL;
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        if (questionnaire->question[q].is_member)
            continue;
        all++;
        if (reader->column_of[q] > 0)
            continue;
        if (missing++ == 0)
            first = questionnaire->question[q].id;
    }
    if (missing == all) {
        reader->header_wrong = true;
        return problems_add(reader->problems, SEVERITY_ERROR, reader->path, row, 0,
                            reader->fault,
                            "no column of this file is a question of %s %s",
                            questionnaire->id, questionnaire->edition);
    }
    return missing == 0
           || problems_add(reader->problems, SEVERITY_WARNING, reader->path, row, 0,
                           reader->fault,
                           "%zu of %zu questions have no %s here (the first is "
                           "\"%s\"); they count as not asked",
                           missing, all, reader->is_form ? "row" : "column", first);
}

bool header_end(struct reader *reader, size_t row)
{
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
    if (!names_unit(reader)) {
        reader->header_wrong = true;
        if (!problems_add(reader->problems, SEVERITY_ERROR, reader->path, row, 0,
                          reader->fault,
                          "no column says which institution a row is from; one must be "
                          "named \"%s\"",
                          reader->questionnaire->identified_by[0]))
            return false;
    }
    return tell_missing(reader, row) && tell_missing_options(reader, row)
           && !reader->header_wrong;
}

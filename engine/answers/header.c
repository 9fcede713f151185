#include "answers/codebook.h"
#include "answers/match.h"
#include "answers/places.h"
#include "answers/repeats.h"
#include "base/catalogue.h"
#include "base/memory.h"

#include <string.h>

#define SHORT_WORDING 8 /* bytes; shorter texts are too like each other to guess */

static bool names_unit(const struct reader *reader)
{
    for (size_t c = 0; c < reader->column_count; c++)
        if (reader->column[c].use == COLUMN_UNIT)
            return true;
    return false;
}

/* The id, or the text, of a question that a header is nearly. */
static const char *nearest_column(const struct reader *reader, const char *cell,
                                  size_t length)
{
    const struct wordings *wordings = &reader->wordings;
    char folded[WORDING_BYTES];
    const char *id = questionnaire_nearest(reader->questionnaire, cell);
    if (id != NULL || wording_fold(folded, sizeof folded, cell, length) < SHORT_WORDING)
        return id;
    struct nearest nearest = {.wanted = folded};
    for (size_t i = 0; i < wordings->text.name_count; i++)
        nearest_offer(&nearest, wordings->text.name[i], wordings->text.name[i]);
    const char *near = nearest_name(&nearest);
    uint32_t question =
        near == NULL ? NAMES_NONE : wordings_find(wordings, near, strlen(near));
    return question < WORDING_SHARED ? reader->questionnaire->question[question].id
                                     : NULL;
}

static bool unknown_column(struct reader *reader, size_t row, size_t column,
                           const char *cell, size_t length)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    const char *text = own_columns_text(reader, cell, length);
    /* Everything is gone through for a hint: only for an error that is shown. */
    const char *nearest = problems_keep_error(reader->problems)
                              ? nearest_column(reader, cell, length)
                              : NULL;
    reader->header_wrong = true;
    text_excerpt(excerpt, cell, length);
    if (text != NULL) {
        char asked[TEXT_EXCERPT_BYTES];
        return problems_add(reader->problems, SEVERITY_ERROR, reader->path, row, column,
                            reader->fault,
                            "\"%s\", which asks \"%s\", is no question of %s %s; a "
                            "mapping can say which it is, or that it is none",
                            excerpt, text_excerpt(asked, text, strlen(text)),
                            reader->questionnaire->id, reader->questionnaire->edition);
    }
    if (nearest != NULL)
        return problems_add(
            reader->problems, SEVERITY_ERROR, reader->path, row, column, reader->fault,
            "\"%s\" is no question of %s %s; did you mean \"%s\"?", excerpt,
            reader->questionnaire->id, reader->questionnaire->edition, nearest);
    const char *what =
        reader->is_form
            ? SPOKEN_LATER("\"%s\" is no question of %s %s; this column holds question "
                           "ids such as \"%s\"")
            : SPOKEN_LATER(
                "\"%s\" is no question of %s %s; take the column out, let a "
                "mapping say null of it, or head it by a question's id, such "
                "as \"%s\"");
    return problems_add(reader->problems, SEVERITY_ERROR, reader->path, row, column,
                        reader->fault, what, excerpt, reader->questionnaire->id,
                        reader->questionnaire->edition,
                        reader->questionnaire->question[0].id);
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
    const char *twice = reader->is_form
                            ? SPOKEN_LATER("\"%s\" stands in two rows")
                            : SPOKEN_LATER("\"%s\" stands in the header twice");
    switch (found->use) {
    case COLUMN_UNIT:
        return names_unit(reader)
                   ? SPOKEN_LATER("\"%s\" is a second column that says which "
                                  "institution a row is from")
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
                   ? SPOKEN_LATER(
                       "\"%s\" has a row of its own, and that of its question "
                       "names options too; one or the other")
                   : SPOKEN_LATER("\"%s\" is of a question that has a column for all "
                                  "its options and columns for some; one or the other");
    bool stands =
        found->use == COLUMN_SEVERAL
        || (found->member == NAMES_NONE ? state_stands(reader, found)
                                        : reader->column_of[found->member] > 0);
    return stands ? twice : NULL;
}

static void take_column(struct reader *reader, const struct column *found)
{
    if (found->use == COLUMN_UNIT)
        reader->unit_column = reader->column_count + 1;
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

/* A text of which only the beginning is left, and more than one question begins so. */
static bool tell_abbreviated(struct reader *reader, size_t row, size_t column,
                             const char *excerpt, const uint32_t other[static 2])
{
    const struct question *question = reader->questionnaire->question;
    if (other[0] == NAMES_NONE || other[1] == NAMES_NONE)
        return problems_add(
            reader->problems, SEVERITY_ERROR, reader->path, row, column, reader->fault,
            "\"%s\" is how the texts of several questions begin; export the headers "
            "as codes or as whole texts",
            excerpt);
    return problems_add(reader->problems, SEVERITY_ERROR, reader->path, row, column,
                        reader->fault,
                        "\"%s\" is how the texts of %s and %s begin; export the "
                        "headers as codes or as whole texts",
                        excerpt, question[other[0]].id, question[other[1]].id);
}

/* Whether what is wrong with a cell was said already. */
static bool is_told(const struct reader *reader, size_t column)
{
    const struct repeats *repeats = reader->heading.repeats;
    return repeats != NULL && repeats->told[column - 1];
}

/* The header names a question by a text that several have. */
static bool shared_text(struct reader *reader, size_t row, size_t column,
                        const char *cell, size_t length)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    char folded[WORDING_BYTES];
    uint32_t other[2];
    reader->header_wrong = true;
    if (is_told(reader, column))
        return true;
    size_t folded_length = wording_fold(folded, sizeof folded, cell, length);
    if (folded_length < sizeof folded
        && abbreviated_question(reader, folded,
                                match_stem_length(folded, folded_length), other)
               == WORDING_SHARED)
        return tell_abbreviated(reader, row, column,
                                text_excerpt(excerpt, cell, length), other);
    return problems_add(reader->problems, SEVERITY_ERROR, reader->path, row, column,
                        reader->fault,
                        "\"%s\" is the text of more than one question; write the id of "
                        "the one it is before it",
                        text_excerpt(excerpt, cell, length));
}

/* What stands in for a cell that is the text of several questions. */
static const char *read_as(const struct reader *reader, size_t column, const char *cell)
{
    const struct repeats *repeats = reader->heading.repeats;
    return repeats == NULL || repeats->stand_in[column - 1] == NULL
               ? cell
               : repeats->stand_in[column - 1];
}

bool header_cell(struct reader *reader, size_t row, size_t column, const char *cell,
                 size_t length)
{
    struct column found;
    if (!memory_reserve((void **)&reader->column, &reader->column_capacity, column,
                        sizeof *reader->column))
        return fault_memory(reader->fault);
    const char *name = read_as(reader, column, cell);
    reader->mapping_used |= mapping_speaks_of(reader->mapping, name);
    enum match match =
        column_match(reader, &found, name, name == cell ? length : strlen(name));
    if (match == MATCH_NONE && is_told(reader, column))
        match = MATCH_SHARED;
    reader->mapping_used |= match == MATCH_FOUND && found.dictionary != NULL
                            && found.dictionary->mapped != NULL
                            && found.dictionary->mapped->by == MAPPED_BY_MAPPING;
    if ((match == MATCH_NONE && !unknown_column(reader, row, column, cell, length))
        || (match == MATCH_SHARED && !shared_text(reader, row, column, cell, length)))
        return false;
    if ((found.use >= COLUMN_SUBMITTED && found.use <= COLUMN_BEGUN)
        || found.use == COLUMN_STATE || found.use == COLUMN_COMPLETED)
        reader->timed = true;
    const char *conflict = find_conflict(reader, &found);
    if (conflict != NULL && !is_told(reader, column)) {
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
                           missing, spoken(reader->is_form ? "row" : "column"), first);
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
           || problems_add(
               reader->problems, SEVERITY_WARNING, reader->path, row, 0, reader->fault,
               "%zu of %zu questions have no %s here (the first is "
               "\"%s\"); they count as not asked",
               missing, all, spoken(reader->is_form ? "row" : "column"), first);
}

/* Rows of one institution are told apart by their times, and drafts from final ones. */
static bool expect_responses(struct reader *reader)
{
    reader->timed |= reader->all_drafts;
    if (!reader->timed)
        return true;
    reader->taken_of_unit =
        memory_allocate(reader->population->unit_count, sizeof *reader->taken_of_unit);
    return reader->taken_of_unit != NULL || fault_memory(reader->fault);
}

/* From here on cells are read. */
static void tell_dictionaries(struct reader *reader)
{
    bool limesurvey = reader->heading.by_limesurvey && !reader->is_form;
    for (size_t s = 0; s < reader->questionnaire->scale_count; s++)
        reader->dictionary[s].limesurvey = limesurvey;
    for (size_t m = 0; reader->mapped != NULL && m < reader->mapping->answers_count;
         m++)
        reader->mapped[m].limesurvey = limesurvey;
}

bool header_end(struct reader *reader, const struct heading_row *header)
{
    size_t row = header->row;
    reader->header_done = true;
    reader->header_row = row;
    tell_dictionaries(reader);
    /* An empty name is harmless at the end only, where a surplus delimiter makes it. */
    for (size_t c = 0; c + 1 < reader->column_count; c++) {
        if (reader->column[c].use != COLUMN_BEYOND)
            continue;
        reader->header_wrong = true;
        if (!problems_add(reader->problems, SEVERITY_ERROR, reader->path, row, c + 1,
                          reader->fault, "this column has no name in the header"))
            return false;
    }
    if (!names_unit(reader) && !tell_no_institution(reader, header))
        return false;
    return tell_missing(reader, row) && tell_missing_options(reader, row)
           && tell_unused(reader, header) && tell_personal(reader, header)
           && expect_responses(reader) && !reader->header_wrong
           && strangers_begin(reader, header) && places_begin(reader);
}

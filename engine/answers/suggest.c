#include "answers/suggest.h"

#include "answers/codebook.h"
#include "answers/form.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

/* A draft of a mapping: the header and what stands below it, held against the texts of
   the questionnaire. */

#define SEEN_LIMIT 100  /* a column with more distinct values is no question's */
#define LIKE_APART 0.05 /* more than the next best */

static bool take_field(void *context, size_t row, size_t column, const char *field,
                       size_t length)
{
    struct suggestion *suggestion = context;
    char blank[4];
    bool empty = text_fold(blank, sizeof blank, field, length) == 0;
    (void)row;
    if (suggestion->header_done) {
        if (empty || column > suggestion->column_count)
            return true;
        struct seen_column *seen = &suggestion->column[column - 1];
        seen->filled++;
        seen->units +=
            population_find(suggestion->reader.population, field, length) != NAMES_NONE;
        if (seen->seen.name_count >= SEEN_LIMIT
            && names_find(&seen->seen, field, length) == NAMES_NONE)
            seen->many = true;
        else if (names_keep(&seen->seen, field, length, NULL) == NULL)
            return fault_memory(suggestion->fault);
        return true;
    }
    const char *header = names_keep(&suggestion->names, field, length, NULL);
    if (header == NULL
        || !memory_reserve((void **)&suggestion->column, &suggestion->column_capacity,
                           column, sizeof *suggestion->column))
        return fault_memory(suggestion->fault);
    suggestion->column[column - 1] = (struct seen_column){.header = header};
    suggestion->column_count = column;
    suggestion->filled += !empty;
    return true;
}

/* The header is the first record of more than one name. */
static bool take_record(void *context, size_t row, size_t column_count)
{
    struct suggestion *suggestion = context;
    (void)row;
    (void)column_count;
    suggestion->header_done |= suggestion->filled > 1;
    suggestion->filled = 0;
    return true;
}

static bool make_traces(struct suggestion *suggestion)
{
    const struct questionnaire *questionnaire = suggestion->reader.questionnaire;
    suggestion->trace = memory_allocate(questionnaire->question_count * LANGUAGE_COUNT,
                                        sizeof *suggestion->trace);
    if (suggestion->trace == NULL)
        return fault_memory(suggestion->fault);
    for (size_t q = 0; q < questionnaire->question_count; q++)
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            const struct question *question = &questionnaire->question[q];
            const char *text = question->text.in[language];
            if (question->of == q && text != NULL)
                make_trace(&suggestion->trace[q * LANGUAGE_COUNT + (size_t)language],
                           text);
        }
    return true;
}

/* The question whose text is most like a header, unless another one's is as like. */
static uint32_t find_nearest(const struct suggestion *suggestion, const char *header)
{
    const struct questionnaire *questionnaire = suggestion->reader.questionnaire;
    struct trace wanted;
    double best = LIKE_LEAST;
    double second = 0;
    uint32_t found = NAMES_NONE;
    make_trace(&wanted, header);
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        double like = 0;
        for (size_t language = 0; language < LANGUAGE_COUNT; language++) {
            double one =
                likeness(&wanted, &suggestion->trace[q * LANGUAGE_COUNT + language]);
            like = one > like ? one : like;
        }
        if (like >= best) {
            second = found == NAMES_NONE ? second : best;
            best = like;
            found = q;
        } else if (like > second)
            second = like;
    }
    return best - second < LIKE_APART ? NAMES_NONE : found;
}

static bool is_question(const struct column *column)
{
    return column->use == COLUMN_QUESTION || column->use == COLUMN_NUMBER
           || column->use == COLUMN_SEVERAL || column->use == COLUMN_MEMBER;
}

/* "id" or "id.part" of what a column was found to be; NULL for what needs no line. */
static const char *name_target(struct suggestion *suggestion,
                               const struct column *column)
{
    const struct question *question =
        &suggestion->reader.questionnaire->question[column->question];
    char name[256];
    if (column->use == COLUMN_MEMBER && column->member == NAMES_NONE)
        snprintf(name, sizeof name, "%.120s.%.120s", question->id,
                 question->scale->option[column->option].code);
    else if (column->use == COLUMN_MEMBER)
        return suggestion->reader.questionnaire->question[column->member].id;
    else if (column->use == COLUMN_COMMENT)
        snprintf(name, sizeof name, "%.120s." COMMENT_PART, question->id);
    else
        return is_question(column) ? question->id : NULL;
    return names_keep(&suggestion->names, name, strlen(name), NULL);
}

static bool look_for_tool(struct suggestion *suggestion)
{
    const char **cell = memory_allocate(suggestion->column_count, sizeof *cell);
    if (cell == NULL)
        return fault_memory(suggestion->fault);
    for (size_t c = 0; c < suggestion->column_count; c++)
        cell[c] = suggestion->column[c].header;
    struct heading_row row = {.cell = cell, .cell_count = suggestion->column_count};
    heading_look_for_tool(&suggestion->reader, &row);
    memory_release(cell);
    return true;
}

const char *suggestion_text(const struct suggestion *suggestion,
                            const struct seen_column *seen)
{
    const char *text =
        own_columns_text(&suggestion->reader, seen->header, strlen(seen->header));
    return text != NULL ? text : seen->header;
}

static bool resolve(struct suggestion *suggestion, struct seen_column *seen)
{
    enum match match = column_match(&suggestion->reader, &seen->column, seen->header,
                                    strlen(seen->header));
    if (match == MATCH_FOUND) {
        seen->target = name_target(suggestion, &seen->column);
        return seen->target != NULL
               || !(is_question(&seen->column) || seen->column.use == COLUMN_COMMENT)
               || fault_memory(suggestion->fault);
    }
    uint32_t nearest = find_nearest(suggestion, suggestion_text(suggestion, seen));
    seen->guessed = true;
    seen->column = (struct column){.use = COLUMN_OTHER, .member = NAMES_NONE};
    if (nearest == NAMES_NONE)
        return true;
    seen->target = suggestion->reader.questionnaire->question[nearest].id;
    seen->column.question = nearest;
    seen->column.use = COLUMN_QUESTION;
    return true;
}

static void suggestion_close(struct suggestion *suggestion)
{
    for (size_t c = 0; c < suggestion->column_count; c++)
        names_release(&suggestion->column[c].seen);
    memory_release(suggestion->column);
    memory_release(suggestion->trace);
    names_release(&suggestion->names);
    reader_close(&suggestion->reader);
}

bool mapping_suggest(struct text *json, const struct source *source,
                     const struct questionnaire *questionnaire,
                     const struct population *population,
                     const struct codebook *codebook, struct problems *problems,
                     struct fault *fault)
{
    struct codebook *own = NULL; /* that the file holds itself */
    struct suggestion suggestion = {.reader = {.questionnaire = questionnaire,
                                               .population = population,
                                               .codebook = codebook,
                                               .problems = problems,
                                               .path = source->path,
                                               .fault = fault},
                                    .fault = fault};
    struct tables tables;
    struct table_format format;
    struct table_consumer consumer = {take_field, take_record, &suggestion};
    bool ok =
        tables_open(&tables, source, fault)
        && (tables.workbook == NULL || tables_find_set(&tables, &own, problems, fault));
    if (own != NULL)
        suggestion.reader.codebook = own;
    ok = ok && reader_open(&suggestion.reader)
         && wordings_make(&suggestion.reader.wordings, questionnaire, fault)
         && own_columns_open(&suggestion.reader) && make_traces(&suggestion)
         && tables_read(&tables, &format, &consumer, fault);
    ok = ok && look_for_tool(&suggestion);
    for (size_t c = 0; ok && c < suggestion.column_count; c++)
        ok = resolve(&suggestion, &suggestion.column[c]);
    ok = ok && suggestion_write(&suggestion, json);
    suggestion_close(&suggestion);
    tables_close(&tables);
    codebook_free(own);
    return ok;
}

#include "base/exact.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/evaluation.h"
#include "cli/messages.h"

#include <stdio.h>
#include <string.h>

/* `evaluate`: the answers of one file by one definition, with no register and no
   database. */

static bool load_definition(struct questionnaire *questionnaire, const char *path,
                            const char *configuration, struct fault *fault)
{
    struct problems problems = {0};
    bool ok =
        questionnaire_load_as(questionnaire, path, configuration, &problems, fault);
    message_problems(&problems);
    if (!ok && fault->kind == FAULT_NONE)
        fault_already_told(fault);
    problems_release(&problems);
    return ok;
}

static bool gather_population(struct evaluation *evaluation,
                              const struct source *source, struct fault *fault)
{
    const struct questionnaire *asked = &evaluation->asked;
    const struct questionnaire *rules = evaluation->rules;
    struct gathered_columns wanted = {.identified_by = asked->identified_by,
                                      .identified_by_count =
                                          asked->identified_by_count};
    if (rules->subset_column != NULL)
        wanted.column[wanted.column_count++] = rules->subset_column;
    if (rules->pool_column != NULL
        && (wanted.column_count == 0
            || strcmp(rules->pool_column, wanted.column[0]) != 0))
        wanted.column[wanted.column_count++] = rules->pool_column;
    return population_gather(&evaluation->population, source, &wanted, fault);
}

static bool read_answers(struct evaluation *evaluation, const struct source *source,
                         struct fault *fault)
{
    struct problems problems = {0};
    struct answer_file file = {0};
    const struct answers_reading reading = {.keeps_empty = true};
    bool ok = answers_read_as(&file, source, &evaluation->asked,
                              &evaluation->population, &reading, &problems, fault);
    message_problems(&problems);
    if (fault->kind == FAULT_NONE && (!ok || problems.error_count > 0))
        ok = fault_already_told(fault);
    problems_release(&problems);
    if (ok && evaluation->rules != &evaluation->asked)
        ok = answers_recode(&evaluation->answers, evaluation->rules, &file.answers,
                            &evaluation->asked, fault);
    else if (ok) {
        evaluation->answers = file.answers;
        file.answers = (struct answers){0};
    }
    answer_file_release(&file);
    return ok;
}

bool evaluation_open(struct evaluation *evaluation, const struct arguments *arguments,
                     struct fault *fault)
{
    const char *configuration = arguments->value[OPTION_CONFIGURATION];
    const char *rules = arguments->value[OPTION_RULES];
    /* Answers are read by the definition they were given to, as it stands. */
    bool own = rules == NULL && configuration == NULL;
    if (!load_definition(&evaluation->asked, arguments->operand[0], NULL, fault)
        || (!own
            && !load_definition(&evaluation->other,
                                rules == NULL ? arguments->operand[0] : rules,
                                configuration, fault)))
        return false;
    evaluation->rules = own ? &evaluation->asked : &evaluation->other;
    struct source source;
    if (!source_open(&source, arguments->operand[1], fault))
        return false;
    bool ok = gather_population(evaluation, &source, fault)
              && read_answers(evaluation, &source, fault);
    source_release(&source);
    return ok
           && score_compute(&evaluation->scores, evaluation->rules,
                            &evaluation->population, &evaluation->answers, fault)
           && evaluation_score_pools(evaluation, fault);
}

void evaluation_close(struct evaluation *evaluation)
{
    scores_release(&evaluation->scores);
    scores_release(&evaluation->pooled);
    answers_release(&evaluation->answers);
    population_release(&evaluation->population);
    questionnaire_release(&evaluation->asked);
    questionnaire_release(&evaluation->other);
}

/* A cell of text, so that no spreadsheet takes it for a formula. */
static void add_cell(struct text *out, const char *cell)
{
    if (*cell != '\0' && strchr("=+-@\t\r", *cell) != NULL)
        text_add(out, "'");
    if (strpbrk(cell, ",\"\r\n") == NULL) {
        text_add(out, cell);
        return;
    }
    text_add_character(out, '"');
    for (; *cell != '\0'; cell++) {
        if (*cell == '"')
            text_add_character(out, '"');
        text_add_character(out, *cell);
    }
    text_add_character(out, '"');
}

static void add_nano(struct text *out, bool there, int64_t nano)
{
    char decimal[FIXED_BYTES];
    text_add_character(out, ',');
    if (!there)
        return;
    fixed_print(decimal, nano, 9, '.', true);
    text_add(out, decimal);
}

static const char *state_name(int64_t points)
{
    return points >= 0                    ? "scored"
           : points == SCORE_TOO_FEW      ? "too_few_answers"
           : points == SCORE_NOT_RELEVANT ? "not_relevant"
                                          : "no_score";
}

/* Coverage in the weights' own measure; a plain mean counts inputs, and the mean of a
   pool members. */
static int64_t coverage_in_nano(const struct evaluation *evaluation,
                                const struct node *node, enum evaluated evaluated,
                                int32_t weight)
{
    bool counts =
        node->operation == OPERATION_MEAN || evaluated == EVALUATED_MEAN_OF_POOL;
    return weight * (POINT / (counts ? 1 : evaluation->rules->weight_unit));
}

static void add_line(struct text *out, const struct evaluation *evaluation,
                     const struct scores *scores, uint32_t n, uint32_t row,
                     enum evaluated evaluated, const char *id)
{
    const struct node *node = &evaluation->rules->node[n];
    size_t at = (size_t)n * scores->row_count + row;
    bool scored = scores->points[at] >= 0;
    int band = scores->band == NULL ? BAND_NONE : scores->band[at];
    text_add(out, evaluated == EVALUATED_UNIT ? "unit," : "pool,");
    add_cell(out, id);
    text_print(out, ",%s,%s,%s", evaluation->rules->dimension[node->dimension].id,
               node->id, state_name(scores->points[at]));
    add_nano(out, scored, scored ? scores_value(scores, n, row) : 0);
    add_nano(out, scored, scores->points[at]);
    add_nano(out, scores->low[at] >= 0, scores->low[at]);
    add_nano(out, scores->high[at] >= 0, scores->high[at]);
    add_nano(out, true,
             coverage_in_nano(evaluation, node, evaluated, scores->answered[at]));
    add_nano(out, true,
             coverage_in_nano(evaluation, node, evaluated, scores->relevant[at]));
    text_add_character(out, ',');
    if (band != BAND_NONE)
        add_cell(out, wording_in(&node->band[band].title, evaluation->language));
    text_add(out, evaluation->answers.simulated ? ",1\n" : ",0\n");
}

bool evaluation_add_row(struct text *out, const struct evaluation *evaluation,
                        const struct scores *scores, uint32_t row,
                        enum evaluated evaluated, const char *id, struct fault *fault)
{
    for (uint32_t n = 0; n < evaluation->rules->node_count; n++)
        add_line(out, evaluation, scores, n, row, evaluated, id);
    return text_check(out, fault);
}

/* What is printed leaves in large pieces: the text has its size before the first one
   goes, so that memory running short prints nothing rather than half a table. */
#define PIECE_BYTES 65536

static bool flush(struct text *out, size_t piece)
{
    if (out->length >= piece) {
        fwrite(out->bytes, 1, out->length, stdout);
        text_clear(out);
    }
    return true;
}

static bool print_units(const struct evaluation *evaluation, struct fault *fault)
{
    struct text out = {0};
    bool ok = true;
    text_add(&out, "kind,id,dimension,area,state,value,points,low,high,answered,"
                   "relevant,band,simulated\n");
    for (uint32_t row = 0; ok && row < evaluation->answers.row_count; row++) {
        uint32_t unit = evaluation->answers.unit[row];
        ok = evaluation_add_row(&out, evaluation, &evaluation->scores, row,
                                EVALUATED_UNIT, evaluation->population.unit_id[unit],
                                fault)
             && flush(&out, PIECE_BYTES);
    }
    ok = ok && evaluation_add_pools(&out, evaluation, fault) && text_check(&out, fault)
         && flush(&out, 0);
    text_release(&out);
    return ok;
}

bool command_evaluate(const struct arguments *arguments, struct fault *fault)
{
    struct evaluation evaluation = {.language = language_asked(arguments, LANGUAGE_EN)};
    bool ok = evaluation_open(&evaluation, arguments, fault)
              && print_units(&evaluation, fault);
    evaluation_close(&evaluation);
    return ok;
}

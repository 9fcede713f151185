#ifndef UNIT_MODEL_H
#define UNIT_MODEL_H

/* One round built by hand, for the tests of the rooms that only compute: a definition,
   a population, answers, and the scores either computed or set. Too large for the
   stack, so tests keep theirs static and begin each with model_begin(). */

#include "base/exact.h"
#include "base/memory.h"
#include "benchmark/benchmark.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define MODEL_SCALES    8
#define MODEL_OPTIONS   16
#define MODEL_QUESTIONS 160
#define MODEL_NODES     64
#define MODEL_ROWS      1600
#define MODEL_LEVELS    5
#define MODEL_GROUPS    64

struct model {
    struct questionnaire questionnaire;
    struct population population;
    struct answers answers;
    struct scores scores;
    struct benchmark benchmark;
    bool scored; /* scores computed, not set by the test */
    struct option option[MODEL_SCALES][MODEL_OPTIONS];
    struct scale scale[MODEL_SCALES];
    struct question question[MODEL_QUESTIONS];
    struct dimension dimension[MODEL_NODES];
    struct node node[MODEL_NODES];
    uint32_t asked[MODEL_NODES][MODEL_QUESTIONS];
    int32_t asked_weight[MODEL_NODES][MODEL_QUESTIONS];
    struct condition condition[MODEL_QUESTIONS];
    struct level level[MODEL_LEVELS];
    struct group group[MODEL_LEVELS][MODEL_GROUPS];
    uint32_t group_of[MODEL_LEVELS][MODEL_ROWS];
    uint32_t unit[MODEL_ROWS];
    const char *unit_id[MODEL_ROWS];
    char unit_text[MODEL_ROWS][8];
    char group_text[MODEL_GROUPS][8];
    int8_t code[MODEL_QUESTIONS * MODEL_ROWS];
    int64_t points[MODEL_NODES * MODEL_ROWS];
    int32_t weight[MODEL_NODES * MODEL_ROWS];
};

static inline void model_release(struct model *model)
{
    benchmark_release(&model->benchmark);
    if (model->scored)
        scores_release(&model->scores);
    model->scored = false;
    names_release(&model->population.unit_ids);
}

/* Units u0000, u0001, … in one nation, all of which answer. */
static inline void model_begin(struct model *model, uint32_t units)
{
    static unsigned serial;
    assert_true(units <= MODEL_ROWS);
    model_release(model);
    memset(model, 0, sizeof *model);
    model->questionnaire.id = "model";
    model->questionnaire.edition = "1";
    model->questionnaire.scale = model->scale;
    model->questionnaire.question = model->question;
    model->questionnaire.dimension = model->dimension;
    model->questionnaire.node = model->node;
    model->questionnaire.headline = &model->scale[0];
    model->questionnaire.weight_unit = 1;
    snprintf(model->questionnaire.hash, sizeof model->questionnaire.hash, "%u",
             ++serial);
    model->population.id = "units";
    model->population.level = model->level;
    model->population.unit_count = units;
    model->population.unit_id = model->unit_id;
    model->population.unit_name = model->unit_id;
    for (uint32_t i = 0; i < units; i++) {
        snprintf(model->unit_text[i], sizeof model->unit_text[i], "u%04u", i % 10000);
        model->unit_id[i] = model->unit_text[i];
        assert_non_null(names_keep(&model->population.unit_ids, model->unit_text[i],
                                   strlen(model->unit_text[i]), NULL));
        model->unit[i] = i;
    }
    model->answers =
        (struct answers){.row_count = units, .unit = model->unit, .code = model->code};
    model->population.level_count = 1;
    model->level[0] = (struct level){.id = "nation",
                                     .group = model->group[0],
                                     .group_count = 1,
                                     .group_of = model->group_of[0]};
    model->group[0][0].code = "dk";
    model->group[0][0].unit_count = units;
}

/* Values 1 to `steps` as options 0 to steps - 1; then don't know, then not
   applicable. */
static inline const struct scale *model_scale(struct model *model, int steps)
{
    static const char *const code[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
    size_t number = model->questionnaire.scale_count++;
    struct scale *scale = &model->scale[number];
    *scale = (struct scale){.id = "scale",
                            .option = model->option[number],
                            .option_count = (size_t)steps + 2,
                            .lowest = POINT,
                            .highest = steps * POINT,
                            .target = steps * POINT};
    for (int o = 0; o < steps; o++)
        scale->option[o] = (struct option){.code = code[o], .value = (o + 1) * POINT};
    scale->option[steps] = (struct option){.code = "dk", .state = OPTION_DONT_KNOW};
    scale->option[steps + 1] =
        (struct option){.code = "na", .state = OPTION_NOT_APPLICABLE};
    return scale;
}

static inline int8_t dont_know(const struct scale *scale)
{
    return (int8_t)(scale->option_count - 2);
}

static inline int8_t not_applicable(const struct scale *scale)
{
    return (int8_t)(scale->option_count - 1);
}

/* Added below `parent`, or as a new dimension when that is NAMES_NONE. Nodes are added
   in pre-order. */
static inline uint32_t model_node(struct model *model, uint32_t parent, const char *id,
                                  int32_t weight)
{
    uint32_t number = (uint32_t)model->questionnaire.node_count++;
    struct node *node = &model->node[number];
    assert_true(number < MODEL_NODES);
    *node = (struct node){.id = id,
                          .parent = parent,
                          .weight = weight,
                          .coverage_numerator = 2,
                          .coverage_denominator = 3,
                          .natural_lowest = rational_of(0, 1),
                          .natural_highest = rational_of(100, 1),
                          .lowest = rational_of(0, 1),
                          .highest = rational_of(100, 1),
                          .question = model->asked[number],
                          .question_weight = model->asked_weight[number]};
    if (parent == NAMES_NONE) {
        node->dimension = (uint32_t)model->questionnaire.dimension_count++;
        model->dimension[node->dimension] =
            (struct dimension){.id = id, .root = number};
    } else {
        node->dimension = model->node[parent].dimension;
        node->depth = model->node[parent].depth + 1;
    }
    for (uint32_t up = number; up != NAMES_NONE; up = model->node[up].parent)
        model->node[up].end = number + 1;
    return number;
}

/* One more question of a lowest area, with its own weight. */
static inline void model_take_in(struct model *model, uint32_t node, uint32_t question)
{
    size_t place = model->node[node].question_count++;
    model->node[node].question[place] = question;
    model->node[node].question_weight[place] = model->question[question].weight;
}

static inline uint32_t model_question(struct model *model, uint32_t node,
                                      const char *id, const struct scale *scale,
                                      int32_t weight)
{
    uint32_t number = (uint32_t)model->questionnaire.question_count++;
    assert_true(number < MODEL_QUESTIONS);
    model->question[number] = (struct question){
        .id = id, .scale = scale, .weight = weight, .of = number, .number = NAMES_NONE};
    model_take_in(model, node, number);
    model->answers.question_count = number + 1;
    return number;
}

/* The question is asked when the answer to the parent is one of the options. */
static inline void model_ask_if(struct model *model, uint32_t question, uint32_t parent,
                                uint64_t options)
{
    model->condition[question] = (struct condition){.question = parent,
                                                    .options = options,
                                                    .at_least = INT64_MIN,
                                                    .at_most = INT64_MAX};
    model->question[question].condition = &model->condition[question];
    model->question[question].condition_count = 1;
}

/* What "don't know" counts as, for questions on their own and in every area. */
static inline void model_dont_know(struct model *model, enum rule rule)
{
    model->questionnaire.rule[LACK_DONT_KNOW] = rule;
    for (size_t n = 0; n < model->questionnaire.node_count; n++)
        model->node[n].rule[LACK_DONT_KNOW] = rule;
}

static inline int8_t *model_answer(struct model *model, uint32_t question, uint32_t row)
{
    return &model->code[(size_t)question * model->answers.row_count + row];
}

static inline int64_t *model_points(struct model *model, uint32_t node, uint32_t row)
{
    return &model->points[(size_t)node * model->answers.row_count + row];
}

/* The next narrower level; group_of[unit] says where each unit belongs. */
static inline void model_level(struct model *model, const char *id, bool owner,
                               uint32_t group_count, const uint32_t *group_of)
{
    size_t number = model->population.level_count++;
    struct level *level = &model->level[number];
    assert_true(number < MODEL_LEVELS && group_count <= MODEL_GROUPS);
    *level = (struct level){.id = id,
                            .owner = owner,
                            .group = model->group[number],
                            .group_count = group_count,
                            .group_of = model->group_of[number]};
    for (uint32_t g = 0; g < group_count; g++) {
        snprintf(model->group_text[g], sizeof model->group_text[g], "g%02u", g % 100);
        level->group[g].code = model->group_text[g];
    }
    for (uint32_t unit = 0; unit < model->population.unit_count; unit++) {
        level->group_of[unit] = group_of[unit];
        level->group[group_of[unit]].unit_count++;
    }
}

/* Only the units marked in `keep` answer. Points and answers set before are of other
   rows after it. */
static inline void model_answered_by(struct model *model, const bool *keep)
{
    model->answers.row_count = 0;
    for (uint32_t unit = 0; unit < model->population.unit_count; unit++)
        if (keep[unit])
            model->unit[model->answers.row_count++] = unit;
}

static inline void model_score(struct model *model)
{
    struct fault fault = {0};
    if (model->scored)
        scores_release(&model->scores);
    model->scored = true;
    bool ok = score_compute(&model->scores, &model->questionnaire, &model->population,
                            &model->answers, &fault);
    assert_string_equal(fault.what, "");
    assert_true(ok);
}

/* Scores as the test has set them in model_points(); questions have none. */
static inline void model_set_scores(struct model *model)
{
    uint32_t rows = model->answers.row_count;
    size_t nodes = model->questionnaire.node_count;
    for (size_t i = 0; i < nodes * rows; i++)
        model->weight[i] = 1;
    model->scores = (struct scores){.row_count = rows,
                                    .node_count = (uint32_t)nodes,
                                    .points = model->points,
                                    .low = model->points,
                                    .high = model->points,
                                    .answered = model->weight,
                                    .relevant = model->weight};
}

static inline void model_compare(struct model *model)
{
    struct fault fault = {0};
    benchmark_release(&model->benchmark);
    assert_true(benchmark_compute(&model->benchmark, &model->questionnaire,
                                  &model->population, &model->answers, &model->scores,
                                  &fault));
}

/* Whole numbers that look like chance, the same on every machine (Marsaglia 2003,
   xorshift64*). */
static inline uint32_t model_chance(uint64_t *seed, uint32_t below)
{
    *seed ^= *seed >> 12;
    *seed ^= *seed << 25;
    *seed ^= *seed >> 27;
    return (uint32_t)((*seed * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % below;
}

#endif

#include "simulate/model.h"

#include "base/exact.h"
#include "base/memory.h"
#include "simulate/draw.h"

#include <stdlib.h>

/* Latent maturity runs from 0 to 1000 over the range of a question's scale, so a step
   of a scale from 1 to 5 is 250. The spreads are standard deviations on that range.
   Together they give clusters about a third of the variance between units, and years
   that correlate at about 0.9. */
enum {
    FULL = 1000,
    BASE = 400, /* 2.6 on a scale from 1 to 5 */
    SPREAD_CLUSTER = 78,
    SPREAD_REGION = 22,
    SPREAD_UNIT = 88,
    SPREAD_AREA = 70,
    SPREAD_QUESTION = 110,
    SPREAD_CLUSTER_AREA = 45,
    SPREAD_UNIT_AREA = 50,
    SPREAD_UNIT_QUESTION = 110,
    SPREAD_UNIT_YEAR = 32,
    SPREAD_ANSWER = 90,
    GAIN = 30, /* 0.12 of a step a year */
    SPREAD_CLUSTER_GAIN = 12,
    SPREAD_UNIT_GAIN = 22
};

/* Shares in thousandths. */
enum {
    MISSING_UNIT = 60,
    BLANK = 10,
    STOPS = 20,
    DONT_KNOW_LEAST = 15, /* a unit's own share lies … */
    DONT_KNOW_RANGE = 31, /* … this many thousandths upwards from it */
    NOT_APPLICABLE_RANGE = 31,
    JITTER = 120, /* how far a year moves a cluster in the order of joining */
    ORDER = 1000
};

const char *model_cluster_id(const struct model *model, uint32_t cluster)
{
    const struct population *population = model->population;
    return model->owner_level == population->level_count
               ? population->unit_id[cluster]
               : population->level[model->owner_level].group[cluster].code;
}

uint64_t model_cluster_key(const struct model *model, const char *purpose,
                           uint32_t cluster)
{
    return draw_key(draw_key(model->key, purpose), model_cluster_id(model, cluster));
}

uint64_t model_unit_key(const struct model *model, const char *purpose, uint32_t unit)
{
    return draw_key(draw_key(model->key, purpose), model->population->unit_id[unit]);
}

static uint64_t year_key(const struct model *model, uint64_t key)
{
    return draw_join(key, (uint64_t)(int64_t)model->rehearsal->year);
}

struct candidate {
    uint64_t order;
    const char *id;
    uint32_t cluster;
};

static int compare_candidates(const void *left, const void *right)
{
    const struct candidate *a = left;
    const struct candidate *b = right;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return strcmp(a->id, b->id);
}

/* Those who join do so in a lasting order, shaken a little each year, so that most stay
   and some come and go. */
static bool choose_participants(struct model *model, struct fault *fault)
{
    uint32_t count = model->cluster_count;
    uint32_t wanted = model->rehearsal->participants;
    struct candidate *candidate = memory_allocate(count, sizeof *candidate);
    if (candidate == NULL)
        return fault_memory(fault);
    for (uint32_t c = 0; c < count; c++) {
        uint64_t lasting = model_cluster_key(model, "takes part", c);
        uint64_t shaken = year_key(model, lasting);
        candidate[c] = (struct candidate){.order = (lasting >> 32) * ORDER
                                                   + (shaken >> 32) * JITTER,
                                          .id = model_cluster_id(model, c),
                                          .cluster = c};
    }
    qsort(candidate, count, sizeof *candidate, compare_candidates);
    for (uint32_t c = 0; c < count; c++)
        model->takes_part[candidate[c].cluster] = wanted == 0 || c < wanted;
    memory_release(candidate);
    return true;
}

/* A question's area is the broadest node below the root of the overall dimension that
   it stands in. */
static void find_areas(struct model *model)
{
    const struct questionnaire *questionnaire = model->questionnaire;
    uint32_t root = questionnaire->dimension[questionnaire->overall].root;
    uint32_t area = root;
    for (size_t q = 0; q < questionnaire->question_count; q++)
        model->area[q] = NAMES_NONE;
    for (uint32_t n = root; n < questionnaire->node[root].end; n++) {
        const struct node *node = &questionnaire->node[n];
        if (node->parent == root)
            area = n;
        /* What is over all questions below says nothing of where they stand. */
        if (node->over_questions)
            continue;
        for (size_t i = 0; i < node->question_count; i++)
            if (model->area[node->question[i]] == NAMES_NONE)
                model->area[node->question[i]] = area;
    }
    for (size_t q = 0; q < questionnaire->question_count; q++)
        if (model->area[q] == NAMES_NONE)
            model->area[q] = model->area[questionnaire->question[q].of];
}

static void describe_questions(struct model *model)
{
    const struct questionnaire *questionnaire = model->questionnaire;
    uint64_t question_key = draw_key(model->key, "question");
    uint64_t area_key = draw_key(model->key, "area");
    find_areas(model);
    for (size_t q = 0; q < questionnaire->question_count; q++) {
        model->question_key[q] = draw_key(question_key, questionnaire->question[q].id);
        model->easiness[q] = draw_normal(model->question_key[q], SPREAD_QUESTION);
        if (model->area[q] == NAMES_NONE)
            continue;
        model->area_key[q] = draw_key(area_key, questionnaire->node[model->area[q]].id);
        model->easiness[q] += draw_normal(model->area_key[q], SPREAD_AREA);
    }
}

bool model_open(struct model *model, const struct questionnaire *questionnaire,
                const struct population *population, const struct rehearsal *rehearsal,
                struct fault *fault)
{
    size_t count = questionnaire->question_count;
    *model = (struct model){.questionnaire = questionnaire,
                            .population = population,
                            .rehearsal = rehearsal};
    model->key = draw_key(draw_mix(rehearsal->seed), questionnaire->id);
    model->owner_level = population_owner_level(population);
    model->cluster_count = population_cluster_count(population);
    model->question_key = memory_allocate(count, sizeof *model->question_key);
    model->easiness = memory_allocate(count, sizeof *model->easiness);
    model->area = memory_allocate(count, sizeof *model->area);
    model->area_key = memory_allocate(count, sizeof *model->area_key);
    model->takes_part =
        memory_allocate(model->cluster_count, sizeof *model->takes_part);
    if (model->question_key == NULL || model->easiness == NULL || model->area == NULL
        || model->area_key == NULL || model->takes_part == NULL)
        return fault_memory(fault);
    describe_questions(model);
    return choose_participants(model, fault);
}

void model_release(struct model *model)
{
    memory_release(model->question_key);
    memory_release(model->easiness);
    memory_release(model->area);
    memory_release(model->area_key);
    memory_release(model->takes_part);
    *model = (struct model){0};
}

bool model_answers(const struct model *model, uint32_t unit)
{
    if (model->owner_level == model->population->level_count)
        return true;
    return draw_below(year_key(model, model_unit_key(model, "missing", unit)), 1000)
           >= MISSING_UNIT;
}

/* What a unit's answers share: keys, its own place, and how it answers. */
struct respondent {
    uint64_t cluster_area;
    uint64_t unit_area;
    uint64_t lasting; /* of its answers in all years */
    uint64_t yearly;  /* of its answers in this one */
    int32_t level;
    uint32_t dont_know;
    size_t stops_before; /* question from which on nothing is answered */
};

/* Effects of the groups between the nation and the owner, wider than a cluster. */
static int32_t region_effect(const struct model *model, uint32_t unit)
{
    int32_t effect = 0;
    for (size_t l = 1; l < model->population->level_count; l++) {
        const struct level *level = &model->population->level[l];
        if (l == model->owner_level)
            continue;
        uint64_t key = draw_key(draw_key(model->key, "region"), level->id);
        effect += draw_normal(draw_key(key, level->group[level->group_of[unit]].code),
                              SPREAD_REGION);
    }
    return effect;
}

static struct respondent meet(const struct model *model, uint32_t unit)
{
    uint32_t cluster = population_cluster(model->population, unit);
    int32_t years = model->rehearsal->year - model->rehearsal->first_year;
    size_t count = model->questionnaire->question_count;
    struct respondent met = {.cluster_area =
                                 model_cluster_key(model, "cluster and area", cluster),
                             .unit_area = model_unit_key(model, "unit and area", unit),
                             .lasting = model_unit_key(model, "answers", unit),
                             .stops_before = count};
    met.yearly = year_key(model, met.lasting);
    met.level =
        BASE + region_effect(model, unit)
        + draw_normal(model_cluster_key(model, "cluster", cluster), SPREAD_CLUSTER)
        + draw_normal(model_unit_key(model, "unit", unit), SPREAD_UNIT)
        + draw_normal(year_key(model, model_unit_key(model, "unit and year", unit)),
                      SPREAD_UNIT_YEAR)
        + years
              * (GAIN
                 + draw_normal(model_cluster_key(model, "gain", cluster),
                               SPREAD_CLUSTER_GAIN)
                 + draw_normal(model_unit_key(model, "gain", unit), SPREAD_UNIT_GAIN));
    met.dont_know =
        DONT_KNOW_LEAST
        + draw_below(model_unit_key(model, "does not know", unit), DONT_KNOW_RANGE);
    uint64_t stops = year_key(model, model_unit_key(model, "stops", unit));
    if (draw_below(stops, 1000) < STOPS)
        met.stops_before = count * (40 + draw_below(draw_mix(stops), 41)) / 100;
    return met;
}

static int32_t latent(const struct model *model, const struct respondent *met, size_t q)
{
    uint64_t key = model->question_key[q];
    int32_t level = met->level + model->easiness[q]
                    + draw_normal(draw_join(met->lasting, key), SPREAD_UNIT_QUESTION)
                    + draw_normal(draw_join(met->yearly, key), SPREAD_ANSWER);
    if (model->area[q] != NAMES_NONE)
        level += draw_normal(draw_join(met->cluster_area, model->area_key[q]),
                             SPREAD_CLUSTER_AREA)
                 + draw_normal(draw_join(met->unit_area, model->area_key[q]),
                               SPREAD_UNIT_AREA);
    if (level < 0)
        level = 0;
    else if (level > FULL)
        level = FULL;
    return model->questionnaire->question[q].reversed ? FULL - level : level;
}

/* The option with the value nearest to the latent one; the first among equals. */
static int8_t nearest_option(const struct scale *scale, int32_t level)
{
    int64_t range = (int64_t)scale->highest - scale->lowest;
    int64_t least = INT64_MAX;
    int8_t nearest = ANSWER_BLANK;
    for (size_t o = 0; o < scale->option_count; o++) {
        if (scale->option[o].state != OPTION_VALUE)
            continue;
        int64_t distance =
            ((int64_t)scale->option[o].value - scale->lowest) * FULL - level * range;
        if (distance < 0)
            distance = -distance;
        if (distance < least) {
            least = distance;
            nearest = (int8_t)o;
        }
    }
    return nearest;
}

static int8_t option_in_state(const struct scale *scale, enum option_state state)
{
    for (size_t o = 0; o < scale->option_count; o++)
        if (scale->option[o].state == state)
            return (int8_t)o;
    return ANSWER_BLANK;
}

/* What was not shown has no answer, so that nothing hangs on it. */
static bool is_shown(const struct questionnaire *questionnaire,
                     const struct question *question, const int8_t *answer,
                     const int64_t *number)
{
    for (size_t c = 0; c < question->condition_count; c++)
        if (!condition_holds(&question->condition[c], questionnaire, answer, number, 1))
            return false;
    return true;
}

static int8_t choose(const struct model *model, const struct respondent *met, size_t q)
{
    const struct scale *scale = model->questionnaire->question[q].scale;
    uint64_t lasting = draw_mix(draw_join(met->lasting, model->question_key[q]));
    uint64_t yearly = draw_mix(draw_join(met->yearly, model->question_key[q]));
    uint32_t not_applicable =
        draw_below(draw_mix(model->question_key[q]), NOT_APPLICABLE_RANGE);
    /* What does not concern a unit does not concern it next year either. */
    if (draw_below(lasting, 1000) < not_applicable) {
        int8_t option = option_in_state(scale, OPTION_NOT_APPLICABLE);
        if (option >= 0)
            return option;
    }
    uint32_t mood = draw_below(yearly, 1000);
    if (mood < BLANK)
        return ANSWER_BLANK;
    if (mood < BLANK + met->dont_know) {
        int8_t option = option_in_state(scale, OPTION_DONT_KNOW);
        if (option >= 0)
            return option;
    }
    return scale->kind == SCALE_CHOICE ? nearest_option(scale, latent(model, met, q))
                                       : OPTION_GIVEN;
}

/* Where the latent level lies between the ends, and a little beyond, since it has fewer
   steps than many a scale of numbers; with the decimals that an answer may have. */
static bool draw_number(const struct model *model, const struct respondent *met,
                        size_t q, int64_t *number)
{
    const struct scale *scale = model->questionnaire->question[q].scale;
    int64_t part = (scale->highest - scale->lowest) / (FULL + 1);
    uint64_t key = draw_mix(draw_mix(draw_join(met->yearly, model->question_key[q])));
    int64_t unit = POINT;
    for (int decimal = 0; decimal < scale->decimals; decimal++)
        unit /= 10;
    *number = scale->lowest + part * latent(model, met, q)
              + (int64_t)((wide)part * draw_below(key, FULL) / FULL);
    *number -= (*number % unit + unit) % unit;
    if (*number < scale->lowest)
        *number += unit;
    return *number <= scale->highest;
}

/* The higher the latent level, the more options; one at least, since nothing chosen
   reads like nothing answered. */
/* What stands alone gives way to the others. */
static void leave_alone_out(const struct question *question, int8_t *answer)
{
    const struct scale *scale = question->scale;
    uint32_t member = question->member;
    size_t chosen = 0;
    for (size_t m = 0; m < question->member_count; m++)
        chosen += answer[question->member + m] == 1;
    for (size_t o = 0; chosen > 1 && o < scale->option_count; o++) {
        if (scale->option[o].state != OPTION_VALUE)
            continue;
        if (scale->option[o].alone && answer[member] == 1) {
            answer[member] = 0;
            chosen--;
        }
        member++;
    }
}

static void draw_members(const struct model *model, const struct respondent *met,
                         size_t q, int8_t *answer)
{
    const struct question *question = &model->questionnaire->question[q];
    uint64_t own = draw_join(met->yearly, model->question_key[q]);
    int32_t level = latent(model, met, q);
    bool any = false;
    for (size_t m = 0; m < question->member_count; m++) {
        uint64_t key = draw_join(own, model->question_key[question->member + m]);
        bool chosen = (int32_t)draw_below(draw_mix(key), FULL) < level;
        answer[question->member + m] = chosen;
        any = any || chosen;
    }
    uint32_t one = draw_below(draw_mix(own), (uint32_t)question->member_count);
    if (!any)
        answer[question->member + one] = 1;
    leave_alone_out(question, answer);
}

/* A question with all that it is answered by. */
static void answer_question(const struct model *model, const struct respondent *met,
                            size_t q, int8_t *answer, int64_t *number)
{
    const struct questionnaire *questionnaire = model->questionnaire;
    const struct question *question = &questionnaire->question[q];
    answer[q] =
        q < met->stops_before && is_shown(questionnaire, question, answer, number)
            ? choose(model, met, q)
            : ANSWER_BLANK;
    for (size_t m = 0; m < question->member_count; m++)
        answer[question->member + m] = ANSWER_BLANK;
    if (question->scale->kind == SCALE_CHOICE || answer[q] != OPTION_GIVEN)
        return;
    if (question->scale->kind == SCALE_SEVERAL)
        draw_members(model, met, q, answer);
    else if (!draw_number(model, met, q, &number[question->number]))
        answer[q] = ANSWER_BLANK;
}

void model_answer(const struct model *model, uint32_t unit, int8_t *answer,
                  int64_t *number)
{
    const struct questionnaire *questionnaire = model->questionnaire;
    struct respondent met = meet(model, unit);
    for (size_t n = 0; n < questionnaire->number_count; n++)
        number[n] = 0;
    for (size_t q = 0; q < questionnaire->question_count; q++)
        if (!questionnaire->question[q].is_member)
            answer_question(model, &met, q, answer, number);
}

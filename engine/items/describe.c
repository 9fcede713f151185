#include "items/analysis.h"

#include "base/memory.h"
#include "base/parallel.h"

/* How each question was answered, on its own. */

static void count_states(struct items_question *question, const struct keys *keys,
                         uint32_t number)
{
    const int8_t *state = keys_states(keys, number);
    uint32_t count[ANSWER_STATE_COUNT] = {0};
    for (uint32_t row = 0; row < keys->row_count; row++)
        count[state[row]]++;
    uint32_t applicable = count[ANSWER_STATE_VALID] + count[ANSWER_STATE_DONT_KNOW]
                          + count[ANSWER_STATE_BLANK];
    uint32_t shown = applicable + count[ANSWER_STATE_NOT_APPLICABLE];
    uint32_t skipped = count[ANSWER_STATE_SKIPPED] + count[ANSWER_STATE_FLOOR];
    question->n = count[ANSWER_STATE_VALID];
    question->share[ITEM_MISSING] =
        (struct item_share){.count = count[ANSWER_STATE_BLANK], .base = applicable};
    question->share[ITEM_DONT_KNOW] =
        (struct item_share){.count = count[ANSWER_STATE_DONT_KNOW], .base = applicable};
    question->share[ITEM_NOT_APPLICABLE] =
        (struct item_share){.count = count[ANSWER_STATE_NOT_APPLICABLE], .base = shown};
    question->share[ITEM_SKIPPED] =
        (struct item_share){.count = skipped, .base = shown + skipped};
}

static void count_ends(struct items_question *question, const struct keys *keys,
                       uint32_t number)
{
    uint32_t floor = 0;
    uint32_t ceiling = 0;
    for (uint32_t row = 0; row < keys->row_count; row++) {
        int64_t value = key_value(keys, number, row);
        floor += value == 0;
        ceiling += value == keys->key[number].range;
    }
    question->share[ITEM_FLOOR] =
        (struct item_share){.count = floor, .base = question->n};
    question->share[ITEM_CEILING] =
        (struct item_share){.count = ceiling, .base = question->n};
}

static void find_moments(struct items_question *question,
                         const struct analysis *analysis, uint32_t number)
{
    const struct pair_moments *own = moments_of(&analysis->moments, number, number);
    double range = (double)analysis->keys.key[number].range;
    if (own->n >= 1)
        question->mean =
            figure_of(100 * ((double)own->sum[0] / ((double)own->n * range)));
    if (own->n >= 2)
        question->sd = figure_of(
            100
            * (sqrt((double)moments_spread(own) / (double)((wide)own->n * (own->n - 1)))
               / range));
}

/* Options with a value, from the lowest to the highest. */
static bool add_cells(struct items_question *question, const struct scale *scale)
{
    question->cell = memory_allocate(scale->option_count, sizeof *question->cell);
    for (uint32_t o = 0; question->cell != NULL && o < scale->option_count; o++) {
        if (scale->option[o].state != OPTION_VALUE)
            continue;
        uint32_t place = question->cell_count++;
        for (; place > 0
               && scale->option[question->cell[place - 1].first].value
                      > scale->option[o].value;
             place--)
            question->cell[place] = question->cell[place - 1];
        question->cell[place] = (struct item_cell){.first = o, .last = o, .steps = 1};
    }
    return question->cell != NULL;
}

static void count_options(struct items_question *question, const struct keys *keys,
                          uint32_t number)
{
    const int8_t *state = keys_states(keys, number);
    const int8_t *code = answers_to(keys->material->answers, number);
    uint32_t count[CODES] = {0};
    for (uint32_t row = 0; question->cell_count > 0 && row < keys->row_count; row++)
        if (state[row] == ANSWER_STATE_VALID)
            count[code[row]]++;
    for (uint32_t c = 0; c < question->cell_count; c++)
        question->cell[c].count = count[question->cell[c].first];
}

/* Every question is one worker's own. */
static void count_answers(void *context, size_t worker)
{
    const struct analysis *analysis = context;
    const struct keys *keys = &analysis->keys;
    for (size_t q = worker; q < keys->question_count; q += keys->workers) {
        struct items_question *question = &analysis->items->question[q];
        count_states(question, keys, (uint32_t)q);
        count_ends(question, keys, (uint32_t)q);
        find_moments(question, analysis, (uint32_t)q);
        count_options(question, keys, (uint32_t)q);
    }
}

/* By the order of the form; the options of a question that takes several are no places
   in it. */
static void add_thirds(struct analysis *analysis)
{
    struct item_analysis *items = analysis->items;
    const struct question *question = analysis->keys.material->questionnaire->question;
    uint32_t places = 0;
    uint32_t place = 0;
    for (uint32_t q = 0; q < items->question_count; q++)
        places += !question[q].is_member;
    for (uint32_t q = 0; q < items->question_count; q++) {
        if (question[q].is_member)
            continue;
        struct item_share *third = place < places / 3             ? &items->early
                                   : place >= places - places / 3 ? &items->late
                                                                  : NULL;
        place++;
        if (third == NULL)
            continue;
        third->count += items->question[q].share[ITEM_MISSING].count;
        third->base += items->question[q].share[ITEM_MISSING].base;
    }
    const struct item_share *early = &items->early;
    const struct item_share *late = &items->late;
    items->rising =
        early->base > 0 && late->base > 0
        && ((int64_t)late->count * early->base - (int64_t)early->count * late->base)
                   * 50
               > (int64_t)early->base * late->base;
}

bool describe_questions(struct analysis *analysis, struct fault *fault)
{
    struct item_analysis *items = analysis->items;
    const struct keys *keys = &analysis->keys;
    items->question = memory_allocate(keys->question_count, sizeof *items->question);
    if (items->question == NULL)
        return fault_memory(fault);
    items->question_count = keys->question_count;
    for (uint32_t q = 0; q < keys->question_count; q++) {
        const struct scale *scale = keys->material->questionnaire->question[q].scale;
        items->question[q].home = ITEMS_NONE;
        if (scale->kind == SCALE_CHOICE && !add_cells(&items->question[q], scale))
            return fault_memory(fault);
    }
    parallel_run(keys->workers, count_answers, analysis);
    add_thirds(analysis);
    return true;
}

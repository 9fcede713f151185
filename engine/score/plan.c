#include "base/memory.h"
#include "score/input.h"

#include <string.h>

/* What is found out about a definition before its first row is scored, and the room
   that scoring takes. */

bool reserve_scores(struct scores *scores, const struct questionnaire *questionnaire,
                    size_t rows)
{
    size_t nodes = questionnaire->node_count;
    bool values = false;
    bool bands = false;
    for (size_t n = 0; n < nodes; n++) {
        values = values || node_has_own_range(&questionnaire->node[n]);
        bands = bands || questionnaire->node[n].band_count > 0;
    }
    scores->row_count = (uint32_t)rows;
    scores->node_count = (uint32_t)nodes;
    scores->points = memory_unwritten(nodes * rows, sizeof *scores->points);
    scores->low = memory_unwritten(nodes * rows, sizeof *scores->low);
    scores->high = memory_unwritten(nodes * rows, sizeof *scores->high);
    scores->answered = memory_unwritten(nodes * rows, sizeof *scores->answered);
    scores->relevant = memory_unwritten(nodes * rows, sizeof *scores->relevant);
    scores->state = memory_unwritten(questionnaire->question_count, rows);
    if (values)
        scores->value = memory_unwritten(nodes * rows, sizeof *scores->value);
    if (bands)
        scores->band = memory_unwritten(nodes * rows, sizeof *scores->band);
    return scores->points != NULL && scores->low != NULL && scores->high != NULL
           && scores->answered != NULL && scores->relevant != NULL
           && scores->state != NULL && (scores->value != NULL || !values)
           && (scores->band != NULL || !bands);
}

bool reserve_points(struct scores *scores, const struct questionnaire *questionnaire,
                    size_t rows)
{
    size_t nodes = questionnaire->node_count;
    scores->row_count = (uint32_t)rows;
    scores->node_count = (uint32_t)nodes;
    scores->points = memory_unwritten(nodes * rows, sizeof *scores->points);
    scores->state = memory_unwritten(questionnaire->question_count, rows);
    return scores->points != NULL && scores->state != NULL;
}

static void need(struct plan *plan, uint32_t node, uint8_t what)
{
    plan->need[node] = (uint8_t)(plan->need[node] | what);
}

/* What the node needs of others: all of them are scored before it. */
static void pass_need(struct plan *plan, uint32_t number)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    const struct node *node = &questionnaire->node[number];
    uint8_t all = NEED_SCORE | NEED_BOUNDS | NEED_FRACTIONS;
    uint8_t below = plan->plain[number] ? plan->need[number] : all;
    if (plan->need[number] == 0 || node->operation == OPERATION_NONE)
        return;
    for (uint32_t c = number + 1; node->question_count == 0 && c < node->end;
         c = questionnaire->node[c].end)
        need(plan, c, below);
    for (size_t g = 0; g < node->gate_count; g++)
        for (size_t c = 0; c < node->gate[g].condition_count; c++)
            for (size_t i = 0; i < node->gate[g].condition[c].area_count; i++)
                need(plan, node->gate[g].condition[c].area[i], all);
}

static void find_needs(struct plan *plan)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    uint8_t own = NEED_SCORE;
    own = (uint8_t)(own | (plan->scores->low == NULL ? 0 : NEED_BOUNDS));
    own = (uint8_t)(own | (plan->fractions ? NEED_FRACTIONS : 0));
    for (uint32_t n = 0; n < questionnaire->node_count; n++) {
        bool banded = questionnaire->node[n].band_count > 0;
        if (plan->wanted == NULL || plan->wanted[n])
            need(plan, n, banded ? own | NEED_FRACTIONS : own);
    }
    for (size_t d = questionnaire->dimension_count; d-- > 0;) {
        uint32_t root = questionnaire->dimension[d].root;
        for (uint32_t n = root; n < questionnaire->node[root].end; n++)
            pass_need(plan, n);
    }
}

/* The most inputs any area or condition has, and whether any takes them as values. */
static void survey_inputs(struct plan *plan)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    for (size_t n = 0; n < questionnaire->node_count; n++) {
        const struct node *node = &questionnaire->node[n];
        size_t inputs = node->question_count;
        for (uint32_t c = (uint32_t)n + 1; c < node->end;
             c = questionnaire->node[c].end)
            inputs++;
        for (size_t g = 0; g < node->gate_count; g++)
            for (size_t c = 0; c < node->gate[g].condition_count; c++) {
                const struct gate_condition *condition = &node->gate[g].condition[c];
                size_t looked_at = condition->question_count + condition->area_count;
                inputs = looked_at > inputs ? looked_at : inputs;
            }
        plan->input_limit = inputs > plan->input_limit ? inputs : plan->input_limit;
        plan->wants_values =
            plan->wants_values
            || (plan->need[n] != 0
                && (node->measure == MEASURE_VALUES || node->gate_count > 0));
    }
}

/* Which subset of the questions applies to the units of every group. */
static bool find_subset_of_group(const struct questionnaire *questionnaire,
                                 const struct level *level, uint32_t group,
                                 uint16_t *subset, struct fault *fault)
{
    for (size_t s = 0; s < questionnaire->subset_count; s++)
        if (strcmp(questionnaire->subset[s].code, level->group[group].code) == 0) {
            *subset = (uint16_t)s;
            return true;
        }
    return fault_set(fault, FAULT_DATA, questionnaire->id,
                     "no subset of the questions is given for \"%s\" in the column "
                     "\"%s\"",
                     level->group[group].code, level->id);
}

static const struct level *find_level(const struct population *population,
                                      const char *id)
{
    for (size_t l = 0; population != NULL && l < population->level_count; l++)
        if (strcmp(population->level[l].id, id) == 0)
            return &population->level[l];
    return NULL;
}

static bool find_subsets(struct plan *plan, const struct population *population,
                         struct fault *fault)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    size_t rows = plan->answers->row_count;
    if (questionnaire->subset_count == 0)
        return true;
    plan->subset_of_row = memory_allocate(rows, sizeof *plan->subset_of_row);
    if (plan->subset_of_row == NULL)
        return fault_memory(fault);
    if (questionnaire->subset_column == NULL)
        return true;
    const struct level *level = find_level(population, questionnaire->subset_column);
    if (level == NULL)
        return fault_set(fault, FAULT_DATA, questionnaire->id,
                         "there is no level and no column \"%s\", by which questions "
                         "apply",
                         questionnaire->subset_column);
    for (size_t row = 0; row < rows; row++)
        if (!find_subset_of_group(questionnaire, level,
                                  level->group_of[plan->answers->unit[row]],
                                  &plan->subset_of_row[row], fault))
            return false;
    return true;
}

static bool reserve_plan(struct plan *plan)
{
    size_t questions = plan->questionnaire->question_count;
    size_t nodes = plan->questionnaire->node_count;
    plan->meaning = memory_allocate(questions, sizeof *plan->meaning);
    plan->ends = memory_allocate(questions, sizeof *plan->ends);
    plan->plain = memory_allocate(nodes, sizeof *plan->plain);
    plan->base = memory_allocate(nodes, sizeof *plan->base);
    plan->doubt = memory_allocate(nodes, sizeof *plan->doubt);
    plan->need = memory_allocate(nodes, sizeof *plan->need);
    return plan->meaning != NULL && plan->ends != NULL && plan->plain != NULL
           && plan->base != NULL && plan->doubt != NULL && plan->need != NULL;
}

bool make_plan(struct plan *plan, const struct population *population,
               struct fault *fault)
{
    const struct questionnaire *questionnaire = plan->questionnaire;
    if (!reserve_plan(plan))
        return fault_memory(fault);
    if (!plan_values(plan, fault) || !find_subsets(plan, population, fault))
        return false;
    for (size_t n = questionnaire->node_count; n-- > 0;) {
        plan->plain[n] = is_plain(plan, (uint32_t)n);
        plan->base[n] = find_base(plan, (uint32_t)n);
        plan->doubt[n] = find_doubt(plan, (uint32_t)n);
    }
    find_needs(plan);
    survey_inputs(plan);
    return true;
}

void release_plan(struct plan *plan)
{
    memory_release(plan->meaning);
    memory_release(plan->ends);
    memory_release(plan->plain);
    memory_release(plan->base);
    memory_release(plan->doubt);
    memory_release(plan->need);
    memory_release(plan->subset_of_row);
}

bool reserve_work(struct work *work)
{
    const struct plan *plan = work->plan;
    size_t questions = plan->questionnaire->question_count;
    size_t nodes = plan->questionnaire->node_count;
    work->scoring = memory_allocate(plan->workers, sizeof *work->scoring);
    work->fault = memory_allocate(plan->workers, sizeof *work->fault);
    bool ok = work->scoring != NULL && work->fault != NULL;
    for (size_t w = 0; ok && w < plan->workers; w++) {
        struct scoring *scoring = &work->scoring[w];
        scoring->plan = plan;
        scoring->fault = &work->fault[w];
        scoring->x = memory_allocate(questions * ROW_BLOCK, sizeof *scoring->x);
        scoring->tally = memory_allocate(questions * ROW_BLOCK, sizeof *scoring->tally);
        scoring->area = memory_unwritten(nodes * ROW_BLOCK, sizeof *scoring->area);
        scoring->means = memory_unwritten(nodes, sizeof *scoring->means);
        scoring->input = memory_allocate(plan->input_limit + 1, sizeof *scoring->input);
        if (plan->wants_values)
            scoring->value =
                memory_allocate(questions * ROW_BLOCK, sizeof *scoring->value);
        ok = scoring->x != NULL && scoring->tally != NULL && scoring->area != NULL
             && scoring->means != NULL && scoring->input != NULL
             && (scoring->value != NULL || !plan->wants_values);
    }
    return ok;
}

void release_work(struct work *work)
{
    for (size_t w = 0; work->scoring != NULL && w < work->plan->workers; w++) {
        memory_release(work->scoring[w].x);
        memory_release(work->scoring[w].value);
        memory_release(work->scoring[w].tally);
        memory_release(work->scoring[w].area);
        memory_release(work->scoring[w].means);
        memory_release(work->scoring[w].input);
        rational_room_release(&work->scoring[w].room);
    }
    memory_release(work->scoring);
    memory_release(work->fault);
}

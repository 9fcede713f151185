#include "response/response.h"

#include "base/exact.h"
#include "base/memory.h"

#include <string.h>

void response_release(struct response *response)
{
    for (size_t l = 0; response->group != NULL && l < response->level_count; l++)
        memory_release(response->group[l]);
    memory_release(response->group);
    memory_release(response->unit);
    *response = (struct response){0};
}

static bool reserve(struct response *response, const struct population *population)
{
    response->level_count = population->level_count;
    response->unit = memory_allocate(population->unit_count, sizeof *response->unit);
    response->group = memory_allocate(population->level_count, sizeof *response->group);
    bool ok = response->unit != NULL && response->group != NULL;
    for (size_t l = 0; ok && l < population->level_count; l++) {
        response->group[l] = memory_allocate(population->level[l].group_count,
                                             sizeof *response->group[l]);
        ok = response->group[l] != NULL;
    }
    return ok;
}

static const struct level *find_level(const struct population *population,
                                      const char *id)
{
    for (size_t l = 0; id != NULL && l < population->level_count; l++)
        if (strcmp(population->level[l].id, id) == 0)
            return &population->level[l];
    return NULL;
}

/* NULL where all questions apply, and to a unit that no subset names. */
static const struct subset *find_subset(const struct questionnaire *questionnaire,
                                        const struct level *level, uint32_t unit)
{
    const char *code = level == NULL ? "" : level->group[level->group_of[unit]].code;
    for (size_t s = 0; s < questionnaire->subset_count; s++)
        if (level == NULL || strcmp(questionnaire->subset[s].code, code) == 0)
            return &questionnaire->subset[s];
    return NULL;
}

/* What stands in front of somebody who has not begun: as long as nothing is answered
   no condition holds. */
static uint32_t count_first_asked(const struct questionnaire *questionnaire,
                                  const struct subset *subset)
{
    uint32_t count = 0;
    for (uint32_t q = 0; q < questionnaire->question_count; q++)
        count += questionnaire->question[q].condition_count == 0
                 && !questionnaire->question[q].is_member
                 && (subset == NULL || subset->applies[q]);
    return count;
}

static void expect_everybody(struct response *response,
                             const struct questionnaire *questionnaire,
                             const struct population *population)
{
    const struct level *level = find_level(population, questionnaire->subset_column);
    const struct subset *counted = NULL;
    uint32_t asked = 0;
    for (uint32_t unit = 0; unit < population->unit_count; unit++) {
        const struct subset *subset = find_subset(questionnaire, level, unit);
        if (unit == 0 || subset != counted)
            asked = count_first_asked(questionnaire, subset);
        counted = subset;
        response->unit[unit] =
            (struct response_unit){.state = RESPONSE_NOT_STARTED, .asked = asked};
    }
}

/* What hangs on a question that nobody has answered yet is not asked for so far, also
   where it counts as lacking. */
static bool is_reached(const struct question *question, const struct scores *scores,
                       uint32_t row)
{
    for (size_t c = 0; c < question->condition_count; c++) {
        size_t parent = question->condition[c].question;
        if (scores->state[parent * scores->row_count + row] != ANSWER_STATE_VALID)
            return false;
    }
    return true;
}

/* An answer by state is an answer; one that its condition ruled out was not asked for,
   and neither was a column that the file does not have. */
static void count_answers(struct response_unit *unit,
                          const struct questionnaire *questionnaire,
                          const struct scores *scores, uint32_t row)
{
    unit->given = unit->dont_know = unit->asked = 0;
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        if (questionnaire->question[q].is_member)
            continue;
        int8_t state = scores->state[(size_t)q * scores->row_count + row];
        bool given = state == ANSWER_STATE_VALID || state == ANSWER_STATE_DONT_KNOW
                     || state == ANSWER_STATE_NOT_APPLICABLE;
        unit->given += given;
        unit->dont_know += state == ANSWER_STATE_DONT_KNOW;
        unit->asked += given
                       || (state == ANSWER_STATE_BLANK
                           && is_reached(&questionnaire->question[q], scores, row));
    }
}

/* The areas are all below the headline, or itself where it stands alone. */
static enum response_state judge(const struct questionnaire *questionnaire,
                                 const struct scores *scores, uint32_t row)
{
    uint32_t root = questionnaire->dimension[questionnaire->overall].root;
    uint32_t end = questionnaire->node[root].end;
    uint32_t scored = 0;
    uint32_t lacking = 0;
    for (uint32_t n = end == root + 1 ? root : root + 1; n < end; n++) {
        int64_t points = scores_of(scores, n)[row];
        scored += points >= 0;
        lacking += points == SCORE_TOO_FEW;
    }
    return lacking == 0 ? RESPONSE_COMPLETE
           : scored > 0 ? RESPONSE_PARTIAL
                        : RESPONSE_TOO_FEW;
}

/* An empty sheet that was sent in is no start. */
static void look_at_answers(struct response *response,
                            const struct questionnaire *questionnaire,
                            const struct answers *answers, const struct scores *scores)
{
    for (uint32_t row = 0; row < answers->row_count; row++) {
        struct response_unit *unit = &response->unit[answers->unit[row]];
        count_answers(unit, questionnaire, scores, row);
        unit->draft = answers_is_draft(answers, row);
        if (unit->given > 0)
            unit->state =
                unit->draft ? RESPONSE_TOO_FEW : judge(questionnaire, scores, row);
    }
}

static void count_groups(struct response *response, const struct population *population)
{
    for (size_t l = 0; l < population->level_count; l++)
        for (uint32_t unit = 0; unit < population->unit_count; unit++) {
            enum response_state state = response->unit[unit].state;
            struct response_group *group =
                &response->group[l][population->level[l].group_of[unit]];
            group->complete += state == RESPONSE_COMPLETE;
            group->begun += state == RESPONSE_PARTIAL || state == RESPONSE_TOO_FEW;
            group->missing += state == RESPONSE_NOT_STARTED;
            group->takes_part = group->complete + group->begun > 0;
        }
}

/* An owner none of whose units has answers is outside the invited frame. */
static void leave_out_owners(struct response *response,
                             const struct population *population)
{
    size_t owner = population_owner_level(population);
    if (owner == population->level_count)
        return;
    const struct level *level = &population->level[owner];
    response->owner_count = level->group_count;
    for (uint32_t g = 0; g < level->group_count; g++)
        response->owners_taking_part += response->group[owner][g].takes_part;
    for (uint32_t unit = 0; unit < population->unit_count; unit++)
        if (!response->group[owner][level->group_of[unit]].takes_part)
            response->unit[unit].state = RESPONSE_NOT_TAKING_PART;
}

bool response_compute(struct response *response,
                      const struct questionnaire *questionnaire,
                      const struct population *population,
                      const struct answers *answers, const struct scores *scores,
                      struct fault *fault)
{
    *response = (struct response){0};
    if (!reserve(response, population)) {
        response_release(response);
        return fault_memory(fault);
    }
    expect_everybody(response, questionnaire, population);
    look_at_answers(response, questionnaire, answers, scores);
    count_groups(response, population);
    leave_out_owners(response, population);
    for (uint32_t unit = 0; unit < population->unit_count; unit++)
        response->count[response->unit[unit].state]++;
    return true;
}

struct response_rate response_rate(const struct response *response,
                                   enum response_rate_name name)
{
    const uint32_t *count = response->count;
    uint32_t partial = count[RESPONSE_PARTIAL];
    uint32_t eligible = count[RESPONSE_COMPLETE] + partial + count[RESPONSE_TOO_FEW]
                        + count[RESPONSE_NOT_STARTED];
    /* RR1 and RR2 are over the unknown too, of whom there are none. */
    struct response_rate rate = {count[RESPONSE_COMPLETE], eligible};
    if (name == RESPONSE_RR2 || name == RESPONSE_RR6)
        rate.numerator += partial;
    if (name == RESPONSE_COVERAGE)
        rate = (struct response_rate){eligible,
                                      eligible + count[RESPONSE_NOT_TAKING_PART]};
    return rate;
}

int64_t response_percent(struct response_rate rate)
{
    return rate.denominator == 0
               ? RESPONSE_UNDEFINED
               : divide_rounded((wide)rate.numerator * 100 * POINT, rate.denominator);
}

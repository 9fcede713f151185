#include "cli/status.h"

#include "base/exact.h"
#include "base/memory.h"
#include "cli/tree.h"

static json_t *make_rate(const struct response *response, enum response_rate_name name)
{
    struct response_rate rate = response_rate(response, name);
    int64_t percent = response_percent(rate);
    json_t *object = json_object();
    bool ok = tree_put_count(object, "numerator", rate.numerator)
              && tree_put_count(object, "denominator", rate.denominator)
              && tree_put(object, "percent",
                          percent == RESPONSE_UNDEFINED
                              ? json_null()
                              : json_real((double)percent / (double)POINT));
    return tree_finish(object, ok);
}

static json_t *make_rates(const struct response *response)
{
    static const char *const key[RESPONSE_RATE_COUNT] = {[RESPONSE_RR2] = "rr2",
                                                         [RESPONSE_RR1] = "rr1",
                                                         [RESPONSE_RR5] = "rr5",
                                                         [RESPONSE_RR6] = "rr6",
                                                         [RESPONSE_COVERAGE] =
                                                             "invited"};
    json_t *object = json_object();
    bool ok = object != NULL;
    for (int name = 0; name < RESPONSE_RATE_COUNT; name++)
        ok = ok
             && tree_put(object, key[name],
                         make_rate(response, (enum response_rate_name)name));
    return tree_finish(object, ok);
}

static const char *const state_key[RESPONSE_STATE_COUNT] = {
    [RESPONSE_COMPLETE] = "complete",
    [RESPONSE_PARTIAL] = "partial",
    [RESPONSE_TOO_FEW] = "too_few_answers",
    [RESPONSE_NOT_STARTED] = "not_started",
    [RESPONSE_NOT_TAKING_PART] = "not_taking_part",
};

/* What the record cannot know is 0, and named. */
static json_t *make_dispositions(const struct response *response)
{
    json_t *object = json_object();
    bool ok = object != NULL;
    for (int state = 0; state < RESPONSE_STATE_COUNT; state++)
        ok = ok && tree_put_count(object, state_key[state], response->count[state]);
    ok = ok && tree_put_count(object, "refused", 0)
         && tree_put_count(object, "not_eligible", 0)
         && tree_put_count(object, "unknown", 0)
         && tree_put(object, "not_recorded",
                     json_pack("[sss]", "refused", "not_eligible", "unknown"));
    return tree_finish(object, ok);
}

static json_t *make_owners(const struct status_round *round)
{
    const struct population *population = round->population;
    size_t owner = population_owner_level(population);
    if (owner == population->level_count)
        return json_null();
    json_t *object = json_object();
    bool ok =
        tree_put(object, "level", json_string(population->level[owner].id))
        && tree_put_count(object, "count", round->response.owner_count)
        && tree_put_count(object, "taking_part", round->response.owners_taking_part);
    return tree_finish(object, ok);
}

static json_t *make_group(const struct group *group,
                          const struct response_group *counts)
{
    json_t *object = json_object();
    bool ok = tree_put(object, "code", json_string(group->code))
              && tree_put(object, "name", tree_wording(&group->name))
              && tree_put_count(object, "eligible",
                                counts->complete + counts->begun + counts->missing)
              && tree_put_count(object, "complete", counts->complete)
              && tree_put_count(object, "begun", counts->begun)
              && tree_put_count(object, "missing", counts->missing);
    return tree_finish(object, ok);
}

static json_t *make_groups(const struct status_round *round, size_t number)
{
    const struct level *level = &round->population->level[number];
    uint32_t *order = response_order_groups(round->population, number, LANGUAGE_DA);
    json_t *groups = json_array();
    bool ok = order != NULL && groups != NULL;
    for (uint32_t g = 0; ok && g < level->group_count; g++)
        ok = tree_add(groups, make_group(&level->group[order[g]],
                                         &round->response.group[number][order[g]]));
    memory_release(order);
    return tree_finish(groups, ok);
}

static json_t *make_level(const struct status_round *round, size_t number)
{
    const struct level *level = &round->population->level[number];
    json_t *object = json_object();
    bool ok = tree_put(object, "level", json_string(level->id))
              && tree_put(object, "one", tree_wording(&level->one))
              && tree_put(object, "owner", json_boolean(level->owner))
              && tree_put(object, "groups", make_groups(round, number));
    return tree_finish(object, ok);
}

static json_t *make_levels(const struct status_round *round)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t level = 1; ok && level < round->population->level_count; level++)
        ok = tree_add(array, make_level(round, level));
    return tree_finish(array, ok);
}

static json_t *make_groups_of(const struct population *population, uint32_t unit)
{
    json_t *object = json_object();
    bool ok = object != NULL;
    for (size_t l = 1; ok && l < population->level_count; l++) {
        const struct level *level = &population->level[l];
        ok = tree_put(object, level->id,
                      json_string(level->group[level->group_of[unit]].code));
    }
    return tree_finish(object, ok);
}

static json_t *make_reminder(const struct status_round *round, uint32_t number)
{
    const struct population *population = round->population;
    const struct response_unit *unit = &round->response.unit[number];
    json_t *object = json_object();
    bool ok = tree_put(object, "id", json_string(population->unit_id[number]))
              && tree_put(object, "name", json_string(population->unit_name[number]))
              && tree_put(object, "groups", make_groups_of(population, number))
              && tree_put(object, "state", json_string(state_key[unit->state]))
              && tree_put(object, "draft", json_boolean(unit->draft))
              && tree_put_count(object, "answers", unit->given)
              && tree_put_count(object, "dont_know", unit->dont_know)
              && tree_put_count(object, "questions", unit->asked);
    return tree_finish(object, ok);
}

static json_t *make_reminders(const struct status_round *round)
{
    const struct population *population = round->population;
    uint32_t *order = response_order_units(population, LANGUAGE_DA);
    json_t *array = json_array();
    bool ok = order != NULL && array != NULL;
    for (uint32_t i = 0; ok && i < population->unit_count; i++)
        if (round->response.unit[order[i]].state != RESPONSE_COMPLETE)
            ok = tree_add(array, make_reminder(round, order[i]));
    memory_release(order);
    return tree_finish(array, ok);
}

static json_t *make_round(const struct status_round *round)
{
    json_t *object = json_object();
    bool ok =
        tree_put(object, "questionnaire", json_string(round->plan->questionnaire))
        && tree_put(object, "year", json_integer(round->plan->year))
        && tree_put(object, "edition", json_string(round->questionnaire->edition))
        && tree_put(object, "title", tree_wording(&round->questionnaire->title))
        && tree_put(object, "simulated", json_boolean(round->simulated))
        && tree_put(object, "generated_register",
                    json_boolean(round->population->generated))
        && tree_put(object, "frozen_since",
                    round->freezing.freeze == 0 ? json_null()
                                                : json_string(round->freezing.since))
        && tree_put(object, "late", json_integer((json_int_t)round->freezing.late))
        && tree_put_count(object, "drafts", round->drafts)
        && tree_put(object, "units", tree_wording(&round->population->many))
        && tree_put_count(object, "registered", round->population->unit_count)
        && tree_put(object, "rates", make_rates(&round->response))
        && tree_put(object, "dispositions", make_dispositions(&round->response))
        && tree_put(object, "owners", make_owners(round))
        && tree_put(object, "levels", make_levels(round))
        && tree_put(object, "reminders", make_reminders(round));
    return tree_finish(object, ok);
}

static json_t *make_rounds(const struct status *status)
{
    json_t *rounds = json_array();
    bool ok = rounds != NULL;
    for (size_t r = 0; ok && r < status->round_count; r++)
        ok = tree_add(rounds, make_round(&status->round[r]));
    return tree_finish(rounds, ok);
}

static json_t *make_status(const struct status *status)
{
    json_t *root = json_object();
    bool ok = tree_put(root, "format", json_string("baseline-status-1"))
              && tree_put(root, "survey", tree_wording(&status->survey->title))
              && tree_put(root, "rounds", make_rounds(status));
    return tree_finish(root, ok);
}

bool status_write_json(struct text *out, const struct status *status,
                       struct fault *fault)
{
    return tree_write(out, make_status(status), 15, fault);
}

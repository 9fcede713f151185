#include "cli/status.h"

#include "base/exact.h"
#include "base/memory.h"

#include <jansson.h>

/* Values that could not be made are NULL all the way up, where it is told once. */

/* Takes the value; false where there is none. */
static bool put(json_t *object, const char *key, json_t *value)
{
    return json_object_set_new(object, key, value) == 0;
}

static bool put_count(json_t *object, const char *key, uint32_t count)
{
    return put(object, key, json_integer(count));
}

/* Takes the value; nothing more is put into an array that is NULL. */
static bool add(json_t *array, json_t *value)
{
    return json_array_append_new(array, value) == 0;
}

static json_t *finish(json_t *value, bool ok)
{
    if (ok)
        return value;
    json_decref(value);
    return NULL;
}

static json_t *make_wording(const struct wording *wording)
{
    json_t *object = json_object();
    bool ok = object != NULL;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        ok = ok
             && (wording->in[language] == NULL
                 || put(object, language_code[language],
                        json_string(wording->in[language])));
    return finish(object, ok);
}

static json_t *make_rate(const struct response *response, enum response_rate_name name)
{
    struct response_rate rate = response_rate(response, name);
    int64_t percent = response_percent(rate);
    json_t *object = json_object();
    bool ok = put_count(object, "numerator", rate.numerator)
              && put_count(object, "denominator", rate.denominator)
              && put(object, "percent",
                     percent == RESPONSE_UNDEFINED
                         ? json_null()
                         : json_real((double)percent / (double)POINT));
    return finish(object, ok);
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
             && put(object, key[name],
                    make_rate(response, (enum response_rate_name)name));
    return finish(object, ok);
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
        ok = ok && put_count(object, state_key[state], response->count[state]);
    ok = ok && put_count(object, "refused", 0) && put_count(object, "not_eligible", 0)
         && put_count(object, "unknown", 0)
         && put(object, "not_recorded",
                json_pack("[sss]", "refused", "not_eligible", "unknown"));
    return finish(object, ok);
}

static json_t *make_owners(const struct status_round *round)
{
    const struct population *population = round->population;
    size_t owner = population_owner_level(population);
    if (owner == population->level_count)
        return json_null();
    json_t *object = json_object();
    bool ok = put(object, "level", json_string(population->level[owner].id))
              && put_count(object, "count", round->response.owner_count)
              && put_count(object, "taking_part", round->response.owners_taking_part);
    return finish(object, ok);
}

static json_t *make_group(const struct group *group,
                          const struct response_group *counts)
{
    json_t *object = json_object();
    bool ok = put(object, "code", json_string(group->code))
              && put(object, "name", make_wording(&group->name))
              && put_count(object, "eligible",
                           counts->complete + counts->begun + counts->missing)
              && put_count(object, "complete", counts->complete)
              && put_count(object, "begun", counts->begun)
              && put_count(object, "missing", counts->missing);
    return finish(object, ok);
}

static json_t *make_groups(const struct status_round *round, size_t number)
{
    const struct level *level = &round->population->level[number];
    uint32_t *order = response_order_groups(round->population, number, LANGUAGE_DA);
    json_t *groups = json_array();
    bool ok = order != NULL && groups != NULL;
    for (uint32_t g = 0; ok && g < level->group_count; g++)
        ok = add(groups, make_group(&level->group[order[g]],
                                    &round->response.group[number][order[g]]));
    memory_release(order);
    return finish(groups, ok);
}

static json_t *make_level(const struct status_round *round, size_t number)
{
    const struct level *level = &round->population->level[number];
    json_t *object = json_object();
    bool ok = put(object, "level", json_string(level->id))
              && put(object, "one", make_wording(&level->one))
              && put(object, "owner", json_boolean(level->owner))
              && put(object, "groups", make_groups(round, number));
    return finish(object, ok);
}

static json_t *make_levels(const struct status_round *round)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t level = 1; ok && level < round->population->level_count; level++)
        ok = add(array, make_level(round, level));
    return finish(array, ok);
}

static json_t *make_groups_of(const struct population *population, uint32_t unit)
{
    json_t *object = json_object();
    bool ok = object != NULL;
    for (size_t l = 1; ok && l < population->level_count; l++) {
        const struct level *level = &population->level[l];
        ok = put(object, level->id,
                 json_string(level->group[level->group_of[unit]].code));
    }
    return finish(object, ok);
}

static json_t *make_reminder(const struct status_round *round, uint32_t number)
{
    const struct population *population = round->population;
    const struct response_unit *unit = &round->response.unit[number];
    json_t *object = json_object();
    bool ok = put(object, "id", json_string(population->unit_id[number]))
              && put(object, "name", json_string(population->unit_name[number]))
              && put(object, "groups", make_groups_of(population, number))
              && put(object, "state", json_string(state_key[unit->state]))
              && put(object, "draft", json_boolean(unit->draft))
              && put_count(object, "answers", unit->given)
              && put_count(object, "dont_know", unit->dont_know)
              && put_count(object, "questions", unit->asked);
    return finish(object, ok);
}

static json_t *make_reminders(const struct status_round *round)
{
    const struct population *population = round->population;
    uint32_t *order = response_order_units(population, LANGUAGE_DA);
    json_t *array = json_array();
    bool ok = order != NULL && array != NULL;
    for (uint32_t i = 0; ok && i < population->unit_count; i++)
        if (round->response.unit[order[i]].state != RESPONSE_COMPLETE)
            ok = add(array, make_reminder(round, order[i]));
    memory_release(order);
    return finish(array, ok);
}

static json_t *make_round(const struct status_round *round)
{
    json_t *object = json_object();
    bool ok =
        put(object, "questionnaire", json_string(round->plan->questionnaire))
        && put(object, "year", json_integer(round->plan->year))
        && put(object, "edition", json_string(round->questionnaire->edition))
        && put(object, "title", make_wording(&round->questionnaire->title))
        && put(object, "simulated", json_boolean(round->simulated))
        && put(object, "generated_register", json_boolean(round->population->generated))
        && put(object, "frozen_since",
               round->freezing.freeze == 0 ? json_null()
                                           : json_string(round->freezing.since))
        && put(object, "late", json_integer((json_int_t)round->freezing.late))
        && put_count(object, "drafts", round->drafts)
        && put(object, "units", make_wording(&round->population->many))
        && put_count(object, "registered", round->population->unit_count)
        && put(object, "rates", make_rates(&round->response))
        && put(object, "dispositions", make_dispositions(&round->response))
        && put(object, "owners", make_owners(round))
        && put(object, "levels", make_levels(round))
        && put(object, "reminders", make_reminders(round));
    return finish(object, ok);
}

static json_t *make_rounds(const struct status *status)
{
    json_t *rounds = json_array();
    bool ok = rounds != NULL;
    for (size_t r = 0; ok && r < status->round_count; r++)
        ok = add(rounds, make_round(&status->round[r]));
    return finish(rounds, ok);
}

static json_t *make_status(const struct status *status)
{
    json_t *root = json_object();
    bool ok = put(root, "format", json_string("baseline-status-1"))
              && put(root, "survey", make_wording(&status->survey->title))
              && put(root, "rounds", make_rounds(status));
    return finish(root, ok);
}

static int append(const char *bytes, size_t size, void *out)
{
    text_append(out, bytes, size);
    return 0;
}

bool status_write_json(struct text *out, const struct status *status,
                       struct fault *fault)
{
    json_t *root = make_status(status);
    bool ok = root != NULL
              && json_dump_callback(root, append, out,
                                    JSON_INDENT(2) | JSON_REAL_PRECISION(15))
                     == 0;
    json_decref(root);
    text_add_character(out, '\n');
    return ok || fault_memory(fault);
}

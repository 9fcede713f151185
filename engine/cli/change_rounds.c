#include "cli/change_rounds.h"

#include "base/memory.h"
#include "cli/background.h"

#include <stdlib.h>
#include <string.h>

bool change_is_of(const struct session *session, size_t round, size_t other)
{
    return strcmp(session->survey.round[round].questionnaire,
                  session->survey.round[other].questionnaire)
           == 0;
}

/* The register of a round, once for all rounds that share it. */
static bool load_population(const struct session *session, struct change_rounds *rounds,
                            size_t round, const struct population **population,
                            struct fault *fault)
{
    const struct population *plain = session_population(session, round);
    for (uint32_t p = 0; p < rounds->population_count; p++)
        if (rounds->population[p].unit_id == plain->unit_id) {
            *population = &rounds->population[p];
            return true;
        }
    uint32_t number = rounds->population_count++;
    *population = &rounds->population[number];
    return session_load_background(session, &rounds->background[number], round, fault)
           && population_widen(&rounds->population[number], plain,
                               &rounds->background[number], NAMES_NONE, fault);
}

static bool load_round(const struct session *session, struct change_rounds *rounds,
                       size_t round, struct fault *fault)
{
    uint32_t number = rounds->count;
    const struct questionnaire *edition = session_edition(session, round);
    const struct questionnaire *rules = session_rules(session, rounds->scoring, round);
    struct answers *given = &rounds->given[number];
    struct answers *answers = &rounds->answers[number];
    const struct population *population;
    if (!load_population(session, rounds, round, &population, fault))
        return false;
    rounds->count++;
    rounds->round[number] =
        (struct change_round){.year = session->survey.round[round].year,
                              .edition = edition,
                              .given = given,
                              .questionnaire = rules,
                              .population = population,
                              .answers = rules == edition ? given : answers,
                              .scores = &rounds->scores[number]};
    return session_load_answers(session, given, round, fault)
           && (rules == edition
               || answers_recode(answers, rules, given, edition, fault))
           /* All that a change is made of: the rest of many units in many rounds would
              stand in memory for nothing. */
           && score_points(&rounds->scores[number], rules,
                           rounds->round[number].population,
                           rounds->round[number].answers, NULL, fault);
}

static void unload_last(struct change_rounds *rounds)
{
    uint32_t number = --rounds->count;
    answers_release(&rounds->given[number]);
    answers_release(&rounds->answers[number]);
    scores_release(&rounds->scores[number]);
}

void change_unload(struct change_rounds *rounds)
{
    while (rounds->count > 0)
        unload_last(rounds);
    for (uint32_t p = 0; p < rounds->population_count; p++)
        background_release(&rounds->background[p]);
    memory_release(rounds->background);
    memory_release(rounds->population);
    memory_release(rounds->round);
    memory_release(rounds->given);
    memory_release(rounds->answers);
    memory_release(rounds->scores);
}

static bool read_year(const char *text, int32_t *year)
{
    char *end;
    long value = text == NULL ? INT32_MIN : strtol(text, &end, 10);
    *year = (int32_t)value;
    return text == NULL || (end != text && *end == '\0' && value > 0 && value < 10000);
}

bool change_load(const struct session *session, struct change_rounds *rounds,
                 const char *from, struct fault *fault)
{
    size_t most = rounds->last + 1;
    int32_t year;
    bool found = false;
    if (!read_year(from, &year))
        return fault_set(fault, FAULT_USAGE, "", "--from takes a year, not \"%s\"",
                         from);
    rounds->round = memory_allocate(most, sizeof *rounds->round);
    rounds->given = memory_allocate(most, sizeof *rounds->given);
    rounds->answers = memory_allocate(most, sizeof *rounds->answers);
    rounds->scores = memory_allocate(most, sizeof *rounds->scores);
    rounds->background = memory_allocate(most, sizeof *rounds->background);
    rounds->population = memory_allocate(most, sizeof *rounds->population);
    if (rounds->round == NULL || rounds->given == NULL || rounds->answers == NULL
        || rounds->scores == NULL || rounds->background == NULL
        || rounds->population == NULL)
        return fault_memory(fault);
    for (size_t r = 0; r <= rounds->last; r++) {
        bool wanted =
            from != NULL && session->survey.round[r].year == year && r < rounds->last;
        if (!change_is_of(session, r, rounds->last))
            continue;
        if (!load_round(session, rounds, r, fault))
            return false;
        if (r < rounds->last && !wanted
            && rounds->given[rounds->count - 1].row_count == 0) {
            unload_last(rounds);
            continue;
        }
        if (r < rounds->last && (wanted || from == NULL)) {
            rounds->before = rounds->count - 1;
            found = true;
        }
    }
    if (found)
        return true;
    const struct round_plan *plan = &session->survey.round[rounds->last];
    if (from != NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "\"%s\" has no round of %s before that of %d",
                         plan->questionnaire, from, (int)plan->year);
    return fault_set(fault, FAULT_DATA, "",
                     "\"%s\" has no answers of a round before that of %d",
                     plan->questionnaire, (int)plan->year);
}

#include "cli/session.h"

#include "base/catalogue.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/messages.h"

#include <string.h>
#include <unistd.h>

static bool load_edition(struct session *session, size_t round,
                         struct problems *problems, struct fault *fault)
{
    const struct round_plan *plan = &session->survey.round[round];
    for (size_t r = 0; r < round; r++) {
        if (strcmp(session->survey.round[r].edition, plan->edition) == 0) {
            session->edition_of_round[round] = session->edition_of_round[r];
            return true;
        }
    }
    struct questionnaire *edition = &session->edition[session->edition_count];
    if (!questionnaire_load(edition, plan->edition, problems, fault))
        return fault->kind == FAULT_NONE && fault_already_told(fault);
    session->edition_of_round[round] = session->edition_count++;
    return true;
}

static bool load_population(struct session *session, size_t round,
                            struct problems *problems, struct fault *fault)
{
    const struct round_plan *plan = &session->survey.round[round];
    for (size_t r = 0; r < round; r++) {
        if (strcmp(session->survey.round[r].register_id, plan->register_id) == 0) {
            session->population_of_round[round] = session->population_of_round[r];
            return true;
        }
    }
    struct population *population = &session->population[session->population_count];
    if (!population_load(population, session->survey.registers, plan->register_id,
                         problems, fault))
        return fault->kind == FAULT_NONE && fault_already_told(fault);
    session->population_of_round[round] = session->population_count++;
    return true;
}

/* The rules of a scoring for a round, read once for all rounds that share them. */
static bool load_rules(struct session *session, size_t s, size_t round,
                       struct problems *problems, struct fault *fault)
{
    const struct survey *survey = &session->survey;
    const struct scoring_plan *plan = &survey->scoring[s];
    size_t *rules_of = session->rules_of + s * survey->round_count;
    for (size_t r = 0; r < round; r++)
        if (rules_of[r] != NO_RULES
            && (plan->rules != NULL
                || session->edition_of_round[r] == session->edition_of_round[round])) {
            rules_of[round] = rules_of[r];
            return true;
        }
    const char *path = plan->rules != NULL ? plan->rules : survey->round[round].edition;
    if (!questionnaire_load_as(&session->rules[session->rules_count], path,
                               plan->configuration, problems, fault))
        return fault->kind == FAULT_NONE && fault_already_told(fault);
    rules_of[round] = session->rules_count++;
    return true;
}

static bool load_scorings(struct session *session, struct problems *problems,
                          struct fault *fault)
{
    const struct survey *survey = &session->survey;
    size_t count = survey->scoring_count * survey->round_count;
    session->rules = memory_allocate(count, sizeof *session->rules);
    session->rules_of = memory_allocate(count, sizeof *session->rules_of);
    if (session->rules == NULL || session->rules_of == NULL)
        return fault_memory(fault);
    for (size_t i = 0; i < count; i++)
        session->rules_of[i] = NO_RULES;
    for (size_t s = 0; s < survey->scoring_count; s++)
        for (size_t r = 0; r < survey->round_count; r++)
            if (survey->round[r].questionnaire == survey->scoring[s].questionnaire
                && !load_rules(session, s, r, problems, fault))
                return false;
    return true;
}

static bool check_round(const struct session *session, size_t round,
                        struct fault *fault)
{
    const struct round_plan *plan = &session->survey.round[round];
    const char *id = session_edition(session, round)->id;
    return strcmp(plan->questionnaire, id) == 0
           || fault_set(
               fault, FAULT_DATA, plan->edition,
               "defines the questionnaire \"%s\", and the survey puts it to round "
               "%s %d",
               id, plan->questionnaire, (int)plan->year);
}

static bool load_all(struct session *session, struct problems *problems,
                     struct fault *fault)
{
    size_t rounds = session->survey.round_count;
    session->edition = memory_allocate(rounds, sizeof *session->edition);
    session->population = memory_allocate(rounds, sizeof *session->population);
    session->edition_of_round =
        memory_allocate(rounds, sizeof *session->edition_of_round);
    session->population_of_round =
        memory_allocate(rounds, sizeof *session->population_of_round);
    session->round_id = memory_allocate(rounds, sizeof *session->round_id);
    if (session->edition == NULL || session->population == NULL
        || session->edition_of_round == NULL || session->population_of_round == NULL
        || session->round_id == NULL)
        return fault_memory(fault);
    bool ok = true;
    for (size_t round = 0; ok && round < rounds; round++)
        ok = load_edition(session, round, problems, fault)
             && load_population(session, round, problems, fault)
             && check_round(session, round, fault);
    return ok && load_scorings(session, problems, fault);
}

/* What the command line says instead of the survey. */
static bool take_options(struct session *session, const struct arguments *arguments,
                         struct fault *fault)
{
    struct survey *survey = &session->survey;
    survey->language = language_asked(arguments, survey->language);
    const char *results = arguments->value[OPTION_RESULTS];
    if (results != NULL && results[0] == '\0')
        return fault_set(fault, FAULT_USAGE, "",
                         "--results wants the name of a folder");
    if (results != NULL)
        survey->results = results;
    return true;
}

bool session_open(struct session *session, const struct arguments *arguments,
                  struct fault *fault)
{
    struct problems problems = messages_list();
    *session = (struct session){0};
    bool ok = survey_load(&session->survey, arguments->operand[0], &problems, fault);
    if (!ok && fault->kind == FAULT_NONE)
        fault_already_told(fault);
    ok = ok && take_options(session, arguments, fault)
         && load_all(session, &problems, fault);
    message_problems(&problems);
    problems_release(&problems);
    if (!ok)
        session_close(session);
    return ok;
}

bool session_open_store(struct session *session, struct fault *fault)
{
    bool ok = store_open(&session->store, session->survey.database, fault);
    for (size_t round = 0; ok && round < session->survey.round_count; round++)
        ok = store_add_round(session->store, &session->round_id[round],
                             session_edition(session, round),
                             session_population(session, round),
                             session->survey.round[round].year, fault);
    return ok;
}

bool session_open_record(struct session *session, struct fault *fault)
{
    return access(session->survey.database, F_OK) != 0
           || store_open(&session->store, session->survey.database, fault);
}

bool session_load_answers(const struct session *session, struct answers *answers,
                          size_t round, struct fault *fault)
{
    const struct questionnaire *edition = session_edition(session, round);
    int64_t known = 0;
    if (session->store != NULL
        && !store_find_round(session->store, &known, edition,
                             session->survey.round[round].year, fault))
        return false;
    if (known == 0)
        return answers_reserve(answers, 0, edition, fault);
    return store_load_answers(session->store, answers, known, edition,
                              session_population(session, round), fault);
}

bool session_find_round(const struct session *session, const char *name, size_t *round,
                        struct fault *fault)
{
    struct text known = {0};
    bool found = false;
    for (size_t r = 0; r < session->survey.round_count && !found; r++) {
        const struct round_plan *plan = &session->survey.round[r];
        text_clear(&known);
        text_print(&known, "%s/%d", plan->questionnaire, (int)plan->year);
        found = text_check(&known, fault) && strcmp(known.bytes, name) == 0;
        if (found)
            *round = r;
    }
    if (!found)
        fault_set(fault, FAULT_USAGE, "",
                  "the survey has no round \"%s\"; write it as \"%s\"", name,
                  known.bytes == NULL ? spoken("questionnaire/year") : known.bytes);
    text_release(&known);
    return found;
}

bool session_tell_no_unit(const struct population *population, const char *id,
                          struct fault *fault)
{
    const char *nearest = population_nearest(population, id);
    char seen[TEXT_EXCERPT_BYTES];
    char near[TEXT_EXCERPT_BYTES];
    text_excerpt(seen, id, strlen(id));
    if (nearest == NULL)
        return fault_set(fault, FAULT_DATA, "",
                         "\"%s\" is no institution of this round", seen);
    return fault_set(fault, FAULT_DATA, "",
                     "\"%s\" is no institution of this round; did you mean \"%s\"?",
                     seen, text_excerpt(near, nearest, strlen(nearest)));
}

bool session_choose_round(const struct session *session, const char *name,
                          size_t *round, struct fault *fault)
{
    *round = 0;
    if (name != NULL)
        return session_find_round(session, name, round, fault);
    return session->survey.round_count == 1
           || fault_set(fault, FAULT_USAGE, "",
                        "say which round: --round questionnaire/year");
}

void session_close(struct session *session)
{
    store_free(session->store);
    for (size_t e = 0; e < session->edition_count; e++)
        questionnaire_release(&session->edition[e]);
    for (size_t r = 0; r < session->rules_count; r++)
        questionnaire_release(&session->rules[r]);
    for (size_t p = 0; p < session->population_count; p++)
        population_release(&session->population[p]);
    memory_release(session->edition);
    memory_release(session->rules);
    memory_release(session->rules_of);
    memory_release(session->population);
    memory_release(session->edition_of_round);
    memory_release(session->population_of_round);
    memory_release(session->round_id);
    survey_release(&session->survey);
    *session = (struct session){0};
}

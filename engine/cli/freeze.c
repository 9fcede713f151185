#include "cli/freeze.h"

#include "base/text.h"
#include "cli/reason.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* `freeze`: the answers of a round as they stand are those of an edition of results. */

static const char *const frozen[LANGUAGE_COUNT] = {
    "%s %d: besvarelserne fra %" PRIu64
    " institutioner er frosset. Hvad der kommer senere, gemmes og tæller ikke.\n",
    "%s %d: the answers of %" PRIu64
    " institutions are frozen. What comes later is kept and does not count.\n",
};

static const char *const reopened_phrase[LANGUAGE_COUNT] = {
    "%s %d er åbnet igen. Modtaget for sent: %zu; af dem tæller nu %zu. Kør score "
    "igen.\n",
    "%s %d is open again. Came late: %zu; of these now count %zu. Run score again.\n",
};

/* The way of scoring that all readers see. */
static size_t published_scoring(const struct session *session, size_t round)
{
    const struct survey *survey = &session->survey;
    for (size_t s = 0; s < survey->scoring_count; s++)
        if (survey->scoring[s].published
            && strcmp(survey->scoring[s].questionnaire,
                      survey->round[round].questionnaire)
                   == 0)
            return s;
    return OWN_SCORING;
}

/* How the figures of a round are made, besides its answers and its register: those of
   the rounds before it stand beside them. */
static bool hash_rules(char hash[static SHA256_TEXT_BYTES],
                       const struct session *session, size_t round, struct fault *fault)
{
    const struct survey *survey = &session->survey;
    size_t scoring = published_scoring(session, round);
    const char *configuration =
        scoring == OWN_SCORING ? NULL : survey->scoring[scoring].configuration;
    struct text text = {0};
    text_print(&text, "minimum %u\nscoring %s %s\n", survey->minimum_units,
               scoring == OWN_SCORING ? "" : survey->scoring[scoring].id,
               configuration == NULL ? "" : configuration);
    for (size_t r = 0; r <= round; r++) {
        if (strcmp(survey->round[r].questionnaire, survey->round[round].questionnaire)
            != 0)
            continue;
        const struct questionnaire *rules = session_rules(session, scoring, r);
        text_print(&text, "%d %s %s\n", (int)survey->round[r].year,
                   session_edition(session, r)->hash, rules == NULL ? "" : rules->hash);
    }
    bool ok = text_check(&text, fault);
    if (ok)
        sha256_text(hash, text.bytes, text.length);
    text_release(&text);
    return ok;
}

static bool holds(const struct session *session, size_t round, struct fault *fault)
{
    struct store_freezing freezing;
    char rules[SHA256_TEXT_BYTES];
    if (!store_find_freeze(session->store, &freezing, session->round_id[round], fault)
        || !hash_rules(rules, session, round, fault))
        return false;
    return freezing.freeze == 0 || strcmp(freezing.rules, rules) == 0
           || fault_set(fault, FAULT_DATA, session->survey.folder,
                        "%s is frozen since %.10s, and its figures would no longer be "
                        "made as they were: the smallest group shown, the published "
                        "scoring, its rules or the rounds before it are others; give "
                        "survey.json what it had, or reopen the round: baseline freeze "
                        "SURVEY --round %s --reopen --reason TEXT",
                        freezing.round, freezing.since, freezing.round);
}

bool freezes_hold(const struct session *session, struct fault *fault)
{
    bool ok = true;
    for (size_t round = 0; ok && round < session->survey.round_count; round++)
        ok = holds(session, round, fault);
    return ok;
}

static bool check_options(const struct arguments *arguments, struct fault *fault)
{
    const char *reason = arguments->value[OPTION_FROZEN_REASON];
    if (arguments->value[OPTION_ROUND] == NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "say which round: --round questionnaire/year");
    if (arguments->value[OPTION_REOPEN] != NULL && reason_is_blank(reason))
        return fault_set(fault, FAULT_USAGE, "",
                         "say why the round is reopened: --reason TEXT; it is kept on "
                         "record");
    return reason_check(reason, fault);
}

static bool freeze(const struct session *session, size_t round, const char *reason,
                   struct fault *fault)
{
    const struct round_plan *plan = &session->survey.round[round];
    int64_t id = session->round_id[round];
    struct store_freezing freezing;
    char rules[SHA256_TEXT_BYTES];
    bool done;
    if (!hash_rules(rules, session, round, fault)
        || !store_freeze(session->store, &done, id, rules,
                         reason_is_blank(reason) ? NULL : reason, fault)
        || !store_find_freeze(session->store, &freezing, id, fault))
        return false;
    if (done)
        printf(frozen[session->survey.language], plan->questionnaire, (int)plan->year,
               freezing.answered);
    else if (freezing.freeze != 0)
        return fault_set(fault, FAULT_DATA, "", "%s is frozen already, since %.10s",
                         freezing.round, freezing.since);
    else
        return fault_set(fault, FAULT_DATA, "", "%s has no answers to freeze",
                         freezing.round);
    return true;
}

/* The rounds whose figures stand in its results too, unless they are frozen or nobody
   has answered them. */
static bool freeze_earlier(const struct session *session, size_t round,
                           const char *reason, struct fault *fault)
{
    const struct round_plan *plan = session->survey.round;
    bool ok = true;
    for (size_t r = 0; ok && r < round; r++) {
        struct store_freezing freezing;
        uint64_t answered = 0;
        if (strcmp(plan[r].questionnaire, plan[round].questionnaire) != 0)
            continue;
        ok = store_find_freeze(session->store, &freezing, session->round_id[r], fault)
             && store_count_answers(session->store, &answered, session->round_id[r],
                                    fault)
             && (freezing.freeze != 0 || answered == 0
                 || freeze(session, r, reason, fault));
    }
    return ok;
}

/* Nothing of the rounds before is done when the round itself cannot be frozen. */
static bool can_freeze(const struct session *session, size_t round, bool *can,
                       struct fault *fault)
{
    struct store_freezing freezing;
    uint64_t answered = 0;
    if (!store_find_freeze(session->store, &freezing, session->round_id[round], fault)
        || !store_count_answers(session->store, &answered, session->round_id[round],
                                fault))
        return false;
    *can = freezing.freeze == 0 && answered > 0;
    return true;
}

static bool freeze_all(const struct session *session, size_t round, const char *reason,
                       struct fault *fault)
{
    bool can;
    return can_freeze(session, round, &can, fault)
           && (!can || freeze_earlier(session, round, reason, fault))
           && freeze(session, round, reason, fault);
}

static bool reopen(const struct session *session, size_t round, const char *reason,
                   struct fault *fault)
{
    const struct round_plan *plan = &session->survey.round[round];
    struct store_reopened reopened;
    if (!store_reopen(session->store, &reopened, session->round_id[round], reason,
                      fault))
        return false;
    if (!reopened.was_frozen)
        return fault_set(fault, FAULT_DATA, "", "%s/%d is not frozen",
                         plan->questionnaire, (int)plan->year);
    printf(reopened_phrase[session->survey.language], plan->questionnaire,
           (int)plan->year, reopened.late, reopened.standing);
    return true;
}

/* To be reopened a round need not have the register it was frozen with. */
static bool open_store(struct session *session, size_t round, bool reopening,
                       struct fault *fault)
{
    if (!reopening)
        return session_open_store(session, fault);
    return store_open(&session->store, session->survey.database, fault)
           && store_find_round(session->store, &session->round_id[round],
                               session_edition(session, round),
                               session->survey.round[round].year, fault);
}

bool command_freeze(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
    size_t round;
    const char *reason = arguments->value[OPTION_FROZEN_REASON];
    bool reopening = arguments->value[OPTION_REOPEN] != NULL;
    if (!session_open(&session, arguments, fault))
        return false;
    bool ok =
        check_options(arguments, fault)
        && session_find_round(&session, arguments->value[OPTION_ROUND], &round, fault)
        && open_store(&session, round, reopening, fault)
        && (reopening ? reopen(&session, round, reason, fault)
                      : freeze_all(&session, round, reason, fault));
    session_close(&session);
    return ok;
}

#include "base/text.h"
#include "cli/command.h"
#include "cli/reason.h"
#include "cli/session.h"

#include <stdio.h>
#include <string.h>

/* `withdraw`: the standing answers of an institution no longer count. */

static const char *const done[LANGUAGE_COUNT] = {
    "%s %d: svarene fra %s er trukket tilbage. De er gemt og tæller ikke længere; kør "
    "score igen.\n",
    "%s %d: the answers of %s are withdrawn. They are kept and no longer count; run "
    "score again.\n",
};

static bool check_options(const struct arguments *arguments, struct fault *fault)
{
    if (arguments->value[OPTION_ROUND] == NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "say which round: --round questionnaire/year");
    if (arguments->value[OPTION_WITHDRAWN_UNIT] == NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "say whose answers are withdrawn: --unit ID");
    if (reason_is_blank(arguments->value[OPTION_REASON]))
        return fault_set(fault, FAULT_USAGE, "",
                         "say why they are withdrawn: --reason TEXT; it is kept with "
                         "them");
    return reason_check(arguments->value[OPTION_REASON], fault);
}

static bool tell_none(const struct session *session, size_t round, const char *unit,
                      struct fault *fault)
{
    const struct population *population = session_population(session, round);
    char seen[TEXT_EXCERPT_BYTES];
    text_excerpt(seen, unit, strlen(unit));
    if (population_find(population, unit, strlen(unit)) != NAMES_NONE)
        return fault_set(fault, FAULT_DATA, "",
                         "\"%s\" has no answers that count in this round", seen);
    return session_tell_no_unit(population, unit, fault);
}

static bool withdraw(const struct session *session, size_t round, const char *unit,
                     const char *reason, struct fault *fault)
{
    const struct round_plan *plan = &session->survey.round[round];
    bool withdrawn;
    if (!store_withdraw(session->store, &withdrawn, session->round_id[round], unit,
                        reason, fault))
        return false;
    if (!withdrawn)
        return tell_none(session, round, unit, fault);
    printf(done[session->survey.language], plan->questionnaire, (int)plan->year, unit);
    return true;
}

bool command_withdraw(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
    size_t round;
    if (!session_open(&session, arguments, fault))
        return false;
    bool ok =
        check_options(arguments, fault)
        && session_find_round(&session, arguments->value[OPTION_ROUND], &round, fault)
        && session_open_store(&session, fault)
        && withdraw(&session, round, arguments->value[OPTION_WITHDRAWN_UNIT],
                    arguments->value[OPTION_REASON], fault);
    session_close(&session);
    return ok;
}

#include "base/memory.h"
#include "base/text.h"
#include "cli/check.h"
#include "cli/command.h"
#include "cli/intake.h"
#include "cli/messages.h"
#include "cli/publish.h"
#include "cli/summary.h"
#include "simulate/simulate.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool refused_any(const struct intake *intake, size_t rounds, struct fault *fault)
{
    for (size_t r = 0; r < rounds; r++)
        if (intake[r].refused > 0 || intake[r].rows_left > 0)
            return fault_already_told(fault);
    return true;
}

static bool intake_all(struct session *session, bool good_rows, struct intake *intake,
                       struct fault *fault)
{
    bool ok = true;
    for (size_t round = 0; ok && round < session->survey.round_count; round++) {
        progress_say("reading answers", round + 1, session->survey.round_count);
        ok = intake_round(session, round, good_rows, &intake[round], fault);
    }
    progress_end();
    return ok;
}

static struct intake *reserve_intake(const struct session *session, struct fault *fault)
{
    struct intake *intake =
        memory_allocate(session->survey.round_count, sizeof *intake);
    if (intake == NULL)
        fault_memory(fault);
    return intake;
}

bool command_check(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
    bool definition;
    if (!find_definition(&definition, arguments->operand[0], fault))
        return false;
    if (definition)
        return check_definitions(arguments, fault);
    if (arguments->operand_count > 1)
        return fault_set(fault, FAULT_USAGE, "",
                         "check takes one survey, or definitions");
    if (!session_open(&session, arguments, fault))
        return false;
    struct intake *intake = reserve_intake(&session, fault);
    bool ok = intake != NULL && intake_all(&session, false, intake, fault);
    if (ok)
        summary_of_intake(&session, intake);
    ok = ok && refused_any(intake, session.survey.round_count, fault);
    memory_release(intake);
    session_close(&session);
    return ok;
}

static bool import_files(struct session *session, const struct arguments *arguments,
                         struct intake *intake, struct fault *fault)
{
    const char *name = arguments->value[OPTION_ROUND];
    bool good_rows = arguments->value[OPTION_GOOD_ROWS] != NULL;
    size_t round;
    if (arguments->operand_count == 1 && name == NULL)
        return intake_all(session, good_rows, intake, fault);
    if (name == NULL)
        return fault_set(
            fault, FAULT_USAGE, "",
            "say which round the files are for: --round questionnaire/year");
    if (!session_find_round(session, name, &round, fault))
        return false;
    if (arguments->operand_count == 1)
        return intake_round(session, round, good_rows, &intake[round], fault);
    bool ok = true;
    for (size_t i = 1; ok && i < arguments->operand_count; i++)
        ok = intake_file(session, round, arguments->operand[i], good_rows,
                         &intake[round], fault);
    return ok;
}

bool command_import(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
    if (!session_open(&session, arguments, fault))
        return false;
    struct intake *intake = reserve_intake(&session, fault);
    bool ok = intake != NULL && session_open_store(&session, fault)
              && import_files(&session, arguments, intake, fault);
    if (ok)
        summary_of_intake(&session, intake);
    ok = ok && refused_any(intake, session.survey.round_count, fault);
    memory_release(intake);
    session_close(&session);
    return ok;
}

static bool publish(const struct arguments *arguments, unsigned what,
                    struct fault *fault)
{
    struct session session;
    struct published published;
    struct publish_options options = {.what = what,
                                      .scripts = arguments->value[OPTION_PLOTS]};
    if (!session_open(&session, arguments, fault))
        return false;
    bool ok = chart_options(&session.survey, arguments, fault)
              && session_open_store(&session, fault)
              && publish_results(&session, &options, &published, fault);
    if (ok)
        summary_of_results(&session, &published);
    session_close(&session);
    return ok;
}

bool command_score(const struct arguments *arguments, struct fault *fault)
{
    return publish(arguments, PUBLISH_JSON, fault);
}

bool command_plot(const struct arguments *arguments, struct fault *fault)
{
    return publish(arguments, PUBLISH_CHARTS, fault);
}

bool command_run(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
    struct published published;
    bool charts = arguments->value[OPTION_NO_CHARTS] == NULL;
    struct publish_options options = {.what = PUBLISH_JSON
                                              | (charts ? (unsigned)PUBLISH_CHARTS : 0),
                                      .scripts = arguments->value[OPTION_PLOTS]};
    if (!session_open(&session, arguments, fault))
        return false;
    struct intake *intake = reserve_intake(&session, fault);
    bool ok = intake != NULL && chart_options(&session.survey, arguments, fault)
              && session_open_store(&session, fault)
              && intake_all(&session, arguments->value[OPTION_GOOD_ROWS] != NULL,
                            intake, fault);
    /* What came in is said before anything else can fail. */
    if (ok)
        summary_of_intake(&session, intake);
    ok = ok && publish_results(&session, &options, &published, fault);
    if (ok)
        summary_of_results(&session, &published);
    ok = ok && refused_any(intake, session.survey.round_count, fault);
    memory_release(intake);
    session_close(&session);
    return ok;
}

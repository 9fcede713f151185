#include "base/catalogue.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/check.h"
#include "cli/command.h"
#include "cli/intake.h"
#include "cli/mappings.h"
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

static bool doubt_round(const struct session *session, size_t round,
                        const struct intake *intake, struct fault *fault)
{
    return intake[round].doubts == NULL
           || doubts_tell(intake[round].doubts, session, round, fault);
}

static bool intake_all(struct session *session, bool good_rows, struct intake *intake,
                       struct fault *fault)
{
    bool ok = true;
    for (size_t round = 0; ok && round < session->survey.round_count; round++) {
        progress_say(spoken("reading answers"), round + 1, session->survey.round_count);
        ok = intake_round(session, round, good_rows, &intake[round], fault)
             && doubt_round(session, round, intake, fault);
    }
    progress_end();
    return ok;
}

static bool find_forced(const struct arguments *arguments, struct table_forced *forced,
                        struct fault *fault)
{
    const char *encoding = arguments->value[OPTION_ENCODING];
    const char *delimiter = arguments->value[OPTION_DELIMITER];
    char excerpt[TEXT_EXCERPT_BYTES];
    if (encoding != NULL && !table_force_encoding(forced, encoding))
        return fault_set(fault, FAULT_USAGE, "",
                         "--encoding is UTF-8, UTF-16LE, UTF-16BE or Windows-1252, not "
                         "\"%s\"",
                         text_excerpt(excerpt, encoding, strlen(encoding)));
    if (delimiter != NULL && !table_force_delimiter(forced, delimiter))
        return fault_set(fault, FAULT_USAGE, "",
                         "--delimiter is ';', ',', '|' or tab, not \"%s\"",
                         text_excerpt(excerpt, delimiter, strlen(delimiter)));
    return true;
}

/* `doubts` may be NULL: then the quality of answers is not looked at. */
static struct intake *reserve_intake(const struct session *session,
                                     const struct arguments *arguments,
                                     struct doubts *doubts, struct fault *fault)
{
    size_t rounds = session->survey.round_count;
    struct table_forced forced = {0};
    if (!find_forced(arguments, &forced, fault))
        return NULL;
    struct intake *intake = memory_allocate(rounds, sizeof *intake);
    if (intake == NULL)
        fault_memory(fault);
    for (size_t r = 0; intake != NULL && r < rounds; r++) {
        intake[r].doubts = doubts;
        intake[r].mapping = arguments->value[OPTION_MAPPING];
        intake[r].keep_personal = arguments->value[OPTION_KEEP_PERSONAL] != NULL;
        intake[r].forced = forced;
    }
    return intake;
}

static struct doubts *wanted(const struct arguments *arguments, struct doubts *doubts)
{
    return arguments->value[OPTION_NO_QUALITY] != NULL ? NULL : doubts;
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
    struct doubts doubts = {0};
    struct intake *intake =
        reserve_intake(&session, arguments, wanted(arguments, &doubts), fault);
    bool ok = intake != NULL && intake_all(&session, false, intake, fault);
    if (ok)
        summary_of_intake(&session, intake);
    if (ok)
        summary_of_doubts(&session, doubts.found);
    ok = ok && refused_any(intake, session.survey.round_count, fault);
    doubts_release(&doubts);
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
        return intake_round(session, round, good_rows, &intake[round], fault)
               && doubt_round(session, round, intake, fault);
    bool ok = true;
    for (size_t i = 1; ok && i < arguments->operand_count; i++)
        ok = intake_file(session, round, arguments->operand[i], good_rows,
                         &intake[round], fault);
    return ok && doubt_round(session, round, intake, fault);
}

bool command_import(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
    if (arguments->value[OPTION_SUGGEST_MAPPING] != NULL)
        return mappings_suggest(arguments, fault);
    if (!session_open(&session, arguments, fault))
        return false;
    struct doubts doubts = {0};
    struct intake *intake =
        reserve_intake(&session, arguments, wanted(arguments, &doubts), fault);
    bool ok = intake != NULL && session_open_store(&session, fault)
              && import_files(&session, arguments, intake, fault);
    if (ok)
        summary_of_intake(&session, intake);
    if (ok)
        summary_of_doubts(&session, doubts.found);
    ok = ok && refused_any(intake, session.survey.round_count, fault);
    doubts_release(&doubts);
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
    struct intake *intake = reserve_intake(&session, arguments, NULL, fault);
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

#include "base/catalogue.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/background.h"
#include "cli/check.h"
#include "cli/command.h"
#include "cli/freeze.h"
#include "cli/intake.h"
#include "cli/mappings.h"
#include "cli/messages.h"
#include "cli/publish.h"
#include "cli/summary.h"
#include "simulate/simulate.h"

#include <errno.h>
#include <stdio.h>
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

static bool intake_all(struct session *session, struct intake *intake,
                       struct fault *fault)
{
    bool ok = true;
    for (size_t round = 0; ok && round < session->survey.round_count; round++) {
        progress_say(spoken("reading answers"), round + 1, session->survey.round_count);
        ok = intake_round(session, round, &intake[round], fault)
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

/* One for each round, all of them as `like`, and as the options say of files. */
static struct intake *reserve_intake(const struct session *session,
                                     const struct arguments *arguments,
                                     const struct intake *like, struct fault *fault)
{
    size_t rounds = session->survey.round_count;
    struct table_forced forced = {0};
    if (!find_forced(arguments, &forced, fault))
        return NULL;
    struct intake *intake = memory_allocate(rounds, sizeof *intake);
    if (intake == NULL)
        fault_memory(fault);
    for (size_t r = 0; intake != NULL && r < rounds; r++) {
        intake[r] = *like;
        intake[r].mapping = arguments->value[OPTION_MAPPING];
        intake[r].forced = forced;
    }
    return intake;
}

static void free_intake(const struct session *session, struct intake *intake)
{
    for (size_t r = 0; intake != NULL && r < session->survey.round_count; r++)
        intake_release(&intake[r]);
    memory_release(intake);
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
    const struct intake like = {.doubts = wanted(arguments, &doubts)};
    struct intake *intake = reserve_intake(&session, arguments, &like, fault);
    bool ok = session_check_backgrounds(&session, fault) && intake != NULL
              && intake_all(&session, intake, fault);
    if (ok)
        summary_of_intake(&session, intake);
    if (ok)
        summary_of_doubts(&session, doubts.found);
    ok = ok && refused_any(intake, session.survey.round_count, fault);
    doubts_release(&doubts);
    free_intake(&session, intake);
    session_close(&session);
    return ok;
}

static bool import_files(struct session *session, const struct arguments *arguments,
                         struct intake *intake, struct fault *fault)
{
    const char *name = arguments->value[OPTION_ROUND];
    size_t round;
    if (arguments->operand_count == 1 && name == NULL)
        return intake_all(session, intake, fault);
    if (name == NULL)
        return fault_set(
            fault, FAULT_USAGE, "",
            "say which round the files are for: --round questionnaire/year");
    if (!session_find_round(session, name, &round, fault))
        return false;
    if (arguments->operand_count == 1)
        return intake_round(session, round, &intake[round], fault)
               && doubt_round(session, round, intake, fault);
    return intake_files(session, round, arguments->operand + 1,
                        arguments->operand_count - 1, &intake[round], fault)
           && doubt_round(session, round, intake, fault);
}

/* To the file that was asked for; and where files were named, on the page for those
   that were taken. A file that was not has its list of errors. */
static bool give_receipts(const struct session *session,
                          const struct arguments *arguments,
                          const struct receipts *receipts, bool parted,
                          struct fault *fault)
{
    const char *path = arguments->value[OPTION_RECEIPTS];
    struct text page = {0};
    bool ok = path == NULL || receipts_write(path, receipts, &session->survey, fault);
    for (size_t r = 0; ok && arguments->operand_count > 1 && r < receipts->count; r++) {
        const struct receipt *receipt = &receipts->receipt[r];
        if (receipt->outcome != RECEIPT_TAKEN && receipt->outcome != RECEIPT_LATE)
            continue;
        text_add(&page, parted ? "\n" : "");
        parted = true;
        ok = receipt_write_text(&page, receipt, session->survey.language, fault);
    }
    if (ok && page.length > 0)
        fputs(page.bytes, stdout);
    text_release(&page);
    return ok;
}

/* What is kept is never changed, and whoever asks for more must not believe that it
 * was.
 */
static bool tell_kept_without(struct session *session, struct receipt *receipt,
                              struct intake *intake, struct fault *fault)
{
    struct problems problems = messages_list();
    size_t round = (size_t)(receipt->round - session->survey.round);
    bool lacks = false;
    bool ok = store_lacks_personal(session->store, &lacks, session->round_id[round],
                                   receipt->sha256, fault)
              && (!lacks
                  || problems_add(
                      &problems, SEVERITY_WARNING, receipt->file, 0, 0, fault,
                      "the file was imported before and is kept without what is about "
                      "persons; what is kept is never changed, so that --keep-personal "
                      "does nothing here: keep the file itself, or import into a new "
                      "database (\"database\" in survey.json)"));
    message_problems(&problems);
    receipt->warnings += problems.warning_count;
    intake[round].warnings += problems.warning_count;
    problems_release(&problems);
    return ok;
}

static bool tell_all_kept_without(struct session *session,
                                  const struct receipts *receipts,
                                  struct intake *intake, struct fault *fault)
{
    bool ok = true;
    for (size_t r = 0; ok && r < receipts->count; r++)
        if (receipts->receipt[r].outcome == RECEIPT_KNOWN)
            ok = tell_kept_without(session, &receipts->receipt[r], intake, fault);
    return ok;
}

static bool import_into(struct session *session, const struct arguments *arguments,
                        struct ahead *ahead, struct fault *fault)
{
    struct doubts doubts = {0};
    struct receipts receipts = {0};
    const struct intake like = {
        .ahead = ahead,
        .doubts = wanted(arguments, &doubts),
        .receipts = &receipts,
        .good_rows = arguments->value[OPTION_GOOD_ROWS] != NULL,
        .keep_personal = arguments->value[OPTION_KEEP_PERSONAL] != NULL,
        .draft = arguments->value[OPTION_DRAFT] != NULL,
    };
    struct intake *intake = reserve_intake(session, arguments, &like, fault);
    bool ok = intake != NULL && session_open_store(session, fault)
              && import_files(session, arguments, intake, fault)
              && (!like.keep_personal
                  || tell_all_kept_without(session, &receipts, intake, fault));
    bool said = ok && summary_of_intake(session, intake);
    said = ok && (summary_of_doubts(session, doubts.found) || said);
    ok = ok && give_receipts(session, arguments, &receipts, said, fault);
    receipts_release(&receipts);
    ok = ok && refused_any(intake, session->survey.round_count, fault);
    doubts_release(&doubts);
    free_intake(session, intake);
    return ok;
}

bool command_import(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
    struct ahead ahead = {0};
    if (arguments->value[OPTION_SUGGEST_MAPPING] != NULL)
        return mappings_suggest(arguments, fault);
    if (!receipts_check_name(arguments->value[OPTION_RECEIPTS], fault))
        return false;
    if (arguments->operand_count > 1)
        ahead_begin(&ahead, arguments->operand[1]);
    bool ok = session_open(&session, arguments, fault);
    if (ok) {
        ok = import_into(&session, arguments, &ahead, fault);
        session_close(&session);
    }
    ahead_end(&ahead);
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
              && session_open_store(&session, fault) && freezes_hold(&session, fault)
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
    const struct intake like = {.good_rows =
                                    arguments->value[OPTION_GOOD_ROWS] != NULL};
    struct intake *intake = reserve_intake(&session, arguments, &like, fault);
    bool ok = intake != NULL && chart_options(&session.survey, arguments, fault)
              && session_open_store(&session, fault)
              && intake_all(&session, intake, fault);
    /* What came in is said before anything else can fail. */
    if (ok)
        summary_of_intake(&session, intake);
    ok = ok && freezes_hold(&session, fault)
         && publish_results(&session, &options, &published, fault);
    if (ok)
        summary_of_results(&session, &published);
    ok = ok && refused_any(intake, session.survey.round_count, fault);
    free_intake(&session, intake);
    session_close(&session);
    return ok;
}

#include "cli/explain.h"

#include "cli/figure.h"
#include "cli/messages.h"
#include "cli/printed.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* `explain`: where the answers on record come from, and the files they came in; and how
   any figure came about. */

#define MEMBERS_LISTED 20 /* where it is not said how many */

const char *column_letters(char letters[static COLUMN_LETTERS_BYTES], size_t column)
{
    size_t at = COLUMN_LETTERS_BYTES;
    letters[--at] = '\0';
    for (; column > 0 && at > 0; column = (column - 1) / 26)
        letters[--at] = (char)('A' + (column - 1) % 26);
    return letters + at;
}

bool explanation_has(const struct explanation *explanation, uint32_t question)
{
    const struct question *asked = &explanation->questionnaire->question[question];
    if (explanation->wanted != NULL)
        return explanation->wanted[question];
    return explanation->question == NAMES_NONE || explanation->question == question
           || asked->of == explanation->question;
}

/* One that has answered may have left the register since; then its answers cannot be
   read again. */
static bool tell_no_unit(const struct session *session,
                         const struct population *population, const char *id,
                         int64_t round, struct fault *fault)
{
    struct store_history history;
    char seen[TEXT_EXCERPT_BYTES];
    if (!store_load_history(session->store, &history, round, id, fault))
        return false;
    bool answered = history.submission_count > 0;
    store_history_release(&history);
    text_excerpt(seen, id, strlen(id));
    if (answered)
        return fault_set(fault, FAULT_DATA, "",
                         "\"%s\" has answered and is no longer in the register; put it "
                         "back there",
                         seen);
    return session_tell_no_unit(population, id, fault);
}

bool explain_find_unit(uint32_t *unit, const struct session *session,
                       const struct population *population, const char *id,
                       size_t round, struct fault *fault)
{
    *unit = population_find(population, id, strlen(id));
    return *unit != NAMES_NONE
           || tell_no_unit(session, population, id, session->round_id[round], fault);
}

bool explain_find_question(uint32_t *question,
                           const struct questionnaire *questionnaire, const char *id,
                           struct fault *fault)
{
    char seen[TEXT_EXCERPT_BYTES];
    *question = questionnaire_find(questionnaire, id, strlen(id));
    if (*question != NAMES_NONE)
        return true;
    const char *nearest = questionnaire_nearest(questionnaire, id);
    text_excerpt(seen, id, strlen(id));
    if (nearest == NULL)
        return fault_set(fault, FAULT_DATA, "", "\"%s\" is no question of %s %s", seen,
                         questionnaire->id, questionnaire->edition);
    return fault_set(fault, FAULT_DATA, "",
                     "\"%s\" is no question of %s %s; did you mean \"%s\"?", seen,
                     questionnaire->id, questionnaire->edition, nearest);
}

/* What was written goes out, and what disagrees ends with an error. */
static bool put_out(struct text *out, const struct problems *disagreements, bool ok,
                    struct fault *fault)
{
    if (ok)
        fwrite(out->bytes, 1, out->length, stdout);
    message_problems(disagreements);
    text_release(out);
    return ok && (disagreements->error_count == 0 || fault_already_told(fault));
}

static bool explain_unit(const struct session *session,
                         const struct arguments *arguments, size_t round, bool json,
                         struct fault *fault)
{
    struct explanation explanation = {
        .survey = &session->survey,
        .plan = &session->survey.round[round],
        .questionnaire = session_edition(session, round),
        .population = session_population(session, round),
        .question = NAMES_NONE,
    };
    struct text out = {0};
    const char *question = arguments->value[OPTION_QUESTION];
    bool ok =
        explain_find_unit(&explanation.unit, session, explanation.population,
                          arguments->value[OPTION_EXPLAINED_UNIT], round, fault)
        && (question == NULL
            || explain_find_question(&explanation.question, explanation.questionnaire,
                                     question, fault))
        && explanation_make(&explanation, session, arguments->value[OPTION_RECEIVED],
                            session->round_id[round], fault)
        && (json ? explain_write_json(&out, &explanation, fault)
                 : explain_write_page(&out, &explanation, fault))
        && text_check(&out, fault);
    ok = put_out(&out, &explanation.disagreements, ok, fault);
    explanation_release(&explanation);
    return ok;
}

static bool explain_figure(const struct session *session,
                           const struct arguments *arguments, size_t round, bool json,
                           struct fault *fault)
{
    struct figure_account figure = {.session = session,
                                    .round = round,
                                    .unit = NAMES_NONE,
                                    .node = NAMES_NONE,
                                    .question = NAMES_NONE,
                                    .level = SIZE_MAX,
                                    .bar = NAMES_NONE,
                                    .member_limit = MEMBERS_LISTED};
    struct text out = {0};
    bool ok = figure_ask(&figure, arguments, fault) && figure_make(&figure, fault)
              && (json ? figure_write_json(&out, &figure, fault)
                       : figure_write_page(&out, &figure, fault))
              && text_check(&out, fault);
    ok = put_out(&out, &figure.unit_record.disagreements, ok, fault);
    figure_release(&figure);
    return ok;
}

static bool print_bytes(void *context, const void *bytes, size_t size,
                        struct fault *fault)
{
    (void)context;
    return fwrite(bytes, 1, size, stdout) == size
           || fault_set(fault, FAULT_SYSTEM, "", "cannot write to standard output");
}

/* What is kept of one file, to standard output. */
static bool give_back(const struct session *session, const char *prefix, int64_t round,
                      struct fault *fault)
{
    int64_t received;
    bool others;
    if (!store_find_received(session->store, &received, &others, round, prefix, fault))
        return false;
    if (received == 0)
        return fault_set(fault, FAULT_DATA, "",
                         "no file that was received has a hash that begins with "
                         "\"%.64s\"",
                         prefix);
    if (others)
        return fault_set(fault, FAULT_DATA, "",
                         "more than one file that was received has a hash that begins "
                         "with \"%.64s\"; write more of it",
                         prefix);
    return store_read_received(session->store, received, print_bytes, NULL, fault);
}

static bool is_given(const struct arguments *arguments, enum option_name option)
{
    return arguments->value[option] != NULL;
}

/* Whether a figure is asked for, and not answers alone. */
static bool wants_figure(const struct arguments *arguments)
{
    return is_given(arguments, OPTION_AREA) || is_given(arguments, OPTION_GROUP)
           || is_given(arguments, OPTION_FIGURE);
}

static bool wants_address(const struct arguments *arguments)
{
    const char *figure = arguments->value[OPTION_FIGURE];
    return figure != NULL && strchr(figure, '#') != NULL;
}

static bool check_prefix(const char *prefix, struct fault *fault)
{
    return prefix == NULL
           || (prefix[0] != '\0'
               && prefix[strspn(prefix, "0123456789abcdefABCDEF")] == '\0')
           || fault_set(fault, FAULT_USAGE, "",
                        "--file takes the first letters of a file's SHA-256, as "
                        "`explain --unit` and the view `files` tell it");
}

/* A result says by itself what it is of. */
static bool check_address_options(const struct arguments *arguments,
                                  struct fault *fault)
{
    static const enum option_name other[] = {
        OPTION_ROUND,    OPTION_EXPLAINED_UNIT, OPTION_AREA,    OPTION_GROUP,
        OPTION_QUESTION, OPTION_RECEIVED,       OPTION_SCORING,
    };
    for (size_t o = 0; o < sizeof other / sizeof *other; o++)
        if (is_given(arguments, other[o]))
            return fault_set(fault, FAULT_USAGE, "",
                             "--figure FILE#/POINTER says by itself which figure it "
                             "is; of other options it goes with --format, --members "
                             "and --lang");
    return true;
}

static bool check_figure_options(const struct arguments *arguments, struct fault *fault)
{
    bool unit = is_given(arguments, OPTION_EXPLAINED_UNIT);
    bool group = is_given(arguments, OPTION_GROUP);
    if (wants_address(arguments))
        return check_address_options(arguments, fault);
    if (is_given(arguments, OPTION_RECEIVED))
        return fault_set(fault, FAULT_USAGE, "",
                         "--file goes with answers; figures are of those that count");
    if (!unit && !group)
        return fault_set(fault, FAULT_USAGE, "",
                         "say whose figure is explained: --unit ID or --group "
                         "LEVEL:CODE");
    if (!group && !is_given(arguments, OPTION_AREA)
        && !is_given(arguments, OPTION_QUESTION))
        return fault_set(fault, FAULT_USAGE, "",
                         "say which figure is explained: --area ID or --question ID");
    return true;
}

/* Round and unit are needed for answers, and neither of them for a file alone. */
static bool check_options(const struct arguments *arguments, struct fault *fault)
{
    const char *prefix = arguments->value[OPTION_RECEIVED];
    bool unit = is_given(arguments, OPTION_EXPLAINED_UNIT);
    bool figure = wants_figure(arguments);
    bool file_alone = prefix != NULL && !unit && !figure;
    if (!check_prefix(prefix, fault)
        || (figure && !check_figure_options(arguments, fault)))
        return false;
    if (!figure
        && (is_given(arguments, OPTION_SCORING) || is_given(arguments, OPTION_MEMBERS)))
        return fault_set(fault, FAULT_USAGE, "",
                         "--scoring and --members go with --area, --group or "
                         "--figure");
    if (file_alone
        && (is_given(arguments, OPTION_QUESTION) || is_given(arguments, OPTION_LAYOUT)))
        return fault_set(fault, FAULT_USAGE, "",
                         "--question and --format go with --unit; a file is given back "
                         "as it is kept");
    if (!file_alone && !unit && !figure)
        return fault_set(fault, FAULT_USAGE, "",
                         "say whose answers are explained: --unit ID");
    return file_alone || wants_address(arguments) || is_given(arguments, OPTION_ROUND)
           || fault_set(fault, FAULT_USAGE, "",
                        "say which round: --round questionnaire/year");
}

/* Nothing is made where nobody has imported anything, and nothing is changed. */
static bool open_record(struct session *session, struct fault *fault)
{
    const char *path = session->survey.database;
    if (access(path, F_OK) != 0)
        return fault_set(fault, FAULT_DATA, path,
                         "there is no database: nothing was imported yet");
    bool ok = store_open(&session->store, path, fault);
    for (size_t r = 0; ok && r < session->survey.round_count; r++)
        ok = store_find_round(session->store, &session->round_id[r],
                              session_edition(session, r),
                              session->survey.round[r].year, fault);
    return ok;
}

static bool run(struct session *session, const struct arguments *arguments,
                struct fault *fault)
{
    const char *name = arguments->value[OPTION_ROUND];
    const char *prefix = arguments->value[OPTION_RECEIVED];
    size_t round = 0;
    enum printed printed;
    if (!printed_find(&printed, arguments->value[OPTION_LAYOUT], false, fault)
        || (name != NULL && !session_find_round(session, name, &round, fault))
        || !open_record(session, fault))
        return false;
    bool json = printed == AS_JSON;
    if (wants_figure(arguments))
        return explain_figure(session, arguments, round, json, fault);
    if (is_given(arguments, OPTION_EXPLAINED_UNIT))
        return explain_unit(session, arguments, round, json, fault);
    return give_back(session, prefix, name == NULL ? 0 : session->round_id[round],
                     fault);
}

bool command_explain(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
    if (!check_options(arguments, fault) || !session_open(&session, arguments, fault))
        return false;
    bool ok = run(&session, arguments, fault);
    session_close(&session);
    return ok;
}

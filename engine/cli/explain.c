#include "cli/explain.h"

#include "base/catalogue.h"
#include "cli/messages.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* `explain`: where the answers on record come from, and the files they came in. */

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
    return explanation->question == NAMES_NONE || explanation->question == question
           || asked->of == explanation->question;
}

/* One that has answered may have left the register since; then its answers cannot be
   read again. */
static bool tell_no_unit(const struct session *session,
                         const struct explanation *explanation, const char *id,
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
    return session_tell_no_unit(explanation->population, id, fault);
}

static bool find_unit(const struct session *session, struct explanation *explanation,
                      const char *id, int64_t round, struct fault *fault)
{
    explanation->unit = population_find(explanation->population, id, strlen(id));
    return explanation->unit != NAMES_NONE
           || tell_no_unit(session, explanation, id, round, fault);
}

static bool find_question(struct explanation *explanation, const char *id,
                          struct fault *fault)
{
    const struct questionnaire *questionnaire = explanation->questionnaire;
    char seen[TEXT_EXCERPT_BYTES];
    explanation->question = NAMES_NONE;
    if (id == NULL)
        return true;
    explanation->question = questionnaire_find(questionnaire, id, strlen(id));
    if (explanation->question != NAMES_NONE)
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

typedef bool explanation_writer(struct text *out, const struct explanation *explanation,
                                struct fault *fault);

/* NULL where there is no such layout. */
static explanation_writer *find_layout(const char *name, struct fault *fault)
{
    if (name == NULL || strcmp(name, "text") == 0)
        return explain_write_page;
    if (strcmp(name, "json") == 0)
        return explain_write_json;
    fault_set(fault, FAULT_USAGE, "", "--format takes text or json, not \"%s\"", name);
    return NULL;
}

static bool explain_unit(const struct session *session,
                         const struct arguments *arguments, size_t round,
                         int64_t round_id, struct fault *fault)
{
    struct explanation explanation = {
        .survey = &session->survey,
        .plan = &session->survey.round[round],
        .questionnaire = session_edition(session, round),
        .population = session_population(session, round),
    };
    struct text out = {0};
    explanation_writer *write_explanation =
        find_layout(arguments->value[OPTION_LAYOUT], fault);
    bool ok = write_explanation != NULL
              && find_unit(session, &explanation,
                           arguments->value[OPTION_EXPLAINED_UNIT], round_id, fault)
              && find_question(&explanation, arguments->value[OPTION_QUESTION], fault)
              && explanation_make(&explanation, session,
                                  arguments->value[OPTION_RECEIVED], round_id, fault)
              && write_explanation(&out, &explanation, fault)
              && text_check(&out, fault);
    if (ok)
        fwrite(out.bytes, 1, out.length, stdout);
    message_problems(&explanation.disagreements);
    ok =
        ok && (explanation.disagreements.error_count == 0 || fault_already_told(fault));
    text_release(&out);
    explanation_release(&explanation);
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

/* Round and unit are needed for answers, and neither of them for a file alone. */
static bool check_options(const struct arguments *arguments, struct fault *fault)
{
    const char *prefix = arguments->value[OPTION_RECEIVED];
    bool file_alone = prefix != NULL && arguments->value[OPTION_EXPLAINED_UNIT] == NULL;
    if (prefix != NULL
        && (prefix[0] == '\0'
            || prefix[strspn(prefix, "0123456789abcdefABCDEF")] != '\0'))
        return fault_set(fault, FAULT_USAGE, "",
                         "--file takes the first letters of a file's SHA-256, as "
                         "`explain --unit` and the view `files` tell it");
    if (file_alone
        && (arguments->value[OPTION_QUESTION] != NULL
            || arguments->value[OPTION_LAYOUT] != NULL))
        return fault_set(fault, FAULT_USAGE, "",
                         "--question and --format go with --unit; a file is given back "
                         "as it is kept");
    if (!file_alone && arguments->value[OPTION_EXPLAINED_UNIT] == NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "say whose answers are explained: --unit ID");
    return file_alone || arguments->value[OPTION_ROUND] != NULL
           || fault_set(fault, FAULT_USAGE, "",
                        "say which round: --round questionnaire/year");
}

/* Nothing is made where nobody has imported anything. */
static bool open_record(struct session *session, struct fault *fault)
{
    const char *path = session->survey.database;
    if (access(path, F_OK) != 0)
        return fault_set(fault, FAULT_DATA, path,
                         "there is no database: nothing was imported yet");
    return store_open(&session->store, path, fault);
}

static bool run(struct session *session, const struct arguments *arguments,
                struct fault *fault)
{
    const char *name = arguments->value[OPTION_ROUND];
    size_t round = 0;
    int64_t round_id = 0;
    if ((name != NULL && !session_find_round(session, name, &round, fault))
        || !open_record(session, fault))
        return false;
    if (name != NULL
        && !store_find_round(session->store, &round_id, session_edition(session, round),
                             session->survey.round[round].year, fault))
        return false;
    if (arguments->value[OPTION_EXPLAINED_UNIT] == NULL)
        return give_back(session, arguments->value[OPTION_RECEIVED], round_id, fault);
    return explain_unit(session, arguments, round, round_id, fault);
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

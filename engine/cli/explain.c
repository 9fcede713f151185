#include "cli/explain.h"

#include "base/catalogue.h"
#include "base/memory.h"
#include "cli/messages.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

/* `explain`: where the answers on record come from. What was received is read once
   more, by what it was read by, and must give the same answers. */

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

/* What is kept of a file, as a source. */
struct gathering_bytes {
    struct source *source;
    size_t capacity;
};

static bool take_bytes(void *context, const void *bytes, size_t size,
                       struct fault *fault)
{
    struct gathering_bytes *gathering = context;
    struct source *source = gathering->source;
    if (!memory_reserve((void **)&source->bytes, &gathering->capacity,
                        source->size + size + 1, 1))
        return fault_memory(fault);
    if (size > 0)
        memcpy(source->bytes + source->size, bytes, size);
    source->size += size;
    source->bytes[source->size] = '\0';
    return true;
}

static bool load_source(const struct session *session, struct source *source,
                        const struct store_submission *submission, struct fault *fault)
{
    struct gathering_bytes gathering = {.source = source};
    *source = (struct source){0};
    source->path = memory_copy_text(submission->file, strlen(submission->file));
    if (source->path == NULL)
        return fault_memory(fault);
    return take_bytes(&gathering, "", 0, fault)
           && store_read_received(session->store, submission->received, take_bytes,
                                  &gathering, fault);
}

/* A disagreement, which is never to be; so it is an error of its own. */
static bool disagree(struct explanation *explanation, const char *what,
                     const char *name, struct fault *fault)
{
    const struct store_submission *submission = explanation->submission;
    return problems_add(&explanation->disagreements, SEVERITY_ERROR, submission->file,
                        submission->row, 0, fault, what, name);
}

/* What the record and the reading say of one question. */
static bool compare_answer(struct explanation *explanation, uint32_t q,
                           struct fault *fault)
{
    const struct question *question = &explanation->questionnaire->question[q];
    const struct answers *again = &explanation->trace.file.answers;
    uint32_t row = explanation->trace.row;
    int code = explanation_code(explanation, q);
    if (code != answers_to(again, q)[row])
        return disagree(
            explanation,
            "%s: the answer on record is not the one that is read from what "
            "is kept of the file",
            question->id, fault);
    if (code == OPTION_GIVEN && question->number != NAMES_NONE
        && answers_number(&explanation->answers, question, 0)
               != answers_number(again, question, row))
        return disagree(
            explanation,
            "%s: the number on record is not the one that is read from what "
            "is kept of the file",
            question->id, fault);
    return explanation->trace.answer[q].sense != SENSE_UNKNOWN
           || disagree(explanation,
                       "%s: nothing tells why the cell means the answer on record",
                       question->id, fault);
}

static const char *comment_again(const struct answers_trace *trace, uint32_t question)
{
    for (size_t c = 0; c < trace->file.comment_count; c++)
        if (trace->file.comment[c].row == trace->row
            && trace->file.comment[c].question == question)
            return trace->file.comment[c].text;
    return NULL;
}

static bool compare_comment(struct explanation *explanation, uint32_t q,
                            struct fault *fault)
{
    const char *kept = explanation->comment[q];
    const char *again = comment_again(&explanation->trace, q);
    bool same =
        kept == NULL || again == NULL ? kept == again : strcmp(kept, again) == 0;
    return same
           || disagree(
               explanation,
               "%s: the comment on record is not the one that is read from what "
               "is kept of the file",
               explanation->questionnaire->question[q].id, fault);
}

static bool compare(struct explanation *explanation, struct fault *fault)
{
    const struct answers_trace *trace = &explanation->trace;
    const struct store_submission *submission = explanation->submission;
    if (trace->row == UINT32_MAX)
        return disagree(
            explanation,
            "the answers of \"%s\" on record are not in what is kept of the "
            "file",
            explanation->population->unit_id[explanation->unit], fault);
    bool ok = true;
    if (trace->file.answers.source_row[trace->row] != submission->row)
        ok = disagree(explanation, "the answers of \"%s\" stand in another row now",
                      explanation->population->unit_id[explanation->unit], fault);
    for (uint32_t q = 0; ok && q < explanation->questionnaire->question_count; q++)
        ok = compare_answer(explanation, q, fault)
             && compare_comment(explanation, q, fault);
    return ok;
}

/* The mapping the file was read by, NULL where there is none; *sound is false when it
   can no longer be read, which is then told. */
static bool load_mapping(struct explanation *explanation, struct mapping **mapping,
                         bool *sound, struct fault *fault)
{
    const char *json = explanation->submission->mapping;
    struct problems problems = {0};
    struct fault own = {0};
    *mapping = NULL;
    *sound = true;
    if (json == NULL)
        return true;
    *mapping =
        mapping_load_json("mapping", json, explanation->questionnaire, &problems, &own);
    *sound = *mapping != NULL;
    problems_release(&problems);
    if (own.kind != FAULT_NONE)
        return fault_take(fault, &own);
    return *sound
           || disagree(explanation,
                       "the mapping that the file was read by cannot be read any more",
                       "", fault);
}

/* Damage of what is kept is a disagreement like any other; all else ends it. */
static bool read_again(const struct session *session, struct explanation *explanation,
                       const struct mapping *mapping, struct fault *fault)
{
    struct source source;
    struct fault own = {0};
    bool ok = load_source(session, &source, explanation->submission, &own);
    if (ok)
        ok = answers_trace(&explanation->trace, &source, explanation->questionnaire,
                           explanation->population, mapping, explanation->unit,
                           explanation->submission->row, fault)
             && compare(explanation, fault);
    else if (own.kind == FAULT_DATA)
        ok = problems_add_text(&explanation->disagreements, SEVERITY_ERROR, own.where,
                               0, 0, own.said, own.what, fault);
    else
        fault_take(fault, &own);
    source_release(&source);
    return ok;
}

static bool trace(const struct session *session, struct explanation *explanation,
                  struct fault *fault)
{
    struct mapping *mapping;
    bool sound;
    if (strcmp(explanation->submission->definition, explanation->questionnaire->hash)
        != 0)
        return disagree(explanation,
                        "the file was read by another edition (definition %.12s)",
                        explanation->submission->definition, fault);
    bool ok = load_mapping(explanation, &mapping, &sound, fault)
              && (!sound || read_again(session, explanation, mapping, fault));
    mapping_free(mapping);
    return ok;
}

/* The question whose answer rules out another one: of a condition that does not hold,
   or that was itself not to be asked. */
static uint32_t find_ruling(const struct explanation *explanation, uint32_t q)
{
    const struct question *question = &explanation->questionnaire->question[q];
    for (size_t c = 0; c < question->condition_count; c++) {
        uint32_t before = question->condition[c].question;
        if (explanation->ruled_out_by[before] != NAMES_NONE
            || !condition_holds(&question->condition[c], explanation->questionnaire,
                                explanation->answers.code, explanation->answers.number,
                                1))
            return before;
    }
    return NAMES_NONE;
}

/* The answers that count, those in the file that was asked for, or the newest. */
static bool choose(struct explanation *explanation, const char *prefix,
                   struct fault *fault)
{
    const struct store_history *history = &explanation->history;
    for (size_t s = history->submission_count; s-- > 0;) {
        const struct store_submission *submission = &history->submission[s];
        if (prefix != NULL ? strncasecmp(submission->hash, prefix, strlen(prefix)) == 0
                           : submission->stands)
            explanation->submission = submission; /* the newest of them */
    }
    if (explanation->submission == NULL && prefix != NULL)
        return fault_set(
            fault, FAULT_DATA, "",
            "no answers of \"%s\" in this round are from a file whose hash "
            "begins with \"%.64s\"",
            explanation->population->unit_id[explanation->unit], prefix);
    if (explanation->submission == NULL && history->submission_count > 0)
        explanation->submission = &history->submission[0];
    return true;
}

static bool explain(const struct session *session, struct explanation *explanation,
                    const char *prefix, int64_t round, struct fault *fault)
{
    const struct questionnaire *questionnaire = explanation->questionnaire;
    size_t count = questionnaire->question_count;
    explanation->comment = memory_allocate(count, sizeof *explanation->comment);
    explanation->ruled_out_by =
        memory_allocate(count, sizeof *explanation->ruled_out_by);
    if (explanation->comment == NULL || explanation->ruled_out_by == NULL)
        return fault_memory(fault);
    if (!store_load_history(session->store, &explanation->history, round,
                            explanation->population->unit_id[explanation->unit], fault)
        || !choose(explanation, prefix, fault))
        return false;
    if (explanation->submission == NULL)
        return true;
    if (!store_load_submission(session->store, &explanation->answers,
                               explanation->comment, &explanation->history,
                               explanation->submission, questionnaire,
                               explanation->population, explanation->unit, fault))
        return false;
    for (uint32_t q = 0; q < count; q++)
        explanation->ruled_out_by[q] = find_ruling(explanation, q);
    return trace(session, explanation, fault);
}

static void release(struct explanation *explanation)
{
    answers_trace_release(&explanation->trace);
    answers_release(&explanation->answers);
    memory_release(explanation->comment);
    memory_release(explanation->ruled_out_by);
    store_history_release(&explanation->history);
    problems_release(&explanation->disagreements);
}

static bool find_unit(struct explanation *explanation, const char *id,
                      struct fault *fault)
{
    const struct population *population = explanation->population;
    char seen[TEXT_EXCERPT_BYTES];
    char near[TEXT_EXCERPT_BYTES];
    explanation->unit = population_find(population, id, strlen(id));
    if (explanation->unit != NAMES_NONE)
        return true;
    const char *nearest = population_nearest(population, id);
    text_excerpt(seen, id, strlen(id));
    if (nearest == NULL)
        return fault_set(fault, FAULT_DATA, "",
                         "\"%s\" is no institution of this round", seen);
    return fault_set(fault, FAULT_DATA, "",
                     "\"%s\" is no institution of this round; did you mean \"%s\"?",
                     seen, text_excerpt(near, nearest, strlen(nearest)));
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
              && find_unit(&explanation, arguments->value[OPTION_EXPLAINED_UNIT], fault)
              && find_question(&explanation, arguments->value[OPTION_QUESTION], fault)
              && explain(session, &explanation, arguments->value[OPTION_RECEIVED],
                         round_id, fault)
              && write_explanation(&out, &explanation, fault)
              && text_check(&out, fault);
    if (ok)
        fwrite(out.bytes, 1, out.length, stdout);
    message_problems(&explanation.disagreements);
    ok =
        ok && (explanation.disagreements.error_count == 0 || fault_already_told(fault));
    text_release(&out);
    release(&explanation);
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

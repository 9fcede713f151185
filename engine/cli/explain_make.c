#include "cli/explain.h"

#include "base/memory.h"

#include <string.h>
#include <strings.h>

/* What was received is read once more, by what it was read by, and must give the same
   answers as those on record. */

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

/* The lists of a survey tool that the file was read by; *codebook stays NULL where
   there are none. What was wrong in them was told when they came. */
static bool load_lists(const struct session *session, struct codebook **codebook,
                       const struct store_submission *submission, struct fault *fault)
{
    struct source source[PART_LABELS + 1] = {{0}};
    struct problems problems = {0};
    bool ok = store_load_lists(session->store, submission->received, source, fault);
    for (int part = PART_STRUCTURE; ok && part <= PART_LABELS; part++) {
        if (source[part].bytes == NULL)
            continue;
        if (*codebook == NULL)
            *codebook = codebook_new();
        ok = *codebook == NULL ? fault_memory(fault)
                               : codebook_add(*codebook, (enum file_part)part,
                                              &source[part], &problems, fault);
    }
    for (int part = PART_STRUCTURE; part <= PART_LABELS; part++)
        source_release(&source[part]);
    problems_release(&problems);
    return ok;
}

/* What is kept of joined sheets without what is about persons is one table, and does
   not say where in the file that was sent its cells stood. */
static void forget_places(struct explanation *explanation)
{
    const struct store_submission *submission = explanation->submission;
    struct answers_trace *trace = &explanation->trace;
    if (submission->kept_hash == NULL || submission->sheet == NULL
        || strchr(submission->sheet, ANSWERS_SHEET_MARK) == NULL)
        return;
    for (size_t c = 0; c < trace->cell_count; c++)
        trace->cell[c].row = trace->cell[c].column = 0;
}

/* A file that is kept as it was sent is read as it was read then. */
static struct table_forced find_forced(const struct store_submission *submission)
{
    struct table_forced forced = {0};
    if (submission->kept_hash != NULL || submission->encoding == NULL
        || !table_force_encoding(&forced, submission->encoding))
        return (struct table_forced){0};
    if (submission->delimiter != NULL)
        forced.delimiter = submission->delimiter[0];
    return forced;
}

/* Damage of what is kept is a disagreement like any other; all else ends it. */
static bool read_again(const struct session *session, struct explanation *explanation,
                       const struct mapping *mapping, struct fault *fault)
{
    struct source source;
    struct fault own = {0};
    struct codebook *codebook = NULL;
    bool ok = load_source(session, &source, explanation->submission, &own)
              && load_lists(session, &codebook, explanation->submission, &own);
    if (ok) {
        const struct answers_reading reading = {
            .mapping = mapping,
            .codebook = codebook,
            .forced = find_forced(explanation->submission),
            .draft = explanation->submission->read_as_draft,
        };
        ok = answers_trace(&explanation->trace, &source, explanation->questionnaire,
                           explanation->population, &reading, explanation->unit,
                           explanation->submission->row, fault)
             && compare(explanation, fault);
        forget_places(explanation);
    } else if (own.kind == FAULT_DATA)
        ok = problems_add_text(&explanation->disagreements, SEVERITY_ERROR, own.where,
                               0, 0, own.said, own.what, fault);
    else
        fault_take(fault, &own);
    source_release(&source);
    codebook_free(codebook);
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

bool explanation_make(struct explanation *explanation, const struct session *session,
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

void explanation_release(struct explanation *explanation)
{
    answers_trace_release(&explanation->trace);
    answers_release(&explanation->answers);
    memory_release(explanation->comment);
    memory_release(explanation->ruled_out_by);
    store_history_release(&explanation->history);
    problems_release(&explanation->disagreements);
    *explanation = (struct explanation){0};
}

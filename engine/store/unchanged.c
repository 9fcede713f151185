#include "store/succession.h"

#include "base/memory.h"
#include "store/numbers.h"

#include <string.h>

/* Rows of a file that say what was said before: an export of a survey that is under way
   holds all that came so far. */

/* What a row may be that is none of its own: a submission that is still the unit's, or
   one that was withdrawn. */
enum { EARLIER, WITHDRAWN, EARLIER_COUNT };

struct earlier {
    int64_t submission; /* 0 = there is none */
    int64_t lacking;    /* comments of it that the row has not shown yet */
};

/* The file's rows beside what their units sent before. */
struct looking {
    const struct questionnaire *questionnaire;
    const struct answer_file *file;
    struct statement find;
    struct statement find_comment;
    struct text numbers;                 /* of the row at hand */
    char mark[256];                      /* of an answer, by its low byte */
    struct earlier *same[EARLIER_COUNT]; /* by row */
    struct fault *fault;
};

static bool same_record(const struct looking *looking, uint32_t row,
                        const unsigned char *record, size_t length)
{
    const struct answers *answers = &looking->file->answers;
    if (record == NULL || length != answers->question_count)
        return false;
    for (uint32_t q = 0; q < answers->question_count; q++) {
        int8_t code = answers_to(answers, q)[row];
        if ((char)record[q] != looking->mark[(unsigned char)code])
            return false;
    }
    return true;
}

static bool same_answers(const struct looking *looking, uint32_t row)
{
    sqlite3_stmt *handle = looking->find.handle;
    const unsigned char *record = sqlite3_column_text(handle, 1);
    size_t length = (size_t)sqlite3_column_bytes(handle, 1);
    const char *numbers = (const char *)sqlite3_column_text(handle, 2);
    return same_record(looking, row, record, length)
           && (looking->questionnaire->number_count == 0
               || (numbers != NULL && strcmp(numbers, looking->numbers.bytes) == 0));
}

static bool same_moment(const struct moment *left, const struct moment *right)
{
    return left->known && right->known && left->seconds[0] == right->seconds[0]
           && left->seconds[1] == right->seconds[1];
}

/* Whether a row is the submission that was found. One with a time is what has the very
   same time; one without, only what came last, since that is what it would replace. */
static bool is_same(const struct looking *looking, uint32_t row, bool last)
{
    const struct answer_file *file = looking->file;
    struct sending other = sending_of_row(looking->find.handle, 4);
    bool timed = file->moment != NULL && file->moment[row].known;
    return answers_is_draft(&file->answers, row) == other.draft
           && (timed ? same_moment(&file->moment[row], &other.moment) : last)
           && same_answers(looking, row);
}

/* Of what was withdrawn nothing is replaced, and all of it is looked at. */
static bool look(struct looking *looking, int64_t unit, uint32_t row)
{
    struct statement *find = &looking->find;
    bool last_seen = false;
    bool found;
    statement_integer(find, unit);
    statement_integer(find, looking->file->answers.simulated);
    if (!numbers_write(&looking->numbers, looking->questionnaire,
                       &looking->file->answers, row, looking->fault))
        return false;
    while (looking->same[WITHDRAWN][row].submission == 0) {
        if (!statement_next(find, &found, looking->fault))
            return false;
        if (!found)
            return true;
        bool withdrawn = sqlite3_column_int(find->handle, 8) != 0;
        struct earlier *same = &looking->same[withdrawn ? WITHDRAWN : EARLIER][row];
        bool last =
            withdrawn || (!last_seen && sqlite3_column_int(find->handle, 3) != 0);
        last_seen |= last;
        if (same->submission != 0 || !is_same(looking, row, last))
            continue;
        same->submission = sqlite3_column_int64(find->handle, 0);
        same->lacking = sqlite3_column_int64(find->handle, 7);
    }
    statement_stop(find);
    return true;
}

/* Each comment is one of the submission's, or the row is another one. */
static bool look_at_comment(void *context, uint32_t row, uint32_t question,
                            const char *text, struct fault *fault)
{
    struct looking *looking = context;
    bool ok = true;
    for (int e = 0; ok && e < EARLIER_COUNT; e++) {
        struct earlier *same = &looking->same[e][row];
        int64_t known = 0;
        if (same->submission == 0)
            continue;
        statement_integer(&looking->find_comment, same->submission);
        statement_integer(&looking->find_comment, (int64_t)question + 1);
        statement_text(&looking->find_comment, text);
        ok = statement_value(&looking->find_comment, &known, fault);
        same->lacking--;
        if (known == 0)
            same->submission = 0;
    }
    return ok;
}

static bool pass_by(void *context, size_t number, const char *cells,
                    struct fault *fault)
{
    (void)context;
    (void)number;
    (void)cells;
    (void)fault;
    return true;
}

static bool look_at_comments(struct looking *looking, const struct source *source)
{
    const struct answer_file *file = looking->file;
    const struct answer_sink sink = {look_at_comment, pass_by, looking};
    bool ok = true;
    if (file->recall != NULL && file->comment_count > 0)
        return answers_recall(file, source, &sink, looking->fault);
    for (size_t c = 0; ok && c < file->comment_count; c++)
        ok = look_at_comment(looking, file->comment[c].row, file->comment[c].question,
                             file->comment[c].text, looking->fault);
    return ok;
}

/* What a freeze holds back came last; else what stands did, which by its time may be
   older than what it superseded. */
static bool open_statements(struct looking *looking, struct store *store)
{
    return statement_prepare(
               &looking->find, store,
               "SELECT submission, record, numbers, held OR superseded_by IS NULL, "
               "submission.draft, unixepoch(answered_at), unixepoch(answered_or), "
               "(SELECT count(*) FROM comment "
               "WHERE comment.submission = submission.submission), "
               "withdrawn_by IS NOT NULL "
               "FROM submission JOIN received USING (received) "
               "WHERE unit = ? AND simulated = ? "
               "ORDER BY withdrawn_by IS NOT NULL, held DESC, submission DESC",
               looking->fault)
           && statement_prepare(&looking->find_comment, store,
                                "SELECT EXISTS (SELECT 1 FROM comment "
                                "WHERE submission = ? AND position = ? AND text = ?)",
                                looking->fault);
}

static bool look_at_all(struct looking *looking, struct store *store,
                        const struct source *source, const int64_t *unit_row)
{
    uint32_t rows = looking->file->answers.row_count;
    for (int answer = ANSWER_NOT_ASKED; answer < OPTION_LIMIT; answer++)
        looking->mark[(unsigned char)answer] = answer_mark(answer);
    bool ok = true;
    for (int e = 0; ok && e < EARLIER_COUNT; e++) {
        looking->same[e] = memory_allocate(rows, sizeof *looking->same[e]);
        ok = looking->same[e] != NULL || fault_memory(looking->fault);
    }
    ok = ok && open_statements(looking, store);
    for (uint32_t row = 0; ok && row < rows; row++)
        ok = look(looking, unit_row[row], row);
    return ok && look_at_comments(looking, source);
}

static bool is_known(const struct looking *looking, int earlier, uint32_t row)
{
    const struct earlier *same = &looking->same[earlier][row];
    return same->submission != 0 && same->lacking == 0;
}

static bool sort_out(const struct looking *looking, struct verdicts *verdicts,
                     struct store_added *added)
{
    const struct answers *answers = &looking->file->answers;
    verdicts->kept = memory_allocate(answers->row_count, sizeof *verdicts->kept);
    verdicts->place = memory_allocate(answers->row_count, sizeof *verdicts->place);
    if (verdicts->kept == NULL || verdicts->place == NULL)
        return fault_memory(looking->fault);
    for (uint32_t row = 0; row < answers->row_count; row++) {
        if (!is_known(looking, EARLIER, row) && !is_known(looking, WITHDRAWN, row)) {
            verdicts->place[row] = verdicts->kept_count;
            verdicts->kept[verdicts->kept_count++] = row;
            continue;
        }
        verdicts->place[row] = NOT_KEPT;
        added->unchanged++;
        added->unchanged_drafts += answers_is_draft(answers, row);
    }
    return true;
}

/* Nobody is to believe that what was withdrawn counts again. */
static bool tell_withdrawn(const struct looking *looking, struct store *store,
                           const char *where, struct problems *problems)
{
    const struct answers *answers = &looking->file->answers;
    bool ok = true;
    for (uint32_t row = 0; ok && problems != NULL && row < answers->row_count; row++)
        if (is_known(looking, WITHDRAWN, row) && !is_known(looking, EARLIER, row))
            ok = withdrawal_tell(store, looking->same[WITHDRAWN][row].submission, where,
                                 answers->source_row[row], problems, looking->fault);
    return ok;
}

/* Costs nothing more in a round's first file. */
bool verdicts_find_unchanged(struct store *store, struct verdicts *verdicts,
                             struct store_added *added, int64_t round,
                             const struct questionnaire *questionnaire,
                             const struct source *source,
                             const struct answer_file *file, const int64_t *unit_row,
                             struct fault *fault)
{
    struct looking looking = {
        .questionnaire = questionnaire, .file = file, .fault = fault};
    int64_t files = 0;
    if (!store_ask(store, &files, "SELECT count(*) FROM received WHERE round = ?",
                   round, fault))
        return false;
    bool ok = files == 0 || file->answers.row_count == 0
              || (look_at_all(&looking, store, source, unit_row)
                  && sort_out(&looking, verdicts, added)
                  && tell_withdrawn(&looking, store, source->path, added->problems));
    statement_release(&looking.find);
    statement_release(&looking.find_comment);
    text_release(&looking.numbers);
    for (int e = 0; e < EARLIER_COUNT; e++)
        memory_release(looking.same[e]);
    return ok;
}

#include "store/rows.h"

#include "base/memory.h"
#include "store/numbers.h"
#include "store/statement.h"

/* Rows whose records are made together: the answers to a question stand side by side,
   so that one row at a time would be a walk through all of them for every row. */
#define ROWS_AT_ONCE 64

struct keeping {
    struct store *store;
    int64_t received;
    const struct questionnaire *questionnaire;
    const struct answer_file *file;
    const int64_t *unit_row;
    int64_t first; /* the submission of row 0; the others follow it */
    struct statement submission;
    struct statement comment;
    struct statement refused;
    char mark[256]; /* of an answer, by its low byte */
    char *record;   /* of ROWS_AT_ONCE rows, one after another */
    struct text numbers;
};

static bool keeping_open(struct keeping *keeping, struct fault *fault)
{
    size_t questions = keeping->file->answers.question_count;
    for (int answer = ANSWER_NOT_ASKED; answer < OPTION_LIMIT; answer++)
        keeping->mark[(unsigned char)answer] = answer_mark(answer);
    keeping->record = memory_allocate(questions, ROWS_AT_ONCE);
    return (keeping->record != NULL || fault_memory(fault))
           && statement_prepare(&keeping->submission, keeping->store,
                                "INSERT INTO submission (unit, received, source_row, "
                                "record, numbers) VALUES (?, ?, ?, ?, ?)",
                                fault)
           && statement_prepare(
               &keeping->comment, keeping->store,
               "INSERT INTO comment (submission, position, text) VALUES (?, ?, ?)",
               fault)
           && statement_prepare(&keeping->refused, keeping->store,
                                "INSERT INTO refused (received, row, reason, cells) "
                                "VALUES (?, ?, ?, ?)",
                                fault);
}

static void keeping_close(struct keeping *keeping)
{
    statement_release(&keeping->submission);
    statement_release(&keeping->comment);
    statement_release(&keeping->refused);
    memory_release(keeping->record);
    text_release(&keeping->numbers);
}

static bool keep_refused(void *context, size_t number, const char *cells,
                         struct fault *fault)
{
    struct keeping *keeping = context;
    const struct refused_row *refused = &keeping->file->refused[number];
    statement_integer(&keeping->refused, keeping->received);
    statement_integer(&keeping->refused, (int64_t)refused->row);
    statement_text(&keeping->refused, refused->reason);
    statement_text(&keeping->refused, cells);
    return statement_run(&keeping->refused, fault);
}

static bool keep_comment(void *context, uint32_t row, uint32_t question,
                         const char *text, struct fault *fault)
{
    struct keeping *keeping = context;
    statement_integer(&keeping->comment, keeping->first + row);
    statement_integer(&keeping->comment, (int64_t)question + 1);
    statement_text(&keeping->comment, text);
    return statement_run(&keeping->comment, fault);
}

static bool keep_submission(struct keeping *keeping, uint32_t row, const char *record,
                            struct fault *fault)
{
    const struct answers *answers = &keeping->file->answers;
    struct statement *add = &keeping->submission;
    statement_integer(add, keeping->unit_row[row]);
    statement_integer(add, keeping->received);
    statement_integer(add, answers->source_row[row]);
    statement_string(add, record, answers->question_count);
    if (keeping->questionnaire->number_count == 0)
        statement_text(add, NULL);
    else if (numbers_write(&keeping->numbers, keeping->questionnaire, answers, row,
                           fault))
        statement_text(add, keeping->numbers.bytes);
    else
        return false;
    if (!statement_run(add, fault))
        return false;
    int64_t submission = sqlite3_last_insert_rowid(keeping->store->database);
    if (row == 0)
        keeping->first = submission;
    return submission == keeping->first + row
           || fault_set(fault, FAULT_DATA, keeping->store->path,
                        "the database is damaged: there is no place for more "
                        "submissions");
}

static void make_records(struct keeping *keeping, uint32_t first, uint32_t count)
{
    const struct answers *answers = &keeping->file->answers;
    uint32_t questions = answers->question_count;
    for (uint32_t q = 0; q < questions; q++) {
        const int8_t *code = answers_to(answers, q) + first;
        char *record = keeping->record + q;
        for (uint32_t row = 0; row < count; row++, record += questions)
            *record = keeping->mark[(unsigned char)code[row]];
    }
}

static bool keep_submissions(struct keeping *keeping, struct fault *fault)
{
    const struct answers *answers = &keeping->file->answers;
    bool ok = true;
    for (uint32_t first = 0; ok && first < answers->row_count; first += ROWS_AT_ONCE) {
        uint32_t left = answers->row_count - first;
        uint32_t count = left < ROWS_AT_ONCE ? left : ROWS_AT_ONCE;
        make_records(keeping, first, count);
        for (uint32_t row = 0; ok && row < count; row++)
            ok = keep_submission(
                keeping, first + row,
                keeping->record + (size_t)row * answers->question_count, fault);
    }
    return ok;
}

/* Those that are held. */
static bool keep_texts(struct keeping *keeping, struct fault *fault)
{
    const struct answer_file *file = keeping->file;
    bool ok = true;
    for (size_t i = 0; ok && i < file->refused_count; i++)
        ok = keep_refused(keeping, i, file->refused[i].cells, fault);
    for (size_t c = 0; ok && c < file->comment_count; c++)
        ok = keep_comment(keeping, file->comment[c].row, file->comment[c].question,
                          file->comment[c].text, fault);
    return ok;
}

bool rows_keep(struct store *store, int64_t received,
               const struct questionnaire *questionnaire, const struct source *source,
               const struct answer_file *file, const int64_t *unit_row,
               struct fault *fault)
{
    struct keeping keeping = {.store = store,
                              .received = received,
                              .questionnaire = questionnaire,
                              .file = file,
                              .unit_row = unit_row};
    const struct answer_sink sink = {keep_comment, keep_refused, &keeping};
    bool ok = keeping_open(&keeping, fault) && keep_submissions(&keeping, fault)
              && (file->recall != NULL ? answers_recall(file, source, &sink, fault)
                                       : keep_texts(&keeping, fault));
    keeping_close(&keeping);
    return ok;
}

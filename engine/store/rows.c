#include "store/rows.h"

#include "store/statement.h"

struct keeping {
    int64_t received;
    const struct answer_file *file;
    const struct verdicts *verdicts;
    int64_t first; /* the first submission; the others follow it */
    struct statement comment;
    struct statement refused;
};

static bool keep_refused(void *context, size_t number, const char *cells,
                         struct fault *fault)
{
    struct keeping *keeping = context;
    const struct refused_row *refused = &keeping->file->refused[number];
    statement_integer(&keeping->refused, keeping->received);
    statement_integer(&keeping->refused, (int64_t)refused->row);
    statement_text(&keeping->refused, refused->reason);
    statement_text(&keeping->refused, cells);
    statement_text(&keeping->refused, refused->unit);
    return statement_run(&keeping->refused, fault);
}

static bool keep_comment(void *context, uint32_t row, uint32_t question,
                         const char *text, struct fault *fault)
{
    struct keeping *keeping = context;
    const uint32_t *place = keeping->verdicts->place;
    if (!verdicts_keep(keeping->verdicts, row))
        return true;
    statement_integer(&keeping->comment,
                      keeping->first + (place == NULL ? row : place[row]));
    statement_integer(&keeping->comment, (int64_t)question + 1);
    statement_text(&keeping->comment, text);
    return statement_run(&keeping->comment, fault);
}

/* Those that are held. */
static bool keep_held(struct keeping *keeping, struct fault *fault)
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

static bool keep_texts(struct keeping *keeping, struct store *store,
                       const struct source *source, struct fault *fault)
{
    const struct answer_file *file = keeping->file;
    const struct answer_sink sink = {keep_comment, keep_refused, keeping};
    if (file->comment_count == 0 && file->refused_count == 0)
        return true;
    bool ok =
        statement_prepare(
            &keeping->comment, store,
            "INSERT INTO comment (submission, position, text) VALUES (?, ?, ?)", fault)
        && statement_prepare(&keeping->refused, store,
                             "INSERT INTO refused (received, row, reason, cells, unit) "
                             "VALUES (?, ?, ?, ?, ?)",
                             fault)
        && (file->recall != NULL ? answers_recall(file, source, &sink, fault)
                                 : keep_held(keeping, fault));
    statement_release(&keeping->comment);
    statement_release(&keeping->refused);
    return ok;
}

bool rows_keep(struct store *store, const struct rows *rows,
               const struct source *source, struct packing *packing,
               struct fault *fault)
{
    struct keeping keeping = {
        .received = rows->received, .file = rows->file, .verdicts = rows->verdicts};
    return submissions_keep(store, &keeping.first, rows, packing, fault)
           && keep_texts(&keeping, store, source, fault);
}

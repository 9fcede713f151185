#include "answers/reader.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* What is known of a file's answers once all rows are read. */

static enum cell_state cell_state(const struct scale *scale, int code)
{
    if (code < 0)
        return code == ANSWER_BLANK ? CELL_BLANK : CELL_NOT_ASKED;
    switch (scale->option[code].state) {
    case OPTION_DONT_KNOW:
        return CELL_DONT_KNOW;
    case OPTION_NOT_APPLICABLE:
        return CELL_NOT_APPLICABLE;
    default:
        return CELL_ANSWERED;
    }
}

/* The options of a question that takes several are no answers of their own. */
static void count_cells(struct answer_file *file,
                        const struct questionnaire *questionnaire)
{
    const struct answers *answers = &file->answers;
    for (uint32_t q = 0; q < answers->question_count; q++) {
        /* Four tallies, since one that is added to must be there before the next is. */
        uint32_t count[4][OPTION_LIMIT - ANSWER_NOT_ASKED] = {{0}};
        const int8_t *code = answers_to(answers, q);
        if (questionnaire->question[q].is_member)
            continue;
        for (uint32_t row = 0; row < answers->row_count; row++)
            count[row % 4][code[row] - ANSWER_NOT_ASKED]++;
        for (int c = ANSWER_NOT_ASKED; c < OPTION_LIMIT; c++) {
            size_t all = 0;
            for (int tally = 0; tally < 4; tally++)
                all += count[tally][c - ANSWER_NOT_ASKED];
            if (all > 0)
                file->cell_count[cell_state(questionnaire->question[q].scale, c)] +=
                    all;
        }
    }
}

/* One that was not sent in. */
static bool tell_of_draft(const struct reader *reader, size_t row)
{
    struct problems_mark mark = problems_mark(reader->problems);
    return problems_add(
               reader->problems, SEVERITY_WARNING, reader->path,
               reader->row_number[row], 0, reader->fault,
               "this response was begun and not sent in; it is kept as a draft "
               "and does not count")
           && problems_attribute(reader->problems, &mark,
                                 reader->population->unit_id[reader->row_unit[row]],
                                 reader->fault);
}

static int compare_rows(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left;
    uint64_t b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

/* Those that were not sent in are told one by one, in the order of the file, and the
   others together. */
static bool tell_of_drafts(const struct reader *reader)
{
    size_t count = 0;
    size_t open_count = 0;
    bool ok = true;
    uint64_t *open =
        memory_unwritten(reader->timed ? reader->row_count : 0, sizeof *open);
    if (open == NULL)
        return fault_memory(reader->fault);
    for (size_t row = 0; reader->timed && row < reader->row_count; row++) {
        const struct response *response = &reader->response[row];
        count += response->sending.draft && !response->not_sent;
        if (response->not_sent)
            open[open_count++] = (uint64_t)reader->row_number[row] << 32 | row;
    }
    if (open_count > 0)
        qsort(open, open_count, sizeof *open, compare_rows);
    for (size_t i = 0; ok && i < open_count; i++)
        ok = tell_of_draft(reader, (size_t)(open[i] & UINT32_MAX));
    memory_release(open);
    return ok
           && (count == 0
               || problems_add(reader->problems, SEVERITY_WARNING, reader->path, 0, 0,
                               reader->fault,
                               count == 1
                                   ? "%zu draft; it is kept and does not count "
                                     "until it is sent as final"
                                   : "%zu drafts; they are kept and do not count "
                                     "until they are sent as final",
                               count));
}

/* When each row was given, where any says so, and which are drafts. `place` = where the
   rows stood when they were read, NULL = where they stand. */
static bool keep_sendings(const struct reader *reader, const uint64_t *place)
{
    struct answer_file *file = reader->file;
    uint32_t rows = file->answers.row_count;
    bool known = false;
    for (uint32_t row = 0; reader->timed && row < rows; row++) {
        size_t from = place == NULL ? row : (size_t)(place[row] & UINT32_MAX);
        const struct sending *sending = &reader->response[from].sending;
        file->answers.draft[row] = sending->draft;
        file->draft_count += sending->draft;
        known |= sending->moment.known;
    }
    if (!known)
        return true;
    file->moment = memory_allocate(rows, sizeof *file->moment);
    if (file->moment == NULL)
        return fault_memory(reader->fault);
    for (uint32_t row = 0; row < rows; row++) {
        size_t from = place == NULL ? row : (size_t)(place[row] & UINT32_MAX);
        file->moment[row] = reader->response[from].sending.moment;
    }
    return true;
}

bool finish_answers(struct reader *reader)
{
    uint64_t *place = NULL;
    bool ok = tell_of_drafts(reader) && taken_finish(reader, &place)
              && keep_sendings(reader, place);
    if (ok)
        count_cells(reader->file, reader->questionnaire);
    memory_release(place);
    return ok;
}

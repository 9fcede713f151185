#include "store/submissions.h"

#include "base/memory.h"
#include "store/numbers.h"
#include "store/statement.h"

/* The answers stand before SQLite as a virtual table (its documentation, "The Virtual
   Table Mechanism"), so that one statement takes many rows: half the time of one
   statement a row. */

#define TABLE_NAME "answers_at_hand"
/* Rows of one statement; what is packed is kept between two. */
#define ROWS_OF_STATEMENT 16384
/* Rows whose records are made together: the answers to a question stand side by side,
   and one row at a time would be a walk through all of them for every row. */
#define ROWS_AT_ONCE 64

enum { COLUMN_UNIT, COLUMN_RECEIVED, COLUMN_SOURCE_ROW, COLUMN_RECORD, COLUMN_NUMBERS };

struct rows_at_hand {
    int64_t received;
    const struct questionnaire *questionnaire;
    const struct answers *answers;
    const int64_t *unit_row;
    uint32_t begin; /* of the statement's rows … */
    uint32_t end;   /* … and behind the last of them */
    char mark[256]; /* of an answer, by its low byte */
    char *record;   /* of ROWS_AT_ONCE rows, one after another */
    struct text numbers;
};

struct table {
    sqlite3_vtab base;
    const struct store *store;
};

struct cursor {
    sqlite3_vtab_cursor base;
    struct rows_at_hand *rows;
    uint32_t row;
};

static int table_connect(sqlite3 *database, void *context, int count,
                         const char *const *word, sqlite3_vtab **made, char **error)
{
    (void)count;
    (void)word;
    (void)error;
    struct table *table = memory_allocate(1, sizeof *table);
    if (table == NULL)
        return SQLITE_NOMEM;
    table->store = context;
    *made = &table->base;
    int result = sqlite3_declare_vtab(
        database, "CREATE TABLE x (unit, received, source_row, record, numbers)");
    if (result != SQLITE_OK)
        memory_release(table);
    return result;
}

static int table_disconnect(sqlite3_vtab *table)
{
    memory_release(table);
    return SQLITE_OK;
}

static int table_plan(sqlite3_vtab *table, sqlite3_index_info *plan)
{
    (void)table;
    plan->estimatedCost = ROWS_OF_STATEMENT;
    return SQLITE_OK;
}

static int cursor_open(sqlite3_vtab *table, sqlite3_vtab_cursor **made)
{
    struct cursor *cursor = memory_allocate(1, sizeof *cursor);
    if (cursor == NULL)
        return SQLITE_NOMEM;
    cursor->rows = ((struct table *)table)->store->at_hand;
    *made = &cursor->base;
    return SQLITE_OK;
}

static int cursor_close(sqlite3_vtab_cursor *cursor)
{
    memory_release(cursor);
    return SQLITE_OK;
}

static void make_records(struct rows_at_hand *rows, uint32_t first)
{
    const struct answers *answers = rows->answers;
    uint32_t questions = answers->question_count;
    uint32_t left = answers->row_count - first;
    uint32_t count = left < ROWS_AT_ONCE ? left : ROWS_AT_ONCE;
    for (uint32_t q = 0; q < questions; q++) {
        const int8_t *code = answers_to(answers, q) + first;
        char *record = rows->record + q;
        for (uint32_t row = 0; row < count; row++, record += questions)
            *record = rows->mark[(unsigned char)code[row]];
    }
}

/* Statements begin at multiples of ROWS_AT_ONCE. */
static void arrive(struct cursor *cursor)
{
    if (cursor->row < cursor->rows->end && cursor->row % ROWS_AT_ONCE == 0)
        make_records(cursor->rows, cursor->row);
}

static int cursor_begin(sqlite3_vtab_cursor *base, int plan, const char *text,
                        int count, sqlite3_value **value)
{
    struct cursor *cursor = (struct cursor *)base;
    (void)plan;
    (void)text;
    (void)count;
    (void)value;
    cursor->row = cursor->rows->begin;
    arrive(cursor);
    return SQLITE_OK;
}

static int cursor_next(sqlite3_vtab_cursor *base)
{
    struct cursor *cursor = (struct cursor *)base;
    cursor->row++;
    arrive(cursor);
    return SQLITE_OK;
}

static int cursor_is_done(sqlite3_vtab_cursor *base)
{
    const struct cursor *cursor = (const struct cursor *)base;
    return cursor->row >= cursor->rows->end;
}

/* NULL where no question is answered by a number. */
static int give_numbers(struct rows_at_hand *rows, uint32_t row,
                        sqlite3_context *result)
{
    struct fault short_of_memory = {0};
    if (rows->questionnaire->number_count == 0)
        return SQLITE_OK;
    if (!numbers_write(&rows->numbers, rows->questionnaire, rows->answers, row,
                       &short_of_memory))
        return SQLITE_NOMEM;
    sqlite3_result_text(result, rows->numbers.bytes, -1, SQLITE_TRANSIENT);
    return SQLITE_OK;
}

static int cursor_column(sqlite3_vtab_cursor *base, sqlite3_context *result, int column)
{
    const struct cursor *cursor = (const struct cursor *)base;
    struct rows_at_hand *rows = cursor->rows;
    uint32_t row = cursor->row;
    size_t questions = rows->answers->question_count;
    switch (column) {
    case COLUMN_UNIT:
        sqlite3_result_int64(result, rows->unit_row[row]);
        break;
    case COLUMN_RECEIVED:
        sqlite3_result_int64(result, rows->received);
        break;
    case COLUMN_SOURCE_ROW:
        sqlite3_result_int64(result, rows->answers->source_row[row]);
        break;
    case COLUMN_RECORD:
        sqlite3_result_text(result, rows->record + row % ROWS_AT_ONCE * questions,
                            (int)questions, SQLITE_STATIC);
        break;
    default:
        return give_numbers(rows, row, result);
    }
    return SQLITE_OK;
}

static int cursor_key(sqlite3_vtab_cursor *base, sqlite3_int64 *key)
{
    *key = ((const struct cursor *)base)->row;
    return SQLITE_OK;
}

static const sqlite3_module module = {
    .xConnect = table_connect,
    .xBestIndex = table_plan,
    .xDisconnect = table_disconnect,
    .xOpen = cursor_open,
    .xClose = cursor_close,
    .xFilter = cursor_begin,
    .xNext = cursor_next,
    .xEof = cursor_is_done,
    .xColumn = cursor_column,
    .xRowid = cursor_key,
};

/* Keys follow one another unless they have run out. */
static bool check_last(struct store *store, int64_t last, struct fault *fault)
{
    return sqlite3_last_insert_rowid(store->database) == last
           || fault_set(fault, FAULT_DATA, store->path,
                        "the database is damaged: there is no place for more "
                        "submissions");
}

static bool keep_all(struct store *store, struct rows_at_hand *rows, int64_t first,
                     struct packing *packing, struct fault *fault)
{
    struct statement add;
    uint32_t count = rows->answers->row_count;
    bool ok = statement_prepare(&add, store,
                                "INSERT INTO submission (unit, received, source_row, "
                                "record, numbers) SELECT unit, received, source_row, "
                                "record, numbers FROM " TABLE_NAME,
                                fault);
    while (ok && rows->begin < count) {
        uint32_t left = count - rows->begin;
        rows->end = rows->begin + (left < ROWS_OF_STATEMENT ? left : ROWS_OF_STATEMENT);
        ok = statement_run(&add, fault)
             && check_last(store, first + rows->end - 1, fault)
             && packing_keep(packing, fault);
        rows->begin = rows->end;
    }
    statement_release(&add);
    return ok;
}

static bool find_first(struct store *store, int64_t *first, struct fault *fault)
{
    struct statement find;
    bool ok = statement_prepare(&find, store,
                                "SELECT ifnull(max(submission), 0) + 1 FROM submission",
                                fault)
              && statement_value(&find, first, fault);
    statement_release(&find);
    return ok;
}

bool submissions_open(struct store *store, struct fault *fault)
{
    int result = sqlite3_create_module(store->database, TABLE_NAME, &module, store);
    return result == SQLITE_OK || store_fault(store, result, fault);
}

bool submissions_keep(struct store *store, int64_t *first, int64_t received,
                      const struct questionnaire *questionnaire,
                      const struct answers *answers, const int64_t *unit_row,
                      struct packing *packing, struct fault *fault)
{
    struct rows_at_hand rows = {.received = received,
                                .questionnaire = questionnaire,
                                .answers = answers,
                                .unit_row = unit_row};
    if (answers->row_count == 0)
        return true;
    rows.record = memory_allocate(answers->question_count, ROWS_AT_ONCE);
    if (rows.record == NULL)
        return fault_memory(fault);
    for (int answer = ANSWER_NOT_ASKED; answer < OPTION_LIMIT; answer++)
        rows.mark[(unsigned char)answer] = answer_mark(answer);
    store->at_hand = &rows;
    bool ok = find_first(store, first, fault)
              && keep_all(store, &rows, *first, packing, fault);
    store->at_hand = NULL;
    memory_release(rows.record);
    text_release(&rows.numbers);
    return ok;
}

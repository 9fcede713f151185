#include "store/rows.h"

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

enum {
    COLUMN_UNIT,
    COLUMN_RECEIVED,
    COLUMN_SOURCE_ROW,
    COLUMN_RECORD,
    COLUMN_NUMBERS,
    COLUMN_DRAFT,
    COLUMN_LATE_IN,
    COLUMN_SUPERSEDED_BY,
    COLUMN_SUPERSEDED_RULE,
    COLUMN_GIVEN, /* the moment, by either reading of it */
    COLUMN_GIVEN_OR
};

#define TABLE_COLUMNS                                                                  \
    "unit, received, source_row, record, numbers, draft, late_in, superseded_by, "     \
    "superseded_rule, given, given_or"

struct rows_at_hand {
    const struct rows *rows;
    const struct answers *answers; /* theirs */
    const uint32_t *kept;          /* of them, by place; NULL = all */
    uint32_t count;
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
    uint32_t place; /* of its row among those that are kept */
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
    int result = sqlite3_declare_vtab(database, "CREATE TABLE x (" TABLE_COLUMNS ")");
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

static uint32_t row_at(const struct rows_at_hand *rows, uint32_t place)
{
    return rows->kept == NULL ? place : rows->kept[place];
}

static void make_records(struct rows_at_hand *rows, uint32_t first)
{
    const struct answers *answers = rows->answers;
    uint32_t questions = answers->question_count;
    uint32_t left = rows->count - first;
    uint32_t count = left < ROWS_AT_ONCE ? left : ROWS_AT_ONCE;
    for (uint32_t q = 0; q < questions; q++) {
        const int8_t *code = answers_to(answers, q);
        char *record = rows->record + q;
        for (uint32_t at = first; at < first + count; at++, record += questions)
            *record = rows->mark[(unsigned char)code[row_at(rows, at)]];
    }
}

/* Statements begin at multiples of ROWS_AT_ONCE. */
static void arrive(struct cursor *cursor)
{
    if (cursor->place < cursor->rows->end && cursor->place % ROWS_AT_ONCE == 0)
        make_records(cursor->rows, cursor->place);
}

static int cursor_begin(sqlite3_vtab_cursor *base, int plan, const char *text,
                        int count, sqlite3_value **value)
{
    struct cursor *cursor = (struct cursor *)base;
    (void)plan;
    (void)text;
    (void)count;
    (void)value;
    cursor->place = cursor->rows->begin;
    arrive(cursor);
    return SQLITE_OK;
}

static int cursor_next(sqlite3_vtab_cursor *base)
{
    struct cursor *cursor = (struct cursor *)base;
    cursor->place++;
    arrive(cursor);
    return SQLITE_OK;
}

static int cursor_is_done(sqlite3_vtab_cursor *base)
{
    const struct cursor *cursor = (const struct cursor *)base;
    return cursor->place >= cursor->rows->end;
}

/* Nothing where no question is answered by a number. */
static int give_numbers(struct rows_at_hand *rows, uint32_t row,
                        sqlite3_context *result)
{
    const struct questionnaire *questionnaire = rows->rows->questionnaire;
    struct fault short_of_memory = {0};
    if (questionnaire->number_count == 0)
        return SQLITE_OK;
    if (!numbers_write(&rows->numbers, questionnaire, rows->answers, row,
                       &short_of_memory))
        return SQLITE_NOMEM;
    sqlite3_result_text(result, rows->numbers.bytes, -1, SQLITE_TRANSIENT);
    return SQLITE_OK;
}

static void give_verdict(const struct verdicts *verdicts, uint32_t row, int column,
                         sqlite3_context *result)
{
    int64_t instead = verdicts->instead == NULL ? 0 : verdicts->instead[row];
    if (column == COLUMN_LATE_IN) {
        if (verdicts->late_in != 0)
            sqlite3_result_int64(result, verdicts->late_in);
    } else if (instead != 0 && column == COLUMN_SUPERSEDED_BY)
        sqlite3_result_int64(result, instead);
    else if (instead != 0)
        sqlite3_result_text(result, succession_rule_name[verdicts->rule[row]], -1,
                            SQLITE_STATIC);
}

static void give_moment(const struct answer_file *file, uint32_t row, int reading,
                        sqlite3_context *result)
{
    if (file->moment != NULL && file->moment[row].known)
        sqlite3_result_int64(result, file->moment[row].seconds[reading]);
}

/* What is not given is NULL. */
static int cursor_column(sqlite3_vtab_cursor *base, sqlite3_context *result, int column)
{
    const struct cursor *cursor = (const struct cursor *)base;
    struct rows_at_hand *at_hand = cursor->rows;
    const struct rows *rows = at_hand->rows;
    const struct answers *answers = at_hand->answers;
    uint32_t row = row_at(at_hand, cursor->place);
    size_t questions = answers->question_count;
    switch (column) {
    case COLUMN_UNIT:
        sqlite3_result_int64(result, rows->unit_row[row]);
        break;
    case COLUMN_RECEIVED:
        sqlite3_result_int64(result, rows->received);
        break;
    case COLUMN_SOURCE_ROW:
        sqlite3_result_int64(result, answers->source_row[row]);
        break;
    case COLUMN_RECORD:
        sqlite3_result_text(result,
                            at_hand->record + cursor->place % ROWS_AT_ONCE * questions,
                            (int)questions, SQLITE_STATIC);
        break;
    case COLUMN_NUMBERS:
        return give_numbers(at_hand, row, result);
    case COLUMN_DRAFT:
        sqlite3_result_int64(result, answers_is_draft(answers, row));
        break;
    case COLUMN_GIVEN:
    case COLUMN_GIVEN_OR:
        give_moment(rows->file, row, column - COLUMN_GIVEN, result);
        break;
    default:
        give_verdict(rows->verdicts, row, column, result);
    }
    return SQLITE_OK;
}

static int cursor_key(sqlite3_vtab_cursor *base, sqlite3_int64 *key)
{
    *key = ((const struct cursor *)base)->place;
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

static bool prepare_add(struct store *store, struct statement *add, bool timed,
                        struct fault *fault)
{
#define ADD_SUBMISSIONS                                                                \
    "INSERT INTO submission (unit, received, source_row, record, numbers, draft, "     \
    "late_in, held, superseded_by, superseded_rule, answered_at, answered_or) "        \
    "SELECT unit, received, source_row, record, numbers, draft, late_in, "             \
    "late_in IS NOT NULL, superseded_by, superseded_rule, "
    return statement_prepare(
        add, store,
        timed ? ADD_SUBMISSIONS
            "strftime('%Y-%m-%dT%H:%M:%S', given, 'unixepoch'), "
            "strftime('%Y-%m-%dT%H:%M:%S', nullif(given_or, given), "
            "'unixepoch') FROM " TABLE_NAME
              : ADD_SUBMISSIONS "NULL, NULL FROM " TABLE_NAME,
        fault);
}

static bool keep_all(struct store *store, struct rows_at_hand *rows, int64_t first,
                     struct packing *packing, struct fault *fault)
{
    struct statement add;
    uint32_t count = rows->count;
    bool ok = prepare_add(store, &add, rows->rows->file->moment != NULL, fault);
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

bool submissions_keep(struct store *store, int64_t *first, const struct rows *rows,
                      struct packing *packing, struct fault *fault)
{
    const struct answers *answers = &rows->file->answers;
    struct rows_at_hand at_hand = {.rows = rows,
                                   .answers = answers,
                                   .kept = rows->verdicts->kept,
                                   .count = answers->row_count};
    if (at_hand.kept != NULL)
        at_hand.count = rows->verdicts->kept_count;
    if (at_hand.count == 0)
        return true;
    at_hand.record = memory_allocate(answers->question_count, ROWS_AT_ONCE);
    if (at_hand.record == NULL)
        return fault_memory(fault);
    for (int answer = ANSWER_NOT_ASKED; answer < OPTION_LIMIT; answer++)
        at_hand.mark[(unsigned char)answer] = answer_mark(answer);
    store->at_hand = &at_hand;
    bool ok = find_first(store, first, fault)
              && keep_all(store, &at_hand, *first, packing, fault);
    store->at_hand = NULL;
    memory_release(at_hand.record);
    text_release(&at_hand.numbers);
    return ok;
}

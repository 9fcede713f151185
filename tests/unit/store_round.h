#ifndef UNIT_STORE_ROUND_H
#define UNIT_STORE_ROUND_H

/* One small round built by hand, and a look into the database from outside, for the
   tests of the store. */

#include "store/store.h"

#include "base/exact.h"
#include "base/text.h"
#include "support.h"

#include <sqlite3.h>

#define ROUND_UNITS     4
#define ROUND_QUESTIONS 3
#define HOSTILE         "Robert'); DROP TABLE unit;-- \"\xc3\xa6\"\t%s"

struct survey_round {
    struct questionnaire questionnaire;
    struct population population;
    struct option step[3];
    struct option yes[2];
    struct scale scale[2];
    struct question question[ROUND_QUESTIONS];
    const char *unit_id[ROUND_UNITS];
    const char *unit_name[ROUND_UNITS];
    struct level level[2];
    struct group nation;
    struct group owner[2];
    uint32_t all[ROUND_UNITS];
    uint32_t owner_of[ROUND_UNITS];
};

#define IN_DANISH(text)                                                                \
    {                                                                                  \
        {                                                                              \
            [LANGUAGE_DA] = (text)                                                     \
        }                                                                              \
    }

/* Questions q1 and q2 on the scale "step" (1, 2, ir), q3 on "yes" (nej, ja). Units a1
   and a2 belong to the owner 101, b1 and b2 to 102. */
static inline struct survey_round a_round(void)
{
    return (struct survey_round){
        .step = {{.code = "1", .value = POINT, .label = IN_DANISH("Lav")},
                 {.code = "2", .value = 2 * POINT, .label = IN_DANISH("H\xc3\xb8j")},
                 {.code = "ir", .state = OPTION_NOT_APPLICABLE}},
        .yes = {{.code = "nej", .value = 0}, {.code = "ja", .value = POINT}},
        .unit_id = {"a1", "a2", "b1", "b2"},
        .unit_name = {"Anden", HOSTILE, "Bien", "Bjarnes"},
        .nation = {.code = "DK", .name = IN_DANISH("Danmark"), .unit_count = 4},
        .owner = {{.code = "101", .name = IN_DANISH("Vest"), .unit_count = 2},
                  {.code = "102", .name = IN_DANISH("\xc3\x98st"), .unit_count = 2}},
        .owner_of = {0, 0, 1, 1},
    };
}

/* Ties the parts together; the struct stays where it is from then on. */
static inline void round_begin(struct survey_round *round)
{
    *round = a_round();
    round->scale[0] = (struct scale){
        .id = "step", .option = round->step, .option_count = 3, .lowest = POINT};
    round->scale[1] =
        (struct scale){.id = "yes", .option = round->yes, .option_count = 2};
    static const char *const id[ROUND_QUESTIONS] = {"q1", "q2", "q3"};
    for (size_t q = 0; q < ROUND_QUESTIONS; q++)
        round->question[q] = (struct question){.id = id[q],
                                               .scale = &round->scale[q / 2],
                                               .weight = 1,
                                               .of = (uint32_t)q,
                                               .number = NAMES_NONE};
    round->questionnaire = (struct questionnaire){
        .id = "skole",
        .edition = "2024",
        .scale = round->scale,
        .scale_count = 2,
        .question = round->question,
        .question_count = ROUND_QUESTIONS,
        .weight_unit = 1,
        .definition = (char *)"{}",
        .hash = "1111111111111111111111111111111111111111111111111111111111111111",
    };
    round->level[0] = (struct level){.id = "nation",
                                     .group = &round->nation,
                                     .group_count = 1,
                                     .group_of = round->all};
    round->level[1] = (struct level){.id = "owner",
                                     .owner = true,
                                     .group = round->owner,
                                     .group_count = 2,
                                     .group_of = round->owner_of};
    round->population = (struct population){
        .id = "schools",
        .level = round->level,
        .level_count = 2,
        .unit_count = ROUND_UNITS,
        .unit_id = round->unit_id,
        .unit_name = round->unit_name,
    };
}

/* An answer file of `count` rows, taken from row 2 on. */
struct sent {
    struct source source;
    struct answer_file file;
};

static inline struct sent sent_file(const char *name, const char *bytes,
                                    const uint32_t *unit, uint32_t count,
                                    int8_t code[][ROUND_QUESTIONS])
{
    const struct questionnaire questionnaire = {.question_count = ROUND_QUESTIONS};
    struct sent sent = {.source = source_of(bytes, strlen(bytes))};
    struct fault fault = {0};
    sent.source.path = (char *)name;
    sha256_text(sent.source.hash, bytes, strlen(bytes));
    assert_true(answers_reserve(&sent.file.answers, count, &questionnaire, &fault));
    for (uint32_t row = 0; row < count; row++) {
        sent.file.answers.unit[row] = unit[row];
        sent.file.answers.source_row[row] = row + 2;
        for (uint32_t q = 0; q < ROUND_QUESTIONS; q++)
            sent.file.answers.code[q * count + row] = code[row][q];
    }
    sent.file.format = (struct table_format){ENCODING_UTF8, ';', false};
    sent.file.row_total = count;
    return sent;
}

/* The file's comments stand in order of row, then question. */
static inline void comment_on(struct sent *sent, uint32_t row, uint32_t question,
                              const char *text)
{
    struct answer_file *file = &sent->file;
    assert_true(memory_reserve((void **)&file->comment, &file->comment_capacity,
                               file->comment_count + 1, sizeof *file->comment));
    file->comment[file->comment_count++] =
        (struct comment){row, question, memory_copy_text(text, strlen(text))};
}

/* What was received, put together again; `whole` starts zeroed. */
static inline bool add_piece(void *context, const void *bytes, size_t size,
                             struct fault *fault)
{
    text_append(context, bytes, size);
    return text_check(context, fault);
}

static inline bool read_received(const char *path, int64_t received, struct text *whole,
                                 struct fault *fault)
{
    struct store *store;
    bool ok = store_open(&store, path, fault)
              && store_read_received(store, received, add_piece, whole, fault);
    store_free(store);
    return ok;
}

/* Column by column, row by row: cells with '|' between, rows with '\n' between. */
static int add_row(void *context, int count, char **cell, char **name)
{
    struct text *text = context;
    (void)name;
    if (text->length > 0)
        text_add(text, "\n");
    for (int c = 0; c < count; c++) {
        text_add(text, c == 0 ? "" : "|");
        text_add(text, cell[c] == NULL ? "NULL" : cell[c]);
    }
    return 0;
}

/* What another program sees that opens the database; errors are its answer, too. */
static inline void assert_sql(const char *path, const char *sql, const char *expected)
{
    sqlite3 *database;
    struct text text = {0};
    text_add(&text, "");
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    sqlite3_busy_timeout(database, 10000);
    sqlite3_exec(database, "PRAGMA foreign_keys = ON", NULL, NULL, NULL);
    if (sqlite3_exec(database, sql, add_row, &text, NULL) != SQLITE_OK)
        text_print(&text, "%s", sqlite3_errmsg(database));
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    assert_string_equal(text.bytes, expected);
    text_release(&text);
}

static inline bool add_round(struct store *store, struct survey_round *round,
                             int64_t *id, struct fault *fault)
{
    round_begin(round);
    return store_add_round(store, id, &round->questionnaire, &round->population, 2024,
                           fault);
}

static inline bool import(struct store *store, const struct survey_round *round,
                          int64_t id, const struct sent *sent, struct fault *fault)
{
    struct store_added added = {0};
    bool ok = store_add_file(store, &added, id, &round->questionnaire,
                             &round->population, &sent->source, &sent->file, fault);
    memory_release(added.stands);
    return ok;
}

/* A database in a folder of its own, with one round in it. */
struct bench {
    struct place *place;
    char path[256];
    struct store *store;
    struct survey_round round;
    int64_t round_id;
    size_t superseded; /* by the last file */
    size_t late;
    size_t unchanged;
    int64_t received; /* the last file */
    int64_t first;    /* of the import that files belong to; 0 = each is one */
    struct fault fault;
};

static inline bool bench_round(struct bench *bench, int32_t year)
{
    return store_add_round(bench->store, &bench->round_id, &bench->round.questionnaire,
                           &bench->round.population, year, &bench->fault);
}

static inline int bench_open(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    void *place = NULL;
    if (bench == NULL || place_open(&place) != 0)
        return -1;
    bench->place = place;
    round_begin(&bench->round);
    place_path(bench->path, bench->place, "baseline.db");
    *state = bench;
    return store_open(&bench->store, bench->path, &bench->fault)
                   && bench_round(bench, 2024)
               ? 0
               : -1;
}

static inline int bench_close(void **state)
{
    struct bench *bench = *state;
    void *place = bench->place;
    store_free(bench->store);
    place_forget(bench->place, "baseline.db");
    free(bench);
    return place_close(&place);
}

static inline bool bench_import(struct bench *bench, struct sent *sent)
{
    struct store_added added = {.problems = &bench->place->problems,
                                .first = bench->first};
    bool ok = store_add_file(bench->store, &added, bench->round_id,
                             &bench->round.questionnaire, &bench->round.population,
                             &sent->source, &sent->file, &bench->fault);
    memory_release(added.stands);
    bench->superseded = added.superseded;
    bench->late = added.late;
    bench->unchanged = added.unchanged;
    bench->received = added.received;
    return ok;
}

static inline bool bench_load(struct bench *bench, struct answers *answers)
{
    return store_load_answers(bench->store, answers, bench->round_id,
                              &bench->round.questionnaire, &bench->round.population,
                              &bench->fault);
}

static inline void import_rows(struct bench *bench, const char *name, const char *bytes,
                               const uint32_t *unit, uint32_t count,
                               int8_t code[][ROUND_QUESTIONS])
{
    struct sent sent = sent_file(name, bytes, unit, count, code);
    assert_true(bench_import(bench, &sent));
    answer_file_release(&sent.file);
}

/* b1 answers 2, blank, ja; a2 answers ir, 1, not asked. */
static inline void import_two(struct bench *bench)
{
    int8_t code[2][ROUND_QUESTIONS] = {{2, 0, ANSWER_NOT_ASKED}, {1, ANSWER_BLANK, 1}};
    import_rows(bench, "in/two.csv", "two", (uint32_t[]){1, 2}, 2, code);
}

static inline void import_one(struct bench *bench, const char *name, uint32_t unit,
                              int8_t answer)
{
    int8_t code[1][ROUND_QUESTIONS] = {{answer, answer, 0}};
    import_rows(bench, name, name, &unit, 1, code);
}

#define IN_A_ROUND(test) cmocka_unit_test_setup_teardown(test, bench_open, bench_close)

#endif

/* Numbers, several options and decimals in the record, and records of before they were
   known. */

#include "store/store.h"

#include "every_kind.h"
#include "store_round.h"

extern const char store_schema_sql[];
extern const char store_schema_2_sql[];

/* The round of bench, put to the questionnaire with questions of every kind. */
static void use_every_kind(struct bench *bench)
{
    every_kind_load(bench->place, &bench->round.questionnaire);
    bench->round.questionnaire.id = "skole";
    assert_true(bench_round(bench, 2024));
}

static void import_bytes(struct bench *bench, const char *bytes)
{
    struct source source = source_of(bytes, strlen(bytes));
    struct answer_file file;
    struct population *population = &bench->round.population;
    sha256_text(source.hash, bytes, strlen(bytes));
    for (uint32_t u = 0; u < population->unit_count; u++)
        assert_non_null(names_keep(&population->unit_ids, population->unit_id[u],
                                   strlen(population->unit_id[u]), NULL));
    assert_true(answers_read(&file, &source, &bench->round.questionnaire, population,
                             &bench->place->problems, &bench->fault));
    assert_int_equal(bench->place->problems.error_count, 0);
    struct store_added added = {0};
    assert_true(store_add_file(bench->store, &added, bench->round_id,
                               &bench->round.questionnaire, population, &source, &file,
                               &bench->fault));
    memory_release(added.stands);
    struct answers loaded;
    assert_true(bench_load(bench, &loaded));
    const struct answers *sent = &file.answers;
    assert_int_equal(loaded.row_count, sent->row_count);
    assert_int_equal(loaded.number_count, 3);
    assert_memory_equal(loaded.unit, sent->unit, sent->row_count * sizeof *sent->unit);
    assert_memory_equal(loaded.code, sent->code,
                        (size_t)sent->row_count * sent->question_count);
    assert_memory_equal(loaded.number, sent->number,
                        3 * sent->row_count * sizeof *sent->number);
    answers_release(&loaded);
    answer_file_release(&file);
    place_reset(bench->place);
}

#define THREE                                                                          \
    "id;Q1;Q1.written;Q2;Q3;Q4;Q5;Q6\n"                                                \
    "b1;1;0;a;vi;;-7;high\n"                                                           \
    "a1;1;0;b;120;0,25;999999999;low\n"                                                \
    "a2;0;;;;;;\n"

static int open_kinds(void **state)
{
    int status = bench_open(state);
    if (status == 0)
        use_every_kind(*state);
    return status;
}

static int close_kinds(void **state)
{
    struct bench *bench = *state;
    names_release(&bench->round.population.unit_ids);
    questionnaire_release(&bench->round.questionnaire);
    return bench_close(state);
}

static void every_kind_comes_back_as_it_went_in(void **state)
{
    struct bench *bench = *state;
    import_bytes(bench, THREE);
    assert_sql(bench->path,
               "SELECT unit, record, numbers FROM submissions ORDER BY unit",
               "a1|1000100000|[120,0.25,999999999]\n"
               "a2|0.........|[null,null,null]\n"
               "b1|1001001.01|[null,null,-7]");
}

static void views_show_numbers_and_each_option(void **state)
{
    struct bench *bench = *state;
    import_bytes(bench, THREE);
    assert_sql(bench->path,
               "SELECT question, code, value, state, label_da FROM answers "
               "WHERE unit = 'a1' ORDER BY position",
               "Q1|1|1|answered|Ja\n"
               "Q1.written|0|0|answered|Nej\n"
               "Q2|NULL|NULL|answered|NULL\n"
               "Q2.a|0|0|answered|Nej\n"
               "Q2.b|1|1|answered|Ja\n"
               "Q2.c-d|0|0|answered|Nej\n"
               "Q3|NULL|120|answered|NULL\n"
               "Q4|NULL|0.25|answered|NULL\n"
               "Q5|NULL|999999999|answered|NULL\n"
               "Q6|low|0.1|answered|Low");
    assert_sql(bench->path,
               "SELECT unit, code, value, state FROM answers WHERE question = 'Q3' "
               "ORDER BY unit",
               "a1|NULL|120|answered\na2|NULL|NULL|blank\nb1|vi|NULL|dont_know");
    /* As numbers, and neither as text nor a hair beside. */
    assert_sql(bench->path,
               "SELECT unit, question FROM answers WHERE value < 1 AND value > 0.1 "
               "OR value = 0.35 OR value < 0 ORDER BY unit, question",
               "a1|Q4\nb1|Q5\nb1|Q6");
    assert_sql(bench->path,
               "SELECT id, weight, number, typeof(weight) FROM question "
               "WHERE id IN ('Q1', 'Q2', 'Q3', 'Q4', 'Q5') ORDER BY position",
               "Q1|1|NULL|integer\nQ2|2.5|NULL|real\nQ3|1|0|integer\n"
               "Q4|1|1|integer\nQ5|1|2|integer");
    assert_sql(bench->path,
               "SELECT scale, mark, code, value, state FROM option "
               "WHERE scale IN ('means', 'means.chosen') ORDER BY scale, mark",
               "means|.|NULL|NULL|blank\nmeans|0|NULL|NULL|answered\n"
               "means|1|a|1|answered\nmeans|2|vi|NULL|dont_know\n"
               "means|3|b|2|answered\nmeans|4|c d|0.25|answered\n"
               "means|_|NULL|NULL|not_asked\n"
               "means.chosen|.|NULL|NULL|blank\nmeans.chosen|0|0|0|answered\n"
               "means.chosen|1|1|1|answered\nmeans.chosen|_|NULL|NULL|not_asked");
}

static void weights_are_shown_as_decimals(void **state)
{
    struct bench *bench = *state;
    import_bytes(bench, THREE);
    assert_int_equal(bench->round.questionnaire.weight_unit, 10);
    assert_true(store_begin_results(bench->store, bench->round_id, &bench->fault));
    assert_true(store_add_score(bench->store, bench->round_id, "a1", "whole", "whole",
                                "scored", 50 * POINT, -250000000, 35, 70,
                                &bench->fault));
    assert_true(store_end_results(bench->store, &bench->fault));
    assert_sql(bench->path,
               "SELECT points, value, answered, relevant, coverage FROM scores",
               "50.0|-0.25|3.5|7|0.5");
}

static void assert_damaged(struct bench *bench, const char *numbers)
{
    char sql[160];
    struct answers answers;
    snprintf(sql, sizeof sql,
             "UPDATE submission SET numbers = %s WHERE record LIKE '100010%%'",
             numbers);
    assert_sql(bench->path, sql, "");
    bench->fault = (struct fault){0};
    assert_false(bench_load(bench, &answers));
    assert_fault(&bench->fault, FAULT_DATA, bench->path, 0, 0,
                 "the database is damaged: the record of \"a1\" does not go with its "
                 "numbers");
    assert_null(answers.number);
}

static void numbers_that_do_not_go_with_the_record_are_told_of(void **state)
{
    static const char *const damage[] = {
        "NULL",
        "''",
        "'[]'",
        "'[120,0.25]'",
        "'[120,0.25,7,7]'",
        "'[120,null,7]'",
        "'[120,0.25,7'",
        "'120,0.25,7'",
        "'[120,0.25,7]x'",
        "'[1e2,0.25,7]'",
        "'[120, 0.25,7]'",
        "'[120,.25,7]'",
        "'[99999999999999999999,0.25,7]'",
        "'[120,0.25,-'",
    };
    struct bench *bench = *state;
    import_bytes(bench, THREE);
    assert_sql(bench->path, "DROP TRIGGER submission_stays_as_it_is", "");
    for (size_t d = 0; d < sizeof damage / sizeof *damage; d++)
        assert_damaged(bench, damage[d]);
}

/* A record as the first version of the program made it: a round of a1, a2, b1 and b2,
   answered by the first three. */
static void make_first_version(const char *path)
{
    static const char rows[] =
        "INSERT INTO edition VALUES (1, '11111111111111111111111111111111111111111111111"
        "11111111111111111', 'skole', '2024', NULL, NULL, '{}');"
        "INSERT INTO question VALUES (1, 1, 'q1', 'step', 1, 0, NULL, NULL),"
        " (1, 2, 'q2', 'step', 3, 1, 'To', NULL), (1, 3, 'q3', 'yes', 1, 0, NULL, NULL);"
        "INSERT INTO option VALUES (1, 'step', '0', '1', 1, 'answered', 'Lav', NULL),"
        " (1, 'step', '1', '2', 2, 'answered', NULL, NULL),"
        " (1, 'step', '2', 'ir', NULL, 'not_applicable', NULL, NULL),"
        " (1, 'step', '.', NULL, NULL, 'blank', NULL, NULL),"
        " (1, 'yes', '0', 'nej', 0, 'answered', NULL, NULL),"
        " (1, 'yes', '1', 'ja', 1, 'answered', NULL, NULL);"
        "INSERT INTO round VALUES (1, 'skole', 2024, 1, 'schools', 0, 7);"
        "INSERT INTO unit VALUES (1, 1, 'a1', 'Anden', 1), (2, 1, 'a2', 'To', 1),"
        " (3, 1, 'b1', 'Bien', 1), (4, 1, 'b2', 'Bjarnes', 1);"
        "INSERT INTO received VALUES (1, 1, 'h', 's', 'old.csv', 1, 'UTF-8', ';', 3, 3,"
        " 0, 0, '2019-01-01T00:00:00Z');"
        "INSERT INTO received_part VALUES (1, 0, x'61');"
        "INSERT INTO submission VALUES (1, 1, 1, 2, '011', NULL),"
        " (2, 2, 1, 3, '2.0', NULL), (3, 3, 1, 4, '100', NULL);"
        "INSERT INTO refused VALUES (1, 1, 5, 'why', 'a');"
        "INSERT INTO area VALUES (1, 1, 'd', 'a');"
        "INSERT INTO result VALUES (1, '2019-01-01T00:00:00Z', 0);"
        "INSERT INTO score VALUES (1, 1, 50000000000, 'scored', 3, 4);";
    sqlite3 *database;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, "PRAGMA journal_mode = WAL", NULL, NULL, 0),
                     SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, store_schema_sql, NULL, NULL, 0),
                     SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, rows, NULL, NULL, 0), SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static void make_second_version(const char *path)
{
    sqlite3 *database;
    make_first_version(path);
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, store_schema_2_sql, NULL, NULL, 0),
                     SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

#define EVERYTHING                                                                     \
    "SELECT unit, question, code, value, state, label_da FROM answers "                \
    "ORDER BY unit, position"

static void a_record_of_the_first_version_is_taken_forward_whole(void **state)
{
    struct bench *bench = *state;
    char old[256];
    struct store *store = NULL;
    struct answers answers;
    int64_t round;
    place_path(old, bench->place, "old.db");
    make_first_version(old);
    assert_sql(old, "PRAGMA user_version", "1");
    assert_true(store_open(&store, old, &bench->fault));
    assert_sql(old, "PRAGMA user_version", "4");
    assert_sql(old, EVERYTHING,
               "a1|q1|1|1|answered|Lav\na1|q2|2|2|answered|NULL\n"
               "a1|q3|ja|1|answered|NULL\na2|q1|ir|NULL|not_applicable|NULL\n"
               "a2|q2|NULL|NULL|blank|NULL\na2|q3|nej|0|answered|NULL\n"
               "b1|q1|2|2|answered|NULL\nb1|q2|1|1|answered|Lav\n"
               "b1|q3|nej|0|answered|NULL");
    assert_sql(old,
               "SELECT points, value, state, answered, relevant, coverage FROM scores",
               "50.0|NULL|scored|3|4|0.75");
    assert_sql(old, "SELECT id, weight, reversed, number, text_da FROM question",
               "q1|1|0|NULL|NULL\nq2|3|1|NULL|To\nq3|1|0|NULL|NULL");
    assert_sql(old, "SELECT count(*) FROM refusals", "1");
    assert_sql(old, "UPDATE submission SET numbers = '[]'",
               "what was received is never changed");
    round_begin(&bench->round);
    assert_true(store_add_round(store, &round, &bench->round.questionnaire,
                                &bench->round.population, 2024, &bench->fault));
    assert_int_equal(round, 1);
    assert_true(store_load_answers(store, &answers, round, &bench->round.questionnaire,
                                   &bench->round.population, &bench->fault));
    assert_memory_equal(answers.code, ((int8_t[]){0, 2, 1, 1, -1, 0, 1, 0, 0}), 9);
    answers_release(&answers);
    store_free(store);
    place_forget(bench->place, "old.db");
}

static void a_record_of_the_second_version_takes_comments(void **state)
{
    struct bench *bench = *state;
    char old[256];
    struct store *store = NULL;
    int64_t round;
    int8_t code[1][ROUND_QUESTIONS] = {{1, 0, 1}};
    place_path(old, bench->place, "old.db");
    make_second_version(old);
    assert_sql(old, "PRAGMA user_version", "2");
    assert_sql(old, "SELECT count(*) FROM comments", "no such table: comments");
    assert_true(store_open(&store, old, &bench->fault));
    assert_sql(old, "PRAGMA user_version", "4");
    assert_sql(old, "SELECT count(*) FROM comments", "0");
    assert_sql(old, "SELECT count(*) FROM answers", "9");
    assert_true(add_round(store, &bench->round, &round, &bench->fault));
    struct sent sent = sent_file("new.csv", "new", (uint32_t[]){0}, 1, code);
    comment_on(&sent, 0, 1, "anderledes nu");
    assert_true(import(store, &bench->round, round, &sent, &bench->fault));
    answer_file_release(&sent.file);
    assert_sql(old, "SELECT * FROM comments",
               "skole|2024|a1|Anden|q2|anderledes nu|To|NULL|new.csv|0");
    assert_sql(old, EVERYTHING " LIMIT 3",
               "a1|q1|2|2|answered|NULL\na1|q2|1|1|answered|Lav\n"
               "a1|q3|ja|1|answered|NULL");
    store_free(store);
    place_forget(bench->place, "old.db");
}

static void assert_like_a_new_one(struct bench *bench, void (*make)(const char *path))
{
    char old[256];
    char attach[700];
    struct store *store = NULL;
    place_path(old, bench->place, "old.db");
    make(old);
    assert_true(store_open(&store, old, &bench->fault));
    store_free(store);
    snprintf(attach, sizeof attach,
             "ATTACH '%s' AS old; SELECT count(*) > 30 FROM sqlite_schema;"
             "SELECT type, name, sql FROM main.sqlite_schema EXCEPT "
             "SELECT type, name, sql FROM old.sqlite_schema;"
             "SELECT type, name, sql FROM old.sqlite_schema EXCEPT "
             "SELECT type, name, sql FROM main.sqlite_schema;"
             "PRAGMA old.foreign_key_check; PRAGMA old.integrity_check",
             old);
    assert_sql(bench->path, attach, "1\nok");
    place_forget(bench->place, "old.db");
}

static void a_record_taken_forward_is_like_a_new_one(void **state)
{
    struct bench *bench = *state;
    store_free(bench->store);
    bench->store = NULL;
    assert_like_a_new_one(bench, make_first_version);
    assert_like_a_new_one(bench, make_second_version);
}

/* The way from the first version takes tens of thousands of allocations: not each is
   tried. */
static void a_shortage_leaves_a_record_of_either_version(void **state)
{
    struct bench *bench = *state;
    struct store *store = NULL;
    char old[256];
    bool opened = false;
    place_path(old, bench->place, "old.db");
    make_first_version(old);
    for (unsigned long n = 1; !opened; n += 1 + n / 200) {
        struct fault fault = {0};
        memory_fail_from(n);
        opened = store_open(&store, old, &fault);
        memory_fail_from(0);
        if (!opened)
            assert_fault(&fault, FAULT_SYSTEM, "", 0, 0, "out of memory");
    }
    store_free(store);
    assert_sql(old, "PRAGMA user_version", "4");
    assert_sql(old, "SELECT count(*) FROM answers", "9");
    assert_sql(old, "PRAGMA integrity_check", "ok");
    place_forget(bench->place, "old.db");
}

#define OF_KINDS(test) cmocka_unit_test_setup_teardown(test, open_kinds, close_kinds)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OF_KINDS(every_kind_comes_back_as_it_went_in),
        OF_KINDS(views_show_numbers_and_each_option),
        OF_KINDS(weights_are_shown_as_decimals),
        OF_KINDS(numbers_that_do_not_go_with_the_record_are_told_of),
        IN_A_ROUND(a_record_of_the_first_version_is_taken_forward_whole),
        IN_A_ROUND(a_record_of_the_second_version_takes_comments),
        IN_A_ROUND(a_record_taken_forward_is_like_a_new_one),
        IN_A_ROUND(a_shortage_leaves_a_record_of_either_version),
    };
    return cmocka_run_group_tests_name("store kinds", tests, NULL, NULL);
}

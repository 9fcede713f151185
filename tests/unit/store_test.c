#include "store/store.h"

#include "base/exact.h"
#include "base/text.h"
#include "store_round.h"

/* A database in a folder of its own, with one round in it. */
struct bench {
    struct place *place;
    char path[256];
    struct store *store;
    struct survey_round round;
    int64_t round_id;
    size_t superseded;
    struct fault fault;
};

static bool add_round(struct bench *bench, int32_t year)
{
    return store_add_round(bench->store, &bench->round_id, &bench->round.questionnaire,
                           &bench->round.population, year, &bench->fault);
}

static int bench_open(void **state)
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
                   && add_round(bench, 2024)
               ? 0
               : -1;
}

static int bench_close(void **state)
{
    struct bench *bench = *state;
    void *place = bench->place;
    store_free(bench->store);
    place_forget(bench->place, "baseline.db");
    free(bench);
    return place_close(&place);
}

static bool import(struct bench *bench, struct sent *sent)
{
    return store_add_file(bench->store, &bench->superseded, bench->round_id,
                          &bench->round.questionnaire, &bench->round.population,
                          &sent->source, &sent->file, &bench->fault);
}

static bool load(struct bench *bench, struct answers *answers)
{
    return store_load_answers(bench->store, answers, bench->round_id,
                              &bench->round.questionnaire, &bench->round.population,
                              &bench->fault);
}

static void import_rows(struct bench *bench, const char *name, const char *bytes,
                        const uint32_t *unit, uint32_t count,
                        int8_t code[][ROUND_QUESTIONS])
{
    struct sent sent = sent_file(name, bytes, unit, count, code);
    assert_true(import(bench, &sent));
    answer_file_release(&sent.file);
}

/* b1 answers 2, blank, ja; a2 answers ir, 1, not asked. */
static void import_two(struct bench *bench)
{
    int8_t code[2][ROUND_QUESTIONS] = {{2, 0, ANSWER_NOT_ASKED}, {1, ANSWER_BLANK, 1}};
    import_rows(bench, "in/two.csv", "two", (uint32_t[]){1, 2}, 2, code);
}

static void import_one(struct bench *bench, const char *name, uint32_t unit,
                       int8_t answer)
{
    int8_t code[1][ROUND_QUESTIONS] = {{answer, answer, 0}};
    import_rows(bench, name, name, &unit, 1, code);
}

static void a_new_database_says_what_it_is(void **state)
{
    struct bench *bench = *state;
    assert_sql(bench->path, "PRAGMA application_id", "1114852462");
    assert_sql(bench->path, "PRAGMA user_version", "1");
    assert_sql(bench->path, "PRAGMA journal_mode", "wal");
    assert_sql(bench->path,
               "SELECT count(*) FROM sqlite_schema WHERE name = 'submission' "
               "AND sql LIKE '%one mark a question%'",
               "1");
}

static void a_round_added_again_is_the_same_round(void **state)
{
    struct bench *bench = *state;
    int64_t first = bench->round_id;
    assert_true(add_round(bench, 2024));
    assert_int_equal(bench->round_id, first);
    assert_true(add_round(bench, 2025));
    assert_int_not_equal(bench->round_id, first);
    store_free(bench->store);
    assert_true(store_open(&bench->store, bench->path, &bench->fault));
    assert_true(add_round(bench, 2024));
    assert_int_equal(bench->round_id, first);
    assert_sql(bench->path, "SELECT count(*) FROM edition", "1");
    assert_sql(bench->path, "SELECT count(*), max(name LIKE 'Robert%') FROM unit",
               "8|1");
}

static void a_changed_edition_takes_the_place_of_an_unanswered_one(void **state)
{
    struct bench *bench = *state;
    bench->round.questionnaire.hash[0] = '2';
    bench->round.question[0].id = "q9";
    assert_true(add_round(bench, 2024));
    assert_sql(bench->path,
               "SELECT substr(hash, 1, 2), question.id FROM edition "
               "JOIN question USING (edition) WHERE position = 1",
               "21|q9");
}

static void a_changed_edition_of_an_answered_round_is_refused(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    bench->round.questionnaire.hash[0] = '2';
    bench->round.questionnaire.edition = "2024b";
    assert_false(add_round(bench, 2024));
    assert_fault(&bench->fault, FAULT_DATA, bench->path, 0, 0,
                 "skole 2024 was answered with edition \"2024\" (definition "
                 "111111111111), and the one given is \"2024b\" (211111111111); give "
                 "the round the definition it was answered with, or use another "
                 "database for the changed one");
    assert_sql(bench->path, "SELECT substr(hash, 1, 2) FROM edition", "11");
}

static void units_come_and_go_with_the_register(void **state)
{
    struct bench *bench = *state;
    struct population *population = &bench->round.population;
    import_one(bench, "one", 3, 1);
    population->unit_id = (const char *[]){"a1", "a3", "b2"};
    population->unit_name = (const char *[]){"Anden", "Ny", "Bjarnes nye"};
    population->unit_count = 3;
    bench->round.level[1].group_of = (uint32_t[]){0, 0, 0};
    bench->round.level[1].group_count = 1;
    assert_true(add_round(bench, 2024));
    assert_sql(bench->path, "SELECT id, name, registered FROM unit ORDER BY id",
               "a1|Anden|1\na3|Ny|1\nb2|Bjarnes nye|1");
    assert_sql(bench->path,
               "SELECT level, group_code, eligible, answered FROM turnout "
               "ORDER BY depth, group_code",
               "nation|DK|3|1\nowner|101|3|1");
    struct answers answers;
    assert_true(load(bench, &answers));
    assert_int_equal(answers.row_count, 1);
    assert_int_equal(answers.unit[0], 2);
    answers_release(&answers);
}

static void a_unit_that_answered_stays_when_it_leaves_the_register(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    bench->round.population.unit_count = 2;
    assert_true(add_round(bench, 2024));
    assert_sql(bench->path, "SELECT id, registered FROM unit ORDER BY id",
               "a1|1\na2|1\nb1|0");
    assert_sql(bench->path, "SELECT count(*) FROM submissions", "2");
    struct answers answers;
    assert_false(load(bench, &answers));
    assert_fault(&bench->fault, FAULT_DATA, bench->path, 0, 0,
                 "\"b1\" has answered and is no longer in the register; put it back "
                 "there");
    bench->round.population.unit_count = ROUND_UNITS;
    bench->fault = (struct fault){0};
    assert_true(add_round(bench, 2024));
    assert_true(load(bench, &answers));
    answers_release(&answers);
}

static void answers_come_back_as_they_went_in(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    import_one(bench, "one", 0, 1);
    struct answers answers;
    assert_true(load(bench, &answers));
    assert_int_equal(answers.row_count, 3);
    assert_int_equal(answers.question_count, ROUND_QUESTIONS);
    assert_memory_equal(answers.unit, ((uint32_t[]){0, 1, 2}), 12);
    assert_memory_equal(answers.source_row, ((uint32_t[]){2, 2, 3}), 12);
    assert_memory_equal(
        answers.code, ((int8_t[]){1, 2, 1, 1, 0, ANSWER_BLANK, 0, ANSWER_NOT_ASKED, 1}),
        9);
    assert_false(answers.simulated);
    answers_release(&answers);
}

static void an_unanswered_round_has_no_rows(void **state)
{
    struct bench *bench = *state;
    struct answers answers;
    assert_true(load(bench, &answers));
    assert_int_equal(answers.row_count, 0);
    answers_release(&answers);
}

static void answers_are_simulated_as_soon_as_any_standing_one_is(void **state)
{
    struct bench *bench = *state;
    int8_t code[1][ROUND_QUESTIONS] = {{1, 1, 1}};
    struct answers answers;
    import_two(bench);
    struct sent sent = sent_file("rehearsal.csv", "made up", &(uint32_t){0}, 1, code);
    sent.file.answers.simulated = true;
    assert_true(import(bench, &sent));
    answer_file_release(&sent.file);
    assert_true(load(bench, &answers));
    assert_true(answers.simulated);
    answers_release(&answers);
    assert_sql(bench->path,
               "SELECT DISTINCT unit, simulated FROM answers ORDER BY unit",
               "a1|1\na2|0\nb1|0");
    import_one(bench, "real", 0, 1);
    assert_true(load(bench, &answers));
    assert_false(answers.simulated);
    answers_release(&answers);
}

static void the_same_file_again_changes_nothing(void **state)
{
    struct bench *bench = *state;
    struct sent sent = sent_file("x", "two", NULL, 0, NULL);
    bool known = true;
    assert_true(store_knows_file(bench->store, &known, bench->round_id,
                                 sent.source.hash, &bench->fault));
    assert_false(known);
    import_two(bench);
    assert_true(store_knows_file(bench->store, &known, bench->round_id,
                                 sent.source.hash, &bench->fault));
    assert_true(known);
    import_two(bench);
    assert_int_equal(bench->superseded, 0);
    assert_sql(bench->path, "SELECT count(*), sum(standing) FROM submissions", "2|2");
    assert_sql(bench->path, "SELECT count(*) FROM files", "1");
    assert_true(add_round(bench, 2025));
    assert_true(store_knows_file(bench->store, &known, bench->round_id,
                                 sent.source.hash, &bench->fault));
    assert_false(known);
    answer_file_release(&sent.file);
}

static void a_file_read_by_a_replaced_edition_is_new_again(void **state)
{
    struct bench *bench = *state;
    bool known = true;
    struct sent sent = sent_file("x", "nothing", NULL, 0, NULL);
    assert_true(import(bench, &sent));
    bench->round.questionnaire.hash[0] = '2';
    assert_true(add_round(bench, 2024));
    assert_true(store_knows_file(bench->store, &known, bench->round_id,
                                 sent.source.hash, &bench->fault));
    assert_false(known);
    assert_true(import(bench, &sent));
    assert_sql(bench->path, "SELECT count(*) FROM files", "2");
    answer_file_release(&sent.file);
}

static void a_later_submission_supersedes_and_keeps_the_earlier(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    import_one(bench, "later.csv", 2, 2);
    assert_int_equal(bench->superseded, 1);
    import_one(bench, "last.csv", 2, 0);
    assert_int_equal(bench->superseded, 1);
    assert_sql(bench->path,
               "SELECT file, source_row, record, standing, superseded_by, "
               "superseded_at IS NULL FROM submissions WHERE unit = 'b1' "
               "ORDER BY standing, superseded_by DESC",
               "two.csv|3|1.1|0|later.csv|0\n"
               "later.csv|2|220|0|last.csv|0\n"
               "last.csv|2|000|1|NULL|1");
    assert_sql(bench->path, "SELECT DISTINCT code FROM answers WHERE unit = 'b1'",
               "1\nnej");
    struct answers answers;
    assert_true(load(bench, &answers));
    assert_int_equal(answers.row_count, 2);
    assert_int_equal(answers_to(&answers, 0)[1], 0);
    answers_release(&answers);
}

static void refused_rows_are_kept_verbatim(void **state)
{
    struct bench *bench = *state;
    struct sent sent = sent_file("/somewhere/bad.csv", "bad", NULL, 0, NULL);
    struct refused_row row = {7, (char *)HOSTILE, (char *)"a\t\"b\"\t'); DELETE"};
    sent.file.refused = &row;
    sent.file.refused_count = 1;
    sent.file.row_total = 1;
    assert_true(import(bench, &sent));
    sent.file.refused = NULL;
    sent.file.refused_count = 0;
    answer_file_release(&sent.file);
    assert_sql(bench->path, "SELECT file, row, reason, cells FROM refusals",
               "bad.csv|7|" HOSTILE "|a\t\"b\"\t'); DELETE");
    assert_sql(bench->path, "SELECT name FROM unit WHERE id = 'a2'", HOSTILE);
}

static void a_file_is_kept_byte_for_byte(void **state)
{
    struct bench *bench = *state;
    size_t size = (2u << 20) + 12345;
    unsigned char *bytes = malloc(size);
    assert_non_null(bytes);
    for (size_t i = 0; i < size; i++)
        bytes[i] = (unsigned char)(i * i >> 7);
    struct sent sent = sent_file("large", "", NULL, 0, NULL);
    sent.source.bytes = bytes;
    sent.source.size = size;
    sha256_text(sent.source.hash, bytes, size);
    assert_true(import(bench, &sent));
    assert_sql(bench->path, "SELECT part, length(bytes) FROM received_part",
               "0|1048576\n1|1048576\n2|12345");
    sqlite3 *database;
    sqlite3_stmt *parts;
    size_t at = 0;
    assert_int_equal(sqlite3_open(bench->path, &database), SQLITE_OK);
    sqlite3_prepare_v2(database, "SELECT bytes FROM received_part ORDER BY part", -1,
                       &parts, NULL);
    while (sqlite3_step(parts) == SQLITE_ROW) {
        size_t length = (size_t)sqlite3_column_bytes(parts, 0);
        assert_true(at + length <= size);
        assert_memory_equal(sqlite3_column_blob(parts, 0), bytes + at, length);
        at += length;
    }
    assert_int_equal(at, size);
    sqlite3_finalize(parts);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    answer_file_release(&sent.file);
    free(bytes);
}

static void an_import_that_fails_leaves_nothing(void **state)
{
    struct bench *bench = *state;
    int8_t code[2][ROUND_QUESTIONS] = {{0, 0, 0}, {1, 1, 1}};
    struct sent sent = sent_file("x", "x", (uint32_t[]){0, 2}, 2, code);
    bench->round.unit_id[2] = "b15";
    assert_false(import(bench, &sent));
    assert_fault(&bench->fault, FAULT_DATA, bench->path, 0, 0,
                 "\"b15\" is not in the round's register in the database");
    assert_sql(bench->path, "SELECT count(*) FROM received", "0");
    bench->fault = (struct fault){0};
    bench->round.unit_id[2] = "b1";
    assert_true(import(bench, &sent));
    answer_file_release(&sent.file);
}

static void views_give_one_row_an_answer(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    assert_sql(bench->path,
               "SELECT questionnaire, year, unit, question, code, value, state, "
               "label_da, simulated FROM answers ORDER BY unit, position",
               "skole|2024|a2|q1|ir|NULL|not_applicable|NULL|0\n"
               "skole|2024|a2|q2|1|1|answered|Lav|0\n"
               "skole|2024|a2|q3|NULL|NULL|not_asked|NULL|0\n"
               "skole|2024|b1|q1|2|2|answered|H\xc3\xb8j|0\n"
               "skole|2024|b1|q2|NULL|NULL|blank|NULL|0\n"
               "skole|2024|b1|q3|ja|1|answered|NULL|0");
    assert_sql(bench->path,
               "SELECT level, group_code, group_name, eligible, answered, percent, "
               "simulated FROM turnout ORDER BY depth, group_code",
               "nation|DK|Danmark|4|2|50.0|0\n"
               "owner|101|Vest|2|1|50.0|0\n"
               "owner|102|\xc3\x98st|2|1|50.0|0");
    assert_sql(bench->path,
               "SELECT unit, unit_name, group_code, group_name FROM missing "
               "WHERE level = 'owner' ORDER BY unit",
               "a1|Anden|101|Vest\nb2|Bjarnes|102|\xc3\x98st");
    assert_sql(bench->path,
               "SELECT file, size, encoding, delimiter, row_total, taken, refused, "
               "imported_at LIKE '20__-__-__T__:__:__Z', length(sha256) FROM files",
               "two.csv|3|UTF-8|;|2|2|0|1|64");
}

static bool keep_figures(struct bench *bench, int64_t points, const char *unit)
{
    const int64_t quartile[3] = {25 * POINT, 50 * POINT, INT64_MIN};
    return store_begin_results(bench->store, bench->round_id, &bench->fault)
           && store_add_score(bench->store, bench->round_id, unit, "iso", "5.1",
                              "scored", points, 3, 4, &bench->fault)
           && store_add_score(bench->store, bench->round_id, "b1", "iso", "5.1",
                              "too_few", -1, 0, 4, &bench->fault)
           && store_add_benchmark(bench->store, bench->round_id, "owner", "101", "iso",
                                  "5.1", 1, 2, points, INT64_MIN, quartile,
                                  &bench->fault)
           && store_end_results(bench->store, &bench->fault);
}

static void results_are_kept_and_replaced(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    assert_true(keep_figures(bench, 10 * POINT, "a2"));
    assert_true(keep_figures(bench, 12500000001, "a2"));
    assert_sql(bench->path,
               "SELECT unit, dimension, area, points, state, answered, relevant, "
               "coverage, simulated FROM scores ORDER BY unit",
               "a2|iso|5.1|12.500000001|scored|3|4|0.75|0\n"
               "b1|iso|5.1|NULL|too_few|0|4|0.0|0");
    assert_sql(bench->path,
               "SELECT level, group_code, group_name, dimension, area, n, eligible, "
               "mean, sd, lower_quartile, median, upper_quartile, simulated "
               "FROM benchmarks",
               "owner|101|Vest|iso|5.1|1|2|12.500000001|NULL|25.0|50.0|NULL|0");
}

static void results_that_fail_leave_the_earlier_ones(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    assert_true(keep_figures(bench, 10 * POINT, "a2"));
    assert_false(keep_figures(bench, 20 * POINT, "zz"));
    assert_fault(&bench->fault, FAULT_DATA, bench->path, 0, 0,
                 "a score for \"zz\", which is not in the round's register");
    assert_sql(bench->path, "SELECT points FROM scores WHERE unit = 'a2'", "10.0");
    bench->fault = (struct fault){0};
    import_one(bench, "late.csv", 0, 1);
}

static void new_answers_remove_results_made_without_them(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    assert_true(keep_figures(bench, 10 * POINT, "a2"));
    import_one(bench, "late.csv", 0, 1);
    assert_sql(
        bench->path,
        "SELECT (SELECT count(*) FROM scores) + (SELECT count(*) FROM benchmarks)",
        "0");
}

static void what_was_received_cannot_be_changed_by_hand(void **state)
{
    static const char *const attempt[] = {
        "DELETE FROM received",          "UPDATE received SET name = ''",
        "DELETE FROM received_part",     "UPDATE received_part SET bytes = x''",
        "DELETE FROM submission",        "UPDATE submission SET record = '000'",
        "UPDATE submission SET unit = 1"};
    struct bench *bench = *state;
    import_two(bench);
    for (size_t a = 0; a < sizeof attempt / sizeof *attempt; a++)
        assert_sql(bench->path, attempt[a],
                   strncmp(attempt[a], "DELETE", 6) == 0
                       ? "what was received is never removed"
                       : "what was received is never changed");
    import_one(bench, "later.csv", 2, 2);
    assert_sql(bench->path, "UPDATE submission SET superseded_by = NULL",
               "a submission is superseded once");
    assert_sql(bench->path, "DELETE FROM unit WHERE id = 'b1'",
               "FOREIGN KEY constraint failed");
}

static void assert_damaged(struct bench *bench, const char *record, const char *what)
{
    char sql[160];
    char message[160];
    struct answers answers;
    snprintf(sql, sizeof sql, "UPDATE submission SET record = '%s'", record);
    snprintf(message, sizeof message,
             "the database is damaged: the record of \"a2\" %s", what);
    assert_sql(bench->path, sql, "");
    bench->fault = (struct fault){0};
    assert_false(load(bench, &answers));
    assert_fault(&bench->fault, FAULT_DATA, bench->path, 0, 0, message);
    assert_null(answers.code);
}

static void a_damaged_record_is_told_of(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    assert_sql(bench->path, "DROP TRIGGER submission_stays_as_it_is", "");
    assert_damaged(bench, "11", "has not one mark a question");
    assert_damaged(bench, "1111", "has not one mark a question");
    assert_damaged(bench, "1?1", "holds a mark that is no answer");
    assert_damaged(bench, "112", "holds a mark that is no answer");
    assert_damaged(bench, "1\xc3\xa6", "holds a mark that is no answer");
}

#define IN_A_ROUND(test) cmocka_unit_test_setup_teardown(test, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_ROUND(a_new_database_says_what_it_is),
        IN_A_ROUND(a_round_added_again_is_the_same_round),
        IN_A_ROUND(a_changed_edition_takes_the_place_of_an_unanswered_one),
        IN_A_ROUND(a_changed_edition_of_an_answered_round_is_refused),
        IN_A_ROUND(units_come_and_go_with_the_register),
        IN_A_ROUND(a_unit_that_answered_stays_when_it_leaves_the_register),
        IN_A_ROUND(answers_come_back_as_they_went_in),
        IN_A_ROUND(an_unanswered_round_has_no_rows),
        IN_A_ROUND(answers_are_simulated_as_soon_as_any_standing_one_is),
        IN_A_ROUND(the_same_file_again_changes_nothing),
        IN_A_ROUND(a_file_read_by_a_replaced_edition_is_new_again),
        IN_A_ROUND(a_later_submission_supersedes_and_keeps_the_earlier),
        IN_A_ROUND(refused_rows_are_kept_verbatim),
        IN_A_ROUND(a_file_is_kept_byte_for_byte),
        IN_A_ROUND(an_import_that_fails_leaves_nothing),
        IN_A_ROUND(views_give_one_row_an_answer),
        IN_A_ROUND(results_are_kept_and_replaced),
        IN_A_ROUND(results_that_fail_leave_the_earlier_ones),
        IN_A_ROUND(new_answers_remove_results_made_without_them),
        IN_A_ROUND(what_was_received_cannot_be_changed_by_hand),
        IN_A_ROUND(a_damaged_record_is_told_of),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}

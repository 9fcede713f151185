#include "store/store.h"

#include "store_round.h"

static void a_new_database_says_what_it_is(void **state)
{
    struct bench *bench = *state;
    assert_sql(bench->path, "PRAGMA application_id", "1114852462");
    assert_sql(bench->path, "PRAGMA user_version", "4");
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
    assert_true(bench_round(bench, 2024));
    assert_int_equal(bench->round_id, first);
    assert_true(bench_round(bench, 2025));
    assert_int_not_equal(bench->round_id, first);
    store_free(bench->store);
    assert_true(store_open(&bench->store, bench->path, &bench->fault));
    assert_true(bench_round(bench, 2024));
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
    assert_true(bench_round(bench, 2024));
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
    assert_false(bench_round(bench, 2024));
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
    assert_true(bench_round(bench, 2024));
    assert_sql(bench->path, "SELECT id, name, registered FROM unit ORDER BY id",
               "a1|Anden|1\na3|Ny|1\nb2|Bjarnes nye|1");
    assert_sql(bench->path,
               "SELECT level, group_code, eligible, answered FROM turnout "
               "ORDER BY depth, group_code",
               "nation|DK|3|1\nowner|101|3|1");
    struct answers answers;
    assert_true(bench_load(bench, &answers));
    assert_int_equal(answers.row_count, 1);
    assert_int_equal(answers.unit[0], 2);
    answers_release(&answers);
}

static void a_unit_that_answered_stays_when_it_leaves_the_register(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    bench->round.population.unit_count = 2;
    assert_true(bench_round(bench, 2024));
    assert_sql(bench->path, "SELECT id, registered FROM unit ORDER BY id",
               "a1|1\na2|1\nb1|0");
    assert_sql(bench->path, "SELECT count(*) FROM submissions", "2");
    struct answers answers;
    assert_false(bench_load(bench, &answers));
    assert_fault(&bench->fault, FAULT_DATA, bench->path, 0, 0,
                 "\"b1\" has answered and is no longer in the register; put it back "
                 "there");
    bench->round.population.unit_count = ROUND_UNITS;
    bench->fault = (struct fault){0};
    assert_true(bench_round(bench, 2024));
    assert_true(bench_load(bench, &answers));
    answers_release(&answers);
}

static void answers_come_back_as_they_went_in(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    import_one(bench, "one", 0, 1);
    struct answers answers;
    assert_true(bench_load(bench, &answers));
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
    assert_true(bench_load(bench, &answers));
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
    assert_true(bench_import(bench, &sent));
    answer_file_release(&sent.file);
    assert_true(bench_load(bench, &answers));
    assert_true(answers.simulated);
    answers_release(&answers);
    assert_sql(bench->path,
               "SELECT DISTINCT unit, simulated FROM answers ORDER BY unit",
               "a1|1\na2|0\nb1|0");
    import_one(bench, "real", 0, 1);
    assert_true(bench_load(bench, &answers));
    assert_false(answers.simulated);
    answers_release(&answers);
}

static void the_same_file_again_changes_nothing(void **state)
{
    struct bench *bench = *state;
    struct sent sent = sent_file("x", "two", NULL, 0, NULL);
    bool known = true;
    assert_true(store_knows_file(bench->store, &known, bench->round_id,
                                 sent.source.hash, NULL, &bench->fault));
    assert_false(known);
    import_two(bench);
    assert_true(store_knows_file(bench->store, &known, bench->round_id,
                                 sent.source.hash, NULL, &bench->fault));
    assert_true(known);
    import_two(bench);
    assert_int_equal(bench->superseded, 0);
    assert_sql(bench->path, "SELECT count(*), sum(standing) FROM submissions", "2|2");
    assert_sql(bench->path, "SELECT count(*) FROM files", "1");
    assert_true(bench_round(bench, 2025));
    assert_true(store_knows_file(bench->store, &known, bench->round_id,
                                 sent.source.hash, NULL, &bench->fault));
    assert_false(known);
    answer_file_release(&sent.file);
}

static void a_file_read_by_a_replaced_edition_is_new_again(void **state)
{
    struct bench *bench = *state;
    bool known = true;
    struct sent sent = sent_file("x", "nothing", NULL, 0, NULL);
    assert_true(bench_import(bench, &sent));
    bench->round.questionnaire.hash[0] = '2';
    assert_true(bench_round(bench, 2024));
    assert_true(store_knows_file(bench->store, &known, bench->round_id,
                                 sent.source.hash, NULL, &bench->fault));
    assert_false(known);
    assert_true(bench_import(bench, &sent));
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
    assert_true(bench_load(bench, &answers));
    assert_int_equal(answers.row_count, 2);
    assert_int_equal(answers_to(&answers, 0)[1], 0);
    answers_release(&answers);
}

static void refused_rows_are_kept_verbatim(void **state)
{
    struct bench *bench = *state;
    struct sent sent = sent_file("/somewhere/bad.csv", "bad", NULL, 0, NULL);
    struct refused_row row = {7, (char *)HOSTILE, (char *)"a\t\"b\"\t'); DELETE", "a2"};
    sent.file.refused = &row;
    sent.file.refused_count = 1;
    sent.file.row_total = 1;
    assert_true(bench_import(bench, &sent));
    sent.file.refused = NULL;
    sent.file.refused_count = 0;
    answer_file_release(&sent.file);
    assert_sql(bench->path, "SELECT file, row, reason, cells, unit FROM refusals",
               "bad.csv|7|" HOSTILE "|a\t\"b\"\t'); DELETE|a2");
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
    assert_true(bench_import(bench, &sent));
    assert_sql(bench->path,
               "SELECT part, packed, length(bytes) < 1048576 FROM received_part",
               "0|1|1\n1|1|1\n2|1|1");
    struct text whole = {0};
    assert_true(read_received(bench->path, 1, &whole, &bench->fault));
    assert_int_equal(whole.length, size);
    assert_memory_equal(whole.bytes, bytes, size);
    text_release(&whole);
    answer_file_release(&sent.file);
    free(bytes);
}

/* As versions before 4 kept them. */
static void parts_that_are_not_packed_are_read(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    struct text whole = {0};
    sqlite3 *database;
    assert_int_equal(sqlite3_open(bench->path, &database), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(
            database,
            "INSERT INTO received (received, round, definition, sha256, name, size, "
            "encoding, delimiter, row_total, taken, refused, simulated, imported_at) "
            "SELECT 9, round, definition, "
            "'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', name, "
            "3, encoding, delimiter, 0, 0, 0, 0, imported_at FROM received LIMIT 1;"
            "INSERT INTO received_part (received, part, bytes) VALUES "
            "(9, 0, CAST('ab' AS BLOB)), (9, 1, CAST('c' AS BLOB))",
            NULL, NULL, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    assert_true(read_received(bench->path, 9, &whole, &bench->fault));
    assert_string_equal(whole.bytes, "abc");
    text_release(&whole);
}

static void a_part_that_is_not_what_came_is_told(void **state)
{
    static const char *const damage[] = {
        "UPDATE received_part SET bytes = substr(bytes, 2)",
        "UPDATE received_part SET bytes = CAST('other' AS BLOB), packed = 0",
        "DELETE FROM received_part"};
    struct bench *bench = *state;
    import_two(bench);
    for (size_t i = 0; i < sizeof damage / sizeof *damage; i++) {
        struct text whole = {0};
        sqlite3 *database;
        assert_int_equal(sqlite3_open(bench->path, &database), SQLITE_OK);
        assert_int_equal(sqlite3_exec(database,
                                      "DROP TRIGGER IF EXISTS received_part_stays;"
                                      "DROP TRIGGER IF EXISTS "
                                      "received_part_stays_as_it_is",
                                      NULL, NULL, NULL),
                         SQLITE_OK);
        assert_int_equal(sqlite3_exec(database, damage[i], NULL, NULL, NULL),
                         SQLITE_OK);
        assert_int_equal(sqlite3_close(database), SQLITE_OK);
        bench->fault = (struct fault){0};
        assert_false(read_received(bench->path, 1, &whole, &bench->fault));
        assert_fault(&bench->fault, FAULT_DATA, bench->path, 0, 0,
                     "the database is damaged: the bytes of received file 1 are not "
                     "those that came");
        text_release(&whole);
    }
    bench->fault = (struct fault){0};
}

static void an_import_that_fails_leaves_nothing(void **state)
{
    struct bench *bench = *state;
    int8_t code[2][ROUND_QUESTIONS] = {{0, 0, 0}, {1, 1, 1}};
    struct sent sent = sent_file("x", "x", (uint32_t[]){0, 2}, 2, code);
    bench->round.unit_id[2] = "b15";
    assert_false(bench_import(bench, &sent));
    assert_fault(&bench->fault, FAULT_DATA, bench->path, 0, 0,
                 "\"b15\" is not in the round's register in the database");
    assert_sql(bench->path, "SELECT count(*) FROM received", "0");
    bench->fault = (struct fault){0};
    bench->round.unit_id[2] = "b1";
    sent.file.refused = &(struct refused_row){.row = 9}; /* cannot be kept */
    sent.file.refused_count = 1;
    assert_false(bench_import(bench, &sent));
    assert_string_equal(bench->fault.what, "the database failed: NOT NULL constraint "
                                           "failed: refused.reason");
    assert_sql(bench->path, "SELECT count(*) FROM received", "0");
    bench->fault = (struct fault){0};
    sent.file.refused = NULL;
    sent.file.refused_count = 0;
    assert_true(bench_import(bench, &sent));
    answer_file_release(&sent.file);
}

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
        IN_A_ROUND(parts_that_are_not_packed_are_read),
        IN_A_ROUND(a_part_that_is_not_what_came_is_told),
        IN_A_ROUND(an_import_that_fails_leaves_nothing),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}

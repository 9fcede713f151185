#include "store/store.h"

#include "base/exact.h"
#include "store_round.h"

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
                              "scored", points, points / 20 - 2 * POINT, 3, 4,
                              &bench->fault)
           && store_add_score(bench->store, bench->round_id, "b1", "iso", "5.1",
                              "too_few", -1, 7, 0, 4, &bench->fault)
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
               "SELECT unit, dimension, area, points, value, state, answered, "
               "relevant, coverage, simulated FROM scores ORDER BY unit",
               "a2|iso|5.1|12.500000001|-1.375|scored|3|4|0.75|0\n"
               "b1|iso|5.1|NULL|NULL|too_few|0|4|0.0|0");
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
        "DELETE FROM received",           "UPDATE received SET name = ''",
        "DELETE FROM received_part",      "UPDATE received_part SET bytes = x''",
        "DELETE FROM submission",         "UPDATE submission SET record = '000'",
        "UPDATE submission SET unit = 1", "UPDATE submission SET numbers = '[1]'"};
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
    assert_false(bench_load(bench, &answers));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_ROUND(views_give_one_row_an_answer),
        IN_A_ROUND(results_are_kept_and_replaced),
        IN_A_ROUND(results_that_fail_leave_the_earlier_ones),
        IN_A_ROUND(new_answers_remove_results_made_without_them),
        IN_A_ROUND(what_was_received_cannot_be_changed_by_hand),
        IN_A_ROUND(a_damaged_record_is_told_of),
    };
    return cmocka_run_group_tests_name("store views", tests, NULL, NULL);
}

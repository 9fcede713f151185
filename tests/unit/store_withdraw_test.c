/* Answers that are withdrawn, in the record. */

#include "store/store.h"

#include "store_round.h"

extern const char store_schema_sql[];
extern const char store_schema_2_sql[];
extern const char store_schema_3_sql[];

static bool withdraw(struct bench *bench, const char *unit, const char *reason)
{
    bool withdrawn;
    assert_true(store_withdraw(bench->store, &withdrawn, bench->round_id, unit, reason,
                               &bench->fault));
    return withdrawn;
}

static void assert_standing(struct bench *bench, uint32_t count)
{
    struct answers answers;
    uint64_t counted;
    assert_true(bench_load(bench, &answers));
    assert_int_equal(answers.row_count, count);
    answers_release(&answers);
    assert_true(
        store_count_answers(bench->store, &counted, bench->round_id, &bench->fault));
    assert_int_equal(counted, count);
}

static void withdrawn_answers_no_longer_count_and_are_kept(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    assert_standing(bench, 2);
    assert_true(withdraw(bench, "b1", HOSTILE));
    assert_standing(bench, 1);
    assert_sql(bench->path,
               "SELECT unit, unit_name, file, source_row, reason, "
               "withdrawn_at LIKE '20__-__-__T__:__:__Z', answered FROM withdrawals",
               "b1|Bien|two.csv|3|" HOSTILE "|1|0");
    assert_sql(bench->path,
               "SELECT unit, standing, superseded_by, reason IS NOT NULL, record "
               "FROM submissions ORDER BY unit",
               "a2|1|NULL|0|20_\nb1|0|NULL|1|1.1");
    assert_sql(bench->path, "SELECT DISTINCT unit FROM answers", "a2");
    assert_sql(bench->path, "SELECT unit FROM missing WHERE depth = 0 ORDER BY unit",
               "a1\nb1\nb2");
    assert_sql(bench->path, "SELECT answered FROM turnout WHERE depth = 0", "1");
    assert_sql(bench->path, "SELECT count(*) FROM received", "1");
}

static void whoever_has_no_answers_has_none_to_withdraw(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    assert_false(withdraw(bench, "a1", "why"));
    assert_false(withdraw(bench, "zz", "why"));
    assert_true(withdraw(bench, "a2", "why"));
    assert_false(withdraw(bench, "a2", "again"));
    assert_sql(bench->path, "SELECT reason FROM withdrawal", "why");
    assert_standing(bench, 1);
}

static void answers_of_another_round_stand(void **state)
{
    struct bench *bench = *state;
    int64_t first = bench->round_id;
    import_two(bench);
    assert_true(bench_round(bench, 2025));
    import_two(bench);
    assert_true(withdraw(bench, "b1", "why"));
    assert_standing(bench, 1);
    bench->round_id = first;
    assert_standing(bench, 2);
}

static void answers_sent_later_count_again(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    assert_true(withdraw(bench, "b1", "first"));
    import_one(bench, "new.csv", 2, 0);
    /* What was withdrawn no longer stood, so nothing is superseded. */
    assert_int_equal(bench->superseded, 0);
    assert_standing(bench, 2);
    assert_sql(bench->path,
               "SELECT file, standing, superseded_by, reason FROM submissions "
               "WHERE unit = 'b1' ORDER BY standing",
               "two.csv|0|NULL|first\nnew.csv|1|NULL|NULL");
    assert_sql(bench->path, "SELECT answered FROM withdrawals", "1");
    assert_true(withdraw(bench, "b1", "second"));
    assert_standing(bench, 1);
    assert_sql(bench->path, "SELECT reason, answered FROM withdrawals ORDER BY reason",
               "first|0\nsecond|0");
}

/* Those superseded before stay superseded. */
static void earlier_answers_do_not_come_back(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    import_one(bench, "new.csv", 2, 0);
    assert_int_equal(bench->superseded, 1);
    assert_true(withdraw(bench, "b1", "why"));
    assert_standing(bench, 1);
    assert_sql(bench->path,
               "SELECT file, standing, superseded_by, reason FROM submissions "
               "WHERE unit = 'b1' ORDER BY file",
               "new.csv|0|NULL|why\ntwo.csv|0|new.csv|NULL");
}

static void results_made_with_them_are_removed(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    assert_true(store_begin_results(bench->store, bench->round_id, &bench->fault));
    assert_true(store_add_score(bench->store, bench->round_id, "b1", "d", "a", "scored",
                                1, 1, 1, 1, &bench->fault));
    assert_true(store_end_results(bench->store, &bench->fault));
    assert_false(withdraw(bench, "a1", "why"));
    assert_sql(bench->path, "SELECT count(*) FROM score", "1");
    assert_true(withdraw(bench, "a2", "why"));
    assert_sql(bench->path, "SELECT count(*) FROM score", "0");
    assert_sql(bench->path, "SELECT count(*) FROM result", "0");
}

static void a_withdrawal_cannot_be_undone_or_changed(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    import_one(bench, "new.csv", 1, 0);
    assert_true(withdraw(bench, "b1", "why"));
    assert_sql(bench->path, "DELETE FROM withdrawal", "a withdrawal is never removed");
    assert_sql(bench->path, "UPDATE withdrawal SET reason = 'x'",
               "a withdrawal is never changed");
    assert_sql(bench->path,
               "UPDATE submission SET withdrawn_by = NULL WHERE withdrawn_by = 1",
               "a submission is withdrawn once");
    assert_sql(bench->path,
               "UPDATE submission SET withdrawn_by = 1 WHERE superseded_by IS NOT NULL",
               "what is superseded is not withdrawn");
    assert_sql(bench->path,
               "UPDATE submission SET superseded_by = 1 WHERE withdrawn_by = 1",
               "what is withdrawn is not superseded");
    assert_sql(bench->path, "UPDATE submission SET record = '' WHERE withdrawn_by = 1",
               "what was received is never changed");
    assert_sql(bench->path, "INSERT INTO withdrawal VALUES (9, ' ', 'now')",
               "CHECK constraint failed: trim(reason) <> ''");
}

static void a_file_sent_again_is_told_of(void **state)
{
    struct bench *bench = *state;
    struct place *place = bench->place;
    const struct sent sent = sent_file("in/two.csv", "two", NULL, 0, NULL);
    const char *hash = sent.source.hash;
    bool known;
    import_two(bench);
    assert_true(store_tell_withdrawn(bench->store, bench->round_id, hash, "again.csv",
                                     &place->problems, &bench->fault));
    assert_no_problem(place);
    assert_true(withdraw(bench, "b1", "sent by mistake\nsorry"));
    assert_true(store_knows_file(bench->store, &known, bench->round_id, hash, NULL,
                                 &bench->fault));
    assert_true(known);
    assert_true(store_tell_withdrawn(bench->store, bench->round_id, hash, "again.csv",
                                     &place->problems, &bench->fault));
    assert_int_equal(place->problems.warning_count, 1);
    const struct problem *problem = &place->problems.problem[0];
    assert_string_equal(problem->where, "again.csv");
    assert_int_equal(problem->row, 3);
    assert_non_null(strstr(problem->what, "the answers of \"b1\" in this file were "
                                          "withdrawn on 20"));
    assert_non_null(strstr(problem->what,
                           "(sent by mistake\\x0asorry) and still do not "
                           "count; sent with another answer"));
    place_reset(place);
    /* Not any more, once the unit has answered anew. */
    import_one(bench, "new.csv", 2, 0);
    assert_true(store_tell_withdrawn(bench->store, bench->round_id, hash, "again.csv",
                                     &place->problems, &bench->fault));
    assert_no_problem(place);
    struct sent released = sent;
    answer_file_release(&released.file);
}

static void make_third_version(const char *path)
{
    static const char rows[] =
        "INSERT INTO edition VALUES (1, '11111111111111111111111111111111111111111111111"
        "11111111111111111', 'skole', '2024', NULL, NULL, '{}', 1);"
        "INSERT INTO question VALUES (1, 1, 'q1', 'step', 1, 0, NULL, NULL, NULL),"
        " (1, 2, 'q2', 'step', 1, 0, NULL, NULL, NULL),"
        " (1, 3, 'q3', 'yes', 1, 0, NULL, NULL, NULL);"
        "INSERT INTO option VALUES (1, 'step', '0', '1', 1, 'answered', 'Lav', NULL),"
        " (1, 'yes', '1', 'ja', 1, 'answered', NULL, NULL);"
        "INSERT INTO round VALUES (1, 'skole', 2024, 1, 'schools', 0, 7);"
        "INSERT INTO unit VALUES (1, 1, 'a1', 'Anden', 1), (2, 1, 'b1', 'Bien', 1);"
        "INSERT INTO received VALUES (1, 1, 'h', 's', 'old.csv', 1, 'UTF-8', ';', 2, 2,"
        " 0, 0, '2019-01-01T00:00:00Z'), (2, 1, 'h', 't', 'new.csv', 1, 'UTF-8', ';',"
        " 1, 1, 0, 0, '2019-02-01T00:00:00Z');"
        "INSERT INTO submission VALUES (1, 1, 1, 2, '001', 2, NULL),"
        " (2, 2, 1, 3, '001', NULL, NULL), (3, 1, 2, 2, '000', NULL, NULL);"
        "INSERT INTO comment VALUES (3, 1, 'fordi');";
    sqlite3 *database;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    const char *const step[] = {"PRAGMA journal_mode = WAL", store_schema_sql,
                                store_schema_2_sql, store_schema_3_sql, rows};
    for (size_t i = 0; i < sizeof step / sizeof *step; i++)
        if (sqlite3_exec(database, step[i], NULL, NULL, NULL) != SQLITE_OK)
            fail_msg("%s", sqlite3_errmsg(database));
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static void a_record_of_the_third_version_is_taken_forward_whole(void **state)
{
    struct bench *bench = *state;
    struct store *store = NULL;
    bool withdrawn;
    char old[256];
    place_path(old, bench->place, "old.db");
    make_third_version(old);
    assert_sql(old, "PRAGMA user_version", "3");
    assert_true(store_open(&store, old, &bench->fault));
    assert_sql(old, "PRAGMA user_version", "4");
    assert_sql(old, "PRAGMA foreign_key_check", "");
    assert_sql(old,
               "SELECT unit, file, standing, superseded_by, reason FROM submissions "
               "ORDER BY file, unit",
               "a1|new.csv|1|NULL|NULL\na1|old.csv|0|new.csv|NULL\n"
               "b1|old.csv|1|NULL|NULL");
    assert_sql(old, "SELECT unit, comment FROM comments", "a1|fordi");
    assert_sql(old, "SELECT * FROM withdrawals", "");
    assert_true(store_withdraw(store, &withdrawn, 1, "a1", "why", &bench->fault));
    assert_true(withdrawn);
    assert_sql(old, "SELECT unit, comment FROM comments", "");
    assert_sql(old, "SELECT unit, reason FROM withdrawals", "a1|why");
    store_free(store);
    place_forget(bench->place, "old.db");
}

struct upgrade {
    char path[256];
};

static bool open_third_version(void *context, struct fault *fault)
{
    struct upgrade *upgrade = context;
    struct store *store;
    bool opened = store_open(&store, upgrade->path, fault);
    if (opened)
        store_free(store);
    return opened;
}

/* Tens of thousands of allocations: not each is tried. */
static void a_shortage_leaves_a_record_of_either_version(void **state)
{
    struct bench *bench = *state;
    struct upgrade upgrade;
    place_path(upgrade.path, bench->place, "old.db");
    make_third_version(upgrade.path);
    assert_survives_thinned(open_third_version, &upgrade, 200);
    assert_sql(upgrade.path, "PRAGMA user_version", "4");
    assert_sql(upgrade.path, "SELECT count(*) FROM submission", "3");
    place_forget(bench->place, "old.db");
}

static bool withdraw_short(void *context, struct fault *fault)
{
    struct bench *bench = context;
    bool withdrawn;
    return store_withdraw(bench->store, &withdrawn, bench->round_id, "b1", "why",
                          fault);
}

static void a_shortage_withdraws_wholly_or_not_at_all(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    assert_survives_shortage(withdraw_short, bench);
    assert_sql(bench->path, "SELECT count(*) FROM withdrawal", "1");
    assert_standing(bench, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_ROUND(withdrawn_answers_no_longer_count_and_are_kept),
        IN_A_ROUND(whoever_has_no_answers_has_none_to_withdraw),
        IN_A_ROUND(answers_of_another_round_stand),
        IN_A_ROUND(answers_sent_later_count_again),
        IN_A_ROUND(earlier_answers_do_not_come_back),
        IN_A_ROUND(results_made_with_them_are_removed),
        IN_A_ROUND(a_withdrawal_cannot_be_undone_or_changed),
        IN_A_ROUND(a_file_sent_again_is_told_of),
        IN_A_ROUND(a_record_of_the_third_version_is_taken_forward_whole),
        IN_A_ROUND(a_shortage_leaves_a_record_of_either_version),
        IN_A_ROUND(a_shortage_withdraws_wholly_or_not_at_all),
    };
    return cmocka_run_group_tests_name("store withdrawals", tests, NULL, NULL);
}

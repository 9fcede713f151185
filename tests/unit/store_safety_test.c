#include "store/store.h"

#include "store_round.h"

#include <sys/stat.h>

#define NOBODY 65534

static void assert_bytes(const char *path, const struct source *before)
{
    struct source now;
    struct fault fault = {0};
    assert_true(source_read(&now, path, &fault));
    assert_int_equal(now.size, before->size);
    assert_string_equal(now.hash, before->hash);
    source_release(&now);
}

/* Opening fails with these words and leaves the file, and its folder, as they were. */
static void assert_refused(const struct place *place, const char *name,
                           const char *what)
{
    char path[256];
    char beside[270];
    struct source before;
    struct store *store;
    struct fault fault = {0};
    place_path(path, place, name);
    assert_true(source_read(&before, path, &fault));
    assert_false(store_open(&store, path, &fault));
    assert_null(store);
    assert_fault(&fault, FAULT_DATA, path, 0, 0, what);
    assert_bytes(path, &before);
    snprintf(beside, sizeof beside, "%s-journal", path);
    assert_int_not_equal(access(beside, F_OK), 0);
    source_release(&before);
}

static void make_database(const struct place *place, const char *name, const char *sql)
{
    char path[256];
    place_path(path, place, name);
    assert_sql(path, sql, "");
}

static void what_is_no_database_is_refused_untouched(void **state)
{
    struct place *place = *state;
    place_write(place, "notes.txt", BYTES("not a database, but somebody's notes"));
    assert_refused(place, "notes.txt",
                   "is not a Baseline database; nothing was changed in it");
    char long_text[5000];
    memset(long_text, 'x', sizeof long_text);
    place_write(place, "notes.txt", long_text, sizeof long_text);
    assert_refused(place, "notes.txt",
                   "is not a Baseline database; nothing was changed in it");
    place_forget(place, "notes.txt");
}

static void another_programs_database_is_refused_untouched(void **state)
{
    struct place *place = *state;
    make_database(place, "other.db", "CREATE TABLE t (a)");
    assert_refused(place, "other.db",
                   "is another program's database; nothing was changed in it");
    make_database(place, "other.db", "PRAGMA application_id = 42");
    assert_refused(place, "other.db",
                   "is another program's database; nothing was changed in it");
    place_forget(place, "other.db");
}

/* Its log holds what its owner has written and not yet moved over. */
static void another_programs_log_is_left_alone(void **state)
{
    struct place *place = *state;
    char path[256];
    char log[270];
    place_path(path, place, "other.db");
    snprintf(log, sizeof log, "%s-wal", path);
    sqlite3 *owner;
    assert_int_equal(sqlite3_open(path, &owner), SQLITE_OK);
    assert_int_equal(sqlite3_exec(owner,
                                  "PRAGMA journal_mode = WAL; CREATE TABLE t (a);"
                                  "INSERT INTO t VALUES (1)",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    struct source before;
    struct fault fault = {0};
    assert_true(source_read(&before, log, &fault));
    assert_true(before.size > 0);
    assert_refused(place, "other.db",
                   "is another program's database; nothing was changed in it");
    assert_bytes(log, &before);
    source_release(&before);
    assert_int_equal(sqlite3_close(owner), SQLITE_OK);
    place_forget(place, "other.db");
}

static void a_newer_version_is_refused_untouched(void **state)
{
    struct place *place = *state;
    make_database(place, "newer.db",
                  "PRAGMA application_id = 1114852462; PRAGMA user_version = 5");
    assert_refused(place, "newer.db",
                   "was made by a newer Baseline (version 5 of the database, this one "
                   "knows 4); nothing was changed in it");
    place_forget(place, "newer.db");
}

static void assert_not_opened(const char *path, enum fault_kind kind, const char *what)
{
    struct store *store;
    struct fault fault = {0};
    assert_false(store_open(&store, path, &fault));
    assert_fault(&fault, kind, path, 0, 0, what);
}

#define NO_FOLDER                                                                       \
    "cannot make the database or its log: the folder is missing or may not be written " \
    "to"

static void places_without_a_database_are_named(void **state)
{
    struct place *place = *state;
    char path[256];
    assert_not_opened(place->folder, FAULT_DATA, "is not a file");
    place_path(path, place, "missing/baseline.db");
    assert_not_opened(path, FAULT_SYSTEM, NO_FOLDER);
    assert_not_opened("missing/baseline.db", FAULT_SYSTEM, NO_FOLDER);
}

/* The superuser writes anywhere, so it steps down for a while: false when it may not.
 */
static bool step_down(void)
{
    return geteuid() != 0 || seteuid(NOBODY) == 0;
}

static void step_up(void)
{
    if (geteuid() == NOBODY && getuid() == 0)
        assert_int_equal(seteuid(0), 0);
}

/* What opening says with the folder and the file closed for writing; what happens then
   is compared once the folder is as it was. */
static struct fault open_with_modes(const struct place *place, const char *path,
                                    mode_t folder, mode_t file)
{
    struct store *store = NULL;
    struct fault fault = {0};
    assert_true(access(path, F_OK) != 0 || chmod(path, file) == 0);
    assert_int_equal(chmod(place->folder, folder), 0);
    bool lowly = step_down();
    if (lowly) {
        bool opened = store_open(&store, path, &fault);
        store_free(opened ? store : NULL);
    }
    step_up();
    assert_int_equal(chmod(place->folder, 0755), 0);
    if (!lowly)
        skip();
    return fault;
}

static void what_may_not_be_written_to_is_told_of(void **state)
{
    struct place *place = *state;
    char path[256];
    struct store *store;
    struct fault fault = {0};
    place_path(path, place, "baseline.db");
    fault = open_with_modes(place, path, 0555, 0);
    assert_fault(&fault, FAULT_SYSTEM, path, 0, 0, NO_FOLDER);
    fault = (struct fault){0};
    assert_true(store_open(&store, path, &fault));
    store_free(store);
    fault = open_with_modes(place, path, 0777, 0444);
    assert_fault(&fault, FAULT_SYSTEM, path, 0, 0,
                 "the database or its folder may not be written to");
    fault = open_with_modes(place, path, 0555, 0666);
    assert_fault(&fault, FAULT_SYSTEM, path, 0, 0,
                 "the database or its folder may not be written to");
    place_forget(place, "baseline.db");
}

static void odd_names_are_files_all_the_same(void **state)
{
    static const char *const name[] = {":memory:", "file:x?mode=memory",
                                       "100%25 #?.db"};
    struct place *place = *state;
    char before[512];
    struct fault fault = {0};
    assert_non_null(getcwd(before, sizeof before));
    assert_int_equal(chdir(place->folder), 0);
    for (size_t n = 0; n < sizeof name / sizeof *name; n++) {
        struct store *store;
        for (int again = 0; again < 2; again++) {
            assert_true(store_open(&store, name[n], &fault));
            store_free(store);
        }
        assert_int_equal(access(name[n], F_OK), 0);
        assert_int_equal(unlink(name[n]), 0);
    }
    assert_int_equal(chdir(before), 0);
}

static void a_database_held_by_another_program_is_named(void **state)
{
    struct place *place = *state;
    static struct survey_round round;
    char path[256];
    struct store *store;
    struct fault fault = {0};
    int64_t id;
    sqlite3 *other;
    place_path(path, place, "baseline.db");
    assert_true(store_open(&store, path, &fault));
    assert_true(add_round(store, &round, &id, &fault));
    store_wait_at_most(store, 200);
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL),
                     SQLITE_OK);
    struct sent sent = sent_file("x", "x", NULL, 0, NULL);
    assert_false(import(store, &round, id, &sent, &fault));
    assert_fault(&fault, FAULT_SYSTEM, path, 0, 0,
                 "another program holds the database; gave up after 0.2 s");
    fault = (struct fault){0};
    assert_true(add_round(store, &round, &id, &fault)); /* reading needs no leave */
    assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    assert_true(import(store, &round, id, &sent, &fault));
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    answer_file_release(&sent.file);
    store_free(store);
    place_forget(place, "baseline.db");
}

/* One use of the store after another, each tried until memory suffices. */
struct shortage {
    const char *path;
    struct store *store;
    struct survey_round round;
    int64_t id;
    struct sent sent;
};

static bool try_open(void *context, struct fault *fault)
{
    struct shortage *shortage = context;
    return store_open(&shortage->store, shortage->path, fault);
}

static bool try_round(void *context, struct fault *fault)
{
    struct shortage *shortage = context;
    return add_round(shortage->store, &shortage->round, &shortage->id, fault);
}

static bool try_import(void *context, struct fault *fault)
{
    struct shortage *shortage = context;
    return import(shortage->store, &shortage->round, shortage->id, &shortage->sent,
                  fault);
}

static bool try_load(void *context, struct fault *fault)
{
    struct shortage *shortage = context;
    struct answers answers;
    bool ok = store_load_answers(shortage->store, &answers, shortage->id,
                                 &shortage->round.questionnaire,
                                 &shortage->round.population, fault);
    answers_release(&answers);
    return ok;
}

static bool try_results(void *context, struct fault *fault)
{
    struct shortage *shortage = context;
    struct store *store = shortage->store;
    const int64_t quartile[3] = {1, 2, 3};
    int64_t id = shortage->id;
    return store_begin_results(store, id, fault)
           && store_add_score(store, id, "a1", "d", "a", "scored", 1, 1, 1, 1, fault)
           && store_add_benchmark(store, id, "nation", "DK", "d", "a", 1, 4, 1, -1,
                                  quartile, fault)
           && store_end_results(store, fault);
}

static void a_shortage_of_memory_is_told_of_and_leaks_nothing(void **state)
{
    struct place *place = *state;
    static struct shortage shortage;
    int8_t code[1][ROUND_QUESTIONS] = {{0, 1, 1}};
    char path[256];
    place_path(path, place, "baseline.db");
    /* Making a database takes thousands of allocations: not each is tried. */
    shortage.path = path;
    for (unsigned long n = 1; shortage.store == NULL; n += 1 + n / 20) {
        struct fault fault = {0};
        memory_fail_from(n);
        bool done = try_open(&shortage, &fault);
        memory_fail_from(0);
        if (!done)
            assert_fault(&fault, FAULT_SYSTEM, "", 0, 0, "out of memory");
    }
    store_free(shortage.store);
    shortage.sent = sent_file("x", "x", (uint32_t[]){0}, 1, code);
    comment_on(&shortage.sent, 0, 0, "one");
    comment_on(&shortage.sent, 0, 2, "two");
    assert_survives_shortage(try_open, &shortage);
    assert_survives_shortage(try_round, &shortage);
    assert_survives_shortage(try_import, &shortage);
    assert_survives_shortage(try_load, &shortage);
    assert_survives_shortage(try_results, &shortage);
    store_free(shortage.store);
    assert_sql(path, "PRAGMA integrity_check", "ok");
    assert_sql(path, "SELECT count(*), sum(points * 1e9) FROM scores", "1|1.0");
    assert_sql(path, "SELECT count(*) FROM submissions", "1");
    assert_sql(path, "SELECT count(*) FROM comment", "2");
    assert_sql(path, "SELECT question, comment FROM comments ORDER BY question",
               "q1|one\nq3|two");
    answer_file_release(&shortage.sent.file);
    place_forget(place, "baseline.db");
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, place_open, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(what_is_no_database_is_refused_untouched),
        IN_A_FOLDER(another_programs_database_is_refused_untouched),
        IN_A_FOLDER(another_programs_log_is_left_alone),
        IN_A_FOLDER(a_newer_version_is_refused_untouched),
        IN_A_FOLDER(places_without_a_database_are_named),
        IN_A_FOLDER(what_may_not_be_written_to_is_told_of),
        IN_A_FOLDER(odd_names_are_files_all_the_same),
        IN_A_FOLDER(a_database_held_by_another_program_is_named),
        IN_A_FOLDER(a_shortage_of_memory_is_told_of_and_leaks_nothing),
    };
    return cmocka_run_group_tests_name("store safety", tests, NULL, NULL);
}

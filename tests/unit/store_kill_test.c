#include "store/store.h"

#include "store_round.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#define LARGE (3u << 20)

/* A file unlike any other, wholly told by its number, that packing makes no smaller
   (Marsaglia's xorshift, 2003). */
static struct sent numbered_file(unsigned number, uint8_t *bytes)
{
    static const uint32_t all[ROUND_UNITS] = {0, 1, 2, 3};
    int8_t code[ROUND_UNITS][ROUND_QUESTIONS] = {{(int8_t)(number % 3)}};
    struct sent sent = sent_file("file", "", all, ROUND_UNITS, code);
    sent.source.size = LARGE - number % 1000;
    sent.source.bytes = bytes;
    uint32_t chance = number * 2654435761u + 1;
    for (size_t i = 0; i < sent.source.size; i++) {
        chance ^= chance << 13;
        chance ^= chance >> 17;
        chance ^= chance << 5;
        bytes[i] = (uint8_t)chance;
    }
    sha256_text(sent.source.hash, bytes, sent.source.size);
    return sent;
}

static void a_full_disk_leaves_what_there_was(void **state)
{
    struct place *place = *state;
    static struct survey_round round;
    char path[256];
    place_path(path, place, "baseline.db");
    uint8_t *bytes = malloc(LARGE);
    assert_non_null(bytes);
    pid_t child = fork();
    if (child == 0) {
        struct store *store;
        struct fault fault = {0};
        int64_t id = 0;
        struct sent first = numbered_file(1, bytes);
        bool ok = store_open(&store, path, &fault)
                  && add_round(store, &round, &id, &fault)
                  && import(store, &round, id, &first, &fault);
        struct rlimit limit = {5u << 20, 5u << 20};
        struct sent second = numbered_file(2, bytes);
        signal(SIGXFSZ, SIG_IGN);
        ok = ok && setrlimit(RLIMIT_FSIZE, &limit) == 0
             && !import(store, &round, id, &second, &fault)
             && fault.kind == FAULT_SYSTEM;
        if (!ok)
            fprintf(stderr, "%s\n", fault.what);
        _exit(ok ? 0 : 1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_sql(path, "PRAGMA integrity_check", "ok");
    assert_sql(path, "SELECT count(*), sum(standing) FROM submissions", "4|4");
    free(bytes);
    place_forget(place, "baseline.db");
}

static void import_without_end(const char *path, unsigned number)
{
    static struct survey_round round;
    struct store *store;
    struct fault fault = {0};
    int64_t id;
    uint8_t *bytes = malloc(LARGE);
    bool ok = bytes != NULL && store_open(&store, path, &fault)
              && add_round(store, &round, &id, &fault);
    while (ok) {
        struct sent sent = numbered_file(number++, bytes);
        ok = import(store, &round, id, &sent, &fault);
        answer_file_release(&sent.file);
    }
    fprintf(stderr, "%s\n", fault.what);
    _exit(1);
}

/* The parts of a file, put together, have the hash it was received under. */
static void assert_whole(const char *path, int64_t received)
{
    struct text whole = {0};
    struct fault fault = {0};
    if (!read_received(path, received, &whole, &fault))
        fail_msg("%s", fault.what);
    text_release(&whole);
}

static void assert_whole_files(const char *path)
{
    sqlite3 *database;
    sqlite3_stmt *files;
    assert_sql(path, "PRAGMA integrity_check", "ok");
    assert_sql(path, "PRAGMA foreign_key_check", "");
    assert_sql(path,
               "SELECT name FROM received WHERE taken <> (SELECT count(*) "
               "FROM submission WHERE submission.received = received.received)",
               "");
    assert_sql(path,
               "SELECT unit FROM submission WHERE superseded_by IS NULL "
               "GROUP BY unit HAVING count(*) > 1",
               "");
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    sqlite3_prepare_v2(database, "SELECT received FROM received", -1, &files, NULL);
    while (sqlite3_step(files) == SQLITE_ROW)
        assert_whole(path, sqlite3_column_int64(files, 0));
    sqlite3_finalize(files);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

static int64_t count_files(const char *path)
{
    sqlite3 *database;
    sqlite3_stmt *count;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    sqlite3_prepare_v2(database, "SELECT count(*) FROM received", -1, &count, NULL);
    int64_t files =
        sqlite3_step(count) == SQLITE_ROW ? sqlite3_column_int64(count, 0) : 0;
    sqlite3_finalize(count);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    return files;
}

static void kill_after(const char *path, unsigned number, long microseconds)
{
    int status;
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        import_without_end(path, number);
    nanosleep(&(struct timespec){.tv_nsec = microseconds * 1000}, NULL);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

/* The same moments in every run, as far as the machine is the same. */
static long next_moment(uint32_t *random, long below)
{
    *random = *random * 1664525u + 1013904223u;
    return (long)(*random >> 8) % below;
}

static void a_kill_while_a_database_is_made_leaves_one_that_opens(void **state)
{
    struct place *place = *state;
    char path[256];
    uint32_t random = 7;
    place_path(path, place, "baseline.db");
    for (unsigned kills = 0; kills < 20; kills++) {
        struct store *store;
        struct fault fault = {0};
        kill_after(path, 0, next_moment(&random, 12000));
        if (!store_open(&store, path, &fault))
            fail_msg("%s", fault.what);
        store_free(store);
        assert_whole_files(path);
        place_forget(place, "baseline.db");
    }
}

static void a_kill_at_any_moment_leaves_whole_files(void **state)
{
    struct place *place = *state;
    static struct survey_round round;
    char path[256];
    uint32_t random = 1;
    int64_t files = 0;
    place_path(path, place, "baseline.db");
    for (unsigned kills = 0; kills < 30; kills++) {
        struct store *store;
        struct answers answers;
        struct fault fault = {0};
        int64_t id;
        kill_after(path, kills * 1000, next_moment(&random, 90000));
        if (!store_open(&store, path, &fault) || !add_round(store, &round, &id, &fault)
            || !store_load_answers(store, &answers, id, &round.questionnaire,
                                   &round.population, &fault))
            fail_msg("%s", fault.what);
        assert_int_equal(answers.row_count % ROUND_UNITS, 0);
        answers_release(&answers);
        store_free(store);
        assert_whole_files(path);
        files += count_files(path);
        if (count_files(path) > 3) /* small enough to look through each time */
            place_forget(place, "baseline.db");
    }
    assert_true(files > 10);
    place_forget(place, "baseline.db");
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, place_open, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(a_full_disk_leaves_what_there_was),
        IN_A_FOLDER(a_kill_while_a_database_is_made_leaves_one_that_opens),
        IN_A_FOLDER(a_kill_at_any_moment_leaves_whole_files),
    };
    return cmocka_run_group_tests_name("store kill", tests, NULL, NULL);
}

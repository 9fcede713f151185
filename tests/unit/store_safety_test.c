#include "store/store.h"

#include "base/text.h"
#include "store_round.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

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
                  "PRAGMA application_id = 1114852462; PRAGMA user_version = 2");
    assert_refused(place, "newer.db",
                   "was made by a newer Baseline (version 2 of the database, this one "
                   "knows 1); nothing was changed in it");
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

static bool add_round(struct store *store, struct survey_round *round, int64_t *id,
                      struct fault *fault)
{
    round_begin(round);
    return store_add_round(store, id, &round->questionnaire, &round->population, 2024,
                           fault);
}

static bool import(struct store *store, const struct survey_round *round, int64_t id,
                   const struct sent *sent, struct fault *fault)
{
    size_t superseded;
    return store_add_file(store, &superseded, id, &round->questionnaire,
                          &round->population, &sent->source, &sent->file, fault);
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

struct shortage {
    const char *path;
    struct sent *sent;
    struct survey_round round;
};

static bool use_everything(void *context, struct fault *fault)
{
    struct shortage *shortage = context;
    struct store *store = NULL;
    struct answers answers = {0};
    const int64_t quartile[3] = {1, 2, 3};
    int64_t id;
    bool ok = store_open(&store, shortage->path, fault)
              && add_round(store, &shortage->round, &id, fault)
              && import(store, &shortage->round, id, shortage->sent, fault)
              && store_load_answers(store, &answers, id, &shortage->round.questionnaire,
                                    &shortage->round.population, fault)
              && store_begin_results(store, id, fault)
              && store_add_score(store, id, "a1", "d", "a", "scored", 1, 1, 1, fault)
              && store_add_benchmark(store, id, "nation", "DK", "d", "a", 1, 4, 1, -1,
                                     quartile, fault)
              && store_end_results(store, fault);
    answers_release(&answers);
    store_free(store);
    return ok;
}

static void a_shortage_of_memory_is_told_of_and_leaks_nothing(void **state)
{
    struct place *place = *state;
    static struct shortage shortage;
    int8_t code[1][ROUND_QUESTIONS] = {{0, 1, 1}};
    char path[256];
    place_path(path, place, "baseline.db");
    struct sent sent = sent_file("x", "x", (uint32_t[]){0}, 1, code);
    shortage.path = path;
    shortage.sent = &sent;
    assert_survives_shortage(use_everything, &shortage);
    assert_sql(path, "PRAGMA integrity_check", "ok");
    assert_sql(path, "SELECT count(*), sum(points * 1e9) FROM scores", "1|1.0");
    answer_file_release(&sent.file);
    place_forget(place, "baseline.db");
}

#define LARGE (3u << 20)

/* A file unlike any other, wholly told by its number. */
static struct sent numbered_file(unsigned number, uint8_t *bytes)
{
    static const uint32_t all[ROUND_UNITS] = {0, 1, 2, 3};
    int8_t code[ROUND_UNITS][ROUND_QUESTIONS] = {{(int8_t)(number % 3)}};
    struct sent sent = sent_file("file", "", all, ROUND_UNITS, code);
    sent.source.size = LARGE - number % 1000;
    sent.source.bytes = bytes;
    memset(bytes, (int)(number & 0xff), sent.source.size);
    memcpy(bytes, &number, sizeof number);
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
static void assert_whole(sqlite3 *database, int64_t received, const char *expected)
{
    static uint8_t bytes[LARGE];
    sqlite3_stmt *parts;
    size_t at = 0;
    char hash[SHA256_TEXT_BYTES];
    sqlite3_prepare_v2(database,
                       "SELECT bytes FROM received_part WHERE received = ? "
                       "ORDER BY part",
                       -1, &parts, NULL);
    sqlite3_bind_int64(parts, 1, received);
    while (sqlite3_step(parts) == SQLITE_ROW) {
        size_t length = (size_t)sqlite3_column_bytes(parts, 0);
        assert_true(at + length <= sizeof bytes);
        memcpy(bytes + at, sqlite3_column_blob(parts, 0), length);
        at += length;
    }
    sqlite3_finalize(parts);
    sha256_text(hash, bytes, at);
    assert_string_equal(hash, expected);
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
    sqlite3_prepare_v2(database, "SELECT received, sha256 FROM received", -1, &files,
                       NULL);
    while (sqlite3_step(files) == SQLITE_ROW)
        assert_whole(database, sqlite3_column_int64(files, 0),
                     (const char *)sqlite3_column_text(files, 1));
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
        IN_A_FOLDER(what_is_no_database_is_refused_untouched),
        IN_A_FOLDER(another_programs_database_is_refused_untouched),
        IN_A_FOLDER(another_programs_log_is_left_alone),
        IN_A_FOLDER(a_newer_version_is_refused_untouched),
        IN_A_FOLDER(places_without_a_database_are_named),
        IN_A_FOLDER(what_may_not_be_written_to_is_told_of),
        IN_A_FOLDER(odd_names_are_files_all_the_same),
        IN_A_FOLDER(a_database_held_by_another_program_is_named),
        IN_A_FOLDER(a_shortage_of_memory_is_told_of_and_leaks_nothing),
        IN_A_FOLDER(a_full_disk_leaves_what_there_was),
        IN_A_FOLDER(a_kill_while_a_database_is_made_leaves_one_that_opens),
        IN_A_FOLDER(a_kill_at_any_moment_leaves_whole_files),
    };
    return cmocka_run_group_tests_name("store safety", tests, NULL, NULL);
}

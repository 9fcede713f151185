/* What one institution has sent, as the record has it; and files that are kept without
   what is about persons. */

#include "store/store.h"

#include "store_round.h"

static bool load(struct bench *bench, struct store_history *history, const char *unit)
{
    return store_load_history(bench->store, history, bench->round_id, unit,
                              &bench->fault);
}

static void a_history_begins_with_the_newest(void **state)
{
    struct bench *bench = *state;
    struct store_history history;
    bool withdrawn;
    import_two(bench);
    import_one(bench, "later.csv", 1, 1);
    import_one(bench, "last.csv", 1, 0);
    assert_true(store_withdraw(bench->store, &withdrawn, bench->round_id, "a2",
                               "by \"mistake\"", &bench->fault));
    assert_true(load(bench, &history, "a2"));
    assert_int_equal(history.submission_count, 3);
    const struct store_submission *sent = history.submission;
    assert_string_equal(sent[0].file, "last.csv");
    assert_false(sent[0].stands);
    assert_null(sent[0].superseded_by);
    assert_string_equal(sent[0].reason, "by \"mistake\"");
    assert_int_equal(strlen(sent[0].withdrawn_at), 20);
    assert_string_equal(sent[1].file, "later.csv");
    assert_string_equal(sent[1].superseded_by, "last.csv");
    assert_string_equal(sent[1].superseded_hash, sent[0].hash);
    assert_string_equal(sent[2].file, "two.csv");
    assert_string_equal(sent[2].superseded_by, "later.csv");
    assert_string_equal(sent[2].definition, bench->round.questionnaire.hash);
    assert_int_equal(sent[2].row, 2);
    assert_null(sent[2].kept_hash);
    assert_null(sent[2].sheet);
    assert_null(sent[2].mapping);
    store_history_release(&history);
    assert_true(load(bench, &history, "b1"));
    assert_int_equal(history.submission_count, 1);
    assert_true(history.submission[0].stands);
    assert_int_equal(history.submission[0].row, 3);
    store_history_release(&history);
    assert_true(load(bench, &history, "' OR 1 = 1 --"));
    assert_int_equal(history.submission_count, 0);
    store_history_release(&history);
}

static void answers_of_any_submission_are_loaded(void **state)
{
    struct bench *bench = *state;
    struct store_history history;
    struct answers answers;
    const char *comment[ROUND_QUESTIONS] = {NULL};
    struct sent sent = sent_file("a.csv", "a", (uint32_t[]){2}, 1,
                                 (int8_t[][ROUND_QUESTIONS]){{1, 2, 0}});
    comment_on(&sent, 0, 1, HOSTILE);
    assert_true(bench_import(bench, &sent));
    answer_file_release(&sent.file);
    import_one(bench, "b.csv", 2, 0);
    assert_true(load(bench, &history, "b1"));
    assert_int_equal(history.submission_count, 2);
    assert_true(store_load_submission(
        bench->store, &answers, comment, &history, &history.submission[1],
        &bench->round.questionnaire, &bench->round.population, 2, &bench->fault));
    assert_int_equal(answers.row_count, 1);
    assert_int_equal(answers.unit[0], 2);
    assert_int_equal(answers_to(&answers, 0)[0], 1);
    assert_int_equal(answers_to(&answers, 1)[0], 2);
    assert_null(comment[0]);
    assert_string_equal(comment[1], HOSTILE);
    answers_release(&answers);
    store_history_release(&history);
}

static void rows_that_were_not_taken_are_of_whom_they_say(void **state)
{
    struct bench *bench = *state;
    struct store_history history;
    struct refused_row row[] = {
        {7, (char *)"wrong", (char *)"x", "b1"},
        {9, (char *)"older", (char *)"1\tb1\t2", NULL},
        {8, (char *)"another's", (char *)"b11\tb1x", NULL},
        {6, (char *)"named", (char *)"b1", "a1"},
    };
    struct sent sent = sent_file("bad.csv", "bad", NULL, 0, NULL);
    sent.file.refused = row;
    sent.file.refused_count = sizeof row / sizeof *row;
    assert_true(bench_import(bench, &sent));
    sent.file.refused = NULL;
    sent.file.refused_count = 0;
    answer_file_release(&sent.file);
    assert_true(load(bench, &history, "b1"));
    assert_int_equal(history.refusal_count, 2);
    assert_int_equal(history.refusal[0].row, 7);
    assert_string_equal(history.refusal[0].reason, "wrong");
    assert_string_equal(history.refusal[0].file, "bad.csv");
    assert_int_equal(history.refusal[1].row, 9);
    store_history_release(&history);
}

static bool load_short(void *context, struct fault *fault)
{
    struct bench *bench = context;
    struct store_history history = {0};
    struct answers answers = {0};
    const char *comment[ROUND_QUESTIONS] = {NULL};
    bool ok = store_load_history(bench->store, &history, bench->round_id, "a2", fault)
              && store_load_submission(
                  bench->store, &answers, comment, &history, &history.submission[0],
                  &bench->round.questionnaire, &bench->round.population, 1, fault);
    answers_release(&answers);
    store_history_release(&history);
    return ok;
}

static void a_history_survives_a_shortage(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    import_one(bench, "later.csv", 1, 1);
    assert_survives_shortage(load_short, bench);
}

/* A file of one personal column: the second. */
static void make_personal(struct sent *sent)
{
    struct personal *personal = &sent->file.personal;
    personal->heading_row = 1;
    assert_true(memory_reserve((void **)&personal->column, &personal->column_capacity,
                               1, sizeof *personal->column));
    personal->column[personal->column_count++] = 2;
}

#define SENT "id;navn;q1\na1;Jens;1\n\nb1;\"G;H\";2\n"
#define KEPT "\xEF\xBB\xBFid;navn;q1\na1;;1\n\nb1;;2\n"

static void what_is_about_persons_is_not_kept(void **state)
{
    struct bench *bench = *state;
    char hash[SHA256_TEXT_BYTES];
    char wanted[300];
    struct text whole = {0};
    struct sent sent = sent_file("in/p.csv", SENT, NULL, 0, NULL);
    make_personal(&sent);
    assert_true(bench_import(bench, &sent));
    sha256_text(hash, KEPT, sizeof KEPT - 1);
    snprintf(wanted, sizeof wanted, "p.csv|%zu|without_personal|%s|%s", sizeof SENT - 1,
             sent.source.hash, hash);
    assert_sql(bench->path, "SELECT file, size, kept, sha256, kept_sha256 FROM files",
               wanted);
    assert_true(read_received(bench->path, 1, &whole, &bench->fault));
    assert_string_equal(whole.bytes, KEPT);
    text_release(&whole);
    bool known;
    assert_true(store_knows_file(bench->store, &known, bench->round_id,
                                 sent.source.hash, false, &bench->fault));
    assert_true(known);
    answer_file_release(&sent.file);
    assert_sql(bench->path, "PRAGMA foreign_key_check", "");
    assert_sql(bench->path, "UPDATE received SET kept = 'as_sent'",
               "what was received is never changed");
}

static void large_files_are_kept_in_parts_without_it(void **state)
{
    struct bench *bench = *state;
    struct text file = {0};
    struct text kept = {0};
    struct text whole = {0};
    text_add(&file, "id;navn;q1\n");
    text_add(&kept, "\xEF\xBB\xBFid;navn;q1\n");
    for (unsigned row = 0; row < 120000; row++) {
        text_print(&file, "a%u;Jens nr. %u;%u\n", row, row, row % 7);
        text_print(&kept, "a%u;;%u\n", row, row % 7);
    }
    struct sent sent = sent_file("large.csv", file.bytes, NULL, 0, NULL);
    make_personal(&sent);
    assert_true(bench_import(bench, &sent));
    assert_true(read_received(bench->path, 1, &whole, &bench->fault));
    assert_int_equal(whole.length, kept.length);
    assert_memory_equal(whole.bytes, kept.bytes, kept.length);
    assert_true(kept.length > 1 << 20);
    assert_sql(bench->path, "SELECT part, packed FROM received_part", "0|1\n1|1");
    answer_file_release(&sent.file);
    text_release(&file);
    text_release(&kept);
    text_release(&whole);
}

/* sent_file() makes its own answers, which is not what is tested. */
static void keeping_without_it_survives_a_shortage(void **state)
{
    struct bench *bench = *state;
    unsigned long failures = 0;
    for (bool done = false; !done; failures += !done) {
        struct fault fault = {0};
        struct sent sent = sent_file("p.csv", SENT, NULL, 0, NULL);
        struct store_added added = {0};
        sent.file.personal = (struct personal){
            .heading_row = 1, .column = (size_t[]){2}, .column_count = 1};
        memory_fail_from(failures + 1);
        done = store_add_file(bench->store, &added, bench->round_id,
                              &bench->round.questionnaire, &bench->round.population,
                              &sent.source, &sent.file, &fault);
        memory_fail_from(0);
        memory_release(added.stands);
        sent.file.personal = (struct personal){0};
        answer_file_release(&sent.file);
        assert_string_equal(fault.what, done ? "" : "out of memory");
    }
    assert_true(failures > 0);
    assert_sql(bench->path,
               "SELECT count(*), (SELECT count(*) FROM received_part) FROM received",
               "1|1");
}

static void files_are_found_by_the_beginning_of_their_hash(void **state)
{
    struct bench *bench = *state;
    int64_t received;
    bool others;
    char hash[SHA256_TEXT_BYTES];
    import_two(bench);
    import_one(bench, "later.csv", 1, 1);
    sha256_text(hash, "two", 3);
    assert_true(
        store_find_received(bench->store, &received, &others, 0, hash, &bench->fault));
    assert_int_equal(received, 1);
    assert_false(others);
    hash[6] = '\0';
    hash[0] = (char)(hash[0] >= 'a' ? hash[0] - 'a' + 'A' : hash[0]);
    assert_true(store_find_received(bench->store, &received, &others, bench->round_id,
                                    hash, &bench->fault));
    assert_int_equal(received, 1);
    assert_true(
        store_find_received(bench->store, &received, &others, 0, "", &bench->fault));
    assert_true(others);
    assert_true(
        store_find_received(bench->store, &received, &others, 99, hash, &bench->fault));
    assert_int_equal(received, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_ROUND(a_history_begins_with_the_newest),
        IN_A_ROUND(answers_of_any_submission_are_loaded),
        IN_A_ROUND(rows_that_were_not_taken_are_of_whom_they_say),
        IN_A_ROUND(a_history_survives_a_shortage),
        IN_A_ROUND(what_is_about_persons_is_not_kept),
        IN_A_ROUND(large_files_are_kept_in_parts_without_it),
        IN_A_ROUND(keeping_without_it_survives_a_shortage),
        IN_A_ROUND(files_are_found_by_the_beginning_of_their_hash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

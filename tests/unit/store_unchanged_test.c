/* Responses that come again in a later export of the same survey. */

#include "store_round.h"

#define ALL "SELECT unit, file, standing, late FROM submissions ORDER BY unit, file"

/* Unit a1 answers the same all through, with a time or a comment or neither. */
struct response {
    const char *file;
    int64_t time; /* 0 = none */
    const char *comment;
    int8_t answer;
    bool draft;
};

static void send(struct bench *bench, struct response response)
{
    int8_t code[1][ROUND_QUESTIONS] = {{response.answer, 1, 0}};
    struct sent sent =
        sent_file(response.file, response.file, (uint32_t[]){0}, 1, code);
    struct moment moment = {true, {response.time, response.time}};
    if (response.time != 0) {
        sent.file.moment = memory_allocate(1, sizeof *sent.file.moment);
        *sent.file.moment = moment;
    }
    sent.file.answers.draft[0] = response.draft;
    if (response.comment != NULL)
        comment_on(&sent, 0, 1, response.comment);
    assert_true(bench_import(bench, &sent));
    answer_file_release(&sent.file);
}

static void what_comes_again_is_no_submission(void **state)
{
    struct bench *bench = *state;
    import_two(bench);
    /* b1 again, a2 changed, and a1 for the first time. */
    int8_t code[3][ROUND_QUESTIONS] = {
        {0, 0, 0}, {2, 1, ANSWER_NOT_ASKED}, {1, ANSWER_BLANK, 1}};
    struct sent sent = sent_file("week2.csv", "more", (uint32_t[]){0, 1, 2}, 3, code);
    comment_on(&sent, 0, 1, "of a1");
    comment_on(&sent, 1, 2, "of a2");
    assert_true(bench_import(bench, &sent));
    answer_file_release(&sent.file);
    assert_int_equal(bench->unchanged, 1);
    assert_int_equal(bench->superseded, 1);
    assert_sql(bench->path, ALL,
               "a1|week2.csv|1|0\na2|two.csv|0|0\na2|week2.csv|1|0\nb1|two.csv|1|0");
    assert_sql(bench->path, "SELECT unit, comment FROM comments ORDER BY unit",
               "a1|of a1\na2|of a2");
    assert_sql(bench->path, "SELECT taken, unchanged FROM received", "2|0\n2|1");
    assert_sql(bench->path, "SELECT institutions, unchanged FROM receipts", "2|0\n3|1");
}

static void a_file_that_says_nothing_new_is_kept_all_the_same(void **state)
{
    struct bench *bench = *state;
    send(bench, (struct response){.file = "1"});
    send(bench, (struct response){.file = "2"});
    assert_int_equal(bench->unchanged, 1);
    assert_int_equal(bench->superseded, 0);
    assert_sql(bench->path, ALL, "a1|1|1|0");
    assert_sql(bench->path, "SELECT count(*) FROM files", "2");
}

static void any_difference_makes_it_another(void **state)
{
    struct bench *bench = *state;
    const struct response response[] = {
        {.file = "1"},
        {.file = "2", .answer = 1},
        {.file = "3", .answer = 1, .comment = "new"},
        {.file = "4", .answer = 1, .comment = "newer"},
        {.file = "5", .answer = 1},
        {.file = "6", .answer = 1, .time = 9},
    };
    for (size_t i = 0; i < sizeof response / sizeof *response; i++) {
        send(bench, response[i]);
        assert_int_equal(bench->unchanged, 0);
    }
    assert_sql(bench->path, "SELECT count(*) FROM submissions", "6");
}

static void a_draft_is_not_what_is_final(void **state)
{
    struct bench *bench = *state;
    send(bench, (struct response){.file = "1", .draft = true});
    send(bench, (struct response){.file = "2", .draft = true});
    assert_int_equal(bench->unchanged, 1);
    send(bench, (struct response){.file = "3"});
    assert_int_equal(bench->unchanged, 0);
    assert_sql(bench->path, ALL, "a1|1|0|0\na1|3|1|0");
}

/* An earlier response of the same time is known too; the same answers at another time
   are not, since what comes between must take its place among them. */
static void a_response_is_known_by_its_time(void **state)
{
    struct bench *bench = *state;
    send(bench, (struct response){.file = "1", .time = 10});
    send(bench, (struct response){.file = "2", .time = 20, .answer = 1});
    assert_int_equal(bench->superseded, 1);
    send(bench, (struct response){.file = "3", .time = 10});
    assert_int_equal(bench->unchanged, 1);
    send(bench, (struct response){.file = "4", .time = 30, .answer = 1});
    assert_int_equal(bench->unchanged, 0);
    send(bench, (struct response){.file = "5", .time = 10, .answer = 2});
    assert_int_equal(bench->unchanged, 0);
    send(bench, (struct response){.file = "6", .answer = 1});
    assert_int_equal(bench->unchanged, 1);
    assert_sql(bench->path, ALL, "a1|1|0|0\na1|2|0|0\na1|4|1|0\na1|5|0|0");
}

static void what_was_superseded_is_no_news_only_by_its_time(void **state)
{
    struct bench *bench = *state;
    send(bench, (struct response){.file = "1"});
    send(bench, (struct response){.file = "2", .answer = 1});
    send(bench, (struct response){.file = "3"});
    assert_int_equal(bench->unchanged, 0);
    assert_sql(bench->path, ALL, "a1|1|0|0\na1|2|0|0\na1|3|1|0");
}

static void what_comes_again_is_not_late(void **state)
{
    struct bench *bench = *state;
    bool done = false;
    send(bench, (struct response){.file = "1"});
    assert_true(store_freeze(bench->store, &done, bench->round_id, "rules", NULL,
                             &bench->fault));
    assert_true(done);
    send(bench, (struct response){.file = "2"});
    assert_int_equal(bench->late, 0);
    assert_int_equal(bench->unchanged, 1);
    send(bench, (struct response){.file = "3", .answer = 1});
    assert_int_equal(bench->late, 1);
    send(bench, (struct response){.file = "4", .answer = 1});
    assert_int_equal(bench->late, 0);
    assert_int_equal(bench->unchanged, 1);
    /* Back to the first ones: news, once more. */
    send(bench, (struct response){.file = "5"});
    assert_int_equal(bench->late, 1);
    assert_sql(bench->path, ALL, "a1|1|1|0\na1|3|0|1\na1|5|0|1");
}

static void take_back(struct bench *bench)
{
    bool withdrawn = false;
    assert_true(store_withdraw(bench->store, &withdrawn, bench->round_id, "a1", "wrong",
                               &bench->fault));
    assert_true(withdrawn);
}

static void what_was_withdrawn_stays_so_when_it_comes_again(void **state)
{
    struct bench *bench = *state;
    struct place *place = bench->place;
    send(bench, (struct response){.file = "1", .comment = "why"});
    take_back(bench);
    place_reset(place);
    send(bench, (struct response){.file = "2", .comment = "why"});
    assert_int_equal(bench->unchanged, 1);
    assert_sql(bench->path, ALL, "a1|1|0|0");
    assert_int_equal(place->problems.warning_count, 1);
    assert_int_equal(place->problems.problem[0].row, 2);
    assert_string_equal(place->problems.problem[0].about, "a1");
    assert_non_null(strstr(place->problems.problem[0].what,
                           "the answers of \"a1\" in this file were withdrawn on 20"));
    /* Another comment makes them others. */
    send(bench, (struct response){.file = "3"});
    assert_int_equal(bench->unchanged, 0);
    /* And once the unit has answered anew, what was withdrawn does not replace it. */
    place_reset(place);
    send(bench, (struct response){.file = "4", .comment = "why"});
    assert_int_equal(bench->unchanged, 1);
    assert_int_equal(place->problems.warning_count, 1);
    /* What stands is known as what stands. */
    place_reset(place);
    send(bench, (struct response){.file = "5"});
    assert_int_equal(bench->unchanged, 1);
    assert_no_problem(place);
    assert_sql(bench->path, ALL, "a1|1|0|0\na1|3|1|0");
}

static void what_differs_from_what_was_withdrawn_counts(void **state)
{
    static const struct response other[] = {
        {.file = "2", .time = 10, .answer = 1},
        {.file = "3", .time = 20},
    };
    struct bench *bench = *state;
    send(bench, (struct response){.file = "1", .time = 10});
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        take_back(bench);
        send(bench, other[i]);
        assert_int_equal(bench->unchanged, 0);
    }
    send(bench, (struct response){.file = "4", .time = 10});
    assert_int_equal(bench->unchanged, 1);
    assert_sql(bench->path, ALL, "a1|1|0|0\na1|2|0|0\na1|3|1|0");
}

struct shortage {
    struct bench *bench;
    struct sent sent;
};

static bool import_short(void *context, struct fault *fault)
{
    struct shortage *shortage = context;
    struct bench *bench = shortage->bench;
    bool ok = bench_import(bench, &shortage->sent);
    fault_take(fault, &bench->fault);
    bench->fault = (struct fault){0};
    return ok;
}

/* a1 was withdrawn, a2 has another comment, and b1 says what it said. */
static void what_comes_again_survives_a_shortage(void **state)
{
    struct bench *bench = *state;
    int8_t code[3][ROUND_QUESTIONS] = {{0, 1, 0}, {1, 1, 0}, {2, 1, 0}};
    struct shortage shortage = {bench,
                                sent_file("1", "1", (uint32_t[]){0, 1, 2}, 3, code)};
    comment_on(&shortage.sent, 1, 1, "old");
    comment_on(&shortage.sent, 2, 1, "same");
    assert_true(bench_import(bench, &shortage.sent));
    answer_file_release(&shortage.sent.file);
    take_back(bench);
    place_reset(bench->place);
    shortage.sent = sent_file("2", "2", (uint32_t[]){0, 1, 2}, 3, code);
    comment_on(&shortage.sent, 1, 1, "new");
    comment_on(&shortage.sent, 2, 1, "same");
    assert_survives_shortage(import_short, &shortage);
    answer_file_release(&shortage.sent.file);
    assert_int_equal(bench->unchanged, 2);
    assert_sql(bench->path, ALL, "a1|1|0|0\na2|1|0|0\na2|2|1|0\nb1|1|1|0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_ROUND(what_comes_again_is_no_submission),
        IN_A_ROUND(a_file_that_says_nothing_new_is_kept_all_the_same),
        IN_A_ROUND(any_difference_makes_it_another),
        IN_A_ROUND(a_draft_is_not_what_is_final),
        IN_A_ROUND(a_response_is_known_by_its_time),
        IN_A_ROUND(what_was_superseded_is_no_news_only_by_its_time),
        IN_A_ROUND(what_comes_again_is_not_late),
        IN_A_ROUND(what_was_withdrawn_stays_so_when_it_comes_again),
        IN_A_ROUND(what_differs_from_what_was_withdrawn_counts),
        IN_A_ROUND(what_comes_again_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

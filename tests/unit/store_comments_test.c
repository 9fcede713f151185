/* What was written beside answers, in the record. */

#include "store/store.h"

#include "store_round.h"

/* a2 and b1 answer, in that order of rows; b1 says nothing of q2. */
static struct sent commented(const char *name)
{
    int8_t code[2][ROUND_QUESTIONS] = {{2, 0, ANSWER_NOT_ASKED}, {1, ANSWER_BLANK, 1}};
    struct sent sent = sent_file(name, name, (uint32_t[]){1, 2}, 2, code);
    comment_on(&sent, 0, 0, "vi gør det snart");
    comment_on(&sent, 0, 1, HOSTILE "\n\n;");
    comment_on(&sent, 0, 2, "hvorfor?");
    comment_on(&sent, 1, 0, "nej");
    comment_on(&sent, 1, 2, "ja");
    return sent;
}

static void import_comments(struct bench *bench, const char *name)
{
    struct sent sent = commented(name);
    bool kept = bench_import(bench, &sent);
    answer_file_release(&sent.file);
    assert_true(kept);
}

#define SEEN "SELECT unit, question, comment FROM comments ORDER BY unit, question"
#define A2                                                                             \
    "a2|q1|vi gør det snart\n"                                                        \
    "a2|q2|" HOSTILE "\n\n;\n"                                                         \
    "a2|q3|hvorfor?"
#define B1 "b1|q1|nej\nb1|q3|ja"

static void comments_are_kept_beside_their_answers(void **state)
{
    struct bench *bench = *state;
    bench->round.question[0].text = (struct wording)IN_DANISH("Er der låst?");
    bench->round.question[0].text.in[LANGUAGE_EN] = "Is it locked?";
    bench->round.questionnaire.hash[0] = '3';
    assert_true(bench_round(bench, 2024));
    import_comments(bench, "in/one.csv");
    assert_sql(bench->path, SEEN, A2 "\n" B1);
    assert_sql(bench->path,
               "SELECT * FROM comments WHERE unit = 'b1' AND question = 'q1'",
               "skole|2024|b1|Bien|q1|nej|Er der låst?|Is it locked?|one.csv|0");
    assert_sql(bench->path,
               "SELECT answers.unit, answers.question, code, comment FROM answers "
               "JOIN comments USING (questionnaire, year, unit, question) "
               "WHERE unit = 'b1' ORDER BY question",
               "b1|q1|2|nej\nb1|q3|ja|ja");
}

static void comments_are_of_the_answers_that_stand(void **state)
{
    struct bench *bench = *state;
    import_comments(bench, "one.csv");
    /* b1 sends anew, and says nothing this time. */
    import_one(bench, "two.csv", 2, 0);
    assert_int_equal(bench->superseded, 1);
    assert_sql(bench->path, SEEN, A2);
    int8_t code[1][ROUND_QUESTIONS] = {{0, 0, 0}};
    struct sent sent = sent_file("three.csv", "3", (uint32_t[]){1}, 1, code);
    comment_on(&sent, 0, 1, "nu");
    assert_true(bench_import(bench, &sent));
    answer_file_release(&sent.file);
    assert_sql(bench->path, SEEN, "a2|q2|nu");
    assert_sql(bench->path, "SELECT count(*) FROM comment", "6");
    assert_sql(bench->path,
               "SELECT received.name, comment.position, comment.text FROM comment "
               "JOIN submission USING (submission) JOIN received USING (received) "
               "WHERE superseded_by IS NOT NULL AND position <> 2 "
               "ORDER BY unit, position",
               "one.csv|1|vi gør det snart\none.csv|3|hvorfor?\n"
               "one.csv|1|nej\none.csv|3|ja");
}

static void comments_are_of_their_round(void **state)
{
    struct bench *bench = *state;
    import_comments(bench, "one.csv");
    assert_true(bench_round(bench, 2025));
    import_one(bench, "two.csv", 2, 0);
    assert_sql(bench->path, "SELECT DISTINCT year FROM comments", "2024");
    assert_sql(bench->path, SEEN, A2 "\n" B1);
}

static void simulated_comments_are_seen_to_be(void **state)
{
    struct bench *bench = *state;
    struct sent sent = commented("rehearsal.csv");
    sent.file.answers.simulated = true;
    bool kept = bench_import(bench, &sent);
    answer_file_release(&sent.file);
    assert_true(kept);
    assert_sql(bench->path, "SELECT DISTINCT simulated FROM comments", "1");
}

static void a_comment_cannot_be_changed_or_removed(void **state)
{
    static const char *const attempt[] = {
        "UPDATE comment SET text = ''",
        "UPDATE comment SET position = 2 WHERE text = 'ja'",
        "UPDATE comment SET submission = submission"};
    struct bench *bench = *state;
    import_comments(bench, "one.csv");
    assert_sql(bench->path, "DELETE FROM comment",
               "what was received is never removed");
    for (size_t a = 0; a < sizeof attempt / sizeof *attempt; a++)
        assert_sql(bench->path, attempt[a], "what was received is never changed");
    assert_sql(bench->path, "INSERT INTO comment VALUES (99, 1, 'x')",
               "FOREIGN KEY constraint failed");
    assert_sql(bench->path, "INSERT INTO comment VALUES (1, 0, 'x')",
               "CHECK constraint failed: position >= 1");
    assert_sql(bench->path, "INSERT INTO comment VALUES (1, 1, 'x')",
               "UNIQUE constraint failed: comment.submission, comment.position");
    assert_sql(bench->path, SEEN, A2 "\n" B1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_ROUND(comments_are_kept_beside_their_answers),
        IN_A_ROUND(comments_are_of_the_answers_that_stand),
        IN_A_ROUND(comments_are_of_their_round),
        IN_A_ROUND(simulated_comments_are_seen_to_be),
        IN_A_ROUND(a_comment_cannot_be_changed_or_removed),
    };
    return cmocka_run_group_tests_name("store comments", tests, NULL, NULL);
}

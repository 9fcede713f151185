#include "lift/lift.h"

#include "base/exact.h"
#include "definition.h"

/* What would move an area, operator by operator, with numbers worked by hand. */

#define STEPS(more)                                                                       \
    "\"steps\": {\"title\": " WORDS                                                       \
    ", \"target\": 3, \"options\": [" OPTION("1", "1") ", " OPTION("2", "2") ", " OPTION( \
        "3",                                                                              \
        "3") ", " OPTION("4",                                                             \
                         "4") ", " OPTION("5",                                            \
                                          "5") ", " STATE("dk",                           \
                                                          "dont_know") ", " STATE("na",   \
                                                                                  "not_applicable") "]}" more
#define YES                                                                            \
    ", \"yes\": {\"title\": " WORDS                                                    \
    ", \"options\": [" OPTION("0", "0") ", " OPTION("1", "1") "]}"
#define SEVERAL                                                                        \
    ", \"many\": {\"title\": " WORDS                                                   \
    ", \"kind\": \"several\", \"options\": [" OPTION("a", "1") ", " OPTION(            \
        "b",                                                                           \
        "1") ", " OPTION("c",                                                          \
                         "2") ", {\"code\": \"none\", \"value\": 0, \"alone\": true, " \
                              "\"label\": {\"da\": \"i\", \"en\": \"n\"}}]}"
#define NUMBER                                                                         \
    ", \"percent\": {\"title\": " WORDS                                                \
    ", \"kind\": \"number\", \"lowest\": 0, \"highest\": 1000, \"decimals\": 1}"
#define Q(id, more)  QUESTION_OF(id, "steps", more)
#define ROOT(inputs) "{\"id\": \"r\", \"title\": " WORDS ", " inputs "}"
#define MADE(questions, root)                                                          \
    HEAD ", \"scales\": {" STEPS(YES SEVERAL NUMBER) "}, \"questions\": [" questions   \
                                                     "], \"dimensions\": [" root "]}"

#define FOUR "\"questions\": [\"q1\", \"q2\", \"q3\", \"q4\"]"
#define ASKED_FOUR                                                                     \
    Q("q1", "") ", " Q("q2", ", \"weight\": 2") ", " Q("q3", "") ", " Q("q4", "")

/* A code an answer: a digit is the option of that value, '.' blank, '?' don't know,
   '-' not applicable. */
static int8_t code_of(char mark)
{
    return mark == '.'   ? ANSWER_BLANK
           : mark == '?' ? 5
           : mark == '-' ? 6
           : mark == '_' ? ANSWER_NOT_ASKED
                         : (int8_t)(mark - '1');
}

#define OWN INT64_MIN

struct wanted {
    const char *definition;
    const char *answers;
    const char *area;
    int64_t target; /* nano; OWN = the one of the definition */
    enum lift_state state;
    const char *changes; /* "q1>3 q2>5" */
    int64_t steps;
    int64_t value; /* nano */
};

static void call_changes(char *words, size_t size,
                         const struct questionnaire *questionnaire,
                         const struct lift *lift)
{
    size_t length = 0;
    words[0] = '\0';
    for (size_t c = 0; c < lift->change_count; c++) {
        const struct lift_change *change = &lift->change[c];
        const struct question *question = &questionnaire->question[change->question];
        char to[32];
        if (question->scale->kind == SCALE_SEVERAL)
            snprintf(to, sizeof to, "%llx", (unsigned long long)change->to.chosen);
        else if (question->scale->kind == SCALE_NUMBER)
            snprintf(to, sizeof to, "%g", (double)change->to.number / (double)POINT);
        else
            snprintf(to, sizeof to, "%s",
                     question->scale->option[change->to.code].code);
        length += (size_t)snprintf(words + length, size - length, "%s%s%s%s",
                                   c > 0 ? " " : "", question->id,
                                   change->follow_up ? ">>" : ">", to);
    }
}

static void compare(struct place *place, const struct wanted *wanted)
{
    struct questionnaire questionnaire;
    struct population population = {0};
    struct answers answers = {0};
    struct fault fault = {0};
    struct lift lift = {0};
    char words[256];
    size_t at = 0;
    if (!read_text(place, &questionnaire, wanted->definition,
                   strlen(wanted->definition)))
        fail_msg("%s", place->problems.problem[0].what);
    assert_true(answers_reserve(&answers, 1, &questionnaire, &fault));
    for (uint32_t q = 0; q < questionnaire.question_count; q++) {
        const struct question *question = &questionnaire.question[q];
        if (question->is_member)
            answers.code[q] = 0;
        else if (question->scale->kind != SCALE_CHOICE) {
            answers.code[q] = wanted->answers[at] == '.' ? ANSWER_BLANK : OPTION_GIVEN;
            if (question->number != NAMES_NONE)
                answers.number[question->number] =
                    (wanted->answers[at] - '0') * 100 * POINT;
            at++;
        } else
            answers.code[q] = code_of(wanted->answers[at++]);
    }
    struct lifter *lifter = lift_open(&questionnaire, &population, &answers, 0, &fault);
    assert_non_null(lifter);
    for (uint32_t n = 0; n < questionnaire.node_count; n++)
        if (strcmp(questionnaire.node[n].id, wanted->area) == 0)
            lift.node = n;
    lift.target = wanted->target == OWN ? lift_target(&questionnaire, lift.node)
                                        : rational_of(wanted->target, POINT);
    bool found = lift_find(&lift, 1, lifter, &fault);
    assert_string_equal(fault.what, "");
    assert_true(found);
    call_changes(words, sizeof words, &questionnaire, &lift);
    assert_string_equal(words, wanted->changes);
    assert_int_equal(lift.state, wanted->state);
    assert_int_equal(lift.steps, wanted->steps);
    assert_true(lift.smallest);
    if (lift.reached.points >= 0)
        assert_int_equal(lift.reached.value, wanted->value);
    lift_release(&lift);
    lift_free(lifter);
    answers_release(&answers);
    questionnaire_release(&questionnaire);
}

#define COMPARE(place, table)                                                          \
    for (size_t i = 0; i < sizeof(table) / sizeof *(table); i++)                       \
    compare(place, &(table)[i])

static void means_take_what_lifts_most_and_as_little_of_it_as_will_do(void **state)
{
    static const char definition[] = MADE(ASKED_FOUR, ROOT(FOUR));
    /* Weights 1 2 1 1, so q2 moves 2/5 of a step of 25 points. 2 2 2 2 is 25 points,
       and 50 is asked for: 5 weighted steps. q2 alone gives 6 at most, in 3 steps; no
       other alone gives more than 3. */
    const struct wanted table[] = {
        {definition, "2222", "r", OWN, LIFT_POSSIBLE, "q2>5", 3, 55 * POINT},
        /* 1 3 2 4: 0 + 100 + 25 + 75 = 200 / 5 = 40; 50 points more, of which q2 gives
           50 for each step. */
        {definition, "1324", "r", OWN, LIFT_POSSIBLE, "q2>4", 1, 50 * POINT},
        {definition, "3333", "r", OWN, LIFT_THERE, "", 0, 50 * POINT},
        /* All at the top takes all of them. */
        {definition, "5545", "r", 100 * POINT, LIFT_POSSIBLE, "q3>5", 1, 100 * POINT},
        /* q2 does not apply: 3 left of weight 1; 25 each; 75 points are to be had: one
           gives 75. The first in order. */
        {definition, "2-22", "r", OWN, LIFT_POSSIBLE, "q1>5", 3, 50 * POINT},
    };
    COMPARE(*state, table);
}

static void blanks_are_answered_where_that_is_what_it_takes(void **state)
{
    static const char definition[] =
        MADE(ASKED_FOUR, ROOT(FOUR ", \"minimum_coverage\": \"1/1\""));
    static const char zero[] =
        MADE(ASKED_FOUR, ROOT(FOUR ", \"rules\": {\"dont_know\": \"zero\"}"));
    static const char blocked[] =
        MADE(ASKED_FOUR, ROOT(FOUR ", \"rules\": {\"blank\": \"block\"}"));
    const struct wanted table[] = {
        /* 5 5 5 is more than enough, but all must be answered: the lowest will do. */
        {definition, "555.", "r", OWN, LIFT_POSSIBLE, "q4>1", 0, 80 * POINT},
        /* Nothing but the blank may be touched where the others are at the top and one
           does not apply. */
        {definition, ".5-5", "r", 100 * POINT, LIFT_POSSIBLE, "q1>5", 4, 100 * POINT},
        /* "don't know" is 0: 2 x 0 + 75 x 3 = 225 / 5 = 45; 25 more is 1 of weight 1,
           or the same of q2, which gives twice as much and lifts more. */
        {zero, "4?44", "r", OWN, LIFT_POSSIBLE, "q2>2", 1, 55 * POINT},
        {blocked, "33.3", "r", 40 * POINT, LIFT_POSSIBLE, "q3>1", 0, 40 * POINT},
    };
    COMPARE(*state, table);
}

static void sums_extremes_and_shares_move_by_what_they_count(void **state)
{
    static const char sum[] =
        MADE(ASKED_FOUR, ROOT(FOUR ", \"operator\": \"sum\", \"measure\": \"values\", "
                                   "\"start\": 10, \"target\": 24"));
    static const char least[] =
        MADE(ASKED_FOUR, ROOT(FOUR ", \"operator\": \"min\", \"measure\": \"values\", "
                                   "\"target\": 3"));
    static const char most[] =
        MADE(ASKED_FOUR, ROOT(FOUR ", \"operator\": \"max\", \"measure\": \"values\", "
                                   "\"target\": 4"));
    static const char share[] =
        MADE(ASKED_FOUR, ROOT(FOUR ", \"operator\": \"share\", \"measure\": "
                                   "\"values\", \"at_least\": 3, \"target\": 60"));
    static const char possible[] =
        MADE(ASKED_FOUR, ROOT(FOUR ", \"operator\": \"possible\", \"measure\": "
                                   "\"values\", \"target\": 60"));
    const struct wanted table[] = {
        /* 10 + 2 + 4 + 2 + 2 = 20; 4 more: q2 by 2 steps of 2. */
        {sum, "2222", "r", OWN, LIFT_POSSIBLE, "q2>4", 2, 24 * POINT},
        {least, "1325", "r", OWN, LIFT_POSSIBLE, "q1>3 q3>3", 3, 3 * POINT},
        {most, "1213", "r", OWN, LIFT_POSSIBLE, "q4>4", 1, 4 * POINT},
        /* Of weight 5, 3 are to reach 3: q2 weighs 2, and one of the others 1. */
        {share, "1221", "r", OWN, LIFT_POSSIBLE, "q2>3 q3>3", 2, 60 * POINT},
        /* (1 + 2 x 2 + 1 + 1) = 7 of 25; 15 are 60 %: q2 gives 6 at 5, another 2. */
        {possible, "1211", "r", OWN, LIFT_POSSIBLE, "q1>3 q2>5", 5, 60 * POINT},
    };
    COMPARE(*state, table);
}

#define STAGED                                                                         \
    ", \"operator\": \"level\", \"levels\": [{\"conditions\": [{\"questions\": "       \
    "[\"q1\", \"q2\"], \"at_least\": 2}]}, {\"conditions\": [{\"questions\": "         \
    "[\"q3\", \"q4\"], \"test\": \"mean\", \"at_least\": 3.5}, {\"test\": \"any\", "   \
    "\"at_least\": 5}]}]"

static void gates_are_opened_one_after_another(void **state)
{
    static const char staged[] = MADE(ASKED_FOUR, ROOT(FOUR STAGED));
    static const char none[] =
        MADE(ASKED_FOUR,
             ROOT(FOUR ", \"operator\": \"level\", \"levels\": [{\"conditions\": "
                       "[{\"test\": \"none\", \"at_least\": 4}]}]"));
    static const char counted[] = MADE(
        ASKED_FOUR,
        ROOT(FOUR
             ", \"operator\": \"level\", \"levels\": [{\"conditions\": [{\"test\": "
             "\"count\", \"passing\": 4, \"at_least\": 2}]}]"));
    const struct wanted table[] = {
        {staged, "1231", "r", 1 * POINT, LIFT_POSSIBLE, "q1>2", 1, POINT},
        /* q3 and q4 are to have 7 between them, and someone a 5. q4 to 5 with q3 at 2
           is all of it. */
        {staged, "2221", "r", 2 * POINT, LIFT_POSSIBLE, "q4>5", 4, 2 * POINT},
        {staged, "1211", "r", 2 * POINT, LIFT_POSSIBLE, "q1>2 q3>5 q4>2", 6, 2 * POINT},
        /* The first level cannot be had where its questions do not apply: it lets the
           second through. */
        {staged, "--25", "r", 2 * POINT, LIFT_THERE, "", 0, 2 * POINT},
        /* Less is better where none is to be so high. */
        {none, "2415", "r", 1 * POINT, LIFT_POSSIBLE, "q2>3 q4>3", 3, POINT},
        {counted, "3214", "r", 1 * POINT, LIFT_POSSIBLE, "q1>4", 1, POINT},
        {counted, "---4", "r", 1 * POINT, LIFT_OUT_OF_REACH, "", 0, 0},
    };
    COMPARE(*state, table);
}

static void what_is_asked_for_by_an_answer_counts_too(void **state)
{
    static const char left_out[] =
        MADE(QUESTION_OF("q1", "yes", "") ", " Q(
                 "q2", ", \"asked_if\": {\"question\": "
                       "\"q1\", \"answers\": [\"1\"]}") ", " Q("q3", ""),
             ROOT("\"questions\": [\"q1\", \"q2\", \"q3\"]"));
    static const char at_bottom[] =
        MADE(QUESTION_OF("q1", "yes", "") ", " Q(
                 "q2", ", \"asked_if\": {\"question\": "
                       "\"q1\", \"answers\": [\"1\"]}, "
                       "\"when_not_asked\": \"floor\"") ", " Q("q3", ""),
             ROOT("\"questions\": [\"q1\", \"q2\", \"q3\"]"));
    const struct wanted table[] = {
        /* q1 no: (0 + 50) / 2 = 25. Yes alone would be 75, but q2 is asked then: at
           least (100 + 0 + 50) / 3 = 50. q3 to 5 is 50 in one answer. */
        {left_out, "1.3", "r", OWN, LIFT_POSSIBLE, "q3>5", 2, 50 * POINT},
        /* (0 + 100) / 2 = 50; 60 takes both: (100 + 0 + 100) / 3. */
        {left_out, "1.5", "r", 60 * POINT, LIFT_POSSIBLE, "q1>1 q2>>1", 1,
         INT64_C(66666666667)},
        /* What stands below the answer is on record and counts again. */
        {left_out, "143", "r", 60 * POINT, LIFT_POSSIBLE, "q1>1", 1, 75 * POINT},
        /* (0 + 0 + 100) / 3: q2 is at the bottom until it is asked; then (100 + 75 +
           100) / 3. */
        {at_bottom, "1.5", "r", 90 * POINT, LIFT_POSSIBLE, "q1>1 q2>>4", 4,
         INT64_C(91666666667)},
        {at_bottom, "1.3", "r", OWN, LIFT_POSSIBLE, "q1>1 q2>>1", 1, 50 * POINT},
    };
    COMPARE(*state, table);
}

static void areas_that_share_questions_are_lifted_together(void **state)
{
    static const char shared[] =
        MADE(ASKED_FOUR, ROOT("\"areas\": [" LEAF("a", "\"q1\", \"q3\"") ", " LEAF(
                             "b", "\"q3\", \"q4\"") "]"));
    static const char least[] = MADE(
        ASKED_FOUR, ROOT("\"operator\": \"min\", \"areas\": [" LEAF(
                        "a", "\"q1\", \"q3\"") ", " LEAF("b", "\"q3\", \"q4\"") "]"));
    const struct wanted table[] = {
        /* q3 counts for half of the whole, q1 and q4 for a quarter each. */
        {shared, "1111", "r", 25 * POINT, LIFT_POSSIBLE, "q3>3", 2, 25 * POINT},
        {least, "1111", "r", OWN, LIFT_POSSIBLE, "q3>5", 4, 50 * POINT},
        {least, "1_-1", "r", OWN, LIFT_POSSIBLE, "q1>3 q4>3", 4, 50 * POINT},
    };
    COMPARE(*state, table);
}

static void options_are_chosen_and_numbers_raised_as_far_as_needed(void **state)
{
    static const char several[] =
        MADE(QUESTION_OF("q1", "many", ""), ROOT("\"questions\": [\"q1\"]"));
    const struct wanted table[] = {
        /* Half of 4 points is c alone, bit 3; all is a, b and c. */
        {several, ".", "r", OWN, LIFT_POSSIBLE, "q1>8", 1, 50 * POINT},
        {several, ".", "r", 100 * POINT, LIFT_POSSIBLE, "q1>e", 3, 100 * POINT},
    };
    COMPARE(*state, table);
}

static void long_ranges_of_numbers_are_brought_down_to_what_it_takes(void **state)
{
    static const char definition[] =
        MADE(QUESTION_OF("q1", "percent", ""), ROOT("\"questions\": [\"q1\"]"));
    struct questionnaire questionnaire;
    struct population population = {0};
    struct answers answers = {0};
    struct fault fault = {0};
    struct lift lift = {0};
    assert_true(read_text(*state, &questionnaire, definition, strlen(definition)));
    assert_true(answers_reserve(&answers, 1, &questionnaire, &fault));
    answers.code[0] = OPTION_GIVEN;
    answers.number[0] = 100 * POINT;
    struct lifter *lifter = lift_open(&questionnaire, &population, &answers, 0, &fault);
    /* 10001 answers there may be; 33.34 of 100 points are 333.4 of 1000. */
    lift.target = rational_of(3334, 100);
    assert_true(lift_find(&lift, 1, lifter, &fault));
    assert_int_equal(lift.state, LIFT_POSSIBLE);
    assert_int_equal(lift.change_count, 1);
    assert_int_equal(lift.change[0].to.number, 3334 * POINT / 10);
    assert_int_equal(lift.steps, 2334);
    assert_false(lift.smallest);
    lift_release(&lift);
    lift_free(lifter);
    answers_release(&answers);
    questionnaire_release(&questionnaire);
}

static void what_cannot_be_moved_is_told(void **state)
{
    static const char definition[] = MADE(ASKED_FOUR, ROOT(FOUR));
    static const char held[] = MADE(
        ASKED_FOUR,
        ROOT("\"operator\": \"none\", \"areas\": [" LEAF("a", "\"q1\", \"q2\"") "]"));
    const struct wanted table[] = {
        {definition, "----", "r", OWN, LIFT_NOT_RELEVANT, "", 0, 0},
        {definition, "5555", "r", 101 * POINT, LIFT_OUT_OF_REACH, "", 0, 100 * POINT},
        {definition, "5525", "r", 101 * POINT, LIFT_OUT_OF_REACH, "q3>5", 3,
         100 * POINT},
        {held, "1111", "r", OWN, LIFT_NO_SCORE, "", 0, 0},
    };
    COMPARE(*state, table);
}

#define CLASH(if_answers, and_answers)                                                 \
    ", \"contradictions\": [{\"id\": \"clash\", \"if\": {\"question\": \"q2\", "       \
    "\"answers\": [" if_answers                                                        \
    "]}, \"and\": {\"question\": \"q1\", \"answers\": [" and_answers                   \
    "]}, \"text\": " WORDS "}]"
#define CLASHING(clash)                                                                \
    HEAD ", \"scales\": {" STEPS("") "}, \"questions\": [" ASKED_FOUR "]" clash        \
                                     ", \"dimensions\": [" ROOT(FOUR) "]}"

/* q2 weighs most, so it is raised first, as far as it takes: 1111 is at 0, and at 30 of
   100 with q2 at 4. That it be 4 beside a q1 of 1 is a contradiction: then it is 5,
   one step more; and where that is one too, q1 is raised with it. */
static void no_contradiction_is_made_that_was_not_there(void **state)
{
    const struct wanted table[] = {
        {CLASHING(""), "1111", "r", 30 * POINT, LIFT_POSSIBLE, "q2>4", 3, 30 * POINT},
        {CLASHING(CLASH("\"4\"", "\"1\"")), "1111", "r", 30 * POINT, LIFT_POSSIBLE,
         "q2>5", 4, 40 * POINT},
        {CLASHING(CLASH("\"4\", \"5\"", "\"1\"")), "1111", "r", 30 * POINT,
         LIFT_POSSIBLE, "q1>2 q2>4", 4, 35 * POINT},
        /* It was there before: nothing is asked of it. */
        {CLASHING(CLASH("\"1\", \"4\"", "\"1\"")), "1111", "r", 30 * POINT,
         LIFT_POSSIBLE, "q2>4", 3, 30 * POINT},
    };
    COMPARE(*state, table);
}

static void a_contradiction_that_cannot_be_avoided_is_told(void **state)
{
    static const char definition[] =
        CLASHING(CLASH("\"4\", \"5\"", "\"1\", \"2\", \"3\", \"4\", \"5\""));
    struct questionnaire questionnaire;
    struct population population = {0};
    struct answers answers = {0};
    struct fault fault = {0};
    struct lift lift = {.target = rational_of(90, 1)};
    assert_true(read_text(*state, &questionnaire, definition, strlen(definition)));
    assert_true(answers_reserve(&answers, 1, &questionnaire, &fault));
    struct lifter *lifter = lift_open(&questionnaire, &population, &answers, 0, &fault);
    assert_non_null(lifter);
    assert_true(lift_find(&lift, 1, lifter, &fault));
    assert_int_equal(lift.state, LIFT_POSSIBLE);
    assert_int_equal(lift.contradiction_count, 1);
    assert_int_equal(lift.contradiction[0], 0);
    lift_release(&lift);
    lift = (struct lift){.target = rational_of(60, 1)};
    assert_true(lift_find(&lift, 1, lifter, &fault));
    assert_int_equal(lift.state, LIFT_POSSIBLE);
    assert_int_equal(lift.contradiction_count, 0);
    lift_release(&lift);
    lift_free(lifter);
    answers_release(&answers);
    questionnaire_release(&questionnaire);
}

struct shortage {
    struct questionnaire questionnaire;
    struct answers answers;
};

static bool lift_once(void *context, struct fault *fault)
{
    struct shortage *shortage = context;
    struct population population = {0};
    struct lift lift = {0};
    lift.target = rational_of(80, 1);
    struct lifter *lifter =
        lift_open(&shortage->questionnaire, &population, &shortage->answers, 0, fault);
    bool ok = lifter != NULL && lift_find(&lift, 1, lifter, fault);
    lift_release(&lift);
    lift_free(lifter);
    return ok;
}

static void a_shortage_of_memory_is_told(void **state)
{
    static const char *const definition[] = {
        MADE(ASKED_FOUR, ROOT("\"areas\": [" LEAF("a", "\"q1\", \"q3\"") ", " LEAF(
                             "b", "\"q3\", \"q4\"") "]")),
        MADE(ASKED_FOUR, ROOT(FOUR STAGED))};
    for (size_t d = 0; d < 2; d++) {
        struct shortage shortage = {0};
        struct fault fault = {0};
        assert_true(read_text(*state, &shortage.questionnaire, definition[d],
                              strlen(definition[d])));
        assert_true(
            answers_reserve(&shortage.answers, 1, &shortage.questionnaire, &fault));
        for (uint32_t q = 0; q < 4; q++)
            shortage.answers.code[q] = q == 1 ? ANSWER_BLANK : 0;
        assert_survives_thinned(lift_once, &shortage, 20);
        answers_release(&shortage.answers);
        questionnaire_release(&shortage.questionnaire);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_take_what_lifts_most_and_as_little_of_it_as_will_do),
        cmocka_unit_test(blanks_are_answered_where_that_is_what_it_takes),
        cmocka_unit_test(sums_extremes_and_shares_move_by_what_they_count),
        cmocka_unit_test(gates_are_opened_one_after_another),
        cmocka_unit_test(what_is_asked_for_by_an_answer_counts_too),
        cmocka_unit_test(areas_that_share_questions_are_lifted_together),
        cmocka_unit_test(options_are_chosen_and_numbers_raised_as_far_as_needed),
        cmocka_unit_test(long_ranges_of_numbers_are_brought_down_to_what_it_takes),
        cmocka_unit_test(what_cannot_be_moved_is_told),
        cmocka_unit_test(no_contradiction_is_made_that_was_not_there),
        cmocka_unit_test(a_contradiction_that_cannot_be_avoided_is_told),
        cmocka_unit_test(a_shortage_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, place_open, place_close);
}

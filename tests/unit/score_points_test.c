/* Points of the ordinary kind: exact where floating point is in doubt, and alone. */

#include "sheet.h"

#define AREA(id, weight, a, b)                                                         \
    "{'id': '" id "', 'title': {'en': 'a'}, 'weight': " weight                         \
    ", 'questions': [{'question': 'A', 'weight': " a                                   \
    "}, {'question': 'B', 'weight': " b "}]}"
#define TIE                                                                            \
    "{@tie, 'areas': [" AREA("x", "1", "2", "62") ", " AREA("y", "63", "1", "63") "]}"
#define BELOW "{@below, 'areas': [" AREA("l1", "1", "1", "2") "]}"
#define GATE                                                                           \
    "{@gate, 'operator': 'level', 'questions': ['A'], 'levels': [{'conditions': "      \
    "[{'areas': ['below/below', 'below/l1'], 'at_least': 30}]}]}"

/* 100 (2 + 63) / 64^2 = 1.5869140625 has its last digit where nano end. */
static void a_mean_right_between_two_nano_goes_up(void **state)
{
    struct sheet s;
    sheet_open(&s, state, TIE, "", "id,A,B\n1,3,1\n2,1,3\n3,3,\n");
    assert_area(&s, "tie",
                "1.586914063 1.586914063 64/64; 98.413085938 98.413085938 64/64; "
                "few [1.586914063 100] 0/64");
    sheet_close(&s);
}

static void points_alone_are_those_of_all_scores(void **state)
{
    struct sheet s;
    struct scores points;
    sheet_open(&s, state, TIE ", " BELOW ", " GATE, "",
               "id,A,B\n1,3,1\n2,1,3\n3,3,\n4,ir,ir\n");
    bool wanted[16] = {false};
    uint32_t chosen[] = {sheet_area(&s, "y"), sheet_area(&s, "tie"),
                         sheet_area(&s, "gate")};
    for (size_t c = 0; c < 3; c++)
        wanted[chosen[c]] = true;
    assert_true(s.questionnaire.node_count <= 16);
    assert_true(score_points(&points, &s.questionnaire, &s.population, &s.file.answers,
                             wanted, &s.place->fault));
    for (size_t c = 0; c < 3; c++)
        for (uint32_t row = 0; row < 4; row++)
            assert_int_equal(scores_of(&points, chosen[c])[row],
                             scores_of(&s.scores, chosen[c])[row]);
    assert_memory_equal(points.state, s.scores.state,
                        4 * s.questionnaire.question_count);
    assert_null(points.low);
    scores_release(&points);
    sheet_close(&s);
}

int main(void)
{
    const struct CMUnitTest test[] = {
        HERE(a_mean_right_between_two_nano_goes_up),
        HERE(points_alone_are_those_of_all_scores),
    };
    return cmocka_run_group_tests(test, NULL, NULL);
}

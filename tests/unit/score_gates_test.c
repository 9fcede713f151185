/* Gates: every test, with what is missing and what does not apply. */

#include "sheet.h"

/* Weights 1, 2 and 1; A unknown in the fourth row, B blank in the second and the sixth,
   not applicable in the third and the seventh, and nothing applicable in the fifth. */
#define ROWS                                                                           \
    "id,A,B,G\n1,3,2,1\n2,3,,2\n3,3,ir,2\n4,vi,3,3\n5,ir,ir,ir\n6,1,,1\n7,1,ir,2\n"
#define GATE(id, test)                                                                 \
    "{@" id ", 'operator': 'level', 'questions': ['A', 'B', 'G'], 'levels': "          \
    "[{'conditions': [{'test': '" id "', " test "}]}]}"

static void every_test_looks_at_the_set_in_its_own_way(void **state)
{
    struct sheet s;
    sheet_open(
        &s, state,
        GATE("all", "'at_least': 2") ", " GATE("any", "'at_least': 3") ", " GATE("none", "'at_least': 3") ", " GATE(
            "sum",
            "'at_least': 7") ", " GATE("mean",
                                       "'at_least': 2") ", " GATE("share",
                                                                  "'at_least': 0.75, 'passing': 2") ", " GATE("count",
                                                                                                              "'at_least': 2, 'passing': 2"),
        "", ROWS);
    assert_area(&s, "all",
                "0 0 4/4; 0 0 [0 100] 2/4; 1 100 2/2; 0 0 [0 100] 3/4; na 0/0; "
                "0 0 2/4; 0 0 2/2");
    assert_area(&s, "any",
                "1 100 4/4; 1 100 2/4; 1 100 2/2; 1 100 3/4; na 0/0; "
                "0 0 [0 100] 2/4; 0 0 2/2");
    assert_area(&s, "none",
                "0 0 4/4; 0 0 2/4; 0 0 2/2; 0 0 3/4; na 0/0; 0 0 [0 100] 2/4; "
                "1 100 2/2");
    assert_area(&s, "sum",
                "1 100 4/4; 0 0 [0 100] 2/4; 0 0 2/2; 1 100 3/4; na 0/0; "
                "0 0 [0 100] 2/4; 0 0 2/2");
    assert_area(&s, "mean",
                "1 100 4/4; 0 0 [0 100] 2/4; 1 100 2/2; 1 100 3/4; na 0/0; "
                "0 0 [0 100] 2/4; 0 0 2/2");
    assert_area(&s, "share",
                "1 100 4/4; 0 0 [0 100] 2/4; 1 100 2/2; 1 100 3/4; na 0/0; 0 0 2/4; "
                "0 0 2/2");
    assert_area(&s, "count",
                "1 100 4/4; 1 100 2/4; 1 100 2/2; 1 100 3/4; na 0/0; 0 0 2/4; "
                "0 0 2/2");
    sheet_close(&s);
}

static void what_is_missing_may_harm_a_sum_and_does_not_in_the_score(void **state)
{
    struct sheet s;
    /* C is worth -2 to 2.5 with weight 0.5: -1 to 1.25 in the sum. */
    sheet_open(&s, state,
               "{@two, 'operator': 'level', 'questions': ['A', 'C'], 'levels': "
               "[{'conditions': [{'test': 'sum', 'at_least': 2}]}]}, "
               "{@four, 'operator': 'level', 'questions': ['A', 'C'], 'levels': "
               "[{'conditions': [{'test': 'sum', 'at_least': 4}]}]}",
               "", "id,A,C\n1,2,\n2,3,\n3,3,m\n4,3,p\n5,,p\n");
    assert_area(&s, "two",
                "1 100 [0 100] 1/1.5; 1 100 1/1.5; 1 100 1.5/1.5; 1 100 1.5/1.5; "
                "0 0 [0 100] 0.5/1.5");
    assert_area(&s, "four",
                "0 0 1/1.5; 0 0 [0 100] 1/1.5; 0 0 1.5/1.5; 1 100 1.5/1.5; "
                "0 0 [0 100] 0.5/1.5");
    sheet_close(&s);
}

#define LEVELS                                                                         \
    "'levels': [{'conditions': [{'questions': ['A'], 'at_least': 2}]}, "               \
    "{'value': 2.5, 'conditions': [{'tags': ['high'], 'at_least': 2}]}, "              \
    "{'value': 5, 'conditions': [{'questions': ['G'], 'at_least': 3}, "                \
    "{'questions': ['F'], 'at_least': 2}]}]"

static void what_is_missing_is_no_evidence_even_of_the_lowest(void **state)
{
    struct sheet s;
    /* In a sum an area counts at worst with its own low, (1.25 - 10) / 1.5, and not
       with the lowest that it could have been. */
    sheet_open(&s, state,
               "{@blank, 'operator': 'level', 'questions': ['A'], 'levels': "
               "[{'conditions': [{'at_least': 1}]}]}, "
               "{@sum, 'operator': 'level', 'areas': ["
               "{@x, 'measure': 'values', 'questions': ['C', 'D']}, "
               "{@y, 'measure': 'values', 'questions': ['A']}], 'levels': "
               "[{'conditions': [{'test': 'sum', 'at_least': -3.5}]}]}",
               "", "id,A,C,D\n1,3,p,\n2,,p,0\n3,2,p,\n");
    assert_area(&s, "blank", "1 100 1/1; 0 0 [0 100] 0/1; 1 100 1/1");
    assert_area(&s, "sum", "1 100 1/2; 1 100 1/2; 1 100 [0 100] 1/2");
    sheet_close(&s);
}

static void a_level_holds_only_above_those_that_hold(void **state)
{
    struct sheet s;
    sheet_open(&s, state,
               "{@steps, 'operator': 'level', 'questions': ['A', 'B', 'G'], " LEVELS
               "}, {@full, 'operator': 'level', 'minimum_coverage': '1/1', "
               "'questions': ['A', 'B', 'G'], " LEVELS "}",
               "",
               "id,A,B,G,F\n1,3,2,1,1\n2,1,3,3,1\n3,3,ir,3,2\n4,3,ir,2,2\n5,3,3,3,3\n"
               "6,2,,3,1\n7,ir,3,ir,ir\n8,ir,1,3,1\n9,ir,ir,ir,ir\n");
    /* What nothing applies to lets the next one through and no more; a condition is of
       questions outside the inputs too. */
    assert_area(&s, "steps",
                "2.5 50 4/4; 0 0 4/4; 5 100 2/2; 1 20 2/2; 2.5 50 4/4; "
                "1 20 [20 100] 2/4; 2.5 50 2/2; 0 0 3/3; na 0/0");
    assert_area(&s, "full",
                "2.5 50 4/4; 0 0 4/4; 5 100 2/2; 1 20 2/2; 2.5 50 4/4; "
                "few [20 100] 2/4; 2.5 50 2/2; 0 0 3/3; na 0/0");
    sheet_close(&s);
}

static void rules_hold_in_conditions_too(void **state)
{
    struct sheet s;
    sheet_open(
        &s, state,
        "{@target, 'operator': 'level', 'rules': {'blank': 'target', 'dont_know': "
        "'floor', 'not_applicable': 'zero'}, 'questions': ['A'], 'levels': "
        "[{'conditions': [{'at_least': 2}]}]}, "
        "{@low, 'operator': 'level', 'rules': {'blank': 'target', 'dont_know': 'floor', "
        "'not_applicable': 'zero'}, 'questions': ['A'], 'levels': "
        "[{'conditions': [{'at_least': 1}]}]}, "
        /* Blocked also by what only a condition looks at. */
        "{@block, 'operator': 'level', !block, 'questions': ['A'], 'levels': "
        "[{'conditions': [{'questions': ['B'], 'at_least': 2}]}]}",
        "", "id,A,B\n1,,1\n2,vi,3\n3,ir,3\n4,3,\n5,2,2\n");
    assert_area(&s, "target", "1 100 1/1; 0 0 1/1; 0 0 1/1; 1 100 1/1; 1 100 1/1");
    assert_area(&s, "low", "1 100 1/1; 1 100 1/1; 0 0 1/1; 1 100 1/1; 1 100 1/1");
    assert_area(&s, "block",
                "few [0 0] 0/1; few [100 100] 0/1; few [100 100] 0/1; few [0 100] 1/1; "
                "1 100 1/1");
    sheet_close(&s);
}

static void a_gate_looks_at_areas(void **state)
{
    struct sheet s;
    sheet_open(&s, state,
               "{@first, 'measure': 'values', 'questions': ['C']}, "
               "{@gate, 'operator': 'level', 'minimum_coverage': '1/2', 'areas': ["
               "{@left, 'measure': 'values', 'questions': ['A']}, "
               "{@right, 'measure': 'values', 'weight': 3, 'questions': ['B', 'G']}], "
               "'levels': [{'conditions': [{'at_least': 2}]}, {'conditions': "
               "[{'areas': ['first/first'], 'test': 'none', 'at_least': 0.5}, "
               "{'areas': ['right', 'left'], 'test': 'mean', 'at_least': 2.75}]}]}",
               "",
               "id,A,B,G,C\n1,3,3,2,m\n2,3,3,3,z\n3,3,3,3,p\n4,2,2,1,m\n5,ir,3,2,m\n"
               "6,3,,3,m\n7,2,3,3,\n");
    /* (3 + 3 x 8/3) / 4 is 2.75, and 1.667 is below 2. */
    assert_area(&s, "gate",
                "2 100 4/4; 2 100 4/4; 1 50 4/4; 0 0 4/4; 1 50 3/3; few [0 100] 1/4; "
                "1 50 [50 100] 4/4");
    sheet_close(&s);
}

int main(void)
{
    const struct CMUnitTest test[] = {
        HERE(every_test_looks_at_the_set_in_its_own_way),
        HERE(what_is_missing_may_harm_a_sum_and_does_not_in_the_score),
        HERE(what_is_missing_is_no_evidence_even_of_the_lowest),
        HERE(a_level_holds_only_above_those_that_hold),
        HERE(rules_hold_in_conditions_too),
        HERE(a_gate_looks_at_areas),
    };
    return cmocka_run_group_tests(test, NULL, NULL);
}

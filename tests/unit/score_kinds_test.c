/* Areas of every operator, with every rule, mapped and rounded. */

#include "sheet.h"

#define ALL_OF "'questions': ['A', 'B', 'C', 'F'], 'minimum_coverage': '0/1'"
#define VALUES "'measure': 'values'"

static void every_operator_makes_one_of_many(void **state)
{
    struct sheet s;
    /* Values 3, 1, 2.5, 3, then 1, 3, -2, 1, weights 1, 2, 0.5, 1; in the last row only
       the one that can be below nothing was answered. */
    sheet_open(&s, state,
               "{@wm, " ALL_OF "}, {@m, 'operator': 'mean', " ALL_OF "}, {@wmv, " VALUES
               ", " ALL_OF "}, {@mv, 'operator': 'mean', " VALUES ", " ALL_OF
               "}, {@sum, 'operator': 'sum', 'start': 10, " VALUES ", " ALL_OF
               "}, {@min, 'operator': 'min', " VALUES ", " ALL_OF
               "}, {@max, 'operator': 'max', " VALUES ", " ALL_OF
               "}, {@share, 'operator': 'share', 'at_least': 2, " VALUES ", " ALL_OF
               "}, {@tie, 'operator': 'share', 'at_least': 3, " VALUES ", " ALL_OF
               "}, {@possible, 'operator': 'possible', " VALUES ", " ALL_OF
               "}, {@nothing, 'operator': 'none', " ALL_OF "}",
               "", "id,A,B,C,F\n1,3,1,p,1\n2,1,3,m,3\n3,,,m,\n");
    assert_area(&s, "wm",
                "55.555555556 55.555555556 4.5/4.5; 44.444444444 44.444444444 4.5/4.5; "
                "0 0 [0 88.888888889] 0.5/4.5");
    assert_area(&s, "m", "75 75 4/4; 25 25 4/4; 0 0 [0 75] 1/4");
    assert_area(&s, "wmv",
                "2.055555556 81.111111111 4.5/4.5; 1.555555556 71.111111111 4.5/4.5; "
                "-2 0 [53.333333333 88.888888889] 0.5/4.5");
    assert_area(&s, "mv", "2.375 87.5 4/4; 0.75 55 4/4; -2 0 [45 75] 1/4");
    assert_area(&s, "sum",
                "19.25 71.929824561 4.5/4.5; 17 56.140350877 4.5/4.5; "
                "9 0 [28.070175439 84.210526316] 0.5/4.5");
    assert_area(&s, "min", "1 60 4.5/4.5; -2 0 4.5/4.5; -2 0 0.5/4.5");
    assert_area(&s, "max", "3 100 4.5/4.5; 3 100 4.5/4.5; -2 0 [60 100] 0.5/4.5");
    assert_area(&s, "share",
                "55.555555556 55.555555556 4.5/4.5; 44.444444444 44.444444444 4.5/4.5; "
                "0 0 [0 88.888888889] 0.5/4.5");
    assert_area(&s, "tie",
                "44.444444444 44.444444444 4.5/4.5; 44.444444444 44.444444444 4.5/4.5; "
                "0 0 [0 88.888888889] 0.5/4.5");
    assert_area(&s, "possible",
                "69.811320755 69.811320755 4.5/4.5; 52.830188679 52.830188679 4.5/4.5; "
                "0 0 [22.641509434 83.018867925] 0.5/4.5");
    assert_area(&s, "nothing", "none 0/0; none 0/0; none 0/0");
    sheet_close(&s);
}

#define PAIR "'questions': ['A', 'B'], 'minimum_coverage': '0/1'"

static void every_rule_has_its_way_with_what_is_missing(void **state)
{
    static const struct {
        const char *rule;
        const char *points;
        const char *values;
        const char *not_applicable; /* where it is other than for what is blank */
    } wanted[] = {
        {"skip", "100 100 [33.333333333 100] 1/3", "3 100 [33.333333333 100] 1/3",
         "3 100 1/1"},
        /* Nothing is below the lowest of the scale, so that the range begins there. */
        {"zero", "33.333333333 33.333333333 3/3", "1 33.333333333 3/3", NULL},
        {"floor", "33.333333333 33.333333333 3/3", "1.666666667 33.333333333 3/3",
         NULL},
        {"target", "66.666666667 66.666666667 3/3", "2.333333333 66.666666667 3/3",
         NULL},
        {"block", "few [33.333333333 100] 1/3", "few [33.333333333 100] 1/3", NULL},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        struct sheet s;
        char dimensions[512];
        char rows[400];
        snprintf(dimensions, sizeof dimensions,
                 "{@points, !%s, " PAIR "}, {@values, " VALUES ", !%s, " PAIR "}",
                 wanted[i].rule, wanted[i].rule);
        sheet_open(&s, state, dimensions, "", "id,A,B\n1,3,\n2,3,vi\n3,3,ir\n");
        snprintf(rows, sizeof rows, "%s; %s; %s", wanted[i].points, wanted[i].points,
                 i == 0 ? "100 100 1/1" : wanted[i].points);
        assert_area(&s, "points", rows);
        snprintf(rows, sizeof rows, "%s; %s; %s", wanted[i].values, wanted[i].values,
                 wanted[i].not_applicable == NULL ? wanted[i].values
                                                  : wanted[i].not_applicable);
        assert_area(&s, "values", rows);
        sheet_close(&s);
    }
}

static void each_lack_has_its_own_rule_at_each_place(void **state)
{
    struct sheet s;
    /* The definition's, those of a root, which has not all, and of an area below. */
    sheet_open(&s, state,
               "{@given, " VALUES ", " PAIR "}, {@root, " VALUES
               ", 'rules': {'blank': 'target'}, 'areas': [{@below, " PAIR
               "}, {@own, 'rules': {'blank': 'zero', 'dont_know': 'floor'}, " PAIR
               "}]}",
               ", 'rules': {'blank': 'floor', 'dont_know': 'target', "
               "'not_applicable': 'zero'}",
               "id,A,B\n1,3,\n2,3,vi\n3,3,ir\n");
    assert_area(&s, "given",
                "1.666666667 55.555555556 3/3; 2.333333333 77.777777778 3/3; "
                "1 33.333333333 3/3");
    assert_area(&s, "below",
                "2.333333333 77.777777778 3/3; 2.333333333 77.777777778 3/3; "
                "1 33.333333333 3/3");
    assert_area(&s, "own",
                "1 33.333333333 3/3; 1.666666667 55.555555556 3/3; "
                "1 33.333333333 3/3");
    sheet_close(&s);
}

static void areas_without_a_score_count_by_the_rules_of_the_one_above(void **state)
{
    static const struct {
        const char *rule;
        const char *blank;
        const char *not_applicable;
    } wanted[] = {
        {"skip", "20 100 [25 100] 1/4", "20 100 1/1"},
        {"zero", "5 25 4/4", "5 25 4/4"},
        {"floor", "12.5 25 4/4", "12.5 25 4/4"},
        {"target", "18.5 85 4/4", "18.5 85 4/4"},
        {"block", "few [25 100] 1/4", "few [25 100] 1/4"},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        struct sheet s;
        char dimensions[512];
        char rows[200];
        snprintf(dimensions, sizeof dimensions,
                 "{@above, 'minimum_coverage': '0/1', " VALUES ", !%s, 'areas': ["
                 "{@x, !skip, 'range': [10, 20], 'questions': ['A']}, "
                 "{@y, !skip, 'weight': 3, 'range': [10, 20], 'target': 18, "
                 "'questions': ['B']}]}",
                 wanted[i].rule);
        sheet_open(&s, state, dimensions, "", "id,A,B\n1,3,vi\n2,3,ir\n3,3,3\n");
        assert_area(&s, "y", "few [0 100] 0/2; na 0/0; 20 100 2/2");
        snprintf(rows, sizeof rows, "%s; %s; 20 100 4/4", wanted[i].blank,
                 wanted[i].not_applicable);
        assert_area(&s, "above", rows);
        sheet_close(&s);
    }
}

#define ROUNDED(id, mode, decimals)                                                    \
    "{@" id ", " VALUES ", 'questions': ['D'], 'rounding': {'mode': '" mode            \
    "', 'decimals': " decimals "}}"
#define ASSERT_ROUNDED(sheet, id, ...)                                                 \
    do {                                                                               \
        static const double wanted[] = {__VA_ARGS__};                                  \
        for (uint32_t row = 0; row < (sheet)->scores.row_count; row++)                 \
            assert_int_equal(                                                          \
                scores_value(&(sheet)->scores, sheet_area((sheet), id), row),          \
                (int64_t)(wanted[row] * 1e3) * 1000000);                               \
    } while (0)

static void ties_go_where_each_mode_sends_them(void **state)
{
    struct sheet s;
    sheet_open(
        &s, state,
        ROUNDED("away", "half_away", "0") ", " ROUNDED("even", "half_even", "0") ", " ROUNDED(
            "up", "half_up",
            "0") ", " ROUNDED("cut", "truncate",
                              "0") ", " ROUNDED("asis", "none",
                                                "0") ", " ROUNDED("fine", "half_even",
                                                                  "2"),
        "",
        "id,D\n1,0.5\n2,1.5\n3,2.5\n4,-0.5\n5,-1.5\n6,-2.5\n7,2.49999\n"
        "8,-2.50001\n9,0.125\n");
    ASSERT_ROUNDED(&s, "away", 1, 2, 3, -1, -2, -3, 2, -3, 0);
    ASSERT_ROUNDED(&s, "even", 0, 2, 2, 0, -2, -2, 2, -3, 0);
    ASSERT_ROUNDED(&s, "up", 1, 2, 3, 0, -1, -2, 2, -3, 0);
    ASSERT_ROUNDED(&s, "cut", 0, 1, 2, 0, -1, -2, 2, -2, 0);
    ASSERT_ROUNDED(&s, "fine", 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 2.5, -2.5, 0.12);
    assert_area(&s, "asis",
                "0.5 52.5 1/1; 1.5 57.5 1/1; 2.5 62.5 1/1; -0.5 47.5 1/1; "
                "-1.5 42.5 1/1; -2.5 37.5 1/1; 2.49999 62.49995 1/1; "
                "-2.50001 37.49995 1/1; 0.125 50.625 1/1");
    sheet_close(&s);
}

static void an_area_takes_the_rounded_values_below_it(void **state)
{
    struct sheet s;
    /* Values 7/3 and 5/3; 5/2 rounds to 3 only where halves go up. */
    sheet_open(&s, state,
               "{@top, " VALUES ", 'operator': 'mean', 'areas': [{@left, " VALUES
               ", 'rounding': {'mode': 'truncate'}, 'questions': ['A', 'B']}, "
               "{@right, " VALUES ", 'operator': 'mean', 'rounding': {'mode': "
               "'half_up'}, 'questions': ['A', 'B']}]}",
               "", "id,A,B\n1,3,2\n2,2,\n3,3,1\n");
    assert_area(&s, "left", "2 50 3/3; few [0 50] 1/3; 1 0 3/3");
    assert_area(&s, "right", "3 100 2/2; few [50 100] 1/2; 2 50 2/2");
    assert_area(&s, "top", "2.5 75 2/2; few [25 75] 0/2; 1.5 25 2/2");
    sheet_close(&s);
}

static void a_range_moves_the_value_and_bands_name_it(void **state)
{
    struct sheet s;
    sheet_open(&s, state,
               "{@range, " VALUES ", 'range': [0, 5], 'rounding': {'mode': 'half_up', "
               "'decimals': 1}, 'bands': [{'from': 0.1, 'title': {'en': 'low'}}, "
               "{'from': 1.7, 'title': {'en': 'mid'}}, "
               "{'from': 5, 'title': {'en': 'top'}}], " PAIR "}, "
               "{@down, 'range': [-3, -1], 'questions': ['A']}",
               "", "id,A,B\n1,1,1\n2,2,1\n3,3,1\n4,3,3\n5,,\n6,ir,ir\n");
    assert_area(&s, "range",
                "0 0 3/3; 0.8 16 3/3 low; 1.7 34 3/3 mid; 5 100 3/3 top; "
                "few [0 100] 0/3; na 0/0");
    assert_area(&s, "down",
                "-3 0 1/1; -2 50 1/1; -1 100 1/1; -1 100 1/1; few [0 100] 0/1; na 0/0");
    sheet_close(&s);
}

static void numbers_several_and_members_count_with_their_values(void **state)
{
    struct sheet s;
    sheet_open(&s, state,
               "{@number, " VALUES ", 'operator': 'sum', 'questions': ['D']}, "
               "{@some, " VALUES ", 'questions': ['E']}, "
               "{@member, 'operator': 'mean', 'questions': ['E.b', 'E.c']}, "
               "{@turned, " VALUES ", 'questions': ['F']}",
               "",
               "id,D,E,F\n1,10.5,a|b,1\n2,-99,c,3\n3,-2.25,a;b;c,2\n4,,vi,ir\n"
               "5,0,,vi\n");
    assert_area(&s, "number",
                "10 100 1/1; -10 0 1/1; -2.25 38.75 1/1; few [0 100] 0/1; 0 50 1/1");
    assert_area(&s, "some",
                "3 100 1/1; -0.5 0 1/1; 2.5 85.714285714 1/1; few [0 100] 0/1; "
                "few [0 100] 0/1");
    assert_area(&s, "member",
                "50 50 2/2; 50 50 2/2; 100 100 2/2; few [0 100] 0/2; few [0 100] 0/2");
    assert_area(&s, "turned", "3 100 1/1; 1 0 1/1; 2 50 1/1; na 0/0; few [0 100] 0/1");
    sheet_close(&s);
}

#define WHOLE "{@whole, 'operator': 'mean', 'questions': ['A', 'B', 'E', 'G']}"

static void a_subset_leaves_out_what_does_not_apply(void **state)
{
    struct sheet s;
    static const char csv[] =
        "id,group,A,B,E,G\n1,x,3,1,a|b,1\n2,y,3,1,a|b,2\n3,z,3,1,a|b,3\n";
    sheet_open(&s, state, WHOLE, ", 'subset': {'tags': ['low']}", csv);
    assert_area(&s, "whole", "100 100 2/2; 100 100 2/2; 100 100 2/2");
    sheet_close(&s);
    /* What bears none of the tags named there applies to everybody. */
    sheet_open(&s, state, WHOLE,
               ", 'subset': {'column': 'group', 'of': {'x': ['low'], 'y': ['high'], "
               "'z': []}}",
               csv);
    assert_area(&s, "whole", "66.666666667 66.666666667 3/3; 50 50 3/3; 100 100 1/1");
    assert_int_equal(s.scores.state[1 * 3 + 0], ANSWER_STATE_NOT_ASKED);
    sheet_answer(&s, "id,group,A,B\n1,x,1,1\n2,w,1,1\n");
    assert_false(sheet_compute(&s));
    assert_fault(&s.place->fault, FAULT_DATA, "sheet", 0, 0,
                 "no subset of the questions is given for \"w\" in the column "
                 "\"group\"");
    assert_null(s.scores.points);
    s.place->fault = (struct fault){0};
    sheet_answer(&s, "id,A,B\n1,1,1\n");
    assert_false(sheet_compute(&s));
    assert_fault(&s.place->fault, FAULT_DATA, "sheet", 0, 0,
                 "there is no level and no column \"group\", by which questions apply");
    sheet_close(&s);
}

#define BIG(id, a, b)                                                                  \
    "{@" id ", 'questions': [{'question': 'A', 'weight': " a                           \
    "}, {'question': 'B', 'weight': " b "}]}"
#define FOUR                                                                           \
    BIG("l1", "500009", "499970")                                                      \
    ", " BIG("l2", "700001", "299982") ", " BIG("l3", "300007", "699946") ", " BIG(    \
        "l4", "123457", "876506")
#define EIGHT                                                                          \
    FOUR ", " BIG("l5", "999983", "999978") ", " BIG(                                  \
        "l6", "999979", "999910") ", " BIG("l7", "888889",                             \
                                           "999970") ", " BIG("l8", "777781",          \
                                                              "876500")

static void fractions_may_outgrow_their_words(void **state)
{
    struct sheet s;
    sheet_open(&s, state,
               "{@four, 'operator': 'mean', 'areas': [" FOUR "]}, "
               "{@eight, 'operator': 'mean', 'areas': [" EIGHT "]}, {@ninth, " VALUES
               ", 'range': [0, 9], 'rounding': {'mode': "
               "'truncate', 'decimals': 6}, 'areas': [" EIGHT "]}",
               "", "id,A,B\n1,3,1\n2,1,3\n3,2,3\n4,3,3\n");
    assert_area(&s, "four",
                "40.587876742 40.587876742 4/4; "
                "59.412123258 59.412123258 4/4; "
                "79.706061629 79.706061629 4/4; "
                "100 100 4/4");
    assert_area(&s, "eight",
                "44.553648467 44.553648467 8/8; "
                "55.446351533 55.446351533 8/8; "
                "77.723175766 77.723175766 8/8; "
                "100 100 8/8");
    assert_area(&s, "ninth",
                "4.009828 44.553644444 8/8; "
                "4.990171 55.446344444 8/8; "
                "6.995085 77.723166667 8/8; "
                "9 100 8/8");
    sheet_close(&s);
}

static bool score_short(void *context, struct fault *fault)
{
    struct sheet *sheet = context;
    bool done = score_compute(&sheet->scores, &sheet->questionnaire, &sheet->population,
                              &sheet->file.answers, fault);
    if (!done)
        assert_null(sheet->scores.points);
    scores_release(&sheet->scores);
    return done;
}

static void running_short_of_memory_leaves_nothing(void **state)
{
    struct sheet s;
    sheet_open(&s, state,
               "{@eight, " VALUES
               ", 'operator': 'mean', 'bands': [{'from': 1, 'title': "
               "{'en': 'b'}}], 'areas': [" EIGHT "]}, {@gate, 'operator': 'level', "
               "'questions': ['A'], 'levels': [{'conditions': [{'areas': "
               "['eight/eight'], 'at_least': 2}]}]}",
               ", 'subset': {'column': 'group', 'of': {'x': []}}",
               "id,group,A,B\n1,x,3,1\n2,x,1,3\n");
    scores_release(&s.scores);
    assert_survives_shortage(score_short, &s);
    sheet_close(&s);
}

int main(void)
{
    const struct CMUnitTest test[] = {
        HERE(every_operator_makes_one_of_many),
        HERE(every_rule_has_its_way_with_what_is_missing),
        HERE(each_lack_has_its_own_rule_at_each_place),
        HERE(areas_without_a_score_count_by_the_rules_of_the_one_above),
        HERE(ties_go_where_each_mode_sends_them),
        HERE(an_area_takes_the_rounded_values_below_it),
        HERE(a_range_moves_the_value_and_bands_name_it),
        HERE(numbers_several_and_members_count_with_their_values),
        HERE(a_subset_leaves_out_what_does_not_apply),
        HERE(fractions_may_outgrow_their_words),
        HERE(running_short_of_memory_leaves_nothing),
    };
    return cmocka_run_group_tests(test, NULL, NULL);
}

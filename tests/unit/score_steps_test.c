/* How a score came about, step by step. */

#include "sheet.h"

static struct answers one;
static struct score_steps steps;

static void explain_row(const struct sheet *s, uint32_t row)
{
    struct fault fault = {0};
    score_steps_release(&steps);
    answers_release(&one);
    steps_take_row(&one, &s->questionnaire, &s->file.answers, row);
    assert_true(score_explain(&steps, &s->questionnaire, &s->population, &one, &fault));
}

static void finish(struct sheet *s)
{
    score_steps_release(&steps);
    answers_release(&one);
    sheet_close(s);
}

static const struct area_steps *area_of(const struct sheet *s, const char *id)
{
    return &steps.area[sheet_area(s, id)];
}

/* A fraction as it is written. */
static void assert_written(struct rational value, const char *wanted)
{
    struct text text = {0};
    rational_write(&text, value);
    assert_string_equal(text.bytes, wanted);
    text_release(&text);
}

static void an_input_tells_what_it_counts_as_and_by_which_rule(void **state)
{
    struct sheet s;
    sheet_open(&s, state,
               "{@skip, 'questions': ['A', 'B', 'G'], 'minimum_coverage': '0/1'}, "
               "{@floor, 'rules': {'blank': 'floor', 'dont_know': 'target', "
               "'not_applicable': 'block'}, 'questions': ['A', 'B', 'G']}",
               "", "id,A,B,G\n1,3,,vi\n2,3,ir,2\n");
    explain_row(&s, 0);
    const struct area_steps *area = area_of(&s, "skip");
    assert_int_equal(area->input_count, 3);
    assert_int_equal(area->input[0].state, INPUT_COUNTS);
    assert_false(area->input[0].lacks);
    assert_written(area->input[0].figure[FIGURE_SCORE], "100");
    assert_int_equal(area->input[1].state, INPUT_MISSING);
    assert_true(area->input[1].lacks);
    assert_int_equal(area->input[1].lack, LACK_BLANK);
    assert_int_equal(area->input[1].rule, RULE_SKIP);
    assert_written(area->input[1].figure[FIGURE_LOW], "0");
    assert_written(area->input[1].figure[FIGURE_HIGH], "100");
    assert_int_equal(area->input[2].lack, LACK_DONT_KNOW);
    assert_written(area->above[FIGURE_HIGH], "400");
    assert_written(area->below[FIGURE_HIGH], "4");
    area = area_of(&s, "floor");
    assert_int_equal(area->input[1].state, INPUT_COUNTS);
    assert_int_equal(area->input[1].rule, RULE_FLOOR);
    assert_written(area->input[2].figure[FIGURE_SCORE], "50");
    assert_written(area->points[FIGURE_SCORE], "75/2");
    explain_row(&s, 1);
    assert_int_equal(area_of(&s, "skip")->input[1].state, INPUT_LEFT_OUT);
    assert_false(area_of(&s, "skip")->blocked);
    assert_int_equal(area_of(&s, "floor")->input[1].state, INPUT_BLOCKS);
    assert_true(area_of(&s, "floor")->blocked);
    finish(&s);
}

static void the_way_from_the_operation_to_the_points_is_kept(void **state)
{
    struct sheet s;
    /* (1 x 3 + 2 x 1) / 3 is 5/3 on 1 to 3, which is 40/3 on 10 to 20. */
    sheet_open(&s, state,
               "{@mapped, 'measure': 'values', 'range': [10, 20], 'rounding': {'mode': "
               "'half_up', 'decimals': 1}, 'questions': ['A', 'B']}, "
               "{@sum, 'operator': 'sum', 'measure': 'values', 'start': -2, "
               "'questions': ['A', 'B']}, "
               "{@least, 'operator': 'min', 'measure': 'values', "
               "'questions': ['A', 'B']}",
               "", "id,A,B\n1,3,1\n");
    explain_row(&s, 0);
    const struct area_steps *area = area_of(&s, "mapped");
    assert_written(area->above[FIGURE_SCORE], "5");
    assert_written(area->below[FIGURE_SCORE], "3");
    assert_written(area->combined[FIGURE_SCORE], "5/3");
    assert_written(area->ranged[FIGURE_SCORE], "40/3");
    assert_written(area->value[FIGURE_SCORE], "133/10");
    assert_written(area->points[FIGURE_SCORE], "33");
    area = area_of(&s, "sum");
    assert_written(area->above[FIGURE_SCORE], "5");
    assert_written(area->combined[FIGURE_SCORE], "3");
    assert_written(area_of(&s, "least")->combined[FIGURE_SCORE], "1");
    finish(&s);
}

static void gates_tell_which_of_them_binds_and_by_which_input(void **state)
{
    struct sheet s;
    sheet_open(&s, state,
               "{@gate, 'operator': 'level', 'questions': ['A', 'B', 'G'], 'levels': "
               "[{'conditions': [{'questions': ['A'], 'at_least': 2}]}, "
               "{'conditions': [{'questions': ['B', 'G'], 'at_least': 3}]}, "
               "{'conditions': [{'questions': ['A', 'B', 'G'], 'test': 'mean', "
               "'at_least': 1}]}]}",
               "", "id,A,B,G\n1,2,3,2\n2,ir,3,\n");
    explain_row(&s, 0);
    const struct gate_steps *gate = area_of(&s, "gate")->gate;
    assert_true(gate[0].holds[FIGURE_SCORE] && gate[0].applies);
    assert_false(gate[1].holds[FIGURE_SCORE]);
    assert_true(gate[1].condition[0].input[0].reached);
    assert_false(gate[1].condition[0].input[1].reached);
    assert_int_equal(gate[1].condition[0].found[FIGURE_SCORE].reached, 1);
    assert_int_equal(gate[1].condition[0].found[FIGURE_SCORE].applying, 2);
    /* It would hold, but not above one that does not. */
    assert_true(gate[2].holds[FIGURE_SCORE]);
    assert_written(area_of(&s, "gate")->value[FIGURE_SCORE], "1");
    explain_row(&s, 1);
    gate = area_of(&s, "gate")->gate;
    assert_false(gate[0].applies);
    assert_false(gate[1].condition[0].input[1].reached);
    assert_true(gate[1].holds[FIGURE_HIGH]);
    finish(&s);
}

static void an_area_without_a_score_has_its_inputs_all_the_same(void **state)
{
    struct sheet s;
    sheet_open(&s, state,
               "{@whole, 'areas': [{@few, 'questions': ['A', 'B']}, "
               "{@nothing, 'questions': ['F']}]}, "
               "{@none, 'operator': 'none', 'questions': ['G']}",
               "", "id,A,B,F\n1,3,,ir\n");
    explain_row(&s, 0);
    assert_int_equal(area_of(&s, "few")->input_count, 2);
    assert_true(area_of(&s, "few")->has_figures);
    assert_written(area_of(&s, "few")->points[FIGURE_LOW], "100/3");
    assert_int_equal(area_of(&s, "none")->input_count, 0);
    assert_false(area_of(&s, "nothing")->has_figures);
    const struct area_steps *whole = area_of(&s, "whole");
    assert_int_equal(whole->input_count, 2);
    assert_true(whole->input[0].is_area);
    assert_int_equal(whole->input[0].number, sheet_area(&s, "few"));
    assert_int_equal(whole->input[0].state, INPUT_MISSING);
    assert_int_equal(whole->input[1].state, INPUT_LEFT_OUT);
    finish(&s);
}

static bool explain(void *context, struct fault *fault)
{
    const struct sheet *s = context;
    struct score_steps own;
    bool ok = score_explain(&own, &s->questionnaire, &s->population, &one, fault);
    score_steps_release(&own);
    return ok;
}

static void a_shortage_of_memory_is_told(void **state)
{
    struct sheet s;
    sheet_open(&s, state,
               "{@all, 'areas': [{@a, 'questions': ['A', 'B']}, {@gate, 'operator': "
               "'level', 'questions': ['G'], 'levels': [{'conditions': [{'at_least': "
               "2}]}]}]}",
               "", "id,A,B,G\n1,3,,2\n");
    explain_row(&s, 0);
    assert_survives_shortage(explain, &s);
    finish(&s);
}

int main(void)
{
    const struct CMUnitTest test[] = {
        HERE(an_input_tells_what_it_counts_as_and_by_which_rule),
        HERE(the_way_from_the_operation_to_the_points_is_kept),
        HERE(gates_tell_which_of_them_binds_and_by_which_input),
        HERE(an_area_without_a_score_has_its_inputs_all_the_same),
        HERE(a_shortage_of_memory_is_told),
    };
    return cmocka_run_group_tests(test, NULL, NULL);
}

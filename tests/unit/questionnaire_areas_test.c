/* Dimensions and areas as they are read: every member, what areas inherit, and
   everything that can be wrong with them. */

#include "base/exact.h"
#include "probe.h"

#include <jansson.h>

static void every_member_of_an_area_is_read(void **state)
{
    struct questionnaire read;
    probe_load_sound(*state, &read,
                     "{@whole, 'operator': 'share', 'at_least': 1.25, 'measure': "
                     "'values', 'weight': 3, 'rules': {'blank': 'floor', 'dont_know': "
                     "'target', 'not_applicable': 'block'}, 'minimum_coverage': "
                     "'3/4', 'layer': 'written', 'range': [-1, 4.5], 'rounding': "
                     "{'mode': 'half_even', 'decimals': 2}, 'bands': [{'from': -1, "
                     "'title': {'en': 'weak'}}, {'from': 2.5, 'title': {'da': "
                     "'stærk'}}], 'target': 2.75, 'questions': ['A']}, {@sum, "
                     "'operator': 'sum', 'start': -0.5, 'questions': ['A']}");
    const struct node *node = &read.node[0];
    assert_string_equal(node->id, "whole");
    assert_string_equal(node->title.in[LANGUAGE_EN], "word");
    assert_int_equal(node->operation, OPERATION_SHARE);
    assert_int_equal(node->at_least, POINT * 5 / 4);
    assert_int_equal(node->measure, MEASURE_VALUES);
    assert_int_equal(node->weight, 30);
    assert_int_equal(node->rule[LACK_BLANK], RULE_FLOOR);
    assert_int_equal(node->rule[LACK_DONT_KNOW], RULE_TARGET);
    assert_int_equal(node->rule[LACK_NOT_APPLICABLE], RULE_BLOCK);
    assert_int_equal(node->coverage_numerator, 3);
    assert_int_equal(node->coverage_denominator, 4);
    assert_string_equal(node->layer, "written");
    assert_true(node->has_range);
    assert_fraction(node->natural_lowest, 0, 1);
    assert_fraction(node->natural_highest, 100, 1);
    assert_fraction(node->lowest, -1, 1);
    assert_fraction(node->highest, 9, 2);
    assert_int_equal(node->rounding, ROUNDING_HALF_EVEN);
    assert_int_equal(node->decimals, 2);
    assert_int_equal(node->band_count, 2);
    assert_int_equal(node->band[0].from, -POINT);
    assert_int_equal(node->band[1].from, POINT * 5 / 2);
    assert_string_equal(node->band[0].title.in[LANGUAGE_DA], "weak");
    assert_string_equal(node->band[1].title.in[LANGUAGE_EN], "stærk");
    assert_true(node->has_target);
    assert_int_equal(node->target, POINT * 11 / 4);
    assert_int_equal(read.node[1].operation, OPERATION_SUM);
    assert_int_equal(read.node[1].start, -POINT / 2);
    questionnaire_release(&read);
}

static void what_an_area_leaves_out_has_a_default(void **state)
{
    struct questionnaire read;
    probe_load_sound(*state, &read, "{@whole, 'questions': ['A']}");
    const struct node *node = &read.node[0];
    assert_int_equal(node->operation, OPERATION_WEIGHTED_MEAN);
    assert_int_equal(node->measure, MEASURE_POINTS);
    assert_int_equal(node->weight, 10);
    /* As in the definition, and where that says nothing: skip. */
    assert_int_equal(node->rule[LACK_BLANK], RULE_SKIP);
    assert_int_equal(node->rule[LACK_DONT_KNOW], RULE_ZERO);
    assert_int_equal(node->rule[LACK_NOT_APPLICABLE], RULE_SKIP);
    assert_int_equal(node->coverage_numerator, 2);
    assert_int_equal(node->coverage_denominator, 3);
    assert_null(node->layer);
    assert_false(node->has_range || node->has_target || node->over_questions);
    assert_int_equal(node->rounding, ROUNDING_NONE);
    assert_int_equal(node->band_count, 0);
    assert_int_equal(node->gate_count, 0);
    questionnaire_release(&read);
}

static void every_operator_mode_and_fraction_is_known(void **state)
{
    static const char *const operator[] = {"weighted_mean", "mean", "sum",
                                           "min",           "max",  "possible"};
    static const enum operation operation[] = {
        OPERATION_WEIGHTED_MEAN, OPERATION_MEAN, OPERATION_SUM,
        OPERATION_MIN,           OPERATION_MAX,  OPERATION_POSSIBLE};
    static const char *const mode[] = {"half_away", "half_even", "half_up", "truncate",
                                       "none"};
    static const enum rounding rounding[] = {ROUNDING_HALF_AWAY, ROUNDING_HALF_EVEN,
                                             ROUNDING_HALF_UP, ROUNDING_TRUNCATE,
                                             ROUNDING_NONE};
    static const char *const fraction[] = {"0/1", "1/1", "2/4", "123456789/987654321"};
    static const int32_t part[][2] = {{0, 1}, {1, 1}, {2, 4}, {123456789, 987654321}};
    struct questionnaire read;
    char text[512];
    for (size_t i = 0; i < 6; i++) {
        size_t m = i % 5;
        size_t f = i % 4;
        snprintf(text, sizeof text,
                 "{@whole, 'operator': '%s', 'rounding': {'mode': '%s'}, "
                 "'minimum_coverage': '%s', 'questions': ['A']}",
                 operator[i], mode[m], fraction[f]);
        probe_load_sound(*state, &read, text);
        assert_int_equal(read.node[0].operation, operation[i]);
        assert_int_equal(read.node[0].rounding, rounding[m]);
        assert_int_equal(read.node[0].decimals, 0);
        assert_int_equal(read.node[0].coverage_numerator, part[f][0]);
        assert_int_equal(read.node[0].coverage_denominator, part[f][1]);
        questionnaire_release(&read);
    }
}

static void areas_inherit_what_they_do_not_say_themselves(void **state)
{
    struct questionnaire read;
    probe_load_sound(*state, &read,
                     "{@whole, 'measure': 'values', 'rules': {'blank': 'floor'}, "
                     "'minimum_coverage': '1/2', 'layer': 'written', 'areas': "
                     "[{@same, 'areas': [{@below, 'questions': ['C']}]}, {@other, "
                     "'measure': 'points', 'rules': {'dont_know': 'block'}, "
                     "'minimum_coverage': '1/3', 'layer': 'made', 'areas': [{@there, "
                     "'questions': ['C']}]}]}, {@second, 'questions': ['C']}");
    static const struct {
        const char *id;
        enum measure measure;
        enum rule blank, dont_know;
        int32_t denominator;
        const char *layer;
    } wanted[] = {{"whole", MEASURE_VALUES, RULE_FLOOR, RULE_ZERO, 2, "written"},
                  {"same", MEASURE_VALUES, RULE_FLOOR, RULE_ZERO, 2, "written"},
                  {"below", MEASURE_VALUES, RULE_FLOOR, RULE_ZERO, 2, "written"},
                  {"other", MEASURE_POINTS, RULE_FLOOR, RULE_BLOCK, 3, "made"},
                  {"there", MEASURE_POINTS, RULE_FLOOR, RULE_BLOCK, 3, "made"},
                  {"second", MEASURE_POINTS, RULE_SKIP, RULE_ZERO, 3, NULL}};
    for (size_t n = 0; n < 6; n++) {
        const struct node *node = &read.node[n];
        assert_string_equal(node->id, wanted[n].id);
        assert_int_equal(node->measure, wanted[n].measure);
        assert_int_equal(node->rule[LACK_BLANK], wanted[n].blank);
        assert_int_equal(node->rule[LACK_DONT_KNOW], wanted[n].dont_know);
        assert_int_equal(node->coverage_denominator, wanted[n].denominator);
        if (wanted[n].layer == NULL)
            assert_null(node->layer);
        else
            assert_string_equal(node->layer, wanted[n].layer);
    }
    questionnaire_release(&read);
}

static void members_of_an_area_are_checked(void **state)
{
    static const char fraction[] =
        ".minimum_coverage: must be a fraction from \"0/1\" to \"1/1\", "
        "such as \"2/3\"";
    const struct wrong wrong[] = {
        {"[]", {": must be an object"}},
        {"{'id': 'x/y', ~, 'questions': ['A']}",
         {".id: an id is made of at most 64 letters, digits, '.', '-' and "
          "'_'"}},
        {"{'id': 'whole', 'questions': ['A'], 'tittle': {}}",
         {".tittle: unknown key; did you mean \"title\"?", ": \"title\" is missing"}},
        {"{@whole, 'operator': 'possibel', 'questions': ['A']}",
         {".operator: must be \"weighted_mean\", \"mean\", \"sum\", "
          "\"min\", \"max\", \"share\", \"possible\", \"level\" or "
          "\"none\"; did you mean \"possible\"?"}},
        {"{@whole, 'measure': 'value', 'questions': ['A']}",
         {".measure: must be \"points\" or \"values\"; did you mean "
          "\"values\"?"}},
        {"{@whole, 'rules': {'blank': 'skip', 'never': 'skip'}, "
         "'questions': ['A']}",
         {".rules.never: unknown key"}},
        {"{@whole, 'minimum_coverage': '3/2', 'questions': ['A']}", {fraction}},
        {"{@whole, 'minimum_coverage': '1/0', 'questions': ['A']}", {fraction}},
        {"{@whole, 'minimum_coverage': ' 1/2', 'questions': ['A']}", {fraction}},
        {"{@whole, 'minimum_coverage': '1/+2', 'questions': ['A']}", {fraction}},
        {"{@whole, 'minimum_coverage': '1/2x', 'questions': ['A']}", {fraction}},
        {"{@whole, 'minimum_coverage': '1', 'questions': ['A']}", {fraction}},
        {"{@whole, 'minimum_coverage': '/2', 'questions': ['A']}", {fraction}},
        {"{@whole, 'minimum_coverage': '1/2147483649', 'questions': ['A']}",
         {fraction}},
        {"{@whole, 'minimum_coverage': 0.5, 'questions': ['A']}",
         {".minimum_coverage: must be a string"}},
        {"{@whole, 'operator': 'share', 'questions': ['A']}",
         {": \"at_least\" is missing"}},
        {"{@whole, 'at_least': 2, 'questions': ['A']}",
         {".at_least: stands only beside the operator \"share\""}},
        {"{@whole, 'operator': 'mean', 'start': 2, 'questions': ['A']}",
         {".start: stands only beside the operator \"sum\""}},
        {"{@whole, 'operator': 'sum', 'levels': [], 'questions': ['A']}",
         {".levels: stands only beside the operator \"level\""}},
        {"{@whole, 'operator': 'level', 'questions': ['A']}",
         {": \"levels\" is missing"}},
        {"{@whole, 'operator': 'level', 'levels': [], 'questions': ['A']}",
         {".levels: must not be empty"}},
        {"{@whole, 'operator': 'none', 'range': [0, 1], 'target': 1, "
         "'questions': ['A']}",
         {".range: is of no use beside the operator \"none\"",
          ".target: is of no use beside the operator \"none\""}},
        {"{@whole, 'operator': 'none', 'rounding': {'mode': 'none'}, "
         "'bands': [], 'questions': ['A']}",
         {".rounding: is of no use beside the operator \"none\"",
          ".bands: is of no use beside the operator \"none\""}},
        {"{@whole, 'operator': 'none', 'over': 'questions', 'areas': "
         "[{@one, 'questions': ['A']}]}",
         {".over: is of no use beside the operator \"none\""}},
        {"{@whole, 'target': '2', 'questions': ['A']}", {".target: must be a number"}},
    };
    ASSERT_WRONG(*state, wrong);
}

static void ranges_roundings_and_bands_are_checked(void **state)
{
    static const char two[] =
        ".range: must be two decimals, the lowest value and the highest";
    const struct wrong wrong[] = {
        {"{@whole, 'range': [1], 'questions': ['A']}", {two}},
        {"{@whole, 'range': [1, 2, 3], 'questions': ['A']}", {two}},
        {"{@whole, 'range': 5, 'questions': ['A']}", {".range: must be an array"}},
        {"{@whole, 'range': ['a', 'b'], 'questions': ['A']}",
         {".range[0]: must be a number", ".range[1]: must be a number"}},
        {"{@whole, 'range': [2, 2], 'questions': ['A']}",
         {".range: the first value must be below the second"}},
        {"{@whole, 'range': [5, 1], 'questions': ['A']}",
         {".range: the first value must be below the second"}},
        {"{@whole, 'rounding': {'decimals': 2}, 'questions': ['A']}",
         {".rounding: \"mode\" is missing"}},
        {"{@whole, 'rounding': {'mode': 'half_up', 'decimals': 7}, "
         "'questions': ['A']}",
         {".rounding.decimals: must be at most 6"}},
        {"{@whole, 'rounding': {'mode': 'half_down'}, 'questions': ['A']}",
         {".rounding.mode: must be \"none\", \"half_away\", \"half_even\", "
          "\"half_up\" or \"truncate\""}},
        {"{@whole, 'rounding': 'half_up', 'questions': ['A']}",
         {".rounding: must be an object"}},
        {"{@whole, 'bands': [{'from': 2, ~}, {'from': 2, ~}], "
         "'questions': ['A']}",
         {".bands[1].from: must be above that of the band before it"}},
        {"{@whole, 'bands': [{'from': 2, ~}, {~}, {'from': 1, ~}, "
         "{'from': 3}], 'questions': ['A']}",
         {".bands[1]: \"from\" is missing",
          ".bands[2].from: must be above that of the band before it",
          ".bands[3]: \"title\" is missing"}},
        {"{@whole, 'bands': ['weak'], 'questions': ['A']}",
         {".bands[0]: must be an object"}},
    };
    ASSERT_WRONG(*state, wrong);
}

static void an_area_has_at_most_127_bands(void **state)
{
    for (int count = 127; count <= 128; count++) {
        struct place *place = *state;
        struct questionnaire read;
        struct text text = {0};
        text_add(&text, "{@whole, 'questions': ['A'], 'bands': [");
        for (int b = 0; b < count; b++)
            text_print(&text, "%s{'from': %d, ~}", b == 0 ? "" : ", ", b);
        text_add(&text, "]}");
        assert_int_equal(probe_load(place, &read, text.bytes), count == 127);
        if (count == 127)
            assert_int_equal(read.node[0].band_count, 127);
        else
            assert_problem(place, 0, SEVERITY_ERROR, 4,
                           place->problems.problem[0].column,
                           "$.dimensions[0].bands: an area has at most 127 bands");
        questionnaire_release(&read);
        text_release(&text);
    }
}

/* `depth` areas, each but the last with the next right below it. */
static void add_nested(struct text *text, int depth)
{
    for (int i = 1; i < depth; i++)
        text_print(text, "{'id': 'n%d', ~, 'areas': [", i);
    text_add(text, "{@lowest, 'questions': ['A']}");
    for (int i = 1; i < depth; i++)
        text_add(text, "]}");
}

static void trees_are_read_to_a_depth_of_256(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    struct text text = {0};
    add_nested(&text, 256);
    probe_load_sound(place, &read, text.bytes);
    assert_int_equal(read.node_count, 257);
    assert_string_equal(read.node[255].id, "lowest");
    assert_int_equal(read.node[255].depth, 255);
    assert_int_equal(read.node[255].parent, 254);
    assert_int_equal(read.node[0].end, 256);
    questionnaire_release(&read);
    static const int refused[] = {257, 900};
    for (int i = 0; i < 2; i++) {
        text_clear(&text);
        add_nested(&text, refused[i]);
        assert_false(probe_load(place, &read, text.bytes));
        assert_int_equal(place->problems.error_count, 1);
        /* The path is longer than what is told of it. */
        assert_non_null(
            strstr(place->problems.problem[0].what, "areas stand more than 256 deep"));
    }
    text_release(&text);
}

static void ids_are_unique_in_a_dimension_and_among_dimensions(void **state)
{
    static const struct wrong wrong[] = {
        {"{@whole, 'areas': [{@one, 'questions': ['A']}, {@whole, "
         "'questions': ['A']}, {@one, 'questions': ['A']}]}",
         {".areas[1].id: \"whole\" is taken in this dimension",
          ".areas[2].id: \"one\" is taken in this dimension"}},
    };
    struct place *place = *state;
    struct questionnaire read;
    ASSERT_WRONG(place, wrong);
    assert_false(probe_load(place, &read, "{@rest, 'questions': ['A']}"));
    assert_problem(place, 0, SEVERITY_ERROR, 4, place->problems.problem[0].column,
                   "$.dimensions[1]: the dimension \"rest\" stands twice");
    probe_load_sound(place, &read,
                     "{@whole, 'areas': [{@one, 'questions': ['A']}]}, {@one, "
                     "'areas': [{@whole, 'questions': ['A']}]}");
    questionnaire_release(&read);
}

static void charts_and_the_headline_name_dimensions(void **state)
{
    static const char two[] =
        "{@first, 'questions': ['A']}, {@second, 'questions': ['B']}";
    struct place *place = *state;
    struct questionnaire read;
    probe_load_sound(place, &read, two);
    assert_int_equal(read.overall, 0);
    assert_int_equal(read.presentation.profile, 0);
    questionnaire_release(&read);
    probe_write(place, two, probe_rest,
                ", 'overall': 'second', 'presentation': {'profile': 'second', "
                "'radar': 'rest'}");
    assert_true(probe_read(place, &read));
    assert_int_equal(read.overall, 1);
    assert_int_equal(read.presentation.profile, 1);
    assert_int_equal(read.presentation.radar, 2);
    questionnaire_release(&read);
    probe_write(place, two, probe_rest,
                ", 'overall': 'scond', 'presentation': {'radar': 'x'}");
    assert_false(probe_read(place, &read));
    assert_string_equal(
        place->problems.problem[0].what,
        "$.overall: there is no dimension \"scond\"; did you mean \"second\"?");
    assert_string_equal(place->problems.problem[1].what,
                        "$.presentation.radar: there is no dimension \"x\"");
    assert_int_equal(place->problems.error_count, 2);
}

static void loading_survives_a_shortage(void **state)
{
    struct place *place = *state;
    char path[256];
    struct probe_shortage shortage = {path, 0};
    place_path(path, place, "probe.json");
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    /*  */
    probe_write(place,
                "{@whole, 'bands': [{'from': 0, ~}], 'areas': [{@one, 'over': "
                "'questions', 'areas': [{@three, 'questions': ['A', 'C']}, "
                "{@four, 'layer': 'written', 'select': ['basic']}]}, {@two, "
                "'rounding': {'mode': 'half_up'}, 'questions': ['B']}]}",
                probe_rest, "");
    assert_survives_shortage(probe_load_short, &shortage);
    /*  */
    probe_write(place,
                "{@whole, 'areas': [{@one, 'select': ['lwo']}, {@two, "
                "'layer': 'writen', 'questions': ['G', 'A']}]}",
                probe_rest, "");
    shortage.errors = 3;
    assert_survives_shortage(probe_load_short, &shortage);
    json_set_alloc_funcs(malloc, free);
    place_forget(place, "probe.json");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(every_member_of_an_area_is_read),
        HERE(what_an_area_leaves_out_has_a_default),
        HERE(every_operator_mode_and_fraction_is_known),
        HERE(areas_inherit_what_they_do_not_say_themselves),
        HERE(members_of_an_area_are_checked),
        HERE(ranges_roundings_and_bands_are_checked),
        HERE(an_area_has_at_most_127_bands),
        HERE(trees_are_read_to_a_depth_of_256),
        HERE(ids_are_unique_in_a_dimension_and_among_dimensions),
        HERE(charts_and_the_headline_name_dimensions),
        HERE(loading_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

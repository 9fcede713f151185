/* What is not a plain choice: several options, numbers, layers, passing, weights with
   decimals, conditions with bounds, subsets and pools. */

#include "base/exact.h"
#include "kinds.h"

#define NANO INT64_C(1000000000)

enum {
    PLAIN,
    MANY,
    MANY_AB,
    MANY_C,
    MANY_D,
    OFTEN,
    OFTEN_PROVING,
    OFTEN_XY,
    COUNT,
    PASSED,
    LAST,
    QUESTION_COUNT
};

static void read_kinds(struct place *place, struct questionnaire *read)
{
    static const char text[] = KINDS;
    bool loaded = read_text(place, read, BYTES(text));
    assert_no_problem(place);
    assert_true(loaded);
}

/* The probe with the first `old` in it replaced, read. */
static void read_changed(struct place *place, struct questionnaire *read,
                         const char *old, const char *new)
{
    static const char text[] = KINDS;
    char changed[sizeof text + 1024];
    const char *at = strstr(text, old);
    assert_non_null(at);
    snprintf(changed, sizeof changed, "%.*s%s%s", (int)(at - text), text, new,
             at + strlen(old));
    bool loaded = read_text(place, read, changed, strlen(changed));
    assert_no_problem(place);
    assert_true(loaded);
}

static void every_layer_and_option_is_a_question_of_its_own(void **state)
{
    static const struct {
        const char *id;
        uint32_t of;
        uint32_t number;
        int32_t weight;
        const char *scale;
        bool is_member;
        const char *layer;
        size_t condition_count;
    } wanted[QUESTION_COUNT] = {
        {"plain", PLAIN, NAMES_NONE, 25, "steps", false, NULL, 0},
        {"many", MANY, NAMES_NONE, 200, "marks", false, NULL, 1},
        {"many.a-b", MANY, NAMES_NONE, 100, "marks.chosen", true, NULL, 1},
        {"many.c", MANY, NAMES_NONE, 100, "marks.chosen", true, NULL, 1},
        {"many.d", MANY, NAMES_NONE, 100, "marks.chosen", true, NULL, 1},
        {"often", OFTEN, 0, 100, "days", false, "doing", 2},
        {"often.proving", OFTEN, 1, 100, "days", false, "proving", 2},
        {"often.x.y", OFTEN, 2, 100, "days", false, "x.y", 2},
        {"count", COUNT, 3, 100, "days", false, NULL, 0},
        {"passed", PASSED, NAMES_NONE, 100, "grade", false, NULL, 1},
        {"last", LAST, NAMES_NONE, 100, "steps", false, NULL, 0},
    };
    struct questionnaire read;
    read_kinds(*state, &read);
    assert_int_equal(read.weight_unit, 100);
    assert_int_equal(read.question_count, QUESTION_COUNT);
    assert_int_equal(read.number_count, 4);
    for (uint32_t q = 0; q < QUESTION_COUNT; q++) {
        const struct question *question = &read.question[q];
        assert_string_equal(question->id, wanted[q].id);
        assert_int_equal(questionnaire_find(&read, question->id, strlen(question->id)),
                         q);
        assert_int_equal(question->of, wanted[q].of);
        assert_int_equal(question->number, wanted[q].number);
        assert_int_equal(question->weight, wanted[q].weight);
        assert_string_equal(question->scale->id, wanted[q].scale);
        assert_int_equal(question->is_member, wanted[q].is_member);
        if (wanted[q].layer == NULL)
            assert_null(question->layer);
        else
            assert_string_equal(question->layer, wanted[q].layer);
        assert_int_equal(question->condition_count, wanted[q].condition_count);
    }
    questionnaire_release(&read);
}

static void a_layer_is_its_question_once_more(void **state)
{
    struct questionnaire read;
    read_kinds(*state, &read);
    const struct question *often = &read.question[OFTEN];
    const struct question *layer = &read.question[OFTEN_XY];
    assert_true(layer->reversed);
    assert_string_equal(layer->text.in[LANGUAGE_DA], "ord");
    assert_int_equal(layer->tag_count, 2);
    assert_string_equal(layer->tag[1], "basic");
    assert_int_equal(layer->reference_count, 1);
    assert_ptr_equal(layer->condition, often->condition);
    assert_int_equal(often->replaced_count, 1);
    assert_string_equal(often->replaced[0].id, "daily");
    assert_string_equal(layer->replaced[0].id, "daily.x.y");
    assert_false(layer->replaced[0].comparable);
    questionnaire_release(&read);
}

static void an_option_of_several_is_answered_yes_or_no(void **state)
{
    struct questionnaire read;
    read_kinds(*state, &read);
    const struct question *many = &read.question[MANY];
    const struct question *member = &read.question[MANY_AB];
    assert_int_equal(many->member, MANY_AB);
    assert_int_equal(many->member_count, 3);
    assert_int_equal(read.question[PLAIN].member_count, 0);
    assert_string_equal(member->text.in[LANGUAGE_DA], "da b");
    assert_int_equal(member->tag_count, 0);
    assert_int_equal(member->member_count, 0);
    assert_int_equal(member->when_not_asked, NOT_ASKED_FLOOR);
    assert_string_equal(member->replaced[0].id, "old.a-b");
    assert_true(member->replaced[0].comparable);
    const struct scale *chosen = member->scale;
    assert_int_equal(chosen->kind, SCALE_CHOICE);
    assert_int_equal(chosen->option_count, 2);
    assert_int_equal(chosen->option[0].value, 0);
    assert_int_equal(chosen->option[1].value, NANO);
    assert_int_equal(chosen->highest, NANO);
    assert_int_equal(scale_find_option(chosen, BYTES("NEJ")), 0);
    assert_int_equal(scale_find_option(chosen, BYTES("yes")), 1);
    assert_int_equal(scale_find_option(chosen, BYTES("1")), 1);
    assert_int_equal(question_points(member, 1), FULL_SCORE);
    assert_int_equal(read.scale_count, 5);
    assert_true(chosen == &read.scale[4]);
    questionnaire_release(&read);
}

static void options_that_stand_elsewhere_have_a_place_of_their_own(void **state)
{
    struct questionnaire read;
    read_kinds(*state, &read);
    const struct scale *marks = read.question[MANY].scale;
    assert_int_equal(marks->kind, SCALE_SEVERAL);
    assert_int_equal(marks->option_count, 5);
    assert_int_equal(marks->option[OPTION_GIVEN].state, OPTION_ELSEWHERE);
    assert_string_equal(marks->option[OPTION_GIVEN].code, "");
    assert_int_equal(marks->option[2].state, OPTION_NOT_APPLICABLE);
    assert_int_equal(marks->option[3].value, -NANO / 2);
    assert_int_equal(scale_find_option(marks, BYTES("A B")), 1);
    assert_int_equal(scale_find_option(marks, BYTES("")), -1);
    /* A value that many options may share names none of them. */
    assert_int_equal(scale_find_option(marks, BYTES("2")), -1);
    const struct scale *days = read.question[COUNT].scale;
    assert_int_equal(days->kind, SCALE_NUMBER);
    assert_int_equal(days->option_count, 2);
    assert_int_equal(days->option[OPTION_GIVEN].state, OPTION_ELSEWHERE);
    assert_int_equal(days->option[1].state, OPTION_DONT_KNOW);
    assert_int_equal(days->lowest, 0);
    assert_int_equal(days->highest, 36 * NANO + NANO / 2);
    assert_int_equal(days->target, days->highest);
    assert_int_equal(days->decimals, 1);
    assert_false(days->clip);
    assert_int_equal(scale_find_option(days, BYTES("VI")), 1);
    assert_int_equal(scale_find_option(days, BYTES("0")), -1);
    assert_int_equal(question_points(&read.question[COUNT], OPTION_GIVEN), -1);
    assert_int_equal(question_value_points(&read.question[COUNT], 73 * NANO / 10),
                     FULL_SCORE / 5);
    assert_int_equal(question_value_points(&read.question[OFTEN], 73 * NANO / 10),
                     FULL_SCORE * 4 / 5);
    questionnaire_release(&read);
}

static void assert_ends(struct place *place, const char *more, double lowest,
                        double highest)
{
    struct questionnaire read;
    char kind[256];
    snprintf(kind, sizeof kind, "\"kind\": \"several\", %s", more);
    read_changed(place, &read, "\"kind\": \"several\", ", kind);
    const struct scale *marks = read.question[MANY].scale;
    if (marks->lowest != (int64_t)(lowest * 1e9)
        || marks->highest != (int64_t)(highest * 1e9))
        fail_msg("%s: from %lld to %lld", more, (long long)marks->lowest,
                 (long long)marks->highest);
    assert_int_equal(marks->target, marks->highest);
    questionnaire_release(&read);
}

static void the_ends_of_several_follow_from_how_they_combine(void **state)
{
    struct place *place = *state;
    assert_ends(place, "", -0.5, 3.25);
    assert_ends(place, "\"combine\": \"sum\",", -0.5, 3.25);
    assert_ends(place, "\"combine\": \"highest\",", -0.5, 2);
    assert_ends(place, "\"combine\": \"lowest\",", -0.5, 2);
    assert_ends(place, "\"combine\": \"all\",", 0, 1);
    assert_ends(place, "\"combine\": \"any\",", 0, 1);
    assert_ends(place, "\"lowest\": 0, \"highest\": 2.5,", 0, 2.5);
    assert_ends(place, "\"highest\": 3,", -0.5, 3);
}

static void a_value_is_found_by_its_decimals_with_either_mark(void **state)
{
    struct questionnaire read;
    read_kinds(*state, &read);
    const struct scale *steps = read.question[PLAIN].scale;
    assert_int_equal(steps->lowest, NANO / 10);
    assert_int_equal(scale_find_option(steps, BYTES("0.35")), 1);
    assert_int_equal(scale_find_option(steps, BYTES(" 0,35 ")), 1);
    assert_int_equal(scale_find_option(steps, BYTES("2,5")), 2);
    assert_int_equal(scale_find_option(steps, BYTES("1")), 0);
    assert_int_equal(scale_find_option(steps, BYTES("0.350")), -1);
    assert_int_equal(scale_find_option(steps, BYTES("0.36")), -1);
    assert_int_equal(question_points(&read.question[PLAIN], 1),
                     INT64_C(10416666667)); /* 0.25 of 2.4 */
    questionnaire_release(&read);
}

static void one_that_passes_is_worth_one_and_any_other_nothing(void **state)
{
    struct questionnaire read;
    read_kinds(*state, &read);
    const struct scale *grade = read.question[PASSED].scale;
    assert_true(grade->passes);
    assert_false(read.question[PLAIN].scale->passes);
    assert_int_equal(grade->option[0].value, NANO);
    assert_int_equal(grade->option[1].value, NANO);
    assert_int_equal(grade->option[2].value, 0);
    assert_int_equal(grade->lowest, 0);
    assert_int_equal(grade->highest, NANO);
    /* Nobody answers with a value that the scale does not have. */
    assert_int_equal(scale_find_option(grade, BYTES("1")), -1);
    assert_int_equal(scale_find_option(grade, BYTES("0")), -1);
    questionnaire_release(&read);
}

static void conditions_become_options_or_bounds(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    read_kinds(place, &read);
    const struct condition *of_many = read.question[MANY].condition;
    assert_int_equal(of_many->question, PLAIN);
    assert_int_equal(of_many->options, 1 << 1 | 1 << 2);
    assert_true(of_many->at_least == INT64_MIN && of_many->at_most == INT64_MAX);
    const struct condition *of_often = read.question[OFTEN].condition;
    assert_int_equal(of_often[0].question, MANY);
    assert_int_equal(of_often[0].options, 1 << 1 | 1 << 4);
    assert_int_equal(of_often[1].question, MANY_C);
    assert_int_equal(of_often[1].options, 1 << 1);
    const struct condition *of_passed = read.question[PASSED].condition;
    assert_int_equal(of_passed->question, OFTEN_PROVING);
    assert_int_equal(of_passed->options, 1 << OPTION_GIVEN);
    assert_int_equal(of_passed->at_least, 3 * NANO + NANO / 2);
    assert_int_equal(of_passed->at_most, 30 * NANO);
    questionnaire_release(&read);
    /* The bounds of a reversed choice are of its value, which is reversed: 0.1 counts
       as 2.5. */
    read_changed(place, &read, "\"weight\": 0.25",
                 "\"weight\": 0.25, \"reversed\": true");
    assert_int_equal(read.question[MANY].condition->options, 1 << 0 | 1 << 1);
    questionnaire_release(&read);
}

static void the_headline_is_the_choice_that_most_questions_are_answered_on(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    read_kinds(place, &read);
    assert_string_equal(read.headline->id, "steps");
    questionnaire_release(&read);
    static const char none[] =
        HEAD ", \"scales\": {\"days\": {\"title\": " WORDS
             ", \"kind\": \"number\", \"lowest\": -1, \"highest\": 1, \"clip\": true}}"
             ", \"questions\": [" QUESTION_OF(
                 "a", "days", "") "], \"dimensions\": [" LEAF("whole", "\"a\"") "]}";
    assert_true(read_text(place, &read, BYTES(none)));
    assert_string_equal(read.headline->id, "days");
    assert_true(read.headline->clip);
    questionnaire_release(&read);
}

static void decimals_are_kept_as_they_are_written(void **state)
{
    struct questionnaire read;
    read_kinds(*state, &read);
    assert_non_null(strstr(read.definition, "\"weight\":0.25"));
    assert_non_null(strstr(read.definition, "\"value\":0.1}"));
    assert_non_null(strstr(read.definition, "\"highest\":36.5"));
    questionnaire_release(&read);
}

static void assert_unit(struct place *place, const char *weight, int32_t unit,
                        int32_t plain, int32_t area)
{
    struct questionnaire read;
    char text[2048];
    snprintf(text, sizeof text,
             HEAD SCALES ", \"questions\": [{\"id\": \"a\", \"scale\": \"steps\", "
                         "\"text\": " WORDS
                         "}], \"dimensions\": [{\"id\": \"whole\", \"title\": " WORDS
                         ", \"areas\": [{\"id\": \"one\", \"title\": " WORDS
                         ", \"weight\": %s, \"questions\": [\"a\"]}]}]}",
             weight);
    if (!read_text(place, &read, text, strlen(text)))
        fail_msg("%s", place->problems.problem[0].what);
    assert_int_equal(read.weight_unit, unit);
    assert_int_equal(read.question[0].weight, plain);
    assert_int_equal(read.node[1].weight, area);
    assert_int_equal(read.node[0].weight, plain);
    questionnaire_release(&read);
}

static void all_weights_are_whole_numbers_of_one_unit(void **state)
{
    struct place *place = *state;
    assert_unit(place, "1", 1, 1, 1);
    assert_unit(place, "7", 1, 1, 7);
    assert_unit(place, "1000000", 1, 1, 1000000);
    assert_unit(place, "2.50", 10, 10, 25);
    assert_unit(place, "0.333", 1000, 1000, 333);
    assert_unit(place, "0.000001", 1000000, 1000000, 1);
    assert_unit(place, "1e-5", 100000, 100000, 1);
    assert_unit(place, "3.0", 1, 1, 3);
}

static void assert_applies(const struct questionnaire *read, const char *code,
                           const char *wanted)
{
    for (size_t s = 0; s < read->subset_count; s++) {
        if (strcmp(read->subset[s].code, code) != 0)
            continue;
        for (uint32_t q = 0; q < QUESTION_COUNT; q++)
            if (read->subset[s].applies[q] != (wanted[q] == '1'))
                fail_msg("\"%s\": %s", code, read->question[q].id);
        return;
    }
    fail_msg("there is no subset \"%s\"", code);
}

static void a_subset_is_of_tags_or_of_groups_and_takes_layers_along(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    read_changed(place, &read, "\"identified_by\"",
                 "\"subset\": {\"tags\": [\"basic\"]}, \"identified_by\"");
    assert_null(read.subset_column);
    assert_int_equal(read.subset_count, 1);
    assert_applies(&read, "", "01111111000");
    questionnaire_release(&read);
    /* "most" is named, for the second group only; what bears no named tag applies to
       all. */
    read_changed(place, &read, "\"identified_by\"",
                 "\"subset\": {\"column\": \"group\", \"of\": {\"1\": [\"more\"], "
                 "\"2\": [\"more\", \"most\"], \"3\": []}}, \"identified_by\"");
    assert_string_equal(read.subset_column, "group");
    assert_int_equal(read.subset_count, 3);
    assert_applies(&read, "1", "11111111011");
    assert_applies(&read, "2", "11111111111");
    assert_applies(&read, "3", "11111000011");
    questionnaire_release(&read);
}

static void a_pool_is_a_column_and_a_rule(void **state)
{
    struct place *place = *state;
    struct questionnaire read;
    read_changed(
        place, &read, "\"identified_by\"",
        "\"pool\": {\"column\": \"owner\", \"rule\": \"all\"}, \"identified_by\"");
    assert_string_equal(read.pool_column, "owner");
    assert_int_equal(read.pool_rule, POOL_ALL);
    questionnaire_release(&read);
    read_changed(
        place, &read, "\"identified_by\"",
        "\"pool\": {\"column\": \"owner\", \"rule\": \"mean\"}, \"identified_by\"");
    assert_int_equal(read.pool_rule, POOL_MEAN);
    questionnaire_release(&read);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, place_open, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(every_layer_and_option_is_a_question_of_its_own),
        HERE(a_layer_is_its_question_once_more),
        HERE(an_option_of_several_is_answered_yes_or_no),
        HERE(options_that_stand_elsewhere_have_a_place_of_their_own),
        HERE(the_ends_of_several_follow_from_how_they_combine),
        HERE(a_value_is_found_by_its_decimals_with_either_mark),
        HERE(one_that_passes_is_worth_one_and_any_other_nothing),
        HERE(conditions_become_options_or_bounds),
        HERE(the_headline_is_the_choice_that_most_questions_are_answered_on),
        HERE(decimals_are_kept_as_they_are_written),
        HERE(all_weights_are_whole_numbers_of_one_unit),
        HERE(a_subset_is_of_tags_or_of_groups_and_takes_layers_along),
        HERE(a_pool_is_a_column_and_a_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

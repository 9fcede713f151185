/* Doubts about answers, on sheets made by hand. */

#include "quality/quality.h"

#include "base/exact.h"

#include "definition.h"
#include "probe.h"

#define UNITS 5

/* Twelve questions a01 … a12 in section a and as many in section b, on a scale of five
   values; `more` stands behind them. Edition 3 asks a01 anew. */
static void write_definition(struct text *text, const char *edition, const char *more)
{
    probe_expand(text,
                 "{'format': 'baseline-questionnaire-1', @probe, 'identified_by': "
                 "['id'], 'scales': {'steps': {~, 'options': ["
                 "{'code': '1', 'value': 1, 'label': {'en': 'one'}}, "
                 "{'code': '2', 'value': 2, 'label': {'en': 'two'}}, "
                 "{'code': '3', 'value': 3, 'label': {'en': 'three'}}, "
                 "{'code': '4', 'value': 4, 'label': {'en': 'four'}}, "
                 "{'code': '4b', 'value': 4, 'label': {'en': 'about four'}}, "
                 "{'code': '5', 'value': 5, 'label': {'en': 'five'}}, "
                 "{'code': 'ir', 'state': 'not_applicable', 'label': {'en': 'na'}}, "
                 "{'code': 'vi', 'state': 'dont_know', 'label': {'en': 'dk'}}]}, "
                 "'yes': {~, 'options': ["
                 "{'code': '0', 'value': 0, 'label': {'en': 'no'}}, "
                 "{'code': '1', 'value': 1, 'label': {'en': 'yes'}}]}, "
                 "'some': {~, 'kind': 'several', 'options': ["
                 "{'code': 'x', 'value': 1, 'label': {'en': 'ex'}}, "
                 "{'code': 'y', 'value': 2, 'label': {'en': 'why'}}]}, "
                 "'amount': {~, 'kind': 'number', 'lowest': 0, 'highest': 9, "
                 "'decimals': 1}}, 'sections': [{@a}, {@b}, {@c}], 'questions': [");
    for (int q = 0; q < 24; q++)
        text_print(text,
                   "{\"id\": \"%c%02d\", \"section\": \"%c\", \"scale\": \"steps\", "
                   "\"text\": {\"en\": \"w\"}%s}, ",
                   q < 12 ? 'a' : 'b', q % 12 + 1, q < 12 ? 'a' : 'b',
                   q == 0 && edition[0] == '3' ? ", \"replaces\": [{\"question\": "
                                                 "\"a01\", \"comparable\": false}]"
                                               : "");
    probe_expand(text,
                 "{'id': 'y', 'section': 'c', 'scale': 'yes', 'text': {'en': 'w'}}, "
                 "{'id': 'n', 'section': 'c', 'scale': 'amount', 'text': {'en': 'w'}, "
                 "'asked_if': {'question': 'y', 'answers': ['1']}}, "
                 "{'id': 's', 'section': 'c', 'scale': 'some', 'text': {'en': 'w'}}], "
                 "'dimensions': [{@whole, 'questions': ['a01', 'y']}], 'edition': '");
    probe_expand(text, edition);
    probe_expand(text, "'");
    probe_expand(text, more);
    probe_expand(text, "}");
}

/* A round of its own: definition, population of u0 … u4, and their answers. */
struct round {
    struct questionnaire questionnaire;
    struct population population;
    const char *unit_id[UNITS];
    struct answers answers;
    struct quality_place place[UNITS];
    struct quality_sheets sheets;
};

struct bench {
    struct place *place;
    struct round now;
    struct round before;
    struct comment comment[4];
    struct quality_plan plan;
    size_t found[QUALITY_DOUBT_COUNT];
};

static void begin_round(struct bench *bench, struct round *round, const char *edition,
                        const char *more)
{
    static const char *const id[UNITS] = {"u0", "u1", "u2", "u3", "u4"};
    struct text text = {0};
    write_definition(&text, edition, more);
    bool loaded =
        read_text(bench->place, &round->questionnaire, text.bytes, text.length);
    text_release(&text);
    assert_no_problem(bench->place);
    assert_true(loaded);
    for (size_t unit = 0; unit < UNITS; unit++) {
        round->unit_id[unit] =
            names_keep(&round->population.unit_ids, id[unit], 2, NULL);
        round->place[unit] = (struct quality_place){"in.csv", unit + 2};
    }
    round->population.unit_id = round->unit_id;
    round->population.unit_count = UNITS;
    assert_true(answers_reserve(&round->answers, UNITS, &round->questionnaire,
                                &bench->place->fault));
    for (uint32_t row = 0; row < UNITS; row++)
        round->answers.unit[row] = row;
    memset(round->answers.code, ANSWER_BLANK,
           (size_t)round->answers.question_count * UNITS);
    round->sheets = (struct quality_sheets){
        .questionnaire = &round->questionnaire,
        .population = &round->population,
        .answers = &round->answers,
        .place = round->place,
    };
}

static int bench_open(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    void *place = NULL;
    if (bench == NULL || place_open(&place) != 0)
        return -1;
    bench->place = place;
    bench->plan = quality_plan_default;
    *state = bench;
    return 0;
}

static void end_round(struct round *round)
{
    answers_release(&round->answers);
    names_release(&round->population.unit_ids);
    questionnaire_release(&round->questionnaire);
    *round = (struct round){0};
}

static int bench_close(void **state)
{
    struct bench *bench = *state;
    void *place = bench->place;
    end_round(&bench->now);
    end_round(&bench->before);
    free(bench);
    return place_close(&place);
}

/* By code; a number as it is; several as codes of one letter. */
static void answer(struct round *round, uint32_t row, const char *id, const char *given)
{
    uint32_t q = questionnaire_find(&round->questionnaire, id, strlen(id));
    assert_true(q != NAMES_NONE);
    const struct question *question = &round->questionnaire.question[q];
    int option = OPTION_GIVEN;
    if (question->scale->kind == SCALE_CHOICE)
        option = scale_find_option(question->scale, given, strlen(given));
    else if (question->scale->kind == SCALE_NUMBER)
        round->answers.number[question->number * UNITS + row] =
            (int64_t)(strtod(given, NULL) * 10) * (POINT / 10);
    for (uint32_t m = 0; m < question->member_count; m++)
        round->answers.code[(size_t)(question->member + m) * UNITS + row] =
            strchr(given, "xy"[m]) != NULL;
    assert_true(option >= 0);
    round->answers.code[(size_t)q * UNITS + row] = (int8_t)option;
}

/* Answers to a01 … a12 and b01 … b12, a character each: v = vi, i = ir, '.' = blank. */
static void answer_all(struct round *round, uint32_t row, const char *given)
{
    for (int q = 0; given[q] != '\0'; q++) {
        char id[8];
        const char code[2] = {given[q], '\0'};
        snprintf(id, sizeof id, "%c%02d", q < 12 ? 'a' : 'b', q % 12 + 1);
        if (given[q] != '.')
            answer(round, row, id,
                   given[q] == 'v'   ? "vi"
                   : given[q] == 'i' ? "ir"
                                     : code);
    }
}

#define MIXED "123451234512543215432154"
#define OTHER "543215432154123451234512"

/* These warnings and no other; each is "row: text". */
static void assert_doubts(struct bench *bench, const char *const *wanted)
{
    struct place *place = bench->place;
    bool before = bench->before.answers.row_count > 0;
    place_reset(place);
    memset(bench->found, 0, sizeof bench->found);
    assert_true(quality_check(bench->found, &bench->now.sheets,
                              before ? &bench->before.sheets : NULL, &bench->plan,
                              &place->problems, &place->fault));
    size_t told = 0;
    for (; wanted[told] != NULL; told++) {
        char seen[2048];
        if (told >= place->problems.problem_count)
            fail_msg("not told: %s", wanted[told]);
        const struct problem *problem = &place->problems.problem[told];
        snprintf(seen, sizeof seen, "%zu: %s", problem->row, problem->what);
        assert_string_equal(seen, wanted[told]);
        assert_string_equal(problem->where, "in.csv");
        assert_int_equal(problem->severity, SEVERITY_WARNING);
    }
    if (place->problems.problem_count > told)
        fail_msg("also told: %s", place->problems.problem[told].what);
    size_t found = 0;
    for (int doubt = 0; doubt < QUALITY_DOUBT_COUNT; doubt++)
        found += bench->found[doubt];
    assert_int_equal(found, told);
    place_reset(place);
}

#define DOUBTS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NO_DOUBT    ((const char *const[]){NULL})

static void ordinary_answers_are_not_doubted(void **state)
{
    struct bench *bench = *state;
    begin_round(bench, &bench->now, "1", "");
    answer_all(&bench->now, 0, MIXED);
    answer_all(&bench->now, 1, OTHER);
    assert_doubts(bench, NO_DOUBT);
}

static void the_same_answer_straight_down_a_section_is_doubted(void **state)
{
    struct bench *bench = *state;
    begin_round(bench, &bench->now, "1", "");
    answer_all(&bench->now, 0, "333333333332" OTHER);
    /* 9 of 11 are fewer than 90 percent, and 9 answers are too few to tell. */
    answer_all(&bench->now, 1, "44444444.455543215432154");
    answer_all(&bench->now, 2, "....55555555....12345123");
    assert_doubts(bench, DOUBTS("2: u0: 11 of the 12 answers on the scale \"steps\" "
                                "from a01 to a12 are \"3\"; see that each question was "
                                "read for itself"));
    assert_int_equal(bench->found[QUALITY_SAME_ANSWER], 1);
    bench->plan.same_answer_percent = 92;
    assert_doubts(bench, NO_DOUBT);
    bench->plan = quality_plan_default;
    bench->plan.same_answer_questions = 13;
    assert_doubts(bench, NO_DOUBT);
    bench->plan.same_answer_questions = 0;
    assert_doubts(bench, NO_DOUBT);
}

static void the_whole_sheet_is_told_once(void **state)
{
    struct bench *bench = *state;
    begin_round(bench, &bench->now, "1", "");
    answer_all(&bench->now, 0, "333333333333.33333333333");
    /* What does not have a value is no answer of a list that somebody went down. */
    answer_all(&bench->now, 1, "vvvv2iiii222vvvvvvvviiii");
    bench->plan.dont_know_percent = 0;
    bench->plan.not_applicable_percent = 0;
    assert_doubts(bench, DOUBTS("2: u0: 23 of the 23 answers on the scale \"steps\" "
                                "from a01 to b12 are \"3\"; see that each question was "
                                "read for itself"));
}

static const char contradictions[] =
    ", 'contradictions': ["
    "{'id': 'one', 'if': {'question': 'y', 'answers': ['0']}, 'and': "
    "{'question': 'a01', 'at_least': 4}, 'text': {'da': 'Ikke begge', 'en': 'Not "
    "both'}}, "
    "{'id': 'two', 'if': [{'question': 's', 'answers': ['y']}, {'question': 'n', "
    "'at_least': 2.5}], 'and': [{'question': 'n', 'at_most': 5}, {'question': 'a02', "
    "'answers': ['1']}], 'text': {'en': 'Never'}}]";

static void declared_contradictions_are_told_with_the_answers(void **state)
{
    struct bench *bench = *state;
    struct round *now = &bench->now;
    begin_round(bench, now, "1", contradictions);
    answer(now, 0, "y", "0");
    answer(now, 0, "a01", "5");
    answer(now, 1, "y", "0");
    answer(now, 1, "a01", "3");
    answer(now, 2, "y", "1");
    answer(now, 2, "n", "2.5");
    answer(now, 2, "s", "xy");
    answer(now, 2, "a02", "1");
    answer(now, 3, "y", "1");
    answer(now, 3, "n", "5.1");
    answer(now, 3, "s", "y");
    answer(now, 3, "a02", "1");
    assert_doubts(bench, DOUBTS("2: u0: y = 0, a01 = 5 do not go together: Not both; "
                                "correct what is wrong",
                                "4: u2: s = x;y, n = 2.5, a02 = 1 do not go together: "
                                "Never; correct what is wrong"));
    assert_int_equal(bench->found[QUALITY_CONTRADICTION], 2);
    /* The number was not to be asked once y is no, and its answer does not count. */
    answer(now, 2, "y", "0");
    answer(now, 0, "y", "1");
    assert_doubts(bench, NO_DOUBT);
}

static void jumps_without_a_comment_are_doubted(void **state)
{
    struct bench *bench = *state;
    struct round *now = &bench->now;
    begin_round(bench, &bench->before, "1", "");
    begin_round(bench, now, "2", "");
    answer_all(&bench->before, 0, "1234");
    answer_all(now, 0, "3312");
    answer_all(&bench->before, 1, "11");
    answer_all(now, 1, "22");
    /* Blank and don't know are no levels; nor is a yes after a no two of them. */
    answer_all(&bench->before, 2, "v.15");
    answer_all(now, 2, "51v.");
    answer(&bench->before, 2, "y", "0");
    answer(now, 2, "y", "1");
    bench->comment[0] = (struct comment){0, 2, NULL};
    now->sheets.comment = bench->comment;
    now->sheets.comment_count = 1;
    assert_doubts(bench,
                  DOUBTS("2: u0: answers 2 levels or more from those of the round "
                         "before, without a comment: a01 1 → 3, a04 4 → 2 (2 in all); "
                         "write beside each what has changed, or correct it"));
    assert_int_equal(bench->found[QUALITY_JUMP], 1);
    bench->plan.jump_levels = 3;
    assert_doubts(bench, NO_DOUBT);
    bench->plan.jump_levels = 0;
    assert_doubts(bench, NO_DOUBT);
}

static void only_what_can_be_compared_is(void **state)
{
    struct bench *bench = *state;
    begin_round(bench, &bench->before, "1", "");
    begin_round(bench, &bench->now, "3", "");
    answer_all(&bench->before, 0, "11");
    answer_all(&bench->now, 0, "55");
    assert_doubts(bench, DOUBTS("2: u0: answers 2 levels or more from those of the "
                                "round before, without a comment: a02 1 → 5 (1 in "
                                "all); write beside each what has changed, or correct "
                                "it"));
}

/* Two options with one value are one level. */
static void levels_are_the_values_of_the_scale(void **state)
{
    struct bench *bench = *state;
    begin_round(bench, &bench->before, "1", "");
    begin_round(bench, &bench->now, "2", "");
    answer(&bench->before, 0, "a01", "3");
    answer(&bench->now, 0, "a01", "5");
    answer(&bench->before, 1, "a01", "4");
    answer(&bench->now, 1, "a01", "5");
    answer(&bench->before, 2, "a01", "4b");
    answer(&bench->now, 2, "a01", "4");
    assert_doubts(bench, DOUBTS("2: u0: answers 2 levels or more from those of the "
                                "round before, without a comment: a01 3 → 5 (1 in "
                                "all); write beside each what has changed, or correct "
                                "it"));
}

static void comments_stand_for_their_own_row(void **state)
{
    struct bench *bench = *state;
    struct round *now = &bench->now;
    begin_round(bench, &bench->before, "1", "");
    begin_round(bench, now, "2", "");
    for (uint32_t row = 0; row < 3; row++) {
        answer(&bench->before, row, "a01", "1");
        answer(now, row, "a01", "5");
    }
    now->place[1].file = NULL;
    bench->comment[0] = (struct comment){0, 0, NULL};
    bench->comment[1] = (struct comment){1, 0, NULL};
    bench->comment[2] = (struct comment){2, 1, NULL};
    now->sheets.comment = bench->comment;
    now->sheets.comment_count = 3;
    assert_doubts(bench, DOUBTS("4: u2: answers 2 levels or more from those of the "
                                "round before, without a comment: a01 1 → 5 (1 in "
                                "all); write beside each what has changed, or correct "
                                "it"));
}

static void many_questions_are_counted_and_not_all_named(void **state)
{
    struct bench *bench = *state;
    begin_round(bench, &bench->before, "1", "");
    begin_round(bench, &bench->now, "2", "");
    answer_all(&bench->before, 0, "1111111111");
    answer_all(&bench->now, 0, "3434343434");
    assert_doubts(bench,
                  DOUBTS("2: u0: answers 2 levels or more from those of the round "
                         "before, without a comment: a01 1 → 3, a02 1 → 4, a03 1 → 3, "
                         "a04 1 → 4, a05 1 → 3, a06 1 → 4, a07 1 → 3, a08 1 → 4, … (10 "
                         "in all); write beside each what has changed, or correct it"));
}

static void the_institution_is_found_by_its_id(void **state)
{
    struct bench *bench = *state;
    begin_round(bench, &bench->before, "1", "");
    begin_round(bench, &bench->now, "2", "");
    answer(&bench->before, 3, "a01", "1");
    answer(&bench->now, 0, "a01", "5");
    assert_doubts(bench, NO_DOUBT);
    /* Another register, in which u0 stands elsewhere. */
    bench->before.answers.unit[3] = 0;
    bench->before.answers.unit[0] = 3;
    assert_doubts(bench, DOUBTS("2: u0: answers 2 levels or more from those of the "
                                "round before, without a comment: a01 1 → 5 (1 in "
                                "all); write beside each what has changed, or correct "
                                "it"));
}

static void identical_sheets_are_told_of_each(void **state)
{
    struct bench *bench = *state;
    struct round *now = &bench->now;
    begin_round(bench, now, "1", "");
    answer_all(now, 0, MIXED);
    answer_all(now, 1, OTHER);
    answer_all(now, 2, MIXED);
    answer_all(now, 4, MIXED);
    for (uint32_t row = 0; row < UNITS; row++) {
        answer(now, row, "y", "1");
        answer(now, row, "n", "2.5");
    }
    assert_doubts(bench,
                  DOUBTS("2: u0: all answers, 26 with a value among them, are those of "
                         "u2, u4 as well; see whether a sheet was copied, or sent "
                         "under another's number",
                         "4: u2: all answers, 26 with a value among them, are those of "
                         "u0, u4 as well; see whether a sheet was copied, or sent "
                         "under another's number",
                         "6: u4: all answers, 26 with a value among them, are those of "
                         "u0, u2 as well; see whether a sheet was copied, or sent "
                         "under another's number"));
    assert_int_equal(bench->found[QUALITY_IDENTICAL], 3);
    /* One number apart, and one that is only compared with. */
    answer(now, 4, "n", "2.6");
    now->place[0].file = NULL;
    assert_doubts(bench,
                  DOUBTS("4: u2: all answers, 26 with a value among them, are those of "
                         "u0 as well; see whether a sheet was copied, or sent under "
                         "another's number"));
    bench->plan.identical_answers = 27;
    assert_doubts(bench, NO_DOUBT);
    bench->plan.identical_answers = 0;
    assert_doubts(bench, NO_DOUBT);
}

static void sheets_left_nearly_blank_are_not_identical(void **state)
{
    struct bench *bench = *state;
    begin_round(bench, &bench->now, "1", "");
    for (uint32_t row = 0; row < UNITS; row++)
        answer_all(&bench->now, row, "1234512345125432154.....");
    assert_doubts(bench, NO_DOUBT);
}

static void a_large_share_without_a_value_is_doubted(void **state)
{
    struct bench *bench = *state;
    struct round *now = &bench->now;
    begin_round(bench, now, "1", "");
    answer_all(now, 0, "v2345v234v12");  /* 3 of 12 */
    answer_all(now, 1, "vv345vv34vv2");  /* 6 */
    answer_all(now, 2, "i2i4iii4i2i4");  /* 7 */
    answer_all(now, 3, "vvvvvv...");     /* too few answers */
    answer_all(now, 4, "ii34ii34ii1v2"); /* 6 of 13, and 1 */
    assert_doubts(bench, DOUBTS("3: u1: 6 of 12 answers are \"don't know\": a01, a02, "
                                "a06, a07, a10, a11; see who else may know",
                                "4: u2: 7 of 12 answers are \"not applicable\": a01, "
                                "a03, a05, a06, a07, a09, a11; see that none of them "
                                "applies"));
    assert_int_equal(bench->found[QUALITY_DONT_KNOW], 1);
    assert_int_equal(bench->found[QUALITY_NOT_APPLICABLE], 1);
    bench->plan.dont_know_percent = 51;
    bench->plan.not_applicable_percent = 59;
    assert_doubts(bench, NO_DOUBT);
    bench->plan.dont_know_percent = 0;
    bench->plan.not_applicable_percent = 0;
    assert_doubts(bench, NO_DOUBT);
}

/* One of each, for the shortage. */
static bool check_short(void *context, struct fault *fault)
{
    struct bench *bench = context;
    struct problems problems = {0};
    size_t found[QUALITY_DOUBT_COUNT] = {0};
    bool ok = quality_check(found, &bench->now.sheets, &bench->before.sheets,
                            &bench->plan, &problems, fault);
    problems_release(&problems);
    if (ok)
        for (int doubt = 0; doubt < QUALITY_DOUBT_COUNT; doubt++)
            assert_true(found[doubt] > 0);
    return ok;
}

static void a_shortage_is_told_as_one(void **state)
{
    struct bench *bench = *state;
    struct round *now = &bench->now;
    begin_round(bench, &bench->before, "1", "");
    begin_round(bench, now, "2", contradictions);
    answer_all(&bench->before, 0, "555555555555");
    answer_all(now, 0, "333333333333" OTHER);
    answer_all(now, 1, MIXED);
    answer_all(now, 2, MIXED);
    answer_all(now, 3, "vvvvvvvvvvvvvv");
    answer_all(now, 4, "iiiiiiiiiiiiii");
    answer(now, 4, "y", "0");
    answer(now, 4, "a01", "5");
    assert_survives_shortage(check_short, bench);
}

#define ON_A_BENCH(test) cmocka_unit_test_setup_teardown(test, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_BENCH(ordinary_answers_are_not_doubted),
        ON_A_BENCH(the_same_answer_straight_down_a_section_is_doubted),
        ON_A_BENCH(the_whole_sheet_is_told_once),
        ON_A_BENCH(declared_contradictions_are_told_with_the_answers),
        ON_A_BENCH(jumps_without_a_comment_are_doubted),
        ON_A_BENCH(only_what_can_be_compared_is),
        ON_A_BENCH(levels_are_the_values_of_the_scale),
        ON_A_BENCH(comments_stand_for_their_own_row),
        ON_A_BENCH(many_questions_are_counted_and_not_all_named),
        ON_A_BENCH(the_institution_is_found_by_its_id),
        ON_A_BENCH(identical_sheets_are_told_of_each),
        ON_A_BENCH(sheets_left_nearly_blank_are_not_identical),
        ON_A_BENCH(a_large_share_without_a_value_is_doubted),
        ON_A_BENCH(a_shortage_is_told_as_one),
    };
    return cmocka_run_group_tests_name("quality", tests, NULL, NULL);
}

#include "answers/answers.h"

#include "probe.h"

/* Old answers under new rules. Definitions are written as in probe.h. */

#define DEFINITION(scales, questions)                                                  \
    "{'format': 'baseline-questionnaire-1', @probe, 'edition': '1', "                  \
    "'identified_by': ['id'], 'scales': {" scales "}, 'questions': [" questions        \
    "], 'dimensions': [{@whole, 'operator': 'none', 'select': ['all']}]}"
#define CODED(code, value)                                                             \
    "{'code': '" code "', 'value': " value ", 'label': {'en': 'level " code "'}}"
#define STATED(code, state)                                                            \
    "{'code': '" code "', 'state': '" state "', 'label': {'en': 'state " code "'}}"
#define STEP(options) "'step': {~, 'options': [" options "]}"
#define ASKED(id, more)                                                                \
    "{'id': '" id "', 'scale': 'step', 'text': {'en': 'q'}, 'tags': ['all']" more "}"
#define FROM(id, comparable) "{'question': '" id "', 'comparable': " comparable "}"
#define REPLACES(list)       ", 'replaces': [" list "]"

#define STEPS                                                                          \
    STEP(CODED("1", "1") ", " CODED("2", "2") ", " CODED("3", "3") ", " STATED(        \
        "vi", "dont_know"))

struct recoding {
    struct place *place;
    struct questionnaire old;
    struct questionnaire new;
    struct answers from;
    struct answers to;
};

static void load_one(struct place *place, struct questionnaire *into,
                     const char *short_form)
{
    struct text text = {0};
    probe_expand(&text, short_form);
    place_reset(place);
    place_write(place, "probe.json", text.bytes, text.length);
    text_release(&text);
    bool loaded = probe_read(place, into);
    assert_no_problem(place);
    assert_true(loaded);
}

static void begin(struct recoding *recoding, void **state, const char *old,
                  const char *new, uint32_t rows)
{
    *recoding = (struct recoding){.place = *state};
    load_one(recoding->place, &recoding->old, old);
    load_one(recoding->place, &recoding->new, new);
    assert_true(answers_reserve(&recoding->from, rows, &recoding->old,
                                &recoding->place->fault));
    for (uint32_t row = 0; row < rows; row++) {
        recoding->from.unit[row] = 5 * row + 2;
        recoding->from.source_row[row] = 100 - row;
    }
}

static void end(struct recoding *recoding)
{
    answers_release(&recoding->to);
    answers_release(&recoding->from);
    questionnaire_release(&recoding->old);
    questionnaire_release(&recoding->new);
}

/* The marks of all rows' answers to a question. */
static void give(struct recoding *recoding, const char *id, const char *marks)
{
    uint32_t q = questionnaire_find(&recoding->old, id, strlen(id));
    assert_int_not_equal(q, NAMES_NONE);
    assert_int_equal(strlen(marks), recoding->from.row_count);
    for (uint32_t row = 0; row < recoding->from.row_count; row++)
        recoding->from.code[(size_t)q * recoding->from.row_count + row] =
            (int8_t)answer_from_mark(marks[row]);
}

static void give_number(struct recoding *recoding, const char *id, uint32_t row,
                        int64_t nano)
{
    uint32_t q = questionnaire_find(&recoding->old, id, strlen(id));
    size_t n = recoding->old.question[q].number;
    recoding->from.number[n * recoding->from.row_count + row] = nano;
}

static void recode(struct recoding *recoding)
{
    answers_release(&recoding->to);
    assert_true(answers_recode(&recoding->to, &recoding->new, &recoding->from,
                               &recoding->old, &recoding->place->fault));
    assert_int_equal(recoding->place->fault.kind, FAULT_NONE);
    assert_int_equal(recoding->to.row_count, recoding->from.row_count);
    assert_int_equal(recoding->to.question_count, recoding->new.question_count);
}

static void assert_marks(const struct recoding *recoding, const char *id,
                         const char *wanted)
{
    char marks[64] = "";
    uint32_t q = questionnaire_find(&recoding->new, id, strlen(id));
    assert_int_not_equal(q, NAMES_NONE);
    for (uint32_t row = 0; row < recoding->to.row_count; row++)
        marks[row] = answer_mark(answers_to(&recoding->to, q)[row]);
    if (strcmp(marks, wanted) != 0)
        fail_msg("%s is \"%s\", not \"%s\"", id, marks, wanted);
}

static void assert_number(const struct recoding *recoding, const char *id, uint32_t row,
                          int64_t wanted)
{
    uint32_t q = questionnaire_find(&recoding->new, id, strlen(id));
    assert_int_equal(answers_number(&recoding->to, &recoding->new.question[q], row),
                     wanted);
}

static void the_same_id_is_the_same_question(void **state)
{
    struct recoding r;
    begin(&r, state, DEFINITION(STEPS, ASKED("A", "") ", " ASKED("Gone", "")),
          DEFINITION(STEPS, ASKED("New", "") ", " ASKED("a", "")), 6);
    give(&r, "A", "0123._");
    give(&r, "Gone", "222222");
    r.from.simulated = true;
    recode(&r);
    assert_marks(&r, "a", "0123._");
    assert_marks(&r, "New", "______");
    assert_true(r.to.simulated);
    for (uint32_t row = 0; row < 6; row++) {
        assert_int_equal(r.to.unit[row], 5 * row + 2);
        assert_int_equal(r.to.source_row[row], 100 - row);
    }
    end(&r);
}

static void what_replaces_one_as_comparable_takes_its_answers(void **state)
{
    struct recoding r;
    begin(&r, state, DEFINITION(STEPS, ASKED("A", "") ", " ASKED("B", "")),
          DEFINITION(STEPS, ASKED("A2", REPLACES(FROM("A", "true"))) ", " ASKED(
                                "B2", REPLACES(FROM("B", "false"))) ", "
                     /* One that was split, and both halves go on from it. */
                     ASKED("A3", REPLACES(FROM("A", "true"))) ", "
                     /* The same id, and told that it may not be compared. */
                     ASKED("B", REPLACES(FROM("B", "false"))) ", "
                     /* An id that was another question's. */
                     ASKED("A", REPLACES(FROM("B", "true")))),
          4);
    give(&r, "A", "012.");
    give(&r, "B", "3_10");
    recode(&r);
    assert_marks(&r, "A2", "012.");
    assert_marks(&r, "A3", "012.");
    assert_marks(&r, "B2", "____");
    assert_marks(&r, "B", "____");
    assert_marks(&r, "A", "3_10");
    end(&r);
}

static void what_was_merged_has_no_answer_to_take_over(void **state)
{
    struct recoding r;
    begin(
        &r, state,
        DEFINITION(STEPS, ASKED("A", "") ", " ASKED("B", "") ", " ASKED("M", "")),
        DEFINITION(
            STEPS, ASKED("AB", REPLACES(FROM("A", "true") ", " FROM("B", "true"))) ", "
            /* Only one of the two can be compared. */
            ASKED("A9", REPLACES(FROM("A", "true") ", " FROM("B", "false"))) ", "
            /* One of the two was never in this edition. */
            ASKED("B9", REPLACES(FROM("X", "true") ", " FROM("B", "true"))) ", " ASKED(
                "M", REPLACES(FROM("A", "true") ", " FROM("M", "true")))),
        2);
    give(&r, "A", "01");
    give(&r, "B", "23");
    give(&r, "M", "11");
    recode(&r);
    assert_marks(&r, "AB", "__");
    assert_marks(&r, "A9", "01");
    assert_marks(&r, "B9", "23");
    assert_marks(&r, "M", "__");
    end(&r);
}

static void what_the_old_edition_says_too_lies_further_back(void **state)
{
    struct recoding r;
    /* B stands for another question here than the B that A replaced once. */
    begin(&r, state,
          DEFINITION(STEPS, ASKED("A", REPLACES(FROM("B", "true"))) ", " ASKED(
                                "B", "") ", " ASKED("C", REPLACES(FROM("C", "false")))),
          DEFINITION(STEPS, ASKED("A", REPLACES(FROM("B", "true"))) ", " ASKED(
                                "C", REPLACES(FROM("C", "false"))) ", " ASKED("B", "")),
          2);
    give(&r, "A", "01");
    give(&r, "B", "22");
    give(&r, "C", "31");
    recode(&r);
    assert_marks(&r, "A", "01");
    assert_marks(&r, "B", "22");
    assert_marks(&r, "C", "31");
    end(&r);
    /* It tells of another step when it names another question. */
    begin(
        &r, state,
        DEFINITION(STEPS, ASKED("A", REPLACES(FROM("B", "true"))) ", " ASKED("C", "")),
        DEFINITION(STEPS, ASKED("A", REPLACES(FROM("C", "true")))), 1);
    give(&r, "A", "0");
    give(&r, "C", "2");
    recode(&r);
    assert_marks(&r, "A", "2");
    end(&r);
    /* Where none of those it replaces was asked, the id alone says what it was. */
    begin(&r, state, DEFINITION(STEPS, ASKED("A", "")),
          DEFINITION(STEPS, ASKED("A", REPLACES(FROM("Z", "false")))), 1);
    give(&r, "A", "2");
    recode(&r);
    assert_marks(&r, "A", "2");
    end(&r);
}

static void answers_go_over_by_code(void **state)
{
    struct recoding r;
    begin(
        &r, state,
        DEFINITION(STEP(CODED("1", "1") ", " CODED("2", "2") ", " CODED(
                       "Ja", "3") ", " STATED("vi", "dont_know") ", " CODED("x", "7")),
                   ASKED("A", "")),
        /* Another order, other values; the code "1" is gone, though it is a value, a
           synonym and a label here; "x" was an answer and is a state. */
        DEFINITION(
            STEP(STATED("X", "not_applicable") ", " CODED("ja", "1") ", " STATED(
                "vi", "dont_know") ", {'code': '9', 'value': 2, 'label': {'en': '1'}, "
                                   "'synonyms': ['1']}, " CODED("2", "0")),
            ASKED("A", "")),
        7);
    give(&r, "A", "01234._");
    recode(&r);
    assert_marks(&r, "A", ".4120._");
    end(&r);
}

static void layers_go_over_each_for_itself(void **state)
{
    struct recoding r;
    begin(&r, state,
          DEFINITION(STEPS,
                     ASKED("A", ", 'layers': ['made', 'written', 'gone']") ", " ASKED(
                         "B", "") ", " ASKED("C", ", 'layers': ['p', 'q']")),
          DEFINITION(
              STEPS,
              ASKED("A2",
                    ", 'layers': ['done', 'seen', 'written']" REPLACES(FROM(
                        "A", "true"))) ", " ASKED("B",
                                                  ", 'layers': "
                                                  "['made', 'proved']") ", " ASKED("C",
                                                                                   "")),
          2);
    give(&r, "A", "01");
    give(&r, "A.written", "12");
    give(&r, "A.gone", "33");
    give(&r, "B", "2.");
    give(&r, "C", "3_");
    give(&r, "C.q", "00");
    recode(&r);
    /* Layers go by name; without any a question is its own first one. */
    assert_marks(&r, "A2", "__");
    assert_marks(&r, "A2.written", "12");
    assert_marks(&r, "A2.seen", "__");
    assert_marks(&r, "B", "2.");
    assert_marks(&r, "B.proved", "__");
    assert_marks(&r, "C", "3_");
    end(&r);
}

#define SOME(options) "'step': {~, 'kind': 'several', 'options': [" options "]}"

static void options_of_several_go_over_by_code(void **state)
{
    struct recoding r;
    begin(
        &r, state,
        DEFINITION(SOME(CODED("a", "1") ", " STATED("vi", "dont_know") ", " CODED(
                       "b", "2") ", " CODED("c", "3")),
                   ASKED("Q", "")),
        DEFINITION(SOME(STATED("na", "not_applicable") ", " CODED("c", "3") ", " CODED(
                       "d", "4") ", " STATED("vi", "dont_know") ", " CODED("a", "1")),
                   ASKED("P", REPLACES(FROM("Q", "true")))),
        4);
    /* The mark of "vi" is its place among all options: given, a, vi. */
    give(&r, "Q", "02._");
    give(&r, "Q.a", "1.._");
    give(&r, "Q.b", "1.._");
    give(&r, "Q.c", "0.._");
    recode(&r);
    assert_marks(&r, "P", "04._");
    assert_marks(&r, "P.a", "1.._");
    assert_marks(&r, "P.c", "0.._");
    assert_marks(&r, "P.d", "____");
    end(&r);
}

static void answers_of_another_kind_do_not_go_over(void **state)
{
    struct recoding r;
    static const char choice[] = DEFINITION(
        STEP(CODED("a", "1") ", " CODED("5", "5") ", " STATED(
            "vi", "dont_know") ", " STATED("na", "not_applicable") ", " CODED("x",
                                                                              "2")),
        ASKED("Q", ""));
    static const char several[] =
        DEFINITION(SOME(CODED("a", "1") ", " CODED("na", "2") ", " STATED(
                       "vi", "not_applicable") ", " STATED("x", "dont_know")),
                   ASKED("Q", ""));
    static const char number[] =
        DEFINITION("'step': {~, 'kind': 'number', 'lowest': 0, 'highest': 9, "
                   "'options': [" STATED("na", "not_applicable") "]}",
                   ASKED("Q", ""));
    begin(&r, state, choice, several, 7);
    give(&r, "Q", "0123._4");
    recode(&r);
    /* A state may be another one by its code, but no option that was chosen. */
    assert_marks(&r, "Q", "..3.._.");
    assert_marks(&r, "Q.a", "_______");
    end(&r);
    begin(&r, state, choice, number, 6);
    give(&r, "Q", "0123._");
    recode(&r);
    assert_marks(&r, "Q", "...1._");
    assert_number(&r, "Q", 0, 0);
    end(&r);
    begin(&r, state, several, choice, 4);
    give(&r, "Q", "03._");
    give(&r, "Q.a", "1.._");
    recode(&r);
    assert_marks(&r, "Q", ".2._");
    end(&r);
    begin(&r, state, number, several, 2);
    give(&r, "Q", "01");
    recode(&r);
    assert_marks(&r, "Q", "..");
    end(&r);
}

#define NANO INT64_C(1000000000)
#define NUMBERS(more)                                                                  \
    "'step': {~, 'kind': 'number', 'options': [" STATED(                               \
        "vi",                                                                          \
        "dont_know") "], " more                                                        \
                     "}, 'days': {~, 'kind': 'number', 'lowest': 0, 'highest': 9}"
#define DAYS "{'id': 'D', 'scale': 'days', 'text': {'en': 'd'}}"

static void numbers_go_over_where_the_new_scale_takes_them(void **state)
{
    struct recoding r;
    static const int64_t given[] = {-1 * NANO,    0,         5 * NANO / 4,
                                    5 * NANO / 2, 10 * NANO, 10 * NANO + NANO / 2,
                                    70 * NANO,    0};
    static const char old[] =
        DEFINITION(NUMBERS("'lowest': -5, 'highest': 20, 'decimals': 2"),
                   ASKED("Q", "") ", " DAYS);
    begin(&r, state, old,
          /* Numbers stand in the other order. */
          DEFINITION(NUMBERS("'lowest': 0, 'highest': 10, 'decimals': 1"),
                     DAYS ", " ASKED("Q", "")),
          8);
    give(&r, "Q", "0000001_");
    give(&r, "D", "0000000.");
    for (uint32_t row = 0; row < 8; row++) {
        give_number(&r, "Q", row, given[row]);
        give_number(&r, "D", row, row * NANO);
    }
    recode(&r);
    assert_marks(&r, "Q", ".0.00.1_");
    assert_marks(&r, "D", "0000000.");
    assert_number(&r, "Q", 1, 0);
    assert_number(&r, "Q", 3, 5 * NANO / 2);
    assert_number(&r, "Q", 4, 10 * NANO);
    assert_number(&r, "D", 6, 6 * NANO);
    end(&r);
    begin(&r, state, old,
          DEFINITION(NUMBERS("'lowest': 0, 'highest': 10, 'decimals': 1, 'clip': true"),
                     ASKED("Q", "") ", " DAYS),
          8);
    give(&r, "Q", "0000001_");
    for (uint32_t row = 0; row < 8; row++)
        give_number(&r, "Q", row, given[row]);
    recode(&r);
    assert_marks(&r, "Q", "00.0001_");
    end(&r);
}

static bool recode_short(void *context, struct fault *fault)
{
    struct recoding *r = context;
    struct answers to;
    bool done = answers_recode(&to, &r->new, &r->from, &r->old, fault);
    if (!done)
        assert_null(to.code);
    answers_release(&to);
    return done;
}

static void running_short_of_memory_leaves_nothing(void **state)
{
    struct recoding r;
    begin(&r, state,
          DEFINITION(NUMBERS("'lowest': 0, 'highest': 10"), ASKED("Q", "") ", " DAYS),
          DEFINITION(NUMBERS("'lowest': 0, 'highest': 10"), ASKED("Q", "") ", " DAYS),
          3);
    give(&r, "Q", "01.");
    give(&r, "D", "0..");
    assert_survives_shortage(recode_short, &r);
    end(&r);
}

int main(void)
{
    const struct CMUnitTest test[] = {
        HERE(the_same_id_is_the_same_question),
        HERE(what_replaces_one_as_comparable_takes_its_answers),
        HERE(what_was_merged_has_no_answer_to_take_over),
        HERE(what_the_old_edition_says_too_lies_further_back),
        HERE(answers_go_over_by_code),
        HERE(layers_go_over_each_for_itself),
        HERE(options_of_several_go_over_by_code),
        HERE(answers_of_another_kind_do_not_go_over),
        HERE(numbers_go_over_where_the_new_scale_takes_them),
        HERE(running_short_of_memory_leaves_nothing),
    };
    return cmocka_run_group_tests(test, NULL, NULL);
}

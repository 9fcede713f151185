/* An edition in numbers: how much there is to answer, how long that takes, and what of
   the frameworks its questions meet. */

#include "overview/overview.h"

#include "probe.h"

/* A reader has read 119 words after half a minute. */
#define HALF_MINUTE 119

#define STEPS                                                                          \
    "'options': [{'code': '1', 'value': 1, 'label': {'en': 'one'}}, "                  \
    "{'code': '2', 'value': 2, 'label': {'en': 'two'}}]"
#define DEFINITION(questions, more)                                                    \
    "{'format': 'baseline-questionnaire-1', @probe, 'edition': '1', 'identified_by': " \
    "['id'], 'scales': {"                                                              \
    "'steps': {~, 'seconds': 12.5, " STEPS "}, "                                       \
    "'quick': {~, 'seconds': 0, " STEPS "}, "                                          \
    "'plain': {~, " STEPS "}, "                                                        \
    "'some': {~, 'kind': 'several', 'seconds': 20, 'options': ["                       \
    "{'code': 'a', 'value': 1, 'label': {'en': 'first'}}, "                            \
    "{'code': 'b', 'value': 2, 'label': {'en': 'the second one, of more "              \
    "words than take a second'}}]}}, "                                                 \
    "'questions': [" questions "], "                                                   \
    "'dimensions': [{@whole, 'questions': ['A']}]" more "}"
#define QUESTION(id, scale, more)                                                      \
    "{'id': '" id "', 'scale': '" scale "', 'text': {'en': 'w'}" more "}"
#define FOLLOWS ", 'asked_if': {'question': 'A', 'answers': ['2']}"

struct look {
    struct place *place;
    char path[256];
    struct questionnaire questionnaire;
    struct overview overview;
    bool computed;
};

static int look_open(void **state)
{
    struct look *look = calloc(1, sizeof *look);
    void *place = NULL;
    if (look == NULL || place_open(&place) != 0)
        return -1;
    look->place = place;
    place_path(look->path, look->place, "probe.json");
    *state = look;
    return 0;
}

static void look_away(struct look *look)
{
    overview_release(&look->overview);
    overview_release(&look->overview);
    questionnaire_release(&look->questionnaire);
    place_reset(look->place);
}

static int look_close(void **state)
{
    struct look *look = *state;
    void *place = look->place;
    look_away(look);
    place_forget(look->place, "probe.json");
    place_forget(look->place, "iso.csv");
    free(look);
    return place_close(&place);
}

static void look_at(struct look *look, const char *definition)
{
    struct text text = {0};
    look_away(look);
    probe_expand(&text, definition);
    place_write(look->place, "probe.json", text.bytes, text.length);
    text_release(&text);
    bool loaded = questionnaire_load(&look->questionnaire, look->path,
                                     &look->place->problems, &look->place->fault);
    assert_no_problem(look->place);
    assert_true(loaded);
    look->computed = overview_compute(&look->overview, &look->questionnaire, look->path,
                                      &look->place->problems, &look->place->fault);
    assert_int_equal(look->place->fault.kind, FAULT_NONE);
    if (!look->computed) {
        assert_true(look->place->problems.error_count > 0);
        assert_null(look->overview.framework);
    }
}

static void assert_counts(const struct look *look, size_t questions, size_t follow_ups)
{
    assert_no_problem(look->place);
    assert_true(look->computed);
    assert_int_equal(look->overview.question_count, questions);
    assert_int_equal(look->overview.follow_up_count, follow_ups);
}

static void assert_seconds(const struct look *look, int64_t least, int64_t most)
{
    assert_int_equal(look->overview.least_seconds, least);
    assert_int_equal(look->overview.most_seconds, most);
}

/* The definition with every "%" in it as so many words. */
static void look_at_words(struct look *look, const char *definition, int words)
{
    struct text text = {0};
    for (const char *at = definition; *at != '\0'; at++) {
        if (*at != '%')
            text_append(&text, at, 1);
        for (int w = 0; *at == '%' && w < words; w++)
            text_print(&text, "%sw%d", w == 0 ? "" : " ", w);
    }
    look_at(look, text.bytes);
    text_release(&text);
}

static void reading_and_finding_an_answer_take_time(void **state)
{
    struct look *look = *state;
    /* 119 words and 119 words are a minute; then 12.5 seconds. */
    look_at_words(look,
                  DEFINITION("{'id': 'A', 'scale': 'steps', 'text': {'en': '%'}, "
                             "'help': {'en': '%'}}",
                             ""),
                  HALF_MINUTE);
    assert_counts(look, 1, 0);
    assert_seconds(look, 72, 72);
    /* Twice that is 145: halves are not lost on the way. */
    look_at_words(look,
                  DEFINITION("{'id': 'A', 'scale': 'steps', 'text': {'en': '%'}, "
                             "'help': {'en': '%'}}, {'id': 'B', 'scale': 'steps', "
                             "'text': {'en': '%'}, 'help': {'en': '%'}}",
                             ""),
                  HALF_MINUTE);
    assert_counts(look, 2, 0);
    assert_seconds(look, 145, 145);
    /* Without `seconds` an answer takes 30. */
    look_at_words(look,
                  DEFINITION("{'id': 'A', 'scale': 'plain', 'text': {'en': '%'}}", ""),
                  HALF_MINUTE);
    assert_seconds(look, 60, 60);
    /* One word takes a quarter of a second. */
    look_at(look, DEFINITION(QUESTION("A", "quick", ""), ""));
    assert_seconds(look, 0, 0);
}

static void words_are_what_stands_between_spaces(void **state)
{
    struct look *look = *state;
    struct text text = {0};
    text_add(&text, "{'id': 'A', 'scale': 'quick', 'text': {'en': '  ");
    for (int w = 0; w < 2 * HALF_MINUTE / 7; w++)
        text_add(&text, "one  two\\nthree-and-a-half\\tfour\\n\\n(5) ÆØÅ, - ");
    text_add(&text, "'}}");
    struct text definition = {0};
    text_print(&definition, DEFINITION("%s", ""), text.bytes);
    look_at(look, definition.bytes);
    assert_seconds(look, 60, 60);
    text_release(&text);
    text_release(&definition);
}

static void the_danish_text_is_read_where_there_is_one(void **state)
{
    struct look *look = *state;
    look_at_words(look,
                  DEFINITION("{'id': 'A', 'scale': 'quick', 'text': {'da': '% %', "
                             "'en': 'short'}, 'help': {'en': '%'}}",
                             ""),
                  HALF_MINUTE);
    assert_seconds(look, 90, 90);
}

static void guide_and_sections_are_read_once(void **state)
{
    struct look *look = *state;
    /* Guide: a minute; sections: one with its text and two levels, two minutes, and one
       of a title of a single word. */
    look_at_words(
        look,
        DEFINITION("{'id': 'A', 'section': 'one', 'scale': 'quick', 'text': "
                   "{'en': '%'}}, {'id': 'B', 'section': 'one', 'scale': "
                   "'quick', 'text': {'en': '%'}}",
                   ", 'guide': [{'title': {'en': '%'}, 'text': {'en': '%'}}], "
                   "'sections': [{'id': 'one', 'title': {'en': '%'}, 'text': "
                   "{'en': '%'}, 'levels': [{'code': '1', 'text': {'en': "
                   "'%'}}, {'code': '2', 'text': {'en': '%'}}]}, {@two}]"),
        HALF_MINUTE);
    assert_counts(look, 2, 0);
    assert_seconds(look, 60 + 120 + 60, 60 + 120 + 60);
}

static void follow_ups_take_time_when_they_are_asked(void **state)
{
    struct look *look = *state;
    look_at_words(look,
                  DEFINITION("{'id': 'A', 'scale': 'plain', 'text': {'en': '%'}}, "
                             "{'id': 'B', 'scale': 'some', 'text': {'en': '%'}" FOLLOWS
                             "}, {'id': 'C', 'scale': 'plain', 'text': {'en': '%'}, "
                             "'asked_if': [{'question': 'A', 'at_least': 2}, "
                             "{'question': 'B', 'answers': ['a']}]}, "
                             "{'id': 'D', 'scale': 'quick', 'text': {'en': '%'}}",
                             ""),
                  HALF_MINUTE);
    assert_counts(look, 4, 2);
    assert_seconds(look, 60 + 30, 60 + 50 + 60 + 30);
}

static void every_layer_is_an_answer_and_no_option_is(void **state)
{
    struct look *look = *state;
    look_at(look,
            DEFINITION(QUESTION("A", "plain", ", 'layers': ['x', 'y', 'z']"), ""));
    assert_counts(look, 1, 0);
    assert_seconds(look, 90, 90);
    look_at(look, DEFINITION(QUESTION("A", "some", ""), ""));
    assert_counts(look, 1, 0);
    assert_seconds(look, 20, 20);
    look_at(look, DEFINITION(QUESTION("A", "quick", "") ", " QUESTION(
                                 "B", "plain", ", 'layers': ['x', 'y']" FOLLOWS),
                             ""));
    assert_counts(look, 2, 1);
    assert_seconds(look, 0, 60);
}

/* A million seconds for each of 9300 answers is more nano seconds than 64 bits hold. */
static void the_longest_definition_takes_as_long_as_it_does(void **state)
{
    struct look *look = *state;
    struct text questions = {0};
    struct text definition = {0};
    for (int q = 0; q < 9300; q++)
        text_print(&questions, "%s{'id': 'A%d', 'scale': 'slow', 'text': {'en': 'w'}}",
                   q == 0 ? "" : ", ", q);
    text_print(&definition,
               "{'format': 'baseline-questionnaire-1', @probe, 'edition': '1', "
               "'identified_by': ['id'], 'scales': {'slow': {~, 'seconds': 1000000, "
               "%s}}, 'questions': [%s], 'dimensions': [{@whole, 'questions': "
               "['A0']}]}",
               STEPS, questions.bytes);
    look_at(look, definition.bytes);
    text_release(&questions);
    text_release(&definition);
    assert_counts(look, 9300, 0);
    /* 9300 words are 2344.5 seconds. */
    assert_seconds(look, INT64_C(9300002344), INT64_C(9300002344));
}

#define ISO                   "{@iso, 'file': 'iso.csv', 'every': ['control']}"
#define MEETS(id, references) QUESTION(id, "quick", ", 'references': {" references "}")
#define LIST                                                                           \
    "id;parent;kind;da;en\n"                                                           \
    "A;;theme;Et;One\n"                                                                \
    "A.1;A;clause;;\n"                                                                 \
    "A.1.1;A.1;control;;\n"                                                            \
    "A.1.2;A.1;control;;\n"                                                            \
    "A.2;A;clause;;\n"                                                                 \
    "A.2.1;A.2;control;;\n"                                                            \
    "B;;theme;;\n"

static void look_at_list(struct look *look, const char *list, size_t size,
                         const char *definition)
{
    place_write(look->place, "iso.csv", list, size);
    look_at(look, definition);
}

/* "kind met of all", a line a kind. */
static void assert_kinds(const struct look *look, size_t framework, const char *wanted)
{
    const struct framework_overview *own = &look->overview.framework[framework];
    struct text text = {0};
    assert_true(look->computed);
    assert_true(framework < look->overview.framework_count);
    assert_ptr_equal(own->framework, &look->questionnaire.framework[framework]);
    text_add(&text, "");
    for (size_t k = 0; k < own->kind_count; k++)
        text_print(&text, "%s %zu of %zu\n", own->kind[k].name, own->kind[k].met_count,
                   own->kind[k].item_count);
    assert_string_equal(text.bytes, wanted);
    text_release(&text);
}

/* These and no other, each at the row of the list or, row 0, at the definition. */
struct told {
    enum severity severity;
    size_t row;
    const char *what;
};

static void assert_told(const struct look *look, const struct told *told, size_t count)
{
    char list[256];
    place_path(list, look->place, "iso.csv");
    for (size_t i = 0; i < count; i++) {
        assert_problem(look->place, i, told[i].severity, told[i].row, 0, told[i].what);
        assert_string_equal(
            look->place->problems.problem[i].where,
            told[i].row > 0 || told[i].severity == SEVERITY_ERROR ? list : look->path);
    }
    if (look->place->problems.problem_count > count)
        fail_msg("also told: %s", look->place->problems.problem[count].what);
}

#define TOLD(look, ...)                                                                \
    assert_told(look, (const struct told[]){__VA_ARGS__},                              \
                sizeof((const struct told[]){__VA_ARGS__}) / sizeof(struct told))

static void an_item_is_met_by_itself_or_by_one_below_it(void **state)
{
    struct look *look = *state;
    look_at_list(look, BYTES(LIST),
                 DEFINITION(MEETS("A", "'iso': ['A.1.1'], 'other': ['A.2']"),
                            ", 'frameworks': [" ISO "]"));
    assert_int_equal(look->overview.framework_count, 1);
    assert_kinds(look, 0, "theme 1 of 2\nclause 1 of 2\ncontrol 1 of 3\n");
    TOLD(look, {SEVERITY_WARNING, 5, "no question meets \"A.1.2\""},
         {SEVERITY_WARNING, 7, "no question meets \"A.2.1\""});
    /* What is above it does not meet what is below. */
    look_at_list(look, BYTES(LIST),
                 DEFINITION(MEETS("A", "'iso': ['A.1', 'B']"),
                            ", 'frameworks': [{@iso, 'file': 'iso.csv'}]"));
    assert_no_problem(look->place);
    assert_kinds(look, 0, "theme 2 of 2\nclause 1 of 2\ncontrol 0 of 3\n");
    /* By several questions, one of them a follow-up; the third above is met already. */
    look_at_list(look, BYTES(LIST),
                 DEFINITION(MEETS("A", "'iso': ['A.1.1']") ", " QUESTION(
                                "B", "quick",
                                ", 'references': {'iso': ['A.1.2', 'A.2.1', "
                                "'A.1.1']}" FOLLOWS),
                            ", 'frameworks': [" ISO "]"));
    assert_no_problem(look->place);
    assert_kinds(look, 0, "theme 1 of 2\nclause 2 of 2\ncontrol 3 of 3\n");
}

static void all_items_of_the_kinds_in_every_are_to_be_met(void **state)
{
    struct look *look = *state;
    look_at_list(look, BYTES(LIST),
                 DEFINITION(MEETS("A", "'iso': ['A.1.1']"),
                            ", 'frameworks': [{@iso, 'file': 'iso.csv', 'every': "
                            "['clause', 'theme', 'contrl', 'Theme\\u001b']}]"));
    assert_true(look->computed);
    TOLD(look, {SEVERITY_WARNING, 6, "no question meets \"A.2\""},
         {SEVERITY_WARNING, 8, "no question meets \"B\""},
         {SEVERITY_WARNING, 0, "\"iso\" has no item of the kind \"contrl\""},
         {SEVERITY_WARNING, 0, "\"iso\" has no item of the kind \"Theme\\x1b\""});
}

static void references_that_the_framework_has_not_are_told_of(void **state)
{
    struct look *look = *state;
    look_at_list(look, BYTES(LIST),
                 DEFINITION(MEETS("A", "'iso': ['A.9', 'B', '\\u0007']") ", " QUESTION(
                                "C", "quick",
                                ", 'layers': ['x', 'y'], 'references': {'iso': "
                                "['a.1.1']}"),
                            ", 'frameworks': [{@iso, 'file': 'iso.csv'}]"));
    assert_kinds(look, 0, "theme 1 of 2\nclause 0 of 2\ncontrol 0 of 3\n");
    TOLD(look,
         {SEVERITY_WARNING, 0,
          "the question \"A\" refers to \"A.9\", which \"iso\" has not"},
         {SEVERITY_WARNING, 0,
          "the question \"A\" refers to \"\\x07\", which \"iso\" has not"},
         {SEVERITY_WARNING, 0,
          "the question \"C\" refers to \"a.1.1\", which \"iso\" has not"});
}

static void frameworks_are_counted_each_by_itself(void **state)
{
    struct look *look = *state;
    place_write(look->place, "own.csv",
                BYTES("kind,name,id,parent\nrule,\"One, or\n"
                      "more\",1,\n,,,\n\nrule,Two,A.1,\n"));
    look_at_list(look, BYTES("\xEF\xBB\xBF" LIST),
                 DEFINITION(MEETS("A", "'own': ['1'], 'iso': ['A.1']"),
                            ", 'frameworks': [{@iso, 'file': 'iso.csv'}, {@own, "
                            "'file': 'own.csv', 'every': ['rule']}]"));
    place_forget(look->place, "own.csv");
    assert_int_equal(look->overview.framework_count, 2);
    assert_kinds(look, 0, "theme 1 of 2\nclause 1 of 2\ncontrol 0 of 3\n");
    assert_kinds(look, 1, "rule 1 of 2\n");
    assert_int_equal(look->place->problems.problem_count, 1);
    assert_problem(look->place, 0, SEVERITY_WARNING, 5, 0, "no question meets \"A.1\"");
}

static void a_list_without_items_has_nothing_to_meet(void **state)
{
    struct look *look = *state;
    look_at_list(look, BYTES("id;parent;kind\n"),
                 DEFINITION(QUESTION("A", "quick", ""), ", 'frameworks': [" ISO "]"));
    assert_kinds(look, 0, "");
    TOLD(look, {SEVERITY_WARNING, 0, "\"iso\" has no item of the kind \"control\""});
}

struct mistake {
    const char *list;
    struct told told[3];
};

static void mistakes_in_the_list_are_told_by_row(void **state)
{
    static const struct mistake mistake[] = {
        {"id;parent\nA;\n", {{SEVERITY_ERROR, 1, "has no column \"kind\""}}},
        {"\n\nId;over;sort\nA;;x\n",
         {{SEVERITY_ERROR, 3, "has no column \"id\""},
          {SEVERITY_ERROR, 3, "has no column \"parent\""},
          {SEVERITY_ERROR, 3, "has no column \"kind\""}}},
        {"id;parent;kind\nA;;t\nB;;t\nA;;t\n",
         {{SEVERITY_ERROR, 4, "\"A\" stands here twice"}}},
        {"id;parent;kind\nB;A;t\nA;;t\nC;C;t\nD;E;t\nF;A;t\n",
         {{SEVERITY_ERROR, 2, "the parent \"A\" does not stand above it"},
          {SEVERITY_ERROR, 4, "the parent \"C\" does not stand above it"},
          {SEVERITY_ERROR, 5, "the parent \"E\" does not stand above it"}}},
        {"id;parent;kind\nA;;t\n;A;t\n;;\n;;t\nA;;\n",
         {{SEVERITY_ERROR, 3, "this row has no \"id\""},
          {SEVERITY_ERROR, 5, "this row has no \"id\""},
          {SEVERITY_ERROR, 6, "\"A\" stands here twice"}}},
        {"", {{SEVERITY_ERROR, 0, "has no column \"id\""}}},
        {"\r\n\r\n", {{SEVERITY_ERROR, 0, "has no column \"id\""}}},
        {"id;parent;kind\nA\x01;;t\nA\x01;;t\n",
         {{SEVERITY_ERROR, 3, "\"A\\x01\" stands here twice"}}},
    };
    struct look *look = *state;
    for (size_t m = 0; m < sizeof mistake / sizeof *mistake; m++) {
        size_t count = 0;
        while (count < 3 && mistake[m].told[count].what != NULL)
            count++;
        look_at_list(look, mistake[m].list, strlen(mistake[m].list),
                     DEFINITION(QUESTION("A", "quick", ""),
                                ", 'frameworks': [{@iso, 'file': 'iso.csv'}]"));
        assert_false(look->computed);
        assert_told(look, mistake[m].told, count);
    }
}

static void what_is_no_table_is_told_at_its_place(void **state)
{
    static const char list[] = "id;parent;kind\nA;;\"t\nB;;t\n";
    struct look *look = *state;
    look_at_list(look, BYTES(list),
                 DEFINITION(QUESTION("A", "quick", ""), ", 'frameworks': [" ISO "]"));
    assert_false(look->computed);
    assert_problem(look->place, 0, SEVERITY_ERROR, 2, 3,
                   "the quotation mark that opens this cell is never closed");
    assert_int_equal(look->place->problems.problem_count, 1);
}

static void a_list_that_is_not_there_is_told(void **state)
{
    struct look *look = *state;
    place_forget(look->place, "iso.csv");
    look_at(look, DEFINITION(QUESTION("A", "quick", ""), ", 'frameworks': [" ISO "]"));
    assert_false(look->computed);
    TOLD(look, {SEVERITY_ERROR, 0, "cannot open: No such file or directory"});
    look_at(look, DEFINITION(QUESTION("A", "quick", ""),
                             ", 'frameworks': [{@iso, 'file': '.'}]"));
    assert_false(look->computed);
    assert_problem(look->place, 0, SEVERITY_ERROR, 0, 0, "is a folder, not a file");
}

static void look_at_kinds(struct look *look, int count)
{
    struct text text = {0};
    text_add(&text, "id;parent;kind\n");
    for (int i = 0; i < count; i++)
        text_print(&text, "%d;;k%d\n", i, i);
    text_add(&text, "again;;k0\n");
    look_at_list(look, text.bytes, text.length,
                 DEFINITION(QUESTION("A", "quick", ""),
                            ", 'frameworks': [{@iso, 'file': 'iso.csv'}]"));
    text_release(&text);
}

static void there_are_sixteen_kinds_at_most(void **state)
{
    struct look *look = *state;
    look_at_kinds(look, FRAMEWORK_KIND_LIMIT);
    assert_true(look->computed);
    assert_no_problem(look->place);
    assert_int_equal(look->overview.framework[0].kind_count, 16);
    assert_int_equal(look->overview.framework[0].kind[0].item_count, 2);
    look_at_kinds(look, FRAMEWORK_KIND_LIMIT + 1);
    assert_false(look->computed);
    TOLD(look, {SEVERITY_ERROR, 18, "there are more than 16 kinds of items"});
}

static void there_are_twenty_thousand_items_at_most(void **state)
{
    struct look *look = *state;
    for (int count = 20000; count <= 20001; count++) {
        struct text text = {0};
        text_add(&text, "id;parent;kind\n");
        /* One below the other, and met from the lowest. */
        for (int i = 0; i < count; i++)
            text_print(&text, i == 0 ? "%d;;k\n" : "%d;%d;k\n", i, i - 1);
        text_add(&text, ";;\n");
        look_at_list(look, text.bytes, text.length,
                     DEFINITION(MEETS("A", "'iso': ['19999']"),
                                ", 'frameworks': [{@iso, 'file': 'iso.csv'}]"));
        text_release(&text);
        assert_int_equal(look->computed, count == 20000);
        if (look->computed)
            assert_kinds(look, 0, "k 20000 of 20000\n");
    }
    TOLD(look, {SEVERITY_ERROR, 0, "there are more than 20000 items"});
}

static bool compute_short(void *context, struct fault *fault)
{
    struct look *look = context;
    struct overview overview;
    struct problems problems = {0};
    bool done =
        overview_compute(&overview, &look->questionnaire, look->path, &problems, fault);
    if (done)
        assert_int_equal(problems.warning_count, 4);
    else {
        assert_null(overview.framework);
        done = fault->kind == FAULT_NONE;
        if (done)
            assert_int_equal(problems.error_count, 2);
    }
    overview_release(&overview);
    problems_release(&problems);
    return done;
}

static void computing_survives_a_shortage(void **state)
{
    struct look *look = *state;
    look_at_list(look, BYTES(LIST),
                 DEFINITION(MEETS("A", "'iso': ['A.1.1', 'C']"),
                            ", 'frameworks': [{@iso, 'file': 'iso.csv', 'every': "
                            "['control', 'rule']}]"));
    assert_true(look->computed);
    assert_survives_shortage(compute_short, look);
    place_write(look->place, "iso.csv", BYTES("id;parent;kind\nA;A;t\nB;B;t\n"));
    assert_survives_shortage(compute_short, look);
}

#define LOOKING(test) cmocka_unit_test_setup_teardown(test, look_open, look_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LOOKING(reading_and_finding_an_answer_take_time),
        LOOKING(words_are_what_stands_between_spaces),
        LOOKING(the_danish_text_is_read_where_there_is_one),
        LOOKING(guide_and_sections_are_read_once),
        LOOKING(follow_ups_take_time_when_they_are_asked),
        LOOKING(every_layer_is_an_answer_and_no_option_is),
        LOOKING(the_longest_definition_takes_as_long_as_it_does),
        LOOKING(an_item_is_met_by_itself_or_by_one_below_it),
        LOOKING(all_items_of_the_kinds_in_every_are_to_be_met),
        LOOKING(references_that_the_framework_has_not_are_told_of),
        LOOKING(frameworks_are_counted_each_by_itself),
        LOOKING(a_list_without_items_has_nothing_to_meet),
        LOOKING(mistakes_in_the_list_are_told_by_row),
        LOOKING(what_is_no_table_is_told_at_its_place),
        LOOKING(a_list_that_is_not_there_is_told),
        LOOKING(there_are_sixteen_kinds_at_most),
        LOOKING(there_are_twenty_thousand_items_at_most),
        LOOKING(computing_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

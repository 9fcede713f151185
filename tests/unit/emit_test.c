#include "emit/emit.h"

#include "base/exact.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* A view small enough to know every byte of its file: one area, one question, two
   comparisons. */
struct view {
    struct disclosed disclosed;
    struct shown_node node;
    struct shown_past past[2];
    struct shown_question question;
    struct shown_member member[2];
    struct shown_score member_score;
    struct shown_group below;
    struct shown_figures below_figures;
};

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define BOTH(text)                                                                     \
    {                                                                                  \
        {                                                                              \
            text, text                                                                 \
        }                                                                              \
    }

static const struct shown_figures few = {.withheld = WITHHELD_FEW_UNITS,
                                         .mean = NOTHING,
                                         .sd = NOTHING,
                                         .quartile = {NOTHING, NOTHING, NOTHING}};
static const struct shown_figures seven = {
    .n = 7, .mean = FULL_SCORE, .sd = NOTHING, .quartile = {NOTHING, NOTHING, NOTHING}};
static const struct shown_figures many = {.n = 812,
                                          .mean = INT64_C(62345678901),
                                          .sd = INT64_C(12500000000),
                                          .quartile = {0, 50 * POINT, 75 * POINT}};
static const struct shown_score scored = {.state = SCORE_STATE_SCORED,
                                          .points = 50 * POINT,
                                          .low = 0,
                                          .high = FULL_SCORE,
                                          .answered = 2,
                                          .relevant = 3};

static void fill_comparisons(struct disclosed *disclosed)
{
    disclosed->comparison_count = 2;
    disclosed->comparison[0] = (struct shown_comparison){
        .level = "nation",
        .code = "dk",
        .name = {{[LANGUAGE_DA] = "Danmark", [LANGUAGE_EN] = "Denmark"}},
        .eligible = 1329,
        .answered = 812,
        .clusters = 98,
        .clusters_answered = 60};
    disclosed->comparison[1] =
        (struct shown_comparison){.level = "owner",
                                  .code = "101",
                                  .name = {{[LANGUAGE_DA] = "Ærø"}},
                                  .eligible = 4,
                                  .answered = 3,
                                  .clusters = 1,
                                  .clusters_answered = 1};
}

static void fill_body(struct view *view)
{
    view->past[0] = (struct shown_past){.year = 2018};
    view->past[1] = (struct shown_past){
        .year = 2019, .comparable = true, .own = scored, .group = {many, few}};
    view->node = (struct shown_node){
        .dimension = "iso",
        .id = "iso",
        .title = {{[LANGUAGE_DA] = "Samlet", [LANGUAGE_EN] = "Overall"}},
        .leaf = true,
        .own = scored,
        .group = {many, few},
        .rank = {INT64_C(33333333333), NOTHING},
        .past = view->past,
        .bin = {{0, 40, 400}, {40, 100, 412}},
        .bin_count = 2};
    view->question = (struct shown_question){.id = "Q1",
                                             .text = {{[LANGUAGE_DA] = "Er der låst?"}},
                                             .state = "blank",
                                             .points = NOTHING,
                                             .group = {seven, few}};
    view->disclosed.node = &view->node;
    view->disclosed.node_count = 1;
    view->disclosed.past_count = 2;
    view->disclosed.question = &view->question;
    view->disclosed.question_count = 1;
}

static void fill(struct view *view)
{
    *view = (struct view){0};
    view->disclosed = (struct disclosed){
        .reader = READER_UNIT,
        .level = "institution",
        .code = "u1",
        .name = BOTH("Skovlyst"),
        .unit_one = {{[LANGUAGE_DA] = "hus", [LANGUAGE_EN] = "house"}},
        .unit_many = {{[LANGUAGE_DA] = "huse", [LANGUAGE_EN] = "houses"}},
        .cluster_many = {{[LANGUAGE_DA] = "ejere", [LANGUAGE_EN] = "owners"}},
        .questionnaire = "houses",
        .edition = "2019",
        .questionnaire_title = {{[LANGUAGE_DA] = "Huse", [LANGUAGE_EN] = "Houses"}},
        .definition_hash = HASH,
        .engine_version = "0.1",
        .year = 2019,
        .minimum_units = 5,
        .scale_lowest = POINT,
        .scale_highest = 5 * POINT,
        .scale_target = 3 * POINT,
        .weight_unit = 1,
        .measuring_points = NO_NODE};
    fill_comparisons(&view->disclosed);
    fill_body(view);
}

/* The same figures as the owner of the unit sees them. */
static void make_owner(struct view *view)
{
    view->disclosed.reader = READER_GROUP;
    view->disclosed.level = "owner";
    view->disclosed.code = "101";
    view->disclosed.own_comparison = 1;
    view->member_score = scored;
    view->member[0] = (struct shown_member){
        .id = "u1", .name = "Skovlyst", .answered = true, .score = &view->member_score};
    view->member[1] = (struct shown_member){.id = "u2", .name = "Åkæret"};
    view->disclosed.member = view->member;
    view->disclosed.member_count = 2;
}

static void make_nation(struct view *view)
{
    view->disclosed.reader = READER_NATION;
    view->disclosed.level = "national";
    view->disclosed.code = "dk";
    view->disclosed.comparison_count = 1;
    view->below_figures = many;
    view->below.group = (struct shown_comparison){.level = "region",
                                                  .code = "1084",
                                                  .name = BOTH("Nord"),
                                                  .eligible = 431,
                                                  .answered = 210,
                                                  .clusters = 29,
                                                  .clusters_answered = 20};
    view->below.figures = &view->below_figures;
    view->disclosed.below = &view->below;
    view->disclosed.below_count = 1;
}

static char *read_whole(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t capacity = (size_t)1 << 20;
    char *bytes = malloc(capacity);
    assert_non_null(bytes);
    size_t length = fread(bytes, 1, capacity - 1, file);
    bytes[length] = '\0';
    fclose(file);
    return bytes;
}

/* Emits one file into a new folder, reads it from `path` below that, and removes all.
   The bytes are released with free(). */
static char *emitted(const struct disclosed *disclosed, const char *path)
{
    char folder[] = "/tmp/emit-XXXXXX";
    assert_non_null(mkdtemp(folder));
    struct output output = {0};
    struct fault fault = {0};
    assert_true(output_open(&output, folder, &fault));
    assert_true(emit_reader(&output, disclosed, &fault));
    assert_true(output_commit(&output, &fault));
    output_release(&output);
    char *whole = path_join(folder, path);
    assert_non_null(whole);
    char *bytes = read_whole(whole);
    while (strlen(whole) > strlen(folder)) {
        assert_int_equal(remove(whole), 0);
        *strrchr(whole, '/') = '\0';
    }
    assert_int_equal(rmdir(folder), 0);
    memory_release(whole);
    return bytes;
}

static void assert_holds(const char *bytes, const char *part)
{
    if (strstr(bytes, part) == NULL)
        fail_msg("\"%s\" is not in: %s", part, bytes);
}

static void assert_lacks(const char *bytes, const char *part)
{
    if (strstr(bytes, part) != NULL)
        fail_msg("\"%s\" is in: %s", part, bytes);
}

#define HEAD_2                                                                         \
    "  \"questionnaire\": {\n"                                                         \
    "    \"id\": \"houses\",\n"                                                        \
    "    \"edition\": \"2019\",\n"                                                     \
    "    \"title\": {\"da\": \"Huse\", \"en\": \"Houses\"},\n"                         \
    "    \"definition_sha256\": \"" HASH "\"\n"                                        \
    "  },\n"                                                                           \
    "  \"engine\": \"0.1\",\n"                                                         \
    "  \"year\": 2019,\n"

#define RULES                                                                          \
    "  \"scale\": {\"lowest\": 1, \"highest\": 5, \"target\": 3},\n"                   \
    "  \"rules\": {\n"                                                                 \
    "    \"minimum_units\": 5,\n"                                                      \
    "    \"mean\": \"unweighted, own unit included\",\n"                               \
    "    \"quartiles\": \"Hyndman-Fan type 7\",\n"                                     \
    "    \"rounding\": \"scores once, to 9 decimals, half away from zero, from exact " \
    "fractions; figures of groups are of those scores\"\n"                             \
    "  },\n"

#define COMPARISONS                                                                    \
    "  \"comparisons\": [\n"                                                           \
    "    {\"level\": \"nation\", \"code\": \"dk\", \"name\": {\"da\": \"Danmark\", "   \
    "\"en\": \"Denmark\"}, \"answered\": 812, \"eligible\": 1329, "                    \
    "\"clusters_answered\": 60, \"clusters\": 98, \"label\": {\"da\": \"Gennemsnit "   \
    "af deltagende: 812 af 1.329 huse i 60 af 98 ejere\", \"en\": \"Average of "       \
    "participants: 812 of 1,329 houses in 60 of 98 owners\"}},\n"                      \
    "    {\"level\": \"owner\", \"code\": \"101\", \"name\": {\"da\": \"Ærø\"}, "    \
    "\"answered\": 3, \"eligible\": 4, \"clusters_answered\": 1, \"clusters\": 1, "    \
    "\"label\": {\"da\": \"Ærø: 3 af 4 huse\", \"en\": \"Ærø: 3 of 4 houses\"}}\n" \
    "  ],\n"                                                                           \
    "  \"headline\": \"iso\",\n"

static const char unit_file[] =
    "{\n"
    "  \"format\": \"baseline-result-1\",\n"
    "  \"kind\": \"institution\",\n"
    "  \"simulated\": false,\n"
    "  \"generated_register\": false,\n" HEAD_2
    "  \"reader\": {\"id\": \"u1\", \"name\": {\"da\": \"Skovlyst\", \"en\": "
    "\"Skovlyst\"}},\n" RULES COMPARISONS "  \"dimensions\": [\n"
    "    {\n"
    "      \"id\": \"iso\",\n"
    "      \"title\": {\"da\": \"Samlet\", \"en\": \"Overall\"},\n"
    "      \"nodes\": [\n"
    "        {\n"
    "          \"id\": \"iso\",\n"
    "          \"title\": {\"da\": \"Samlet\", \"en\": \"Overall\"},\n"
    "          \"depth\": 0,\n"
    "          \"own\": {\"state\": \"scored\", \"points\": 50, \"score\": 3, "
    "\"low\": 0, \"high\": 100, \"answered_weight\": 2, \"relevant_weight\": 3, "
    "\"coverage\": 0.666666667},\n"
    "          \"benchmarks\": {\n"
    "            \"nation\": {\"n\": 812, \"mean\": 62.345678901, \"score\": "
    "3.493827156, \"sd\": 12.5, \"q1\": 0, \"median\": 50, \"q3\": 75, "
    "\"percentile_rank\": 33.333333333},\n"
    "            \"owner\": {\"withheld\": \"few_units\"}\n"
    "          },\n"
    "          \"distribution\": [{\"from\": 0, \"to\": 40, \"count\": 400}, "
    "{\"from\": 40, \"to\": 100, \"count\": 412}],\n"
    "          \"rounds\": [\n"
    "            {\"year\": 2018, \"comparable\": false},\n"
    "            {\"year\": 2019, \"comparable\": true, \"own\": {\"state\": "
    "\"scored\", \"points\": 50, \"score\": 3}, \"benchmarks\": {\"nation\": {\"n\": "
    "812, \"mean\": 62.345678901, \"score\": 3.493827156}, \"owner\": {\"withheld\": "
    "\"few_units\"}}}\n"
    "          ]\n"
    "        }\n"
    "      ]\n"
    "    }\n"
    "  ],\n"
    "  \"questions\": [\n"
    "    {\n"
    "      \"id\": \"Q1\",\n"
    "      \"text\": {\"da\": \"Er der låst?\"},\n"
    "      \"own\": {\"state\": \"blank\", \"code\": null, \"label\": null, "
    "\"points\": null},\n"
    "      \"benchmarks\": {\n"
    "        \"nation\": {\"n\": 7, \"mean\": 100, \"score\": 5, \"sd\": null, \"q1\": "
    "null, \"median\": null, \"q3\": null},\n"
    "        \"owner\": {\"withheld\": \"few_units\"}\n"
    "      }\n"
    "    }\n"
    "  ]\n"
    "}\n";

static void the_file_of_a_unit_is_these_bytes(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    char *bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
    assert_string_equal(bytes, unit_file);
    free(bytes);
}

static void a_hostile_name_is_only_a_name(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    view.disclosed.name = (struct wording)BOTH(
        "B\"ø\\r\nn\te </script>\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAAæøå\x01\x7F€");
    char *bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
    assert_holds(bytes,
                 "\"da\": \"B\\\"ø\\\\r\\nn\\u0009e \\u003c/script>\\u2028\\u2029"
                 "\xE2\x80\xAAæøå\\u0001\x7F€\", ");
    assert_null(strchr(bytes, '<'));
    free(bytes);
}

static void a_hostile_key_is_only_a_key(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    make_owner(&view);
    view.node.id = "a\"}<";
    char *bytes = emitted(&view.disclosed, "houses/2019/owner/101.json");
    assert_holds(bytes, "        \"iso/a\\\"}\\u003c\": {\"state\": ");
    free(bytes);
}

static void a_code_cannot_leave_its_folder(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    view.disclosed.code = "../../x";
    char *bytes =
        emitted(&view.disclosed, "houses/2019/institution/%2E%2E%2F%2E%2E%2Fx.json");
    assert_holds(bytes, "\"reader\": {\"id\": \"../../x\", ");
    free(bytes);
}

static void numbers_are_exact_decimals_without_idle_zeros(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    view.node.own.points = 1;
    view.node.own.low = -1;
    view.node.own.high = INT64_C(99999999999);
    view.node.own.answered = 1;
    view.disclosed.scale_lowest = -POINT;
    view.disclosed.scale_highest = POINT;
    view.node.group[0].mean = 50 * POINT;
    view.node.group[0].sd = INT64_C(100000000);
    view.node.rank[0] = 0;
    char *bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
    assert_holds(bytes,
                 "\"points\": 0.000000001, \"score\": -1, \"low\": -0.000000001, "
                 "\"high\": 99.999999999, ");
    assert_holds(bytes, "\"coverage\": 0.333333333}");
    assert_holds(bytes, "\"mean\": 50, \"score\": 0, \"sd\": 0.1, ");
    assert_holds(bytes, "\"percentile_rank\": 0}");
    assert_lacks(bytes, "-0,");
    free(bytes);
}

static void what_is_undefined_is_null_with_its_reason(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    view.node.own = (struct shown_score){.state = SCORE_STATE_NOT_RELEVANT,
                                         .points = NOTHING,
                                         .low = NOTHING,
                                         .high = NOTHING};
    view.node.rank[0] = NOTHING;
    view.node.bin_count = 0;
    char *bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
    assert_holds(bytes,
                 "\"own\": {\"state\": \"not_relevant\", \"points\": null, \"score\": "
                 "null, \"low\": null, \"high\": null, \"answered_weight\": 0, "
                 "\"relevant_weight\": 0, \"coverage\": null},\n");
    assert_holds(bytes, "\"q3\": 75},\n");
    assert_holds(bytes, "\"distribution\": null,\n");
    assert_lacks(bytes, "-9223372036854775808");
    free(bytes);
}

static void an_owner_sees_its_units_and_no_own_score(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    make_owner(&view);
    char *bytes = emitted(&view.disclosed, "houses/2019/owner/101.json");
    assert_holds(bytes, "  \"kind\": \"group\",\n");
    assert_holds(bytes, "  \"level\": \"owner\",\n  \"reader\": {\"code\": \"101\", ");
    assert_holds(bytes, "  \"members\": [\n"
                        "    {\n"
                        "      \"id\": \"u1\",\n"
                        "      \"name\": \"Skovlyst\",\n"
                        "      \"answered\": true,\n"
                        "      \"scores\": {\n"
                        "        \"iso/iso\": {\"state\": \"scored\", \"points\": 50, "
                        "\"score\": 3}\n"
                        "      }\n"
                        "    },\n"
                        "    {\n"
                        "      \"id\": \"u2\",\n"
                        "      \"name\": \"Åkæret\",\n"
                        "      \"answered\": false,\n"
                        "      \"scores\": null\n"
                        "    }\n"
                        "  ]\n"
                        "}\n");
    assert_lacks(bytes, "\"own\":");
    assert_lacks(bytes, "percentile_rank");
    free(bytes);
}

static void the_nation_sees_its_regions_and_no_unit(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    make_nation(&view);
    char *bytes = emitted(&view.disclosed, "houses/2019/national.json");
    assert_holds(bytes, "  \"kind\": \"national\",\n");
    assert_holds(bytes, "  \"groups\": [\n"
                        "    {\n"
                        "      \"level\": \"region\",\n"
                        "      \"code\": \"1084\",\n"
                        "      \"name\": {\"da\": \"Nord\", \"en\": \"Nord\"},\n"
                        "      \"answered\": 210,\n"
                        "      \"eligible\": 431,\n"
                        "      \"clusters_answered\": 20,\n"
                        "      \"clusters\": 29,\n"
                        "      \"label\": {\"da\": \"Nord: 210 af 431 huse i 20 af 29 "
                        "ejere\", \"en\": \"Nord: 210 of 431 houses in 20 of 29 "
                        "owners\"},\n"
                        "      \"figures\": {\n"
                        "        \"iso/iso\": {\"n\": 812, \"mean\": 62.345678901, "
                        "\"score\": 3.493827156, \"sd\": 12.5, \"q1\": 0, \"median\": "
                        "50, \"q3\": 75}\n"
                        "      }\n"
                        "    }\n"
                        "  ]\n"
                        "}\n");
    assert_lacks(bytes, "\"own\":");
    assert_lacks(bytes, "\"members\"");
    assert_lacks(bytes, "\n  \"level\"");
    free(bytes);
}

static void a_withheld_figure_shows_its_reason_alone(void **state)
{
    (void)state;
    static const char *const expected[WITHHELD_COUNT] = {
        [WITHHELD_NO_UNITS] = "\"owner\": {\"withheld\": \"no_units\"}\n",
        [WITHHELD_FEW_UNITS] = "\"owner\": {\"withheld\": \"few_units\"}\n",
        [WITHHELD_FEW_CLUSTERS] = "\"owner\": {\"withheld\": \"few_clusters\"}\n",
        [WITHHELD_COMPLEMENT] = "\"owner\": {\"withheld\": \"complement\"}\n"};
    for (int why = WITHHELD_NO_UNITS; why < WITHHELD_COUNT; why++) {
        struct view view;
        fill(&view);
        /* Even figures that should not stand there do not come out. */
        view.node.group[1] = many;
        view.node.group[1].mean = INT64_C(77777777777);
        view.node.group[1].withheld = (enum withheld)why;
        char *bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
        assert_holds(bytes, expected[why]);
        assert_lacks(bytes, "77.7");
        free(bytes);
    }
}

static void every_dimension_has_the_nodes_below_its_root(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    struct shown_node node[3] = {view.node, view.node, view.node};
    node[1].id = "A.5";
    node[1].depth = 1;
    node[2].dimension = "top";
    node[2].id = "top";
    view.disclosed.node = node;
    view.disclosed.node_count = 3;
    view.disclosed.overall = 2;
    char *bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
    assert_holds(bytes, "  \"headline\": \"top\",\n");
    const char *child = strstr(bytes, "          \"id\": \"A.5\",\n");
    const char *second = strstr(bytes, "    {\n      \"id\": \"top\",\n");
    assert_non_null(child);
    assert_non_null(second);
    assert_true(child < second);
    assert_null(strstr(second, "A.5"));
    free(bytes);
}

static void rehearsals_and_invented_registers_say_so(void **state)
{
    (void)state;
    static const char *const notice[4] = {
        NULL,
        "  \"notice\": {\"da\": \"Simulerede svar til generalprøve: ikke virkelige "
        "tal\", \"en\": \"Simulated answers for a rehearsal: not real figures\"},\n",
        "  \"notice\": {\"da\": \"Opdigtede enheder: registeret er ikke virkeligt\", "
        "\"en\": \"Invented units: the register is not real\"},\n",
        "  \"notice\": {\"da\": \"Simulerede svar fra opdigtede enheder til "
        "generalprøve: ikke virkelige tal\", \"en\": \"Simulated answers of invented "
        "units for a rehearsal: not real figures\"},\n"};
    for (int marks = 0; marks < 4; marks++) {
        struct view view;
        fill(&view);
        view.disclosed.simulated = (marks & 1) != 0;
        view.disclosed.generated = (marks & 2) != 0;
        char *bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
        assert_holds(bytes, marks & 1 ? "  \"simulated\": true,\n"
                                      : "  \"simulated\": false,\n");
        assert_holds(bytes, marks & 2 ? "  \"generated_register\": true,\n"
                                      : "  \"generated_register\": false,\n");
        if (notice[marks] != NULL)
            assert_holds(bytes, notice[marks]);
        else
            assert_lacks(bytes, "\"notice\"");
        free(bytes);
    }
}

static void expect_label(const struct shown_comparison *comparison, const char *label)
{
    struct view view;
    fill(&view);
    view.disclosed.comparison[0] = *comparison;
    view.disclosed.comparison[0].level = "nation";
    view.disclosed.comparison[0].code = "dk";
    char *bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
    assert_holds(bytes, label);
    free(bytes);
}

static void a_national_mean_says_what_it_is_an_average_of(void **state)
{
    (void)state;
    expect_label(&(struct shown_comparison){.eligible = 98,
                                            .answered = 98,
                                            .clusters = 98,
                                            .clusters_answered = 98,
                                            .complete = true},
                 "\"label\": {\"da\": \"Landsgennemsnit: 98 af 98 huse\", \"en\": "
                 "\"National average: 98 of 98 houses\"}");
    expect_label(
        &(struct shown_comparison){
            .eligible = 98, .answered = 97, .clusters = 98, .clusters_answered = 97},
        "\"label\": {\"da\": \"Gennemsnit af deltagende: 97 af 98 huse\", "
        "\"en\": \"Average of participants: 97 of 98 houses\"}");
    expect_label(&(struct shown_comparison){.eligible = 1000000,
                                            .answered = 12034,
                                            .clusters = 1000,
                                            .clusters_answered = 999},
                 "12.034 af 1.000.000 huse i 999 af 1.000 ejere\", \"en\": \"Average "
                 "of participants: 12,034 of 1,000,000 houses in 999 of 1,000 owners");
    expect_label(&(struct shown_comparison){.eligible = 1, .clusters = 1},
                 "0 af 1 hus\", \"en\": \"Average of participants: 0 of 1 house\"");
}

static void a_unit_gives_analysts_its_scores_and_its_answers(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    struct shown_node node[2] = {view.node, view.node};
    node[1].id = "A.5";
    node[1].own = (struct shown_score){.state = SCORE_STATE_TOO_FEW,
                                       .points = NOTHING,
                                       .low = NOTHING,
                                       .high = NOTHING};
    struct shown_question question[2] = {view.question, view.question};
    question[1].id = "Q2";
    question[1].state = "answered";
    question[1].code = "4";
    view.disclosed.node = node;
    view.disclosed.node_count = 2;
    view.disclosed.question = question;
    view.disclosed.question_count = 2;
    struct text lines = {0};
    emit_lines(&lines, &view.disclosed);
    assert_string_equal(
        lines.bytes,
        "{\"kind\":\"scores\",\"questionnaire\":\"houses\",\"year\":2019,"
        "\"simulated\":false,\"generated_register\":false,\"unit\":\"u1\","
        "\"name\":\"Skovlyst\",\"groups\":{\"owner\":\"101\"},"
        "\"scores\":{\"iso/iso\":50,\"iso/A.5\":null},"
        "\"states\":{\"iso/A.5\":\"too_few_answers\"}}\n"
        "{\"kind\":\"answers\",\"questionnaire\":\"houses\",\"year\":2019,"
        "\"simulated\":false,\"generated_register\":false,\"unit\":\"u1\","
        "\"name\":\"Skovlyst\",\"groups\":{\"owner\":\"101\"},"
        "\"answers\":{\"Q1\":null,\"Q2\":\"4\"},\"states\":{\"Q1\":\"blank\"}}\n");
    text_release(&lines);
}

static void a_group_gives_analysts_its_figures(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    make_owner(&view);
    view.node.group[1] = many;
    view.disclosed.simulated = true;
    struct text lines = {0};
    emit_lines(&lines, &view.disclosed);
    assert_string_equal(
        lines.bytes,
        "{\"kind\":\"figure\",\"questionnaire\":\"houses\",\"year\":2019,"
        "\"simulated\":true,\"generated_register\":false,\"level\":\"owner\","
        "\"code\":\"101\",\"measure\":\"iso/iso\",\"n\":812,\"mean\":62.345678901,"
        "\"sd\":12.5,\"q1\":0,\"median\":50,\"q3\":75}\n"
        "{\"kind\":\"figure\",\"questionnaire\":\"houses\",\"year\":2019,"
        "\"simulated\":true,\"generated_register\":false,\"level\":\"owner\","
        "\"code\":\"101\",\"measure\":\"question/Q1\",\"withheld\":\"few_units\"}\n");
    text_release(&lines);
}

/* The area runs from -1 to 4 and has names for its values. */
static void give_range(struct view *view)
{
    view->node.has_range = true;
    view->node.lowest = -POINT;
    view->node.highest = 4 * POINT;
    view->node.target = INT64_C(2500000000);
    view->node.means_have_values = true;
    view->node.has_bands = true;
    view->node.own.value = INT64_C(1500000000);
    view->node.own.band = (struct wording){{[LANGUAGE_DA] = "Middel"}};
    view->past[1].own.value = INT64_C(1500000000);
    view->member_score.value = INT64_C(-250000000);
}

static void an_area_with_a_range_shows_values_beside_points(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    give_range(&view);
    char *bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
    assert_holds(bytes,
                 "          \"depth\": 0,\n"
                 "          \"range\": {\"lowest\": -1, \"highest\": 4, \"target\": "
                 "2.5},\n"
                 "          \"own\": {\"state\": \"scored\", \"points\": 50, "
                 "\"value\": 1.5, \"score\": 3, \"low\": 0, \"high\": 100, "
                 "\"answered_weight\": 2, \"relevant_weight\": 3, \"coverage\": "
                 "0.666666667, \"band\": {\"da\": \"Middel\"}},\n");
    assert_holds(bytes, "\"nation\": {\"n\": 812, \"mean\": 62.345678901, \"value\": "
                        "2.117283945, \"score\": 3.493827156, \"sd\": 12.5, ");
    assert_holds(bytes, "\"own\": {\"state\": \"scored\", \"points\": 50, \"value\": "
                        "1.5, \"score\": 3}, \"benchmarks\": {\"nation\": {\"n\": 812, "
                        "\"mean\": 62.345678901, \"value\": 2.117283945, \"score\": "
                        "3.493827156}, ");
    /* A question's figures are points and nothing else. */
    assert_holds(bytes, "\"nation\": {\"n\": 7, \"mean\": 100, \"score\": 5, ");
    free(bytes);
    view.node.target = NOTHING;
    view.node.means_have_values = false;
    view.node.own.band = (struct wording){{NULL}};
    bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
    assert_holds(bytes, "\"highest\": 4, \"target\": null},\n");
    assert_holds(bytes, "\"coverage\": 0.666666667, \"band\": null},\n");
    assert_holds(bytes, "\"mean\": 62.345678901, \"score\": 3.493827156, \"sd\"");
    free(bytes);
    fill(&view);
    make_owner(&view);
    give_range(&view);
    bytes = emitted(&view.disclosed, "houses/2019/owner/101.json");
    assert_holds(bytes, "        \"iso/iso\": {\"state\": \"scored\", \"points\": 50, "
                        "\"value\": -0.25, \"score\": 3}\n");
    free(bytes);
    fill(&view);
    make_nation(&view);
    give_range(&view);
    bytes = emitted(&view.disclosed, "houses/2019/national.json");
    assert_holds(bytes, "        \"iso/iso\": {\"n\": 812, \"mean\": 62.345678901, "
                        "\"value\": 2.117283945, \"score\"");
    free(bytes);
}

static void an_area_without_a_score_says_so(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    view.disclosed.overall = NO_NODE;
    view.node.no_score = true;
    view.node.own = (struct shown_score){.state = SCORE_STATE_NONE,
                                         .points = NOTHING,
                                         .value = NOTHING,
                                         .low = NOTHING,
                                         .high = NOTHING};
    char *bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
    assert_holds(bytes, "  \"headline\": null,\n  \"dimensions\": [\n");
    assert_holds(bytes, "\"own\": {\"state\": \"no_score\", \"points\": null, "
                        "\"score\": null, \"low\": null, \"high\": null, "
                        "\"answered_weight\": 0, \"relevant_weight\": 0, "
                        "\"coverage\": null},\n");
    free(bytes);
}

static void an_area_has_its_text_and_measuring_points_are_named(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    char *bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
    assert_lacks(bytes, "measuring_points");
    free(bytes);
    view.disclosed.measuring_points = 0;
    view.node.text =
        (struct wording){{[LANGUAGE_DA] = "Låst.", [LANGUAGE_EN] = "Locked."}};
    bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
    assert_holds(bytes, "  \"headline\": \"iso\",\n  \"measuring_points\": "
                        "\"iso\",\n  \"dimensions\": [\n");
    assert_holds(bytes, "\"en\": \"Overall\"},\n          \"text\": {\"da\": "
                        "\"Låst.\", \"en\": \"Locked.\"},\n"
                        "          \"depth\": 0,\n");
    free(bytes);
    view.node.text.in[LANGUAGE_EN] = NULL;
    bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
    assert_holds(bytes, "\"text\": {\"da\": \"Låst.\"},\n");
    free(bytes);
}

static void weights_and_scales_may_be_decimals(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    view.disclosed.weight_unit = 1000;
    view.disclosed.scale_lowest = INT64_C(100000000);
    view.disclosed.scale_target = INT64_C(2750000000);
    char *bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
    assert_holds(bytes, "\"answered_weight\": 0.002, \"relevant_weight\": 0.003, ");
    assert_holds(bytes, "  \"scale\": {\"lowest\": 0.1, \"highest\": 5, \"target\": "
                        "2.75},\n");
    assert_holds(bytes, "\"points\": 50, \"score\": 2.55, ");
    free(bytes);
}

static void a_number_is_shown_as_it_was_answered(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    view.question.is_number = true;
    view.question.state = "answered";
    view.question.number = INT64_C(-1250000000);
    view.question.points = 5 * POINT;
    char *bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
    assert_holds(bytes, "\"own\": {\"state\": \"answered\", \"code\": null, "
                        "\"label\": null, \"number\": -1.25, \"points\": 5},\n");
    free(bytes);
    struct text lines = {0};
    emit_lines(&lines, &view.disclosed);
    assert_holds(lines.bytes, "\"answers\":{\"Q1\":-1.25},\"states\":{}}\n");
    text_clear(&lines);
    view.question.number = NOTHING;
    view.question.state = "dont_know";
    view.question.code = "vi";
    emit_lines(&lines, &view.disclosed);
    assert_holds(lines.bytes,
                 "\"answers\":{\"Q1\":\"vi\"},\"states\":{\"Q1\":\"dont_know\"}}\n");
    view.question.code = NULL;
    view.question.state = "blank";
    bytes = emitted(&view.disclosed, "houses/2019/institution/u1.json");
    assert_holds(bytes, "\"number\": null, \"points\"");
    free(bytes);
    text_release(&lines);
}

static void analysts_see_the_values_of_areas_that_have_a_range(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    give_range(&view);
    struct shown_node node[2] = {view.node, view.node};
    node[1].id = "A.5";
    node[1].own.state = SCORE_STATE_TOO_FEW;
    node[1].own.points = node[1].own.value = NOTHING;
    view.disclosed.node = node;
    view.disclosed.node_count = 2;
    struct text lines = {0};
    emit_lines(&lines, &view.disclosed);
    assert_holds(lines.bytes, "\"scores\":{\"iso/iso\":50,\"iso/A.5\":null},"
                              "\"values\":{\"iso/iso\":1.5,\"iso/A.5\":null},"
                              "\"states\":{\"iso/A.5\":\"too_few_answers\"}}\n");
    text_clear(&lines);
    make_owner(&view);
    emit_lines(&lines, &view.disclosed);
    assert_lacks(lines.bytes, "value");
    text_release(&lines);
}

static void lines_are_added_to_those_that_stand(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    make_nation(&view);
    struct text once = {0};
    struct text twice = {0};
    emit_lines(&once, &view.disclosed);
    emit_lines(&twice, &view.disclosed);
    emit_lines(&twice, &view.disclosed);
    assert_int_equal(twice.length, 2 * once.length);
    assert_memory_equal(twice.bytes + once.length, once.bytes, once.length);
    text_release(&once);
    text_release(&twice);
}

static void shortage_of_memory_is_a_fault_and_leaves_no_file(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    make_owner(&view);
    char folder[] = "/tmp/emit-XXXXXX";
    assert_non_null(mkdtemp(folder));
    bool done = false;
    for (unsigned long call = 1; !done; call++) {
        assert_true(call < 1000);
        struct output output = {0};
        struct fault fault = {0};
        assert_true(output_open(&output, folder, &fault));
        memory_fail_from(call);
        done = emit_reader(&output, &view.disclosed, &fault);
        memory_fail_from(0);
        assert_int_equal(fault.kind, done ? FAULT_NONE : FAULT_SYSTEM);
        output_release(&output);
    }
    const char *made[] = {"houses/2019/owner", "houses/2019", "houses", ""};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        char *path = path_join(folder, made[i]);
        assert_int_equal(rmdir(path), 0);
        memory_release(path);
    }
}

static void lines_short_of_memory_say_so(void **state)
{
    (void)state;
    struct view view;
    fill(&view);
    struct text lines = {0};
    struct fault fault = {0};
    memory_fail_from(1);
    emit_lines(&lines, &view.disclosed);
    memory_fail_from(0);
    assert_false(text_check(&lines, &fault));
    text_release(&lines);
    /* With room for the lines themselves, it is their keys that run short. */
    emit_lines(&lines, &view.disclosed);
    text_clear(&lines);
    memory_fail_from(1);
    emit_lines(&lines, &view.disclosed);
    memory_fail_from(0);
    assert_false(text_check(&lines, &fault));
    text_release(&lines);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_of_a_unit_is_these_bytes),
        cmocka_unit_test(a_hostile_name_is_only_a_name),
        cmocka_unit_test(a_hostile_key_is_only_a_key),
        cmocka_unit_test(a_code_cannot_leave_its_folder),
        cmocka_unit_test(numbers_are_exact_decimals_without_idle_zeros),
        cmocka_unit_test(what_is_undefined_is_null_with_its_reason),
        cmocka_unit_test(an_owner_sees_its_units_and_no_own_score),
        cmocka_unit_test(the_nation_sees_its_regions_and_no_unit),
        cmocka_unit_test(a_withheld_figure_shows_its_reason_alone),
        cmocka_unit_test(every_dimension_has_the_nodes_below_its_root),
        cmocka_unit_test(rehearsals_and_invented_registers_say_so),
        cmocka_unit_test(a_national_mean_says_what_it_is_an_average_of),
        cmocka_unit_test(a_unit_gives_analysts_its_scores_and_its_answers),
        cmocka_unit_test(a_group_gives_analysts_its_figures),
        cmocka_unit_test(an_area_with_a_range_shows_values_beside_points),
        cmocka_unit_test(an_area_without_a_score_says_so),
        cmocka_unit_test(an_area_has_its_text_and_measuring_points_are_named),
        cmocka_unit_test(weights_and_scales_may_be_decimals),
        cmocka_unit_test(a_number_is_shown_as_it_was_answered),
        cmocka_unit_test(analysts_see_the_values_of_areas_that_have_a_range),
        cmocka_unit_test(lines_are_added_to_those_that_stand),
        cmocka_unit_test(shortage_of_memory_is_a_fault_and_leaves_no_file),
        cmocka_unit_test(lines_short_of_memory_say_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#define _GNU_SOURCE /* mkdtemp(), nftw(), memmem() */

#include "base/exact.h"
#include "base/memory.h"

#include <stdlib.h>

#include "drawing.h"

#define POINTS 45
#define YEARS  3
#define NODES  (POINTS + 1)
#define SHOWN  4 /* points in most tests */

#define HOSTILE     "`touch x`; system(\"id\") @x 'q' \\ <b>&\nEND_OF_DATA\tÆrø"
#define HOSTILE_XML "`touch x`; system(”id”) @x 'q' \\ &lt;b&gt;&amp; END_OF_DATA Ærø"

/* A group or a unit with its measuring points over three years, 2025 last. */
struct scene {
    char folder[64];
    struct disclosed disclosed;
    struct shown_node node[NODES];
    struct shown_past past[NODES][YEARS];
};

static const char *const point_name[SHOWN] = {
    "Genskabelse fra backup er prøvet",
    "Mindst to faktorer ved al adgang udefra",
    "Kritiske opdateringer er installeret på alle pc'er på en måned",
    "Få har administratorrettigheder",
};

static struct shown_figures share(uint32_t n, uint32_t met)
{
    return (struct shown_figures){.n = n,
                                  .mean = divide_rounded((wide)met * FULL_SCORE, n),
                                  .sd = NOTHING,
                                  .quartile = {NOTHING, NOTHING, NOTHING}};
}

static struct shown_score met(bool is_met)
{
    return (struct shown_score){.points = is_met ? FULL_SCORE : 0};
}

static struct shown_score in_state(enum score_state state)
{
    return (struct shown_score){.state = state, .points = NOTHING};
}

/* Point i is met by 10 x i of 60 in 2023, 6 more in each year after, and a third as
   many of the 20 in the municipality; the unit meets it from 2023 + i. */
static void fill_node(struct scene *scene, uint32_t number)
{
    struct shown_node *node = &scene->node[number];
    uint32_t i = number == 0 ? 2 : (number - 1) % SHOWN;
    node->dimension = "points";
    node->id = number == 0 ? "points" : "p";
    node->title = number == 0 ? word("Fælles mål", "Common goals")
                              : word(point_name[i], "Restoring was tried");
    node->depth = number > 0;
    node->leaf = number > 0;
    for (uint32_t year = 0; year < YEARS; year++) {
        struct shown_past *past = &scene->past[number][year];
        *past = (struct shown_past){
            .year = 2023 + (int32_t)year, .comparable = true, .own = met(year >= i)};
        past->group[0] = share(60, 10 * i + 6 * year);
        past->group[1] = share(20, 3 * i + 2 * year);
    }
    node->past = scene->past[number];
    node->own = scene->past[number][YEARS - 1].own;
    memcpy(node->group, scene->past[number][YEARS - 1].group, sizeof node->group);
}

static void fill(struct scene *scene)
{
    struct disclosed *disclosed = &scene->disclosed;
    *disclosed = (struct disclosed){
        .reader = READER_NATION,
        .level = "national",
        .code = "dk",
        .name = word("Danmark", "Denmark"),
        .unit_one = word("skole", "school"),
        .unit_many = word("skoler", "schools"),
        .cluster_many = word("kommuner", "municipalities"),
        .questionnaire = "folkeskole",
        .questionnaire_title = word("Skolernes sikkerhed", "Security in schools"),
        .year = 2025,
        .minimum_units = 5,
        .scale_lowest = POINT,
        .scale_highest = 5 * POINT,
        .scale_target = 3 * POINT,
        .comparison_count = 1,
        .node = scene->node,
        .node_count = SHOWN + 1,
        .overall = NO_NODE,
        .profile = NO_NODE,
        .radar = NO_NODE,
        .trend = NO_NODE,
        .past_count = YEARS,
    };
    disclosed->comparison[0] =
        (struct shown_comparison){.level = "nation",
                                  .name = word("Danmark", "Denmark"),
                                  .eligible = 80,
                                  .answered = 60,
                                  .clusters = 9,
                                  .clusters_answered = 8};
    disclosed->comparison[1] =
        (struct shown_comparison){.level = "municipality",
                                  .code = "751",
                                  .name = word("Aarhus Kommune", "Aarhus Municipality"),
                                  .eligible = 25,
                                  .answered = 20,
                                  .clusters = 1,
                                  .clusters_answered = 1};
    for (uint32_t number = 0; number < NODES; number++)
        fill_node(scene, number);
}

static void make_group(struct scene *scene)
{
    scene->disclosed.reader = READER_GROUP;
    scene->disclosed.level = "municipality";
    scene->disclosed.code = "751";
    scene->disclosed.name = word("Aarhus Kommune", "Aarhus Municipality");
    scene->disclosed.comparison_count = 2;
    scene->disclosed.own_comparison = 1;
}

static void make_unit(struct scene *scene)
{
    scene->disclosed.reader = READER_UNIT;
    scene->disclosed.level = "institution";
    scene->disclosed.code = "751001";
    scene->disclosed.name = word("Nordre Skole", "Nordre School");
    scene->disclosed.comparison_count = 2;
}

static int set_up(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    if (scene == NULL)
        return -1;
    memcpy(scene->folder, "/tmp/plot_points.XXXXXX", 24);
    *state = scene;
    fill(scene);
    return mkdtemp(scene->folder) == NULL ? -1 : 0;
}

static int tear_down(void **state)
{
    struct scene *scene = *state;
    if (getenv("PLOT_TEST_KEEP") == NULL)
        nftw(scene->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(scene);
    return 0;
}

/* Draws the scene, and tells whether its one chart holds the parts, of which there is a
   NULL at the end. */
static void assert_drawn(struct scene *scene, enum language language,
                         const char *const parts[])
{
    struct text path = {0};
    text_print(&path, "%s/", scene->disclosed.level);
    if (scene->disclosed.reader != READER_NATION) {
        text_add_file_name(&path, scene->disclosed.code);
        text_add(&path, "/");
    }
    text_add(&path, "measuring-points.svg");
    struct counts counts =
        draw_into(scene->folder, &scene->disclosed, PLOT_SVG, language);
    assert_int_equal(counts.drawn + counts.kept, 1);
    struct source source = chart_of(scene->folder, path.bytes);
    for (size_t i = 0; parts[i] != NULL; i++) {
        bool lacking = parts[i][0] == '!';
        if (holds(&source, parts[i] + lacking) == lacking)
            fail_msg("%s: %s", path.bytes, parts[i]);
    }
    source_release(&source);
    text_release(&path);
}

#define ASSERT_DRAWN(scene, ...)                                                       \
    assert_drawn(scene, LANGUAGE_DA, (const char *const[]){__VA_ARGS__, NULL})

static void without_measuring_points_there_is_no_chart(void **state)
{
    struct scene *scene = *state;
    ASSERT_DRAWN(scene, "<title>");
    scene->disclosed.measuring_points = NO_NODE;
    struct counts counts =
        draw_into(scene->folder, &scene->disclosed, PLOT_SVG, LANGUAGE_DA);
    assert_int_equal(counts.drawn + counts.kept, 0);
    assert_false(chart_exists(scene->folder, "national/measuring-points.svg"));
}

static void the_nation_sees_how_many_percent_meet_each_point(void **state)
{
    struct scene *scene = *state;
    ASSERT_DRAWN(
        scene, "role=\"img\"",
        "<title>Danmark · Opfyldelse: Fælles mål · Skolernes sikkerhed · 2025</title>",
        "Opfyldt i gennemsnit: 53,3 % (2023: 33,3 %, 2024: 43,3 %); ",
        "Genskabelse fra backup er prøvet: 20,0 % (2023: 0,0 %, 2024: 10,0 %); ",
        "Få har administratorrettigheder: 70,0 % (2023: 50,0 %, 2024: 60,0 %); ",
        ">Gennemsnit af deltagende skoler 2025</text>",
        ">2023–2024 (ældst øverst)</text>", ">20,0 %</text>", ">70,0 %</text>",
        ">60</text>", ">opfylder</text>", ">Genskabelse fra backup er prøvet</text>",
        "Procent af de skoler, hvor det kan afgøres, om punktet er opfyldt",
        "Gennemsnit af dem, der har svaret: 60 af 80 skoler i 8 af 9 kommuner.",
        "!Skala fra", "!>Snit</text>", "!>//");
}

static void a_group_is_set_beside_the_average(void **state)
{
    struct scene *scene = *state;
    make_group(scene);
    ASSERT_DRAWN(scene, "Få har administratorrettigheder: 65,0 %",
                 ">Aarhus Kommune 2025</text>", ">Snit</text>", ">65,0 %</text>",
                 ">70,0 %</text>", ">20</text>", "Aarhus Kommune: 20 af 25 skoler");
}

static void english_charts_speak_english(void **state)
{
    struct scene *scene = *state;
    assert_drawn(
        scene, LANGUAGE_EN,
        (const char *const[]){"Fulfilment: Common goals", ">70.0%</text>", ">100%<",
                              ">2023–2024 (oldest at the top)</text>",
                              "Percent of the schools where it can be told", NULL});
    make_unit(scene);
    assert_drawn(scene, LANGUAGE_EN,
                 (const char *const[]){"2023 not met", ">3/4</text>", ">70.0%</text>",
                                       ">Met in all</text>", NULL});
}

/* The condition of the second point was another in 2023. */
static void a_point_that_was_another_is_shown_broken(void **state)
{
    struct scene *scene = *state;
    scene->past[2][0].comparable = false;
    scene->past[2][0].group[0] = withheld(WITHHELD_NO_UNITS);
    ASSERT_DRAWN(scene,
                 "Mindst to faktorer ved al adgang udefra: 36,7 % (2023: kan ikke "
                 "sammenlignes, 2024: 26,7 %); ",
                 ">// 2023</text>", ">kan ikke sammenlignes</text>",
                 "!Kan ikke sammenlignes med i år");
    make_unit(scene);
    ASSERT_DRAWN(scene,
                 "Mindst to faktorer ved al adgang udefra: 2023 kan ikke "
                 "sammenlignes, 2024 opfyldt, 2025 opfyldt; ",
                 ">//</text>", ">kan ikke sammenlignes</text>");
}

static void a_round_with_no_point_as_now_is_left_out_and_said(void **state)
{
    struct scene *scene = *state;
    for (size_t number = 0; number <= SHOWN; number++)
        for (size_t year = 0; year < 2; year++) {
            scene->past[number][year].comparable = false;
            scene->past[number][year].group[0] = withheld(WITHHELD_NO_UNITS);
        }
    ASSERT_DRAWN(scene, "Få har administratorrettigheder: 70,0 %; ",
                 "Kan ikke sammenlignes med i år: 2023–2024.", "!>//", "!ældst øverst");
    make_unit(scene);
    ASSERT_DRAWN(scene, "administratorrettigheder: 2025 ikke opfyldt; ",
                 "Kan ikke sammenlignes med i år: 2023–2024.", "!>2024<", "!>//");
}

static void a_share_that_is_withheld_is_not_drawn(void **state)
{
    struct scene *scene = *state;
    scene->node[1].group[0] = withheld(WITHHELD_COMPLEMENT);
    scene->past[1][2].group[0] = withheld(WITHHELD_COMPLEMENT);
    scene->past[1][1].group[0] = withheld(WITHHELD_FEW_UNITS);
    scene->node[2].group[0] = withheld(WITHHELD_NO_UNITS);
    ASSERT_DRAWN(scene, ">tilbageholdt</text>", ">intet resultat</text>",
                 "Genskabelse fra backup er prøvet: – (2023: 0,0 %); ",
                 "!>20,0 %</text>", "!10,0 %");
}

static void when_all_shares_are_withheld_there_is_no_chart(void **state)
{
    struct scene *scene = *state;
    for (size_t number = 0; number <= SHOWN; number++) {
        scene->node[number].group[0] = withheld(WITHHELD_FEW_UNITS);
        for (size_t year = 0; year < YEARS; year++)
            scene->past[number][year].group[0] = withheld(WITHHELD_FEW_UNITS);
    }
    struct counts counts =
        draw_into(scene->folder, &scene->disclosed, PLOT_SVG, LANGUAGE_DA);
    assert_int_equal(counts.drawn, 0);
}

static void a_unit_sees_what_it_meets_round_by_round(void **state)
{
    struct scene *scene = *state;
    make_unit(scene);
    scene->past[3][2].own = in_state(SCORE_STATE_TOO_FEW);
    scene->past[4][1].own = in_state(SCORE_STATE_NOT_RELEVANT);
    ASSERT_DRAWN(scene, "<title>Nordre Skole · Opfyldelse: Fælles mål",
                 "backup er prøvet: 2023 opfyldt, 2024 opfyldt, 2025 opfyldt; ",
                 "adgang udefra: 2023 ikke opfyldt, 2024 opfyldt, 2025 opfyldt; ",
                 "2023 ikke opfyldt, 2024 ikke opfyldt, 2025 kan ikke afgøres; ",
                 "2023 ikke opfyldt, 2024 ikke relevant, 2025 ikke opfyldt; ",
                 ">2023</text>", ">2025</text>", ">1/4</text>", ">2/3</text>",
                 ">ikke opfyldt</text>", ">kan ikke afgøres</text>",
                 ">ikke relevant</text>", ">70,0 %</text>", ">65,0 %</text>",
                 ">Aarhus</text>", ">Kommune</text>",
                 "Procenterne gælder 2025: af de skoler", "!Har ikke svaret");
}

static void a_round_a_unit_took_no_part_in_is_empty_and_said(void **state)
{
    struct scene *scene = *state;
    make_unit(scene);
    for (size_t number = 0; number <= SHOWN; number++)
        scene->past[number][1].own = in_state(SCORE_STATE_ABSENT);
    ASSERT_DRAWN(scene, "adgang udefra: 2023 ikke opfyldt, 2025 opfyldt; ",
                 "Har ikke svaret: 2024.", ">2024</text>");
}

static void where_the_whole_is_another_nothing_is_counted(void **state)
{
    struct scene *scene = *state;
    make_unit(scene);
    scene->past[0][0].comparable = false;
    ASSERT_DRAWN(scene, ">2/4</text>", ">3/4</text>", "!>1/4</text>", ">//</text>");
    scene->node[0].no_score = true;
    ASSERT_DRAWN(scene, "!>3/4</text>", "!Opfyldt i alt", "!>//");
}

static void a_point_alone_is_drawn_for_every_reader(void **state)
{
    struct scene *scene = *state;
    scene->disclosed.node_count = 2;
    scene->disclosed.past_count = 1;
    scene->node[0].no_score = true;
    ASSERT_DRAWN(scene, ">20,0 %</text>");
    make_group(scene);
    ASSERT_DRAWN(scene, ">20,0 %</text>");
    scene->node[1].group[0] = withheld(WITHHELD_FEW_UNITS);
    scene->disclosed.code = "752";
    ASSERT_DRAWN(scene, ">20,0 %</text>");
    make_unit(scene);
    scene->node[1].group[1] = withheld(WITHHELD_FEW_UNITS);
    ASSERT_DRAWN(scene, ">opfyldt</text>", "!20,0 %");
}

static void more_points_than_there_is_room_for_are_told(void **state)
{
    struct scene *scene = *state;
    scene->disclosed.node_count = NODES;
    ASSERT_DRAWN(scene, "De første 40 af 45 målepunkter er vist.");
    make_unit(scene);
    ASSERT_DRAWN(scene, "De første 40 af 45 målepunkter er vist.", "!/40<");
}

static void hostile_names_are_only_text(void **state)
{
    struct scene *scene = *state;
    struct wording hostile = word(HOSTILE, HOSTILE);
    scene->disclosed.name = hostile;
    scene->disclosed.questionnaire_title = hostile;
    scene->disclosed.unit_many = hostile;
    scene->disclosed.comparison[0].name = hostile;
    scene->disclosed.comparison[1].name = hostile;
    for (size_t i = 0; i < NODES; i++)
        scene->node[i].title = hostile;
    ASSERT_DRAWN(scene, "<title>" HOSTILE_XML);
    make_unit(scene);
    ASSERT_DRAWN(scene, HOSTILE_XML);
    assert_int_not_equal(access("x", F_OK), 0);
    assert_int_not_equal(access("plots/x", F_OK), 0);
}

static void simulated_answers_are_marked(void **state)
{
    struct scene *scene = *state;
    scene->disclosed.simulated = true;
    ASSERT_DRAWN(scene, ">SIMULEREDE SVAR: ikke virkelige tal</text>");
    make_unit(scene);
    ASSERT_DRAWN(scene, ">SIMULEREDE SVAR: ikke virkelige tal</text>");
}

static void an_unchanged_chart_is_not_drawn_again(void **state)
{
    struct scene *scene = *state;
    assert_int_equal(
        draw_into(scene->folder, &scene->disclosed, PLOT_SVG, LANGUAGE_DA).drawn, 1);
    assert_int_equal(
        draw_into(scene->folder, &scene->disclosed, PLOT_SVG, LANGUAGE_DA).kept, 1);
    scene->past[2][0].group[0] = share(60, 1);
    assert_int_equal(
        draw_into(scene->folder, &scene->disclosed, PLOT_SVG, LANGUAGE_DA).drawn, 1);
}

static bool try_to_draw(const struct scene *scene, struct fault *fault)
{
    struct plotter *plotter = NULL;
    struct counts counts;
    struct plot_options options = {.folder = scene->folder,
                                   .scripts = "plots",
                                   .formats = PLOT_SVG,
                                   .processes = 1};
    bool done = plotter_open(&plotter, &options, fault)
                && plotter_draw(plotter, &scene->disclosed, fault)
                && plotter_finish(plotter, &counts.drawn, &counts.kept, fault);
    plotter_free(plotter);
    return done;
}

static void a_shortage_of_memory_is_a_fault(void **state)
{
    struct scene *scene = *state;
    for (int reader = 0; reader < 2; reader++) {
        bool done = false;
        scene->past[2][0].comparable = false;
        for (unsigned long nth = 1; !done && nth < 400; nth += 5) {
            struct fault fault = {0};
            memory_fail_from(nth);
            done = try_to_draw(scene, &fault);
            memory_fail_from(0);
            if (!done)
                assert_int_equal(fault.kind, FAULT_SYSTEM);
        }
        assert_true(done);
        make_unit(scene);
    }
}

int main(void)
{
#define WITH_SCENE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_SCENE(without_measuring_points_there_is_no_chart),
        WITH_SCENE(the_nation_sees_how_many_percent_meet_each_point),
        WITH_SCENE(a_group_is_set_beside_the_average),
        WITH_SCENE(english_charts_speak_english),
        WITH_SCENE(a_point_that_was_another_is_shown_broken),
        WITH_SCENE(a_round_with_no_point_as_now_is_left_out_and_said),
        WITH_SCENE(a_share_that_is_withheld_is_not_drawn),
        WITH_SCENE(when_all_shares_are_withheld_there_is_no_chart),
        WITH_SCENE(a_unit_sees_what_it_meets_round_by_round),
        WITH_SCENE(a_round_a_unit_took_no_part_in_is_empty_and_said),
        WITH_SCENE(where_the_whole_is_another_nothing_is_counted),
        WITH_SCENE(a_point_alone_is_drawn_for_every_reader),
        WITH_SCENE(more_points_than_there_is_room_for_are_told),
        WITH_SCENE(hostile_names_are_only_text),
        WITH_SCENE(simulated_answers_are_marked),
        WITH_SCENE(an_unchanged_chart_is_not_drawn_again),
        WITH_SCENE(a_shortage_of_memory_is_a_fault),
    };
    return cmocka_run_group_tests_name("plot points", tests, NULL, NULL);
}

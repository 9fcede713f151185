#define _GNU_SOURCE /* mkdtemp(), nftw() */

#include "plot/plot.h"

#include "base/exact.h"
#include "base/memory.h"
#include "base/source.h"
#include "base/text.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "drawing.h"

#define AREAS 8
#define YEARS 4
#define NODES (AREAS + 1)

#define HOSTILE     "`touch x`; system(\"id\") @x 'q' \\ <b>&\nEND_OF_DATA\tÆrø"
#define HOSTILE_XML "`touch x`; system(”id”) @x 'q' \\ &lt;b&gt;&amp; END_OF_DATA Ærø"

struct scene {
    char folder[64];
    struct disclosed disclosed;
    struct shown_node node[NODES];
    struct shown_past past[NODES][YEARS];
};

static const char *const area_name[AREAS] = {
    "Politikker for informationssikkerhed",
    "Organisering af informationssikkerhed",
    "Personalesikkerhed",
    "Styring af aktiver",
    "Adgangsstyring",
    "Sikkerhedsaspekter ved nød-, beredskabs- og reetableringsstyring",
    "Leverandørforhold og databehandlere på tværs af kommunen",
    "Fysisk sikring",
};

/* Points for a figure of 1 to 5, in tenths. */
static int64_t points(int tenths)
{
    return (tenths - 10) * FULL_SCORE / 40;
}

static struct shown_figures figures(uint32_t n, int tenths)
{
    return (struct shown_figures){
        .n = n,
        .mean = points(tenths),
        .sd = NOTHING,
        .quartile = {points(tenths - 6), points(tenths), points(tenths + 5)}};
}

static struct shown_score scored(int tenths)
{
    return (struct shown_score){
        .points = points(tenths), .answered = 10, .relevant = 10};
}

static void fill_past(struct scene *scene, size_t node, int own)
{
    struct shown_past *past = scene->past[node];
    for (size_t year = 0; year < YEARS; year++) {
        int less = (int)(YEARS - 1 - year) * 3;
        past[year] = (struct shown_past){.year = 2022 + (int32_t)year,
                                         .comparable = true,
                                         .own = scored(own - less)};
        past[year].group[0] = figures(700 + 37 * (uint32_t)year, 29 - less / 3);
        past[year].group[1] = figures(31, 31 - less / 2);
    }
    scene->node[node].past = past;
}

static void fill_nodes(struct scene *scene)
{
    static const int own[NODES] = {29, 34, 21, 38, 45, 10, 26, 30, 24};
    static const int nation[NODES] = {31, 30, 27, 34, 36, 22, 25, 33, 31};
    for (size_t i = 0; i < NODES; i++) {
        struct shown_node *node = &scene->node[i];
        node->dimension = "iso";
        node->id = i == 0 ? "iso" : "A";
        node->title = i == 0 ? word("Informationssikkerhed", "Information security")
                             : word(area_name[i - 1], NULL);
        node->depth = i == 0 ? 0 : 1;
        node->leaf = i > 0;
        node->own = scored(own[i]);
        node->group[0] = figures(812, nation[i]);
        node->group[1] = figures(31, nation[i] + 4);
        fill_past(scene, i, own[i]);
    }
    static const struct shown_bin bins[6] = {{0, 20, 31},   {20, 40, 190},
                                             {40, 50, 210}, {50, 60, 176},
                                             {60, 80, 180}, {80, 101, 25}};
    memcpy(scene->node[0].bin, bins, sizeof bins);
    scene->node[0].bin_count = 6;
}

static void fill(struct scene *scene)
{
    struct disclosed *disclosed = &scene->disclosed;
    *disclosed = (struct disclosed){
        .reader = READER_UNIT,
        .level = "institution",
        .code = "751001",
        .name = word("Nordre Skole", "Nordre School"),
        .unit_one = word("skole", "school"),
        .unit_many = word("skoler", "schools"),
        .cluster_many = word("kommuner", "municipalities"),
        .questionnaire = "folkeskole",
        .questionnaire_title = word("Informationssikkerhed i folkeskolen",
                                    "Information security in schools"),
        .year = 2025,
        .minimum_units = 5,
        .scale_lowest = POINT,
        .scale_highest = 5 * POINT,
        .scale_target = 3 * POINT,
        .comparison_count = 2,
        .node = scene->node,
        .node_count = NODES,
        .measuring_points = NO_NODE,
        .past_count = YEARS,
    };
    disclosed->comparison[0] =
        (struct shown_comparison){.level = "nation",
                                  .name = word("Danmark", "Denmark"),
                                  .eligible = 1329,
                                  .answered = 812,
                                  .clusters = 98,
                                  .clusters_answered = 60};
    disclosed->comparison[1] =
        (struct shown_comparison){.level = "municipality",
                                  .code = "751",
                                  .name = word("Aarhus Kommune", "Aarhus Municipality"),
                                  .eligible = 46,
                                  .answered = 31,
                                  .clusters = 1,
                                  .clusters_answered = 1};
    fill_nodes(scene);
}

static int set_up(void **state)
{
    struct scene *scene = calloc(1, sizeof *scene);
    if (scene == NULL)
        return -1;
    memcpy(scene->folder, "/tmp/plot_test.XXXXXX", 22);
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

static struct counts draw(struct scene *scene)
{
    return draw_into(scene->folder, &scene->disclosed, PLOT_SVG, LANGUAGE_DA);
}

static void assert_chart_holds(struct scene *scene, const char *chart, const char *part)
{
    struct source source = chart_of(scene->folder, chart);
    bool found = holds(&source, part);
    source_release(&source);
    if (!found)
        print_message("%s lacks: %s\n", chart, part);
    assert_true(found);
}

static void assert_chart_lacks(struct scene *scene, const char *chart, const char *part)
{
    struct source source = chart_of(scene->folder, chart);
    bool found = holds(&source, part);
    source_release(&source);
    if (found)
        print_message("%s holds: %s\n", chart, part);
    assert_false(found);
}

static const char *const own_chart[] = {
    "institution/751001/profile.svg", "institution/751001/radar.svg",
    "institution/751001/trend.svg", "institution/751001/distribution.svg"};

static void a_reader_gets_four_whole_charts(void **state)
{
    struct scene *scene = *state;
    struct counts counts = draw(scene);
    assert_int_equal(counts.drawn, 4);
    assert_int_equal(counts.kept, 0);
    for (size_t i = 0; i < 4; i++) {
        struct source source = chart_of(scene->folder, own_chart[i]);
        assert_memory_equal(source.bytes, "<?xml version=\"1.0\"", 19);
        assert_memory_equal(source.bytes + source.size - 7, "</svg>\n", 7);
        assert_true(holds(&source, "role=\"img\""));
        assert_true(holds(&source, "<title>Nordre Skole · "));
        assert_true(holds(
            &source,
            "Gennemsnit af dem, der har svaret: 812 af 1.329 skoler i 60 af 98 kommuner."));
        assert_false(holds(&source, "GNUPLOT"));
        assert_false(holds(&source, "gnuplot_plot_1</title>"));
        source_release(&source);
    }
}

static void english_charts_speak_english(void **state)
{
    struct scene *scene = *state;
    draw_into(scene->folder, &scene->disclosed, PLOT_SVG, LANGUAGE_EN);
    assert_chart_holds(
        scene, own_chart[0],
        "Average of those who answered: 812 of 1,329 schools in 60 of 98 municipalities.");
    assert_chart_holds(scene, own_chart[0], "acceptable level");
    assert_chart_holds(scene, own_chart[0], ">3.4</text>");
}

static void danish_figures_have_a_comma(void **state)
{
    struct scene *scene = *state;
    draw(scene);
    assert_chart_holds(scene, own_chart[0], ">3,4</text>");
    assert_chart_holds(scene, own_chart[0], "Leverandørforhold");
    assert_chart_holds(scene, own_chart[0], "acceptabelt niveau");
}

static void the_same_view_gives_the_same_bytes(void **state)
{
    struct scene *scene = *state;
    struct text other = {0};
    text_print(&other, "%s/other", scene->folder);
    draw(scene);
    draw_into(other.bytes, &scene->disclosed, PLOT_SVG, LANGUAGE_DA);
    for (size_t i = 0; i < 4; i++) {
        struct source first = chart_of(scene->folder, own_chart[i]);
        struct source second = chart_of(other.bytes, own_chart[i]);
        assert_string_equal(first.hash, second.hash);
        source_release(&first);
        source_release(&second);
    }
    text_release(&other);
}

static void pictures_in_every_format_are_the_same_each_time(void **state)
{
    static const char *const chart[] = {"institution/751001/profile.pdf",
                                        "institution/751001/profile.png"};
    struct scene *scene = *state;
    struct text other = {0};
    text_print(&other, "%s/other", scene->folder);
    draw_into(scene->folder, &scene->disclosed, PLOT_SVG | PLOT_PNG | PLOT_PDF,
              LANGUAGE_DA);
    sleep(1);
    draw_into(other.bytes, &scene->disclosed, PLOT_PNG | PLOT_PDF, LANGUAGE_DA);
    for (size_t i = 0; i < 2; i++) {
        struct source first = chart_of(scene->folder, chart[i]);
        struct source second = chart_of(other.bytes, chart[i]);
        assert_string_equal(first.hash, second.hash);
        source_release(&first);
        source_release(&second);
    }
    text_release(&other);
}

/* A chart must not depend on what its process drew before. */
static void a_chart_is_the_same_whatever_came_before_it(void **state)
{
    struct scene *scene = *state;
    struct plotter *plotter = NULL;
    struct fault fault = {0};
    struct counts counts;
    struct plot_options options = {.folder = scene->folder,
                                   .scripts = "plots",
                                   .formats = PLOT_SVG,
                                   .processes = 1};
    static const char *const code[] = {"a", "b", "c"};
    assert_true(plotter_open(&plotter, &options, &fault));
    for (size_t i = 0; i < 3; i++) {
        scene->disclosed.code = code[i];
        scene->disclosed.simulated = i == 1;
        scene->disclosed.comparison_count = i == 1 ? 1 : 2;
        assert_true(plotter_draw(plotter, &scene->disclosed, &fault));
    }
    assert_true(plotter_finish(plotter, &counts.drawn, &counts.kept, &fault));
    assert_int_equal(counts.drawn, 12);
    plotter_free(plotter);
    static const char *const kind[] = {"profile", "radar", "trend", "distribution"};
    for (size_t i = 0; i < 4; i++) {
        char first[64], last[64];
        snprintf(first, sizeof first, "institution/a/%s.svg", kind[i]);
        snprintf(last, sizeof last, "institution/c/%s.svg", kind[i]);
        struct source one = chart_of(scene->folder, first);
        struct source other = chart_of(scene->folder, last);
        assert_string_equal(one.hash, other.hash);
        source_release(&one);
        source_release(&other);
    }
}

static void an_unchanged_chart_is_not_drawn_again(void **state)
{
    struct scene *scene = *state;
    draw(scene);
    struct counts again = draw(scene);
    assert_int_equal(again.drawn, 0);
    assert_int_equal(again.kept, 4);
    /* Only the profile and the radar show the areas. */
    scene->node[2].own = scored(40);
    struct counts changed = draw(scene);
    assert_int_equal(changed.drawn, 2);
    assert_int_equal(changed.kept, 2);
}

static int file_count;

static int count_one(const char *path, const struct stat *status, int flag,
                     struct FTW *walk)
{
    (void)status;
    (void)path;
    (void)walk;
    file_count += flag == FTW_F;
    return 0;
}

static void hostile_names_are_only_text(void **state)
{
    struct scene *scene = *state;
    struct wording hostile = word(HOSTILE, HOSTILE);
    scene->disclosed.name = hostile;
    scene->disclosed.code = "../../`touch x`";
    scene->disclosed.questionnaire_title = hostile;
    scene->disclosed.comparison[0].name = hostile;
    scene->disclosed.comparison[1].name = hostile;
    scene->disclosed.unit_many = hostile;
    scene->disclosed.cluster_many = hostile;
    for (size_t i = 0; i < NODES; i++)
        scene->node[i].title = hostile;
    draw(scene);
    struct text chart = {0};
    text_print(&chart, "institution/");
    text_add_file_name(&chart, scene->disclosed.code);
    text_add(&chart, "/profile.svg");
    assert_chart_holds(scene, chart.bytes, "<title>" HOSTILE_XML);
    assert_chart_holds(scene, chart.bytes,
                       "`touch x`; system(”id”) @x 'q' \\ &lt;b>&amp;</text>");
    text_release(&chart);
    file_count = 0;
    nftw(scene->folder, count_one, 16, FTW_PHYS);
    assert_int_equal(file_count, 4);
    assert_int_not_equal(access("x", F_OK), 0);
    assert_int_not_equal(access("plots/x", F_OK), 0);
}

static void odd_names_are_drawn_too(void **state)
{
    static char very_long[5001];
    struct scene *scene = *state;
    for (size_t i = 0; i + 1 < sizeof very_long; i += 2)
        memcpy(very_long + i, "å", 2);
    static const char *const odd[] = {
        "", " ", "\t\n", "שלום עולם", "\xff\xfe\xe2\x82", "NaN", "# !", "END_OF_DATA"};
    for (size_t i = 0; i < AREAS; i++)
        scene->node[i + 1].title = word(odd[i], NULL);
    scene->disclosed.name = word(very_long, NULL);
    struct counts counts = draw(scene);
    assert_int_equal(counts.drawn, 4);
    assert_chart_holds(scene, own_chart[0], "å…");
    assert_chart_holds(scene, own_chart[0], ">שלום עולם</text>");
    assert_chart_holds(scene, own_chart[0], ">NaN</text>");
    assert_chart_holds(scene, own_chart[1], ">END_OF_DATA</text>");
}

static void withheld_figures_are_not_drawn_but_explained(void **state)
{
    struct scene *scene = *state;
    draw(scene);
    assert_chart_holds(scene, own_chart[0], "Aarhus Kommune: 31 af 46");
    for (size_t i = 0; i < NODES; i++) {
        scene->node[i].group[1] = withheld(WITHHELD_FEW_UNITS);
        for (size_t year = 0; year < YEARS; year++)
            scene->past[i][year].group[1] = withheld(WITHHELD_FEW_UNITS);
    }
    draw(scene);
    assert_chart_holds(
        scene, own_chart[0],
        ">Aarhus Kommune: gennemsnittet er tilbageholdt (færre end 5 skoler).</text>");
    assert_chart_lacks(scene, own_chart[0], ">Aarhus Kommune</text>");
    assert_chart_lacks(scene, own_chart[0], "31 af 46");
    assert_chart_lacks(scene, own_chart[0], "#E69F00");
    assert_chart_lacks(scene, own_chart[2], "#E69F00");
}

static void an_area_without_a_score_says_why(void **state)
{
    struct scene *scene = *state;
    scene->node[3].own =
        (struct shown_score){.state = SCORE_STATE_TOO_FEW, .points = NOTHING};
    scene->node[5].own =
        (struct shown_score){.state = SCORE_STATE_NOT_RELEVANT, .points = NOTHING};
    draw(scene);
    assert_chart_holds(scene, own_chart[0], ">for få svar</text>");
    assert_chart_holds(scene, own_chart[0], ">ikke relevant</text>");
    assert_chart_holds(scene, own_chart[1], "Linjen er brudt");
}

/* The scale begins at 304 and is 426 wide; 10 points are a tenth of that. */
static void why_there_is_no_score_stands_clear_of_last_years_point(void **state)
{
    struct scene *scene = *state;
    scene->node[3].own =
        (struct shown_score){.state = SCORE_STATE_TOO_FEW, .points = NOTHING};
    scene->past[3][YEARS - 2].own.points = 60 * POINT;
    draw(scene);
    assert_chart_holds(scene, own_chart[0], "translate(312.00,");
    scene->past[3][YEARS - 2].own.points = 10 * POINT;
    draw(scene);
    assert_chart_lacks(scene, own_chart[0], "translate(312.00,");
    assert_chart_holds(scene, own_chart[0], "translate(360.60,");
}

static void a_chart_that_would_show_nothing_is_left_out_and_taken_away(void **state)
{
    struct scene *scene = *state;
    draw(scene);
    assert_true(chart_exists(scene->folder, own_chart[3]));
    scene->node[0].bin_count = 0;
    scene->disclosed.past_count = 0;
    struct counts counts = draw(scene);
    assert_int_equal(counts.drawn + counts.kept, 2);
    assert_false(chart_exists(scene->folder, own_chart[3]));
    assert_false(chart_exists(scene->folder, own_chart[2]));
}

static void without_a_headline_only_the_areas_are_drawn(void **state)
{
    struct scene *scene = *state;
    draw(scene);
    scene->disclosed.overall = NO_NODE;
    scene->disclosed.trend = NO_NODE;
    scene->node[0].no_score = true;
    scene->node[0].group[0] = scene->node[0].group[1] = withheld(WITHHELD_NO_UNITS);
    scene->node[3].no_score = true; /* nor has one of the areas a score */
    scene->node[3].own.state = SCORE_STATE_NONE;
    struct counts counts = draw(scene);
    assert_int_equal(counts.drawn, 2);
    assert_chart_holds(scene, own_chart[0], "Organisering af informationssikkerhed");
    assert_chart_lacks(scene, own_chart[0], "Personalesikkerhed");
    assert_chart_lacks(scene, own_chart[1], "Personalesikkerhed");
    assert_chart_lacks(scene, own_chart[0], "for få svar");
    assert_false(chart_exists(scene->folder, own_chart[2]));
    assert_false(chart_exists(scene->folder, own_chart[3]));
}

/* From 0.1 to 0.35 in steps of 0.05, and from 0 to 5000 in steps of 1000. */
static void a_scale_of_decimals_or_of_thousands_has_marks_to_read(void **state)
{
    struct scene *scene = *state;
    static const char *const mark[] = {"0,1", "0,15", "0,25", "0,3", "0,35"};
    static const char *const great[] = {"0", "1000", "3000", "5000"};
    scene->disclosed.scale_lowest = POINT / 10;
    scene->disclosed.scale_highest = 35 * POINT / 100;
    scene->disclosed.scale_target = 30 * POINT / 100;
    draw(scene);
    for (size_t chart = 0; chart < 4; chart++)
        for (size_t m = 0; m < 5; m++) {
            char text[32];
            snprintf(text, sizeof text, ">%s</text>", mark[m]);
            assert_chart_holds(scene, own_chart[chart], text);
        }
    assert_chart_holds(scene, own_chart[0], "Skala fra 0,1 til 0,35.");
    scene->disclosed.scale_lowest = 0;
    scene->disclosed.scale_highest = 5000 * POINT;
    scene->disclosed.scale_target = 2500 * POINT;
    draw(scene);
    for (size_t chart = 0; chart < 4; chart++)
        for (size_t m = 0; m < 4; m++) {
            char text[32];
            snprintf(text, sizeof text, ">%s</text>", great[m]);
            assert_chart_holds(scene, own_chart[chart], text);
        }
}

static void the_nation_has_its_own_charts(void **state)
{
    struct scene *scene = *state;
    scene->disclosed.reader = READER_NATION;
    scene->disclosed.level = "national";
    scene->disclosed.code = "";
    scene->disclosed.name = word("Danmark", "Denmark");
    scene->disclosed.comparison_count = 1;
    scene->disclosed.comparison[0].complete = true;
    scene->disclosed.comparison[0].clusters_answered = 98;
    struct counts counts = draw(scene);
    assert_int_equal(counts.drawn, 4);
    assert_chart_holds(
        scene, "national/profile.svg",
        "Landsgennemsnit: 812 af 1.329 skoler i alle 98 kommuner har svaret.");
    assert_chart_lacks(scene, "national/distribution.svg", "Danmark 3,");
}

/* A text column in which nothing stands ends some editions of gnuplot. */
static void one_area_alone_is_drawn(void **state)
{
    struct scene *scene = *state;
    scene->disclosed.node_count = 2;
    scene->disclosed.comparison_count = 1;
    assert_int_equal(draw(scene).drawn, 3);
    scene->disclosed.reader = READER_NATION;
    scene->disclosed.level = "national";
    assert_int_equal(draw(scene).drawn, 3);
    assert_chart_holds(scene, "national/profile.svg", ">3,0</text>");
    scene->disclosed.reader = READER_UNIT;
    scene->disclosed.level = "institution";
    scene->node[1].group[0] = withheld(WITHHELD_FEW_UNITS);
    draw_into(scene->folder, &scene->disclosed, PLOT_SVG, LANGUAGE_EN);
    assert_chart_holds(scene, "institution/751001/profile.svg", ">3.4</text>");
}

static void a_group_is_set_beside_the_nation(void **state)
{
    struct scene *scene = *state;
    scene->disclosed.reader = READER_GROUP;
    scene->disclosed.level = "municipality";
    scene->disclosed.code = "751";
    scene->disclosed.name = word("Aarhus Kommune", "Aarhus Municipality");
    scene->disclosed.own_comparison = 1;
    struct counts counts = draw(scene);
    assert_int_equal(counts.drawn, 4);
    assert_chart_holds(scene, "municipality/751/distribution.svg",
                       "Aarhus Kommune 3,5");
}

static void simulated_answers_are_marked_on_every_chart(void **state)
{
    struct scene *scene = *state;
    draw(scene);
    assert_chart_lacks(scene, own_chart[0], "SIMULEREDE");
    scene->disclosed.simulated = true;
    scene->disclosed.generated = true;
    draw(scene);
    for (size_t i = 0; i < 4; i++)
        assert_chart_holds(
            scene, own_chart[i],
            ">SIMULEREDE SVAR: ikke virkelige tal · opdigtet register</text>");
}

static void a_round_that_cannot_be_compared_breaks_the_line(void **state)
{
    struct scene *scene = *state;
    scene->past[0][1].comparable = false;
    draw(scene);
    assert_chart_holds(scene, own_chart[2], "Kan ikke sammenlignes med i år: 2023.");
}

static void one_round_alone_is_a_point(void **state)
{
    struct scene *scene = *state;
    for (size_t i = 0; i < NODES; i++)
        scene->node[i].past = &scene->past[i][YEARS - 1];
    scene->disclosed.past_count = 1;
    struct counts counts = draw(scene);
    assert_int_equal(counts.drawn, 4);
}

static void a_missing_gnuplot_names_its_package(void **state)
{
    struct scene *scene = *state;
    struct plotter *plotter = NULL;
    struct fault fault = {0};
    struct plot_options options = {
        .folder = scene->folder, .scripts = "plots", .formats = PLOT_SVG};
    char *path = strdup(getenv("PATH"));
    setenv("PATH", scene->folder, 1);
    bool opened = plotter_open(&plotter, &options, &fault);
    setenv("PATH", path, 1);
    free(path);
    plotter_free(plotter);
    assert_false(opened);
    assert_int_equal(fault.kind, FAULT_SYSTEM);
    assert_string_equal(fault.what,
                        "gnuplot was not found: install the package gnuplot-nox");
}

/* A program of that name which ends at once, and one that complains. */
static void pretend_gnuplot(const char *folder, const char *script)
{
    char path[128];
    snprintf(path, sizeof path, "%s/gnuplot", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(script, file);
    fclose(file);
    assert_int_equal(chmod(path, 0755), 0);
}

static void a_gnuplot_that_dies_is_a_fault(void **state)
{
    struct scene *scene = *state;
    struct plotter *plotter = NULL;
    struct fault fault = {0};
    struct counts counts;
    struct plot_options options = {
        .folder = scene->folder, .scripts = "plots", .formats = PLOT_SVG};
    pretend_gnuplot(scene->folder,
                    "#!/bin/sh\necho 'line 3: out of ink' >&2\nexit 1\n");
    char *path = strdup(getenv("PATH"));
    setenv("PATH", scene->folder, 1);
    bool ok = plotter_open(&plotter, &options, &fault);
    setenv("PATH", path, 1);
    free(path);
    ok = ok && plotter_draw(plotter, &scene->disclosed, &fault)
         && plotter_finish(plotter, &counts.drawn, &counts.kept, &fault);
    plotter_free(plotter);
    assert_false(ok);
    assert_int_equal(fault.kind, FAULT_SYSTEM);
    assert_string_equal(fault.what, "gnuplot: line 3: out of ink");
    assert_false(chart_exists(scene->folder, own_chart[0]));
}

static void many_readers_do_not_block_each_other(void **state)
{
    struct scene *scene = *state;
    struct plotter *plotter = NULL;
    struct fault fault = {0};
    struct counts counts;
    struct plot_options options = {
        .folder = scene->folder, .scripts = "plots", .formats = PLOT_SVG};
    assert_true(plotter_open(&plotter, &options, &fault));
    for (int i = 0; i < 100; i++) {
        char code[16];
        snprintf(code, sizeof code, "%d", i);
        scene->disclosed.code = code;
        assert_true(plotter_draw(plotter, &scene->disclosed, &fault));
    }
    assert_true(plotter_finish(plotter, &counts.drawn, &counts.kept, &fault));
    assert_int_equal(counts.drawn, 400);
    plotter_free(plotter);
}

/* Scripts of which the radar's is wrong. */
static void copy_scripts(const char *folder)
{
    static const char *const name[] = {
        "style.gp", "palette.gp",      "profile.gp",          "radar.gp",
        "trend.gp", "distribution.gp", "measuring-points.gp", "measuring-marks.gp"};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        char path[128];
        struct source source = {0};
        struct fault fault = {0};
        snprintf(path, sizeof path, "plots/%s", name[i]);
        assert_true(source_read(&source, path, &fault));
        snprintf(path, sizeof path, "%s/%s", folder, name[i]);
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        if (strcmp(name[i], "radar.gp") == 0)
            fputs("plot nothing_of_the_kind\n", file);
        else
            fwrite(source.bytes, 1, source.size, file);
        fclose(file);
        source_release(&source);
    }
}

static void an_error_in_a_script_is_a_fault_that_quotes_it(void **state)
{
    struct scene *scene = *state;
    struct plotter *plotter = NULL;
    struct fault fault = {0};
    struct counts counts;
    struct plot_options options = {
        .folder = scene->folder, .scripts = scene->folder, .formats = PLOT_SVG};
    copy_scripts(scene->folder);
    bool ok = plotter_open(&plotter, &options, &fault)
              && plotter_draw(plotter, &scene->disclosed, &fault)
              && plotter_finish(plotter, &counts.drawn, &counts.kept, &fault);
    plotter_free(plotter);
    assert_false(ok);
    assert_int_equal(fault.kind, FAULT_SYSTEM);
    assert_string_equal(
        fault.what,
        "gnuplot: \"radar.gp\" line 1: undefined variable: nothing_of_the_kind");
    assert_false(chart_exists(scene->folder, own_chart[1]));
}

/* Whatever allocation fails, the drawing fails with it and leaves no unfinished file.
 */
static void a_shortage_of_memory_is_a_fault(void **state)
{
    struct scene *scene = *state;
    bool done = false;
    for (unsigned long nth = 1; !done && nth < 400; nth += 7) {
        struct plotter *plotter = NULL;
        struct fault fault = {0};
        struct counts counts;
        struct plot_options options = {.folder = scene->folder,
                                       .scripts = "plots",
                                       .formats = PLOT_SVG,
                                       .processes = 1};
        memory_fail_from(nth);
        done = plotter_open(&plotter, &options, &fault)
               && plotter_draw(plotter, &scene->disclosed, &fault)
               && plotter_finish(plotter, &counts.drawn, &counts.kept, &fault);
        plotter_free(plotter);
        memory_fail_from(0);
        if (!done)
            assert_int_equal(fault.kind, FAULT_SYSTEM);
    }
}

int main(void)
{
#define WITH_SCENE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_SCENE(a_reader_gets_four_whole_charts),
        WITH_SCENE(english_charts_speak_english),
        WITH_SCENE(danish_figures_have_a_comma),
        WITH_SCENE(the_same_view_gives_the_same_bytes),
        WITH_SCENE(pictures_in_every_format_are_the_same_each_time),
        WITH_SCENE(a_chart_is_the_same_whatever_came_before_it),
        WITH_SCENE(an_unchanged_chart_is_not_drawn_again),
        WITH_SCENE(hostile_names_are_only_text),
        WITH_SCENE(odd_names_are_drawn_too),
        WITH_SCENE(withheld_figures_are_not_drawn_but_explained),
        WITH_SCENE(an_area_without_a_score_says_why),
        WITH_SCENE(why_there_is_no_score_stands_clear_of_last_years_point),
        WITH_SCENE(a_chart_that_would_show_nothing_is_left_out_and_taken_away),
        WITH_SCENE(without_a_headline_only_the_areas_are_drawn),
        WITH_SCENE(a_scale_of_decimals_or_of_thousands_has_marks_to_read),
        WITH_SCENE(the_nation_has_its_own_charts),
        WITH_SCENE(one_area_alone_is_drawn),
        WITH_SCENE(a_group_is_set_beside_the_nation),
        WITH_SCENE(simulated_answers_are_marked_on_every_chart),
        WITH_SCENE(a_round_that_cannot_be_compared_breaks_the_line),
        WITH_SCENE(one_round_alone_is_a_point),
        WITH_SCENE(a_missing_gnuplot_names_its_package),
        WITH_SCENE(a_gnuplot_that_dies_is_a_fault),
        WITH_SCENE(an_error_in_a_script_is_a_fault_that_quotes_it),
        WITH_SCENE(many_readers_do_not_block_each_other),
        WITH_SCENE(a_shortage_of_memory_is_a_fault),
    };
    return cmocka_run_group_tests_name("plot", tests, NULL, NULL);
}

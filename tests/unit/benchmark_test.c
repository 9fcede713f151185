#include "benchmark/benchmark.h"

#include "model.h"

static struct model model;
static struct model other;

static const struct figures *figures_of(const struct model *of, uint32_t measure,
                                        size_t level, uint32_t group)
{
    return benchmark_figures(&of->benchmark, measure, level, group);
}

static int64_t rank_of(uint32_t node, size_t level, uint32_t row)
{
    return benchmark_rank(&model.benchmark, &model.population, &model.answers, node,
                          level, row);
}

static void assert_same_figures(const struct figures *a, const struct figures *b)
{
    assert_int_equal(a->n, b->n);
    assert_int_equal(a->clusters, b->clusters);
    assert_int_equal(a->largest_cluster, b->largest_cluster);
    assert_int_equal(a->mean, b->mean);
    assert_int_equal(a->sd, b->sd);
    assert_memory_equal(a->quartile, b->quartile, sizeof a->quartile);
    assert_memory_equal(a->bin, b->bin, sizeof a->bin);
}

/* One node, nobody's unit, scores as given. */
static void compare_points(const int64_t *points, uint32_t n)
{
    model_begin(&model, n);
    model_node(&model, NAMES_NONE, "all", 1);
    for (uint32_t row = 0; row < n; row++)
        *model_points(&model, 0, row) = points[row];
    model_set_scores(&model);
    model_compare(&model);
}

#define GIVEN 13

/* tests/oracle/benchmark.R printed these, R 4.2.2:
       mean(u); sd(u); quantile(u, c(1, 2, 3) / 4, type = 7)
       tabulate(pmin(floor(u / 1e10), 9) + 1, 10)
       1e11 * (rank(u, ties.method = "average") - 0.5) / n
   rounded half away from zero to whole 1e-9 points. */
static const struct {
    uint32_t n;
    int64_t points[GIVEN];
    int64_t mean;
    int64_t sd;
    int64_t quartile[3];
    uint32_t bin[BENCHMARK_BINS];
    int64_t rank[GIVEN];
} oracle[] = {
    {13,
     {100000000000, 33333333333, 0, 9999999999, 50000000000, 33333333333, 90000000000,
      10000000000, 0, 66666666667, 89999999999, 33333333333, 100000000000},
     47435897436,
     38106912131,
     {10000000000, 33333333333, 89999999999},
     {3, 1, 0, 3, 0, 1, 1, 0, 1, 3},
     {92307692308, 42307692308, 7692307692, 19230769231, 57692307692, 42307692308,
      80769230769, 26923076923, 7692307692, 65384615385, 73076923077, 42307692308,
      92307692308}},
    {10,
     {12345678901, 98765432109, 45000000000, 54321098765, 77777777777, 1, 99999999999,
      31415926535, 27182818284, 61803398875},
     50861213125,
     34333474128,
     {28241095347, 49660549383, 73784183052},
     {1, 1, 1, 1, 1, 1, 1, 1, 0, 2},
     {15000000000, 85000000000, 45000000000, 55000000000, 75000000000, 5000000000,
      95000000000, 35000000000, 25000000000, 65000000000}},
    {1,
     {41666666667},
     41666666667,
     UNDEFINED_FIGURE,
     {41666666667, 41666666667, 41666666667},
     {0, 0, 0, 0, 1, 0, 0, 0, 0, 0},
     {50000000000}},
    {2,
     {66666666667, 33333333333},
     50000000000,
     23570226040,
     {41666666667, 50000000000, 58333333334},
     {0, 0, 0, 1, 0, 0, 1, 0, 0, 0},
     {75000000000, 25000000000}},
    {7,
     {58333333333, 58333333333, 58333333333, 58333333333, 58333333333, 58333333333,
      58333333333},
     58333333333,
     0,
     {58333333333, 58333333333, 58333333333},
     {0, 0, 0, 0, 0, 7, 0, 0, 0, 0},
     {50000000000, 50000000000, 50000000000, 50000000000, 50000000000, 50000000000,
      50000000000}},
    /* Where sums of squares in doubles lose everything (STATISTICS 6.1). */
    {4,
     {99000000016, 99000000004, 99000000013, 99000000007},
     99000000010,
     5,
     {99000000006, 99000000010, 99000000014},
     {0, 0, 0, 0, 0, 0, 0, 0, 0, 4},
     {87500000000, 12500000000, 62500000000, 37500000000}},
    {4,
     {99016000000, 99004000000, 99013000000, 99007000000},
     99010000000,
     5477226,
     {99006250000, 99010000000, 99013750000},
     {0, 0, 0, 0, 0, 0, 0, 0, 0, 4},
     {87500000000, 12500000000, 62500000000, 37500000000}},
};

static void figures_and_ranks_are_those_of_r(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof oracle / sizeof *oracle; k++) {
        compare_points(oracle[k].points, oracle[k].n);
        const struct figures *figures = figures_of(&model, 0, 0, 0);
        assert_int_equal(figures->n, oracle[k].n);
        assert_int_equal(figures->mean, oracle[k].mean);
        assert_int_equal(figures->sd, oracle[k].sd);
        for (int quarter = 0; quarter < 3; quarter++)
            assert_int_equal(figures->quartile[quarter], oracle[k].quartile[quarter]);
        assert_memory_equal(figures->bin, oracle[k].bin, sizeof figures->bin);
        for (uint32_t row = 0; row < oracle[k].n; row++)
            assert_int_equal(rank_of(0, 0, row), oracle[k].rank[row]);
    }
}

static void units_without_a_score_count_nowhere(void **state)
{
    (void)state;
    compare_points(
        (int64_t[]){SCORE_TOO_FEW, 30 * POINT, SCORE_NOT_RELEVANT, 50 * POINT}, 4);
    const struct figures *figures = figures_of(&model, 0, 0, 0);
    assert_int_equal(figures->n, 2);
    assert_int_equal(figures->mean, 40 * POINT);
    assert_int_equal(rank_of(0, 0, 0), UNDEFINED_FIGURE);
    assert_int_equal(rank_of(0, 0, 1), 25 * POINT);
    assert_int_equal(rank_of(0, 0, 2), UNDEFINED_FIGURE);

    compare_points((int64_t[]){SCORE_TOO_FEW, SCORE_NOT_RELEVANT, SCORE_NONE}, 3);
    figures = figures_of(&model, 0, 0, 0);
    assert_int_equal(figures->n, 0);
    assert_int_equal(figures->clusters, 0);
    assert_int_equal(figures->mean, UNDEFINED_FIGURE);
    assert_int_equal(figures->sd, UNDEFINED_FIGURE);
    for (int quarter = 0; quarter < 3; quarter++)
        assert_int_equal(figures->quartile[quarter], UNDEFINED_FIGURE);
    for (int bin = 0; bin < BENCHMARK_BINS; bin++)
        assert_int_equal(figures->bin[bin], 0);
    assert_int_equal(benchmark_turnout(&model.benchmark, 0, 0)->answered, 3);

    compare_points(NULL, 0);
    assert_int_equal(figures_of(&model, 0, 0, 0)->n, 0);
    assert_int_equal(benchmark_turnout(&model.benchmark, 0, 0)->answered, 0);
}

enum { UNITS = 240, REGIONS = 4, OWNERS = 17 };

/* Regions over owners; some owners have few units or none, some units no score. */
static void country(uint64_t seed, uint32_t region_of[], uint32_t owner_of[])
{
    model_begin(&model, UNITS);
    model_node(&model, NAMES_NONE, "all", 1);
    for (uint32_t unit = 0; unit < UNITS; unit++) {
        owner_of[unit] = model_chance(&seed, 1 + model_chance(&seed, OWNERS));
        region_of[unit] = owner_of[unit] % REGIONS;
        uint32_t kind = model_chance(&seed, 10);
        *model_points(&model, 0, unit) =
            kind == 0   ? SCORE_TOO_FEW
            : kind == 1 ? (int64_t)model_chance(&seed, 11) * 10 * POINT
                        : (int64_t)model_chance(&seed, 1000000) * 100000 + 1;
    }
    model_level(&model, "region", false, REGIONS, region_of);
    model_level(&model, "owner", true, OWNERS, owner_of);
    model_set_scores(&model);
    model_compare(&model);
}

/* A group's figures computed from a country that has nothing else. */
static void compare_alone(const uint32_t *group_of, uint32_t group,
                          const uint32_t *owner_of)
{
    static uint32_t owner[UNITS];
    uint32_t n = 0;
    for (uint32_t unit = 0; unit < UNITS; unit++)
        n += group_of[unit] == group;
    model_begin(&other, n);
    model_node(&other, NAMES_NONE, "all", 1);
    n = 0;
    for (uint32_t unit = 0; unit < UNITS; unit++) {
        if (group_of[unit] != group)
            continue;
        owner[n] = owner_of[unit];
        *model_points(&other, 0, n++) = *model_points(&model, 0, unit);
    }
    model_level(&other, "owner", true, OWNERS, owner);
    model_set_scores(&other);
    model_compare(&other);
}

static void a_group_has_the_figures_it_would_have_alone(void **state)
{
    (void)state;
    static uint32_t level_group[3][UNITS];
    for (uint64_t seed = 1; seed <= 5; seed++) {
        country(seed, level_group[1], level_group[2]);
        for (size_t l = 0; l < 3; l++)
            for (uint32_t g = 0; g < model.level[l].group_count; g++) {
                compare_alone(level_group[l], g, level_group[2]);
                assert_same_figures(figures_of(&model, 0, l, g),
                                    figures_of(&other, 0, 0, 0));
            }
    }
}

static void children_add_up_to_their_parent(void **state)
{
    (void)state;
    static uint32_t level_group[3][UNITS];
    country(9, level_group[1], level_group[2]);
    const struct figures *nation = figures_of(&model, 0, 0, 0);
    for (size_t l = 1; l < 3; l++) {
        wide sum = 0;
        uint32_t n = 0;
        uint32_t clusters = 0;
        for (uint32_t g = 0; g < model.level[l].group_count; g++) {
            const struct figures *figures = figures_of(&model, 0, l, g);
            n += figures->n;
            clusters += figures->clusters;
            if (figures->n > 0)
                sum += (wide)figures->n * figures->mean;
        }
        assert_int_equal(n, nation->n);
        assert_int_equal(clusters, nation->clusters);
        /* Each mean is rounded once, by at most half a 1e-9 point. */
        wide gap = sum - (wide)nation->n * nation->mean;
        assert_true(gap <= nation->n && gap >= -(wide)nation->n);
    }
}

static void ranks_have_the_mean_fifty_and_bins_add_up(void **state)
{
    (void)state;
    static uint32_t level_group[3][UNITS];
    country(3, level_group[1], level_group[2]);
    for (size_t l = 0; l < 3; l++)
        for (uint32_t g = 0; g < model.level[l].group_count; g++) {
            const struct figures *figures = figures_of(&model, 0, l, g);
            uint32_t binned = 0;
            wide ranks = 0;
            for (int bin = 0; bin < BENCHMARK_BINS; bin++)
                binned += figures->bin[bin];
            assert_int_equal(binned, figures->n);
            for (uint32_t row = 0; row < UNITS; row++)
                if (level_group[l][row] == g && *model_points(&model, 0, row) >= 0)
                    ranks += rank_of(0, l, row);
            wide gap = ranks - (wide)50 * POINT * figures->n;
            assert_true(gap <= figures->n && gap >= -(wide)figures->n);
        }
}

static void a_question_has_the_figures_of_an_area_with_it_alone(void **state)
{
    (void)state;
    static uint32_t owner[UNITS];
    uint64_t seed = 77;
    for (uint32_t turn = 0; turn < 12; turn++) {
        model_begin(&model, UNITS);
        const struct scale *scale = model_scale(&model, 2 + (int)(turn % 7));
        uint32_t one = model_node(&model, NAMES_NONE, "one", 1);
        model_question(&model, one, "1", scale, 3);
        uint32_t two = model_node(&model, NAMES_NONE, "two", 1);
        model_question(&model, two, "2", scale, 1);
        model.question[0].reversed = turn % 3 == 0;
        model_dont_know(&model, turn % 2 == 0 ? RULE_SKIP : RULE_ZERO);
        model_ask_if(&model, 1, 0, 2 + turn);
        model.question[1].when_not_asked = (enum when_not_asked)(turn / 2 % 2);
        for (uint32_t unit = 0; unit < UNITS; unit++) {
            owner[unit] = model_chance(&seed, OWNERS);
            for (uint32_t q = 0; q < 2; q++)
                *model_answer(&model, q, unit) =
                    (int8_t)((int)model_chance(&seed, (uint32_t)scale->option_count + 2)
                             - 2);
        }
        model_level(&model, "region", false, 1, (uint32_t[UNITS]){0});
        model_level(&model, "owner", true, OWNERS, owner);
        model_score(&model);
        model_compare(&model);
        for (size_t l = 0; l < 3; l++)
            for (uint32_t g = 0; g < model.level[l].group_count; g++)
                for (uint32_t q = 0; q < 2; q++)
                    assert_same_figures(figures_of(&model, 2 + q, l, g),
                                        figures_of(&model, q, l, g));
    }
}

enum { NUMBER, SEVERAL, MEMBERS = 3, ASKED = SEVERAL + 1 + MEMBERS };

static int64_t number[UNITS];

/* A question answered by a number from -2 to 8, one that takes several of three
   options, and the options; each alone in an area of its own. */
static void ask_every_kind(void)
{
    static const char *const id[ASKED] = {"n", "s", "s.1", "s.2", "s.3"};
    struct scale *days = &model.scale[model_scale(&model, 5) - model.scale];
    struct scale *means = &model.scale[model_scale(&model, 5) - model.scale];
    const struct scale *chosen = model_scale(&model, 2);
    *days = (struct scale){.kind = SCALE_NUMBER,
                           .option = days->option,
                           .option_count = 3,
                           .lowest = -2 * POINT,
                           .highest = 8 * POINT,
                           .target = 3 * POINT,
                           .decimals = 2};
    days->option[1].state = OPTION_DONT_KNOW;
    days->option[2].state = OPTION_NOT_APPLICABLE;
    *means = (struct scale){.kind = SCALE_SEVERAL,
                            .option = means->option,
                            .option_count = 6,
                            .highest = 7 * POINT,
                            .target = 5 * POINT};
    means->option[3].value = 4 * POINT;
    means->option[1].value = POINT;
    means->option[2].value = 2 * POINT;
    means->option[4].state = OPTION_DONT_KNOW;
    means->option[5].state = OPTION_NOT_APPLICABLE;
    days->option[0].state = means->option[0].state = OPTION_ELSEWHERE;
    for (uint32_t q = 0; q < ASKED; q++) {
        uint32_t node = model_node(&model, NAMES_NONE, id[q], 1);
        model_question(&model, node, id[q],
                       q == NUMBER    ? days
                       : q == SEVERAL ? means
                                      : chosen,
                       1);
        model.question[q].is_member = q > SEVERAL;
        model.question[q].of = q > SEVERAL ? SEVERAL : q;
    }
    model.question[NUMBER].number = 0;
    model.questionnaire.number_count = model.answers.number_count = 1;
    model.answers.number = number;
    model.question[SEVERAL].member = SEVERAL + 1;
    model.question[SEVERAL].member_count = MEMBERS;
}

static void answer_every_kind(uint64_t *seed, uint32_t unit)
{
    uint32_t state = model_chance(seed, 8);
    number[unit] = ((int64_t)model_chance(seed, 1001) - 200) * (POINT / 100);
    *model_answer(&model, NUMBER, unit) = (int8_t)(state < 2   ? (int)state - 2
                                                   : state < 4 ? (int)state - 1
                                                               : 0);
    state = model_chance(seed, 8);
    int8_t several = (int8_t)(state < 2   ? (int)state - 2
                              : state < 4 ? (int)state + 2
                                          : OPTION_GIVEN);
    *model_answer(&model, SEVERAL, unit) = several;
    for (uint32_t m = SEVERAL + 1; m < ASKED; m++)
        *model_answer(&model, m, unit) = several == OPTION_GIVEN
                                             ? (int8_t)model_chance(seed, 2)
                                         : several < 0 ? several
                                                       : ANSWER_BLANK;
}

static void
numbers_and_several_have_the_figures_of_an_area_with_them_alone(void **state)
{
    (void)state;
    static uint32_t owner[UNITS];
    uint64_t seed = 4711;
    for (uint32_t turn = 0; turn < 8; turn++) {
        static const enum rule rules[] = {RULE_SKIP, RULE_ZERO, RULE_FLOOR,
                                          RULE_TARGET};
        model_begin(&model, UNITS);
        ask_every_kind();
        model.question[NUMBER].reversed = turn % 3 == 1;
        for (int lack = 0; lack < LACK_COUNT; lack++) {
            enum rule rule = rules[(turn + (uint32_t)lack) % 4];
            model.questionnaire.rule[lack] = rule;
            for (size_t n = 0; n < model.questionnaire.node_count; n++)
                model.node[n].rule[lack] = rule;
        }
        for (uint32_t unit = 0; unit < UNITS; unit++) {
            owner[unit] = model_chance(&seed, OWNERS);
            answer_every_kind(&seed, unit);
        }
        model_level(&model, "owner", true, OWNERS, owner);
        model_score(&model);
        model_compare(&model);
        for (size_t l = 0; l < 2; l++)
            for (uint32_t g = 0; g < model.level[l].group_count; g++)
                for (uint32_t q = 0; q < ASKED; q++)
                    assert_same_figures(figures_of(&model, ASKED + q, l, g),
                                        figures_of(&model, q, l, g));
        assert_true(figures_of(&model, ASKED + NUMBER, 0, 0)->sd > POINT);
    }
}

static void an_option_has_the_share_that_chose_it(void **state)
{
    (void)state;
    model_begin(&model, 8);
    ask_every_kind();
    for (uint32_t unit = 0; unit < 8; unit++) {
        *model_answer(&model, NUMBER, unit) = OPTION_GIVEN;
        number[unit] = -2 * POINT + (int64_t)unit * POINT;
        *model_answer(&model, SEVERAL, unit) = unit == 7 ? ANSWER_BLANK : OPTION_GIVEN;
        for (uint32_t m = 0; m < MEMBERS; m++)
            *model_answer(&model, SEVERAL + 1 + m, unit) =
                (int8_t)(unit == 7 ? ANSWER_BLANK : (int)(unit >> m & 1));
    }
    model_score(&model);
    model_compare(&model);
    const struct figures *figures = figures_of(&model, ASKED + NUMBER, 0, 0);
    assert_int_equal(figures->mean, 35 * POINT);
    assert_int_equal(figures->quartile[1], 35 * POINT);
    figures = figures_of(&model, ASKED + SEVERAL, 0, 0);
    assert_int_equal(figures->n, 7);
    assert_int_equal(figures->mean, divide_rounded(300 * POINT, 7));
    figures = figures_of(&model, ASKED + SEVERAL + 1, 0, 0);
    assert_int_equal(figures->n, 7);
    assert_int_equal(figures->mean, divide_rounded(300 * POINT, 7));
    assert_int_equal(figures->bin[0], 4);
    assert_int_equal(figures->bin[9], 3);
}

/* Two regions, three owners of 4, 1 and 3 units, and quarters within the owners. */
static const uint32_t region[] = {0, 0, 0, 0, 0, 1, 1, 1};
static const uint32_t owner[] = {0, 0, 0, 0, 1, 2, 2, 2};
static const uint32_t quarter[] = {0, 0, 1, 1, 2, 3, 4, 4};

static void clusters_are_the_owners_of_units_with_a_score(void **state)
{
    (void)state;
    model_begin(&model, 8);
    model_node(&model, NAMES_NONE, "all", 1);
    *model_points(&model, 0, 0) = SCORE_TOO_FEW;
    *model_points(&model, 0, 4) = SCORE_NOT_RELEVANT;
    model_level(&model, "region", false, 2, region);
    model_level(&model, "owner", true, 3, owner);
    model_level(&model, "quarter", false, 5, quarter);
    model_set_scores(&model);
    model_compare(&model);
    static const struct {
        size_t level;
        uint32_t group;
        uint32_t n, clusters, largest;
    } known[] = {{0, 0, 6, 2, 3}, {1, 0, 3, 1, 3}, {1, 1, 3, 1, 3}, {2, 0, 3, 1, 3},
                 {2, 1, 0, 0, 0}, {2, 2, 3, 1, 3}, {3, 0, 1, 1, 1}, {3, 1, 2, 1, 2},
                 {3, 2, 0, 0, 0}, {3, 4, 2, 1, 2}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct figures *figures =
            figures_of(&model, 0, known[i].level, known[i].group);
        assert_int_equal(figures->n, known[i].n);
        assert_int_equal(figures->clusters, known[i].clusters);
        assert_int_equal(figures->largest_cluster, known[i].largest);
    }
    model_begin(&model, 5);
    model_node(&model, NAMES_NONE, "all", 1);
    model_set_scores(&model);
    model_compare(&model);
    assert_int_equal(figures_of(&model, 0, 0, 0)->clusters, 5);
    assert_int_equal(figures_of(&model, 0, 0, 0)->largest_cluster, 1);
}

static void turnout_counts_units_and_the_clusters_they_belong_to(void **state)
{
    (void)state;
    static const bool answered[] = {true, false, true, true, false, false, false, true};
    model_begin(&model, 8);
    model_node(&model, NAMES_NONE, "all", 1);
    model_level(&model, "region", false, 2, region);
    model_level(&model, "owner", true, 3, owner);
    model_level(&model, "quarter", false, 5, quarter);
    model_answered_by(&model, answered);
    model_set_scores(&model);
    model_compare(&model);
    static const struct {
        size_t level;
        uint32_t group;
        uint32_t eligible, answered, clusters, clusters_answered;
    } known[] = {{0, 0, 8, 4, 3, 2}, {1, 0, 5, 3, 2, 1}, {1, 1, 3, 1, 1, 1},
                 {2, 0, 4, 3, 1, 1}, {2, 1, 1, 0, 1, 0}, {2, 2, 3, 1, 1, 1},
                 {3, 0, 2, 1, 1, 1}, {3, 1, 2, 2, 1, 1}, {3, 2, 1, 0, 1, 0},
                 {3, 3, 1, 0, 1, 0}, {3, 4, 2, 1, 1, 1}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct turnout *turnout =
            benchmark_turnout(&model.benchmark, known[i].level, known[i].group);
        assert_int_equal(turnout->eligible, known[i].eligible);
        assert_int_equal(turnout->answered, known[i].answered);
        assert_int_equal(turnout->clusters, known[i].clusters);
        assert_int_equal(turnout->clusters_answered, known[i].clusters_answered);
    }
}

/* The steps to a group's figures come to them, member by member. */
static void assert_figure_steps(uint32_t measure, size_t level, uint32_t group)
{
    struct fault fault = {0};
    struct figure_steps steps;
    const struct figures *figures = figures_of(&model, measure, level, group);
    const struct turnout *turnout = benchmark_turnout(&model.benchmark, level, group);
    assert_true(benchmark_explain(&steps, &model.benchmark, &model.questionnaire,
                                  &model.population, &model.answers, &model.scores,
                                  measure, level, group, &fault));
    steps.figures.clusters = figures->clusters;
    steps.figures.largest_cluster = figures->largest_cluster;
    assert_same_figures(&steps.figures, figures);
    assert_int_equal(steps.member_count, turnout->eligible);
    assert_int_equal(steps.member_count - steps.absent, turnout->answered);
    assert_int_equal(figures->n + steps.absent + steps.too_few + steps.not_relevant
                         + steps.no_score,
                     steps.member_count);
    wide sum = 0;
    for (uint32_t m = 0; m < steps.member_count; m++) {
        const struct member *member = &steps.member[m];
        assert_int_equal(model.population.level[level].group_of[member->unit], group);
        assert_int_equal(member->row == NAMES_NONE || member->points < 0,
                         m >= figures->n);
        assert_true(m == 0 || m >= figures->n || member[-1].points <= member->points);
        sum += m < figures->n ? member->points : 0;
        uint32_t fewer;
        uint32_t alike;
        figure_steps_rank(&steps, member->points, &fewer, &alike);
        if (m < figures->n && measure < model.benchmark.node_count)
            assert_int_equal(
                divide_rounded((wide)(2 * fewer + alike) * 50 * POINT, figures->n),
                rank_of(measure, level, member->row));
    }
    assert_true(sum == steps.sum);
    for (int q = 0; figures->n > 0 && q < 3; q++) {
        const struct quartile_place *place = &steps.quartile[q];
        assert_int_equal(place->below * 4 + place->fraction,
                         (figures->n - 1) * (uint32_t)(q + 1));
        assert_true(place->low <= figures->quartile[q]
                    && figures->quartile[q] <= place->high);
    }
    figure_steps_release(&steps);
    figure_steps_release(&steps);
}

static void steps_come_to_the_figures_of_every_group(void **state)
{
    (void)state;
    static uint32_t level_group[3][UNITS];
    static bool answers[UNITS];
    for (uint64_t seed = 1; seed <= 4; seed++) {
        country(seed, level_group[1], level_group[2]);
        if (seed % 2 == 0) {
            for (uint32_t unit = 0; unit < UNITS; unit++)
                answers[unit] = unit % 7 != seed % 7;
            model_answered_by(&model, answers);
            model_set_scores(&model);
            model_compare(&model);
        }
        for (size_t l = 0; l < 3; l++)
            for (uint32_t g = 0; g < model.level[l].group_count; g++)
                assert_figure_steps(0, l, g);
    }
}

static void steps_come_to_the_figures_of_every_kind_of_question(void **state)
{
    (void)state;
    uint64_t seed = 17;
    model_begin(&model, UNITS);
    ask_every_kind();
    for (uint32_t unit = 0; unit < UNITS; unit++)
        answer_every_kind(&seed, unit);
    model_score(&model);
    model_compare(&model);
    for (uint32_t measure = 0; measure < model.benchmark.measure_count; measure++)
        assert_figure_steps(measure, 0, 0);
}

static void running_short_of_memory_is_told_and_leaves_nothing(void **state)
{
    (void)state;
    static uint32_t level_group[3][UNITS];
    country(2, level_group[1], level_group[2]);
    struct benchmark benchmark = {0};
    bool ok = false;
    for (unsigned long call = 1; !ok; call++) {
        struct fault fault = {0};
        memory_fail_from(call);
        ok = benchmark_compute(&benchmark, &model.questionnaire, &model.population,
                               &model.answers, &model.scores, &fault);
        memory_fail_from(0);
        assert_int_equal(fault.kind, ok ? FAULT_NONE : FAULT_SYSTEM);
        if (!ok)
            assert_null(benchmark.figures);
        assert_true(call < 100);
    }
    benchmark_release(&benchmark);
    benchmark_release(&benchmark);
}

static int release(void **state)
{
    (void)state;
    model_release(&model);
    model_release(&other);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_and_ranks_are_those_of_r),
        cmocka_unit_test(units_without_a_score_count_nowhere),
        cmocka_unit_test(a_group_has_the_figures_it_would_have_alone),
        cmocka_unit_test(children_add_up_to_their_parent),
        cmocka_unit_test(ranks_have_the_mean_fifty_and_bins_add_up),
        cmocka_unit_test(a_question_has_the_figures_of_an_area_with_it_alone),
        cmocka_unit_test(
            numbers_and_several_have_the_figures_of_an_area_with_them_alone),
        cmocka_unit_test(an_option_has_the_share_that_chose_it),
        cmocka_unit_test(clusters_are_the_owners_of_units_with_a_score),
        cmocka_unit_test(turnout_counts_units_and_the_clusters_they_belong_to),
        cmocka_unit_test(steps_come_to_the_figures_of_every_group),
        cmocka_unit_test(steps_come_to_the_figures_of_every_kind_of_question),
        cmocka_unit_test(running_short_of_memory_is_told_and_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}

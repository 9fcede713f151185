/* Every group's figures and what they are worth, for the analysts. */

#include "comparison/comparison.h"

#include "model.h"

#include <math.h>
#include <stdlib.h>

static struct model model;

/* Twelve units of four owners in two regions, and of two kinds; the last owner's do not
   answer, nor do two others. tests/oracle/comparison.R does the same with R's survey
   for whole rounds; the figures here are of survey 4.1-1 in R 4.2.2:
       svymean(~y, svydesign(~1, data, weights = rep(1, n), fpc = ~N))
       svymean(~y, svydesign(~owner + unit, data, weights = …, fpc = ~D + Nc))
       svymean(~y, postStratify(svydesign(~owner + unit, …), ~region, totals))
   with options(survey.lonely.psu = "adjust"), and t with n - 1 or d - 1 degrees. */
#define UNITS 12
#define ROWS  8

static const uint32_t region_of[UNITS] = {0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
static const uint32_t owner_of[UNITS] = {0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3};
static const bool answers_of[UNITS] = {true,  true, true, false, true,  true,
                                       false, true, true, true,  false, false};
static const int64_t given[ROWS] = {10, 20, 40, 50, 70, 30, 90, 60};
static const int64_t sizes[UNITS] = {100, 200, 300, 400, 50, -1,
                                     150, 80,  0,   120, 10, 10};

static uint32_t kind_of[UNITS] = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
static struct group kind_group[] = {{.code = "a", .unit_count = 6},
                                    {.code = "b", .unit_count = 6}};
static struct level kind = {.id = "kind",
                            .crossing = true,
                            .group = kind_group,
                            .group_count = 2,
                            .group_of = kind_of};
static int64_t size_value[UNITS];
static int64_t far_value[UNITS];
static struct number number[] = {{.id = "size", .value = size_value},
                                 {.id = "far", .value = far_value}};
static size_t similar[] = {0, 1};
static struct background background;
static struct comparison comparison;
static struct compared compared[64];

static void begin(void)
{
    model_begin(&model, UNITS);
    model_level(&model, "region", false, 2, region_of);
    model_level(&model, "owner", true, 4, owner_of);
    model_node(&model, NAMES_NONE, "all", 1);
    model_answered_by(&model, answers_of);
    for (uint32_t row = 0; row < ROWS; row++)
        *model_points(&model, 0, row) = given[row] * POINT;
    model_set_scores(&model);
    for (uint32_t unit = 0; unit < UNITS; unit++) {
        size_value[unit] = sizes[unit] < 0 ? NUMBER_UNKNOWN : sizes[unit] * POINT;
        far_value[unit] = (int64_t)unit * POINT;
    }
    background = (struct background){.grouping = &kind,
                                     .grouping_count = 1,
                                     .category_count = 1,
                                     .number = number,
                                     .number_count = 2,
                                     .similar = similar,
                                     .similar_count = 1,
                                     .similar_units = 3};
}

static bool open_as(uint32_t unit, bool without_own, struct fault *fault)
{
    const struct comparison_material material = {&model.questionnaire,
                                                 &model.population, &background,
                                                 &model.answers, &model.scores};
    return comparison_open(&comparison, &material, unit, without_own, fault);
}

static void open_unit(uint32_t unit, bool without_own)
{
    struct fault fault = {0};
    assert_true(open_as(unit, without_own, &fault));
    assert_true(comparison_group_count(&comparison) <= 64);
    assert_true(comparison_compute(&comparison, compared, 0, &fault));
}

static void close_all(void)
{
    comparison_close(&comparison);
    background_release(&background);
    model_release(&model);
}

static const struct compared *of(size_t level, uint32_t group)
{
    return &compared[comparison.benchmark.group_offset[level] + group];
}

static const struct comparison_group *turnout(size_t level, uint32_t group)
{
    return &comparison.group[comparison.benchmark.group_offset[level] + group];
}

static void assert_close(const struct estimate *seen, double expected)
{
    assert_true(seen->defined);
    if (fabs(seen->value - expected) > 1e-9 * fabs(expected))
        fail_msg("%.12g is not %.12g", seen->value, expected);
}

static void assert_worth(const struct estimated *seen, double value, double se,
                         double low, double high)
{
    assert_int_equal(seen->lack, ESTIMATE_LACKS_NOTHING);
    assert_close(&seen->value, value);
    assert_close(&seen->se, se);
    assert_close(&seen->low, low);
    assert_close(&seen->high, high);
}

static void assert_lack(const struct estimated *seen, enum estimate_lack lack)
{
    assert_int_equal(seen->lack, lack);
    assert_false(seen->low.defined);
    assert_false(seen->high.defined);
    assert_int_equal(seen->se.defined,
                     lack == ESTIMATE_EVERYBODY || lack == ESTIMATE_TWO_ONLY);
}

static void means_are_worth_what_r_says(void **state)
{
    (void)state;
    begin();
    open_unit(NAMES_NONE, false);
    const struct compared *nation = of(0, 0);
    assert_int_equal(nation->eligible, 12);
    assert_int_equal(nation->owners, 4);
    assert_true(nation->across);
    assert_worth(&nation->simple[ESTIMATE_DESCRIPTIVE], 46.25, 5.44862367943,
                 33.36605230983, 59.13394769017);
    assert_worth(&nation->simple[ESTIMATE_PROCESS], 46.25, 9.43729304409,
                 23.93434799856, 68.56565200144);
    assert_worth(&nation->clustered[ESTIMATE_DESCRIPTIVE], 46.25, 6.7608600426,
                 17.1603670823, 75.3396329177);
    assert_worth(&nation->clustered[ESTIMATE_PROCESS], 46.25, 12.97627793562,
                 -9.58241768169, 102.08241768169);
    assert_worth(&nation->of_owners[ESTIMATE_PROCESS], 430.0 / 9, 110.0 / 9,
                 430.0 / 9 - 4.30265272991 * 110 / 9,
                 430.0 / 9 + 4.30265272991 * 110 / 9);
    /* The same design with weights of 1 / n_c: an owner's mean of 3 units of 4, or of 2
       of 3, is uncertain too. */
    assert_close(&nation->of_owners[ESTIMATE_DESCRIPTIVE].se, 6.460946305341);
    assert_int_equal(nation->of_owners[ESTIMATE_DESCRIPTIVE].n, 3);
    close_all();
}

/* An owner whose units are of both kinds has units in both groups. */
static void groups_across_the_levels_have_clusters_of_their_own(void **state)
{
    (void)state;
    begin();
    open_unit(NAMES_NONE, false);
    const struct compared *kind_a = of(3, 0);
    assert_int_equal(kind_a->figures->n, 4);
    assert_int_equal(kind_a->eligible, 6);
    assert_int_equal(turnout(3, 0)->clusters, 4);
    assert_int_equal(turnout(3, 0)->clusters_taking_part, 3);
    assert_int_equal(turnout(3, 0)->taking_part, 5);
    assert_worth(&kind_a->clustered[ESTIMATE_DESCRIPTIVE], 47.5, 9.4914640928,
                 6.66152611178, 88.33847388822);
    assert_worth(&kind_a->clustered[ESTIMATE_PROCESS], 47.5, 18.9674886319,
                 -34.1105167384, 129.1105167384);
    close_all();
}

static void sizes_weigh_where_they_are_known(void **state)
{
    (void)state;
    begin();
    open_unit(NAMES_NONE, false);
    const struct estimated *nation = of(0, 0)->by_size;
    assert_int_equal(nation->n, 7);
    assert_worth(&nation[ESTIMATE_PROCESS], 34.2352941176471, 6.56191129573,
                 6.00166856872, 62.46891966657);
    assert_close(&nation[ESTIMATE_DESCRIPTIVE].se, 4.0216291817);
    const struct comparison_group *group = turnout(0, 0);
    assert_int_equal(group->size, 1420);
    assert_int_equal(group->size_answered, 850);
    assert_int_equal(group->size_taking_part, 1400);
    assert_int_equal(group->size_unknown, 1);
    close_all();
}

static void sizes_that_add_up_to_nothing_weigh_nothing(void **state)
{
    (void)state;
    begin();
    for (uint32_t unit = 0; unit < UNITS; unit++)
        size_value[unit] = unit == 5 ? NUMBER_UNKNOWN : 0;
    open_unit(NAMES_NONE, false);
    assert_lack(&of(0, 0)->by_size[0], ESTIMATE_LACK_WEIGHT);
    assert_false(of(0, 0)->by_size[0].value.defined);
    close_all();
    begin();
    background.size = 2;
    open_unit(NAMES_NONE, false);
    assert_int_equal(of(0, 0)->by_size[0].n, 0);
    assert_int_equal(turnout(0, 0)->size, 0);
    close_all();
}

/* In the first region the first kind has 3 of 4, which is few, so that both kinds are
   one class, 5 of 7; in the second nothing is left to merge 3 of 5 with. */
static void those_that_did_not_answer_are_stood_for(void **state)
{
    (void)state;
    begin();
    open_unit(NAMES_NONE, false);
    const struct comparison_weighting *weighting = &comparison.weighting[0];
    assert_true(weighting->any);
    assert_int_equal(weighting->class_count, 4);
    assert_int_equal(weighting->merged_count, 2);
    assert_int_equal(weighting->small_count, 1);
    assert_int_equal(weighting->across_count, 0);
    assert_false(weighting->evenness.warns);
    assert_close(&weighting->evenness.design_effect, 1.00740740740741);
    assert_close(&weighting->evenness.ratio, 25.0 / 21);
    assert_worth(&of(0, 0)->adjusted[ESTIMATE_DESCRIPTIVE], 283.0 / 6, 4.78653348236,
                 26.57187531274, 67.76145802059);
    assert_worth(&of(0, 0)->adjusted[ESTIMATE_PROCESS], 283.0 / 6, 8.89119414552,
                 8.91094590571, 85.42238742762);
    /* An owner's own, and what lies across, have none. */
    assert_false(comparison.weighting[comparison.benchmark.group_offset[2]].any);
    assert_false(comparison.weighting[comparison.benchmark.group_offset[3]].any);
    close_all();
}

static void what_cannot_be_said_is_undefined_with_its_reason(void **state)
{
    (void)state;
    begin();
    open_unit(NAMES_NONE, false);
    /* Owners: 3 of 4 answered, 2 of 3, all of 3, none of 2. */
    assert_int_equal(of(2, 0)->simple[0].lack, ESTIMATE_LACKS_NOTHING);
    assert_false(of(2, 0)->across);
    assert_lack(&of(2, 1)->simple[ESTIMATE_DESCRIPTIVE], ESTIMATE_TWO_ONLY);
    assert_lack(&of(2, 2)->simple[ESTIMATE_DESCRIPTIVE], ESTIMATE_EVERYBODY);
    assert_int_equal(of(2, 2)->simple[ESTIMATE_PROCESS].lack, ESTIMATE_LACKS_NOTHING);
    assert_lack(&of(2, 3)->simple[ESTIMATE_DESCRIPTIVE], ESTIMATE_LACK_UNITS);
    assert_false(of(2, 3)->simple[0].value.defined);
    /* The second region: one owner of two. */
    assert_lack(&of(1, 1)->clustered[ESTIMATE_PROCESS], ESTIMATE_ONE_CLUSTER);
    assert_lack(&of(1, 1)->clustered[ESTIMATE_DESCRIPTIVE], ESTIMATE_ONE_CLUSTER);
    assert_lack(&of(1, 1)->of_owners[ESTIMATE_PROCESS], ESTIMATE_ONE_CLUSTER);
    close_all();
    begin();
    for (uint32_t row = 0; row < ROWS; row++)
        *model_points(&model, 0, row) = 60 * POINT;
    open_unit(NAMES_NONE, false);
    assert_lack(&of(0, 0)->simple[ESTIMATE_PROCESS], ESTIMATE_ALIKE);
    assert_lack(&of(0, 0)->clustered[ESTIMATE_DESCRIPTIVE], ESTIMATE_ALIKE);
    assert_lack(&of(0, 0)->by_size[ESTIMATE_PROCESS], ESTIMATE_ALIKE);
    assert_lack(&of(0, 0)->adjusted[ESTIMATE_PROCESS], ESTIMATE_ALIKE);
    close_all();
}

static void nobody_having_answered_is_no_figure(void **state)
{
    static const bool nobody[UNITS] = {false};
    (void)state;
    begin();
    model_answered_by(&model, nobody);
    model_set_scores(&model);
    open_unit(3, true);
    assert_lack(&of(0, 0)->clustered[ESTIMATE_PROCESS], ESTIMATE_LACK_UNITS);
    assert_lack(&of(0, 0)->by_size[ESTIMATE_PROCESS], ESTIMATE_LACK_UNITS);
    assert_false(comparison.weighting[0].any);
    assert_int_equal(turnout(0, 0)->answered, 0);
    assert_int_equal(comparison.similar_count, 0);
    assert_int_equal(comparison_place(&comparison, 0, 0).alike, 0);
    close_all();
}

/* Whom a measure does not apply to is not one of those missing. */
static void units_that_it_does_not_apply_to_are_not_counted(void **state)
{
    (void)state;
    begin();
    *model_points(&model, 0, 5) = SCORE_NOT_RELEVANT; /* unit 7 of owner 2 */
    *model_points(&model, 0, 0) = SCORE_TOO_FEW;
    open_unit(NAMES_NONE, false);
    assert_int_equal(of(0, 0)->figures->n, 6);
    assert_int_equal(of(0, 0)->eligible, 11);
    assert_int_equal(of(2, 2)->eligible, 2);
    assert_int_equal(of(2, 0)->eligible, 4);
    assert_int_equal(of(3, 1)->eligible, 5);
    assert_lack(&of(2, 2)->simple[ESTIMATE_DESCRIPTIVE], ESTIMATE_EVERYBODY);
    assert_int_equal(turnout(0, 0)->eligible, 12);
    assert_int_equal(turnout(0, 0)->answered, 8);
    close_all();
}

/* The same as if the unit were in neither the register nor the answers. */
static void a_unit_is_left_out_of_everything(void **state)
{
    (void)state;
    begin();
    open_unit(8, true);
    assert_int_equal(comparison.own[0], 90 * POINT);
    assert_int_equal(of(0, 0)->figures->n, 7);
    assert_int_equal(of(0, 0)->figures->mean, 40 * POINT);
    assert_int_equal(of(0, 0)->eligible, 11);
    assert_int_equal(of(2, 2)->eligible, 2);
    assert_int_equal(of(2, 2)->figures->mean, 45 * POINT);
    assert_int_equal(of(3, 0)->figures->n, 3);
    assert_int_equal(of(2, 0)->figures->n, 3); /* others' groups as before */
    assert_int_equal(turnout(0, 0)->answered, 7);
    assert_int_equal(turnout(0, 0)->eligible, 11);
    assert_int_equal(turnout(2, 2)->taking_part, 2);
    assert_int_equal(of(0, 0)->by_size[0].n, 6);
    assert_int_equal(of(0, 0)->adjusted[0].n, 7);
    /* Its place is among all, itself counted. */
    struct comparison_place place = comparison_place(&comparison, 0, 0);
    assert_int_equal(place.n, 8);
    assert_int_equal(place.above, 0);
    assert_int_equal(place.alike, 1);
    close_all();
}

static void the_only_one_of_its_group_leaves_nobody(void **state)
{
    static const bool one[UNITS] = {[4] = true, [8] = true};
    (void)state;
    begin();
    model_answered_by(&model, one);
    *model_points(&model, 0, 0) = 50 * POINT;
    *model_points(&model, 0, 1) = 90 * POINT;
    model_set_scores(&model);
    open_unit(8, true);
    assert_int_equal(of(2, 2)->figures->n, 0);
    assert_int_equal(of(2, 2)->figures->mean, UNDEFINED_FIGURE);
    assert_lack(&of(2, 2)->simple[0], ESTIMATE_LACK_UNITS);
    assert_int_equal(turnout(2, 2)->taking_part, 0);
    close_all();
}

static void ties_share_their_place(void **state)
{
    (void)state;
    begin();
    *model_points(&model, 0, 7) = 70 * POINT; /* as unit 5 has */
    open_unit(5, false);
    struct comparison_place place = comparison_place(&comparison, 0, 0);
    assert_int_equal(place.n, 8);
    assert_int_equal(place.above, 1);
    assert_int_equal(place.alike, 2);
    place = comparison_place(&comparison, 0, 1);
    assert_int_equal(place.n, 5);
    assert_int_equal(place.above, 0);
    assert_int_equal(place.alike, 1);
    close_all();
}

/* By size, 80: 120, 50 and 100, then 0 and 20 further 200. */
static void the_nearest_are_alike_and_own_is_left_out(void **state)
{
    (void)state;
    static const uint32_t expected[] = {0, 4, 9};
    struct comparison_alike alike;
    struct fault fault = {0};
    begin();
    open_unit(7, false);
    assert_int_equal(comparison.similar_count, 3);
    assert_memory_equal(comparison.similar, expected, sizeof expected);
    assert_true(comparison_similar(&alike, &comparison, &fault));
    assert_int_equal(alike.n, 3);
    assert_int_equal(alike.mean, 40 * POINT); /* of 10, 50, 60 */
    assert_int_equal(alike.quartile[0], 30 * POINT);
    assert_int_equal(alike.quartile[1], 50 * POINT);
    assert_int_equal(alike.quartile[2], 55 * POINT);
    close_all();
}

static void equally_near_ones_stand_by_id_and_unknown_ones_nowhere(void **state)
{
    (void)state;
    /* 4 and 8 are 2 away from 6, 9 is 3, 2 is 4, and 1 is 5 away. */
    static const uint32_t expected[] = {4, 8, 9, 2, 1};
    begin();
    for (uint32_t unit = 0; unit < UNITS; unit++)
        size_value[unit] = far_value[unit] = llabs((long long)unit - 6) * POINT;
    far_value[5] = far_value[7] = far_value[0] = NUMBER_UNKNOWN;
    size_value[6] = 0;
    background.similar_count = 2;
    background.similar_units = 8;
    open_unit(6, false);
    assert_int_equal(comparison.similar_count, 5);
    assert_memory_equal(comparison.similar, expected, sizeof expected);
    far_value[6] = NUMBER_UNKNOWN;
    comparison_close(&comparison);
    open_unit(6, false);
    assert_int_equal(comparison.similar_count, 0);
    close_all();
}

/* Whole-number shares of the way, as the quartiles have them. */
static void quantiles_are_of_type_7(void **state)
{
    (void)state;
    begin();
    open_unit(NAMES_NONE, false);
    assert_int_equal(of(0, 0)->figures->tail[0], 17 * POINT); /* 10 + 0.7 (20 - 10) */
    assert_int_equal(of(0, 0)->figures->tail[1], 76 * POINT); /* 70 + 0.3 (90 - 70) */
    assert_int_equal(of(2, 3)->figures->tail[0], UNDEFINED_FIGURE);
    assert_int_equal(of(2, 3)->figures->tail[1], UNDEFINED_FIGURE);
    close_all();
}

static void units_that_stand_alone_are_their_own_clusters(void **state)
{
    (void)state;
    begin();
    model.level[2].owner = false;
    open_unit(NAMES_NONE, false);
    assert_false(of(0, 0)->across);
    assert_int_equal(turnout(0, 0)->clusters, 12);
    assert_int_equal(turnout(0, 0)->clusters_taking_part, 8);
    assert_int_equal(turnout(0, 0)->taking_part, 8);
    assert_true(of(0, 0)->by_size[0].se.defined);
    assert_int_equal(of(0, 0)->by_size[0].n, 7);
    assert_true(comparison.weighting[0].any);
    close_all();
}

static double root_of(const struct estimate_variance *variance)
{
    return sqrt((variance->first * variance->factor * variance->between
                 + variance->second * variance->within)
                / variance->base / variance->base);
}

static void assert_same(double seen, double expected)
{
    if (!(fabs(seen - expected) <= 1e-9 * fmax(1, fabs(expected))))
        fail_msg("%.12g is not %.12g", seen, expected);
}

/* What the owners of the steps come to is what the variance is made of. */
static void assert_owners(const struct comparison_steps *steps)
{
    double between = 0;
    double within = 0;
    for (uint32_t o = 0; o < steps->owner_count; o++) {
        between += steps->owner[o].part.distance * steps->owner[o].part.distance;
        within += steps->owner[o].part.within;
    }
    assert_same(between, steps->variance.between);
    assert_same(within, steps->variance.within);
}

static double weighed_of(const struct comparison_steps *steps, bool by_size)
{
    double above = 0;
    double below = 0;
    for (uint32_t m = 0; m < steps->members.figures.n; m++) {
        const struct comparison_part *part = &steps->part[m];
        if (by_size && part->size < 0)
            continue;
        above += part->weighed;
        below += by_size ? (double)part->size : part->weight;
    }
    return above / below;
}

static const struct estimated *estimated_of(const struct compared *group,
                                            enum comparison_kind mean,
                                            enum estimate_target target)
{
    const struct estimated *const of_kind[] = {
        [COMPARISON_SIMPLE] = group->simple,
        [COMPARISON_CLUSTERED] = group->clustered,
        [COMPARISON_OF_OWNERS] = group->of_owners,
        [COMPARISON_BY_SIZE] = group->by_size,
        [COMPARISON_ADJUSTED] = group->adjusted,
    };
    return &of_kind[mean][target];
}

/* Whatever mean, target and group: the steps add up to what is told. */
static void steps_come_to_the_figures(void **state)
{
    (void)state;
    struct fault fault = {0};
    begin();
    open_unit(NAMES_NONE, false);
    for (int k = 0; k < COMPARISON_KIND_COUNT; k++)
        for (uint32_t g = 0; g < comparison_group_count(&comparison); g++) {
            size_t level = 0;
            while (g >= comparison.benchmark.group_offset[level + 1])
                level++;
            uint32_t group = g - comparison.benchmark.group_offset[level];
            for (int t = 0; t < COMPARISON_TARGETS; t++) {
                const struct compared *told = &compared[g];
                const struct estimated *estimated = estimated_of(
                    told, (enum comparison_kind)k, (enum estimate_target)t);
                struct comparison_steps steps;
                if (!estimated->value.defined)
                    continue;
                assert_true(comparison_explain(&steps, &comparison, told, 0, level,
                                               group, (enum comparison_kind)k,
                                               (enum estimate_target)t, &fault));
                assert_int_equal(steps.members.figures.n, told->figures->n);
                if (estimated->se.defined)
                    assert_same(root_of(&steps.variance), estimated->se.value);
                if (k != COMPARISON_SIMPLE && k != COMPARISON_OF_OWNERS
                    && steps.owner_count > 0)
                    assert_owners(&steps);
                if (k == COMPARISON_BY_SIZE || k == COMPARISON_ADJUSTED)
                    assert_same(weighed_of(&steps, k == COMPARISON_BY_SIZE),
                                estimated->value.value);
                comparison_steps_release(&steps);
            }
        }
    close_all();
}

/* Every class stands with the one it was merged to, and with what that weighs. */
static void classes_are_told_with_what_they_were_merged_to(void **state)
{
    (void)state;
    struct fault fault = {0};
    struct comparison_steps steps;
    uint32_t eligible = 0;
    uint32_t answered = 0;
    begin();
    open_unit(NAMES_NONE, false);
    assert_true(comparison_explain(&steps, &comparison, of(0, 0), 0, 0, 0,
                                   COMPARISON_ADJUSTED, ESTIMATE_PROCESS, &fault));
    assert_int_equal(steps.class_count, 4);
    assert_int_equal(steps.merged_count, 2);
    for (uint32_t c = 0; c < steps.class_count; c++) {
        assert_int_equal(steps.class[c].merged, steps.class[c].region);
        eligible += steps.class[c].eligible;
        answered += steps.class[c].answered;
    }
    assert_int_equal(eligible, UNITS);
    assert_int_equal(answered, ROWS);
    assert_true(steps.merged[0].weight == 7 / 5.0 && steps.merged[1].weight == 5 / 3.0);
    comparison_steps_release(&steps);
    close_all();
}

static void a_unit_that_is_left_out_is_no_member(void **state)
{
    (void)state;
    struct fault fault = {0};
    struct comparison_steps steps;
    begin();
    open_unit(1, true);
    assert_true(comparison_explain(&steps, &comparison, of(0, 0), 0, 0, 0,
                                   COMPARISON_SIMPLE, ESTIMATE_PROCESS, &fault));
    assert_int_equal(steps.members.member_count, UNITS - 1);
    for (uint32_t m = 0; m < steps.members.member_count; m++)
        assert_int_not_equal(steps.members.member[m].unit, 1);
    assert_int_equal(steps.members.figures.n, of(0, 0)->figures->n);
    assert_int_equal(steps.members.figures.mean, of(0, 0)->figures->mean);
    comparison_steps_release(&steps);
    close_all();
}

/* The squares of the columns add up, and the nearest stands first. */
static void distances_are_told_column_by_column(void **state)
{
    (void)state;
    double total[3];
    double square[6];
    begin();
    background.similar_count = 2;
    open_unit(0, false);
    comparison_distances(total, square, &comparison);
    for (uint32_t i = 0; i < comparison.similar_count; i++) {
        assert_same(square[2 * i] + square[2 * i + 1], total[i]);
        assert_true(i == 0 || total[i - 1] <= total[i]);
    }
    close_all();
}

static bool explain_all(struct fault *fault)
{
    struct comparison_steps steps = {0};
    bool ok = open_as(7, true, fault)
              && comparison_compute(&comparison, compared, 0, fault)
              && comparison_explain(&steps, &comparison, compared, 0, 0, 0,
                                    COMPARISON_ADJUSTED, ESTIMATE_PROCESS, fault);
    comparison_steps_release(&steps);
    return ok;
}

static void short_of_memory_at_any_call_is_a_fault_and_leaks_nothing(void **state)
{
    (void)state;
    for (unsigned long call = 1;; call++) {
        struct fault fault = {0};
        begin();
        assert_true(call < 10000);
        memory_fail_from(call);
        bool ok = explain_all(&fault);
        memory_fail_from(0);
        close_all();
        if (ok)
            break;
        assert_int_equal(fault.kind, FAULT_SYSTEM);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_are_worth_what_r_says),
        cmocka_unit_test(groups_across_the_levels_have_clusters_of_their_own),
        cmocka_unit_test(sizes_weigh_where_they_are_known),
        cmocka_unit_test(sizes_that_add_up_to_nothing_weigh_nothing),
        cmocka_unit_test(those_that_did_not_answer_are_stood_for),
        cmocka_unit_test(what_cannot_be_said_is_undefined_with_its_reason),
        cmocka_unit_test(nobody_having_answered_is_no_figure),
        cmocka_unit_test(units_that_it_does_not_apply_to_are_not_counted),
        cmocka_unit_test(a_unit_is_left_out_of_everything),
        cmocka_unit_test(the_only_one_of_its_group_leaves_nobody),
        cmocka_unit_test(ties_share_their_place),
        cmocka_unit_test(the_nearest_are_alike_and_own_is_left_out),
        cmocka_unit_test(equally_near_ones_stand_by_id_and_unknown_ones_nowhere),
        cmocka_unit_test(quantiles_are_of_type_7),
        cmocka_unit_test(units_that_stand_alone_are_their_own_clusters),
        cmocka_unit_test(steps_come_to_the_figures),
        cmocka_unit_test(classes_are_told_with_what_they_were_merged_to),
        cmocka_unit_test(a_unit_that_is_left_out_is_no_member),
        cmocka_unit_test(distances_are_told_column_by_column),
        cmocka_unit_test(short_of_memory_at_any_call_is_a_fault_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "change_rounds.h"

/* One node whose scores the test sets, in as many rounds of one definition. */

#define NONE (-1) /* no score */

static int8_t answered[MODEL_ROWS]; /* by everybody */

static void build(uint32_t count, uint32_t units, const uint32_t *owner,
                  uint32_t owner_count)
{
    for (uint32_t r = 0; r < count; r++) {
        model_begin(&model[r], units);
        model[r].questionnaire.presentation.measuring_points = NAMES_NONE;
        const struct scale *scale = model_scale(&model[r], 2);
        uint32_t root = model_node(&model[r], NAMES_NONE, "root", 1);
        model_question(&model[r], root, "q", scale, 1);
        memcpy(model[r].questionnaire.hash, "one definition", 15);
        if (owner != NULL)
            model_level(&model[r], "owner", true, owner_count, owner);
        model_set_scores(&model[r]);
        model[r].scores.state = answered;
    }
}

/* Points of a round by unit; all units answer. */
static void set(uint32_t round, const int *points)
{
    for (uint32_t u = 0; u < model[round].population.unit_count; u++)
        *model_points(&model[round], 0, u) =
            points[u] == NONE ? (int64_t)SCORE_TOO_FEW : points[u] * POINT;
}

static const struct change_figures *nation(void)
{
    return change_figures(&change, 0, 0, 0);
}

static void changes_are_those_of_the_same_units(void **state)
{
    (void)state;
    build(2, 5, NULL, 0);
    set(0, (int[]){10, 20, 30, 90, NONE});
    set(1, (int[]){20, 20, 50, NONE, 0});
    compare(2, NULL);
    const struct change_figures *found = nation();
    assert_int_equal(found->matched, 3);
    assert_int_equal(found->entered, 1);
    assert_int_equal(found->left, 1);
    assert_int_equal(found->split.real, 10 * POINT);
    assert_int_equal(found->matched_mean[0], 20 * POINT);
    assert_int_equal(found->matched_mean[1], 30 * POINT);
    assert_estimate(found->percent, 50);
    /* Cross-section 37.5 to 22.5: entries 1/4 (0 - 30), exits 1/4 (90 - 20). */
    assert_int_equal(found->split.cross, -15 * POINT);
    assert_int_equal(found->split.entries, -75 * POINT / 10);
    assert_int_equal(found->split.exits, 175 * POINT / 10);
    /* sd of 10, 0, 20 is 10. */
    assert_estimate(found->paired.se, 10 / sqrt(3));
    assert_near(found->paired.df, 2);
    assert_false(found->across);
    assert_estimate(found->se, 10 / sqrt(3));
    /* p of t = sqrt(3) with 2 degrees of freedom: 1 - t / sqrt(2 + t^2). */
    assert_estimate(found->p, 1 - sqrt(3) / sqrt(5));
    assert_estimate(found->adjusted, 1 - sqrt(3) / sqrt(5));
    assert_int_equal(found->flag, CHANGE_NOT_SURE);
}

static void a_split_closes_to_the_last_digit(void **state)
{
    (void)state;
    uint64_t seed = 42;
    for (int round = 0; round < 300; round++) {
        uint32_t units = 2 + model_chance(&seed, 40);
        build(2, units, NULL, 0);
        for (uint32_t r = 0; r < 2; r++)
            for (uint32_t u = 0; u < units; u++)
                *model_points(&model[r], 0, u) =
                    model_chance(&seed, 5) == 0
                        ? (int64_t)SCORE_TOO_FEW
                        : (int64_t)model_chance(&seed, 1000000000) * 97;
        compare(2, NULL);
        const struct change_figures *found = nation();
        const struct change_split *split = &found->split;
        if (found->matched == 0)
            continue;
        assert_int_equal(split->cross, split->real + split->entries - split->exits);
        int64_t moved = found->compared.mean[1] - found->compared.mean[0];
        assert_true(llabs(moved - split->cross) <= 1);
        if (found->entered == 0)
            assert_int_equal(split->entries, 0);
        if (found->left == 0)
            assert_int_equal(split->exits, 0);
    }
}

static void nobody_one_and_two_pairs_have_their_reasons(void **state)
{
    (void)state;
    build(2, 3, NULL, 0);
    set(0, (int[]){10, NONE, NONE});
    set(1, (int[]){NONE, 20, NONE});
    compare(2, NULL);
    assert_int_equal(nation()->matched, 0);
    assert_int_equal(nation()->split.real, CHANGE_UNDEFINED);
    assert_int_equal(nation()->split.cross, 10 * POINT);
    assert_int_equal(nation()->paired.lack, ESTIMATE_LACK_UNITS);
    assert_undefined(nation()->percent);
    assert_undefined(nation()->p);
    assert_int_equal(change_series(&change, 0, 0, 0)[1].why, CHANGE_BREAK_NO_UNITS);
    set(1, (int[]){20, 20, NONE});
    compare(2, NULL);
    assert_int_equal(nation()->split.real, 10 * POINT);
    assert_int_equal(nation()->paired.lack, ESTIMATE_ONE_UNIT);
    assert_undefined(nation()->se);
    assert_undefined(nation()->p);
    set(0, (int[]){10, 15, NONE});
    compare(2, NULL);
    assert_int_equal(nation()->paired.lack, ESTIMATE_TWO_ONLY);
    assert_estimate(nation()->se, 2.5);
    assert_undefined(nation()->low);
    assert_true(nation()->p.defined);
}

static void all_changed_alike_is_no_sure_change(void **state)
{
    (void)state;
    build(2, 4, NULL, 0);
    set(0, (int[]){10, 20, 30, 40});
    set(1, (int[]){40, 50, 60, 70});
    compare(2, NULL);
    assert_int_equal(nation()->split.real, 30 * POINT);
    assert_int_equal(nation()->paired.lack, ESTIMATE_ALIKE);
    assert_undefined(nation()->se);
    assert_undefined(nation()->p);
    assert_undefined(nation()->adjusted);
    assert_int_equal(nation()->flag, CHANGE_NOT_SURE);
}

/* A third of 100 points is rounded down and two thirds up, so that the steps from one
   to the next differ by 1e-9: by that alone a change would be surer than anything. */
static void what_was_rounded_off_is_no_spread(void **state)
{
    (void)state;
    static const int64_t third = 33333333333;
    static const int64_t thirds = 66666666667;
    static const int64_t points[2][4] = {{0, third, thirds, 0},
                                         {third, thirds, 100 * POINT, third}};
    build(2, 4, (uint32_t[]){0, 0, 1, 1}, 2);
    for (uint32_t r = 0; r < 2; r++)
        for (uint32_t u = 0; u < 4; u++)
            *model_points(&model[r], 0, u) = points[r][u];
    compare(2, NULL);
    const struct change_figures *one = change_figures(&change, 0, 1, 0);
    assert_int_equal(one->paired.lack, ESTIMATE_ALIKE);
    assert_undefined(one->p);
    assert_int_equal(one->flag, CHANGE_NOT_SURE);
    assert_int_equal(nation()->paired.lack, ESTIMATE_ALIKE);
    assert_int_equal(nation()->clustered.lack, ESTIMATE_ALIKE);
    assert_int_equal(nation()->overlapped.lack, ESTIMATE_ALIKE);
    assert_int_equal(nation()->overlapped_units.lack, ESTIMATE_ALIKE);
    assert_int_equal(nation()->flag, CHANGE_NOT_SURE);
    assert_int_equal(change_series(&change, 0, 0, 0)[1].step.lack, ESTIMATE_ALIKE);
    assert_int_equal(change_series(&change, 0, 0, 0)[1].since.lack, ESTIMATE_ALIKE);
    assert_undefined(change_series(&change, 0, 0, 0)[1].low);
}

static void all_missing_is_undefined_and_not_zero(void **state)
{
    (void)state;
    build(2, 2, NULL, 0);
    set(0, (int[]){NONE, NONE});
    set(1, (int[]){NONE, NONE});
    compare(2, "u0000");
    assert_int_equal(nation()->split.cross, CHANGE_UNDEFINED);
    assert_int_equal(nation()->published.mean[0], CHANGE_UNDEFINED);
    assert_int_equal(nation()->overlapped.lack, ESTIMATE_LACK_UNITS);
    assert_undefined(nation()->overlapped.se);
    assert_int_equal(change_series(&change, 0, 0, 0)[0].level, CHANGE_UNDEFINED);
    assert_undefined(change.regression[0].correlation);
    assert_int_equal(change.unit[0].lack, CHANGE_UNIT_NO_SCORE);
    assert_int_equal(change.unit[0].change, CHANGE_UNDEFINED);
}

static void owners_and_not_units_are_independent(void **state)
{
    (void)state;
    build(2, 6, (uint32_t[]){0, 0, 1, 1, 2, 2}, 3);
    set(0, (int[]){0, 0, 0, 0, 0, 0});
    set(1, (int[]){10, 12, 20, 22, 30, 32});
    compare(2, NULL);
    assert_true(nation()->across);
    assert_undefined(nation()->percent); /* of 0 */
    /* Sums of owners lie 20, 0 and 20 from where the mean puts them. */
    assert_estimate(nation()->clustered.se, sqrt(3.0 / 2 * 800) / 6);
    assert_near(nation()->clustered.df, 2);
    assert_estimate(nation()->se, nation()->clustered.se.value);
    const struct change_figures *owner = change_figures(&change, 0, 1, 1);
    assert_false(owner->across);
    assert_int_equal(owner->split.real, 21 * POINT);
    assert_int_equal(owner->paired.lack, ESTIMATE_TWO_ONLY);
    /* Only one owner's units answered both times. */
    set(0, (int[]){0, 0, NONE, NONE, NONE, NONE});
    compare(2, NULL);
    assert_int_equal(nation()->clustered.lack, ESTIMATE_ONE_CLUSTER);
    assert_undefined(nation()->se);
}

static void a_unit_that_moves_leaves_one_group_and_enters_another(void **state)
{
    (void)state;
    build(2, 4, (uint32_t[]){0, 0, 1, 1}, 2);
    set(0, (int[]){10, 20, 30, 40});
    set(1, (int[]){10, 20, 30, 40});
    model[1].level[1].group_of[1] = 1;
    compare(2, NULL);
    assert_int_equal(nation()->matched, 4);
    assert_int_equal(change_figures(&change, 0, 1, 0)->left, 1);
    assert_int_equal(change_figures(&change, 0, 1, 0)->matched, 1);
    assert_int_equal(change_figures(&change, 0, 1, 1)->entered, 1);
    assert_int_equal(change_figures(&change, 0, 1, 1)->matched, 2);
}

static void units_of_a_group_that_is_no_more_were_in_the_one_they_are_in(void **state)
{
    (void)state;
    build(2, 4, (uint32_t[]){0, 0, 1, 1}, 2);
    set(0, (int[]){10, 20, 30, 40});
    set(1, (int[]){20, 20, 50, NONE});
    /* Owner 0 has merged with owner 1, who alone is left. */
    struct level *owners = &model[1].population.level[1];
    owners->group[0] = owners->group[1];
    owners->group_count = 1;
    memset(owners->group_of, 0, 4 * sizeof *owners->group_of);
    compare(2, NULL);
    const struct change_figures *merged = change_figures(&change, 0, 1, 0);
    assert_int_equal(merged->matched, 3);
    assert_int_equal(merged->entered, 0);
    assert_int_equal(merged->left, 1);
    assert_int_equal(merged->split.real, 10 * POINT);
    assert_int_equal(merged->compared.mean[0], 25 * POINT);
    assert_false(merged->across);
}

static void a_series_is_of_groups_as_they_are_now(void **state)
{
    (void)state;
    build(3, 4, (uint32_t[]){0, 0, 1, 1}, 2);
    set(0, (int[]){10, 20, 30, 40});
    set(1, (int[]){20, 20, 50, 60});
    set(2, (int[]){20, 30, 50, 80});
    struct level *owners = &model[2].population.level[1];
    owners->group[0] = owners->group[1];
    owners->group_count = 1;
    memset(owners->group_of, 0, 4 * sizeof *owners->group_of);
    compare(3, NULL);
    const struct change_point *series = change_series(&change, 0, 1, 0);
    for (int r = 0; r < 3; r++) {
        assert_int_equal(series[r].n, 4);
        assert_int_equal(series[r].base, 0);
        assert_true(llabs(series[r].level - series[r].published) <= 1);
    }
    assert_int_equal(series[0].published, 25 * POINT);
    assert_int_equal(series[2].direct, 20 * POINT);
}

static void a_series_is_what_is_published_when_all_are_the_same(void **state)
{
    (void)state;
    build(3, 3, NULL, 0);
    set(0, (int[]){10, 20, 33});
    set(1, (int[]){20, 21, 50});
    set(2, (int[]){90, 10, 70});
    compare(3, NULL);
    const struct change_point *series = change_series(&change, 0, 0, 0);
    for (int r = 0; r < 3; r++) {
        assert_true(llabs(series[r].level - series[r].published) <= 1);
        assert_int_equal(series[r].base, 0);
    }
    assert_int_equal(series[2].mark, CHANGE_SAME);
    assert_int_equal(series[2].direct, series[2].published - series[0].published);
    /* The links share all units: of u0 80, u1 -10, u2 37. */
    double mean = 107 / 3.0;
    double squares = (80 - mean) * (80 - mean) + (-10 - mean) * (-10 - mean)
                     + (37 - mean) * (37 - mean);
    assert_estimate(series[2].since.se, sqrt(squares / 2 / 3));
    assert_estimate(series[2].linking_error, 0);
}

static void a_change_is_told_when_it_is_sure_and_matters(void **state)
{
    (void)state;
    int before[12];
    int now[12];
    build(2, 12, NULL, 0);
    for (int u = 0; u < 12; u++) {
        before[u] = 5 * u;
        now[u] = 5 * u + 3 + u % 2;
    }
    set(0, before);
    set(1, now);
    compare(2, NULL);
    assert_int_equal(nation()->family, CHANGE_HEADLINE);
    assert_int_equal(nation()->flag, CHANGE_UP);
    set(0, now);
    set(1, before);
    compare(2, NULL);
    assert_int_equal(nation()->flag, CHANGE_DOWN);
    /* As sure, and too small to matter. */
    for (int u = 0; u < 12; u++)
        now[u] = 5 * u + 1 + u % 2;
    set(0, before);
    set(1, now);
    compare(2, NULL);
    assert_true(nation()->adjusted.value < CHANGE_LEVEL);
    assert_int_equal(nation()->flag, CHANGE_NOT_SURE);
}

/* Two pairs may agree by chance, and then t is as large as it likes. */
static void two_pairs_are_too_few_to_be_sure(void **state)
{
    (void)state;
    build(2, 2, NULL, 0);
    set(0, (int[]){10, 20});
    set(1, (int[]){40, 51});
    compare(2, NULL);
    assert_int_equal(nation()->paired.lack, ESTIMATE_TWO_ONLY);
    assert_true(nation()->adjusted.value < CHANGE_LEVEL);
    assert_undefined(nation()->low);
    assert_int_equal(nation()->flag, CHANGE_NOT_SURE);
}

static void the_far_ends_are_expected_to_come_nearer(void **state)
{
    (void)state;
    build(2, 40, NULL, 0);
    int before[40];
    int now[40];
    for (int u = 0; u < 40; u++) {
        before[u] = u;
        now[u] = u % 2 == 0 ? u : 39 - u;
    }
    set(0, before);
    set(1, now);
    compare(2, NULL);
    const struct change_regression *regression = &change.regression[0];
    assert_true(regression->told);
    assert_int_equal(regression->tenth[0].n, 4);
    assert_int_equal(regression->tenth[0].before, 3 * POINT / 2);
    double correlation = regression->correlation.value;
    assert_true(fabs(correlation) < .2);
    assert_estimate(regression->tenth[0].expected, (correlation - 1) * (1.5 - 19.5));
    assert_estimate(regression->tenth[9].expected, (correlation - 1) * (37.5 - 19.5));
    /* Equal scores are of one tenth. */
    for (int u = 0; u < 40; u++)
        before[u] = u < 20 ? 0 : u;
    set(0, before);
    compare(2, NULL);
    assert_int_equal(change.regression[0].tenth[2].n, 20);
    assert_int_equal(change.regression[0].tenth[0].n, 0);
    assert_undefined(change.regression[0].tenth[0].expected);
}

static bool attempt(void *context, struct fault *fault)
{
    (void)context;
    return compute_change(3, "u0001", fault);
}

static void a_shortage_of_memory_is_told(void **state)
{
    (void)state;
    build(3, 6, (uint32_t[]){0, 0, 1, 1, 2, 2}, 3);
    set(0, (int[]){10, 20, 30, 40, 50, 60});
    set(1, (int[]){20, 25, 30, 35, 40, NONE});
    set(2, (int[]){20, 35, 40, 45, NONE, 60});
    line_up(3);
    assert_survives_shortage(attempt, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_those_of_the_same_units),
        cmocka_unit_test(a_split_closes_to_the_last_digit),
        cmocka_unit_test(nobody_one_and_two_pairs_have_their_reasons),
        cmocka_unit_test(all_changed_alike_is_no_sure_change),
        cmocka_unit_test(what_was_rounded_off_is_no_spread),
        cmocka_unit_test(all_missing_is_undefined_and_not_zero),
        cmocka_unit_test(owners_and_not_units_are_independent),
        cmocka_unit_test(a_unit_that_moves_leaves_one_group_and_enters_another),
        cmocka_unit_test(units_of_a_group_that_is_no_more_were_in_the_one_they_are_in),
        cmocka_unit_test(a_series_is_of_groups_as_they_are_now),
        cmocka_unit_test(a_series_is_what_is_published_when_all_are_the_same),
        cmocka_unit_test(a_change_is_told_when_it_is_sure_and_matters),
        cmocka_unit_test(two_pairs_are_too_few_to_be_sure),
        cmocka_unit_test(the_far_ends_are_expected_to_come_nearer),
        cmocka_unit_test(a_shortage_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, close_rounds);
}

#include "estimate/estimate.h"

#include "support.h"

#include <math.h>

/* Quantiles, distributions, adjusted p values and weighting classes. */

static void assert_close(double found, double wanted, double share)
{
    if (!(fabs(found - wanted) <= share * fabs(wanted)))
        fail_msg("%.17g is not %.17g", found, wanted);
}

static void assert_undefined(struct estimate estimate)
{
    assert_false(estimate.defined);
    assert_true(estimate.value == 0);
}

/* --- Quantiles --- */

static void assert_seven(const int64_t *value, size_t n, uint32_t part, uint32_t parts,
                         int64_t wanted)
{
    int64_t found = -1;
    assert_true(quantile_7(&found, value, n, part, parts));
    assert_int_equal(found, wanted);
}

static void assert_two(const int64_t *value, const uint64_t *weight, size_t n,
                       uint32_t part, uint32_t parts, int64_t wanted)
{
    int64_t found = -1;
    assert_true(quantile_2(&found, value, weight, n, part, parts));
    assert_int_equal(found, wanted);
}

static void quantiles_of_nothing_are_undefined(void **state)
{
    (void)state;
    const uint64_t nothing[] = {0, 0};
    const int64_t value[] = {1, 2};
    int64_t found;
    assert_false(quantile_7(&found, NULL, 0, 1, 2));
    assert_false(quantile_2(&found, NULL, NULL, 0, 1, 2));
    assert_false(quantile_2(&found, value, nothing, 2, 1, 2));
}

static void type_7_lies_between_in_proportion(void **state)
{
    (void)state;
    const int64_t value[] = {10, 20, 40, 41, 100};
    assert_seven(value, 1, 9, 10, 10);
    assert_seven(value, 5, 0, 1, 10);
    assert_seven(value, 5, 1, 1, 100);
    assert_seven(value, 5, 1, 2, 40);
    assert_seven(value, 4, 1, 2, 30);
    assert_seven(value, 4, 1, 4, 18); /* 17.5, away from zero */
    assert_seven(value, 5, 1, 10, 14);
    const int64_t below[] = {-3, 0};
    assert_seven(below, 2, 1, 2, -2);
}

static void places_are_exact_whatever_the_number(void **state)
{
    (void)state;
    struct quantile_place place = quantile_place(SIZE_MAX, UINT32_MAX - 1, UINT32_MAX);
    assert_true(place.at == UINT64_C(18446744069414584317) && place.past == 1);
    place = quantile_place(10, 27, 100);
    assert_int_equal(place.at, 2);
    assert_int_equal(place.past, 43);
}

static void type_2_is_a_value_or_the_middle_of_two(void **state)
{
    (void)state;
    const int64_t value[] = {10, 20, 40, 41, 100};
    assert_two(value, NULL, 5, 1, 2, 40);
    assert_two(value, NULL, 4, 1, 2, 30);
    assert_two(value, NULL, 5, 1, 5, 15);
    assert_two(value, NULL, 5, 0, 1, 10);
    assert_two(value, NULL, 5, 1, 1, 100);
}

static void weights_meet_the_share_exactly_or_not_at_all(void **state)
{
    (void)state;
    const int64_t value[] = {10, 20, 40, 41};
    const uint64_t even[] = {3, 7, 4, 6};
    assert_two(value, even, 4, 1, 2, 30);
    const uint64_t above[] = {3, 8, 4, 6};
    assert_two(value, above, 4, 1, 2, 20);
    const uint64_t holes[] = {10, 0, 0, 10};
    assert_two(value, holes, 4, 1, 2, 26); /* 25.5, away from zero */
    /* One too many of 2^63 is seen, which no double would tell. */
    const uint64_t many[] = {UINT64_C(1) << 62, UINT64_C(1) << 62, 1, 0};
    assert_two(value, many, 4, 1, 2, 20);
    const uint64_t same[] = {UINT64_C(1) << 62, UINT64_C(1) << 62, 0, 0};
    assert_two(value, same, 4, 1, 2, 15);
}

/* --- Distributions --- */

static void outside_of_a_distribution_is_undefined(void **state)
{
    (void)state;
    const double wrong[] = {0, 1, -1, 2, NAN, INFINITY};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_undefined(quantile_of_normal(wrong[i]));
        assert_undefined(quantile_of_t(wrong[i], 5));
        assert_undefined(quantile_of_f(wrong[i], 5, 5));
    }
    const double none[] = {0, -1, NAN};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        assert_undefined(quantile_of_t(0.9, none[i]));
        assert_undefined(tails_of_t(1, none[i]));
        assert_undefined(quantile_of_f(0.9, none[i], 5));
        assert_undefined(quantile_of_f(0.9, 5, none[i]));
        assert_undefined(tail_of_f(1, none[i], 5));
        assert_undefined(tail_of_f(1, 5, none[i]));
    }
    assert_undefined(tails_of_t(NAN, 5));
    assert_undefined(tails_of_t(INFINITY, 5));
    assert_undefined(tail_of_f(NAN, 5, 5));
    assert_undefined(tail_of_f(-1, 5, 5));
    assert_undefined(tails_of_normal(NAN));
}

static void ends_of_distributions_are_all_or_nothing(void **state)
{
    (void)state;
    assert_true(tails_of_t(0, 7).defined && tails_of_t(0, 7).value == 1);
    assert_true(tail_of_f(0, 3, 7).value == 1);
    assert_true(tails_of_normal(0).value == 1);
    assert_true(quantile_of_normal(0.5).defined);
    assert_true(fabs(quantile_of_normal(0.5).value) < 1e-15);
    assert_true(tails_of_t(-3, 7).value == tails_of_t(3, 7).value);
}

/* Where GSL's own quantile of F gives up: units times questions. */
static void quantiles_of_f_are_found_at_any_degrees(void **state)
{
    (void)state;
    const double above[] = {1, 4, 97, 5499, 99999, 999999};
    const double below[] = {2, 50, 5499.0 * 449, 1e8, 99999.0 * 99, 1e12};
    for (size_t a = 0; a < 6; a++) {
        for (size_t b = 0; b < 6; b++) {
            for (double p = 0.025; p < 1; p += 0.475) {
                struct estimate f = quantile_of_f(p, above[a], below[b]);
                assert_true(f.defined && f.value > 0);
                assert_close(tail_of_f(f.value, above[a], below[b]).value, 1 - p, 1e-9);
            }
        }
    }
    /* F(1, n) is the square of t(n), and t of many degrees is normal. */
    assert_close(quantile_of_f(0.95, 1, 1e8).value,
                 pow(quantile_of_t(0.975, 1e8).value, 2), 1e-11);
    assert_close(tails_of_t(2, 1e12).value, tails_of_normal(2).value, 1e-11);
}

static void the_95_percent_quantiles_are_those_of_the_tables(void **state)
{
    (void)state;
    assert_close(quantile_of_t(0.975, 1).value, 12.7062047361747, 1e-12);
    assert_close(quantile_of_t(0.975, 10).value, 2.2281388519862739, 1e-12);
    assert_close(quantile_of_normal(0.975).value, 1.9599639845400545, 1e-12);
}

/* --- Adjusted p values --- */

static void what_is_undefined_is_left_out_and_stays_undefined(void **state)
{
    (void)state;
    struct fault fault = {0};
    struct estimate p[] = {{true, 0.04}, {false, 0}, {true, 0.01}, {true, 0.03}};
    struct estimate adjusted[4];
    assert_true(estimate_holm(adjusted, p, 4, &fault));
    assert_close(adjusted[0].value, 0.06, 1e-12);
    assert_undefined(adjusted[1]);
    assert_close(adjusted[2].value, 0.03, 1e-12);
    assert_close(adjusted[3].value, 0.06, 1e-12);
    assert_true(estimate_benjamini_hochberg(p, p, 4, &fault));
    assert_close(p[0].value, 0.04, 1e-12);
    assert_undefined(p[1]);
    assert_close(p[2].value, 0.03, 1e-12);
    assert_close(p[3].value, 0.04, 1e-12);
}

static void every_adjusted_p_tells_its_place_and_factor(void **state)
{
    (void)state;
    struct fault fault = {0};
    const struct estimate p[] = {{true, 0.04}, {false, 0}, {true, 0.01}, {true, 0.03}};
    struct estimate adjusted[4];
    struct estimate_step step[4];
    assert_true(estimate_holm_steps(adjusted, step, p, 4, &fault));
    assert_int_equal(step[0].place, 3);
    assert_int_equal(step[1].place, 0);
    assert_int_equal(step[2].place, 1);
    assert_int_equal(step[2].of, 3);
    assert_close(step[2].product, 0.03, 1e-12);
    assert_close(step[0].factor, 1, 1e-12);
    assert_close(adjusted[0].value, step[3].product, 1e-12);
    assert_true(estimate_benjamini_hochberg_steps(adjusted, step, p, 4, &fault));
    assert_close(step[2].factor, 3, 1e-12);
    assert_close(step[3].product, 0.045, 1e-12);
    assert_close(adjusted[3].value, step[0].product, 1e-12);
}

static void a_family_of_nothing_is_nothing(void **state)
{
    (void)state;
    struct fault fault = {0};
    struct estimate p[] = {{0}, {0}};
    assert_true(estimate_holm(p, p, 2, &fault));
    assert_undefined(p[0]);
    assert_true(estimate_benjamini_hochberg(p, p, 0, &fault));
    p[1] = (struct estimate){true, 0.9};
    assert_true(estimate_holm(p, p, 2, &fault));
    assert_true(p[1].value == 0.9);
}

/* --- Weighting classes --- */

/* Classes as region, eligible, answered; merged ones as the classes in them. */
static struct estimate_weighting weigh(const struct estimate_class *class,
                                       uint32_t count, const uint32_t *wanted)
{
    struct estimate_weighting weighting;
    struct fault fault = {0};
    assert_true(estimate_weigh(&weighting, class, count, &fault));
    for (uint32_t c = 0; c < count; c++)
        if (weighting.of[c] != wanted[c])
            fail_msg("class %u is in %u, not %u", c, weighting.of[c], wanted[c]);
    return weighting;
}

static void large_classes_stay_as_they_are(void **state)
{
    (void)state;
    const struct estimate_class class[] = {
        {0, 10, 5}, {0, 20, 8}, {1, 6, 6}, {1, 3, 3}};
    const uint32_t wanted[] = {0, 1, 2, 3};
    struct estimate_weighting weighting = weigh(class, 4, wanted);
    assert_int_equal(weighting.merged_count, 4);
    assert_true(weighting.weight[1] == 2.5);
    assert_true(weighting.weight[3] == 1);
    assert_int_equal(weighting.small_count, 0);
    assert_true(weighting.evenness.ratio.value == 2.5);
    assert_false(weighting.evenness.warns);
    estimate_weighting_release(&weighting);
    estimate_weighting_release(&weighting);
}

static void a_small_class_merges_with_the_next_of_its_region(void **state)
{
    (void)state;
    const struct estimate_class class[] = {{0, 10, 4}, {0, 20, 8}, {0, 9, 2},
                                           {0, 7, 2},  {0, 8, 1},  {1, 30, 9}};
    const uint32_t wanted[] = {0, 0, 1, 1, 1, 2};
    struct estimate_weighting weighting = weigh(class, 6, wanted);
    assert_int_equal(weighting.merged[0].eligible, 30);
    assert_int_equal(weighting.merged[0].answered, 12);
    assert_true(weighting.weight[0] == 2.5);
    assert_int_equal(weighting.merged[1].answered, 5);
    estimate_weighting_release(&weighting);
}

static void the_last_small_class_joins_the_rest_of_its_region(void **state)
{
    (void)state;
    const struct estimate_class class[] = {
        {0, 10, 6}, {0, 9, 1}, {0, 5, 0}, {1, 30, 9}, {1, 2, 0}};
    const uint32_t wanted[] = {0, 0, 0, 1, 1};
    struct estimate_weighting weighting = weigh(class, 5, wanted);
    assert_int_equal(weighting.merged[0].eligible, 24);
    assert_int_equal(weighting.merged[1].eligible, 32);
    assert_int_equal(weighting.across_count, 0);
    estimate_weighting_release(&weighting);
}

static void a_region_that_is_small_stays_and_is_counted(void **state)
{
    (void)state;
    const struct estimate_class class[] = {{0, 10, 1}, {0, 9, 2}, {1, 30, 9}};
    const uint32_t wanted[] = {0, 0, 1};
    struct estimate_weighting weighting = weigh(class, 3, wanted);
    assert_int_equal(weighting.small_count, 1);
    estimate_weighting_release(&weighting);
}

static void a_silent_region_merges_with_the_next_that_answers(void **state)
{
    (void)state;
    const struct estimate_class class[] = {{0, 10, 0}, {1, 9, 0}, {1, 1, 0}, {2, 30, 9},
                                           {2, 20, 7}, {3, 4, 4}, {4, 6, 0}};
    const uint32_t wanted[] = {0, 0, 0, 0, 1, 2, 2};
    struct estimate_weighting weighting = weigh(class, 7, wanted);
    assert_int_equal(weighting.merged_count, 3);
    assert_int_equal(weighting.across_count, 3);
    assert_int_equal(weighting.merged[0].eligible, 50);
    assert_int_equal(weighting.merged[0].answered, 9);
    assert_int_equal(weighting.merged[2].eligible, 10);
    estimate_weighting_release(&weighting);
}

static void where_nobody_answers_there_is_nothing_to_weigh(void **state)
{
    (void)state;
    const struct estimate_class class[] = {{0, 10, 0}, {1, 9, 0}, {2, 0, 0}};
    const uint32_t wanted[] = {ESTIMATE_NO_CLASS, ESTIMATE_NO_CLASS, ESTIMATE_NO_CLASS};
    struct estimate_weighting weighting = weigh(class, 3, wanted);
    assert_int_equal(weighting.merged_count, 0);
    assert_undefined(weighting.evenness.ratio);
    assert_undefined(weighting.evenness.design_effect);
    assert_false(weighting.evenness.warns);
    estimate_weighting_release(&weighting);
    weighting = weigh(class, 0, wanted);
    estimate_weighting_release(&weighting);
}

static void a_class_without_units_belongs_nowhere(void **state)
{
    (void)state;
    const struct estimate_class class[] = {{0, 0, 0}, {0, 9, 3}, {0, 0, 0}, {0, 8, 5}};
    const uint32_t wanted[] = {ESTIMATE_NO_CLASS, 0, ESTIMATE_NO_CLASS, 0};
    struct estimate_weighting weighting = weigh(class, 4, wanted);
    estimate_weighting_release(&weighting);
}

static void more_answers_than_units_is_a_fault(void **state)
{
    (void)state;
    const struct estimate_class class[] = {{0, 10, 6}, {0, 9, 10}};
    struct estimate_weighting weighting;
    struct fault fault = {0};
    assert_false(estimate_weigh(&weighting, class, 2, &fault));
    assert_int_equal(fault.kind, FAULT_DATA);
    assert_null(weighting.of);
}

static uint32_t drawn(uint32_t *seed, uint32_t below)
{
    *seed = *seed * UINT32_C(1664525) + UINT32_C(1013904223);
    return (*seed >> 8) % below;
}

/* Nobody is lost on the way, no class is left without answers, and only silent regions
   leave their region. */
static void merging_keeps_everybody(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 3000; round++) {
        struct estimate_class class[24];
        uint32_t count = 1 + drawn(&seed, 24);
        uint32_t region = 0;
        uint64_t eligible = 0;
        uint64_t answered = 0;
        uint32_t of_region[25] = {0};
        for (uint32_t c = 0; c < count; c++) {
            region += drawn(&seed, 3) == 0;
            uint32_t units = drawn(&seed, 3) == 0 ? drawn(&seed, 3) : drawn(&seed, 20);
            uint32_t answers = drawn(&seed, 2) == 0 ? 0 : drawn(&seed, units + 1);
            class[c] = (struct estimate_class){region, units, answers};
            eligible += units;
            answered += answers;
            of_region[region] += answers;
        }
        struct estimate_weighting weighting;
        struct fault fault = {0};
        assert_true(estimate_weigh(&weighting, class, count, &fault));
        double weighed = 0;
        for (uint32_t m = 0; m < weighting.merged_count; m++) {
            assert_true(weighting.merged[m].answered > 0);
            weighed += weighting.weight[m] * weighting.merged[m].answered;
            answered -= weighting.merged[m].answered;
        }
        assert_int_equal(answered, 0);
        assert_true(weighting.merged_count == 0
                    || fabs(weighed - (double)eligible) < 1e-9 * (double)eligible);
        for (uint32_t c = 0; weighting.merged_count > 0 && c < count; c++) {
            assert_int_equal(weighting.of[c] == ESTIMATE_NO_CLASS,
                             class[c].eligible == 0);
            for (uint32_t other = 0; other < c; other++)
                if (weighting.of[c] == weighting.of[other] && class[c].eligible > 0
                    && class[other].eligible > 0
                    && class[c].region != class[other].region)
                    assert_true(of_region[class[c].region] == 0
                                || of_region[class[other].region] == 0);
        }
        estimate_weighting_release(&weighting);
    }
}

static void uneven_weights_are_warned_of(void **state)
{
    (void)state;
    const double weight[] = {1, 1, 1, 1, 6, 0};
    struct estimate_evenness even = estimate_evenness(weight, NULL, 6);
    assert_true(even.ratio.value == 6);
    assert_close(even.design_effect.value, 5 * 40.0 / 100, 1e-15);
    assert_false(even.warns); /* exactly 2 */
    const uint32_t times[] = {5, 0, 0, 0, 1, 9};
    even = estimate_evenness(weight, times, 6);
    assert_close(even.design_effect.value, 6 * 41.0 / 121, 1e-15);
    assert_true(even.warns);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantiles_of_nothing_are_undefined),
        cmocka_unit_test(type_7_lies_between_in_proportion),
        cmocka_unit_test(places_are_exact_whatever_the_number),
        cmocka_unit_test(type_2_is_a_value_or_the_middle_of_two),
        cmocka_unit_test(weights_meet_the_share_exactly_or_not_at_all),
        cmocka_unit_test(outside_of_a_distribution_is_undefined),
        cmocka_unit_test(ends_of_distributions_are_all_or_nothing),
        cmocka_unit_test(quantiles_of_f_are_found_at_any_degrees),
        cmocka_unit_test(the_95_percent_quantiles_are_those_of_the_tables),
        cmocka_unit_test(what_is_undefined_is_left_out_and_stays_undefined),
        cmocka_unit_test(every_adjusted_p_tells_its_place_and_factor),
        cmocka_unit_test(a_family_of_nothing_is_nothing),
        cmocka_unit_test(large_classes_stay_as_they_are),
        cmocka_unit_test(a_small_class_merges_with_the_next_of_its_region),
        cmocka_unit_test(the_last_small_class_joins_the_rest_of_its_region),
        cmocka_unit_test(a_region_that_is_small_stays_and_is_counted),
        cmocka_unit_test(a_silent_region_merges_with_the_next_that_answers),
        cmocka_unit_test(where_nobody_answers_there_is_nothing_to_weigh),
        cmocka_unit_test(a_class_without_units_belongs_nowhere),
        cmocka_unit_test(more_answers_than_units_is_a_fault),
        cmocka_unit_test(merging_keeps_everybody),
        cmocka_unit_test(uneven_weights_are_warned_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "estimate/estimate.h"

#include "support.h"

#include <math.h>

#define assert_near(found, wanted)                                                     \
    do {                                                                               \
        double is = (found), should = (wanted);                                        \
        if (!(fabs(is - should) <= 1e-12 * fmax(1, fabs(should))))                     \
            fail_msg("%.17g is not %.17g", is, should);                                \
    } while (0)

enum { COUNT = 12 };

static const double before[COUNT] = {50, 33.3, 80, 12.5, 90, 100, 2, 41, 41, 66, 70, 8};
static const double after[COUNT] = {55, 30, 82.5, 20, 91, 99, 12, 47, 40, 66, 81, 9};
static const double weight[COUNT] = {1.1, 2, 3, 1, 1, 2.3, 4, 1, 1.7, 2, 3, 1};
static const uint32_t stratum[COUNT] = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2};
static const uint32_t cluster[COUNT] = {0, 0, 1, 1, 2, 3, 3, 4, 4, 4, 5, 5};
static const uint32_t post[COUNT] = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1};

static void assert_undefined(struct estimate estimate)
{
    assert_false(estimate.defined);
    assert_true(estimate.value == 0);
}

static void assert_bare(const struct estimated *estimated, enum estimate_lack lack)
{
    if (estimated->lack != lack)
        fail_msg("lacks \"%s\", not \"%s\"", estimate_lack_text(estimated->lack),
                 estimate_lack_text(lack));
    assert_undefined(estimated->se);
    assert_undefined(estimated->low);
    assert_undefined(estimated->high);
    assert_undefined(estimate_p(estimated));
}

static struct estimated mean(const struct design *design, const double *y,
                             const uint8_t *domain)
{
    struct estimated estimated;
    struct fault fault = {0};
    struct estimate_side side = {.y = y, .domain = domain};
    assert_true(estimate_ratio(&estimated, design, &side, NULL, &fault));
    assert_int_equal(fault.kind, FAULT_NONE);
    return estimated;
}

static void assert_alike(const struct estimated *one, const struct estimated *other)
{
    assert_near(one->value.value, other->value.value);
    assert_near(one->se.value, other->se.value);
    assert_near(one->low.value, other->low.value);
    assert_near(one->high.value, other->high.value);
    assert_true(one->df == other->df && one->lack == other->lack);
}

static void nobody_in_the_domain_is_no_figure(void **state)
{
    (void)state;
    const uint8_t none[COUNT] = {0};
    struct design design = {.count = COUNT};
    struct estimated estimated = mean(&design, before, none);
    assert_undefined(estimated.value);
    assert_bare(&estimated, ESTIMATE_LACK_UNITS);
    assert_int_equal(estimated.n, 0);
    struct design empty = {0};
    estimated = mean(&empty, before, NULL);
    assert_bare(&estimated, ESTIMATE_LACK_UNITS);
}

static void weights_of_nothing_are_no_figure(void **state)
{
    (void)state;
    const double nothing[COUNT] = {0};
    struct design design = {.count = COUNT, .weight = nothing};
    struct estimated estimated = mean(&design, before, NULL);
    assert_undefined(estimated.value);
    assert_bare(&estimated, ESTIMATE_LACK_WEIGHT);
    struct design plain = {.count = COUNT};
    struct estimate_side side = {.y = nothing, .x = nothing};
    struct fault fault = {0};
    assert_true(estimate_ratio(&estimated, &plain, &side, NULL, &fault));
    assert_bare(&estimated, ESTIMATE_LACK_WEIGHT);
}

static void what_is_outside_the_domain_is_not_looked_at(void **state)
{
    (void)state;
    double y[COUNT];
    const uint8_t domain[COUNT] = {1, 1, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1};
    for (size_t i = 0; i < COUNT; i++)
        y[i] = domain[i] ? before[i] : NAN;
    struct design design = {.count = COUNT, .weight = weight};
    struct estimated holes = mean(&design, y, domain);
    struct estimated whole = mean(&design, before, domain);
    assert_true(holes.se.defined && holes.se.value == whole.se.value);
    assert_int_equal(holes.n, 8);
}

static void units_alike_under_uneven_weights_have_no_standard_error(void **state)
{
    (void)state;
    double y[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        y[i] = 100.0 / 3;
    struct design design = {.count = COUNT, .weight = weight};
    struct estimated estimated = mean(&design, y, NULL);
    assert_bare(&estimated, ESTIMATE_ALIKE);
    assert_near(estimated.value.value, 100.0 / 3);
    /* Alike within their strata only. */
    for (size_t i = 0; i < COUNT; i++)
        y[i] = 10.1 * (stratum[i] + 1);
    design.stratum = stratum;
    design.stratum_count = 3;
    estimated = mean(&design, y, NULL);
    assert_true(estimated.se.defined);
    design.weight = NULL;
    estimated = mean(&design, y, NULL);
    assert_bare(&estimated, ESTIMATE_ALIKE);
}

static void one_unit_or_cluster_in_the_domain_has_no_standard_error(void **state)
{
    (void)state;
    uint8_t domain[COUNT] = {0};
    domain[5] = 1;
    struct design design = {.count = COUNT, .cluster = cluster, .cluster_count = 6};
    struct estimated estimated = mean(&design, before, domain);
    assert_bare(&estimated, ESTIMATE_ONE_UNIT);
    assert_near(estimated.value.value, 100);
    domain[6] = 1;
    estimated = mean(&design, before, domain);
    assert_bare(&estimated, ESTIMATE_ONE_CLUSTER);
    domain[0] = 1;
    estimated = mean(&design, before, domain);
    assert_int_equal(estimated.lack, ESTIMATE_TWO_ONLY);
    assert_true(estimated.se.value > 0);
    assert_undefined(estimated.low);
}

static void one_cluster_a_stratum_has_an_error_and_no_interval(void **state)
{
    (void)state;
    struct design design = {.count = COUNT,
                            .stratum = stratum,
                            .stratum_count = 3,
                            .cluster = stratum,
                            .cluster_count = 3};
    struct estimated estimated = mean(&design, before, NULL);
    assert_int_equal(estimated.lack, ESTIMATE_ONE_A_STRATUM);
    assert_true(estimated.se.value > 0 && estimated.df == 0);
    assert_undefined(estimated.low);
    assert_undefined(estimate_p(&estimated));
}

static void everybody_in_the_domain_is_an_error_of_zero(void **state)
{
    (void)state;
    const double total[] = {5, 9, 2};
    const uint8_t whole[COUNT] = {1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1};
    struct design design = {
        .count = COUNT, .stratum = stratum, .stratum_count = 3, .stratum_total = total};
    struct estimated estimated = mean(&design, before, whole);
    assert_int_equal(estimated.lack, ESTIMATE_EVERYBODY);
    assert_true(estimated.se.defined && estimated.se.value == 0);
    assert_undefined(estimated.low);
    estimated = mean(&design, before, NULL);
    assert_int_equal(estimated.lack, ESTIMATE_LACKS_NOTHING);
    assert_true(estimated.se.value > 0);
}

static void assert_design_fault(const struct design *design, const char *what)
{
    struct estimated estimated;
    struct fault fault = {0};
    struct estimate_side side = {.y = before};
    assert_false(estimate_ratio(&estimated, design, &side, NULL, &fault));
    assert_fault(&fault, FAULT_DATA, "", 0, 0, what);
    assert_undefined(estimated.value);
}

static void more_than_there_are_is_a_fault(void **state)
{
    (void)state;
    const double units[] = {5, 4.5, 2};
    struct design design = {
        .count = COUNT, .stratum = stratum, .stratum_count = 3, .stratum_total = units};
    assert_design_fault(
        &design, "5 units have answered of 4 that should; the register is out of date");
    const double clusters[] = {3, 1, 1};
    design.cluster = cluster;
    design.cluster_count = 6;
    design.stratum_total = clusters;
    assert_design_fault(&design, "units of 2 clusters have answered of 1 that there "
                                 "are; the register is out of date");
    const double enough[] = {3, 2, 1};
    const double inside[] = {2, 2, 1, 2, 3, 1};
    design.stratum_total = enough;
    design.cluster_total = inside;
    assert_design_fault(
        &design, "2 units have answered of 1 that should; the register is out of date");
}

static void a_post_stratum_without_units_is_a_fault(void **state)
{
    (void)state;
    const double total[] = {20, 30, 7};
    struct design design = {
        .count = COUNT, .post = post, .post_total = total, .post_count = 3};
    assert_design_fault(&design, "post-stratum 3 has 7 units in all, and those that "
                                 "answered weigh 0; merge it with another");
    const double none[] = {20, 0};
    design.post_total = none;
    design.post_count = 2;
    assert_design_fault(&design, "post-stratum 2 has 0 units in all, and those that "
                                 "answered weigh 6; merge it with another");
}

/* STATISTICS 6.3. */
static void scaled_weights_change_nothing(void **state)
{
    (void)state;
    double scaled[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        scaled[i] = 7.3 * weight[i];
    struct design design = {
        .count = COUNT, .weight = weight, .cluster = cluster, .cluster_count = 6};
    struct estimated one = mean(&design, before, NULL);
    design.weight = scaled;
    struct estimated other = mean(&design, before, NULL);
    assert_alike(&one, &other);
}

static void reversed_values_have_the_same_error(void **state)
{
    (void)state;
    double reversed[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        reversed[i] = 100 - before[i];
    struct design design = {.count = COUNT, .weight = weight};
    struct estimated one = mean(&design, before, NULL);
    struct estimated other = mean(&design, reversed, NULL);
    assert_near(other.value.value, 100 - one.value.value);
    assert_near(other.se.value, one.se.value);
}

static void moments_and_arrays_agree(void **state)
{
    (void)state;
    struct estimate_moments all = {0};
    struct estimate_moments of[6] = {0};
    for (size_t i = 0; i < COUNT; i++) {
        int64_t nano = (int64_t)llround(before[i] * 1e9);
        estimate_moments_add(&all, nano);
        estimate_moments_add(&of[cluster[i]], nano);
    }
    const double whole = 31;
    struct design design = {.count = COUNT, .stratum_total = &whole};
    struct estimated arrays = mean(&design, before, NULL);
    struct estimated moments;
    struct fault fault = {0};
    assert_true(estimate_simple(&moments, &all, 31, ESTIMATE_DESCRIPTIVE, &fault));
    assert_alike(&arrays, &moments);
    const double clusters = 8;
    const uint32_t eligible[] = {3, 2, 4, 2, 5, 2};
    double inside[6];
    for (size_t c = 0; c < 6; c++)
        inside[c] = eligible[c];
    design = (struct design){.count = COUNT,
                             .cluster = cluster,
                             .cluster_count = 6,
                             .stratum_total = &clusters,
                             .cluster_total = inside};
    arrays = mean(&design, before, NULL);
    assert_true(
        estimate_clustered(&moments, of, 6, eligible, 8, ESTIMATE_DESCRIPTIVE, &fault));
    assert_alike(&arrays, &moments);
}

/* --- Changes --- */

static struct estimated difference(const struct design *design,
                                   const struct estimate_side *one,
                                   const struct estimate_side *other, double *u)
{
    struct estimated estimated;
    struct fault fault = {0};
    assert_true(estimate_difference(&estimated, design, one, other, u, &fault));
    return estimated;
}

static void the_change_of_a_panel_is_that_of_its_pairs(void **state)
{
    (void)state;
    double change[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        change[i] = after[i] - before[i];
    struct design design = {.count = COUNT, .cluster = cluster, .cluster_count = 6};
    struct estimate_side one = {.y = before};
    struct estimate_side other = {.y = after};
    struct estimated both = difference(&design, &one, &other, NULL);
    struct estimated pairs = mean(&design, change, NULL);
    assert_alike(&both, &pairs);
    assert_near(estimate_p(&both).value, estimate_p(&pairs).value);
}

static void a_change_without_one_of_its_sides_is_undefined(void **state)
{
    (void)state;
    const uint8_t none[COUNT] = {0};
    struct design design = {.count = COUNT};
    struct estimate_side one = {.y = before, .domain = none};
    struct estimate_side other = {.y = after};
    struct estimated estimated = difference(&design, &one, &other, NULL);
    assert_undefined(estimated.value);
    assert_bare(&estimated, ESTIMATE_LACK_UNITS);
}

static void all_changed_by_the_same_is_said_and_not_tested(void **state)
{
    (void)state;
    double moved[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        moved[i] = before[i] + 3.7;
    struct design design = {.count = COUNT, .weight = weight};
    struct estimate_side one = {.y = before};
    struct estimate_side other = {.y = moved};
    struct estimated estimated = difference(&design, &one, &other, NULL);
    assert_near(estimated.value.value, 3.7);
    assert_bare(&estimated, ESTIMATE_ALIKE);
}

static void a_figure_is_made_again_from_what_it_was_linearised_to(void **state)
{
    (void)state;
    const double posts[] = {40, 30};
    struct design design = {.count = COUNT,
                            .weight = weight,
                            .cluster = cluster,
                            .cluster_count = 6,
                            .post = post,
                            .post_total = posts,
                            .post_count = 2};
    double u[COUNT];
    struct estimate_side one = {.y = before};
    struct estimate_side other = {.y = after};
    struct estimated whole = difference(&design, &one, &other, u);
    struct estimated again;
    struct fault fault = {0};
    assert_true(estimate_linear(&again, &design, whole.value.value, u, NULL, &fault));
    assert_alike(&whole, &again);
    assert_true(estimate_linear(&again, &design, NAN, u, NULL, &fault));
    assert_undefined(again.value);
    const uint8_t none[COUNT] = {0};
    assert_true(estimate_linear(&again, &design, 1, u, none, &fault));
    assert_undefined(again.value);
    assert_bare(&again, ESTIMATE_LACK_UNITS);
}

static void only_what_is_shown_is_clipped(void **state)
{
    (void)state;
    assert_true(estimate_clipped(estimate_of(-3), 0, 100).value == 0);
    assert_true(estimate_clipped(estimate_of(103), 0, 100).value == 100);
    assert_true(estimate_clipped(estimate_of(42), 0, 100).value == 42);
    assert_undefined(estimate_clipped((struct estimate){0}, 5, 100));
    const double low[] = {1, 0, 0, 9};
    struct design design = {.count = 4};
    struct estimated estimated = mean(&design, low, NULL);
    assert_true(estimated.low.value < 0);
}

/* --- Shortages of memory --- */

static bool attempt(void *context, struct fault *fault)
{
    (void)context;
    const double posts[] = {40, 30};
    const double totals[] = {5, 4, 3};
    const double inside[] = {4, 4, 4, 4, 4, 4};
    struct design design = {.count = COUNT,
                            .weight = weight,
                            .stratum = stratum,
                            .stratum_count = 3,
                            .cluster = cluster,
                            .cluster_count = 6,
                            .stratum_total = totals,
                            .cluster_total = inside,
                            .post = post,
                            .post_total = posts,
                            .post_count = 2};
    double u[COUNT];
    struct estimated estimated;
    struct estimate_side one = {.y = before};
    struct estimate_side other = {.y = after};
    const struct estimate p[] = {{true, 0.5}, {false, 0}, {true, 0.01}};
    struct estimate adjusted[3];
    const struct estimate_class class[] = {{0, 9, 6}, {0, 9, 1}, {1, 4, 0}};
    struct estimate_weighting weighting;
    bool ok = estimate_ratio(&estimated, &design, &one, NULL, fault)
              && estimate_difference(&estimated, &design, &one, &other, u, fault)
              && estimate_linear(&estimated, &design, 1, u, NULL, fault)
              && estimate_holm(adjusted, p, 3, fault)
              && estimate_benjamini_hochberg(adjusted, p, 3, fault)
              && estimate_weigh(&weighting, class, 3, fault);
    if (ok)
        estimate_weighting_release(&weighting);
    return ok;
}

static void a_shortage_of_memory_is_told_of(void **state)
{
    (void)state;
    assert_survives_shortage(attempt, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_in_the_domain_is_no_figure),
        cmocka_unit_test(weights_of_nothing_are_no_figure),
        cmocka_unit_test(what_is_outside_the_domain_is_not_looked_at),
        cmocka_unit_test(units_alike_under_uneven_weights_have_no_standard_error),
        cmocka_unit_test(one_unit_or_cluster_in_the_domain_has_no_standard_error),
        cmocka_unit_test(one_cluster_a_stratum_has_an_error_and_no_interval),
        cmocka_unit_test(everybody_in_the_domain_is_an_error_of_zero),
        cmocka_unit_test(more_than_there_are_is_a_fault),
        cmocka_unit_test(a_post_stratum_without_units_is_a_fault),
        cmocka_unit_test(scaled_weights_change_nothing),
        cmocka_unit_test(reversed_values_have_the_same_error),
        cmocka_unit_test(moments_and_arrays_agree),
        cmocka_unit_test(the_change_of_a_panel_is_that_of_its_pairs),
        cmocka_unit_test(a_change_without_one_of_its_sides_is_undefined),
        cmocka_unit_test(all_changed_by_the_same_is_said_and_not_tested),
        cmocka_unit_test(a_figure_is_made_again_from_what_it_was_linearised_to),
        cmocka_unit_test(only_what_is_shown_is_clipped),
        cmocka_unit_test(a_shortage_of_memory_is_told_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

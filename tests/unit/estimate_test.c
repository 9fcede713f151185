#include "estimate/estimate.h"

#include "base/sum.h"
#include "support.h"

#include <math.h>

#define assert_near(found, wanted)                                                     \
    do {                                                                               \
        double is = (found), should = (wanted);                                        \
        if (!(fabs(is - should) <= 1e-12 * fmax(1, fabs(should))))                     \
            fail_msg("%.17g is not %.17g", is, should);                                \
    } while (0)

/* Undefined is not 0 that looks like a figure. */
static void assert_undefined(struct estimate estimate)
{
    assert_false(estimate.defined);
    assert_true(estimate.value == 0);
}

static void assert_no_interval(const struct estimated *estimated)
{
    assert_undefined(estimated->low);
    assert_undefined(estimated->high);
}

static void assert_lacks(const struct estimated *estimated, enum estimate_lack lack)
{
    if (estimated->lack != lack)
        fail_msg("lacks \"%s\", not \"%s\"", estimate_lack_text(estimated->lack),
                 estimate_lack_text(lack));
}

/* No standard error and no interval. */
static void assert_bare(const struct estimated *estimated, enum estimate_lack lack)
{
    assert_lacks(estimated, lack);
    assert_undefined(estimated->se);
    assert_no_interval(estimated);
    assert_undefined(estimate_p(estimated));
    assert_true(estimated->df == 0);
}

static void assert_nothing(const struct estimated *estimated, enum estimate_lack lack)
{
    assert_undefined(estimated->value);
    assert_bare(estimated, lack);
}

static void assert_everybody(const struct estimated *estimated)
{
    assert_lacks(estimated, ESTIMATE_EVERYBODY);
    assert_true(estimated->se.defined && estimated->se.value == 0);
    assert_no_interval(estimated);
    assert_undefined(estimate_p(estimated));
}

static struct estimate_moments moments_of(const int64_t *points, size_t count)
{
    struct estimate_moments moments = {0};
    for (size_t i = 0; i < count; i++)
        estimate_moments_add(&moments, points[i] * POINT);
    return moments;
}

static struct estimated simple(const int64_t *points, size_t count, uint32_t eligible,
                               enum estimate_target target)
{
    struct estimated estimated;
    struct fault fault = {0};
    struct estimate_moments moments = moments_of(points, count);
    assert_true(estimate_simple(&estimated, &moments, eligible, target, &fault));
    assert_int_equal(estimated.n, count);
    return estimated;
}

/* --- Moments --- */

static void a_mean_of_nobody_is_undefined(void **state)
{
    (void)state;
    struct estimated estimated = simple(NULL, 0, 5, ESTIMATE_DESCRIPTIVE);
    assert_nothing(&estimated, ESTIMATE_LACK_UNITS);
    estimated = simple(NULL, 0, 0, ESTIMATE_DESCRIPTIVE);
    assert_nothing(&estimated, ESTIMATE_LACK_UNITS);
    estimated = simple(NULL, 0, 0, ESTIMATE_PROCESS);
    assert_nothing(&estimated, ESTIMATE_LACK_UNITS);
}

static void one_of_several_has_no_standard_error(void **state)
{
    (void)state;
    const int64_t points[] = {40};
    struct estimated estimated = simple(points, 1, 2, ESTIMATE_DESCRIPTIVE);
    assert_bare(&estimated, ESTIMATE_ONE_UNIT);
    assert_near(estimated.value.value, 40);
    estimated = simple(points, 1, 1, ESTIMATE_PROCESS);
    assert_bare(&estimated, ESTIMATE_ONE_UNIT);
    estimated = simple(points, 1, 1, ESTIMATE_DESCRIPTIVE);
    assert_everybody(&estimated);
}

static void of_two_there_is_a_standard_error_and_no_interval(void **state)
{
    (void)state;
    const int64_t points[] = {40, 60};
    struct estimated estimated = simple(points, 2, 4, ESTIMATE_DESCRIPTIVE);
    assert_lacks(&estimated, ESTIMATE_TWO_ONLY);
    assert_near(estimated.se.value, sqrt(0.5 * 200 / 2));
    assert_no_interval(&estimated);
    assert_true(estimated.df == 1);
}

static void everybody_has_an_error_of_zero_and_no_interval(void **state)
{
    (void)state;
    const int64_t points[] = {40, 60, 10, 20};
    struct estimated estimated = simple(points, 4, 4, ESTIMATE_DESCRIPTIVE);
    assert_everybody(&estimated);
    estimated = simple(points, 4, 4, ESTIMATE_PROCESS);
    assert_lacks(&estimated, ESTIMATE_LACKS_NOTHING);
    assert_true(estimated.se.value > 10 && estimated.low.defined);
}

static void units_that_are_all_alike_have_no_standard_error(void **state)
{
    (void)state;
    const int64_t points[] = {33, 33, 33, 33};
    struct estimated estimated = simple(points, 4, 9, ESTIMATE_DESCRIPTIVE);
    assert_bare(&estimated, ESTIMATE_ALIKE);
    estimated = simple(points, 4, 0, ESTIMATE_PROCESS);
    assert_bare(&estimated, ESTIMATE_ALIKE);
}

static void more_units_than_there_are_is_a_fault(void **state)
{
    (void)state;
    const int64_t points[] = {40, 60, 10};
    struct estimate_moments moments = moments_of(points, 3);
    struct estimated estimated;
    struct fault fault = {0};
    assert_false(
        estimate_simple(&estimated, &moments, 2, ESTIMATE_DESCRIPTIVE, &fault));
    assert_fault(&fault, FAULT_DATA, "", 0, 0,
                 "3 units have answered of 2 that should; the register is out of date");
    assert_undefined(estimated.value);
}

static void moments_lose_no_digits(void **state)
{
    (void)state;
    /* STATISTICS 6.1: the variance of these is 30, whatever they are moved by. */
    struct estimate_moments moments = {0};
    const int64_t beyond[] = {4, 7, 13, 16};
    for (size_t i = 0; i < 4; i++)
        estimate_moments_add(&moments, 99 * POINT + beyond[i]);
    struct estimated estimated;
    struct fault fault = {0};
    assert_true(estimate_simple(&estimated, &moments, 0, ESTIMATE_PROCESS, &fault));
    assert_near(estimated.se.value * 1e9, sqrt(30.0 / 4));
}

static void a_change_downwards_has_moments_too(void **state)
{
    (void)state;
    const int64_t points[] = {-10, -20, 5, -7};
    struct estimated estimated = simple(points, 4, 0, ESTIMATE_PROCESS);
    assert_near(estimated.value.value, -8);
    assert_near(estimated.se.value, sqrt((4.0 + 144 + 169 + 1) / 3 / 4));
}

/* --- Clusters --- */

static void one_cluster_has_no_standard_error(void **state)
{
    (void)state;
    const int64_t points[] = {40, 60, 10};
    struct estimate_moments cluster[3] = {0};
    cluster[1] = moments_of(points, 3);
    const uint32_t eligible[] = {4, 5, 6};
    struct estimated estimated;
    struct fault fault = {0};
    assert_true(estimate_clustered(&estimated, cluster, 3, eligible, 7,
                                   ESTIMATE_DESCRIPTIVE, &fault));
    assert_bare(&estimated, ESTIMATE_ONE_CLUSTER);
    assert_near(estimated.value.value, 110.0 / 3);
    assert_int_equal(estimated.clusters, 1);
    assert_true(
        estimate_clustered(&estimated, cluster, 3, NULL, 0, ESTIMATE_PROCESS, &fault));
    assert_bare(&estimated, ESTIMATE_ONE_CLUSTER);
}

static void clusters_where_nobody_has_a_value_say_nothing(void **state)
{
    (void)state;
    struct estimate_moments cluster[3] = {0};
    const uint32_t eligible[] = {4, 5, 6};
    struct estimated estimated;
    struct fault fault = {0};
    assert_true(estimate_clustered(&estimated, cluster, 3, eligible, 3,
                                   ESTIMATE_DESCRIPTIVE, &fault));
    assert_nothing(&estimated, ESTIMATE_LACK_UNITS);
    assert_true(
        estimate_clustered(&estimated, NULL, 0, NULL, 0, ESTIMATE_PROCESS, &fault));
    assert_nothing(&estimated, ESTIMATE_LACK_UNITS);
}

static void all_clusters_whole_are_everybody(void **state)
{
    (void)state;
    const int64_t points[] = {40, 60, 10, 35, 5};
    struct estimate_moments cluster[] = {moments_of(points, 2),
                                         moments_of(points + 2, 3)};
    const uint32_t eligible[] = {2, 3};
    const uint32_t more[] = {2, 4};
    struct estimated estimated;
    struct fault fault = {0};
    assert_true(estimate_clustered(&estimated, cluster, 2, eligible, 2,
                                   ESTIMATE_DESCRIPTIVE, &fault));
    assert_everybody(&estimated);
    /* One unit missing: the second stage alone, (1 - 3 / 4) 3 / 2 of its spread. */
    assert_true(estimate_clustered(&estimated, cluster, 2, more, 2,
                                   ESTIMATE_DESCRIPTIVE, &fault));
    double mean = 50.0 / 3;
    double spread = pow(10 - mean, 2) + pow(35 - mean, 2) + pow(5 - mean, 2);
    assert_lacks(&estimated, ESTIMATE_TWO_ONLY);
    assert_near(estimated.se.value, sqrt(0.25 * 3 / 2 * spread) / 5);
}

static void more_clusters_or_units_than_there_are_is_a_fault(void **state)
{
    (void)state;
    const int64_t points[] = {40, 60};
    struct estimate_moments cluster[] = {moments_of(points, 2), moments_of(points, 2)};
    const uint32_t eligible[] = {2, 1};
    struct estimated estimated;
    struct fault fault = {0};
    assert_false(estimate_clustered(&estimated, cluster, 2, eligible, 5,
                                    ESTIMATE_DESCRIPTIVE, &fault));
    assert_fault(&fault, FAULT_DATA, "", 0, 0,
                 "2 units have answered of 1 that should; the register is out of date");
    fault = (struct fault){0};
    assert_false(estimate_clustered(&estimated, cluster, 2, NULL, 1,
                                    ESTIMATE_DESCRIPTIVE, &fault));
    assert_fault(&fault, FAULT_DATA, "", 0, 0,
                 "units of 2 clusters have answered of 1 that there are; the register "
                 "is out of date");
}

/* --- Shares --- */

static void a_share_of_none_or_all_has_an_interval(void **state)
{
    (void)state;
    struct estimated estimated;
    struct fault fault = {0};
    assert_true(estimate_share(&estimated, 0, 10, 0, ESTIMATE_PROCESS, &fault));
    assert_true(estimated.value.defined && estimated.value.value == 0);
    assert_true(estimated.low.defined && estimated.low.value == 0);
    assert_near(estimated.high.value, 27.753279986288916);
    assert_undefined(estimated.se);
    assert_true(estimate_share(&estimated, 10, 10, 20, ESTIMATE_DESCRIPTIVE, &fault));
    assert_true(estimated.high.value == 100 && estimated.low.value > 80);
}

static void a_share_of_nobody_one_or_everybody(void **state)
{
    (void)state;
    struct estimated estimated;
    struct fault fault = {0};
    assert_true(estimate_share(&estimated, 0, 0, 4, ESTIMATE_DESCRIPTIVE, &fault));
    assert_nothing(&estimated, ESTIMATE_LACK_UNITS);
    assert_true(estimate_share(&estimated, 1, 1, 4, ESTIMATE_DESCRIPTIVE, &fault));
    assert_bare(&estimated, ESTIMATE_ONE_UNIT);
    assert_true(estimate_share(&estimated, 3, 4, 4, ESTIMATE_DESCRIPTIVE, &fault));
    assert_everybody(&estimated);
    assert_false(estimate_share(&estimated, 3, 5, 4, ESTIMATE_DESCRIPTIVE, &fault));
    assert_int_equal(fault.kind, FAULT_DATA);
}

/* --- Sums --- */

static void sums_keep_what_is_rounded_off(void **state)
{
    (void)state;
    struct sum sum = {0};
    const double term[] = {1, 1e100, 1, -1e100};
    for (size_t i = 0; i < 4; i++)
        sum_add(&sum, term[i]);
    assert_true(sum_value(&sum) == 2);
    struct block_sum blocks = {0};
    for (size_t i = 0; i < 10 * SUM_BLOCK + 7; i++)
        block_sum_add(&blocks, 0.1);
    assert_near(block_sum_value(&blocks), (10 * SUM_BLOCK + 7) / 10.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_mean_of_nobody_is_undefined),
        cmocka_unit_test(one_of_several_has_no_standard_error),
        cmocka_unit_test(of_two_there_is_a_standard_error_and_no_interval),
        cmocka_unit_test(everybody_has_an_error_of_zero_and_no_interval),
        cmocka_unit_test(units_that_are_all_alike_have_no_standard_error),
        cmocka_unit_test(more_units_than_there_are_is_a_fault),
        cmocka_unit_test(moments_lose_no_digits),
        cmocka_unit_test(a_change_downwards_has_moments_too),
        cmocka_unit_test(one_cluster_has_no_standard_error),
        cmocka_unit_test(clusters_where_nobody_has_a_value_say_nothing),
        cmocka_unit_test(all_clusters_whole_are_everybody),
        cmocka_unit_test(more_clusters_or_units_than_there_are_is_a_fault),
        cmocka_unit_test(a_share_of_none_or_all_has_an_interval),
        cmocka_unit_test(a_share_of_nobody_one_or_everybody),
        cmocka_unit_test(sums_keep_what_is_rounded_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

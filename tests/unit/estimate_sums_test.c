/* Standard errors from sums by cluster are those from arrays of units. */

#include "estimate/estimate.h"

#include "model.h"

#define UNITS    200
#define CLUSTERS 12

static double y[UNITS];
static double weight[UNITS];
static uint32_t cluster[UNITS];
static uint32_t eligible[CLUSTERS];
static double cluster_total[CLUSTERS];

static void draw(uint64_t seed, bool alike)
{
    for (uint32_t c = 0; c < CLUSTERS; c++)
        eligible[c] = 0;
    for (uint32_t i = 0; i < UNITS; i++) {
        cluster[i] = model_chance(&seed, CLUSTERS - 1); /* the last has nobody */
        y[i] = alike ? 40 : model_chance(&seed, 101);
        weight[i] = 1 + model_chance(&seed, 50);
        eligible[cluster[i]]++;
    }
    for (uint32_t c = 0; c < CLUSTERS; c++) {
        eligible[c] += model_chance(&seed, 3);
        cluster_total[c] = eligible[c];
    }
}

static void add_up(const double *u, struct estimate_sums *sum, bool clustered)
{
    for (uint32_t i = 0; i < UNITS; i++) {
        struct estimate_sums *into = &sum[clustered ? cluster[i] : 0];
        into->n++;
        into->sum += u[i];
        into->squares += u[i] * u[i];
    }
}

static void assert_near(struct estimate seen, struct estimate expected)
{
    assert_int_equal(seen.defined, expected.defined);
    if (fabs(seen.value - expected.value) > 1e-11 * fabs(expected.value))
        fail_msg("%.15g is not %.15g", seen.value, expected.value);
}

static void compare(enum estimate_target target, bool clustered, uint32_t in_all)
{
    static double u[UNITS];
    struct estimate_sums sum[CLUSTERS] = {{0}};
    struct fault fault = {0};
    struct estimated expected;
    double whole = in_all;
    bool finite = target == ESTIMATE_DESCRIPTIVE;
    const struct design design = {.count = UNITS,
                                  .weight = weight,
                                  .cluster = clustered ? cluster : NULL,
                                  .cluster_count = CLUSTERS,
                                  .stratum_total = finite ? &whole : NULL,
                                  .cluster_total =
                                      finite && clustered ? cluster_total : NULL};
    const struct estimate_side side = {.y = y};
    memset(u, 0, sizeof u);
    assert_true(estimate_ratio(&expected, &design, &side, u, &fault));
    add_up(u, sum, clustered);
    struct estimated seen = {
        .value = expected.value, .n = expected.n, .clusters = expected.clusters};
    const struct estimate_linear_sums sums = {.cluster = sum,
                                              .cluster_count = clustered ? CLUSTERS : 1,
                                              .eligible = clustered ? eligible : NULL,
                                              .in_all = in_all,
                                              .size = 2 * expected.value.value};
    assert_true(estimate_from_sums(&seen, &sums, target, &fault));
    assert_int_equal(seen.lack, expected.lack);
    assert_near(seen.se, expected.se);
    assert_near(seen.low, expected.low);
    assert_near(seen.high, expected.high);
    assert_true(seen.df == expected.df);
}

static void sums_give_what_arrays_give(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        draw(seed, seed % 10 == 0);
        for (int t = ESTIMATE_DESCRIPTIVE; t <= ESTIMATE_PROCESS; t++) {
            compare((enum estimate_target)t, true, CLUSTERS);
            compare((enum estimate_target)t, true, CLUSTERS - 1);
            compare((enum estimate_target)t, false, UNITS + 31);
            compare((enum estimate_target)t, false, UNITS);
        }
    }
}

static void more_than_there_are_is_a_fault(void **state)
{
    (void)state;
    static const struct estimate_sums sum[] = {{3, 1, 1}, {2, -1, 1}};
    static const uint32_t enough[] = {3, 4};
    static const uint32_t few[] = {2, 4};
    const struct estimated start = {.value = {true, 5}, .n = 5, .clusters = 2};
    struct estimate_linear_sums sums = {
        .cluster = sum, .cluster_count = 2, .eligible = few, .in_all = 2};
    struct estimated estimated = start;
    struct fault fault = {0};
    assert_false(estimate_from_sums(&estimated, &sums, ESTIMATE_DESCRIPTIVE, &fault));
    assert_int_equal(fault.kind, FAULT_DATA);
    fault = (struct fault){0};
    sums.eligible = enough;
    sums.in_all = 1;
    assert_false(estimate_from_sums(&estimated, &sums, ESTIMATE_DESCRIPTIVE, &fault));
    assert_int_equal(fault.kind, FAULT_DATA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_give_what_arrays_give),
        cmocka_unit_test(more_than_there_are_is_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

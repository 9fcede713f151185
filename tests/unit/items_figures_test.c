#include "items/items.h"

#include "model.h"
#include "support.h"

#include <math.h>
#include <stdlib.h>

/* Figures that are made of rows, against a slow reading of STATISTICS 4. Ranges are of
   every kind that values are kept in: few steps, more than seven, more than a byte
   holds, more than are counted as steps, and without a common multiple. */

#define ROWS      1500
#define OWNERS    40
#define QUESTIONS 8
#define FULL      100000000000

static struct model model;
static struct item_analysis items;

#define assert_near(found, wanted, most)                                               \
    do {                                                                               \
        double is = (found), should = (wanted);                                        \
        if (!(fabs(is - should) <= (most)))                                            \
            fail_msg("%.17g is not %.17g", is, should);                                \
    } while (0)

/* Where values are rounded to 1e-9 points, and where to 2^-32. */
#define CLOSE  1e-11
#define COARSE 1e-9

static const struct scale *scale_with(int steps, int option, int64_t value)
{
    const struct scale *scale = model_scale(&model, steps);
    model.option[model.questionnaire.scale_count - 1][option].value = value;
    return scale;
}

static void build(uint32_t rows)
{
    static const char *const id[] = {"q0", "q1", "q2", "q3", "q4", "q5", "q6", "q7"};
    static uint32_t group_of[ROWS];
    model_begin(&model, rows);
    const struct scale *scale[QUESTIONS] = {
        model_scale(&model, 5),       model_scale(&model, 5),
        model_scale(&model, 9),       scale_with(5, 1, 2010000000), /* 400 steps */
        model_scale(&model, 4),       model_scale(&model, 8),
        scale_with(5, 1, 2001000000), /* 4,000 steps */
        model_scale(&model, 5),
    };
    uint32_t root = model_node(&model, NAMES_NONE, "root", 1);
    uint32_t first = model_node(&model, root, "first", 1);
    for (uint32_t q = 0; q < 4; q++)
        model_question(&model, first, id[q], scale[q], 1);
    uint32_t second = model_node(&model, root, "second", 1);
    for (uint32_t q = 4; q < QUESTIONS; q++)
        model_question(&model, second, id[q], scale[q], 1);
    uint32_t all = model_node(&model, NAMES_NONE, "all", 1);
    for (uint32_t q = 0; q < QUESTIONS; q++)
        model_take_in(&model, all, q);
    for (uint32_t row = 0; row < rows; row++)
        group_of[row] = row * 7 % OWNERS;
    model_level(&model, "owner", true, OWNERS, group_of);
}

/* A row in `gaps` has a blank. */
static void answer(uint32_t gaps)
{
    uint64_t seed = 88172645463325252;
    for (uint32_t row = 0; row < model.answers.row_count; row++) {
        uint32_t common = model_chance(&seed, 3) + row * 7 % OWNERS % 2;
        for (uint32_t q = 0; q < QUESTIONS; q++) {
            uint32_t steps = (uint32_t)model.question[q].scale->option_count - 2;
            uint32_t step = (common + model_chance(&seed, steps)) % steps;
            *model_answer(&model, q, row) =
                model_chance(&seed, gaps) == 0 ? ANSWER_BLANK : (int8_t)step;
        }
    }
}

static void analyse(void)
{
    struct fault fault = {0};
    struct items_material material = {&model.questionnaire, &model.population,
                                      &model.answers, &model.scores};
    item_analysis_release(&items);
    model_score(&model);
    assert_true(item_analysis_compute(&items, &material, 0, &fault));
    assert_int_equal(items.scale_count, 4);
}

/* 0 to 1 in 1e-9 points, or -1. */
static int64_t nano(uint32_t question, uint32_t row)
{
    int8_t code = *model_answer(&model, question, row);
    const struct scale *scale = model.question[question].scale;
    if (code < 0)
        return -1;
    return divide_rounded((wide)(scale->option[code].value - scale->lowest) * FULL,
                          scale->highest - scale->lowest);
}

/* What a row comes to in the scale without one of its questions (ITEMS_NONE: with all);
   returns how many it is of. */
static int64_t add_up(int64_t *total, const struct items_scale *scale, uint32_t row,
                      uint32_t without)
{
    int64_t count = 0;
    *total = 0;
    for (uint32_t i = 0; i < scale->item_count; i++) {
        uint32_t question = items.item[scale->first_item + i].question;
        int64_t value = nano(question, row);
        if (question == without || value < 0)
            continue;
        *total += value;
        count++;
    }
    return count;
}

static int compare(const void *left, const void *right)
{
    int64_t one = *(const int64_t *)left;
    int64_t other = *(const int64_t *)right;
    return (one > other) - (one < other);
}

/* A hundredfold of the quantile of type 7. */
static int64_t quantile(const int64_t *sorted, int64_t n, int64_t percent)
{
    int64_t at = (n - 1) * percent / 100;
    int64_t part = (n - 1) * percent % 100;
    return 100 * sorted[at] + (part == 0 ? 0 : part * (sorted[at + 1] - sorted[at]));
}

static double slow_discrimination(const struct items_scale *scale, uint32_t question)
{
    static int64_t others[ROWS];
    static int64_t sorted[ROWS];
    static int64_t value[ROWS];
    int64_t n = 0;
    for (uint32_t row = 0; row < model.answers.row_count; row++) {
        int64_t total;
        int64_t count = add_up(&total, scale, row, question);
        if (nano(question, row) < 0 || count == 0)
            continue;
        value[n] = nano(question, row);
        others[n] = sorted[n] = divide_rounded(total, count);
        n++;
    }
    qsort(sorted, (size_t)n, sizeof *sorted, compare);
    double sum[2] = {0, 0};
    double count[2] = {0, 0};
    for (int64_t i = 0; i < n; i++) {
        bool in[2] = {100 * others[i] <= quantile(sorted, n, 27),
                      100 * others[i] >= quantile(sorted, n, 73)};
        for (int g = 0; g < 2; g++) {
            sum[g] += in[g] ? (double)value[i] / FULL : 0;
            count[g] += in[g];
        }
    }
    return sum[1] / count[1] - sum[0] / count[0];
}

static double slow_raw_r(const struct items_scale *scale, uint32_t question)
{
    long double n = 0;
    long double sum[2] = {0, 0};
    long double product[3] = {0, 0, 0};
    for (uint32_t row = 0; row < model.answers.row_count; row++) {
        int64_t total;
        int64_t count = add_up(&total, scale, row, ITEMS_NONE);
        if (nano(question, row) < 0)
            continue;
        long double one = (long double)nano(question, row) / FULL;
        long double mean = (long double)total / FULL / (long double)count;
        n++;
        sum[0] += one;
        sum[1] += mean;
        product[0] += one * one;
        product[1] += mean * mean;
        product[2] += one * mean;
    }
    return (double)((product[2] - sum[0] * sum[1] / n)
                    / sqrtl((product[0] - sum[0] * sum[0] / n)
                            * (product[1] - sum[1] * sum[1] / n)));
}

/* What a row differs from its owner's mean by; without owners, its value. */
static long double away(uint32_t question, uint32_t row, bool within)
{
    long double sum = 0;
    long double count = 0;
    for (uint32_t other = 0; within && other < model.answers.row_count; other++) {
        if (nano(question, other) < 0 || other * 7 % OWNERS != row * 7 % OWNERS)
            continue;
        sum += (long double)nano(question, other);
        count++;
    }
    return ((long double)nano(question, row) - (count == 0 ? 0 : sum / count)) / FULL;
}

static long double covariance(const long double *one, const long double *other,
                              const bool *both)
{
    long double n = 0;
    long double sum[2] = {0, 0};
    long double product = 0;
    for (uint32_t row = 0; row < model.answers.row_count; row++) {
        if (!both[row])
            continue;
        n++;
        sum[0] += one[row];
        sum[1] += other[row];
        product += one[row] * other[row];
    }
    return (product - sum[0] * sum[1] / n) / (n - 1);
}

enum alpha_of { ALL_ROWS, COMPLETE_ROWS, WITHIN_OWNERS };

static double slow_alpha(const struct items_scale *scale, enum alpha_of what)
{
    static long double value[QUESTIONS][ROWS];
    long double trace = 0;
    long double whole = 0;
    long double k = scale->item_count;
    const struct items_item *item = &items.item[scale->first_item];
    for (uint32_t i = 0; i < scale->item_count; i++)
        for (uint32_t row = 0; row < model.answers.row_count; row++)
            value[i][row] = away(item[i].question, row, what == WITHIN_OWNERS);
    for (uint32_t i = 0; i < scale->item_count; i++) {
        for (uint32_t j = 0; j < scale->item_count; j++) {
            static bool both[ROWS];
            for (uint32_t row = 0; row < model.answers.row_count; row++) {
                int64_t total;
                both[row] =
                    nano(item[i].question, row) >= 0 && nano(item[j].question, row) >= 0
                    && (what != COMPLETE_ROWS
                        || add_up(&total, scale, row, ITEMS_NONE) == scale->item_count);
            }
            long double one = covariance(value[i], value[j], both);
            trace += i == j ? one : 0;
            whole += one;
        }
    }
    return (double)(k / (k - 1) * (1 - trace / whole));
}

static void assert_items(void)
{
    for (uint32_t i = 0; i < items.item_count; i++) {
        const struct items_item *item = &items.item[i];
        const struct items_scale *scale = &items.scale[item->scale];
        assert_int_equal(item->discrimination.state, ITEM_DEFINED);
        assert_near(item->discrimination.value,
                    slow_discrimination(scale, item->question), CLOSE);
        assert_near(item->raw_r.value, slow_raw_r(scale, item->question), CLOSE);
    }
}

static void items_beside_the_others_are_as_a_slow_reading_has_them(void **state)
{
    (void)state;
    build(ROWS);
    answer(12);
    analyse();
    assert_items();
}

/* As few rows as there are, the last of which may stand alone in its block. */
static void a_round_may_end_anywhere_in_a_block(void **state)
{
    (void)state;
    static const uint32_t rows[] = {7, 255, 256, 257, 1024, 1025};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        build(rows[i]);
        answer(9);
        analyse();
        assert_items();
        assert_near(items.scale[0].alpha.value, slow_alpha(&items.scale[0], ALL_ROWS),
                    CLOSE);
    }
}

/* Rows that have answered one question have no others to be put in order by. */
static void who_answers_one_question_is_in_no_group(void **state)
{
    (void)state;
    build(300);
    answer(12);
    for (uint32_t row = 0; row < 300; row += 3)
        for (uint32_t q = 0; q < QUESTIONS; q++)
            if (q != row % QUESTIONS)
                *model_answer(&model, q, row) = ANSWER_BLANK;
    analyse();
    assert_items();
}

static void alphas_are_as_a_slow_reading_has_them(void **state)
{
    (void)state;
    build(ROWS);
    answer(12);
    analyse();
    for (uint32_t s = 0; s < items.scale_count; s++) {
        const struct items_scale *scale = &items.scale[s];
        assert_near(scale->alpha.value, slow_alpha(scale, ALL_ROWS), CLOSE);
        assert_true(scale->gaps);
        assert_near(scale->complete_alpha.value, slow_alpha(scale, COMPLETE_ROWS),
                    COARSE);
        assert_int_equal(scale->within_alpha.state,
                         scale->own ? ITEM_DEFINED : ITEM_UNDEFINED);
        if (scale->own)
            assert_near(scale->within_alpha.value, slow_alpha(scale, WITHIN_OWNERS),
                        CLOSE);
    }
}

/* Below the root stand what the other dimension asks on its own. */
static void the_same_questions_have_the_same_figures(void **state)
{
    (void)state;
    build(ROWS);
    answer(12);
    analyse();
    const struct items_scale *root = &items.scale[0];
    const struct items_scale *all = &items.scale[3];
    assert_false(root->own);
    assert_true(all->own);
    assert_int_equal(all->node, 3);
    assert_int_equal(all->first_item, 2 * QUESTIONS);
    assert_int_equal(all->row_count, root->row_count);
    assert_int_equal(all->taken, QUESTIONS);
    assert_true(all->alpha.value == root->alpha.value);
    assert_true(all->complete_rows == root->complete_rows);
    for (uint32_t i = 0; i < QUESTIONS; i++) {
        const struct items_item *one = &items.item[root->first_item + i];
        const struct items_item *other = &items.item[all->first_item + i];
        assert_int_equal(one->scale, 0);
        assert_int_equal(other->scale, 3);
        assert_int_equal(one->question, other->question);
        assert_true(one->r_drop.value == other->r_drop.value);
        assert_true(one->discrimination.value == other->discrimination.value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_beside_the_others_are_as_a_slow_reading_has_them),
        cmocka_unit_test(a_round_may_end_anywhere_in_a_block),
        cmocka_unit_test(who_answers_one_question_is_in_no_group),
        cmocka_unit_test(alphas_are_as_a_slow_reading_has_them),
        cmocka_unit_test(the_same_questions_have_the_same_figures),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    item_analysis_release(&items);
    model_release(&model);
    return failed;
}

/* Exact fractions: each operation by hand and, on fractions of all sizes, against the
   library's own arithmetic of fractions, which the engine does not use. */

#include "base/rational.h"

#include "support.h"

#include <gmp.h>
#include <string.h>

static struct rational_room room;

static int room_close(void **state)
{
    (void)state;
    memory_fail_from(0);
    rational_room_release(&room);
    return 0;
}

static void assert_fraction(struct rational a, int64_t numerator, int64_t denominator)
{
    int order = 2;
    assert_true(a.denominator > 0);
    assert_true(
        rational_compare(&order, a, rational_of(numerator, denominator), &room));
    if (order != 0)
        fail_msg("%lld/%lld is not %lld/%lld", (long long)a.numerator,
                 (long long)a.denominator, (long long)numerator,
                 (long long)denominator);
}

/* The product of small factors, which need not fit anything. */
static struct rational power(int64_t base, unsigned exponent)
{
    struct rational result = rational_of(1, 1);
    for (unsigned i = 0; i < exponent; i++)
        assert_true(rational_multiply(&result, result, rational_of(base, 1), &room));
    return result;
}

static void assert_same(struct rational a, struct rational b)
{
    int order = 2;
    assert_true(rational_compare(&order, a, b, &room));
    assert_int_equal(order, 0);
}

static void sums_and_differences_are_exact(void **state)
{
    (void)state;
    static const struct {
        int64_t a[2], b[2], sum[2], difference[2];
    } row[] = {
        {{1, 3}, {1, 3}, {2, 3}, {0, 1}},
        {{1, 6}, {1, 3}, {1, 2}, {-1, 6}},
        {{1, 3}, {1, 6}, {1, 2}, {1, 6}},
        {{1, 4}, {1, 6}, {5, 12}, {1, 12}},
        {{-1, 4}, {-1, 6}, {-5, 12}, {-1, 12}},
        {{0, 7}, {2, 5}, {2, 5}, {-2, 5}},
        {{INT64_MAX, 1}, {-INT64_MAX, 1}, {0, 1}, {0, 0}},
        {{INT64_MIN, 2}, {INT64_MIN, 2}, {INT64_MIN, 1}, {0, 1}},
        {{INT64_MIN, 6}, {INT64_MAX, 6}, {-1, 6}, {0, 0}},
        /* Only in lowest terms does it fit. */
        {{INT64_MAX, INT64_MAX}, {INT64_MAX, INT64_MAX}, {2, 1}, {0, 1}},
        {{INT64_MAX - 1, INT64_MAX}, {1, INT64_MAX}, {1, 1}, {0, 0}},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct rational a = rational_of(row[i].a[0], row[i].a[1]);
        struct rational b = rational_of(row[i].b[0], row[i].b[1]);
        struct rational result;
        assert_true(rational_add(&result, a, b, &room));
        assert_fraction(result, row[i].sum[0], row[i].sum[1]);
        assert_true(rational_add(&result, b, a, &room));
        assert_fraction(result, row[i].sum[0], row[i].sum[1]);
        if (row[i].difference[1] == 0)
            continue;
        assert_true(rational_subtract(&result, a, b, &room));
        assert_fraction(result, row[i].difference[0], row[i].difference[1]);
    }
}

static void products_and_quotients_are_exact(void **state)
{
    (void)state;
    static const struct {
        int64_t a[2], b[2], product[2], quotient[2];
    } row[] = {
        {{-2, 3}, {3, 4}, {-1, 2}, {-8, 9}},
        {{2, 3}, {-3, 4}, {-1, 2}, {-8, 9}},
        {{-2, 3}, {-3, 4}, {1, 2}, {8, 9}},
        {{0, 5}, {-3, 4}, {0, 1}, {0, 1}},
        {{INT64_MAX, 2}, {2, INT64_MAX}, {1, 1}, {0, 0}},
        {{INT64_MAX, 3}, {INT64_MAX, 3}, {0, 0}, {1, 1}},
        {{INT64_MIN, 1}, {1, 2}, {INT64_MIN / 2, 1}, {0, 0}},
        {{1, 1}, {INT64_MIN, 2}, {INT64_MIN / 2, 1}, {-1, -(INT64_MIN / 2)}},
        {{INT64_MIN, 1}, {INT64_MIN, 1}, {0, 0}, {1, 1}},
        {{INT64_MIN, 3}, {INT64_MIN, 5}, {0, 0}, {5, 3}},
        {{0, 1}, {INT64_MIN, 1}, {0, 1}, {0, 1}},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct rational a = rational_of(row[i].a[0], row[i].a[1]);
        struct rational b = rational_of(row[i].b[0], row[i].b[1]);
        struct rational result;
        if (row[i].product[1] != 0) {
            assert_true(rational_multiply(&result, a, b, &room));
            assert_fraction(result, row[i].product[0], row[i].product[1]);
        }
        if (row[i].quotient[1] == 0)
            continue;
        assert_true(rational_divide(&result, a, b, &room));
        assert_fraction(result, row[i].quotient[0], row[i].quotient[1]);
    }
}

static void weighted_sums_keep_their_denominator_while_they_can(void **state)
{
    (void)state;
    struct rational sum = rational_of(1, 12);
    assert_true(rational_add_product(&sum, 3, rational_of(5, 12), &room));
    assert_int_equal(sum.numerator, 16);
    assert_int_equal(sum.denominator, 12);
    assert_true(rational_add_product(&sum, -2, rational_of(1, 4), &room));
    assert_int_equal(sum.numerator, 10);
    assert_int_equal(sum.denominator, 12);
    assert_true(rational_add_product(&sum, 1, rational_of(1, 24), &room));
    assert_int_equal(sum.numerator, 21);
    assert_int_equal(sum.denominator, 24);
    assert_true(rational_add_product(&sum, 1, rational_of(1, 36), &room));
    assert_int_equal(sum.numerator, 65);
    assert_int_equal(sum.denominator, 72);
    assert_true(rational_add_product(&sum, 0, rational_of(INT64_MIN, 7), &room));
    assert_fraction(sum, 65, 72);
    /* 2^62 * 2 - 2^63 is 0, though neither term fits. */
    struct rational large = rational_of(0, 1);
    assert_true(rational_add_product(&large, 2, rational_of(INT64_MIN, 1), &room));
    assert_int_equal(large.denominator, 0);
    assert_true(rational_add_product(&large, -4, rational_of(INT64_MIN / 2, 1), &room));
    assert_fraction(large, 0, 1);
    /* (2^63 * 2^63 / 3) / (-2^63 / 9) = -3 * 2^63. */
    assert_true(
        rational_add_product(&large, INT64_MIN, rational_of(INT64_MIN, 3), &room));
    assert_true(rational_divide(&large, large, rational_of(INT64_MIN, 9), &room));
    assert_true(rational_divide(&large, large, rational_of(6, 1), &room));
    assert_fraction(large, INT64_MIN / 2, 1);
}

static void order_is_seen_where_products_do_not_fit(void **state)
{
    (void)state;
    static const struct {
        int64_t a[2], b[2];
        int order;
    } row[] = {
        {{1, 3}, {333333333, 1000000000}, 1},
        {{-1, 2}, {1, 2}, -1},
        {{2, 4}, {1, 2}, 0},
        {{3, 7}, {4, 7}, -1},
        {{INT64_MAX, 1}, {INT64_MAX, 2}, 1},
        {{INT64_MIN, INT64_MAX}, {INT64_MIN, INT64_MAX - 1}, 1},
        {{INT64_MAX - 1, INT64_MAX}, {INT64_MAX - 2, INT64_MAX - 1}, 1},
    };
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        struct rational a = rational_of(row[i].a[0], row[i].a[1]);
        struct rational b = rational_of(row[i].b[0], row[i].b[1]);
        int order = 2;
        assert_true(rational_compare(&order, a, b, &room));
        assert_int_equal(order, row[i].order);
        assert_true(rational_compare(&order, b, a, &room));
        assert_int_equal(order, -row[i].order);
    }
    int order = 2;
    struct rational large = power(10, 30);
    assert_true(rational_compare(&order, large, rational_of(INT64_MAX, 1), &room));
    assert_int_equal(order, 1);
    assert_true(rational_subtract(&large, rational_of(0, 1), large, &room));
    assert_true(rational_compare(&order, large, rational_of(INT64_MIN, 1), &room));
    assert_int_equal(order, -1);
    assert_true(rational_compare(&order, rational_of(0, 1), large, &room));
    assert_int_equal(order, 1);
}

/* The whole numbers of 10^-decimals that a comes to, by mode. */
struct rounding_row {
    int64_t a[2];
    int decimals;
    int64_t away, even, up, truncated;
};

static const struct rounding_row rounding_row[] = {
    {{5, 2}, 0, 3, 2, 3, 2},
    {{-5, 2}, 0, -3, -2, -2, -2},
    {{7, 2}, 0, 4, 4, 4, 3},
    {{-7, 2}, 0, -4, -4, -3, -3},
    {{1, 2}, 0, 1, 0, 1, 0},
    {{-1, 2}, 0, -1, 0, 0, 0},
    {{3, 1}, 0, 3, 3, 3, 3},
    {{-3, 1}, 0, -3, -3, -3, -3},
    {{0, 9}, 2, 0, 0, 0, 0},
    {{1, 3}, 0, 0, 0, 0, 0},
    {{2, 3}, 0, 1, 1, 1, 0},
    {{-1, 3}, 0, 0, 0, 0, 0},
    {{-2, 3}, 0, -1, -1, -1, 0},
    {{1, 8}, 2, 13, 12, 13, 12},
    {{-1, 8}, 2, -13, -12, -12, -12},
    {{3, 8}, 2, 38, 38, 38, 37},
    {{-3, 8}, 2, -38, -38, -37, -37},
    /* One part in 10^18 beside a tie is no tie. */
    {{500000000000000001, 1000000000000000000}, 0, 1, 1, 1, 0},
    {{499999999999999999, 1000000000000000000}, 0, 0, 0, 0, 0},
    {{-500000000000000001, 1000000000000000000}, 0, -1, -1, -1, 0},
    {{1, 2000000000}, 9, 1, 0, 1, 0},
    {{-3, 2000000000}, 9, -2, -2, -1, -1},
    {{2, 3}, 9, 666666667, 666666667, 666666667, 666666666},
    {{INT64_MIN, 1}, 0, INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN},
    {{INT64_MIN, INT64_MAX}, 0, -1, -1, -1, -1},
    {{INT64_MIN, INT64_MAX}, 9, -POINT, -POINT, -POINT, -POINT},
    {{INT64_MAX, 2},
     0,
     4611686018427387904,
     4611686018427387904,
     4611686018427387904,
     4611686018427387903},
};

static void assert_rounds(const struct rounding_row *row, enum rounding rounding,
                          int64_t expected)
{
    struct rational result;
    int64_t unit = 1;
    for (int i = 0; i < row->decimals; i++)
        unit *= 10;
    struct rational a = rational_of(row->a[0], row->a[1]);
    assert_true(rational_round(&result, a, rounding, row->decimals, &room));
    assert_same(result, rational_of(expected, unit));
}

static void rounding_sees_exact_ties_on_both_sides_of_zero(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rounding_row / sizeof *rounding_row; i++) {
        const struct rounding_row *row = &rounding_row[i];
        assert_rounds(row, ROUNDING_HALF_AWAY, row->away);
        assert_rounds(row, ROUNDING_HALF_EVEN, row->even);
        assert_rounds(row, ROUNDING_HALF_UP, row->up);
        assert_rounds(row, ROUNDING_TRUNCATE, row->truncated);
        struct rational same;
        struct rational a = rational_of(row->a[0], row->a[1]);
        assert_true(rational_round(&same, a, ROUNDING_NONE, row->decimals, &room));
        assert_same(same, a);
    }
}

/* ±(10^30 + 1/2), whose size is odd or even as `last` is. */
static struct rational large_tie(int64_t sign, int64_t last)
{
    struct rational tie = power(10, 30);
    assert_true(rational_add(&tie, tie, rational_of(2 * last + 1, 2), &room));
    assert_true(rational_multiply(&tie, tie, rational_of(sign, 1), &room));
    return tie;
}

static void assert_large_rounds(int64_t sign, int64_t last, enum rounding rounding,
                                int64_t expected)
{
    struct rational tie = large_tie(sign, last);
    struct rational whole = power(10, 30);
    assert_true(rational_add(&whole, whole, rational_of(expected, 1), &room));
    assert_true(rational_multiply(&whole, whole, rational_of(sign, 1), &room));
    assert_true(rational_round(&tie, tie, rounding, 0, &room));
    assert_same(tie, whole);
}

static void outgrown_fractions_round_alike(void **state)
{
    (void)state;
    assert_large_rounds(1, 0, ROUNDING_HALF_AWAY, 1);
    assert_large_rounds(-1, 0, ROUNDING_HALF_AWAY, 1);
    assert_large_rounds(1, 0, ROUNDING_HALF_EVEN, 0);
    assert_large_rounds(-1, 0, ROUNDING_HALF_EVEN, 0);
    assert_large_rounds(1, 1, ROUNDING_HALF_EVEN, 2);
    assert_large_rounds(-1, 1, ROUNDING_HALF_EVEN, 2);
    assert_large_rounds(1, 0, ROUNDING_HALF_UP, 1);
    assert_large_rounds(-1, 0, ROUNDING_HALF_UP, 0);
    assert_large_rounds(1, 1, ROUNDING_TRUNCATE, 1);
    assert_large_rounds(-1, 1, ROUNDING_TRUNCATE, 1);
    struct rational tie = large_tie(1, 0);
    struct rational same;
    assert_true(rational_round(&same, tie, ROUNDING_HALF_AWAY, 1, &room));
    assert_same(same, tie);
    /* What is small again after rounding is small. */
    struct rational near;
    assert_true(rational_divide(&near, tie, power(10, 30), &room));
    assert_int_equal(near.denominator, 0);
    assert_true(rational_round(&near, near, ROUNDING_HALF_AWAY, 9, &room));
    assert_fraction(near, 1, 1);
    assert_true(rational_divide(&near, rational_of(-1, 1), tie, &room));
    assert_true(rational_round(&near, near, ROUNDING_HALF_UP, 9, &room));
    assert_fraction(near, 0, 1);
}

static void nano_rounds_half_away_and_says_when_it_does_not_fit(void **state)
{
    (void)state;
    int64_t nano = 7;
    assert_true(rational_nano(&nano, rational_of(2, 3), &room));
    assert_int_equal(nano, 666666667);
    assert_true(rational_nano(&nano, rational_of(-1, 2000000000), &room));
    assert_int_equal(nano, -1);
    assert_true(rational_nano(&nano, rational_of(-1, 2000000001), &room));
    assert_int_equal(nano, 0);
    assert_true(rational_nano(&nano, rational_of(9223372036, 1), &room));
    assert_int_equal(nano, 9223372036 * POINT);
    assert_false(rational_nano(&nano, rational_of(9223372037, 1), &room));
    assert_true(room.too_large);
    room.too_large = false;
    assert_false(rational_nano(&nano, rational_of(INT64_MIN, 1), &room));
    assert_true(room.too_large);
    room.too_large = false;
    struct rational third;
    assert_true(rational_divide(&third, power(10, 30), power(3, 62), &room));
    assert_int_equal(third.denominator, 0);
    assert_true(rational_nano(&nano, third, &room)); /* 10^30 / 3^62 = 2.62109… */
    assert_int_equal(nano, 2621091653);
    assert_true(rational_subtract(&third, rational_of(0, 1), third, &room));
    assert_true(rational_nano(&nano, third, &room));
    assert_int_equal(nano, -2621091653);
    assert_false(rational_nano(&nano, power(10, 12), &room));
    assert_true(room.too_large);
    room.too_large = false;
    assert_false(rational_nano(&nano, power(10, 30), &room));
    assert_true(room.too_large);
    room.too_large = false;
    /* The least that fits, small and outgrown, and what just does not. */
    struct rational least;
    assert_true(rational_nano(&nano, rational_of(INT64_MIN, POINT), &room));
    assert_true(nano == INT64_MIN);
    assert_false(rational_nano(&nano, rational_of(INT64_MIN, POINT - 1), &room));
    assert_true(room.too_large);
    room.too_large = false;
    assert_true(rational_divide(&least, rational_of(1, 1), power(10, 30), &room));
    assert_true(rational_add(&least, least, rational_of(INT64_MIN, POINT), &room));
    assert_int_equal(least.denominator, 0);
    assert_true(rational_nano(&nano, least, &room));
    assert_true(nano == INT64_MIN);
}

/* Harmonic sums: their denominators outgrow anything, and all is taken back. */
static void what_outgrows_words_comes_back_into_them(void **state)
{
    (void)state;
    struct rational sum = rational_of(0, 1);
    for (int64_t i = 1; i <= 200; i++)
        assert_true(rational_add_product(&sum, i, rational_of(1, i * i + 1), &room));
    assert_int_equal(sum.denominator, 0);
    struct rational kept = sum;
    assert_true(rational_add(&kept, kept, rational_of(1, 1), &room));
    for (int64_t i = 200; i >= 2; i--) {
        struct rational term = rational_of(i, i * i + 1);
        assert_true(rational_subtract(&sum, sum, term, &room));
    }
    assert_fraction(sum, 1, 2);
    assert_int_equal(kept.denominator, 0);
    assert_true(rational_divide(&kept, kept, kept, &room));
    assert_fraction(kept, 1, 1);
}

/* A small generator of our own, so that every run tries the same (Marsaglia 2003). */
static uint64_t seed = 88172645463325252;

static uint64_t draw(void)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

/* A whole number of up to `bits` bits, often one with factors of two or of others. */
static void draw_whole(mpz_t whole, unsigned bits)
{
    mpz_set_ui(whole, 0);
    unsigned wanted = 1 + (unsigned)(draw() % bits);
    for (unsigned done = 0; done < wanted; done += 32) {
        mpz_mul_2exp(whole, whole, 32);
        mpz_add_ui(whole, whole, draw() & 0xFFFFFFFF);
    }
    mpz_fdiv_r_2exp(whole, whole, wanted);
    if (draw() % 4 == 0)
        mpz_mul_2exp(whole, whole, draw() % (bits / 2 + 1));
    if (draw() % 4 == 0)
        mpz_mul_ui(whole, whole, 3628800);
    mpz_fdiv_r_2exp(whole, whole, bits);
}

static void draw_fraction(mpq_t fraction, unsigned bits)
{
    draw_whole(mpq_numref(fraction), bits);
    draw_whole(mpq_denref(fraction), bits);
    if (mpz_sgn(mpq_denref(fraction)) == 0)
        mpz_set_ui(mpq_denref(fraction), 1);
    if (draw() % 2 == 0)
        mpz_neg(mpq_numref(fraction), mpq_numref(fraction));
}

/* The same whole number, built digit by digit to the base 2^32. */
static struct rational of_whole(const mpz_t whole)
{
    struct rational result = rational_of(0, 1);
    size_t digits = (mpz_sizeinbase(whole, 2) + 31) / 32;
    mpz_t digit;
    mpz_init(digit);
    for (size_t i = digits; i-- > 0;) {
        mpz_abs(digit, whole);
        mpz_fdiv_q_2exp(digit, digit, 32 * i);
        mpz_fdiv_r_2exp(digit, digit, 32);
        int64_t value = (int64_t)mpz_get_ui(digit);
        assert_true(rational_multiply(&result, result, rational_of(INT64_C(1) << 32, 1),
                                      &room));
        assert_true(rational_add(&result, result, rational_of(value, 1), &room));
    }
    mpz_clear(digit);
    if (mpz_sgn(whole) < 0)
        assert_true(rational_subtract(&result, rational_of(0, 1), result, &room));
    return result;
}

static bool fits(const mpz_t whole)
{
    return mpz_fits_slong_p(whole) != 0;
}

/* As drawn, not in lowest terms where it is small. */
static struct rational of_fraction(const mpq_t fraction)
{
    if (fits(mpq_numref(fraction)) && fits(mpq_denref(fraction)))
        return rational_of(mpz_get_si(mpq_numref(fraction)),
                           mpz_get_si(mpq_denref(fraction)));
    struct rational result;
    assert_true(rational_divide(&result, of_whole(mpq_numref(fraction)),
                                of_whole(mpq_denref(fraction)), &room));
    return result;
}

static void assert_is(struct rational a, mpq_t expected)
{
    mpq_canonicalize(expected);
    assert_same(a, of_fraction(expected));
    if (a.denominator != 0)
        assert_true(a.denominator > 0);
    else
        assert_false(fits(mpq_numref(expected)) && fits(mpq_denref(expected)));
}

/* Rounded by the definitions: floor of twice the value, and what stands in FORMAT. */
static void round_whole(mpz_t whole, const mpq_t a, enum rounding rounding)
{
    mpz_t twice;
    mpz_t divisor;
    mpz_inits(twice, divisor, NULL);
    mpz_mul_2exp(twice, mpq_numref(a), 1);
    mpz_mul_2exp(divisor, mpq_denref(a), 1);
    bool up = rounding == ROUNDING_HALF_UP
              || (rounding == ROUNDING_HALF_AWAY && mpq_sgn(a) >= 0);
    if (rounding == ROUNDING_TRUNCATE)
        mpz_tdiv_q(whole, mpq_numref(a), mpq_denref(a));
    else if (up) {
        mpz_add(twice, twice, mpq_denref(a));
        mpz_fdiv_q(whole, twice, divisor);
    } else if (rounding == ROUNDING_HALF_AWAY) {
        mpz_sub(twice, twice, mpq_denref(a));
        mpz_cdiv_q(whole, twice, divisor);
    } else {
        mpz_add(twice, twice, mpq_denref(a));
        bool tie = mpz_divisible_p(twice, divisor) != 0;
        mpz_fdiv_q(whole, twice, divisor);
        if (tie && mpz_odd_p(whole))
            mpz_sub_ui(whole, whole, 1);
    }
    mpz_clears(twice, divisor, NULL);
}

static void check_rounding(const mpq_t x, struct rational a)
{
    for (int rounding = ROUNDING_HALF_AWAY; rounding < ROUNDING_COUNT; rounding++) {
        int decimals = (int)(draw() % 10);
        mpq_t expected;
        mpq_t scale;
        mpq_inits(expected, scale, NULL);
        mpz_ui_pow_ui(mpq_numref(scale), 10, (unsigned)decimals);
        mpq_mul(expected, x, scale);
        mpz_t whole;
        mpz_init(whole);
        round_whole(whole, expected, (enum rounding)rounding);
        mpq_set_z(expected, whole);
        mpq_div(expected, expected, scale);
        struct rational result;
        assert_true(
            rational_round(&result, a, (enum rounding)rounding, decimals, &room));
        assert_is(result, expected);
        mpz_clear(whole);
        mpq_clears(expected, scale, NULL);
    }
}

static void check_nano(const mpq_t x, struct rational a)
{
    mpq_t scaled;
    mpz_t whole;
    mpq_init(scaled);
    mpz_init(whole);
    mpq_set_si(scaled, POINT, 1);
    mpq_mul(scaled, x, scaled);
    round_whole(whole, scaled, ROUNDING_HALF_AWAY);
    int64_t nano = 0;
    bool done = rational_nano(&nano, a, &room);
    assert_int_equal(done, fits(whole));
    assert_int_equal(room.too_large, !done);
    if (done)
        assert_int_equal(nano, mpz_get_si(whole));
    room.too_large = false;
    mpz_clear(whole);
    mpq_clear(scaled);
}

/* Each operation on fractions up to so many bits. */
static void check_operations(unsigned bits, unsigned other_bits)
{
    mpq_t x;
    mpq_t y;
    mpq_t expected;
    mpq_inits(x, y, expected, NULL);
    draw_fraction(x, bits);
    draw_fraction(y, other_bits);
    if (draw() % 3 == 0) /* a denominator they share */
        mpz_set(mpq_denref(y), mpq_denref(x));
    struct rational a = of_fraction(x);
    struct rational b = of_fraction(y);
    mpq_canonicalize(x);
    mpq_canonicalize(y);
    struct rational result;
    assert_true(rational_add(&result, a, b, &room));
    mpq_add(expected, x, y);
    assert_is(result, expected);
    assert_true(rational_subtract(&result, a, b, &room));
    mpq_sub(expected, x, y);
    assert_is(result, expected);
    assert_true(rational_multiply(&result, a, b, &room));
    mpq_mul(expected, x, y);
    assert_is(result, expected);
    if (mpq_sgn(y) != 0) {
        assert_true(rational_divide(&result, a, b, &room));
        mpq_div(expected, x, y);
        assert_is(result, expected);
    }
    int64_t weight = (int64_t)draw() >> draw() % 63;
    mpq_set_si(expected, weight, 1);
    mpq_mul(expected, expected, y);
    mpq_add(expected, expected, x);
    result = a;
    assert_true(rational_add_product(&result, weight, b, &room));
    assert_is(result, expected);
    int order = 2;
    assert_true(rational_compare(&order, a, b, &room));
    int sign = mpq_cmp(x, y);
    assert_int_equal(order, (sign > 0) - (sign < 0));
    check_rounding(x, a);
    check_nano(x, a);
    mpq_clears(x, y, expected, NULL);
    rational_room_release(&room);
}

static void random_fractions_agree_with_the_library(void **state)
{
    (void)state;
    static const unsigned size[] = {4, 12, 31, 40, 63, 63, 64, 70, 128, 200, 700};
    unsigned sizes = sizeof size / sizeof *size;
    for (unsigned i = 0; i < 6000; i++)
        check_operations(size[draw() % sizes], size[draw() % sizes]);
    for (unsigned i = 0; i < 4; i++)
        check_operations(32000, 32000);
}

static unsigned long library_allocations;

static void *count_allocate(size_t size)
{
    library_allocations++;
    return malloc(size);
}

static void *count_resize(void *block, size_t old_size, size_t size)
{
    (void)old_size;
    library_allocations++;
    return realloc(block, size);
}

static void count_release(void *block, size_t size)
{
    (void)size;
    free(block);
}

/* 65536 bits are held and one more is not; and nothing is asked of the library's own
   allocation, which would end the program when memory is short. */
static void a_fraction_outgrows_its_bound(void **state)
{
    (void)state;
    library_allocations = 0;
    mp_set_memory_functions(count_allocate, count_resize, count_release);
    struct rational half = rational_of(2, 1);
    for (unsigned bits = 1; bits < 32768; bits *= 2)
        assert_true(rational_multiply(&half, half, half, &room)); /* 2^32768 */
    struct rational near;
    assert_true(rational_subtract(&near, half, rational_of(1, 1), &room));
    struct rational most;
    assert_true(rational_multiply(&most, near, near, &room)); /* 65536 bits */
    struct rational result;
    assert_false(rational_multiply(&result, half, half, &room));
    assert_true(room.too_large);
    room.too_large = false;
    assert_false(rational_add(&result, most, most, &room));
    assert_true(room.too_large);
    room.too_large = false;
    /* A sum whose numerator is 131072 bits long on its way, over a common divisor. */
    struct rational fine;
    struct rational other;
    assert_true(rational_add(&other, most, rational_of(2, 1), &room));
    assert_true(rational_divide(&fine, other, most, &room));
    assert_false(rational_add(&result, fine, half, &room));
    assert_true(room.too_large);
    room.too_large = false;
    assert_true(rational_subtract(&result, fine, rational_of(1, 1), &room));
    assert_true(rational_multiply(&result, result, most, &room));
    assert_fraction(result, 2, 1);
    assert_true(rational_round(&result, fine, ROUNDING_HALF_AWAY, 9, &room));
    assert_fraction(result, 1, 1);
    int order = 0;
    assert_true(rational_compare(&order, fine, rational_of(1, 1), &room));
    assert_int_equal(order, 1);
    assert_false(rational_add(&result, fine, rational_of(1, 3), &room));
    assert_true(room.too_large);
    assert_true(rational_divide(&result, fine, fine, &room));
    assert_fraction(result, 1, 1);
    mp_set_memory_functions(NULL, NULL, NULL);
    assert_int_equal(library_allocations, 0);
    rational_room_release(&room);
    assert_false(room.too_large);
}

/* All operations on outgrown fractions; a failure leaves the result as it was. */
static void assert_written(struct rational a, const char *wanted)
{
    struct text text = {0};
    rational_write(&text, a);
    assert_string_equal(text.bytes, wanted);
    text_release(&text);
}

static void fractions_are_written_in_lowest_terms(void **state)
{
    (void)state;
    assert_written(rational_of(0, 7), "0");
    assert_written(rational_of(-4, 6), "-2/3");
    assert_written(rational_of(150, 2), "75");
    assert_written(rational_of(INT64_MIN, 1), "-9223372036854775808");
    /* 10^40 / 3 and its negative inverse, by hand. */
    struct rational large = power(10, 40);
    assert_true(rational_divide(&large, large, rational_of(3, 1), &room));
    assert_written(large, "10000000000000000000000000000000000000000/3");
    assert_true(rational_divide(&large, rational_of(-1, 1), large, &room));
    assert_written(large, "-3/10000000000000000000000000000000000000000");
    assert_written(power(2, 64), "18446744073709551616");
}

static bool write_large(void *context, struct fault *fault)
{
    struct text text = {0};
    rational_write(&text, *(const struct rational *)context);
    bool ok = text_check(&text, fault);
    text_release(&text);
    return ok;
}

static void a_shortage_of_memory_for_digits_stays_in_the_text(void **state)
{
    (void)state;
    struct rational large = power(10, 40);
    assert_survives_shortage(write_large, &large);
}

static bool operate(void *context, struct fault *fault)
{
    (void)context;
    struct rational_room own = {0};
    struct rational a = rational_of(INT64_MAX, 1);
    struct rational b = rational_of(1, INT64_MAX - 1);
    struct rational before = a;
    bool ok = rational_multiply(&a, a, a, &own);
    if (!ok)
        assert_memory_equal(&a, &before, sizeof a);
    int order;
    int64_t nano;
    ok = ok && rational_add(&b, a, b, &own) && rational_subtract(&a, b, a, &own)
         && rational_divide(&b, b, a, &own) && rational_add_product(&b, 3, a, &own)
         && rational_compare(&order, a, b, &own)
         && rational_round(&b, b, ROUNDING_HALF_EVEN, 3, &own)
         && rational_divide(&b, b, rational_of(3, 1), &own)
         && rational_divide(&a, rational_of(1, 1), b, &own)
         && rational_nano(&nano, a, &own);
    assert_false(own.too_large);
    rational_room_release(&own);
    return ok || fault_memory(fault);
}

static void a_shortage_of_memory_is_told(void **state)
{
    (void)state;
    assert_survives_shortage(operate, NULL);
}

int main(void)
{
    const struct CMUnitTest test[] = {
        cmocka_unit_test(fractions_are_written_in_lowest_terms),
        cmocka_unit_test(a_shortage_of_memory_for_digits_stays_in_the_text),
        cmocka_unit_test(sums_and_differences_are_exact),
        cmocka_unit_test(products_and_quotients_are_exact),
        cmocka_unit_test(weighted_sums_keep_their_denominator_while_they_can),
        cmocka_unit_test(order_is_seen_where_products_do_not_fit),
        cmocka_unit_test(rounding_sees_exact_ties_on_both_sides_of_zero),
        cmocka_unit_test(outgrown_fractions_round_alike),
        cmocka_unit_test(nano_rounds_half_away_and_says_when_it_does_not_fit),
        cmocka_unit_test(what_outgrows_words_comes_back_into_them),
        cmocka_unit_test(random_fractions_agree_with_the_library),
        cmocka_unit_test(a_fraction_outgrows_its_bound),
        cmocka_unit_test(a_shortage_of_memory_is_told),
    };
    return cmocka_run_group_tests(test, NULL, room_close);
}

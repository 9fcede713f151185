#include "base/rational_large.h"

#include "base/memory.h"

#include <assert.h>
#include <gmp.h>

_Static_assert(GMP_LIMB_BITS == 64 && GMP_NAIL_BITS == 0, "a limb is 64 whole bits");

/* Only the functions on plain limbs are used. With operands of at most LARGE_BITS they
   work on the stack alone, so that no shortage of memory can end the program. */

struct large {
    mp_size_t top_size;
    mp_size_t bottom_size;
    bool negative;
    mp_limb_t limb[]; /* the numerator, then the denominator; lowest limb first */
};

/* A whole number >= 0; its highest limb is not 0, so that 0 has no limbs. */
struct number {
    const mp_limb_t *limb;
    mp_size_t size;
};

struct fraction {
    struct number top;
    struct number bottom;
    bool negative;
};

/* An operand in lowest terms; one that is small stands in `own`. */
struct operand {
    struct fraction value;
    mp_limb_t own[2];
};

/* What an operation writes on its way. No number there is longer than both operands
   together and a limb, and none of the operations writes more than so many. */
#define DESK_NUMBERS 40

struct desk {
    mp_limb_t *limb;
    size_t used;
    size_t size;
};

static mp_limb_t *desk_take(struct desk *desk, mp_size_t size)
{
    mp_limb_t *limb = desk->limb + desk->used;
    desk->used += (size_t)size;
    assert(desk->used <= desk->size);
    return limb;
}

static bool desk_open(struct desk *desk, const struct operand *x,
                      const struct operand *y)
{
    mp_size_t longest = x->value.top.size + x->value.bottom.size + y->value.top.size
                        + y->value.bottom.size + 2;
    desk->size = DESK_NUMBERS * (size_t)longest;
    desk->limb = memory_unwritten(desk->size, sizeof *desk->limb);
    return desk->limb != NULL;
}

static void desk_close(struct desk *desk)
{
    memory_release(desk->limb);
}

static struct number trimmed(const mp_limb_t *limb, mp_size_t size)
{
    while (size > 0 && limb[size - 1] == 0)
        size--;
    return (struct number){limb, size};
}

static bool is_one(struct number a)
{
    return a.size == 1 && a.limb[0] == 1;
}

static int compare(struct number a, struct number b)
{
    if (a.size != b.size)
        return a.size < b.size ? -1 : 1;
    return a.size == 0 ? 0 : mpn_cmp(a.limb, b.limb, a.size);
}

static struct number product(struct desk *desk, struct number a, struct number b)
{
    if (is_one(a) || b.size == 0)
        return b;
    if (is_one(b) || a.size == 0)
        return a;
    mp_limb_t *limb = desk_take(desk, a.size + b.size);
    if (a.size >= b.size)
        mpn_mul(limb, a.limb, a.size, b.limb, b.size);
    else
        mpn_mul(limb, b.limb, b.size, a.limb, a.size);
    return trimmed(limb, a.size + b.size);
}

static struct number sum(struct desk *desk, struct number a, struct number b)
{
    if (a.size < b.size)
        return sum(desk, b, a);
    if (b.size == 0)
        return a;
    mp_limb_t *limb = desk_take(desk, a.size + 1);
    limb[a.size] = mpn_add(limb, a.limb, a.size, b.limb, b.size);
    return trimmed(limb, a.size + 1);
}

/* a - b, where a >= b. */
static struct number difference(struct desk *desk, struct number a, struct number b)
{
    if (b.size == 0)
        return a;
    mp_limb_t *limb = desk_take(desk, a.size);
    mpn_sub(limb, a.limb, a.size, b.limb, b.size);
    return trimmed(limb, a.size);
}

/* The whole part of a / b, where b > 0, and what is left over. */
static struct number quotient(struct desk *desk, struct number a, struct number b,
                              struct number *rest)
{
    *rest = (struct number){0};
    if (is_one(b))
        return a;
    if (a.size < b.size) {
        *rest = a;
        return (struct number){0};
    }
    mp_limb_t *limb = desk_take(desk, a.size - b.size + 1);
    mp_limb_t *left = desk_take(desk, b.size);
    mpn_tdiv_qr(limb, left, 0, a.limb, a.size, b.limb, b.size);
    *rest = trimmed(left, b.size);
    return trimmed(limb, a.size - b.size + 1);
}

/* a / b, where b divides a. */
static struct number divided(struct desk *desk, struct number a, struct number b)
{
    struct number rest;
    return quotient(desk, a, b, &rest);
}

/* An odd number of its own, to be destroyed: a without the factors of two it holds. */
static struct number without_twos(struct desk *desk, struct number a, mp_bitcnt_t *twos)
{
    *twos = mpn_scan1(a.limb, 0);
    mp_size_t whole = (mp_size_t)(*twos / GMP_LIMB_BITS);
    unsigned bits = (unsigned)(*twos % GMP_LIMB_BITS);
    mp_size_t size = a.size - whole;
    mp_limb_t *limb = desk_take(desk, size);
    if (bits == 0)
        mpn_copyi(limb, a.limb + whole, size);
    else
        mpn_rshift(limb, a.limb + whole, size, bits);
    return trimmed(limb, size);
}

static struct number with_twos(struct desk *desk, struct number a, mp_bitcnt_t twos)
{
    if (twos == 0)
        return a;
    mp_size_t whole = (mp_size_t)(twos / GMP_LIMB_BITS);
    unsigned bits = (unsigned)(twos % GMP_LIMB_BITS);
    mp_limb_t *limb = desk_take(desk, whole + a.size + 1);
    mpn_zero(limb, whole);
    limb[whole + a.size] = 0;
    if (bits == 0)
        mpn_copyi(limb + whole, a.limb, a.size);
    else
        limb[whole + a.size] = mpn_lshift(limb + whole, a.limb, a.size, bits);
    return trimmed(limb, whole + a.size + 1);
}

/* The greatest common divisor of two numbers above 0. The library's wants odd ones, the
   longer one first, and destroys both. */
static struct number divisor(struct desk *desk, struct number a, struct number b)
{
    if (is_one(a) || is_one(b))
        return is_one(a) ? a : b;
    mp_bitcnt_t twos;
    mp_bitcnt_t other_twos;
    struct number longer = without_twos(desk, a, &twos);
    struct number shorter = without_twos(desk, b, &other_twos);
    if (compare(longer, shorter) < 0) {
        struct number kept = longer;
        longer = shorter;
        shorter = kept;
    }
    mp_limb_t *limb = desk_take(desk, shorter.size);
    /* Both are copies on the desk, which may be written. */
    mp_size_t size = mpn_gcd(limb, (mp_limb_t *)longer.limb, longer.size,
                             (mp_limb_t *)shorter.limb, shorter.size);
    return with_twos(desk, (struct number){limb, size},
                     twos < other_twos ? twos : other_twos);
}

static void load(struct operand *operand, struct rational a)
{
    if (a.denominator == 0) {
        const struct large *large = a.large;
        operand->value = (struct fraction){
            .top = {large->limb, large->top_size},
            .bottom = {large->limb + large->top_size, large->bottom_size},
            .negative = large->negative};
        return;
    }
    uint64_t size = a.numerator < 0 ? 0 - (uint64_t)a.numerator : (uint64_t)a.numerator;
    uint64_t common = greatest_common_divisor(size, (uint64_t)a.denominator);
    operand->own[0] = size / common;
    operand->own[1] = (uint64_t)a.denominator / common;
    operand->value = (struct fraction){.top = trimmed(&operand->own[0], 1),
                                       .bottom = {&operand->own[1], 1},
                                       .negative = a.numerator < 0};
}

/* Whether it fits 63 bits, or is the size of INT64_MIN. */
static bool is_small(struct number a, bool negative)
{
    return a.size == 0
           || (a.size == 1 && a.limb[0] <= (uint64_t)INT64_MAX + (negative ? 1 : 0));
}

static int64_t small_value(struct number a, bool negative)
{
    if (a.size == 0)
        return 0;
    return negative ? -(int64_t)(a.limb[0] - 1) - 1 : (int64_t)a.limb[0];
}

static bool is_too_large(struct number a)
{
    return a.size > 0 && mpn_sizeinbase(a.limb, a.size, 2) > LARGE_BITS;
}

/* A fraction in lowest terms becomes the result. */
static bool keep(struct rational *into, struct fraction a, struct rational_room *room)
{
    if (is_small(a.top, a.negative) && is_small(a.bottom, false)) {
        *into =
            rational_of(small_value(a.top, a.negative), small_value(a.bottom, false));
        return true;
    }
    if (is_too_large(a.top) || is_too_large(a.bottom)) {
        room->too_large = true;
        return false;
    }
    size_t limbs = (size_t)(a.top.size + a.bottom.size);
    struct large *large =
        arena_take(&room->arena, 1, sizeof(struct large) + limbs * sizeof(mp_limb_t));
    if (large == NULL)
        return false;
    large->top_size = a.top.size;
    large->bottom_size = a.bottom.size;
    large->negative = a.negative;
    mpn_copyi(large->limb, a.top.limb, a.top.size);
    mpn_copyi(large->limb + a.top.size, a.bottom.limb, a.bottom.size);
    *into = (struct rational){.large = large};
    return true;
}

/* Knuth, The Art of Computer Programming, volume 2, 4.5.1: of two fractions in lowest
   terms, only what their denominators share can be shared by the sum and its
   denominator. So no common divisor of long numbers is sought. */
static struct fraction add(struct desk *desk, struct fraction x, struct fraction y)
{
    struct number shared = divisor(desk, x.bottom, y.bottom);
    struct number own = divided(desk, x.bottom, shared);
    struct number left = product(desk, x.top, divided(desk, y.bottom, shared));
    struct number right = product(desk, y.top, own);
    struct fraction result = {.negative = x.negative};
    if (x.negative == y.negative)
        result.top = sum(desk, left, right);
    else if (compare(left, right) >= 0)
        result.top = difference(desk, left, right);
    else {
        result.top = difference(desk, right, left);
        result.negative = y.negative;
    }
    if (result.top.size == 0)
        return (struct fraction){.bottom = divided(desk, shared, shared)};
    struct number common = divisor(desk, result.top, shared);
    result.top = divided(desk, result.top, common);
    result.bottom = product(desk, own, divided(desk, y.bottom, common));
    return result;
}

static struct fraction multiply(struct desk *desk, struct fraction x, struct fraction y)
{
    struct fraction result = {.negative = x.negative != y.negative};
    struct number common = divisor(desk, x.top, y.bottom);
    struct number other = divisor(desk, y.top, x.bottom);
    result.top =
        product(desk, divided(desk, x.top, common), divided(desk, y.top, other));
    result.bottom =
        product(desk, divided(desk, x.bottom, other), divided(desk, y.bottom, common));
    return result;
}

bool large_add(struct rational *into, struct rational a, struct rational b,
               bool subtract, struct rational_room *room)
{
    struct operand x;
    struct operand y;
    load(&x, a);
    load(&y, b);
    if (subtract)
        y.value.negative = !y.value.negative;
    struct desk desk = {0};
    bool ok =
        desk_open(&desk, &x, &y) && keep(into, add(&desk, x.value, y.value), room);
    desk_close(&desk);
    return ok;
}

bool large_multiply(struct rational *into, struct rational a, struct rational b,
                    bool divide, struct rational_room *room)
{
    struct operand x;
    struct operand y;
    load(&x, a);
    load(&y, b);
    if (divide) {
        struct number top = y.value.top;
        y.value.top = y.value.bottom;
        y.value.bottom = top;
    }
    if (x.value.top.size == 0 || y.value.top.size == 0) {
        *into = rational_of(0, 1);
        return true;
    }
    struct desk desk = {0};
    bool ok =
        desk_open(&desk, &x, &y) && keep(into, multiply(&desk, x.value, y.value), room);
    desk_close(&desk);
    return ok;
}

bool large_compare(int *order, struct rational a, struct rational b)
{
    struct operand x;
    struct operand y;
    load(&x, a);
    load(&y, b);
    if (x.value.negative != y.value.negative) {
        *order = x.value.negative ? -1 : 1;
        return true;
    }
    struct desk desk = {0};
    if (!desk_open(&desk, &x, &y))
        return false;
    int size_order = compare(product(&desk, x.value.top, y.value.bottom),
                             product(&desk, y.value.top, x.value.bottom));
    size_order = (size_order > 0) - (size_order < 0);
    *order = x.value.negative ? -size_order : size_order;
    desk_close(&desk);
    return true;
}

/* The whole number of 1 / scale nearest to x. */
static struct number rounded(struct desk *desk, struct fraction x, struct number scale,
                             enum rounding rounding)
{
    static const mp_limb_t one = 1;
    struct number rest;
    struct number whole = quotient(desk, product(desk, x.top, scale), x.bottom, &rest);
    int half = compare(sum(desk, rest, rest), x.bottom);
    bool odd = whole.size > 0 && whole.limb[0] % 2 == 1;
    if (rest.size == 0 || !rounds_away(rounding, x.negative, half, odd))
        return whole;
    return sum(desk, whole, (struct number){&one, 1});
}

bool large_round(struct rational *into, struct rational a, enum rounding rounding,
                 int64_t scale, struct rational_room *room)
{
    struct operand x;
    struct operand unit;
    load(&x, a);
    load(&unit, rational_of(scale, 1));
    struct desk desk = {0};
    if (!desk_open(&desk, &x, &unit))
        return false;
    struct number bottom = unit.value.top;
    struct fraction result = {.top = rounded(&desk, x.value, bottom, rounding),
                              .negative = x.value.negative};
    struct number common =
        result.top.size == 0 ? bottom : divisor(&desk, result.top, bottom);
    result.top = divided(&desk, result.top, common);
    result.bottom = divided(&desk, bottom, common);
    bool ok = keep(into, result, room);
    desk_close(&desk);
    return ok;
}

static void write_number(struct text *text, struct number a)
{
    static const char digit[] = "0123456789";
    if (a.size == 0) {
        text_add_character(text, '0');
        return;
    }
    /* The library destroys what it writes, and may write one digit too many. */
    size_t digits = mpn_sizeinbase(a.limb, a.size, 10) + 1;
    mp_limb_t *limb = memory_unwritten((size_t)a.size, sizeof *limb);
    unsigned char *number = memory_unwritten(digits, 1);
    if (limb == NULL || number == NULL)
        text->short_of_memory = true;
    else {
        mpn_copyi(limb, a.limb, a.size);
        size_t length = mpn_get_str(number, 10, limb, a.size);
        size_t at = 0;
        while (at + 1 < length && number[at] == 0)
            at++;
        for (; at < length; at++)
            text_add_character(text, digit[number[at]]);
    }
    memory_release(limb);
    memory_release(number);
}

void large_write(struct text *text, struct rational a)
{
    struct operand operand;
    load(&operand, a);
    if (operand.value.negative)
        text_add_character(text, '-');
    write_number(text, operand.value.top);
    if (!is_one(operand.value.bottom)) {
        text_add_character(text, '/');
        write_number(text, operand.value.bottom);
    }
}

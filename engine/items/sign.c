#include "items/analysis.h"

/* A sum of covariances may be 0, and then there is no alpha; rounding must not decide
   that (STATISTICS 6.2). Each is a fraction of whole numbers: where the doubles leave
   it open, the fractions are added up. */

/* wide / divisor, which is > 0. */
static bool fraction_of(struct rational *into, wide value, struct rational divisor,
                        struct rational_room *room)
{
    wide unit = (wide)1 << 62;
    return rational_multiply(into, rational_of((int64_t)(value / unit), 1),
                             rational_of((int64_t)unit, 1), room)
           && rational_add(into, *into, rational_of((int64_t)(value % unit), 1), room)
           && rational_divide(into, *into, divisor, room);
}

static bool add_covariance(struct rational *sum, const struct analysis *analysis,
                           uint32_t one, uint32_t other, struct rational_room *room)
{
    const struct pair_moments *pair = moments_of(&analysis->moments, one, other);
    struct rational divisor = rational_of(pair->n, 1);
    struct rational covariance;
    return rational_multiply(&divisor, divisor, rational_of(pair->n - 1, 1), room)
           && rational_multiply(&divisor, divisor,
                                rational_of(analysis->keys.key[one].range, 1), room)
           && rational_multiply(&divisor, divisor,
                                rational_of(analysis->keys.key[other].range, 1), room)
           && fraction_of(&covariance, moments_spread(pair), divisor, room)
           && rational_add_product(sum, one == other ? 1 : 2, covariance, room);
}

bool find_sign(int *sign, const struct analysis *analysis, const struct taken *taken,
               uint32_t without, struct fault *fault)
{
    struct rational_room room = {0};
    struct rational sum = rational_of(0, 1);
    bool ok = true;
    for (uint32_t one = 0; ok && one < taken->count; one++)
        for (uint32_t other = one; ok && other < taken->count; other++)
            if (one != without && other != without)
                ok = add_covariance(&sum, analysis, taken->item[one]->question,
                                    taken->item[other]->question, &room);
    ok = ok && rational_compare(sign, sum, rational_of(0, 1), &room);
    bool too_large = room.too_large;
    rational_room_release(&room);
    /* A sum of fractions beyond all bounds is as good as 0 here. */
    if (!ok && too_large)
        *sign = 0;
    return ok || too_large || fault_memory(fault);
}

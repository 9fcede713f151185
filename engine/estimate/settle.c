#include "estimate/design.h"

#include "base/catalogue.h"

#define LEVEL 0.975 /* of an interval of 95 % */

/* A standard error this small beside what it was added up from is what was rounded
   off. */
#define AS_GOOD_AS_NONE 1e-12

static const char *const lack_text[] = {
    [ESTIMATE_LACKS_NOTHING] = "",
    [ESTIMATE_LACK_UNITS] = SPOKEN_LATER("nobody has a value"),
    [ESTIMATE_LACK_WEIGHT] = SPOKEN_LATER("the weights add up to nothing"),
    [ESTIMATE_ONE_UNIT] = SPOKEN_LATER("one unit only"),
    [ESTIMATE_ONE_CLUSTER] = SPOKEN_LATER("one cluster only"),
    [ESTIMATE_ALIKE] = SPOKEN_LATER("all alike"),
    [ESTIMATE_EVERYBODY] = SPOKEN_LATER("everybody is counted"),
    [ESTIMATE_ONE_A_STRATUM] = SPOKEN_LATER("one in each stratum only"),
    [ESTIMATE_TWO_ONLY] = SPOKEN_LATER("two only"),
};

_Static_assert(sizeof lack_text / sizeof *lack_text == ESTIMATE_LACK_COUNT,
               "every lack has its text");

const char *estimate_lack_text(enum estimate_lack lack)
{
    return lack_text[lack];
}

bool too_many_units(double n, double eligible, struct fault *fault)
{
    return fault_set(fault, FAULT_DATA, "",
                     "%.0f units have answered of %.0f that should; the register is "
                     "out of date",
                     n, eligible);
}

bool too_many_clusters(double n, double eligible, struct fault *fault)
{
    return fault_set(fault, FAULT_DATA, "",
                     "units of %.0f clusters have answered of %.0f that there are; the "
                     "register is out of date",
                     n, eligible);
}

static enum estimate_lack find_lack(const struct spread *spread)
{
    if (spread->everybody)
        return ESTIMATE_EVERYBODY;
    if (spread->n == 1)
        return ESTIMATE_ONE_UNIT;
    if (spread->clusters == 1)
        return spread->clustered ? ESTIMATE_ONE_CLUSTER : ESTIMATE_ONE_UNIT;
    if (!(sqrt(spread->variance) > AS_GOOD_AS_NONE * spread->size + spread->rounded))
        return ESTIMATE_ALIKE;
    if (spread->clusters <= spread->strata)
        return ESTIMATE_ONE_A_STRATUM;
    return spread->clusters - spread->strata == 1 ? ESTIMATE_TWO_ONLY
                                                  : ESTIMATE_LACKS_NOTHING;
}

void estimate_settle(struct estimated *estimated, const struct spread *spread)
{
    if (!estimated->value.defined) {
        if (estimated->lack == ESTIMATE_LACKS_NOTHING)
            estimated->lack = ESTIMATE_LACK_UNITS;
        return;
    }
    estimated->lack = find_lack(spread);
    switch (estimated->lack) {
    case ESTIMATE_LACKS_NOTHING:
    case ESTIMATE_TWO_ONLY:
    case ESTIMATE_ONE_A_STRATUM:
        estimated->se = estimate_of(sqrt(spread->variance));
        estimated->df = (double)spread->clusters - spread->strata;
        break;
    case ESTIMATE_EVERYBODY:
        estimated->se = estimate_of(0);
        return;
    default:
        return;
    }
    if (estimated->lack != ESTIMATE_LACKS_NOTHING)
        return;
    struct estimate t = quantile_of_t(LEVEL, estimated->df);
    double half = t.value * estimated->se.value;
    estimated->low = estimate_of(t.defined ? estimated->value.value - half : NAN);
    estimated->high = estimate_of(t.defined ? estimated->value.value + half : NAN);
}

struct estimate estimate_p(const struct estimated *estimated)
{
    if (!estimated->se.defined || !(estimated->se.value > 0) || !(estimated->df > 0))
        return (struct estimate){0};
    return tails_of_t(estimated->value.value / estimated->se.value, estimated->df);
}

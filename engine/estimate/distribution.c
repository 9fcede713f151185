#include "estimate/distribution.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <pthread.h>

/* The normal and quantiles of t are GSL's. Its own quantiles of F give up where there
   are as many degrees of freedom as units times questions, and its tails of t lose
   digits far out; these are made from the incomplete beta function here. */

#define STEPS     200
#define CLOSE     1e-15
#define HIGHEST_F 1e12

/* GSL ends the program at an error unless it is told not to; what cannot be found comes
   back as NAN. */
static void silence(void)
{
    gsl_set_error_handler_off();
}

void distribution_prepare(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, silence);
}

static bool is_share(double p)
{
    return p > 0 && p < 1;
}

struct estimate quantile_of_normal(double p)
{
    distribution_prepare();
    return estimate_of(is_share(p) ? gsl_cdf_ugaussian_Pinv(p) : NAN);
}

struct estimate quantile_of_t(double p, double df)
{
    distribution_prepare();
    return estimate_of(is_share(p) && df > 0 ? gsl_cdf_tdist_Pinv(p, df) : NAN);
}

struct estimate tails_of_normal(double z)
{
    distribution_prepare();
    return estimate_of(2 * gsl_cdf_ugaussian_Q(fabs(z)));
}

/* Abramowitz and Stegun 26.5.27, both tails. */
struct estimate tails_of_t(double t, double df)
{
    if (!(df > 0) || !isfinite(t))
        return (struct estimate){0};
    double square = t * t;
    return estimate_of(
        beta_below(df / (df + square), square / (df + square), df / 2, 0.5, NULL));
}

/* What lies above f: Abramowitz and Stegun 26.5.28. Both shares of 1, neither by
   subtraction. */
struct estimate tail_of_f(double f, double above, double below)
{
    if (!(above > 0) || !(below > 0) || !(f >= 0) || isinf(f))
        return (struct estimate){0};
    double whole = above * f + below;
    return estimate_of(
        beta_below(below / whole, above * f / whole, below / 2, above / 2, NULL));
}

/* What of F lies below f, and how dense it is there. */
static double below_f(double f, double above, double below, double *density)
{
    double whole = above * f + below;
    double front;
    double found =
        beta_below(above * f / whole, below / whole, above / 2, below / 2, &front);
    *density = front / f;
    return found;
}

struct estimate quantile_of_f(double p, double above, double below)
{
    if (!(above > 0) || !(below > 0) || !is_share(p))
        return (struct estimate){0};
    double low = 0;
    double high = 1;
    double density;
    while (below_f(high, above, below, &density) < p && high < HIGHEST_F)
        high *= 2;
    double f = high / 2;
    for (int step = 0; step < STEPS; step++) {
        double found = below_f(f, above, below, &density);
        if (isnan(found))
            return (struct estimate){0};
        if (found < p)
            low = f;
        else
            high = f;
        /* Newton's step, and where it leads out of the bracket its middle. */
        double next = f - (found - p) / density;
        if (!(next > low && next < high))
            next = (low + high) / 2;
        if (fabs(next - f) <= CLOSE * f)
            return estimate_of(next);
        f = next;
    }
    return estimate_of(f);
}

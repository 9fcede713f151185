#include "items/analysis.h"

/* Quantiles of F for Feldt's interval. GSL's own gives up where there are as many
   degrees of freedom as units times questions, which is what they are here. */

#define STEPS      200
#define FRACTIONS  200000
#define CLOSE      1e-15
#define NEVER_ZERO 1e-300

/* The continued fraction of the incomplete beta function by Lentz's method (Press et
   al., Numerical Recipes, 6.4); it needs as many steps as the square root of the larger
   degrees. NAN when it does not get there. */
static double beta_fraction(double x, double a, double b)
{
    double c = 1;
    double d = 1 - (a + b) * x / (a + 1);
    d = 1 / (fabs(d) < NEVER_ZERO ? NEVER_ZERO : d);
    double value = d;
    for (int i = 1; i < FRACTIONS; i++) {
        double m = i;
        double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        for (int part = 0; part < 2; part++) {
            double factor = part == 0 ? even : odd;
            d = 1 + factor * d;
            c = 1 + factor / c;
            d = 1 / (fabs(d) < NEVER_ZERO ? NEVER_ZERO : d);
            c = fabs(c) < NEVER_ZERO ? NEVER_ZERO : c;
            value *= c * d;
        }
        if (fabs(c * d - 1) < CLOSE)
            return value;
    }
    return NAN;
}

/* What of F lies below f, and how dense it is there. */
static double below_f(double f, double above, double below, double *density)
{
    double a = above / 2;
    double b = below / 2;
    /* Both shares of 1, neither by subtraction. */
    double x = above * f / (above * f + below);
    double rest = below / (above * f + below);
    double front =
        exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(rest));
    *density = front / f;
    if (x < (a + 1) / (a + b + 2))
        return front * beta_fraction(x, a, b) / a;
    return 1 - front * beta_fraction(rest, b, a) / b;
}

double quantile_of_f(double p, double above, double below)
{
    if (!(above > 0) || !(below > 0))
        return NAN;
    double low = 0;
    double high = 1;
    double density;
    while (below_f(high, above, below, &density) < p && high < 1e12)
        high *= 2;
    double f = high / 2;
    for (int step = 0; step < STEPS; step++) {
        double found = below_f(f, above, below, &density);
        if (isnan(found))
            return NAN;
        if (found < p)
            low = f;
        else
            high = f;
        /* Newton's step, and where it leads out of the bracket its middle. */
        double next = f - (found - p) / density;
        if (!(next > low && next < high))
            next = (low + high) / 2;
        if (fabs(next - f) <= CLOSE * f)
            return next;
        f = next;
    }
    return f;
}

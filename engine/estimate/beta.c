#include "estimate/distribution.h"

#include <gsl/gsl_sf_gamma.h>
#include <gsl/gsl_sf_log.h>

/* The incomplete beta function, also where a and b are as large as units times
   questions (DiDonato and Morris, ACM TOMS 18, 1992, equation 9): below the mean of the
   distribution every term of its continued fraction keeps its digits, which those of
   the textbooks' do not. It needs as many steps as the square root of the larger. */

#define FRACTIONS  2000000
#define CLOSE      1e-16
#define NEVER_ZERO 1e-300
#define NEAR       0.5

static double never_zero(double value)
{
    return fabs(value) < NEVER_ZERO ? NEVER_ZERO : value;
}

/* By Lentz's method (Press et al., Numerical Recipes, 5.2). */
static double beta_fraction(double x, double rest, double a, double b)
{
    double distance = a * rest - b * x;
    double value = never_zero(a / (a + 1) * (distance + 1));
    double c = value;
    double d = 0;
    for (int n = 1; n < FRACTIONS; n++) {
        double m = n;
        double step = a + 2 * m - 1;
        double above =
            (a + m - 1) / step * ((a + b + m - 1) * x) / step * (m * (b - m) * x);
        double below = m + m * (b - m) * x / step
                       + (a + m) / (a + 2 * m + 1) * (distance + 1 + m * (1 + rest));
        d = 1 / never_zero(below + above * d);
        c = never_zero(below + above / c);
        value *= c * d;
        if (fabs(c * d - 1) <= CLOSE)
            return value;
    }
    return NAN;
}

/* a log(expected / a) + a - expected: how much less likely a share is than the one that
   is expected (Loader 2000), without a difference of large numbers. */
static double deviance(double a, double expected)
{
    double excess = (expected - a) / a;
    if (fabs(excess) < NEAR)
        return a * gsl_sf_log_1plusx_mx(excess);
    return a * log(expected / a) + a - expected;
}

/* x^a rest^b / B(a, b), by Stirling's formula and what it leaves of the gamma function;
   logarithms of the gamma function would cancel their digits. */
static double beta_front(double x, double rest, double a, double b)
{
    double n = a + b;
    double left = gsl_sf_gammastar(n) / (gsl_sf_gammastar(a) * gsl_sf_gammastar(b));
    return left * sqrt(a / n * b / (2 * M_PI))
           * exp(deviance(a, n * x) + deviance(b, n * rest));
}

double beta_below(double x, double rest, double a, double b, double *front)
{
    distribution_prepare();
    if (x <= 0 || rest <= 0) {
        if (front != NULL)
            *front = 0;
        return x <= 0 ? 0 : 1;
    }
    double here = beta_front(x, rest, a, b);
    if (front != NULL)
        *front = here;
    if (a * rest >= b * x)
        return here / beta_fraction(x, rest, a, b);
    return 1 - here / beta_fraction(rest, x, b, a);
}

#ifndef ESTIMATE_DISTRIBUTION_H
#define ESTIMATE_DISTRIBUTION_H

/* The incomplete beta function that t and F are made of. */

#include "estimate/estimate.h"

/* Keeps GSL from ending the program at an error; to be called before it is. */
void distribution_prepare(void);

/* The regularised I_x(a, b) for a, b > 0, with rest = 1 - x given apart so that neither
   is a difference; NAN where it cannot be found. `front`, unless NULL, is x^a rest^b /
   B(a, b). */
double beta_below(double x, double rest, double a, double b, double *front);

#endif

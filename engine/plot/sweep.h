#ifndef PLOT_SWEEP_H
#define PLOT_SWEEP_H

#include "base/fault.h"
#include "base/names.h"

/* Removes every chart in the folder and below it whose path without its ending is not
   among the current ones (NULL = none is), and the folders left empty. */
bool sweep_charts(const struct names *current, const char *folder,
                  struct fault *fault) MUST_CHECK;

#endif

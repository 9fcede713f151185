#ifndef TREND_FINGERPRINT_H
#define TREND_FINGERPRINT_H

/* One number per node over everything that decides its figures, so that two editions
   can be compared node by node. Wordings, bands and order are not in it: the same id is
   the same question. Numbers are never kept, so what goes into them may change. */

#include "questionnaire/questionnaire.h"

/* Fills in `fingerprint`, by node. */
bool fingerprint_nodes(uint64_t *fingerprint, const struct questionnaire *questionnaire,
                       struct fault *fault) MUST_CHECK;

#endif

#ifndef TREND_FINGERPRINT_H
#define TREND_FINGERPRINT_H

/* One number per node over everything that decides its figures, so that two editions
   can be compared node by node. Wordings, bands and order are not in it: the same id is
   the same question, unless an edition says that its answers cannot be compared.
   Numbers are never kept, so what goes into them may change. */

#include "questionnaire/questionnaire.h"

/* Fills in `fingerprint`, by node. `since` tells by question the year since when its
   answers mean something else under the same id; 0 = always the same. */
bool fingerprint_nodes(uint64_t *fingerprint, const struct questionnaire *questionnaire,
                       const int32_t *since, struct fault *fault) MUST_CHECK;

#endif

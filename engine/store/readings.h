#ifndef STORE_READINGS_H
#define STORE_READINGS_H

/* What files were read by, each text kept once. */

#include "store/store.h"

struct kept_reading {
    int64_t mapping; /* 0 = none */
    int64_t structure;
    int64_t labels;
    char identity[SHA256_TEXT_BYTES]; /* "" = nothing at all */
};

bool reading_keep(struct store *store, struct kept_reading *kept,
                  const struct answer_file *file, struct fault *fault) MUST_CHECK;

#endif

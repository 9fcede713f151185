#ifndef STORE_ROUNDS_H
#define STORE_ROUNDS_H

/* What a round is made of, kept inside the caller's transaction. */

#include "store/store.h"

/* The edition's row; it is written when it is new. */
bool edition_keep(struct store *store, int64_t *edition,
                  const struct questionnaire *questionnaire,
                  struct fault *fault) MUST_CHECK;

/* A number that changes with anything kept of a population. */
int64_t population_fingerprint(const struct population *population);

/* True unless the round is frozen; else the fault `what`, which is given the round,
   since when, and the round again. */
bool freeze_forbids(struct store *store, int64_t round, const char *what,
                    struct fault *fault) MUST_CHECK;

/* Brings the round's units and groups up to date. */
bool population_keep(struct store *store, int64_t round,
                     const struct population *population,
                     struct fault *fault) MUST_CHECK;

/* The row of every unit in `unit`, which holds numbers of the population in increasing
   order. All must be in the round. */
bool units_find(struct store *store, int64_t *unit_row, int64_t round,
                const struct population *population, const uint32_t *unit, size_t count,
                struct fault *fault) MUST_CHECK;

#endif

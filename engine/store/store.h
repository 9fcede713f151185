#ifndef STORE_STORE_H
#define STORE_STORE_H

/* The record: one SQLite file that keeps everything received, opened by analysts too
   (schema.sql and what follows it say what stands where). One `struct store` per open
   database; heap object, freed by store_free() and used by one thread at a time. Rounds
   are known by questionnaire id and year. */

#include "answers/answers.h"
#include "base/fault.h"
#include "population/population.h"
#include "questionnaire/questionnaire.h"

struct store;

/* Opens the database at the path, or makes it. What is not a Baseline database, or was
   made by a newer one, is refused and left as it is. */
bool store_open(struct store **store, const char *path, struct fault *fault) MUST_CHECK;
void store_free(struct store *store);

/* How long to wait for another program that is writing; 10 s unless set. */
void store_wait_at_most(struct store *store, int ms);

/* Makes the round, its edition and its population known, or up to date: units come and
   go with the register, but one that has answered stays. A changed edition takes the
   place of the first one until there are submissions, and is FAULT_DATA from then on.
 */
bool store_add_round(struct store *store, int64_t *round,
                     const struct questionnaire *questionnaire,
                     const struct population *population, int32_t year,
                     struct fault *fault) MUST_CHECK;

/* The same round as it is known, without a change to it; 0 where it is not. */
bool store_find_round(struct store *store, int64_t *round,
                      const struct questionnaire *questionnaire, int32_t year,
                      struct fault *fault) MUST_CHECK;

/* True in *known when this very file was imported into the round before, read by the
   edition the round has now. */
bool store_knows_file(struct store *store, bool *known, int64_t round, const char *hash,
                      struct fault *fault) MUST_CHECK;

/* One transaction: the file's bytes, its submissions and its refused rows, or nothing.
   A unit that answered before has its earlier submission marked as superseded;
   *superseded counts them. A file that is known changes nothing. Results made without
   the new answers are removed. */
bool store_add_file(struct store *store, size_t *superseded, int64_t round,
                    const struct questionnaire *questionnaire,
                    const struct population *population, const struct source *source,
                    const struct answer_file *file, struct fault *fault) MUST_CHECK;

/* The bytes of a file as it came, in order, in pieces of at most 1 MiB that are
   borrowed for the call; `received` is its key. `take` returns false with a fault to
   stop. Only the true return says that they are the ones that came. */
bool store_read_received(struct store *store, int64_t received,
                         bool (*take)(void *context, const void *bytes, size_t size,
                                      struct fault *fault),
                         void *context, struct fault *fault) MUST_CHECK;

/* The unit's standing answers no longer count; they are kept with the time and the
   reason, and answers imported later count again. Results made with them are removed.
   *withdrawn is false when the unit has none in the round, and nothing is changed. */
bool store_withdraw(struct store *store, bool *withdrawn, int64_t round,
                    const char *unit, const char *reason,
                    struct fault *fault) MUST_CHECK;

/* Tells of each unit whose answers in this very file were withdrawn, and that has not
   answered since: a warning at its row of the file `where`. */
bool store_tell_withdrawn(struct store *store, int64_t round, const char *hash,
                          const char *where, struct problems *problems,
                          struct fault *fault) MUST_CHECK;

/* How many units of a round have standing answers. */
bool store_count_answers(struct store *store, uint64_t *count, int64_t round,
                         struct fault *fault) MUST_CHECK;

/* The standing answers of a round, one row a unit. One of a unit that has left the
   register is FAULT_DATA. */
bool store_load_answers(struct store *store, struct answers *answers, int64_t round,
                        const struct questionnaire *questionnaire,
                        const struct population *population,
                        struct fault *fault) MUST_CHECK;

/* Keeps scores for questions in SQL; replaces the round's earlier ones in one
   transaction. Figures are 1e-9 points; one < 0 is kept as NULL, and then the area's
   own value beside it, which may be below 0. The order is begin, any number of adds,
   end.
 */
bool store_begin_results(struct store *store, int64_t round,
                         struct fault *fault) MUST_CHECK;
bool store_add_score(struct store *store, int64_t round, const char *unit,
                     const char *dimension, const char *area, const char *state,
                     int64_t points, int64_t value, int64_t answered, int64_t relevant,
                     struct fault *fault) MUST_CHECK;
bool store_add_benchmark(struct store *store, int64_t round, const char *level,
                         const char *group, const char *dimension, const char *area,
                         uint32_t n, uint32_t eligible, int64_t mean, int64_t sd,
                         const int64_t quartile[static 3],
                         struct fault *fault) MUST_CHECK;
bool store_end_results(struct store *store, struct fault *fault) MUST_CHECK;

#endif

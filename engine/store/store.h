#ifndef STORE_STORE_H
#define STORE_STORE_H

/* The record: one SQLite file that keeps everything received, opened by analysts too
   (schema.sql and what follows it say what stands where). One `struct store` per open
   database; heap object, freed by store_free() and used by one thread at a time. Rounds
   are known by questionnaire id and year. */

#include "answers/answers.h"
#include "base/fault.h"
#include "base/names.h"
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
   place of the first one until there are submissions, and is FAULT_DATA from then on;
   so is a changed population of a frozen round. */
bool store_add_round(struct store *store, int64_t *round,
                     const struct questionnaire *questionnaire,
                     const struct population *population, int32_t year,
                     struct fault *fault) MUST_CHECK;

/* The same round as it is known, without a change to it; 0 where it is not. */
bool store_find_round(struct store *store, int64_t *round,
                      const struct questionnaire *questionnaire, int32_t year,
                      struct fault *fault) MUST_CHECK;

/* True in *known when this very file was imported into the round before, read by the
   edition the round has now and by the same mapping and lists (NULL = by nothing else).
   One that was imported as a draft, all of it, is another file when it comes as a final
   one. */
bool store_knows_file(struct store *store, bool *known, int64_t round, const char *hash,
                      const struct answers_reading *reading,
                      struct fault *fault) MUST_CHECK;

/* What adding a file did. */
struct store_added {
    struct problems *problems; /* set by the caller: where is told which of two sheets
                                  of a unit stands; NULL = nowhere */
    int64_t first;     /* set by the caller: `received` of the first file of the same
                          import; 0 = there is none before this one */
    int64_t received;  /* the file in the record; 0 = it was known */
    size_t superseded; /* earlier answers that no longer count */
    size_t told;       /* of them: told of one by one */
    size_t late;       /* answers that came too late for a frozen round */
    size_t unchanged;  /* rows that are known already, and are no submissions */
    size_t unchanged_drafts; /* of them */
    bool *stands; /* by row: these answers count; for the caller to release */
};

/* One transaction: the file's bytes (without what of it is personal), what it was read
   by, its submissions and its refused rows, or nothing.
   Of two sheets of a unit one stands (answers/succession.h says which), and the other
   is marked as superseded. What comes for a frozen round is kept and marked as late,
   and changes nothing else. A row that says what its unit's standing answers say, or is
   a response that is known with its very time, is no submission: exports of a survey
   that is under way hold all that came so far; what was withdrawn stays so. A file that
   is known changes nothing. Results made without the new answers are removed. */
bool store_add_file(struct store *store, struct store_added *added, int64_t round,
                    const struct questionnaire *questionnaire,
                    const struct population *population, const struct source *source,
                    const struct answer_file *file, struct fault *fault) MUST_CHECK;

/* The bytes that are kept of a file, in order, in pieces of at most 1 MiB that are
   borrowed for the call; `received` is its key. `take` returns false with a fault to
   stop. Only the true return says that they are the ones that were kept. */
bool store_read_received(struct store *store, int64_t received,
                         bool (*take)(void *context, const void *bytes, size_t size,
                                      struct fault *fault),
                         void *context, struct fault *fault) MUST_CHECK;

/* The lists of a survey tool that a file was read by, by their part; those that there
   are not stay as they are. They are the caller's. */
bool store_load_lists(struct store *store, int64_t received,
                      struct source source[static PART_LABELS + 1],
                      struct fault *fault) MUST_CHECK;

/* What one unit has sent in a round, the newest first. Times are UTC; strings are the
   history's own and live until history_release(). Zeroed = nothing. */
struct store_submission {
    int64_t submission;
    int64_t received;
    const char *file;
    const char *hash; /* of the file as it was sent */
    const char *imported_at;
    const char *kept_hash;  /* NULL = it is kept as it was sent; else of what is kept */
    const char *sheet;      /* of a workbook: the one that was read; or NULL */
    const char *mapping;    /* it was read by, as JSON; or NULL */
    const char *definition; /* hash of the edition it was read by */
    const char *encoding;
    const char *delimiter;
    uint32_t row;
    bool simulated;
    bool stands; /* these answers count */
    bool draft;
    bool read_as_draft;        /* so was the whole file */
    bool late;                 /* it came when the round was frozen … */
    bool held;                 /* … which it still is */
    const char *superseded_by; /* file; NULL = it is not */
    const char *superseded_hash;
    const char *superseded_at;
    const char *withdrawn_at; /* NULL = it is not */
    const char *reason;
};

/* A row of the unit that was not taken. */
struct store_refusal {
    const char *file;
    const char *hash;
    const char *imported_at;
    uint32_t row;
    const char *reason;
};

struct store_history {
    struct store_submission *submission;
    size_t submission_count;
    size_t submission_capacity;
    struct store_refusal *refusal;
    size_t refusal_count;
    size_t refusal_capacity;
    struct names names;
};

bool store_load_history(struct store *store, struct store_history *history,
                        int64_t round, const char *unit,
                        struct fault *fault) MUST_CHECK;
void store_history_release(struct store_history *history);

/* The answers of one submission, standing or not, as one row that is of `unit`, and
   what was written beside them, by question: NULL = nothing. The comments are of the
   history. */
bool store_load_submission(struct store *store, struct answers *answers,
                           const char **comment, struct store_history *history,
                           const struct store_submission *submission,
                           const struct questionnaire *questionnaire,
                           const struct population *population, uint32_t unit,
                           struct fault *fault) MUST_CHECK;

/* The file whose hash begins with `prefix`, of a round or, where that is 0, of any:
   *received is its key, or 0 when there is none. *others says that it could be another
   file too. */
bool store_find_received(struct store *store, int64_t *received, bool *others,
                         int64_t round, const char *prefix,
                         struct fault *fault) MUST_CHECK;

/* The unit's standing answers no longer count; they are kept with the time and the
   reason, and other answers imported later count again. Results made with them are
   removed. *withdrawn is false when the unit has none in the round, and nothing is
   changed. A draft can be withdrawn too; of a frozen round nothing can (FAULT_DATA). */
bool store_withdraw(struct store *store, bool *withdrawn, int64_t round,
                    const char *unit, const char *reason,
                    struct fault *fault) MUST_CHECK;

/* Whether every copy of a file that the round has is kept without what is about
   persons. */
bool store_lacks_personal(struct store *store, bool *lacks, int64_t round,
                          const char *hash, struct fault *fault) MUST_CHECK;

/* Tells of each unit whose answers in this very file were withdrawn, and that has not
   answered since: a warning at its row of the file `where`. */
bool store_tell_withdrawn(struct store *store, int64_t round, const char *hash,
                          const char *where, struct problems *problems,
                          struct fault *fault) MUST_CHECK;

/* A round that is frozen: its standing answers are those of an edition of results. */
struct store_freezing {
    int64_t freeze; /* 0 = the round is not frozen */
    char since[24]; /* UTC */
    char rules[SHA256_TEXT_BYTES];
    char round[160];   /* "questionnaire/year" */
    uint64_t answered; /* units whose answers stood then */
    uint64_t late;     /* answers that are held back */
};

bool store_find_freeze(struct store *store, struct store_freezing *freezing,
                       int64_t round, struct fault *fault) MUST_CHECK;

/* Freezes a round; *done is false when it is frozen already or nobody has answered.
   `rules` is a hash of how its figures are made besides its edition, for the caller to
   compare; `reason` may be NULL. */
bool store_freeze(struct store *store, bool *done, int64_t round, const char *rules,
                  const char *reason, struct fault *fault) MUST_CHECK;

struct store_reopened {
    bool was_frozen; /* else nothing is changed */
    size_t late;     /* sheets that had been held back … */
    size_t standing; /* … and of these now count */
};

/* Lifts the freeze: late answers take their places as if they came now. FAULT_DATA as
   long as a later round of the questionnaire is frozen, whose results show this one's.
 */
bool store_reopen(struct store *store, struct store_reopened *reopened, int64_t round,
                  const char *reason, struct fault *fault) MUST_CHECK;

/* How many units of a round have standing answers. */
bool store_count_answers(struct store *store, uint64_t *count, int64_t round,
                         struct fault *fault) MUST_CHECK;

/* The standing answers of a round, one row a unit. One of a unit that has left the
   register is FAULT_DATA. */
bool store_load_answers(struct store *store, struct answers *answers, int64_t round,
                        const struct questionnaire *questionnaire,
                        const struct population *population,
                        struct fault *fault) MUST_CHECK;

/* The same with drafts, marked as such, of the units that have sent no more. */
bool store_load_begun(struct store *store, struct answers *answers, int64_t round,
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

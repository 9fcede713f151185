#ifndef OVERVIEW_OVERVIEW_H
#define OVERVIEW_OVERVIEW_H

/* What an edition of a questionnaire holds, in numbers: how much there is to answer,
   how long that takes, and how much of each framework its questions meet. An item of a
   framework is met when a question refers to it or to one below it. */

#include "questionnaire/questionnaire.h"

#define FRAMEWORK_KIND_LIMIT 16

struct framework_kind {
    const char *name; /* "clause", "control"; as in the framework's file */
    size_t item_count;
    size_t met_count;
};

struct framework_overview {
    const struct framework *framework;                /* borrowed */
    struct framework_kind kind[FRAMEWORK_KIND_LIMIT]; /* in order of first mention */
    size_t kind_count;
};

/* Zeroed = none. Borrows the questionnaire. */
struct overview {
    size_t question_count;  /* as they stand in the definition */
    size_t follow_up_count; /* those among them that hang on an answer */
    int64_t least_seconds;  /* to read and answer it when no follow-up is asked */
    int64_t most_seconds;   /* when all are */
    struct framework_overview *framework;
    size_t framework_count;
    struct names names; /* private */
};

/* A framework's file that cannot be read is an error in `problems`. What is to be met
   and is not, and what is referred to and is not there, is a warning; `path` is the
   definition's, for these. False when there is an error or memory is short (in
   `fault`). */
bool overview_compute(struct overview *overview,
                      const struct questionnaire *questionnaire, const char *path,
                      struct problems *problems, struct fault *fault) MUST_CHECK;
void overview_release(struct overview *overview);

#endif

#ifndef CLI_INTAKE_H
#define CLI_INTAKE_H

/* Answer files of a survey's rounds, read and stored one by one: each wholly or not at
 * all. */

#include "cli/ahead.h"
#include "cli/doubts.h"
#include "cli/receipts.h"
#include "cli/rivals.h"
#include "cli/session.h"

struct intake {
    size_t files;      /* looked at */
    size_t known;      /* imported before */
    size_t refused;    /* files not taken, and why was said */
    size_t taken;      /* submissions stored */
    size_t rows_left;  /* rows left out of files whose good rows were taken */
    size_t superseded; /* earlier submissions of the same units */
    size_t drafts;     /* of those stored: they do not count */
    size_t late;       /* of those stored: the round is frozen */
    size_t unchanged;  /* rows that say what was stored already */
    size_t warnings;
    bool good_rows;     /* of files with errors are taken */
    bool draft;         /* all of every file is */
    bool keep_personal; /* files are kept as they are sent */
    int64_t first;      /* the first file of this import in the record; 0 = none yet */
    struct rivals rivals;       /* where nothing is stored */
    const char *mapping;        /* --mapping; NULL = the survey's or the folder's own */
    struct table_forced forced; /* --encoding and --delimiter */
    struct receipts *receipts;  /* NULL = none are wanted */
    struct ahead *ahead;        /* the file that is opened already, or NULL */
    struct doubts *doubts;      /* NULL = the quality of answers is not looked at */
};

/* What is wrong with a file is printed; false only when nothing more can be done. With
   `store` NULL the files are only checked. */

/* Files by their paths, in natural order of name (text_compare_natural()). */
bool intake_files(struct session *session, size_t round, const char *const *path,
                  size_t count, struct intake *intake, struct fault *fault) MUST_CHECK;

/* All files of the round's answer folder in natural order of name. */
bool intake_round(struct session *session, size_t round, struct intake *intake,
                  struct fault *fault) MUST_CHECK;
void intake_release(struct intake *intake);

#endif

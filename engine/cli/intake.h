#ifndef CLI_INTAKE_H
#define CLI_INTAKE_H

/* Answer files of a survey's rounds, read and stored one by one: each wholly or not at
 * all. */

#include "cli/doubts.h"
#include "cli/session.h"

struct intake {
    size_t files;      /* looked at */
    size_t known;      /* imported before */
    size_t refused;    /* files not taken, and why was said */
    size_t taken;      /* submissions stored */
    size_t rows_left;  /* rows left out of files whose good rows were taken */
    size_t superseded; /* earlier submissions of the same units */
    size_t warnings;
    bool keep_personal;         /* --keep-personal: files are kept as they are sent */
    const char *mapping;        /* --mapping; NULL = the survey's or the folder's own */
    struct table_forced forced; /* --encoding and --delimiter */
    struct doubts *doubts;      /* NULL = the quality of answers is not looked at */
};

/* One file. What is wrong with it is printed; false only when nothing more can be done.
   With `store` NULL the file is only checked. */
bool intake_file(struct session *session, size_t round, const char *path,
                 bool good_rows, struct intake *intake, struct fault *fault) MUST_CHECK;

/* All files of the round's answer folder in byte order of name. */
bool intake_round(struct session *session, size_t round, bool good_rows,
                  struct intake *intake, struct fault *fault) MUST_CHECK;

#endif

#ifndef PLOT_GNUPLOT_H
#define PLOT_GNUPLOT_H

/* One gnuplot that stays up. It reads commands from a pipe and writes its pictures to
   another, so no file name is ever sent; after each picture it prints a token that ends
   it. A few jobs are under way at once. Nothing here blocks but gnuplot_move() when it
   is told to wait. */

#include "base/fault.h"
#include "base/source.h"
#include "base/text.h"

#include <sys/types.h>

#define GNUPLOT_JOBS 4
#define GNUPLOT_MOST 64 /* processes */

/* A picture on its way. Its texts keep their memory from one use to the next. */
struct job {
    struct text path;        /* of the finished file */
    struct text name;        /* for the picture's <title>, escaped */
    struct text description; /* for its <desc>, escaped */
    struct text commands;
    size_t sent;
    unsigned format; /* enum plot_format; 0 = a picture to throw away */
    char hash[SHA256_TEXT_BYTES];
};

struct gnuplot {
    pid_t process; /* 0 = none */
    int commands;  /* our ends of its pipes */
    int pictures;
    int errors;
    size_t number; /* of jobs ever given: the token */
    struct job job[GNUPLOT_JOBS];
    size_t first; /* the oldest under way */
    size_t count;
    struct text received;
    size_t searched; /* bytes of received that hold no token */
    struct text complaint;
};

/* `scripts` becomes gnuplot's working folder. The struct is zeroed before. */
bool gnuplot_start(struct gnuplot *gnuplot, const char *scripts,
                   struct fault *fault) MUST_CHECK;

/* Sends it the picture that is thrown away, before all others. */
bool gnuplot_warm_up(struct gnuplot *gnuplot, struct fault *fault) MUST_CHECK;

/* The next free job, emptied, or NULL when all are under way; gnuplot_submit() sends it
   on its way with the token added to its commands. */
struct job *gnuplot_free_job(struct gnuplot *gnuplot);
bool gnuplot_submit(struct gnuplot *gnuplot, struct fault *fault) MUST_CHECK;

/* Moves bytes both ways on all of them; writes the pictures that are whole and counts
   them. `wait` waits until something moves. */
bool gnuplot_move(struct gnuplot *gnuplots, size_t count, bool wait, size_t *drawn,
                  struct fault *fault) MUST_CHECK;
void gnuplot_stop(struct gnuplot *gnuplot);

#endif

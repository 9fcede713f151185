#ifndef PLOT_PICTURE_H
#define PLOT_PICTURE_H

/* A picture as gnuplot wrote it, on its way to its file. */

#include "plot/gnuplot.h"

/* Whether the bytes are one whole picture of the format. */
bool picture_is_whole(unsigned format, const char *bytes, size_t length);

/* Gives the picture its names (SVG) or a constant date (PDF), writes it beside its
   place and renames it. It is not synced: a file cut short by a power failure lacks the
   line that picture_is_current() looks for, and is drawn again. */
bool picture_write(const struct job *job, const char *bytes, size_t length,
                   struct fault *fault) MUST_CHECK;

/* Whether the SVG at `path` was drawn from what has this hash. */
bool picture_is_current(const char *path, const char *hash);

#endif

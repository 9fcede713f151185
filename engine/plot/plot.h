#ifndef PLOT_PLOT_H
#define PLOT_PLOT_H

/* Charts of what disclosure let through, drawn by gnuplot processes that stay up
   (`plots/` holds their scripts). Data and labels travel as data blocks, never as
   commands. One `struct plotter` per run; heap object. Charts are drawn while the
   engine goes on; a chart gets its name only when it is whole. */

#include "base/fault.h"
#include "disclosure/disclosure.h"

enum plot_format { PLOT_SVG = 1, PLOT_PNG = 2, PLOT_PDF = 4 };

struct plot_options {
    const char
        *folder; /* results; charts go to <questionnaire>/<year>/charts/… below it */
    const char *scripts; /* the folder with the .gp files */
    unsigned formats;    /* plot_format bits */
    enum language language;
    unsigned processes; /* gnuplots at once; 0 = 2 */
};

struct plotter;

/* A missing gnuplot is FAULT_SYSTEM that names the package. */
bool plotter_open(struct plotter **plotter, const struct plot_options *options,
                  struct fault *fault) MUST_CHECK;

/* Queues the charts of one reader: profile, radar, trend, distribution, and measuring
   points where there are any; one that would show nothing is left out. A chart whose
   data, script and labels are those of the file that stands there is not drawn again.
 */
bool plotter_draw(struct plotter *plotter, const struct disclosed *disclosed,
                  struct fault *fault) MUST_CHECK;

/* Waits for all charts to be whole, and counts them. */
bool plotter_finish(struct plotter *plotter, size_t *drawn, size_t *kept,
                    struct fault *fault) MUST_CHECK;

/* Removes the charts below <folder>/<round>/charts that this plotter neither drew nor
   found current: they would show what is no longer so, or may no longer be shown. With
   NULL nothing is current. */
bool plot_sweep(const struct plotter *plotter, const char *folder, const char *round,
                struct fault *fault) MUST_CHECK;
void plotter_free(
    struct plotter *plotter); /* ends the processes; unfinished files go */

#endif

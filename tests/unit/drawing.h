#ifndef UNIT_DRAWING_H
#define UNIT_DRAWING_H

/* What the tests of charts share: drawing one reader's charts, and reading them again.
   The file that includes this has defined _GNU_SOURCE. */

#include "plot/plot.h"

#include "base/source.h"
#include "base/text.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static inline struct wording word(const char *danish, const char *english)
{
    return (struct wording){{danish, english}};
}

static inline struct shown_figures withheld(enum withheld why)
{
    return (struct shown_figures){.withheld = why,
                                  .mean = NOTHING,
                                  .sd = NOTHING,
                                  .quartile = {NOTHING, NOTHING, NOTHING}};
}

static inline int remove_one(const char *path, const struct stat *status, int flag,
                             struct FTW *walk)
{
    (void)status;
    (void)flag;
    (void)walk;
    return remove(path);
}

struct counts {
    size_t drawn;
    size_t kept;
};

static inline struct counts draw_into(const char *folder,
                                      const struct disclosed *disclosed,
                                      unsigned formats, enum language language)
{
    struct plotter *plotter = NULL;
    struct fault fault = {0};
    struct counts counts = {0};
    struct plot_options options = {
        .folder = folder, .scripts = "plots", .formats = formats, .language = language};
    bool ok = plotter_open(&plotter, &options, &fault)
              && plotter_draw(plotter, disclosed, &fault)
              && plotter_finish(plotter, &counts.drawn, &counts.kept, &fault);
    if (!ok)
        print_message("%s: %s\n", fault.where, fault.what);
    plotter_free(plotter);
    assert_true(ok);
    return counts;
}

/* The text of a chart below the folder. */
static inline struct source chart_of(const char *folder, const char *chart)
{
    struct text path = {0};
    struct source source = {0};
    struct fault fault = {0};
    text_print(&path, "%s/folkeskole/2025/charts/%s", folder, chart);
    bool ok = source_read(&source, path.bytes, &fault);
    text_release(&path);
    if (!ok)
        print_message("%s: %s\n", fault.where, fault.what);
    assert_true(ok);
    return source;
}

static inline bool chart_exists(const char *folder, const char *chart)
{
    struct text path = {0};
    text_print(&path, "%s/folkeskole/2025/charts/%s", folder, chart);
    bool exists = access(path.bytes, F_OK) == 0;
    text_release(&path);
    return exists;
}

static inline bool holds(const struct source *source, const char *part)
{
    return memmem(source->bytes, source->size, part, strlen(part)) != NULL;
}

#endif

#ifndef PLOT_LABEL_H
#define PLOT_LABEL_H

/* Text for a chart: made harmless, measured, shortened and wrapped. A cleaned label is
   valid UTF-8 that XML allows, on one line, without tabs, control characters, signs
   that turn the direction of writing, or straight double quotes; so it cannot leave its
   field of a data block. Widths are estimates for a sans-serif of `size` pixels. */

#include "base/text.h"

#define LABEL_LINES 4

struct label_lines {
    struct text line[LABEL_LINES];
    size_t line_count;
};

/* Appends the cleaned label. */
void label_clean(struct text *text, const char *label);

int label_width(const char *label, int size);

/* Appends the cleaned label, cut to `width` pixels with "…" at the end. */
void label_shorten(struct text *text, const char *label, int width, int size);

/* Cuts the cleaned label into at most `limit` lines of `width` pixels; the last is
   shortened. There is always one line, perhaps an empty one. */
void label_wrap(struct label_lines *lines, const char *label, size_t limit, int width,
                int size);
bool label_lines_check(const struct label_lines *lines, struct fault *fault) MUST_CHECK;
void label_lines_release(struct label_lines *lines);

/* Appends the cleaned label with what XML reserves written as entities. */
void label_add_xml(struct text *text, const char *label);

#endif

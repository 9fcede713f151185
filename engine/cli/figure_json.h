#ifndef CLI_FIGURE_JSON_H
#define CLI_FIGURE_JSON_H

/* What the parts of a figure's JSON share (tree.h). */

#include "cli/figure.h"

json_t *tree_nano(int64_t nano); /* NOTHING is null */
json_t *tree_exact(struct rational value);

/* The areas on the way, and the questions they rest on. */
json_t *figure_make_steps(const struct figure_account *figure);
json_t *figure_make_questions(const struct figure_account *figure);

#endif

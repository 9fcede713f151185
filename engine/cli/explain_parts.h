#ifndef CLI_EXPLAIN_PARTS_H
#define CLI_EXPLAIN_PARTS_H

/* Parts of what `explain` writes as JSON, for a tree that holds more (tree.h). */

#include "cli/explain.h"

#include <jansson.h>

json_t *explain_make_unit(const struct explanation *explanation);
json_t *explain_make_disagreements(const struct problems *problems);
json_t *explain_make_submissions(const struct explanation *explanation);
json_t *explain_make_answers(const struct explanation *explanation);

#endif

#ifndef CLI_CHANGE_JSON_H
#define CLI_CHANGE_JSON_H

/* What the parts of the JSON of `change` share. Undefined is null. */

#include "cli/change.h"

#include <jansson.h>

json_t *change_make_nano(int64_t nano);
json_t *change_make_estimate(struct estimate estimate);
json_t *change_make_key(const char *key); /* NULL = null */

/* Every group that is told of on a node. */
json_t *change_make_groups(const struct change_report *report, uint32_t node);

#endif

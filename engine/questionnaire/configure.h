#ifndef QUESTIONNAIRE_CONFIGURE_H
#define QUESTIONNAIRE_CONFIGURE_H

/* A configuration put into force on the JSON of its definition. */

#include <jansson.h>
#include <stdbool.h>

/* All of these are NULL when there is no such part. */
json_t *find_json_option(const json_t *root, const char *scale, const char *code);
json_t *find_json_dimension(const json_t *dimensions, const char *id);
json_t *find_json_area(const json_t *dimensions,
                       const char *name); /* "dimension/area" */

/* The configuration is one that has been checked. False when short of memory. */
bool configure(json_t *root, const json_t *configuration);

#endif

#ifndef CLI_LOOKUP_H
#define CLI_LOOKUP_H

/* What is asked for by name: areas of a questionnaire, levels and units of a register.
   What is not there is told with what is near, or with what there is. */

#include "population/population.h"
#include "questionnaire/questionnaire.h"

/* The area "dimension/area", or the first one of an id; NAMES_NONE. */
uint32_t lookup_find_area(const struct questionnaire *rules, const char *name);

/* The same, but an id by itself is to be that of one area alone. */
bool lookup_area(uint32_t *area, const struct questionnaire *rules, const char *name,
                 struct fault *fault) MUST_CHECK;

size_t lookup_find_level(const struct population *population,
                         const char *id); /* SIZE_MAX = there is none */
bool lookup_level(size_t *level, const struct population *population, const char *id,
                  struct fault *fault) MUST_CHECK;

/* NAMES_NONE for no id. */
bool lookup_unit(uint32_t *unit, const struct population *population, const char *id,
                 struct fault *fault) MUST_CHECK;

#endif

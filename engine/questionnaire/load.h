#ifndef QUESTIONNAIRE_LOAD_H
#define QUESTIONNAIRE_LOAD_H

/* The parts of a definition, in the order they depend on each other. False when nothing
   that depends on them can be read. */

#include "document/document.h"
#include "questionnaire/questionnaire.h"

bool load_scales(struct questionnaire *questionnaire, const struct part *scales);
bool load_questions(struct questionnaire *questionnaire, const struct part *root);
bool load_dimensions(struct questionnaire *questionnaire, const struct part *root);

/* An id: letters, digits, '.', '-' and '_', at most 64 of them. */
const char *load_id(const struct part *part);

#endif

#ifndef QUESTIONNAIRE_LINT_H
#define QUESTIONNAIRE_LINT_H

/* What is doubtful in a definition that can be used as it is: told as warnings, each
   where it stands. */

#include "questionnaire/load.h"

struct linting {
    const struct questionnaire *questionnaire;
    const struct questionnaire *previous; /* the edition before, or NULL */
    const struct part *root;
    const struct part *scales; /* of their own file when they are shared */
    struct rational_room room;
};

/* After everything is loaded and sound; false when memory is short. */
bool lint(const struct questionnaire *questionnaire,
          const struct questionnaire *previous, const struct part *root,
          const struct part *scales) MUST_CHECK;

/* The parts, each told of where it stands. */
void lint_texts(const struct linting *linting, const struct part *part);
void lint_scales(const struct linting *linting);
void lint_sections(const struct linting *linting);
void lint_questions(const struct linting *linting);
/* What contradicts itself already, or by when its questions are asked. */
bool lint_contradictions(const struct linting *linting) MUST_CHECK;
/* Why questions came and went since the edition before. */
void lint_reasons(const struct linting *linting);
bool lint_areas(struct linting *linting) MUST_CHECK;

/* What of an area no answer can reach: its levels, bands and target. */
bool lint_reach(struct linting *linting, const struct part *part,
                uint32_t node) MUST_CHECK;

#endif

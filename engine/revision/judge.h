#ifndef REVISION_JUDGE_H
#define REVISION_JUDGE_H

/* Which questions go on from which. Private to the room. */

#include "revision/revision.h"

/* Whether two texts, each of which may be NULL, are the same. */
bool same_text(const char *a, const char *b);
bool same_wording(const struct wording *a, const struct wording *b);

/* Whether answers have the same codes and values on both. */
bool same_values(const struct scale *a, const struct scale *b);

/* The option that has the code; NULL when there is none. */
const struct option *find_code(const struct scale *scale, const char *code);

/* The next question of `from`, from the place `*at` on, that the question of `to` goes
   on from by what it replaces, and what it says of it; NULL when there is no more. */
const struct replaced *next_replaced(const struct questionnaire *from,
                                     const struct questionnaire *to, uint32_t question,
                                     size_t *at, uint32_t *found);

/* The question that a layer or an option is part of; itself when it is none. */
uint32_t whole_question(const struct questionnaire *questionnaire, uint32_t question);

#endif

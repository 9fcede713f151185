#ifndef ANSWERS_WORDINGS_H
#define ANSWERS_WORDINGS_H

/* Questions by their own texts, for headers that hold those and no ids. */

#include "base/names.h"
#include "questionnaire/questionnaire.h"

/* Longer texts are no headers. */
#define WORDING_BYTES 2048

#define WORDING_SHARED (UINT32_MAX - 1) /* the text of more than one question */

/* Made when it is first asked; zeroed = not yet. */
struct wordings {
    struct names text;  /* folded */
    uint32_t *question; /* by number of the text */
    size_t capacity;
    bool made;
};

/* The text as headers are compared: no tags, no character references of HTML, then
   folded. Returns the length, or `capacity` when it does not fit. */
size_t wording_fold(char *folded, size_t capacity, const char *text, size_t length);

/* Whether a folded text is that of a question in any language, or its beginning, cut
   off with "..". */
bool wording_is_of(const struct questionnaire *questionnaire, uint32_t question,
                   const char *folded, size_t length);

/* Bytes of a folded text before the ".." it is cut off with; 0 = it is not cut off. */
size_t wording_cut(const char *folded, size_t length);

bool wordings_make(struct wordings *wordings, const struct questionnaire *questionnaire,
                   struct fault *fault) MUST_CHECK;

/* The question whose text, folded, it is; WORDING_SHARED, or NAMES_NONE. */
uint32_t wordings_find(const struct wordings *wordings, const char *folded,
                       size_t length);
void wordings_release(struct wordings *wordings);

#endif

#ifndef CHANGE_RESTRICT_H
#define CHANGE_RESTRICT_H

/* A definition whose areas rest on some of its questions alone. Conditions still look
   at all of them, so that nobody is asked anything else. Private to the room. */

#include "questionnaire/questionnaire.h"

struct restricted {
    struct questionnaire questionnaire; /* borrows all but its nodes */
    uint32_t *question;
    int32_t *weight;
};

/* `kept` by question. */
bool restrict_areas(struct restricted *restricted,
                    const struct questionnaire *questionnaire, const bool *kept,
                    struct fault *fault) MUST_CHECK;
void restricted_release(struct restricted *restricted);

#endif

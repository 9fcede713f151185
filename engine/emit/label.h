#ifndef EMIT_LABEL_H
#define EMIT_LABEL_H

/* What a group's averages are averages of, in words, so that no mean travels without it
   (STATISTICS 2.6). */

#include "base/text.h"
#include "disclosure/disclosure.h"

/* "Average of participants: 812 of 1,329 … in 60 of 98 …". The broadest group is called
   the national average only when it is complete; other groups go by their name. */
void label_add(struct text *label, const struct disclosed *disclosed,
               const struct shown_comparison *comparison, bool broadest,
               enum language language);

/* What a file of rehearsal answers or of invented units must say; false when neither.
 */
bool notice_of(struct wording *notice, const struct disclosed *disclosed);

#endif

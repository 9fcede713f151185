#ifndef DISCLOSURE_AUDIT_H
#define DISCLOSURE_AUDIT_H

/* The attack that proves the protection (STATISTICS 5.5 a): can what is withheld be
   solved for from what is shown? The equations are those everybody knows: a group's
   total is the sum of its children's; a node is the mean of the nodes below it, and a
   lowest area that of its questions, wherever all of them rest on equally many units,
   so presumably on the same; areas of the same questions are the same. What is made of
   its parts in any other way is taken to follow from them all, and each of them from it
   and the others: more than anybody could do, so that more is withheld, not less. */

#include "disclosure/elimination.h"

/* Goes with one family from the first question to the last, and solves only for what
   was withheld since the one before. Zeroed = not asked yet. */
struct audit {
    struct equations equations;
    struct elimination elimination;
    bool *source; /* by cell: of what was found last */
};

/* Takes in what is withheld by now, by [measure * groups + group]; what was so before
   must be so still. */
bool audit_take(struct audit *audit, const struct family *family,
                const int8_t *withheld, struct fault *fault) MUST_CHECK;

/* A cell that is withheld and follows from the rest; false when there is none. Then
   what to withhold so that it does not: of what it follows from that which gives itself
   away in the fewest equations - best in none, and both are safe - and then what has
   the fewest units. NAMES_NONE when it follows from nothing that is shown, so that
   nothing helps. */
bool audit_find(struct audit *audit, const struct family *family, uint32_t *cover);
void audit_release(struct audit *audit);

#endif

#ifndef DISCLOSURE_AUDIT_H
#define DISCLOSURE_AUDIT_H

/* The attack that proves the protection (STATISTICS 5.5 a): can what is withheld be
   solved for from what is shown? The equations are those everybody knows: a group's
   total is the sum of its children's; a node is the mean of the nodes below it, and a
   lowest area that of its questions, wherever all of them rest on equally many units,
   so presumably on the same; areas of the same questions are the same. What is made of
   its parts in any other way is taken to follow from them all, and each of them from it
   and the others: more than anybody could do, so that more is withheld, not less. */

#include "benchmark/benchmark.h"

/* One level's groups beside the group above them. */
struct audited {
    const struct questionnaire *questionnaire;
    const struct benchmark *benchmark;
    const int8_t *withheld;    /* [measure * groups + group_offset[level] + group] */
    size_t level;              /* of the children; >= 1 */
    uint32_t parent;           /* the group above them, at level - 1 */
    const uint32_t *parent_of; /* by group of the level */
    uint32_t group_count;
};

/* A withheld cell that follows from the rest: its measure, and its group or NAMES_NONE
   for the parent itself. *found is false when there is none. */
bool audit_find(const struct audited *audited, bool *found, uint32_t *measure,
                uint32_t *group, struct fault *fault) MUST_CHECK;

#endif

#ifndef DISCLOSURE_SHOW_H
#define DISCLOSURE_SHOW_H

/* What the files that make one reader's view share. */

#include "disclosure/decide.h"

/* One view being made; one exists while disclosure_show() runs. */
struct showing {
    const struct disclosure *disclosure;
    const struct trend_round *round;
    struct disclosed *out;
    uint32_t row; /* reader that is a unit, else NAMES_NONE */
    size_t level; /* reader that is a group, else 0 */
    uint32_t group;
    bool owner; /* the reader owns the units of its group */
    uint32_t
        at[COMPARISON_LIMIT]; /* by comparison, which is a level: the reader's group */
    struct then *then;        /* by round up to this one */
    struct fault *fault;
};

/* Where the reader and its groups stand in another round. */
struct then {
    uint32_t row; /* NAMES_NONE when it did not answer, or is no unit */
    bool known[COMPARISON_LIMIT];
    size_t level[COMPARISON_LIMIT];
    uint32_t group[COMPARISON_LIMIT];
};

/* Room in the view's arena, or NULL with the fault of being short of memory. */
void *show_take(struct showing *showing, size_t count, size_t size);

/* Figures of a group in round `r`, as this reader may see them; `own` = the reader
   owned the group's units then. */
struct shown_figures show_figures(const struct showing *showing, size_t r,
                                  uint32_t measure, size_t level, uint32_t group,
                                  bool own);
struct shown_score show_score(const struct trend_round *round, uint32_t node,
                              uint32_t row);

/* The unit's own answer to a question. */
bool show_own_answer(struct showing *showing, uint32_t q, struct shown_question *shown);

/* Who the reader is, which groups it is compared with, and where it and they stood in
   the rounds before. */
void show_reader(struct showing *showing);
void show_comparisons(struct showing *showing);
struct shown_comparison compare_with(const struct showing *showing, size_t level,
                                     uint32_t group);
bool find_then(struct showing *showing);

/* The units of an owner group, for that group alone. */
bool show_members(struct showing *showing);

/* The groups right below the nation, unless they own units: those are their own
   business. */
bool show_groups_below(struct showing *showing);

#endif

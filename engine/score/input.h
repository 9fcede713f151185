#ifndef SCORE_INPUT_H
#define SCORE_INPUT_H

/* The inputs of an area that is not of the ordinary kind, or of a gate's condition, for
   one row. */

#include "score/scoring.h"

/* The inputs of a node, and how many there are. */
bool collect_inputs(struct scoring *scoring, uint32_t node, size_t row,
                    size_t *count) MUST_CHECK;

/* The same of a gate's condition, as values. */
bool collect_condition(struct scoring *scoring, uint32_t node,
                       const struct gate_condition *condition, size_t row,
                       size_t *count) MUST_CHECK;

/* What the inputs come to before they are made one. */
struct collected {
    struct coverage coverage;
    bool blocked;
    bool complete; /* nothing is missing, so the bounds are the score */
};

struct collected sum_up_inputs(const struct scoring *scoring, size_t count);

/* The inputs made one by the node's operation, for one figure: on its natural range.
   Something counts. */
bool combine_inputs(struct scoring *scoring, const struct node *node, size_t count,
                    enum figure figure, struct rational *value) MUST_CHECK;

/* A node's figures for a row, from its natural range onto its own, and rounded. */
bool finish_figures(struct scoring *scoring, uint32_t node, size_t row) MUST_CHECK;

/* Copies of what is at work, for whoever asks how a figure came about; they are made
   only where somebody does. */
bool keep_inputs(struct scoring *scoring, struct input **kept, size_t *kept_count,
                 size_t count) MUST_CHECK;
bool keep_gates(struct scoring *scoring, const struct node *node) MUST_CHECK;
bool keep_coverage(struct scoring *scoring, const struct collected *all,
                   size_t count) MUST_CHECK;
bool keep_parts(struct scoring *scoring, enum figure figure, struct rational above,
                struct rational below, int64_t unit) MUST_CHECK;

/* A node whose operation is a level: all its figures for a row. */
bool score_gates(struct scoring *scoring, uint32_t node, size_t row) MUST_CHECK;

#endif

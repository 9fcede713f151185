#ifndef EMIT_PARTS_H
#define EMIT_PARTS_H

/* The parts that results are made of, each as one member of the object being written.
 */

#include "disclosure/disclosure.h"
#include "emit/json_writer.h"

struct emitter {
    const struct disclosed *disclosed;
    struct json json;
    struct text scratch; /* for a key or a label; used again and again */
};

/* A figure, or null for NOTHING. */
void emit_figure(struct emitter *emitter, const char *key, int64_t nano);

/* "score": points as steps of the headline scale. */
void emit_on_scale(struct emitter *emitter, int64_t points);

bool has_wording(const struct wording *wording);

/* The languages there is a text in, or null when there is none. */
void emit_wording(struct emitter *emitter, const char *key,
                  const struct wording *wording);

/* "dimension/node" and "question/id", in the scratch text. */
const char *measure_key(struct emitter *emitter, const struct shown_node *node);
const char *question_key(struct emitter *emitter,
                         const struct shown_question *question);

/* state, points, value where the node has a range of its own, and score; all of a score
   with `full`. */
void emit_score(struct emitter *emitter, const char *key, const struct shown_node *node,
                const struct shown_score *score, bool full);

/* "value": a mean of points on the node's own range, where means are told so; `node` is
   NULL for a question. */
void emit_mean_value(struct emitter *emitter, const struct shown_node *node,
                     int64_t mean);

/* All of a group's figures, or why they are withheld; `rank` is left out when NOTHING.
 */
void emit_figures(struct emitter *emitter, const char *key,
                  const struct shown_node *node, const struct shown_figures *figures,
                  int64_t rank);

/* The figures of every comparison by its level; `rank` may be NULL. */
void emit_benchmarks(struct emitter *emitter, const struct shown_node *node,
                     const struct shown_figures *figures, const int64_t *rank);

/* How the group answered, and its label in words. */
void emit_turnout(struct emitter *emitter, const struct shown_comparison *comparison,
                  bool broadest);

/* The nodes of all dimensions, the questions, the owner's units, the groups below. */
void emit_dimensions(struct emitter *emitter);
void emit_questions(struct emitter *emitter);
void emit_members(struct emitter *emitter);
void emit_groups(struct emitter *emitter);

#endif

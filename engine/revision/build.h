#ifndef REVISION_BUILD_H
#define REVISION_BUILD_H

/* How a revision is put together, part by part. Private to the room. */

#include "base/text.h"
#include "revision/judge.h"

struct building {
    struct revision *revision;
    struct text before; /* what is being composed */
    struct text now;
    struct rational_room room; /* for shares */
    struct fault *fault;
};

/* The list that changes are noted in from now on. Lists are made one after the other.
 */
struct revision_changes changes_begin(const struct building *building);

/* All of these note nothing where before and now are the same, and return false only
   when memory is short. */
bool note(struct building *building, struct revision_changes *list,
          enum revision_member member, const char *of, const char *before,
          const char *now) MUST_CHECK;
bool note_wording(struct building *building, struct revision_changes *list,
                  enum revision_member member, const char *of,
                  const struct wording *before, const struct wording *now) MUST_CHECK;

/* A decimal in 1e-9; `had` and `has` say whether there is one. */
bool note_nano(struct building *building, struct revision_changes *list,
               enum revision_member member, const char *of, bool had, int64_t before,
               bool has, int64_t now) MUST_CHECK;

/* Begins two compositions, in building->before and building->now; notes them, where an
   empty one is none. */
void compose(struct building *building);
bool note_composed(struct building *building, struct revision_changes *list,
                   enum revision_member member, const char *of) MUST_CHECK;

/* Adds to what is being composed, ", " between. */
void add_item(struct text *text, const char *item);
void add_nano(struct text *text, int64_t nano);

/* A weight of the edition in 1e-9. */
int64_t weight_nano(const struct questionnaire *questionnaire, int32_t weight);

/* The dimension of the id, or NAMES_NONE; and the node of a dimension. */
uint32_t find_dimension(const struct questionnaire *questionnaire, const char *id);
uint32_t find_node(const struct questionnaire *questionnaire, uint32_t dimension,
                   const char *id);

/* Whether a lowest area has the question, or a layer or an option of it, and with which
   weight. */
bool holds_question(const struct questionnaire *questionnaire, uint32_t node,
                    uint32_t question, int32_t *weight);

/* What follows each other in revision_compute(). */
bool find_questions(struct building *building) MUST_CHECK;
bool compare_question(struct building *building,
                      struct revision_question *question) MUST_CHECK;
bool compare_scales(struct building *building,
                    struct revision_question *question) MUST_CHECK;
bool compare_areas(struct building *building) MUST_CHECK;
bool compare_rules(struct building *building, struct revision_changes *list,
                   uint32_t old, uint32_t new) MUST_CHECK;
bool compare_gates(struct building *building, struct revision_changes *list,
                   uint32_t old, uint32_t new) MUST_CHECK;

/* How much of a node of `of` rests on questions that can be compared and stand below
   the node `there` of the other edition. */
bool share_comparable(struct building *building, const struct questionnaire *of,
                      uint32_t node, const struct questionnaire *other, uint32_t there,
                      int64_t *share) MUST_CHECK;

#endif

#ifndef QUESTIONNAIRE_AREAS_H
#define QUESTIONNAIRE_AREAS_H

/* How dimensions are loaded: one area after another in pre-order, and what looks at the
   areas below it (its range, its gates, the questions it is made over) once they are
   loaded. */

#include "questionnaire/load.h"

/* What an area passes on to those below it where they do not say otherwise. */
struct manner {
    enum measure measure;
    enum rule rule[LACK_COUNT];
    int32_t coverage_numerator;
    int32_t coverage_denominator;
    const char *layer;
};

/* A list of questions, each once. One is made after another in the same room, so that
   an area takes no more memory than its own questions do. */
struct listing {
    uint32_t *question; /* in the order they were added */
    size_t count;
    int32_t *weight;      /* by question: in the list it was added to last */
    uint32_t *list_of;    /* by question: the number of that list; 0 = none */
    uint32_t list_number; /* of the list that is being made */
};

/* One exists while the dimensions are loaded. */
struct loading {
    struct questionnaire *questionnaire;
    struct document *document;
    struct names ids;       /* of the areas of the dimension */
    struct listing listing; /* of an area, or of a condition of a gate */
    struct listing own;     /* of the gate whose conditions are read */
    struct rational_room room;
    size_t input_count; /* of all areas and conditions so far */
    int64_t value_unit; /* all values are whole numbers of 1 / value_unit */
};

bool listing_reserve(struct listing *listing, struct loading *loading);
void listing_begin(struct listing *listing);

/* False when the question is on the list already. */
bool listing_add(struct listing *listing, uint32_t question, int32_t weight);
bool listing_has(const struct listing *listing, uint32_t question);

/* All questions below a node; one that stands there twice, as it stands first. */
void listing_add_below(struct listing *listing,
                       const struct questionnaire *questionnaire, uint32_t node);

/* Those of the listing that bear all tags under the key, told where a tag is borne by
   no question at all. With no listing: of all questions, as the layer has them. */
void list_tagged(struct loading *loading, const struct part *part, const char *key,
                 const struct listing *among, const char *layer);

/* The questions listed under the key, as the layer has them. `own` has the weights of
   those it holds where the list gives none; NULL = every question has its own. */
void list_questions(struct loading *loading, const struct part *part, const char *key,
                    const struct listing *own, const char *layer);

/* Keeps the listing that was made, checked for sums that can be told exactly. */
void keep_listing(struct loading *loading, const struct part *part, const char *key,
                  uint32_t **question, int32_t **weight, size_t *count);

/* "questions" or "select" of a lowest area. */
void load_inputs(struct loading *loading, const struct part *part, struct node *node);

/* Sums of weights are kept in 31 bits. */
void check_weight(const struct questionnaire *questionnaire, const struct part *part,
                  const char *key, int64_t weight);

/* The members of an area that are neither its inputs nor its gates, and what it passes
   on. */
void load_area_members(struct loading *loading, const struct part *part,
                       struct node *node, struct manner *manner);

/* "levels", when the area has all its inputs. */
void load_gates(struct loading *loading, const struct part *part, uint32_t node);

/* The natural range, and the range of the value, when all below is loaded. */
void find_range(struct loading *loading, const struct part *part, uint32_t node);

/* A decimal in lowest terms. */
struct rational decimal_fraction(int64_t nano);

/* The fewest decimals that write all values, as a power of ten. */
int64_t find_value_unit(const struct questionnaire *questionnaire);

#endif

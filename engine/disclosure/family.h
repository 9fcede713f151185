#ifndef DISCLOSURE_FAMILY_H
#define DISCLOSURE_FAMILY_H

/* A group and those right below it: what adds up, and so what must be covered and
   audited together. Its cells are its measures in each of its places: the children, in
   their order, and then the parent. */

#include "benchmark/benchmark.h"

struct family {
    const struct questionnaire *questionnaire;
    const struct benchmark *benchmark;
    size_t level; /* of the children; >= 1 */
    uint32_t parent;
    const uint32_t *child; /* borrowed from the list of families */
    uint32_t child_count;
};

/* All families of a round, broad levels first. */
struct families {
    struct family *family;
    size_t count;
    uint32_t *child;
};

/* Without those whose children own their units: an owner's figure goes to the owner and
   its units alone, so it hides and shows nothing of its sisters'. */
bool families_list(struct families *families, const struct questionnaire *questionnaire,
                   const struct population *population,
                   const struct benchmark *benchmark, struct fault *fault) MUST_CHECK;
void families_release(struct families *families);

static inline uint32_t family_places(const struct family *family)
{
    return family->child_count + 1;
}

static inline size_t family_level(const struct family *family, uint32_t place)
{
    return place == family->child_count ? family->level - 1 : family->level;
}

static inline uint32_t family_group(const struct family *family, uint32_t place)
{
    return place == family->child_count ? family->parent : family->child[place];
}

const struct figures *family_figures(const struct family *family, uint32_t measure,
                                     uint32_t place);

#endif

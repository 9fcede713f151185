#ifndef CLI_COMPARE_JSON_H
#define CLI_COMPARE_JSON_H

/* What the parts of the JSON of `compare` share. There may be a hundred thousand
   groups' figures, so that these are written as they are computed, a line each, and
   only what stands around them is made as trees. */

#include "cli/compare_phrases.h"
#include "cli/tree.h"

/* More digits than anybody needs, and fewer than differ from one machine to another. */
#define COMPARE_DIGITS 12

struct compare_writing {
    struct text *out;
    struct compare_report *report;
    bool failed; /* a tree could not be made */
};

/* `, "key": ` */
void compare_add_key(struct compare_writing *writing, const char *key);

/* Take the tree. */
void compare_add_tree(struct compare_writing *writing, json_t *tree);
void compare_add_member(struct compare_writing *writing, const char *key, json_t *tree);

/* A measure with its figures in every group that is shown. */
bool compare_add_measure(struct compare_writing *writing, uint32_t measure,
                         struct fault *fault) MUST_CHECK;

#endif

#ifndef DISCLOSURE_PARTS_H
#define DISCLOSURE_PARTS_H

/* What a measure is made of, and how, as far as an attacker could use it. Measures are
   numbered as in the benchmark: nodes, then questions. */

#include "questionnaire/questionnaire.h"

/* Solved modulo a prime: a cell that follows from the others over the fractions does so
   here too but for a prime that happens to divide a determinant, and then more is
   withheld, not less, or the cell follows only with coefficients of that size. */
#define EQUATION_PRIME INT64_C(2147483647)

/* How an input enters the linear equation of its node. */
struct part_factor {
    int64_t times;   /* of its points */
    int64_t weight;  /* what it adds to the weights */
    bool same_units; /* it must rest on all units of the node, and not only on some */
};

/* Whether a measure is made of another: a node of a node right below it or of a
   question, or of what its gates look at; a question that takes several of one of its
   options. */
bool parts_contain(const struct questionnaire *questionnaire, uint32_t whole,
                   uint32_t part);

/* Whether two lowest areas hold the same questions, so that they are one under two
   names. */
bool parts_are_twins(const struct questionnaire *questionnaire, uint32_t node,
                     uint32_t other);

/* Whether a whole is computed from the part itself: a node by its operation from areas
   or questions, a level from what its gates look at, a question that takes several from
   its options. */
bool parts_is_input(const struct questionnaire *questionnaire, uint32_t whole,
                    uint32_t part);

/* Whether a node is a mean or a sum of its inputs, whose ends are known. */
bool parts_are_linear(const struct questionnaire *questionnaire, uint32_t node);
struct part_factor parts_area_factor(const struct questionnaire *questionnaire,
                                     uint32_t node, uint32_t area);

/* The same of the `i`th question of the node. */
struct part_factor parts_question_factor(const struct questionnaire *questionnaire,
                                         uint32_t node, size_t i);

/* How the node itself enters, when its inputs' weights come to so much. */
int64_t parts_own_factor(const struct questionnaire *questionnaire, uint32_t node,
                         int64_t weights);

int64_t parts_inverse(int64_t value);

#endif

#ifndef ANSWERS_MATCH_H
#define ANSWERS_MATCH_H

/* The parts of what a header names, for those who put headers together themselves. All
   texts are folded. */

#include "answers/reader.h"

/* column_match() without what the lists of a tool say of its variables. */
enum match column_match_unlisted(const struct reader *reader, struct column *found,
                                 const char *cell, size_t length);

/* The question of a text, with or without its id before it; WORDING_SHARED, or
   NAMES_NONE. */
uint32_t match_question(const struct reader *reader, const char *folded, size_t length);

/* The column of a question's part, which is a layer, an option, or a state that has no
   question of its own. */
bool match_part_of(const struct reader *reader, struct column *found, uint32_t number,
                   const char *part, size_t length);

/* Bytes of a header before the part in brackets at its end; all where there is none. */
size_t match_stem_length(const char *folded, size_t length);

/* The question whose text begins with a text that is cut off; NAMES_NONE, or
   WORDING_SHARED where more than one does: then the first and another. */
uint32_t abbreviated_question(const struct reader *reader, const char *folded,
                              size_t length, uint32_t other[static 2]);

/* The option whose label begins with a text that is cut off; -1 where none does, or
   more than one. */
int abbreviated_option(const struct scale *scale, const char *folded, size_t length);

#endif

#ifndef CLI_PAGE_H
#define CLI_PAGE_H

/* Words in the columns of a page to read: padded by characters, not bytes, so that
   columns with æ, ø and å stand straight, and on one line, whatever they hold. */

#include "base/text.h"

/* How many characters it is. */
int page_add_words(struct text *out, const char *words);

void page_add_left(struct text *out, const char *words, int width);
void page_add_right(struct text *out, const char *words, int width);

/* As page_add_left(), cut off with "…" where they are too long. */
void page_add_cut(struct text *out, const char *words, int width);

/* Without the spaces that a line may end in. */
void page_end_line(struct text *out);

#endif

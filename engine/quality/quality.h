#ifndef QUALITY_QUALITY_H
#define QUALITY_QUALITY_H

/* Doubts about answers that were taken: told as warnings, so that whoever gave them can
   look again. Nothing is ever changed by them. Only answers to questions that were to
   be asked are looked at. Pure: no files, no database.

   - The same answer: of the answers with a value on one scale of four or more values,
     in one section or in the whole sheet, the share that the most frequent of them has.
     Kim, Dykema, Stevenson, Black and Moberg (Social Science Computer Review 37, 2019)
     hold this measure, the "maximum identical rating", against others for seeing that
     somebody answered straight down a list. That it is to be 90 percent of at least 10
     answers is our own choice: an institution may well be as good at everything, and is
     only asked to look.
   - A contradiction: as the definition declares it.
   - A jump: an answer two levels or more from that of the round before, on a question
     that can be compared, with no comment beside it. Levels are the different values
     of the scale in order. Two is our own choice: one step is what a year's work, or
     another person's judgement, makes.
   - Identical sheets: every answer and number of two institutions is the same, and at
     least 20 of them have a value, so that sheets left blank are none. Our own choice.
   - Don't know, not applicable: the share of the answers given that are so. A third, as
     an area then falls below the usual least coverage of two thirds; half, as a score
     then rests on less than what it leaves out. Of at least 10 answers, our own choice.

   The thresholds are the survey's to change (struct quality_plan). */

#include "answers/answers.h"
#include "population/population.h"
#include "questionnaire/questionnaire.h"
#include "survey/survey.h"

enum quality_doubt {
    QUALITY_SAME_ANSWER,
    QUALITY_CONTRADICTION,
    QUALITY_JUMP,
    QUALITY_IDENTICAL,
    QUALITY_DONT_KNOW,
    QUALITY_NOT_APPLICABLE,
    QUALITY_DOUBT_COUNT
};

/* Where a row's answers came from. */
struct quality_place {
    const char *file; /* NULL: the row is compared with, and nothing is told of it */
    size_t row;
};

/* The answers of one round; all is borrowed. */
struct quality_sheets {
    const struct questionnaire *questionnaire;
    const struct population *population;
    const struct answers *answers;
    const struct quality_place *place; /* by row */
    const struct comment *comment;     /* in order of row */
    size_t comment_count;
};

/* Adds the warnings to `problems`, and to `found` how many there are of each.
   `before` is the round before of the same questionnaire, of which neither places nor
   comments are looked at; or NULL. */
bool quality_check(size_t found[static QUALITY_DOUBT_COUNT],
                   const struct quality_sheets *now,
                   const struct quality_sheets *before, const struct quality_plan *plan,
                   struct problems *problems, struct fault *fault) MUST_CHECK;

#endif

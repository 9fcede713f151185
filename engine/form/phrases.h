#ifndef FORM_PHRASES_H
#define FORM_PHRASES_H

/* What forms say, in every language. "{0}", "{1}" … stand for the arguments. */

#include "base/language.h"
#include "base/text.h"

enum phrase {
    PHRASE_GUIDE_SHEET,
    PHRASE_ANSWER_SHEET,
    PHRASE_LIST_SHEET,
    PHRASE_EDITION,  /* edition */
    PHRASE_FOR,      /* name, id */
    PHRASE_FOR_PART, /* name, id, owner */
    PHRASE_HOW_TITLE,
    PHRASE_HOW_CHOOSE,
    PHRASE_HOW_COMMENT,
    PHRASE_HOW_FOLLOW_UPS,
    PHRASE_HOW_EARLIER,
    PHRASE_HOW_SAVE,
    PHRASE_LINE_WORKBOOK, /* the same in one line */
    PHRASE_LINE_CSV,
    PHRASE_FINAL, /* the state of the form as it is sent out … */
    PHRASE_DRAFT,
    PHRASE_STATE, /* … and what it may be */
    PHRASE_ANSWERED,
    PHRASE_OF,           /* between two numbers */
    PHRASE_NUMBER,       /* lowest, highest */
    PHRASE_NUMBERS,      /* without bounds */
    PHRASE_DECIMALS,     /* how many at most */
    PHRASE_DECIMAL,      /* the same, one */
    PHRASE_NUMBER_WRONG, /* what it should be */
    PHRASE_ANSWERS,      /* the possible ones */
    PHRASE_STATES,       /* {0} the states; the options have rows of their own */
    PHRASE_PICK_TITLE,
    PHRASE_PICK,
    PHRASE_SEVERAL,   /* question */
    PHRASE_LAYER,     /* question, layer */
    PHRASE_ONLY_IF,   /* conditions */
    PHRASE_IS,        /* question, answers */
    PHRASE_AMONG,     /* question, answers */
    PHRASE_NOT_AMONG, /* question, answers */
    PHRASE_GIVEN,     /* question */
    PHRASE_AT_LEAST,  /* question, bound */
    PHRASE_AT_MOST,   /* question, bound */
    PHRASE_BETWEEN,   /* question, bound, bound */
    PHRASE_QUOTED,    /* what is answered */
    PHRASE_AND,
    PHRASE_OR,
    PHRASE_EARLIER,           /* heading, round */
    PHRASE_EARLIER_SIMULATED, /* heading, round */
    PHRASE_COUNT
};

const char *form_phrase_in(enum language language, enum phrase phrase);

/* Appends the phrase with its arguments; those it does not speak of may be NULL. */
void form_phrase_add(struct text *text, enum language language, enum phrase phrase,
                     const char *const arguments[3]);

#endif

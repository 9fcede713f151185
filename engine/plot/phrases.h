#ifndef PLOT_PHRASES_H
#define PLOT_PHRASES_H

/* What charts say, in every language of the reports. "{0}", "{1}" … stand for the
   arguments. Words for units, groups and areas are data and come as arguments. */

#include "base/language.h"
#include "base/text.h"

enum phrase {
    PHRASE_PROFILE,      /* title of the dimension */
    PHRASE_RADAR,        /* title of the dimension */
    PHRASE_TREND,        /* title of the measure */
    PHRASE_DISTRIBUTION, /* title of the measure */
    PHRASE_SCALE,        /* lowest, highest */
    PHRASE_TARGET,
    PHRASE_AVERAGE,                /* answered, eligible, units, "60 of 98 clusters" */
    PHRASE_AVERAGE_ALONE,          /* answered, eligible, units */
    PHRASE_NATIONAL_AVERAGE,       /* answered, eligible, units, "98 clusters" */
    PHRASE_NATIONAL_AVERAGE_ALL,   /* eligible, units, "98 clusters" */
    PHRASE_NATIONAL_AVERAGE_ALONE, /* eligible, units */
    PHRASE_NAMED_AVERAGE,          /* name, answered, eligible, units */
    PHRASE_SOME_OF,                /* some, all, what */
    PHRASE_NATIONAL_SHORT,
    PHRASE_AVERAGE_SHORT, /* answered, units */
    PHRASE_MIDDLE_HALF,
    PHRASE_OWN,
    PHRASE_MEAN,
    PHRASE_TOO_FEW_ANSWERS,
    PHRASE_NOT_RELEVANT,
    PHRASE_WITHHELD_NO_UNITS,     /* name, units */
    PHRASE_WITHHELD_FEW_UNITS,    /* name, k, units */
    PHRASE_WITHHELD_FEW_CLUSTERS, /* name, clusters */
    PHRASE_WITHHELD_COMPLEMENT,   /* name */
    PHRASE_NOT_ALL_ROWS,          /* shown, all */
    PHRASE_NOT_COMPARABLE,        /* years */
    PHRASE_OPEN_SPOKE,
    PHRASE_AREA_HONEST, /* units */
    PHRASE_COUNTED,     /* units */
    PHRASE_POINTS,      /* title of the dimension */
    PHRASE_ALL_POINTS,
    PHRASE_PERCENT, /* what stands after a number of percent */
    PHRASE_MEET,    /* head of a column of shares */
    PHRASE_MET,
    PHRASE_NOT_MET,
    PHRASE_UNTOLD,
    PHRASE_BREAK,
    PHRASE_OLDEST_FIRST, /* years */
    PHRASE_WITHHELD,
    PHRASE_NO_RESULT,
    PHRASE_SHARE_OF,   /* units */
    PHRASE_SHARE_THEN, /* year, units */
    PHRASE_POINTS_IN_ALL,
    PHRASE_NO_ANSWER_IN,   /* years */
    PHRASE_NOT_ALL_POINTS, /* shown, all */
    PHRASE_SIMULATED,
    PHRASE_INVENTED,
    PHRASE_COUNT
};

/* Appends the phrase with its arguments, which are cleaned. Unused ones are NULL. */
void phrase_add(struct text *text, enum language language, enum phrase phrase,
                const char *const arguments[4]);
const char *phrase_in(enum language language, enum phrase phrase);

/* Whole numbers with thousands marked: 1.329 in Danish, 1,329 in English. */
#define COUNT_BYTES 16
void count_print(char text[static COUNT_BYTES], uint32_t count, enum language language);

/* ',' in Danish, '.' in English. */
char decimal_mark(enum language language);

#endif

#ifndef BASE_CATALOGUE_H
#define BASE_CATALOGUE_H

/* What the program says to people, in the languages of the reports. A message is
   written in English where it is made, and its English, conversions and all, is the key
   to the other languages. The language is set once, before any thread is started; until
   then it is English. */

#include "base/language.h"

#include <stdio.h>

#define SPOKEN_FORMAT __attribute__((format_arg(1)))

void catalogue_speak(enum language language);
enum language catalogue_language(void);

/* The message in the language, with the same conversions; itself where there is none.
 */
const char *catalogue_say(enum language language, const char *english);

/* The same in the language that is set: for the parts that a message is put together
   from. */
const char *spoken(const char *english) SPOKEN_FORMAT;

/* A text of a table that is said later by way of spoken(), for the test that looks for
   messages without a translation. */
#ifndef SPOKEN_LATER
#define SPOKEN_LATER(english) english
#endif

/* What names a message for programs: the words of its English up to the first ';', as
   "is-no-answer-to-this-question". Cut off where `capacity` ends. Returns `slug`. */
#define SLUG_BYTES 128
const char *catalogue_slug(char slug[static SLUG_BYTES], const char *english);

#endif

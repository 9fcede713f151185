#include "base/catalogue_entries.h"

/* Doubts about answers. */

const struct catalogue_entry catalogue_quality[] = {
    {"%s: %s do not go together: %s; correct what is wrong",
     "%s: %s passer ikke sammen: %s; ret det, der er forkert"},
    {"%s: %u of the %u answers on the scale \"%s\" from %s to %s are \"%s\"; see "
     "that each question was read for itself",
     "%s: %u af de %u svar på skalaen \"%s\" fra %s til %s er \"%s\"; se efter, at "
     "hvert spørgsmål er læst for sig"},
    {"%s: %zu of %zu answers are \"don't know\": %s; see who else may know",
     "%s: %zu af %zu svar er \"ved ikke\": %s; se, om andre kan svare"},
    {"%s: %zu of %zu answers are \"not applicable\": %s; see that none of them "
     "applies",
     "%s: %zu af %zu svar er \"ikke relevant\": %s; se efter, at ingen af dem er "
     "relevante"},
    {"%s: answers %u levels or more from those of the round before, without a "
     "comment: %s (%zu in all); write beside each what has changed, or correct it",
     "%s: svar %u trin eller mere fra svarene i runden før, uden bemærkning: %s (%zu i "
     "alt); skriv ud for hvert, hvad der er ændret, eller ret det"},
    {"%s: all answers, %zu with a value among them, are those of %s as well; see "
     "whether a sheet was copied, or sent under another's number",
     "%s: alle svar, heraf %zu med en værdi, er de samme som fra %s; se, om et skema "
     "er kopieret eller sendt under et forkert nummer"},
    {0},
};

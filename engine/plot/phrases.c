#include "plot/phrases.h"

#include "plot/label.h"

#include <string.h>

static const char *const phrases[PHRASE_COUNT][LANGUAGE_COUNT] = {
    [PHRASE_PROFILE] = {"Profil: {0}", "Profile: {0}"},
    [PHRASE_RADAR] = {"Radar: {0}", "Radar: {0}"},
    [PHRASE_TREND] = {"Udvikling: {0}", "Trend: {0}"},
    [PHRASE_DISTRIBUTION] = {"Fordeling: {0}", "Distribution: {0}"},
    [PHRASE_SCALE] = {"Skala fra {0} til {1}.", "Scale from {0} to {1}."},
    [PHRASE_TARGET] = {"acceptabelt niveau", "acceptable level"},
    [PHRASE_AVERAGE] = {"Gennemsnit af dem, der har svaret: {0} af {1} {2} i {3}.",
                        "Average of those who answered: {0} of {1} {2} in {3}."},
    [PHRASE_AVERAGE_ALONE] = {"Gennemsnit af dem, der har svaret: {0} af {1} {2}.",
                              "Average of those who answered: {0} of {1} {2}."},
    [PHRASE_NATIONAL_AVERAGE] =
        {"Landsgennemsnit: {0} af {1} {2} i alle {3} har svaret.",
         "National average: {0} of {1} {2} in all {3} answered."},
    [PHRASE_NATIONAL_AVERAGE_ALL] = {"Landsgennemsnit: alle {0} {1} i {2} har svaret.",
                                     "National average: all {0} {1} in {2} answered."},
    [PHRASE_NATIONAL_AVERAGE_ALONE] = {"Landsgennemsnit: alle {0} {1} har svaret.",
                                       "National average: all {0} {1} answered."},
    [PHRASE_NAMED_AVERAGE] = {"{0}: {1} af {2} {3} har svaret.",
                              "{0}: {1} of {2} {3} answered."},
    [PHRASE_SOME_OF] = {"{0} af {1} {2}", "{0} of {1} {2}"},
    [PHRASE_NATIONAL_SHORT] = {"Landsgennemsnit", "National average"},
    [PHRASE_AVERAGE_SHORT] = {"Gennemsnit af deltagende {1}",
                              "Average of participating {1}"},
    [PHRASE_MIDDLE_HALF] = {"midterste halvdel", "middle half"},
    [PHRASE_OWN] = {"Egen", "Own"},
    [PHRASE_MEAN] = {"Snit", "Average"},
    [PHRASE_TOO_FEW_ANSWERS] = {"for få svar", "too few answers"},
    [PHRASE_NOT_RELEVANT] = {"ikke relevant", "not relevant"},
    [PHRASE_WITHHELD_NO_UNITS] =
        {"{0}: intet gennemsnit, da ingen {1} har et resultat.",
         "{0}: no average, as no {1} have a result."},
    [PHRASE_WITHHELD_FEW_UNITS] =
        {"{0}: gennemsnittet er tilbageholdt (færre end {1} {2}).",
         "{0}: the average is withheld (fewer than {1} {2})."},
    [PHRASE_WITHHELD_FEW_CLUSTERS] =
        {"{0}: gennemsnittet er tilbageholdt (for få {1} til at skjule den enkelte).",
         "{0}: the average is withheld (too few {1} to conceal each one)."},
    [PHRASE_WITHHELD_COMPLEMENT] =
        {"{0}: gennemsnittet er tilbageholdt, da det ville afsløre en anden gruppe.",
         "{0}: the average is withheld, as it would disclose another group."},
    [PHRASE_NOT_ALL_ROWS] = {"De første {0} af {1} områder er vist.",
                             "The first {0} of {1} areas are shown."},
    [PHRASE_NOT_COMPARABLE] = {"Kan ikke sammenlignes med i år: {0}.",
                               "Not comparable with this year: {0}."},
    [PHRASE_OPEN_SPOKE] = {"Linjen er brudt, hvor et område ikke har et resultat.",
                           "The line is broken where an area has no result."},
    [PHRASE_AREA_HONEST] = {"Tallene over søjlerne er antal {0}; "
                            "søjlens areal svarer til antallet.",
                            "The numbers above the bars count {0}; "
                            "the area of a bar is in proportion."},
    [PHRASE_COUNTED] = {"antal {0}", "number of {0}"},
    [PHRASE_POINTS] = {"Opfyldelse: {0}", "Fulfilment: {0}"},
    [PHRASE_ALL_POINTS] = {"Opfyldt i gennemsnit", "Met on average"},
    [PHRASE_PERCENT] = {" %", "%"},
    [PHRASE_MEET] = {"opfylder", "meet it"},
    [PHRASE_MET] = {"opfyldt", "met"},
    [PHRASE_NOT_MET] = {"ikke opfyldt", "not met"},
    [PHRASE_UNTOLD] = {"kan ikke afgøres", "cannot be told"},
    [PHRASE_BREAK] = {"kan ikke sammenlignes", "not comparable"},
    [PHRASE_OLDEST_FIRST] = {"{0} (ældst øverst)", "{0} (oldest at the top)"},
    [PHRASE_WITHHELD] = {"tilbageholdt", "withheld"},
    [PHRASE_NO_RESULT] = {"intet resultat", "no result"},
    [PHRASE_SHARE_OF] =
        {"Procent af de {0}, hvor det kan afgøres, om punktet er opfyldt; n er "
         "deres antal.",
         "Percent of the {0} where it can be told whether the point is met; n is "
         "their number."},
    [PHRASE_SHARE_THEN] =
        {"Procenterne gælder {0}: af de {1}, hvor det kan afgøres, om punktet er "
         "opfyldt.",
         "The percentages are for {0}: of the {1} where it can be told whether the "
         "point is met."},
    [PHRASE_POINTS_IN_ALL] = {"Opfyldt i alt", "Met in all"},
    [PHRASE_NO_ANSWER_IN] = {"Har ikke svaret: {0}.", "Did not answer: {0}."},
    [PHRASE_NOT_ALL_POINTS] = {"De første {0} af {1} målepunkter er vist.",
                               "The first {0} of {1} measuring points are shown."},
    [PHRASE_SIMULATED] = {"SIMULEREDE SVAR: ikke virkelige tal",
                          "SIMULATED ANSWERS: not real figures"},
    [PHRASE_INVENTED] = {"opdigtet register", "invented register"},
};

const char *phrase_in(enum language language, enum phrase phrase)
{
    return phrases[phrase][language];
}

void phrase_add(struct text *text, enum language language, enum phrase phrase,
                const char *const arguments[4])
{
    const char *rest = phrases[phrase][language];
    for (const char *brace; (brace = strchr(rest, '{')) != NULL; rest = brace + 3) {
        text_append(text, rest, (size_t)(brace - rest));
        label_clean(text, arguments[brace[1] - '0']);
    }
    text_add(text, rest);
}

void count_print(char text[static COUNT_BYTES], uint32_t count, enum language language)
{
    char digits[COUNT_BYTES];
    size_t at = sizeof digits;
    digits[--at] = '\0';
    for (int written = 0; written == 0 || count > 0; written++) {
        if (written > 0 && written % 3 == 0)
            digits[--at] = language == LANGUAGE_DA ? '.' : ',';
        digits[--at] = (char)('0' + count % 10);
        count /= 10;
    }
    memcpy(text, digits + at, sizeof digits - at);
}

char decimal_mark(enum language language)
{
    return language == LANGUAGE_DA ? ',' : '.';
}

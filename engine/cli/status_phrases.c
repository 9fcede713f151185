#include "cli/status_phrases.h"

#include <inttypes.h>

const char *const status_phrase[STATUS_PHRASE_COUNT][LANGUAGE_COUNT] = {
    [STATUS_NO_ROUNDS] = {"Ingen runde har en mappe med svar eller besvarelser.\n",
                          "No round has a folder of answers, or submissions.\n"},
    [STATUS_SIMULATED] = {"SIMULEREDE SVAR: ingen af tallene er virkelige.\n",
                          "SIMULATED ANSWERS: none of the figures are real.\n"},
    [STATUS_GENERATED] = {"OPDIGTEDE ENHEDER: registeret er ikke virkeligt.\n",
                          "INVENTED UNITS: the register is not real.\n"},
    [STATUS_PERCENT] = {"%s %%", "%s%%"},
    [STATUS_UNDEFINED] = {"udefineret", "undefined"},
    [STATUS_OF] = {"%u af %u", "%u of %u"},
    [STATUS_OF_REGISTER] = {"%s i registeret", "%s in the register"},
    [STATUS_IN_OWNERS] = {", i %u af %u %s", ", in %u of %u %s"},
    [STATUS_NOT_RECORDED] = {"R, NE, U: afslag, lukkede eller sammenlagte, og uvist om "
                             "de hører med. Registreres ikke, regnes som 0.\n",
                             "R, NE, U: refusals, closed or merged, and unknown "
                             "eligibility. Not on record, taken as 0.\n"},
    [STATUS_ELIGIBLE] = {"i alt", "eligible"},
    [STATUS_COMPLETE] = {"hele", "complete"},
    [STATUS_BEGUN] = {"begyndt", "begun"},
    [STATUS_MISSING] = {"mangler", "missing"},
    [STATUS_NO_ANSWERS] = {"  ingen svar", "  no answers"},
    [STATUS_REMINDERS] = {"Mangler, eller er kun begyndt (svar/spørgsmål):\n",
                          "Missing, or have only begun (answers/questions):\n"},
    [STATUS_DONT_KNOW] = {", %u ved ikke", ", %u don't know"},
    [STATUS_MORE] = {" og %u til", " and %u more"},
    [STATUS_DRAFT] = {"begyndt (kladde)", "begun (draft)"},
    [STATUS_DRAFTS] = {"Kladder, der ikke er sendt som endelige: %u\n",
                       "Drafts that were not sent as final: %u\n"},
    [STATUS_FROZEN] = {"FROSSET siden %s: svar, der kommer nu, tæller ikke.\n",
                       "FROZEN since %s: answers that come now do not count.\n"},
    [STATUS_LATE] = {"Modtaget for sent og gemt: %" PRIu64 "\n",
                     "Came late and are kept: %" PRIu64 "\n"},
    [STATUS_ALL_ANSWERED] = {"Alle har svaret.\n", "Everybody has answered.\n"},
};

const char *const status_column[STATUS_COLUMN_COUNT][LANGUAGE_COUNT] = {
    [STATUS_COLUMN_ROUND] = {"runde", "round"},
    [STATUS_COLUMN_CODE] = {" (kode)", " (code)"},
    [STATUS_COLUMN_ID] = {"institution (id)", "institution (id)"},
    [STATUS_COLUMN_NAME] = {"institution", "institution"},
    [STATUS_COLUMN_STATE] = {"tilstand", "state"},
    [STATUS_COLUMN_GIVEN] = {"svar", "answers"},
    [STATUS_COLUMN_ASKED] = {"af", "of"},
    [STATUS_COLUMN_DONT_KNOW] = {"heraf ved ikke", "of these don't know"},
    [STATUS_COLUMN_NOTICE] = {"bemærkning", "notice"},
};

const char *const status_rate_name[RESPONSE_RATE_COUNT][LANGUAGE_COUNT] = {
    [RESPONSE_RR2] = {"RR2", "RR2"},
    [RESPONSE_RR1] = {"RR1", "RR1"},
    [RESPONSE_RR5] = {"RR5", "RR5"},
    [RESPONSE_RR6] = {"RR6", "RR6"},
    [RESPONSE_COVERAGE] = {"inviteret", "invited"},
};

const char *const status_rate_phrase[RESPONSE_RATE_COUNT][LANGUAGE_COUNT] = {
    [RESPONSE_RR2] = {"svarprocent: I + P af I + P + O + NC + R + U",
                      "response rate: I + P of I + P + O + NC + R + U"},
    [RESPONSE_RR1] = {"I af I + P + O + NC + R + U", "I of I + P + O + NC + R + U"},
    [RESPONSE_RR5] = {"I af I + P + O + NC + R", "I of I + P + O + NC + R"},
    [RESPONSE_RR6] = {"I + P af I + P + O + NC + R", "I + P of I + P + O + NC + R"},
};

const char *const status_state_letters[RESPONSE_STATE_COUNT] = {
    [RESPONSE_COMPLETE] = "I",         [RESPONSE_PARTIAL] = "P",
    [RESPONSE_TOO_FEW] = "O",          [RESPONSE_NOT_STARTED] = "NC",
    [RESPONSE_NOT_TAKING_PART] = "NP",
};

const char *const status_state_phrase[RESPONSE_STATE_COUNT][LANGUAGE_COUNT] = {
    [RESPONSE_COMPLETE] = {"hele: alle områder, der er relevante, har et resultat",
                           "complete: every area that applies has a score"},
    [RESPONSE_PARTIAL] = {"delvise: mindst ét område har et resultat",
                          "partial: at least one area has a score"},
    [RESPONSE_TOO_FEW] = {"begyndt: for få svar til noget område, eller kun en kladde",
                          "begun: too few answers for any area, or only a draft"},
    [RESPONSE_NOT_STARTED] = {"ikke begyndt", "not started"},
    [RESPONSE_NOT_TAKING_PART] = {"uden for de inviterede: ejeren har ingen svar",
                                  "outside the invited: the owner has no answers"},
};

const char *const status_reminded[RESPONSE_STATE_COUNT][LANGUAGE_COUNT] = {
    [RESPONSE_PARTIAL] = {"begyndt", "begun"},
    [RESPONSE_TOO_FEW] = {"begyndt", "begun"},
    [RESPONSE_NOT_STARTED] = {"mangler", "missing"},
    [RESPONSE_NOT_TAKING_PART] = {"mangler (ejeren har ingen svar)",
                                  "missing (the owner has no answers)"},
};

const char *const status_notice[2][2][LANGUAGE_COUNT] = {
    {{"", ""}, {"opdigtede enheder", "invented units"}},
    {{"simulerede svar", "simulated answers"},
     {"simulerede svar fra opdigtede enheder", "simulated answers of invented units"}},
};

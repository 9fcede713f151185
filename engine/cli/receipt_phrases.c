#include "cli/receipt_phrases.h"

const char *const receipt_title[LANGUAGE_COUNT] = {"Kvittering", "Receipt"};

const char *const receipt_column_phrase[RECEIPT_COLUMN_COUNT][LANGUAGE_COUNT] = {
    [RECEIPT_COLUMN_FILE] = {"fil", "file"},
    [RECEIPT_COLUMN_ROUND] = {"runde", "round"},
    [RECEIPT_COLUMN_OUTCOME] = {"udfald", "outcome"},
    [RECEIPT_COLUMN_NOTICE] = {"bemærk", "notice"},
    [RECEIPT_COLUMN_SHA256] = {"SHA-256", "SHA-256"},
    [RECEIPT_COLUMN_SIZE] = {"byte", "bytes"},
    [RECEIPT_COLUMN_FORMAT] = {"tegnkodning og skilletegn", "encoding and delimiter"},
    [RECEIPT_COLUMN_LAYOUT] = {"opstilling", "layout"},
    [RECEIPT_COLUMN_ROWS] = {"rækker", "rows"},
    [RECEIPT_COLUMN_INSTITUTIONS] = {"institutioner", "institutions"},
    [RECEIPT_COLUMN_ANSWERED] = {"svar", "answers"},
    [RECEIPT_COLUMN_DONT_KNOW] = {"ved ikke", "don't know"},
    [RECEIPT_COLUMN_NOT_APPLICABLE] = {"ikke relevant", "not applicable"},
    [RECEIPT_COLUMN_BLANK] = {"ubesvaret", "blank"},
    [RECEIPT_COLUMN_NOT_ASKED] = {"ikke stillet", "not asked"},
    [RECEIPT_COLUMN_STALE] = {"svar på ikke stillede spørgsmål",
                              "answers to questions not asked"},
    [RECEIPT_COLUMN_COMMENTS] = {"bemærkninger", "comments"},
    [RECEIPT_COLUMN_DRAFTS] = {"kladder, der ikke tæller", "drafts that do not count"},
    [RECEIPT_COLUMN_LATE] = {"for sent, tæller ikke", "late, do not count"},
    [RECEIPT_COLUMN_UNCHANGED] = {"uændrede, ingen ny besvarelse",
                                  "unchanged, no new submission"},
    [RECEIPT_COLUMN_SUPERSEDED] = {"erstatter tidligere svar",
                                   "replace earlier answers"},
    [RECEIPT_COLUMN_REFUSED] = {"rækker, der ikke er taget", "rows not taken"},
    [RECEIPT_COLUMN_PERSONAL] = {"personkolonner, udeladt",
                                 "columns about persons, left out"},
    [RECEIPT_COLUMN_ERRORS] = {"fejl", "errors"},
    [RECEIPT_COLUMN_WARNINGS] = {"advarsler", "warnings"},
};

const char *const receipt_outcome_phrase[RECEIPT_OUTCOME_COUNT][LANGUAGE_COUNT] = {
    [RECEIPT_TAKEN] = {"modtaget", "taken"},
    [RECEIPT_LATE] = {"modtaget for sent: runden er frosset",
                      "came late: the round is frozen"},
    [RECEIPT_KNOWN] = {"modtaget før: intet er ændret",
                       "taken before: nothing is changed"},
    [RECEIPT_REFUSED] = {"afvist: intet er taget", "refused: nothing is taken"},
};

const char *const receipt_layout_phrase[LAYOUT_COUNT][LANGUAGE_COUNT] = {
    [LAYOUT_ROWS] = {"en række pr. institution", "a row an institution"},
    [LAYOUT_FORM] = {"skema", "form"},
    [LAYOUT_LONG] = {"en række pr. svar", "a row an answer"},
    [LAYOUT_ACROSS] = {"en kolonne pr. institution", "a column an institution"},
};

const char *const receipt_notice[2][LANGUAGE_COUNT] = {
    {"", ""},
    {"SIMULEREDE SVAR: intet af det er virkeligt",
     "SIMULATED ANSWERS: none of it is real"},
};

const char *const receipt_count_key[RECEIPT_COLUMN_COUNT] = {
    [RECEIPT_COLUMN_ROWS] = "rows",
    [RECEIPT_COLUMN_INSTITUTIONS] = "institutions",
    [RECEIPT_COLUMN_COMMENTS] = "comments",
    [RECEIPT_COLUMN_DRAFTS] = "drafts",
    [RECEIPT_COLUMN_LATE] = "late",
    [RECEIPT_COLUMN_UNCHANGED] = "unchanged",
    [RECEIPT_COLUMN_SUPERSEDED] = "superseded",
    [RECEIPT_COLUMN_REFUSED] = "rows_not_taken",
    [RECEIPT_COLUMN_STALE] = "stale",
    [RECEIPT_COLUMN_PERSONAL] = "personal_columns",
};

const char *const receipt_outcome_key[RECEIPT_OUTCOME_COUNT] = {
    [RECEIPT_TAKEN] = "taken",
    [RECEIPT_LATE] = "late",
    [RECEIPT_KNOWN] = "known",
    [RECEIPT_REFUSED] = "refused",
};

#include "form/phrases.h"

#include <string.h>

static const char *const phrases[PHRASE_COUNT][LANGUAGE_COUNT] = {
    [PHRASE_GUIDE_SHEET] = {"Vejledning", "Guide"},
    [PHRASE_ANSWER_SHEET] = {"Svar", "Answers"},
    [PHRASE_LIST_SHEET] = {"Lister", "Lists"},
    [PHRASE_EDITION] = {"Udgave {0}", "Edition {0}"},
    [PHRASE_FOR] = {"Til: {0} ({1})", "For: {0} ({1})"},
    [PHRASE_FOR_PART] = {"Til: {0} ({1}), {2}", "For: {0} ({1}), {2}"},
    [PHRASE_HOW_TITLE] = {"Sådan udfylder I skemaet", "How to fill in the form"},
    [PHRASE_HOW_CHOOSE] = {"Gå til arket »Svar«. Vælg et svar i hver gul celle, eller "
                           "skriv det. Lad cellen stå tom, hvis I ikke svarer.",
                           "Go to the sheet \"Answers\". Choose an answer in every "
                           "yellow cell, or write it. Leave the cell empty if you do "
                           "not answer."},
    [PHRASE_HOW_COMMENT] =
        {"Skriv gerne en bemærkning ved siden af: hvad svaret bygger på, eller hvad "
         "der var svært at svare på.",
         "Do write a comment beside it: what the answer builds on, or what was hard "
         "to answer."},
    [PHRASE_HOW_FOLLOW_UPS] =
        {"Grå linjer er opfølgende spørgsmål. De skal kun besvares, når de bliver "
         "sorte; det afhænger af et tidligere svar.",
         "Grey lines are follow-up questions. Answer them only when they turn black; "
         "that depends on an earlier answer."},
    [PHRASE_HOW_EARLIER] =
        {"Det tidligere svar står ved siden af til sammenligning. Det bliver ikke "
         "talt med, så I skal svare igen.",
         "The earlier answer stands beside for comparison. It does not count, so you "
         "must answer again."},
    [PHRASE_HOW_SAVE] = {"Gem filen som projektmappe (.xlsx) eller CSV, og send den "
                         "tilbage. Lad numrene i første kolonne stå, som de er.",
                         "Save the file as a workbook (.xlsx) or CSV and send it back. "
                         "Leave the numbers in the first column as they are."},
    [PHRASE_LINE_WORKBOOK] =
        {"Vælg et svar i hver gul celle, eller skriv det. Grå linjer skal kun "
         "besvares, når de bliver sorte.",
         "Choose an answer in every yellow cell, or write it. Answer grey lines only "
         "when they turn black."},
    [PHRASE_LINE_CSV] = {"Skriv i kolonnen Svar et af svarene fra kolonnen "
                         "Svarmuligheder. Lad numrene stå, som de er.",
                         "Write in the column Answer one of those in the column "
                         "Possible answers. Leave the numbers as they are."},
    [PHRASE_FINAL] = {"Endelig", "Final"},
    [PHRASE_DRAFT] = {"Kladde", "Draft"},
    [PHRASE_STATE] = {"Endelig, eller Kladde: så tæller svarene ikke endnu",
                      "Final, or Draft: then the answers do not count yet"},
    [PHRASE_ANSWERED] = {"Besvaret", "Answered"},
    [PHRASE_OF] = {" af ", " of "},
    [PHRASE_NUMBER] = {"tal fra {0} til {1}", "number from {0} to {1}"},
    [PHRASE_NUMBERS] = {"et tal", "a number"},
    [PHRASE_DECIMALS] = {"{0} med højst {1} decimaler",
                         "{0} with at most {1} decimals"},
    [PHRASE_DECIMAL] = {"{0} med højst én decimal", "{0} with at most one decimal"},
    [PHRASE_NUMBER_WRONG] = {"Skriv et svar af denne slags: {0}",
                             "Write an answer of this kind: {0}"},
    [PHRASE_ANSWERS] = {"Svar: {0}", "Answer: {0}"},
    [PHRASE_STATES] = {"Kun hvis I ikke kan svare Ja eller Nej nedenfor: {0}",
                       "Only if you cannot answer Yes or No below: {0}"},
    [PHRASE_PICK_TITLE] = {"Vælg et svar", "Choose an answer"},
    [PHRASE_PICK] = {"Vælg et svar fra listen", "Choose an answer from the list"},
    [PHRASE_SEVERAL] = {"{0} (skriv Ja ud for alt, der passer)",
                        "{0} (write Yes beside all that apply)"},
    [PHRASE_LAYER] = {"{0} ({1})", "{0} ({1})"},
    [PHRASE_ONLY_IF] = {"Besvares kun, hvis {0}.", "Answer only if {0}."},
    [PHRASE_IS] = {"svaret på {0} er {1}", "the answer to {0} is {1}"},
    [PHRASE_AMONG] = {"{1} er blandt svarene på {0}",
                      "{1} is among the answers to {0}"},
    [PHRASE_NOT_AMONG] = {"{1} ikke er blandt svarene på {0}",
                          "{1} is not among the answers to {0}"},
    [PHRASE_GIVEN] = {"{0} er besvaret", "{0} is answered"},
    [PHRASE_AT_LEAST] = {"svaret på {0} er mindst {1}",
                         "the answer to {0} is at least {1}"},
    [PHRASE_AT_MOST] = {"svaret på {0} er højst {1}",
                        "the answer to {0} is at most {1}"},
    [PHRASE_BETWEEN] = {"svaret på {0} er fra {1} til {2}",
                        "the answer to {0} is from {1} to {2}"},
    [PHRASE_QUOTED] = {"»{0}«", "“{0}”"},
    [PHRASE_AND] = {", og ", ", and "},
    [PHRASE_OR] = {" eller ", " or "},
    [PHRASE_EARLIER] = {"{0} ({1})", "{0} ({1})"},
    [PHRASE_EARLIER_SIMULATED] = {"{0} ({1}, SIMULERET)", "{0} ({1}, SIMULATED)"},
};

const char *form_phrase_in(enum language language, enum phrase phrase)
{
    return phrases[phrase][language];
}

void form_phrase_add(struct text *text, enum language language, enum phrase phrase,
                     const char *const arguments[3])
{
    const char *rest = phrases[phrase][language];
    for (const char *brace; (brace = strchr(rest, '{')) != NULL; rest = brace + 3) {
        text_append(text, rest, (size_t)(brace - rest));
        text_add(text, arguments[brace[1] - '0']);
    }
    text_add(text, rest);
}

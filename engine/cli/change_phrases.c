#include "cli/change_phrases.h"

const char *const change_phrase[CHANGE_PHRASE_COUNT][LANGUAGE_COUNT] = {
    [CHANGE_TITLE] = {"%s: fra %d til %d", "%s: from %d to %d"},
    [CHANGE_SCORED_BY] = {"Alle målinger beregnet på måden \"%s\".",
                          "All rounds scored in the way \"%s\"."},
    [CHANGE_AUDIENCE] =
        {"Kun til foreningens analytikere, som har alle svar: intet er skjult.",
         "For the association's analysts alone, who hold all answers: nothing is "
         "hidden."},
    [CHANGE_SIMULATED] = {"SIMULEREDE SVAR: ingen af tallene er virkelige.",
                          "SIMULATED ANSWERS: none of the figures are real."},
    [CHANGE_GENERATED] = {"OPDIGTEDE ENHEDER: registeret er ikke virkeligt.",
                          "INVENTED UNITS: the register is not real."},
    [CHANGE_NATION] =
        {"%s: %u har et resultat begge gange, %u kun i %d, %u kun i %d",
         "%s: %u have a score both times, %u in %d alone, %u in %d alone"},
    [CHANGE_NATION_OWNERS] = {"; parrene er fra %u af %u %s",
                              "; the pairs are of %u of %u %s"},
    [CHANGE_NATION_BROKEN] =
        {"%s: %u har et resultat i %d og %u i %d, men de kan ikke sammenlignes",
         "%s: %u have a score in %d and %u in %d, but they cannot be compared"},
    [CHANGE_GROUPS] = {"\"%s\" efter %s", "\"%s\" by %s"},
    [CHANGE_AREA] = {"område", "area"},
    [CHANGE_DIFFERENCE] = {"ændring", "change"},
    [CHANGE_IN_PERCENT] = {"i %", "in %"},
    [CHANGE_INTERVAL] = {"95 %", "95%"},
    [CHANGE_P] = {"p just.", "adj. p"},
    [CHANGE_PAIRS] = {"par af n", "pairs of n"},
    [CHANGE_COMPARED] = {"sammenligning", "comparison"},
    [CHANGE_OF] = {"%u af %u", "%u of %u"},
    [CHANGE_SAME_WORD] = {"uændret område", "area unchanged"},
    [CHANGE_LINKED_WORD] = {"kædet på %u af %u spørgsmål",
                            "linked by %u of %u questions"},
    [CHANGE_BREAK_WORD] = {"BRUD: %s", "BREAK: %s"},
    [CHANGE_REWORDED] = {" (%u med ny ordlyd)", " (%u in new words)"},
    [CHANGE_CROSS] =
        {"Alle, der svarede, hver gang for sig: %s = %s hos dem, der svarede "
         "begge gange, %s fra nye og %s fra dem, der faldt fra.",
         "Everybody who answered, each time by itself: %s = %s among those "
         "who answered both times, %s from new ones and %s from those who "
         "left."},
    [CHANGE_EFFECTS] =
        {"Det offentliggjorte ændrede sig %s: %s i svarene, %s fra nye "
         "vægte og regler, %s fra andre spørgsmål (%u enheder).",
         "What is published changed by %s: %s in the answers, %s from new "
         "weights and rules, %s from other questions (%u units)."},
    [CHANGE_REGRESSION] =
        {"Regression mod middel, før nogen får æren (Galton 1886; test-gentest r = %s):",
         "Regression to the mean, before anybody is given credit (Galton 1886; "
         "test-retest r = %s):"},
    [CHANGE_LOWEST] =
        {"  laveste tiendedel sidst: ventes %s af den grund alene; de ændrede "
         "sig %s mod %s for alle",
         "  lowest tenth last time: %s expected by that alone; they changed "
         "by %s against %s of all"},
    [CHANGE_HIGHEST] = {"  højeste tiendedel sidst: ventes %s af den grund alene; de "
                        "ændrede sig %s mod %s for alle",
                        "  highest tenth last time: %s expected by that alone; they "
                        "changed by %s against %s of all"},
    [CHANGE_SERIES] = {"Serien for \"%s\"", "The series of \"%s\""},
    [CHANGE_BASE] = {"udgangspunkt", "base"},
    [CHANGE_BEGINS_ANEW] = {"begynder forfra", "begins anew"},
    [CHANGE_NOBODY] = {"ingen har et resultat", "nobody has a score"},
    [CHANGE_SINCE] = {"siden %d: %s", "since %d: %s"},
    [CHANGE_DIRECT] = {"direkte %s", "directly %s"},
    [CHANGE_LINK_ERROR] = {"kædefejl i dette led %s", "linking error of this link %s"},
    [CHANGE_SAME_QUESTIONS] =
        {"\"%s\" og \"%s\" bygger på de samme %u fælles spørgsmål: de "
         "samme svar i en anden orden.",
         "\"%s\" and \"%s\" rest on the same %u common questions: the "
         "same answers in another order."},
    [CHANGE_UNIT_TITLE] = {"%s (%s)", "%s (%s)"},
    [CHANGE_UNIT_BOUND] = {"grænse", "bound"},
    [CHANGE_UNIT_EXPECTED] = {"ventet", "expected"},
    [CHANGE_UNIT_VERDICT] = {"vurdering", "judgement"},
    [CHANGE_BELOW] = {"< 0,001", "< 0.001"},
    [CHANGE_LEGEND_TITLE] = {"Sådan læses tallene", "How to read the figures"},
    [CHANGE_COLUMN_LEVEL] = {"niveau", "level"},
    [CHANGE_COLUMN_CODE] = {"kode", "code"},
    [CHANGE_COLUMN_NAME] = {"navn", "name"},
    [CHANGE_COLUMN_DIMENSION] = {"dimension", "dimension"},
    [CHANGE_COLUMN_ID] = {"id", "id"},
    [CHANGE_COLUMN_BEFORE] = {"parrenes gennemsnit før", "pairs' mean before"},
    [CHANGE_COLUMN_NOW] = {"parrenes gennemsnit nu", "pairs' mean now"},
    [CHANGE_COLUMN_MATCHED] = {"par", "pairs"},
    [CHANGE_COLUMN_PERCENT] = {"ændring i %", "change in %"},
    [CHANGE_COLUMN_SE] = {"standardfejl", "standard error"},
    [CHANGE_COLUMN_LOW] = {"95 % fra", "95% from"},
    [CHANGE_COLUMN_HIGH] = {"95 % til", "95% to"},
    [CHANGE_COLUMN_ADJUSTED] = {"justeret p", "adjusted p"},
    [CHANGE_COLUMN_FLAG] = {"vurdering", "judgement"},
    [CHANGE_COLUMN_LINKING] = {"kædefejl", "linking error"},
    [CHANGE_COLUMN_CROSS] = {"ændring i tværsnit", "change of cross-section"},
    [CHANGE_COLUMN_ENTRIES] = {"heraf fra nye", "of it from new ones"},
    [CHANGE_COLUMN_EXITS] = {"heraf fra frafaldne", "of it from those who left"},
    [CHANGE_COLUMN_LACK] = {"mangler interval, fordi", "no interval, because"},
    [CHANGE_COLUMN_NOTICE] = {"bemærkning", "notice"},
};

const char *const change_break_word[CHANGE_BREAK_COUNT][LANGUAGE_COUNT] = {
    [CHANGE_NO_BREAK] = {"", ""},
    [CHANGE_BREAK_NO_AREA] = {"området er nyt", "the area is new"},
    [CHANGE_BREAK_FEW_QUESTIONS] = {"for få fælles spørgsmål",
                                    "too few questions in common"},
    [CHANGE_BREAK_LITTLE_WEIGHT] = {"de fælles spørgsmål vejer for lidt",
                                    "the questions in common weigh too little"},
    [CHANGE_BREAK_RULES] = {"intet gennemsnit, og andre spørgsmål",
                            "no mean, and other questions"},
    [CHANGE_BREAK_POPULATION] = {"registeret kan ikke beregnes på den nye måde",
                                 "the register cannot be scored in the new way"},
    [CHANGE_BREAK_NO_UNITS] = {"ingen har et resultat begge gange",
                               "nobody has a score both times"},
};

static const char *const lack_word[ESTIMATE_LACK_COUNT][LANGUAGE_COUNT] = {
    [ESTIMATE_LACKS_NOTHING] = {"", ""},
    [ESTIMATE_LACK_UNITS] = {"ingen par", "no pairs"},
    [ESTIMATE_LACK_WEIGHT] = {"vægt 0", "weight 0"},
    [ESTIMATE_ONE_UNIT] = {"ét par", "one pair"},
    [ESTIMATE_ONE_CLUSTER] = {"én ejer", "one owner"},
    [ESTIMATE_ALIKE] = {"alle ændret lige meget", "all changed alike"},
    [ESTIMATE_EVERYBODY] = {"alle er med", "everybody is in"},
    [ESTIMATE_ONE_A_STRATUM] = {"én i hvert lag", "one a stratum"},
    [ESTIMATE_TWO_ONLY] = {"kun to par", "two pairs only"},
};

static const char *const owners_alike[LANGUAGE_COUNT] = {"ejerne ændret lige meget",
                                                         "owners changed alike"};
static const char *const two_owners[LANGUAGE_COUNT] = {"kun to ejere",
                                                       "two owners only"};
static const char *const no_linking_error[LANGUAGE_COUNT] = {"kædefejlen er ukendt",
                                                             "no linking error"};

/* There is no interval. Without a lack it is the linking error that is not known. */
static const char *say_lack(const struct estimated *estimated, bool by_owner,
                            bool units_differ, enum language language)
{
    if (estimated->lack == ESTIMATE_LACKS_NOTHING)
        return no_linking_error[language];
    if (by_owner && estimated->lack == ESTIMATE_TWO_ONLY)
        return two_owners[language];
    if (by_owner && estimated->lack == ESTIMATE_ALIKE && units_differ)
        return owners_alike[language];
    return lack_word[estimated->lack][language];
}

const char *change_no_interval(const struct change_figures *figures,
                               enum language language)
{
    if (figures->low.defined)
        return "";
    return say_lack(figures->across ? &figures->clustered : &figures->paired,
                    figures->across, figures->paired.lack != ESTIMATE_ALIKE, language);
}

const char *change_no_interval_since(const struct estimated *since, bool across,
                                     enum language language)
{
    return say_lack(since, across, true, language);
}

const char *const change_mark_word[CHANGE_MARK_COUNT][LANGUAGE_COUNT] = {
    [CHANGE_SAME] = {"uændret", "same"},
    [CHANGE_LINKED] = {"kædet", "linked"},
    [CHANGE_BROKEN] = {"brud", "broken"},
};

const char *const change_unit_word[CHANGE_UNIT_LACK_COUNT][LANGUAGE_COUNT] = {
    [CHANGE_UNIT_JUDGED] = {"", ""},
    [CHANGE_UNIT_BROKEN] = {"kan ikke sammenlignes", "cannot be compared"},
    [CHANGE_UNIT_NO_SCORE] = {"intet resultat en af gangene",
                              "no score one of the times"},
    [CHANGE_UNIT_NO_SPREAD] = {"ingen spredning at måle med",
                               "no spread to measure by"},
    [CHANGE_UNIT_NO_RELIABILITY] = {"pålideligheden er ukendt",
                                    "the reliability is not known"},
};

const char *const change_flag_word[CHANGE_FLAG_COUNT][LANGUAGE_COUNT] = {
    [CHANGE_NOT_SURE] = {"ingen sikker ændring", "no sure change"},
    [CHANGE_UP] = {"op", "up"},
    [CHANGE_DOWN] = {"ned", "down"},
};

const char *const change_unit_flag_word[CHANGE_FLAG_COUNT][LANGUAGE_COUNT] = {
    [CHANGE_NOT_SURE] = {"uændret inden for usikkerheden",
                         "unchanged within the uncertainty"},
    [CHANGE_UP] = {"sikker fremgang", "a sure rise"},
    [CHANGE_DOWN] = {"sikker tilbagegang", "a sure fall"},
};

const char *const change_symbol[CHANGE_FLAG_COUNT] = {
    [CHANGE_NOT_SURE] = "○", [CHANGE_UP] = "▲", [CHANGE_DOWN] = "▼"};

const char *const change_legend[][LANGUAGE_COUNT] = {
    {"  ændring     gennemsnit af hver enheds egen ændring, i point, hos dem der svarede begge gange; årene er deres gennemsnit",
     "  change      mean of what each unit changed by, in points, among those who answered both times; the years are their means"},
    {"  i %%         ændringen i procent af parrenes gennemsnit første gang",
     "  in %%        the change in percent of the pairs' mean the first time"},
    {"  ▲ ▼ ○       op, ned, ingen sikker ændring: op og ned kræver justeret p under 0,05 og mindst %u point",
     "  ▲ ▼ ○       up, down, no sure change: up and down take an adjusted p below 0.05 and at least %u points"},
    {"  p just.     justeret for, at der ses på mange: Holm for landets hovedtal, Benjamini-Hochberg for lister",
     "  adj. p      adjusted for many being looked at: Holm for the nation's headlines, Benjamini-Hochberg for lists"},
    {"  95 %%        som hvis de samme vaner blev målt igen, og for hver række for sig; på tværs af ejere regnes ejerne og ikke enhederne som uafhængige",
     "  95%%         as if the same habits were measured again, and of each row by itself; across owners it is owners, not units, that count as independent"},
    {"  par af n    dem, der har et resultat begge gange, af alle, der har et i det seneste år",
     "  pairs of n  those who have a score both times, of all who have one in the later year"},
    {"  kædet       begge år er beregnet på de fælles spørgsmål med det seneste års vægte; intervallet har kædefejlen med",
     "  linked      both years are scored by the questions in common with the later year's weights; the interval has the linking error in it"},
    {"  Svarene er selvvurderinger: en ændring siger ikke, hvad der er årsagen, og oplysning får ofte tallene til at falde.",
     "  The answers are self-assessments: a change does not tell its cause, and awareness often makes figures fall."},
    {NULL, NULL},
};

const char *const change_unit_legend[][LANGUAGE_COUNT] = {
    {"  grænse      1,96·√2·SEM, SEM = spredning·√(1-pålidelighed), alfa eller test-gentest (Jacobson og Truax 1991): en sikker ændring er over den og mindst %u point",
     "  bound       1.96·√2·SEM, SEM = sd·√(1-reliability), alpha or test-retest (Jacobson and Truax 1991): a sure change is beyond it and at least %u points"},
    {"  ventet      ved regression mod middel alene: (pålidelighed-1)·(sidste resultat-middel) (Kelley 1927)",
     "  expected    by regression to the mean alone: (reliability-1)·(last score-mean) (Kelley 1927)"},
    {NULL, NULL},
};

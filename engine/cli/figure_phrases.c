#include "cli/figure_phrases.h"

const char *const figure_phrase[FIGURE_PHRASE_COUNT][LANGUAGE_COUNT] = {
    [FIGURE_AUDIENCE] =
        {"Kun for foreningens analytikere: intet er holdt tilbage her.\n",
         "For the association's analysts alone: nothing is withheld here.\n"},
    [FIGURE_OTHER_RECORD] =
        {"FEJL: TALLET ER IKKE DET, SOM DATABASEN GIVER:\n",
         "ERROR: THE FIGURE IS NOT THE ONE THAT THE RECORD GIVES:\n"},
    [FIGURE_IN_FILE] = {"I %s, %s, står %s.\n", "In %s, at %s, stands %s.\n"},
    [FIGURE_NOT_IN_FILE] = {"I %s, %s, står intet.\n",
                            "In %s, at %s, nothing stands.\n"},
    [FIGURE_BY_SCORING] = {"Beregnet på den måde, der hedder %s.\n",
                           "Scored in the way that is called %s.\n"},
    [FIGURE_UNDEFINED] = {"findes ikke", "undefined"},
    [FIGURE_SOURCE] = {"kilde: %s", "source: %s"},
    [FIGURE_STEPS] = {"Trin for trin:\n", "Step by step:\n"},
    [FIGURE_NO_ANSWERS] = {"Ingen svar tæller, så der er intet resultat.\n",
                           "No answers count, so there is no score.\n"},
    [FIGURE_STATE] = {"intet resultat: %s", "no score: %s"},
    [FIGURE_MADE_OF_POINTS] = {"%s af point:\n", "%s of points:\n"},
    [FIGURE_MADE_OF_VALUES] = {"%s af værdier:\n", "%s of values:\n"},
    [FIGURE_MADE_OF_GATES] = {"%s:\n", "%s:\n"},
    [FIGURE_AT_LEAST] = {"tæller med fra", "passes from"},
    [FIGURE_WEIGHT] = {"vægt", "weight"},
    [FIGURE_ON_SCALE] = {"på", "on"},
    [FIGURE_COMBINED] = {"giver", "comes to"},
    [FIGURE_RANGED] = {"på intervallet %s til %s", "on the range %s to %s"},
    [FIGURE_ROUNDED] = {"afrundet (%s, %d decimaler)", "rounded (%s, %d decimals)"},
    [FIGURE_TO_POINTS] = {"point", "points"},
    [FIGURE_BOUNDS] =
        {"mindst %s, højst %s, hvis det ubesvarede var det værste eller det "
         "bedste",
         "at least %s, at most %s, were what is unanswered the worst or the "
         "best"},
    [FIGURE_COVERED] = {"dækning %s af %s, mindst %d/%d", "coverage %s of %s, at least "
                                                          "%d/%d"},
    [FIGURE_BLOCKED] = {"et svar, der mangler, spærrer for resultatet",
                        "an answer that is missing bars the score"},
    [FIGURE_LEFT_OUT] = {"tæller ikke med", "left out"},
    [FIGURE_MISSING] = {"mangler", "missing"},
    [FIGURE_BLOCKS] = {"mangler og spærrer", "missing, and bars the score"},
    [FIGURE_BY_RULE] = {"efter reglen \"%s\"", "by the rule \"%s\""},
    [FIGURE_REACHES] = {"nået", "reached"},
    [FIGURE_REACHES_NOT] = {"IKKE NÅET", "NOT REACHED"},
    [FIGURE_GATE_HOLDS] = {"nået", "reached"},
    [FIGURE_GATE_ABOVE] = {"opfyldt, men et niveau under det er ikke nået",
                           "holds, but a level below it is not reached"},
    [FIGURE_GATE_FAILS] = {"ikke nået", "not reached"},
    [FIGURE_GATE_BINDS] = {"IKKE NÅET: det er den, der bestemmer",
                           "NOT REACHED: this is the one that binds"},
    [FIGURE_GATE_EMPTY] = {"intet gælder, så den lader det næste komme til",
                           "nothing applies, so that it lets the next one through"},
    [FIGURE_REACHED_OF] = {"%d af %d nået", "%d of %d reached"},
    [FIGURE_HOLDS] = {"opfyldt", "holds"},
    [FIGURE_FAILS] = {"IKKE OPFYLDT", "DOES NOT HOLD"},
    [FIGURE_MEMBERS] = {"Enheder, der tæller med (%u):\n", "Units that count (%u):\n"},
    [FIGURE_LEFT_OUT_UNITS] = {"Enheder, der ikke tæller med (%u):\n",
                               "Units that are left out (%u):\n"},
    [FIGURE_MORE] = {"  … og %u flere; --members 0 viser alle\n",
                     "  … and %u more; --members 0 lists them all\n"},
    [FIGURE_EXPLAIN_MEMBER] = {"Hver af dem forklares med",
                               "Each of them is explained by"},
    [FIGURE_SHOWN_ALL] =
        {"Vises i national.json, i gruppens egen fil og i filerne for "
         "grupper og enheder under den.\n",
         "Shown in national.json, in the group's own file and in those "
         "of the groups and units below it.\n"},
    [FIGURE_SHOWN_NARROW] =
        {"Vises i gruppens egen fil og i filerne for grupper og enheder under den.\n",
         "Shown in the group's own file and in those of the groups and units below "
         "it.\n"},
    [FIGURE_SHOWN_UNIT] = {"Vises i enhedens egen fil.\n",
                           "Shown in the unit's own file.\n"},
    [FIGURE_WITHHELD] = {"HOLDT TILBAGE: %s (%s).\n", "WITHHELD: %s (%s).\n"},
    [FIGURE_OWNER_SEES] = {"Ejeren af enhederne ser tallet i sin egen fil.\n",
                           "The owner of the units sees the figure in its own file.\n"},
    [FIGURE_NEEDS] = {"vises først fra %u enheder, og her er %u",
                      "is shown from %u units on, and here are %u"},
    [FIGURE_NEVER_SHOWN] = {"vises kun for hele landet",
                            "is shown of the nation alone"},
    [FIGURE_ONE_BAR] = {"vises ikke, da alle enheder kommer i én søjle",
                        "is not shown, as all units come into one bar"},
    [FIGURE_LIMIT_UNITS] = {"Et tal kræver %u enheder; her er %u.\n",
                            "A figure takes %u units; here are %u.\n"},
    [FIGURE_LIMIT_CLUSTERS] =
        {"Det kræver også %u ejere og %u enheder uden for den største af dem",
         "It also takes %u owners, and %u units outside the largest of them"},
    [FIGURE_CLUSTERS_ARE] = {"; her er %u ejere, og den største har %u enheder.\n",
                             "; here are %u owners, and the largest has %u units.\n"},
    [FIGURE_SISTERS] = {"Det ville røbe et af disse, der også holdes tilbage:\n",
                        "It would give one of these away, which are withheld too:\n"},
    [FIGURE_OF_COMPARISON] = {"Af sammenligningen (compare): %s.\n",
                              "Of the comparison (compare): %s.\n"},
    [FIGURE_OF_CHANGE] = {"Af ændringen fra %d til %d (change): %s.\n",
                          "Of the change from %d to %d (change): %s.\n"},
    [FIGURE_FOR_TARGET] = {"Usikkerheden er den, der gælder %s.\n",
                           "The uncertainty is that of %s.\n"},
    [FIGURE_WITHOUT_UNIT] = {"%s er holdt ude og tæller ikke med.\n",
                             "%s is left out and does not count.\n"},
    [FIGURE_ON_COMMON] =
        {"Point er beregnet på de spørgsmål, som begge runder har, efter den seneste "
         "rundes regler. De offentliggjorte point i hver runde forklares med",
         "Points are those of the questions that both rounds have, by the rules of "
         "the later one. The published points of each round are explained by"},
    [FIGURE_EXPLAIN_UNIT] = {"Enhedens point forklares med",
                             "The unit's points are explained by"},
};

#define W(da, en)                                                                      \
    {                                                                                  \
        {                                                                              \
            [LANGUAGE_DA] = (da), [LANGUAGE_EN] = (en)                                 \
        }                                                                              \
    }

const struct coded_words operation_words[OPERATION_COUNT] = {
    [OPERATION_WEIGHTED_MEAN] = {"weighted_mean",
                                 W("vægtet gennemsnit", "weighted mean")},
    [OPERATION_MEAN] = {"mean", W("gennemsnit", "mean")},
    [OPERATION_SUM] = {"sum", W("vægtet sum", "weighted sum")},
    [OPERATION_MIN] = {"min", W("det laveste", "the lowest")},
    [OPERATION_MAX] = {"max", W("det højeste", "the highest")},
    [OPERATION_SHARE] = {"share", W("andel, der når op", "share that passes")},
    [OPERATION_POSSIBLE] = {"possible",
                            W("andel af det mulige", "share of what is possible")},
    [OPERATION_LEVEL] = {"level", W("niveau", "level")},
    [OPERATION_NONE] = {"none", W("intet resultat", "no score")},
};

const struct coded_words rounding_words[ROUNDING_COUNT] = {
    [ROUNDING_NONE] = {"none", W("ingen", "none")},
    [ROUNDING_HALF_AWAY] = {"half_away",
                            W("halve væk fra nul", "halves away from zero")},
    [ROUNDING_HALF_EVEN] = {"half_even", W("halve til lige", "halves to even")},
    [ROUNDING_HALF_UP] = {"half_up", W("halve op", "halves up")},
    [ROUNDING_TRUNCATE] = {"truncate", W("skåret af", "cut off")},
};

const struct coded_words rule_words[RULE_BLOCK + 1] = {
    [RULE_SKIP] = {"skip", W("regnes ikke med", "left out")},
    [RULE_ZERO] = {"zero", W("tæller som nul", "counts as zero")},
    [RULE_FLOOR] = {"floor", W("tæller som det laveste", "counts as the lowest")},
    [RULE_TARGET] = {"target", W("tæller som målet", "counts as the target")},
    [RULE_BLOCK] = {"block", W("spærrer", "bars the score")},
};

const struct coded_words test_words[TEST_COUNT_OF + 1] = {
    [TEST_ALL] = {"all", W("alle", "all")},
    [TEST_ANY] = {"any", W("en af dem", "any")},
    [TEST_NONE] = {"none", W("ingen af dem", "none")},
    [TEST_SUM] = {"sum", W("sum", "sum")},
    [TEST_MEAN] = {"mean", W("gennemsnit", "mean")},
    [TEST_SHARE] = {"share", W("andel", "share")},
    [TEST_COUNT_OF] = {"count", W("antal", "count")},
};

const struct wording score_state_words[SCORE_STATE_COUNT] = {
    [SCORE_STATE_SCORED] = W("beregnet", "scored"),
    [SCORE_STATE_TOO_FEW] = W("for få svar", "too few answers"),
    [SCORE_STATE_NOT_RELEVANT] = W("ikke relevant", "not relevant"),
    [SCORE_STATE_ABSENT] = W("svarede ikke", "did not answer"),
    [SCORE_STATE_NONE] =
        W("definitionen giver det intet resultat", "the definition gives it none"),
};

const struct wording answer_state_words[ANSWER_STATE_COUNT] = {
    [ANSWER_STATE_VALID] = W("besvaret", "answered"),
    [ANSWER_STATE_FLOOR] =
        W("sprunget over, tæller som det laveste", "skipped, counted as the lowest"),
    [ANSWER_STATE_DONT_KNOW] = W("ved ikke", "don't know"),
    [ANSWER_STATE_BLANK] = W("ikke besvaret", "blank"),
    [ANSWER_STATE_NOT_APPLICABLE] = W("ikke relevant", "not applicable"),
    [ANSWER_STATE_SKIPPED] = W("sprunget over", "skipped"),
    [ANSWER_STATE_NOT_ASKED] = W("ikke stillet", "not asked"),
};

const struct wording withheld_words[WITHHELD_COUNT] = {
    [WITHHELD_NOT] = W("holdes ikke tilbage", "not withheld"),
    [WITHHELD_NO_UNITS] =
        W("ingen i gruppen har et resultat", "nobody in the group has a score"),
    [WITHHELD_FEW_UNITS] = W("for få enheder", "too few units"),
    [WITHHELD_FEW_CLUSTERS] = W("en ejer kunne regne en andens tal ud",
                                "one owner could work out another's figures"),
    [WITHHELD_COMPLEMENT] =
        W("et andet tal, der holdes tilbage, kunne regnes ud af det",
          "another figure that is withheld could be worked out "
          "from it"),
};

enum score_state state_of_points(int64_t points)
{
    return points >= 0                    ? SCORE_STATE_SCORED
           : points == SCORE_NOT_RELEVANT ? SCORE_STATE_NOT_RELEVANT
           : points == SCORE_NONE         ? SCORE_STATE_NONE
                                          : SCORE_STATE_TOO_FEW;
}

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
};

#define W(da, en)                                                                      \
    {                                                                                  \
        {                                                                              \
            [LANGUAGE_DA] = (da), [LANGUAGE_EN] = (en)                                 \
        }                                                                              \
    }

#define QUARTILE_FORMULA                                                                   \
    W("point på pladsen (n − 1) × p + 1 i rækken fra den laveste; mellem to pladser " \
      "så mange fjerdedele af vejen",                                                      \
      "points at the place (n − 1) × p + 1 in the row from the lowest; between two "    \
      "places as many quarters of the way")

#define BAR_FORMULA                                                                          \
    W("ti søjler på ti point, [0,10) … [90,100]; naboer slås sammen nedefra, til hver " \
      "har så mange enheder, som et tal kræver",                                             \
      "ten bins of ten points, [0,10) … [90,100]; neighbours are merged from below "       \
      "until each has as many units as a figure takes")

const struct figure_words figure_words[NAMED_COUNT_OF] = {
    [NAMED_POINTS] =
        {W("point", "points"),
         W("100 × (værdi − laveste) / (højeste − laveste), afrundet én gang "
           "til 9 decimaler, halve væk fra nul",
           "100 × (value − lowest) / (highest − lowest), rounded once to 9 "
           "decimals, halves away from zero"),
         "STATISTICS 1.2-1.5, 6.1"},
    [NAMED_VALUE] = {W("værdi", "value"),
                     W("som trinene viser, på områdets eget interval",
                       "as the steps show, on the area's own range"),
                     "questionnaires/FORMAT.md"},
    [NAMED_SCORE] = {W("på skalaen", "on the scale"),
                     W("laveste + point × (højeste − laveste) / 100",
                       "lowest + points × (highest − lowest) / 100"),
                     "STATISTICS 1.2"},
    [NAMED_LOW] = {W("mindst", "low"),
                   W("point, hvis alt ubesvaret var det værste",
                     "points, were all that is unanswered the worst"),
                   "Manski; STATISTICS 1.3"},
    [NAMED_HIGH] = {W("højst", "high"),
                    W("point, hvis alt ubesvaret var det bedste",
                      "points, were all that is unanswered the best"),
                    "Manski; STATISTICS 1.3"},
    [NAMED_ANSWERED_WEIGHT] = {W("besvaret vægt", "answered weight"),
                               W("vægtene af det, der har et svar eller et resultat",
                                 "weights of what has an answer or a score"),
                               "STATISTICS 1.3"},
    [NAMED_RELEVANT_WEIGHT] = {W("relevant vægt", "relevant weight"),
                               W("vægtene af det, der gælder for enheden",
                                 "weights of what applies to the unit"),
                               "STATISTICS 1.3"},
    [NAMED_COVERAGE] = {W("dækning", "coverage"),
                        W("besvaret vægt / relevant vægt",
                          "answered weight / relevant weight"),
                        "STATISTICS 1.3"},
    [NAMED_BAND] = {W("bånd", "band"),
                    W("det øverste bånd, som værdien når op til",
                      "the highest band that the value comes up to"),
                    "questionnaires/FORMAT.md"},
    [NAMED_NUMBER] = {W("tal", "number"),
                      W("svaret, som det blev skrevet", "the answer as it was written"),
                      "questionnaires/FORMAT.md"},
    [NAMED_N] = {W("n", "n"), W("enheder med et resultat", "units with a score"),
                 "STATISTICS 2.1-2.2"},
    [NAMED_MEAN] = {W("gennemsnit", "mean"),
                    W("sum / n; hver enhed tæller én gang, også læserens egen",
                      "sum / n; every unit counts once, the reader's own too"),
                    "STATISTICS 2.2"},
    [NAMED_MEAN_VALUE] = {W("gennemsnit på området", "mean on the area's range"),
                          W("laveste + gennemsnit × (højeste − laveste) / 100",
                            "lowest + mean × (highest − lowest) / 100"),
                          "STATISTICS 1.2"},
    [NAMED_MEAN_SCORE] = {W("gennemsnit på skalaen", "mean on the scale"),
                          W("laveste + gennemsnit × (højeste − laveste) / 100",
                            "lowest + mean × (highest − lowest) / 100"),
                          "STATISTICS 1.2"},
    [NAMED_SD] =
        {W("spredning", "standard deviation"),
         W("kvadratroden af (n × kvadratsum − sum²) / (n × (n − 1)); findes ikke "
           "for n < 2",
           "square root of (n × sum of squares − sum²) / (n × (n − 1)); "
           "undefined for n < 2"),
         "STATISTICS 2.3, 6.1"},
    [NAMED_Q1] = {W("nedre kvartil", "lower quartile"), QUARTILE_FORMULA,
                  "Hyndman & Fan 1996, type 7; STATISTICS 2.8"},
    [NAMED_MEDIAN] = {W("median", "median"), QUARTILE_FORMULA,
                      "Hyndman & Fan 1996, type 7; STATISTICS 2.8"},
    [NAMED_Q3] = {W("øvre kvartil", "upper quartile"), QUARTILE_FORMULA,
                  "Hyndman & Fan 1996, type 7; STATISTICS 2.8"},
    [NAMED_RANK] =
        {W("percentilplacering", "percentile rank"),
         W("100 × (antal lavere + antal lige så høje / 2) / n; enheden selv er "
           "med blandt de lige så høje",
           "100 × (fewer points + as many points / 2) / n; the unit itself is "
           "among those with as many"),
         "STATISTICS 2.9"},
    [NAMED_DISTRIBUTION] = {W("fordeling", "distribution"), BAR_FORMULA,
                            "STATISTICS 2.10, 5.2"},
    [NAMED_FROM] = {W("søjlen går fra", "bar from"), BAR_FORMULA,
                    "STATISTICS 2.10, 5.2"},
    [NAMED_TO] = {W("søjlen går til", "bar to"), BAR_FORMULA, "STATISTICS 2.10, 5.2"},
    [NAMED_COUNT] = {W("enheder i søjlen", "units in the bar"), BAR_FORMULA,
                     "STATISTICS 2.10, 5.2"},
    [NAMED_ANSWERED] = {W("har svaret", "answered"),
                        W("enheder med svar, der tæller",
                          "units with answers that count"),
                        "STATISTICS 2.11"},
    [NAMED_ELIGIBLE] = {W("kunne svare", "eligible"),
                        W("enheder i registeret", "units in the register"),
                        "STATISTICS 2.1"},
    [NAMED_CLUSTERS_ANSWERED] = {W("ejere, der har svaret", "owners that answered"),
                                 W("ejere med mindst én enhed, der har svaret",
                                   "owners of at least one unit that answered"),
                                 "STATISTICS 2.5-2.6"},
    [NAMED_CLUSTERS] =
        {W("ejere", "owners"),
         W("ejere af mindst én enhed i registeret; en enhed, der står "
           "alene, er sin egen",
           "owners of at least one unit in the register; a unit that stands "
           "alone is its own"),
         "STATISTICS 2.5-2.6"},
    [NAMED_STATED] = {W("står skrevet", "stated"),
                      W("beregnes ikke: survey.json eller definitionen siger det",
                        "not computed: survey.json or the definition says so"),
                      "survey.json, questionnaires/FORMAT.md"},
};

const struct working_words working_words[WORKING_COUNT] = {
    [WORKING_VALUE] = {"value", W("værdi", "value")},
    [WORKING_EXACT] = {"exact", W("præcis", "exactly")},
    [WORKING_LOWEST] = {"lowest", W("laveste", "lowest")},
    [WORKING_HIGHEST] = {"highest", W("højeste", "highest")},
    [WORKING_REVERSED] = {"reversed", W("vendt om", "reversed")},
    [WORKING_POINTS] = {"points", W("point", "points")},
    [WORKING_ANSWERED] = {"answered", W("besvaret", "answered")},
    [WORKING_RELEVANT] = {"relevant", W("relevant", "relevant")},
    [WORKING_LEAST_COVERAGE] = {"least_coverage",
                                W("mindste dækning", "least coverage")},
    [WORKING_FROM] = {"from", W("fra", "from")},
    [WORKING_RULE] = {"rule", W("regel", "rule")},
    [WORKING_ELIGIBLE] = {"eligible", W("kunne svare", "eligible")},
    [WORKING_ABSENT] = {"did_not_answer", W("svarede ikke", "did not answer")},
    [WORKING_TOO_FEW] = {"too_few_answers", W("for få svar", "too few answers")},
    [WORKING_NOT_RELEVANT] = {"not_relevant", W("ikke relevant", "not relevant")},
    [WORKING_NO_SCORE] = {"no_score", W("intet resultat", "no score")},
    [WORKING_SUM] = {"sum", W("sum", "sum")},
    [WORKING_N] = {"n", W("n", "n")},
    [WORKING_SQUARES] = {"sum_of_squares", W("kvadratsum", "sum of squares")},
    [WORKING_MEAN] = {"mean", W("gennemsnit", "mean")},
    [WORKING_PLACE] = {"place", W("plads", "place")},
    [WORKING_AT] = {"at_place", W("på pladsen", "at the place")},
    [WORKING_NEXT] = {"next", W("på den næste", "at the next")},
    [WORKING_FEWER] = {"fewer", W("lavere", "fewer points")},
    [WORKING_ALIKE] = {"alike", W("lige så høje", "as many points")},
    [WORKING_BIN] = {"bin", W("ti point", "bin")},
    [WORKING_BAR] = {"bar", W("søjle", "bar")},
};

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

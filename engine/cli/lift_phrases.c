#include "cli/lift_phrases.h"

const char *const lift_phrase[LIFT_PHRASE_COUNT][LANGUAGE_COUNT] = {
    [LIFT_SAYS_SIMULATED] = {"SIMULEREDE SVAR: intet af det er virkeligt.\n",
                             "SIMULATED ANSWERS: none of this is real.\n"},
    [LIFT_SAYS_GENERATED] = {"OPDIGTEDE ENHEDER: registeret er ikke virkeligt.\n",
                             "INVENTED UNITS: the register is not real.\n"},
    [LIFT_SAYS_READERS] = {"Kun til institutionen selv og dens ejer: her står dens "
                           "egne svar.\n",
                           "For the institution itself and its owner alone: these are "
                           "its own answers.\n"},
    [LIFT_SAYS_NOW] = {"nu %s, mål %s\n", "now %s, target %s\n"},
    [LIFT_SAYS_NO_SCORE_NOW] = {"nu intet resultat, mål %s\n",
                                "now no score, target %s\n"},
    [LIFT_SAYS_NO_SCORE] =
        {"Området har intet resultat; det holder kun andre sammen.\n",
         "The area has no score; it only holds others together.\n"},
    [LIFT_SAYS_NOT_RELEVANT] =
        {"Intet i området er relevant, uanset hvad der svares.\n",
         "Nothing in the area applies, whatever is answered.\n"},
    [LIFT_SAYS_THERE] = {"Målet er nået.\n", "The target is reached.\n"},
    [LIFT_SAYS_FEWEST] = {"Færrest svar, der når målet: %u, trin i alt: %lld\n",
                          "Fewest answers that reach the target: %u, steps in all: "
                          "%lld\n"},
    [LIFT_SAYS_AT_MOST] =
        {"Mindst %lld og højst %u svar når målet; trin i alt for de %u: %lld. Ikke alt "
         "er prøvet.\n",
         "At least %lld and at most %u answers reach the target; steps in all of the %u: "
         "%lld. Not everything was tried.\n"},
    [LIFT_SAYS_AS_MANY] =
        {"Færrest svar, der når målet: %u; trin i alt: højst %lld. Ikke alt er prøvet.\n",
         "Fewest answers that reach the target: %u; steps in all: at most %lld. Not "
         "everything was tried.\n"},
    [LIFT_SAYS_OUT_OF_REACH] = {"Ingen svar når målet.\n",
                                "No answers reach the target.\n"},
    [LIFT_SAYS_UNSETTLED] =
        {"Der er ikke fundet svar, der når målet, men ikke alt er prøvet.\n",
         "No answers were found that reach the target, but not everything was tried.\n"},
    [LIFT_SAYS_NOTHING_HELPS] = {"Intet andet svar løfter området.\n",
                                 "No other answer lifts the area.\n"},
    [LIFT_SAYS_BEST] = {"Det højeste, området kan nå, er %s.\n",
                        "The highest that the area can reach is %s.\n"},
    [LIFT_SAYS_FEWEST_BEST] = {"Færrest svar, der når det: %u, trin i alt: %lld\n",
                               "Fewest answers that reach it: %u, steps in all: "
                               "%lld\n"},
    [LIFT_SAYS_AT_MOST_BEST] = {"Så mange svar når det: %u, trin i alt: %lld\n",
                                "So many answers reach it: %u, steps in all: %lld\n"},
    [LIFT_SAYS_RESTS_ON] =
        {"Området hviler på spørgsmål: %u; besvaret som ikke relevante: %u; ikke stillet: "
         "%u.\nDe to sidste slags ændres ikke.\n",
         "The area rests on questions: %u; answered as not applicable: %u; not asked: "
         "%u.\nThe two last kinds are not changed.\n"},
    [LIFT_SAYS_FROM_TO] = {"fra %s til %s; trin: %lld", "from %s to %s; steps: %lld"},
    [LIFT_SAYS_FOLLOW_UP] =
        {"bliver stillet på grund af et andet svar her; til %s; trin: %lld",
         "is asked because of another answer here; to %s; steps: %lld"},
    [LIFT_SAYS_AFTER] = {"; området bliver %s\n", "; the area becomes %s\n"},
    [LIFT_SAYS_AFTER_NONE] = {"; området har så intet resultat\n",
                              "; the area has no score then\n"},
    [LIFT_SAYS_NO_ANSWER] = {"ikke besvaret", "no answer"},
    [LIFT_SAYS_NOTHING_CHOSEN] = {"intet valgt", "nothing chosen"},
    [LIFT_SAYS_IN_ALL] = {"I alt: fra %s til %s\n", "In all: from %s to %s\n"},
    [LIFT_SAYS_ORDER] =
        {"Færrest svar kommer først, så færrest trin, så det, der løfter mest;\n"
         "resten afgøres af spørgsmålenes vægt og rækkefølge.\n",
         "The fewest answers come first, then the fewest steps, then what lifts most;\n"
         "the rest is settled by weight and order of the questions.\n"},
    [LIFT_SAYS_COLUMNS] =
        {"Færrest svar, der løfter hvert område til sit mål\n"
         "  ~  ikke alt er prøvet: mindst og højst så mange svar\n"
         "  !  målet kan ikke nås, og tallene er vejen til det højeste\n",
         "Fewest answers that lift each area to its target\n"
         "  ~  not everything was tried: at least and at most so many answers\n"
         "  !  out of reach, and the figures are the way to the highest there is\n"},
    [LIFT_SAYS_AREA] = {"område", "area"},
    [LIFT_SAYS_VALUE_NOW] = {"nu", "now"},
    [LIFT_SAYS_TARGET] = {"mål", "target"},
    [LIFT_SAYS_ANSWERS] = {"svar", "answers"},
    [LIFT_SAYS_STEPS] = {"trin", "steps"},
    [LIFT_SAYS_THEN] = {"bliver", "becomes"},
    [LIFT_SAYS_NONE] = {"–", "–"},
    [LIFT_SAYS_ALL_THERE] = {"  Ingen områder er under målet.\n",
                             "  No area is below its target.\n"},
    [LIFT_SAYS_CONTRADICTS] =
        {"Svarene modsiger hinanden, og uden det når ingen så langt: %s\n",
         "The answers contradict each other, and without that none come so far: %s\n"},
    [LIFT_SAYS_OTHERS] = {"Områderne i de andre dimensioner (%u): --all\n",
                          "The areas of the other dimensions (%u): --all\n"},
    [LIFT_SAYS_THERE_COUNT] =
        {"Områder, der er ved målet: %u; hvor intet er relevant eller beregnes: %u\n",
         "Areas at their target: %u; where nothing applies or is scored: %u\n"},
};

const char *const lift_state_key[LIFT_STATE_COUNT] = {
    [LIFT_NO_SCORE] = "no_score",
    [LIFT_NOT_RELEVANT] = "not_relevant",
    [LIFT_THERE] = "there",
    [LIFT_POSSIBLE] = "possible",
    [LIFT_OUT_OF_REACH] = "out_of_reach",
    [LIFT_UNSETTLED] = "unsettled",
};

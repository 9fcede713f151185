#include "cli/items_phrases.h"

const char *const items_phrase[ITEMS_PHRASE_COUNT][LANGUAGE_COUNT] = {
    [ITEMS_ANSWERED] = {"%u %s har svaret", "%u %s have answered"},
    [ITEMS_IN_OWNERS] = {", i %u %s", ", in %u %s"},
    [ITEMS_SIMULATED] = {"SIMULEREDE SVAR: ingen af tallene er virkelige.",
                         "SIMULATED ANSWERS: none of the figures are real."},
    [ITEMS_GENERATED] = {"OPDIGTEDE ENHEDER: registeret er ikke virkeligt.",
                         "INVENTED UNITS: the register is not real."},
    [ITEMS_NOBODY] =
        {"Ingen har svaret endnu, så der er intet at sige om spørgsmålene.",
         "Nobody has answered yet, so there is nothing to say about the "
         "questions."},
    [ITEMS_LOOK] = {"Se på disse spørgsmål (%u af %u)",
                    "Look at these questions (%u of %u)"},
    [ITEMS_LOOK_NONE] = {"Ingen spørgsmål skiller sig ud.", "No question stands out."},
    [ITEMS_LOOK_TOO_FEW] = {"Ingen spørgsmål udpeges: det kræver mindst %u svar.",
                            "No question is singled out: that takes at least %u "
                            "answers."},
    [ITEMS_PAIRS] = {"Besvares næsten ens, så det ene måske er nok (par: %u)",
                     "Answered nearly alike, so that one may be enough (pairs: %u)"},
    [ITEMS_FORM_RISING] = {"Hele skemaet: flere lader stå tomt, jo længere de kommer: "
                           "%s i den første tredjedel, %s i den sidste.",
                           "The form as a whole: more is left blank the further they "
                           "get: %s in the first third, %s in the last."},
    [ITEMS_AREAS] = {"Hænger områderne sammen?", "Do the areas hang together?"},
    [ITEMS_AREA] = {"område", "area"},
    [ITEMS_OF_EVERYTHING] = {"Under ét: %s", "As one: %s"},
    [ITEMS_LEFT_OUT] = {"    ikke regnet med, fordi der er %s: ",
                        "    left out for %s: "},
    [ITEMS_NAMES_MORE] = {" og %u til", " and %u more"},
    [ITEMS_AREAS_TOO_FEW] = {"Det siges ikke om færre end %u.",
                             "That is not told of fewer than %u."},
    [ITEMS_LACKS_QUESTIONS] = {"alfa kræver mindst to spørgsmål, hvis svar varierer",
                               "alpha takes at least two questions whose answers vary"},
    [ITEMS_LACKS_PAIR] = {"alfa er udefineret: %s og %s besvares ikke af de samme",
                          "alpha is undefined: %s and %s are not answered by the same"},
    [ITEMS_LACKS_VARIANCE] = {"alfa er udefineret: spørgsmålene opvejer hinanden helt",
                              "alpha is undefined: the questions outweigh each other "
                              "altogether"},
    [ITEMS_QUESTIONS] = {"Alle spørgsmål", "All questions"},
    [ITEMS_NO_AREA] = {"Uden for områderne", "Outside the areas"},
    [ITEMS_AT_LEAST] = {"mindst ", "at least "},
    [ITEMS_PERCENT] = {"%s %%", "%s%%"},
    [ITEMS_UNDEFINED] = {"udefineret", "undefined"},
    [ITEMS_WITHHELD] = {"skjult", "hidden"},
    [ITEMS_NO_ANSWERS] = {"–", "–"},
    [ITEMS_UNITS] = {"enheder", "units"},
    [ITEMS_WITHIN] =
        {"  inden for   alfa for det, enheder afviger fra deres ejers gennemsnit med",
         "  within      alpha of what units differ from the mean of their owner by"},
    [ITEMS_FORMATIVE] =
        {"Et område er et indeks over krav, der hver for sig skal opfyldes. En høj alfa er "
         "ikke et mål, og en lav er ingen\n"
         "grund til at slette et spørgsmål: tallene peger på ordlyd, der bør læses igen.",
         "An area is an index of controls, each of which is to be met. A high alpha is no "
         "goal, and a low one is no reason\n"
         "to delete a question: the figures point to wording that should be read again."},
    [ITEMS_CHOSEN] = {"valgt:", "chosen:"},
    [ITEMS_MORE] = {"  … og %u par til, som --format json har med\n",
                    "  … and %u pairs more, which --format json has\n"},
};

const char *const items_column[ITEMS_COLUMN_COUNT][LANGUAGE_COUNT] = {
    [ITEMS_COLUMN_ID] = {"spørgsmål", "question"},
    [ITEMS_COLUMN_TEXT] = {"tekst", "text"},
    [ITEMS_COLUMN_AREA] = {"område", "area"},
    [ITEMS_COLUMN_N] = {"svar", "n"},
    [ITEMS_COLUMN_MEAN] = {"snit", "mean"},
    [ITEMS_COLUMN_SD] = {"spred.", "sd"},
    [ITEMS_COLUMN_FLOOR] = {"bund %", "floor%"},
    [ITEMS_COLUMN_CEILING] = {"top %", "ceil.%"},
    [ITEMS_COLUMN_MISSING] = {"tomt %", "blank%"},
    [ITEMS_COLUMN_DONT_KNOW] = {"v.i. %", "d.k.%"},
    [ITEMS_COLUMN_NOT_APPLICABLE] = {"i.r. %", "n.a.%"},
    [ITEMS_COLUMN_SKIPPED] = {"spr. %", "skip%"},
    [ITEMS_COLUMN_R_DROP] = {"r.drop", "r.drop"},
    [ITEMS_COLUMN_ALPHA_WITHOUT] = {"alfa uden", "alpha w/o"},
    [ITEMS_COLUMN_DISCRIMINATION] = {"D27", "D27"},
    [ITEMS_COLUMN_CELLS] = {"svar fra lavest til højest, %",
                            "answers from low to high, %"},
    [ITEMS_COLUMN_REASONS] = {"se på det, fordi", "look at it, because"},
    [ITEMS_COLUMN_NOTICE] = {"bemærkning", "notice"},
    [ITEMS_COLUMN_K] = {"spm.", "k"},
    [ITEMS_COLUMN_ALPHA] = {"alfa", "alpha"},
    [ITEMS_COLUMN_INTERVAL] = {"95 %", "95%"},
    [ITEMS_COLUMN_STANDARD_ALPHA] = {"std. alfa", "std. alpha"},
    [ITEMS_COLUMN_AVERAGE_R] = {"gns. r", "mean r"},
    [ITEMS_COLUMN_COMPLETE] = {"alt besvaret", "complete"},
    [ITEMS_COLUMN_WITHIN] = {"inden for", "within"},
};

const char *const items_reason[ITEM_SIGNAL_COUNT][LANGUAGE_COUNT] = {
    [ITEM_SIGNAL_AGAINST] = {"går imod resten af \"%2$s\" (r.drop %1$s)",
                             "goes against the rest of \"%2$s\" (r.drop %1$s)"},
    [ITEM_SIGNAL_ALONE] = {"følger næsten ikke resten af \"%2$s\" (r.drop %1$s)",
                           "hardly follows the rest of \"%2$s\" (r.drop %1$s)"},
    [ITEM_SIGNAL_ALPHA] = {"uden det stiger alfa for \"%2$s\" med %1$s",
                           "without it alpha of \"%2$s\" rises by %1$s"},
    [ITEM_SIGNAL_DONT_KNOW] = {"%s svarer \"ved ikke\"", "%s answer \"don't know\""},
    [ITEM_SIGNAL_MISSING] = {"%s lader det stå tomt", "%s leave it blank"},
    [ITEM_SIGNAL_NOT_APPLICABLE] = {"%s svarer \"ikke relevant\"",
                                    "%s answer \"not applicable\""},
    [ITEM_SIGNAL_CEILING] = {"%s er på øverste trin", "%s are at the highest step"},
    [ITEM_SIGNAL_FLOOR] = {"%s er på nederste trin", "%s are at the lowest step"},
    [ITEM_SIGNAL_REDUNDANT] = {"besvares som %2$s (r %1$s)",
                               "is answered like %2$s (r %1$s)"},
};

const char *const items_advice[ITEM_SIGNAL_COUNT][LANGUAGE_COUNT] = {
    [ITEM_SIGNAL_AGAINST] = {"skalaen er måske vendt om, teksten tvetydig, eller det "
                             "hører til et andet område",
                             "its scale may be turned round, its text ambiguous, or it "
                             "belongs to another area"},
    [ITEM_SIGNAL_ALONE] = {"det er måske tvetydigt eller hører til et andet område",
                           "it may be ambiguous or belong to another area"},
    [ITEM_SIGNAL_ALPHA] = {"det måler måske noget andet end de øvrige",
                           "it may measure something else than the others do"},
    [ITEM_SIGNAL_DONT_KNOW] = {"den, der svarer, kan måske ikke vide det; spørg "
                               "it-afdelingen i stedet",
                               "whoever answers may not be able to know; ask the IT "
                               "department instead"},
    [ITEM_SIGNAL_MISSING] = {"det er måske for svært, for langt eller for sent i "
                             "skemaet",
                             "it may be too hard, too long or too late in the form"},
    [ITEM_SIGNAL_NOT_APPLICABLE] = {"stil det kun til dem, det gælder: et filter eller "
                                    "en udgave for institutionstypen",
                                    "put it only to those it is for: a filter, or an "
                                    "edition for the type of institution"},
    [ITEM_SIGNAL_CEILING] =
        {"det fortæller ikke længere noget; behold det, hvis det er "
         "et krav",
         "it no longer tells anything; keep it where it is required"},
    [ITEM_SIGNAL_FLOOR] =
        {"det fortæller endnu ikke noget; behold det, hvis det er et "
         "krav",
         "it does not yet tell anything; keep it where it is required"},
};

const char *const items_left_out[][LANGUAGE_COUNT] = {
    [ITEM_TAKEN] = {"", ""},
    [ITEM_LEFT_OUT_FEW] = {"for få svar", "too few answers"},
    [ITEM_LEFT_OUT_CONSTANT] = {"det samme svar fra alle", "the same answer from all"},
};

const char *const items_legend[][LANGUAGE_COUNT] = {
    {"Sådan læses tallene", "How to read the figures"},
    {"  svar        svar med en værdi; \"ved ikke\", \"ikke relevant\" og tomme er ikke med",
     "  n           answers with a value; \"don't know\", \"not applicable\" and blanks are none"},
    {"  snit        gennemsnit i point, 0 til 100, vendt hvor spørgsmålet er vendt; spred. er standardafvigelsen",
     "  mean, sd    in points, 0 to 100, turned round where the question is"},
    {"  bund, top   på skalaens nederste og øverste trin, af svarene",
     "  floor, ceil at the lowest and the highest step of the scale, of the answers"},
    {"  tomt, v.i.  ikke besvaret, og \"ved ikke\", af dem det gælder for",
     "  blank, d.k. left blank, and \"don't know\", of those it applies to"},
    {"  i.r.        \"ikke relevant\", af dem der fik det stillet; spr. er sprunget over på grund af et tidligere svar",
     "  n.a.        \"not applicable\", of those it was put to; skip is ruled out by an earlier answer"},
    {"  r.drop      hvor godt spørgsmålet følger de øvrige i området (korrelation); under 0,20 er lidt, under 0 er imod",
     "  r.drop      how well it follows the others in its area (correlation); below 0.20 is little, below 0 is against"},
    {"  alfa uden   områdets alfa, hvis spørgsmålet ikke var der",
     "  alpha w/o   alpha of the area, were the question not there"},
    {"  D27         afstanden mellem de bedste og de dårligste 27 % på resten af området, 1 er hele skalaen",
     "  D27         how far apart the best and the last 27% by the rest of the area are; 1 is the whole scale"},
    {"  alfa        Cronbachs alfa med Feldts interval; \"alt besvaret\" er alfa for dem, der har svaret på alt",
     "  alpha       Cronbach's, with Feldt's interval; \"complete\" is alpha of those who answered everything"},
    {"  32(2)       to trin lagt sammen, fordi få valgte dem; ≤ og ≥ står, hvor få skiller sig ud; skjult hviler på for få svar",
     "  32(2)       two steps taken together, as few chose them; ≤ and ≥ stand where few differ; hidden rests on too few"},
    {NULL, NULL},
};

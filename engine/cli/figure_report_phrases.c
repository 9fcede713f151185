#include "cli/figure_phrases.h"

/* What `explain` says of the figures of `compare` and `change`. */

#define W(da, en)                                                                      \
    {                                                                                  \
        {                                                                              \
            [LANGUAGE_DA] = (da), [LANGUAGE_EN] = (en)                                 \
        }                                                                              \
    }

#define VARIANCE_OF_OWNERS                                                                    \
    W("kvadratroden af (andel udeladt × m / (m − 1) × sum over ejerne af afstand² + "    \
      "andel taget × sum inden for ejerne) / n²; afstand er ejerens sum minus det, den "    \
      "ville være ved gennemsnittet",                                                         \
      "square root of (share left out × m / (m − 1) × sum over the owners of distance² " \
      "+ share taken × sum within the owners) / n²; the distance is the owner's sum less "  \
      "what it would be at the mean")

#define VARIANCE_OF_SUMS                                                                     \
    W("kvadratroden af andel udeladt × m / (m − 1) × sum over ejerne (enhederne, hvor "  \
      "der ingen er) af afstand² + andel taget × sum inden for ejerne; afstand er summen " \
      "af vægt × (point − gennemsnit) / sum af vægte",                                       \
      "square root of share left out × m / (m − 1) × sum over the owners (the units "    \
      "where there are none) of distance² + share taken × sum within the owners; the "     \
      "distance is the sum of weight × (points − mean) / sum of weights")

#define VARIANCE_OF_CHANGES                                                                  \
    W("kvadratroden af (m / (m − 1) × sum over ejerne (enhederne, hvor der ingen er) af " \
      "afstand² / n² + forbindelsesfejl²)",                                                  \
      "square root of (m / (m − 1) × sum over the owners (the units where there are "     \
      "none) of distance² / n² + linking error²)")

static const struct figure_words count_of_mean = {
    W("n", "n"),
    W("enheder med et resultat og en vægt", "units with a score and a weight"),
    "STATISTICS 2.2, 2.4"};
static const struct figure_words count_of_compared = {
    W("N", "N"),
    W("gruppens enheder uden dem, som spørgsmålene ikke gælder for",
      "the group's units but those that the questions do not apply to"),
    "STATISTICS 2.1"};
static const struct figure_words se_of_owners = {W("standardfejl", "standard error"),
                                                 VARIANCE_OF_OWNERS, "STATISTICS 2.5"};
static const struct figure_words se_of_sums = {W("standardfejl", "standard error"),
                                               VARIANCE_OF_SUMS, "STATISTICS 2.4, 2.5"};
static const struct figure_words se_of_changes = {
    W("standardfejl", "standard error"), VARIANCE_OF_CHANGES, "STATISTICS 3.2, 3.3"};
static const struct figure_words mean_of_owners = {
    W("gennemsnit af ejere", "mean of owners"),
    W("sum af ejernes gennemsnit / antal ejere; hver ejer tæller én gang",
      "sum of the owners' means / number of owners; every owner counts once"),
    "STATISTICS 2.2"};
static const struct figure_words mean_by_size = {
    W("vægtet efter størrelse", "weighted by size"),
    W("sum af størrelse × point / sum af størrelser",
      "sum of size × points / sum of sizes"),
    "STATISTICS 2.2"};
static const struct figure_words mean_adjusted = {
    W("vægtet for dem, der ikke svarede", "weighted for those that did not answer"),
    W("sum af vægt × point / sum af vægte; vægten er N / n i klassen, efter at små "
      "klasser er slået sammen med naboen",
      "sum of weight × points / sum of weights; the weight is N / n of the class, after "
      "small classes were merged with their neighbour"),
    "STATISTICS 2.4"};
static const struct figure_words mean_of_similar = {
    W("gennemsnit af dem, der ligner", "mean of similar units"),
    W("sum / n over de nærmeste enheder med et resultat; enheden selv er ikke med",
      "sum / n over the nearest units with a score; the unit itself is not among them"),
    "STATISTICS 2.9"};
static const struct figure_words mean_of_round = {
    W("gennemsnit", "mean"),
    W("sum / n af rundens point", "sum / n of the round's points"), "STATISTICS 3.1"};
static const struct figure_words sd_of_round = {
    W("spredning", "standard deviation"),
    W("af alle enheders point i den tidligere runde",
      "of all units' points in the earlier round"),
    "STATISTICS 3.4"};
static const struct figure_words change_of_unit = {
    W("ændring", "change"), W("nu − før", "now − before"), "STATISTICS 3.4"};
static const struct figure_words flag_of_unit = {
    W("dom", "verdict"),
    W("op eller ned, når ændringen er mindst så stor som både grænsen og de point, der "
      "skal til; ellers ikke sikker",
      "up or down where the change is as large as both the bound and the points it "
      "takes; else not sure"),
    "STATISTICS 3.4"};
static const struct figure_words adjusted_by_holm = {
    W("justeret p", "adjusted p"),
    W("det største af (antal − plads + 1) × p til og med pladsen, højst 1 (Holm)",
      "the largest of (count − place + 1) × p up to the place, 1 at most (Holm)"),
    "Holm 1979; STATISTICS 3.5"};
static const struct figure_words adjusted_by_list = {
    W("justeret p", "adjusted p"),
    W("det mindste af antal / plads × p fra pladsen og op, højst 1 (Benjamini og "
      "Hochberg)",
      "the smallest of count / place × p from the place on, 1 at most (Benjamini and "
      "Hochberg)"),
    "Benjamini & Hochberg 1995; STATISTICS 3.5"};

const struct figure_words *figure_told_family(bool holm)
{
    return holm ? &adjusted_by_holm : &adjusted_by_list;
}

static const struct figure_words *told_of_mean(enum figure_part part)
{
    switch (part) {
    case PART_OF_OWNERS:
        return &mean_of_owners;
    case PART_BY_SIZE:
        return &mean_by_size;
    case PART_ADJUSTED:
        return &mean_adjusted;
    case PART_SIMILAR:
        return &mean_of_similar;
    case PART_PUBLISHED:
    case PART_COMPARED:
        return &mean_of_round;
    default:
        return NULL;
    }
}

static const struct figure_words *told_of_se(enum figure_part part)
{
    switch (part) {
    case PART_BY_OWNERS:
        return &se_of_owners;
    case PART_OF_OWNERS:
    case PART_BY_SIZE:
    case PART_ADJUSTED:
        return &se_of_sums;
    case PART_CHANGE:
    case PART_PAIRED:
    case PART_PAIRED_BY_OWNER:
        return &se_of_changes;
    default:
        return NULL;
    }
}

const struct figure_words *figure_told(enum figure_part part, enum figure_name name)
{
    bool weighed = part == PART_BY_SIZE || part == PART_ADJUSTED;
    bool unit = part == PART_CHANGED_UNIT;
    switch (name) {
    case NAMED_MEAN:
        return told_of_mean(part);
    case NAMED_SE:
        return told_of_se(part);
    case NAMED_N:
        return weighed ? &count_of_mean : NULL;
    case NAMED_ELIGIBLE:
        return &count_of_compared;
    case NAMED_SD:
        return unit ? &sd_of_round : NULL;
    case NAMED_CHANGE:
        return unit ? &change_of_unit : NULL;
    case NAMED_FLAG:
        return unit ? &flag_of_unit : NULL;
    default:
        return NULL;
    }
}

const struct wording figure_part_words[PART_COUNT] = {
    [PART_GROUP] = W("gruppens tal", "the group's figures"),
    [PART_SIMPLE] =
        W("gennemsnittet, enhederne hver for sig", "the mean, of units one by one"),
    [PART_BY_OWNERS] = W("gennemsnittet, efter ejere", "the mean, by owners"),
    [PART_OF_OWNERS] =
        W("gennemsnittet af ejernes gennemsnit", "the mean of the owners' means"),
    [PART_BY_SIZE] =
        W("gennemsnittet, vægtet efter størrelse", "the mean, weighted by size"),
    [PART_ADJUSTED] = W("gennemsnittet, vægtet for dem, der ikke svarede",
                        "the mean, weighted for those that did not answer"),
    [PART_PLACE] = W("enhedens plads i gruppen", "the unit's place in the group"),
    [PART_UNIT] = W("enhedens eget", "the unit's own"),
    [PART_SIMILAR] = W("de enheder, der ligner", "the units that are like it"),
    [PART_CHANGE] = W("gruppens ændring", "the group's change"),
    [PART_PUBLISHED] = W("de offentliggjorte point", "the published points"),
    [PART_COMPARED] = W("de point, der sammenlignes", "the points that are compared"),
    [PART_SPLIT] = W("ændringen delt op", "the change taken apart"),
    [PART_PAIRED] =
        W("ændringen, enhederne hver for sig", "the change, of units one by one"),
    [PART_PAIRED_BY_OWNER] = W("ændringen, efter ejere", "the change, by owners"),
    [PART_LINK] = W("forbindelsen mellem runderne", "the link between the rounds"),
    [PART_CHANGED_UNIT] = W("enhedens ændring", "the unit's change"),
};

const struct wording figure_target_words[COMPARISON_TARGETS] = {
    [ESTIMATE_DESCRIPTIVE] = W("årets enheder selv (beskrivende)",
                               "this year's units themselves (descriptive)"),
    [ESTIMATE_PROCESS] = W("den praksis, de kommer af (proces)",
                           "the practice they come from (process)"),
};

const struct table_words table_words[TABLE_COUNT] = {
    [TABLE_WEIGHED] = {"weighed", W("Enheder, som de vejer", "Units as they weigh")},
    [TABLE_OWNERS] = {"owners", W("Ejere", "Owners")},
    [TABLE_CLASSES] = {"classes", W("Vægtningsklasser, og den hver er slået sammen til",
                                    "Weighting classes, and what each was merged to")},
    [TABLE_SIMILAR] = {"similar", W("Enheder, der ligner, nærmest først",
                                    "Similar units, nearest first")},
    [TABLE_DISTANCES] = {"distances",
                         W("Afstand i hver kolonne: forskellen i spredninger, i anden",
                           "Distance in each column: the difference in standard "
                           "deviations, squared")},
    [TABLE_PAIRS] = {"pairs", W("Enheder med et resultat begge gange",
                                "Units with a score both times")},
    [TABLE_ENTRIES] = {"entries", W("Kommet til: et resultat nu, intet før",
                                    "Entered: a score now, none before")},
    [TABLE_EXITS] = {"exits", W("Gået ud: et resultat før, intet nu",
                                "Left: a score before, none now")},
    [TABLE_CHANGED_OWNERS] = {"owners_of_pairs", W("Ejere", "Owners")},
    [TABLE_FAMILY] = {"family", W("Ændringer, hvis p justeres sammen, mindste først",
                                  "Changes whose p is adjusted together, smallest "
                                  "first")},
    [TABLE_QUESTIONS] = {"questions", W("Spørgsmål, som begge runder har",
                                        "Questions that both rounds have")},
};

const struct table_words column_words[COLUMN_COUNT] = {
    [COLUMN_UNIT] = {"unit", W("enhed", "unit")},
    [COLUMN_OWNER] = {"owner", W("ejer", "owner")},
    [COLUMN_REGION] = {"region", W("område", "region")},
    [COLUMN_KIND] = {"kind", W("slags", "kind")},
    [COLUMN_LEVEL] = {"level", W("niveau", "level")},
    [COLUMN_CODE] = {"code", W("kode", "code")},
    [COLUMN_AREA] = {"area", W("område", "area")},
    [COLUMN_QUESTION] = {"question", W("spørgsmål", "question")},
    [COLUMN_EARLIER] = {"earlier", W("hed før", "was called")},
    [COLUMN_BY] = {"by", W("kolonne", "column")},
    [COLUMN_POINTS] = {"points", W("point", "points")},
    [COLUMN_BEFORE] = {"before", W("før", "before")},
    [COLUMN_NOW] = {"now", W("nu", "now")},
    [COLUMN_CHANGE] = {"change", W("ændring", "change")},
    [COLUMN_SIZE] = {"size", W("størrelse", "size")},
    [COLUMN_CLASS] = {"class", W("klasse", "class")},
    [COLUMN_WEIGHT] = {"weight", W("vægt", "weight")},
    [COLUMN_WEIGHED] = {"weighed", W("vægt × point", "weight × points")},
    [COLUMN_ELIGIBLE] = {"eligible", W("N", "N")},
    [COLUMN_ANSWERED] = {"answered", W("svarede", "answered")},
    [COLUMN_MERGED_ELIGIBLE] = {"merged_eligible", W("N samlet", "N merged")},
    [COLUMN_MERGED_ANSWERED] = {"merged_answered",
                                W("svarede samlet", "answered merged")},
    [COLUMN_N] = {"n", W("n", "n")},
    [COLUMN_SUM] = {"sum", W("sum", "sum")},
    [COLUMN_MEAN] = {"mean", W("gennemsnit", "mean")},
    [COLUMN_DISTANCE] = {"distance", W("afstand", "distance")},
    [COLUMN_WITHIN] = {"within", W("inden for", "within")},
    [COLUMN_P] = {"p", W("p", "p")},
    [COLUMN_PLACE] = {"place", W("plads", "place")},
    [COLUMN_FACTOR] = {"factor", W("faktor", "factor")},
    [COLUMN_PRODUCT] = {"product", W("faktor × p", "factor × p")},
    [COLUMN_ADJUSTED] = {"adjusted", W("justeret p", "adjusted p")},
};

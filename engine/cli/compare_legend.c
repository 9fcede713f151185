#include "cli/compare_phrases.h"

/* How to read each of the pages. */

static const char *const heading[LANGUAGE_COUNT] = {"Sådan læses tallene",
                                                    "How to read the figures"};

static const char *const of_groups[][LANGUAGE_COUNT] = {
    {"  n/N       enheder med et resultat af enheder i alt; dækning er den andel af dem, hvis ejer deltager",
     "  n/N       units with a result of all there are; coverage is the share of them whose owners take part"},
    {"  snit      gennemsnit i point, 0 til 100, hver enhed tæller 1; \"få\" er færre end 5, som ikke er et sammenligningsgrundlag",
     "  mean      in points, 0 to 100, each unit counts 1; \"few\" is fewer than 5, which are no benchmark"},
    {"  95 %      usikkerhed ved dem, der mangler, hvis de deltagende var tilfældigt udvalgt; det er de ikke, så det er",
     "  95%       uncertainty from those that are missing, had those taking part been drawn at random; they were not,"},
    {"            ikke landets fejlmargen. Enheder hos samme ejer ligner hinanden, og det er regnet med",
     "            so that it is no margin of error of the nation. Units of one owner are alike, which is allowed for"},
    {"  25, 75 %  kvartiler (type 7)", "  25%, 75%  quartiles (type 7)"},
    {NULL, NULL},
};

static const char *const of_size[LANGUAGE_COUNT] = {
    "  vægtet    efter %s: hvad den gennemsnitlige %s møder; enheder af ukendt størrelse er udeladt af det\n",
    "  weighted  by %s: what the average %s meets; units of unknown size are left out of it\n"};

static const char *const of_detail[][LANGUAGE_COUNT] = {
    {"  årets enheder: usikkert ved dem, der mangler; til niveauer",
     "  this year's units: uncertain by those that are missing; for levels"},
    {"  ved forskelle: hvad samme praksis ville give igen; til grupper og år ved siden af hinanden. At alle er med, gør ikke",
     "  for differences: what the same practice would give again; for groups and years side by side. That everybody is"},
    {"            en forskel sikker", "            in it makes no difference certain"},
    {NULL, NULL},
};

static const char *const of_unit[][LANGUAGE_COUNT] = {
    {"  egen      institutionens point, 0 til 100",
     "  own       the institution's points, 0 to 100"},
    {"  A, B, …   gennemsnit i point, hver enhed tæller 1; \"få\" er færre end 5, som ikke er et sammenligningsgrundlag",
     "  A, B, …   means in points, each unit counts 1; \"few\" is fewer than 5, which are no benchmark"},
    {"  forskel   egen mindre gennemsnittet, trukket fra før der er afrundet",
     "  diff.     own less the mean, taken before either is rounded"},
    {"  plads     institutionen selv talt med, og lige mange point er samme plads. Besvarelser er usikre, så de, der",
     "  place     itself counted, and as many points are the same place. Answers are uncertain, so that those"},
    {"            står tæt, kunne lige så godt stå omvendt: læs den som omtrent hvor, og lav ikke en rangliste",
     "            that stand close might as well stand the other way: read it as about where, and make no league table"},
    {NULL, NULL},
};

static void add_lines(struct text *out, const struct compare_report *report,
                      const char *const (*line)[LANGUAGE_COUNT])
{
    for (; (*line)[0] != NULL; line++)
        text_print(out, "%s\n", (*line)[report->language]);
}

void compare_add_legend(struct text *out, const struct compare_report *report)
{
    const struct number *size = compare_size(report);
    text_print(out, "%s\n", heading[report->language]);
    if (report->comparison.unit != NAMES_NONE) {
        add_lines(out, report, of_unit);
        return;
    }
    add_lines(out, report, of_groups);
    if (size != NULL)
        text_print(out, of_size[report->language],
                   wording_in(&size->many, report->language),
                   wording_in(&size->one, report->language));
    if (report->measure != NAMES_NONE)
        add_lines(out, report, of_detail);
}

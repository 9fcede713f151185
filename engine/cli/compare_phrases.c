#include "cli/compare_phrases.h"

const char *const compare_phrase[COMPARE_PHRASE_COUNT][LANGUAGE_COUNT] = {
    [COMPARE_TITLE] = {"Sammenligning: %s %d", "Comparison: %s %d"},
    [COMPARE_AUDIENCE] =
        {"Kun til foreningens analytikere, der har svarene: små grupper og enkelte "
         "institutioner er ikke skjult.",
         "For the association's analysts, who hold the record, alone: small groups and "
         "single institutions are not hidden."},
    [COMPARE_SIMULATED] = {"SIMULEREDE SVAR: ingen af tallene er virkelige.",
                           "SIMULATED ANSWERS: none of the figures are real."},
    [COMPARE_GENERATED] = {"OPDIGTEDE ENHEDER: registeret er ikke virkeligt.",
                           "INVENTED UNITS: the register is not real."},
    [COMPARE_NOBODY] = {"Ingen har svaret endnu, så der er intet at sammenligne.",
                        "Nobody has answered yet, so there is nothing to compare."},
    [COMPARE_NATIONAL] = {"Landsgennemsnit", "National average"},
    [COMPARE_ALL] = {"gennemsnit af alle %s", "average of all %s"},
    [COMPARE_TAKING_PART] = {"gennemsnit af deltagende %s",
                             "average of participating %s"},
    [COMPARE_COUNT_OF] = {" af ", " of "},
    [COMPARE_SHARE_OF_ALL] = {" af alle ", " of all "},
    [COMPARE_ANSWERED_OF] = {" har svaret", " answered"},
    [COMPARE_WITHOUT] = {"Uden %s selv: tallene er de andres.",
                         "Without %s itself: the figures are the others'."},
    [COMPARE_LESS] = {" uden ", " without "},
    [COMPARE_UNIT_OWN] = {"%s (%s)", "%s (%s)"},
    [COMPARE_OTHER_LEVEL] = {"%s: %u grupper; se dem med --level %s",
                             "%s: %u groups; see them with --level %s"},
    [COMPARE_AREAS] = {"Områderne, gennemsnit i point", "The areas, means in points"},
    [COMPARE_AREA] = {"område", "area"},
    [COMPARE_NOT_ASKED] = {"ikke relevant", "not relevant"},
    [COMPARE_NO_ANSWER] = {"ikke svaret", "no answer"},
    [COMPARE_TOO_FEW] = {"for få svar", "few answers"},
    [COMPARE_FEW] = {"få", "few"},
    [COMPARE_NO_UNITS] = {"–", "–"},
    [COMPARE_SIMILAR] =
        {"de %u %s, der ligner mest målt på %s, blandt dem, der har svaret",
         "the %u %s most like it by %s, among those that answered"},
    [COMPARE_OWN] = {"egen", "own"},
    [COMPARE_DIFFERENCE] = {"forskel", "diff."},
    [COMPARE_PLACE_IN] = {"plads i", "place in"},
    [COMPARE_RANK] = {"nr. %u", "no. %u"},
    [COMPARE_RANK_TIED] = {"nr. %u-%u", "no. %u-%u"},
    [COMPARE_RANK_OF] = {" af %u", " of %u"},
    [COMPARE_BETTER_THAN] = {", bedre end %u %%", ", better than %u%%"},
    [COMPARE_PERCENT] = {" %", "%"},
    [COMPARE_BY_SIZE] = {"vægtet efter %s: hvad den gennemsnitlige %s møder",
                         "weighted by %s: what the average %s meets"},
    [COMPARE_BY_SIZE_OF] = {" (n = %u)", " (n = %u)"},
    [COMPARE_OF_OWNERS] = {"gennemsnit af gennemsnittene for %s, der tæller lige meget",
                           "mean of the means of %s, all of which count alike"},
    [COMPARE_EACH_UNIT] = {"gennemsnit, hvor alle %s tæller lige meget",
                           "mean, all %s count alike"},
    [COMPARE_ADJUSTED] = {"vægtet for dem, der ikke har svaret",
                          "weighted for those that did not answer"},
    [COMPARE_CLASSES] = {"Vægtene: %u klasser", "The weights: %u classes"},
    [COMPARE_CLASS_AND] = {" efter %s og %s", " by %s and %s"},
    [COMPARE_ASSUMPTION] =
        {", under antagelse af at de, der mangler, ligner dem i deres klasse, der har "
         "svaret",
         ", assuming that those missing are like those of their class that answered"},
    [COMPARE_EVENNESS] =
        {";\n    designeffekt %s, den største vægt er %s gange den mindste",
         ";\n    design effect %s, the largest weight is %s times the "
         "smallest"},
    [COMPARE_UNEVEN] =
        {"ADVARSEL: vægtene er så ulige, at tallet er usikkert.",
         "WARNING: the weights are so uneven that the figure is unsure."},
    [COMPARE_SMALL] = {"ADVARSEL: klasser med færre end 5 svar: %u.",
                       "WARNING: classes with fewer than 5 that answered: %u."},
    [COMPARE_SILENT] = {"ADVARSEL: %s, hvor ingen har svaret, så andre tæller for "
                        "dem: %u.",
                        "WARNING: %s where nobody answered, so that others stand for "
                        "them: %u."},
    [COMPARE_PROCESS] = {"ved forskelle", "for differences"},
    [COMPARE_DESCRIPTIVE] = {"årets enheder", "this year's units"},
    [COMPARE_SPREAD] = {"spredning, kvartiler", "sd, quartiles"},
    [COMPARE_TAILS] = {"10 % og 90 %", "10% and 90%"},
    [COMPARE_HISTOGRAM] = {"fordeling 0, 10, … 90-100 point",
                           "distribution 0, 10, … 90-100 points"},
    [COMPARE_AND] = {" og ", " and "},
};

const char *const compare_column[COMPARE_COLUMN_COUNT][LANGUAGE_COUNT] = {
    [COMPARE_COLUMN_N] = {"n/N", "n/N"},
    [COMPARE_COLUMN_COVERAGE] = {"dækning", "coverage"},
    [COMPARE_COLUMN_MEAN] = {"snit", "mean"},
    [COMPARE_COLUMN_INTERVAL] = {"95 %", "95%"},
    [COMPARE_COLUMN_SD] = {"spred.", "sd"},
    [COMPARE_COLUMN_Q1] = {"25 %", "25%"},
    [COMPARE_COLUMN_MEDIAN] = {"median", "median"},
    [COMPARE_COLUMN_Q3] = {"75 %", "75%"},
    [COMPARE_COLUMN_BY_SIZE] = {"vægtet", "weighted"},
};

const char *const compare_lack[COMPARE_LACK_COUNT][LANGUAGE_COUNT] = {
    [ESTIMATE_LACKS_NOTHING] = {"", ""},
    [ESTIMATE_LACK_UNITS] = {"–", "–"},
    [ESTIMATE_LACK_WEIGHT] = {"ingen størrelse", "no size"},
    [ESTIMATE_ONE_UNIT] = {"kun én", "only one"},
    [ESTIMATE_ONE_CLUSTER] = {"kun én ejer", "one owner only"},
    [ESTIMATE_ALIKE] = {"alle ens", "all alike"},
    [ESTIMATE_EVERYBODY] = {"alle er med", "everybody"},
    [ESTIMATE_ONE_A_STRATUM] = {"én pr. lag", "one a stratum"},
    [ESTIMATE_TWO_ONLY] = {"kun to", "only two"},
    [COMPARE_BY_ACCIDENT] = {"0 ved tilfælde", "0 by accident"},
};

int64_t compare_percentile_rank(const struct comparison_place *place)
{
    uint64_t below = place->n - place->above - place->alike;
    return divide_rounded((wide)(2 * below + place->alike) * 50 * POINT, place->n);
}

const char *compare_state(int64_t own)
{
    return own >= 0                      ? "scored"
           : own == SCORE_TOO_FEW        ? "too_few_answers"
           : own == SCORE_NONE           ? "no_score"
           : own == COMPARISON_NO_ANSWER ? "did_not_answer"
                                         : "not_relevant";
}

void compare_add_count(struct text *out, int64_t count, enum language language)
{
    if (count >= 1000) {
        compare_add_count(out, count / 1000, language);
        text_print(out, "%c%03d", language == LANGUAGE_DA ? '.' : ',',
                   (int)(count % 1000));
    } else
        text_print(out, "%d", (int)count);
}

void compare_add_percent(struct text *out, int64_t part, int64_t whole,
                         enum language language)
{
    char number[FIXED_BYTES];
    fixed_print(number, divide_rounded((wide)part * 100 * POINT, whole), 1,
                language == LANGUAGE_DA ? ',' : '.', false);
    text_print(out, "%s%s", number, compare_phrase[COMPARE_PERCENT][language]);
}

static void add_of(struct text *out, int64_t part, int64_t whole,
                   const struct wording *counted, enum language language)
{
    compare_add_count(out, part, language);
    text_add(out, compare_phrase[COMPARE_COUNT_OF][language]);
    compare_add_count(out, whole, language);
    if (counted != NULL)
        text_print(out, " %s", wording_in(counted, language));
}

/* "60 of 98; 61.2% of all schools, 63.0% of all inhabitants" */
static void add_coverage(struct text *out, const struct compare_report *report,
                         const struct comparison_group *group, enum language language)
{
    const struct population *population = &report->comparison.population;
    text_add(out, " (");
    add_of(out, group->clusters_taking_part, group->clusters, NULL, language);
    if (population_owner_level(population) < population->level_count
        && group->eligible > 0) {
        text_add(out, "; ");
        compare_add_percent(out, group->taking_part, group->eligible, language);
        text_print(out, "%s%s", compare_phrase[COMPARE_SHARE_OF_ALL][language],
                   wording_in(&population->many, language));
    }
    if (group->size > 0) {
        text_add(out, "; ");
        compare_add_percent(out, group->size_taking_part, group->size, language);
        text_print(out, "%s%s", compare_phrase[COMPARE_SHARE_OF_ALL][language],
                   wording_in(&compare_size(report)->many, language));
    }
    text_add_character(out, ')');
}

/* The group that averages are of; without the unit that is left out of it, they are not
   the nation's. */
static void add_name(struct text *out, const struct compare_report *report,
                     size_t level, uint32_t number, enum language language,
                     const char *name)
{
    const struct comparison *comparison = &report->comparison;
    const struct population *population = &comparison->population;
    text_add(out, name);
    if (comparison->without_own
        && population->level[level].group_of[comparison->unit] == number)
        text_print(out, "%s%s", compare_phrase[COMPARE_LESS][language],
                   population->unit_name[comparison->unit]);
}

/* What is averaged of a group that has units of several owners, or units that stand
   alone: the name is said before, but for the nation when all of it is there. */
static void add_average(struct text *out, const struct compare_report *report,
                        size_t level, uint32_t number, enum language language)
{
    const struct population *population = &report->comparison.population;
    const struct comparison_group *group = compare_turnout(report, level, number);
    size_t owner = population_owner_level(population);
    bool alone = owner == population->level_count;
    const struct wording *many =
        alone ? &population->many : &population->level[owner].many;
    if (level == 0 && group->clusters == group->clusters_taking_part) {
        add_name(out, report, level, number, language,
                 compare_phrase[COMPARE_NATIONAL][language]);
        return;
    }
    add_name(out, report, level, number, language,
             wording_in(&population->level[level].group[number].name, language));
    text_add(out, ": ");
    if (group->clusters == group->clusters_taking_part)
        text_print(out, compare_phrase[COMPARE_ALL][language],
                   wording_in(many, language));
    else {
        text_print(out, compare_phrase[COMPARE_TAKING_PART][language],
                   wording_in(many, language));
        add_coverage(out, report, group, language);
    }
}

void compare_add_label(struct text *out, const struct compare_report *report,
                       size_t level, uint32_t number, enum language language)
{
    const struct population *population = &report->comparison.population;
    const struct comparison_group *group = compare_turnout(report, level, number);
    if (group->clusters > 1)
        add_average(out, report, level, number, language);
    else
        add_name(out, report, level, number, language,
                 wording_in(&population->level[level].group[number].name, language));
    text_add(out, ": ");
    add_of(out, group->answered, group->eligible,
           group->eligible == 1 ? &population->one : &population->many, language);
    text_add(out, compare_phrase[COMPARE_ANSWERED_OF][language]);
}

void compare_add_notice(struct text *out, const struct compare_report *report,
                        char after)
{
    bool generated = report->comparison.population.generated;
    if (report->simulated)
        text_print(out, "%s%c", compare_say(report, COMPARE_SIMULATED), after);
    if (generated)
        text_print(out, "%s%c", compare_say(report, COMPARE_GENERATED), after);
}

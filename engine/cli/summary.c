#include "cli/summary.h"

#include <stdio.h>
#include <string.h>

enum phrase {
    PHRASE_ROUND,
    PHRASE_FILES,
    PHRASE_KNOWN,
    PHRASE_REFUSED,
    PHRASE_TAKEN,
    PHRASE_ELIGIBLE,
    PHRASE_WARNINGS,
    PHRASE_RESULTS,
    PHRASE_CHARTS,
    PHRASE_DATABASE,
    PHRASE_NOTHING,
    PHRASE_SIMULATED,
    PHRASE_ROWS_LEFT,
    PHRASE_SUPERSEDED,
    PHRASE_DRAFTS,
    PHRASE_LATE,
    PHRASE_UNCHANGED,
    PHRASE_DOUBTS,
    PHRASE_COUNT
};

static const char *const phrase[PHRASE_COUNT][LANGUAGE_COUNT] = {
    [PHRASE_ROUND] = {"runde", "round"},
    [PHRASE_FILES] = {"filer", "files"},
    [PHRASE_KNOWN] = {"kendte", "known"},
    [PHRASE_REFUSED] = {"afvist", "refused"},
    [PHRASE_TAKEN] = {"nye svar", "taken"},
    [PHRASE_ELIGIBLE] = {"enheder", "units"},
    [PHRASE_WARNINGS] = {"advarsler", "warnings"},
    [PHRASE_RESULTS] =
        {"Resultater  filer %zu, runder %zu: %s/<spørgeramme>/<år>/\n",
         "Results     files %zu, rounds %zu: %s/<questionnaire>/<year>/\n"},
    [PHRASE_CHARTS] =
        {"Diagrammer  %zu tegnet, %zu uændrede: %s/<spørgeramme>/<år>/charts/\n",
         "Charts      %zu drawn, %zu unchanged: %s/<questionnaire>/<year>/charts/\n"},
    [PHRASE_DATABASE] = {"Database    %s\n", "Database    %s\n"},
    [PHRASE_NOTHING] = {"Der er ingen besvarelser endnu.\n",
                        "There are no answers yet.\n"},
    [PHRASE_SIMULATED] = {"SIMULEREDE SVAR: ingen af tallene er virkelige.\n",
                          "SIMULATED ANSWERS: none of the figures are real.\n"},
    [PHRASE_ROWS_LEFT] = {"Udeladt     rækker med fejl: %zu\n",
                          "Left out    rows with errors: %zu\n"},
    [PHRASE_SUPERSEDED] = {"Erstattet   tidligere besvarelser: %zu\n",
                           "Superseded  earlier submissions: %zu\n"},
    [PHRASE_DRAFTS] = {"Kladder     %zu, gemt; tæller ikke\n",
                       "Drafts      %zu, kept; they do not count\n"},
    [PHRASE_LATE] =
        {"For sent    %zu, gemt; runden er frosset, så de tæller ikke\n",
         "Late        %zu, kept; the round is frozen, so they do not count\n"},
    [PHRASE_UNCHANGED] = {"Uændret     %zu, sendt igen; ingen ny besvarelse\n",
                          "Unchanged   %zu, sent again; no new submission\n"},
    [PHRASE_DOUBTS] = {"Kvalitet    samme svar %zu, modsigelser %zu, spring %zu, ens "
                       "besvarelser %zu, ved ikke %zu, ikke relevant %zu\n",
                       "Quality     same answer %zu, contradictions %zu, jumps %zu, "
                       "identical sheets %zu, don't know %zu, not applicable %zu\n"},
};

/* Pads by characters, not bytes, so that columns with æ, ø and å stand straight. */
static int padding(const char *text, int width)
{
    int characters = 0;
    for (const char *at = text; *at != '\0'; at++)
        characters += ((unsigned char)*at & 0xC0) != 0x80;
    return width > characters ? width - characters : 0;
}

static const char *say(const struct session *session, enum phrase which)
{
    return phrase[which][session->survey.language];
}

static void heading(const struct session *session)
{
    static const enum phrase column[] = {PHRASE_FILES,    PHRASE_KNOWN,
                                         PHRASE_REFUSED,  PHRASE_TAKEN,
                                         PHRASE_ELIGIBLE, PHRASE_WARNINGS};
    const char *round = say(session, PHRASE_ROUND);
    printf("\n%s%*s", round, padding(round, 24), "");
    for (size_t c = 0; c < sizeof column / sizeof *column; c++) {
        const char *name = say(session, column[c]);
        printf("%*s%s", padding(name, 11), "", name);
    }
    putchar('\n');
}

bool summary_of_intake(const struct session *session, const struct intake *intake)
{
    const struct survey *survey = &session->survey;
    size_t rows_left = 0;
    size_t superseded = 0;
    size_t drafts = 0;
    size_t late = 0;
    size_t unchanged = 0;
    printf("%s\n", wording_in(&survey->title, survey->language));
    heading(session);
    for (size_t r = 0; r < survey->round_count; r++) {
        const struct round_plan *plan = &survey->round[r];
        int width = printf("%s %d", plan->questionnaire, (int)plan->year);
        printf("%*s", width < 24 ? 24 - width : 1, "");
        printf("%11zu%11zu%11zu%11zu%11u%11zu\n", intake[r].files, intake[r].known,
               intake[r].refused, intake[r].taken,
               session_population(session, r)->unit_count, intake[r].warnings);
        rows_left += intake[r].rows_left;
        superseded += intake[r].superseded;
        drafts += intake[r].drafts;
        late += intake[r].late;
        unchanged += intake[r].unchanged;
    }
    putchar('\n');
    if (rows_left > 0)
        printf(say(session, PHRASE_ROWS_LEFT), rows_left);
    if (superseded > 0)
        printf(say(session, PHRASE_SUPERSEDED), superseded);
    if (drafts > 0)
        printf(say(session, PHRASE_DRAFTS), drafts);
    if (late > 0)
        printf(say(session, PHRASE_LATE), late);
    if (unchanged > 0)
        printf(say(session, PHRASE_UNCHANGED), unchanged);
    return rows_left + superseded + drafts + late + unchanged > 0;
}

bool summary_of_doubts(const struct session *session,
                       const size_t found[static QUALITY_DOUBT_COUNT])
{
    size_t all = 0;
    for (int doubt = 0; doubt < QUALITY_DOUBT_COUNT; doubt++)
        all += found[doubt];
    if (all > 0)
        printf(say(session, PHRASE_DOUBTS), found[QUALITY_SAME_ANSWER],
               found[QUALITY_CONTRADICTION], found[QUALITY_JUMP],
               found[QUALITY_IDENTICAL], found[QUALITY_DONT_KNOW],
               found[QUALITY_NOT_APPLICABLE]);
    return all > 0;
}

void summary_of_results(const struct session *session,
                        const struct published *published)
{
    const struct survey *survey = &session->survey;
    if (published->rounds == 0)
        fputs(say(session, PHRASE_NOTHING), stdout);
    if (published->files > 0)
        printf(say(session, PHRASE_RESULTS), published->files, published->rounds,
               survey->results);
    if (published->charts_drawn + published->charts_kept > 0)
        printf(say(session, PHRASE_CHARTS), published->charts_drawn,
               published->charts_kept, survey->results);
    printf(say(session, PHRASE_DATABASE), survey->database);
    if (published->simulated)
        fputs(say(session, PHRASE_SIMULATED), stdout);
}

static bool read_formats(struct survey *survey, const char *list, struct fault *fault)
{
    static const struct {
        const char *name;
        enum chart_format format;
    } known[] = {{"svg", CHART_SVG}, {"png", CHART_PNG}, {"pdf", CHART_PDF}};
    survey->charts.formats = 0;
    if (*list == '\0')
        return fault_set(fault, FAULT_USAGE, "", "--format wants svg,png,pdf");
    for (const char *at = list; *at != '\0';) {
        size_t length = strcspn(at, ",");
        bool found = false;
        for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
            if (length == strlen(known[k].name)
                && strncmp(at, known[k].name, length) == 0) {
                survey->charts.formats |= (unsigned)known[k].format;
                found = true;
            }
        }
        if (!found)
            return fault_set(fault, FAULT_USAGE, "",
                             "--format takes svg, png and pdf with commas between, and "
                             "\"%.40s\" is something else",
                             at);
        at += length;
        at += *at == ',';
    }
    return true;
}

bool chart_options(struct survey *survey, const struct arguments *arguments,
                   struct fault *fault)
{
    const char *formats = arguments->value[OPTION_FORMAT];
    const char *units_of = arguments->value[OPTION_UNITS_OF];
    if (units_of != NULL) {
        const char **code = arena_take(&survey->arena, 1, sizeof *code);
        if (code == NULL)
            return fault_memory(fault);
        *code = units_of;
        survey->charts.units_of = code;
        survey->charts.units_of_count = 1;
    }
    return formats == NULL || read_formats(survey, formats, fault);
}

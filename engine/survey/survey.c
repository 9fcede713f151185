#include "survey/survey.h"

#include "base/memory.h"
#include "base/output.h"
#include "base/text.h"
#include "survey/load.h"

#include <string.h>

#define FORMAT                "baseline-survey-1"
#define DEFAULT_MINIMUM_UNITS 5
#define LOWEST_MINIMUM_UNITS  3 /* STATISTICS 5.2, P1 */

/* A path member, joined with the folder the survey stands in. */
static const char *read_path(struct plan_reading *reading, const char *path,
                             const json_t *object, const char *key, const char *absent)
{
    const char *written = plan_text(reading, path, object, key, absent);
    if (written == NULL)
        return NULL;
    /* The folder of a survey in the present one is "." but leaves no mark on paths. */
    const char *folder = reading->survey->folder;
    char *joined = path_join(strcmp(folder, ".") == 0 ? "" : folder, written);
    const char *kept = NULL;
    if (joined == NULL)
        plan_out_of_memory(reading);
    else
        kept = plan_keep(reading, joined);
    memory_release(joined);
    return kept;
}

static void read_title(struct plan_reading *reading, const json_t *root)
{
    const json_t *title = json_object_get(root, "title");
    if (title == NULL)
        plan_wrong(reading, "$", "\"title\" is missing");
    else if (plan_check(reading, "$.title", title, language_code, LANGUAGE_COUNT))
        for (int language = 0; language < LANGUAGE_COUNT; language++)
            reading->survey->title.in[language] =
                plan_text(reading, "$.title", title, language_code[language], NULL);
}

static void read_language(struct plan_reading *reading, const json_t *root)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    const char *code =
        plan_text(reading, "$", root, "language", language_code[LANGUAGE_DA]);
    if (code != NULL && !language_find(&reading->survey->language, code))
        plan_wrong(reading, "$.language", "must be \"da\" or \"en\", not \"%s\"",
                   text_excerpt(excerpt, code, strlen(code)));
}

static void read_rehearsal(struct plan_reading *reading, const json_t *root)
{
    static const char *const known[] = {"seed"};
    const json_t *rehearsal = json_object_get(root, "rehearsal");
    if (rehearsal == NULL || !plan_check(reading, "$.rehearsal", rehearsal, known, 1))
        return;
    reading->survey->rehearsal = true;
    reading->survey->seed = (uint64_t)plan_whole(reading, "$.rehearsal", rehearsal,
                                                 "seed", 0, INT64_MAX, -1);
}

static void read_disclosure(struct plan_reading *reading, const json_t *root)
{
    static const char *const known[] = {"minimum_units"};
    const json_t *disclosure = json_object_get(root, "disclosure");
    reading->survey->minimum_units = DEFAULT_MINIMUM_UNITS;
    if (disclosure != NULL && plan_check(reading, "$.disclosure", disclosure, known, 1))
        reading->survey->minimum_units =
            (uint32_t)plan_whole(reading, "$.disclosure", disclosure, "minimum_units",
                                 LOWEST_MINIMUM_UNITS, 1000000, DEFAULT_MINIMUM_UNITS);
}

static void read_formats(struct plan_reading *reading, const json_t *charts)
{
    static const struct {
        const char *name;
        enum chart_format format;
    } known[] = {{"svg", CHART_SVG}, {"png", CHART_PNG}, {"pdf", CHART_PDF}};
    char at[JSON_PATH_BYTES];
    const json_t *formats = json_object_get(charts, "formats");
    if (formats == NULL)
        return;
    if (json_array_size(formats) == 0) {
        plan_wrong(reading, "$.charts.formats", "must be a list that is not empty");
        return;
    }
    reading->survey->charts.formats = 0;
    for (size_t i = 0; i < json_array_size(formats); i++) {
        const char *name = json_string_value(json_array_get(formats, i));
        unsigned found = 0;
        for (size_t k = 0; name != NULL && k < sizeof known / sizeof *known; k++)
            if (strcmp(name, known[k].name) == 0)
                found = known[k].format;
        if (found == 0)
            plan_wrong(reading, plan_item(at, "$.charts.formats", i),
                       "must be \"svg\", \"png\" or \"pdf\"");
        reading->survey->charts.formats |= found;
    }
}

static void read_units_of(struct plan_reading *reading, const json_t *charts)
{
    char at[JSON_PATH_BYTES];
    struct chart_plan *plan = &reading->survey->charts;
    const json_t *codes = json_object_get(charts, "units_of");
    if (codes == NULL)
        return;
    if (!json_is_array(codes)) {
        plan_wrong(reading, "$.charts.units_of", "must be a list of codes of groups");
        return;
    }
    plan->units_of = memory_allocate(json_array_size(codes), sizeof *plan->units_of);
    if (plan->units_of == NULL) {
        plan_out_of_memory(reading);
        return;
    }
    for (size_t i = 0; i < json_array_size(codes); i++) {
        const json_t *code = json_array_get(codes, i);
        if (json_string_length(code) == 0)
            plan_wrong(reading, plan_item(at, "$.charts.units_of", i),
                       "must be a string that is not empty");
        else
            plan->units_of[plan->units_of_count++] =
                plan_keep(reading, json_string_value(code));
    }
}

static void read_charts(struct plan_reading *reading, const json_t *root)
{
    static const char *const known[] = {"formats", "rounds", "groups", "units",
                                        "units_of"};
    struct chart_plan *plan = &reading->survey->charts;
    *plan =
        (struct chart_plan){.formats = CHART_SVG, .groups = true, .units_alone = true};
    const json_t *charts = json_object_get(root, "charts");
    if (charts == NULL
        || !plan_check(reading, "$.charts", charts, known,
                       sizeof known / sizeof *known))
        return;
    const char *rounds = plan_text(reading, "$.charts", charts, "rounds", "latest");
    plan->all_rounds = rounds != NULL && strcmp(rounds, "all") == 0;
    if (rounds != NULL && !plan->all_rounds && strcmp(rounds, "latest") != 0)
        plan_wrong(reading, "$.charts.rounds", "must be \"latest\" or \"all\"");
    plan->groups = plan_flag(reading, "$.charts", charts, "groups", true);
    plan->units_alone = plan_flag(reading, "$.charts", charts, "units", true);
    read_formats(reading, charts);
    read_units_of(reading, charts);
}

static void read_round(struct plan_reading *reading, const char *path,
                       const json_t *object, struct round_plan *round)
{
    static const char *const known[] = {"questionnaire", "year",    "edition",
                                        "register",      "answers", "participants"};
    char at[JSON_PATH_BYTES];
    if (!plan_check(reading, path, object, known, sizeof known / sizeof *known))
        return;
    const char *id = plan_text(reading, path, object, "questionnaire", NULL);
    if (id != NULL
        && (strlen(id) > 64
            || strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                          "0123456789-_")
                   != strlen(id))) {
        plan_wrong(reading, plan_path(at, path, "questionnaire"),
                   "an id is made of at most 64 letters, digits, '-' and '_'");
        id = NULL;
    }
    round->questionnaire = id;
    round->year = (int32_t)plan_whole(reading, path, object, "year", YEAR_LOWEST,
                                      YEAR_HIGHEST, YEAR_LOWEST - 1);
    round->edition = read_path(reading, path, object, "edition", NULL);
    round->register_id = plan_text(reading, path, object, "register", NULL);
    round->answers = read_path(reading, path, object, "answers", NULL);
    round->participants =
        (uint32_t)plan_whole(reading, path, object, "participants", 0, INT32_MAX, 0);
}

static bool same_round(const struct round_plan *one, const struct round_plan *other)
{
    return one->questionnaire != NULL && one->questionnaire == other->questionnaire
           && one->year >= YEAR_LOWEST && one->year == other->year;
}

/* Where the questionnaire of a round is first mentioned. Ids are kept once, so that
   equal ones are the same pointer. */
static size_t first_mention(const struct survey *survey, const char *questionnaire)
{
    size_t at = 0;
    while (survey->round[at].questionnaire != questionnaire)
        at++;
    return at;
}

/* By questionnaire in order of first mention, then by year. Each round goes behind the
   last that must stand before it, so first mentions keep their order. */
static void sort_rounds(struct survey *survey)
{
    for (size_t i = 1; i < survey->round_count; i++) {
        struct round_plan round = survey->round[i];
        size_t mention = first_mention(survey, round.questionnaire);
        size_t place = i;
        while (place > 0) {
            const struct round_plan *before = &survey->round[place - 1];
            size_t theirs = first_mention(survey, before->questionnaire);
            if (theirs < mention || (theirs == mention && before->year < round.year))
                break;
            survey->round[place] = *before;
            place--;
        }
        survey->round[place] = round;
    }
}

static void read_rounds(struct plan_reading *reading, const json_t *root)
{
    struct survey *survey = reading->survey;
    char at[JSON_PATH_BYTES];
    const json_t *rounds = json_object_get(root, "rounds");
    size_t count = json_array_size(rounds);
    if (rounds == NULL)
        plan_wrong(reading, "$", "\"rounds\" is missing");
    else if (count == 0)
        plan_wrong(reading, "$.rounds", "must be a list that is not empty");
    survey->round = memory_allocate(count, sizeof *survey->round);
    if (survey->round == NULL) {
        plan_out_of_memory(reading);
        return;
    }
    for (size_t r = 0; r < count; r++) {
        struct round_plan *round = &survey->round[r];
        plan_item(at, "$.rounds", r);
        read_round(reading, at, json_array_get(rounds, r), round);
        survey->round_count = r + 1;
        for (size_t e = 0; e < r; e++)
            if (same_round(&survey->round[e], round))
                plan_wrong(reading, at,
                           "the round \"%s\" %d stands in $.rounds[%zu] already",
                           round->questionnaire, (int)round->year, e);
    }
}

static void read_root(struct plan_reading *reading, const json_t *root)
{
    static const char *const known[] = {
        "format",  "title",     "language",   "registers", "database",
        "results", "rehearsal", "disclosure", "charts",    "rounds"};
    struct survey *survey = reading->survey;
    if (!json_is_object(root)) {
        plan_wrong(reading, "$", "must be an object");
        return;
    }
    const char *format = json_string_value(json_object_get(root, "format"));
    if (format == NULL || strcmp(format, FORMAT) != 0) {
        plan_wrong(reading, "$.format", "must be \"" FORMAT "\"");
        return;
    }
    plan_check(reading, "$", root, known, sizeof known / sizeof *known);
    read_title(reading, root);
    read_language(reading, root);
    survey->registers = read_path(reading, "$", root, "registers", NULL);
    survey->database = read_path(reading, "$", root, "database", "baseline.db");
    survey->results = read_path(reading, "$", root, "results", "results");
    read_rehearsal(reading, root);
    read_disclosure(reading, root);
    read_charts(reading, root);
    read_rounds(reading, root);
}

bool survey_load(struct survey *survey, const char *path, struct problems *problems,
                 struct fault *fault)
{
    *survey = (struct survey){0};
    char *file;
    char *folder;
    if (!survey_find_file(path, &file, &folder, fault))
        return false;
    struct plan_reading reading = {survey, file, problems, fault, false};
    size_t errors = problems->error_count;
    json_t *root = survey_parse(file, fault);
    survey->folder = plan_keep(&reading, folder[0] == '\0' ? "." : folder);
    if (root != NULL && survey->folder != NULL)
        read_root(&reading, root);
    bool ok = root != NULL && !reading.failed && problems->error_count == errors;
    if (ok)
        sort_rounds(survey);
    json_decref(root);
    memory_release(file);
    memory_release(folder);
    if (!ok)
        survey_release(survey);
    return ok;
}

void survey_release(struct survey *survey)
{
    memory_release(survey->round);
    memory_release(survey->charts.units_of);
    names_release(&survey->names);
    *survey = (struct survey){0};
}

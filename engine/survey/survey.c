#include "survey/survey.h"

#include "base/catalogue.h"
#include "base/memory.h"
#include "base/output.h"
#include "base/text.h"
#include "document/document.h"
#include "survey/load.h"

#include <string.h>
#include <sys/stat.h>

#define FORMAT                "baseline-survey-1"
#define DEFAULT_MINIMUM_UNITS 5
#define LOWEST_MINIMUM_UNITS  3 /* STATISTICS 5.2, P1 */
#define YEAR_LOWEST           1900
#define YEAR_HIGHEST          2999

bool survey_find_file(const char *path, char **file, char **folder, struct fault *fault)
{
    struct stat status;
    bool is_folder = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    const char *slash = strrchr(path, '/');
    size_t length = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);
    if (is_folder)
        length = strcmp(path, ".") == 0 ? 0 : strlen(path);
    *folder = memory_copy_text(path, length);
    *file = NULL;
    if (*folder != NULL)
        *file = is_folder ? path_join(*folder, "survey.json")
                          : memory_copy_text(path, strlen(path));
    if (*file != NULL)
        return true;
    memory_release(*folder);
    *folder = NULL;
    return fault_memory(fault);
}

/* A path member, joined with the folder the survey stands in. */
static const char *read_path(const struct survey *survey, const struct part *part,
                             const char *key, const char *absent)
{
    struct document *document = part->document;
    const char *written = document_read_string(part, key, absent == NULL);
    if (written == NULL)
        written = absent;
    if (written == NULL)
        return NULL;
    /* The folder of a survey in the present one is "." but leaves no mark on paths. */
    const char *folder = strcmp(survey->folder, ".") == 0 ? "" : survey->folder;
    char *joined = path_join(folder, written);
    const char *kept = joined == NULL ? NULL : document_keep(document, joined);
    if (joined == NULL)
        document_out_of_memory(document);
    memory_release(joined);
    return kept;
}

static void read_language(struct survey *survey, const struct part *root)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    const char *code = document_read_string(root, "language", false);
    if (code != NULL && !language_find(&survey->language, code))
        document_wrong(root, "language", "must be \"da\" or \"en\", not \"%s\"",
                       text_excerpt(excerpt, code, strlen(code)));
}

bool survey_find_language(enum language *language, const char *path,
                          struct fault *fault)
{
    struct fault unread = {0};
    char *file;
    char *folder;
    *language = catalogue_language();
    if (!survey_find_file(path, &file, &folder, fault))
        return false;
    unsigned long shortages = memory_shortages();
    json_t *root = document_parse(file, &unread);
    bool short_of_memory = root == NULL && memory_shortages() > shortages;
    const json_t *code = json_object_get(root, "language");
    if (json_is_object(root) && code == NULL)
        *language = LANGUAGE_DA; /* of a survey that says nothing */
    else if (json_is_string(code))
        (void)language_find(language, json_string_value(code));
    json_decref(root);
    memory_release(file);
    memory_release(folder);
    return !short_of_memory || fault_memory(fault);
}

static void read_rehearsal(struct survey *survey, const struct part *root)
{
    static const char *const known[] = {"seed"};
    struct part rehearsal = document_read_member(root, "rehearsal", false);
    if (!document_check_keys(&rehearsal, known, 1))
        return;
    survey->rehearsal = true;
    survey->seed = (uint64_t)document_read_whole(&rehearsal, "seed", 0, INT64_MAX, -1);
}

static void read_disclosure(struct survey *survey, const struct part *root)
{
    static const char *const known[] = {"minimum_units"};
    struct part disclosure = document_read_member(root, "disclosure", false);
    survey->minimum_units = DEFAULT_MINIMUM_UNITS;
    if (document_check_keys(&disclosure, known, 1))
        survey->minimum_units = (uint32_t)document_read_whole(
            &disclosure, "minimum_units", LOWEST_MINIMUM_UNITS, 1000000,
            DEFAULT_MINIMUM_UNITS);
}

static unsigned find_format(const char *name)
{
    static const struct {
        const char *name;
        enum chart_format format;
    } known[] = {{"svg", CHART_SVG}, {"png", CHART_PNG}, {"pdf", CHART_PDF}};
    for (size_t k = 0; name != NULL && k < sizeof known / sizeof *known; k++)
        if (strcmp(name, known[k].name) == 0)
            return known[k].format;
    return 0;
}

static void read_formats(struct chart_plan *plan, const struct part *charts)
{
    struct part formats = document_read_array(charts, "formats", false, 1);
    if (formats.json == NULL)
        return;
    plan->formats = 0;
    for (size_t i = 0; i < json_array_size(formats.json); i++) {
        struct part format = document_read_item(&formats, i);
        unsigned found = find_format(json_string_value(format.json));
        if (found == 0)
            document_wrong(&format, NULL, "must be \"svg\", \"png\" or \"pdf\"");
        plan->formats |= found;
    }
}

static void read_charts(struct chart_plan *plan, const struct part *root)
{
    static const char *const known[] = {"formats", "rounds", "groups", "units",
                                        "units_of"};
    *plan =
        (struct chart_plan){.formats = CHART_SVG, .groups = true, .units_alone = true};
    struct part charts = document_read_member(root, "charts", false);
    if (!document_check_keys(&charts, known, sizeof known / sizeof *known))
        return;
    const char *rounds = document_read_string(&charts, "rounds", false);
    plan->all_rounds = rounds != NULL && strcmp(rounds, "all") == 0;
    if (rounds != NULL && !plan->all_rounds && strcmp(rounds, "latest") != 0)
        document_wrong(&charts, "rounds", "must be \"latest\" or \"all\"");
    plan->groups = document_read_flag(&charts, "groups", true);
    plan->units_alone = document_read_flag(&charts, "units", true);
    read_formats(plan, &charts);
    plan->units_of_count =
        document_read_strings(&charts, "units_of", false, &plan->units_of);
}

/* An id that is part of a folder's name. */
static const char *read_id(const struct part *part, const char *key)
{
    const char *id = document_read_string(part, key, true);
    if (id == NULL
        || (strlen(id) <= 64
            && strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                          "0123456789-_")
                   == strlen(id)))
        return id;
    document_wrong(part, key,
                   "an id is made of at most 64 letters, digits, '-' and '_'");
    return NULL;
}

static void read_round(const struct survey *survey, const struct part *part,
                       struct round_plan *round)
{
    static const char *const known[] = {"questionnaire", "year",    "edition",
                                        "register",      "answers", "participants",
                                        "mapping"};
    if (!document_check_keys(part, known, sizeof known / sizeof *known))
        return;
    round->questionnaire = read_id(part, "questionnaire");
    round->year = (int32_t)document_read_whole(part, "year", YEAR_LOWEST, YEAR_HIGHEST,
                                               YEAR_LOWEST - 1);
    round->edition = read_path(survey, part, "edition", NULL);
    round->register_id = document_read_string(part, "register", true);
    round->answers = read_path(survey, part, "answers", NULL);
    if (json_object_get(part->json, "mapping") != NULL)
        round->mapping = read_path(survey, part, "mapping", NULL);
    round->participants =
        (uint32_t)document_read_whole(part, "participants", 0, INT32_MAX, 0);
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

static void read_rounds(struct survey *survey, const struct part *root)
{
    struct part rounds = document_read_array(root, "rounds", true, 1);
    size_t count = json_array_size(rounds.json);
    survey->round = document_take(root->document, count, sizeof *survey->round);
    if (survey->round == NULL)
        return;
    for (size_t r = 0; r < count; r++) {
        struct round_plan *round = &survey->round[r];
        struct part part = document_read_item(&rounds, r);
        read_round(survey, &part, round);
        survey->round_count = r + 1;
        for (size_t e = 0; e < r; e++)
            if (same_round(&survey->round[e], round))
                document_wrong(&part, NULL,
                               "the round \"%s\" %d stands in $.rounds[%zu] already",
                               round->questionnaire, (int)round->year, e);
    }
}

static bool has_rounds(const struct survey *survey, const char *questionnaire)
{
    for (size_t r = 0; r < survey->round_count; r++)
        if (survey->round[r].questionnaire == questionnaire)
            return true;
    return false;
}

static void read_scoring(const struct survey *survey, const struct part *part,
                         struct scoring_plan *scoring)
{
    static const char *const known[] = {"id", "questionnaire", "rules", "configuration",
                                        "published"};
    if (!document_check_keys(part, known, sizeof known / sizeof *known))
        return;
    scoring->id = read_id(part, "id");
    scoring->questionnaire = read_id(part, "questionnaire");
    scoring->configuration = document_read_string(part, "configuration", false);
    scoring->published = document_read_flag(part, "published", false);
    if (json_object_get(part->json, "rules") != NULL)
        scoring->rules = read_path(survey, part, "rules", NULL);
    else if (json_object_get(part->json, "configuration") == NULL)
        document_wrong(part, NULL,
                       "a scoring has \"rules\", a \"configuration\" of the "
                       "definition, or both");
    if (scoring->questionnaire != NULL && !has_rounds(survey, scoring->questionnaire))
        document_wrong(part, "questionnaire", "the survey has no round of \"%s\"",
                       scoring->questionnaire);
}

static void read_scorings(struct survey *survey, const struct part *root)
{
    struct part scorings = document_read_array(root, "scorings", false, 0);
    size_t count = json_array_size(scorings.json);
    survey->scoring = document_take(root->document, count, sizeof *survey->scoring);
    if (survey->scoring == NULL)
        return;
    for (size_t s = 0; s < count; s++) {
        struct scoring_plan *scoring = &survey->scoring[s];
        struct part part = document_read_item(&scorings, s);
        read_scoring(survey, &part, scoring);
        survey->scoring_count = s + 1;
        for (size_t e = 0; e < s; e++)
            if (scoring->published && survey->scoring[e].published
                && survey->scoring[e].questionnaire == scoring->questionnaire)
                document_wrong(&part, "published",
                               "$.scorings[%zu] of this questionnaire is published "
                               "already; two ways would give answers away by "
                               "subtraction",
                               e);
        for (size_t e = 0; e < s; e++)
            if (scoring->id != NULL && survey->scoring[e].id == scoring->id
                && survey->scoring[e].questionnaire == scoring->questionnaire)
                document_wrong(&part, "id",
                               "\"%s\" is $.scorings[%zu] of this questionnaire "
                               "already",
                               scoring->id, e);
    }
}

static void read_root(struct survey *survey, const struct part *root)
{
    static const char *const known[] = {
        "format",   "title",     "language",   "registers", "database",
        "results",  "rehearsal", "disclosure", "charts",    "rounds",
        "scorings", "quality",   "change"};
    document_check_keys(root, known, sizeof known / sizeof *known);
    survey->title = document_read_wording(root, "title", true);
    read_language(survey, root);
    survey->registers = read_path(survey, root, "registers", NULL);
    survey->database = read_path(survey, root, "database", "baseline.db");
    survey->results = read_path(survey, root, "results", "results");
    read_rehearsal(survey, root);
    read_disclosure(survey, root);
    read_charts(&survey->charts, root);
    survey_read_quality(&survey->quality, root);
    survey_read_change(&survey->change, root);
    read_rounds(survey, root);
    read_scorings(survey, root);
}

bool survey_load(struct survey *survey, const char *path, struct problems *problems,
                 struct fault *fault)
{
    *survey = (struct survey){0};
    char *file;
    char *folder;
    if (!survey_find_file(path, &file, &folder, fault))
        return false;
    struct document document = {.file = file,
                                .names = &survey->names,
                                .arena = &survey->arena,
                                .problems = problems,
                                .fault = fault};
    struct part root;
    if (document_read(&root, &document, FORMAT)) {
        survey->folder = document_keep(&document, folder[0] == '\0' ? "." : folder);
        if (survey->folder != NULL)
            read_root(survey, &root);
    }
    bool ok = document_is_sound(&document);
    if (ok)
        sort_rounds(survey);
    else
        survey_release(survey);
    document_release(&document);
    memory_release(file);
    memory_release(folder);
    return ok;
}

void survey_release(struct survey *survey)
{
    arena_release(&survey->arena);
    names_release(&survey->names);
    *survey = (struct survey){0};
}

#include "cli/compare.h"

#include "base/memory.h"
#include "base/text.h"
#include "cli/background.h"
#include "cli/session.h"

#include <stdio.h>
#include <string.h>

/* `compare`: a round's measures in every group, for the analysts who hold the record.
 */

typedef bool compare_writer(struct text *out, struct compare_report *report,
                            struct fault *fault);

/* NULL where there is no such layout. */
static compare_writer *find_layout(const char *name, struct fault *fault)
{
    static const struct {
        const char *name;
        compare_writer *writer;
    } layout[] = {{"text", compare_write_page},
                  {"json", compare_write_json},
                  {"csv", compare_write_csv}};
    for (size_t l = 0; l < sizeof layout / sizeof *layout; l++)
        if (name == NULL || strcmp(layout[l].name, name) == 0)
            return layout[l].writer;
    fault_set(fault, FAULT_USAGE, "", "--format takes text, json or csv, not \"%s\"",
              name);
    return NULL;
}

const char *compare_measure_id(const struct compare_report *report, uint32_t measure,
                               const char **dimension)
{
    const struct questionnaire *questionnaire =
        report->comparison.material.questionnaire;
    uint32_t nodes = (uint32_t)questionnaire->node_count;
    *dimension = NULL;
    if (measure >= nodes)
        return questionnaire->question[measure - nodes].id;
    const struct node *node = &questionnaire->node[measure];
    *dimension = questionnaire->dimension[node->dimension].id;
    return node->id;
}

const struct wording *compare_measure_title(const struct compare_report *report,
                                            uint32_t measure)
{
    const struct questionnaire *questionnaire =
        report->comparison.material.questionnaire;
    uint32_t nodes = (uint32_t)questionnaire->node_count;
    return measure >= nodes ? &questionnaire->question[measure - nodes].text
                            : &questionnaire->node[measure].title;
}

uint32_t compare_find_measure(const struct questionnaire *questionnaire, const char *id)
{
    const char *slash = strchr(id, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - id);
    for (uint32_t n = 0; n < questionnaire->node_count; n++) {
        const struct node *node = &questionnaire->node[n];
        const char *dimension = questionnaire->dimension[node->dimension].id;
        if (strcmp(node->id, id) == 0
            || (slash != NULL && strcmp(node->id, slash + 1) == 0
                && strlen(dimension) == length && strncmp(dimension, id, length) == 0))
            return n;
    }
    uint32_t question = questionnaire_find(questionnaire, id, strlen(id));
    return question == NAMES_NONE ? NAMES_NONE
                                  : (uint32_t)questionnaire->node_count + question;
}

/* What is known beside what was asked for. */
static const char *nearest_measure(const struct questionnaire *questionnaire,
                                   const char *id)
{
    struct nearest nearest = {.wanted = id};
    for (size_t n = 0; n < questionnaire->node_count; n++)
        nearest_offer(&nearest, questionnaire->node[n].id, questionnaire->node[n].id);
    const char *node = nearest_name(&nearest);
    return node != NULL ? node : questionnaire_nearest(questionnaire, id);
}

static bool choose_measure(struct compare_report *report, const char *id,
                           struct fault *fault)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    const struct questionnaire *questionnaire =
        report->comparison.material.questionnaire;
    report->measure = NAMES_NONE;
    if (id == NULL)
        return true;
    report->measure = compare_find_measure(questionnaire, id);
    if (report->measure != NAMES_NONE)
        return true;
    const char *nearest = nearest_measure(questionnaire, id);
    text_excerpt(excerpt, id, strlen(id));
    return nearest == NULL
               ? fault_set(fault, FAULT_USAGE, "",
                           "the questionnaire has no area or question \"%s\"", excerpt)
               : fault_set(fault, FAULT_USAGE, "",
                           "the questionnaire has no area or question \"%s\"; did you "
                           "mean \"%s\"?",
                           excerpt, nearest);
}

static bool choose_level(struct compare_report *report, const char *id,
                         struct fault *fault)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    struct text known = {0};
    const struct population *population = &report->comparison.population;
    report->level = ALL_LEVELS;
    for (size_t l = 0; id != NULL && l < population->level_count; l++) {
        if (strcmp(population->level[l].id, id) == 0)
            report->level = l;
        text_print(&known, "%s%s", l == 0 ? "" : ", ", population->level[l].id);
    }
    bool ok = id == NULL || report->level != ALL_LEVELS;
    if (!ok && text_check(&known, fault))
        fault_set(fault, FAULT_USAGE, "",
                  "the register has no groups \"%s\"; it has: %s",
                  text_excerpt(excerpt, id, strlen(id)), known.bytes);
    text_release(&known);
    return ok;
}

/* The way of scoring that is published; it is the questionnaire's own unless the survey
   says otherwise. */
static const struct questionnaire *find_rules(const struct session *session,
                                              size_t round)
{
    for (size_t s = 0; s < session->survey.scoring_count; s++)
        if (session->survey.scoring[s].published
            && session_rules(session, s, round) != NULL)
            return session_rules(session, s, round);
    return session_edition(session, round);
}

static bool find_unit(uint32_t *unit, const struct population *population,
                      const char *id, struct fault *fault)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    *unit = id == NULL ? NAMES_NONE : population_find(population, id, strlen(id));
    if (id == NULL || *unit != NAMES_NONE)
        return true;
    const char *nearest = population_nearest(population, id);
    text_excerpt(excerpt, id, strlen(id));
    return nearest == NULL
               ? fault_set(fault, FAULT_USAGE, "",
                           "\"%s\" is no institution in the register \"%s\"", excerpt,
                           population->id)
               : fault_set(fault, FAULT_USAGE, "",
                           "\"%s\" is no institution in the register \"%s\"; did you "
                           "mean \"%s\"?",
                           excerpt, population->id, nearest);
}

static bool print_report(struct compare_report *report,
                         const struct arguments *arguments, compare_writer *write,
                         struct fault *fault)
{
    struct text out = {0};
    report->compared = memory_allocate(comparison_group_count(&report->comparison),
                                       sizeof *report->compared);
    bool ok = (report->compared != NULL || fault_memory(fault))
              && choose_level(report, arguments->value[OPTION_LEVEL], fault)
              && choose_measure(report, arguments->value[OPTION_MEASURE], fault)
              && write(&out, report, fault) && text_check(&out, fault);
    if (ok)
        fwrite(out.bytes, 1, out.length, stdout);
    text_release(&out);
    memory_release(report->compared);
    return ok;
}

static bool compare_answers(const struct session *session, size_t round,
                            const struct answers *answers,
                            const struct arguments *arguments, compare_writer *write,
                            struct fault *fault)
{
    const struct questionnaire *rules = find_rules(session, round);
    const struct population *population = session_population(session, round);
    struct background background = {0};
    struct scores scores = {0};
    uint32_t unit;
    struct compare_report report = {.survey = &session->survey.title,
                                    .year = session->survey.round[round].year,
                                    .simulated = answers->simulated,
                                    .language = session->survey.language};
    const struct comparison_material material = {rules, population, &background,
                                                 answers, &scores};
    bool ok =
        find_unit(&unit, population, arguments->value[OPTION_COMPARED_UNIT], fault)
        && session_load_background(session, &background, round, fault)
        && score_points(&scores, rules, population, answers, NULL, fault)
        && comparison_open(&report.comparison, &material, unit,
                           arguments->value[OPTION_WITHOUT_OWN] != NULL, fault)
        && print_report(&report, arguments, write, fault);
    comparison_close(&report.comparison);
    scores_release(&scores);
    background_release(&background);
    return ok;
}

/* The round that is asked for, or the only one. */
static bool choose_round(const struct session *session, const char *name, size_t *round,
                         struct fault *fault)
{
    *round = 0;
    if (name != NULL)
        return session_find_round(session, name, round, fault);
    return session->survey.round_count == 1
           || fault_set(fault, FAULT_USAGE, "",
                        "say which round: --round questionnaire/year");
}

bool command_compare(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
    struct answers answers = {0};
    size_t round;
    compare_writer *write = find_layout(arguments->value[OPTION_COMPARE_LAYOUT], fault);
    if (write == NULL)
        return false;
    if (arguments->value[OPTION_WITHOUT_OWN] != NULL
        && arguments->value[OPTION_COMPARED_UNIT] == NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "--without-own goes with --unit: who is to be left out");
    if (!session_open(&session, arguments, fault))
        return false;
    bool ok = choose_round(&session, arguments->value[OPTION_ROUND], &round, fault)
              && session_open_record(&session, fault)
              && session_load_answers(&session, &answers, round, fault)
              && compare_answers(&session, round, &answers, arguments, write, fault);
    answers_release(&answers);
    session_close(&session);
    return ok;
}

#include "cli/compare.h"

#include "base/text.h"
#include "cli/lookup.h"
#include "cli/printed.h"

#include <stdio.h>
#include <string.h>

/* `compare`: a round's measures in every group, for the analysts who hold the record.
 */

typedef bool compare_writer(struct text *out, struct compare_report *report,
                            struct fault *fault);

/* NULL where there is no such layout. */
static compare_writer *find_layout(const char *name, struct fault *fault)
{
    static compare_writer *const writer[] = {compare_write_page, compare_write_json,
                                             compare_write_csv};
    enum printed printed;
    return printed_find(&printed, name, true, fault) ? writer[printed] : NULL;
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
    uint32_t area = lookup_find_area(questionnaire, id);
    uint32_t question = area == NAMES_NONE
                            ? questionnaire_find(questionnaire, id, strlen(id))
                            : NAMES_NONE;
    return question == NAMES_NONE ? area
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

static bool print_report(struct compare_report *report,
                         const struct arguments *arguments, compare_writer *write,
                         struct fault *fault)
{
    struct text out = {0};
    const char *level = arguments->value[OPTION_LEVEL];
    bool ok =
        (level == NULL
         || lookup_level(&report->level, &report->comparison.population, level, fault))
        && choose_measure(report, arguments->value[OPTION_MEASURE], fault)
        && write(&out, report, fault) && text_check(&out, fault);
    if (ok)
        fwrite(out.bytes, 1, out.length, stdout);
    text_release(&out);
    return ok;
}

static bool compare_round(const struct session *session, size_t round,
                          const struct arguments *arguments, compare_writer *write,
                          struct fault *fault)
{
    struct compare_source source;
    bool ok =
        compare_open(&source, session, round, arguments->value[OPTION_COMPARED_UNIT],
                     arguments->value[OPTION_WITHOUT_OWN] != NULL, fault)
        && print_report(&source.report, arguments, write, fault);
    compare_close(&source);
    return ok;
}

bool command_compare(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
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
    bool ok =
        session_choose_round(&session, arguments->value[OPTION_ROUND], &round, fault)
        && session_open_record(&session, fault)
        && compare_round(&session, round, arguments, write, fault);
    session_close(&session);
    return ok;
}

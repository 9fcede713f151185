#include "cli/items.h"

#include "base/memory.h"
#include "cli/check.h"
#include "cli/evaluation.h"
#include "cli/printed.h"
#include "cli/session.h"

#include <stdio.h>
#include <string.h>

/* `items`: how the questions of a round were answered, for whoever revises them. */

/* Where there is no survey.json to say it (STATISTICS 5.2). */
#define MINIMUM_UNITS 5

typedef bool items_writer(struct text *out, const struct items_report *report,
                          struct fault *fault);

/* NULL where there is no such layout. */
static items_writer *find_layout(const char *name, struct fault *fault)
{
    static items_writer *const writer[] = {items_write_page, items_write_json,
                                           items_write_csv};
    enum printed printed;
    return printed_find(&printed, name, true, fault) ? writer[printed] : NULL;
}

static bool print_report(struct items_report *report,
                         const struct items_material *material, items_writer *write,
                         struct fault *fault)
{
    struct text out = {0};
    bool ok =
        item_analysis_compute(&report->items, material, report->minimum_units, fault)
        && write(&out, report, fault) && text_check(&out, fault);
    if (ok)
        fwrite(out.bytes, 1, out.length, stdout);
    text_release(&out);
    item_analysis_release(&report->items);
    return ok;
}

/* What became of every answer; of the areas' points none are wanted. */
static bool find_states(struct scores *scores, const struct items_material *material,
                        struct fault *fault)
{
    const struct questionnaire *questionnaire = material->questionnaire;
    bool *wanted = memory_allocate(questionnaire->node_count, sizeof *wanted);
    bool ok = wanted == NULL ? fault_memory(fault)
                             : score_points(scores, questionnaire, material->population,
                                            material->answers, wanted, fault);
    memory_release(wanted);
    return ok;
}

static bool analyse_round(struct session *session, const char *name,
                          items_writer *write, struct fault *fault)
{
    struct answers answers = {0};
    struct scores scores = {0};
    size_t round;
    bool ok = session_choose_round(session, name, &round, fault)
              && session_open_record(session, fault)
              && session_load_answers(session, &answers, round, fault);
    if (ok) {
        const struct questionnaire *edition = session_edition(session, round);
        const struct population *population = session_population(session, round);
        struct items_report report = {.questionnaire = edition,
                                      .population = population,
                                      .survey = &session->survey.title,
                                      .year = session->survey.round[round].year,
                                      .simulated = answers.simulated,
                                      .minimum_units = session->survey.minimum_units,
                                      .language = session->survey.language};
        struct items_material material = {edition, population, &answers, &scores};
        ok = find_states(&scores, &material, fault)
             && print_report(&report, &material, write, fault);
    }
    scores_release(&scores);
    answers_release(&answers);
    return ok;
}

static bool analyse_file(const struct arguments *arguments, items_writer *write,
                         struct fault *fault)
{
    struct evaluation evaluation = {.language = language_asked(arguments, LANGUAGE_EN)};
    if (arguments->value[OPTION_ROUND] != NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "--round goes with a survey, not with a definition");
    bool ok = evaluation_open(&evaluation, arguments, fault);
    if (ok) {
        struct items_report report = {.questionnaire = evaluation.rules,
                                      .population = &evaluation.population,
                                      .simulated = evaluation.answers.simulated,
                                      .minimum_units = MINIMUM_UNITS,
                                      .language = evaluation.language};
        struct items_material material = {evaluation.rules, &evaluation.population,
                                          &evaluation.answers, &evaluation.scores};
        ok = print_report(&report, &material, write, fault);
    }
    evaluation_close(&evaluation);
    return ok;
}

bool command_items(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
    bool definition;
    items_writer *write = find_layout(arguments->value[OPTION_ITEMS_LAYOUT], fault);
    if (write == NULL)
        return false;
    if (arguments->operand_count > 1)
        return analyse_file(arguments, write, fault);
    if (!find_definition(&definition, arguments->operand[0], fault))
        return false;
    if (definition)
        return fault_set(fault, FAULT_USAGE, "",
                         "say which answers: baseline items DEFINITION ANSWERS");
    if (!session_open(&session, arguments, fault))
        return false;
    bool ok = analyse_round(&session, arguments->value[OPTION_ROUND], write, fault);
    session_close(&session);
    return ok;
}

const struct items_item *items_home(const struct items_report *report,
                                    uint32_t question)
{
    uint32_t home = report->items.question[question].home;
    return home == ITEMS_NONE ? NULL : &report->items.item[home];
}

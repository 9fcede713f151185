#include "base/memory.h"
#include "cli/background.h"
#include "cli/compare.h"
#include "cli/lookup.h"

/* What `compare` reports on, taken from the record. */

/* The way of scoring that is published; it is the questionnaire's own unless the survey
   says otherwise. */
static size_t find_scoring(const struct session *session, size_t round)
{
    for (size_t s = 0; s < session->survey.scoring_count; s++)
        if (session->survey.scoring[s].published
            && session_rules(session, s, round) != NULL)
            return s;
    return OWN_SCORING;
}

/* The answers alone say whether there is anything simulated, so that they come first.
 */
bool compare_open(struct compare_source *source, const struct session *session,
                  size_t round, const char *id, bool without_own, struct fault *fault)
{
    *source = (struct compare_source){.scoring = find_scoring(session, round)};
    const struct questionnaire *rules = session_rules(session, source->scoring, round);
    const struct population *population = session_population(session, round);
    struct compare_report *report = &source->report;
    uint32_t unit;
    if (!session_load_answers(session, &source->answers, round, fault))
        return false;
    *report = (struct compare_report){.survey = &session->survey.title,
                                      .year = session->survey.round[round].year,
                                      .simulated = source->answers.simulated,
                                      .language = session->survey.language,
                                      .level = ALL_LEVELS,
                                      .measure = NAMES_NONE};
    const struct comparison_material material = {rules, population, &source->background,
                                                 &source->answers, &source->scores};
    if (!lookup_unit(&unit, population, id, fault)
        || !session_load_background(session, &source->background, round, fault)
        || !score_points(&source->scores, rules, population, &source->answers, NULL,
                         fault)
        || !comparison_open(&report->comparison, &material, unit, without_own, fault))
        return false;
    report->compared = memory_allocate(comparison_group_count(&report->comparison),
                                       sizeof *report->compared);
    return report->compared != NULL || fault_memory(fault);
}

void compare_close(struct compare_source *source)
{
    memory_release(source->report.compared);
    comparison_close(&source->report.comparison);
    scores_release(&source->scores);
    background_release(&source->background);
    answers_release(&source->answers);
    *source = (struct compare_source){0};
}

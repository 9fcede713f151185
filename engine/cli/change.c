#include "cli/change.h"

#include "cli/change_rounds.h"
#include "cli/lookup.h"
#include "cli/printed.h"

#include <stdio.h>
#include <string.h>

/* `change`: what has changed between two rounds, and how sure that is. */

typedef bool change_writer(struct text *out, const struct change_report *report,
                           struct fault *fault);

/* NULL where there is no such layout. */
static change_writer *find_layout(const char *name, struct fault *fault)
{
    static change_writer *const writer[] = {change_write_page, change_write_json,
                                            change_write_csv};
    enum printed printed;
    return printed_find(&printed, name, true, fault) ? writer[printed] : NULL;
}

/* The round that is asked for, or the last one of the only questionnaire. */
static bool choose_round(const struct session *session, const char *name, size_t *round,
                         struct fault *fault)
{
    if (name != NULL)
        return session_find_round(session, name, round, fault);
    for (size_t r = 0; r < session->survey.round_count; r++)
        if (!change_is_of(session, r, 0))
            return fault_set(fault, FAULT_USAGE, "",
                             "say which round: --round questionnaire/year");
    *round = session->survey.round_count - 1;
    return true;
}

/* The way that is asked for, or else the published one, which is the questionnaire's
   own unless the survey says otherwise. */
static bool choose_scoring(const struct session *session, const char *name,
                           struct change_rounds *rounds, struct fault *fault)
{
    const char *questionnaire = session->survey.round[rounds->last].questionnaire;
    rounds->scoring = OWN_SCORING;
    for (size_t s = 0; s < session->survey.scoring_count; s++) {
        const struct scoring_plan *plan = &session->survey.scoring[s];
        bool wanted = name == NULL ? plan->published : strcmp(plan->id, name) == 0;
        if (wanted && strcmp(plan->questionnaire, questionnaire) == 0)
            rounds->scoring = s;
    }
    return name == NULL || rounds->scoring != OWN_SCORING
           || fault_set(fault, FAULT_USAGE, "",
                        "the survey scores \"%s\" in no way called \"%s\"",
                        questionnaire, name);
}

/* A unit that has closed since stands in the earlier register alone. */
static bool choose_unit(struct change_report *report,
                        const struct change_rounds *rounds, const char *id,
                        struct fault *fault)
{
    const uint32_t side[] = {rounds->count - 1, rounds->before};
    report->unit_id = id;
    for (int s = 0; id != NULL && report->unit_name == NULL && s < 2; s++) {
        const struct population *population = rounds->round[side[s]].population;
        uint32_t unit = population_find(population, id, strlen(id));
        if (unit != NAMES_NONE)
            report->unit_name = population->unit_name[unit];
    }
    if (id == NULL || report->unit_name != NULL)
        return true;
    uint32_t unit;
    return lookup_unit(&unit, rounds->round[side[0]].population, id, fault);
}

void change_begin(struct change_report *report, struct change_request *request,
                  const struct session *session, const struct change_rounds *rounds)
{
    *report = (struct change_report){
        .survey = &session->survey.title,
        .scoring = rounds->scoring == OWN_SCORING
                       ? NULL
                       : session->survey.scoring[rounds->scoring].id,
        .level = EVERY_LEVEL,
        .language = session->survey.language};
    *request = (struct change_request){
        .round = rounds->round,
        .round_count = rounds->count,
        .before = rounds->before,
        .relevant = session->survey.change.relevant_points,
        .relevant_of_unit = session->survey.change.relevant_points_of_unit};
    for (uint32_t r = 0; r < rounds->count; r++)
        report->simulated = report->simulated || rounds->given[r].simulated;
}

static bool report_change(const struct session *session,
                          const struct change_rounds *rounds,
                          const struct arguments *arguments, change_writer *write,
                          struct fault *fault)
{
    struct change_report report;
    struct change_request request;
    struct text out = {0};
    const char *wanted = arguments->value[OPTION_LEVEL];
    change_begin(&report, &request, session, rounds);
    request.unit_id = arguments->value[OPTION_CHANGED_UNIT];
    request.headlines_only = write == change_write_page;
    bool ok =
        (wanted == NULL
         || lookup_level(&report.level, rounds->round[rounds->count - 1].population,
                         wanted, fault))
        && choose_unit(&report, rounds, arguments->value[OPTION_CHANGED_UNIT], fault);
    /* A page tells of the headlines alone, and of the groups of the level that is asked
       for or of none. */
    size_t level = report.level == EVERY_LEVEL ? 0 : report.level;
    if (report.level != EVERY_LEVEL || write == change_write_page)
        request.level = &level;
    ok = ok && change_compute(&report.change, &request, fault)
         && write(&out, &report, fault) && text_check(&out, fault);
    if (ok)
        fwrite(out.bytes, 1, out.length, stdout);
    text_release(&out);
    change_release(&report.change);
    return ok;
}

bool change_is_told(const struct change_report *report, uint32_t node, size_t level,
                    uint32_t group)
{
    const struct change *change = &report->change;
    const struct change_point *series = change_series(change, node, level, group);
    if (level == 0)
        return true;
    if (report->level != EVERY_LEVEL && report->level != level)
        return false;
    for (uint32_t r = 0; r < change->round_count; r++)
        if (series[r].n > 0)
            return true;
    return false;
}

bool command_change(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
    struct change_rounds rounds = {0};
    change_writer *write = find_layout(arguments->value[OPTION_CHANGE_LAYOUT], fault);
    if (write == change_write_csv && arguments->value[OPTION_CHANGED_UNIT] != NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "--format csv has groups alone; --unit takes text or json");
    if (write == NULL || !session_open(&session, arguments, fault))
        return false;
    bool ok =
        choose_round(&session, arguments->value[OPTION_ROUND], &rounds.last, fault)
        && choose_scoring(&session, arguments->value[OPTION_SCORING], &rounds, fault)
        && session_open_record(&session, fault)
        && change_load(&session, &rounds, arguments->value[OPTION_FROM], fault)
        && report_change(&session, &rounds, arguments, write, fault);
    change_unload(&rounds);
    session_close(&session);
    return ok;
}

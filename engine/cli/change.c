#include "cli/change.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* `change`: what has changed between two rounds, and how sure that is. */

/* Rounds with all that they are computed from. */
struct loaded {
    struct change_round *round;
    struct answers *given;
    struct answers *answers; /* empty where the given ones serve */
    struct scores *scores;
    uint32_t count;
    uint32_t before;
    size_t last; /* of the survey */
    size_t scoring;
};

typedef bool change_writer(struct text *out, const struct change_report *report,
                           struct fault *fault);

/* NULL where there is no such layout. */
static change_writer *find_layout(const char *name, struct fault *fault)
{
    static const struct {
        const char *name;
        change_writer *writer;
    } layout[] = {{"text", change_write_page},
                  {"json", change_write_json},
                  {"csv", change_write_csv}};
    for (size_t l = 0; l < sizeof layout / sizeof *layout; l++)
        if (name == NULL || strcmp(layout[l].name, name) == 0)
            return layout[l].writer;
    fault_set(fault, FAULT_USAGE, "", "--format takes text, json or csv, not \"%s\"",
              name);
    return NULL;
}

static bool is_of(const struct session *session, size_t round, size_t other)
{
    return strcmp(session->survey.round[round].questionnaire,
                  session->survey.round[other].questionnaire)
           == 0;
}

/* The round that is asked for, or the last one of the only questionnaire. */
static bool choose_round(const struct session *session, const char *name, size_t *round,
                         struct fault *fault)
{
    if (name != NULL)
        return session_find_round(session, name, round, fault);
    for (size_t r = 0; r < session->survey.round_count; r++)
        if (!is_of(session, r, 0))
            return fault_set(fault, FAULT_USAGE, "",
                             "say which round: --round questionnaire/year");
    *round = session->survey.round_count - 1;
    return true;
}

static bool choose_scoring(const struct session *session, const char *name,
                           struct loaded *loaded, struct fault *fault)
{
    const char *questionnaire = session->survey.round[loaded->last].questionnaire;
    loaded->scoring = OWN_SCORING;
    for (size_t s = 0; name != NULL && s < session->survey.scoring_count; s++)
        if (strcmp(session->survey.scoring[s].id, name) == 0
            && strcmp(session->survey.scoring[s].questionnaire, questionnaire) == 0)
            loaded->scoring = s;
    return name == NULL || loaded->scoring != OWN_SCORING
           || fault_set(fault, FAULT_USAGE, "",
                        "the survey scores \"%s\" in no way called \"%s\"",
                        questionnaire, name);
}

static bool load_round(const struct session *session, struct loaded *loaded,
                       size_t round, struct fault *fault)
{
    uint32_t number = loaded->count;
    const struct questionnaire *edition = session_edition(session, round);
    const struct questionnaire *rules = session_rules(session, loaded->scoring, round);
    struct answers *given = &loaded->given[number];
    struct answers *answers = &loaded->answers[number];
    loaded->count++;
    loaded->round[number] =
        (struct change_round){.year = session->survey.round[round].year,
                              .edition = edition,
                              .given = given,
                              .questionnaire = rules,
                              .population = session_population(session, round),
                              .answers = rules == edition ? given : answers,
                              .scores = &loaded->scores[number]};
    return session_load_answers(session, given, round, fault)
           && (rules == edition
               || answers_recode(answers, rules, given, edition, fault))
           && score_compute(&loaded->scores[number], rules,
                            loaded->round[number].population,
                            loaded->round[number].answers, fault);
}

static void unload_last(struct loaded *loaded)
{
    uint32_t number = --loaded->count;
    answers_release(&loaded->given[number]);
    answers_release(&loaded->answers[number]);
    scores_release(&loaded->scores[number]);
}

static void unload(struct loaded *loaded)
{
    while (loaded->count > 0)
        unload_last(loaded);
    memory_release(loaded->round);
    memory_release(loaded->given);
    memory_release(loaded->answers);
    memory_release(loaded->scores);
}

static bool read_year(const char *text, int32_t *year)
{
    char *end;
    long value = text == NULL ? INT32_MIN : strtol(text, &end, 10);
    *year = (int32_t)value;
    return text == NULL || (end != text && *end == '\0' && value > 0 && value < 10000);
}

/* All rounds of the questionnaire up to the one asked for. One that nobody answered has
   not taken place, unless it is one of the two. */
static bool load_rounds(const struct session *session, struct loaded *loaded,
                        const char *from, struct fault *fault)
{
    size_t most = loaded->last + 1;
    int32_t year;
    bool found = false;
    if (!read_year(from, &year))
        return fault_set(fault, FAULT_USAGE, "", "--from takes a year, not \"%s\"",
                         from);
    loaded->round = memory_allocate(most, sizeof *loaded->round);
    loaded->given = memory_allocate(most, sizeof *loaded->given);
    loaded->answers = memory_allocate(most, sizeof *loaded->answers);
    loaded->scores = memory_allocate(most, sizeof *loaded->scores);
    if (loaded->round == NULL || loaded->given == NULL || loaded->answers == NULL
        || loaded->scores == NULL)
        return fault_memory(fault);
    for (size_t r = 0; r <= loaded->last; r++) {
        bool wanted =
            from != NULL && session->survey.round[r].year == year && r < loaded->last;
        if (!is_of(session, r, loaded->last))
            continue;
        if (!load_round(session, loaded, r, fault))
            return false;
        if (r < loaded->last && !wanted
            && loaded->given[loaded->count - 1].row_count == 0) {
            unload_last(loaded);
            continue;
        }
        if (r < loaded->last && (wanted || from == NULL)) {
            loaded->before = loaded->count - 1;
            found = true;
        }
    }
    if (found)
        return true;
    const struct round_plan *plan = &session->survey.round[loaded->last];
    if (from != NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "\"%s\" has no round of %s before that of %d",
                         plan->questionnaire, from, (int)plan->year);
    return fault_set(fault, FAULT_DATA, "",
                     "\"%s\" has no answers of a round before that of %d",
                     plan->questionnaire, (int)plan->year);
}

static bool choose_level(struct change_report *report,
                         const struct population *population, const char *id,
                         struct fault *fault)
{
    report->level = EVERY_LEVEL;
    for (size_t l = 0; id != NULL && l < population->level_count; l++)
        if (strcmp(population->level[l].id, id) == 0)
            report->level = l;
    return id == NULL || report->level != EVERY_LEVEL
           || fault_set(fault, FAULT_USAGE, "", "the register has no level \"%s\"", id);
}

static bool choose_unit(struct change_report *report, const struct loaded *loaded,
                        const char *id, struct fault *fault)
{
    const uint32_t side[] = {loaded->count - 1, loaded->before};
    report->unit_id = id;
    for (int s = 0; id != NULL && report->unit_name == NULL && s < 2; s++) {
        const struct population *population = loaded->round[side[s]].population;
        uint32_t unit = population_find(population, id, strlen(id));
        if (unit != NAMES_NONE)
            report->unit_name = population->unit_name[unit];
    }
    return id == NULL || report->unit_name != NULL
           || fault_set(fault, FAULT_USAGE, "", "the register has no \"%s\"", id);
}

static bool report_change(const struct session *session, const struct loaded *loaded,
                          const struct arguments *arguments, change_writer *write,
                          struct fault *fault)
{
    struct change_report report = {
        .survey = &session->survey.title,
        .scoring = loaded->scoring == OWN_SCORING
                       ? NULL
                       : session->survey.scoring[loaded->scoring].id,
        .language = session->survey.language};
    const struct change_request request = {loaded->round, loaded->count, loaded->before,
                                           arguments->value[OPTION_CHANGED_UNIT]};
    struct text out = {0};
    for (uint32_t r = 0; r < loaded->count; r++)
        report.simulated = report.simulated || loaded->given[r].simulated;
    bool ok =
        choose_level(&report, loaded->round[loaded->count - 1].population,
                     arguments->value[OPTION_LEVEL], fault)
        && choose_unit(&report, loaded, arguments->value[OPTION_CHANGED_UNIT], fault)
        && change_compute(&report.change, &request, fault)
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
    struct loaded loaded = {0};
    change_writer *write = find_layout(arguments->value[OPTION_CHANGE_LAYOUT], fault);
    if (write == NULL || !session_open(&session, arguments, fault))
        return false;
    bool ok =
        choose_round(&session, arguments->value[OPTION_ROUND], &loaded.last, fault)
        && choose_scoring(&session, arguments->value[OPTION_SCORING], &loaded, fault)
        && session_open_record(&session, fault)
        && load_rounds(&session, &loaded, arguments->value[OPTION_FROM], fault)
        && report_change(&session, &loaded, arguments, write, fault);
    unload(&loaded);
    session_close(&session);
    return ok;
}

#include "cli/lift.h"

#include "base/exact.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/lookup.h"
#include "cli/printed.h"
#include "cli/session.h"

#include <stdio.h>
#include <string.h>

/* `lift`: the fewest answers that lift an institution's areas to their targets. */

typedef bool lift_writer(struct text *out, const struct lift_report *report,
                         struct fault *fault);

/* NULL where there is no such layout. */
static lift_writer *find_layout(const char *name, struct fault *fault)
{
    static lift_writer *const writer[] = {lift_write_page, lift_write_json};
    enum printed printed;
    return printed_find(&printed, name, false, fault) ? writer[printed] : NULL;
}

bool lift_is_shown_on_scale(const struct questionnaire *questionnaire, uint32_t number)
{
    const struct node *node = &questionnaire->node[number];
    bool points = node->lowest.numerator == 0 && node->highest.denominator == 1
                  && node->highest.numerator == 100;
    return points && !node->has_target && questionnaire->headline != NULL
           && node->measure == MEASURE_POINTS && node->operation != OPERATION_SHARE
           && node->operation != OPERATION_POSSIBLE
           && node->operation != OPERATION_LEVEL;
}

int64_t lift_shown(const struct questionnaire *questionnaire, uint32_t node,
                   int64_t value)
{
    const struct scale *scale = questionnaire->headline;
    if (!lift_is_shown_on_scale(questionnaire, node))
        return value;
    return scale->lowest
           + divide_rounded((wide)value * (scale->highest - scale->lowest), FULL_SCORE);
}

/* Told exactly, also where the value behind it is none of nine decimals. */
int64_t lift_shown_target(const struct questionnaire *questionnaire,
                          const struct lift *lift)
{
    struct rational target = lift->target;
    const struct scale *scale = questionnaire->headline;
    if (target.denominator <= 0)
        return 0;
    if (!lift_is_shown_on_scale(questionnaire, lift->node))
        return divide_rounded((wide)target.numerator * POINT, target.denominator);
    return scale->lowest
           + divide_rounded((wide)target.numerator * (scale->highest - scale->lowest),
                            (wide)target.denominator * 100);
}

/* A number as people write it, nano. */
static bool read_value(int64_t *nano, const char *word)
{
    const char *at = word + (*word == '-');
    int64_t unit = POINT;
    int digits = 0;
    *nano = 0;
    for (; *at >= '0' && *at <= '9' && digits < 9; at++, digits++)
        *nano = *nano * 10 + (*at - '0');
    *nano *= POINT;
    if (digits > 0 && (*at == '.' || *at == ','))
        for (at++; *at >= '0' && *at <= '9' && unit > 1000; at++)
            *nano += (*at - '0') * (unit /= 10);
    if (*word == '-')
        *nano = -*nano;
    return digits > 0 && *at == '\0';
}

/* From the scale that the area is shown on to its value. */
static bool find_target(struct lift *lift, const struct questionnaire *questionnaire,
                        const char *word, struct fault *fault)
{
    const struct scale *scale = questionnaire->headline;
    int64_t nano;
    lift->target = lift_target(questionnaire, lift->node);
    if (word == NULL)
        return true;
    if (!read_value(&nano, word))
        return fault_set(fault, FAULT_USAGE, "",
                         "--to takes a value of the area, such as 3 or 2.5, not \"%s\"",
                         word);
    lift->target = rational_of(nano, POINT);
    if (lift_is_shown_on_scale(questionnaire, lift->node))
        lift->target =
            rational_of(100 * (nano - scale->lowest), scale->highest - scale->lowest);
    return true;
}

/* The area that is asked for, or those of the headline dimension; all of them for
   programs and where all are asked for. */
static bool choose_areas(struct lift_report *report, const struct arguments *arguments,
                         struct fault *fault)
{
    const struct questionnaire *questionnaire = report->questionnaire;
    const char *area = arguments->value[OPTION_AREA];
    uint32_t first = questionnaire->dimension[questionnaire->overall].root;
    report->single = area != NULL;
    report->count = questionnaire->node[first].end - first;
    if (area != NULL && !lookup_area(&first, questionnaire, area, fault))
        return false;
    if (area != NULL)
        report->count = 1;
    else if (report->every) {
        first = 0;
        report->count = questionnaire->node_count;
    }
    report->lift = memory_allocate(report->count, sizeof *report->lift);
    if (report->lift == NULL)
        return fault_memory(fault);
    for (size_t l = 0; l < report->count; l++) {
        report->lift[l].node = first + (uint32_t)l;
        if (!find_target(&report->lift[l], questionnaire, arguments->value[OPTION_TO],
                         fault))
            return false;
    }
    return true;
}

static bool find_row(const struct lift_report *report, const struct answers *answers,
                     uint32_t *row, struct fault *fault)
{
    for (*row = 0; *row < answers->row_count; ++*row)
        if (answers->unit[*row] == report->unit)
            return true;
    return fault_set(fault, FAULT_DATA, "", "\"%s\" has no answers in this round",
                     report->population->unit_id[report->unit]);
}

static bool find_unit(struct lift_report *report, const char *id, struct fault *fault)
{
    report->unit = population_find(report->population, id, strlen(id));
    return report->unit != NAMES_NONE
           || session_tell_no_unit(report->population, id, fault);
}

static bool print_report(struct lift_report *report, const struct answers *answers,
                         const struct arguments *arguments, lift_writer *write,
                         struct fault *fault)
{
    struct text out = {0};
    struct lifter *lifter = NULL;
    uint32_t row;
    bool ok = choose_areas(report, arguments, fault)
              && find_row(report, answers, &row, fault);
    if (ok)
        lifter =
            lift_open(report->questionnaire, report->population, answers, row, fault);
    ok = ok && lifter != NULL && lift_find(report->lift, report->count, lifter, fault)
         && write(&out, report, fault) && text_check(&out, fault);
    if (ok)
        fwrite(out.bytes, 1, out.length, stdout);
    text_release(&out);
    lift_free(lifter);
    for (size_t l = 0; report->lift != NULL && l < report->count; l++)
        lift_release(&report->lift[l]);
    memory_release(report->lift);
    return ok;
}

static bool run(struct session *session, const struct arguments *arguments,
                lift_writer *write, struct fault *fault)
{
    struct answers answers = {0};
    size_t round;
    if (!session_find_round(session, arguments->value[OPTION_ROUND], &round, fault))
        return false;
    struct lift_report report = {
        .survey = &session->survey,
        .plan = &session->survey.round[round],
        .questionnaire = session_edition(session, round),
        .population = session_population(session, round),
        .every = write == lift_write_json || arguments->value[OPTION_ALL_AREAS] != NULL,
    };
    bool ok = find_unit(&report, arguments->value[OPTION_LIFTED_UNIT], fault)
              && session_open_record(session, fault)
              && session_load_answers(session, &answers, round, fault);
    if (ok) {
        report.simulated = answers.simulated;
        ok = print_report(&report, &answers, arguments, write, fault);
    }
    answers_release(&answers);
    return ok;
}

bool command_lift(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
    lift_writer *write = find_layout(arguments->value[OPTION_LAYOUT], fault);
    if (write == NULL)
        return false;
    if (arguments->value[OPTION_LIFTED_UNIT] == NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "say whose areas are to be lifted: --unit ID");
    if (arguments->value[OPTION_ROUND] == NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "say which round: --round questionnaire/year");
    if (arguments->value[OPTION_TO] != NULL && arguments->value[OPTION_AREA] == NULL)
        return fault_set(fault, FAULT_USAGE, "", "--to goes with --area");
    if (!session_open(&session, arguments, fault))
        return false;
    bool ok = run(&session, arguments, write, fault);
    session_close(&session);
    return ok;
}

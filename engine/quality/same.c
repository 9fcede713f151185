#include "quality/look.h"

#include "base/memory.h"

#include <string.h>

#define RATED_VALUES 4 /* that a scale has, and yes and no have not */

static uint32_t battery_of(struct looking *looking, const struct scale *scale,
                           uint32_t section)
{
    for (uint32_t b = 0; b < looking->battery_count; b++)
        if (looking->battery[b].scale == scale
            && looking->battery[b].section == section)
            return b;
    struct battery *battery = &looking->battery[looking->battery_count];
    battery->scale = scale;
    battery->section = section;
    return (uint32_t)looking->battery_count++;
}

/* Options of several stand under their question alone, and a number is no option. */
static bool is_rated(const struct question *question)
{
    const struct scale *scale = question->scale;
    return scale->kind == SCALE_CHOICE && !question->is_member
           && levels_between(scale, scale->lowest, scale->highest) + 1 >= RATED_VALUES;
}

bool find_batteries(struct looking *looking)
{
    const struct questionnaire *questionnaire = looking->now->questionnaire;
    size_t questions = questionnaire->question_count;
    /* As many sections, and the whole, on each scale; never more than two a question.
     */
    size_t most = (questionnaire->section_count + 1) * questionnaire->scale_count;
    most = most < 2 * questions ? most : 2 * questions;
    looking->battery = memory_allocate(most, sizeof *looking->battery);
    looking->section_battery =
        memory_allocate(questions, sizeof *looking->section_battery);
    looking->whole_battery = memory_allocate(questions, sizeof *looking->whole_battery);
    if (looking->battery == NULL || looking->section_battery == NULL
        || looking->whole_battery == NULL)
        return fault_memory(looking->fault);
    for (size_t q = 0; q < questions; q++) {
        const struct question *question = &questionnaire->question[q];
        looking->section_battery[q] = NAMES_NONE;
        looking->whole_battery[q] = NAMES_NONE;
        if (!is_rated(question))
            continue;
        looking->whole_battery[q] = battery_of(looking, question->scale, NAMES_NONE);
        if (question->section != NAMES_NONE)
            looking->section_battery[q] =
                battery_of(looking, question->scale, question->section);
    }
    return true;
}

static void count(struct looking *looking, uint32_t place, uint32_t question)
{
    if (place == NAMES_NONE)
        return;
    struct battery *battery = &looking->battery[place];
    if (battery->answered++ == 0)
        battery->first = question;
    battery->last = question;
    battery->with[looking->sheet.code[question]]++;
}

static size_t most_frequent(const struct battery *battery)
{
    size_t most = 0;
    for (size_t o = 1; o < battery->scale->option_count; o++)
        if (battery->with[o] > battery->with[most])
            most = o;
    return most;
}

static bool is_straight(const struct looking *looking, const struct battery *battery)
{
    const struct quality_plan *plan = looking->plan;
    uint64_t most = battery->with[most_frequent(battery)];
    return battery->answered >= plan->same_answer_questions
           && most * 100 >= (uint64_t)plan->same_answer_percent * battery->answered;
}

static bool tell(struct looking *looking, uint32_t row, const struct battery *battery)
{
    const struct quality_place *place = &looking->now->place[row];
    const struct question *question = looking->now->questionnaire->question;
    size_t most = most_frequent(battery);
    looking->found[QUALITY_SAME_ANSWER]++;
    return problems_add(
        looking->problems, SEVERITY_WARNING, place->file, place->row, 0, looking->fault,
        "%s: %u of the %u answers on the scale \"%s\" from %s to %s are \"%s\"; see "
        "that each question was read for itself",
        unit_of(looking, row), (unsigned)battery->with[most],
        (unsigned)battery->answered, battery->scale->id, question[battery->first].id,
        question[battery->last].id, battery->scale->option[most].code);
}

/* Where the whole sheet has the same answer, its sections are not told of one by one.
 */
static bool is_told_with_whole(const struct looking *looking,
                               const struct battery *battery)
{
    if (battery->section == NAMES_NONE)
        return false;
    uint32_t whole = looking->whole_battery[battery->first];
    return is_straight(looking, &looking->battery[whole]);
}

bool look_at_same_answers(struct looking *looking, uint32_t row)
{
    const struct questionnaire *questionnaire = looking->now->questionnaire;
    bool ok = true;
    if (looking->plan->same_answer_questions == 0)
        return true;
    for (size_t b = 0; b < looking->battery_count; b++) {
        looking->battery[b].answered = 0;
        memset(looking->battery[b].with, 0, sizeof looking->battery[b].with);
    }
    for (uint32_t q = 0; q < questionnaire->question_count; q++)
        if (looking->whole_battery[q] != NAMES_NONE
            && sheet_has(&looking->sheet, q, OPTION_VALUE)) {
            count(looking, looking->whole_battery[q], q);
            count(looking, looking->section_battery[q], q);
        }
    for (size_t b = 0; ok && b < looking->battery_count; b++)
        if (is_straight(looking, &looking->battery[b])
            && !is_told_with_whole(looking, &looking->battery[b]))
            ok = tell(looking, row, &looking->battery[b]);
    return ok;
}

#include "quality/look.h"

/* What was answered, of all that was. */
struct counted {
    size_t given;
    size_t with[OPTION_ELSEWHERE + 1]; /* by state */
};

static struct counted count_states(const struct looking *looking)
{
    const struct sheet *sheet = &looking->sheet;
    struct counted counted = {0};
    for (uint32_t q = 0; q < sheet->questionnaire->question_count; q++) {
        const struct question *question = &sheet->questionnaire->question[q];
        if (question->is_member || sheet->code[q] < 0)
            continue;
        counted.given++;
        counted.with[question->scale->option[sheet->code[q]].state]++;
    }
    return counted;
}

static void list_those(struct looking *looking, enum option_state state)
{
    const struct sheet *sheet = &looking->sheet;
    size_t listed = 0;
    list_begin(looking);
    for (uint32_t q = 0; q < sheet->questionnaire->question_count; q++)
        if (sheet_has(sheet, q, state) && list_wants(looking, listed++))
            text_add(&looking->list, sheet->questionnaire->question[q].id);
}

static bool is_much(const struct looking *looking, const struct counted *counted,
                    enum option_state state, uint32_t percent)
{
    return percent > 0 && counted->given > 0
           && counted->given >= looking->plan->state_answers
           && (uint64_t)counted->with[state] * 100
                  >= (uint64_t)percent * counted->given;
}

static bool tell_dont_know(struct looking *looking, uint32_t row,
                           const struct counted *counted)
{
    const struct quality_place *place = &looking->now->place[row];
    looking->found[QUALITY_DONT_KNOW]++;
    list_those(looking, OPTION_DONT_KNOW);
    return text_check(&looking->list, looking->fault)
           && problems_add(
               looking->problems, SEVERITY_WARNING, place->file, place->row, 0,
               looking->fault,
               "%s: %zu of %zu answers are \"don't know\": %s; see who else may know",
               unit_of(looking, row), counted->with[OPTION_DONT_KNOW], counted->given,
               looking->list.bytes);
}

static bool tell_not_applicable(struct looking *looking, uint32_t row,
                                const struct counted *counted)
{
    const struct quality_place *place = &looking->now->place[row];
    looking->found[QUALITY_NOT_APPLICABLE]++;
    list_those(looking, OPTION_NOT_APPLICABLE);
    return text_check(&looking->list, looking->fault)
           && problems_add(
               looking->problems, SEVERITY_WARNING, place->file, place->row, 0,
               looking->fault,
               "%s: %zu of %zu answers are \"not applicable\": %s; see that none of "
               "them applies",
               unit_of(looking, row), counted->with[OPTION_NOT_APPLICABLE],
               counted->given, looking->list.bytes);
}

bool look_at_states(struct looking *looking, uint32_t row)
{
    const struct quality_plan *plan = looking->plan;
    const struct counted counted = count_states(looking);
    return (!is_much(looking, &counted, OPTION_DONT_KNOW, plan->dont_know_percent)
            || tell_dont_know(looking, row, &counted))
           && (!is_much(looking, &counted, OPTION_NOT_APPLICABLE,
                        plan->not_applicable_percent)
               || tell_not_applicable(looking, row, &counted));
}

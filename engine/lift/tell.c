#include "base/memory.h"
#include "lift/lifting.h"

#include <string.h>

/* A set of answers told as changes, and scored again. */

static size_t count_trail(const struct trail *trail)
{
    return trail == NULL         ? 0
           : trail->left != NULL ? count_trail(trail->left) + count_trail(trail->right)
                                 : 1;
}

static void list_trail(struct lifter *lifter, const struct trail *trail,
                       struct lift *lift)
{
    if (trail == NULL)
        return;
    if (trail->left != NULL) {
        list_trail(lifter, trail->left, lift);
        list_trail(lifter, trail->right, lift);
        return;
    }
    size_t at = lift->change_count++;
    for (; at > 0 && lift->change[at - 1].question > trail->question; at--)
        lift->change[at] = lift->change[at - 1];
    lift->change[at] =
        (struct lift_change){.question = trail->question,
                             .from = answer_of(lifter, &lifter->base, trail->question),
                             .to = trail->to,
                             .follow_up = trail->follow_up,
                             .steps = trail->steps};
    lift->steps += trail->steps;
}

bool tell_changes(struct lifter *lifter, const struct trail *trail, struct lift *lift)
{
    memory_release(lift->change);
    lift->change_count = 0;
    lift->steps = 0;
    lift->change = memory_allocate(count_trail(trail), sizeof *lift->change);
    if (lift->change == NULL)
        return fault_memory(lifter->fault);
    list_trail(lifter, trail, lift);
    return true;
}

static void copy_column(const struct lifter *lifter, struct answers *answers,
                        uint32_t row)
{
    size_t rows = answers->row_count;
    answers->unit[row] = lifter->base.unit[0];
    for (uint32_t q = 0; q < answers->question_count; q++)
        answers->code[q * rows + row] = lifter->code[q];
    for (uint32_t n = 0; n < answers->number_count; n++)
        answers->number[n * rows + row] = lifter->number[n];
}

static struct lift_figure figure_of(const struct scores *scores, uint32_t node,
                                    uint32_t row)
{
    int64_t points = scores_of(scores, node)[row];
    return (struct lift_figure){points,
                                points < 0 ? 0 : scores_value(scores, node, row)};
}

static void write_rows(struct lifter *lifter, struct answers *answers, uint32_t *row,
                       const struct lift *lift)
{
    copy_column(lifter, answers, (*row)++);
    for (size_t c = 0; c < lift->change_count; c++) {
        write_answer(lifter, lift->change[c].question, &lift->change[c].to);
        copy_column(lifter, answers, (*row)++);
    }
    for (size_t c = 0; c < lift->change_count; c++)
        restore_answer(lifter, lift->change[c].question);
}

/* For each area one row as it is, and one after each change and all before it. */
bool tell_figures(struct lifter *lifter, struct lift *lift, size_t count)
{
    struct answers answers = {0};
    struct scores scores = {0};
    uint32_t rows = 0;
    uint32_t row = 0;
    for (size_t l = 0; l < count; l++)
        rows += (uint32_t)lift[l].change_count + 1;
    bool ok = answers_reserve(&answers, rows, lifter->questionnaire, lifter->fault);
    for (size_t l = 0; ok && l < count; l++)
        write_rows(lifter, &answers, &row, &lift[l]);
    ok = ok
         && score_compute(&scores, lifter->questionnaire, lifter->population, &answers,
                          lifter->fault);
    row = 0;
    for (size_t l = 0; ok && l < count; l++) {
        lift[l].now = figure_of(&scores, lift[l].node, row++);
        lift[l].reached = lift[l].now;
        for (size_t c = 0; c < lift[l].change_count; c++)
            lift[l].reached = lift[l].change[c].after =
                figure_of(&scores, lift[l].node, row++);
    }
    scores_release(&scores);
    answers_release(&answers);
    return ok;
}

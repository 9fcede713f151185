/* The levels of an area, condition by condition. */

#include "base/exact.h"
#include "revision/build.h"

#include <string.h>

static const char *const test_name[] = {
    [TEST_ALL] = "all",       [TEST_ANY] = "any",   [TEST_NONE] = "none",
    [TEST_SUM] = "sum",       [TEST_MEAN] = "mean", [TEST_SHARE] = "share",
    [TEST_COUNT_OF] = "count"};

/* Whether a condition looks at all that the area itself is made of. */
static bool looks_at_own(const struct questionnaire *questionnaire, uint32_t number,
                         const struct gate_condition *condition)
{
    const struct node *node = &questionnaire->node[number];
    if (condition->question_count > 0)
        return condition->question_count == node->question_count
               && memcmp(condition->question, node->question,
                         node->question_count * sizeof *node->question)
                      == 0;
    size_t at = 0;
    for (uint32_t n = number + 1; n < node->end; n = questionnaire->node[n].end, at++)
        if (at >= condition->area_count || condition->area[at] != n)
            return false;
    return condition->area_count > 0 && at == condition->area_count;
}

static void add_area(struct text *text, const struct questionnaire *questionnaire,
                     uint32_t number, uint32_t gate)
{
    const struct node *area = &questionnaire->node[number];
    if (area->dimension != questionnaire->node[gate].dimension)
        text_print(text, "%s/", questionnaire->dimension[area->dimension].id);
    text_add(text, area->id);
}

/* Such as "share of Q1, Q2 reaching 2 >= 0.5"; what is not named is the area's own. */
static void add_condition(struct text *text, const struct questionnaire *questionnaire,
                          uint32_t number, const struct gate_condition *condition)
{
    bool counts = condition->test == TEST_SHARE || condition->test == TEST_COUNT_OF;
    if (text->length > 0)
        text_add(text, "; ");
    text_add(text, test_name[condition->test]);
    const char *mark = " of ";
    bool own = looks_at_own(questionnaire, number, condition);
    for (size_t q = 0; !own && q < condition->question_count; q++) {
        text_print(text, "%s%s", mark,
                   questionnaire->question[condition->question[q]].id);
        mark = ", ";
    }
    for (size_t a = 0; !own && a < condition->area_count; a++) {
        text_add(text, mark);
        add_area(text, questionnaire, condition->area[a], number);
        mark = ", ";
    }
    if (counts) {
        text_add(text, " reaching ");
        add_nano(text, condition->passing);
    }
    text_add(text, " >= ");
    add_nano(text, condition->at_least);
}

static void add_gate(struct text *text, const struct questionnaire *questionnaire,
                     uint32_t number, const struct gate *gate)
{
    for (size_t c = 0; gate != NULL && c < gate->condition_count; c++)
        add_condition(text, questionnaire, number, &gate->condition[c]);
}

static const struct gate *find_gate(const struct node *node, int64_t value)
{
    for (size_t g = 0; g < node->gate_count; g++)
        if (node->gate[g].value == value)
            return &node->gate[g];
    return NULL;
}

static bool note_gate(struct building *building, struct revision_changes *list,
                      uint32_t old, uint32_t new, int64_t value)
{
    const struct questionnaire *from = building->revision->from;
    const struct questionnaire *to = building->revision->to;
    const struct gate *before = find_gate(&from->node[old], value);
    const struct gate *now = find_gate(&to->node[new], value);
    char of[FIXED_BYTES];
    fixed_print(of, value, 9, '.', true);
    compose(building);
    add_gate(&building->before, from, old, before);
    add_gate(&building->now, to, new, now);
    return note_composed(building, list, REVISION_LEVELS, of)
           && (before == NULL || now == NULL
               || note_wording(building, list, REVISION_LEVEL_TITLE, of, &before->title,
                               &now->title));
}

bool compare_gates(struct building *building, struct revision_changes *list,
                   uint32_t old, uint32_t new)
{
    const struct node *before = &building->revision->from->node[old];
    const struct node *now = &building->revision->to->node[new];
    for (size_t g = 0; g < before->gate_count; g++)
        if (!note_gate(building, list, old, new, before->gate[g].value))
            return false;
    for (size_t g = 0; g < now->gate_count; g++)
        if (find_gate(before, now->gate[g].value) == NULL
            && !note_gate(building, list, old, new, now->gate[g].value))
            return false;
    return true;
}

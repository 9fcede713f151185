/* How an area comes by its value, member by member. */

#include "base/exact.h"
#include "revision/build.h"

#include <stdio.h>

static const char *const operator_name[] = {[OPERATION_WEIGHTED_MEAN] = "weighted_mean",
                                            [OPERATION_MEAN] = "mean",
                                            [OPERATION_SUM] = "sum",
                                            [OPERATION_MIN] = "min",
                                            [OPERATION_MAX] = "max",
                                            [OPERATION_SHARE] = "share",
                                            [OPERATION_POSSIBLE] = "possible",
                                            [OPERATION_LEVEL] = "level",
                                            [OPERATION_NONE] = "none"};
_Static_assert(sizeof operator_name / sizeof *operator_name == OPERATION_COUNT,
               "an operator without a name");

static const char *const measure_name[] = {
    [MEASURE_POINTS] = "points", [MEASURE_VALUES] = "values"};
static const char *const rule_name[] = {[RULE_SKIP] = "skip",
                                        [RULE_ZERO] = "zero",
                                        [RULE_FLOOR] = "floor",
                                        [RULE_TARGET] = "target",
                                        [RULE_BLOCK] = "block"};
static const char *const lack_name[LACK_COUNT] = {[LACK_BLANK] = "blank",
                                                  [LACK_DONT_KNOW] = "dont_know",
                                                  [LACK_NOT_APPLICABLE] =
                                                      "not_applicable"};

static const char *const rounding_name[ROUNDING_COUNT] = {
    [ROUNDING_NONE] = "none",
    [ROUNDING_HALF_AWAY] = "half_away",
    [ROUNDING_HALF_EVEN] = "half_even",
    [ROUNDING_HALF_UP] = "half_up",
    [ROUNDING_TRUNCATE] = "truncate"};

/* The same nodes' parents; NULL when either has none. */
struct pair {
    const struct node *old;
    const struct node *new;
    const struct node *old_above;
    const struct node *new_above;
};

/* Notes a member that an area takes from the one above, unless that one changed alike:
   it is told there. */
static bool note_inherited(struct building *building, struct revision_changes *list,
                           enum revision_member member, const char *of,
                           const char *const value[static 4])
{
    if (same_text(value[0], value[2]) && same_text(value[1], value[3]))
        return true;
    return note(building, list, member, of, value[0], value[1]);
}

static bool note_measure(struct building *building, struct revision_changes *list,
                         const struct pair *pair)
{
    const char *measure[4] = {measure_name[pair->old->measure],
                              measure_name[pair->new->measure]};
    const char *layer[4] = {pair->old->layer, pair->new->layer};
    bool has_above = pair->old_above != NULL && pair->new_above != NULL;
    if (has_above) {
        measure[2] = measure_name[pair->old_above->measure];
        measure[3] = measure_name[pair->new_above->measure];
        layer[2] = pair->old_above->layer;
        layer[3] = pair->new_above->layer;
    }
    return note_inherited(building, list, REVISION_MEASURE, NULL, measure)
           && note_inherited(building, list, REVISION_LAYER_READ, NULL, layer);
}

static bool note_lacks(struct building *building, struct revision_changes *list,
                       const struct pair *pair)
{
    bool has_above = pair->old_above != NULL && pair->new_above != NULL;
    for (int lack = 0; lack < LACK_COUNT; lack++) {
        const char *rule[4] = {rule_name[pair->old->rule[lack]],
                               rule_name[pair->new->rule[lack]]};
        if (has_above) {
            rule[2] = rule_name[pair->old_above->rule[lack]];
            rule[3] = rule_name[pair->new_above->rule[lack]];
        }
        if (!note_inherited(building, list, REVISION_RULES, lack_name[lack], rule))
            return false;
    }
    return true;
}

static void print_coverage(char text[static 32], const struct node *node)
{
    snprintf(text, 32, "%d/%d", (int)node->coverage_numerator,
             (int)node->coverage_denominator);
}

static bool note_coverage(struct building *building, struct revision_changes *list,
                          const struct pair *pair)
{
    char text[4][32];
    const char *coverage[4] = {text[0], text[1]};
    print_coverage(text[0], pair->old);
    print_coverage(text[1], pair->new);
    if (pair->old_above != NULL && pair->new_above != NULL) {
        print_coverage(text[2], pair->old_above);
        print_coverage(text[3], pair->new_above);
        coverage[2] = text[2];
        coverage[3] = text[3];
    }
    return note_inherited(building, list, REVISION_COVERAGE, NULL, coverage);
}

/* Where a range is given its ends are decimals. */
static bool add_range(struct building *building, struct text *text,
                      const struct node *node)
{
    int64_t lowest;
    int64_t highest;
    if (!node->has_range)
        return true;
    if (!rational_nano(&lowest, node->lowest, &building->room)
        || !rational_nano(&highest, node->highest, &building->room))
        return fault_memory(building->fault);
    add_nano(text, lowest);
    text_add(text, "..");
    add_nano(text, highest);
    return true;
}

static bool note_range(struct building *building, struct revision_changes *list,
                       const struct pair *pair)
{
    compose(building);
    return add_range(building, &building->before, pair->old)
           && add_range(building, &building->now, pair->new)
           && note_composed(building, list, REVISION_RANGE, NULL);
}

static void add_rounding(struct text *text, const struct node *node)
{
    if (node->rounding != ROUNDING_NONE)
        text_print(text, "%s %d", rounding_name[node->rounding], node->decimals);
}

static bool note_rounding(struct building *building, struct revision_changes *list,
                          const struct pair *pair)
{
    compose(building);
    add_rounding(&building->before, pair->old);
    add_rounding(&building->now, pair->new);
    return note_composed(building, list, REVISION_ROUNDING, NULL);
}

static void add_bands(struct text *text, const struct node *node)
{
    for (size_t b = 0; b < node->band_count; b++) {
        if (b > 0)
            text_add(text, ", ");
        add_nano(text, node->band[b].from);
    }
}

static const struct band *find_band(const struct node *node, int64_t from)
{
    for (size_t b = 0; b < node->band_count; b++)
        if (node->band[b].from == from)
            return &node->band[b];
    return NULL;
}

static bool note_bands(struct building *building, struct revision_changes *list,
                       const struct pair *pair)
{
    char from[FIXED_BYTES];
    compose(building);
    add_bands(&building->before, pair->old);
    add_bands(&building->now, pair->new);
    if (!note_composed(building, list, REVISION_BANDS, NULL))
        return false;
    for (size_t b = 0; b < pair->new->band_count; b++) {
        const struct band *band = &pair->new->band[b];
        const struct band *old = find_band(pair->old, band->from);
        fixed_print(from, band->from, 9, '.', true);
        if (old != NULL
            && !note_wording(building, list, REVISION_BAND_TITLE, from, &old->title,
                             &band->title))
            return false;
    }
    return true;
}

static bool note_numbers(struct building *building, struct revision_changes *list,
                         const struct pair *pair)
{
    const struct node *old = pair->old;
    const struct node *new = pair->new;
    return note_nano(building, list, REVISION_AT_LEAST, NULL,
                     old->operation == OPERATION_SHARE, old->at_least,
                     new->operation == OPERATION_SHARE, new->at_least)
           && note_nano(building, list, REVISION_START, NULL,
                        old->operation == OPERATION_SUM, old->start,
                        new->operation == OPERATION_SUM, new->start)
           && note_nano(building, list, REVISION_TARGET, NULL, old->has_target,
                        old->target, new->has_target, new->target);
}

static const char *over_name(const struct node *node)
{
    return node->over_questions ? "questions" : "areas";
}

static const struct node *node_above(const struct questionnaire *questionnaire,
                                     const struct node *node)
{
    return node->parent == NAMES_NONE ? NULL : &questionnaire->node[node->parent];
}

bool compare_rules(struct building *building, struct revision_changes *list,
                   uint32_t old, uint32_t new)
{
    const struct questionnaire *from = building->revision->from;
    const struct questionnaire *to = building->revision->to;
    struct pair pair = {.old = &from->node[old], .new = &to->node[new]};
    pair.old_above = node_above(from, pair.old);
    pair.new_above = node_above(to, pair.new);
    return note(building, list, REVISION_OPERATOR, NULL,
                operator_name[pair.old->operation], operator_name[pair.new->operation])
           && note_measure(building, list, &pair)
           && note(building, list, REVISION_OVER, NULL, over_name(pair.old),
                   over_name(pair.new))
           && note_lacks(building, list, &pair) && note_coverage(building, list, &pair)
           && note_numbers(building, list, &pair) && note_range(building, list, &pair)
           && note_rounding(building, list, &pair) && note_bands(building, list, &pair);
}

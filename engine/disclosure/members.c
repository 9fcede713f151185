#include "base/text.h"
#include "disclosure/show.h"

#include <stdlib.h>
#include <string.h>

static int compare_members(const void *left, const void *right)
{
    const struct shown_member *a = left;
    const struct shown_member *b = right;
    int order = text_compare_danish(a->name, b->name);
    return order != 0 ? order : strcmp(a->id, b->id);
}

bool show_members(struct showing *showing)
{
    const struct trend_round *round = showing->round;
    const struct population *population = round->population;
    const struct level *level = &population->level[showing->level];
    struct disclosed *out = showing->out;
    out->member = show_take(showing, level->group[showing->group].unit_count,
                            sizeof *out->member);
    if (out->member == NULL)
        return false;
    uint32_t row = 0;
    for (uint32_t unit = 0; unit < population->unit_count; unit++) {
        while (row < round->answers->row_count && round->answers->unit[row] < unit)
            row++;
        if (level->group_of[unit] != showing->group)
            continue;
        struct shown_member *member = &out->member[out->member_count++];
        member->id = population->unit_id[unit];
        member->name = population->unit_name[unit];
        member->answered =
            row < round->answers->row_count && round->answers->unit[row] == unit;
        if (!member->answered)
            continue;
        member->score = show_take(showing, out->node_count, sizeof *member->score);
        if (member->score == NULL)
            return false;
        for (uint32_t n = 0; n < out->node_count; n++)
            member->score[n] = show_score(round, n, row);
    }
    qsort(out->member, out->member_count, sizeof *out->member, compare_members);
    return true;
}

bool show_groups_below(struct showing *showing)
{
    const struct population *population = showing->round->population;
    struct disclosed *out = showing->out;
    if (population->level_count < 2 || population->level[1].owner)
        return true;
    uint32_t group_count = population->level[1].group_count;
    out->below = show_take(showing, group_count, sizeof *out->below);
    if (out->below == NULL)
        return false;
    for (uint32_t g = 0; g < group_count; g++) {
        struct shown_group *below = &out->below[out->below_count++];
        below->group = compare_with(showing, 1, g);
        below->figures = show_take(showing, out->node_count, sizeof *below->figures);
        if (below->figures == NULL)
            return false;
        for (uint32_t n = 0; n < out->node_count; n++)
            below->figures[n] =
                show_figures(showing, showing->disclosure->round, n, 1, g, false);
    }
    return true;
}

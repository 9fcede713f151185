#include "disclosure/show.h"

void show_reader(struct showing *showing)
{
    const struct population *population = showing->round->population;
    struct disclosed *out = showing->out;
    if (out->reader == READER_UNIT) {
        uint32_t unit = showing->round->answers->unit[showing->row];
        out->level = "institution";
        out->code = population->unit_id[unit];
        for (int language = 0; language < LANGUAGE_COUNT; language++)
            out->name.in[language] = population->unit_name[unit];
        return;
    }
    const struct level *level = &population->level[showing->level];
    out->level = out->reader == READER_NATION ? "national" : level->id;
    out->code = level->group[showing->group].code;
    out->name = level->group[showing->group].name;
    showing->owner = level->owner;
}

static uint32_t group_at(const struct showing *showing, size_t level)
{
    const struct population *population = showing->round->population;
    if (showing->row != NAMES_NONE)
        return population->level[level]
            .group_of[showing->round->answers->unit[showing->row]];
    for (uint32_t unit = 0; unit < population->unit_count; unit++)
        if (population->level[showing->level].group_of[unit] == showing->group)
            return population->level[level].group_of[unit];
    return 0;
}

struct shown_comparison compare_with(const struct showing *showing, size_t level,
                                     uint32_t group)
{
    const struct level *at = &showing->round->population->level[level];
    const struct turnout *turnout =
        benchmark_turnout(showing->round->benchmark, level, group);
    return (struct shown_comparison){
        .level = at->id,
        .code = at->group[group].code,
        .name = at->group[group].name,
        .one = at->one,
        .eligible = turnout->eligible,
        .answered = turnout->answered,
        .clusters = turnout->clusters,
        .clusters_answered = turnout->clusters_answered,
        .complete = turnout->clusters == turnout->clusters_answered,
    };
}

void show_comparisons(struct showing *showing)
{
    struct disclosed *out = showing->out;
    const struct population *population = showing->round->population;
    size_t last =
        showing->row != NAMES_NONE ? population->level_count - 1 : showing->level;
    for (size_t l = 0; l <= last && l < COMPARISON_LIMIT; l++) {
        showing->at[l] = group_at(showing, l);
        out->comparison[l] = compare_with(showing, l, showing->at[l]);
        out->comparison_count = l + 1;
    }
    out->own_comparison = out->comparison_count - 1;
}

bool find_then(struct showing *showing)
{
    const struct trend *trend = showing->disclosure->trend;
    const struct disclosed *out = showing->out;
    showing->then = show_take(showing, out->past_count, sizeof *showing->then);
    if (showing->then == NULL)
        return false;
    for (size_t r = 0; r < out->past_count; r++) {
        struct then *then = &showing->then[r];
        then->row = NAMES_NONE;
        if (showing->row != NAMES_NONE)
            then->row = trend_row(trend, r, out->code);
        for (size_t c = 0; c < out->comparison_count; c++)
            then->known[c] =
                trend_group(trend, r, out->comparison[c].level, out->comparison[c].code,
                            &then->level[c], &then->group[c]);
    }
    return true;
}

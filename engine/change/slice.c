#include "change/slice.h"

#include "base/memory.h"

#include <string.h>

bool slice_reserve(struct slice *slice, const struct panel *panel, struct fault *fault)
{
    *slice = (struct slice){0};
    bool ok = true;
    for (int side = 0; side < 2; side++) {
        slice->score[side] = memory_unwritten(panel->most, sizeof *slice->score[side]);
        slice->y[side] = memory_unwritten(panel->most, sizeof *slice->y[side]);
        slice->has[side] = memory_unwritten(panel->most, sizeof *slice->has[side]);
        ok = ok && slice->score[side] != NULL && slice->y[side] != NULL
             && slice->has[side] != NULL;
    }
    slice->of_cluster = memory_unwritten(panel->most, sizeof *slice->of_cluster);
    slice->taken_cluster = memory_unwritten(panel->most, sizeof *slice->taken_cluster);
    slice->cluster_number =
        memory_unwritten(panel->most, sizeof *slice->cluster_number);
    return (ok && slice->of_cluster != NULL && slice->taken_cluster != NULL
            && slice->cluster_number != NULL)
           || fault_memory(fault);
}

void slice_release(struct slice *slice)
{
    for (int side = 0; side < 2; side++) {
        memory_release(slice->score[side]);
        memory_release(slice->y[side]);
        memory_release(slice->has[side]);
    }
    memory_release(slice->of_cluster);
    memory_release(slice->taken_cluster);
    memory_release(slice->cluster_number);
    *slice = (struct slice){0};
}

void slice_fill(struct slice *slice, const struct panel_level *level, uint32_t group,
                const int64_t *const column[static 2])
{
    uint32_t first = level->start[group];
    slice->count = level->start[group + 1] - first;
    slice->unit = level->unit + first;
    slice->cluster_count = level->cluster_count[group];
    slice->cluster = slice->cluster_count == 0 ? NULL : level->cluster + first;
    for (int side = 0; side < 2; side++) {
        const uint32_t *row = level->row[side] + first;
        for (uint32_t e = 0; e < slice->count; e++)
            slice->score[side][e] = row[e] == NAMES_NONE || column[side] == NULL
                                        ? (int64_t)SCORE_NONE
                                        : column[side][row[e]];
    }
}

struct change_means slice_means(const struct slice *slice)
{
    struct change_means means;
    for (int side = 0; side < 2; side++) {
        wide sum = 0;
        uint32_t n = 0;
        for (uint32_t e = 0; e < slice->count; e++)
            if (slice->score[side][e] >= 0) {
                sum += slice->score[side][e];
                n++;
            }
        means.n[side] = n;
        means.mean[side] = mean_of(sum, n);
    }
    return means;
}

struct estimate_moments slice_moments(struct slice *slice)
{
    struct estimate_moments all = {0};
    memset(slice->of_cluster, 0, slice->cluster_count * sizeof *slice->of_cluster);
    for (uint32_t e = 0; e < slice->count; e++) {
        if (slice->score[0][e] < 0 || slice->score[1][e] < 0)
            continue;
        int64_t change = slice->score[1][e] - slice->score[0][e];
        estimate_moments_add(&all, change);
        if (slice->cluster != NULL)
            estimate_moments_add(&slice->of_cluster[slice->cluster[e]], change);
    }
    return all;
}

uint32_t slice_take(struct slice *slice, uint32_t *cluster_count)
{
    uint32_t count = 0;
    *cluster_count = 0;
    for (uint32_t c = 0; c < slice->cluster_count; c++)
        slice->cluster_number[c] = NAMES_NONE;
    for (uint32_t e = 0; e < slice->count; e++) {
        if (slice->score[0][e] < 0 && slice->score[1][e] < 0)
            continue;
        for (int side = 0; side < 2; side++) {
            int64_t score = slice->score[side][e];
            slice->has[side][count] = score >= 0;
            slice->y[side][count] = score < 0 ? 0 : in_points(score);
        }
        if (slice->cluster != NULL) {
            uint32_t *number = &slice->cluster_number[slice->cluster[e]];
            if (*number == NAMES_NONE)
                *number = (*cluster_count)++;
            slice->taken_cluster[count] = *number;
        }
        count++;
    }
    return count;
}

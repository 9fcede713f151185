#include "disclosure/equations.h"

#include "base/memory.h"

static bool is_withheld(const struct audited *audited, uint32_t measure, uint32_t place)
{
    const struct benchmark *benchmark = audited->benchmark;
    bool parent = place == audited->group_count;
    size_t level = parent ? audited->level - 1 : audited->level;
    uint32_t group = parent ? audited->parent : place;
    size_t groups = benchmark->group_offset[benchmark->level_count];
    return audited->withheld[measure * groups + benchmark->group_offset[level] + group]
           != WITHHELD_NOT;
}

static bool list_unknowns(const struct audited *audited, struct unknowns *unknowns)
{
    uint32_t measures = audited->benchmark->measure_count;
    unknowns->places = audited->group_count + 1;
    size_t cells = (size_t)measures * unknowns->places;
    unknowns->number = memory_allocate(cells, sizeof *unknowns->number);
    unknowns->cell = memory_allocate(cells, sizeof *unknowns->cell);
    if (unknowns->number == NULL || unknowns->cell == NULL)
        return false;
    for (uint32_t m = 0; m < measures; m++) {
        for (uint32_t place = 0; place < unknowns->places; place++) {
            uint32_t cell = m * unknowns->places + place;
            unknowns->number[cell] = NAMES_NONE;
            if (!equations_include(audited, place)
                || equations_figures(audited, m, place)->n == 0
                || !is_withheld(audited, m, place))
                continue;
            unknowns->number[cell] = unknowns->count;
            unknowns->cell[unknowns->count++] = cell;
        }
    }
    return true;
}

/* Takes every row out of those before it, so that an unknown that follows stands alone
   in its row. */
static void back_substitute(struct equations *equations, uint32_t unknown_count)
{
    for (uint32_t r = equations->count; r-- > 1;) {
        const int64_t *later = equations->row + (size_t)r * unknown_count;
        uint32_t pivot = equations->pivot[r];
        for (uint32_t e = 0; e < equations->count; e++) {
            int64_t *row = equations->row + (size_t)e * unknown_count;
            int64_t times = row[pivot];
            if (e == r || times == 0)
                continue;
            for (uint32_t u = pivot; u < unknown_count; u++)
                if (later[u] != 0)
                    row[u] =
                        (row[u] + (EQUATION_PRIME - times) * later[u]) % EQUATION_PRIME;
        }
    }
}

static bool stands_alone(const struct equations *equations, uint32_t unknown_count,
                         uint32_t r)
{
    const int64_t *row = equations->row + (size_t)r * unknown_count;
    for (uint32_t u = 0; u < unknown_count; u++)
        if (row[u] != 0 && u != equations->pivot[r])
            return false;
    return true;
}

static bool solve(const struct audited *audited, const struct unknowns *unknowns,
                  bool *found, uint32_t *measure, uint32_t *group)
{
    /* Only independent rows stay, and one is needed to try in. */
    size_t rows = (size_t)unknowns->count + 1;
    struct equations equations = {0};
    equations.row = memory_allocate(rows * unknowns->count, sizeof *equations.row);
    equations.pivot = memory_allocate(rows, sizeof *equations.pivot);
    bool ok = equations.row != NULL && equations.pivot != NULL;
    if (ok) {
        equations_add_all(audited, unknowns, &equations);
        back_substitute(&equations, unknowns->count);
    }
    for (uint32_t r = 0; ok && !*found && r < equations.count; r++) {
        if (!stands_alone(&equations, unknowns->count, r))
            continue;
        uint32_t cell = unknowns->cell[equations.pivot[r]];
        uint32_t place = cell % unknowns->places;
        *found = true;
        *measure = cell / unknowns->places;
        *group = place == audited->group_count ? NAMES_NONE : place;
    }
    memory_release(equations.row);
    memory_release(equations.pivot);
    return ok;
}

bool audit_find(const struct audited *audited, bool *found, uint32_t *measure,
                uint32_t *group, struct fault *fault)
{
    struct unknowns unknowns = {0};
    *found = false;
    bool ok =
        list_unknowns(audited, &unknowns)
        && (unknowns.count == 0 || solve(audited, &unknowns, found, measure, group));
    memory_release(unknowns.number);
    memory_release(unknowns.cell);
    return ok || fault_memory(fault);
}

#include "disclosure/audit.h"

#include "base/memory.h"
#include "disclosure/disclosure.h"

static bool is_withheld(const struct family *family, const int8_t *withheld,
                        uint32_t cell)
{
    const struct benchmark *benchmark = family->benchmark;
    uint32_t measure = cell / family_places(family);
    uint32_t place = cell % family_places(family);
    size_t groups = benchmark->group_offset[benchmark->level_count];
    size_t group = benchmark->group_offset[family_level(family, place)]
                   + family_group(family, place);
    return withheld[measure * groups + group] != WITHHELD_NOT
           && family_figures(family, measure, place)->n > 0;
}

/* Made when there is something to solve for, and most families have nothing. */
static bool make_ready(struct audit *audit, const struct family *family)
{
    if (audit->source != NULL)
        return true;
    if (!equations_make(&audit->equations, family)
        || !elimination_begin(&audit->elimination, &audit->equations))
        return false;
    audit->source = memory_allocate(audit->equations.cell_count, sizeof *audit->source);
    return audit->source != NULL;
}

bool audit_take(struct audit *audit, const struct family *family,
                const int8_t *withheld, struct fault *fault)
{
    uint32_t cells = family->benchmark->measure_count * family_places(family);
    for (uint32_t cell = 0; cell < cells; cell++) {
        if (!is_withheld(family, withheld, cell))
            continue;
        if (!make_ready(audit, family)
            || (audit->elimination.state[cell] == TAKEN_NOT
                && !elimination_take(&audit->elimination, cell)))
            return fault_memory(fault);
    }
    return true;
}

bool audit_find(struct audit *audit, const struct family *family, uint32_t *cover)
{
    uint32_t found = elimination_find(&audit->elimination);
    uint32_t fewest_open = UINT32_MAX;
    uint32_t fewest_units = UINT32_MAX;
    *cover = NAMES_NONE;
    if (found == NAMES_NONE)
        return false;
    elimination_explain(&audit->elimination, found, audit->source);
    /* Questions stand behind nodes, and the headline before all others. */
    for (uint32_t cell = audit->equations.cell_count; cell-- > 0;) {
        if (!audit->source[cell])
            continue;
        uint32_t open = elimination_weigh(&audit->elimination, cell);
        uint32_t units = family_figures(family, cell / family_places(family),
                                        cell % family_places(family))
                             ->n;
        if (open > fewest_open || (open == fewest_open && units >= fewest_units))
            continue;
        fewest_open = open;
        fewest_units = units;
        *cover = cell;
    }
    return true;
}

void audit_release(struct audit *audit)
{
    elimination_release(&audit->elimination);
    equations_release(&audit->equations);
    memory_release(audit->source);
    *audit = (struct audit){0};
}

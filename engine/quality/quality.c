#include "quality/look.h"

#include "base/memory.h"

const char *unit_of(const struct looking *looking, uint32_t row)
{
    return looking->now->population->unit_id[looking->now->answers->unit[row]];
}

void list_begin(struct looking *looking)
{
    text_clear(&looking->list);
}

bool list_wants(struct looking *looking, size_t number)
{
    if (number > LISTED_LIMIT)
        return false;
    if (number > 0)
        text_add(&looking->list, number == LISTED_LIMIT ? ", …" : ", ");
    return number < LISTED_LIMIT;
}

static bool look_at_row(struct looking *looking, uint32_t row)
{
    if (looking->now->place[row].file == NULL)
        return true;
    struct problems_mark mark = problems_mark(looking->problems);
    sheet_read(&looking->sheet, row);
    return look_at_same_answers(looking, row) && look_at_contradictions(looking, row)
           && look_at_jumps(looking, row) && look_at_states(looking, row)
           && problems_attribute(looking->problems, &mark, unit_of(looking, row),
                                 looking->fault);
}

static bool look(struct looking *looking)
{
    bool ok = sheet_open(&looking->sheet, looking->now, looking->fault)
              && find_batteries(looking) && find_pairs(looking);
    for (uint32_t row = 0; ok && row < looking->now->answers->row_count; row++)
        ok = look_at_row(looking, row);
    return ok && look_at_identical(looking);
}

bool quality_check(size_t found[static QUALITY_DOUBT_COUNT],
                   const struct quality_sheets *now,
                   const struct quality_sheets *before, const struct quality_plan *plan,
                   struct problems *problems, struct fault *fault)
{
    struct looking looking = {.now = now,
                              .before = before,
                              .plan = plan,
                              .found = found,
                              .problems = problems,
                              .fault = fault};
    bool ok = look(&looking);
    sheet_close(&looking.sheet);
    sheet_close(&looking.earlier);
    memory_release(looking.battery);
    memory_release(looking.section_battery);
    memory_release(looking.whole_battery);
    memory_release(looking.pair);
    memory_release(looking.earlier_row);
    text_release(&looking.list);
    return ok;
}

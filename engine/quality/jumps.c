#include "quality/look.h"

#include "base/memory.h"
#include "revision/revision.h"

#include <string.h>

static bool has_levels(const struct question *question)
{
    return question->scale->kind == SCALE_CHOICE && !question->is_member;
}

static bool know_earlier_rows(struct looking *looking)
{
    const struct quality_sheets *before = looking->before;
    uint32_t units = before->population->unit_count;
    looking->earlier_row = memory_allocate(units, sizeof *looking->earlier_row);
    if (looking->earlier_row == NULL)
        return fault_memory(looking->fault);
    for (uint32_t unit = 0; unit < units; unit++)
        looking->earlier_row[unit] = NAMES_NONE;
    for (uint32_t row = 0; row < before->answers->row_count; row++)
        looking->earlier_row[before->answers->unit[row]] = row;
    return true;
}

bool find_pairs(struct looking *looking)
{
    const struct quality_sheets *before = looking->before;
    const struct questionnaire *now = looking->now->questionnaire;
    if (before == NULL || looking->plan->jump_levels == 0)
        return true;
    looking->pair = memory_allocate(now->question_count, sizeof *looking->pair);
    if (looking->pair == NULL)
        return fault_memory(looking->fault);
    for (uint32_t q = 0; q < now->question_count; q++) {
        struct pair pair = {.now = q};
        if (has_levels(&now->question[q])
            && revision_source(now, q, before->questionnaire, &pair.before)
            && has_levels(&before->questionnaire->question[pair.before]))
            looking->pair[looking->pair_count++] = pair;
    }
    return sheet_open(&looking->earlier, before, looking->fault)
           && know_earlier_rows(looking);
}

static bool jumps(const struct looking *looking, const struct pair *pair)
{
    const struct sheet *now = &looking->sheet;
    const struct sheet *before = &looking->earlier;
    if (!sheet_has(now, pair->now, OPTION_VALUE)
        || !sheet_has(before, pair->before, OPTION_VALUE))
        return false;
    const struct scale *scale = now->questionnaire->question[pair->now].scale;
    const struct scale *old = before->questionnaire->question[pair->before].scale;
    return levels_between(scale, scale->option[now->code[pair->now]].value,
                          old->option[before->code[pair->before]].value)
           >= looking->plan->jump_levels;
}

/* Comments stand in order of row; those of the row begin at next_comment. A comment is
   beside the question, and stands for each of its layers. */
static bool is_explained(const struct looking *looking, uint32_t row, uint32_t question)
{
    const struct quality_sheets *now = looking->now;
    const struct question *all = now->questionnaire->question;
    for (size_t c = looking->next_comment;
         c < now->comment_count && now->comment[c].row == row; c++)
        if (all[now->comment[c].question].of == all[question].of)
            return true;
    return false;
}

static void list_jump(struct looking *looking, const struct pair *pair)
{
    const struct sheet *now = &looking->sheet;
    const struct sheet *before = &looking->earlier;
    const struct question *question = &now->questionnaire->question[pair->now];
    const struct question *old = &before->questionnaire->question[pair->before];
    text_print(&looking->list, "%s %s → %s", question->id,
               old->scale->option[before->code[pair->before]].code,
               question->scale->option[now->code[pair->now]].code);
}

static bool tell(struct looking *looking, uint32_t row, size_t count)
{
    const struct quality_place *place = &looking->now->place[row];
    looking->found[QUALITY_JUMP]++;
    return text_check(&looking->list, looking->fault)
           && problems_add(
               looking->problems, SEVERITY_WARNING, place->file, place->row, 0,
               looking->fault,
               "%s: answers %u levels or more from those of the round before, without a "
               "comment: %s (%zu in all); write beside each what has changed, or correct "
               "it",
               unit_of(looking, row), (unsigned)looking->plan->jump_levels,
               looking->list.bytes, count);
}

static uint32_t find_earlier(const struct looking *looking, uint32_t row)
{
    const char *id = unit_of(looking, row);
    uint32_t unit = population_find(looking->before->population, id, strlen(id));
    return unit == NAMES_NONE ? NAMES_NONE : looking->earlier_row[unit];
}

bool look_at_jumps(struct looking *looking, uint32_t row)
{
    const struct quality_sheets *now = looking->now;
    size_t count = 0;
    while (looking->next_comment < now->comment_count
           && now->comment[looking->next_comment].row < row)
        looking->next_comment++;
    if (looking->pair_count == 0)
        return true;
    uint32_t earlier = find_earlier(looking, row);
    if (earlier == NAMES_NONE)
        return true;
    sheet_read(&looking->earlier, earlier);
    list_begin(looking);
    for (size_t p = 0; p < looking->pair_count; p++) {
        const struct pair *pair = &looking->pair[p];
        if (jumps(looking, pair) && !is_explained(looking, row, pair->now)
            && list_wants(looking, count++))
            list_jump(looking, pair);
    }
    return count == 0 || tell(looking, row, count);
}

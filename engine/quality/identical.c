#include "quality/look.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* A row by what it holds: rows that hold the same stand together once sorted. */
struct print {
    uint64_t hash;
    uint32_t row;
};

static int compare_prints(const void *left, const void *right)
{
    const struct print *a = left;
    const struct print *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

/* What was sent, asked or not. */
static uint64_t hash_row(const struct answers *answers, uint32_t row)
{
    uint64_t hash = 0;
    for (uint32_t q = 0; q < answers->question_count; q++)
        hash = hash * UINT64_C(0x9E3779B97F4A7C15)
               + (uint64_t)(answers_to(answers, q)[row] + 3);
    for (uint32_t n = 0; n < answers->number_count; n++)
        hash = hash_bytes(&answers->number[(size_t)n * answers->row_count + row],
                          sizeof *answers->number, hash);
    return hash;
}

/* Two rows that only share a hash are not told of. */
static bool is_same(const struct answers *answers, uint32_t one, uint32_t other)
{
    for (uint32_t q = 0; q < answers->question_count; q++)
        if (answers_to(answers, q)[one] != answers_to(answers, q)[other])
            return false;
    for (uint32_t n = 0; n < answers->number_count; n++) {
        const int64_t *number = answers->number + (size_t)n * answers->row_count;
        if (number[one] != number[other])
            return false;
    }
    return true;
}

static size_t count_values(const struct looking *looking, uint32_t row)
{
    const struct questionnaire *questionnaire = looking->now->questionnaire;
    size_t count = 0;
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        int8_t code = answers_to(looking->now->answers, q)[row];
        if (code < 0 || question->is_member)
            continue;
        enum option_state state = question->scale->option[code].state;
        count += state == OPTION_VALUE || state == OPTION_ELSEWHERE;
    }
    return count;
}

/* The others of the group, as many as are named. */
static bool tell(struct looking *looking, const struct print *group, size_t size,
                 size_t member, size_t values)
{
    uint32_t row = group[member].row;
    const struct quality_place *place = &looking->now->place[row];
    size_t listed = 0;
    list_begin(looking);
    for (size_t other = 0; other < size && listed <= LISTED_LIMIT; other++)
        if (other != member && list_wants(looking, listed++))
            text_add(&looking->list, unit_of(looking, group[other].row));
    looking->found[QUALITY_IDENTICAL]++;
    return text_check(&looking->list, looking->fault)
           && problems_add(looking->problems, SEVERITY_WARNING, place->file, place->row,
                           0, looking->fault,
                           "%s: all answers, %zu with a value among them, are those of "
                           "%s as well; see whether a sheet was copied, or sent under "
                           "another's number",
                           unit_of(looking, row), values, looking->list.bytes);
}

static bool tell_group(struct looking *looking, const struct print *group, size_t size)
{
    size_t values = size < 2 ? 0 : count_values(looking, group[0].row);
    bool ok = true;
    if (size < 2 || values < looking->plan->identical_answers)
        return true;
    for (size_t member = 0; ok && member < size; member++)
        if (looking->now->place[group[member].row].file != NULL)
            ok = tell(looking, group, size, member, values);
    return ok;
}

static bool tell_groups(struct looking *looking, const struct print *print,
                        size_t count)
{
    const struct answers *answers = looking->now->answers;
    bool ok = true;
    for (size_t first = 0; ok && first < count;) {
        size_t size = 1;
        while (first + size < count && print[first + size].hash == print[first].hash
               && is_same(answers, print[first].row, print[first + size].row))
            size++;
        ok = tell_group(looking, print + first, size);
        first += size;
    }
    return ok;
}

bool look_at_identical(struct looking *looking)
{
    const struct answers *answers = looking->now->answers;
    if (looking->plan->identical_answers == 0)
        return true;
    struct print *print = memory_allocate(answers->row_count, sizeof *print);
    if (print == NULL)
        return fault_memory(looking->fault);
    for (uint32_t row = 0; row < answers->row_count; row++)
        print[row] = (struct print){hash_row(answers, row), row};
    qsort(print, answers->row_count, sizeof *print, compare_prints);
    bool ok = tell_groups(looking, print, answers->row_count);
    memory_release(print);
    return ok;
}

#include "cli/rivals.h"

#include "base/memory.h"

#include <string.h>

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

void rivals_release(struct rivals *rivals)
{
    memory_release(rivals->unit);
    names_release(&rivals->file);
    *rivals = (struct rivals){0};
}

static bool meet(const struct rivals *rivals, struct rival *mine, bool *stands,
                 const char *path, uint32_t unit, const struct population *population,
                 struct problems *problems, struct fault *fault)
{
    struct rival *rival = &rivals->unit[unit];
    bool ok = true;
    *stands = true;
    if (rival->file > 0) {
        struct meeting meeting = {
            .where = path,
            .row = mine->row,
            .unit = population->unit_id[unit],
            .unit_name = population->unit_name[unit],
            .other_file = name_of(rivals->file.name[rival->file - 1]),
            .other_row = rival->row,
        };
        *stands = sending_succeeds(&meeting.rule, &mine->sending, &rival->sending);
        meeting.stands = *stands;
        meeting.open = moment_is_open(&mine->sending.moment, &rival->sending.moment);
        ok = meeting_tell(&meeting, problems, fault);
    }
    if (*stands)
        *rival = *mine;
    *stands = *stands && !mine->sending.draft;
    return ok;
}

bool rivals_meet(struct rivals *rivals, bool **stands, const char *path,
                 const struct answer_file *file, const struct population *population,
                 struct problems *problems, struct fault *fault)
{
    const struct answers *answers = &file->answers;
    uint32_t number;
    *stands = memory_allocate(answers->row_count, sizeof **stands);
    if (rivals->unit == NULL)
        rivals->unit = memory_allocate(population->unit_count, sizeof *rivals->unit);
    if (*stands == NULL || rivals->unit == NULL
        || names_keep(&rivals->file, path, strlen(path), &number) == NULL)
        return fault_memory(fault);
    bool ok = true;
    for (uint32_t row = 0; ok && row < answers->row_count; row++) {
        struct rival mine = {.file = number + 1, .row = answers->source_row[row]};
        mine.sending.draft = answers_is_draft(answers, row);
        if (file->moment != NULL)
            mine.sending.moment = file->moment[row];
        ok = meet(rivals, &mine, &(*stands)[row], path, answers->unit[row], population,
                  problems, fault);
    }
    return ok;
}

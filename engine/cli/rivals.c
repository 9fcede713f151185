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
    memory_release(rivals->met);
    names_release(&rivals->file);
    names_release(&rivals->known);
    *rivals = (struct rivals){0};
}

/* Rows of a file by what they say, comments and all. */
struct prints {
    uint64_t *of_row;
};

static bool add_comment(void *context, uint32_t row, uint32_t question,
                        const char *text, struct fault *fault)
{
    struct prints *prints = context;
    (void)fault;
    /* Summed up, since files have their columns in any order. */
    prints->of_row[row] += hash_bytes(text, strlen(text), (uint64_t)question + 1);
    return true;
}

static bool pass_by(void *context, size_t number, const char *cells,
                    struct fault *fault)
{
    (void)context;
    (void)number;
    (void)cells;
    (void)fault;
    return true;
}

static uint64_t print_answers(const struct answers *answers, uint32_t row)
{
    uint64_t print = 0;
    for (uint32_t q = 0; q < answers->question_count; q++)
        print = hash_bytes(&answers_to(answers, q)[row], 1, print);
    for (uint32_t n = 0; n < answers->number_count; n++)
        print = hash_bytes(&answers->number[(size_t)n * answers->row_count + row],
                           sizeof *answers->number, print);
    return print;
}

static bool make_prints(struct prints *prints, const struct answer_file *file,
                        const struct source *source, struct fault *fault)
{
    const struct answers *answers = &file->answers;
    const struct answer_sink sink = {add_comment, pass_by, prints};
    prints->of_row = memory_allocate(answers->row_count, sizeof *prints->of_row);
    if (prints->of_row == NULL)
        return fault_memory(fault);
    for (uint32_t row = 0; row < answers->row_count; row++)
        prints->of_row[row] = print_answers(answers, row);
    if (file->recall != NULL && file->comment_count > 0)
        return answers_recall(file, source, &sink, fault);
    for (size_t c = 0; c < file->comment_count; c++)
        if (!add_comment(prints, file->comment[c].row, file->comment[c].question,
                         file->comment[c].text, fault))
            return false;
    return true;
}

static bool same_moment(const struct moment *left, const struct moment *right)
{
    return left->known && right->known && left->seconds[0] == right->seconds[0]
           && left->seconds[1] == right->seconds[1];
}

/* By the rule of the record: with a time what has the very same one; without, what it
   would replace. */
static bool is_known(const struct rivals *rivals, const struct rival *standing,
                     const struct rival *mine)
{
    size_t at = standing->newest;
    while (at > 0) {
        const struct met *met = &rivals->met[at - 1];
        bool timed = mine->sending.moment.known;
        if (met->sending.draft == mine->sending.draft && met->print == mine->print
            && (timed ? same_moment(&met->sending.moment, &mine->sending.moment)
                      : at == standing->sheet))
            return true;
        at = met->earlier;
    }
    return false;
}

static bool keep_met(struct rivals *rivals, struct rival *mine, size_t newest,
                     struct fault *fault)
{
    if (!memory_reserve((void **)&rivals->met, &rivals->met_capacity,
                        rivals->met_count + 1, sizeof *rivals->met))
        return fault_memory(fault);
    rivals->met[rivals->met_count++] = (struct met){newest, mine->print, mine->sending};
    mine->sheet = rivals->met_count;
    return true;
}

static bool tell(const struct rivals *rivals, const struct rival *rival,
                 const struct rival *mine, bool *stands, const char *path,
                 uint32_t unit, const struct population *population,
                 struct problems *problems, struct fault *fault)
{
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
    return meeting_tell(&meeting, problems, fault);
}

static bool meet(struct rivals *rivals, struct rival *mine, struct store_added *added,
                 bool *stands, const char *path, uint32_t unit,
                 const struct population *population, struct fault *fault)
{
    struct rival *rival = &rivals->unit[unit];
    *stands = false;
    if (is_known(rivals, rival, mine)) {
        added->unchanged++;
        added->unchanged_drafts += mine->sending.draft;
        return true;
    }
    if (!keep_met(rivals, mine, rival->newest, fault))
        return false;
    *stands = true;
    bool ok = rival->file == 0
              || tell(rivals, rival, mine, stands, path, unit, population,
                      added->problems, fault);
    if (*stands)
        *rival = *mine;
    rival->newest = rivals->met_count;
    *stands = *stands && !mine->sending.draft;
    return ok;
}

static bool meet_rows(struct rivals *rivals, struct store_added *added,
                      const char *path, uint32_t number, const struct answer_file *file,
                      const struct prints *prints, const struct population *population,
                      struct fault *fault)
{
    const struct answers *answers = &file->answers;
    bool ok = true;
    for (uint32_t row = 0; ok && row < answers->row_count; row++) {
        struct rival mine = {.file = number + 1,
                             .row = answers->source_row[row],
                             .print = prints->of_row[row]};
        mine.sending.draft = answers_is_draft(answers, row);
        if (file->moment != NULL)
            mine.sending.moment = file->moment[row];
        ok = meet(rivals, &mine, added, &added->stands[row], path, answers->unit[row],
                  population, fault);
    }
    return ok;
}

/* A file that was met is known, as long as it is read in the same way. */
static bool find_file(struct rivals *rivals, bool *known, const struct source *source,
                      const struct answer_file *file, struct fault *fault)
{
    char identity[2 * SHA256_TEXT_BYTES];
    size_t before = rivals->known.name_count;
    memcpy(identity, source->hash, SHA256_TEXT_BYTES);
    char *reading = identity + strlen(identity);
    if (!reading_identify(reading, &file->reading, fault))
        return false;
    uint32_t number;
    if (names_keep(&rivals->known, identity, strlen(identity), &number) == NULL)
        return fault_memory(fault);
    *known = number < before;
    return true;
}

bool rivals_meet(struct rivals *rivals, struct store_added *added, bool *known,
                 const struct source *source, const struct answer_file *file,
                 const struct population *population, struct fault *fault)
{
    struct prints prints = {0};
    uint32_t number;
    added->stands = memory_allocate(file->answers.row_count, sizeof *added->stands);
    if (rivals->unit == NULL)
        rivals->unit = memory_allocate(population->unit_count, sizeof *rivals->unit);
    if (added->stands == NULL || rivals->unit == NULL)
        return fault_memory(fault);
    bool ok = find_file(rivals, known, source, file, fault);
    if (!ok || *known)
        return ok;
    if (names_keep(&rivals->file, source->path, strlen(source->path), &number) == NULL)
        return fault_memory(fault);
    ok = make_prints(&prints, file, source, fault)
         && meet_rows(rivals, added, source->path, number, file, &prints, population,
                      fault);
    memory_release(prints.of_row);
    return ok;
}

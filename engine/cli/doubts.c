#include "cli/doubts.h"

#include "base/memory.h"
#include "cli/messages.h"

#include <stdlib.h>
#include <string.h>

#define NO_PART UINT32_MAX

/* Where the answers of a unit stand; of two files whose answers count, the later one.
 */
struct standing {
    uint32_t part; /* NO_PART = nothing was taken from it */
    uint32_t row;
};

/* A round put together out of its parts and, when there are others, the store. */
struct whole {
    const struct doubts *doubts;
    const struct session *session;
    size_t round;
    struct standing *standing;     /* by unit */
    uint32_t taken;                /* units with answers among the parts */
    struct answers own;            /* put together here … */
    const struct answers *answers; /* … or those of the only part */
    struct quality_place *place;
    struct comment *comment;
    size_t comment_count;
};

static void release_parts(struct doubts *doubts)
{
    for (size_t p = 0; p < doubts->part_count; p++) {
        memory_release(doubts->part[p].path);
        memory_release(doubts->part[p].comment);
        memory_release(doubts->part[p].stands);
        answers_release(&doubts->part[p].answers);
    }
    doubts->part_count = 0;
}

void doubts_release(struct doubts *doubts)
{
    release_parts(doubts);
    memory_release(doubts->part);
    answers_release(&doubts->earlier);
    *doubts = (struct doubts){0};
}

bool doubts_keep(struct doubts *doubts, const char *path, struct answer_file *file,
                 const bool *stands, struct fault *fault)
{
    if (!memory_reserve((void **)&doubts->part, &doubts->part_capacity,
                        doubts->part_count + 1, sizeof *doubts->part))
        return fault_memory(fault);
    struct doubts_part part = {.comment_count = file->comment_count};
    part.path = memory_copy_text(path, strlen(path));
    part.comment = memory_allocate(file->comment_count, sizeof *part.comment);
    part.stands = memory_allocate(file->answers.row_count, sizeof *part.stands);
    if (part.path == NULL || part.comment == NULL || part.stands == NULL) {
        memory_release(part.path);
        memory_release(part.comment);
        memory_release(part.stands);
        return fault_memory(fault);
    }
    for (size_t c = 0; c < file->comment_count; c++)
        part.comment[c] =
            (struct comment){file->comment[c].row, file->comment[c].question, NULL};
    memcpy(part.stands, stands, file->answers.row_count * sizeof *part.stands);
    part.answers = file->answers;
    file->answers = (struct answers){0};
    doubts->part[doubts->part_count++] = part;
    return true;
}

static bool find_standing(struct whole *whole, struct fault *fault)
{
    const struct doubts *doubts = whole->doubts;
    uint32_t units = session_population(whole->session, whole->round)->unit_count;
    whole->standing = memory_allocate(units, sizeof *whole->standing);
    if (whole->standing == NULL)
        return fault_memory(fault);
    for (uint32_t unit = 0; unit < units; unit++)
        whole->standing[unit].part = NO_PART;
    for (uint32_t p = 0; p < doubts->part_count; p++) {
        const struct answers *answers = &doubts->part[p].answers;
        for (uint32_t row = 0; row < answers->row_count; row++) {
            struct standing *standing = &whole->standing[answers->unit[row]];
            if (!doubts->part[p].stands[row])
                continue;
            whole->taken += standing->part == NO_PART;
            *standing = (struct standing){p, row};
        }
    }
    return true;
}

/* Puts the parts together, in order of unit. */
static bool join_parts(struct whole *whole, struct fault *fault)
{
    const struct questionnaire *edition = session_edition(whole->session, whole->round);
    uint32_t units = session_population(whole->session, whole->round)->unit_count;
    struct answers *own = &whole->own;
    uint32_t next = 0;
    if (!answers_reserve(own, whole->taken, edition, fault))
        return false;
    for (uint32_t unit = 0; unit < units; unit++) {
        const struct standing *standing = &whole->standing[unit];
        if (standing->part == NO_PART)
            continue;
        const struct answers *from = &whole->doubts->part[standing->part].answers;
        own->unit[next] = unit;
        own->source_row[next] = from->source_row[standing->row];
        for (uint32_t q = 0; q < own->question_count; q++)
            own->code[(size_t)q * own->row_count + next] =
                answers_to(from, q)[standing->row];
        for (uint32_t n = 0; n < own->number_count; n++)
            own->number[(size_t)n * own->row_count + next] =
                from->number[(size_t)n * from->row_count + standing->row];
        next++;
    }
    whole->answers = own;
    return true;
}

/* What cannot be compared with is told and done without: the answers are taken. */
static bool go_without(struct fault *own, struct fault *fault)
{
    struct problems problems = messages_list();
    if (own->kind != FAULT_DATA)
        return fault_take(fault, own);
    bool ok = problems_add(&problems, SEVERITY_WARNING, own->where, 0, 0, fault,
                           "the answers just taken are not compared with others: %s",
                           own->what);
    message_problems(&problems);
    problems_release(&problems);
    return ok;
}

static bool load_stored(struct whole *whole, bool *loaded, struct fault *fault)
{
    const struct session *session = whole->session;
    struct fault own = {0};
    uint64_t stored = 0;
    *loaded = false;
    if (session->store == NULL)
        return true;
    if (!store_count_answers(session->store, &stored, session->round_id[whole->round],
                             fault))
        return false;
    if (stored <= whole->taken)
        return true;
    *loaded =
        store_load_answers(session->store, &whole->own, session->round_id[whole->round],
                           session_edition(session, whole->round),
                           session_population(session, whole->round), &own);
    whole->answers = &whole->own;
    return *loaded || go_without(&own, fault);
}

static bool load_whole(struct whole *whole, struct fault *fault)
{
    bool loaded;
    if (!find_standing(whole, fault) || !load_stored(whole, &loaded, fault))
        return false;
    if (loaded)
        return true;
    whole->answers = &whole->doubts->part[0].answers;
    /* Of a single file whose every row counts, nothing needs to be put together. */
    return (whole->doubts->part_count == 1 && whole->taken == whole->answers->row_count)
           || join_parts(whole, fault);
}

static bool find_places(struct whole *whole, struct fault *fault)
{
    const struct answers *answers = whole->answers;
    whole->place = memory_allocate(answers->row_count, sizeof *whole->place);
    if (whole->place == NULL)
        return fault_memory(fault);
    for (uint32_t row = 0; row < answers->row_count; row++) {
        const struct standing *standing = &whole->standing[answers->unit[row]];
        if (standing->part == NO_PART)
            continue;
        const struct doubts_part *part = &whole->doubts->part[standing->part];
        whole->place[row] =
            (struct quality_place){part->path, part->answers.source_row[standing->row]};
    }
    return true;
}

static int compare_comments(const void *left, const void *right)
{
    const struct comment *a = left;
    const struct comment *b = right;
    return a->row < b->row ? -1 : a->row > b->row;
}

/* The comments of the rows that count, in their order. */
static bool find_comments(struct whole *whole, struct fault *fault)
{
    const struct doubts *doubts = whole->doubts;
    const struct answers *answers = whole->answers;
    uint32_t units = session_population(whole->session, whole->round)->unit_count;
    size_t most = 0;
    for (size_t p = 0; p < doubts->part_count; p++)
        most += doubts->part[p].comment_count;
    if (most == 0)
        return true;
    uint32_t *row_of = memory_allocate(units, sizeof *row_of);
    whole->comment = memory_allocate(most, sizeof *whole->comment);
    bool ok = row_of != NULL && whole->comment != NULL;
    for (uint32_t row = 0; ok && row < answers->row_count; row++)
        row_of[answers->unit[row]] = row;
    for (uint32_t p = 0; ok && p < doubts->part_count; p++) {
        const struct doubts_part *part = &doubts->part[p];
        for (size_t c = 0; c < part->comment_count; c++) {
            uint32_t unit = part->answers.unit[part->comment[c].row];
            const struct standing *standing = &whole->standing[unit];
            if (standing->part == p && standing->row == part->comment[c].row)
                whole->comment[whole->comment_count++] =
                    (struct comment){row_of[unit], part->comment[c].question, NULL};
        }
    }
    if (ok && whole->comment_count > 0)
        qsort(whole->comment, whole->comment_count, sizeof *whole->comment,
              compare_comments);
    memory_release(row_of);
    return ok || fault_memory(fault);
}

/* The round before of the same questionnaire: in the store, or as it was read just now.
 */
static bool find_before(const struct doubts *doubts, const struct session *session,
                        size_t round, struct quality_sheets *before,
                        struct answers *loaded, struct fault *fault)
{
    const struct round_plan *plan = session->survey.round;
    struct fault own = {0};
    if (round == 0 || plan[round].questionnaire != plan[round - 1].questionnaire)
        return true;
    *before = (struct quality_sheets){
        .questionnaire = session_edition(session, round - 1),
        .population = session_population(session, round - 1),
    };
    if (session->store == NULL) {
        if (doubts->earlier.row_count > 0 && doubts->earlier_round == round - 1)
            before->answers = &doubts->earlier;
        return true;
    }
    if (!store_load_answers(session->store, loaded, session->round_id[round - 1],
                            before->questionnaire, before->population, &own))
        return go_without(&own, fault);
    before->answers = loaded;
    return true;
}

static bool look(struct doubts *doubts, const struct whole *whole, struct fault *fault)
{
    const struct session *session = whole->session;
    const struct quality_sheets now = {
        .questionnaire = session_edition(session, whole->round),
        .population = session_population(session, whole->round),
        .answers = whole->answers,
        .place = whole->place,
        .comment = whole->comment,
        .comment_count = whole->comment_count,
    };
    struct quality_sheets before = {0};
    struct answers loaded = {0};
    struct problems problems = messages_list();
    bool ok =
        find_before(doubts, session, whole->round, &before, &loaded, fault)
        && quality_check(doubts->found, &now, before.answers == NULL ? NULL : &before,
                         &session->survey.quality, &problems, fault);
    message_problems(&problems);
    problems_release(&problems);
    answers_release(&loaded);
    return ok;
}

/* What a check has read is what the next round is compared with. */
static bool keep_for_next(struct doubts *doubts, struct whole *whole,
                          struct fault *fault)
{
    if (whole->session->store != NULL)
        return true;
    answers_release(&doubts->earlier);
    if (whole->answers != &whole->own && !join_parts(whole, fault))
        return false;
    doubts->earlier = whole->own;
    doubts->earlier_round = whole->round;
    whole->own = (struct answers){0};
    return true;
}

bool doubts_tell(struct doubts *doubts, const struct session *session, size_t round,
                 struct fault *fault)
{
    struct whole whole = {.doubts = doubts, .session = session, .round = round};
    if (doubts->part_count == 0)
        return true;
    bool ok = load_whole(&whole, fault) && find_places(&whole, fault)
              && find_comments(&whole, fault) && look(doubts, &whole, fault)
              && keep_for_next(doubts, &whole, fault);
    memory_release(whole.standing);
    memory_release(whole.place);
    memory_release(whole.comment);
    answers_release(&whole.own);
    release_parts(doubts);
    return ok;
}

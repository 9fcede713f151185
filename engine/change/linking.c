#include "base/memory.h"
#include "change/build.h"

#include <string.h>

/* How far the changes of single questions lie from each other: what a link would have
   been by other questions (the linking error of the PISA Technical Report; STATISTICS
   3.3). It does not shrink with more units. */

/* What the answers to one question are worth in a round: those with a value, and those
   that count as the lowest. */
struct worth {
    const struct questionnaire *questionnaire;
    const struct answers *answers;
    const struct scores *scores;
    uint32_t question;
    const int8_t *state; /* of the question, by row … */
    const int8_t *code;  /* … and its answers */
    bool choice;
    int64_t by_code[OPTION_LIMIT];
};

static inline int64_t points_in(const struct worth *worth, uint32_t row)
{
    int8_t state = worth->state[row];
    if (state != ANSWER_STATE_VALID)
        return state == ANSWER_STATE_FLOOR ? 0 : SCORE_TOO_FEW;
    return worth->choice ? worth->by_code[worth->code[row]]
                         : score_question(worth->scores, worth->questionnaire,
                                          worth->answers, worth->question, row);
}

static void prepare(struct worth *worth, uint32_t question)
{
    const struct question *asked = &worth->questionnaire->question[question];
    worth->question = question;
    worth->state = worth->scores->state + (size_t)question * worth->answers->row_count;
    worth->code = answers_to(worth->answers, question);
    worth->choice = asked->scale->kind == SCALE_CHOICE;
    for (size_t o = 0; worth->choice && o < asked->scale->option_count; o++)
        worth->by_code[o] = question_points(asked, (int)o);
}

struct item_changes {
    double *change; /* by question, points */
    uint32_t *n;    /* units that it is of; 0 = it has none */
};

/* The mean change of every comparable question over the units that answered it in both
   rounds. */
static void find_item_changes(const struct making *making, const struct pair *pair,
                              struct worth worth[static 2], struct item_changes *items)
{
    const struct census *census = &making->census;
    const uint32_t *row[2] = {census->row + (size_t)pair->before * census->unit_count,
                              census->row + (size_t)pair->now * census->unit_count};
    const struct questionnaire *later = worth[1].questionnaire;
    for (uint32_t q = 0; q < later->question_count; q++) {
        wide sum = 0;
        uint32_t n = 0;
        if (pair->source[q] == NAMES_NONE)
            continue;
        prepare(&worth[0], q);
        prepare(&worth[1], q);
        for (uint32_t u = 0; u < census->unit_count; u++) {
            if (row[0][u] == NAMES_NONE || row[1][u] == NAMES_NONE)
                continue;
            int64_t before = points_in(&worth[0], row[0][u]);
            int64_t now = points_in(&worth[1], row[1][u]);
            if (before < 0 || now < 0)
                continue;
            sum += now - before;
            n++;
        }
        items->n[q] = n;
        items->change[q] = n > 0 ? (double)sum / n / (double)POINT : 0;
    }
}

/* sd / sqrt(how many), of the questions of a node in common. */
static struct estimate linking_error(const struct questionnaire *later,
                                     const struct pair *pair, const bool *marked,
                                     const struct item_changes *items)
{
    double mean = 0;
    double squares = 0;
    uint32_t count = 0;
    for (uint32_t q = 0; q < later->question_count; q++)
        if (marked[q] && pair->source[q] != NAMES_NONE && items->n[q] > 0) {
            mean += items->change[q];
            count++;
        }
    mean = count == 0 ? 0 : mean / count;
    for (uint32_t q = 0; q < later->question_count; q++)
        if (marked[q] && pair->source[q] != NAMES_NONE && items->n[q] > 0)
            squares += (items->change[q] - mean) * (items->change[q] - mean);
    return estimate_of(count < 2 ? NAN : sqrt(squares / (count - 1) / count));
}

/* What the linking error of the node that is asked for is the spread of. */
static bool keep_items(const struct making *making, const struct pair *pair,
                       bool *marked, const struct item_changes *items,
                       struct fault *fault)
{
    const struct change *change = making->change;
    const struct questionnaire *later = making->round[pair->now].questionnaire;
    struct change_steps *steps = making->steps;
    if (steps == NULL || pair->before != change->before || pair->now != change->now
        || pair->common[steps->node].mark != CHANGE_LINKED)
        return true;
    steps->item = memory_allocate(later->question_count, sizeof *steps->item);
    if (steps->item == NULL)
        return fault_memory(fault);
    memset(marked, 0, later->question_count * sizeof *marked);
    mark_questions(later, steps->node, marked);
    for (uint32_t q = 0; q < later->question_count; q++)
        if (marked[q] && pair->source[q] != NAMES_NONE)
            steps->item[steps->item_count++] =
                (struct change_item){q, pair->source[q], items->n[q], items->change[q]};
    return true;
}

bool find_linking_errors(const struct making *making, struct pair *pair,
                         const struct answers *earlier_answers,
                         const struct scores *earlier, struct fault *fault)
{
    const struct change_round *now = &making->round[pair->now];
    const struct questionnaire *later = now->questionnaire;
    struct worth worth[2] = {
        {.questionnaire = later, .answers = earlier_answers, .scores = earlier},
        {.questionnaire = later, .answers = now->answers, .scores = now->scores}};
    struct item_changes items = {
        memory_allocate(later->question_count, sizeof *items.change),
        memory_allocate(later->question_count, sizeof *items.n)};
    bool *marked = memory_unwritten(later->question_count, sizeof *marked);
    bool ok = (items.change != NULL && items.n != NULL && marked != NULL)
              || fault_memory(fault);
    if (ok)
        find_item_changes(making, pair, worth, &items);
    for (uint32_t n = 0; ok && n < later->node_count; n++) {
        if (pair->common[n].mark != CHANGE_LINKED || !is_wanted(making, later, n)
            || pair->common[n].linking_error.defined)
            continue;
        memset(marked, 0, later->question_count * sizeof *marked);
        mark_questions(later, n, marked);
        pair->common[n].linking_error = linking_error(later, pair, marked, &items);
    }
    ok = ok && keep_items(making, pair, marked, &items, fault);
    memory_release(items.change);
    memory_release(items.n);
    memory_release(marked);
    return ok;
}

#include "base/memory.h"
#include "base/rational.h"
#include "change/build.h"
#include "revision/revision.h"

#include <string.h>

/* What two rounds have in common: questions, and for every node whether they are enough
   to compare it by. */

static bool same_options(const struct condition *a, const struct scale *of_a,
                         const struct condition *b, const struct scale *of_b)
{
    for (size_t o = 0; o < of_a->option_count; o++) {
        bool asked = a->options >> o & 1;
        bool found = false;
        for (size_t p = 0; p < of_b->option_count && !found; p++)
            found = (b->options >> p & 1)
                    && strcmp(of_a->option[o].code, of_b->option[p].code) == 0;
        if (asked != found)
            return false;
    }
    return true;
}

static bool same_condition(const struct condition *a, const struct questionnaire *of_a,
                           const struct condition *b, const struct questionnaire *of_b)
{
    const struct scale *scale_a = of_a->question[a->question].scale;
    const struct scale *scale_b = of_b->question[b->question].scale;
    return a->at_least == b->at_least && a->at_most == b->at_most
           && same_options(a, scale_a, b, scale_b)
           && same_options(b, scale_b, a, scale_a);
}

/* Whether a question is put to those that it was put to before: its conditions are the
   same of questions that are. `source` is known of all questions before it. */
static bool put_alike(const struct questionnaire *from, uint32_t old,
                      const struct questionnaire *to, uint32_t new,
                      const uint32_t *source)
{
    const struct question *before = &from->question[old];
    const struct question *now = &to->question[new];
    if (before->condition_count != now->condition_count
        || (now->condition_count > 0 && before->when_not_asked != now->when_not_asked))
        return false;
    for (size_t c = 0; c < now->condition_count; c++) {
        const struct condition *condition = &now->condition[c];
        bool found = false;
        for (size_t d = 0; d < before->condition_count && !found; d++)
            found = before->condition[d].question == source[condition->question]
                    && same_condition(&before->condition[d], from, condition, to);
        if (!found)
            return false;
    }
    return true;
}

bool find_sources(uint32_t **source, const struct questionnaire *from,
                  const struct questionnaire *to, struct fault *fault)
{
    bool same = strcmp(from->hash, to->hash) == 0;
    *source = memory_unwritten(to->question_count, sizeof **source);
    if (*source == NULL)
        return fault_memory(fault);
    for (uint32_t q = 0; q < to->question_count; q++) {
        uint32_t old;
        if (same)
            (*source)[q] = q;
        else if (revision_source(to, q, from, &old)
                 && put_alike(from, old, to, q, *source))
            (*source)[q] = old;
        else
            (*source)[q] = NAMES_NONE;
    }
    return true;
}

/* The question that one of what a round is scored by was in the edition of that round.
   A configuration of the edition has its questions, whatever their answers count. */
static uint32_t asked_as(const struct change_round *round, uint32_t question)
{
    const struct questionnaire *rules = round->questionnaire;
    const struct questionnaire *edition = round->edition;
    const char *id = rules->question[question].id;
    uint32_t asked;
    if (strcmp(rules->hash, edition->hash) == 0)
        return question;
    if (strcmp(rules->id, edition->id) == 0
        && strcmp(rules->edition, edition->edition) == 0)
        return questionnaire_find(edition, id, strlen(id));
    return revision_source(round->questionnaire, question, round->edition, &asked)
               ? asked
               : NAMES_NONE;
}

/* From edition to edition, back to the earlier round's. One that is asked on an answer
   to a question that cannot be compared cannot be compared either: nobody knows whom
   the later definition would have put it to. */
static bool find_pair_sources(const struct making *making, struct pair *pair,
                              struct fault *fault)
{
    const struct change_round *now = &making->round[pair->now];
    const struct questionnaire *questionnaire = now->questionnaire;
    pair->source =
        memory_unwritten(questionnaire->question_count, sizeof *pair->source);
    if (pair->source == NULL)
        return fault_memory(fault);
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        uint32_t source = asked_as(now, q);
        for (uint32_t r = pair->now; r > pair->before && source != NAMES_NONE; r--)
            source = making->source[r][source];
        for (size_t c = 0; c < question->condition_count && source != NAMES_NONE; c++)
            source = pair->source[question->condition[c].question] == NAMES_NONE
                         ? NAMES_NONE
                         : source;
        pair->source[q] = source;
    }
    return true;
}

void mark_questions(const struct questionnaire *questionnaire, uint32_t number,
                    bool *marked)
{
    for (uint32_t n = number; n < questionnaire->node[number].end; n++) {
        const struct node *node = &questionnaire->node[n];
        for (size_t i = 0; i < node->question_count; i++)
            marked[node->question[i]] = true;
        for (size_t g = 0; g < node->gate_count; g++)
            for (size_t c = 0; c < node->gate[g].condition_count; c++) {
                const struct gate_condition *condition = &node->gate[g].condition[c];
                for (size_t i = 0; i < condition->question_count; i++)
                    marked[condition->question[i]] = true;
                /* A gate looks only at areas below its own and at those of earlier
                   dimensions, so this ends; those below are marked anyway. */
                for (size_t i = 0; i < condition->area_count; i++)
                    if (condition->area[i] < number)
                        mark_questions(questionnaire, condition->area[i], marked);
            }
    }
}

uint32_t find_counterpart(const struct questionnaire *questionnaire, uint32_t node,
                          const struct questionnaire *other)
{
    if (questionnaire == other)
        return node;
    const char *id = questionnaire->node[node].id;
    const char *dimension =
        questionnaire->dimension[questionnaire->node[node].dimension].id;
    for (size_t d = 0; d < other->dimension_count; d++) {
        if (strcmp(other->dimension[d].id, dimension) != 0)
            continue;
        uint32_t root = other->dimension[d].root;
        for (uint32_t n = root; n < other->node[root].end; n++)
            if (strcmp(other->node[n].id, id) == 0)
                return n;
    }
    return NAMES_NONE;
}

/* How much of a node's weight rests on questions that are in common, each question with
   the weight it has in the whole; a plain mean counts all alike. */
struct weighing {
    const struct questionnaire *questionnaire;
    const uint32_t *source;
    struct rational_room room;
};

static bool weigh(struct weighing *weighing, uint32_t number, struct rational *share)
{
    const struct questionnaire *questionnaire = weighing->questionnaire;
    const struct node *node = &questionnaire->node[number];
    bool alike = node->operation == OPERATION_MEAN;
    int64_t total = 0;
    *share = rational_of(0, 1);
    for (size_t i = 0; i < node->question_count; i++) {
        int64_t weight = alike ? 1 : node->question_weight[i];
        bool kept = weighing->source[node->question[i]] != NAMES_NONE;
        total += weight;
        if (!rational_add_product(share, weight, rational_of(kept, 1), &weighing->room))
            return false;
    }
    for (uint32_t n = number + 1; !node->over_questions && n < node->end;
         n = questionnaire->node[n].end) {
        int64_t weight = alike ? 1 : questionnaire->node[n].weight;
        struct rational below;
        total += weight;
        if (!weigh(weighing, n, &below)
            || !rational_add_product(share, weight, below, &weighing->room))
            return false;
    }
    return total == 0
           || rational_divide(share, *share, rational_of(total, 1), &weighing->room);
}

static bool find_weight(struct weighing *weighing, uint32_t node, int64_t *percent)
{
    struct rational share;
    return weigh(weighing, node, &share)
           && rational_multiply(&share, share, rational_of(100, 1), &weighing->room)
           && rational_nano(percent, share, &weighing->room);
}

/* Of the marked questions, those that the round's own edition asked for. */
static uint32_t count_asked(const struct change_round *round, const bool *marked)
{
    uint32_t count = 0;
    for (uint32_t q = 0; q < round->questionnaire->question_count; q++)
        count += marked[q] && asked_as(round, q) != NAMES_NONE;
    return count;
}

static bool is_reworded(const struct question *before, const struct question *now)
{
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *old = before->text.in[language];
        const char *new = now->text.in[language];
        if (old != NULL && new != NULL && strcmp(old, new) != 0)
            return true;
    }
    return false;
}

/* Whether a node and all below it are means, so that they mean the same of fewer
   questions. An area without a score only holds others together. */
static bool is_mean(const struct questionnaire *questionnaire, uint32_t number)
{
    for (uint32_t n = number; n < questionnaire->node[number].end; n++) {
        enum operation operation = questionnaire->node[n].operation;
        if (operation != OPERATION_WEIGHTED_MEAN && operation != OPERATION_MEAN
            && operation != OPERATION_SHARE && operation != OPERATION_NONE)
            return false;
    }
    return true;
}

/* Every question of the node has a counterpart, and the other way round. */
static bool is_whole(const struct change_common *common)
{
    return common->questions == common->questions_now
           && common->questions == common->questions_before;
}

static void judge(const struct making *making, const struct pair *pair, uint32_t node,
                  struct change_common *common)
{
    const struct questionnaire *questionnaire = making->round[pair->now].questionnaire;
    bool all = common->questions == common->questions_now;
    common->mark = CHANGE_BROKEN;
    if (trend_node(&making->trend, pair->now, node, pair->before) != NAMES_NONE && all)
        common->mark = CHANGE_SAME;
    else if (common->earlier == NAMES_NONE)
        common->why = CHANGE_BREAK_NO_AREA;
    else if (!all && !is_mean(questionnaire, node))
        common->why = CHANGE_BREAK_RULES;
    else if (common->questions < CHANGE_LEAST_QUESTIONS
             && !(is_whole(common) && common->questions > 0))
        common->why = CHANGE_BREAK_FEW_QUESTIONS;
    else if (common->weight < CHANGE_LEAST_WEIGHT * POINT)
        common->why = CHANGE_BREAK_LITTLE_WEIGHT;
    else
        common->mark = CHANGE_LINKED;
    if (common->mark == CHANGE_SAME || is_whole(common))
        common->linking_error = estimate_of(0);
}

static void count_common(const struct making *making, const struct pair *pair,
                         const bool *marked, struct change_common *common)
{
    const struct change_round *before = &making->round[pair->before];
    const struct change_round *now = &making->round[pair->now];
    for (uint32_t q = 0; q < now->questionnaire->question_count; q++) {
        uint32_t source = pair->source[q];
        if (!marked[q])
            continue;
        common->questions_now++;
        if (source == NAMES_NONE)
            continue;
        common->questions++;
        common->which += hash_bytes(&q, sizeof q, 0);
        common->reworded += is_reworded(&before->edition->question[source],
                                        &now->questionnaire->question[q]);
    }
}

static bool find_all_common(const struct making *making, struct pair *pair,
                            struct weighing *weighing, bool *marked)
{
    const struct change_round *before = &making->round[pair->before];
    const struct questionnaire *later = weighing->questionnaire;
    for (uint32_t n = 0; n < later->node_count; n++) {
        struct change_common *common = &pair->common[n];
        common->earlier = find_counterpart(later, n, before->questionnaire);
        memset(marked, 0, later->question_count * sizeof *marked);
        mark_questions(later, n, marked);
        count_common(making, pair, marked, common);
        if (common->earlier != NAMES_NONE) {
            memset(marked, 0, before->questionnaire->question_count * sizeof *marked);
            mark_questions(before->questionnaire, common->earlier, marked);
            common->questions_before = count_asked(before, marked);
        }
        if (!find_weight(weighing, n, &common->weight))
            return false;
        judge(making, pair, n, common);
    }
    return true;
}

bool find_common(const struct making *making, struct pair *pair, struct fault *fault)
{
    const struct questionnaire *earlier = making->round[pair->before].questionnaire;
    const struct questionnaire *later = making->round[pair->now].questionnaire;
    size_t most = earlier->question_count > later->question_count
                      ? earlier->question_count
                      : later->question_count;
    if (!find_pair_sources(making, pair, fault))
        return false;
    struct weighing weighing = {.questionnaire = later, .source = pair->source};
    bool *marked = memory_unwritten(most, sizeof *marked);
    pair->common = memory_allocate(later->node_count, sizeof *pair->common);
    bool ok = marked != NULL && pair->common != NULL
              && find_all_common(making, pair, &weighing, marked);
    rational_room_release(&weighing.room);
    memory_release(marked);
    return ok || fault_memory(fault);
}

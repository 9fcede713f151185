#include "trend/trend.h"

#include "base/memory.h"

#include <string.h>

/* What the options of a scale mean, and which of them a condition asks for, if any. */
static uint64_t scale_fingerprint(const struct scale *scale, uint64_t asked,
                                  uint64_t hash)
{
    for (size_t o = 0; o < scale->option_count; o++) {
        const struct option *option = &scale->option[o];
        int64_t meaning[] = {option->state, option->value, asked >> o & 1};
        hash = hash_bytes(option->code, strlen(option->code), hash);
        hash = hash_bytes(meaning, sizeof meaning, hash);
    }
    return hash;
}

/* Whom a question is put to: the answers its condition asks for, by their meaning and
   not by their place, and whom the parent is put to in turn. */
static uint64_t condition_fingerprint(const struct questionnaire *questionnaire,
                                      const struct question *question, uint64_t hash)
{
    while (question->conditional) {
        const struct question *parent = &questionnaire->question[question->parent];
        hash = hash_bytes(parent->id, strlen(parent->id), hash);
        hash = scale_fingerprint(parent->scale, question->parent_options, hash);
        question = parent;
    }
    return hash;
}

/* A fingerprint of everything that decides a question's points. Its wording is not in
   it: the same id is the same question. */
static uint64_t question_fingerprint(const struct questionnaire *questionnaire,
                                     uint32_t q)
{
    const struct question *question = &questionnaire->question[q];
    int64_t rule[] = {question->weight, question->reversed, question->conditional,
                      question->when_not_asked, (int64_t)questionnaire->dont_know};
    uint64_t hash = hash_bytes(question->id, strlen(question->id), 1);
    hash = hash_bytes(rule, sizeof rule, hash);
    hash = scale_fingerprint(question->scale, 0, hash);
    return condition_fingerprint(questionnaire, question, hash);
}

/* Of a node and all below it; the order of questions and of children does not matter,
   which is why theirs are added up. */
static uint64_t node_fingerprint(const struct questionnaire *questionnaire,
                                 uint32_t number)
{
    const struct node *node = &questionnaire->node[number];
    int64_t rule[] = {node->coverage_numerator, node->coverage_denominator};
    uint64_t below = 0;
    for (size_t i = 0; i < node->question_count; i++)
        below += question_fingerprint(questionnaire, node->question[i]);
    for (uint32_t c = number + 1; c < node->end; c = questionnaire->node[c].end) {
        int64_t weight = questionnaire->node[c].weight;
        below += hash_bytes(&weight, sizeof weight, node_fingerprint(questionnaire, c));
    }
    uint64_t hash = hash_bytes(node->id, strlen(node->id), 2);
    hash = hash_bytes(rule, sizeof rule, hash);
    return hash_bytes(&below, sizeof below, hash);
}

static uint32_t find_same(const struct questionnaire *from, uint32_t number,
                          const struct questionnaire *to)
{
    if (strcmp(from->hash, to->hash) == 0)
        return number;
    const char *dimension = from->dimension[from->node[number].dimension].id;
    for (uint32_t other = 0; other < to->node_count; other++)
        if (strcmp(to->node[other].id, from->node[number].id) == 0
            && strcmp(to->dimension[to->node[other].dimension].id, dimension) == 0)
            return node_fingerprint(from, number) == node_fingerprint(to, other)
                       ? other
                       : NAMES_NONE;
    return NAMES_NONE;
}

bool trend_compute(struct trend *trend, const struct trend_round *round,
                   size_t round_count, struct fault *fault)
{
    *trend = (struct trend){.round = round, .round_count = round_count};
    for (size_t r = 0; r < round_count; r++)
        if (round[r].questionnaire->node_count > trend->node_stride)
            trend->node_stride = (uint32_t)round[r].questionnaire->node_count;
    trend->same = memory_allocate(round_count * round_count * trend->node_stride,
                                  sizeof *trend->same);
    if (trend->same == NULL)
        return fault_memory(fault);
    for (size_t from = 0; from < round_count; from++)
        for (size_t to = 0; to < round_count; to++)
            for (uint32_t n = 0; n < round[from].questionnaire->node_count; n++)
                trend->same[(from * round_count + to) * trend->node_stride + n] =
                    find_same(round[from].questionnaire, n, round[to].questionnaire);
    return true;
}

void trend_release(struct trend *trend)
{
    memory_release(trend->same);
    *trend = (struct trend){0};
}

uint32_t trend_node(const struct trend *trend, size_t from, uint32_t node, size_t to)
{
    return trend->same[(from * trend->round_count + to) * trend->node_stride + node];
}

uint32_t trend_row(const struct trend *trend, size_t to, const char *unit_id)
{
    const struct trend_round *round = &trend->round[to];
    uint32_t unit = population_find(round->population, unit_id, strlen(unit_id));
    uint32_t low = 0;
    uint32_t high = round->answers->row_count;
    while (unit != NAMES_NONE && low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (round->answers->unit[middle] < unit)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = unit != NAMES_NONE && low < round->answers->row_count
                 && round->answers->unit[low] == unit;
    return found ? low : NAMES_NONE;
}

bool trend_group(const struct trend *trend, size_t to, const char *level,
                 const char *code, size_t *to_level, uint32_t *to_group)
{
    const struct population *population = trend->round[to].population;
    for (size_t l = 0; l < population->level_count; l++) {
        if (strcmp(population->level[l].id, level) != 0)
            continue;
        for (uint32_t g = 0; g < population->level[l].group_count; g++) {
            if (strcmp(population->level[l].group[g].code, code) == 0) {
                *to_level = l;
                *to_group = g;
                return true;
            }
        }
    }
    return false;
}

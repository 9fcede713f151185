#include "trend/trend.h"

#include "base/memory.h"
#include "trend/fingerprint.h"

#include <string.h>

static uint32_t find_same(const struct trend *trend, const uint64_t *fingerprint,
                          size_t from, uint32_t number, size_t to)
{
    const struct questionnaire *one = trend->round[from].questionnaire;
    const struct questionnaire *two = trend->round[to].questionnaire;
    if (strcmp(one->hash, two->hash) == 0)
        return number;
    const char *dimension = one->dimension[one->node[number].dimension].id;
    for (uint32_t other = 0; other < two->node_count; other++)
        if (strcmp(two->node[other].id, one->node[number].id) == 0
            && strcmp(two->dimension[two->node[other].dimension].id, dimension) == 0)
            return fingerprint[from * trend->node_stride + number]
                           == fingerprint[to * trend->node_stride + other]
                       ? other
                       : NAMES_NONE;
    return NAMES_NONE;
}

static void find_all(struct trend *trend, const uint64_t *fingerprint)
{
    size_t rounds = trend->round_count;
    for (size_t from = 0; from < rounds; from++)
        for (size_t to = 0; to < rounds; to++)
            for (uint32_t n = 0; n < trend->round[from].questionnaire->node_count; n++)
                trend->same[(from * rounds + to) * trend->node_stride + n] =
                    find_same(trend, fingerprint, from, n, to);
}

/* Whether the edition says that answers to the question cannot be compared with those
   to the same one in the edition before. */
static bool is_broken(const struct questionnaire *before,
                      const struct question *question)
{
    if (questionnaire_find(before, question->id, strlen(question->id)) == NAMES_NONE)
        return false;
    for (size_t r = 0; r < question->replaced_count; r++)
        if (!question->replaced[r].comparable
            && strcmp(question->replaced[r].id, question->id) == 0)
            return true;
    return false;
}

/* What earlier rounds know of the question; the latest that asked it. */
static int32_t known_since(const struct trend *trend, const int32_t *since,
                           size_t stride, size_t round, const char *id)
{
    for (size_t r = round; r-- > 0;) {
        uint32_t q = questionnaire_find(trend->round[r].questionnaire, id, strlen(id));
        if (q != NAMES_NONE)
            return since[r * stride + q];
    }
    return 0;
}

/* By round and question: the year since when its answers mean what they do. */
static void find_since(const struct trend *trend, int32_t *since, size_t stride)
{
    for (size_t r = 1; r < trend->round_count; r++) {
        const struct questionnaire *before = trend->round[r - 1].questionnaire;
        const struct questionnaire *now = trend->round[r].questionnaire;
        bool other = strcmp(before->hash, now->hash) != 0;
        for (uint32_t q = 0; q < now->question_count; q++) {
            const struct question *question = &now->question[q];
            if (question->of == q)
                since[r * stride + q] =
                    other && is_broken(before, question)
                        ? trend->round[r].year
                        : known_since(trend, since, stride, r, question->id);
        }
    }
}

static size_t most_questions(const struct trend *trend)
{
    size_t most = 0;
    for (size_t r = 0; r < trend->round_count; r++)
        if (trend->round[r].questionnaire->question_count > most)
            most = trend->round[r].questionnaire->question_count;
    return most;
}

bool trend_compute(struct trend *trend, const struct trend_round *round,
                   size_t round_count, struct fault *fault)
{
    *trend = (struct trend){.round = round, .round_count = round_count};
    for (size_t r = 0; r < round_count; r++)
        if (round[r].questionnaire->node_count > trend->node_stride)
            trend->node_stride = (uint32_t)round[r].questionnaire->node_count;
    uint64_t *fingerprint =
        memory_allocate(round_count * trend->node_stride, sizeof *fingerprint);
    trend->same = memory_allocate(round_count * round_count * trend->node_stride,
                                  sizeof *trend->same);
    size_t questions = most_questions(trend);
    int32_t *since = memory_allocate(round_count * questions, sizeof *since);
    bool ok = (fingerprint != NULL && trend->same != NULL && since != NULL)
              || fault_memory(fault);
    if (ok)
        find_since(trend, since, questions);
    for (size_t r = 0; ok && r < round_count; r++)
        ok = fingerprint_nodes(fingerprint + r * trend->node_stride,
                               round[r].questionnaire, since + r * questions, fault);
    if (ok)
        find_all(trend, fingerprint);
    memory_release(fingerprint);
    memory_release(since);
    return ok;
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

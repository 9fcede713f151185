#include "trend/fingerprint.h"

#include "base/exact.h"
#include "base/memory.h"

#include <assert.h>
#include <string.h>

/* Of one edition. Nodes and questions are done once each, in an order in which whatever
   they rest on comes before them: a gate may look at an area more than once. */
struct printing {
    const struct questionnaire *questionnaire;
    const int32_t *since; /* by question: when its answers began to mean what they do */
    uint64_t *shown;      /* by question: whom it is put to */
    uint64_t *node;       /* the result */
};

static uint64_t mix_text(uint64_t hash, const char *text)
{
    return text == NULL ? hash_bytes("", 1, hash)
                        : hash_bytes(text, strlen(text) + 1, hash);
}

static uint64_t mix_whole(uint64_t hash, int64_t whole)
{
    return hash_bytes(&whole, sizeof whole, hash);
}

/* In lowest terms, since two editions may count in different units. */
static uint64_t mix_fraction(uint64_t hash, int64_t numerator, int64_t denominator)
{
    uint64_t size = numerator < 0 ? 0 - (uint64_t)numerator : (uint64_t)numerator;
    int64_t common = (int64_t)greatest_common_divisor(size, (uint64_t)denominator);
    return mix_whole(mix_whole(hash, numerator / common), denominator / common);
}

static uint64_t mix_weight(const struct printing *printing, uint64_t hash,
                           int32_t weight)
{
    return mix_fraction(hash, weight, printing->questionnaire->weight_unit);
}

/* The ends of a given range are decimals. */
static uint64_t mix_end(uint64_t hash, struct rational end)
{
    assert(end.denominator > 0);
    return mix_fraction(hash, end.numerator, end.denominator);
}

/* What the options of a scale mean, and which of them a condition asks for, if any. */
static uint64_t mix_scale(uint64_t hash, const struct scale *scale, uint64_t asked)
{
    const int64_t rule[] = {scale->kind, scale->lowest, scale->highest, scale->combine,
                            scale->clip};
    hash = hash_bytes(rule, sizeof rule, hash);
    for (size_t o = 0; o < scale->option_count; o++) {
        const struct option *option = &scale->option[o];
        const int64_t meaning[] = {option->state, option->value, asked >> o & 1};
        hash = mix_text(hash, option->code);
        hash = hash_bytes(meaning, sizeof meaning, hash);
    }
    return hash;
}

/* Whom a question is put to by its own conditions: the answers they ask for, by their
   meaning and not by their place, and whom those questions are put to in turn. */
static uint64_t print_conditions(const struct printing *printing,
                                 const struct question *question)
{
    uint64_t all = 0;
    for (size_t c = 0; c < question->condition_count; c++) {
        const struct condition *condition = &question->condition[c];
        const struct question *asked =
            &printing->questionnaire->question[condition->question];
        uint64_t hash = mix_text(3, asked->id);
        hash = mix_whole(hash, printing->since[asked->of]);
        hash = mix_scale(hash, asked->scale, condition->options);
        hash = mix_whole(hash, condition->at_least);
        hash = mix_whole(hash, condition->at_most);
        if (condition->at_least != INT64_MIN || condition->at_most != INT64_MAX)
            hash = mix_whole(hash, asked->reversed);
        hash = mix_whole(hash, (int64_t)printing->shown[condition->question]);
        all += hash;
    }
    return all;
}

/* The groups of units that a question does not apply to. */
static uint64_t print_subset(const struct questionnaire *questionnaire, uint32_t q)
{
    uint64_t none = 0;
    for (size_t s = 0; s < questionnaire->subset_count; s++)
        if (!questionnaire->subset[s].applies[q])
            none += mix_text(mix_text(4, questionnaire->subset_column),
                             questionnaire->subset[s].code);
    return none;
}

static bool counts_target(const struct node *node)
{
    for (int lack = 0; lack < LACK_COUNT; lack++)
        if (node->rule[lack] == RULE_TARGET)
            return true;
    return false;
}

/* Everything that decides what a question is worth as an input of the node. */
static uint64_t print_input(const struct printing *printing, const struct node *node,
                            uint32_t q, int32_t weight)
{
    const struct questionnaire *questionnaire = printing->questionnaire;
    const struct question *question = &questionnaire->question[q];
    uint64_t hash = mix_text(1, question->id);
    hash = mix_whole(hash, printing->since[question->of]);
    hash = mix_text(hash, question->layer);
    hash = mix_weight(printing, hash, weight);
    hash = mix_whole(hash, question->reversed);
    hash = mix_scale(hash, question->scale, 0);
    if (counts_target(node))
        hash = mix_whole(hash, question->scale->target);
    if (question->condition_count > 0)
        hash = mix_whole(hash, question->when_not_asked);
    hash = mix_whole(hash, (int64_t)printing->shown[q]);
    return mix_whole(hash, (int64_t)print_subset(questionnaire, q));
}

static uint64_t print_area(const struct printing *printing, const struct node *above,
                           uint32_t number)
{
    const struct node *node = &printing->questionnaire->node[number];
    uint64_t hash = mix_whole(5, (int64_t)printing->node[number]);
    if (counts_target(above) && node->has_target)
        hash = mix_whole(hash, node->target);
    return hash;
}

static uint64_t print_gate_condition(const struct printing *printing,
                                     const struct node *node,
                                     const struct gate_condition *condition)
{
    const int64_t rule[] = {condition->test, condition->at_least, condition->passing};
    uint64_t inputs = 0;
    for (size_t i = 0; i < condition->question_count; i++)
        inputs +=
            print_input(printing, node, condition->question[i], condition->weight[i]);
    for (size_t i = 0; i < condition->area_count; i++) {
        const struct node *area = &printing->questionnaire->node[condition->area[i]];
        inputs += mix_weight(printing, print_area(printing, node, condition->area[i]),
                             area->weight);
    }
    return mix_whole(hash_bytes(rule, sizeof rule, 6), (int64_t)inputs);
}

/* Levels stand in order; the conditions of one do not. */
static uint64_t mix_gates(const struct printing *printing, uint64_t hash,
                          const struct node *node)
{
    for (size_t g = 0; g < node->gate_count; g++) {
        uint64_t conditions = 0;
        for (size_t c = 0; c < node->gate[g].condition_count; c++)
            conditions +=
                print_gate_condition(printing, node, &node->gate[g].condition[c]);
        hash = mix_whole(hash, node->gate[g].value);
        hash = mix_whole(hash, (int64_t)conditions);
    }
    return hash;
}

static uint64_t mix_rules(uint64_t hash, const struct node *node)
{
    const int64_t rule[] = {node->operation,
                            node->measure,
                            node->rule[LACK_BLANK],
                            node->rule[LACK_DONT_KNOW],
                            node->rule[LACK_NOT_APPLICABLE],
                            node->coverage_numerator,
                            node->coverage_denominator,
                            node->at_least,
                            node->start,
                            node->rounding,
                            node->rounding == ROUNDING_NONE ? 0 : node->decimals,
                            node->has_range,
                            node->over_questions};
    hash = hash_bytes(rule, sizeof rule, hash);
    return node->has_range ? mix_end(mix_end(hash, node->lowest), node->highest) : hash;
}

/* Of a node and all it is made of; the order of its questions and of its children does
   not matter, which is why theirs are added up. */
static uint64_t print_node(const struct printing *printing, uint32_t number)
{
    const struct questionnaire *questionnaire = printing->questionnaire;
    const struct node *node = &questionnaire->node[number];
    uint64_t below = 0;
    for (size_t i = 0; i < node->question_count; i++)
        below +=
            print_input(printing, node, node->question[i], node->question_weight[i]);
    for (uint32_t c = number + 1; !node->over_questions && c < node->end;
         c = questionnaire->node[c].end)
        below += mix_weight(printing, print_area(printing, node, c),
                            questionnaire->node[c].weight);
    uint64_t hash = mix_text(2, node->id);
    hash = mix_rules(hash, node);
    hash = mix_gates(printing, hash, node);
    return mix_whole(hash, (int64_t)below);
}

bool fingerprint_nodes(uint64_t *fingerprint, const struct questionnaire *questionnaire,
                       const int32_t *since, struct fault *fault)
{
    struct printing printing = {
        .questionnaire = questionnaire, .since = since, .node = fingerprint};
    printing.shown =
        memory_allocate(questionnaire->question_count, sizeof *printing.shown);
    if (printing.shown == NULL)
        return fault_memory(fault);
    for (size_t q = 0; q < questionnaire->question_count; q++)
        printing.shown[q] = print_conditions(&printing, &questionnaire->question[q]);
    /* Dimensions in order, and each from its last node to its root. */
    for (uint32_t root = 0; root < questionnaire->node_count;
         root = questionnaire->node[root].end)
        for (uint32_t number = questionnaire->node[root].end; number-- > root;)
            fingerprint[number] = print_node(&printing, number);
    memory_release(printing.shown);
    return true;
}

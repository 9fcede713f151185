#include "change/restrict.h"

#include "base/memory.h"

#include <string.h>

static size_t count_inputs(const struct questionnaire *questionnaire)
{
    size_t count = 0;
    for (size_t n = 0; n < questionnaire->node_count; n++)
        count += questionnaire->node[n].question_count;
    return count;
}

bool restrict_areas(struct restricted *restricted,
                    const struct questionnaire *questionnaire, const bool *kept,
                    struct fault *fault)
{
    size_t inputs = count_inputs(questionnaire);
    *restricted = (struct restricted){.questionnaire = *questionnaire};
    restricted->questionnaire.node =
        memory_unwritten(questionnaire->node_count, sizeof *questionnaire->node);
    restricted->question = memory_unwritten(inputs, sizeof *restricted->question);
    restricted->weight = memory_unwritten(inputs, sizeof *restricted->weight);
    if (restricted->questionnaire.node == NULL || restricted->question == NULL
        || restricted->weight == NULL)
        return fault_memory(fault);
    size_t at = 0;
    for (size_t n = 0; n < questionnaire->node_count; n++) {
        const struct node *whole = &questionnaire->node[n];
        struct node *node = &restricted->questionnaire.node[n];
        *node = *whole;
        node->question = restricted->question + at;
        node->question_weight = restricted->weight + at;
        node->question_count = 0;
        for (size_t i = 0; i < whole->question_count; i++) {
            if (!kept[whole->question[i]])
                continue;
            node->question[node->question_count] = whole->question[i];
            node->question_weight[node->question_count++] = whole->question_weight[i];
        }
        at += node->question_count;
    }
    return true;
}

void restricted_release(struct restricted *restricted)
{
    memory_release(restricted->questionnaire.node);
    memory_release(restricted->question);
    memory_release(restricted->weight);
    *restricted = (struct restricted){0};
}

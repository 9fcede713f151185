#include "base/text.h"
#include "questionnaire/load.h"

#include <stdio.h>
#include <string.h>

#define DEPTH_LIMIT 32

static size_t count_nodes(const json_t *nodes, unsigned depth)
{
    size_t count = json_array_size(nodes);
    if (depth < DEPTH_LIMIT)
        for (size_t i = 0; i < json_array_size(nodes); i++)
            count += count_nodes(json_object_get(json_array_get(nodes, i), "areas"),
                                 depth + 1);
    return count;
}

/* "2/3": a share of the weight, kept as it is written so that comparing is exact. */
static void load_coverage(const struct part *part, struct node *node)
{
    const char *share = document_read_string(part, "minimum_coverage", false);
    int numerator;
    int denominator;
    int used = 0;
    if (share == NULL)
        return;
    if (sscanf(share, "%4d/%4d%n", &numerator, &denominator, &used) != 2
        || share[used] != '\0' || numerator < 0 || denominator < 1
        || numerator > denominator) {
        document_wrong(part, "minimum_coverage",
                       "must be a fraction from \"0/1\" to \"1/1\", such as \"2/3\"");
        return;
    }
    node->coverage_numerator = numerator;
    node->coverage_denominator = denominator;
}

/* Sums of weights are kept in 31 bits. */
static void check_weight(const struct part *part, const char *key, int64_t weight)
{
    if (weight > 1000000000)
        document_wrong(part, key, "the weights add up to more than 1000000000");
}

static void add_question(const struct questionnaire *questionnaire,
                         const struct part *part, const char *id, struct node *node)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    uint32_t question = questionnaire_find(questionnaire, id, strlen(id));
    bool twice = false;
    for (size_t i = 0; i < node->question_count; i++)
        twice = twice || node->question[i] == question;
    if (question == NAMES_NONE) {
        const char *nearest = questionnaire_nearest(questionnaire, id);
        document_wrong(part, "questions",
                       nearest == NULL
                           ? "there is no question \"%s\""
                           : "there is no question \"%s\"; did you mean \"%s\"?",
                       text_excerpt(excerpt, id, strlen(id)), nearest);
    } else if (twice)
        document_wrong(part, "questions", "the question \"%s\" stands here twice", id);
    else
        node->question[node->question_count++] = question;
}

static void load_node_questions(const struct questionnaire *questionnaire,
                                const struct part *part, struct node *node)
{
    const char **id;
    size_t count = document_read_strings(part, "questions", true, &id);
    int64_t weight = 0;
    node->question = document_take(part->document, count, sizeof *node->question);
    if (node->question == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        add_question(questionnaire, part, id[i], node);
    for (size_t i = 0; i < node->question_count; i++)
        weight += questionnaire->question[node->question[i]].weight;
    check_weight(part, "questions", weight);
}

static void check_operator(const struct part *part)
{
    const char *name = document_read_string(part, "operator", false);
    if (name != NULL && strcmp(name, "mean") != 0)
        document_wrong(part, "operator",
                       "this version knows the operator \"mean\" only");
}

static bool id_taken(const struct questionnaire *questionnaire, uint32_t root,
                     uint32_t node)
{
    for (uint32_t other = root; other < node; other++)
        if (questionnaire->node[other].id != NULL
            && strcmp(questionnaire->node[other].id, questionnaire->node[node].id) == 0)
            return true;
    return false;
}

static uint32_t add_node(struct questionnaire *questionnaire, uint32_t parent,
                         uint32_t dimension, uint32_t depth)
{
    uint32_t number = (uint32_t)questionnaire->node_count++;
    struct node *node = &questionnaire->node[number];
    /* STATISTICS 1.3: two thirds unless the definition says otherwise. */
    *node = (struct node){.id = "",
                          .parent = parent,
                          .dimension = dimension,
                          .depth = depth,
                          .end = number + 1,
                          .coverage_numerator = 2,
                          .coverage_denominator = 3};
    if (parent != NAMES_NONE) {
        node->coverage_numerator = questionnaire->node[parent].coverage_numerator;
        node->coverage_denominator = questionnaire->node[parent].coverage_denominator;
    }
    return number;
}

static void load_node_head(const struct questionnaire *questionnaire,
                           const struct part *part, uint32_t number)
{
    struct node *node = &questionnaire->node[number];
    const char *id = load_id(part);
    node->id = id == NULL ? "" : id;
    node->title = document_read_wording(part, "title", true);
    node->weight = (int32_t)document_read_whole(part, "weight", 1, 1000000, 1);
    check_operator(part);
    load_coverage(part, node);
    uint32_t root = questionnaire->dimension[node->dimension].root;
    if (id != NULL && id_taken(questionnaire, root, number))
        document_wrong(part, "id", "\"%s\" is taken in this dimension", id);
}

/* Adds a node and all below it in pre-order. */
static void load_node(struct questionnaire *questionnaire, const struct part *part,
                      uint32_t parent, uint32_t dimension, uint32_t depth)
{
    static const char *const known[] = {
        "id", "title", "operator", "minimum_coverage", "weight", "areas", "questions"};
    uint32_t number = add_node(questionnaire, parent, dimension, depth);
    struct node *node = &questionnaire->node[number];
    int64_t weight = 0;
    if (!document_check_keys(part, known, sizeof known / sizeof *known))
        return;
    load_node_head(questionnaire, part, number);
    struct part areas = document_read_array(part, "areas", false, 0);
    if (json_array_size(areas.json) == 0)
        load_node_questions(questionnaire, part, node);
    else if (json_object_get(part->json, "questions") != NULL)
        document_wrong(part, NULL,
                       "has \"areas\" and \"questions\"; only a lowest area has "
                       "questions");
    else if (depth + 1 >= DEPTH_LIMIT)
        document_wrong(&areas, NULL, "areas stand more than %d deep", DEPTH_LIMIT);
    else
        for (size_t i = 0; i < json_array_size(areas.json); i++) {
            struct part area = document_read_item(&areas, i);
            load_node(questionnaire, &area, number, dimension, depth + 1);
        }
    node->end = (uint32_t)questionnaire->node_count;
    for (uint32_t c = number + 1; c < node->end; c = questionnaire->node[c].end)
        weight += questionnaire->node[c].weight;
    check_weight(part, NULL, weight);
}

static uint32_t find_dimension(const struct questionnaire *questionnaire,
                               const struct part *part, const char *key)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    const char *id = document_read_string(part, key, false);
    for (size_t d = 0; id != NULL && d < questionnaire->dimension_count; d++)
        if (strcmp(questionnaire->dimension[d].id, id) == 0)
            return (uint32_t)d;
    if (id != NULL)
        document_wrong(part, key, "there is no dimension \"%s\"",
                       text_excerpt(excerpt, id, strlen(id)));
    return 0;
}

static void load_presentation(struct questionnaire *questionnaire,
                              const struct part *root)
{
    static const char *const known[] = {"profile", "radar", "trend", "distribution"};
    questionnaire->overall = find_dimension(questionnaire, root, "overall");
    struct part part = document_read_member(root, "presentation", false);
    if (document_check_keys(&part, known, sizeof known / sizeof *known))
        questionnaire->presentation = (struct presentation){
            .profile = find_dimension(questionnaire, &part, "profile"),
            .radar = find_dimension(questionnaire, &part, "radar"),
            .trend = find_dimension(questionnaire, &part, "trend"),
        };
}

static void check_every_question_counts(const struct questionnaire *questionnaire,
                                        const struct part *root)
{
    bool *used =
        document_take(root->document, questionnaire->question_count, sizeof *used);
    struct part questions = document_read_member(root, "questions", false);
    if (used == NULL)
        return;
    for (size_t n = 0; n < questionnaire->node_count; n++)
        for (size_t i = 0; i < questionnaire->node[n].question_count; i++)
            used[questionnaire->node[n].question[i]] = true;
    for (size_t q = 0; q < questionnaire->question_count; q++) {
        struct part question = document_read_item(&questions, q);
        if (!used[q] && questionnaire->question[q].id != NULL)
            document_wrong(&question, NULL,
                           "the question \"%s\" stands in no dimension",
                           questionnaire->question[q].id);
    }
}

static void load_dimension(struct questionnaire *questionnaire, const struct part *part,
                           uint32_t number)
{
    struct dimension *dimension = &questionnaire->dimension[number];
    dimension->root = (uint32_t)questionnaire->node_count;
    questionnaire->dimension_count = number + 1;
    load_node(questionnaire, part, NAMES_NONE, number, 0);
    dimension->id = questionnaire->node[dimension->root].id;
    dimension->title = questionnaire->node[dimension->root].title;
    for (uint32_t d = 0; d < number; d++)
        if (dimension->id[0] != '\0'
            && strcmp(questionnaire->dimension[d].id, dimension->id) == 0)
            document_wrong(part, NULL, "the dimension \"%s\" stands twice",
                           dimension->id);
}

bool load_dimensions(struct questionnaire *questionnaire, const struct part *root)
{
    struct document *document = root->document;
    struct part dimensions = document_read_array(root, "dimensions", true, 1);
    size_t count = json_array_size(dimensions.json);
    questionnaire->dimension =
        document_take(document, count, sizeof *questionnaire->dimension);
    questionnaire->node = document_take(document, count_nodes(dimensions.json, 0),
                                        sizeof *questionnaire->node);
    if (questionnaire->dimension == NULL || questionnaire->node == NULL || count == 0)
        return false;
    for (size_t d = 0; d < count; d++) {
        struct part dimension = document_read_item(&dimensions, d);
        load_dimension(questionnaire, &dimension, (uint32_t)d);
    }
    load_presentation(questionnaire, root);
    check_every_question_counts(questionnaire, root);
    return true;
}

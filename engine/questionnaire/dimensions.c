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
static void load_coverage(struct reading *reading, const char *path,
                          const json_t *object, struct node *node)
{
    char at[JSON_PATH_BYTES];
    const char *share = read_string(reading, path, object, "minimum_coverage", false);
    int numerator;
    int denominator;
    int used = 0;
    if (share == NULL)
        return;
    if (sscanf(share, "%4d/%4d%n", &numerator, &denominator, &used) != 2
        || share[used] != '\0' || numerator < 0 || denominator < 1
        || numerator > denominator) {
        wrong(reading, path_key(at, path, "minimum_coverage"),
              "must be a fraction from \"0/1\" to \"1/1\", such as \"2/3\"");
        return;
    }
    node->coverage_numerator = numerator;
    node->coverage_denominator = denominator;
}

/* Sums of weights are kept in 31 bits. */
static void check_weight(struct reading *reading, const char *path, int64_t weight)
{
    if (weight > 1000000000)
        wrong(reading, path, "the weights add up to more than 1000000000");
}

static void load_node_questions(struct reading *reading, const char *path,
                                const json_t *object, struct node *node)
{
    char at[JSON_PATH_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    const char **id;
    size_t count = read_strings(reading, path, object, "questions", true, &id);
    node->question = take(reading, count, sizeof *node->question);
    if (node->question == NULL)
        return;
    path_key(at, path, "questions");
    for (size_t i = 0; i < count; i++) {
        uint32_t question =
            questionnaire_find(reading->questionnaire, id[i], strlen(id[i]));
        bool twice = false;
        for (size_t j = 0; j < node->question_count; j++)
            twice = twice || node->question[j] == question;
        if (question == NAMES_NONE) {
            const char *nearest = questionnaire_nearest(reading->questionnaire, id[i]);
            wrong(reading, at,
                  nearest == NULL ? "there is no question \"%s\""
                                  : "there is no question \"%s\"; did you mean \"%s\"?",
                  text_excerpt(excerpt, id[i], strlen(id[i])), nearest);
        } else if (twice)
            wrong(reading, at, "the question \"%s\" stands here twice", id[i]);
        else
            node->question[node->question_count++] = question;
    }
    int64_t weight = 0;
    for (size_t i = 0; i < node->question_count; i++)
        weight += reading->questionnaire->question[node->question[i]].weight;
    check_weight(reading, at, weight);
}

static void check_operator(struct reading *reading, const char *path,
                           const json_t *object)
{
    char at[JSON_PATH_BYTES];
    const char *name = read_string(reading, path, object, "operator", false);
    if (name != NULL && strcmp(name, "mean") != 0)
        wrong(reading, path_key(at, path, "operator"),
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

/* Adds a node and all below it in pre-order. */
static void load_node(struct reading *reading, const char *path, const json_t *object,
                      uint32_t parent, uint32_t dimension, uint32_t depth)
{
    static const char *const known[] = {
        "id", "title", "operator", "minimum_coverage", "weight", "areas", "questions"};
    struct questionnaire *questionnaire = reading->questionnaire;
    char at[JSON_PATH_BYTES];
    char item_at[JSON_PATH_BYTES];
    uint32_t number = (uint32_t)questionnaire->node_count++;
    struct node *node = &questionnaire->node[number];
    node->parent = parent;
    node->dimension = dimension;
    node->depth = depth;
    node->end = number + 1;
    if (parent == NAMES_NONE) {
        /* STATISTICS 1.3: two thirds unless the definition says otherwise. */
        node->coverage_numerator = 2;
        node->coverage_denominator = 3;
    } else {
        node->coverage_numerator = questionnaire->node[parent].coverage_numerator;
        node->coverage_denominator = questionnaire->node[parent].coverage_denominator;
    }
    node->id = "";
    if (!json_is_object(object)) {
        wrong(reading, path, "must be an object");
        return;
    }
    check_keys(reading, path, object, known, sizeof known / sizeof *known);
    const char *id = read_id(reading, path, object);
    node->id = id == NULL ? "" : id;
    node->title = read_wording(reading, path, object, "title", true);
    node->weight = read_whole(reading, path, object, "weight", 1, 1);
    check_operator(reading, path, object);
    load_coverage(reading, path, object, node);
    if (id != NULL
        && id_taken(questionnaire, questionnaire->dimension[dimension].root, number))
        wrong(reading, path_key(at, path, "id"), "\"%s\" is taken in this dimension",
              id);
    const json_t *areas = read_array(reading, path, object, "areas", false);
    path_key(at, path, "areas");
    if (areas == NULL || json_array_size(areas) == 0)
        load_node_questions(reading, path, object, node);
    else if (json_object_get(object, "questions") != NULL)
        wrong(reading, path,
              "has \"areas\" and \"questions\"; only a lowest area has "
              "questions");
    else if (depth + 1 >= DEPTH_LIMIT)
        wrong(reading, at, "areas stand more than %d deep", DEPTH_LIMIT);
    else
        for (size_t i = 0; i < json_array_size(areas); i++)
            load_node(reading, path_item(item_at, at, i), json_array_get(areas, i),
                      number, dimension, depth + 1);
    questionnaire->node[number].end = (uint32_t)questionnaire->node_count;
    int64_t weight = 0;
    for (uint32_t c = number + 1; c < questionnaire->node_count;
         c = questionnaire->node[c].end)
        weight += questionnaire->node[c].weight;
    check_weight(reading, path, weight);
}

static uint32_t find_dimension(struct reading *reading, const char *path,
                               const json_t *object, const char *key)
{
    char at[JSON_PATH_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    const struct questionnaire *questionnaire = reading->questionnaire;
    const char *id = read_string(reading, path, object, key, false);
    for (size_t d = 0; id != NULL && d < questionnaire->dimension_count; d++)
        if (strcmp(questionnaire->dimension[d].id, id) == 0)
            return (uint32_t)d;
    if (id != NULL)
        wrong(reading, path_key(at, path, key), "there is no dimension \"%s\"",
              text_excerpt(excerpt, id, strlen(id)));
    return 0;
}

static void check_every_question_counts(struct reading *reading)
{
    const struct questionnaire *questionnaire = reading->questionnaire;
    bool *used = take(reading, questionnaire->question_count, sizeof *used);
    char at[JSON_PATH_BYTES];
    if (used == NULL)
        return;
    for (size_t n = 0; n < questionnaire->node_count; n++)
        for (size_t i = 0; i < questionnaire->node[n].question_count; i++)
            used[questionnaire->node[n].question[i]] = true;
    for (size_t q = 0; q < questionnaire->question_count; q++)
        if (!used[q] && questionnaire->question[q].id != NULL)
            wrong(reading, path_item(at, "$.questions", q),
                  "the question \"%s\" stands in no dimension",
                  questionnaire->question[q].id);
}

bool load_dimensions(struct reading *reading, const json_t *root)
{
    static const char *const known[] = {"profile", "radar", "trend", "distribution"};
    struct questionnaire *questionnaire = reading->questionnaire;
    char at[JSON_PATH_BYTES];
    const json_t *dimensions = read_array(reading, "$", root, "dimensions", true);
    size_t count = json_array_size(dimensions);
    questionnaire->dimension = take(reading, count, sizeof *questionnaire->dimension);
    questionnaire->node =
        take(reading, count_nodes(dimensions, 0), sizeof *questionnaire->node);
    if (questionnaire->dimension == NULL || questionnaire->node == NULL || count == 0)
        return false;
    for (size_t d = 0; d < count; d++) {
        struct dimension *dimension = &questionnaire->dimension[d];
        dimension->root = (uint32_t)questionnaire->node_count;
        questionnaire->dimension_count = d + 1;
        load_node(reading, path_item(at, "$.dimensions", d),
                  json_array_get(dimensions, d), NAMES_NONE, (uint32_t)d, 0);
        dimension->id = questionnaire->node[dimension->root].id;
        dimension->title = questionnaire->node[dimension->root].title;
        for (size_t e = 0; e < d; e++)
            if (dimension->id[0] != '\0'
                && strcmp(questionnaire->dimension[e].id, dimension->id) == 0)
                wrong(reading, at, "the dimension \"%s\" stands twice", dimension->id);
    }
    questionnaire->overall = find_dimension(reading, "$", root, "overall");
    const json_t *presentation = json_object_get(root, "presentation");
    if (presentation != NULL && !json_is_object(presentation))
        wrong(reading, "$.presentation", "must be an object");
    else if (presentation != NULL)
        check_keys(reading, "$.presentation", presentation, known, 4);
    questionnaire->presentation = (struct presentation){
        .profile = find_dimension(reading, "$.presentation", presentation, "profile"),
        .radar = find_dimension(reading, "$.presentation", presentation, "radar"),
        .trend = find_dimension(reading, "$.presentation", presentation, "trend"),
    };
    check_every_question_counts(reading);
    return true;
}

#include "base/text.h"
#include "questionnaire/areas.h"
#include "questionnaire/format.h"

#include <string.h>

/* Areas within areas. What a JSON file may hold within each other is bounded as well,
   further out. */
#define DEPTH_LIMIT 256

/* STATISTICS 1.3: two thirds unless the definition says otherwise. */
static const struct manner plain_manner = {
    .measure = MEASURE_POINTS, .coverage_numerator = 2, .coverage_denominator = 3};

static size_t count_nodes(const json_t *nodes, unsigned depth)
{
    size_t count = json_array_size(nodes);
    if (depth < DEPTH_LIMIT)
        for (size_t i = 0; i < json_array_size(nodes); i++)
            count += count_nodes(json_object_get(json_array_get(nodes, i), "areas"),
                                 depth + 1);
    return count;
}

/* Whether an area before this one in the dimension has the id. */
static bool id_taken(struct loading *loading, const char *id)
{
    uint32_t number;
    size_t before = loading->ids.name_count;
    if (names_keep(&loading->ids, id, strlen(id), &number) != NULL)
        return number < before;
    document_out_of_memory(loading->document);
    return false;
}

static uint32_t add_node(struct questionnaire *questionnaire, uint32_t parent,
                         uint32_t dimension)
{
    uint32_t number = (uint32_t)questionnaire->node_count++;
    bool is_root = parent == NAMES_NONE;
    questionnaire->node[number] =
        (struct node){.id = "",
                      .parent = parent,
                      .end = number + 1,
                      .depth = is_root ? 0 : questionnaire->node[parent].depth + 1,
                      .dimension = dimension};
    return number;
}

static void load_head(struct loading *loading, const struct part *part,
                      struct node *node)
{
    const char *id = load_id(part);
    node->id = id == NULL ? "" : id;
    node->title = document_read_wording(part, "title", true);
    node->text = document_read_wording(part, "text", false);
    load_weight(loading->questionnaire, part, "weight", &node->weight);
    if (id != NULL && id_taken(loading, id))
        document_wrong(part, "id", "\"%s\" is taken in this dimension", id);
}

/* True when the area's inputs are all questions below, and not the areas. */
static bool read_over(const struct part *part)
{
    return document_read_choice(part, "over", format_over, FORMAT_OVER_COUNT, 0) == 1;
}

static void load_lowest(struct loading *loading, const struct part *part,
                        struct node *node)
{
    if (json_object_get(part->json, "over") != NULL)
        document_wrong(part, "over", "stands only in an area that has \"areas\"");
    load_inputs(loading, part, node);
}

/* What an area above others has when they are loaded. */
static void finish_above(struct loading *loading, const struct part *part,
                         uint32_t number)
{
    const struct questionnaire *questionnaire = loading->questionnaire;
    struct node *node = &questionnaire->node[number];
    int64_t weight = 0;
    for (uint32_t c = number + 1; c < node->end; c = questionnaire->node[c].end)
        weight += questionnaire->node[c].weight;
    check_weight(questionnaire, part, NULL, weight);
    node->over_questions = read_over(part);
    if (!node->over_questions)
        return;
    listing_begin(&loading->listing);
    listing_add_below(&loading->listing, questionnaire, number);
    keep_listing(loading, part, "over", &node->question, &node->question_weight,
                 &node->question_count);
}

/* Adds an area and all below it in pre-order. */
static void load_area(struct loading *loading, const struct part *part, uint32_t parent,
                      uint32_t dimension, const struct manner *above)
{
    struct questionnaire *questionnaire = loading->questionnaire;
    uint32_t number = add_node(questionnaire, parent, dimension);
    struct node *node = &questionnaire->node[number];
    struct manner manner = *above;
    if (!format_check_keys(part, FORMAT_AREA))
        return;
    load_head(loading, part, node);
    load_area_members(loading, part, node, &manner);
    struct part areas = document_read_array(part, "areas", false, 0);
    bool lists = json_object_get(part->json, "questions") != NULL;
    if (json_array_size(areas.json) == 0)
        load_lowest(loading, part, node);
    else if (lists || json_object_get(part->json, "select") != NULL)
        document_wrong(part, NULL,
                       "has \"areas\" and \"%s\"; only a lowest area has questions",
                       lists ? "questions" : "select");
    else if (node->depth + 1 >= DEPTH_LIMIT)
        document_wrong(&areas, NULL, "areas stand more than %d deep", DEPTH_LIMIT);
    else {
        for (size_t i = 0; i < json_array_size(areas.json); i++) {
            struct part area = document_read_item(&areas, i);
            load_area(loading, &area, number, dimension, &manner);
        }
        node->end = (uint32_t)questionnaire->node_count;
        finish_above(loading, part, number);
    }
    load_gates(loading, part, number);
    find_range(loading, part, number);
}

static uint32_t find_dimension(const struct questionnaire *questionnaire,
                               const struct part *part, const char *key,
                               uint32_t absent)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    char hint[HINT_BYTES];
    const char *id = document_read_string(part, key, false);
    struct nearest nearest = {.wanted = id};
    for (size_t d = 0; id != NULL && d < questionnaire->dimension_count; d++) {
        const char *known = questionnaire->dimension[d].id;
        if (strcmp(known, id) == 0)
            return (uint32_t)d;
        nearest_offer(&nearest, known, known);
    }
    if (id != NULL)
        document_wrong(part, key, "there is no dimension \"%s\"%s",
                       text_excerpt(excerpt, id, strlen(id)),
                       hint_nearest(hint, nearest_name(&nearest)));
    return absent;
}

static void load_presentation(struct questionnaire *questionnaire,
                              const struct part *root)
{
    questionnaire->overall = find_dimension(questionnaire, root, "overall", 0);
    questionnaire->presentation.trend = questionnaire->overall;
    questionnaire->presentation.measuring_points = NAMES_NONE;
    struct part part = document_read_member(root, "presentation", false);
    if (format_check_keys(&part, FORMAT_PRESENTATION))
        questionnaire->presentation = (struct presentation){
            .profile = find_dimension(questionnaire, &part, "profile", 0),
            .radar = find_dimension(questionnaire, &part, "radar", 0),
            .trend =
                find_dimension(questionnaire, &part, "trend", questionnaire->overall),
            .measuring_points =
                find_dimension(questionnaire, &part, "measuring_points", NAMES_NONE),
        };
}

static void load_dimension(struct loading *loading, const struct part *part,
                           uint32_t number)
{
    struct questionnaire *questionnaire = loading->questionnaire;
    struct dimension *dimension = &questionnaire->dimension[number];
    struct manner manner = plain_manner;
    memcpy(manner.rule, questionnaire->rule, sizeof manner.rule);
    dimension->id = "";
    dimension->root = (uint32_t)questionnaire->node_count;
    questionnaire->dimension_count = number + 1;
    load_area(loading, part, NAMES_NONE, number, &manner);
    names_release(&loading->ids);
    dimension->id = questionnaire->node[dimension->root].id;
    dimension->title = questionnaire->node[dimension->root].title;
    for (uint32_t d = 0; d < number; d++)
        if (dimension->id[0] != '\0'
            && strcmp(questionnaire->dimension[d].id, dimension->id) == 0)
            document_wrong(part, NULL, "the dimension \"%s\" stands twice",
                           dimension->id);
}

static bool reserve(struct loading *loading, const struct part *dimensions)
{
    struct questionnaire *questionnaire = loading->questionnaire;
    struct document *document = loading->document;
    size_t areas = count_nodes(dimensions->json, 0);
    if (areas > AREA_LIMIT)
        return document_wrong(dimensions, NULL, "there are more than %d areas",
                              AREA_LIMIT);
    questionnaire->dimension = document_take(
        document, json_array_size(dimensions->json), sizeof *questionnaire->dimension);
    questionnaire->node = document_take(document, areas, sizeof *questionnaire->node);
    return questionnaire->dimension != NULL && questionnaire->node != NULL
           && listing_reserve(&loading->listing, loading)
           && listing_reserve(&loading->own, loading);
}

bool load_dimensions(struct questionnaire *questionnaire, const struct part *root)
{
    struct part dimensions = document_read_array(root, "dimensions", true, 1);
    size_t count = json_array_size(dimensions.json);
    struct loading loading = {.questionnaire = questionnaire,
                              .document = root->document,
                              .value_unit = find_value_unit(questionnaire)};
    if (!reserve(&loading, &dimensions) || count == 0)
        return false;
    for (size_t d = 0; d < count; d++) {
        struct part dimension = document_read_item(&dimensions, d);
        load_dimension(&loading, &dimension, (uint32_t)d);
    }
    rational_room_release(&loading.room);
    load_presentation(questionnaire, root);
    return true;
}

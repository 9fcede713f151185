#include "base/exact.h"
#include "base/text.h"
#include "questionnaire/areas.h"
#include "questionnaire/format.h"

#include <string.h>

/* The levels of a gate, and what their conditions look at. */

static bool has(const struct part *part, const char *key)
{
    return json_object_get(part->json, key) != NULL;
}

/* The nodes from `first` up to `end` are looked through; NAMES_NONE when none has the
   id. */
static uint32_t find_area(const struct questionnaire *questionnaire, uint32_t first,
                          uint32_t end, const char *id)
{
    for (uint32_t n = first; n < end; n++)
        if (strcmp(questionnaire->node[n].id, id) == 0)
            return n;
    return NAMES_NONE;
}

/* "area" below the gate, or "dimension/area" of an earlier dimension. */
static uint32_t find_named(const struct questionnaire *questionnaire, uint32_t gate,
                           const char *name)
{
    const struct node *node = &questionnaire->node[gate];
    const char *slash = strchr(name, '/');
    if (slash == NULL)
        return find_area(questionnaire, gate + 1, node->end, name);
    size_t length = (size_t)(slash - name);
    for (uint32_t d = 0; d < node->dimension; d++) {
        const struct dimension *dimension = &questionnaire->dimension[d];
        uint32_t root = dimension->root;
        if (strncmp(dimension->id, name, length) == 0 && dimension->id[length] == '\0')
            return find_area(questionnaire, root, questionnaire->node[root].end,
                             slash + 1);
    }
    return NAMES_NONE;
}

static void add_area(const struct questionnaire *questionnaire, const struct part *part,
                     uint32_t area, struct gate_condition *condition)
{
    const struct node *node = &questionnaire->node[area];
    if (node->operation == OPERATION_NONE) {
        document_wrong(part, NULL,
                       "the area \"%s\" has no value to look at: its operator is "
                       "\"%s\"",
                       node->id, format_operator[OPERATION_NONE]);
        return;
    }
    for (size_t i = 0; i < condition->area_count; i++)
        if (condition->area[i] == area) {
            document_wrong(part, NULL, "the area \"%s\" stands here twice", node->id);
            return;
        }
    condition->area[condition->area_count++] = area;
}

static void check_area_weights(const struct questionnaire *questionnaire,
                               const struct part *part,
                               const struct gate_condition *condition)
{
    int64_t weight = 0;
    for (size_t i = 0; i < condition->area_count; i++)
        weight += questionnaire->node[condition->area[i]].weight;
    check_weight(questionnaire, part, NULL, weight);
}

/* The name among those that may be looked at which a misspelt one is nearest to. */
static const char *nearest_area(const struct questionnaire *questionnaire,
                                uint32_t gate, const char *name)
{
    const struct node *node = &questionnaire->node[gate];
    const char *slash = strchr(name, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - name);
    struct nearest nearest = {.wanted = slash == NULL ? name : slash + 1};
    for (uint32_t n = gate + 1; slash == NULL && n < node->end; n++)
        nearest_offer(&nearest, questionnaire->node[n].id, questionnaire->node[n].id);
    for (uint32_t d = 0; slash != NULL && d < node->dimension; d++) {
        const struct dimension *dimension = &questionnaire->dimension[d];
        uint32_t end = questionnaire->node[dimension->root].end;
        if (strncmp(dimension->id, name, length) != 0 || dimension->id[length] != '\0')
            continue;
        for (uint32_t n = dimension->root; n < end; n++)
            nearest_offer(&nearest, questionnaire->node[n].id,
                          questionnaire->node[n].id);
    }
    return nearest_name(&nearest);
}

static void load_areas(struct loading *loading, const struct part *part, uint32_t gate,
                       struct gate_condition *condition)
{
    char hint[HINT_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    struct part areas = document_read_array(part, "areas", true, 1);
    size_t count = json_array_size(areas.json);
    condition->area = document_take(part->document, count, sizeof *condition->area);
    for (size_t i = 0; condition->area != NULL && i < count; i++) {
        struct part item = document_read_item(&areas, i);
        const char *name = json_string_value(item.json);
        uint32_t area = NAMES_NONE;
        if (name == NULL || *name == '\0') {
            document_wrong(&item, NULL, "must be the id of an area");
            continue;
        }
        area = find_named(loading->questionnaire, gate, name);
        if (area == NAMES_NONE)
            document_wrong(
                &item, NULL,
                "there is no area \"%s\" to look at; those below this one "
                "may be named, and as \"dimension/area\" those of earlier "
                "dimensions%s",
                text_excerpt(excerpt, name, strlen(name)),
                hint_nearest(hint, nearest_area(loading->questionnaire, gate, name)));
        else
            add_area(loading->questionnaire, &item, area, condition);
    }
    check_area_weights(loading->questionnaire, part, condition);
}

/* The gate's own inputs, where a condition names nothing. */
static void take_own(struct loading *loading, const struct part *part, uint32_t gate,
                     struct gate_condition *condition)
{
    const struct questionnaire *questionnaire = loading->questionnaire;
    const struct node *node = &questionnaire->node[gate];
    size_t count = 0;
    if (node->end == gate + 1 || node->over_questions) {
        condition->question = node->question;
        condition->weight = node->question_weight;
        condition->question_count = node->question_count;
        return;
    }
    for (uint32_t c = gate + 1; c < node->end; c = questionnaire->node[c].end)
        count++;
    condition->area = document_take(part->document, count, sizeof *condition->area);
    if (condition->area == NULL)
        return;
    for (uint32_t c = gate + 1; c < node->end; c = questionnaire->node[c].end)
        add_area(questionnaire, part, c, condition);
}

static void load_set(struct loading *loading, const struct part *part, uint32_t gate,
                     struct gate_condition *condition)
{
    const struct node *node = &loading->questionnaire->node[gate];
    bool questions = has(part, "questions");
    bool tags = has(part, "tags");
    bool areas = has(part, "areas");
    const char *key = questions ? "questions" : "tags";
    if (questions + tags + areas > 1) {
        document_wrong(part, NULL,
                       "has more than one of \"questions\", \"tags\" and \"areas\"");
        return;
    }
    if (areas)
        load_areas(loading, part, gate, condition);
    else if (!questions && !tags)
        take_own(loading, part, gate, condition);
    if (questions)
        list_questions(loading, part, key, &loading->own, node->layer);
    if (tags)
        list_tagged(loading, part, key, &loading->own, NULL);
    if (questions || tags)
        keep_listing(loading, part, key, &condition->question, &condition->weight,
                     &condition->question_count);
}

static void load_test(const struct part *part, struct gate_condition *condition)
{
    condition->test = (enum gate_test)document_read_choice(part, "test", format_test,
                                                           FORMAT_TEST_COUNT, TEST_ALL);
    bool counts = condition->test == TEST_SHARE || condition->test == TEST_COUNT_OF;
    bool right = document_read_decimal(part, "at_least", true, &condition->at_least);
    if (right && condition->test == TEST_SHARE
        && (condition->at_least < 0 || condition->at_least > POINT))
        document_wrong(part, "at_least", "a share lies from 0 to 1");
    if (counts)
        document_read_decimal(part, "passing", true, &condition->passing);
    else if (has(part, "passing"))
        document_wrong(part, "passing", "stands only beside the test \"%s\" or \"%s\"",
                       format_test[TEST_SHARE], format_test[TEST_COUNT_OF]);
}

static void load_gate(struct loading *loading, const struct part *part, uint32_t number,
                      struct gate *gate)
{
    gate->title = document_read_wording(part, "title", false);
    struct part conditions = document_read_array(part, "conditions", true, 1);
    size_t count = json_array_size(conditions.json);
    gate->condition = document_take(part->document, count, sizeof *gate->condition);
    for (size_t c = 0; gate->condition != NULL && c < count; c++) {
        struct part item = document_read_item(&conditions, c);
        struct gate_condition *condition = &gate->condition[c];
        gate->condition_count = c + 1;
        if (!format_check_keys(&item, FORMAT_TEST))
            continue;
        load_set(loading, &item, number, condition);
        load_test(&item, condition);
    }
}

static void find_own(struct loading *loading, uint32_t number)
{
    const struct questionnaire *questionnaire = loading->questionnaire;
    const struct node *node = &questionnaire->node[number];
    listing_begin(&loading->own);
    for (size_t i = 0; i < node->question_count; i++)
        listing_add(&loading->own, node->question[i], node->question_weight[i]);
    if (node->question_count == 0)
        listing_add_below(&loading->own, questionnaire, number);
}

void load_gates(struct loading *loading, const struct part *part, uint32_t number)
{
    struct node *node = &loading->questionnaire->node[number];
    if (node->operation != OPERATION_LEVEL)
        return;
    struct part levels = document_read_array(part, "levels", true, 1);
    size_t count = json_array_size(levels.json);
    node->gate = document_take(part->document, count, sizeof *node->gate);
    find_own(loading, number);
    for (size_t g = 0; node->gate != NULL && g < count; g++) {
        struct part level = document_read_item(&levels, g);
        struct gate *gate = &node->gate[g];
        node->gate_count = g + 1;
        gate->value = (int64_t)(g + 1) * POINT;
        if (!format_check_keys(&level, FORMAT_LEVEL))
            continue;
        document_read_decimal(&level, "value", false, &gate->value);
        if (gate->value <= 0) {
            document_wrong(&level, "value", "must be above 0, which is no level");
            gate->value = (int64_t)(g + 1) * POINT;
        } else if (g > 0 && gate->value <= node->gate[g - 1].value)
            document_wrong(&level, "value",
                           "must be above that of the level before it");
        load_gate(loading, &level, number, gate);
    }
}

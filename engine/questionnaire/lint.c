#include "questionnaire/lint.h"

#include "base/text.h"
#include "questionnaire/format.h"

#include <string.h>

static bool is_wording(const char *key, const json_t *value)
{
    static const char *const known[] = {"title",    "text",  "help",
                                        "evidence", "label", "reason"};
    for (size_t i = 0; json_is_object(value) && i < sizeof known / sizeof *known; i++)
        if (strcmp(key, known[i]) == 0)
            return true;
    return false;
}

/* Every text lacking in a language of the definition. */
void lint_texts(const struct linting *linting, const struct part *part)
{
    const char *key;
    json_t *value;
    if (json_is_array(part->json))
        for (size_t i = 0; i < json_array_size(part->json); i++) {
            struct part item = document_read_item(part, i);
            lint_texts(linting, &item);
        }
    json_object_foreach((json_t *)part->json, key, value)
    {
        struct part member = document_read_member(part, key, false);
        /* Shared scales are told of in their own file. */
        if (part == linting->root && value == linting->scales->json
            && linting->scales->document != linting->root->document)
            continue;
        if (!is_wording(key, value)) {
            lint_texts(linting, &member);
            continue;
        }
        for (int language = 0; language < LANGUAGE_COUNT; language++)
            if (linting->questionnaire->language[language]
                && json_object_get(value, language_code[language]) == NULL)
                document_doubt(&member, NULL, "there is no text in \"%s\"",
                               language_code[language]);
    }
}

static bool is_used(const struct questionnaire *questionnaire,
                    const struct scale *scale)
{
    for (size_t q = 0; q < questionnaire->question_count; q++)
        if (questionnaire->question[q].scale == scale)
            return true;
    return false;
}

static bool same_name(const struct wording *one, const struct wording *other)
{
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        char left[256];
        char right[256];
        const char *a = one->in[language];
        const char *b = other->in[language];
        if (a != NULL && b != NULL
            && text_fold(left, sizeof left, a, strlen(a)) < sizeof left
            && text_fold(right, sizeof right, b, strlen(b)) < sizeof right
            && strcmp(left, right) == 0)
            return true;
    }
    return false;
}

/* Two codes that mean the same in every way: one of them is of no use. */
static void lint_options(const struct part *part, const struct scale *scale)
{
    struct part options = document_read_member(part, "options", false);
    size_t first = scale->kind == SCALE_CHOICE ? 0 : 1;
    for (size_t o = first; o < scale->option_count; o++)
        for (size_t p = first; p < o; p++) {
            const struct option *one = &scale->option[p];
            const struct option *other = &scale->option[o];
            struct part item = document_read_item(&options, o - first);
            if (one->state == other->state && one->state != OPTION_VALUE)
                document_doubt(&item, NULL,
                               "the codes \"%s\" and \"%s\" are both \"%s\"", one->code,
                               other->code, format_state[one->state - 1]);
        }
}

void lint_scales(const struct linting *linting)
{
    const struct questionnaire *questionnaire = linting->questionnaire;
    size_t declared = json_object_size(linting->scales->json);
    bool own = linting->scales->document == linting->root->document;
    for (size_t s = 0; s < declared; s++) {
        const struct scale *scale = &questionnaire->scale[s];
        struct part part = document_read_member(linting->scales, scale->id, false);
        /* A file of shared scales may hold more than one definition uses. */
        if (own && !is_used(questionnaire, scale))
            document_doubt(&part, NULL, "no question is answered on this scale");
        for (size_t other = 0; other < s; other++)
            if (same_name(&scale->title, &questionnaire->scale[other].title))
                document_doubt(&part, "title", "the scale \"%s\" has the same name",
                               questionnaire->scale[other].id);
        lint_options(&part, scale);
    }
}

/* Whether an area, a condition of a gate or one of another question looks at it. */
static bool is_looked_at(const struct questionnaire *questionnaire, uint32_t q)
{
    for (size_t n = 0; n < questionnaire->node_count; n++) {
        const struct node *node = &questionnaire->node[n];
        for (size_t i = 0; i < node->question_count; i++)
            if (node->question[i] == q)
                return true;
        for (size_t g = 0; g < node->gate_count; g++)
            for (size_t c = 0; c < node->gate[g].condition_count; c++)
                for (size_t i = 0; i < node->gate[g].condition[c].question_count; i++)
                    if (node->gate[g].condition[c].question[i] == q)
                        return true;
    }
    for (size_t other = 0; other < questionnaire->question_count; other++)
        for (size_t c = 0; c < questionnaire->question[other].condition_count; c++)
            if (questionnaire->question[other].condition[c].question == q)
                return true;
    return false;
}

/* The same of any layer or option of the question. */
static bool counts_anywhere(const struct questionnaire *questionnaire, uint32_t q)
{
    for (uint32_t part = q;
         part < questionnaire->question_count && questionnaire->question[part].of == q;
         part++)
        if (is_looked_at(questionnaire, part))
            return true;
    return false;
}

/* Whether some area counts the question by the weight it has of its own. */
static bool own_weight_counts(const struct questionnaire *questionnaire, uint32_t q)
{
    for (size_t n = 0; n < questionnaire->node_count; n++) {
        const struct node *node = &questionnaire->node[n];
        bool weighs = node->operation == OPERATION_WEIGHTED_MEAN
                      || node->operation == OPERATION_SUM
                      || node->operation == OPERATION_SHARE
                      || node->operation == OPERATION_POSSIBLE
                      || node->operation == OPERATION_LEVEL;
        bool alone = node->question_count == 1 && node->operation != OPERATION_SUM;
        for (size_t i = 0; weighs && !alone && i < node->question_count; i++)
            if (questionnaire->question[node->question[i]].of == q
                && node->question_weight[i] == questionnaire->question[q].weight)
                return true;
    }
    return false;
}

/* Whether the question says what it was in the edition before, and did not say so there
   already. */
static bool tells_of_itself(const struct question *question, const struct question *old)
{
    for (size_t r = 0; r < question->replaced_count; r++) {
        const struct replaced *replaced = &question->replaced[r];
        bool told = false;
        for (size_t o = 0; o < old->replaced_count; o++)
            told = told
                   || (strcmp(old->replaced[o].id, replaced->id) == 0
                       && old->replaced[o].comparable == replaced->comparable);
        if (strcmp(replaced->id, question->id) == 0 && !told)
            return true;
    }
    return false;
}

static void lint_merged(const struct part *part, const struct question *question)
{
    struct part replaces = document_read_member(part, "replaces", false);
    for (size_t r = 0; question->replaced_count > 1 && r < question->replaced_count;
         r++) {
        struct part item = document_read_item(&replaces, r);
        if (question->replaced[r].comparable)
            document_doubt(&item, "comparable",
                           "answers to several questions cannot be made into one, so "
                           "none is comparable");
    }
}

/* An id is for life, so other words under it are another question or need a word. */
static void lint_wording(const struct linting *linting, const struct part *part,
                         const struct question *question)
{
    if (linting->previous == NULL)
        return;
    uint32_t old =
        questionnaire_find(linting->previous, question->id, strlen(question->id));
    if (old == NAMES_NONE
        || tells_of_itself(question, &linting->previous->question[old]))
        return;
    const struct wording *before = &linting->previous->question[old].text;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        if (before->in[language] != NULL && question->text.in[language] != NULL
            && strcmp(before->in[language], question->text.in[language]) != 0) {
            document_doubt(part, "text",
                           "the wording is not that of edition \"%s\" under the same "
                           "id; say in \"replaces\" whether answers can be compared",
                           linting->previous->edition);
            return;
        }
}

void lint_questions(const struct linting *linting)
{
    const struct questionnaire *questionnaire = linting->questionnaire;
    struct part questions = document_read_member(linting->root, "questions", false);
    uint32_t q = 0;
    for (size_t i = 0; i < json_array_size(questions.json); i++) {
        struct part part = document_read_item(&questions, i);
        const struct question *question = &questionnaire->question[q];
        if (!counts_anywhere(questionnaire, q))
            document_doubt(&part, NULL, "the question \"%s\" stands in no dimension",
                           question->id);
        else if (json_object_get(part.json, "weight") != NULL
                 && !own_weight_counts(questionnaire, q))
            document_doubt(&part, "weight", "this weight has no effect anywhere");
        lint_merged(&part, question);
        lint_wording(linting, &part, question);
        while (q < questionnaire->question_count
               && &questionnaire->question[questionnaire->question[q].of] == question)
            q++;
    }
}

static bool weighs_areas(const struct node *node)
{
    return node->question_count == 0
           && (node->operation == OPERATION_WEIGHTED_MEAN
               || node->operation == OPERATION_SUM || node->operation == OPERATION_SHARE
               || node->operation == OPERATION_POSSIBLE
               || node->operation == OPERATION_LEVEL);
}

static void lint_area_weight(const struct questionnaire *questionnaire,
                             const struct part *part, uint32_t n)
{
    const struct node *node = &questionnaire->node[n];
    if (json_object_get(part->json, "weight") == NULL)
        return;
    if (node->parent == NAMES_NONE)
        document_doubt(part, "weight", "the weight of a dimension has no effect");
    else {
        const struct node *above = &questionnaire->node[node->parent];
        bool alone = node->parent + 1 == n && node->end == above->end
                     && above->operation != OPERATION_SUM;
        if (!weighs_areas(above) || alone)
            document_doubt(part, "weight",
                           "the area above makes nothing of this weight");
    }
}

/* An area and all below it; `number` is the node of the part and moves past them. */
static bool lint_area(struct linting *linting, const struct part *part,
                      uint32_t *number)
{
    uint32_t node = (*number)++;
    lint_area_weight(linting->questionnaire, part, node);
    if (!lint_reach(linting, part, node))
        return false;
    struct part areas = document_read_member(part, "areas", false);
    for (size_t i = 0; i < json_array_size(areas.json); i++) {
        struct part area = document_read_item(&areas, i);
        if (!lint_area(linting, &area, number))
            return false;
    }
    return true;
}

bool lint_areas(struct linting *linting)
{
    struct part dimensions = document_read_member(linting->root, "dimensions", false);
    uint32_t number = 0;
    for (size_t d = 0; d < json_array_size(dimensions.json); d++) {
        struct part dimension = document_read_item(&dimensions, d);
        if (!lint_area(linting, &dimension, &number))
            return false;
    }
    return true;
}

bool lint(const struct questionnaire *questionnaire,
          const struct questionnaire *previous, const struct part *root,
          const struct part *scales)
{
    struct linting linting = {.questionnaire = questionnaire,
                              .previous = previous,
                              .root = root,
                              .scales = scales};
    lint_texts(&linting, root);
    if (scales->document != root->document)
        lint_texts(&linting, scales);
    lint_scales(&linting);
    lint_sections(&linting);
    lint_questions(&linting);
    lint_reasons(&linting);
    bool ok = (lint_contradictions(&linting) && lint_areas(&linting))
              || document_out_of_memory(root->document);
    rational_room_release(&linting.room);
    return ok;
}

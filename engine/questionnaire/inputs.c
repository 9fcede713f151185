#include "base/exact.h"
#include "base/text.h"
#include "questionnaire/areas.h"
#include "questionnaire/format.h"

#include <string.h>

/* Which questions an area, or a condition of a gate, looks at, and with which weight.
 */

#define SUM_LIMIT ((wide)1 << 60)

bool listing_reserve(struct listing *listing, struct loading *loading)
{
    size_t count = loading->questionnaire->question_count;
    listing->question =
        document_take(loading->document, count, sizeof *listing->question);
    listing->weight = document_take(loading->document, count, sizeof *listing->weight);
    listing->list_of =
        document_take(loading->document, count, sizeof *listing->list_of);
    return listing->question != NULL && listing->weight != NULL
           && listing->list_of != NULL;
}

void listing_begin(struct listing *listing)
{
    listing->list_number++;
    listing->count = 0;
}

bool listing_has(const struct listing *listing, uint32_t question)
{
    return listing->list_of[question] == listing->list_number;
}

bool listing_add(struct listing *listing, uint32_t question, int32_t weight)
{
    if (listing_has(listing, question))
        return false;
    listing->list_of[question] = listing->list_number;
    listing->weight[question] = weight;
    listing->question[listing->count++] = question;
    return true;
}

void listing_add_below(struct listing *listing,
                       const struct questionnaire *questionnaire, uint32_t number)
{
    for (uint32_t n = number + 1; n < questionnaire->node[number].end; n++) {
        const struct node *node = &questionnaire->node[n];
        for (size_t i = 0; i < node->question_count; i++)
            listing_add(listing, node->question[i], node->question_weight[i]);
    }
}

/* The question itself, the first of its layers, or the one it is a member of. */
static uint32_t base_question(const struct questionnaire *questionnaire,
                              uint32_t question)
{
    while (questionnaire->question[question].of < question)
        question = questionnaire->question[question].of;
    return question;
}

/* Its other layers follow the first one of a question. */
static uint32_t in_layer(const struct questionnaire *questionnaire, uint32_t question,
                         const char *layer)
{
    if (layer == NULL)
        return question;
    for (uint32_t q = question; q < questionnaire->question_count; q++) {
        const char *other = questionnaire->question[q].layer;
        if (base_question(questionnaire, q) != question)
            break;
        if (other != NULL && strcmp(other, layer) == 0)
            return q;
    }
    return question;
}

static bool bears(const struct question *question, const char *tag)
{
    for (size_t t = 0; t < question->tag_count; t++)
        if (strcmp(question->tag[t], tag) == 0)
            return true;
    return false;
}

static bool bears_all(const struct questionnaire *questionnaire, uint32_t question,
                      const char *const *tag, size_t tag_count)
{
    uint32_t base = base_question(questionnaire, question);
    for (size_t t = 0; t < tag_count; t++)
        if (!bears(&questionnaire->question[base], tag[t]))
            return false;
    return true;
}

void list_tagged(struct loading *loading, const struct part *part, const char *key,
                 const struct listing *among, const char *layer)
{
    const struct questionnaire *questionnaire = loading->questionnaire;
    struct listing *listing = &loading->listing;
    const char **tag;
    size_t tag_count = document_read_strings(part, key, true, &tag);
    bool known = tag_count > 0;
    listing_begin(listing);
    for (size_t t = 0; t < tag_count; t++)
        known = tag_is_borne(questionnaire, part, key, tag[t]) && known;
    if (!known)
        return;
    if (among != NULL) {
        for (size_t i = 0; i < among->count; i++) {
            uint32_t q = among->question[i];
            if (bears_all(questionnaire, q, tag, tag_count))
                listing_add(listing, q, among->weight[q]);
        }
        return;
    }
    for (uint32_t q = 0; q < questionnaire->question_count; q++)
        if (questionnaire->question[q].of == q
            && bears_all(questionnaire, q, tag, tag_count)) {
            uint32_t chosen = in_layer(questionnaire, q, layer);
            listing_add(listing, chosen, questionnaire->question[chosen].weight);
        }
    if (listing->count == 0)
        document_wrong(part, key, "no question bears all of these tags");
}

/* NAMES_NONE after telling that there is no such question. */
static uint32_t find_question(const struct questionnaire *questionnaire,
                              const struct part *part, const char *key, const char *id)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    char hint[HINT_BYTES];
    uint32_t question = questionnaire_find(questionnaire, id, strlen(id));
    if (question == NAMES_NONE)
        document_wrong(part, key, "there is no question \"%s\"%s",
                       text_excerpt(excerpt, id, strlen(id)),
                       hint_nearest(hint, questionnaire_nearest(questionnaire, id)));
    return question;
}

/* An item of a list: an id, or an object with an id and a weight. */
static void list_question(struct loading *loading, const struct part *item,
                          const struct listing *own, const char *layer)
{
    const struct questionnaire *questionnaire = loading->questionnaire;
    char excerpt[TEXT_EXCERPT_BYTES];
    bool is_object = json_is_object(item->json);
    const char *key = is_object ? "question" : NULL;
    const char *id = json_string_value(item->json);
    int32_t given = 0;
    if (is_object) {
        format_check_keys(item, FORMAT_WEIGHTED_QUESTION);
        id = document_read_string(item, "question", true);
        if (document_read_member(item, "weight", true).json != NULL)
            load_weight(questionnaire, item, "weight", &given);
    } else if (id == NULL || *id == '\0')
        document_wrong(item, NULL,
                       own == NULL ? "must be the id of a question, or an object "
                                     "with a \"question\" and its \"weight\""
                                   : "must be the id of a question");
    uint32_t q = id == NULL || *id == '\0'
                     ? NAMES_NONE
                     : find_question(questionnaire, item, key, id);
    if (q == NAMES_NONE)
        return;
    q = in_layer(questionnaire, q, layer);
    int32_t weight = given > 0 ? given
                     : own != NULL && listing_has(own, q)
                         ? own->weight[q]
                         : questionnaire->question[q].weight;
    if (!listing_add(&loading->listing, q, weight))
        document_wrong(item, key, "the question \"%s\" stands here twice",
                       text_excerpt(excerpt, id, strlen(id)));
}

void list_questions(struct loading *loading, const struct part *part, const char *key,
                    const struct listing *own, const char *layer)
{
    struct part array = document_read_array(part, key, true, 1);
    listing_begin(&loading->listing);
    for (size_t i = 0; i < json_array_size(array.json); i++) {
        struct part item = document_read_item(&array, i);
        if (own != NULL && json_is_object(item.json))
            document_wrong(&item, NULL, "must be the id of a question");
        else
            list_question(loading, &item, own, layer);
    }
}

int64_t find_value_unit(const struct questionnaire *questionnaire)
{
    int64_t step = POINT;
    for (size_t s = 0; s < questionnaire->scale_count; s++) {
        const struct scale *scale = &questionnaire->scale[s];
        int64_t finest = POINT;
        for (int d = 0; scale->kind == SCALE_NUMBER && d < scale->decimals; d++)
            finest /= 10;
        step = finest < step ? finest : step;
        while (scale->lowest % step != 0 || scale->highest % step != 0
               || scale->target % step != 0)
            step /= 10;
        for (size_t o = 0; o < scale->option_count; o++)
            while (scale->option[o].value % step != 0)
                step /= 10;
    }
    return POINT / step;
}

void check_weight(const struct questionnaire *questionnaire, const struct part *part,
                  const char *key, int64_t weight)
{
    if (weight <= WEIGHT_LIMIT)
        return;
    if (questionnaire->weight_unit <= 1)
        document_wrong(part, key, "the weights add up to more than %d", WEIGHT_LIMIT);
    else
        document_wrong(part, key,
                       "the weights add up to more than %d steps of 1/%d, the largest "
                       "step that all weights are made of",
                       WEIGHT_LIMIT, (int)questionnaire->weight_unit);
}

/* The largest size of a question's value, in 1 / value_unit. */
static int64_t largest_size(const struct loading *loading, uint32_t q)
{
    const struct scale *scale = loading->questionnaire->question[q].scale;
    if (scale == NULL)
        return 0;
    int64_t size = -scale->lowest > scale->highest ? -scale->lowest : scale->highest;
    return size / (POINT / loading->value_unit);
}

/* Values are added up in 64 bits where areas are lowest. */
static void check_sums(const struct loading *loading, const struct part *part,
                       const char *key)
{
    const struct listing *listing = &loading->listing;
    int64_t weight = 0;
    wide sum = 0;
    for (size_t i = 0; i < listing->count; i++) {
        uint32_t q = listing->question[i];
        weight += listing->weight[q];
        sum += (wide)listing->weight[q] * largest_size(loading, q);
    }
    check_weight(loading->questionnaire, part, key, weight);
    if (weight <= WEIGHT_LIMIT && sum >= SUM_LIMIT)
        document_wrong(part, key,
                       "the weights and values of these questions are too large, or "
                       "have too many decimals, to be added up exactly");
}

void keep_listing(struct loading *loading, const struct part *part, const char *key,
                  uint32_t **question, int32_t **weight, size_t *count)
{
    const struct listing *listing = &loading->listing;
    check_sums(loading, part, key);
    loading->input_count += listing->count;
    if (loading->input_count > INPUT_LIMIT) {
        /* Told once. */
        if (loading->input_count - listing->count <= INPUT_LIMIT)
            document_wrong(part, key,
                           "areas and conditions have more than %d questions in all",
                           INPUT_LIMIT);
        *count = 0;
        return;
    }
    *question = document_take(loading->document, listing->count, sizeof **question);
    *weight = document_take(loading->document, listing->count, sizeof **weight);
    *count = *question == NULL || *weight == NULL ? 0 : listing->count;
    for (size_t i = 0; i < *count; i++) {
        (*question)[i] = listing->question[i];
        (*weight)[i] = listing->weight[listing->question[i]];
    }
}

void load_inputs(struct loading *loading, const struct part *part, struct node *node)
{
    bool selects = json_object_get(part->json, "select") != NULL;
    bool lists = json_object_get(part->json, "questions") != NULL;
    const char *key = selects ? "select" : "questions";
    if (!selects && !lists) {
        document_wrong(part, NULL, "\"questions\", \"select\" or \"areas\" is missing");
        return;
    }
    if (selects && lists)
        document_wrong(part, NULL,
                       "has \"questions\" and \"select\"; one of them is enough");
    if (selects)
        list_tagged(loading, part, key, NULL, node->layer);
    else
        list_questions(loading, part, key, NULL, node->layer);
    keep_listing(loading, part, key, &node->question, &node->question_weight,
                 &node->question_count);
}

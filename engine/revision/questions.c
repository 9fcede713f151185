/* What has changed from one question to the one that goes on from it. */

#include "revision/build.h"

#include <string.h>

/* Whether every text of one list is in the other. */
static bool holds_texts(const char *const *list, size_t count, const char *const *other,
                        size_t other_count)
{
    for (size_t i = 0; i < count; i++) {
        size_t j = 0;
        while (j < other_count && strcmp(list[i], other[j]) != 0)
            j++;
        if (j == other_count)
            return false;
    }
    return true;
}

static bool note_tags(struct building *building, struct revision_changes *list,
                      const struct revision_question *pair)
{
    const struct question *old = &building->revision->from->question[pair->from];
    const struct question *new = &building->revision->to->question[pair->to];
    if (holds_texts(old->tag, old->tag_count, new->tag, new->tag_count)
        && holds_texts(new->tag, new->tag_count, old->tag, old->tag_count))
        return true;
    compose(building);
    for (size_t t = 0; t < old->tag_count; t++)
        add_item(&building->before, old->tag[t]);
    for (size_t t = 0; t < new->tag_count; t++)
        add_item(&building->now, new->tag[t]);
    return note_composed(building, list, REVISION_TAGS, NULL);
}

static void add_layers(struct text *text, const struct questionnaire *questionnaire,
                       uint32_t question)
{
    for (uint32_t q = question; q < questionnaire->question_count
                                && whole_question(questionnaire, q) == question;
         q++)
        if (questionnaire->question[q].layer != NULL
            && !questionnaire->question[q].is_member)
            add_item(text, questionnaire->question[q].layer);
}

/* The codes of the groups a question applies to, where it does not apply to all. */
static void add_subset(struct text *text, const struct questionnaire *questionnaire,
                       uint32_t question)
{
    size_t applies = 0;
    for (size_t s = 0; s < questionnaire->subset_count; s++)
        applies += questionnaire->subset[s].applies[question];
    if (applies == questionnaire->subset_count)
        return;
    if (questionnaire->subset_column != NULL)
        text_print(text, "%s:", questionnaire->subset_column);
    if (applies == 0)
        text_add(text, questionnaire->subset_column == NULL ? "-" : " -");
    for (size_t s = 0, shown = 0; s < questionnaire->subset_count; s++)
        if (questionnaire->subset[s].applies[question])
            text_print(text, "%s%s", shown++ == 0 ? " " : ", ",
                       questionnaire->subset[s].code);
}

static void add_condition(struct text *text, const struct questionnaire *questionnaire,
                          const struct condition *condition)
{
    const struct question *asked = &questionnaire->question[condition->question];
    add_item(text, asked->id);
    const char *mark = " = ";
    for (size_t o = 0; o < asked->scale->option_count; o++)
        if (asked->scale->option[o].state == OPTION_VALUE
            && (condition->options >> o & 1) != 0) {
            text_print(text, "%s%s", mark, asked->scale->option[o].code);
            mark = "|";
        }
    if (condition->at_least != INT64_MIN) {
        text_add(text, " >= ");
        add_nano(text, condition->at_least);
    }
    if (condition->at_most != INT64_MAX) {
        text_add(text, " <= ");
        add_nano(text, condition->at_most);
    }
}

/* The same answers to what is the same question. */
static bool same_condition(const struct revision *revision, const struct condition *old,
                           const struct condition *new)
{
    const struct question *asked = &revision->from->question[old->question];
    const struct scale *scale = revision->to->question[new->question].scale;
    uint32_t other;
    if (old->at_least != new->at_least || old->at_most != new->at_most
        || !revision_comparable(revision->from, old->question, revision->to, &other)
        || other != new->question)
        return false;
    for (size_t o = 0; o < asked->scale->option_count; o++) {
        const struct option *option = find_code(scale, asked->scale->option[o].code);
        bool was = asked->scale->option[o].state == OPTION_VALUE
                   && (old->options >> o & 1) != 0;
        bool is = option != NULL && option->state == OPTION_VALUE
                  && (new->options >> (option - scale->option) & 1) != 0;
        if (was != is)
            return false;
    }
    return true;
}

static bool same_conditions(const struct revision *revision, const struct question *old,
                            const struct question *new)
{
    if (old->condition_count != new->condition_count)
        return false;
    for (size_t c = 0; c < old->condition_count; c++) {
        size_t n = 0;
        while (n < new->condition_count
               && !same_condition(revision, &old->condition[c], &new->condition[n]))
            n++;
        if (n == new->condition_count)
            return false;
    }
    return true;
}

static bool note_conditions(struct building *building, struct revision_changes *list,
                            const struct revision_question *pair)
{
    static const char *const when[] = {
        [NOT_ASKED_EXCLUDE] = "exclude", [NOT_ASKED_FLOOR] = "floor"};
    const struct revision *revision = building->revision;
    const struct question *old = &revision->from->question[pair->from];
    const struct question *new = &revision->to->question[pair->to];
    if (old->condition_count > 0 && new->condition_count > 0
        && !note(building, list, REVISION_WHEN_NOT_ASKED, NULL,
                 when[old->when_not_asked], when[new->when_not_asked]))
        return false;
    if (same_conditions(revision, old, new))
        return true;
    compose(building);
    for (size_t c = 0; c < old->condition_count; c++)
        add_condition(&building->before, revision->from, &old->condition[c]);
    for (size_t c = 0; c < new->condition_count; c++)
        add_condition(&building->now, revision->to, &new->condition[c]);
    return note_composed(building, list, REVISION_ASKED_IF, NULL);
}

static bool note_subset(struct building *building, struct revision_changes *list,
                        const struct revision_question *pair)
{
    compose(building);
    add_subset(&building->before, building->revision->from, pair->from);
    add_subset(&building->now, building->revision->to, pair->to);
    return note_composed(building, list, REVISION_SUBSET, NULL);
}

/* The lowest areas of a dimension that hold the question. */
static size_t add_places(struct text *text, const struct questionnaire *questionnaire,
                         uint32_t dimension, uint32_t question)
{
    uint32_t root = questionnaire->dimension[dimension].root;
    size_t count = 0;
    int32_t weight;
    for (uint32_t n = root; n < questionnaire->node[root].end; n++)
        if (holds_question(questionnaire, n, question, &weight)) {
            add_item(text, questionnaire->node[n].id);
            count++;
        }
    return count;
}

/* Whether every area that held the question still does. */
static bool stays(const struct revision *revision, uint32_t old_dimension,
                  uint32_t new_dimension, const struct revision_question *pair)
{
    uint32_t root = revision->from->dimension[old_dimension].root;
    int32_t weight;
    for (uint32_t n = root; n < revision->from->node[root].end; n++) {
        if (!holds_question(revision->from, n, pair->from, &weight))
            continue;
        uint32_t there =
            find_node(revision->to, new_dimension, revision->from->node[n].id);
        if (there == NAMES_NONE
            || !holds_question(revision->to, there, pair->to, &weight))
            return false;
    }
    return true;
}

static bool note_places(struct building *building, struct revision_changes *list,
                        const struct revision_question *pair)
{
    const struct revision *revision = building->revision;
    for (uint32_t d = 0; d < revision->to->dimension_count; d++) {
        const char *id = revision->to->dimension[d].id;
        uint32_t old = find_dimension(revision->from, id);
        if (old == NAMES_NONE)
            continue;
        compose(building);
        size_t before = add_places(&building->before, revision->from, old, pair->from);
        size_t now = add_places(&building->now, revision->to, d, pair->to);
        if (before == now && stays(revision, old, d, pair))
            continue;
        if (!note_composed(building, list, REVISION_AREAS, id))
            return false;
    }
    return true;
}

/* In an area of both editions, unless it only takes what is the question's own. */
static bool note_weight_in(struct building *building, struct revision_changes *list,
                           const struct revision_question *pair, uint32_t node,
                           int32_t now)
{
    const struct questionnaire *from = building->revision->from;
    const struct questionnaire *to = building->revision->to;
    const char *id = to->dimension[to->node[node].dimension].id;
    uint32_t dimension = find_dimension(from, id);
    uint32_t old = dimension == NAMES_NONE
                       ? NAMES_NONE
                       : find_node(from, dimension, to->node[node].id);
    int32_t before;
    if (old == NAMES_NONE || !holds_question(from, old, pair->from, &before)
        || (before == from->question[pair->from].weight
            && now == to->question[pair->to].weight))
        return true;
    compose(building);
    text_print(&building->before, "%s/%s", id, to->node[node].id);
    return text_check(&building->before, building->fault)
           && note_nano(building, list, REVISION_WEIGHT, building->before.bytes, true,
                        weight_nano(from, before), true, weight_nano(to, now));
}

static bool note_weights(struct building *building, struct revision_changes *list,
                         const struct revision_question *pair)
{
    const struct questionnaire *from = building->revision->from;
    const struct questionnaire *to = building->revision->to;
    int32_t weight;
    if (!note_nano(building, list, REVISION_WEIGHT, NULL, true,
                   weight_nano(from, from->question[pair->from].weight), true,
                   weight_nano(to, to->question[pair->to].weight)))
        return false;
    for (uint32_t n = 0; n < to->node_count; n++)
        if (holds_question(to, n, pair->to, &weight)
            && !note_weight_in(building, list, pair, n, weight))
            return false;
    return true;
}

static bool note_wordings(struct building *building, struct revision_changes *list,
                          const struct revision_question *pair)
{
    const struct question *old = &building->revision->from->question[pair->from];
    const struct question *new = &building->revision->to->question[pair->to];
    return note_wording(building, list, REVISION_TEXT, NULL, &old->text, &new->text)
           && note_wording(building, list, REVISION_HELP, NULL, &old->help, &new->help)
           && note_wording(building, list, REVISION_EVIDENCE, NULL, &old->evidence,
                           &new->evidence);
}

static bool note_reversed(struct building *building, struct revision_changes *list,
                          const struct revision_question *pair)
{
    bool was = building->revision->from->question[pair->from].reversed;
    bool is = building->revision->to->question[pair->to].reversed;
    return note(building, list, REVISION_REVERSED, NULL, was ? "true" : "false",
                is ? "true" : "false");
}

static bool note_layers(struct building *building, struct revision_changes *list,
                        const struct revision_question *pair)
{
    compose(building);
    add_layers(&building->before, building->revision->from, pair->from);
    add_layers(&building->now, building->revision->to, pair->to);
    return note_composed(building, list, REVISION_LAYERS, NULL);
}

static const struct {
    bool (*note)(struct building *building, struct revision_changes *list,
                 const struct revision_question *pair);
    enum revision_kind kind;
} comparison[] = {
    {note_wordings, REVISION_REWORDED},
    {note_reversed, REVISION_RESCALED},
    {note_places, REVISION_MOVED},
    {note_weights, REVISION_REWEIGHTED},
    {note_conditions, REVISION_CONDITIONED},
    {note_subset, REVISION_CONDITIONED},
    {note_tags, REVISION_TAGGED},
    {note_layers, REVISION_LAYERED},
};

bool compare_question(struct building *building, struct revision_question *question)
{
    unsigned several = 1u << REVISION_SPLIT | 1u << REVISION_MERGED;
    struct revision_changes *list = &question->changes;
    *list = changes_begin(building);
    if (question->from == NAMES_NONE || question->to == NAMES_NONE)
        return true;
    if ((question->kinds & several) != 0)
        return note_wordings(building, list, question);
    for (size_t i = 0; i < sizeof comparison / sizeof *comparison; i++) {
        size_t before = list->count;
        if (!comparison[i].note(building, list, question))
            return false;
        if (list->count > before)
            question->kinds |= 1u << comparison[i].kind;
    }
    return true;
}

#include "cli/diff.h"

#include "base/exact.h"
#include "cli/tree.h"

static json_t *text_or_null(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

static json_t *make_wording(const struct wording *wording)
{
    return wording == NULL ? json_null() : tree_wording(wording);
}

static json_t *make_side(const char *text, const struct wording *wording)
{
    return wording == NULL ? text_or_null(text) : make_wording(wording);
}

static json_t *make_change(const struct revision_change *change)
{
    json_t *object = json_object();
    bool ok =
        tree_put(object, "member", json_string(revision_member_name(change->member)))
        && tree_put(object, "of", text_or_null(change->of))
        && tree_put(object, "before", make_side(change->before, change->wording_before))
        && tree_put(object, "now", make_side(change->now, change->wording_now));
    return tree_finish(object, ok);
}

static json_t *make_changes(const struct revision *revision,
                            struct revision_changes changes)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t i = 0; ok && i < changes.count; i++)
        ok = json_array_append_new(array,
                                   make_change(&revision->change[changes.first + i]))
             == 0;
    return tree_finish(array, ok);
}

static json_t *make_kinds(unsigned kinds)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (int kind = 0; kind < REVISION_KIND_COUNT; kind++)
        ok = ok
             && ((kinds >> kind & 1) == 0
                 || json_array_append_new(array, json_string(diff_kind[kind])) == 0);
    return tree_finish(array, ok);
}

static json_t *make_counts(const struct diff_counts *counts, bool of_questions)
{
    static const unsigned kinds[2] = {
        1u << REVISION_ADDED | 1u << REVISION_REMOVED | 1u << REVISION_MOVED
            | 1u << REVISION_REWEIGHTED | 1u << REVISION_RETITLED
            | 1u << REVISION_RULED,
        (1u << REVISION_RETITLED) - 1,
    };
    json_t *object = json_object();
    bool ok =
        tree_put(object, "before", json_integer((json_int_t)counts->before))
        && tree_put(object, "now", json_integer((json_int_t)counts->now))
        && tree_put(object, "unchanged", json_integer((json_int_t)counts->unchanged));
    if (of_questions)
        ok = ok
             && tree_put(object, "not_comparable",
                         json_integer((json_int_t)counts->not_comparable));
    for (int kind = 0; kind < REVISION_KIND_COUNT; kind++)
        if ((kinds[of_questions] >> kind & 1) != 0)
            ok = ok
                 && tree_put(object, diff_kind[kind],
                             json_integer((json_int_t)counts->of_kind[kind]));
    return tree_finish(object, ok);
}

static json_t *make_edition(const struct questionnaire *questionnaire)
{
    json_t *object = json_object();
    bool ok = tree_put(object, "id", json_string(questionnaire->id))
              && tree_put(object, "edition", json_string(questionnaire->edition))
              && tree_put(object, "title", make_wording(&questionnaire->title))
              && tree_put(object, "hash", json_string(questionnaire->hash));
    return tree_finish(object, ok);
}

static json_t *make_id(const struct questionnaire *questionnaire, uint32_t question)
{
    return question == NAMES_NONE ? json_null()
                                  : json_string(questionnaire->question[question].id);
}

static json_t *make_obstacle(enum revision_verdict verdict)
{
    static const char *const name[REVISION_VERDICT_COUNT] = {
        [REVISION_DECLARED] = "declared",
        [REVISION_SCALE] = "scale",
        [REVISION_SEVERAL] = "several",
        [REVISION_LAYER] = "layer",
        [REVISION_APART] = "apart"};
    return text_or_null(name[verdict]);
}

static json_t *make_question(const struct revision *revision,
                             const struct revision_question *question)
{
    json_t *object = json_object();
    bool goes_on = question->from != NAMES_NONE && question->to != NAMES_NONE;
    bool ok =
        tree_put(object, "from", make_id(revision->from, question->from))
        && tree_put(object, "to", make_id(revision->to, question->to))
        && tree_put(object, "kinds", make_kinds(question->kinds))
        && tree_put(object, "comparable",
                    goes_on ? json_boolean(question->verdict == REVISION_COMPARABLE)
                            : json_null())
        && tree_put(object, "obstacle",
                    goes_on ? make_obstacle(question->verdict) : json_null())
        && tree_put(object, "reason", make_wording(question->reason))
        && tree_put(object, "changes", make_changes(revision, question->changes));
    return tree_finish(object, ok);
}

static json_t *make_questions(const struct revision *revision)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t i = 0; ok && i < revision->question_count; i++)
        ok = json_array_append_new(array,
                                   make_question(revision, &revision->question[i]))
             == 0;
    return tree_finish(array, ok);
}

/* The new questions on a pair of scales. */
static json_t *make_scale_questions(const struct revision *revision, uint32_t scale)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t i = 0; ok && i < revision->question_count; i++)
        if (revision->question[i].scale == scale && diff_is_first_to(revision, i))
            ok = json_array_append_new(array,
                                       make_id(revision->to, revision->question[i].to))
                 == 0;
    return tree_finish(array, ok);
}

static json_t *make_scale(const struct revision *revision, uint32_t number)
{
    const struct revision_scale *scale = &revision->scale[number];
    json_t *object = json_object();
    bool ok = tree_put(object, "from", json_string(scale->from->id))
              && tree_put(object, "to", json_string(scale->to->id))
              && tree_put(object, "same_values", json_boolean(scale->same_values))
              && tree_put(object, "questions", make_scale_questions(revision, number))
              && tree_put(object, "changes", make_changes(revision, scale->changes));
    return tree_finish(object, ok);
}

static json_t *make_scales(const struct revision *revision)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t s = 0; ok && s < revision->scale_count; s++)
        if (revision->scale[s].changes.count > 0)
            ok = json_array_append_new(array, make_scale(revision, s)) == 0;
    return tree_finish(array, ok);
}

static json_t *make_share(const struct revision_area *area)
{
    if (area->from == NAMES_NONE || area->to == NAMES_NONE)
        return json_null();
    json_t *object = json_object();
    bool ok = tree_put(object, "before",
                       json_real((double)area->comparable_before / (double)POINT))
              && tree_put(object, "now",
                          json_real((double)area->comparable_now / (double)POINT));
    return tree_finish(object, ok);
}

static json_t *make_area(const struct revision *revision,
                         const struct revision_area *area)
{
    const struct questionnaire *questionnaire =
        area->to == NAMES_NONE ? revision->from : revision->to;
    const struct node *node =
        &questionnaire->node[area->to == NAMES_NONE ? area->from : area->to];
    json_t *object = json_object();
    bool ok = tree_put(object, "dimension",
                       json_string(questionnaire->dimension[node->dimension].id))
              && tree_put(object, "area", json_string(node->id))
              && tree_put(object, "title", make_wording(&node->title))
              && tree_put(object, "kinds", make_kinds(area->kinds))
              && tree_put(object, "comparable_percent", make_share(area))
              && tree_put(object, "changes", make_changes(revision, area->changes));
    return tree_finish(object, ok);
}

static json_t *make_areas(const struct revision *revision)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t i = 0; ok && i < revision->area_count; i++)
        ok = json_array_append_new(array, make_area(revision, &revision->area[i])) == 0;
    return tree_finish(array, ok);
}

static json_t *make_all_counts(const struct revision *revision)
{
    struct diff_counts questions = diff_count_questions(revision);
    struct diff_counts areas = diff_count_areas(revision);
    json_t *object = json_object();
    bool ok = tree_put(object, "questions", make_counts(&questions, true))
              && tree_put(object, "areas", make_counts(&areas, false));
    return tree_finish(object, ok);
}

static json_t *make_revision(const struct revision *revision)
{
    json_t *root = json_object();
    bool ok =
        tree_put(root, "format", json_string("baseline-revision-1"))
        && tree_put(root, "from", make_edition(revision->from))
        && tree_put(root, "to", make_edition(revision->to))
        && tree_put(root, "counts", make_all_counts(revision))
        && tree_put(root, "definition", make_changes(revision, revision->definition))
        && tree_put(root, "questions", make_questions(revision))
        && tree_put(root, "scales", make_scales(revision))
        && tree_put(root, "areas", make_areas(revision));
    return tree_finish(root, ok);
}

bool diff_write_json(struct text *out, const struct revision *revision,
                     struct fault *fault)
{
    return tree_write(out, make_revision(revision), 15, fault);
}

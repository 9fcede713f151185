#include "cli/lift.h"

#include "base/exact.h"
#include "cli/lift_phrases.h"
#include "cli/tree.h"

#define DIGITS 15

static json_t *make_nano(int64_t nano)
{
    return json_real((double)nano / (double)POINT);
}

static json_t *make_figure(const struct lift_report *report, const struct lift *lift,
                           const struct lift_figure *figure)
{
    bool scored = figure->points >= 0;
    json_t *object = json_object();
    bool ok =
        tree_put(object, "state",
                 json_string(scored                                 ? "scored"
                             : figure->points == SCORE_TOO_FEW      ? "too_few_answers"
                             : figure->points == SCORE_NOT_RELEVANT ? "not_relevant"
                                                                    : "no_score"))
        && tree_put(object, "points", scored ? make_nano(figure->points) : json_null())
        && tree_put(object, "value",
                    scored ? make_nano(
                        lift_shown(report->questionnaire, lift->node, figure->value))
                           : json_null());
    return tree_finish(object, ok);
}

static json_t *make_codes(const struct scale *scale, uint64_t chosen)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t o = 0; ok && o < scale->option_count; o++)
        if ((chosen >> o & 1) != 0)
            ok = tree_add(array, json_string(scale->option[o].code));
    return tree_finish(array, ok);
}

static const char *state_of(const struct scale *scale, int code)
{
    if (code == ANSWER_NOT_ASKED)
        return "not_asked";
    if (code < 0 || (size_t)code >= scale->option_count)
        return "blank";
    return scale->option[code].state == OPTION_DONT_KNOW        ? "dont_know"
           : scale->option[code].state == OPTION_NOT_APPLICABLE ? "not_applicable"
                                                                : "answered";
}

static json_t *make_answer(const struct question *question,
                           const struct lift_answer *answer)
{
    const struct scale *scale = question->scale;
    bool known = answer->code >= 0 && (size_t)answer->code < scale->option_count;
    const struct option *option = known ? &scale->option[answer->code] : NULL;
    bool coded = known && option->state != OPTION_ELSEWHERE;
    bool given = known && !coded;
    json_t *object = json_object();
    bool ok =
        tree_put(object, "state", json_string(state_of(scale, answer->code)))
        && tree_put(object, "code", coded ? json_string(option->code) : json_null())
        && tree_put(object, "label", coded ? tree_wording(&option->label) : json_null())
        && tree_put(object, "codes",
                    given && scale->kind == SCALE_SEVERAL
                        ? make_codes(scale, answer->chosen)
                        : json_null())
        && tree_put(object, "number",
                    given && scale->kind == SCALE_NUMBER ? make_nano(answer->number)
                                                         : json_null());
    return tree_finish(object, ok);
}

static json_t *make_change(const struct lift_report *report, const struct lift *lift,
                           const struct lift_change *change)
{
    const struct question *question =
        &report->questionnaire->question[change->question];
    json_t *object = json_object();
    bool ok = tree_put(object, "question", json_string(question->id))
              && tree_put(object, "text", tree_wording(&question->text))
              && tree_put(object, "from", make_answer(question, &change->from))
              && tree_put(object, "to", make_answer(question, &change->to))
              && tree_put(object, "follow_up", json_boolean(change->follow_up))
              && tree_put(object, "steps", json_integer(change->steps))
              && tree_put(object, "after", make_figure(report, lift, &change->after));
    return tree_finish(object, ok);
}

static json_t *make_changes(const struct lift_report *report, const struct lift *lift)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t c = 0; ok && c < lift->change_count; c++)
        ok = tree_add(array, make_change(report, lift, &lift->change[c]));
    return tree_finish(array, ok);
}

static json_t *make_contradictions(const struct lift_report *report,
                                   const struct lift *lift)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t i = 0; ok && i < lift->contradiction_count; i++) {
        const struct contradiction *contradiction =
            &report->questionnaire->contradiction[lift->contradiction[i]];
        json_t *object = json_object();
        bool made = tree_put(object, "id", json_string(contradiction->id))
                    && tree_put(object, "text", tree_wording(&contradiction->text));
        ok = tree_add(array, tree_finish(object, made));
    }
    return tree_finish(array, ok);
}

static json_t *make_area(const struct lift_report *report, const struct lift *lift)
{
    const struct questionnaire *questionnaire = report->questionnaire;
    const struct node *node = &questionnaire->node[lift->node];
    const char *dimension = questionnaire->dimension[node->dimension].id;
    bool scored = lift->state != LIFT_NO_SCORE;
    json_t *object = json_object();
    bool ok =
        tree_put(object, "dimension", json_string(dimension))
        && tree_put(object, "area", json_string(node->id))
        && tree_put(object, "title", tree_wording(&node->title))
        && tree_put(object, "state", json_string(lift_state_key[lift->state]))
        && tree_put(object, "smallest", json_boolean(lift->smallest))
        && tree_put(object, "at_least", json_integer(lift->at_least))
        && tree_put(object, "on_scale",
                    json_boolean(lift_is_shown_on_scale(questionnaire, lift->node)))
        && tree_put(object, "target",
                    scored ? make_nano(lift_shown_target(questionnaire, lift))
                           : json_null())
        && tree_put(object, "now", make_figure(report, lift, &lift->now))
        && tree_put(object, "reached", make_figure(report, lift, &lift->reached))
        && tree_put_count(object, "answers", lift->change_count)
        && tree_put(object, "steps", json_integer(lift->steps))
        && tree_put_count(object, "questions", lift->question_count)
        && tree_put_count(object, "not_applicable", lift->not_applicable)
        && tree_put_count(object, "not_asked", lift->not_asked)
        && tree_put(object, "contradictions", make_contradictions(report, lift))
        && tree_put(object, "changes", make_changes(report, lift));
    return tree_finish(object, ok);
}

static json_t *make_areas(const struct lift_report *report)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t l = 0; ok && l < report->count; l++)
        ok = tree_add(array, make_area(report, &report->lift[l]));
    return tree_finish(array, ok);
}

static json_t *make_unit(const struct lift_report *report)
{
    json_t *object = json_object();
    bool ok =
        tree_put(object, "id", json_string(report->population->unit_id[report->unit]))
        && tree_put(object, "name",
                    json_string(report->population->unit_name[report->unit]));
    return tree_finish(object, ok);
}

bool lift_write_json(struct text *out, const struct lift_report *report,
                     struct fault *fault)
{
    json_t *root = json_object();
    bool ok =
        tree_put(root, "format", json_string("baseline-lift-1"))
        && tree_put(root, "audience", json_string("institution_and_owner"))
        && tree_put(root, "survey", tree_wording(&report->survey->title))
        && tree_put(root, "questionnaire", json_string(report->plan->questionnaire))
        && tree_put(root, "year", json_integer(report->plan->year))
        && tree_put(root, "edition", json_string(report->questionnaire->edition))
        && tree_put(root, "unit", make_unit(report))
        && tree_put(root, "simulated", json_boolean(report->simulated))
        && tree_put(root, "generated_register",
                    json_boolean(report->population->generated))
        && tree_put(root, "areas", make_areas(report));
    return tree_write(out, tree_finish(root, ok), DIGITS, fault);
}

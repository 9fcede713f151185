#include "cli/figure_json.h"

#include "base/exact.h"
#include "cli/explain_parts.h"
#include "cli/figure_phrases.h"
#include "cli/tree.h"

json_t *tree_nano(int64_t nano)
{
    return nano == NOTHING ? json_null() : json_real((double)nano / (double)POINT);
}

static json_t *make_workings(const struct figure_line *line)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t w = 0; ok && w < line->working_count; w++) {
        json_t *object = json_object();
        bool put = tree_put(object, "name",
                            json_string(working_words[line->working[w].name].key))
                   && tree_put(object, "value", json_string(line->working[w].value));
        ok = tree_add(array, tree_finish(object, put));
    }
    return tree_finish(array, ok);
}

static json_t *make_value(const struct figure_line *line)
{
    switch (line->kind) {
    case KIND_NANO:
        return tree_nano(line->value);
    case KIND_WHOLE:
        return json_integer(line->value);
    default:
        return json_null();
    }
}

static json_t *make_line(const struct figure_account *figure,
                         const struct figure_line *line)
{
    const struct figure_words *words = &figure_words[line->name];
    bool group = figure->subject == OF_GROUP;
    json_t *object = json_object();
    bool ok =
        tree_put(object, "name", json_string(figure_key[line->name]))
        && tree_put(object, "value", make_value(line))
        && tree_put(object, "words",
                    line->kind == KIND_WORDS ? tree_wording(&line->words) : json_null())
        && tree_put(object, "formula", tree_wording(&words->formula))
        && tree_put(object, "source", json_string(words->source))
        && tree_put(object, "workings", make_workings(line))
        && tree_put(object, "shown", group ? json_boolean(line->for_all) : json_null())
        && tree_put(object, "shown_to_owner",
                    group && figure->owned ? json_boolean(line->for_owner)
                                           : json_null())
        && tree_put(object, "needs_units",
                    line->needs > 0 ? json_integer(line->needs) : json_null());
    return tree_finish(object, ok);
}

static json_t *make_lines(const struct figure_account *figure)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t l = 0; ok && l < figure->line_count; l++)
        ok = tree_add(array, make_line(figure, &figure->line[l]));
    return tree_finish(array, ok);
}

/* What stands in the file and what this record gives there, whatever it is. */
static json_t *make_address(const struct figure_address *address)
{
    if (address->document == NULL)
        return json_null();
    json_t *object = json_object();
    bool ok = tree_put(object, "file", json_string(address->file))
              && tree_put(object, "pointer", json_string(address->pointer))
              && tree_put(object, "there",
                          address->there == NULL ? json_null()
                                                 : json_deep_copy(address->there))
              && tree_put(object, "here",
                          address->here == NULL ? json_null()
                                                : json_deep_copy(address->here));
    return tree_finish(object, ok);
}

static json_t *make_unit(const struct figure_account *figure, uint32_t unit)
{
    json_t *object = json_object();
    bool ok =
        tree_put(object, "id", json_string(figure->population->unit_id[unit]))
        && tree_put(object, "name", json_string(figure->population->unit_name[unit]));
    return tree_finish(object, ok);
}

static json_t *make_group(const struct level *level, uint32_t group)
{
    json_t *object = json_object();
    bool ok = tree_put(object, "level", json_string(level->id))
              && tree_put(object, "code", json_string(level->group[group].code))
              && tree_put(object, "name", tree_wording(&level->group[group].name));
    return tree_finish(object, ok);
}

static json_t *make_area(const struct questionnaire *rules, uint32_t n)
{
    const struct node *node = &rules->node[n];
    return json_sprintf("%s/%s", rules->dimension[node->dimension].id, node->id);
}

static const char *state_of(const struct figure_account *figure,
                            const struct member *member)
{
    if (member->row == NAMES_NONE)
        return score_state_code[SCORE_STATE_ABSENT];
    return figure->subject == OF_TURNOUT
               ? "answered"
               : score_state_code[state_of_points(member->points)];
}

static json_t *make_member(const struct figure_account *figure,
                           const struct member *member)
{
    const struct population *population = figure->population;
    bool points =
        figure->subject == OF_GROUP && member->row != NAMES_NONE && member->points >= 0;
    json_t *object = json_object();
    bool ok =
        tree_put(object, "id", json_string(population->unit_id[member->unit]))
        && tree_put(object, "name", json_string(population->unit_name[member->unit]))
        && tree_put(object, "state", json_string(state_of(figure, member)))
        && tree_put(object, "points", points ? tree_nano(member->points) : json_null());
    return tree_finish(object, ok);
}

static json_t *make_members(const struct figure_account *figure)
{
    const struct figure_steps *members = &figure->members;
    if (figure->subject != OF_GROUP && figure->subject != OF_TURNOUT)
        return json_null();
    json_t *listed = json_array();
    bool ok = listed != NULL;
    size_t count = members->member_count < figure->member_limit ? members->member_count
                                                                : figure->member_limit;
    for (size_t m = 0; ok && m < count; m++)
        ok = tree_add(listed, make_member(figure, &members->member[m]));
    listed = tree_finish(listed, ok);
    json_t *object = json_object();
    ok = tree_put_count(object, "eligible", members->member_count)
         && tree_put_count(object, "did_not_answer", members->absent)
         && tree_put(object, "listed", json_incref(listed))
         && tree_put_count(object, "unlisted", members->member_count - count);
    json_decref(listed);
    return tree_finish(object, ok);
}

static json_t *make_sister(const struct figure_account *figure,
                           const struct withheld_sister *sister)
{
    const struct level *level = &figure->population->level[figure->level];
    uint32_t n = measure_node(figure, sister->measure);
    uint32_t q = measure_question(figure, sister->measure);
    json_t *object = json_object();
    bool ok =
        tree_put(object, "group", make_group(level, sister->group))
        && tree_put(object, "area",
                    n == NAMES_NONE ? json_null() : make_area(figure->rules, n))
        && tree_put(object, "question",
                    q == NAMES_NONE ? json_null()
                                    : json_string(figure->rules->question[q].id))
        && tree_put(object, "n", json_integer(sister->n))
        && tree_put(object, "withheld", json_string(withheld_code[sister->withheld]));
    return tree_finish(object, ok);
}

static json_t *make_sisters(const struct figure_account *figure)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t s = 0; ok && s < figure->sister_count; s++)
        ok = tree_add(array, make_sister(figure, &figure->sister[s]));
    return tree_finish(array, ok);
}

static json_t *make_disclosure(const struct figure_account *figure)
{
    if (figure->subject != OF_GROUP)
        return json_null();
    const struct population *population = figure->population;
    const struct figures *figures =
        benchmark_figures(figure_round(figure)->benchmark, figure_measure(figure),
                          figure->level, figure->group);
    struct disclosure_limits limits = disclosure_limits(figure->disclosure);
    bool clusters = figure->level < population_owner_level(population);
    json_t *object = json_object();
    bool ok =
        tree_put(object, "withheld", json_string(withheld_code[figure->withheld]))
        && tree_put(object, "because", tree_wording(&withheld_words[figure->withheld]))
        && tree_put(object, "owner_sees_it",
                    json_boolean(figure->owned && figures->n > 0))
        && tree_put_count(object, "n", figures->n)
        && tree_put_count(object, "minimum_units", limits.units)
        && tree_put_count(object, "clusters", figures->clusters)
        && tree_put(object, "minimum_clusters",
                    clusters ? json_integer(limits.clusters) : json_null())
        && tree_put_count(object, "outside_largest_cluster",
                          figures->n - figures->largest_cluster)
        && tree_put(object, "minimum_outside",
                    clusters ? json_integer(limits.outside) : json_null())
        && tree_put(object, "beside", make_sisters(figure));
    return tree_finish(object, ok);
}

static bool put_subject(json_t *root, const struct figure_account *figure)
{
    static const char *const subject[] = {[OF_AREA] = "area",
                                          [OF_ANSWER] = "answer",
                                          [OF_GROUP] = "group",
                                          [OF_TURNOUT] = "turnout",
                                          [OF_NOTHING] = "stated"};
    return tree_put(root, "subject", json_string(subject[figure->subject]))
           && tree_put(root, "unit",
                       figure->unit == NAMES_NONE ? json_null()
                                                  : make_unit(figure, figure->unit))
           && tree_put(root, "group",
                       figure->level == SIZE_MAX
                           ? json_null()
                           : make_group(&figure->population->level[figure->level],
                                        figure->group))
           && tree_put(root, "area",
                       figure->node == NAMES_NONE
                           ? json_null()
                           : make_area(figure->rules, figure->node))
           && tree_put(root, "question",
                       figure->question == NAMES_NONE
                           ? json_null()
                           : json_string(figure->rules->question[figure->question].id));
}

static bool put_head(json_t *root, const struct figure_account *figure)
{
    const struct survey *survey = &figure->session->survey;
    const struct round_plan *plan = &survey->round[figure->round];
    const struct answers *answers =
        figure->series.round == NULL ? figure->given : figure_round(figure)->answers;
    return tree_put(root, "format", json_string("baseline-figure-1"))
           && tree_put(root, "audience", json_string("analysts"))
           && tree_put(root, "survey", tree_wording(&survey->title))
           && tree_put(root, "questionnaire", json_string(plan->questionnaire))
           && tree_put(root, "scoring",
                       figure->scoring == OWN_SCORING
                           ? json_null()
                           : json_string(survey->scoring[figure->scoring].id))
           && tree_put(root, "year", json_integer(plan->year))
           && tree_put(root, "edition", json_string(figure->rules->edition))
           && tree_put(root, "simulated",
                       json_boolean(answers != NULL && answers->simulated))
           && tree_put(root, "generated_register",
                       json_boolean(figure->population->generated))
           && tree_put(root, "disagreements",
                       explain_make_disagreements(&figure->unit_record.disagreements))
           && tree_put(root, "address", make_address(&figure->address));
}

bool figure_write_json(struct text *out, const struct figure_account *figure,
                       struct fault *fault)
{
    bool counts = figure->given != NULL;
    json_t *root = json_object();
    bool ok =
        put_head(root, figure) && put_subject(root, figure)
        && tree_put(root, "figures", make_lines(figure))
        && tree_put(root, "disclosure", make_disclosure(figure))
        && tree_put(root, "members", make_members(figure))
        && tree_put(root, "steps", figure_make_steps(figure))
        && tree_put(root, "questions", figure_make_questions(figure))
        && tree_put(root, "submissions",
                    figure->unit_record.questionnaire == NULL
                        ? json_array()
                        : explain_make_submissions(&figure->unit_record))
        && tree_put(root, "answers",
                    counts ? explain_make_answers(&figure->unit_record) : json_array());
    return tree_write(out, tree_finish(root, ok), 15, fault);
}

#include "base/exact.h"
#include "base/memory.h"
#include "cli/figure.h"

#include <inttypes.h>
#include <string.h>

/* A unit's area or answer: the answers that count, the way they are scored, and the
   steps on it. */

bool figure_make_record(struct figure_account *figure, struct fault *fault)
{
    struct explanation *record = &figure->unit_record;
    const struct session *session = figure->session;
    const struct questionnaire *edition = session_edition(session, figure->round);
    record->survey = &session->survey;
    record->plan = &session->survey.round[figure->round];
    record->questionnaire = edition;
    record->population = figure->population;
    record->unit = figure->unit;
    record->question = NAMES_NONE;
    if (!explanation_make(record, session, NULL, session->round_id[figure->round],
                          fault))
        return false;
    if (record->submission == NULL || !record->submission->stands)
        return true;
    figure->given = &record->answers;
    if (figure->rules != edition) {
        figure->given = &figure->recoded;
        if (!answers_recode(&figure->recoded, figure->rules, &record->answers, edition,
                            fault))
            return false;
    }
    return score_compute(&figure->scores, figure->rules, figure->population,
                         figure->given, fault)
           && score_explain(&figure->steps, figure->rules, figure->population,
                            figure->given, fault);
}

static void use_inputs(struct figure_account *figure, const struct input *input,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (input[i].is_area)
            figure->node_used[input[i].number] = true;
        else
            figure->question_used[input[i].number] = true;
    }
}

static void use_node(struct figure_account *figure, uint32_t n)
{
    const struct area_steps *area = &figure->steps.area[n];
    const struct node *node = &figure->rules->node[n];
    use_inputs(figure, area->input, area->input_count);
    for (size_t g = 0; area->gate != NULL && g < node->gate_count; g++)
        for (size_t c = 0; c < node->gate[g].condition_count; c++)
            use_inputs(figure, area->gate[g].condition[c].input,
                       area->gate[g].condition[c].input_count);
}

static void trace_part(struct figure_account *figure, uint32_t part)
{
    const struct questionnaire *edition = figure->unit_record.questionnaire;
    uint32_t source = figure->rules == edition
                          ? part
                          : answers_recode_source(figure->rules, part, edition);
    if (source != NAMES_NONE)
        figure->traced[source] = true;
}

/* The answers that a question of the rules was read from: its own, those to the options
   of one that takes several, and that to the whole for one of them. */
static void trace_question(struct figure_account *figure, uint32_t q)
{
    const struct question *question = &figure->rules->question[q];
    trace_part(figure, q);
    if (question->is_member)
        trace_part(figure, question->of);
    for (uint32_t m = 0; m < question->member_count; m++)
        trace_part(figure, question->member + m);
}

/* Areas look at those below them and at those of earlier dimensions: never at one that
   stands behind them in another. */
static bool follow_inputs(struct figure_account *figure, struct fault *fault)
{
    size_t nodes = figure->rules->node_count;
    size_t questions = figure->rules->question_count;
    bool changed = true;
    figure->node_used = memory_allocate(nodes, sizeof *figure->node_used);
    figure->question_used = memory_allocate(questions, sizeof *figure->question_used);
    figure->traced = memory_allocate(figure->unit_record.questionnaire->question_count,
                                     sizeof *figure->traced);
    bool *seen = memory_allocate(nodes, sizeof *seen);
    bool ok = (figure->node_used != NULL && figure->question_used != NULL
               && figure->traced != NULL && seen != NULL)
              || fault_memory(fault);
    if (ok && figure->node != NAMES_NONE)
        figure->node_used[figure->node] = true;
    else if (ok)
        figure->question_used[figure->question] = true;
    while (ok && changed) {
        changed = false;
        for (uint32_t n = 0; figure->steps.area != NULL && n < nodes; n++)
            if (figure->node_used[n] && !seen[n]) {
                use_node(figure, n);
                seen[n] = changed = true;
            }
    }
    for (uint32_t q = 0; ok && q < questions; q++)
        if (figure->question_used[q])
            trace_question(figure, q);
    memory_release(seen);
    figure->unit_record.wanted = figure->traced;
    return ok;
}

/* Both ways of scoring must have come to the same. */
static bool check_node(struct figure_account *figure, uint32_t n, struct fault *fault)
{
    const struct scores *one = &figure->scores;
    const struct scores *other = &figure->steps.scores;
    bool same = one->points[n] == other->points[n] && one->low[n] == other->low[n]
                && one->high[n] == other->high[n]
                && one->answered[n] == other->answered[n]
                && one->relevant[n] == other->relevant[n]
                && (one->value == NULL || one->value[n] == other->value[n])
                && (one->band == NULL || one->band[n] == other->band[n]);
    return same
           || figure_disagree(figure, fault,
                              "%s: the steps do not come to the area's score",
                              figure->rules->node[n].id, "");
}

static void add_score_lines(struct figure_account *figure, const struct node *node)
{
    uint32_t n = figure->node;
    const struct scores *scores = &figure->scores;
    const struct area_steps *area = &figure->steps.area[n];
    const struct scale *scale = figure->rules->headline;
    bool scored = scores->points[n] >= 0;
    int64_t points = scored ? scores->points[n] : NOTHING;
    struct figure_line *line = figure_add_line(figure, NAMED_POINTS);
    line_set_nano(line, points);
    if (scored) {
        line_add_rational(figure, line, WORKING_VALUE, area->value[FIGURE_SCORE]);
        line_add_rational(figure, line, WORKING_LOWEST, node->lowest);
        line_add_rational(figure, line, WORKING_HIGHEST, node->highest);
        line_add_rational(figure, line, WORKING_EXACT, area->points[FIGURE_SCORE]);
    }
    if (node_has_own_range(node)) {
        line = figure_add_line(figure, NAMED_VALUE);
        line_set_nano(line, scored ? scores_value(scores, n, 0) : NOTHING);
        if (scored)
            line_add_rational(figure, line, WORKING_EXACT, area->value[FIGURE_SCORE]);
    }
    line = figure_add_line(figure, NAMED_SCORE);
    line_set_nano(line, NOTHING);
    if (scored) {
        const struct disclosed on = {.scale_lowest = scale->lowest,
                                     .scale_highest = scale->highest};
        line_set_nano(line, disclosed_on_scale(&on, points));
        line_add_nano(figure, line, WORKING_POINTS, points);
        line_add_nano(figure, line, WORKING_LOWEST, scale->lowest);
        line_add_nano(figure, line, WORKING_HIGHEST, scale->highest);
    }
}

static void add_bound(struct figure_account *figure, enum figure_name name,
                      enum figure bound, int64_t points)
{
    struct figure_line *line = figure_add_line(figure, name);
    line_set_nano(line, points < 0 ? NOTHING : points);
    if (points >= 0)
        line_add_rational(figure, line, WORKING_EXACT,
                          figure->steps.area[figure->node].points[bound]);
}

/* Coverage in the weights' own measure, as results have it. */
static int64_t weight_in_nano(const struct figure_account *figure, int64_t weight)
{
    return divide_rounded((wide)weight * POINT, figure->rules->weight_unit);
}

static void add_coverage_lines(struct figure_account *figure, const struct node *node)
{
    uint32_t n = figure->node;
    const struct scores *scores = &figure->scores;
    int64_t answered = weight_in_nano(figure, scores->answered[n]);
    int64_t relevant = weight_in_nano(figure, scores->relevant[n]);
    bool none = scores->points[n] == SCORE_NONE;
    struct figure_line *line = figure_add_line(figure, NAMED_ANSWERED_WEIGHT);
    line_set_nano(line, none ? 0 : answered);
    line = figure_add_line(figure, NAMED_RELEVANT_WEIGHT);
    line_set_nano(line, none ? 0 : relevant);
    line = figure_add_line(figure, NAMED_COVERAGE);
    line_set_nano(line, scores->relevant[n] > 0 ? divide_rounded(
                            (wide)scores->answered[n] * POINT, scores->relevant[n])
                                                : NOTHING);
    line_add_nano(figure, line, WORKING_ANSWERED, answered);
    line_add_nano(figure, line, WORKING_RELEVANT, relevant);
    line_add_rational(
        figure, line, WORKING_LEAST_COVERAGE,
        rational_of(node->coverage_numerator, node->coverage_denominator));
}

static void add_band_line(struct figure_account *figure, const struct node *node)
{
    int8_t band =
        figure->scores.band == NULL ? BAND_NONE : figure->scores.band[figure->node];
    if (node->band_count == 0)
        return;
    struct figure_line *line = figure_add_line(figure, NAMED_BAND);
    if (band == BAND_NONE)
        return;
    line->kind = KIND_WORDS;
    line->words = node->band[band].title;
    line_add_rational(figure, line, WORKING_VALUE,
                      figure->steps.area[figure->node].value[FIGURE_SCORE]);
    line_add_nano(figure, line, WORKING_FROM, node->band[band].from);
}

bool figure_make_area(struct figure_account *figure, struct fault *fault)
{
    const struct node *node = &figure->rules->node[figure->node];
    bool ok = follow_inputs(figure, fault);
    if (!ok || figure->steps.area == NULL)
        return ok;
    for (uint32_t n = 0; ok && n < figure->rules->node_count; n++)
        ok = !figure->node_used[n] || check_node(figure, n, fault);
    add_score_lines(figure, node);
    add_bound(figure, NAMED_LOW, FIGURE_LOW, figure->scores.low[figure->node]);
    add_bound(figure, NAMED_HIGH, FIGURE_HIGH, figure->scores.high[figure->node]);
    add_coverage_lines(figure, node);
    add_band_line(figure, node);
    return ok;
}

static void add_rule(struct figure_account *figure, struct figure_line *line)
{
    static const char *const rule[] = {[RULE_SKIP] = "skip",
                                       [RULE_ZERO] = "zero",
                                       [RULE_FLOOR] = "floor",
                                       [RULE_TARGET] = "target",
                                       [RULE_BLOCK] = "block"};
    static const int lack[ANSWER_STATE_COUNT] = {
        [ANSWER_STATE_BLANK] = LACK_BLANK + 1,
        [ANSWER_STATE_DONT_KNOW] = LACK_DONT_KNOW + 1,
        [ANSWER_STATE_NOT_APPLICABLE] = LACK_NOT_APPLICABLE + 1,
    };
    int which = lack[figure->scores.state[figure->question]];
    if (which > 0)
        line_add_text(figure, line, WORKING_RULE, rule[figure->rules->rule[which - 1]]);
}

bool figure_make_answer(struct figure_account *figure, struct fault *fault)
{
    uint32_t q = figure->question;
    const struct question *question = &figure->rules->question[q];
    bool ok = follow_inputs(figure, fault);
    if (!ok || figure->steps.area == NULL)
        return ok;
    int64_t points =
        score_question(&figure->scores, figure->rules, figure->given, q, 0);
    bool valid = figure->scores.state[q] == ANSWER_STATE_VALID;
    struct figure_line *line = figure_add_line(figure, NAMED_POINTS);
    line_set_nano(line, points < 0 ? NOTHING : points);
    if (valid)
        line_add_nano(figure, line, WORKING_VALUE,
                      score_answer_value(figure->rules, figure->given, q, 0));
    add_rule(figure, line);
    line_add_nano(figure, line, WORKING_LOWEST, question->scale->lowest);
    line_add_nano(figure, line, WORKING_HIGHEST, question->scale->highest);
    if (question->reversed)
        line_add_text(figure, line, WORKING_REVERSED, "1");
    if (question->number == NAMES_NONE)
        return true;
    line = figure_add_line(figure, NAMED_NUMBER);
    if (valid)
        line_set_nano(line, answers_number(figure->given, question, 0));
    return true;
}

#include "base/exact.h"
#include "cli/figure_page.h"
#include "cli/page.h"

/* The areas on the way to a score, one under the other. */

#define NAME_WIDTH 20

static struct rational weight_of(const struct figure_page *page,
                                 const struct node *node, int64_t weight)
{
    return rational_of(weight, node->operation == OPERATION_MEAN
                                   ? 1
                                   : page->figure->rules->weight_unit);
}

/* Why an input is not in the score, or is there without a value of its own. */
static void add_rule(const struct figure_page *page, const struct input *input)
{
    static const enum figure_phrase phrase[] = {[INPUT_MISSING] = FIGURE_MISSING,
                                                [INPUT_BLOCKS] = FIGURE_BLOCKS,
                                                [INPUT_LEFT_OUT] = FIGURE_LEFT_OUT};
    if (input->state != INPUT_COUNTS)
        text_add(page->out, figure_say(page, phrase[input->state]));
    else if (input->lacks)
        text_print(page->out, figure_say(page, FIGURE_BY_RULE),
                   wording_in(&rule_words[input->rule].name, page->language));
}

/* The question's or the area's name, and what was answered or came of it. */
static const char *add_name(const struct figure_page *page, const struct input *input,
                            bool gate)
{
    const struct figure_account *figure = page->figure;
    const struct questionnaire *rules = figure->rules;
    struct text name = {0};
    const struct wording *state;
    if (input->is_area) {
        const struct node *node = &rules->node[input->number];
        text_print(&name, "%s/%s", rules->dimension[node->dimension].id, node->id);
        int64_t points = figure->scores.points[input->number];
        state = &score_state_words[state_of_points(points)];
    } else {
        text_add(&name, rules->question[input->number].id);
        state = &answer_state_words[figure->scores.state[input->number]];
    }
    page->out->short_of_memory |= name.short_of_memory;
    text_add(page->out, gate ? "        " : "    ");
    if (!name.short_of_memory)
        page_add_left(page->out, name.bytes, NAME_WIDTH);
    text_release(&name);
    return wording_in(state, page->language);
}

/* Where on its scale the answer lies that the points are of. */
static void add_place(const struct figure_page *page, const struct input *input)
{
    const struct figure_account *figure = page->figure;
    const struct question *question = &figure->rules->question[input->number];
    if (input->is_area || figure->scores.state[input->number] != ANSWER_STATE_VALID)
        return;
    text_add(page->out, ": ");
    figure_add_nano(page,
                    score_answer_value(figure->rules, figure->given, input->number, 0));
    text_print(page->out, " %s ", figure_say(page, FIGURE_ON_SCALE));
    figure_add_nano(page, question->scale->lowest);
    text_add(page->out, "–");
    figure_add_nano(page, question->scale->highest);
    if (question->reversed)
        text_print(page->out, ", %s",
                   wording_in(&working_words[WORKING_REVERSED].name, page->language));
}

static void add_input(const struct figure_page *page, const struct node *node,
                      const struct input *input, bool gate)
{
    const char *state = add_name(page, input, gate);
    text_print(page->out, " %s ", figure_say(page, FIGURE_WEIGHT));
    figure_add_exact(page, weight_of(page, node, input->weight));
    text_add(page->out, "  ");
    if (input->state == INPUT_COUNTS) {
        figure_add_exact(page, input->figure[FIGURE_SCORE]);
        text_add(page->out, "  ");
    }
    text_add(page->out, state);
    add_place(page, input);
    text_add(page->out, "  ");
    add_rule(page, input);
    if (gate && input->state != INPUT_LEFT_OUT)
        text_print(
            page->out, "%s%s", input->lacks ? ", " : "",
            figure_say(page, input->reached ? FIGURE_REACHES : FIGURE_REACHES_NOT));
    page_end_line(page->out);
}

static void begin(const struct figure_page *page, enum figure_phrase phrase)
{
    text_print(page->out, "    %s ", figure_say(page, phrase));
}

static void end(const struct figure_page *page, struct rational value)
{
    figure_add_exact(page, value);
    text_add_character(page->out, '\n');
}

static void add_titled(const struct figure_page *page, const struct wording *title)
{
    if (wording_in(title, page->language)[0] == '\0')
        return;
    text_add(page->out, " \"");
    page_add_words(page->out, wording_in(title, page->language));
    text_add_character(page->out, '"');
}

/* What a sum or a mean of the inputs comes to. */
static void add_found(const struct figure_page *page, enum gate_test test,
                      const struct found *found)
{
    struct rational_room room = {0};
    struct rational value = found->sum;
    int64_t below = test == TEST_SUM ? page->figure->rules->weight_unit : found->weight;
    if ((test != TEST_SUM && test != TEST_MEAN) || found->applying == 0)
        return;
    if (rational_divide(&value, value, rational_of(below, 1), &room)) {
        text_add(page->out, " (");
        figure_add_exact(page, value);
        text_add_character(page->out, ')');
    } else
        page->out->short_of_memory = true;
    rational_room_release(&room);
}

/* "all ≥ 4, 1 of 2 reached: DOES NOT HOLD", and the inputs below it. */
static void add_condition(const struct figure_page *page, const struct node *node,
                          const struct gate_condition *condition,
                          const struct condition_steps *steps)
{
    const struct found *found = &steps->found[FIGURE_SCORE];
    bool counted = condition->test == TEST_SHARE || condition->test == TEST_COUNT_OF;
    text_print(page->out, "      %s",
               wording_in(&test_words[condition->test].name, page->language));
    add_found(page, condition->test, found);
    text_add(page->out, " ≥ ");
    figure_add_nano(page, condition->at_least);
    if (counted) {
        text_print(page->out, ", %s ", figure_say(page, FIGURE_AT_LEAST));
        figure_add_nano(page, condition->passing);
    }
    text_add(page->out, ", ");
    text_print(page->out, figure_say(page, FIGURE_REACHED_OF), (int)found->reached,
               (int)found->applying);
    text_print(
        page->out, ": %s\n",
        figure_say(page, steps->holds[FIGURE_SCORE] ? FIGURE_HOLDS : FIGURE_FAILS));
    for (size_t i = 0; i < steps->input_count; i++)
        add_input(page, node, &steps->input[i], true);
}

/* The gates up to the one that binds: the first that is not reached. */
static void add_gates(const struct figure_page *page, const struct node *node,
                      const struct area_steps *area)
{
    bool bound = false;
    for (size_t g = 0; area->gate != NULL && g < node->gate_count; g++) {
        const struct gate *gate = &node->gate[g];
        const struct gate_steps *steps = &area->gate[g];
        bool holds = steps->holds[FIGURE_SCORE];
        text_add(page->out, "    ");
        text_print(page->out, "%s ",
                   wording_in(&operation_words[OPERATION_LEVEL].name, page->language));
        figure_add_nano(page, gate->value);
        add_titled(page, &gate->title);
        text_print(page->out, ": %s\n",
                   figure_say(page, !steps->applies  ? FIGURE_GATE_EMPTY
                                    : holds && bound ? FIGURE_GATE_ABOVE
                                    : holds          ? FIGURE_GATE_HOLDS
                                    : bound          ? FIGURE_GATE_FAILS
                                                     : FIGURE_GATE_BINDS));
        bound = bound || !holds;
        for (size_t c = 0; c < gate->condition_count; c++)
            add_condition(page, node, &gate->condition[c], &steps->condition[c]);
    }
}

/* What the operation makes of them: "150 / 2 = 75", and of a sum "-1 + 4.75 = 3.75". */
static void add_combined(const struct figure_page *page, const struct node *node,
                         const struct area_steps *area)
{
    bool sum = node->operation == OPERATION_SUM;
    begin(page, FIGURE_COMBINED);
    if (sum) {
        figure_add_nano(page, node->start);
        text_add(page->out, " + ");
        figure_add_exact(page, area->above[FIGURE_SCORE]);
        text_add(page->out, " = ");
    } else if (node->operation != OPERATION_LEVEL && node->operation != OPERATION_MIN
               && node->operation != OPERATION_MAX) {
        figure_add_exact(page, area->above[FIGURE_SCORE]);
        text_add(page->out, " / ");
        figure_add_exact(page, area->below[FIGURE_SCORE]);
        text_add(page->out, " = ");
    }
    end(page, area->combined[FIGURE_SCORE]);
}

/* From the operation's result to the points that are kept. */
static void add_result(const struct figure_page *page, uint32_t n)
{
    const struct figure_account *figure = page->figure;
    const struct node *node = &figure->rules->node[n];
    const struct area_steps *area = &figure->steps.area[n];
    add_combined(page, node, area);
    if (node->has_range) {
        text_add(page->out, "    ");
        struct text lowest = {0};
        struct text highest = {0};
        rational_write(&lowest, node->lowest);
        rational_write(&highest, node->highest);
        page->out->short_of_memory |= lowest.short_of_memory || highest.short_of_memory;
        if (!page->out->short_of_memory)
            text_print(page->out, figure_say(page, FIGURE_RANGED), lowest.bytes,
                       highest.bytes);
        text_release(&lowest);
        text_release(&highest);
        text_add_character(page->out, ' ');
        end(page, area->ranged[FIGURE_SCORE]);
    }
    if (node->rounding != ROUNDING_NONE) {
        text_add(page->out, "    ");
        text_print(page->out, figure_say(page, FIGURE_ROUNDED),
                   wording_in(&rounding_words[node->rounding].name, page->language),
                   node->decimals);
        text_add_character(page->out, ' ');
        end(page, area->value[FIGURE_SCORE]);
    }
    begin(page, FIGURE_TO_POINTS);
    end(page, area->points[FIGURE_SCORE]);
}

static void add_bounds(const struct figure_page *page, uint32_t n)
{
    const struct figure_account *figure = page->figure;
    const struct node *node = &figure->rules->node[n];
    const struct area_steps *area = &figure->steps.area[n];
    struct text low = {0};
    struct text high = {0};
    const struct figure_page of_low = {&low, figure, page->language};
    const struct figure_page of_high = {&high, figure, page->language};
    figure_add_exact(&of_low, area->has_figures ? weight_of(page, node, area->answered)
                                                : rational_of(0, 1));
    figure_add_exact(&of_high, weight_of(page, node, area->relevant));
    text_add(page->out, "    ");
    if (!low.short_of_memory && !high.short_of_memory)
        text_print(page->out, figure_say(page, FIGURE_COVERED), low.bytes, high.bytes,
                   (int)node->coverage_numerator, (int)node->coverage_denominator);
    text_add_character(page->out, '\n');
    text_clear(&low);
    text_clear(&high);
    if (area->has_figures) {
        figure_add_exact(&of_low, area->points[FIGURE_LOW]);
        figure_add_exact(&of_high, area->points[FIGURE_HIGH]);
        text_add(page->out, "    ");
        if (!low.short_of_memory && !high.short_of_memory)
            text_print(page->out, figure_say(page, FIGURE_BOUNDS), low.bytes,
                       high.bytes);
        text_add_character(page->out, '\n');
    }
    page->out->short_of_memory |= low.short_of_memory || high.short_of_memory;
    text_release(&low);
    text_release(&high);
}

static void add_node(const struct figure_page *page, uint32_t n)
{
    const struct figure_account *figure = page->figure;
    const struct node *node = &figure->rules->node[n];
    const struct area_steps *area = &figure->steps.area[n];
    int64_t points = figure->scores.points[n];
    text_print(page->out, "\n  %s/%s ", figure->rules->dimension[node->dimension].id,
               node->id);
    page_add_words(page->out, wording_in(&node->title, page->language));
    text_add(page->out, "\n    ");
    if (node->operation == OPERATION_NONE) {
        text_print(page->out, "%s\n",
                   wording_in(&score_state_words[SCORE_STATE_NONE], page->language));
        return;
    }
    bool points_of = node->measure == MEASURE_POINTS;
    text_print(page->out,
               figure_say(page, node->operation == OPERATION_LEVEL
                                    ? FIGURE_MADE_OF_GATES
                                : points_of ? FIGURE_MADE_OF_POINTS
                                            : FIGURE_MADE_OF_VALUES),
               wording_in(&operation_words[node->operation].name, page->language));
    if (node->operation == OPERATION_SHARE) {
        begin(page, FIGURE_AT_LEAST);
        figure_add_nano(page, node->at_least);
        text_add_character(page->out, '\n');
    }
    if (node->operation == OPERATION_LEVEL)
        add_gates(page, node, area);
    else
        for (size_t i = 0; i < area->input_count; i++)
            add_input(page, node, &area->input[i], false);
    if (points >= 0)
        add_result(page, n);
    else {
        text_add(page->out, "    ");
        text_print(page->out, figure_say(page, FIGURE_STATE),
                   area->blocked
                       ? figure_say(page, FIGURE_BLOCKED)
                       : wording_in(&score_state_words[state_of_points(points)],
                                    page->language));
        text_add_character(page->out, '\n');
    }
    add_bounds(page, n);
}

void figure_add_steps(const struct figure_page *page)
{
    const struct figure_account *figure = page->figure;
    text_print(page->out, "\n%s", figure_say(page, FIGURE_STEPS));
    add_node(page, figure->node);
    for (uint32_t n = 0; n < figure->rules->node_count; n++)
        if (figure->node_used[n] && n != figure->node)
            add_node(page, n);
}

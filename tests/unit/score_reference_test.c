#include "score/score.h"

#include "model.h"
#include "steps.h"

/* The scores of chance-made definitions and answers against a slow and obvious
   reference: the sentences of STATISTICS 1.1 to 1.4, one at a time, in fractions. */

static struct model model;

struct fraction {
    wide numerator;
    wide denominator;
};

static struct fraction reduced(wide numerator, wide denominator)
{
    wide a = numerator;
    wide b = denominator;
    while (b != 0) {
        wide rest = a % b;
        a = b;
        b = rest;
    }
    return (struct fraction){numerator / a, denominator / a};
}

static struct fraction plus(struct fraction a, struct fraction b)
{
    return reduced(a.numerator * b.denominator + b.numerator * a.denominator,
                   a.denominator * b.denominator);
}

static struct fraction times(struct fraction a, int64_t numerator, int64_t denominator)
{
    return reduced(a.numerator * numerator, a.denominator * denominator);
}

/* 10^11 a in two steps, so that denominators of 32 digits fit. */
static int64_t rounded(struct fraction a)
{
    wide first = a.numerator * 100000;
    wide second = first % a.denominator * 1000000;
    wide whole = first / a.denominator * 1000000 + second / a.denominator;
    return (int64_t)whole + (2 * (second % a.denominator) >= a.denominator ? 1 : 0);
}

/* What one answer is worth. */
struct worth {
    bool applies;
    bool valid;
    struct fraction x;
};

static bool reference_shown(uint32_t q, uint32_t row)
{
    const struct question *question = &model.question[q];
    if (question->condition_count == 0)
        return true;
    const struct condition *condition = question->condition;
    const struct question *parent = &model.question[condition->question];
    int8_t code = *model_answer(&model, condition->question, row);
    return code >= 0 && reference_shown(condition->question, row)
           && parent->scale->option[code].state == OPTION_VALUE
           && (condition->options >> code & 1) == 1;
}

/* What becomes of a question that is not shown: it counts as its lowest below an answer
   or what counts as one, applies without an answer below what has none, and else is
   gone. */
static struct worth reference_fate(uint32_t q, uint32_t row)
{
    const struct question *question = &model.question[q];
    struct fraction zero = {0, 1};
    if (question->when_not_asked != NOT_ASKED_FLOOR)
        return (struct worth){false, false, zero};
    uint32_t above = question->condition->question;
    int8_t code = *model_answer(&model, above, row);
    if (code == ANSWER_NOT_ASKED)
        return (struct worth){false, false, zero};
    if (!reference_shown(above, row))
        return reference_fate(above, row);
    if (code == ANSWER_BLANK)
        return (struct worth){true, false, zero};
    enum option_state said = model.question[above].scale->option[code].state;
    return (struct worth){said != OPTION_NOT_APPLICABLE, said == OPTION_VALUE, zero};
}

static struct worth reference_worth(uint32_t q, uint32_t row)
{
    const struct question *question = &model.question[q];
    const struct scale *scale = question->scale;
    int8_t code = *model_answer(&model, q, row);
    struct fraction zero = {0, 1};
    if (code == ANSWER_NOT_ASKED)
        return (struct worth){false, false, zero};
    if (!reference_shown(q, row)) {
        struct worth fate = reference_fate(q, row);
        return (struct worth){fate.applies, fate.valid, zero};
    }
    if (code == ANSWER_BLANK)
        return (struct worth){true, false, zero};
    const struct option *option = &scale->option[code];
    if (option->state == OPTION_NOT_APPLICABLE)
        return (struct worth){false, false, zero};
    if (option->state == OPTION_DONT_KNOW)
        return (struct worth){
            true, model.questionnaire.rule[LACK_DONT_KNOW] == RULE_ZERO, zero};
    int64_t up = question->reversed ? scale->highest - option->value
                                    : option->value - scale->lowest;
    return (struct worth){true, true, reduced(up, scale->highest - scale->lowest)};
}

struct outcome {
    bool relevant;
    bool scored;
    struct fraction score;
    struct fraction low;
    struct fraction high;
    int64_t answered_weight;
    int64_t relevant_weight;
};

static void take_in(struct outcome *sum, int64_t weight, bool scored,
                    struct fraction score, struct fraction low, struct fraction high)
{
    sum->relevant_weight += weight;
    sum->low = plus(sum->low, times(low, weight, 1));
    sum->high = plus(sum->high, times(high, weight, 1));
    if (scored) {
        sum->answered_weight += weight;
        sum->score = plus(sum->score, times(score, weight, 1));
    }
}

static struct outcome reference_outcome(uint32_t number, uint32_t row)
{
    const struct node *node = &model.node[number];
    struct fraction zero = {0, 1};
    struct fraction one = {1, 1};
    struct outcome sum = {.score = zero, .low = zero, .high = zero};
    for (size_t k = 0; k < node->question_count; k++) {
        struct worth worth = reference_worth(node->question[k], row);
        int32_t weight = model.question[node->question[k]].weight;
        if (worth.applies)
            take_in(&sum, weight, worth.valid, worth.x, worth.valid ? worth.x : zero,
                    worth.valid ? worth.x : one);
    }
    for (uint32_t c = 0; c < model.questionnaire.node_count; c++) {
        if (model.node[c].parent != number)
            continue;
        struct outcome child = reference_outcome(c, row);
        if (child.relevant)
            take_in(&sum, model.node[c].weight, child.scored, child.score, child.low,
                    child.high);
    }
    sum.relevant = sum.relevant_weight > 0;
    sum.scored = sum.answered_weight > 0
                 && sum.answered_weight * node->coverage_denominator
                        >= sum.relevant_weight * node->coverage_numerator;
    if (sum.relevant) {
        sum.low = times(sum.low, 1, sum.relevant_weight);
        sum.high = times(sum.high, 1, sum.relevant_weight);
    }
    if (sum.scored)
        sum.score = times(sum.score, 1, sum.answered_weight);
    return sum;
}

static uint32_t chance(uint64_t *seed, uint32_t below)
{
    return model_chance(seed, below);
}

static void add_questions(uint32_t node, uint64_t *seed)
{
    uint32_t count = 1 + chance(seed, 4);
    for (uint32_t k = 0; k < count; k++) {
        const struct scale *scale =
            &model.scale[chance(seed, (uint32_t)model.questionnaire.scale_count)];
        uint32_t q =
            model_question(&model, node, "q", scale, (int32_t)(1 + chance(seed, 3)));
        struct question *question = &model.question[q];
        question->reversed = chance(seed, 4) == 0;
        if (q == 0 || chance(seed, 4) > 0)
            continue;
        uint32_t parent = q - 1 - chance(seed, q < 3 ? q : 3);
        model_ask_if(&model, q, parent, 1 + chance(seed, 30));
        question->when_not_asked = (enum when_not_asked)chance(seed, 2);
    }
}

static void add_nodes(uint32_t parent, uint32_t depth, uint64_t *seed)
{
    static const struct {
        int32_t numerator;
        int32_t denominator;
    } coverage[] = {{2, 3}, {2, 3}, {1, 2}, {1, 1}, {0, 1}};
    uint32_t node = model_node(&model, parent, "n", (int32_t)(1 + chance(seed, 3)));
    uint32_t rule = chance(seed, 5);
    model.node[node].coverage_numerator = coverage[rule].numerator;
    model.node[node].coverage_denominator = coverage[rule].denominator;
    if (depth == 4 || (depth > 0 && chance(seed, 2) == 0)) {
        add_questions(node, seed);
        return;
    }
    uint32_t children = 1 + chance(seed, 3);
    for (uint32_t c = 0; c < children && model.questionnaire.node_count < 24; c++)
        add_nodes(node, depth + 1, seed);
    if (model.node[node].end == node + 1)
        add_questions(node, seed);
}

/* A second way of grouping questions of the first dimension. */
static void add_dimension(uint64_t *seed)
{
    uint32_t root = model_node(&model, NAMES_NONE, "other", 1);
    for (uint32_t q = 0; q < model.questionnaire.question_count; q++)
        if (q == 0 || chance(seed, 3) == 0)
            model_take_in(&model, root, q);
}

static void answer_by_chance(uint64_t *seed, uint32_t missing)
{
    for (uint32_t q = 0; q < model.questionnaire.question_count; q++)
        for (uint32_t row = 0; row < model.answers.row_count; row++) {
            uint32_t options = (uint32_t)model.question[q].scale->option_count;
            int8_t *code = model_answer(&model, q, row);
            *code = (int8_t)chance(seed, options - 2);
            if (chance(seed, 10) < missing)
                *code = (int8_t)((int)chance(seed, options + 2) - 2);
        }
}

static void compare_with_reference(uint32_t number, uint32_t row)
{
    const struct scores *scores = &model.scores;
    struct outcome outcome = reference_outcome(number, row);
    size_t at = (size_t)number * scores->row_count + row;
    int64_t none = outcome.relevant ? SCORE_TOO_FEW : SCORE_NOT_RELEVANT;
    assert_int_equal(scores->points[at],
                     outcome.scored ? rounded(outcome.score) : none);
    assert_int_equal(scores->answered[at], outcome.answered_weight);
    assert_int_equal(scores->relevant[at], outcome.relevant_weight);
    assert_int_equal(scores->low[at], outcome.relevant ? rounded(outcome.low) : -1);
    assert_int_equal(scores->high[at], outcome.relevant ? rounded(outcome.high) : -1);
    if (outcome.scored)
        assert_in_range(scores->points[at], 0, FULL_SCORE);
}

/* The long way, which steps are kept of, gives the same. */
static void compare_steps(void)
{
    assert_all_steps(&model.questionnaire, &model.population, &model.answers,
                     &model.scores);
}

static void scores_of_small_trees_are_those_of_the_reference(void **state)
{
    (void)state;
    uint64_t seed = 20191123;
    uint32_t scored = 0;
    for (int round = 0; round < 600; round++) {
        model_begin(&model, 12);
        model_scale(&model, 2);
        model_scale(&model, 4);
        model_scale(&model, 5);
        model_scale(&model, 3);
        enum rule unknown = chance(&seed, 2) == 0 ? RULE_SKIP : RULE_ZERO;
        add_nodes(NAMES_NONE, 0, &seed);
        add_dimension(&seed);
        model_dont_know(&model, unknown);
        answer_by_chance(&seed, chance(&seed, 8));
        model_score(&model);
        for (uint32_t node = 0; node < model.questionnaire.node_count; node++)
            for (uint32_t row = 0; row < model.answers.row_count; row++) {
                compare_with_reference(node, row);
                scored += scores_of(&model.scores, node)[row] >= 0;
            }
        compare_steps();
    }
    assert_in_range(scored, 20000, 100000);
}

static void wide_fractions_give_what_the_reference_gives(void **state)
{
    (void)state;
    /* Nine areas and two, of weights with little in common: the common denominators
       are beyond 64 bits at the root and in one of the themes below it. */
    uint64_t seed = 5;
    for (uint32_t round = 0; round < 60; round++) {
        model_begin(&model, 8);
        const struct scale *scale = model_scale(&model, 5);
        uint32_t root = model_node(&model, NAMES_NONE, "root", 1);
        for (int theme = 0; theme < 2; theme++) {
            uint32_t middle = model_node(&model, root, "theme", 2 + theme);
            for (int a = 0; a < (theme == 0 ? 9 : 2); a++) {
                uint32_t area = model_node(&model, middle, "area", 1 + a % 2);
                for (int q = 0; q < 3; q++)
                    model_question(&model, area, "q", scale,
                                   (int32_t)(10 + chance(&seed, 70)));
            }
        }
        answer_by_chance(&seed, round % 3);
        model_score(&model);
        for (uint32_t node = 0; node < model.questionnaire.node_count; node++)
            for (uint32_t row = 0; row < model.answers.row_count; row++)
                compare_with_reference(node, row);
        compare_steps();
    }
}

static int release(void **state)
{
    (void)state;
    model_release(&model);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(scores_of_small_trees_are_those_of_the_reference),
        cmocka_unit_test(wide_fractions_give_what_the_reference_gives),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}

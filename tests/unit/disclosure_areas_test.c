#include "prime.h"
#include "view.h"

/* An attack along the tree of areas: a headline is the mean of its areas, so a withheld
   area of a group is what the headline and the other areas leave. All that is published
   of the nation and its groups goes into one system of equations, solved modulo a
   prime. */

static struct model model;
static struct view view;
static struct model *const one_round[] = {&model};

#define GROUPS  3
#define PLACES  (GROUPS + 1) /* the nation first */
#define NODES   5 /* a headline over two areas, the first of which has two below */
#define UNKNOWN (PLACES * NODES)
#define ROWS    (3 * UNKNOWN)
#define UNITS   90

static uint64_t seed = 20191123;

struct system {
    int64_t row[ROWS][UNKNOWN];
    size_t row_count;
};

/* Takes the system out of a row; true when nothing is left, so that it follows from it.
 */
static bool reduce(const struct system *system, int64_t left[UNKNOWN])
{
    bool nothing = true;
    for (size_t r = 0; r < system->row_count; r++) {
        size_t pivot = 0;
        while (system->row[r][pivot] == 0)
            pivot++;
        int64_t times = left[pivot] * inverse(system->row[r][pivot]) % PRIME;
        for (size_t u = 0; u < UNKNOWN; u++)
            left[u] = (left[u] + (PRIME - times) * system->row[r][u]) % PRIME;
    }
    for (size_t u = 0; u < UNKNOWN; u++)
        nothing = nothing && left[u] == 0;
    return nothing;
}

static void learn(struct system *system, const int64_t row[UNKNOWN])
{
    assert_true(system->row_count < ROWS);
    int64_t *left = system->row[system->row_count];
    for (size_t u = 0; u < UNKNOWN; u++)
        left[u] = (row[u] + PRIME) % PRIME;
    if (!reduce(system, left))
        system->row_count++;
}

static size_t cell(size_t place, size_t node)
{
    return place * NODES + node;
}

static uint32_t units_in(size_t place, uint32_t node)
{
    size_t level = place == 0 ? 0 : 1;
    uint32_t group = place == 0 ? 0 : (uint32_t)place - 1;
    return benchmark_figures(&model.benchmark, node, level, group)->n;
}

/* A node is just the mean of two others where the same units have all three. */
static void learn_mean(struct system *system, size_t place, uint32_t node, uint32_t one,
                       uint32_t other)
{
    int64_t row[UNKNOWN] = {0};
    if (units_in(place, node) != units_in(place, one)
        || units_in(place, node) != units_in(place, other))
        return;
    row[cell(place, node)] = -2;
    row[cell(place, one)] = row[cell(place, other)] = 1;
    learn(system, row);
}

/* How the two nodes above others are made of those below: the mean where all rest on
   the same units, their sum where none rests on more, or in some other way, of which it
   is taken that everybody could undo it. */
enum way { WAY_MEAN, WAY_SUM, WAY_OTHER };

static void learn_whole(struct system *system, enum way way, size_t place,
                        uint32_t node, uint32_t one, uint32_t other)
{
    int64_t row[UNKNOWN] = {0};
    if (way == WAY_MEAN) {
        learn_mean(system, place, node, one, other);
        return;
    }
    if (units_in(place, node) == 0
        || (way == WAY_SUM
            && (units_in(place, node) < units_in(place, one)
                || units_in(place, node) < units_in(place, other))))
        return;
    row[cell(place, node)] = -2;
    row[cell(place, one)] = row[cell(place, other)] = 1;
    if (way == WAY_OTHER) {
        row[cell(place, node)] = 1 + (int64_t)model_chance(&seed, PRIME - 1);
        row[cell(place, one)] = 1 + (int64_t)model_chance(&seed, PRIME - 1);
        row[cell(place, other)] = 1 + (int64_t)model_chance(&seed, PRIME - 1);
    }
    learn(system, row);
}

static void learn_relations(struct system *system, enum way way)
{
    for (size_t node = 0; node < NODES; node++) {
        int64_t row[UNKNOWN] = {0};
        row[cell(0, node)] = -1;
        for (size_t place = 1; place < PLACES; place++)
            row[cell(place, node)] = 1;
        learn(system, row);
    }
    for (size_t place = 0; place < PLACES; place++) {
        learn_whole(system, way, place, 0, 1, 4);
        learn_whole(system, way, place, 1, 2, 3);
    }
}

static const struct shown_figures *figures_of(const struct disclosed *nation,
                                              size_t place, size_t node)
{
    return place == 0 ? &nation->node[node].group[0]
                      : &nation->below[place - 1].figures[node];
}

static void assert_nothing_follows(const struct disclosed *nation, enum way way)
{
    static struct system system;
    system = (struct system){0};
    learn_relations(&system, way);
    bool any = false;
    for (size_t place = 0; place < PLACES; place++)
        for (size_t node = 0; node < NODES; node++) {
            int64_t row[UNKNOWN] = {0};
            row[cell(place, node)] = 1;
            any = any || figures_of(nation, place, node)->withheld == WITHHELD_NOT;
            if (figures_of(nation, place, node)->withheld == WITHHELD_NOT
                || figures_of(nation, place, node)->withheld == WITHHELD_NO_UNITS)
                learn(&system, row);
        }
    /* What is taken to be known more than anybody could may contradict itself, and then
       everything follows; there is no withholding more than all. */
    if (!any && way != WAY_MEAN)
        return;
    for (size_t place = 0; place < PLACES; place++)
        for (size_t node = 0; node < NODES; node++) {
            int64_t row[UNKNOWN] = {0};
            row[cell(place, node)] = 1;
            if (figures_of(nation, place, node)->withheld != WITHHELD_NOT
                && figures_of(nation, place, node)->withheld != WITHHELD_NO_UNITS)
                assert_false(reduce(&system, row));
        }
}

static void begin(uint32_t units, const uint32_t *group, const uint32_t *owner)
{
    model_begin(&model, units);
    model_scale(&model, 5);
    uint32_t all = model_node(&model, NAMES_NONE, "all", 1);
    uint32_t first = model_node(&model, all, "first", 1);
    model_node(&model, first, "a", 1);
    model_node(&model, first, "b", 1);
    model_node(&model, all, "second", 1);
    model_level(&model, "group", false, GROUPS, group);
    model_level(&model, "owner", true, 12, owner);
}

/* What the nodes above others are made by, and the rule for what is blank in them. */
static void make_by(enum operation operation, enum rule rule)
{
    static const uint32_t above[] = {0, 1};
    for (size_t i = 0; i < 2; i++) {
        struct node *node = &model.node[above[i]];
        node->operation = operation;
        node->rule[LACK_BLANK] = rule;
        if (operation == OPERATION_SUM)
            node->natural_highest = node->highest = rational_of(200, 1);
    }
}

static size_t attack_areas(int turns, enum operation operation, enum rule rule,
                           enum way way)
{
    static uint32_t group[UNITS];
    static uint32_t owner[UNITS];
    size_t withheld = 0;
    for (int turn = 0; turn < turns; turn++) {
        uint32_t units = 12 + model_chance(&seed, UNITS - 12);
        for (uint32_t unit = 0; unit < units; unit++) {
            group[unit] = model_chance(&seed, GROUPS);
            owner[unit] = group[unit] * 4 + model_chance(&seed, 4);
        }
        begin(units, group, owner);
        make_by(operation, rule);
        /* Here and there an area is scarcely answered in a group. */
        uint32_t scarce[NODES][GROUPS];
        for (size_t node = 0; node < NODES; node++)
            for (size_t g = 0; g < GROUPS; g++)
                scarce[node][g] = model_chance(&seed, 5) == 0 ? 9 : 0;
        for (uint32_t node = 0; node < NODES; node++)
            for (uint32_t row = 0; row < units; row++)
                *model_points(&model, node, row) =
                    model_chance(&seed, 10) < scarce[node][group[row]]
                        ? SCORE_TOO_FEW
                        : (int64_t)model_chance(&seed, 100) * POINT;
        model_set_scores(&model);
        view_decide(&view, one_round, 1, 5);
        const struct disclosed *nation = view_show(&view, 0);
        assert_nothing_follows(nation, way);
        for (size_t place = 1; place < PLACES; place++)
            for (size_t node = 0; node < NODES; node++)
                withheld += figures_of(nation, place, node)->withheld != WITHHELD_NOT;
    }
    return withheld;
}

static void a_withheld_area_does_not_follow_from_the_headline(void **state)
{
    (void)state;
    size_t withheld = attack_areas(2000, OPERATION_WEIGHTED_MEAN, RULE_SKIP, WAY_MEAN);
    /* Neither everything nor nothing was withheld, or the attack would prove little. */
    assert_in_range(withheld, 1000, 2000 * GROUPS * NODES - 5000);
}

static void nor_does_it_from_a_sum_or_from_anything_else_made_of_it(void **state)
{
    (void)state;
    static const struct {
        enum operation operation;
        enum rule rule;
        enum way way;
    } made[] = {
        {OPERATION_SUM, RULE_SKIP, WAY_SUM},
        {OPERATION_MEAN, RULE_SKIP, WAY_MEAN},
        {OPERATION_MEAN, RULE_BLOCK, WAY_MEAN},
        {OPERATION_WEIGHTED_MEAN, RULE_ZERO, WAY_SUM},
        {OPERATION_MEAN, RULE_TARGET, WAY_SUM},
        {OPERATION_MIN, RULE_SKIP, WAY_OTHER},
        {OPERATION_MAX, RULE_FLOOR, WAY_OTHER},
        {OPERATION_SHARE, RULE_SKIP, WAY_OTHER},
        {OPERATION_POSSIBLE, RULE_SKIP, WAY_OTHER},
    };
    for (size_t m = 0; m < sizeof made / sizeof *made; m++) {
        size_t withheld =
            attack_areas(300, made[m].operation, made[m].rule, made[m].way);
        assert_in_range(withheld, 150, 300 * GROUPS * NODES - 750);
    }
}

/* A level looks at areas of another dimension. One of them lacks units in a group. */
static void a_level_gives_nothing_away_of_what_its_gates_look_at(void **state)
{
    (void)state;
    static uint32_t group[UNITS];
    static uint32_t owner[UNITS];
    static uint32_t looked_at[] = {2, 4};
    static struct gate_condition condition = {.area = looked_at, .area_count = 2};
    static struct gate gate = {.value = POINT, .condition = &condition};
    for (uint32_t unit = 0; unit < UNITS; unit++) {
        group[unit] = unit % GROUPS;
        owner[unit] = group[unit] * 4 + unit / GROUPS % 4;
    }
    for (size_t conditions = 0; conditions < 2; conditions++) {
        begin(UNITS, group, owner);
        make_by(OPERATION_NONE, RULE_SKIP);
        uint32_t level = model_node(&model, NAMES_NONE, "level", 1);
        gate.condition_count = conditions;
        model.node[level].operation = OPERATION_LEVEL;
        model.node[level].gate = &gate;
        model.node[level].gate_count = 1;
        for (uint32_t node = 0; node <= level; node++)
            for (uint32_t row = 0; row < UNITS; row++)
                *model_points(&model, node, row) =
                    node < 2                                  ? SCORE_NONE
                    : node == 2 && group[row] == 0 && row > 9 ? SCORE_TOO_FEW
                                                              : (int64_t)row * POINT;
        model_set_scores(&model);
        view_decide(&view, one_round, 1, 5);
        const struct disclosed *nation = view_show(&view, 0);
        assert_int_equal(figures_of(nation, 1, 0)->withheld, WITHHELD_NO_UNITS);
        assert_int_equal(figures_of(nation, 1, 2)->withheld, WITHHELD_FEW_UNITS);
        assert_int_equal(figures_of(nation, 1, 3)->withheld, WITHHELD_NOT);
        bool covered = figures_of(nation, 1, 4)->withheld == WITHHELD_COMPLEMENT
                       || figures_of(nation, 1, level)->withheld == WITHHELD_COMPLEMENT;
        assert_int_equal(covered, conditions > 0);
    }
}

/* Of four options one was scarcely asked about in a group: what the question comes to
   and the three others would give it away, and so would the question alone. */
static void an_option_does_not_follow_from_the_question_and_the_others(void **state)
{
    (void)state;
    enum { OPTIONS = 4, SOME = 0 };
    static uint32_t group[UNITS];
    static uint32_t owner[UNITS];
    static int8_t states[(OPTIONS + 1) * UNITS];
    for (uint32_t unit = 0; unit < UNITS; unit++) {
        group[unit] = unit % GROUPS;
        owner[unit] = group[unit] * 4 + unit / GROUPS % 4;
    }
    begin(UNITS, group, owner);
    struct scale *several = &model.scale[model_scale(&model, 5) - model.scale];
    several->kind = SCALE_SEVERAL;
    several->option_count = OPTIONS + 1;
    several->option[0] = (struct option){.code = "", .state = OPTION_ELSEWHERE};
    several->highest = 15 * POINT;
    const struct scale *chosen = model_scale(&model, 2);
    for (uint32_t q = 0; q <= OPTIONS; q++) {
        model_question(&model, 4, "q", q == SOME ? several : chosen, 1);
        model.question[q].of = SOME;
        model.question[q].is_member = q != SOME;
        for (uint32_t unit = 0; unit < UNITS; unit++) {
            bool scarce = q == 1 && group[unit] == 0 && unit > 9;
            *model_answer(&model, q, unit) =
                (int8_t)(scarce      ? ANSWER_NOT_ASKED
                         : q == SOME ? OPTION_GIVEN
                                     : (int8_t)(unit >> q & 1));
            states[q * UNITS + unit] =
                scarce ? ANSWER_STATE_NOT_ASKED : ANSWER_STATE_VALID;
        }
    }
    model.node[4].question_count = 0; /* in no area */
    model.question[SOME].member = 1;
    model.question[SOME].member_count = OPTIONS;
    for (uint32_t node = 0; node < NODES; node++)
        for (uint32_t row = 0; row < UNITS; row++)
            *model_points(&model, node, row) = (int64_t)row * POINT;
    model_set_scores(&model);
    model.scores.state = states;
    view_decide(&view, one_round, 1, 5);
    const struct disclosed *reader = view_find(&view, "group", "g00");
    size_t withheld = 0;
    assert_int_equal(reader->question[1].group[1].withheld, WITHHELD_FEW_UNITS);
    for (uint32_t q = 0; q <= OPTIONS; q++)
        withheld += reader->question[q].group[1].withheld != WITHHELD_NOT;
    assert_in_range(withheld, 2, OPTIONS);
    reader = view_find(&view, "group", "g01");
    for (uint32_t q = 0; q <= OPTIONS; q++)
        assert_int_equal(reader->question[q].group[0].withheld, WITHHELD_NOT);
}

/* One area of one group lacks units: the headline stays, and a second area goes with
 * it. */
static void a_second_area_is_withheld_before_the_headline(void **state)
{
    (void)state;
    static uint32_t group[UNITS];
    static uint32_t owner[UNITS];
    for (uint32_t unit = 0; unit < UNITS; unit++) {
        group[unit] = unit % GROUPS;
        owner[unit] = group[unit] * 4 + unit / GROUPS % 4;
    }
    begin(UNITS, group, owner);
    for (uint32_t node = 0; node < NODES; node++)
        for (uint32_t row = 0; row < UNITS; row++)
            *model_points(&model, node, row) = node == 2 && group[row] == 0 && row > 9
                                                   ? SCORE_TOO_FEW
                                                   : (int64_t)row * POINT;
    model_set_scores(&model);
    view_decide(&view, one_round, 1, 5);
    const struct disclosed *nation = view_show(&view, 0);
    assert_int_equal(figures_of(nation, 1, 2)->withheld, WITHHELD_FEW_UNITS);
    assert_int_equal(figures_of(nation, 1, 3)->withheld, WITHHELD_COMPLEMENT);
    assert_int_equal(figures_of(nation, 1, 0)->withheld, WITHHELD_NOT);
    assert_int_equal(figures_of(nation, 1, 1)->withheld, WITHHELD_NOT);
    assert_int_equal(figures_of(nation, 1, 4)->withheld, WITHHELD_NOT);
    assert_nothing_follows(nation, WAY_MEAN);
}

static int release(void **state)
{
    (void)state;
    view_release(&view);
    model_release(&model);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_withheld_area_does_not_follow_from_the_headline),
        cmocka_unit_test(nor_does_it_from_a_sum_or_from_anything_else_made_of_it),
        cmocka_unit_test(a_level_gives_nothing_away_of_what_its_gates_look_at),
        cmocka_unit_test(an_option_does_not_follow_from_the_question_and_the_others),
        cmocka_unit_test(a_second_area_is_withheld_before_the_headline),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}

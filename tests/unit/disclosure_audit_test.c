#include "view.h"

/* What only the audit finds: areas made of three questions in a way of which it is
   taken that everybody could undo it, one question of each scarcely answered in one
   group. No rule covers that, so each area is found, in the group and in the sister
   that the rules withhold beside it. */

static struct model model;
static struct view view;
static struct model *const one_round[] = {&model};

#define GROUPS     6
#define OWNERS     (GROUPS * 4)
#define UNITS      240
#define AREAS      45
#define OF_AN_AREA 3
#define QUESTIONS  (AREAS * OF_AN_AREA)

static uint32_t question_of(uint32_t area, uint32_t i)
{
    return area * OF_AN_AREA + i;
}

static void begin(uint32_t areas)
{
    static uint32_t group[UNITS];
    static uint32_t owner[UNITS];
    static int8_t states[QUESTIONS * UNITS];
    for (uint32_t unit = 0; unit < UNITS; unit++) {
        group[unit] = unit % GROUPS;
        owner[unit] = group[unit] * 4 + unit / GROUPS % 4;
    }
    model_begin(&model, UNITS);
    const struct scale *scale = model_scale(&model, 5);
    for (uint32_t area = 0; area < areas; area++) {
        uint32_t node = model_node(&model, NAMES_NONE, "area", 1);
        model.node[node].operation = OPERATION_MIN;
        for (uint32_t i = 0; i < OF_AN_AREA; i++)
            model_question(&model, node, "q", scale, 1);
        for (uint32_t unit = 0; unit < UNITS; unit++)
            *model_points(&model, node, unit) = (int64_t)(unit % 97) * POINT;
    }
    model_level(&model, "group", false, GROUPS, group);
    model_level(&model, "owner", true, OWNERS, owner);
    for (uint32_t q = 0; q < areas * OF_AN_AREA; q++)
        for (uint32_t unit = 0; unit < UNITS; unit++) {
            bool scarce = q % OF_AN_AREA == 0 && group[unit] == 0 && unit >= 4 * GROUPS;
            *model_answer(&model, q, unit) =
                (int8_t)(scarce ? ANSWER_NOT_ASKED : (int8_t)((unit + q) % 5));
            states[q * UNITS + unit] =
                scarce ? ANSWER_STATE_NOT_ASKED : ANSWER_STATE_VALID;
        }
    model_set_scores(&model);
    model.scores.state = states;
    view_decide(&view, one_round, 1, 5);
}

/* Whether a group's, or the nation's after the groups, is withheld. */
static bool area_withheld[AREAS][GROUPS + 1];
static bool question_withheld[QUESTIONS][GROUPS + 1];

static void look(uint32_t areas)
{
    for (uint32_t g = 0; g < GROUPS; g++) {
        const struct disclosed *reader =
            view_find(&view, "group", model.level[1].group[g].code);
        for (uint32_t area = 0; area < areas; area++) {
            const struct shown_node *node = &reader->node[area];
            area_withheld[area][g] = node->group[1].withheld != WITHHELD_NOT;
            area_withheld[area][GROUPS] = node->group[0].withheld != WITHHELD_NOT;
        }
        for (uint32_t q = 0; q < areas * OF_AN_AREA; q++) {
            const struct shown_question *question = &reader->question[q];
            question_withheld[q][g] = question->group[1].withheld != WITHHELD_NOT;
            question_withheld[q][GROUPS] = question->group[0].withheld != WITHHELD_NOT;
        }
    }
}

static size_t count(const bool *withheld, size_t places)
{
    size_t sum = 0;
    for (size_t place = 0; place < places; place++)
        sum += withheld[place];
    return sum;
}

/* None alone among those it makes or is made of, in its place and over the places. */
static size_t assert_none_alone(uint32_t areas)
{
    size_t all = 0;
    look(areas);
    for (uint32_t area = 0; area < areas; area++) {
        assert_int_not_equal(count(area_withheld[area], GROUPS + 1), 1);
        all += count(area_withheld[area], GROUPS + 1);
        for (uint32_t place = 0; place <= GROUPS; place++) {
            size_t together = area_withheld[area][place];
            for (uint32_t i = 0; i < OF_AN_AREA; i++)
                together += question_withheld[question_of(area, i)][place];
            assert_int_not_equal(together, 1);
        }
    }
    for (uint32_t q = 0; q < areas * OF_AN_AREA; q++) {
        assert_int_not_equal(count(question_withheld[q], GROUPS + 1), 1);
        all += count(question_withheld[q], GROUPS + 1);
    }
    return all;
}

/* The question and one more of its area, each in the scarce group and in another. Two
   measures in two places are four cells in four equations, of which the figures that
   everybody is taken to know make a solution impossible, so a third place stands beside
   them; more is not needed. */
static void what_the_audit_finds_is_covered_by_little(void **state)
{
    (void)state;
    begin(AREAS);
    size_t withheld = assert_none_alone(AREAS);
    for (uint32_t area = 0; area < AREAS; area++)
        assert_true(question_withheld[question_of(area, 0)][0]);
    assert_in_range(withheld, AREAS * 4, AREAS * 6);
}

static bool decide_again(unsigned long allocations, struct fault *fault)
{
    disclosure_free(view.disclosure);
    memory_fail_from(allocations);
    bool ok = disclosure_decide(&view.disclosure, &view.trend, 0, 5, fault);
    memory_fail_from(0);
    return ok;
}

/* Each of so many findings is covered without solving for all the others once more,
   which could not be done without asking for memory again. */
static void nothing_is_solved_for_twice(void **state)
{
    (void)state;
    struct fault fault = {0};
    begin(AREAS);
    assert_true(decide_again(2 * AREAS, &fault));
}

static void the_audit_survives_running_short_of_memory(void **state)
{
    (void)state;
    bool ok = false;
    begin(2);
    for (unsigned long call = 1; !ok; call++) {
        struct fault fault = {0};
        ok = decide_again(call, &fault);
        assert_int_equal(fault.kind, ok ? FAULT_NONE : FAULT_SYSTEM);
        assert_int_equal(view.disclosure != NULL, ok);
        assert_true(call < 200);
    }
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
        cmocka_unit_test(what_the_audit_finds_is_covered_by_little),
        cmocka_unit_test(nothing_is_solved_for_twice),
        cmocka_unit_test(the_audit_survives_running_short_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}

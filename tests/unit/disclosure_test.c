#include "view.h"

static struct model model;
static struct model earlier;
static struct view view;
static struct model *const one_round[] = {&model};
static struct model *const two_rounds[] = {&earlier, &model};

/* Scores that no two units share. */
static int64_t points_of_unit(uint32_t unit)
{
    return (int64_t)((unit * UINT64_C(7919) + 13) % 9973) * 10000000 + unit;
}

/* One node; the first `scored` units have a score. */
static void begin(struct model *of, uint32_t units, uint32_t scored)
{
    model_begin(of, units);
    model_scale(of, 5);
    model_node(of, NAMES_NONE, "all", 1);
    for (uint32_t row = 0; row < units; row++)
        *model_points(of, 0, row) = row < scored ? points_of_unit(row) : SCORE_TOO_FEW;
    model_set_scores(of);
}

/* Owners of the given sizes, in order of unit. */
static void begin_owners(struct model *of, const uint32_t *size, uint32_t count)
{
    static uint32_t owner[MODEL_ROWS];
    uint32_t units = 0;
    for (uint32_t g = 0; g < count; g++)
        for (uint32_t i = 0; i < size[g]; i++)
            owner[units++] = g;
    begin(of, units, units);
    model_level(of, "owner", true, count, owner);
}

static void small_groups_show_what_the_table_says(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {0, 1, 4, 5, 9, 10, 29, 30};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        uint32_t n = sizes[i];
        begin(&model, 40, n);
        view_decide(&view, one_round, 1, 5);
        const struct shown_node *node = view_show(&view, 0)->node;
        const struct shown_figures *shown = &node->group[0];
        const struct figures *bare = benchmark_figures(&model.benchmark, 0, 0, 0);
        assert_int_equal(view.disclosed.comparison[0].answered, 40);
        if (n < 5) {
            assert_nothing(shown);
            assert_int_equal(shown->withheld,
                             n == 0 ? WITHHELD_NO_UNITS : WITHHELD_FEW_UNITS);
            assert_int_equal(node->bin_count, 0);
            continue;
        }
        assert_int_equal(shown->withheld, WITHHELD_NOT);
        assert_int_equal(shown->n, n);
        assert_true(shown->mean == bare->mean);
        assert_true(shown->sd == (n < 10 ? NOTHING : bare->sd));
        for (int quarter = 0; quarter < 3; quarter++)
            assert_true(shown->quartile[quarter]
                        == (n < 10 ? NOTHING : bare->quartile[quarter]));
        assert_int_equal(node->bin_count > 0, n >= 30);
        const struct disclosed *unit = view_find(&view, "institution", "u0000");
        assert_int_equal(unit->node->rank[0] != NOTHING, n >= 10);
        unit = view_find(&view, "institution", "u0039");
        assert_true(unit->node->rank[0] == NOTHING);
    }
}

static void an_owner_sees_its_own_group_whatever_its_number(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {1, 3, 4, 5, 9, 10};
    begin_owners(&model, sizes, 6);
    view_decide(&view, one_round, 1, 5);
    for (uint32_t g = 0; g < 6; g++) {
        uint32_t n = sizes[g];
        const struct figures *bare = benchmark_figures(&model.benchmark, 0, 1, g);
        const struct disclosed *owner =
            view_find(&view, "owner", model.level[1].group[g].code);
        assert_int_equal(owner->reader, READER_GROUP);
        assert_int_equal(owner->comparison_count, 2);
        assert_int_equal(owner->own_comparison, 1);
        const struct shown_figures *shown = &owner->node->group[1];
        assert_int_equal(shown->withheld, WITHHELD_NOT);
        assert_int_equal(shown->n, n);
        assert_true(shown->mean == bare->mean);
        assert_true(shown->sd == (n < 10 ? NOTHING : bare->sd));
        assert_true(shown->quartile[0] == (n < 10 ? NOTHING : bare->quartile[0]));
        assert_true(shown->quartile[1] == (n < 5 ? NOTHING : bare->quartile[1]));
        assert_true(owner->node->rank[1] == NOTHING);
        assert_int_equal(owner->member_count, n);
        assert_int_equal(owner->below_count, 0);
    }
}

static void nobody_else_sees_a_small_owner(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {1, 3, 4, 5, 9, 10};
    begin_owners(&model, sizes, 6);
    view_decide(&view, one_round, 1, 5);
    for (uint32_t unit = 0; unit < model.population.unit_count; unit++) {
        uint32_t n = sizes[model.group_of[1][unit]];
        const struct disclosed *disclosed =
            view_find(&view, "institution", model.unit_text[unit]);
        assert_int_equal(disclosed->comparison_count, 2);
        assert_int_equal(disclosed->member_count, 0);
        assert_int_equal(disclosed->below_count, 0);
        const struct shown_figures *shown = &disclosed->node->group[1];
        if (n < 5)
            assert_nothing(shown);
        else
            assert_int_equal(shown->n, n);
        /* The median of fewer than ten is for the owner alone. */
        assert_int_equal(shown->quartile[1] != NOTHING, n >= 10);
        assert_int_equal(disclosed->node->rank[1] != NOTHING, n >= 10);
        assert_true(disclosed->node->own.points == points_of_unit(unit));
    }
    const struct disclosed *nation = view_show(&view, 0);
    assert_int_equal(nation->comparison_count, 1);
    assert_int_equal(nation->below_count, 0);
    assert_int_equal(nation->member_count, 0);
}

static void the_median_is_an_owners_from_five_units_whatever_k(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {4, 6, 20};
    for (uint32_t k = 3; k <= 8; k += 5) {
        begin_owners(&model, sizes, 3);
        view_decide(&view, one_round, 1, k);
        const struct disclosed *small = view_find(&view, "owner", "g00");
        assert_true(small->node->group[1].quartile[1] == NOTHING);
        const struct disclosed *middle = view_find(&view, "owner", "g01");
        assert_true(middle->node->group[1].quartile[1] != NOTHING);
        assert_int_equal(view_find(&view, "institution", "u0000")->node->group[1].n,
                         k == 3 ? 4 : 0);
    }
}

static void broad_groups_rest_on_three_clusters_with_three_units_outside(void **state)
{
    (void)state;
    static const struct {
        uint32_t size[4];
        enum withheld withheld;
    } known[] = {
        {{10, 10, 0, 0}, WITHHELD_FEW_CLUSTERS},
        {{10, 1, 1, 0}, WITHHELD_FEW_CLUSTERS},
        {{10, 2, 1, 0}, WITHHELD_NOT},
        {{2, 1, 1, 0}, WITHHELD_FEW_UNITS},
        {{2, 2, 1, 0}, WITHHELD_NOT},
        {{40, 0, 0, 0}, WITHHELD_FEW_CLUSTERS},
        {{4, 1, 1, 1}, WITHHELD_NOT},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        begin_owners(&model, known[i].size, 4);
        view_decide(&view, one_round, 1, 5);
        for (size_t r = 0; r < disclosure_reader_count(view.disclosure); r++) {
            const struct shown_node *node = view_show(&view, r)->node;
            assert_int_equal(node->group[0].withheld, known[i].withheld);
            if (known[i].withheld == WITHHELD_NOT)
                continue;
            assert_nothing(&node->group[0]);
            assert_true(node->rank[0] == NOTHING);
            assert_int_equal(node->bin_count, 0);
        }
    }
}

static void readers_are_the_nation_then_groups_then_units(void **state)
{
    (void)state;
    static const uint32_t region[] = {0, 0, 1, 1, 2, 2};
    static const uint32_t owner[] = {0, 0, 1, 2, 3, 3};
    static const bool answered[] = {true, true, false, true, false, false};
    static const char *const expected[] = {
        "national dk", "region g00",        "region g01",        "owner g00",
        "owner g02",   "institution u0000", "institution u0001", "institution u0003"};
    begin(&model, 6, 6);
    model_level(&model, "region", false, 3, region);
    model_level(&model, "owner", true, 4, owner);
    model_answered_by(&model, answered);
    model_set_scores(&model);
    view_decide(&view, one_round, 1, 5);
    assert_int_equal(disclosure_reader_count(view.disclosure), 8);
    for (size_t r = 0; r < 8; r++) {
        char name[64];
        const struct disclosed *disclosed = view_show(&view, r);
        snprintf(name, sizeof name, "%s %s", disclosed->level, disclosed->code);
        assert_string_equal(name, expected[r]);
        assert_int_equal(
            disclosure_find_reader(view.disclosure, disclosed->level, disclosed->code),
            r);
        assert_int_equal(disclosed->reader, r == 0  ? READER_NATION
                                            : r < 5 ? READER_GROUP
                                                    : READER_UNIT);
        assert_int_equal(disclosed->member_count, r == 3 ? 2 : r == 4 ? 1 : 0);
        assert_int_equal(disclosed->below_count, r == 0 ? 3 : 0);
    }
    /* Nobody answered for these, or they are none. */
    assert_true(disclosure_find_reader(view.disclosure, "region", "g02") == SIZE_MAX);
    assert_true(disclosure_find_reader(view.disclosure, "institution", "u0002")
                == SIZE_MAX);
    assert_true(disclosure_find_reader(view.disclosure, "quarter", "g00") == SIZE_MAX);
}

static void members_stand_in_danish_order_with_those_who_did_not_answer(void **state)
{
    (void)state;
    static const bool answered[] = {true, false, true, true};
    static const char *name[] = {"Århus", "Zebra", "Ærø", "Aab"};
    begin(&model, 4, 4);
    model_level(&model, "owner", true, 2, (uint32_t[]){0, 0, 0, 1});
    model.population.unit_name = name;
    model_answered_by(&model, answered);
    model_set_scores(&model);
    view_decide(&view, one_round, 1, 5);
    const struct disclosed *owner = view_find(&view, "owner", "g00");
    assert_int_equal(owner->member_count, 3);
    assert_string_equal(owner->member[0].id, "u0001");
    assert_false(owner->member[0].answered);
    assert_null(owner->member[0].score);
    assert_string_equal(owner->member[1].id, "u0002");
    assert_string_equal(owner->member[2].id, "u0000");
    assert_true(owner->member[2].score[0].points == *model_points(&model, 0, 0));
}

static void own_answers_are_shown_to_their_unit_alone(void **state)
{
    (void)state;
    model_begin(&model, 6);
    const struct scale *scale = model_scale(&model, 5);
    uint32_t root = model_node(&model, NAMES_NONE, "all", 1);
    model_question(&model, root, "q1", scale, 1);
    model_question(&model, root, "q2", scale, 1);
    model_ask_if(&model, 1, 0, 2);
    static const int8_t answer[] = {1, 4, ANSWER_BLANK, 5, 6, ANSWER_NOT_ASKED};
    static const char *const said[] = {"answered",  "answered",       "blank",
                                       "dont_know", "not_applicable", "not_asked"};
    for (uint32_t row = 0; row < 6; row++) {
        *model_answer(&model, 0, row) = answer[row];
        *model_answer(&model, 1, row) = 2;
    }
    model_score(&model);
    view_decide(&view, one_round, 1, 2);
    for (size_t r = 0; r < disclosure_reader_count(view.disclosure); r++) {
        const struct shown_question *shown = view_show(&view, r)->question;
        assert_int_equal(shown[0].group[0].withheld, WITHHELD_FEW_CLUSTERS);
        assert_nothing(&shown[1].group[0]);
        if (r == 0) {
            assert_true(shown[0].state == NULL && shown[0].code == NULL);
            assert_true(shown[0].points == NOTHING);
            continue;
        }
        size_t row = r - 1;
        assert_string_equal(shown[0].state, said[row]);
        assert_string_equal(shown[1].state, row == 0 ? "answered" : "skipped");
        assert_int_equal(shown[0].code != NULL, answer[row] >= 0);
        assert_true(shown[0].points == (row > 1 ? NOTHING : answer[row] * 25 * POINT));
        assert_true(shown[1].points == (row > 0 ? NOTHING : 50 * POINT));
    }
    assert_true(disclosed_on_scale(&view.disclosed, 50 * POINT) == 3 * POINT);
}

static void numbers_and_several_are_shown_as_they_were_answered(void **state)
{
    (void)state;
    static int64_t number[] = {-1250000000, 0, 0};
    model_begin(&model, 3);
    struct scale *days = &model.scale[model_scale(&model, 2) - model.scale];
    struct scale *means = &model.scale[model_scale(&model, 3) - model.scale];
    const struct scale *chosen = model_scale(&model, 2);
    uint32_t root = model_node(&model, NAMES_NONE, "all", 1);
    days->kind = SCALE_NUMBER;
    days->lowest = -5 * POINT;
    days->highest = 10 * POINT;
    days->decimals = 2;
    means->kind = SCALE_SEVERAL;
    means->lowest = 0;
    means->highest = 5 * POINT;
    days->option[0] = means->option[0] =
        (struct option){.code = "", .state = OPTION_ELSEWHERE};
    days->option[1] = (struct option){.code = "vi", .state = OPTION_DONT_KNOW};
    model_question(&model, root, "days", days, 1);
    model_question(&model, root, "means", means, 1);
    model_question(&model, root, "means.2", chosen, 1);
    model_question(&model, root, "means.3", chosen, 1);
    model.node[root].question_count = 2;
    model.question[0].number = 0;
    model.question[1].member = 2;
    model.question[1].member_count = 2;
    model.question[2].of = model.question[3].of = 1;
    model.question[2].is_member = model.question[3].is_member = true;
    model.questionnaire.number_count = model.answers.number_count = 1;
    model.answers.number = number;
    static const int8_t answer[3][4] = {
        {OPTION_GIVEN, OPTION_GIVEN, 1, 1}, {1, OPTION_GIVEN, 0, 0}, {-1, 3, -1, -1}};
    for (uint32_t row = 0; row < 3; row++)
        for (uint32_t q = 0; q < 4; q++)
            *model_answer(&model, q, row) = answer[row][q];
    model_score(&model);
    view_decide(&view, one_round, 1, 3);
    const struct shown_question *shown =
        view_find(&view, "institution", "u0000")->question;
    assert_true(shown[0].is_number && !shown[1].is_number);
    assert_true(shown[0].number == -1250000000 && shown[0].points == 25 * POINT);
    assert_null(shown[0].code);
    assert_string_equal(shown[1].code, "2;3");
    assert_true(shown[1].points == FULL_SCORE);
    assert_string_equal(shown[2].code, "2");
    shown = view_find(&view, "institution", "u0001")->question;
    assert_true(shown[0].number == NOTHING);
    assert_string_equal(shown[0].code, "vi");
    assert_string_equal(shown[0].state, "dont_know");
    assert_string_equal(shown[1].state, "answered"); /* none of them */
    assert_null(shown[1].code);
    assert_true(shown[1].points == 0);
    shown = view_find(&view, "institution", "u0002")->question;
    assert_true(shown[0].number == NOTHING && shown[0].code == NULL);
    assert_string_equal(shown[1].code, "dk");
    shown = view_show(&view, 0)->question;
    assert_true(shown[0].is_number && shown[0].number == NOTHING);
    assert_true(shown[0].code == NULL && shown[1].code == NULL);
}

static void what_only_holds_areas_together_has_no_score(void **state)
{
    (void)state;
    model_begin(&model, 12);
    model_scale(&model, 5);
    uint32_t root = model_node(&model, NAMES_NONE, "all", 1);
    uint32_t area = model_node(&model, root, "area", 1);
    model.node[root].operation = OPERATION_NONE;
    for (uint32_t row = 0; row < 12; row++) {
        *model_points(&model, root, row) = SCORE_NONE;
        *model_points(&model, area, row) = points_of_unit(row);
    }
    model_set_scores(&model);
    view_decide(&view, one_round, 1, 5);
    for (size_t r = 0; r < disclosure_reader_count(view.disclosure); r++) {
        const struct disclosed *disclosed = view_show(&view, r);
        assert_true(disclosed->overall == NO_NODE);
        assert_int_equal(disclosed->profile, root);
        assert_true(disclosed->node[root].no_score && !disclosed->node[area].no_score);
        assert_nothing(&disclosed->node[root].group[0]);
        assert_int_equal(disclosed->node[root].group[0].withheld, WITHHELD_NO_UNITS);
        assert_int_equal(disclosed->node[area].group[0].n, 12);
        if (disclosed->reader != READER_UNIT)
            continue;
        const struct shown_score *own = &disclosed->node[root].own;
        assert_string_equal(score_state_code[own->state], "no_score");
        assert_true(own->points == NOTHING && own->value == NOTHING);
        assert_true(own->low == NOTHING && own->high == NOTHING);
        assert_int_equal(own->relevant, 0);
        assert_int_equal(disclosed->node[root].past[0].own.state, SCORE_STATE_NONE);
    }
}

static void every_reader_is_told_which_areas_are_measuring_points(void **state)
{
    (void)state;
    begin(&model, 12, 12);
    uint32_t root = model_node(&model, NAMES_NONE, "points", 1);
    uint32_t point = model_node(&model, root, "backup", 1);
    model.node[point].text = (struct wording){{"Prøvet i år.", "Tried this year."}};
    for (uint32_t row = 0; row < 12; row++) {
        *model_points(&model, root, row) = row < 3 ? FULL_SCORE : 0;
        *model_points(&model, point, row) = row < 3 ? FULL_SCORE : 0;
    }
    model_set_scores(&model);
    model.questionnaire.presentation.measuring_points = 1;
    view_decide(&view, one_round, 1, 5);
    for (size_t r = 0; r < disclosure_reader_count(view.disclosure); r++) {
        const struct disclosed *disclosed = view_show(&view, r);
        assert_int_equal(disclosed->measuring_points, root);
        assert_null(disclosed->node[root].text.in[LANGUAGE_DA]);
        assert_string_equal(disclosed->node[point].text.in[LANGUAGE_EN],
                            "Tried this year.");
        assert_true(disclosed->node[point].group[0].mean == 25 * POINT);
    }
    model.questionnaire.presentation.measuring_points = NAMES_NONE;
    view_decide(&view, one_round, 1, 5);
    assert_int_equal(view_show(&view, 0)->measuring_points, NO_NODE);
}

static void a_value_on_its_own_range_goes_to_whoever_may_see_the_points(void **state)
{
    (void)state;
    static int64_t value[24];
    static int8_t band[24];
    static struct band bands[] = {{0, {{"Lav"}}}, {2 * POINT, {{"Høj"}}}};
    model_begin(&model, 12);
    model_scale(&model, 5);
    uint32_t root = model_node(&model, NAMES_NONE, "all", 1);
    uint32_t level = model_node(&model, root, "level", 1);
    model.node[root].lowest = rational_of(-1, 2);
    model.node[root].highest = rational_of(7, 2);
    model.node[root].has_target = true;
    model.node[root].target = 2 * POINT;
    model.node[level].operation = OPERATION_LEVEL;
    model.node[level].highest = rational_of(5, 1);
    model.node[level].band = bands;
    model.node[level].band_count = 2;
    for (uint32_t row = 0; row < 12; row++) {
        *model_points(&model, root, row) = row == 11 ? SCORE_TOO_FEW : 25 * POINT;
        *model_points(&model, level, row) = 20 * POINT * (row % 6);
        value[row] = POINT / 2;
        value[12 + row] = row % 6 * POINT;
        band[row] = BAND_NONE;
        band[12 + row] = row % 6 >= 2;
    }
    model_set_scores(&model);
    model.scores.value = value;
    model.scores.band = band;
    view_decide(&view, one_round, 1, 5);
    const struct shown_node *node = view_find(&view, "institution", "u0003")->node;
    assert_true(node[0].has_range && node[0].means_have_values && !node[0].has_bands);
    assert_true(node[0].lowest == -POINT / 2 && node[0].highest == 7 * POINT / 2);
    assert_true(node[0].target == 2 * POINT && node[0].own.value == POINT / 2);
    assert_true(node[0].past[0].own.value == POINT / 2);
    assert_true(shown_node_value(&node[0], node[0].group[0].mean) == POINT / 2);
    assert_null(node[0].own.band.in[0]);
    /* Levels are not averaged, but a level has a name. */
    assert_true(node[1].has_range && !node[1].means_have_values && node[1].has_bands);
    assert_true(node[1].own.value == 3 * POINT && node[1].target == NOTHING);
    assert_string_equal(node[1].own.band.in[0], "Høj");
    node = view_find(&view, "institution", "u0011")->node;
    assert_true(node[0].own.value == NOTHING);
    assert_true(view_show(&view, 0)->node[1].own.value == NOTHING);
    /* A range of 0 to 100 is no range of its own. */
    model.node[root].lowest = rational_of(0, 7);
    model.node[root].highest = rational_of(200, 2);
    assert_false(view_show(&view, 0)->node[0].has_range);
}

static void a_distribution_has_no_cell_below_k(void **state)
{
    (void)state;
    uint64_t seed = 4;
    for (uint32_t turn = 0; turn < 400; turn++) {
        uint32_t n = 25 + model_chance(&seed, 60);
        uint32_t k = 3 + model_chance(&seed, 6);
        int64_t from = model_chance(&seed, 10) * 10 * POINT;
        begin(&model, n, n);
        for (uint32_t row = 0; row < n; row++)
            *model_points(&model, 0, row) =
                from + (FULL_SCORE - from) / 20 * model_chance(&seed, 21);
        view_decide(&view, one_round, 1, k);
        const struct shown_node *node =
            view_show(&view, turn % disclosure_reader_count(view.disclosure))->node;
        uint32_t sum = 0;
        int32_t at = 0;
        assert_true(node->bin_count != 1 && (n >= 30 || node->bin_count == 0));
        for (uint32_t b = 0; b < node->bin_count; b++) {
            uint32_t count = 0;
            assert_int_equal(node->bin[b].from, at);
            at = node->bin[b].to;
            for (uint32_t row = 0; row < n; row++) {
                int64_t points = *model_points(&model, 0, row);
                count += points >= node->bin[b].from * POINT
                         && (points < at * POINT || at == 100);
            }
            assert_int_equal(node->bin[b].count, count);
            assert_true(count >= k);
            sum += count;
        }
        for (uint32_t b = node->bin_count; b < DISCLOSED_BINS; b++)
            assert_int_equal(node->bin[b].count, 0);
        if (node->bin_count > 0) {
            assert_int_equal(sum, n);
            assert_int_equal(at, 100);
        }
    }
}

static void earlier_rounds_obey_the_rules_of_their_own_year(void **state)
{
    (void)state;
    static const uint32_t few[] = {2, 1, 1};
    static const uint32_t many[] = {6, 7, 12};
    for (int grows = 0; grows < 2; grows++) {
        begin_owners(&earlier, grows ? few : many, 3);
        begin_owners(&model, grows ? many : few, 3);
        view_decide(&view, two_rounds, 2, 5);
        for (size_t r = 0; r < disclosure_reader_count(view.disclosure); r++) {
            const struct disclosed *disclosed = view_show(&view, r);
            const struct shown_past *past = disclosed->node->past;
            assert_int_equal(disclosed->past_count, 2);
            assert_true(past[0].comparable && past[1].comparable);
            assert_int_equal(past[0].year, 2016);
            assert_int_equal(past[0].group[0].n, grows ? 0 : 25);
            assert_int_equal(past[1].group[0].n, grows ? 25 : 0);
            assert_memory_equal(&past[1].group[0], &disclosed->node->group[0],
                                sizeof past[1].group[0]);
            if (disclosed->reader == READER_GROUP) /* owners see themselves in both */
                assert_true(past[0].group[1].n > 0 && past[1].group[1].n > 0);
            if (disclosed->reader == READER_UNIT)
                assert_true((past[0].group[1].n > 0) == !grows
                            && (past[1].group[1].n > 0) == grows);
        }
    }
}

static void another_year_may_have_other_levels(void **state)
{
    (void)state;
    static const uint32_t one[] = {0, 0, 0, 0, 0, 0, 0};
    static const uint32_t region[] = {0, 0, 0, 1, 1, 1, 1};
    static const uint32_t owner[] = {0, 0, 0, 1, 1, 1, 1};
    /* The region was level 2 then, where the owner is now: it is still nobody's own. */
    begin(&earlier, 7, 7);
    model_level(&earlier, "part", false, 1, one);
    model_level(&earlier, "region", false, 2, region);
    model_level(&earlier, "owner", true, 2, owner);
    begin(&model, 7, 7);
    model_level(&model, "region", false, 2, region);
    model_level(&model, "owner", true, 2, owner);
    view_decide(&view, two_rounds, 2, 5);
    const struct shown_past *past = view_find(&view, "owner", "g00")->node->past;
    assert_nothing(&past[0].group[1]);
    assert_int_equal(past[0].group[2].n, 3);

    /* A group that did not own its units then, or does not now, sees of that year what
       anyone may. */
    for (int owns = 0; owns < 2; owns++) {
        begin(&earlier, 7, 7);
        model_level(&earlier, "owner", owns == 0, 2, owner);
        begin(&model, 7, 7);
        model_level(&model, "owner", owns == 1, 2, owner);
        view_decide(&view, two_rounds, 2, 5);
        past = view_find(&view, "owner", "g00")->node->past;
        assert_nothing(&past[0].group[1]);
        assert_int_equal(past[1].group[1].n, owns ? 3 : 0);
    }
}

static void nothing_is_shown_across_a_break_or_of_who_was_not_there(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {6, 7, 12};
    begin_owners(&earlier, sizes, 2);
    begin_owners(&model, sizes, 3);
    view_decide(&view, two_rounds, 2, 3);
    const struct shown_past *past =
        view_find(&view, "institution", "u0020")->node->past;
    assert_true(past[0].comparable);
    assert_true(past[0].own.points == NOTHING && past[0].own.low == NOTHING);
    assert_nothing(&past[0].group[1]);
    model.node[0].coverage_numerator = 1;
    view_decide(&view, two_rounds, 2, 3);
    for (size_t r = 0; r < disclosure_reader_count(view.disclosure); r++) {
        const struct disclosed *disclosed = view_show(&view, r);
        past = disclosed->node->past;
        assert_false(past[0].comparable);
        assert_true(past[0].own.points == NOTHING && past[0].own.high == NOTHING);
        for (size_t c = 0; c < disclosed->comparison_count; c++)
            assert_nothing(&past[0].group[c]);
    }
}

static void running_short_of_memory_is_told_and_leaves_nothing(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {6, 7, 12};
    begin_owners(&earlier, sizes, 2);
    begin_owners(&model, sizes, 3);
    view_decide(&view, two_rounds, 2, 5);
    size_t readers = disclosure_reader_count(view.disclosure);
    disclosure_free(view.disclosure);
    bool ok = false;
    for (unsigned long call = 1; !ok; call++) {
        struct fault fault = {0};
        memory_fail_from(call);
        ok = disclosure_decide(&view.disclosure, &view.trend, 1, 5, &fault);
        for (size_t r = 0; ok && r < readers; r++)
            ok = disclosure_show(&view.disclosed, view.disclosure, r, &fault);
        memory_fail_from(0);
        assert_int_equal(fault.kind, ok ? FAULT_NONE : FAULT_SYSTEM);
        disclosed_release(&view.disclosed);
        disclosed_release(&view.disclosed);
        disclosure_free(view.disclosure);
        view.disclosure = NULL;
        assert_true(call < 2000);
    }
}

static int release(void **state)
{
    (void)state;
    view_release(&view);
    model_release(&model);
    model_release(&earlier);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_groups_show_what_the_table_says),
        cmocka_unit_test(an_owner_sees_its_own_group_whatever_its_number),
        cmocka_unit_test(nobody_else_sees_a_small_owner),
        cmocka_unit_test(the_median_is_an_owners_from_five_units_whatever_k),
        cmocka_unit_test(broad_groups_rest_on_three_clusters_with_three_units_outside),
        cmocka_unit_test(readers_are_the_nation_then_groups_then_units),
        cmocka_unit_test(members_stand_in_danish_order_with_those_who_did_not_answer),
        cmocka_unit_test(own_answers_are_shown_to_their_unit_alone),
        cmocka_unit_test(numbers_and_several_are_shown_as_they_were_answered),
        cmocka_unit_test(what_only_holds_areas_together_has_no_score),
        cmocka_unit_test(every_reader_is_told_which_areas_are_measuring_points),
        cmocka_unit_test(a_value_on_its_own_range_goes_to_whoever_may_see_the_points),
        cmocka_unit_test(a_distribution_has_no_cell_below_k),
        cmocka_unit_test(earlier_rounds_obey_the_rules_of_their_own_year),
        cmocka_unit_test(another_year_may_have_other_levels),
        cmocka_unit_test(nothing_is_shown_across_a_break_or_of_who_was_not_there),
        cmocka_unit_test(running_short_of_memory_is_told_and_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}

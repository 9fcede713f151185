#include "prime.h"
#include "view.h"

#include <stdlib.h>

/* An attack on what disclosure lets through, by brute force: all readers but owners put
   their views together and solve for what was withheld. */

static struct model model;
static struct view view;
static struct model *const one_round[] = {&model};

#define ATOMS  6 /* groups at the narrowest level that is attacked */
#define ROWS   16
#define UNITS  160
#define OWNERS 12

/* What can be found by adding and subtracting published totals: the span of the shown
   groups, each a set of atoms, in row echelon form modulo a prime. */
struct span {
    int64_t row[ROWS][ATOMS];
    size_t row_count;
};

/* What is left of a set of atoms once the span is taken out of it; true if nothing. */
static bool reduce(const struct span *span, uint32_t set, int64_t left[ATOMS])
{
    bool nothing = true;
    for (uint32_t a = 0; a < ATOMS; a++)
        left[a] = set >> a & 1;
    for (size_t r = 0; r < span->row_count; r++) {
        uint32_t pivot = 0;
        while (span->row[r][pivot] == 0)
            pivot++;
        int64_t times = left[pivot] * inverse(span->row[r][pivot]) % PRIME;
        for (uint32_t a = 0; a < ATOMS; a++)
            left[a] = (left[a] + (PRIME - times) * span->row[r][a]) % PRIME;
    }
    for (uint32_t a = 0; a < ATOMS; a++)
        nothing = nothing && left[a] == 0;
    return nothing;
}

static void publish(struct span *span, uint32_t set)
{
    assert_true(span->row_count < ROWS);
    if (!reduce(span, set, span->row[span->row_count]))
        span->row_count++;
}

/* What a set of atoms rests on, counted from the units themselves. */
struct ground {
    uint32_t n;
    uint32_t clusters;
    uint32_t largest;
};

static struct ground count_ground(size_t atom_level, uint32_t set)
{
    struct ground ground = {0};
    uint32_t in_cluster[UNITS] = {0};
    for (uint32_t unit = 0; unit < model.population.unit_count; unit++) {
        if (*model_points(&model, 0, unit) < 0
            || (set >> model.group_of[atom_level][unit] & 1) == 0)
            continue;
        uint32_t *count = &in_cluster[population_cluster(&model.population, unit)];
        ground.n++;
        ground.clusters += ++*count == 1;
        if (*count > ground.largest)
            ground.largest = *count;
    }
    return ground;
}

/* The atoms with units that a group consists of. */
static uint32_t atoms_of(size_t atom_level, size_t level, uint32_t group)
{
    uint32_t set = 0;
    for (uint32_t unit = 0; unit < model.population.unit_count; unit++)
        if (model.group_of[level][unit] == group && *model_points(&model, 0, unit) >= 0)
            set |= 1u << model.group_of[atom_level][unit];
    return set;
}

/* 0 = in no view, else 1 + enum withheld; the same in every view it is in. */
static int seen[MODEL_LEVELS][MODEL_GROUPS];

static void note_seen(size_t level, const char *code, const struct shown_figures *shown)
{
    uint32_t group = (uint32_t)strtoul(code + (level > 0), NULL, 10);
    uint32_t n = benchmark_figures(&model.benchmark, 0, level, group)->n;
    if (shown->withheld != WITHHELD_NOT)
        assert_nothing(shown);
    else
        assert_int_equal(shown->n, n);
    assert_true(seen[level][group] == 0
                || seen[level][group] == 1 + (int)shown->withheld);
    seen[level][group] = 1 + (int)shown->withheld;
}

/* Level names are "nation", "1", "2", … here; owners' own views are left out. */
static void look_through_all_views(void)
{
    memset(seen, 0, sizeof seen);
    view_decide(&view, one_round, 1, 5);
    for (size_t r = 0; r < disclosure_reader_count(view.disclosure); r++) {
        const struct disclosed *disclosed = view_show(&view, r);
        if (disclosed->member_count > 0)
            continue;
        for (size_t c = 0; c < disclosed->comparison_count; c++)
            note_seen(c, c == 0 ? "0" : disclosed->comparison[c].code,
                      &disclosed->node->group[c]);
        for (size_t g = 0; g < disclosed->below_count; g++)
            note_seen(1, disclosed->below[g].group.code,
                      &disclosed->below[g].figures[0]);
    }
}

static bool is_shown(size_t atom_level, uint32_t set)
{
    for (size_t l = 0; l <= atom_level; l++)
        for (uint32_t g = 0; g < model.level[l].group_count; g++)
            if (seen[l][g] == 1 + WITHHELD_NOT && atoms_of(atom_level, l, g) == set)
                return true;
    return false;
}

/* Whoever knows a withheld group's total, as those in it together may, takes it out of
   what is found, and is left with three units or more of the others; except where all
   of a published group's children are withheld, so that its own rules are all there
   is to keep. */
static void attack_from_within(const struct span *span, size_t atom_level, uint32_t all,
                               uint32_t insider)
{
    struct span known = *span;
    int64_t left[ATOMS];
    publish(&known, insider);
    for (uint32_t set = 1; set < 1u << ATOMS; set++)
        if ((set & ~all) == 0 && (set & insider) == 0 && reduce(&known, set, left)
            && count_ground(atom_level, set).n < 3)
            assert_true(is_shown(atom_level, set | insider));
}

/* Whatever total of groups below `root` can be found could as well have been published,
   and no withheld one can be found. */
static void attack(size_t root_level, uint32_t root, size_t atom_level, bool clusters)
{
    struct span span = {0};
    int64_t left[ATOMS];
    uint32_t all = atoms_of(atom_level, root_level, root);
    for (size_t l = root_level; l <= atom_level; l++)
        for (uint32_t g = 0; g < model.level[l].group_count; g++) {
            uint32_t set = atoms_of(atom_level, l, g);
            if (set != 0 && (set & ~all) == 0 && seen[l][g] == 1 + WITHHELD_NOT)
                publish(&span, set);
        }
    for (uint32_t set = 1; set < 1u << ATOMS; set++) {
        if ((set & ~all) != 0 || !reduce(&span, set, left))
            continue;
        struct ground ground = count_ground(atom_level, set);
        assert_true(ground.n >= 5);
        if (clusters)
            assert_true(ground.clusters >= 3 && ground.n - ground.largest >= 3);
    }
    for (size_t l = root_level; l <= atom_level; l++)
        for (uint32_t g = 0; g < model.level[l].group_count; g++) {
            uint32_t set = atoms_of(atom_level, l, g);
            if (set == 0 || (set & ~all) != 0 || seen[l][g] == 1 + WITHHELD_NOT)
                continue;
            assert_false(reduce(&span, set, left));
            attack_from_within(&span, atom_level, all, set);
        }
}

static void begin(uint32_t units)
{
    model_begin(&model, units);
    model_scale(&model, 5);
    model_node(&model, NAMES_NONE, "all", 1);
}

static uint64_t seed = 20200412;

static void score_by_chance(void)
{
    uint32_t missing = model_chance(&seed, 4);
    for (uint32_t row = 0; row < model.population.unit_count; row++)
        *model_points(&model, 0, row) =
            model_chance(&seed, 10) < missing
                ? SCORE_TOO_FEW
                : (int64_t)model_chance(&seed, 2000000000) * 50;
    model_set_scores(&model);
}

/* Small and large owners, dealt out to `count` groups by chance. */
static void deal_owners(uint32_t owner[], uint32_t part_of[], uint32_t units,
                        uint32_t count)
{
    uint32_t owners = 1 + model_chance(&seed, OWNERS);
    uint32_t home[OWNERS];
    for (uint32_t o = 0; o < OWNERS; o++)
        home[o] = model_chance(&seed, 1 + model_chance(&seed, count));
    for (uint32_t unit = 0; unit < units; unit++) {
        owner[unit] = model_chance(&seed, 1 + model_chance(&seed, owners));
        part_of[unit] = home[owner[unit]];
    }
}

static void regions_over_owners_hold_out(void **state)
{
    (void)state;
    static uint32_t owner[UNITS];
    static uint32_t region[UNITS];
    for (int turn = 0; turn < 3000; turn++) {
        uint32_t units = 1 + model_chance(&seed, 60);
        begin(units);
        deal_owners(owner, region, units, ATOMS);
        model_level(&model, "1", false, ATOMS, region);
        model_level(&model, "2", true, OWNERS, owner);
        score_by_chance();
        look_through_all_views();
        attack(0, 0, 1, true);
    }
}

static void units_that_stand_alone_hold_out(void **state)
{
    (void)state;
    static uint32_t region[UNITS];
    for (int turn = 0; turn < 2000; turn++) {
        uint32_t units = 1 + model_chance(&seed, 40);
        begin(units);
        for (uint32_t unit = 0; unit < units; unit++)
            region[unit] = model_chance(&seed, 1 + model_chance(&seed, ATOMS));
        model_level(&model, "1", false, ATOMS, region);
        score_by_chance();
        look_through_all_views();
        attack(0, 0, 1, true);
    }
}

static void two_levels_over_owners_hold_out(void **state)
{
    (void)state;
    static uint32_t owner[UNITS];
    static uint32_t part[UNITS];
    static uint32_t region[UNITS];
    for (int turn = 0; turn < 3000; turn++) {
        uint32_t units = 20 + model_chance(&seed, 100);
        begin(units);
        deal_owners(owner, part, units, ATOMS);
        for (uint32_t unit = 0; unit < units; unit++)
            region[unit] = part[unit] / 2;
        model_level(&model, "1", false, ATOMS / 2, region);
        model_level(&model, "2", false, ATOMS, part);
        model_level(&model, "3", true, OWNERS, owner);
        score_by_chance();
        look_through_all_views();
        attack(0, 0, 2, true);
    }
}

static void groups_within_an_owner_hold_out(void **state)
{
    (void)state;
    static uint32_t owner[UNITS];
    static uint32_t quarter[UNITS];
    for (int turn = 0; turn < 2000; turn++) {
        uint32_t units = 1 + model_chance(&seed, 60);
        begin(units);
        for (uint32_t unit = 0; unit < units; unit++) {
            quarter[unit] = model_chance(&seed, 1 + model_chance(&seed, ATOMS));
            owner[unit] = quarter[unit] / 3;
        }
        model_level(&model, "1", true, 2, owner);
        model_level(&model, "2", false, ATOMS, quarter);
        score_by_chance();
        look_through_all_views();
        for (uint32_t o = 0; o < 2; o++)
            attack(1, o, 2, false);
    }
}

/* The nation's own list and each region's readers, for named sizes. */
static void smallest_neighbour_is_withheld_first(void **state)
{
    (void)state;
    static const uint32_t size[] = {20, 9, 4, 9, 12};
    static uint32_t region[UNITS];
    uint32_t units = 0;
    for (uint32_t g = 0; g < 5; g++)
        for (uint32_t i = 0; i < size[g]; i++)
            region[units++] = g;
    begin(units);
    model_level(&model, "1", false, 5, region);
    for (uint32_t row = 0; row < units; row++)
        *model_points(&model, 0, row) = (int64_t)row * POINT;
    model_set_scores(&model);
    look_through_all_views();
    static const enum withheld expected[] = {WITHHELD_NOT, WITHHELD_COMPLEMENT,
                                             WITHHELD_FEW_UNITS, WITHHELD_NOT,
                                             WITHHELD_NOT};
    for (uint32_t g = 0; g < 5; g++)
        assert_int_equal(seen[1][g], 1 + (int)expected[g]);
}

/* Four groups of owners; the last rests on two and is withheld everywhere. Many in the
   second answered only the second area. Were the third withheld in that area alone, its
   figure would be what its overall and its other area leave, and the fourth's with it.
 */
static void the_same_neighbour_is_withheld_in_every_area(void **state)
{
    (void)state;
    static uint32_t owner[UNITS];
    static uint32_t region[UNITS];
    static const uint32_t size[] = {30, 14, 15, 8};
    uint32_t units = 0;
    for (uint32_t g = 0; g < 4; g++)
        for (uint32_t i = 0; i < size[g]; i++, units++) {
            region[units] = g;
            owner[units] = g * 3 + i % (g == 3 ? 2 : 3);
        }
    begin(units);
    model_node(&model, 0, "a", 1);
    model_node(&model, 0, "b", 1);
    model_level(&model, "1", false, 4, region);
    model_level(&model, "2", true, OWNERS, owner);
    for (uint32_t node = 0; node < 3; node++)
        for (uint32_t row = 0; row < units; row++)
            *model_points(&model, node, row) =
                (node < 2 && region[row] == 1 && row % 2 == 0)
                        || (node == 2 && region[row] == 1 && row % 16 == 1)
                    ? SCORE_TOO_FEW
                    : (int64_t)row * POINT;
    for (uint32_t row = 0; row < units; row++)
        if (region[row] == 2 && row % 5 == 0)
            for (uint32_t node = 0; node < 3; node++)
                *model_points(&model, node, row) = SCORE_TOO_FEW;
    model_set_scores(&model);
    view_decide(&view, one_round, 1, 5);
    const struct disclosed *nation = view_show(&view, 0);
    for (uint32_t g = 0; g < 4; g++)
        for (uint32_t node = 1; node < 3; node++)
            assert_int_equal(nation->below[g].figures[node].withheld,
                             nation->below[g].figures[0].withheld);
    assert_int_equal(nation->below[3].figures[0].withheld, WITHHELD_FEW_CLUSTERS);
    assert_int_equal(nation->below[1].figures[0].withheld, WITHHELD_COMPLEMENT);
    assert_int_equal(nation->below[2].figures[0].withheld, WITHHELD_NOT);
}

/* Figures in a view that only one unit's own score can explain. */
static void assert_not_anothers(const struct disclosed *disclosed, int64_t value)
{
    for (uint32_t unit = 0; unit < model.population.unit_count; unit++) {
        bool own = strcmp(model.unit_text[unit], disclosed->code) == 0;
        for (size_t m = 0; m < disclosed->member_count; m++)
            own = own || strcmp(model.unit_text[unit], disclosed->member[m].id) == 0;
        for (uint32_t node = 0; node < 3 && !own; node++)
            assert_true(*model_points(&model, node, unit) != value);
    }
}

static void search_figures(const struct disclosed *disclosed,
                           const struct shown_figures *figures, bool of_owner)
{
    if (figures->withheld != WITHHELD_NOT) {
        assert_nothing(figures);
        return;
    }
    assert_true(of_owner || figures->n >= 5);
    assert_int_equal(figures->sd != NOTHING, figures->n >= 10);
    assert_int_equal(figures->quartile[0] != NOTHING, figures->n >= 10);
    assert_int_equal(figures->quartile[2] != NOTHING, figures->n >= 10);
    assert_not_anothers(disclosed, figures->mean);
    assert_not_anothers(disclosed, figures->sd);
    /* A quartile between two units is neither's; where it falls on one (n - 1 a
       multiple of 4, or of 2 for the median) the rule of ten units allows it. */
    for (uint32_t quarter = 1; quarter <= 3; quarter++)
        if ((figures->n - 1) * quarter % 4 != 0)
            assert_not_anothers(disclosed, figures->quartile[quarter - 1]);
}

static void search_view(const struct disclosed *disclosed)
{
    for (size_t n = 0; n < disclosed->node_count; n++) {
        const struct shown_node *node = &disclosed->node[n];
        const struct shown_past *past = &node->past[disclosed->past_count - 1];
        const int64_t own[] = {node->own.points, node->own.low, node->own.high,
                               past->own.points, past->own.low, past->own.high};
        for (size_t i = 0; i < sizeof own / sizeof *own; i++)
            assert_not_anothers(disclosed, own[i]);
        for (size_t c = 0; c < disclosed->comparison_count; c++) {
            bool owner = disclosed->member_count > 0 && c == disclosed->own_comparison;
            search_figures(disclosed, &node->group[c], owner);
            search_figures(disclosed, &past->group[c], owner);
            assert_true(node->rank[c] == NOTHING || node->group[c].n >= 10);
        }
        for (size_t g = 0; g < disclosed->below_count; g++)
            search_figures(disclosed, &disclosed->below[g].figures[n], false);
        for (size_t m = 0; m < disclosed->member_count; m++)
            if (disclosed->member[m].answered)
                assert_not_anothers(disclosed, disclosed->member[m].score[n].points);
    }
}

static void no_view_holds_the_figures_of_another_unit(void **state)
{
    (void)state;
    static uint32_t owner[UNITS];
    static uint32_t region[UNITS];
    for (int turn = 0; turn < 6; turn++) {
        uint32_t units = 90;
        begin(units);
        model_node(&model, 0, "a", 1);
        model_node(&model, 0, "b", 1);
        deal_owners(owner, region, units, 3);
        model_level(&model, "1", false, 3, region);
        model_level(&model, "2", true, OWNERS, owner);
        for (uint32_t node = 0; node < 3; node++)
            for (uint32_t row = 0; row < units; row++)
                *model_points(&model, node, row) =
                    (int64_t)model_chance(&seed, 2000000000) * 50 + row % 50;
        model_set_scores(&model);
        view_decide(&view, one_round, 1, 5);
        for (size_t r = 0; r < disclosure_reader_count(view.disclosure); r++)
            search_view(view_show(&view, r));
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
        cmocka_unit_test(smallest_neighbour_is_withheld_first),
        cmocka_unit_test(the_same_neighbour_is_withheld_in_every_area),
        cmocka_unit_test(units_that_stand_alone_hold_out),
        cmocka_unit_test(regions_over_owners_hold_out),
        cmocka_unit_test(two_levels_over_owners_hold_out),
        cmocka_unit_test(groups_within_an_owner_hold_out),
        cmocka_unit_test(no_view_holds_the_figures_of_another_unit),
    };
    return cmocka_run_group_tests(tests, NULL, release);
}

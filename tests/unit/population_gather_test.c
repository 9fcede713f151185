#include "population/population.h"

#include "base/text.h"
#include "support.h"

/* A population of whoever stands in an answer file. */

static const char *const named[] = {"nummer", "Id"};

static bool gather(struct place *place, struct population *population,
                   const char *bytes, size_t size, const char *first,
                   const char *second)
{
    struct source source = source_of(bytes, size);
    struct gathered_columns wanted = {.identified_by = named,
                                      .identified_by_count = 2,
                                      .column = {first, second},
                                      .column_count = first == NULL    ? 0
                                                      : second == NULL ? 1
                                                                       : 2};
    place_reset(place);
    return population_gather(population, &source, &wanted, &place->fault);
}

#define GATHER(place, population, literal, first, second)                              \
    do {                                                                               \
        assert_true(gather(place, population, BYTES(literal), first, second));         \
        assert_no_problem(place);                                                      \
    } while (0)

/* The units, parted by '|'; behind each, for every level but the nation, its group. */
static void assert_gathered(const struct population *population, const char *wanted)
{
    struct text text = {0};
    text_add(&text, "");
    for (uint32_t u = 0; u < population->unit_count; u++) {
        text_print(&text, "%s%s", u == 0 ? "" : "|", population->unit_id[u]);
        assert_ptr_equal(population->unit_name[u], population->unit_id[u]);
        assert_int_equal(population_find(population, population->unit_id[u],
                                         strlen(population->unit_id[u])),
                         u);
        assert_int_equal(population->level[0].group_of[u], 0);
        for (size_t l = 1; l < population->level_count; l++)
            text_print(
                &text, " %s",
                population->level[l].group[population->level[l].group_of[u]].code);
    }
    assert_string_equal(text.bytes, wanted);
    text_release(&text);
}

/* The groups of a level and how many units each has. */
static void assert_groups(const struct population *population, size_t level,
                          const char *id, const char *wanted)
{
    struct text text = {0};
    text_add(&text, "");
    assert_true(level < population->level_count);
    const struct level *found = &population->level[level];
    assert_string_equal(found->id, id);
    assert_false(found->owner);
    for (uint32_t g = 0; g < found->group_count; g++)
        text_print(&text, "%s%s:%u", g == 0 ? "" : " ", found->group[g].code,
                   (unsigned)found->group[g].unit_count);
    assert_string_equal(text.bytes, wanted);
    text_release(&text);
}

static void units_stand_in_byte_order_of_their_trimmed_ids(void **state)
{
    struct place *place = *state;
    struct population population;
    GATHER(place, &population,
           "id;Q1\nb;1\n \ta b\t ;2\n\xc3\xa6;3\nB;1\n10;1\n\"\t 9 \";1\n", NULL, NULL);
    assert_gathered(&population, "10|9|B|a b|b|\xc3\xa6");
    assert_int_equal(population.level_count, 1);
    assert_groups(&population, 0, "nation", ":6");
    assert_int_equal(population_owner_level(&population), 1);
    assert_int_equal(population_cluster_count(&population), 6);
    assert_int_equal(population_find(&population, " b", 2), NAMES_NONE);
    assert_false(population.generated);
    population_release(&population);
    population_release(&population);
    assert_int_equal(population.unit_count, 0);
}

static void who_stands_there_twice_is_one_unit_as_in_the_first_row(void **state)
{
    struct place *place = *state;
    struct population population;
    GATHER(place, &population, "id,group\nu,west\nv,east\n u ,east\n", "group", NULL);
    assert_gathered(&population, "u west|v east");
    assert_groups(&population, 1, "group", "east:1 west:1");
    population_release(&population);
}

static void rows_without_an_id_are_nobody(void **state)
{
    struct place *place = *state;
    struct population population;
    /* What stands in such a row is not carried over to the next. */
    GATHER(place, &population,
           "Q1,id,group\n1,,west\n\n1, \t,north\n2,u\n3,v,east\n4\n", "group", NULL);
    assert_gathered(&population, "u |v east");
    assert_groups(&population, 1, "group", ":1 east:1");
    assert_groups(&population, 0, "nation", ":2");
    population_release(&population);
}

static void without_a_column_of_ids_there_is_nobody(void **state)
{
    struct place *place = *state;
    struct population population;
    GATHER(place, &population, "unit,group\nu,west\n", "group", NULL);
    assert_int_equal(population.unit_count, 0);
    assert_int_equal(population.level_count, 2);
    assert_groups(&population, 0, "nation", ":0");
    assert_groups(&population, 1, "group", "");
    assert_int_equal(population_find(&population, "u", 1), NAMES_NONE);
    population_release(&population);
    GATHER(place, &population, "id,group\n", "group", NULL);
    assert_int_equal(population.unit_count, 0);
    population_release(&population);
}

static void columns_are_found_without_regard_to_case_and_spaces(void **state)
{
    struct place *place = *state;
    struct population population;
    GATHER(place, &population,
           "REGION,  nUmMeR ,Group  of\xc2\xa0PEERS,id\nwest,u,1,x\neast,v,2,y\n",
           "group of peers", "Region");
    /* The first of two columns that could say who answers; levels stand in the order
       they were asked for, by the name asked for. */
    assert_gathered(&population, "u 1 west|v 2 east");
    assert_groups(&population, 1, "group of peers", "1:1 2:1");
    assert_groups(&population, 2, "Region", "east:1 west:1");
    population_release(&population);
}

static void a_column_that_is_not_there_makes_no_level(void **state)
{
    struct place *place = *state;
    struct population population;
    GATHER(place, &population, "id,region\nu,west\n", "group", "region");
    assert_gathered(&population, "u west");
    assert_int_equal(population.level_count, 2);
    assert_groups(&population, 1, "region", "west:1");
    population_release(&population);
    /* Of a name that stands twice, the first; one that only begins so is another. */
    GATHER(place, &population, "id,groups,group,Group\nu,a,b,c\n", "group", NULL);
    assert_gathered(&population, "u b");
    population_release(&population);
}

static void blank_cells_are_a_group_of_their_own(void **state)
{
    struct place *place = *state;
    struct population population;
    GATHER(place, &population, "group,id\n,u\n\t ,v\nwest,w\n west,x\nWest,y\n",
           "group", NULL);
    assert_gathered(&population, "u |v |w west|x west|y West");
    assert_groups(&population, 1, "group", ":2 West:1 west:2");
    population_release(&population);
}

enum { MANY = 3000 };

static void many_groups_stay_apart(void **state)
{
    struct place *place = *state;
    struct population population;
    struct text text = {0};
    text_add(&text, "id,group,pair\n");
    for (unsigned u = 0; u < MANY; u++)
        text_print(&text, "u%04u,g%04u,p%u\n", u * 7 % MANY, u * 11 % MANY, u % 2);
    assert_true(gather(place, &population, text.bytes, text.length, "group", "pair"));
    assert_no_problem(place);
    assert_int_equal(population.unit_count, MANY);
    assert_int_equal(population.level[1].group_count, MANY);
    assert_groups(&population, 2, "pair", "p0:1500 p1:1500");
    for (unsigned u = 0; u < MANY; u++) {
        char wanted[16];
        unsigned unit = u * 7 % MANY;
        snprintf(wanted, sizeof wanted, "u%04u", unit);
        assert_string_equal(population.unit_id[unit], wanted);
        snprintf(wanted, sizeof wanted, "g%04u", u * 11 % MANY);
        const struct level *level = &population.level[1];
        assert_string_equal(level->group[level->group_of[unit]].code, wanted);
        assert_int_equal(level->group[level->group_of[unit]].unit_count, 1);
        assert_int_equal(population.level[2].group_of[unit], u % 2);
    }
    text_release(&text);
    population_release(&population);
}

static void what_is_no_table_is_told(void **state)
{
    struct place *place = *state;
    struct population population;
    assert_false(gather(place, &population, BYTES("id;Q1\n\"u;1\n"), "Q1", NULL));
    assert_int_equal(place->fault.kind, FAULT_DATA);
    assert_int_equal(population.unit_count, 0);
    assert_null(population.level);
    /* That a file is empty is told by whoever reads the answers. */
    GATHER(place, &population, "", "Q1", NULL);
    assert_int_equal(population.unit_count, 0);
    population_release(&population);
}

static bool gather_short(void *context, struct fault *fault)
{
    struct population population;
    struct source source =
        source_of(BYTES("id,group,pair\nw,b,1\nu,a,1\nu,c,2\nv,,2\n"));
    struct gathered_columns wanted = {.identified_by = named,
                                      .identified_by_count = 2,
                                      .column = {"group", "pair"},
                                      .column_count = 2};
    (void)context;
    bool done = population_gather(&population, &source, &wanted, fault);
    /* Nothing may be allocated here. */
    assert_int_equal(population.unit_count, done ? 3 : 0);
    assert_int_equal(population.level_count, done ? 3 : 0);
    if (!done)
        assert_null(population.unit_id);
    population_release(&population);
    return done;
}

static void running_short_of_memory_leaves_nothing(void **state)
{
    (void)state;
    assert_survives_shortage(gather_short, NULL);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, place_open, place_close)

int main(void)
{
    const struct CMUnitTest test[] = {
        HERE(units_stand_in_byte_order_of_their_trimmed_ids),
        HERE(who_stands_there_twice_is_one_unit_as_in_the_first_row),
        HERE(rows_without_an_id_are_nobody),
        HERE(without_a_column_of_ids_there_is_nobody),
        HERE(columns_are_found_without_regard_to_case_and_spaces),
        HERE(a_column_that_is_not_there_makes_no_level),
        HERE(blank_cells_are_a_group_of_their_own),
        HERE(many_groups_stay_apart),
        HERE(what_is_no_table_is_told),
        HERE(running_short_of_memory_leaves_nothing),
    };
    return cmocka_run_group_tests(test, NULL, NULL);
}

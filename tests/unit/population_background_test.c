/* What registers tell of units beside their place: numbers, and groups across the
   levels. */

#include "population/population.h"

#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#define REAL "questionnaires/registers/denmark.json"
#define NANO INT64_C(1000000000)

#define HEAD                                                                           \
    "{\"format\": \"baseline-registers-1\",\n"                                         \
    " \"nation\": {\"code\": \"xx\", \"name\": {\"da\": \"Landet\", \"en\": "          \
    "\"Land\"}},\n"                                                                    \
    " \"levels\": [\n"                                                                 \
    "  {\"id\": \"region\", \"one\": {\"en\": \"r\"}, \"many\": {\"en\": \"rr\"}},\n"  \
    "  {\"id\": \"hall\", \"one\": {\"en\": \"h\"}, \"many\": {\"en\": \"hh\"},"       \
    " \"owner\": true}],\n"                                                            \
    " \"registers\": [\n"                                                              \
    "  {\"id\": \"rooms\", \"file\": \"rooms.csv\", \"one\": {\"en\": \"room\"},"      \
    " \"many\": {\"en\": \"rooms\"},"                                                  \
    " \"columns\": {\"id\": \"id\", \"name\": \"name\"},\n   \"background\": "
#define TAIL                                                                           \
    ",\n   \"groups\": {\"hall\": {\"code\": \"hall\", \"register\": \"halls\"}}},\n"  \
    "  {\"id\": \"halls\", \"file\": \"halls.csv\", \"one\": {\"en\": \"hall\"},"      \
    " \"many\": {\"en\": \"halls\"},"                                                  \
    " \"columns\": {\"id\": \"code\", \"name\": \"name\"},"                            \
    " \"groups\": {\"region\": {\"code\": \"reg\", \"name\": \"region\"}}}]}"

#define WORDS                                                                          \
    "\"one\": {\"en\": \"one\"}, \"many\": {\"da\": \"ting\", \"en\": \"things\"}, "

static const char plain[] =
    "{\"categories\": [{\"id\": \"kind\", " WORDS "\"column\": \"kind\","
    " \"values\": {\"b\": {\"da\": \"Bo\", \"en\": \"Bee\"}}},\n"
    "  {\"id\": \"colour\", " WORDS "\"column\": \"colour\", \"of\": \"hall\","
    " \"file\": \"paint.csv\", \"key\": \"hall\"}],\n"
    " \"numbers\": [{\"id\": \"seats\", " WORDS "\"column\": \"seats\"},\n"
    "  {\"id\": \"doors\", " WORDS "\"column\": \"doors\", \"of\": \"hall\"}],\n"
    " \"classes\": [{\"id\": \"size\", " WORDS "\"number\": \"seats\","
    " \"limits\": [2.5, 1000]}],\n"
    " \"size\": \"seats\", \"similar\": {\"by\": [\"doors\", \"seats\"], \"count\": 4}}";
static const char plain_halls[] = "code;name;reg;region;doors\n"
                                  "B;Bee;2;South;0.25\n"
                                  "A;Aye;1;North;-3\n"
                                  "C;Sea;1;North;\n";
static const char plain_rooms[] = "name,id,hall,kind,seats\n"
                                  "Red,r3,B,b,2\n"
                                  "Blue,r1,A, a ,1000\n"
                                  "Green,R2,C,,3\n"
                                  "Grey,r2,A,b,-1\n";
static const char plain_paint[] = "hall,colour\nA,white\nZ,black\n";

struct place {
    char folder[64];
    struct population population;
    struct background background;
    struct problems problems;
    struct fault fault;
};

static void put(const struct place *place, const char *name, const char *text)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", place->folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static void put_background(const struct place *place, const char *background)
{
    char text[4096];
    snprintf(text, sizeof text, "%s%s%s", HEAD, background, TAIL);
    put(place, "registers.json", text);
}

static int open_place(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    snprintf(place->folder, sizeof place->folder, "/tmp/background-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    put_background(place, plain);
    put(place, "halls.csv", plain_halls);
    put(place, "rooms.csv", plain_rooms);
    put(place, "paint.csv", plain_paint);
    *state = place;
    return 0;
}

static int close_place(void **state)
{
    static const char *const name[] = {"registers.json", "halls.csv", "rooms.csv",
                                       "paint.csv"};
    struct place *place = *state;
    char path[160];
    population_release(&place->population);
    background_release(&place->background);
    problems_release(&place->problems);
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        snprintf(path, sizeof path, "%s/%s", place->folder, name[i]);
        unlink(path);
    }
    rmdir(place->folder);
    free(place);
    return 0;
}

static bool load_from(struct place *place, const char *descriptor, const char *id)
{
    population_release(&place->population);
    background_release(&place->background);
    problems_release(&place->problems);
    place->fault = (struct fault){0};
    return population_load(&place->population, descriptor, id, &place->problems,
                           &place->fault)
           && population_load_background(&place->background, &place->population,
                                         descriptor, &place->problems, &place->fault);
}

static bool load(struct place *place)
{
    char path[160];
    snprintf(path, sizeof path, "%s/registers.json", place->folder);
    return load_from(place, path, "rooms");
}

static void assert_loads(struct place *place)
{
    if (!load(place))
        fail_msg("%s %s", place->fault.what,
                 place->problems.problem_count > 0 ? place->problems.problem[0].what
                                                   : "");
}

static void assert_problem(struct place *place, const char *file, size_t row,
                           size_t column, const char *what)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", place->folder, file);
    assert_false(load(place));
    assert_int_equal(place->fault.kind, FAULT_NONE);
    assert_int_equal(place->problems.error_count, 1);
    const struct problem *problem = &place->problems.problem[0];
    assert_string_equal(problem->what, what);
    assert_string_equal(problem->where, path);
    assert_int_equal(problem->row, row);
    assert_int_equal(problem->column, column);
}

static void assert_group(const struct level *level, uint32_t group, const char *code,
                         const char *english, uint32_t units)
{
    assert_true(group < level->group_count);
    assert_string_equal(level->group[group].code, code);
    assert_string_equal(level->group[group].name.in[LANGUAGE_EN], english);
    assert_int_equal(level->group[group].unit_count, units);
}

/* Units in byte order: R2 r1 r2 r3. */
static void numbers_are_those_of_the_unit_or_of_its_group(void **state)
{
    struct place *place = *state;
    assert_loads(place);
    const struct background *background = &place->background;
    static const int64_t seats[] = {3 * NANO, 1000 * NANO, NUMBER_UNKNOWN, 2 * NANO};
    static const int64_t doors[] = {NUMBER_UNKNOWN, -3 * NANO, -3 * NANO, NANO / 4};
    assert_int_equal(background->number_count, 2);
    assert_int_equal(background->size, 0);
    assert_string_equal(background->number[0].id, "seats");
    assert_memory_equal(background->number[0].value, seats, sizeof seats);
    assert_memory_equal(background->number[1].value, doors, sizeof doors);
    assert_int_equal(background->similar_count, 2);
    assert_int_equal(background->similar[0], 1);
    assert_int_equal(background->similar[1], 0);
    assert_int_equal(background->similar_units, 4);
}

static void columns_make_groups_and_what_is_not_stated_is_one(void **state)
{
    struct place *place = *state;
    assert_loads(place);
    const struct background *background = &place->background;
    assert_int_equal(background->grouping_count, 3);
    assert_int_equal(background->category_count, 2);
    const struct level *kind = &background->grouping[0];
    static const uint32_t kind_of[] = {2, 0, 1, 1};
    assert_string_equal(kind->id, "kind");
    assert_true(kind->crossing);
    assert_int_equal(kind->group_count, 3);
    assert_group(kind, 0, "a", "a", 1);
    assert_group(kind, 1, "b", "Bee", 2);
    assert_group(kind, 2, "", "not stated", 1);
    assert_memory_equal(kind->group_of, kind_of, sizeof kind_of);
    const struct level *colour = &background->grouping[1];
    static const uint32_t colour_of[] = {1, 0, 0, 1};
    assert_int_equal(colour->group_count, 2);
    assert_group(colour, 0, "white", "white", 2);
    assert_group(colour, 1, "", "not stated", 2);
    assert_memory_equal(colour->group_of, colour_of, sizeof colour_of);
}

static void classes_begin_at_their_limits(void **state)
{
    struct place *place = *state;
    assert_loads(place);
    const struct level *size = &place->background.grouping[2];
    static const uint32_t size_of[] = {1, 2, 3, 0};
    assert_int_equal(size->group_count, 4);
    assert_group(size, 0, "01", "under 2.5 things", 1);
    assert_group(size, 1, "02", "2.5 to under 1,000 things", 1);
    assert_group(size, 2, "03", "1,000 things or more", 1);
    assert_group(size, 3, "", "not stated", 1);
    assert_memory_equal(size->group_of, size_of, sizeof size_of);
    assert_string_equal(size->group[1].name.in[LANGUAGE_DA],
                        "2,5 til under 1.000 ting");
    assert_string_equal(size->group[2].name.in[LANGUAGE_DA], "1.000 ting og derover");
}

static void the_order_of_rows_makes_no_difference(void **state)
{
    struct place *place = *state;
    assert_loads(place);
    int64_t seats[4];
    uint32_t kind[4];
    memcpy(seats, place->background.number[0].value, sizeof seats);
    memcpy(kind, place->background.grouping[0].group_of, sizeof kind);
    put(place, "rooms.csv",
        "name,id,seats,hall,kind\n"
        "Grey,r2,-1,A,b\n"
        "Green,R2,3,C,\n"
        "Blue,r1,1000,A,a\n"
        "Red,r3,2,B,b\n");
    assert_loads(place);
    assert_memory_equal(place->background.number[0].value, seats, sizeof seats);
    assert_memory_equal(place->background.grouping[0].group_of, kind, sizeof kind);
}

static void a_register_without_background_has_none(void **state)
{
    struct place *place = *state;
    put_background(place, "{}");
    assert_loads(place);
    assert_int_equal(place->background.grouping_count, 0);
    assert_int_equal(place->background.number_count, 0);
    assert_int_equal(place->background.size, 0);
    char path[160];
    snprintf(path, sizeof path, "%s/registers.json", place->folder);
    assert_true(load_from(place, path, "halls"));
    assert_int_equal(place->background.grouping_count, 0);
}

static void the_population_is_widened_for_analysts(void **state)
{
    struct place *place = *state;
    struct population wide_one;
    assert_loads(place);
    const struct population *population = &place->population;
    assert_true(population_widen(&wide_one, population, &place->background, NAMES_NONE,
                                 &place->fault));
    assert_int_equal(population->level_count, 3);
    assert_int_equal(wide_one.level_count, 6);
    assert_string_equal(wide_one.level[3].id, "kind");
    assert_int_equal(population_owner_level(&wide_one), 2);
    assert_int_equal(wide_one.level[0].group[0].unit_count, 4);
    uint32_t grey = population_find(population, "r2", 2);
    assert_true(population_widen(&wide_one, population, &place->background, grey,
                                 &place->fault));
    assert_int_equal(wide_one.level[0].group[0].unit_count, 3);
    assert_int_equal(wide_one.level[2].group[0].unit_count, 1);
    assert_int_equal(wide_one.level[3].group[1].unit_count, 1);
    assert_int_equal(population->level[0].group[0].unit_count, 4);
    assert_int_equal(place->background.grouping[0].group[1].unit_count, 2);
}

static void what_is_wrong_in_a_column_is_told_by_its_cell(void **state)
{
    struct place *place = *state;
    put(place, "rooms.csv", "name,id,hall,kind,seats\nRed,r3,B,b,2\nBlue,r1,A,a,1,5\n");
    assert_false(load(place));
    put(place, "rooms.csv",
        "name,id,hall,kind,seats\nRed,r3,B,b,2\nBlue,r1,A,a,many\n");
    assert_problem(place, "rooms.csv", 3, 5, "\"many\" is no number, such as 12.5");
    put(place, "rooms.csv", "name,id,hall,kind,seats\nRed,r3,B,b,2\nBlue,r1,A,a,2.5\n");
    assert_problem(place, "rooms.csv", 3, 5,
                   "\"2.5\" is no whole number, as a size must be");
    put(place, "rooms.csv",
        "name,id,hall,kind,seats\nRed,r3,B,b,2\nBlue,r1,A,a,1234567890\n");
    assert_problem(place, "rooms.csv", 3, 5,
                   "\"1234567890\" is no number, such as 12.5");
    put(place, "rooms.csv", "name,id,hall,kind,seats\nRed,r3,B,b,2\nBlue,r1,A,a,7.\n");
    assert_problem(place, "rooms.csv", 3, 5, "\"7.\" is no number, such as 12.5");
    put(place, "rooms.csv", "name,id,hall,kind,chairs\nBlue,r1,A,b,2\n");
    assert_problem(place, "rooms.csv", 1, 0, "there is no column \"seats\"");
}

/* A cell that stands for many units is told of once. */
static void what_is_wrong_in_a_file_beside_the_register_is_told_there(void **state)
{
    struct place *place = *state;
    put(place, "halls.csv",
        "code;name;reg;region;doors\nB;Bee;2;South;1\n"
        "A;Aye;1;North;x\nC;Sea;1;North;1\n");
    assert_problem(place, "halls.csv", 3, 5, "\"x\" is no number, such as 12.5");
    put(place, "halls.csv", plain_halls);
    put(place, "paint.csv", "hall,colour\nA,white\nA,black\n");
    assert_problem(place, "paint.csv", 3, 1, "the id \"A\" stands in row 2 already");
    put(place, "paint.csv", "hall,colour\nX,white\n");
    assert_problem(place, "paint.csv", 0, 0,
                   "none of the register's \"hall\" stands in the file");
    put(place, "paint.csv", "hal,colour\nA,white\n");
    assert_problem(place, "paint.csv", 1, 0, "there is no column \"hall\"");
}

static void assert_told(struct place *place, const char *background, const char *what)
{
    put_background(place, background);
    assert_false(load(place));
    assert_int_equal(place->fault.kind, FAULT_NONE);
    assert_true(place->problems.error_count > 0);
    assert_string_equal(place->problems.problem[0].what, what);
}

#define PATH "$.registers[0].background"

static void what_is_declared_wrongly_is_told_by_its_path(void **state)
{
    struct place *place = *state;
    assert_told(place, "{\"sizes\": 1}",
                PATH ".sizes: unknown key; did you mean \"size\"?");
    assert_told(place, "{\"size\": \"seats\"}",
                PATH ".size: there is no number \"seats\"");
    assert_told(place,
                "{\"numbers\": [{\"id\": \"hall\", " WORDS "\"column\": \"seats\"}]}",
                PATH ".numbers[0].id: \"hall\" names something else already");
    assert_told(place,
                "{\"numbers\": [{\"id\": \"n\", " WORDS
                "\"column\": \"seats\", \"of\": \"hal\"}]}",
                PATH
                ".numbers[0].of: there is no level \"hal\"; did you mean \"hall\"?");
    assert_told(place,
                "{\"numbers\": [{\"id\": \"n\", " WORDS
                "\"column\": \"seats\", \"of\": \"region\"}]}",
                PATH ".numbers[0]: the groups of the level \"region\" stand in no "
                     "register, so that the column needs a \"file\"");
    assert_told(place,
                "{\"numbers\": [{\"id\": \"n\", " WORDS
                "\"column\": \"seats\", \"file\": \"paint.csv\"}]}",
                PATH ".numbers[0]: a \"file\" has a \"key\" beside it: the column with "
                     "the ids");
    assert_told(place,
                "{\"numbers\": [{\"id\": \"n\", " WORDS "\"column\": \"seats\"}],"
                " \"classes\": [{\"id\": \"c\", " WORDS
                "\"number\": \"n\", \"limits\": [2, 2]}]}",
                PATH ".classes[0].limits[1]: must be above the limit before it");
    assert_told(place,
                "{\"numbers\": [{\"id\": \"n\", " WORDS "\"column\": \"seats\"}],"
                " \"similar\": {\"by\": [\"m\"]}}",
                PATH ".similar.by: there is no number \"m\"; did you mean \"n\"?");
    assert_told(place,
                "{\"numbers\": [{\"id\": \"n\", " WORDS "\"column\": \"seats\"}],"
                " \"similar\": {\"by\": [\"n\"], \"count\": 2}}",
                PATH ".similar.count: must be at least 3");
}

static void short_of_memory_at_any_call_is_a_fault_and_leaks_nothing(void **state)
{
    struct place *place = *state;
    struct population widened;
    char path[160];
    snprintf(path, sizeof path, "%s/registers.json", place->folder);
    assert_loads(place);
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    for (unsigned long call = 1;; call++) {
        assert_true(call < 100000);
        background_release(&place->background);
        memory_fail_from(call);
        place->fault = (struct fault){0};
        bool ok = population_load_background(&place->background, &place->population,
                                             path, &place->problems, &place->fault)
                  && population_widen(&widened, &place->population, &place->background,
                                      0, &place->fault);
        memory_fail_from(0);
        if (ok)
            break;
        assert_int_equal(place->fault.kind, FAULT_SYSTEM);
        assert_string_equal(place->fault.what, "out of memory");
    }
    json_set_alloc_funcs(malloc, free);
    assert_int_equal(place->background.grouping_count, 3);
}

static void the_danish_registers_have_sectors_types_and_sizes(void **state)
{
    struct place *place = *state;
    const struct background *background = &place->background;
    assert_true(load_from(place, REAL, "municipalities"));
    uint32_t copenhagen = population_find(&place->population, "101", 3);
    assert_int_equal(background->number[background->size].value[copenhagen],
                     632340 * NANO);
    int64_t total = 0;
    for (uint32_t unit = 0; unit < 98; unit++)
        total += background->number[background->size].value[unit] / NANO;
    assert_int_equal(total, 5822679);
    assert_group(&background->grouping[0], 3, "04", "100,000 inhabitants or more", 7);
    assert_true(load_from(place, REAL, "schools"));
    assert_int_equal(background->size, background->number_count);
    assert_group(&background->grouping[0], 0, "main", "main school", 79);
    assert_group(&background->grouping[0], 1, "single", "single school", 996);
    assert_group(&background->grouping[1], 1, "state", "state", 45);
    uint32_t first = population_find(&place->population, "101001", 6);
    assert_int_equal(background->number[0].value[first], 632340 * NANO);
    assert_true(load_from(place, REAL, "daycares"));
    assert_int_equal(background->grouping[0].group_count, 4);
}

int main(void)
{
#define PLACED(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)
    const struct CMUnitTest tests[] = {
        PLACED(numbers_are_those_of_the_unit_or_of_its_group),
        PLACED(columns_make_groups_and_what_is_not_stated_is_one),
        PLACED(classes_begin_at_their_limits),
        PLACED(the_order_of_rows_makes_no_difference),
        PLACED(a_register_without_background_has_none),
        PLACED(the_population_is_widened_for_analysts),
        PLACED(what_is_wrong_in_a_column_is_told_by_its_cell),
        PLACED(what_is_wrong_in_a_file_beside_the_register_is_told_there),
        PLACED(what_is_declared_wrongly_is_told_by_its_path),
        PLACED(short_of_memory_at_any_call_is_a_fault_and_leaks_nothing),
        PLACED(the_danish_registers_have_sectors_types_and_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

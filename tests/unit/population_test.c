/* Registers: from descriptor and rows to units and their groups. */

#include "population/population.h"

#include "base/memory.h"
#include "base/output.h"

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

/* A descriptor with two registers: halls that stand alone in regions, and rooms that
   belong to halls. */
static const char plain_descriptor[] =
    "{\"format\": \"baseline-registers-1\",\n"
    " \"nation\": {\"code\": \"xx\", \"name\": {\"da\": \"Landet\", \"en\": \"Land\"}},\n"
    " \"levels\": [\n"
    "  {\"id\": \"region\", \"one\": {\"da\": \"r\", \"en\": \"r\"},"
    " \"many\": {\"da\": \"rr\", \"en\": \"rr\"}},\n"
    "  {\"id\": \"hall\", \"one\": {\"da\": \"h\", \"en\": \"h\"},"
    " \"many\": {\"da\": \"hh\", \"en\": \"hh\"}, \"owner\": true}],\n"
    " \"registers\": [\n"
    "  {\"id\": \"rooms\", \"file\": \"rooms.csv\", \"generated\": true,"
    " \"one\": {\"da\": \"rum\", \"en\": \"room\"},"
    " \"many\": {\"da\": \"rum\", \"en\": \"rooms\"},"
    " \"columns\": {\"id\": \"id\", \"name\": \"name\"},"
    " \"groups\": {\"hall\": {\"code\": \"hall\", \"register\": \"halls\"}}},\n"
    "  {\"id\": \"halls\", \"file\": \"halls.csv\","
    " \"one\": {\"da\": \"hal\", \"en\": \"hall\"},"
    " \"many\": {\"da\": \"haller\", \"en\": \"halls\"},"
    " \"columns\": {\"id\": \"code\", \"name\": \"name\"},"
    " \"groups\": {\"region\": {\"code\": \"reg\", \"name\": \"region\"}}}]}";
static const char plain_halls[] = "code;name;reg;region\n"
                                  "B;Bee;2;South\n"
                                  "A;Aye;1;North\n"
                                  "C;Sea;1;North\n";
static const char plain_rooms[] = "name,id,hall,floor\n"
                                  "Red,r3,B,1\n"
                                  "Blue,r1,A,2\n"
                                  "Green,R2,B,1\n"
                                  "\"Grey, \xC3\xA6\",r2,A,1\n";

struct place {
    char folder[64];
    struct population population;
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

static void forget(const struct place *place, const char *name)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", place->folder, name);
    unlink(path);
}

static int open_place(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    snprintf(place->folder, sizeof place->folder, "/tmp/population-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    put(place, "registers.json", plain_descriptor);
    put(place, "halls.csv", plain_halls);
    put(place, "rooms.csv", plain_rooms);
    *state = place;
    return 0;
}

static int close_place(void **state)
{
    struct place *place = *state;
    population_release(&place->population);
    problems_release(&place->problems);
    forget(place, "registers.json");
    forget(place, "halls.csv");
    forget(place, "rooms.csv");
    rmdir(place->folder);
    free(place);
    return 0;
}

static bool load(struct place *place, const char *id)
{
    char path[160];
    population_release(&place->population);
    problems_release(&place->problems);
    place->fault = (struct fault){0};
    snprintf(path, sizeof path, "%s/registers.json", place->folder);
    return population_load(&place->population, path, id, &place->problems,
                           &place->fault);
}

/* The problem at `number` stands in the file with the row, the column and the text. */
static void assert_problem(const struct place *place, size_t number, const char *file,
                           size_t row, size_t column, const char *what)
{
    char path[160];
    assert_true(number < place->problems.problem_count);
    const struct problem *problem = &place->problems.problem[number];
    snprintf(path, sizeof path, "%s/%s", place->folder, file);
    assert_string_equal(problem->what, what);
    assert_string_equal(problem->where, path);
    assert_int_equal(problem->row, row);
    assert_int_equal(problem->column, column);
}

static void assert_only_problem(struct place *place, const char *id, const char *file,
                                size_t row, size_t column, const char *what)
{
    assert_false(load(place, id));
    assert_int_equal(place->fault.kind, FAULT_NONE);
    assert_problem(place, 0, file, row, column, what);
    assert_int_equal(place->problems.error_count, 1);
    assert_int_equal(place->population.unit_count, 0);
}

/* The plain descriptor with one piece of text replaced. */
static void put_changed(const struct place *place, const char *piece, const char *other)
{
    char text[4096];
    const char *at = strstr(plain_descriptor, piece);
    assert_non_null(at);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - plain_descriptor),
             plain_descriptor, other, at + strlen(piece));
    put(place, "registers.json", text);
}

static void assert_descriptor(struct place *place, const char *piece, const char *other,
                              size_t row, size_t column, const char *what)
{
    put_changed(place, piece, other);
    assert_only_problem(place, "rooms", "registers.json", row, column, what);
}

static void
units_stand_in_byte_order_and_groups_come_through_other_registers(void **state)
{
    struct place *place = *state;
    const struct population *population = &place->population;
    assert_true(load(place, "rooms"));
    assert_string_equal(population->id, "rooms");
    assert_true(population->generated);
    assert_string_equal(population->many.in[LANGUAGE_EN], "rooms");
    assert_int_equal(population->unit_count, 4);
    static const char *const id[] = {"R2", "r1", "r2", "r3"};
    static const char *const name[] = {"Green", "Blue", "Grey, \xC3\xA6", "Red"};
    static const uint32_t hall[] = {1, 0, 0, 1};
    assert_int_equal(population->level_count, 3);
    const struct level *region = &population->level[1];
    const struct level *halls = &population->level[2];
    for (uint32_t unit = 0; unit < 4; unit++) {
        assert_string_equal(population->unit_id[unit], id[unit]);
        assert_string_equal(population->unit_name[unit], name[unit]);
        assert_int_equal(population_find(population, id[unit], 2), unit);
        assert_int_equal(population->level[0].group_of[unit], 0);
        assert_int_equal(halls->group_of[unit], hall[unit]);
        assert_int_equal(region->group_of[unit], hall[unit]);
        assert_int_equal(population_cluster(population, unit), hall[unit]);
    }
    assert_string_equal(population->level[0].id, "nation");
    assert_string_equal(population->level[0].group[0].code, "xx");
    assert_string_equal(population->level[0].group[0].name.in[LANGUAGE_DA], "Landet");
    assert_int_equal(population->level[0].group[0].unit_count, 4);
    assert_int_equal(halls->group_count,
                     2); /* C has no room and is no group of rooms */
    assert_string_equal(halls->group[1].code, "B");
    assert_string_equal(halls->group[1].name.in[LANGUAGE_EN], "Bee");
    assert_int_equal(halls->group[1].unit_count, 2);
    assert_true(halls->owner);
    assert_false(region->owner);
    assert_string_equal(region->group[1].name.in[LANGUAGE_DA], "South");
    assert_int_equal(population_owner_level(population), 2);
    assert_int_equal(population_cluster_count(population), 2);
}

static void units_without_an_owner_are_their_own_clusters(void **state)
{
    struct place *place = *state;
    assert_true(load(place, "halls"));
    assert_int_equal(place->population.level_count, 2);
    assert_int_equal(population_owner_level(&place->population), 2);
    assert_int_equal(population_cluster_count(&place->population), 3);
    assert_int_equal(population_cluster(&place->population, 2), 2);
    assert_int_equal(place->population.level[1].group_count, 2);
    assert_int_equal(place->population.level[1].group[0].unit_count, 2);
}

static void the_order_of_rows_makes_no_difference(void **state)
{
    struct place *place = *state;
    put(place, "rooms.csv",
        "name,id,hall,floor\n\"Grey, \xC3\xA6\",r2,A,1\nGreen,R2,B,1\n"
        "Blue,r1,A,2\nRed,r3,B,1\n");
    units_stand_in_byte_order_and_groups_come_through_other_registers(state);
}

static void the_nearest_id_is_at_most_two_edits_away(void **state)
{
    struct place *place = *state;
    assert_true(load(place, "rooms"));
    assert_string_equal(population_nearest(&place->population, "r33"), "r3");
    assert_null(population_nearest(&place->population, "roomy"));
    assert_int_equal(population_find(&place->population, "r33", 3), NAMES_NONE);
    assert_int_equal(population_find(&place->population, "r33", 2), 3);
}

static void every_row_that_is_wrong_is_told_of_at_once(void **state)
{
    struct place *place = *state;
    put(place, "rooms.csv",
        "name,id,hall,floor\n"
        "Red,r1,B,1\n"
        "Blue,r1,A,2\n"
        "Green,r2\n"
        "Grey,,A,1\n"
        "Pink,r\x01"
        "5,A,1\n"
        "Cyan,r6,AB,1\n"
        "Teal,r7,A,1,spare\n"
        ",r8,A,1\n"
        "Gold,r9,,1\n"
        "Lime,r10,A,1,\n");
    assert_false(load(place, "rooms"));
    assert_problem(place, 0, "rooms.csv", 3, 2,
                   "the id \"r1\" stands in row 2 already");
    assert_problem(place, 1, "rooms.csv", 4, 0, "2 cells where the header has 4");
    assert_problem(place, 2, "rooms.csv", 5, 2, "\"id\" is empty");
    assert_problem(place, 3, "rooms.csv", 6, 2, "\"id\" holds a control character");
    assert_problem(place, 4, "rooms.csv", 7, 3,
                   "\"AB\" is not in the register \"halls\"");
    assert_problem(place, 5, "rooms.csv", 8, 5,
                   "a cell beyond the 4 columns of the header");
    assert_problem(place, 6, "rooms.csv", 9, 1, "\"name\" is empty");
    assert_problem(place, 7, "rooms.csv", 10, 3, "\"hall\" is empty");
    assert_int_equal(place->problems.error_count, 8);
    assert_int_equal(place->fault.kind, FAULT_NONE);
}

static void long_ids_and_hidden_controls_are_refused(void **state)
{
    struct place *place = *state;
    put(place, "rooms.csv",
        "id,name,hall\n"
        "0123456789012345678901234567890123456789012345678901234567890123,a,A\n"
        "01234567890123456789012345678901234567890123456789012345678901234,b,A\n"
        "r3,x\xC2\x85y,A\n");
    assert_false(load(place, "rooms"));
    assert_problem(place, 0, "rooms.csv", 3, 1, "\"id\" has more than 64 bytes");
    assert_problem(place, 1, "rooms.csv", 4, 2, "\"name\" holds a control character");
    assert_int_equal(place->problems.error_count, 2);
}

static void hostile_ids_are_only_text(void **state)
{
    struct place *place = *state;
    put(place, "rooms.csv",
        "id,name,hall\n../../etc,a,A\n\"<b>\"\"&\",b,B\n  $(x)  ,c,A\n");
    assert_true(load(place, "rooms"));
    assert_int_equal(population_find(&place->population, "$(x)", 4), 0);
    assert_int_equal(population_find(&place->population, "../../etc", 9), 1);
    assert_int_equal(population_find(&place->population, "<b>\"&", 5), 2);
}

static void missing_and_doubled_columns_are_named(void **state)
{
    struct place *place = *state;
    put(place, "rooms.csv", "id,title,id\n");
    assert_false(load(place, "rooms"));
    assert_problem(place, 0, "rooms.csv", 1, 3, "the column \"id\" stands twice");
    assert_problem(place, 1, "rooms.csv", 1, 0, "there is no column \"name\"");
    assert_problem(place, 2, "rooms.csv", 1, 0, "there is no column \"hall\"");
    assert_int_equal(place->problems.error_count, 3);
    put(place, "rooms.csv", "");
    assert_only_problem(place, "rooms", "rooms.csv", 0, 0, "the register is empty");
    put(place, "rooms.csv", "id,name,hall\n");
    assert_only_problem(place, "rooms", "rooms.csv", 0, 0, "the register is empty");
}

static void a_group_has_one_name_and_one_parent(void **state)
{
    struct place *place = *state;
    put(place, "halls.csv",
        "code;name;reg;region\nA;Aye;1;North\nB;Bee;1;South\nC;Sea;2;South\n");
    assert_only_problem(place, "halls", "halls.csv", 3, 0,
                        "region \"1\" is called \"South\" here and \"North\" in row 2");
    put_changed(place,
                "\"groups\": {\"hall\": {\"code\": \"hall\", \"register\": \"halls\"}}",
                "\"groups\": {\"hall\": {\"code\": \"hall\", \"name\": \"hallname\"},"
                " \"region\": {\"code\": \"reg\", \"name\": \"region\"}}");
    put(place, "rooms.csv",
        "id,name,hall,hallname,reg,region\n1,a,A,Aye,1,North\n2,b,B,Bee,2,South\n"
        "3,c,A,Aye,2,South\n");
    assert_only_problem(place, "rooms", "rooms.csv", 4, 0,
                        "hall \"A\" lies in \"2\" here and \"1\" in row 2");
}

static void errors_in_the_register_of_groups_are_told_of(void **state)
{
    struct place *place = *state;
    put(place, "halls.csv", "code;name;reg;region\nA;Aye;1;North\nA;Bee;1;North\n");
    assert_only_problem(place, "rooms", "halls.csv", 3, 1,
                        "the id \"A\" stands in row 2 already");
}

static void a_file_that_is_missing_or_broken_is_a_fault(void **state)
{
    struct place *place = *state;
    put(place, "rooms.csv", "id,name,hall\n\"r1,a,A\n");
    assert_false(load(place, "rooms"));
    assert_int_equal(place->fault.kind, FAULT_DATA);
    forget(place, "rooms.csv");
    assert_false(load(place, "rooms"));
    assert_int_equal(place->fault.kind, FAULT_SYSTEM);
    assert_non_null(strstr(place->fault.where, "/rooms.csv"));
    forget(place, "registers.json");
    assert_false(load(place, "rooms"));
    assert_int_equal(place->fault.kind, FAULT_SYSTEM);
}

static void broken_json_is_told_with_line_and_column(void **state)
{
    struct place *place = *state;
    put(place, "registers.json", "{\"format\":\n  \"baseline-registers-1\",\n  }");
    assert_false(load(place, "rooms"));
    assert_int_equal(place->fault.kind, FAULT_DATA);
    assert_int_equal(place->fault.row, 3);
    assert_int_equal(place->fault.column, 3);
    assert_string_equal(place->fault.what, "not JSON: string or '}' expected near '}'");
    put(place, "registers.json", "{\x07}");
    assert_false(load(place, "rooms"));
    assert_null(strchr(place->fault.what, '\x07'));
}

static void a_register_is_found_by_id(void **state)
{
    struct place *place = *state;
    assert_only_problem(place, "room", "registers.json", 6, 15,
                        "$.registers: there is no register \"room\"; did you mean "
                        "\"rooms\"?");
    assert_only_problem(place, "elephants", "registers.json", 6, 15,
                        "$.registers: there is no register \"elephants\"");
}

static void unknown_keys_and_wrong_types_are_told_with_their_path(void **state)
{
    struct place *place = *state;
    assert_descriptor(
        place, "\"generated\": true", "\"genrated\": true", 7, 52,
        "$.registers[0].genrated: unknown key; did you mean \"generated\"?");
    assert_descriptor(place, "\"generated\": true", "\"generated\": 1", 7, 53,
                      "$.registers[0].generated: must be true or false");
    assert_descriptor(place, "\"file\": \"rooms.csv\"", "\"file\": 7", 7, 27,
                      "$.registers[0].file: must be a string");
    assert_descriptor(place, "\"file\": \"halls.csv\",", "", 8, 3,
                      "$.registers[1]: \"file\" is missing");
    assert_descriptor(place, "\"columns\": {\"id\": \"id\", \"name\": \"name\"}",
                      "\"columns\": {\"id\": \"id\"}", 7, 144,
                      "$.registers[0].columns: \"name\" is missing");
    assert_descriptor(place, "{\"da\": \"Landet\", \"en\": \"Land\"}",
                      "{\"da\": \"Landet\", \"en\": \"Land\", \"kl\": \"Nuna\"}", 2, 72,
                      "$.nation.name.kl: unknown key");
    assert_descriptor(place, "{\"da\": \"Landet\", \"en\": \"Land\"}", "\"Landet\"", 2,
                      35, "$.nation.name: must be an object with a text per language");
    assert_descriptor(place, "baseline-registers-1", "baseline-registers-2", 1, 12,
                      "$.format: must be \"baseline-registers-1\"");
    put(place, "registers.json", "[]");
    assert_only_problem(place, "rooms", "registers.json", 1, 1, "$: must be an object");
}

static void ids_that_cannot_name_a_folder_are_refused(void **state)
{
    struct place *place = *state;
    assert_descriptor(place, "\"id\": \"rooms\"", "\"id\": \"charts\"", 7, 10,
                      "$.registers[0].id: \"charts\" is a folder of the engine's own");
    assert_descriptor(
        place, "\"code\": \"xx\"", "\"code\": \"../x\"", 2, 21,
        "$.nation.code: \"../x\" cannot name a folder; use a small letter "
        "and then at most 63 small letters, digits and '-'");
    put_changed(place, "{\"id\": \"region\"", "{\"id\": \"nation\"");
    assert_false(load(place, "rooms"));
    assert_problem(place, 0, "registers.json", 4, 10,
                   "$.levels[0].id: \"nation\" is a folder of the engine's own");
    assert_problem(place, 1, "registers.json", 8, 181,
                   "$.registers[1].groups.region: there is no level \"region\"");
    assert_int_equal(place->problems.error_count, 2);
}

static void ids_stand_once(void **state)
{
    struct place *place = *state;
    put_changed(place, "\"id\": \"halls\"", "\"id\": \"rooms\"");
    assert_false(load(place, "rooms"));
    assert_problem(place, 0, "registers.json", 8, 3,
                   "$.registers[1]: the register \"rooms\" stands twice");
}

static void levels_stand_once(void **state)
{
    struct place *place = *state;
    put_changed(place, "{\"id\": \"hall\"", "{\"id\": \"region\"");
    assert_false(load(place, "rooms"));
    assert_problem(place, 0, "registers.json", 5, 3,
                   "$.levels[1]: the level \"region\" stands twice");
}

static void groups_must_lead_somewhere(void **state)
{
    struct place *place = *state;
    assert_descriptor(
        place, "\"register\": \"halls\"", "\"register\": \"hals\"", 7, 222,
        "$.registers[0].groups.hall.register: there is no register \"hals\"; did you mean "
        "\"halls\"?");
    assert_descriptor(place, "\"register\": \"halls\"",
                      "\"register\": \"halls\", \"name\": \"x\"", 7, 193,
                      "$.registers[0].groups.hall: has either a \"name\" or a "
                      "\"register\" beside its \"code\"");
    assert_descriptor(place, ", \"register\": \"halls\"", "", 7, 193,
                      "$.registers[0].groups.hall: has either a \"name\" or a "
                      "\"register\" beside its \"code\"");
    assert_descriptor(
        place, "{\"hall\": {\"code\"", "{\"hal\": {\"code\"", 7, 192,
        "$.registers[0].groups.hal: there is no level \"hal\"; did you mean "
        "\"hall\"?");
}

static void registers_cannot_go_in_circles(void **state)
{
    struct place *place = *state;
    assert_descriptor(
        place, "\"register\": \"halls\"", "\"register\": \"rooms\"", 7, 193,
        "$.registers[0].groups.hall: the register \"rooms\" has groups at "
        "the level \"hall\" and cannot name those of \"hall\"");
    put_changed(place, "{\"code\": \"reg\", \"name\": \"region\"}",
                "{\"code\": \"reg\", \"register\": \"rooms\"}");
    assert_false(load(place, "rooms"));
    assert_problem(place, 0, "registers.json", 8, 181,
                   "$.registers[1].groups.region: the register \"rooms\" has groups at "
                   "the level \"hall\" and cannot name those of \"region\"");
}

static void a_level_is_given_once(void **state)
{
    struct place *place = *state;
    assert_descriptor(
        place, "{\"hall\": {\"code\"",
        "{\"region\": {\"code\": \"a\", \"name\": \"b\"},"
        " \"hall\": {\"code\"",
        7, 184,
        "$.registers[0].groups: the level \"region\" is given here and by "
        "another register");
}

static void short_of_memory_at_any_call_is_a_fault_and_leaks_nothing(void **state)
{
    struct place *place = *state;
    char path[160];
    snprintf(path, sizeof path, "%s/registers.json", place->folder);
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    for (unsigned long call = 1;; call++) {
        assert_true(call < 100000);
        memory_fail_from(call);
        place->fault = (struct fault){0};
        bool ok = population_load(&place->population, path, "rooms", &place->problems,
                                  &place->fault);
        memory_fail_from(0);
        if (ok)
            break;
        assert_int_equal(place->fault.kind, FAULT_SYSTEM);
        assert_string_equal(place->fault.what, "out of memory");
        assert_null(place->population.unit_id);
    }
    json_set_alloc_funcs(malloc, free);
    assert_int_equal(place->population.unit_count, 4);
    population_release(&place->population);
    population_release(&place->population);
}

static void load_real(struct place *place, const char *id, uint32_t units)
{
    population_release(&place->population);
    if (!population_load(&place->population, REAL, id, &place->problems, &place->fault))
        fail_msg("%s %s", place->fault.what,
                 place->problems.problem_count > 0 ? place->problems.problem[0].what
                                                   : "");
    assert_int_equal(place->population.unit_count, units);
}

static void the_danish_registers_are_whole(void **state)
{
    struct place *place = *state;
    const struct population *population = &place->population;
    load_real(place, "municipalities", 98);
    static const char *const code[] = {"1081", "1082", "1083", "1084", "1085"};
    static const uint32_t size[] = {11, 19, 22, 29, 17};
    assert_int_equal(population->level_count, 2);
    assert_int_equal(population->level[1].group_count, 5);
    for (uint32_t region = 0; region < 5; region++) {
        assert_string_equal(population->level[1].group[region].code, code[region]);
        assert_int_equal(population->level[1].group[region].unit_count, size[region]);
    }
    uint32_t copenhagen = population_find(population, "101", 3);
    assert_string_equal(population->unit_name[copenhagen], "K\xC3\xB8"
                                                           "benhavn");
    assert_int_equal(population->level[1].group_of[copenhagen], 3);
    assert_int_equal(population_cluster_count(population), 98);
    load_real(place, "schools", 1329);
    assert_false(population->generated);
    assert_int_equal(population->level_count, 3);
    assert_int_equal(population_cluster_count(population),
                     population->level[2].group_count);
    uint32_t total = 0;
    for (uint32_t region = 0; region < 5; region++)
        total += population->level[1].group[region].unit_count;
    assert_int_equal(total, 1329);
    load_real(place, "daycares", 3915);
    assert_true(population->generated);
    assert_int_equal(population_cluster_count(population), 98);
}

int main(void)
{
#define PLACED(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)
    const struct CMUnitTest tests[] = {
        PLACED(units_stand_in_byte_order_and_groups_come_through_other_registers),
        PLACED(units_without_an_owner_are_their_own_clusters),
        PLACED(the_order_of_rows_makes_no_difference),
        PLACED(the_nearest_id_is_at_most_two_edits_away),
        PLACED(every_row_that_is_wrong_is_told_of_at_once),
        PLACED(long_ids_and_hidden_controls_are_refused),
        PLACED(hostile_ids_are_only_text),
        PLACED(missing_and_doubled_columns_are_named),
        PLACED(a_group_has_one_name_and_one_parent),
        PLACED(errors_in_the_register_of_groups_are_told_of),
        PLACED(a_file_that_is_missing_or_broken_is_a_fault),
        PLACED(broken_json_is_told_with_line_and_column),
        PLACED(a_register_is_found_by_id),
        PLACED(unknown_keys_and_wrong_types_are_told_with_their_path),
        PLACED(ids_that_cannot_name_a_folder_are_refused),
        PLACED(ids_stand_once),
        PLACED(levels_stand_once),
        PLACED(groups_must_lead_somewhere),
        PLACED(registers_cannot_go_in_circles),
        PLACED(a_level_is_given_once),
        PLACED(short_of_memory_at_any_call_is_a_fault_and_leaks_nothing),
        PLACED(the_danish_registers_are_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#ifndef TESTS_UNIT_TOOLS_BENCH_H
#define TESTS_UNIT_TOOLS_BENCH_H

/* A questionnaire that survey tools have trouble with: a text of two questions, texts
   that begin alike, codes that are other answers by their places, several, a number. */

#include "answers_scene.h"
#include "book/book.h"

#include <jansson.h>

/* clang-format off */
static const char tools_definition[] =
    "{\"format\": \"baseline-questionnaire-1\", \"id\": \"tools\", \"edition\": \"2026\","
    " \"title\": {\"da\": \"Værktøj\", \"en\": \"Tools\"}, \"identified_by\": [\"kode\"],"
    " \"other_columns\": [\"by\"], \"scales\": {"
    "\"yesno\": {\"title\": {\"da\": \"Ja/nej\", \"en\": \"Yes/no\"}, \"options\": ["
    "{\"code\": \"0\", \"value\": 0, \"label\": {\"da\": \"Nej\", \"en\": \"No\"}},"
    "{\"code\": \"1\", \"value\": 1, \"label\": {\"da\": \"Ja\", \"en\": \"Yes\"}}]},"
    "\"grade\": {\"title\": {\"da\": \"Grad\", \"en\": \"Grade\"}, \"options\": ["
    "{\"code\": \"0\", \"value\": 0, \"label\": {\"da\": \"Slet ikke\", \"en\": \"Not at all\"}},"
    "{\"code\": \"1\", \"value\": 1, \"label\": {\"da\": \"I ringe grad; sjældent\", \"en\": \"A little\"}},"
    "{\"code\": \"2\", \"value\": 2, \"label\": {\"da\": \"I høj grad\", \"en\": \"A lot\"}},"
    "{\"code\": \"9\", \"state\": \"dont_know\", \"label\": {\"da\": \"Ved ikke\", \"en\": \"Don't know\"}}]},"
    "\"means\": {\"title\": {\"da\": \"Midler\", \"en\": \"Means\"}, \"kind\": \"several\", \"combine\": \"sum\", \"options\": ["
    "{\"code\": \"fw\", \"value\": 1, \"label\": {\"da\": \"Brandmur, fysisk\", \"en\": \"Firewall, physical\"}},"
    "{\"code\": \"av\", \"value\": 1, \"label\": {\"da\": \"Antivirus\", \"en\": \"Antivirus\"}},"
    "{\"code\": \"vi\", \"state\": \"dont_know\", \"label\": {\"da\": \"Ved ikke\", \"en\": \"Don't know\"}}]},"
    "\"hours\": {\"title\": {\"da\": \"Timer\", \"en\": \"Hours\"}, \"kind\": \"number\", \"lowest\": 0, \"highest\": 100, \"decimals\": 1}},"
    "\"questions\": ["
    "{\"id\": \"P1\", \"scale\": \"yesno\", \"text\": {\"da\": \"Er der en politik, som alle kender?\", \"en\": \"Is there a policy?\"}},"
    "{\"id\": \"P2\", \"scale\": \"grade\", \"text\": {\"da\": \"Hvor ofte øves der i beredskab?\", \"en\": \"How often is readiness tried?\"}},"
    "{\"id\": \"P3\", \"scale\": \"grade\", \"text\": {\"da\": \"Hvor ofte øves der i genopretning?\", \"en\": \"How often is recovery tried?\"}},"
    "{\"id\": \"P4\", \"scale\": \"means\", \"text\": {\"da\": \"Hvad er på plads?\", \"en\": \"What is in place?\"}},"
    "{\"id\": \"P5\", \"scale\": \"hours\", \"text\": {\"da\": \"Hvor mange timer?\", \"en\": \"How many hours?\"}},"
    "{\"id\": \"P6\", \"scale\": \"yesno\", \"text\": {\"da\": \"Er det nok?\", \"en\": \"Is it enough?\"}},"
    "{\"id\": \"P7\", \"scale\": \"yesno\", \"text\": {\"da\": \"Er det nok?\", \"en\": \"Is that enough?\"}},"
    "{\"id\": \"P8\", \"scale\": \"yesno\", \"text\": {\"da\": \"Drift - Prøves det af?\", \"en\": \"Operation - Is it tried?\"}}],"
    "\"dimensions\": [{\"id\": \"all\", \"title\": {\"da\": \"Alt\", \"en\": \"All\"},"
    " \"questions\": [\"P1\", \"P2\", \"P3\", \"P4\", \"P5\", \"P6\", \"P7\", \"P8\"]}]}";
/* clang-format on */

static inline int bench_open(void **state)
{
    return scene_open(state, BYTES(tools_definition));
}

static inline void assert_warning(struct bench *bench, size_t number, size_t row,
                                  size_t column, const char *what)
{
    assert_problem(bench->place, number, SEVERITY_WARNING, row, column, what);
}

static inline struct mapping *load_mapping(struct bench *bench, const char *text)
{
    char path[256];
    place_reset(bench->place);
    place_path(path, bench->place, "mapping.json");
    place_write(bench->place, "mapping.json", text, strlen(text));
    struct mapping *mapping = mapping_load(
        path, &bench->questionnaire, &bench->place->problems, &bench->place->fault);
    place_forget(bench->place, "mapping.json");
    assert_int_equal(bench->place->fault.kind, FAULT_NONE);
    return mapping;
}

static inline bool read_mapped(struct bench *bench, const char *mapping_text,
                               const char *text)
{
    struct mapping *mapping = load_mapping(bench, mapping_text);
    const struct answers_reading reading = {.mapping = mapping};
    struct source source = source_of(text, strlen(text));
    assert_no_problem(bench->place);
    assert_non_null(mapping);
    bool read = read_source(bench, &source, &reading);
    mapping_free(mapping);
    return read;
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, bench_open, bench_close)

#endif

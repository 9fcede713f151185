#ifndef TESTS_UNIT_TOOLS_BENCH_H
#define TESTS_UNIT_TOOLS_BENCH_H

/* A questionnaire that survey tools have trouble with: a text of two questions, texts
   that begin alike, codes that are other answers by their places, several, a number. */

#include "answers/answers.h"
#include "base/text.h"
#include "book/book.h"
#include "support.h"

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

static const char *tools_unit[] = {"A-100", "B-200", "C-300", "D-400"};
static const char *tools_name[] = {"Æblehaven", "Bakken", "Centret", "Dalen"};

struct bench {
    struct place *place;
    struct questionnaire questionnaire;
    struct population population;
    struct answer_file file;
};

static inline int bench_open(void **state)
{
    void *place;
    char path[256];
    struct bench *bench = calloc(1, sizeof *bench);
    if (bench == NULL || place_open(&place) != 0)
        return -1;
    *state = bench;
    bench->place = place;
    place_path(path, place, "tools.json");
    place_write(place, "tools.json", BYTES(tools_definition));
    bool loaded = questionnaire_load(&bench->questionnaire, path,
                                     &bench->place->problems, &bench->place->fault);
    place_forget(place, "tools.json");
    assert_no_problem(place);
    bench->population = (struct population){.id = "houses",
                                            .unit_count = 4,
                                            .unit_id = tools_unit,
                                            .unit_name = tools_name};
    for (size_t u = 0; u < 4; u++)
        names_keep(&bench->population.unit_ids, tools_unit[u], strlen(tools_unit[u]),
                   NULL);
    return loaded ? 0 : -1;
}

static inline int bench_close(void **state)
{
    struct bench *bench = *state;
    void *place = bench->place;
    answer_file_release(&bench->file);
    questionnaire_release(&bench->questionnaire);
    names_release(&bench->population.unit_ids);
    free(bench);
    return place_close(&place);
}

static inline bool read_source(struct bench *bench, const struct source *source,
                               const struct answers_reading *reading)
{
    static const struct answers_reading nothing;
    answer_file_release(&bench->file);
    place_reset(bench->place);
    bool read =
        answers_read_as(&bench->file, source, &bench->questionnaire, &bench->population,
                        reading == NULL ? &nothing : reading, &bench->place->problems,
                        &bench->place->fault);
    assert_int_equal(bench->place->fault.kind, FAULT_NONE);
    return read;
}

static inline bool read_text(struct bench *bench, const char *text)
{
    struct source source = source_of(text, strlen(text));
    return read_source(bench, &source, NULL);
}

/* What was taken: a line a row with a mark a question (P1, P2, P3, P4 and its options
   fw and av, then P5 to P8), the number and the comments. */
static inline void assert_taken(struct bench *bench, const char *wanted)
{
    const struct answers *answers = &bench->file.answers;
    struct text text = {0};
    size_t comment = 0;
    text_add(&text, "");
    for (uint32_t r = 0; r < answers->row_count; r++) {
        text_print(&text, "%s@%u ", tools_unit[answers->unit[r]],
                   answers->source_row[r]);
        for (uint32_t q = 0; q < answers->question_count; q++)
            text_add_character(&text, answer_mark(answers_to(answers, q)[r]));
        if (answers->number[r] != 0)
            text_print(&text, " %.1f", (double)answers->number[r] / 1e9);
        for (; comment < bench->file.comment_count
               && bench->file.comment[comment].row == r;
             comment++)
            text_print(
                &text, " %s:%s",
                bench->questionnaire.question[bench->file.comment[comment].question].id,
                bench->file.comment[comment].text);
        text_add(&text, "\n");
    }
    assert_string_equal(text.bytes, wanted);
    text_release(&text);
}

static inline void assert_counts(struct bench *bench, size_t errors, size_t warnings)
{
    const struct problems *problems = &bench->place->problems;
    if (errors == 0 && problems->error_count > 0)
        for (size_t p = 0; p < problems->problem_count; p++)
            if (problems->problem[p].severity == SEVERITY_ERROR)
                fail_msg("unexpected: %s", problems->problem[p].what);
    assert_int_equal(problems->error_count, errors);
    assert_int_equal(problems->warning_count, warnings);
}

static inline void assert_error(struct bench *bench, size_t number, size_t row,
                                size_t column, const char *what)
{
    assert_problem(bench->place, number, SEVERITY_ERROR, row, column, what);
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

#ifndef TESTS_UNIT_ANSWERS_BENCH_H
#define TESTS_UNIT_ANSWERS_BENCH_H

/* A small questionnaire, four institutions, and a place for one file of answers. */

#include "answers/answers.h"
#include "base/text.h"
#include "support.h"

#define WORDS(da, en) "{\"da\": \"" da "\", \"en\": \"" en "\"}"

static const char definition
    [] = "{\"format\": \"baseline-questionnaire-1\", \"id\": \"probe\", \"edition\": \"2019\","
         " \"title\": " WORDS("Prøve", "Probe") ", \"identified_by\": [\"kode\", \"id\"],"
                                                " \"other_columns\": [\"navn\", \"sidste  tidspunkt\"],"
                                                " \"scales\": {\"steps\": {\"title\": " WORDS("Trin",
                                                                                              "Steps") ", \"options\": ["
                                                                                                       "{\"code\": \"1\", \"value\": 10, \"label\": " WORDS("Lav", "Low") "},"
                                                                                                                                                                          "{\"code\": \"2\", \"value\": 20, \"label\": " WORDS("Mellem", "Middle") "},"
                                                                                                                                                                                                                                                   "{\"code\": \"3\", \"value\": 30, \"label\": " WORDS("Løbende forbedret", "Kept up") ", \"synonyms\": [\"i høj grad\"]},"
                                                                                                                                                                                                                                                                                                                                        "{\"code\": \"ir\", \"state\": \"not_applicable\", \"label\": " WORDS("Ikke relevant", "Not applicable") "},"
                                                                                                                                                                                                                                                                                                                                                                                                                                                 "{\"code\": \"vi\", \"state\": \"dont_know\", \"label\": " WORDS(
                                                                                                                                                                                                                                                                                                                                                                                                                                                     "Ved ikke", "Don't know") "}]},"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                               " \"yesno\": {\"title\": " WORDS(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                   "Ja/nej",
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                   "Yes/no") ", \"options\": ["
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                             "{\"code\": \"0\", \"value\": 0, \"label\": " WORDS(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                 "Nej",
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                 "No") "},"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                       "{\"code\": \"1\", \"value\": 1, \"label\": " WORDS("Ja",
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                           "Yes") "}]}},"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                  " \"questions\": ["
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                  "{\"id\": \"alfa-1\", \"scale\": \"yesno\", \"text\": " WORDS("a", "a") "},"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                          "{\"id\": \"beta-2\", \"scale\": \"steps\", \"text\": " WORDS("b", "b") ", \"asked_if\": {\"question\": \"alfa-1\", \"answers\": [\"1\"]}},"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                  "{\"id\": \"gamma-3\", \"scale\": \"steps\", \"text\": " WORDS("c", "c") ", \"asked_if\": {\"question\": \"beta-2\", \"answers\": [\"2\", \"3\"]}},"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                           "{\"id\": \"delta-4\", \"scale\": \"steps\", \"text\": " WORDS(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                               "d", "d") "}],"
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                         " \"dimensions\": [{\"id\": \"all\", \"title\": " WORDS(
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                             "Alt",
                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                                             "All") ", \"questions\": [\"alfa-1\", \"beta-2\", \"gamma-3\", \"delta-4\"]}]}";

static const char *unit_id[] = {"A-100", "B-200", "C-300", "D-400"};
static const char *unit_name[] = {"Æblehaven", "Bakken", "Centret", "Dalen"};

struct bench {
    struct place *place;
    struct questionnaire questionnaire;
    struct population population;
    struct answer_file file;
};

static inline int bench_open(void **state)
{
    void *place;
    if (place_open(&place) != 0)
        return -1;
    struct bench *bench = calloc(1, sizeof *bench);
    if (bench == NULL)
        return -1;
    *state = bench;
    bench->place = place;
    char path[256];
    place_path(path, place, "probe.json");
    place_write(place, "probe.json", BYTES(definition));
    bool loaded = questionnaire_load(&bench->questionnaire, path,
                                     &bench->place->problems, &bench->place->fault);
    place_forget(place, "probe.json");
    assert_no_problem(place);
    bench->population = (struct population){
        .id = "houses", .unit_count = 4, .unit_id = unit_id, .unit_name = unit_name};
    for (size_t u = 0; u < 4; u++)
        names_keep(&bench->population.unit_ids, unit_id[u], strlen(unit_id[u]), NULL);
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

static inline bool read_bytes(struct bench *bench, const char *bytes, size_t size)
{
    struct source source = source_of(bytes, size);
    answer_file_release(&bench->file);
    place_reset(bench->place);
    bool read =
        answers_read(&bench->file, &source, &bench->questionnaire, &bench->population,
                     &bench->place->problems, &bench->place->fault);
    assert_int_equal(bench->place->fault.kind, FAULT_NONE);
    if (!read) {
        assert_true(bench->place->problems.error_count > 0);
        assert_int_equal(bench->file.answers.row_count, 0);
        assert_int_equal(bench->file.refused_count, 0);
    }
    return read;
}

/* What was taken, a line a row: "unit@row codes", a mark a question. */
static inline void assert_taken(struct bench *bench, const char *wanted)
{
    const struct answers *answers = &bench->file.answers;
    struct text text = {0};
    text_add(&text, "");
    for (uint32_t r = 0; r < answers->row_count; r++) {
        text_print(&text, "%s@%u ", unit_id[answers->unit[r]], answers->source_row[r]);
        for (uint32_t q = 0; q < answers->question_count; q++)
            text_add_character(&text, answer_mark(answers_to(answers, q)[r]));
        text_add(&text, "\n");
    }
    assert_string_equal(text.bytes, wanted);
    text_release(&text);
}

static inline void assert_error(struct bench *bench, size_t number, size_t row,
                                size_t column, const char *what)
{
    assert_problem(bench->place, number, SEVERITY_ERROR, row, column, what);
}

static inline void assert_warning(struct bench *bench, size_t number, size_t row,
                                  const char *what)
{
    assert_problem(bench->place, number, SEVERITY_WARNING, row, 0, what);
}

static inline void assert_problem_counts(struct bench *bench, size_t errors,
                                         size_t warnings)
{
    assert_int_equal(bench->place->problems.error_count, errors);
    assert_int_equal(bench->place->problems.warning_count, warnings);
}

#define HEAD "id;alfa-1;beta-2;gamma-3;delta-4\n"

#endif

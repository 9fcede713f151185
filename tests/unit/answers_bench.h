#ifndef TESTS_UNIT_ANSWERS_BENCH_H
#define TESTS_UNIT_ANSWERS_BENCH_H

/* A small questionnaire, and files of answers to it. */

#include "answers_scene.h"

#define WORDS(da, en) "{\"da\": \"" da "\", \"en\": \"" en "\"}"

/* clang-format off */
static const char definition[] =
    "{\"format\": \"baseline-questionnaire-1\", \"id\": \"probe\", \"edition\": \"2019\","
    " \"title\": " WORDS("Prøve", "Probe") ", \"identified_by\": [\"kode\", \"id\"],"
    " \"other_columns\": [\"navn\", \"sidste  tidspunkt\"],"
    " \"scales\": {\"steps\": {\"title\": " WORDS("Trin", "Steps") ", \"options\": ["
    "{\"code\": \"1\", \"value\": 10, \"label\": " WORDS("Lav", "Low") "},"
    "{\"code\": \"2\", \"value\": 20, \"label\": " WORDS("Mellem", "Middle") "},"
    "{\"code\": \"3\", \"value\": 30, \"label\": " WORDS("Løbende forbedret", "Kept up")
    ", \"synonyms\": [\"i høj grad\"]},"
    "{\"code\": \"ir\", \"state\": \"not_applicable\", \"label\": "
    WORDS("Ikke relevant", "Not applicable") "},"
    "{\"code\": \"vi\", \"state\": \"dont_know\", \"label\": "
    WORDS("Ved ikke", "Don't know") "}]}," " \"yesno\": {\"title\": "
    WORDS("Ja/nej", "Yes/no") ", \"options\": ["
    "{\"code\": \"0\", \"value\": 0, \"label\": " WORDS("Nej", "No") "},"
    "{\"code\": \"1\", \"value\": 1, \"label\": " WORDS("Ja", "Yes") "}]}},"
    " \"questions\": [" "{\"id\": \"alfa-1\", \"scale\": \"yesno\", \"text\": "
    WORDS("a", "a") "}," "{\"id\": \"beta-2\", \"scale\": \"steps\", \"text\": "
    WORDS("b", "b") ", \"asked_if\": {\"question\": \"alfa-1\", \"answers\": [\"1\"]}},"
    "{\"id\": \"gamma-3\", \"scale\": \"steps\", \"text\": " WORDS("c", "c")
    ", \"asked_if\": {\"question\": \"beta-2\", \"answers\": [\"2\", \"3\"]}},"
    "{\"id\": \"delta-4\", \"scale\": \"steps\", \"text\": " WORDS("d", "d") "}],"
    " \"dimensions\": [{\"id\": \"all\", \"title\": " WORDS("Alt", "All")
    ", \"questions\": [\"alfa-1\", \"beta-2\", \"gamma-3\", \"delta-4\"]}]}";
/* clang-format on */

static inline int bench_open(void **state)
{
    return scene_open(state, BYTES(definition));
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

static inline void assert_warning(struct bench *bench, size_t number, size_t row,
                                  const char *what)
{
    assert_problem(bench->place, number, SEVERITY_WARNING, row, 0, what);
}

#define HEAD "id;alfa-1;beta-2;gamma-3;delta-4\n"

#endif

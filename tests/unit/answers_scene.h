#ifndef TESTS_UNIT_ANSWERS_SCENE_H
#define TESTS_UNIT_ANSWERS_SCENE_H

/* What tests of the room answers share: a questionnaire, four institutions, and a place
   for one file of answers. */

#include "answers/answers.h"
#include "base/text.h"
#include "support.h"

static const char *unit_id[] = {"A-100", "B-200", "C-300", "D-400"};
static const char *unit_name[] = {"Æblehaven", "Bakken", "Centret", "Dalen"};

struct bench {
    struct place *place;
    struct questionnaire questionnaire;
    struct population population;
    struct answer_file file;
};

/* With the questionnaire of a definition. */
static inline int scene_open(void **state, const char *definition, size_t size)
{
    void *place;
    char path[256];
    struct bench *bench = calloc(1, sizeof *bench);
    if (bench == NULL || place_open(&place) != 0)
        return -1;
    *state = bench;
    bench->place = place;
    place_path(path, place, "scene.json");
    place_write(place, "scene.json", definition, size);
    bool loaded = questionnaire_load(&bench->questionnaire, path,
                                     &bench->place->problems, &bench->place->fault);
    place_forget(place, "scene.json");
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

/* `reading` may be NULL. What is not read is told of and leaves nothing. */
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
    if (!read) {
        assert_true(bench->place->problems.error_count > 0);
        assert_int_equal(bench->file.answers.row_count, 0);
        assert_int_equal(bench->file.refused_count, 0);
    }
    return read;
}

static inline bool read_bytes(struct bench *bench, const char *bytes, size_t size)
{
    struct source source = source_of(bytes, size);
    return read_source(bench, &source, NULL);
}

static inline bool read_text(struct bench *bench, const char *text)
{
    return read_bytes(bench, text, strlen(text));
}

static inline void assert_error(struct bench *bench, size_t number, size_t row,
                                size_t column, const char *what)
{
    assert_problem(bench->place, number, SEVERITY_ERROR, row, column, what);
}

static inline void assert_counts(struct bench *bench, size_t errors, size_t warnings)
{
    const struct problems *problems = &bench->place->problems;
    for (size_t p = 0; errors == 0 && p < problems->problem_count; p++)
        if (problems->problem[p].severity == SEVERITY_ERROR)
            fail_msg("unexpected: %s", problems->problem[p].what);
    assert_int_equal(problems->error_count, errors);
    assert_int_equal(problems->warning_count, warnings);
}

/* What was taken: a line a row with a mark a question, the number of the first question
   that takes one, and the comments. */
static inline void assert_rows_taken(struct bench *bench, const char *wanted)
{
    const struct answers *answers = &bench->file.answers;
    struct text text = {0};
    size_t comment = 0;
    text_add(&text, "");
    for (uint32_t r = 0; r < answers->row_count; r++) {
        text_print(&text, "%s@%u %s", unit_id[answers->unit[r]], answers->source_row[r],
                   answers->draft[r] ? "draft " : "");
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
    assert_int_equal(comment, bench->file.comment_count);
    assert_string_equal(text.bytes, wanted);
    text_release(&text);
}

/* What a file is to be once there is memory enough. */
typedef void look_at_file(const struct answer_file *file,
                          const struct problems *problems);

struct reading_short {
    struct bench *bench;
    struct source source;
    look_at_file *look;
};

/* What cannot be read is read when that is told. */
static inline bool read_short(void *context, struct fault *fault)
{
    const struct reading_short *reading = context;
    struct problems problems = {0};
    struct answer_file file;
    bool read = answers_read(&file, &reading->source, &reading->bench->questionnaire,
                             &reading->bench->population, &problems, fault);
    bool done = fault->kind == FAULT_NONE;
    assert_true(read || !done || problems.error_count > 0);
    if (done)
        reading->look(&file, &problems);
    answer_file_release(&file);
    answer_file_release(&file);
    problems_release(&problems);
    return done;
}

static inline void assert_reading_survives(struct bench *bench, struct source source,
                                           look_at_file *look)
{
    struct reading_short reading = {bench, source, look};
    assert_survives_shortage(read_short, &reading);
}

#endif

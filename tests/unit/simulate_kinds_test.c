/* A rehearsal of questions of every kind, read again as any answer file is. */

#include "simulate/simulate.h"

#include "answers/answers.h"
#include "base/exact.h"
#include "every_kind.h"

#include <dirent.h>

#define REAL "questionnaires/registers/denmark.json"

struct bench {
    struct place *place;
    struct questionnaire questionnaire;
    struct population population;
};

static int bench_open(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    void *place = NULL;
    if (bench == NULL || place_open(&place) != 0)
        return -1;
    bench->place = place;
    *state = bench;
    every_kind_load(bench->place, &bench->questionnaire);
    assert_true(population_load(&bench->population, REAL, "schools",
                                &bench->place->problems, &bench->place->fault));
    return 0;
}

/* The files of a folder below the place's own, which goes with them. */
static void visit(struct bench *bench, const char *folder,
                  void (*look)(struct bench *bench, const char *path, void *context),
                  void *context)
{
    char path[256];
    place_path(path, bench->place, folder);
    DIR *stream = opendir(path);
    assert_non_null(stream);
    for (struct dirent *entry; (entry = readdir(stream)) != NULL;) {
        char name[600];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        look(bench, name, context);
    }
    closedir(stream);
}

static void forget(struct bench *bench, const char *path, void *context)
{
    (void)bench;
    (void)context;
    assert_int_equal(remove(path), 0);
}

static int bench_close(void **state)
{
    struct bench *bench = *state;
    void *place = bench->place;
    visit(bench, "a", forget, NULL);
    place_forget(bench->place, "a");
    questionnaire_release(&bench->questionnaire);
    population_release(&bench->population);
    free(bench);
    return place_close(&place);
}

static void simulate(struct bench *bench, uint32_t participants)
{
    struct output output;
    struct rehearsed rehearsed;
    struct rehearsal rehearsal = {7, 2026, 2026, participants, "a"};
    assert_true(output_open(&output, bench->place->folder, &bench->place->fault));
    assert_true(simulate_round(&output, &rehearsed, &bench->questionnaire,
                               &bench->population, &rehearsal, &bench->place->fault));
    assert_true(output_commit(&output, &bench->place->fault));
    output_release(&output);
}

struct tally {
    size_t rows;
    size_t given[EVERY_KIND];
    size_t unknown;            /* of the two questions that can be */
    size_t chosen[3];          /* by option of Q2 */
    size_t together;           /* more than one of them */
    int64_t least[3], most[3]; /* by number */
    int64_t remainder;         /* of Q4, below a hundredth */
    size_t commas;             /* files with a decimal comma */
};

static void tally_row(const struct bench *bench, const struct answers *answers,
                      uint32_t row, struct tally *tally)
{
    static const uint32_t number[] = {Q3, Q4, Q5};
    size_t chosen = 0;
    for (uint32_t q = 0; q < EVERY_KIND; q++)
        tally->given[q] += answers_to(answers, q)[row] >= 0;
    tally->unknown += answers_to(answers, Q2)[row] > OPTION_GIVEN;
    tally->unknown += answers_to(answers, Q3)[row] > OPTION_GIVEN;
    for (uint32_t m = 0; m < 3; m++) {
        tally->chosen[m] += answers_to(answers, Q2_A + m)[row] == 1;
        chosen += answers_to(answers, Q2_A + m)[row] == 1;
    }
    tally->together += chosen > 1;
    assert_int_equal(chosen > 0, answers_to(answers, Q2)[row] == OPTION_GIVEN);
    for (size_t n = 0; n < 3; n++) {
        if (answers_to(answers, number[n])[row] != OPTION_GIVEN)
            continue;
        int64_t value =
            answers_number(answers, &bench->questionnaire.question[number[n]], row);
        tally->least[n] = value < tally->least[n] ? value : tally->least[n];
        tally->most[n] = value > tally->most[n] ? value : tally->most[n];
        tally->remainder += n == 1 ? value % (POINT / 100) : value % POINT;
    }
}

static void tally_file(struct bench *bench, const char *path, void *context)
{
    struct tally *tally = context;
    struct source source;
    struct answer_file file;
    place_reset(bench->place);
    assert_true(source_read(&source, path, &bench->place->fault));
    assert_true(answers_read(&file, &source, &bench->questionnaire, &bench->population,
                             &bench->place->problems, &bench->place->fault));
    assert_no_problem(bench->place);
    assert_int_equal(file.stale_count, 0);
    assert_true(file.answers.simulated);
    for (uint32_t row = 0; row < file.answers.row_count; row++)
        tally_row(bench, &file.answers, row, tally);
    tally->rows += file.answers.row_count;
    tally->commas +=
        file.format.delimiter == ';' && memchr(source.bytes, ',', source.size) != NULL;
    answer_file_release(&file);
    source_release(&source);
}

static void every_kind_is_answered_in_a_way_that_is_read_again(void **state)
{
    struct bench *bench = *state;
    struct tally tally = {.least = {INT64_MAX, INT64_MAX, INT64_MAX},
                          .most = {INT64_MIN, INT64_MIN, INT64_MIN}};
    simulate(bench, 0);
    visit(bench, "a", tally_file, &tally);
    assert_true(tally.rows > 500);
    for (uint32_t q = 0; q < EVERY_KIND; q++)
        assert_true(tally.given[q] > 10);
    /* Conditions keep most out of those that hang on others. */
    assert_true(tally.given[Q2] < tally.given[Q1]);
    assert_true(tally.given[Q3] < tally.given[Q2]);
    assert_true(tally.given[Q4] < tally.given[Q3]);
    assert_true(tally.given[Q5] > tally.rows * 9 / 10);
    assert_in_range(tally.unknown, 5, tally.rows / 5);
    for (size_t m = 0; m < 3; m++)
        assert_in_range(tally.chosen[m], tally.given[Q2] / 10, tally.given[Q2]);
    assert_true(tally.together > 20);
    assert_true(tally.least[0] >= 0 && tally.most[0] <= 365 * POINT);
    assert_true(tally.least[1] >= -1500000000 && tally.most[1] <= 2 * POINT);
    assert_true(tally.least[2] >= POINT && tally.most[2] <= 100 * POINT);
    assert_true(tally.most[2] - tally.least[2] > 40 * POINT);
    assert_int_equal(tally.remainder, 0);
    assert_true(tally.commas > 0);
}

static void a_grid_without_a_number_between_the_ends_is_left_blank(void **state)
{
    struct bench *bench = *state;
    struct tally tally = {0};
    struct scale *scale = (struct scale *)bench->questionnaire.question[Q5].scale;
    scale->lowest = 7 * POINT + 1;
    scale->highest = 8 * POINT - 1;
    simulate(bench, 3);
    visit(bench, "a", tally_file, &tally);
    assert_true(tally.rows > 0);
    assert_int_equal(tally.given[Q5], 0);
}

static bool try_simulate(void *context, struct fault *fault)
{
    struct bench *bench = context;
    struct output output = {0};
    struct rehearsed rehearsed;
    struct rehearsal rehearsal = {7, 2026, 2026, 1, "a"};
    bool ok = output_open(&output, bench->place->folder, fault)
              && simulate_round(&output, &rehearsed, &bench->questionnaire,
                                &bench->population, &rehearsal, fault)
              && output_commit(&output, fault);
    output_release(&output);
    return ok;
}

static void a_shortage_of_memory_is_told_of(void **state)
{
    assert_survives_shortage(try_simulate, *state);
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, bench_open, bench_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(every_kind_is_answered_in_a_way_that_is_read_again),
        HERE(a_grid_without_a_number_between_the_ends_is_left_blank),
        HERE(a_shortage_of_memory_is_told_of),
    };
    return cmocka_run_group_tests_name("simulate kinds", tests, NULL, NULL);
}

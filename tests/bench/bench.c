/* Times the engine's way from an answer file to scores and benchmarks, and the floor
   under it: a bare parse of the same bytes by the same libcsv with callbacks that do
   nothing. Both in one process and one run, in turn, so that the ratio stands whatever
   the machine does. */

#include "answers/answers.h"
#include "base/exact.h"
#include "base/memory.h"
#include "benchmark/benchmark.h"
#include "score/score.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 25

static double now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void no_field(void *field, size_t length, void *context)
{
    (void)field;
    (void)length;
    (void)context;
}

static void no_record(int terminator, void *context)
{
    (void)terminator;
    (void)context;
}

static double floor_ms(const struct source *source)
{
    struct csv_parser parser;
    double start = now_ms();
    csv_init(&parser, 0);
    csv_set_delim(&parser, ';');
    csv_parse(&parser, source->bytes, source->size, no_field, no_record, NULL);
    csv_fini(&parser, no_field, no_record, NULL);
    csv_free(&parser);
    return now_ms() - start;
}

static void print_fixed(int64_t nano, char after)
{
    char text[FIXED_BYTES];
    if (nano == UNDEFINED_FIGURE)
        text[0] = '\0';
    else
        fixed_print(text, nano, 9, '.', true);
    printf("%s%c", text, after);
}

/* The peer's work, written out: figures per area and group, ranks per unit. */
static void print_all(const struct questionnaire *questionnaire,
                      const struct population *population,
                      const struct answers *answers, const struct scores *scores,
                      const struct benchmark *benchmark)
{
    for (uint32_t n = 1; n < questionnaire->node_count; n++) {
        for (size_t l = 0; l < population->level_count; l++) {
            for (uint32_t g = 0; g < population->level[l].group_count; g++) {
                const struct figures *figures = benchmark_figures(benchmark, n, l, g);
                printf("%s,%s,%u,", population->level[l].group[g].code,
                       questionnaire->node[n].id, figures->n);
                print_fixed(figures->mean, ',');
                print_fixed(figures->sd, ',');
                print_fixed(figures->quartile[0], ',');
                print_fixed(figures->quartile[1], ',');
                print_fixed(figures->quartile[2], '\n');
            }
            for (uint32_t row = 0; row < scores->row_count; row++) {
                printf("%s,%s,", population->unit_id[answers->unit[row]],
                       questionnaire->node[n].id);
                print_fixed(scores_of(scores, n)[row], ',');
                print_fixed(benchmark_rank(benchmark, population, answers, n, l, row),
                            '\n');
            }
        }
    }
}

struct timing {
    double read;
    double score;
    double benchmark;
};

static bool engine_ms(struct timing *timing, const struct source *source,
                      const struct questionnaire *questionnaire,
                      const struct population *population, bool print,
                      struct fault *fault)
{
    struct problems problems = {0};
    struct answer_file file = {0};
    struct scores scores = {0};
    struct benchmark benchmark = {0};
    double start = now_ms();
    bool ok = answers_read(&file, source, questionnaire, population, &problems, fault);
    double read = now_ms();
    ok = ok && score_compute(&scores, questionnaire, population, &file.answers, fault);
    double scored = now_ms();
    ok = ok
         && benchmark_compute(&benchmark, questionnaire, population, &file.answers,
                              &scores, fault);
    double done = now_ms();
    *timing = (struct timing){read - start, scored - read, done - scored};
    if (ok && print)
        print_all(questionnaire, population, &file.answers, &scores, &benchmark);
    benchmark_release(&benchmark);
    scores_release(&scores);
    answer_file_release(&file);
    problems_release(&problems);
    return ok;
}

static int compare_doubles(const void *left, const void *right)
{
    double a = *(const double *)left;
    double b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static double median(double *value)
{
    qsort(value, ROUNDS, sizeof *value, compare_doubles);
    return value[ROUNDS / 2];
}

/* The floor alone, for what is timed as a whole process beside it; of several files
   together. */
static int print_floor(int count, char *const *path)
{
    double floor = 0;
    for (int p = 0; p < count; p++) {
        struct source source;
        struct fault fault = {0};
        if (!source_read(&source, path[p], &fault)) {
            fprintf(stderr, "%s: %s\n", fault.where, fault.what);
            return 1;
        }
        floor += floor_ms(&source);
        source_release(&source);
    }
    printf("%.3f\n", floor);
    return 0;
}

int main(int count, char **word)
{
    memory_keep_released();
    if (count >= 3 && strcmp(word[1], "floor") == 0)
        return print_floor(count - 2, word + 2);
    struct problems problems = {0};
    struct fault fault = {0};
    struct questionnaire questionnaire;
    struct population population;
    struct source source = {0};
    double floor[ROUNDS], read[ROUNDS], score[ROUNDS], benchmark[ROUNDS], ratio[ROUNDS];
    bool once = count == 6 && strcmp(word[5], "once") == 0;
    if (count != 5 && !once) {
        fprintf(stderr, "usage: bench DEFINITION DESCRIPTOR REGISTER ANSWERS [once]\n"
                        "       bench floor ANSWERS ...\n");
        return 2;
    }
    bool ok = questionnaire_load(&questionnaire, word[1], &problems, &fault)
              && population_load(&population, word[2], word[3], &problems, &fault)
              && source_read(&source, word[4], &fault);
    if (ok && once) {
        struct timing timing;
        ok = engine_ms(&timing, &source, &questionnaire, &population, true, &fault);
    }
    for (int round = 0; ok && !once && round < ROUNDS; round++) {
        struct timing timing;
        floor[round] = floor_ms(&source);
        ok = engine_ms(&timing, &source, &questionnaire, &population, false, &fault);
        read[round] = timing.read;
        score[round] = timing.score;
        benchmark[round] = timing.benchmark;
        ratio[round] = (timing.read + timing.score + timing.benchmark) / floor[round];
    }
    if (!ok) {
        fprintf(stderr, "%s: %s\n", fault.where, fault.what);
        for (size_t i = 0; i < problems.problem_count; i++)
            fprintf(stderr, "%s: %s\n", problems.problem[i].where,
                    problems.problem[i].what);
        return 1;
    }
    if (once)
        return 0;
    printf("  bare libcsv parse (floor)   %8.2f ms\n", median(floor));
    printf("  read into columns           %8.2f ms\n", median(read));
    printf("  score                       %8.2f ms\n", median(score));
    printf("  benchmark                   %8.2f ms\n", median(benchmark));
    printf("  engine / floor              %8.2f   (median of %d pairs)\n",
           median(ratio), ROUNDS);
    return 0;
}

#define _GNU_SOURCE
#include "questionnaire/questionnaire.h"
#include "score/score.h"

#include "base/memory.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Any bytes as a definition: read, checked with all its configurations, and, when it is
   sound, used to score a few rows of answers made from the same bytes. Built with a
   fuzzing engine it is one; with -DREPLAY it runs the files it is given. */

#define ROWS 6

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const char *as_file(const uint8_t *bytes, size_t size)
{
    static int file = -1;
    static char path[64];
    if (file < 0) {
        file = memfd_create("definition", 0);
        snprintf(path, sizeof path, "/proc/self/fd/%d", file);
        json_set_alloc_funcs(memory_library_allocate, memory_release);
    }
    if (ftruncate(file, 0) != 0 || pwrite(file, bytes, size, 0) != (ssize_t)size)
        abort();
    return path;
}

static uint64_t next(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 33;
}

static void answer(struct answers *answers, const struct questionnaire *questionnaire,
                   uint64_t seed)
{
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        int64_t options = (int64_t)question->scale->option_count;
        for (uint32_t row = 0; row < ROWS; row++) {
            answers->code[q * ROWS + row] =
                (int8_t)((int64_t)(next(&seed) % (uint64_t)(options + 2)) - 2);
            if (question->number != NAMES_NONE)
                answers->number[question->number * ROWS + row] =
                    question->scale->lowest + (int64_t)(next(&seed) % 5 * 1000000000);
        }
    }
    for (uint32_t row = 0; row < ROWS; row++)
        answers->unit[row] = row;
}

/* Figures must keep within their bounds, whatever the definition. */
static void look_at(const struct scores *scores)
{
    for (size_t i = 0; i < (size_t)scores->node_count * ROWS; i++)
        if (scores->points[i] < SCORE_NONE || scores->points[i] > FULL_SCORE
            || scores->low[i] > scores->high[i])
            abort();
}

static void score(const struct questionnaire *questionnaire, uint64_t seed)
{
    struct answers answers = {0};
    struct scores scores = {0};
    struct fault fault = {0};
    if (questionnaire->subset_column != NULL)
        return;
    if (!answers_reserve(&answers, ROWS, questionnaire, &fault))
        abort();
    answer(&answers, questionnaire, seed);
    if (score_compute(&scores, questionnaire, NULL, &answers, &fault))
        look_at(&scores);
    else if (fault.kind != FAULT_DATA)
        abort();
    scores_release(&scores);
    answers_release(&answers);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct questionnaire questionnaire;
    struct problems problems = {0};
    struct fault fault = {0};
    uint64_t seed = size;
    for (size_t i = 0; i < size; i++)
        seed = seed * 31 + bytes[i];
    bool ok = questionnaire_check(&questionnaire, as_file(bytes, size), NULL, &problems,
                                  &fault);
    if (ok != (problems.error_count == 0 && fault.kind == FAULT_NONE))
        abort();
    if (ok)
        score(&questionnaire, seed);
    questionnaire_release(&questionnaire);
    problems_release(&problems);
    return 0;
}

#ifdef REPLAY
int main(int count, char **file)
{
    static uint8_t bytes[1 << 20];
    for (int i = 1; i < count; i++) {
        FILE *stream = fopen(file[i], "rb");
        if (stream == NULL)
            return 1;
        size_t size = fread(bytes, 1, sizeof bytes, stream);
        fclose(stream);
        LLVMFuzzerTestOneInput(bytes, size);
    }
    printf("fuzz-definition: %d passed, 0 failed\n", count - 1);
    return 0;
}
#endif

#ifndef TESTS_UNIT_SUPPORT_H
#define TESTS_UNIT_SUPPORT_H

/* What the tests of several rooms share: a folder to write in, sources out of memory, a
   look at the problems told of, and the loop that lets every allocation fail. */

#include "base/memory.h"
#include "base/output.h"
#include "base/problems.h"
#include "base/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* A literal with its length, which may hold NUL bytes. */
#define BYTES(literal) (literal), sizeof(literal) - 1

struct place {
    char folder[64];
    struct problems problems;
    struct fault fault;
};

static inline void place_path(char path[static 256], const struct place *place,
                              const char *name)
{
    snprintf(path, 256, "%s/%s", place->folder, name);
}

static inline void place_write(const struct place *place, const char *name,
                               const char *bytes, size_t size)
{
    char path[256];
    place_path(path, place, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
}

static inline void place_forget(const struct place *place, const char *name)
{
    char path[256];
    place_path(path, place, name);
    remove(path);
}

static inline int place_open(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    if (place == NULL)
        return -1;
    snprintf(place->folder, sizeof place->folder, "/tmp/unit-test-XXXXXX");
    *state = place;
    return mkdtemp(place->folder) == NULL ? -1 : 0;
}

static inline int place_close(void **state)
{
    struct place *place = *state;
    memory_fail_from(0);
    problems_release(&place->problems);
    int status = rmdir(place->folder);
    free(place);
    return status;
}

static inline void place_reset(struct place *place)
{
    problems_release(&place->problems);
    place->fault = (struct fault){0};
}

/* A source that borrows the bytes; it is never released. */
static inline struct source source_of(const char *bytes, size_t size)
{
    return (struct source){
        .path = (char *)"file.csv", .bytes = (uint8_t *)bytes, .size = size};
}

/* The problem numbered `number` says exactly this. */
static inline void assert_problem(const struct place *place, size_t number,
                                  enum severity severity, size_t row, size_t column,
                                  const char *what)
{
    if (number >= place->problems.problem_count)
        fail_msg("there is no problem %zu, which should be: %s", number, what);
    const struct problem *problem = &place->problems.problem[number];
    assert_string_equal(problem->what, what);
    assert_int_equal(problem->severity, severity);
    assert_int_equal(problem->row, row);
    assert_int_equal(problem->column, column);
}

static inline void assert_no_problem(const struct place *place)
{
    if (place->problems.problem_count > 0)
        fail_msg("unexpected: %s", place->problems.problem[0].what);
    assert_int_equal(place->problems.error_count, 0);
    assert_int_equal(place->problems.warning_count, 0);
    if (place->fault.kind != FAULT_NONE)
        fail_msg("unexpected: %s", place->fault.what);
}

static inline void assert_fault(const struct fault *fault, enum fault_kind kind,
                                const char *where, size_t row, size_t column,
                                const char *what)
{
    assert_string_equal(fault->what, what);
    assert_string_equal(fault->where, where);
    assert_int_equal(fault->kind, kind);
    assert_int_equal(fault->row, row);
    assert_int_equal(fault->column, column);
}

/* Lets an allocation and all after it fail, from the first one on, until `attempt`
   succeeds. Each failure must be a shortage of memory and nothing else; the sanitizer
   counts what leaks. Of every `thinned` allocations that came before one more is passed
   over each time; 0 = none is. */
static inline void assert_survives_thinned(bool (*attempt)(void *context,
                                                           struct fault *fault),
                                           void *context, unsigned long thinned)
{
    unsigned long first = 1;
    for (;;) {
        struct fault fault = {0};
        memory_fail_from(first);
        bool done = attempt(context, &fault);
        memory_fail_from(0);
        if (done) {
            assert_int_equal(fault.kind, FAULT_NONE);
            break;
        }
        assert_fault(&fault, FAULT_SYSTEM, "", 0, 0, "out of memory");
        first += 1 + (thinned == 0 ? 0 : first / thinned);
    }
    assert_true(first > 1);
}

static inline void assert_survives_shortage(bool (*attempt)(void *context,
                                                            struct fault *fault),
                                            void *context)
{
    assert_survives_thinned(attempt, context, 0);
}

#endif

#include "base/problems.h"

#include "base/catalogue.h"
#include "base/memory.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_LIMIT 200

static size_t limit_of(const struct problems *problems)
{
    return problems->limit == 0 ? DEFAULT_LIMIT : problems->limit;
}

bool problems_keep_error(const struct problems *problems)
{
    return problems->error_count < limit_of(problems);
}

bool problems_keep_warning(const struct problems *problems)
{
    return problems->warning_count < limit_of(problems);
}

/* Counts one more; whether its text is kept. There is a limit for each severity, lest
   warnings hide why data is refused. */
static bool count(struct problems *problems, enum severity severity)
{
    size_t *counted =
        severity == SEVERITY_ERROR ? &problems->error_count : &problems->warning_count;
    return ++*counted <= limit_of(problems);
}

static bool keep(struct problems *problems, enum severity severity, const char *where,
                 size_t row, size_t column, const char *said, const char *text,
                 struct fault *fault)
{
    if (!memory_reserve((void **)&problems->problem, &problems->problem_capacity,
                        problems->problem_count + 1, sizeof *problems->problem))
        return fault_memory(fault);
    struct problem problem = {
        .severity = severity, .row = row, .column = column, .said = said};
    problem.where = memory_copy_text(where, strlen(where));
    problem.what = memory_copy_text(text, strlen(text));
    if (problem.where == NULL || problem.what == NULL) {
        memory_release(problem.where);
        memory_release(problem.what);
        return fault_memory(fault);
    }
    problems->problem[problems->problem_count++] = problem;
    return true;
}

bool problems_add_text(struct problems *problems, enum severity severity,
                       const char *where, size_t row, size_t column, const char *said,
                       const char *text, struct fault *fault)
{
    return !count(problems, severity)
           || keep(problems, severity, where, row, column, said, text, fault);
}

bool problems_add_end(struct problems *problems, const char *where, size_t row,
                      size_t column, const char *said, const char *text,
                      struct fault *fault)
{
    problems->error_count++;
    return keep(problems, SEVERITY_ERROR, where, row, column, said, text, fault);
}

bool problems_add(struct problems *problems, enum severity severity, const char *where,
                  size_t row, size_t column, struct fault *fault, const char *what, ...)
{
    char text[1024];
    if (!count(problems, severity))
        return true;
    va_list arguments;
    va_start(arguments, what);
    int length = vsnprintf(text, sizeof text, spoken(what), arguments);
    va_end(arguments);
    if (length >= (int)sizeof text)
        text[utf8_valid_length(text, sizeof text - 1)] = '\0';
    return keep(problems, severity, where, row, column, what, text, fault);
}

struct problems_mark problems_mark(const struct problems *problems)
{
    return (struct problems_mark){problems->problem_count, problems->error_count,
                                  problems->warning_count};
}

static void release_problem(struct problem *problem)
{
    memory_release(problem->where);
    memory_release(problem->what);
    memory_release(problem->about);
}

void problems_soften(struct problems *problems, const struct problems_mark *mark)
{
    size_t softened = problems->error_count - mark->error_count;
    size_t kept = 0; /* warnings with their text */
    size_t to = mark->problem_count;
    if (softened == 0)
        return;
    for (size_t i = 0; i < mark->problem_count; i++)
        kept += problems->problem[i].severity == SEVERITY_WARNING;
    for (size_t i = mark->problem_count; i < problems->problem_count; i++) {
        struct problem *problem = &problems->problem[i];
        problem->severity = SEVERITY_WARNING;
        if (kept++ < limit_of(problems))
            problems->problem[to++] = *problem;
        else
            release_problem(problem);
    }
    problems->problem_count = to;
    problems->error_count -= softened;
    problems->warning_count += softened;
}

void problems_drop(struct problems *problems, const struct problems_mark *mark)
{
    while (problems->problem_count > mark->problem_count)
        release_problem(&problems->problem[--problems->problem_count]);
    problems->error_count = mark->error_count;
    problems->warning_count = mark->warning_count;
}

/* 0 comes last: it is the largest once 1 is taken from it. */
struct sortable {
    size_t file; /* where a problem of the same file came first */
    size_t row;
    size_t column;
    size_t place; /* as they came */
    struct problem problem;
};

static int compare_numbers(size_t left, size_t right)
{
    return left < right ? -1 : left > right;
}

static int compare_places(const void *left, const void *right)
{
    const struct sortable *a = left;
    const struct sortable *b = right;
    int order = compare_numbers(a->file, b->file);
    order = order != 0 ? order : compare_numbers(a->row, b->row);
    order = order != 0 ? order : compare_numbers(a->column, b->column);
    return order != 0 ? order : compare_numbers(a->place, b->place);
}

bool problems_sort(struct problems *problems, const struct problems_mark *mark,
                   struct fault *fault)
{
    size_t count = problems->problem_count - mark->problem_count;
    if (count < 2)
        return true;
    struct problem *problem = problems->problem + mark->problem_count;
    struct sortable *sorted = memory_allocate(count, sizeof *sorted);
    if (sorted == NULL)
        return fault_memory(fault);
    for (size_t p = 0; p < count; p++) {
        size_t file = p == 0 ? 0 : sorted[p - 1].file;
        if (strcmp(problem[file].where, problem[p].where) != 0)
            for (file = 0; strcmp(problem[file].where, problem[p].where) != 0;)
                file++;
        sorted[p] = (struct sortable){file, problem[p].row - 1, problem[p].column - 1,
                                      p, problem[p]};
    }
    qsort(sorted, count, sizeof *sorted, compare_places);
    for (size_t p = 0; p < count; p++)
        problem[p] = sorted[p].problem;
    memory_release(sorted);
    return true;
}

bool problems_attribute(struct problems *problems, const struct problems_mark *mark,
                        const char *about, struct fault *fault)
{
    for (size_t i = mark->problem_count; i < problems->problem_count; i++) {
        if (problems->problem[i].about != NULL)
            continue;
        problems->problem[i].about = memory_copy_text(about, strlen(about));
        if (problems->problem[i].about == NULL)
            return fault_memory(fault);
    }
    return true;
}

void problems_release(struct problems *problems)
{
    for (size_t i = 0; i < problems->problem_count; i++)
        release_problem(&problems->problem[i]);
    memory_release(problems->problem);
    *problems = (struct problems){.limit = problems->limit};
}

#include "base/problems.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
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

bool problems_add(struct problems *problems, enum severity severity, const char *where,
                  size_t row, size_t column, struct fault *fault, const char *what, ...)
{
    size_t limit = limit_of(problems);
    /* A limit for each, lest warnings hide why data is refused. */
    size_t *count =
        severity == SEVERITY_ERROR ? &problems->error_count : &problems->warning_count;
    if (++*count > limit)
        return true;
    if (!memory_reserve((void **)&problems->problem, &problems->problem_capacity,
                        problems->problem_count + 1, sizeof *problems->problem))
        return fault_memory(fault);
    char text[1024];
    va_list arguments;
    va_start(arguments, what);
    int length = vsnprintf(text, sizeof text, what, arguments);
    va_end(arguments);
    if (length >= (int)sizeof text)
        text[utf8_valid_length(text, sizeof text - 1)] = '\0';
    struct problem problem = {.severity = severity, .row = row, .column = column};
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

void problems_release(struct problems *problems)
{
    for (size_t i = 0; i < problems->problem_count; i++) {
        memory_release(problems->problem[i].where);
        memory_release(problems->problem[i].what);
    }
    memory_release(problems->problem);
    *problems = (struct problems){.limit = problems->limit};
}

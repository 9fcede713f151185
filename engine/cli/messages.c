#include "cli/messages.h"

#include <stdio.h>
#include <unistd.h>

static void place(const char *where, size_t row, size_t column)
{
    if (where[0] != '\0')
        fprintf(stderr, "%s:", where);
    if (row > 0)
        fprintf(stderr, "%zu:", row);
    if (row > 0 && column > 0)
        fprintf(stderr, "%zu:", column);
    fputs(where[0] != '\0' ? " " : "baseline: ", stderr);
}

void message_fault(const struct fault *fault)
{
    if (fault->kind == FAULT_NONE || fault->what[0] == '\0')
        return;
    progress_end();
    place(fault->where, fault->row, fault->column);
    fprintf(stderr, "error: %s\n", fault->what);
}

void message_problems(const struct problems *problems)
{
    if (problems->problem_count > 0)
        progress_end();
    for (size_t i = 0; i < problems->problem_count; i++) {
        const struct problem *problem = &problems->problem[i];
        place(problem->where, problem->row, problem->column);
        fprintf(stderr, "%s: %s\n",
                problem->severity == SEVERITY_ERROR ? "error" : "warning",
                problem->what);
    }
    size_t all = problems->error_count + problems->warning_count;
    if (all > problems->problem_count)
        fprintf(stderr, "baseline: and %zu more errors and warnings\n",
                all - problems->problem_count);
}

static bool line_open;

void progress_say(const char *what, size_t done, size_t total)
{
    if (!isatty(STDERR_FILENO))
        return;
    fprintf(stderr, "\r\033[K%s %zu/%zu", what, done, total);
    fflush(stderr);
    line_open = true;
}

void progress_end(void)
{
    if (line_open)
        fputs("\r\033[K", stderr);
    line_open = false;
}

bool fault_already_told(struct fault *fault)
{
    return fault_set(fault, FAULT_DATA, "", "%s", "");
}

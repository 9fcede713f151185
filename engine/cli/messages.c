#include "cli/messages.h"

#include "base/catalogue.h"
#include "cli/message_forms.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct {
    const char *name;
    void (*write)(const struct message *message);
} form[] = {
    {"text", message_write_text},
    {"json", message_write_json},
    {"csv", message_write_csv},
};

static size_t chosen;

bool messages_choose(const char *name, struct fault *fault)
{
    if (name == NULL)
        return true;
    for (size_t f = 0; f < sizeof form / sizeof *form; f++) {
        if (strcmp(form[f].name, name) == 0) {
            chosen = f;
            return true;
        }
    }
    return fault_set(fault, FAULT_USAGE, "",
                     "--messages takes text, json or csv, not \"%s\"", name);
}

static void say(enum message_kind kind, const char *where, size_t row, size_t column,
                const char *said, const char *what)
{
    const struct message message = {kind, where, row, column, said, what};
    form[chosen].write(&message);
}

void message_fault(const struct fault *fault)
{
    if (fault->kind == FAULT_NONE || fault->what[0] == '\0')
        return;
    progress_end();
    say(MESSAGE_ERROR, fault->where, fault->row, fault->column, fault->said,
        fault->what);
}

/* The file that all are about, or none. */
static const char *common_place(const struct problems *problems)
{
    for (size_t i = 1; i < problems->problem_count; i++)
        if (strcmp(problems->problem[i].where, problems->problem[0].where) != 0)
            return "";
    return problems->problem_count == 0 ? "" : problems->problem[0].where;
}

static const char *and_more(char text[static 128], size_t more)
{
    snprintf(text, 128, spoken("and %zu more errors and warnings"), more);
    return text;
}

void message_problems(const struct problems *problems)
{
    char text[128];
    size_t all = problems->error_count + problems->warning_count;
    if (problems->problem_count > 0)
        progress_end();
    for (size_t i = 0; i < problems->problem_count; i++) {
        const struct problem *problem = &problems->problem[i];
        say(problem->severity == SEVERITY_ERROR ? MESSAGE_ERROR : MESSAGE_WARNING,
            problem->where, problem->row, problem->column, problem->said,
            problem->what);
    }
    if (all > problems->problem_count)
        say(MESSAGE_NOTE, common_place(problems), 0, 0, "and more errors and warnings",
            and_more(text, all - problems->problem_count));
}

static bool line_open;

void progress_say(const char *what, size_t done, size_t total)
{
    if (chosen != 0 || !isatty(STDERR_FILENO))
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

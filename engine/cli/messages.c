#include "cli/messages.h"

#include "base/catalogue.h"
#include "cli/message_forms.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
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

static size_t limit; /* 0 = as the list has it */

bool messages_limit(const char *number, struct fault *fault)
{
    char *end;
    if (number == NULL)
        return true;
    errno = 0;
    unsigned long long read = strtoull(number, &end, 10);
    if (*number < '0' || *number > '9' || *end != '\0' || errno != 0)
        return fault_set(fault, FAULT_USAGE, "",
                         "--limit takes a whole number, not \"%s\"", number);
    limit = read == 0 || read > SIZE_MAX ? SIZE_MAX : (size_t)read;
    return true;
}

struct problems messages_list(void)
{
    return (struct problems){.limit = limit};
}

void message_fault(const struct fault *fault)
{
    if (fault->kind == FAULT_NONE || fault->what[0] == '\0')
        return;
    progress_end();
    form[chosen].write(&(struct message){.kind = MESSAGE_ERROR,
                                         .where = fault->where,
                                         .row = fault->row,
                                         .column = fault->column,
                                         .said = fault->said,
                                         .what = fault->what});
}

/* The file that all are about, or none. */
static const char *common_place(const struct problems *problems)
{
    for (size_t i = 1; i < problems->problem_count; i++)
        if (strcmp(problems->problem[i].where, problems->problem[0].where) != 0)
            return "";
    return problems->problem_count == 0 ? "" : problems->problem[0].where;
}

/* Those of a severity that were counted and not kept. */
static void say_rest(const struct problems *problems, enum severity severity,
                     size_t counted, const char *one, const char *several)
{
    char text[128];
    size_t told = 0;
    for (size_t i = 0; i < problems->problem_count; i++)
        told += problems->problem[i].severity == severity;
    if (counted <= told)
        return;
    size_t rest = counted - told;
    snprintf(text, sizeof text, spoken(rest == 1 ? one : several), rest);
    form[chosen].write(&(struct message){.kind = MESSAGE_NOTE,
                                         .where = common_place(problems),
                                         .said = several,
                                         .what = text,
                                         .more = rest});
}

void message_problems(const struct problems *problems)
{
    if (problems->problem_count > 0)
        progress_end();
    for (size_t i = 0; i < problems->problem_count; i++) {
        const struct problem *problem = &problems->problem[i];
        form[chosen].write(&(struct message){.kind = problem->severity == SEVERITY_ERROR
                                                         ? MESSAGE_ERROR
                                                         : MESSAGE_WARNING,
                                             .where = problem->where,
                                             .row = problem->row,
                                             .column = problem->column,
                                             .about = problem->about,
                                             .said = problem->said,
                                             .what = problem->what});
    }
    say_rest(problems, SEVERITY_ERROR, problems->error_count,
             SPOKEN_LATER("and %zu more error"), SPOKEN_LATER("and %zu more errors"));
    say_rest(problems, SEVERITY_WARNING, problems->warning_count,
             SPOKEN_LATER("and %zu more warning"),
             SPOKEN_LATER("and %zu more warnings"));
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

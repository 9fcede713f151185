#include "base/fault.h"

#include "base/catalogue.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void record(struct fault *fault, enum fault_kind kind, const char *where,
                   size_t row, size_t column, const char *said, const char *what,
                   va_list arguments)
{
    if (fault == NULL || fault->kind != FAULT_NONE)
        return;
    fault->kind = kind;
    fault->row = row;
    fault->column = column;
    snprintf(fault->where, sizeof fault->where, "%s", where == NULL ? "" : where);
    vsnprintf(fault->what, sizeof fault->what, spoken(what), arguments);
    fault->said = said;
}

bool fault_set(struct fault *fault, enum fault_kind kind, const char *where,
               const char *what, ...)
{
    va_list arguments;
    va_start(arguments, what);
    record(fault, kind, where, 0, 0, what, what, arguments);
    va_end(arguments);
    return false;
}

bool fault_set_at(struct fault *fault, enum fault_kind kind, const char *where,
                  size_t row, size_t column, const char *what, ...)
{
    va_list arguments;
    va_start(arguments, what);
    record(fault, kind, where, row, column, what, what, arguments);
    va_end(arguments);
    return false;
}

bool fault_set_named(struct fault *fault, enum fault_kind kind, const char *where,
                     size_t row, size_t column, const char *named, const char *what,
                     ...)
{
    va_list arguments;
    va_start(arguments, what);
    record(fault, kind, where, row, column, named, what, arguments);
    va_end(arguments);
    return false;
}

bool fault_take(struct fault *fault, const struct fault *cause)
{
    if (fault != NULL && fault->kind == FAULT_NONE)
        *fault = *cause;
    return false;
}

bool fault_take_at(struct fault *fault, const struct fault *cause, const char *where,
                   size_t row)
{
    struct fault moved = *cause;
    snprintf(moved.where, sizeof moved.where, "%s", where);
    moved.row = row;
    moved.column = 0;
    return fault_take(fault, &moved);
}

bool fault_memory(struct fault *fault)
{
    return fault_set(fault, FAULT_SYSTEM, "", "out of memory");
}

bool fault_errno(struct fault *fault, const char *where, const char *doing)
{
    char reason[128];
    int code = errno;
    if (strerror_r(code, reason, sizeof reason) != 0)
        snprintf(reason, sizeof reason, spoken("error %d"), code);
    return fault_set_named(fault, FAULT_SYSTEM, where, 0, 0, doing, "%s: %s",
                           spoken(doing), spoken(reason));
}

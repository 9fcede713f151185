#include "base/fault.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void record(struct fault *fault, enum fault_kind kind, const char *where,
                   size_t row, size_t column, const char *what, va_list arguments)
{
    if (fault == NULL || fault->kind != FAULT_NONE)
        return;
    fault->kind = kind;
    fault->row = row;
    fault->column = column;
    snprintf(fault->where, sizeof fault->where, "%s", where == NULL ? "" : where);
    vsnprintf(fault->what, sizeof fault->what, what, arguments);
}

bool fault_set(struct fault *fault, enum fault_kind kind, const char *where,
               const char *what, ...)
{
    va_list arguments;
    va_start(arguments, what);
    record(fault, kind, where, 0, 0, what, arguments);
    va_end(arguments);
    return false;
}

bool fault_set_at(struct fault *fault, enum fault_kind kind, const char *where,
                  size_t row, size_t column, const char *what, ...)
{
    va_list arguments;
    va_start(arguments, what);
    record(fault, kind, where, row, column, what, arguments);
    va_end(arguments);
    return false;
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
        snprintf(reason, sizeof reason, "error %d", code);
    return fault_set(fault, FAULT_SYSTEM, where, "%s: %s", doing, reason);
}

#include "cli/reason.h"

#include "base/text.h"

#include <string.h>

bool reason_is_blank(const char *reason)
{
    return reason == NULL || reason[strspn(reason, " \t\r\n\v\f")] == '\0';
}

bool reason_check(const char *reason, struct fault *fault)
{
    return reason == NULL || utf8_valid_length(reason, strlen(reason)) == strlen(reason)
           || fault_set(fault, FAULT_USAGE, "", "the reason is not UTF-8");
}

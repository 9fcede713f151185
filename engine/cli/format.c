#include "base/text.h"
#include "cli/command.h"
#include "questionnaire/questionnaire.h"

#include <stdio.h>

bool command_format(const struct arguments *arguments, struct fault *fault)
{
    struct text text = {0};
    if (arguments->value[OPTION_SCHEMA] != NULL)
        format_write_schema(&text);
    else
        format_write_reference(&text);
    bool ok = text_check(&text, fault);
    if (ok)
        fwrite(text.bytes, 1, text.length, stdout);
    text_release(&text);
    return ok;
}

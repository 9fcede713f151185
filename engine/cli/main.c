#include "base/memory.h"
#include "cli/command.h"
#include "cli/messages.h"
#include "cli/speech.h"
#include "cli/usage.h"

#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool take_option(struct arguments *arguments, const struct command *asked,
                        int count, char **word, int *at, struct fault *fault)
{
    for (int o = 0; o < OPTION_COUNT; o++) {
        size_t length = strlen(option[o].name);
        if ((asked->options & OPTION_BIT(o)) == 0
            || strncmp(word[*at], option[o].name, length) != 0)
            continue;
        if (word[*at][length] == '\0' && option[o].value == NULL) {
            arguments->value[o] = "";
            return true;
        }
        if (word[*at][length] == '=' && option[o].value != NULL) {
            arguments->value[o] = word[*at] + length + 1;
            return true;
        }
        if (word[*at][length] == '\0' && *at + 1 < count) {
            arguments->value[o] = word[++*at];
            return true;
        }
        if (word[*at][length] == '\0')
            return fault_set(fault, FAULT_USAGE, "", "%s wants a value: %s %s",
                             option[o].name, option[o].name, option[o].value);
    }
    return fault_set(fault, FAULT_USAGE, "",
                     "%s has no option \"%s\"; see `baseline %s --help`", asked->name,
                     word[*at], asked->name);
}

static bool parse(struct arguments *arguments, const struct command *asked, int count,
                  char **word, struct fault *fault)
{
    bool options_over = false;
    for (int at = 2; at < count; at++) {
        if (!options_over && strcmp(word[at], "--") == 0)
            options_over = true;
        else if (!options_over && word[at][0] == '-' && word[at][1] != '\0') {
            if (!take_option(arguments, asked, count, word, &at, fault))
                return false;
        } else if (arguments->operand_count == OPERAND_LIMIT)
            return fault_set(
                fault, FAULT_USAGE, "",
                "more than %d names at once; give a folder of them instead",
                OPERAND_LIMIT);
        else
            arguments->operand[arguments->operand_count++] = word[at];
    }
    if (arguments->operand_count < asked->operands_least
        || arguments->operand_count > asked->operands_most)
        return fault_set(fault, FAULT_USAGE, "", "usage: baseline %s%s%s%s",
                         asked->name, asked->options != 0 ? " [OPTION ...]" : "",
                         asked->operands[0] != '\0' ? " " : "", asked->operands);
    const char *language = arguments->value[OPTION_LANGUAGE];
    return language == NULL || language_find(&arguments->language, language)
           || fault_set(fault, FAULT_USAGE, "", "--lang takes da or en, not \"%s\"",
                        language);
}

static int finish(const struct fault *fault)
{
    message_fault(fault);
    /* A full disk or a closed pipe under stdout is a failure like any other. */
    struct fault full = {0};
    if (fflush(stdout) != 0 && fault->kind == FAULT_NONE) {
        fault_set(&full, FAULT_SYSTEM, "", "cannot write to standard output");
        message_fault(&full);
        return FAULT_SYSTEM;
    }
    return (int)fault->kind;
}

static bool asks_for_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

/* `baseline --help`, and `baseline help COMMAND` as `baseline COMMAND --help`. */
static bool give_help(int count, char **word, struct fault *fault)
{
    int at = 2;
    while (at < count && word[at][0] == '-')
        at += strcmp(word[at], option[OPTION_LANGUAGE].name) == 0 ? 2 : 1;
    const char *name = at < count ? word[at] : NULL;
    const struct command *asked = name == NULL ? NULL : command_find(name);
    if (name == NULL)
        help();
    else if (asked != NULL)
        command_help(asked);
    else
        return fault_set(fault, FAULT_USAGE, "",
                         "there is no command \"%s\"; see `baseline --help`", name);
    return true;
}

/* `in_language` = one was asked for. */
static bool run_command(int count, char **word, bool in_language, struct fault *fault)
{
    static struct arguments arguments;
    const struct command *asked = command_find(word[1]);
    if (asked == NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "there is no command \"%s\"; see `baseline --help`", word[1]);
    for (int at = 2; at < count; at++)
        if (asks_for_help(word[at])) {
            command_help(asked);
            return true;
        }
    bool ok = (in_language || speak_as_survey(asked, count, word, fault))
              && parse(&arguments, asked, count, word, fault);
    /* Also what is wrong with the line is written in the way it asks for. */
    return messages_choose(arguments.value[OPTION_MESSAGES], fault) && ok
           && messages_limit(arguments.value[OPTION_TOLD], fault)
           && asked->run(&arguments, fault);
}

int main(int count, char **word)
{
    struct fault fault = {0};
    bool ok = true;
    memory_keep_released();
    signal(SIGPIPE, SIG_IGN);
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    bool in_language = speak(count, word);
    if (count < 2) {
        help();
        return finish(&fault) == 0 ? FAULT_USAGE : FAULT_SYSTEM;
    }
    if (asks_for_help(word[1]) || strcmp(word[1], "help") == 0)
        ok = give_help(count, word, &fault);
    else if (strcmp(word[1], "--version") == 0)
        puts("baseline " BASELINE_VERSION);
    else
        ok = run_command(count, word, in_language, &fault);
    (void)ok; /* what fails has set the fault */
    return finish(&fault);
}

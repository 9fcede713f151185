#include "base/catalogue.h"
#include "base/memory.h"
#include "cli/command.h"
#include "cli/messages.h"

#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#define BIT(option) (UINT64_C(1) << (option))
_Static_assert(OPTION_COUNT <= 64, "an option has a bit in struct command");

static const struct {
    const char *name;
    const char *value; /* NULL = takes none */
    const char *meaning;
} option[OPTION_COUNT] = {
    [OPTION_SEED] = {"--seed", "N", "the rehearsal's seed: same seed, same bytes"},
    [OPTION_ROUND] = {"--round", "ROUND", "the round, as questionnaire/year"},
    [OPTION_RESULTS] = {"--results", "FOLDER", "where results go"},
    [OPTION_LANGUAGE] = {"--lang", "da|en", "language of charts, messages and forms"},
    [OPTION_FORMAT] = {"--format", "svg,png,pdf", "formats of charts"},
    [OPTION_UNITS_OF] = {"--units-of", "CODE",
                         "draw every unit of this owner (* = of all)"},
    [OPTION_PLOTS] = {"--plots", "FOLDER", "the gnuplot scripts"},
    [OPTION_CONFIGURATION] = {"--configuration", "ID",
                              "score by this configuration of the definition"},
    [OPTION_RULES] = {"--rules", "FILE", "score by this other definition"},
    [OPTION_MESSAGES] = {"--messages", "text|json|csv",
                         "how to write what is wrong: lines to read, JSON, or a list"},
    [OPTION_LAYOUT] = {"--format", "text|json", "a page to read, or JSON"},
    [OPTION_STATUS_LAYOUT] = {"--format", "text|json|csv",
                              "a page to read, JSON, or the list of whom to remind"},
    [OPTION_ITEMS_LAYOUT] = {"--format", "text|json|csv",
                             "a page to read, JSON, or a table of the questions"},
    [OPTION_UNIT] = {"--unit", "ID", "the form of this institution alone"},
    [OPTION_WITHDRAWN_UNIT] = {"--unit", "ID", "whose answers no longer count"},
    [OPTION_REASON] = {"--reason", "TEXT", "why, as it is kept with them"},
    [OPTION_EXPLAINED_UNIT] = {"--unit", "ID", "whose answers are explained"},
    [OPTION_QUESTION] = {"--question", "ID", "this question alone"},
    [OPTION_RECEIVED] = {"--file", "SHA256",
                         "the file whose hash begins so: the unit's answers in it, or "
                         "without --unit the file itself"},
    [OPTION_MAPPING] = {"--mapping", "FILE",
                        "what the columns and answers of the files are"},
    [OPTION_SUGGEST_MAPPING] = {"--suggest-mapping", "FILE",
                                "print a draft of a mapping of this file"},
    [OPTION_TOLD] = {"--limit", "N",
                     "how many errors and warnings to tell of a file (0 = all)"},
    [OPTION_RECEIPTS] = {"--receipts", "FILE",
                         "a receipt for every file, as .json, .csv or .txt"},
    [OPTION_FROZEN_REASON] = {"--reason", "TEXT", "why, as it is kept on record"},
    [OPTION_ENCODING] = {"--encoding", "NAME",
                         "read files as UTF-8, UTF-16LE, UTF-16BE or Windows-1252"},
    [OPTION_DELIMITER] = {"--delimiter", "CHAR",
                          "what parts the cells of files: ; , | or tab"},
    [OPTION_GOOD_ROWS] = {"--good-rows", NULL,
                          "take the good rows of a file with errors"},
    [OPTION_NO_CHARTS] = {"--no-charts", NULL, "leave charts out"},
    [OPTION_SCHEMA] = {"--schema", NULL, "as a JSON schema"},
    [OPTION_CSV] = {"--csv", NULL, "forms as CSV and not as workbooks"},
    [OPTION_NO_QUALITY] = {"--no-quality", NULL,
                           "do not doubt answers that were taken"},
    [OPTION_DRAFT] = {"--draft", NULL, "the files are drafts, all of each"},
    [OPTION_REOPEN] = {"--reopen", NULL, "lift the freeze: late answers count"},
    [OPTION_KEEP_PERSONAL] = {"--keep-personal", NULL,
                              "keep names, mail addresses and the like with the files"},
};

static const struct command command[] = {
    {"check", command_check, "SURVEY|DEFINITION ...",
     "read everything, write nothing, say all that is wrong",
     BIT(OPTION_LANGUAGE) | BIT(OPTION_MAPPING) | BIT(OPTION_ENCODING)
         | BIT(OPTION_DELIMITER) | BIT(OPTION_NO_QUALITY) | BIT(OPTION_MESSAGES)
         | BIT(OPTION_TOLD),
     1, OPERAND_LIMIT},
    {"template", command_template, "SURVEY|DEFINITION TO",
     "forms to fill in: one a unit of a round in a folder, or an empty one",
     BIT(OPTION_ROUND) | BIT(OPTION_UNIT) | BIT(OPTION_LANGUAGE) | BIT(OPTION_CSV), 2,
     2},
    {"simulate", command_simulate, "SURVEY FOLDER",
     "a rehearsal round: plausible, seeded, marked answers", BIT(OPTION_SEED), 2, 2},
    {"import", command_import, "SURVEY [FILE ...]", "answers into the database",
     BIT(OPTION_ROUND) | BIT(OPTION_GOOD_ROWS) | BIT(OPTION_LANGUAGE)
         | BIT(OPTION_MAPPING) | BIT(OPTION_SUGGEST_MAPPING) | BIT(OPTION_ENCODING)
         | BIT(OPTION_DELIMITER) | BIT(OPTION_NO_QUALITY) | BIT(OPTION_MESSAGES)
         | BIT(OPTION_TOLD) | BIT(OPTION_RECEIPTS) | BIT(OPTION_DRAFT)
         | BIT(OPTION_KEEP_PERSONAL),
     1, OPERAND_LIMIT},
    {"withdraw", command_withdraw, "SURVEY",
     "answers of an institution that no longer count",
     BIT(OPTION_ROUND) | BIT(OPTION_WITHDRAWN_UNIT) | BIT(OPTION_REASON)
         | BIT(OPTION_LANGUAGE),
     1, 1},
    {"freeze", command_freeze, "SURVEY",
     "the answers of a round as they stand, whatever comes late",
     BIT(OPTION_ROUND) | BIT(OPTION_FROZEN_REASON) | BIT(OPTION_REOPEN)
         | BIT(OPTION_LANGUAGE),
     1, 1},
    {"status", command_status, "SURVEY",
     "who has answered, who has begun, who is missing",
     BIT(OPTION_ROUND) | BIT(OPTION_LANGUAGE) | BIT(OPTION_STATUS_LAYOUT), 1, 1},
    {"items", command_items, "SURVEY|DEFINITION ...",
     "how questions were answered, and which to look at",
     BIT(OPTION_ROUND) | BIT(OPTION_LANGUAGE) | BIT(OPTION_ITEMS_LAYOUT), 1, 2},
    {"explain", command_explain, "SURVEY",
     "where answers on record come from: file, row and column",
     BIT(OPTION_ROUND) | BIT(OPTION_EXPLAINED_UNIT) | BIT(OPTION_QUESTION)
         | BIT(OPTION_RECEIVED) | BIT(OPTION_LAYOUT) | BIT(OPTION_LANGUAGE),
     1, 1},
    {"score", command_score, "SURVEY", "scores and comparisons as JSON",
     BIT(OPTION_RESULTS) | BIT(OPTION_LANGUAGE), 1, 1},
    {"plot", command_plot, "SURVEY", "charts",
     BIT(OPTION_RESULTS) | BIT(OPTION_LANGUAGE) | BIT(OPTION_FORMAT)
         | BIT(OPTION_UNITS_OF) | BIT(OPTION_PLOTS),
     1, 1},
    {"run", command_run, "SURVEY", "import, score and plot: all of a survey folder",
     BIT(OPTION_RESULTS) | BIT(OPTION_LANGUAGE) | BIT(OPTION_FORMAT)
         | BIT(OPTION_UNITS_OF) | BIT(OPTION_PLOTS) | BIT(OPTION_GOOD_ROWS)
         | BIT(OPTION_MAPPING) | BIT(OPTION_NO_CHARTS) | BIT(OPTION_MESSAGES)
         | BIT(OPTION_TOLD),
     1, 1},
    {"evaluate", command_evaluate, "DEFINITION ANSWERS",
     "score one file by one definition, without register or database",
     BIT(OPTION_CONFIGURATION) | BIT(OPTION_RULES) | BIT(OPTION_LANGUAGE), 2, 2},
    {"diff", command_diff, "OLD NEW",
     "what is other in a new edition of a questionnaire",
     BIT(OPTION_LAYOUT) | BIT(OPTION_LANGUAGE), 2, 2},
    {"convert", command_convert, "FROM TO",
     "a definition between JSON, a workbook (.xlsx) and a folder of CSV files",
     BIT(OPTION_LANGUAGE), 2, 2},
    {"format", command_format, "", "the members a definition may have, in tables",
     BIT(OPTION_SCHEMA), 0, 0},
};

#define COMMAND_COUNT (sizeof command / sizeof *command)

/* From here on commands take definitions alone. */
static bool (*const first_without_survey)(const struct arguments *,
                                          struct fault *) = command_evaluate;

static void help(void)
{
    puts("baseline: national baseline surveys of information security\n"
         "\n"
         "usage: baseline COMMAND [OPTION ...] ...\n");
    for (size_t c = 0; c < COMMAND_COUNT; c++)
        printf("%s  %-9s %-21s %s\n",
               command[c].run == first_without_survey ? "\n" : "", command[c].name,
               command[c].operands, command[c].summary);
    puts("\nSURVEY is a survey folder or the survey.json in it, DEFINITION a "
         "questionnaire's.\n"
         "`baseline COMMAND --help` lists a command's options.\n"
         "Exit status: 0 done, 1 the data has errors, 2 usage, 3 system.");
}

static void command_help(const struct command *asked)
{
    printf("usage: baseline %s%s%s%s\n\n%s\n", asked->name,
           asked->options != 0 ? " [OPTION ...]" : "",
           asked->operands[0] != '\0' ? " " : "", asked->operands, asked->summary);
    if (asked->options != 0)
        putchar('\n');
    int width = 11;
    for (int o = 0; o < OPTION_COUNT; o++)
        if ((asked->options & BIT(o)) && (int)strlen(option[o].name) > width)
            width = (int)strlen(option[o].name);
    for (int o = 0; o < OPTION_COUNT; o++)
        if (asked->options & BIT(o))
            printf("  %-*s %-13s %s\n", width, option[o].name,
                   option[o].value == NULL ? "" : option[o].value, option[o].meaning);
}

static bool take_option(struct arguments *arguments, const struct command *asked,
                        int count, char **word, int *at, struct fault *fault)
{
    for (int o = 0; o < OPTION_COUNT; o++) {
        size_t length = strlen(option[o].name);
        if ((asked->options & BIT(o)) == 0
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
    return true;
}

static const struct command *find_command(const char *name)
{
    for (size_t c = 0; c < COMMAND_COUNT; c++)
        if (strcmp(command[c].name, name) == 0)
            return &command[c];
    return NULL;
}

/* The language that is asked for, before anything else can be wrong. */
static void speak(int count, char **word)
{
    const char *name = option[OPTION_LANGUAGE].name;
    size_t length = strlen(name);
    enum language language;
    for (int at = 2; at < count; at++) {
        const char *code = strncmp(word[at], name, length) != 0 ? NULL
                           : word[at][length] == '='            ? word[at] + length + 1
                           : word[at][length] == '\0'           ? word[at + 1]
                                                                : NULL;
        if (code != NULL && language_find(&language, code))
            catalogue_speak(language);
    }
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

int main(int count, char **word)
{
    static struct arguments arguments;
    struct fault fault = {0};
    memory_keep_released();
    signal(SIGPIPE, SIG_IGN);
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    if (count < 2) {
        help();
        return finish(&fault) == 0 ? FAULT_USAGE : FAULT_SYSTEM;
    }
    if (strcmp(word[1], "--help") == 0 || strcmp(word[1], "-h") == 0
        || strcmp(word[1], "help") == 0) {
        help();
        return finish(&fault);
    }
    if (strcmp(word[1], "--version") == 0) {
        puts("baseline " BASELINE_VERSION);
        return finish(&fault);
    }
    speak(count, word);
    const struct command *asked = find_command(word[1]);
    if (asked == NULL) {
        fault_set(&fault, FAULT_USAGE, "",
                  "there is no command \"%s\"; see `baseline --help`", word[1]);
        return finish(&fault);
    }
    for (int at = 2; at < count; at++) {
        if (strcmp(word[at], "--help") == 0 || strcmp(word[at], "-h") == 0) {
            command_help(asked);
            return finish(&fault);
        }
    }
    bool ok = parse(&arguments, asked, count, word, &fault);
    /* Also what is wrong with the line is written in the way it asks for. */
    ok = messages_choose(arguments.value[OPTION_MESSAGES], &fault) && ok
         && messages_limit(arguments.value[OPTION_TOLD], &fault)
         && asked->run(&arguments, &fault);
    (void)ok; /* a command that fails has set the fault */
    return finish(&fault);
}

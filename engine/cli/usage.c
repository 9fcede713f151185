#include "cli/usage.h"

#include "base/catalogue.h"

#include <stdio.h>
#include <string.h>

_Static_assert(OPTION_COUNT <= 64, "an option has a bit in struct command");

/* The texts are said by help alone, in its language. */
#define SAID SPOKEN_LATER

const struct option_form option[OPTION_COUNT] = {
    [OPTION_SEED] = {"--seed", "N",
                     SAID("the rehearsal's seed: same seed, same bytes")},
    [OPTION_ROUND] = {"--round", "ROUND", SAID("the round, as questionnaire/year")},
    [OPTION_RESULTS] = {"--results", "FOLDER", SAID("where results go")},
    [OPTION_LANGUAGE] = {"--lang", "da|en",
                         SAID("language of charts, messages and forms")},
    [OPTION_FORMAT] = {"--format", "svg,png,pdf", SAID("formats of charts")},
    [OPTION_UNITS_OF] = {"--units-of", "CODE",
                         SAID("draw every unit of this owner (* = of all)")},
    [OPTION_PLOTS] = {"--plots", "FOLDER", SAID("the gnuplot scripts")},
    [OPTION_CONFIGURATION] = {"--configuration", "ID",
                              SAID("score by this configuration of the definition")},
    [OPTION_RULES] = {"--rules", "FILE", SAID("score by this other definition")},
    [OPTION_MESSAGES] =
        {"--messages", "text|json|csv",
         SAID("how to write what is wrong: lines to read, JSON, or a list")},
    [OPTION_LAYOUT] = {"--format", "text|json", SAID("a page to read, or JSON")},
    [OPTION_STATUS_LAYOUT] =
        {"--format", "text|json|csv",
         SAID("a page to read, JSON, or the list of whom to remind")},
    [OPTION_ITEMS_LAYOUT] = {"--format", "text|json|csv",
                             SAID("a page to read, JSON, or a table of the questions")},
    [OPTION_UNIT] = {"--unit", "ID", SAID("the form of this institution alone")},
    [OPTION_WITHDRAWN_UNIT] = {"--unit", "ID", SAID("whose answers no longer count")},
    [OPTION_REASON] = {"--reason", "TEXT", SAID("why, as it is kept with them")},
    [OPTION_EXPLAINED_UNIT] = {"--unit", "ID", SAID("whose answers are explained")},
    [OPTION_CHANGED_UNIT] = {"--unit", "ID", SAID("whose own change is judged beside")},
    [OPTION_CHANGE_LAYOUT] = {"--format", "text|json|csv",
                              SAID("a page to read, JSON, or a table of all figures")},
    [OPTION_FROM] = {"--from", "YEAR",
                     SAID("the round to compare with (otherwise the one before)")},
    [OPTION_SCORING] = {"--scoring", "ID",
                        SAID("score all rounds in this way of the survey's")},
    [OPTION_QUESTION] = {"--question", "ID", SAID("this question alone")},
    [OPTION_RECEIVED] =
        {"--file", "SHA256",
         SAID("the file whose hash begins so: the unit's answers in it, or "
              "without --unit the file itself")},
    [OPTION_LIFTED_UNIT] = {"--unit", "ID", SAID("whose areas are to be lifted")},
    [OPTION_AREA] = {"--area", "ID",
                     SAID("this area alone, as its id or dimension/id")},
    [OPTION_TO] = {"--to", "VALUE",
                   SAID("a value to lift it to, in place of its target")},
    [OPTION_MAPPING] = {"--mapping", "FILE",
                        SAID("what the columns and answers of the files are")},
    [OPTION_SUGGEST_MAPPING] = {"--suggest-mapping", "FILE",
                                SAID("print a draft of a mapping of this file")},
    [OPTION_TOLD] = {"--limit", "N",
                     SAID("how many errors and warnings to tell of a file (0 = all)")},
    [OPTION_RECEIPTS] = {"--receipts", "FILE",
                         SAID("a receipt for every file, as .json, .csv or .txt")},
    [OPTION_FROZEN_REASON] = {"--reason", "TEXT", SAID("why, as it is kept on record")},
    [OPTION_COMPARED_UNIT] = {"--unit", "ID",
                              SAID("this institution beside its groups")},
    [OPTION_LEVEL] = {"--level", "ID",
                      SAID("the groups of this level or column alone")},
    [OPTION_MEASURE] = {"--measure", "ID", SAID("this area or question alone")},
    [OPTION_COMPARE_LAYOUT] =
        {"--format", "text|json|csv",
         SAID("a page to read, or every figure as JSON or a table")},
    [OPTION_ENCODING] =
        {"--encoding", "NAME",
         SAID("read files as UTF-8, UTF-16LE, UTF-16BE or Windows-1252")},
    [OPTION_DELIMITER] = {"--delimiter", "CHAR",
                          SAID("what parts the cells of files: ; , | or tab")},
    [OPTION_GROUP] = {"--group", "LEVEL:CODE", SAID("this group's figures")},
    [OPTION_FIGURE] = {"--figure", "NAME|FILE#...",
                       SAID("this figure alone, or the one that stands in a result")},
    [OPTION_MEMBERS] = {"--members", "N",
                        SAID("list so many units of a group (0 = all)")},
    [OPTION_GOOD_ROWS] = {"--good-rows", NULL,
                          SAID("take the good rows of a file with errors")},
    [OPTION_NO_CHARTS] = {"--no-charts", NULL, SAID("leave charts out")},
    [OPTION_SCHEMA] = {"--schema", NULL, SAID("as a JSON schema")},
    [OPTION_CSV] = {"--csv", NULL, SAID("forms as CSV and not as workbooks")},
    [OPTION_NO_QUALITY] = {"--no-quality", NULL,
                           SAID("do not doubt answers that were taken")},
    [OPTION_DRAFT] = {"--draft", NULL, SAID("the files are drafts, all of each")},
    [OPTION_REOPEN] = {"--reopen", NULL, SAID("lift the freeze: late answers count")},
    [OPTION_WITHOUT_OWN] = {"--without-own", NULL,
                            SAID("the institution beside the others alone")},
    [OPTION_ALL_AREAS] =
        {"--all", NULL,
         SAID("the areas of every dimension, not of the headline alone")},
    [OPTION_KEEP_PERSONAL] =
        {"--keep-personal", NULL,
         SAID("keep names, mail addresses and the like with the files")},
};

static const struct command command[] = {
    {"check", command_check, "SURVEY|DEFINITION ...",
     SAID("read everything, write nothing, say all that is wrong"),
     OPTION_BIT(OPTION_LANGUAGE) | OPTION_BIT(OPTION_MAPPING)
         | OPTION_BIT(OPTION_ENCODING) | OPTION_BIT(OPTION_DELIMITER)
         | OPTION_BIT(OPTION_NO_QUALITY) | OPTION_BIT(OPTION_MESSAGES)
         | OPTION_BIT(OPTION_TOLD),
     1, OPERAND_LIMIT},
    {"template", command_template, "SURVEY|DEFINITION TO",
     SAID("forms to fill in: one a unit of a round in a folder, or an empty one"),
     OPTION_BIT(OPTION_ROUND) | OPTION_BIT(OPTION_UNIT) | OPTION_BIT(OPTION_LANGUAGE)
         | OPTION_BIT(OPTION_CSV),
     2, 2},
    {"simulate", command_simulate, "SURVEY FOLDER",
     SAID("a rehearsal round: plausible, seeded, marked answers"),
     OPTION_BIT(OPTION_SEED) | OPTION_BIT(OPTION_LANGUAGE), 2, 2},
    {"import", command_import, "SURVEY [FILE ...]", SAID("answers into the database"),
     OPTION_BIT(OPTION_ROUND) | OPTION_BIT(OPTION_GOOD_ROWS)
         | OPTION_BIT(OPTION_LANGUAGE) | OPTION_BIT(OPTION_MAPPING)
         | OPTION_BIT(OPTION_SUGGEST_MAPPING) | OPTION_BIT(OPTION_ENCODING)
         | OPTION_BIT(OPTION_DELIMITER) | OPTION_BIT(OPTION_NO_QUALITY)
         | OPTION_BIT(OPTION_MESSAGES) | OPTION_BIT(OPTION_TOLD)
         | OPTION_BIT(OPTION_RECEIPTS) | OPTION_BIT(OPTION_DRAFT)
         | OPTION_BIT(OPTION_KEEP_PERSONAL),
     1, OPERAND_LIMIT},
    {"withdraw", command_withdraw, "SURVEY",
     SAID("answers of an institution that no longer count"),
     OPTION_BIT(OPTION_ROUND) | OPTION_BIT(OPTION_WITHDRAWN_UNIT)
         | OPTION_BIT(OPTION_REASON) | OPTION_BIT(OPTION_LANGUAGE),
     1, 1},
    {"freeze", command_freeze, "SURVEY",
     SAID("the answers of a round as they stand, whatever comes late"),
     OPTION_BIT(OPTION_ROUND) | OPTION_BIT(OPTION_FROZEN_REASON)
         | OPTION_BIT(OPTION_REOPEN) | OPTION_BIT(OPTION_LANGUAGE),
     1, 1},
    {"status", command_status, "SURVEY",
     SAID("who has answered, who has begun, who is missing"),
     OPTION_BIT(OPTION_ROUND) | OPTION_BIT(OPTION_LANGUAGE)
         | OPTION_BIT(OPTION_STATUS_LAYOUT),
     1, 1},
    {"items", command_items, "SURVEY|DEFINITION ...",
     SAID("how questions were answered, and which to look at"),
     OPTION_BIT(OPTION_ROUND) | OPTION_BIT(OPTION_LANGUAGE)
         | OPTION_BIT(OPTION_ITEMS_LAYOUT),
     1, 2},
    {"compare", command_compare, "SURVEY",
     SAID("every group's figures and what they are worth, for analysts"),
     OPTION_BIT(OPTION_ROUND) | OPTION_BIT(OPTION_COMPARED_UNIT)
         | OPTION_BIT(OPTION_LEVEL) | OPTION_BIT(OPTION_MEASURE)
         | OPTION_BIT(OPTION_WITHOUT_OWN) | OPTION_BIT(OPTION_COMPARE_LAYOUT)
         | OPTION_BIT(OPTION_LANGUAGE),
     1, 1},
    {"change", command_change, "SURVEY",
     SAID("what has changed since another round, and how sure that is"),
     OPTION_BIT(OPTION_ROUND) | OPTION_BIT(OPTION_FROM) | OPTION_BIT(OPTION_LEVEL)
         | OPTION_BIT(OPTION_CHANGED_UNIT) | OPTION_BIT(OPTION_SCORING)
         | OPTION_BIT(OPTION_CHANGE_LAYOUT) | OPTION_BIT(OPTION_LANGUAGE),
     1, 1},
    {"explain", command_explain, "SURVEY",
     SAID("where figures and answers come from, back to file, row and column"),
     OPTION_BIT(OPTION_ROUND) | OPTION_BIT(OPTION_EXPLAINED_UNIT)
         | OPTION_BIT(OPTION_QUESTION) | OPTION_BIT(OPTION_AREA)
         | OPTION_BIT(OPTION_GROUP) | OPTION_BIT(OPTION_FIGURE)
         | OPTION_BIT(OPTION_SCORING) | OPTION_BIT(OPTION_MEMBERS)
         | OPTION_BIT(OPTION_RECEIVED) | OPTION_BIT(OPTION_LAYOUT)
         | OPTION_BIT(OPTION_LANGUAGE),
     1, 1},
    {"lift", command_lift, "SURVEY",
     SAID("the fewest answers that lift an institution's areas to their targets"),
     OPTION_BIT(OPTION_ROUND) | OPTION_BIT(OPTION_LIFTED_UNIT) | OPTION_BIT(OPTION_AREA)
         | OPTION_BIT(OPTION_ALL_AREAS) | OPTION_BIT(OPTION_TO)
         | OPTION_BIT(OPTION_LAYOUT) | OPTION_BIT(OPTION_LANGUAGE),
     1, 1},
    {"score", command_score, "SURVEY", SAID("scores and comparisons as JSON"),
     OPTION_BIT(OPTION_RESULTS) | OPTION_BIT(OPTION_LANGUAGE), 1, 1},
    {"plot", command_plot, "SURVEY", SAID("charts"),
     OPTION_BIT(OPTION_RESULTS) | OPTION_BIT(OPTION_LANGUAGE)
         | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_UNITS_OF)
         | OPTION_BIT(OPTION_PLOTS),
     1, 1},
    {"run", command_run, "SURVEY",
     SAID("import, score and plot: all of a survey folder"),
     OPTION_BIT(OPTION_RESULTS) | OPTION_BIT(OPTION_LANGUAGE)
         | OPTION_BIT(OPTION_FORMAT) | OPTION_BIT(OPTION_UNITS_OF)
         | OPTION_BIT(OPTION_PLOTS) | OPTION_BIT(OPTION_GOOD_ROWS)
         | OPTION_BIT(OPTION_MAPPING) | OPTION_BIT(OPTION_NO_CHARTS)
         | OPTION_BIT(OPTION_MESSAGES) | OPTION_BIT(OPTION_TOLD),
     1, 1},
    {"evaluate", command_evaluate, "DEFINITION ANSWERS",
     SAID("score one file by one definition, without register or database"),
     OPTION_BIT(OPTION_CONFIGURATION) | OPTION_BIT(OPTION_RULES)
         | OPTION_BIT(OPTION_LANGUAGE),
     2, 2},
    {"diff", command_diff, "OLD NEW",
     SAID("what is other in a new edition of a questionnaire"),
     OPTION_BIT(OPTION_LAYOUT) | OPTION_BIT(OPTION_LANGUAGE), 2, 2},
    {"convert", command_convert, "FROM TO",
     SAID("a definition between JSON, a workbook (.xlsx) and a folder of CSV files"),
     OPTION_BIT(OPTION_LANGUAGE), 2, 2},
    {"format", command_format, "", SAID("the members a definition may have, in tables"),
     OPTION_BIT(OPTION_SCHEMA), 0, 0},
};

#define COMMAND_COUNT (sizeof command / sizeof *command)

/* From here on commands take definitions alone. */
static bool (*const first_without_survey)(const struct arguments *,
                                          struct fault *) = command_evaluate;

const struct command *command_find(const char *name)
{
    for (size_t c = 0; c < COMMAND_COUNT; c++)
        if (strcmp(command[c].name, name) == 0)
            return &command[c];
    return NULL;
}

void help(void)
{
    printf("%s\n\n%s: baseline COMMAND [OPTION ...] ...\n\n",
           spoken("baseline: national baseline surveys of information security"),
           spoken("usage"));
    for (size_t c = 0; c < COMMAND_COUNT; c++)
        printf("%s  %-9s %-21s %s\n",
               command[c].run == first_without_survey ? "\n" : "", command[c].name,
               command[c].operands, spoken(command[c].summary));
    printf("\n%s.\n%s.\n%s.\n",
           spoken("SURVEY is a survey folder or the survey.json in it, DEFINITION a "
                  "questionnaire's"),
           spoken("`baseline COMMAND --help` lists a command's options; with --lang da "
                  "or en in that language"),
           spoken("Exit status: 0 done, 1 the data has errors, 2 usage, 3 system"));
}

void command_help(const struct command *asked)
{
    printf("%s: baseline %s%s%s%s\n\n%s\n", spoken("usage"), asked->name,
           asked->options != 0 ? " [OPTION ...]" : "",
           asked->operands[0] != '\0' ? " " : "", asked->operands,
           spoken(asked->summary));
    if (asked->options != 0)
        putchar('\n');
    int width = 11;
    for (int o = 0; o < OPTION_COUNT; o++)
        if ((asked->options & OPTION_BIT(o)) && (int)strlen(option[o].name) > width)
            width = (int)strlen(option[o].name);
    for (int o = 0; o < OPTION_COUNT; o++)
        if (asked->options & OPTION_BIT(o))
            printf("  %-*s %-13s %s\n", width, option[o].name,
                   option[o].value == NULL ? "" : option[o].value,
                   spoken(option[o].meaning));
}

#include "questionnaire/format.h"

#include "questionnaire/format_table.h"

#include <assert.h>
#include <string.h>

#define MEMBER_LIMIT 32

const char *const format_kind[] = {"choice", "several", "number"};
const char *const format_combine[] = {"sum", "highest", "lowest", "all", "any"};
const char *const format_state[] = {"dont_know", "not_applicable"};
const char *const format_when_not_asked[] = {"exclude", "floor"};
const char *const format_operator[] = {
    "weighted_mean", "mean", "sum", "min", "max", "share", "possible", "level", "none"};
const char *const format_measure[] = {"points", "values"};
const char *const format_over[] = {"areas", "questions"};
const char *const format_rule[] = {"skip", "zero", "floor", "target", "block"};
const char *const format_mode[] = {"none", "half_away", "half_even", "half_up",
                                   "truncate"};
const char *const format_test[] = {"all",  "any",   "none", "sum",
                                   "mean", "share", "count"};
const char *const format_pool[] = {"mean", "all"};
const char *const format_weights[] = {"given", "equal"};
const char *const format_lack[] = {"blank", "dont_know", "not_applicable"};

#define NAMES(list) .choice = (list), .choice_count = sizeof(list) / sizeof *(list)

static const struct format_member definition[] = {
    {"format", TYPE_FORMAT, true, .meaning = "\"" FORMAT_NAME "\""},
    {"id", TYPE_ID, true,
     .meaning = "the same for all editions; names a folder, so without '.'"},
    {"edition", TYPE_STRING, true,
     .meaning = "what this edition is called, such as \"2026\""},
    {"title", TYPE_WORDING, true, .meaning = "what the questionnaire is called"},
    {"languages", TYPE_LANGUAGES, .absent = "[\"da\", \"en\"]",
     .meaning = "the languages every text is to have"},
    {"identified_by", TYPE_STRINGS, true,
     .meaning = "header names of the column that says who answers"},
    {"other_columns", TYPE_STRINGS, .absent = "[]",
     .meaning = "header names that are accepted and not read"},
    {"rules", TYPE_OBJECT, .object = FORMAT_RULES, .absent = "all \"skip\"",
     .meaning = "what missing answers count as, where an area does not say otherwise"},
    {"scales", TYPE_BY_ID_OR, true, .object = FORMAT_SCALE,
     .meaning =
         "scales by id, or the name of a JSON file (beside this one) that holds them"},
    {"guide", TYPE_OBJECTS, .object = FORMAT_GUIDE, .absent = "[]",
     .meaning = "what whoever answers is told first, part by part"},
    {"sections", TYPE_OBJECTS, .object = FORMAT_SECTION, .absent = "[]",
     .meaning = "the parts that the questions stand in, in order"},
    {"questions", TYPE_OBJECTS, true, .object = FORMAT_QUESTION,
     .meaning = "in the order they are asked"},
    {"contradictions", TYPE_OBJECTS, .object = FORMAT_CONTRADICTION, .absent = "[]",
     .meaning = "answers that cannot both be right; whoever gives them is asked"},
    {"dropped", TYPE_OBJECTS, .object = FORMAT_DROPPED, .absent = "[]",
     .meaning = "questions of the edition before that are gone and not replaced"},
    {"dimensions", TYPE_OBJECTS, true, .object = FORMAT_AREA,
     .meaning = "the roots of the trees of areas"},
    {"overall", TYPE_ID, .absent = "the first",
     .meaning = "id of the dimension whose root is the headline"},
    {"presentation", TYPE_OBJECT, .object = FORMAT_PRESENTATION,
     .meaning = "which dimension each chart shows"},
    {"subset", TYPE_OBJECT, .object = FORMAT_SUBSET, .absent = "all to all",
     .meaning = "which questions apply to whom"},
    {"pool", TYPE_OBJECT, .object = FORMAT_POOL, .absent = "none",
     .meaning = "how several answers of one group become one"},
    {"configurations", TYPE_OBJECTS, .object = FORMAT_CONFIGURATION, .absent = "[]",
     .meaning = "other ways to score the same answers"},
    {"frameworks", TYPE_OBJECTS, .object = FORMAT_FRAMEWORK, .absent = "[]",
     .meaning = "what `references` refer to; `check` counts how much of it is met"},
    {0},
};

static const struct format_member scale[] = {
    {"title", TYPE_WORDING, true, .meaning = "what the scale is called"},
    {"kind", TYPE_CHOICE, NAMES(format_kind), .absent = "\"choice\"",
     .meaning = "whether an answer is one option, any number of options, or a decimal"},
    {"options", TYPE_OBJECTS, .object = FORMAT_OPTION, .required_of = "choice, several",
     .absent = "[]", .meaning = "in the order they are shown; at most 60"},
    {"pass", TYPE_STRINGS,
     .meaning = "codes that pass. The options then have no values: one that passes is "
                "worth 1, any other 0"},
    {"target", TYPE_DECIMAL, .absent = "the highest", .meaning = "the value aimed at"},
    {"combine", TYPE_CHOICE, NAMES(format_combine), .absent = "\"sum\"",
     .meaning =
         "several: the sum, the highest or the lowest of the chosen values; or 1 "
         "when all options, or any, are chosen, else 0"},
    {"lowest", TYPE_DECIMAL, .required_of = "number",
     .absent = "several: from its options",
     .meaning = "number, several: the lowest value"},
    {"highest", TYPE_DECIMAL, .required_of = "number",
     .absent = "several: from its options",
     .meaning = "number, several: the highest value"},
    {"decimals", TYPE_DIGITS, .absent = "0",
     .meaning = "number: how many decimals an answer may have, 0 to 6"},
    {"clip", TYPE_FLAG, .absent = "false",
     .meaning = "number: a number beyond lowest or highest counts as that, and is not "
                "refused"},
    {"seconds", TYPE_DECIMAL, .absent = "30",
     .meaning = "what it takes to find an answer once the question is read; for the "
                "estimate of answering time"},
    {0},
};

static const struct format_member option[] = {
    {"code", TYPE_STRING, true, .meaning = "what stands in answer files"},
    {"value", TYPE_DECIMAL, .required_of = "without `state` or `pass`",
     .meaning = "several options may have the same value"},
    {"state", TYPE_CHOICE, NAMES(format_state),
     .meaning = "what the option says in place of a value"},
    {"label", TYPE_WORDING, true, .meaning = "what stands in questionnaires"},
    {"alone", TYPE_FLAG, .absent = "false",
     .meaning =
         "several: it cannot stand beside other answers, such as \"none of them\""},
    {"synonyms", TYPE_STRINGS, .absent = "[]",
     .meaning = "other ways to write the answer; case and spaces are forgiven"},
    {0},
};

static const struct format_member question[] = {
    {"id", TYPE_ID, true, .meaning = "for life"},
    {"scale", TYPE_STRING, true, .meaning = "id of a scale"},
    {"text", TYPE_WORDING, true, .meaning = "what is asked"},
    {"section", TYPE_ID, .required_of = "with `sections`",
     .meaning = "id of the section it stands in"},
    {"help", TYPE_WORDING, .meaning = "how the answers are to be understood"},
    {"evidence", TYPE_WORDING, .meaning = "what would show that the answer is right"},
    {"weight", TYPE_WEIGHT, .absent = "1",
     .meaning = "above 0; in every area that does not give another"},
    {"reversed", TYPE_FLAG, .absent = "false",
     .meaning = "the highest value is the worst"},
    {"tags", TYPE_STRINGS, .absent = "[]",
     .meaning = "to choose questions by: a level, a group, a theme"},
    {"layers", TYPE_IDS,
     .meaning = "the question is answered once per layer, such as implementation and "
                "documentation"},
    {"asked_if", TYPE_ONE_OR_MORE, .object = FORMAT_CONDITION,
     .meaning = "asked only when the condition holds; of a list, when all do"},
    {"when_not_asked", TYPE_CHOICE, NAMES(format_when_not_asked),
     .absent = "\"exclude\"",
     .meaning = "does not count, or counts as the lowest value"},
    {"references", TYPE_LISTS_BY,
     .meaning = "ids in other frameworks: {\"framework-2013\": [\"5.1\"]}"},
    {"replaces", TYPE_OBJECTS, .object = FORMAT_REPLACES, .absent = "[]",
     .meaning = "what it was in the edition before"},
    {"reason", TYPE_WORDING,
     .meaning = "why it is asked, where it is new in this edition"},
    {0},
};

static const struct format_member section[] = {
    {"id", TYPE_ID, true, .meaning = "unique among sections"},
    {"title", TYPE_WORDING, true, .meaning = "what stands above its questions"},
    {"text", TYPE_WORDING, .meaning = "what it is about and who knows the answers"},
    {"levels", TYPE_OBJECTS, .object = FORMAT_DESCRIPTION, .absent = "[]",
     .meaning = "what answers look like here, so that two people choose the same"},
    {0},
};

static const struct format_member description[] = {
    {"code", TYPE_STRING, true, .meaning = "of an option of the scales used here"},
    {"text", TYPE_WORDING, true, .meaning = "when that answer is right"},
    {0},
};

static const struct format_member guide[] = {
    {"title", TYPE_WORDING, true, .meaning = "its heading"},
    {"text", TYPE_WORDING, true, .meaning = "a paragraph"},
    {0},
};

static const struct format_member dropped[] = {
    {"question", TYPE_ID, true, .meaning = "its id in the edition before"},
    {"reason", TYPE_WORDING, true, .meaning = "why it is no longer asked"},
    {0},
};

static const struct format_member framework[] = {
    {"id", TYPE_ID, true, .meaning = "as in `references`"},
    {"title", TYPE_WORDING, true, .meaning = "what it is called"},
    {"file", TYPE_STRING, true,
     .meaning = "CSV, relative to this file: a row an item, with the columns `id`, "
                "`parent`, `kind` and a name per language"},
    {"every", TYPE_STRINGS, .absent = "[]",
     .meaning = "kinds of items that are all to be met by a question"},
    {0},
};

static const struct format_member condition[] = {
    {"question", TYPE_ID, true, .meaning = "id of an earlier question"},
    {"answers", TYPE_STRINGS, .required_of = "without bounds",
     .meaning = "answers, one of which was given"},
    {"at_least", TYPE_DECIMAL, .meaning = "the value is this or more"},
    {"at_most", TYPE_DECIMAL, .meaning = "the value is this or less"},
    {0},
};

static const struct format_member replaces[] = {
    {"question", TYPE_ID, true,
     .meaning = "its id in the edition before, which may be the same"},
    {"comparable", TYPE_FLAG, true,
     .meaning = "whether answers may be compared over the revision"},
    {"reason", TYPE_WORDING, .meaning = "why it was revised"},
    {0},
};

static const struct format_member contradiction[] = {
    {"id", TYPE_ID, true, .meaning = "unique among contradictions"},
    {"if", TYPE_ONE_OR_MORE, true, .object = FORMAT_CONDITION,
     .meaning = "one answer, or several that all were given; as in `asked_if`"},
    {"and", TYPE_ONE_OR_MORE, true, .object = FORMAT_CONDITION,
     .meaning = "what was answered beside, and does not go with it"},
    {"text", TYPE_WORDING, true,
     .meaning = "what whoever answered is told: why both cannot be right"},
    {0},
};

static const struct format_member area[] = {
    {"id", TYPE_ID, true,
     .meaning = "unique in its dimension; that of a root names the dimension"},
    {"title", TYPE_WORDING, true, .meaning = "what the area is called"},
    {"text", TYPE_WORDING, .meaning = "what it stands for, in a sentence"},
    {"operator", TYPE_CHOICE, NAMES(format_operator), .absent = "\"weighted_mean\"",
     .meaning = "how inputs become one value"},
    {"measure", TYPE_CHOICE, NAMES(format_measure),
     .absent = "that of the area above, or \"points\"",
     .meaning = "what inputs are taken as"},
    {"over", TYPE_CHOICE, NAMES(format_over), .absent = "\"areas\"",
     .meaning =
         "\"questions\": the inputs are all questions below, each once, and not the "
         "areas' values"},
    {"questions", TYPE_IDS_OR, .object = FORMAT_WEIGHTED_QUESTION,
     .required_of = "without `select` or `areas`", .meaning = "its questions"},
    {"select", TYPE_STRINGS, .required_of = "without `questions` or `areas`",
     .meaning = "all questions that bear all of these tags"},
    {"layer", TYPE_ID, .absent = "that of the area above",
     .meaning = "the layer of its questions that counts"},
    {"areas", TYPE_OBJECTS, .object = FORMAT_AREA,
     .required_of = "without `questions` or `select`",
     .meaning = "the areas right below it"},
    {"weight", TYPE_WEIGHT, .absent = "1", .meaning = "above 0; in the area above"},
    {"rules", TYPE_OBJECT, .object = FORMAT_RULES, .absent = "those of the area above",
     .meaning = "what missing inputs count as"},
    {"minimum_coverage", TYPE_FRACTION, .absent = "that of the area above, or \"2/3\"",
     .meaning = "the least share of weight that must be there"},
    {"at_least", TYPE_DECIMAL, .required_of = "share",
     .meaning = "what an input must reach"},
    {"start", TYPE_DECIMAL, .absent = "0", .meaning = "sum: what is added to"},
    {"levels", TYPE_OBJECTS, .object = FORMAT_LEVEL, .required_of = "level",
     .meaning = "the gates, lowest first"},
    {"range", TYPE_PAIR, .absent = "the natural range",
     .meaning = "the value is mapped onto this range"},
    {"rounding", TYPE_OBJECT, .object = FORMAT_ROUNDING, .absent = "none",
     .meaning = "of the value"},
    {"bands", TYPE_OBJECTS, .object = FORMAT_BAND, .absent = "[]",
     .meaning = "names for stretches of the value, rising"},
    {"target", TYPE_DECIMAL, .meaning = "the value aimed at"},
    {0},
};

static const struct format_member weighted_question[] = {
    {"question", TYPE_ID, true, .meaning = "id of the question"},
    {"weight", TYPE_WEIGHT, true, .meaning = "above 0; its weight in this area"},
    {0},
};

#define LACK(key, input)                                                               \
    {                                                                                  \
        key, TYPE_CHOICE, NAMES(format_rule),                                          \
            .absent = "as in the area above, or \"skip\"", .meaning = input            \
    }

static const struct format_member rules[] = {
    LACK("blank", "an input that was not answered, or an area without a score"),
    LACK("dont_know", "a question answered so"),
    LACK("not_applicable",
         "a question answered so, or an area that nothing applies to"),
    {0},
};

static const struct format_member rounding[] = {
    {"mode", TYPE_CHOICE, true, NAMES(format_mode), .meaning = "where a tie goes"},
    {"decimals", TYPE_DIGITS, .absent = "0",
     .meaning = "digits after the point, 0 to 6"},
    {0},
};

static const struct format_member band[] = {
    {"from", TYPE_DECIMAL, true, .meaning = "the value that begins it"},
    {"title", TYPE_WORDING, true, .meaning = "what it is called"},
    {0},
};

static const struct format_member level[] = {
    {"title", TYPE_WORDING, .meaning = "what the level is called"},
    {"value", TYPE_DECIMAL, .absent = "its place: 1, 2, …",
     .meaning = "above 0 and rising"},
    {"conditions", TYPE_OBJECTS, true, .object = FORMAT_TEST,
     .meaning = "all must hold"},
    {0},
};

static const struct format_member test[] = {
    {"questions", TYPE_IDS, .meaning = "the set it looks at …"},
    {"tags", TYPE_STRINGS,
     .meaning = "… or those of the gate's own questions that bear all these tags …"},
    {"areas", TYPE_STRINGS,
     .meaning =
         "… or areas below the gate, or \"dimension/area\" of an earlier dimension; "
         "without any: the gate's own inputs"},
    {"test", TYPE_CHOICE, NAMES(format_test), .absent = "\"all\"",
     .meaning = "how the set is looked at"},
    {"at_least", TYPE_DECIMAL, true, .meaning = "what is compared with"},
    {"passing", TYPE_DECIMAL, .required_of = "share, count",
     .meaning = "what an input must reach to be counted"},
    {0},
};

#define SHOWN(chart, what)                                                             \
    {                                                                                  \
        chart, TYPE_ID, .absent = "the first", .meaning = "the dimension of " what     \
    }

static const struct format_member presentation[] = {
    SHOWN("profile", "profiles"),
    SHOWN("radar", "radar charts"),
    {"trend", TYPE_ID, .absent = "that of `overall`",
     .meaning = "the dimension whose root is followed over the rounds, such as one of "
                "questions that stay"},
    {"measuring_points", TYPE_ID, .absent = "none",
     .meaning = "the dimension whose areas are measuring points"},
    {0},
};

static const struct format_member subset[] = {
    {"tags", TYPE_STRINGS, .required_of = "without `column`",
     .meaning = "only questions that bear one of these apply"},
    {"column", TYPE_STRING, .required_of = "without `tags`",
     .meaning = "level of the register, or column of the answer file"},
    {"of", TYPE_LISTS_BY, .required_of = "with `column`",
     .meaning = "the tags whose questions apply, by what stands in the column"},
    {0},
};

static const struct format_member pool[] = {
    {"column", TYPE_STRING, true,
     .meaning = "level of the register, or column of the answer file"},
    {"rule", TYPE_CHOICE, true, NAMES(format_pool),
     .meaning = "what is made of members"},
    {0},
};

static const struct format_member configuration[] = {
    {"id", TYPE_ID, true, .meaning = "what it is chosen by"},
    {"title", TYPE_WORDING, true, .meaning = "what it is called"},
    {"rules", TYPE_OBJECT, .object = FORMAT_RULES,
     .meaning = "take the place of the definition's and of every area's"},
    {"weights", TYPE_CHOICE, NAMES(format_weights), .absent = "\"given\"",
     .meaning = "\"equal\": every weight is 1"},
    {"minimum_coverage", TYPE_FRACTION, .meaning = "takes the place of every area's"},
    {"values", TYPE_DECIMALS_BY,
     .meaning = "other values by scale, by code: {\"degree\": {\"2\": 3}}"},
    {"pass", TYPE_LISTS_BY, .meaning = "by scale: another list of codes that pass"},
    {"areas", TYPE_CHANGED, .object = FORMAT_AREA,
     .meaning =
         "by \"dimension/area\": members that take the place of the area's own (any "
         "but `id`, `areas`, `questions`, `select`)"},
    {"dimensions", TYPE_OBJECTS, .object = FORMAT_AREA,
     .meaning = "takes the place of the definition's"},
    {"overall", TYPE_ID, .meaning = "takes the place of the definition's"},
    {"subset", TYPE_OBJECT, .object = FORMAT_SUBSET,
     .meaning = "takes the place of the definition's"},
    {0},
};

const struct format_object_names format_table[FORMAT_OBJECT_COUNT] = {
    [FORMAT_DEFINITION] = {"the definition", "definition", "definitions", definition},
    [FORMAT_SCALE] = {"a scale", "scale", "scales", scale},
    [FORMAT_OPTION] = {"an option", "option", "options", option},
    [FORMAT_QUESTION] = {"a question", "question", "questions", question},
    [FORMAT_SECTION] = {"a section", "section", "sections", section},
    [FORMAT_DESCRIPTION] = {"a level description", "description", "descriptions",
                            description},
    [FORMAT_CONDITION] = {"a condition", "condition", "conditions", condition},
    [FORMAT_REPLACES] = {"a replaced question", "replaced_question",
                         "replaced questions", replaces},
    [FORMAT_CONTRADICTION] = {"a contradiction", "contradiction", "contradictions",
                              contradiction},
    [FORMAT_AREA] = {"an area", "area", "areas", area},
    [FORMAT_WEIGHTED_QUESTION] = {"a weighted question", "weighted_question",
                                  "weighted questions", weighted_question},
    [FORMAT_RULES] = {"rules", "rules", "rules", rules},
    [FORMAT_ROUNDING] = {"a rounding", "rounding", "roundings", rounding},
    [FORMAT_BAND] = {"a band", "band", "bands", band},
    [FORMAT_LEVEL] = {"a level", "level", "levels", level},
    [FORMAT_TEST] = {"a condition of a level", "test", "conditions", test},
    [FORMAT_PRESENTATION] = {"a presentation", "presentation", "presentations",
                             presentation},
    [FORMAT_SUBSET] = {"a subset", "subset", "subsets", subset},
    [FORMAT_POOL] = {"a pool", "pool", "pools", pool},
    [FORMAT_CONFIGURATION] = {"a configuration", "configuration", "configurations",
                              configuration},
    [FORMAT_GUIDE] = {"a part of the guide", "guide_part", "parts of the guide", guide},
    [FORMAT_DROPPED] = {"a dropped question", "dropped_question", "dropped questions",
                        dropped},
    [FORMAT_FRAMEWORK] = {"a framework", "framework", "frameworks", framework},
};

bool format_may_change(const char *member)
{
    static const char *const fixed[] = {"id", "areas", "questions", "select"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (strcmp(fixed[i], member) == 0)
            return false;
    return true;
}

static bool check_keys(const struct part *part, enum format_object object, bool change)
{
    const char *known[MEMBER_LIMIT];
    size_t count = 0;
    for (const struct format_member *member = format_table[object].member;
         member->name != NULL; member++) {
        assert(count < MEMBER_LIMIT);
        if (!change || format_may_change(member->name))
            known[count++] = member->name;
    }
    return document_check_keys(part, known, count);
}

bool format_check_keys(const struct part *part, enum format_object object)
{
    return check_keys(part, object, false);
}

bool format_check_changes(const struct part *part)
{
    return check_keys(part, FORMAT_AREA, true);
}

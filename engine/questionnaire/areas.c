#include "questionnaire/areas.h"
#include "base/text.h"
#include "questionnaire/format.h"

#include <ctype.h>
#include <string.h>

/* The members of an area that are neither its inputs nor its gates. */

#define BAND_LIMIT      127 /* bands are numbered in 8 bits */
#define FRACTION_DIGITS 9
#define PLACES_LIMIT    6

static bool has(const struct part *part, const char *key)
{
    return json_object_get(part->json, key) != NULL;
}

/* The digits at the front of a text, at most FRACTION_DIGITS of them; -1 when there are
   none. */
static int32_t read_digits(const char **text)
{
    int32_t number = -1;
    for (int i = 0; i < FRACTION_DIGITS && isdigit((unsigned char)**text); i++) {
        number = (number < 0 ? 0 : number * 10) + (**text - '0');
        ++*text;
    }
    return number;
}

/* "2/3": a share of the weight, kept as it is written so that comparing is exact. */
static void load_coverage(const struct part *part, struct manner *manner)
{
    const char *share = document_read_string(part, "minimum_coverage", false);
    if (share == NULL)
        return;
    int32_t numerator = read_digits(&share);
    bool parted = *share++ == '/';
    int32_t denominator = parted ? read_digits(&share) : -1;
    if (numerator < 0 || denominator < 1 || numerator > denominator || *share != '\0') {
        document_wrong(part, "minimum_coverage",
                       "must be a fraction from \"0/1\" to \"1/1\", such as \"2/3\"");
        return;
    }
    manner->coverage_numerator = numerator;
    manner->coverage_denominator = denominator;
}

static void load_layer(const struct questionnaire *questionnaire,
                       const struct part *part, struct manner *manner)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    char hint[HINT_BYTES];
    const char *layer = document_read_string(part, "layer", false);
    struct nearest nearest = {.wanted = layer};
    if (layer == NULL)
        return;
    for (size_t q = 0; q < questionnaire->question_count; q++) {
        const char *known = questionnaire->question[q].layer;
        if (known == NULL)
            continue;
        if (strcmp(known, layer) == 0) {
            manner->layer = known;
            return;
        }
        /* One that is offered twice would be as near as itself. */
        if (nearest.found == NULL || strcmp(nearest.found, known) != 0)
            nearest_offer(&nearest, known, known);
    }
    document_wrong(part, "layer", "no question has a layer \"%s\"%s",
                   text_excerpt(excerpt, layer, strlen(layer)),
                   hint_nearest(hint, nearest_name(&nearest)));
}

/* What is said here holds for the areas below as well. */
static void load_manner(const struct questionnaire *questionnaire,
                        const struct part *part, struct node *node,
                        struct manner *manner)
{
    manner->measure = (enum measure)document_read_choice(
        part, "measure", format_measure, FORMAT_MEASURE_COUNT, (int)manner->measure);
    load_rules(part, manner->rule, manner->rule);
    load_coverage(part, manner);
    load_layer(questionnaire, part, manner);
    node->measure = manner->measure;
    memcpy(node->rule, manner->rule, sizeof node->rule);
    node->layer = manner->layer;
    node->coverage_numerator = manner->coverage_numerator;
    node->coverage_denominator = manner->coverage_denominator;
    /* A gate has no minimum but its own; it hands on what is said above it. */
    if (node->operation == OPERATION_LEVEL && !has(part, "minimum_coverage")) {
        node->coverage_numerator = 0;
        node->coverage_denominator = 1;
    }
}

static void load_rounding(const struct part *part, struct node *node)
{
    struct part rounding = document_read_member(part, "rounding", false);
    if (!format_check_keys(&rounding, FORMAT_ROUNDING))
        return;
    document_read_member(&rounding, "mode", true);
    node->rounding = (enum rounding)document_read_choice(
        &rounding, "mode", format_mode, FORMAT_MODE_COUNT, ROUNDING_NONE);
    node->decimals =
        (int)document_read_whole(&rounding, "decimals", 0, PLACES_LIMIT, 0);
}

static void load_range(const struct part *part, struct node *node)
{
    struct part range = document_read_array(part, "range", false, 0);
    int64_t lowest;
    int64_t highest;
    if (range.json == NULL)
        return;
    if (json_array_size(range.json) != 2) {
        document_wrong(&range, NULL,
                       "must be two decimals, the lowest value and the highest");
        return;
    }
    bool right = document_read_decimal_item(&range, 0, &lowest);
    if (!document_read_decimal_item(&range, 1, &highest) || !right)
        return;
    if (lowest >= highest) {
        document_wrong(&range, NULL, "the first value must be below the second");
        return;
    }
    node->has_range = true;
    node->lowest = decimal_fraction(lowest);
    node->highest = decimal_fraction(highest);
}

static void load_bands(const struct part *part, struct node *node)
{
    struct part bands = document_read_array(part, "bands", false, 0);
    size_t count = json_array_size(bands.json);
    if (count > BAND_LIMIT) {
        document_wrong(&bands, NULL, "an area has at most %d bands", BAND_LIMIT);
        return;
    }
    node->band = document_take(part->document, count, sizeof *node->band);
    if (node->band == NULL)
        return;
    const struct band *before = NULL;
    for (size_t b = 0; b < count; b++) {
        struct part item = document_read_item(&bands, b);
        struct band *band = &node->band[node->band_count];
        if (!format_check_keys(&item, FORMAT_BAND))
            continue;
        band->title = document_read_wording(&item, "title", true);
        if (!document_read_decimal(&item, "from", true, &band->from))
            continue;
        if (before != NULL && band->from <= before->from)
            document_wrong(&item, "from", "must be above that of the band before it");
        before = band;
        node->band_count++;
    }
}

/* Members that only one operator reads, and those that an area without a value has no
   use for. */
static void check_operands(const struct part *part, const struct node *node)
{
    static const struct {
        const char *key;
        enum operation operation;
    } operand[] = {{"at_least", OPERATION_SHARE},
                   {"start", OPERATION_SUM},
                   {"levels", OPERATION_LEVEL}};
    static const char *const of_value[] = {"over", "range", "rounding", "bands",
                                           "target"};
    const char *name = json_string_value(json_object_get(part->json, "operator"));
    /* Of an operator that is wrong itself enough has been told. */
    if (name != NULL && strcmp(name, format_operator[node->operation]) != 0)
        return;
    for (size_t i = 0; i < sizeof operand / sizeof *operand; i++)
        if (has(part, operand[i].key) && node->operation != operand[i].operation)
            document_wrong(part, operand[i].key,
                           "stands only beside the operator \"%s\"",
                           format_operator[operand[i].operation]);
    if (node->operation != OPERATION_NONE)
        return;
    for (size_t i = 0; i < sizeof of_value / sizeof *of_value; i++)
        if (has(part, of_value[i]))
            document_wrong(part, of_value[i], "is of no use beside the operator \"%s\"",
                           format_operator[OPERATION_NONE]);
}

void load_area_members(struct loading *loading, const struct part *part,
                       struct node *node, struct manner *manner)
{
    node->operation = (enum operation)document_read_choice(
        part, "operator", format_operator, FORMAT_OPERATOR_COUNT,
        OPERATION_WEIGHTED_MEAN);
    load_manner(loading->questionnaire, part, node, manner);
    check_operands(part, node);
    if (node->operation == OPERATION_SHARE)
        document_read_decimal(part, "at_least", true, &node->at_least);
    if (node->operation == OPERATION_SUM)
        document_read_decimal(part, "start", false, &node->start);
    load_range(part, node);
    load_rounding(part, node);
    load_bands(part, node);
    node->has_target = document_read_decimal(part, "target", false, &node->target);
}

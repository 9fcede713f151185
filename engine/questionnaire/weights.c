#include "base/exact.h"
#include "questionnaire/format.h"
#include "questionnaire/load.h"

#include <math.h>

#define DECIMALS      6
#define DECIMAL_LIMIT 1000000

/* Digits after the point that a number is written with, without zeros at the end, as
   far as a decimal may have them; what is no decimal is told where it is loaded. */
static int count_decimals(const json_t *number)
{
    double real = json_real_value(number);
    if (!json_is_real(number) || !(fabs(real) <= DECIMAL_LIMIT))
        return 0;
    long long micro = llround(real * DECIMAL_LIMIT);
    int decimals = DECIMALS;
    while (decimals > 0 && micro % 10 == 0) {
        micro /= 10;
        decimals--;
    }
    return decimals;
}

/* Of the weights anywhere in it. The parser lets nothing in that is nested too deep for
   this. */
static int find_decimals(const json_t *json)
{
    int most = count_decimals(json_object_get(json, "weight"));
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)json, key, value)
    {
        int decimals = find_decimals(value);
        most = decimals > most ? decimals : most;
    }
    for (size_t i = 0; i < json_array_size(json); i++) {
        int decimals = find_decimals(json_array_get(json, i));
        most = decimals > most ? decimals : most;
    }
    return most;
}

void find_weight_unit(struct questionnaire *questionnaire, const json_t *root)
{
    int questions = find_decimals(json_object_get(root, "questions"));
    int areas = find_decimals(json_object_get(root, "dimensions"));
    questionnaire->weight_unit = 1;
    for (int i = 0; i < questions || i < areas; i++)
        questionnaire->weight_unit *= 10;
}

bool load_weight(const struct questionnaire *questionnaire, const struct part *part,
                 const char *key, int32_t *weight)
{
    int64_t nano;
    int32_t unit = questionnaire->weight_unit;
    *weight = unit;
    if (json_object_get(part->json, key) == NULL)
        return true;
    if (!document_read_decimal(part, key, true, &nano))
        return false;
    if (nano <= 0)
        return document_wrong(part, key, "must be above 0");
    int64_t units = nano / (POINT / unit);
    if (units > WEIGHT_LIMIT)
        return document_wrong(part, key,
                              "must be at most %d beside a weight that is a whole "
                              "number of 1/%d",
                              WEIGHT_LIMIT / unit, unit);
    *weight = (int32_t)units;
    return true;
}

void load_rules(const struct part *part, const enum rule above[LACK_COUNT],
                enum rule rule[LACK_COUNT])
{
    struct part rules = document_read_member(part, "rules", false);
    for (int lack = 0; lack < LACK_COUNT; lack++)
        rule[lack] = above == NULL ? RULE_SKIP : above[lack];
    if (!format_check_keys(&rules, FORMAT_RULES))
        return;
    for (int lack = 0; lack < LACK_COUNT; lack++)
        rule[lack] = (enum rule)document_read_choice(
            &rules, format_lack[lack], format_rule, FORMAT_RULE_COUNT, (int)rule[lack]);
}

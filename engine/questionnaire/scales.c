#include "base/catalogue.h"
#include "base/exact.h"
#include "base/text.h"
#include "questionnaire/format.h"
#include "questionnaire/load.h"

#include <stdio.h>
#include <string.h>

static bool has(const struct part *part, const char *key)
{
    return json_object_get(part->json, key) != NULL;
}

/* How many options of a scale are not declared: OPTION_GIVEN. */
static size_t implicit_options(const struct scale *scale)
{
    return scale->kind == SCALE_CHOICE ? 0 : 1;
}

static void load_option_value(const struct part *part, const struct scale *scale,
                              struct option *option)
{
    if (option->state != OPTION_VALUE) {
        if (has(part, "value"))
            document_wrong(part, "value",
                           "an option with a \"state\" has no \"value\"");
    } else if (scale->kind == SCALE_NUMBER)
        document_wrong(part, NULL,
                       "an option of a scale of numbers has a \"state\" and no value");
    else if (scale->passes) {
        if (has(part, "value"))
            document_wrong(part, "value",
                           "the options of a scale with \"pass\" have no \"value\"");
    } else if (!has(part, "value")) {
        if (!has(part, "state"))
            document_wrong(part, NULL, "an option has a \"value\" or a \"state\"");
    } else
        document_read_decimal(part, "value", true, &option->value);
}

static void load_option(const struct part *part, const struct scale *scale,
                        struct option *option)
{
    if (!format_check_keys(part, FORMAT_OPTION))
        return;
    option->code = document_read_string(part, "code", true);
    if (scale->kind == SCALE_SEVERAL && option->code != NULL
        && strpbrk(option->code, ";|") != NULL)
        document_wrong(part, "code",
                       "the codes of a scale of several are parted by ';' and '|' in "
                       "answers, so none has them within");
    option->state = (enum option_state)(
        1 + document_read_choice(part, "state", format_state, FORMAT_STATE_COUNT, -1));
    option->label = document_read_wording(part, "label", true);
    option->alone = document_read_flag(part, "alone", false);
    if (has(part, "alone") && (scale->kind != SCALE_SEVERAL || has(part, "state")))
        document_wrong(part, "alone",
                       "is said of an option with a value in a scale of several");
    option->synonym_count =
        document_read_strings(part, "synonyms", false, &option->synonym);
    load_option_value(part, scale, option);
}

static bool load_options(const struct part *part, struct scale *scale)
{
    bool required = scale->kind != SCALE_NUMBER;
    size_t implicit = implicit_options(scale);
    struct part options = document_read_array(part, "options", required, required);
    size_t count = json_array_size(options.json);
    if (count + implicit > OPTION_LIMIT)
        return document_wrong(&options, NULL,
                              implicit == 0
                                  ? "a scale has at most %zu options"
                                  : "a scale has at most %zu options of this kind",
                              OPTION_LIMIT - implicit);
    scale->option =
        document_take(part->document, count + implicit, sizeof *scale->option);
    if (scale->option == NULL)
        return false;
    if (implicit > 0)
        scale->option[scale->option_count++] =
            (struct option){.code = "", .state = OPTION_ELSEWHERE};
    for (size_t o = 0; o < count; o++) {
        struct part option = document_read_item(&options, o);
        load_option(&option, scale, &scale->option[scale->option_count++]);
    }
    return !required || count > 0;
}

/* The option that bears the code, or NULL after telling. */
static struct option *find_passing(const struct part *item, const struct scale *scale,
                                   const char *code)
{
    char hint[HINT_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    struct nearest nearest = {.wanted = code};
    for (size_t o = implicit_options(scale); o < scale->option_count; o++) {
        struct option *option = &scale->option[o];
        if (option->code == NULL)
            continue;
        if (strcmp(option->code, code) == 0)
            return option;
        nearest_offer(&nearest, option->code, option->code);
    }
    document_wrong(item, NULL, "no option has the code \"%s\"%s",
                   text_excerpt(excerpt, code, strlen(code)),
                   hint_nearest(hint, nearest_name(&nearest)));
    return NULL;
}

/* "pass": an option that passes is worth 1, any other 0. */
static void load_pass(const struct part *part, struct scale *scale)
{
    struct part pass = document_read_array(part, "pass", false, 1);
    for (size_t i = 0; i < json_array_size(pass.json); i++) {
        struct part item = document_read_item(&pass, i);
        const char *code = json_string_value(item.json);
        struct option *option = NULL;
        if (code == NULL)
            document_wrong(&item, NULL, "must be a string");
        else
            option = find_passing(&item, scale, code);
        if (option != NULL && option->state != OPTION_VALUE)
            document_wrong(&item, NULL, "an option with a \"state\" does not pass");
        else if (option != NULL)
            option->value = POINT;
    }
}

/* The lowest and highest value of any option; false when none has one. */
static bool find_widest(struct scale *scale)
{
    bool some = false;
    for (size_t o = 0; o < scale->option_count; o++) {
        const struct option *option = &scale->option[o];
        if (option->state != OPTION_VALUE)
            continue;
        if (!some || option->value < scale->lowest)
            scale->lowest = option->value;
        if (!some || option->value > scale->highest)
            scale->highest = option->value;
        some = true;
    }
    return some;
}

static void find_sums(struct scale *scale)
{
    scale->lowest = 0;
    scale->highest = 0;
    for (size_t o = 0; o < scale->option_count; o++) {
        int64_t value = scale->option[o].value;
        *(value < 0 ? &scale->lowest : &scale->highest) += value;
    }
}

/* False when there are none, which has been told. */
static bool find_ends(const struct part *part, struct scale *scale)
{
    if (scale->kind == SCALE_NUMBER) {
        bool lowest = document_read_decimal(part, "lowest", true, &scale->lowest);
        return document_read_decimal(part, "highest", true, &scale->highest) && lowest;
    }
    if (!find_widest(scale))
        return document_wrong(part, "options", "no option has a value");
    if (scale->kind == SCALE_CHOICE)
        return true;
    if (scale->combine == COMBINE_SUM)
        find_sums(scale);
    else if (scale->combine == COMBINE_ALL || scale->combine == COMBINE_ANY) {
        scale->lowest = 0;
        scale->highest = POINT;
    }
    document_read_decimal(part, "lowest", false, &scale->lowest);
    document_read_decimal(part, "highest", false, &scale->highest);
    return true;
}

static void check_target(const struct part *part, const struct scale *scale)
{
    char target[FIXED_BYTES];
    char lowest[FIXED_BYTES];
    char highest[FIXED_BYTES];
    if (scale->target >= scale->lowest && scale->target <= scale->highest)
        return;
    fixed_print(target, scale->target, 9, '.', true);
    fixed_print(lowest, scale->lowest, 9, '.', true);
    fixed_print(highest, scale->highest, 9, '.', true);
    document_wrong(part, "target", "the target %s lies outside the values %s to %s",
                   target, lowest, highest);
}

static void check_options(const struct part *part, const struct scale *scale)
{
    size_t implicit = implicit_options(scale);
    for (size_t o = 0; o < scale->option_count; o++)
        for (size_t p = o + 1; p < scale->option_count; p++)
            if (options_clash(&scale->option[o], &scale->option[p]))
                document_wrong(part, NULL,
                               "options %zu and %zu share a code, label or synonym, so "
                               "an answer could mean either",
                               o + 1 - implicit, p + 1 - implicit);
}

/* Members that mean something in scales of other kinds only. */
static void check_kind(const struct part *part, enum scale_kind kind)
{
    static const struct {
        const char *key;
        unsigned kinds; /* bit k = enum scale_kind k */
        const char *where;
    } rule[] = {
        {"pass", 1 << SCALE_CHOICE | 1 << SCALE_SEVERAL,
         SPOKEN_LATER("\"choice\" or \"several\"")},
        {"combine", 1 << SCALE_SEVERAL, "\"several\""},
        {"lowest", 1 << SCALE_SEVERAL | 1 << SCALE_NUMBER,
         SPOKEN_LATER("\"several\" or \"number\"")},
        {"highest", 1 << SCALE_SEVERAL | 1 << SCALE_NUMBER,
         SPOKEN_LATER("\"several\" or \"number\"")},
        {"decimals", 1 << SCALE_NUMBER, "\"number\""},
        {"clip", 1 << SCALE_NUMBER, "\"number\""},
    };
    for (size_t i = 0; i < sizeof rule / sizeof *rule; i++)
        if (has(part, rule[i].key) && (rule[i].kinds >> kind & 1) == 0)
            document_wrong(part, rule[i].key, "stands only in a scale of the kind %s",
                           spoken(rule[i].where));
}

static void load_scale(const struct part *part, struct scale *scale)
{
    scale->id = document_keep(part->document, part->key);
    if (!is_id(part->key))
        document_wrong(part, NULL, ID_RULE);
    if (!format_check_keys(part, FORMAT_SCALE))
        return;
    scale->title = document_read_wording(part, "title", true);
    scale->kind = (enum scale_kind)document_read_choice(
        part, "kind", format_kind, FORMAT_KIND_COUNT, SCALE_CHOICE);
    check_kind(part, scale->kind);
    scale->combine = (enum combine)document_read_choice(
        part, "combine", format_combine, FORMAT_COMBINE_COUNT, COMBINE_SUM);
    scale->decimals = (int)document_read_whole(part, "decimals", 0, 6, 0);
    scale->clip = document_read_flag(part, "clip", false);
    scale->seconds = 30 * POINT;
    if (document_read_decimal(part, "seconds", false, &scale->seconds)
        && scale->seconds < 0)
        document_wrong(part, "seconds", "must be 0 or above");
    scale->passes = has(part, "pass");
    if (!load_options(part, scale))
        return;
    load_pass(part, scale);
    check_options(part, scale);
    bool has_ends = find_ends(part, scale);
    scale->target = scale->highest;
    scale->has_target = document_read_decimal(part, "target", false, &scale->target);
    if (!has_ends)
        return;
    if (scale->lowest < scale->highest)
        check_target(part, scale);
    else if (scale->kind == SCALE_NUMBER)
        document_wrong(part, "highest", "must be above \"lowest\"");
    else if (scale->passes)
        document_wrong(part, "pass", "some options must pass, and some must not");
    else
        document_wrong(part, NULL, "a scale needs at least two different values");
}

/* Whether each option of a scale of several was chosen. */
static bool add_chosen_scale(struct questionnaire *questionnaire,
                             const struct part *scales, const struct scale *several)
{
    struct document *document = scales->document;
    char id[ID_BYTES];
    struct scale *scale = &questionnaire->scale[questionnaire->scale_count];
    snprintf(id, sizeof id, "%.64s.chosen", several->id);
    if (has(scales, id))
        document_wrong(scales, id,
                       "the id stands for whether an option of \"%s\" was chosen",
                       several->id);
    *scale = (struct scale){.id = document_keep(document, id),
                            .title = several->title,
                            .kind = SCALE_CHOICE,
                            .option = document_take(document, 2, sizeof *scale->option),
                            .option_count = 2,
                            .highest = POINT,
                            .target = POINT};
    if (scale->id == NULL || scale->option == NULL)
        return false;
    scale->option[0] = (struct option){.code = "0", .label = {{"Nej", "No"}}};
    scale->option[1] =
        (struct option){.code = "1", .value = POINT, .label = {{"Ja", "Yes"}}};
    questionnaire->scale_count++;
    return true;
}

static size_t count_several(const struct questionnaire *questionnaire)
{
    size_t count = 0;
    for (size_t s = 0; s < questionnaire->scale_count; s++)
        count += questionnaire->scale[s].kind == SCALE_SEVERAL;
    return count;
}

const struct scale *find_scale(const struct questionnaire *questionnaire,
                               const char *id)
{
    size_t declared = questionnaire->scale_count - count_several(questionnaire);
    for (size_t s = 0; s < declared; s++)
        if (strcmp(questionnaire->scale[s].id, id) == 0)
            return &questionnaire->scale[s];
    return NULL;
}

const struct scale *find_chosen_scale(const struct questionnaire *questionnaire,
                                      const struct scale *several)
{
    const struct scale *chosen = questionnaire->scale + questionnaire->scale_count
                                 - count_several(questionnaire);
    for (const struct scale *scale = questionnaire->scale; scale < several; scale++)
        chosen += scale->kind == SCALE_SEVERAL;
    return chosen;
}

bool load_scales(struct questionnaire *questionnaire, const struct part *scales)
{
    struct document *document = scales->document;
    const char *id;
    json_t *object;
    size_t count = json_object_size(scales->json);
    if (count == 0)
        return document_wrong(scales, NULL, "there is no scale");
    if (count > SCALE_LIMIT)
        return document_wrong(scales, NULL, "there are more than %d scales",
                              SCALE_LIMIT);
    questionnaire->scale =
        document_take(document, 2 * count, sizeof *questionnaire->scale);
    if (questionnaire->scale == NULL)
        return false;
    json_object_foreach((json_t *)scales->json, id, object)
    {
        struct part scale = document_read_member(scales, id, false);
        load_scale(&scale, &questionnaire->scale[questionnaire->scale_count++]);
    }
    for (size_t s = 0; s < count && !document->failed; s++) {
        const struct scale *scale = &questionnaire->scale[s];
        if (scale->kind == SCALE_SEVERAL
            && !add_chosen_scale(questionnaire, scales, scale))
            return false;
    }
    return !document->failed;
}

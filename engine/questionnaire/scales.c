#include "base/text.h"
#include "questionnaire/load.h"

#include <stdio.h>
#include <string.h>

#define ANSWER_BYTES 256
#define VALUE_LIMIT  1000000

static enum option_state read_state(const struct part *part)
{
    const char *state = document_read_string(part, "state", false);
    if (state == NULL)
        return OPTION_VALUE;
    if (strcmp(state, "dont_know") == 0)
        return OPTION_DONT_KNOW;
    if (strcmp(state, "not_applicable") == 0)
        return OPTION_NOT_APPLICABLE;
    document_wrong(part, "state", "must be \"dont_know\" or \"not_applicable\"");
    return OPTION_VALUE;
}

static void load_option(const struct part *part, struct option *option)
{
    static const char *const known[] = {"code", "value", "state", "label", "synonyms"};
    if (!document_check_keys(part, known, sizeof known / sizeof *known))
        return;
    option->code = document_read_string(part, "code", true);
    option->state = read_state(part);
    option->label = document_read_wording(part, "label", true);
    option->synonym_count =
        document_read_strings(part, "synonyms", false, &option->synonym);
    bool has_value = json_object_get(part->json, "value") != NULL;
    if (option->state == OPTION_VALUE && !has_value)
        document_wrong(part, NULL, "an option has a \"value\" or a \"state\"");
    if (option->state != OPTION_VALUE && has_value)
        document_wrong(part, NULL, "an option with a \"state\" has no \"value\"");
    option->value =
        (int32_t)document_read_whole(part, "value", -VALUE_LIMIT, VALUE_LIMIT, 0);
}

static void find_ends(struct scale *scale)
{
    bool first = true;
    for (size_t o = 0; o < scale->option_count; o++) {
        const struct option *option = &scale->option[o];
        if (option->state != OPTION_VALUE)
            continue;
        if (first || option->value < scale->lowest)
            scale->lowest = option->value;
        if (first || option->value > scale->highest)
            scale->highest = option->value;
        first = false;
    }
}

/* Every spelling of an option: its code, then labels, then synonyms; NULL past the
   last. A language without a label gives "". */
static const char *spelling(const struct option *option, size_t number)
{
    if (number == 0)
        return option->code == NULL ? "" : option->code;
    number--;
    if (number < LANGUAGE_COUNT)
        return option->label.in[number] == NULL ? "" : option->label.in[number];
    number -= LANGUAGE_COUNT;
    return number < option->synonym_count ? option->synonym[number] : NULL;
}

/* Whether two options could be meant by one and the same answer. */
static bool options_clash(const struct option *one, const struct option *other)
{
    char left[ANSWER_BYTES];
    char right[ANSWER_BYTES];
    const char *a;
    const char *b;
    for (size_t i = 0; (a = spelling(one, i)) != NULL; i++) {
        size_t length = text_fold(left, sizeof left, a, strlen(a));
        if (length == 0 || length >= sizeof left)
            continue;
        for (size_t j = 0; (b = spelling(other, j)) != NULL; j++) {
            text_fold(right, sizeof right, b, strlen(b));
            if (strcmp(left, right) == 0)
                return true;
        }
    }
    return false;
}

static void check_options(const struct part *part, const struct scale *scale)
{
    for (size_t o = 0; o < scale->option_count; o++)
        for (size_t p = o + 1; p < scale->option_count; p++)
            if (options_clash(&scale->option[o], &scale->option[p]))
                document_wrong(
                    part, NULL,
                    "options %zu and %zu share a code, label or synonym, so an answer "
                    "could mean either",
                    o + 1, p + 1);
    if (scale->lowest >= scale->highest)
        document_wrong(part, NULL, "a scale needs at least two different values");
    else if (scale->target < scale->lowest || scale->target > scale->highest)
        document_wrong(part, NULL, "the target %d lies outside the values %d to %d",
                       (int)scale->target, (int)scale->lowest, (int)scale->highest);
    else if ((int64_t)scale->highest - scale->lowest > 1000)
        document_wrong(part, NULL, "the values lie more than 1000 apart");
}

static void load_scale(const struct part *part, struct scale *scale)
{
    static const char *const known[] = {"title", "target", "options"};
    scale->id = document_keep(part->document, part->key);
    if (!document_check_keys(part, known, sizeof known / sizeof *known))
        return;
    scale->title = document_read_wording(part, "title", true);
    struct part options = document_read_array(part, "options", true, 1);
    size_t count = json_array_size(options.json);
    if (count > OPTION_LIMIT) {
        document_wrong(&options, NULL, "a scale has at most %d options", OPTION_LIMIT);
        return;
    }
    scale->option = document_take(part->document, count, sizeof *scale->option);
    if (scale->option == NULL)
        return;
    scale->option_count = count;
    for (size_t o = 0; o < count; o++) {
        struct part option = document_read_item(&options, o);
        load_option(&option, &scale->option[o]);
    }
    find_ends(scale);
    scale->target = (int32_t)document_read_whole(part, "target", -VALUE_LIMIT,
                                                 VALUE_LIMIT, scale->highest);
    if (count > 0)
        check_options(part, scale);
}

bool load_scales(struct questionnaire *questionnaire, const struct part *scales)
{
    const char *id;
    json_t *object;
    size_t count = json_object_size(scales->json);
    if (count == 0)
        return document_wrong(scales, NULL, "there is no scale");
    questionnaire->scale =
        document_take(scales->document, count, sizeof *questionnaire->scale);
    if (questionnaire->scale == NULL)
        return false;
    json_object_foreach((json_t *)scales->json, id, object)
    {
        struct part scale = document_read_member(scales, id, false);
        load_scale(&scale, &questionnaire->scale[questionnaire->scale_count++]);
    }
    return true;
}

int scale_find_option(const struct scale *scale, const char *answer, size_t length)
{
    char wanted[ANSWER_BYTES];
    char known[ANSWER_BYTES];
    size_t wanted_length = text_fold(wanted, sizeof wanted, answer, length);
    if (wanted_length == 0 || wanted_length >= sizeof wanted)
        return -1;
    for (size_t o = 0; o < scale->option_count; o++) {
        const struct option *option = &scale->option[o];
        const char *name;
        for (size_t i = 0; (name = spelling(option, i)) != NULL; i++) {
            text_fold(known, sizeof known, name, strlen(name));
            if (strcmp(wanted, known) == 0)
                return (int)o;
        }
    }
    /* By value, when a code is not its own value; several codes may share one. */
    for (size_t o = 0; o < scale->option_count; o++) {
        const struct option *option = &scale->option[o];
        snprintf(known, sizeof known, "%d", (int)option->value);
        if (option->state == OPTION_VALUE && strcmp(wanted, known) == 0)
            return (int)o;
    }
    return -1;
}

static const char mark_of[OPTION_LIMIT + 1] =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwx";

char answer_mark(int answer)
{
    if (answer == ANSWER_NOT_ASKED)
        return '_';
    return answer >= 0 && answer < OPTION_LIMIT ? mark_of[answer] : '.';
}

int answer_from_mark(char mark)
{
    if (mark >= '0' && mark <= '9')
        return mark - '0';
    if (mark >= 'A' && mark <= 'Z')
        return mark - 'A' + 10;
    if (mark >= 'a' && mark <= 'x')
        return mark - 'a' + 36;
    return mark == '_' ? ANSWER_NOT_ASKED : ANSWER_BLANK;
}

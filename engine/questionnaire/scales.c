#include "base/text.h"
#include "questionnaire/load.h"

#include <stdio.h>
#include <string.h>

#define ANSWER_BYTES 256

static enum option_state read_state(struct reading *reading, const char *path,
                                    const json_t *object)
{
    char at[JSON_PATH_BYTES];
    const char *state = read_string(reading, path, object, "state", false);
    if (state == NULL)
        return OPTION_VALUE;
    if (strcmp(state, "dont_know") == 0)
        return OPTION_DONT_KNOW;
    if (strcmp(state, "not_applicable") == 0)
        return OPTION_NOT_APPLICABLE;
    wrong(reading, path_key(at, path, "state"),
          "must be \"dont_know\" or \"not_applicable\"");
    return OPTION_VALUE;
}

static void load_option(struct reading *reading, const char *path, const json_t *object,
                        struct option *option)
{
    static const char *const known[] = {"code", "value", "state", "label", "synonyms"};
    check_keys(reading, path, object, known, sizeof known / sizeof *known);
    option->code = read_string(reading, path, object, "code", true);
    option->state = read_state(reading, path, object);
    option->label = read_wording(reading, path, object, "label", true);
    option->synonym_count =
        read_strings(reading, path, object, "synonyms", false, &option->synonym);
    bool has_value = json_object_get(object, "value") != NULL;
    if (option->state == OPTION_VALUE && !has_value)
        wrong(reading, path, "an option has a \"value\" or a \"state\"");
    if (option->state != OPTION_VALUE && has_value)
        wrong(reading, path, "an option with a \"state\" has no \"value\"");
    if (has_value)
        option->value = read_whole(reading, path, object, "value", -1000000, 0);
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

static void check_options(struct reading *reading, const char *path,
                          const struct scale *scale)
{
    for (size_t o = 0; o < scale->option_count; o++)
        for (size_t p = o + 1; p < scale->option_count; p++)
            if (options_clash(&scale->option[o], &scale->option[p]))
                wrong(
                    reading, path,
                    "options %zu and %zu share a code, label or synonym, so an answer "
                    "could mean either",
                    o + 1, p + 1);
    if (scale->lowest >= scale->highest)
        wrong(reading, path, "a scale needs at least two different values");
    else if (scale->target < scale->lowest || scale->target > scale->highest)
        wrong(reading, path, "the target %d lies outside the values %d to %d",
              (int)scale->target, (int)scale->lowest, (int)scale->highest);
    else if ((int64_t)scale->highest - scale->lowest > 1000)
        wrong(reading, path, "the values lie more than 1000 apart");
}

static void load_scale(struct reading *reading, const char *path, const char *id,
                       const json_t *object, struct scale *scale)
{
    static const char *const known[] = {"title", "target", "options"};
    char at[JSON_PATH_BYTES];
    char item_at[JSON_PATH_BYTES];
    scale->id = keep(reading, id);
    if (!json_is_object(object)) {
        wrong(reading, path, "must be an object");
        return;
    }
    check_keys(reading, path, object, known, sizeof known / sizeof *known);
    scale->title = read_wording(reading, path, object, "title", true);
    const json_t *options = read_array(reading, path, object, "options", true);
    size_t count = json_array_size(options);
    path_key(at, path, "options");
    if (count > OPTION_LIMIT) {
        wrong(reading, at, "a scale has at most %d options", OPTION_LIMIT);
        return;
    }
    scale->option = take(reading, count, sizeof *scale->option);
    if (scale->option == NULL)
        return;
    scale->option_count = count;
    for (size_t o = 0; o < count; o++) {
        const json_t *option = json_array_get(options, o);
        path_item(item_at, at, o);
        if (json_is_object(option))
            load_option(reading, item_at, option, &scale->option[o]);
        else
            wrong(reading, item_at, "must be an object");
    }
    find_ends(scale);
    scale->target =
        read_whole(reading, path, object, "target", -1000000, scale->highest);
    if (count > 0)
        check_options(reading, path, scale);
}

bool load_scales(struct reading *reading, const json_t *scales)
{
    struct questionnaire *questionnaire = reading->questionnaire;
    char at[JSON_PATH_BYTES];
    const char *id;
    json_t *object;
    size_t count = json_object_size(scales);
    if (count == 0)
        return wrong(reading, "$.scales", "there is no scale");
    questionnaire->scale = take(reading, count, sizeof *questionnaire->scale);
    if (questionnaire->scale == NULL)
        return false;
    json_object_foreach((json_t *)scales, id, object)
    {
        load_scale(reading, path_key(at, "$.scales", id), id, object,
                   &questionnaire->scale[questionnaire->scale_count++]);
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

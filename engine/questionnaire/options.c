#include "base/exact.h"
#include "base/text.h"
#include "questionnaire/load.h"

#include <stdio.h>
#include <string.h>

#define ANSWER_BYTES 256

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

bool options_clash(const struct option *one, const struct option *other)
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

/* By value, when a code is not its own value; several codes may share one. Not where
   the options have no values that anybody would write, nor where an answer is a list of
   options: there a value that many share would name the first of them. */
static int find_by_value(const struct scale *scale, const char *wanted)
{
    char known[FIXED_BYTES];
    if (scale->kind != SCALE_CHOICE || scale->passes)
        return -1;
    for (size_t o = 0; o < scale->option_count; o++) {
        const struct option *option = &scale->option[o];
        if (option->state != OPTION_VALUE)
            continue;
        for (const char *mark = ".,"; *mark != '\0'; mark++) {
            fixed_print(known, option->value, 9, *mark, true);
            if (strcmp(wanted, known) == 0)
                return (int)o;
        }
    }
    return -1;
}

/* Whether a text is an option's code, a mark and its label. */
static bool is_both(const struct option *option, const char *label, const char *wanted)
{
    static const char *const mark[] = {": ", ". ", ") ", " - ", " \xe2\x80\x93 "};
    char known[ANSWER_BYTES];
    char both[2 * ANSWER_BYTES];
    for (size_t m = 0; m < sizeof mark / sizeof *mark; m++) {
        int length =
            snprintf(both, sizeof both, "%s%s%s", option->code, mark[m], label);
        if (length <= 0 || length >= (int)sizeof both)
            continue;
        text_fold(known, sizeof known, both, (size_t)length);
        if (strcmp(wanted, known) == 0)
            return true;
    }
    return false;
}

/* "code: label", as forms show it where levels are described by their codes, and as
   survey tools' lists of answers are numbered: "1. label". */
static int find_by_both(const struct scale *scale, const char *wanted)
{
    for (size_t o = 0; o < scale->option_count; o++) {
        const struct option *option = &scale->option[o];
        for (int language = 0; option->code != NULL && language < LANGUAGE_COUNT;
             language++) {
            const char *label = option->label.in[language];
            if (label != NULL && is_both(option, label, wanted))
                return (int)o;
        }
    }
    return -1;
}

static enum spelling kind_of(size_t number)
{
    return number == 0                ? SPELLING_CODE
           : number <= LANGUAGE_COUNT ? SPELLING_LABEL
                                      : SPELLING_SYNONYM;
}

int scale_find_spelling(const struct scale *scale, const char *answer, size_t length,
                        enum spelling *by)
{
    char wanted[ANSWER_BYTES];
    char known[ANSWER_BYTES];
    size_t wanted_length = text_fold(wanted, sizeof wanted, answer, length);
    if (wanted_length == 0 || wanted_length >= sizeof wanted)
        return -1;
    for (size_t o = 0; o < scale->option_count; o++) {
        const char *name;
        for (size_t i = 0; (name = spelling(&scale->option[o], i)) != NULL; i++) {
            text_fold(known, sizeof known, name, strlen(name));
            if (strcmp(wanted, known) == 0) {
                *by = kind_of(i);
                return (int)o;
            }
        }
    }
    int found = find_by_value(scale, wanted);
    *by = found >= 0 ? SPELLING_VALUE : SPELLING_CODE_AND_LABEL;
    return found >= 0 ? found : find_by_both(scale, wanted);
}

int scale_find_option(const struct scale *scale, const char *answer, size_t length)
{
    enum spelling by;
    return scale_find_spelling(scale, answer, length, &by);
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

int64_t question_value_points(const struct question *question, int64_t value)
{
    const struct scale *scale = question->scale;
    value = value < scale->lowest ? scale->lowest : value;
    value = value > scale->highest ? scale->highest : value;
    /* STATISTICS 1.2: percent of the maximum possible, on the declared ends. */
    int64_t steps = question->reversed ? scale->highest - value : value - scale->lowest;
    return divide_rounded((wide)steps * FULL_SCORE, scale->highest - scale->lowest);
}

int64_t question_points(const struct question *question, int option)
{
    const struct scale *scale = question->scale;
    if (option < 0 || (size_t)option >= scale->option_count
        || scale->option[option].state != OPTION_VALUE)
        return -1;
    return question_value_points(question, scale->option[option].value);
}

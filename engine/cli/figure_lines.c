#include "base/exact.h"
#include "cli/figure.h"

#include <inttypes.h>
#include <string.h>

/* Lines of figures, and what stands in them. */

const char *const figure_key[NAMED_COUNT_OF] = {
    [NAMED_POINTS] = "points",
    [NAMED_VALUE] = "value",
    [NAMED_SCORE] = "score",
    [NAMED_LOW] = "low",
    [NAMED_HIGH] = "high",
    [NAMED_ANSWERED_WEIGHT] = "answered_weight",
    [NAMED_RELEVANT_WEIGHT] = "relevant_weight",
    [NAMED_COVERAGE] = "coverage",
    [NAMED_BAND] = "band",
    [NAMED_NUMBER] = "number",
    [NAMED_N] = "n",
    [NAMED_MEAN] = "mean",
    [NAMED_MEAN_VALUE] = "value",
    [NAMED_MEAN_SCORE] = "score",
    [NAMED_SD] = "sd",
    [NAMED_Q1] = "q1",
    [NAMED_MEDIAN] = "median",
    [NAMED_Q3] = "q3",
    [NAMED_RANK] = "percentile_rank",
    [NAMED_DISTRIBUTION] = "distribution",
    [NAMED_FROM] = "from",
    [NAMED_TO] = "to",
    [NAMED_COUNT] = "count",
    [NAMED_ANSWERED] = "answered",
    [NAMED_ELIGIBLE] = "eligible",
    [NAMED_CLUSTERS_ANSWERED] = "clusters_answered",
    [NAMED_CLUSTERS] = "clusters",
    [NAMED_STATED] = "stated",
};

#define FROM_TO(first, last) ((NAMED_BIT(last) << 1) - NAMED_BIT(first))

const uint64_t figure_names_of[] = {
    [OF_AREA] = FROM_TO(NAMED_POINTS, NAMED_BAND),
    [OF_ANSWER] = NAMED_BIT(NAMED_POINTS) | NAMED_BIT(NAMED_NUMBER),
    [OF_GROUP] = FROM_TO(NAMED_N, NAMED_DISTRIBUTION),
    [OF_TURNOUT] = FROM_TO(NAMED_ANSWERED, NAMED_CLUSTERS),
    [OF_NOTHING] = NAMED_BIT(NAMED_STATED),
};

struct figure_line *figure_add_line(struct figure_account *figure,
                                    enum figure_name name)
{
    struct figure_line *line = &figure->line[figure->line_count];
    *line = (struct figure_line){.name = name, .for_all = true, .for_owner = true};
    /* One that is not wanted is filled in and then overwritten by the next. */
    figure->line_count += (figure->wanted & NAMED_BIT(name)) != 0;
    return line;
}

void line_set_nano(struct figure_line *line, int64_t value)
{
    line->kind = value == NOTHING ? KIND_UNDEFINED : KIND_NANO;
    line->value = value;
}

void line_set_whole(struct figure_line *line, int64_t value)
{
    line->kind = KIND_WHOLE;
    line->value = value;
}

const char *figure_hold(struct figure_account *figure, struct text *text)
{
    const char *held =
        text->short_of_memory
            ? NULL
            : names_hold(&figure->strings, text->bytes == NULL ? "" : text->bytes,
                         text->length);
    text_release(text);
    figure->short_of_memory |= held == NULL;
    return held == NULL ? "" : held;
}

static void add(struct figure_account *figure, struct figure_line *line,
                enum working_name name, struct text *text)
{
    const char *value = figure_hold(figure, text);
    if (line->working_count < WORKING_LIMIT)
        line->working[line->working_count++] = (struct working){name, value};
}

void line_add_text(struct figure_account *figure, struct figure_line *line,
                   enum working_name name, const char *string)
{
    struct text text = {0};
    text_add(&text, string);
    add(figure, line, name, &text);
}

void line_add_count(struct figure_account *figure, struct figure_line *line,
                    enum working_name name, uint64_t count)
{
    struct text text = {0};
    text_print(&text, "%" PRIu64, count);
    add(figure, line, name, &text);
}

void line_add_nano(struct figure_account *figure, struct figure_line *line,
                   enum working_name name, int64_t nano)
{
    char decimal[FIXED_BYTES];
    fixed_print(decimal, nano, 9, '.', true);
    line_add_text(figure, line, name, decimal);
}

void line_add_rational(struct figure_account *figure, struct figure_line *line,
                       enum working_name name, struct rational value)
{
    struct text text = {0};
    rational_write(&text, value);
    add(figure, line, name, &text);
}

static void add_digits(struct text *text, unsigned_wide value, int width)
{
    char digits[48];
    size_t at = sizeof digits;
    digits[--at] = '\0';
    do {
        digits[--at] = (char)('0' + (int)(value % 10));
        value /= 10;
        width--;
    } while (value > 0 || width > 0);
    text_add(text, digits + at);
}

void add_wide(struct text *text, wide value, int decimals)
{
    unsigned_wide size = value < 0 ? 0 - (unsigned_wide)value : (unsigned_wide)value;
    unsigned_wide unit = 1;
    for (int d = 0; d < decimals; d++)
        unit *= 10;
    if (value < 0)
        text_add_character(text, '-');
    add_digits(text, size / unit, 1);
    unsigned_wide rest = size % unit;
    for (; rest > 0 && rest % 10 == 0; rest /= 10)
        decimals--;
    if (rest > 0) {
        text_add_character(text, '.');
        add_digits(text, rest, decimals);
    }
}

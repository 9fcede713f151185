#include "base/exact.h"
#include "base/memory.h"
#include "base/text.h"
#include "population/columns.h"
#include "population/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NANO       INT64_C(1000000000)
#define CODE_BYTES 24

/* What is made of the further columns: numbers, and groups across the levels. */
struct making {
    struct background *background;
    struct document *document;
    const struct population *population;
    const struct background_plan *plan;
};

/* Digits with a sign and a point, and nothing else: at most nine on either side. */
static bool read_number(int64_t *nano, const char *text)
{
    bool negative = *text == '-';
    int64_t value = 0;
    int digits = 0;
    text += negative;
    for (; *text >= '0' && *text <= '9'; text++, digits++)
        if (digits < 9)
            value = 10 * value + (*text - '0');
    if (digits == 0 || digits > 9)
        return false;
    int decimals = 0;
    if (*text == '.')
        for (text++; *text >= '0' && *text <= '9' && decimals < 9; text++, decimals++)
            value = 10 * value + (*text - '0');
    for (int d = decimals; d < 9; d++)
        value *= 10;
    *nano = negative ? -value : value;
    return *text == '\0' && text[-1] != '.';
}

/* A cell that is none of what it should be: a number or, as a size, a whole one. Units
   of one group may share it; it is told once. */
static bool tell_cell(const struct making *making, const struct column_texts *texts,
                      uint32_t unit, bool is_number, bool *told_row)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    struct document *document = making->document;
    if (told_row[texts->row[unit]])
        return true;
    told_row[texts->row[unit]] = true;
    text_excerpt(excerpt, texts->text[unit], strlen(texts->text[unit]));
    bool told =
        is_number
            ? problems_add(document->problems, SEVERITY_ERROR, texts->path,
                           texts->row[unit], texts->column, document->fault,
                           "\"%s\" is no whole number, as a size must be", excerpt)
            : problems_add(document->problems, SEVERITY_ERROR, texts->path,
                           texts->row[unit], texts->column, document->fault,
                           "\"%s\" is no number, such as 12.5", excerpt);
    document->failed = document->failed || !told;
    return told;
}

static bool take_values(const struct making *making, struct number *number,
                        const struct column_texts *texts, bool is_size)
{
    size_t last = 0;
    for (uint32_t unit = 0; unit < making->population->unit_count; unit++)
        last = texts->row[unit] > last ? texts->row[unit] : last;
    bool *told_row = document_take(making->document, last + 1, sizeof *told_row);
    if (told_row == NULL)
        return false;
    for (uint32_t unit = 0; unit < making->population->unit_count; unit++) {
        int64_t *value = &number->value[unit];
        *value = NUMBER_UNKNOWN;
        if (texts->text[unit] == NULL)
            continue;
        if (!read_number(value, texts->text[unit])) {
            if (!tell_cell(making, texts, unit, false, told_row))
                return false;
        } else if (is_size && *value < 0)
            *value = NUMBER_UNKNOWN;
        else if (is_size && *value % NANO != 0
                 && !tell_cell(making, texts, unit, true, told_row))
            return false;
    }
    return true;
}

static bool make_number(const struct making *making, size_t n)
{
    const struct number_plan *plan = &making->plan->number[n];
    struct number *number = &making->background->number[n];
    struct column_texts texts = {0};
    *number = (struct number){.id = plan->id, .one = plan->one, .many = plan->many};
    number->value = document_take(making->document, making->population->unit_count,
                                  sizeof *number->value);
    bool ok =
        number->value != NULL
        && column_read(&texts, making->document, making->population, &plan->column)
        && take_values(making, number, &texts, n == making->plan->size);
    column_release(&texts);
    return ok;
}

static struct level *add_grouping(const struct making *making, const char *id,
                                  struct wording one, struct wording many,
                                  size_t groups)
{
    struct background *background = making->background;
    struct level *level = &background->grouping[background->grouping_count];
    *level = (struct level){.id = id, .one = one, .many = many, .crossing = true};
    level->group = document_take(making->document, groups + 1, sizeof *level->group);
    level->group_of = document_take(making->document, making->population->unit_count,
                                    sizeof *level->group_of);
    if (level->group == NULL || level->group_of == NULL)
        return NULL;
    background->grouping_count++;
    return level;
}

/* Counts the units; those that the register says nothing of stand in a last group. */
static void count_units(const struct making *making, struct level *level)
{
    static const struct wording not_stated = {
        {[LANGUAGE_DA] = "ikke oplyst", [LANGUAGE_EN] = "not stated"}};
    bool any = false;
    for (uint32_t unit = 0; unit < making->population->unit_count; unit++) {
        uint32_t *group = &level->group_of[unit];
        if (*group == NAMES_NONE) {
            *group = level->group_count;
            any = true;
        }
        level->group[*group].unit_count++;
    }
    if (!any)
        return;
    struct group *last = &level->group[level->group_count++];
    last->code = "";
    last->name = not_stated;
}

static int compare_codes(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static struct wording name_value(const struct category_plan *plan, const char *code)
{
    struct wording name;
    for (size_t v = 0; v < plan->value_count; v++)
        if (plan->value[v].code != NULL && strcmp(plan->value[v].code, code) == 0)
            return plan->value[v].name;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        name.in[language] = code;
    return name;
}

/* The different codes in byte order; `code` has room for one a unit. */
static uint32_t list_codes(const char **code, const struct column_texts *texts,
                           uint32_t unit_count)
{
    uint32_t count = 0;
    uint32_t kept = 0;
    for (uint32_t unit = 0; unit < unit_count; unit++)
        if (texts->text[unit] != NULL)
            code[count++] = texts->text[unit];
    if (count > 0)
        qsort(code, count, sizeof *code, compare_codes);
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || code[i] != code[kept - 1])
            code[kept++] = code[i];
    return kept;
}

static bool take_groups(const struct making *making, const struct category_plan *plan,
                        const struct column_texts *texts, const char **code)
{
    uint32_t unit_count = making->population->unit_count;
    uint32_t count = list_codes(code, texts, unit_count);
    struct level *level = add_grouping(making, plan->id, plan->one, plan->many, count);
    if (level == NULL)
        return false;
    level->group_count = count;
    for (uint32_t g = 0; g < count; g++)
        level->group[g] =
            (struct group){.code = code[g], .name = name_value(plan, code[g])};
    for (uint32_t unit = 0; unit < unit_count; unit++) {
        const char **found =
            texts->text[unit] == NULL || count == 0
                ? NULL
                : bsearch(&texts->text[unit], code, count, sizeof *code, compare_codes);
        level->group_of[unit] = found == NULL ? NAMES_NONE : (uint32_t)(found - code);
    }
    count_units(making, level);
    return true;
}

static bool make_category(const struct making *making, const struct category_plan *plan)
{
    struct column_texts texts = {0};
    const char **code = memory_allocate(making->population->unit_count, sizeof *code);
    bool ok = code != NULL || document_out_of_memory(making->document);
    ok = ok && column_read(&texts, making->document, making->population, &plan->column)
         && take_groups(making, plan, &texts, code);
    column_release(&texts);
    memory_release(code);
    return ok;
}

/* 20000 as people write it. */
static void add_limit(struct text *text, int64_t nano, enum language language)
{
    char digits[FIXED_BYTES];
    fixed_print(digits, nano, 9, language == LANGUAGE_DA ? ',' : '.', true);
    size_t whole = strspn(digits, "0123456789");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            text_add_character(text, language == LANGUAGE_DA ? '.' : ',');
        text_add_character(text, digits[i]);
    }
    text_add(text, digits + whole);
}

/* "under 20,000 inhabitants", "20,000 to under 50,000 …", "50,000 … or more". */
static void add_class_name(struct text *text, const struct classes_plan *plan,
                           const struct number_plan *number, size_t class,
                           enum language language)
{
    bool danish = language == LANGUAGE_DA;
    text_clear(text);
    if (class > 0)
        add_limit(text, plan->limit[class - 1], language);
    if (class > 0 && class < plan->limit_count)
        text_add(text, danish ? " til " : " to ");
    if (class < plan->limit_count) {
        text_add(text, "under ");
        add_limit(text, plan->limit[class], language);
    }
    text_print(text, " %s", wording_in(&number->many, language));
    if (class == plan->limit_count)
        text_add(text, danish ? " og derover" : " or more");
}

static bool name_class(const struct making *making, const struct classes_plan *plan,
                       size_t class, struct group *group)
{
    struct text name = {0};
    char code[CODE_BYTES];
    snprintf(code, sizeof code, "%02zu", class + 1);
    group->code = document_keep(making->document, code);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        add_class_name(&name, plan, &making->plan->number[plan->number], class,
                       (enum language)language);
        if (name.short_of_memory)
            document_out_of_memory(making->document);
        else
            group->name.in[language] = document_keep(making->document, name.bytes);
    }
    text_release(&name);
    return !making->document->failed;
}

static bool make_classes(const struct making *making, const struct classes_plan *plan)
{
    const int64_t *value = making->background->number[plan->number].value;
    struct level *level =
        add_grouping(making, plan->id, plan->one, plan->many, plan->limit_count + 1);
    if (level == NULL)
        return false;
    level->group_count = (uint32_t)plan->limit_count + 1;
    for (size_t class = 0; class <= plan->limit_count; class ++)
        if (!name_class(making, plan, class, &level->group[class]))
            return false;
    for (uint32_t unit = 0; unit < making->population->unit_count; unit++) {
        uint32_t class = 0;
        while (class < plan->limit_count && value[unit] >= plan->limit[class])
            class ++;
        level->group_of[unit] = value[unit] == NUMBER_UNKNOWN ? NAMES_NONE : class;
    }
    count_units(making, level);
    return true;
}

static bool make_all(const struct making *making)
{
    const struct background_plan *plan = making->plan;
    struct background *background = making->background;
    background->number =
        document_take(making->document, plan->number_count, sizeof *background->number);
    background->grouping =
        document_take(making->document, plan->category_count + plan->classes_count,
                      sizeof *background->grouping);
    background->number_count = plan->number_count;
    background->category_count = plan->category_count;
    background->size = plan->size;
    background->similar = plan->similar;
    background->similar_count = plan->similar_count;
    background->similar_units = plan->similar_units;
    bool ok = background->number != NULL && background->grouping != NULL;
    for (size_t n = 0; ok && n < plan->number_count; n++)
        ok = make_number(making, n);
    for (size_t c = 0; ok && c < plan->category_count; c++)
        ok = make_category(making, &plan->category[c]);
    for (size_t c = 0; ok && c < plan->classes_count; c++)
        ok = make_classes(making, &plan->classes[c]);
    return ok;
}

bool population_load_background(struct background *background,
                                const struct population *population,
                                const char *descriptor, struct problems *problems,
                                struct fault *fault)
{
    *background = (struct background){0};
    struct document document = {.file = descriptor,
                                .names = &background->names,
                                .arena = &background->arena,
                                .problems = problems,
                                .fault = fault};
    struct descriptor described = {0};
    const char *nearest;
    bool ok = descriptor_load(&document, &described);
    const struct register_plan *plan =
        ok ? descriptor_find(&described, population->id, &nearest) : NULL;
    if (plan != NULL) {
        struct making making = {background, &document, population, &plan->background};
        ok = make_all(&making);
    }
    ok = ok && plan != NULL && document_is_sound(&document);
    document_release(&document);
    if (!ok)
        background_release(background);
    return ok;
}

void background_release(struct background *background)
{
    names_release(&background->names);
    arena_release(&background->arena);
    *background = (struct background){0};
}

#include "base/catalogue.h"

#include "base/catalogue_entries.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define ENTRY_LIMIT 2048

static const struct catalogue_entry *const table[] = {
    catalogue_answers, catalogue_table,    catalogue_population, catalogue_survey,
    catalogue_store,   catalogue_cli,      catalogue_document,   catalogue_scales,
    catalogue_areas,   catalogue_lint,     catalogue_sheets,     catalogue_results,
    catalogue_quality, catalogue_estimate, catalogue_system,     catalogue_submissions,
    catalogue_usage,   catalogue_change,   catalogue_figure,
};

static enum language language_set = LANGUAGE_EN;
static const struct catalogue_entry *sorted[ENTRY_LIMIT];
static size_t sorted_count;

static int compare_entries(const void *left, const void *right)
{
    const struct catalogue_entry *const *one = left;
    const struct catalogue_entry *const *other = right;
    return strcmp((*one)->english, (*other)->english);
}

static void sort_entries(void)
{
    for (size_t t = 0; t < sizeof table / sizeof *table; t++) {
        for (const struct catalogue_entry *at = table[t]; at->english != NULL; at++) {
            assert(sorted_count < ENTRY_LIMIT);
            sorted[sorted_count++] = at;
        }
    }
    qsort(sorted, sorted_count, sizeof *sorted, compare_entries);
}

void catalogue_speak(enum language language)
{
    if (sorted_count == 0)
        sort_entries();
    language_set = language;
}

enum language catalogue_language(void)
{
    return language_set;
}

const char *catalogue_say(enum language language, const char *english)
{
    if (language == LANGUAGE_EN)
        return english;
    const struct catalogue_entry wanted = {english, NULL};
    const struct catalogue_entry *key = &wanted;
    const struct catalogue_entry *const *found =
        bsearch(&key, sorted, sorted_count, sizeof *sorted, compare_entries);
    return found == NULL ? english : (*found)->danish;
}

const char *spoken(const char *english)
{
    return catalogue_say(language_set, english);
}

/* Past a conversion such as "%.40s", whose '%' stands at `at`. */
static const char *skip_conversion(const char *at)
{
    at++;
    at += strspn(at, "0123456789.*$-+ #lzhjt");
    return *at == '\0' ? at : at + 1;
}

static bool is_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')
           || (byte >= '0' && byte <= '9');
}

const char *catalogue_slug(char slug[static SLUG_BYTES], const char *english)
{
    size_t length = 0;
    bool parted = false;
    for (const char *at = english; *at != '\0' && *at != ';';) {
        if (*at == '%') {
            at = skip_conversion(at);
            parted = true;
        } else if (!is_word(*at)) {
            at++;
            parted = true;
        } else if (length + 2 < SLUG_BYTES) {
            if (parted && length > 0)
                slug[length++] = '-';
            parted = false;
            slug[length++] = (char)(*at >= 'A' && *at <= 'Z' ? *at - 'A' + 'a' : *at);
            at++;
        } else
            break;
    }
    slug[length] = '\0';
    return slug;
}

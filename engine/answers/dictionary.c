#include "answers/mapping.h"
#include "answers/reader.h"
#include "answers/tools.h"
#include "base/guard.h"
#include "base/memory.h"

#include <string.h>

/* Where numbers are places, whatever is none is still a label. */
static bool may_be_label(const struct mapped_answers *mapped, const char *cell)
{
    return mapped->by == MAPPED_BY_PLACE && (*cell < '0' || *cell > '9');
}

/* The option of a spelling, by folding; -1 = blank, NO_OPTION = none. What a mapping
   says of a question's answers is all that counts for them. */
static int read_spelling(const struct dictionary *dictionary, const char *cell,
                         size_t length)
{
    const struct scale *scale = dictionary->scale;
    char folded[8];
    if (text_fold(folded, sizeof folded, cell, length) == 0)
        return ANSWER_BLANK;
    bool unshown = dictionary->limesurvey && is_unshown_on(scale, cell, length);
    if (dictionary->mapped != NULL) {
        int mapped = mapping_find_answer(dictionary->mapped, cell, length);
        if (mapped == NO_OPTION && unshown)
            return ANSWER_BLANK;
        if (mapped != NO_OPTION || !may_be_label(dictionary->mapped, cell))
            return mapped;
    }
    if (unshown)
        return ANSWER_BLANK;
    size_t guard = length > 1 ? guard_length(cell) : 0;
    int option = scale_find_option(scale, cell + guard, length - guard);
    if (option < 0)
        option = scale_find_for_tool(scale, cell, length);
    if (option < 0)
        option = scale_find_marked_up(scale, cell, length);
    /* People put the apostrophe of a guarded cell before others, too. */
    if (option < 0 && guard == 0 && length > 1 && *cell == '\'')
        option = scale_find_option(scale, cell + 1, length - 1);
    return option < 0 ? NO_OPTION : option;
}

/* Looked up when it is first seen: a form has few answers, and spelling out all bytes
   for every file would take longer than reading it. */
static int find_byte(struct dictionary *dictionary, char cell)
{
    unsigned char byte = (unsigned char)cell;
    if (!dictionary->looked_up[byte] && byte < 128)
        dictionary->by_byte[byte] = (int8_t)read_spelling(dictionary, &cell, 1);
    dictionary->looked_up[byte] = true;
    return dictionary->by_byte[byte];
}

static size_t longer(size_t longest, const char *spelling)
{
    size_t length = spelling == NULL ? 0 : strlen(spelling);
    return length > longest ? length : longest;
}

/* With room for spaces to be forgiven. */
static size_t longest_spelling(const struct scale *scale)
{
    size_t longest = 0;
    for (size_t o = OPTION_GIVEN + 1; o < scale->option_count; o++) {
        const struct option *option = &scale->option[o];
        for (size_t s = 0; s < option->synonym_count; s++)
            longest = longer(longest, option->synonym[s]);
        for (int language = 0; language < LANGUAGE_COUNT; language++)
            longest = longer(longest, option->label.in[language]);
        longest = longer(longest, option->code);
    }
    return longest + 16;
}

void dictionary_open(struct dictionary *dictionary, const struct scale *scale,
                     const struct mapped_answers *mapped)
{
    dictionary->scale = scale;
    dictionary->mapped = mapped;
    memset(dictionary->by_byte, NO_OPTION, sizeof dictionary->by_byte);
    /* An empty field is a lone NUL, and no other field begins with one. */
    dictionary->by_byte[0] = ANSWER_BLANK;
    if (scale->kind == SCALE_SEVERAL)
        dictionary->longest = mapped == NULL ? longest_spelling(scale) : WORDING_BYTES;
}

void dictionary_close(struct dictionary *dictionary)
{
    names_release(&dictionary->spelling);
    memory_release(dictionary->option);
    *dictionary = (struct dictionary){0};
}

int dictionary_find(struct dictionary *dictionary, const char *cell, size_t length)
{
    if (length == 0)
        return ANSWER_BLANK;
    if (length == 1)
        return find_byte(dictionary, *cell);
    uint32_t number = names_find(&dictionary->spelling, cell, length);
    if (number != NAMES_NONE)
        return dictionary->option[number];
    int option = read_spelling(dictionary, cell, length);
    /* Remembering is a convenience: short of memory, the next cell is read afresh. */
    if (dictionary->spelling.name_count < REMEMBERED_ANSWERS && length < 256
        && memory_reserve((void **)&dictionary->option, &dictionary->option_capacity,
                          dictionary->spelling.name_count + 1, 1)
        && names_keep(&dictionary->spelling, cell, length, &number) != NULL)
        dictionary->option[number] = (int8_t)option;
    return option;
}

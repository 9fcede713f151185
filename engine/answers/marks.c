#include "answers/reader.h"
#include "answers/tools.h"

#include <string.h>

/* Questions that take several and have a column an option. */

/* Ways to say that an option was chosen, or was not, besides what its own scale
   knows. */
int spelt_choice(const char *cell, size_t length)
{
    static const char *const spelling[][2] = {{"0", "1"},
                                              {"nej", "ja"},
                                              {"no", "yes"},
                                              {"n", "j"},
                                              {"n", "y"},
                                              {"falsk", "sand"},
                                              {"false", "true"},
                                              {NULL, "x"},
                                              {NULL, "\xe2\x9c\x93"},
                                              {"ikke valgt", "valgt"},
                                              {"not selected", "selected"}};
    char folded[16];
    size_t folded_length = text_fold(folded, sizeof folded, cell, length);
    if (folded_length == 0)
        return ANSWER_BLANK;
    if (folded_length >= sizeof folded)
        return NO_OPTION;
    for (size_t s = 0; s < sizeof spelling / sizeof *spelling; s++)
        for (int choice = 0; choice < 2; choice++)
            if (spelling[s][choice] != NULL && strcmp(folded, spelling[s][choice]) == 0)
                return choice;
    return NO_OPTION;
}

bool read_member(struct reader *reader, size_t row, size_t column, const char *cell,
                 size_t length)
{
    const struct column *use = &reader->column[column - 1];
    const struct question *question = &reader->questionnaire->question[use->question];
    int choice = use->dictionary != NULL
                     ? dictionary_find(use->dictionary, cell, length)
                     : spelt_choice(cell, length);
    if (choice == NO_OPTION && reader->heading.by_limesurvey && !reader->is_form
        && is_unshown(cell, length))
        choice = ANSWER_BLANK;
    if (use->dictionary != NULL && choice == NO_OPTION)
        return not_mapped(reader, row, column, question, cell, length);
    if (choice == NO_OPTION && use->member != NAMES_NONE) {
        const struct scale *own = reader->questionnaire->question[use->member].scale;
        choice = scale_find_option(own, cell, length);
        choice = choice < 0 ? NO_OPTION : choice;
    }
    if (choice == NO_OPTION
        && (scale_find_option(question->scale, cell, length) == use->option
            || scale_find_marked_up(question->scale, cell, length) == use->option))
        choice = 1; /* by its own name */
    if (choice == NO_OPTION) {
        char excerpt[TEXT_EXCERPT_BYTES];
        return refuse(reader, row, column,
                      "%s.%s: \"%s\" does not say whether this was chosen; it takes 1 "
                      "or 0",
                      question->id, question->scale->option[use->option].code,
                      text_excerpt(excerpt, cell, length));
    }
    if (use->member != NAMES_NONE)
        reader->row_code[use->member] = (int8_t)choice;
    else if (choice == 1 && reader->row_code[use->question] >= 0)
        return stands_alone(reader, row, column, question, use->option);
    else if (choice == 1)
        reader->row_code[use->question] = use->option;
    return true;
}

/* Options that have no column stay as they are, not asked. */
static bool settle(struct reader *reader, size_t row, uint32_t q)
{
    const struct question *question = &reader->questionnaire->question[q];
    int8_t *member = reader->row_code + question->member;
    int8_t *code = &reader->row_code[q];
    bool some = false;
    bool any = false;
    for (size_t m = 0; m < question->member_count; m++) {
        some = some || member[m] == 1;
        any = any || member[m] >= 0;
    }
    if (*code >= 0 && some)
        return stands_alone(reader, row, reader->column_of[q], question, *code);
    if (*code < 0)
        *code = any ? OPTION_GIVEN : ANSWER_BLANK;
    for (size_t m = 0; m < question->member_count; m++) {
        if (member[m] == ANSWER_NOT_ASKED)
            continue;
        if (*code != OPTION_GIVEN)
            member[m] = ANSWER_BLANK;
        else if (member[m] == ANSWER_BLANK)
            member[m] = 0; /* a form in which only what is chosen is marked */
    }
    return check_alone(reader, row, reader->column_of[q], question);
}

bool settle_members(struct reader *reader, size_t row)
{
    bool ok = true;
    for (size_t i = 0; ok && i < reader->split_count; i++)
        ok = settle(reader, row, reader->split[i]);
    return ok;
}

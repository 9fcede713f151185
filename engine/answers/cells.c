#include "answers/hints.h"
#include "answers/number.h"
#include "answers/reader.h"
#include "base/catalogue.h"
#include "base/exact.h"

#include <stdio.h>
#include <string.h>

#define CODE_BYTES  30
#define LABEL_BYTES 40

/* In the language of the message, where the option has one. */
static const char *label_of(const struct option *option)
{
    const char *label = option->label.in[catalogue_language()];
    for (int other = 0; label == NULL && other < LANGUAGE_COUNT; other++)
        label = option->label.in[other];
    return label == NULL || strcmp(label, option->code) == 0 ? NULL : label;
}

/* Codes such as 1 and 0 of yes and no say nothing by themselves; those of a long scale
   are in order, and their texts too long for a line. */
static bool is_either_or(const struct scale *scale)
{
    size_t values = 0;
    for (size_t o = 0; o < scale->option_count; o++)
        values += scale->option[o].state == OPTION_VALUE;
    return scale->kind == SCALE_CHOICE && values <= 2;
}

static size_t list_text(char *list, const char *text, size_t most)
{
    size_t length = utf8_valid_length(text, strnlen(text, most));
    memcpy(list, text, length);
    list[length] = '\0';
    return length;
}

/* "1, 2, 3 or ir", "0 (No) or 1 (Yes)": what would have been right. A list begun
   already, of `used` bytes, goes on. */
static void list_codes(const struct scale *scale, char *list, size_t capacity,
                       size_t used)
{
    size_t o = scale->kind == SCALE_CHOICE ? 0 : OPTION_GIVEN + 1;
    bool labelled = is_either_or(scale);
    size_t room = labelled ? CODE_BYTES + LABEL_BYTES + 16 : CODE_BYTES + 10;
    list[used] = '\0';
    for (; o < scale->option_count && used < capacity - room; o++) {
        const struct option *option = &scale->option[o];
        const char *label = labelled ? label_of(option) : NULL;
        const char *before = used == 0                      ? ""
                             : o + 1 == scale->option_count ? spoken(" or ")
                                                            : ", ";
        used += list_text(list + used, before, room);
        used += list_text(list + used, option->code, CODE_BYTES);
        if (label == NULL)
            continue;
        used += list_text(list + used, " (", room);
        used += list_text(list + used, label, LABEL_BYTES);
        used += list_text(list + used, ")", room);
    }
    if (o < scale->option_count)
        snprintf(list + used, capacity - used, ", …");
}

static const char *nearest_label(const struct scale *scale, const char *cell,
                                 size_t length)
{
    char wanted[128];
    char known[128];
    const char *nearest = NULL;
    unsigned least = 3;
    size_t wanted_length = text_fold(wanted, sizeof wanted, cell, length);
    if (wanted_length < 4 || wanted_length >= sizeof wanted)
        return NULL;
    for (size_t o = 0; o < scale->option_count; o++) {
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            const char *label = scale->option[o].label.in[language];
            if (label == NULL)
                continue;
            text_fold(known, sizeof known, label, strlen(label));
            unsigned distance = text_distance(wanted, known, 2);
            if (distance < least) {
                least = distance;
                nearest = label;
            }
        }
    }
    return nearest;
}

/* "a number from 0 to 365": what a scale of numbers takes. */
static size_t describe_number(const struct scale *scale, char *list, size_t capacity)
{
    char lowest[FIXED_BYTES];
    char highest[FIXED_BYTES];
    char mark = spoken(".")[0]; /* of decimals */
    fixed_print(lowest, scale->lowest, 9, mark, true);
    fixed_print(highest, scale->highest, 9, mark, true);
    int length = scale->clip
                     ? snprintf(list, capacity, "%s", spoken("a number"))
                     : snprintf(list, capacity, spoken("a number from %s to %s"),
                                lowest, highest);
    return (size_t)length;
}

/* What a question takes: its codes, or its numbers and the codes of its states. */
static void describe_answers(const struct scale *scale, char *list, size_t capacity)
{
    size_t used = 0;
    if (scale->kind == SCALE_NUMBER)
        used = describe_number(scale, list, capacity);
    list_codes(scale, list, capacity, used);
}

bool not_mapped(struct reader *reader, size_t row, size_t column,
                const struct question *question, const char *cell, size_t length)
{
    const struct dictionary *dictionary = reader->column[column - 1].dictionary;
    char excerpt[TEXT_EXCERPT_BYTES];
    if (dictionary->mapped->by == MAPPED_BY_LABELS)
        return refuse(reader, row, column,
                      "%s: the tool's labels do not say which answer \"%s\" is",
                      question->id, text_excerpt(excerpt, cell, length));
    return refuse(reader, row, column,
                  "%s: the mapping does not say what the answer \"%s\" is",
                  question->id, text_excerpt(excerpt, cell, length));
}

static bool tell_answers(struct reader *reader, size_t row, size_t column,
                         const struct question *question, const char *cell,
                         size_t length)
{
    const struct dictionary *dictionary = reader->column[column - 1].dictionary;
    char excerpt[TEXT_EXCERPT_BYTES];
    char answers[256];
    if (dictionary->mapped != NULL && dictionary->mapped->by != MAPPED_BY_PLACE
        && question->scale->kind != SCALE_NUMBER)
        return not_mapped(reader, row, column, question, cell, length);
    const char *nearest = hint_code(question->scale, cell, length);
    if (nearest == NULL)
        nearest = nearest_label(question->scale, cell, length);
    const char *date = hint_date(question->scale, cell, length);
    text_excerpt(excerpt, cell, length);
    if (date != NULL)
        return refuse(
            reader, row, column,
            "%s: \"%s\" is no answer to this question; has a spreadsheet made "
            "a date of \"%s\"?",
            question->id, excerpt, date);
    if (nearest != NULL)
        return refuse(reader, row, column,
                      "%s: \"%s\" is no answer to this question; did you mean \"%s\"?",
                      question->id, excerpt, nearest);
    describe_answers(question->scale, answers, sizeof answers);
    return refuse(reader, row, column,
                  "%s: \"%s\" is no answer to this question; it takes %s", question->id,
                  excerpt, answers);
}

bool wrong_answer(struct reader *reader, size_t row, size_t column, const char *cell,
                  size_t length)
{
    const struct column *use = &reader->column[column - 1];
    return tell_answers(reader, row, column,
                        &reader->questionnaire->question[use->question], cell, length);
}

static bool too_many_decimals(struct reader *reader, size_t row, size_t column,
                              const struct question *question, const char *cell,
                              size_t length)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    int decimals = question->scale->decimals;
    text_excerpt(excerpt, cell, length);
    if (decimals == 0)
        return refuse(reader, row, column,
                      "%s: \"%s\" is no answer to this question; its number has no "
                      "decimals",
                      question->id, excerpt);
    return refuse(reader, row, column,
                  decimals == 1
                      ? "%s: \"%s\" is no answer to this question; its number has at "
                        "most %d decimal"
                      : "%s: \"%s\" is no answer to this question; its number has at "
                        "most %d decimals",
                  question->id, excerpt, decimals);
}

bool read_number(struct reader *reader, size_t row, size_t column, const char *cell,
                 size_t length)
{
    const struct column *use = &reader->column[column - 1];
    const struct question *question = &reader->questionnaire->question[use->question];
    const struct scale *scale = question->scale;
    int answer = dictionary_find(use->dictionary, cell, length);
    int64_t nano = 0;
    if (answer == NO_OPTION) {
        enum number_reading reading = number_read(cell, length, scale->decimals, &nano);
        if (reading == NUMBER_TOO_FINE)
            return too_many_decimals(reader, row, column, question, cell, length);
        if (reading == NUMBER_NONE
            || (!scale->clip && (nano < scale->lowest || nano > scale->highest)))
            return wrong_answer(reader, row, column, cell, length);
        answer = OPTION_GIVEN;
    }
    reader->row_code[use->question] = (int8_t)answer;
    reader->row_value[question->number] = nano;
    return true;
}

uint32_t member_of(const struct question *question, int option)
{
    const struct scale *scale = question->scale;
    uint32_t member = question->member;
    if (scale->option[option].state != OPTION_VALUE)
        return NAMES_NONE;
    for (int o = 0; o < option; o++)
        member += scale->option[o].state == OPTION_VALUE;
    return member;
}

int option_of(const struct question *question, uint32_t member)
{
    int option = 0;
    while (member_of(question, option) != member)
        option++;
    return option;
}

static void set_members(struct reader *reader, const struct question *question,
                        int8_t code)
{
    for (size_t m = 0; m < question->member_count; m++)
        reader->row_code[question->member + m] = code;
}

bool stands_alone(struct reader *reader, size_t row, size_t column,
                  const struct question *question, int state)
{
    return refuse(reader, row, column,
                  "%s: \"%s\" cannot stand beside other answers to this question",
                  question->id, question->scale->option[state].code);
}

bool check_alone(struct reader *reader, size_t row, size_t column,
                 const struct question *question)
{
    const struct scale *scale = question->scale;
    int alone = -1;
    size_t chosen = 0;
    for (int o = 0; o < (int)scale->option_count; o++) {
        uint32_t member = member_of(question, o);
        if (member == NAMES_NONE || reader->row_code[member] != 1)
            continue;
        chosen++;
        alone = scale->option[o].alone ? o : alone;
    }
    return chosen < 2 || alone < 0
           || stands_alone(reader, row, column, question, alone);
}

/* One of the parts of a cell, or all of it. */
static bool choose(struct reader *reader, size_t row, size_t column, const char *part,
                   size_t length)
{
    const struct column *use = &reader->column[column - 1];
    const struct question *question = &reader->questionnaire->question[use->question];
    int8_t *code = &reader->row_code[use->question];
    int option = dictionary_find(use->dictionary, part, length);
    if (option == ANSWER_BLANK)
        return true;
    if (option == NO_OPTION)
        return tell_answers(reader, row, column, question, part, length);
    if (question->scale->option[option].state == OPTION_VALUE) {
        if (*code > OPTION_GIVEN)
            return stands_alone(reader, row, column, question, *code);
        *code = OPTION_GIVEN;
        reader->row_code[member_of(question, option)] = 1;
    } else {
        if (*code >= 0 && *code != option)
            return stands_alone(reader, row, column, question, option);
        *code = (int8_t)option;
    }
    return true;
}

/* Bytes of the mark that parts two options here: `;`, `|`, or a comma and a space. */
static size_t mark_length(const char *cell, size_t at, size_t length)
{
    if (at < length && (cell[at] == ';' || cell[at] == '|'))
        return 1;
    return at + 1 < length && cell[at] == ',' && cell[at + 1] == ' ' ? 2 : 0;
}

/* Where a part ends that is no option: a comma may stand within it. */
static size_t part_end(const char *cell, size_t at, size_t length)
{
    while (at < length && cell[at] != ';' && cell[at] != '|')
        at++;
    return at;
}

/* The longest text from here on that names an option and has a mark or the end of the
   cell behind it, since labels may hold marks themselves; 0 when there is none. */
static size_t option_length(struct dictionary *dictionary, const char *cell,
                            size_t length)
{
    size_t most = dictionary->longest < length ? dictionary->longest : length;
    if (most == length && dictionary_find(dictionary, cell, length) != NO_OPTION)
        return length;
    for (size_t end = most; end > 0; end--)
        if (mark_length(cell, end, length) > 0
            && dictionary_find(dictionary, cell, end) != NO_OPTION)
            return end;
    return 0;
}

size_t several_part(struct dictionary *dictionary, const char *cell, size_t at,
                    size_t length, size_t *next)
{
    size_t end = at + option_length(dictionary, cell + at, length - at);
    if (end == at)
        end = part_end(cell, at, length);
    *next = end + mark_length(cell, end, length);
    return end - at;
}

bool read_several(struct reader *reader, size_t row, size_t column, const char *cell,
                  size_t length)
{
    const struct column *use = &reader->column[column - 1];
    const struct question *question = &reader->questionnaire->question[use->question];
    bool ok = true;
    reader->row_code[use->question] = ANSWER_BLANK;
    set_members(reader, question, 0);
    for (size_t at = 0, next; ok && at < length; at = next) {
        size_t part = several_part(use->dictionary, cell, at, length, &next);
        ok = choose(reader, row, column, cell + at, part);
    }
    if (reader->row_code[use->question] != OPTION_GIVEN)
        set_members(reader, question, ANSWER_BLANK);
    return ok && check_alone(reader, row, column, question);
}

#include "answers/mapping.h"

#include "answers/match.h"
#include "base/memory.h"

#include <string.h>

int mapping_find_answer(const struct mapped_answers *mapped, const char *cell,
                        size_t length)
{
    char folded[WORDING_BYTES];
    size_t folded_length = text_fold(folded, sizeof folded, cell, length);
    uint32_t number = folded_length < sizeof folded
                          ? names_find(&mapped->seen, folded, folded_length)
                          : NAMES_NONE;
    return number == NAMES_NONE ? NO_OPTION : mapped->option[number];
}

bool mapping_names_column(const struct mapping *mapping, const char *folded,
                          size_t length)
{
    if (mapping == NULL)
        return false;
    return (mapping->unit != NULL && strcmp(mapping->unit, folded) == 0)
           || names_find(&mapping->column, folded, length) != NAMES_NONE
           || mapping_is_personal(mapping, folded, length);
}

bool mapping_is_personal(const struct mapping *mapping, const char *folded,
                         size_t length)
{
    return mapping != NULL
           && names_find(&mapping->personal, folded, length) != NAMES_NONE;
}

bool mapping_speaks_of(const struct mapping *mapping, const char *header)
{
    char folded[WORDING_BYTES];
    if (mapping == NULL)
        return false;
    size_t length = wording_fold(folded, sizeof folded, header, strlen(header));
    return length < sizeof folded && mapping_names_column(mapping, folded, length);
}

bool mapping_is_general(const struct mapping *mapping)
{
    return mapping->numbers != NUMBER_UNTOLD || mapping->numbers_of != NULL
           || mapping->dates != DATE_UNTOLD || mapping->forced.has_encoding
           || mapping->forced.delimiter != '\0';
}

bool mapped_answers_add(struct mapped_answers *answers, const char *seen, size_t length,
                        int option)
{
    size_t before = answers->seen.name_count;
    uint32_t number;
    if (!memory_reserve((void **)&answers->option, &answers->capacity, before + 1, 1)
        || names_keep(&answers->seen, seen, length, &number) == NULL)
        return false;
    if (number == before)
        answers->option[number] = (int8_t)option;
    return true;
}

bool mapping_names_unit(const struct mapping *mapping, const char *header)
{
    char folded[WORDING_BYTES];
    if (mapping == NULL || mapping->unit == NULL
        || wording_fold(folded, sizeof folded, header, strlen(header)) >= sizeof folded)
        return false;
    return strcmp(mapping->unit, folded) == 0;
}

bool mapping_open(struct reader *reader)
{
    const struct mapping *mapping = reader->mapping;
    if (mapping == NULL)
        return true;
    reader->mapped = memory_allocate(mapping->answers_count, sizeof *reader->mapped);
    if (reader->mapped == NULL)
        return fault_memory(reader->fault);
    for (size_t m = 0; m < mapping->answers_count; m++) {
        const struct mapped_answers *answers = &mapping->answers[m];
        dictionary_open(&reader->mapped[m],
                        reader->questionnaire->question[answers->question].scale,
                        answers);
    }
    return true;
}

uint32_t mapping_question_in(const struct column *column)
{
    switch (column->use) {
    case COLUMN_QUESTION:
    case COLUMN_NUMBER:
    case COLUMN_SEVERAL:
        return column->question;
    case COLUMN_MEMBER:
        return column->member;
    default:
        return NAMES_NONE;
    }
}

struct dictionary *mapping_dictionary_of(const struct reader *reader,
                                         const struct column *column, bool named)
{
    uint32_t question =
        reader->mapped == NULL ? NAMES_NONE : mapping_question_in(column);
    if (question == NAMES_NONE)
        return NULL;
    for (size_t m = 0; m < reader->mapping->answers_count; m++) {
        const struct mapped_answers *answers = &reader->mapping->answers[m];
        if (answers->question == question)
            return named || answers->everywhere ? &reader->mapped[m] : NULL;
    }
    return NULL;
}

enum number_kind mapping_number_kind(const struct mapping *mapping, uint32_t question)
{
    if (mapping == NULL)
        return NUMBER_UNTOLD;
    if (mapping->numbers_of != NULL && mapping->numbers_of[question] != NUMBER_UNTOLD)
        return (enum number_kind)mapping->numbers_of[question];
    return mapping->numbers;
}

const char *mapping_json(const struct mapping *mapping)
{
    return mapping->json;
}

void mapping_free(struct mapping *mapping)
{
    if (mapping == NULL)
        return;
    memory_release(mapping->json);
    for (size_t m = 0; m < mapping->answers_count; m++)
        names_release(&mapping->answers[m].seen);
    names_release(&mapping->column);
    names_release(&mapping->personal);
    names_release(&mapping->names);
    arena_release(&mapping->arena);
    memory_release(mapping);
}

#include "answers/codebook.h"

#include "answers/match.h"
#include "answers/repeats.h"
#include "base/memory.h"

#include <string.h>

/* What the variables of a tool's lists are. A question is told by its text or its id,
   an option of several by its text too; codes are what their texts say, and nothing
   else, for they stand in the order in which the options were made. */

struct own_columns {
    struct column *column; /* by number of the variable */
    enum match *match;
    bool *said; /* the lists, or the mapping, say what it is */
    struct mapped_answers *answers;
    struct dictionary *dictionary;
    size_t count;
    struct names stem_names; /* of the tool's questions */
    const char **stem;       /* by number: the text, or the id of the question meant */
    const char **stem_question; /* what the tool calls it */
};

static bool is_answer(const struct column *column)
{
    return column->use == COLUMN_QUESTION || column->use == COLUMN_NUMBER
           || column->use == COLUMN_SEVERAL || column->use == COLUMN_MEMBER;
}

static bool is_same(const struct column *left, const struct column *right)
{
    return left->use == right->use && left->question == right->question
           && (left->use != COLUMN_MEMBER || left->option == right->option);
}

static const char *path_of(const struct reader *reader, enum file_part part)
{
    const char *where = reader->codebook->where[part].bytes;
    return where == NULL ? reader->path : where;
}

/* The texts of the tool's questions, each once and in their order: several questions
   may have one text, and then they are told apart by it. */
static bool make_stems(struct reader *reader, struct own_columns *own)
{
    const struct codebook *codebook = reader->codebook;
    size_t count = 0;
    own->stem = memory_allocate(own->count + 1, sizeof *own->stem);
    own->stem_question = memory_allocate(own->count + 1, sizeof *own->stem_question);
    if (own->stem == NULL || own->stem_question == NULL)
        return fault_memory(reader->fault);
    for (size_t v = 0; v < own->count; v++) {
        const struct codebook_variable *variable = &codebook->variable[v];
        const char *name = variable->question;
        uint32_t number;
        if (name == NULL)
            continue;
        if (names_keep(&own->stem_names, name, strlen(name), &number) == NULL)
            return fault_memory(reader->fault);
        if (number < count)
            continue;
        own->stem_question[count] = name;
        own->stem[count++] = variable->text;
    }
    struct repeats repeats = {.where = path_of(reader, PART_STRUCTURE),
                              .name = own->stem_question};
    bool ok = repeats_settle(&repeats, reader, own->stem, count);
    for (size_t s = 0; ok && s < count; s++)
        if (repeats.stand_in[s] != NULL) {
            own->stem[s] = names_keep(&own->stem_names, repeats.stand_in[s],
                                      strlen(repeats.stand_in[s]), NULL);
            ok = own->stem[s] != NULL || fault_memory(reader->fault);
        }
    repeats_release(&repeats);
    return ok;
}

/* By the question's text and, where it is one of several, the option's. */
static enum match match_by_text(const struct reader *reader, struct column *found,
                                const struct codebook_variable *variable,
                                const char *text)
{
    char folded[WORDING_BYTES];
    char part[WORDING_BYTES];
    if (variable->choice[0] == '\0')
        return column_match_unlisted(reader, found, text, strlen(text));
    *found = (struct column){.use = COLUMN_OTHER, .member = NAMES_NONE};
    size_t length = wording_fold(folded, sizeof folded, text, strlen(text));
    size_t part_length =
        wording_fold(part, sizeof part, variable->choice, strlen(variable->choice));
    if (length == 0 || length >= sizeof folded || part_length >= sizeof part)
        return MATCH_NONE;
    uint32_t number = questionnaire_find(reader->questionnaire, folded, length);
    if (number == NAMES_NONE)
        number = match_question(reader, folded, length);
    if (number == WORDING_SHARED)
        return MATCH_SHARED;
    return number != NAMES_NONE
                   && match_part_of(reader, found, number, part, part_length)
               ? MATCH_FOUND
               : MATCH_NONE;
}

static bool tell_conflict(struct reader *reader,
                          const struct codebook_variable *variable, const char *name,
                          const struct column *by_name, const struct column *by_text)
{
    const struct question *question = reader->questionnaire->question;
    char excerpt[TEXT_EXCERPT_BYTES];
    reader->header_wrong = true;
    return problems_add(reader->problems, SEVERITY_ERROR,
                        path_of(reader, PART_STRUCTURE), variable->row, 0,
                        reader->fault,
                        "the variable \"%s\" has the name of %s and the text of %s; a "
                        "mapping can say which it is",
                        text_excerpt(excerpt, name, strlen(name)),
                        question[by_name->question].id, question[by_text->question].id);
}

static bool resolve(struct reader *reader, struct own_columns *own, uint32_t v)
{
    const struct codebook *codebook = reader->codebook;
    const struct codebook_variable *variable = &codebook->variable[v];
    const char *name = codebook->names.name[v];
    struct column *column = &own->column[v];
    struct column by_text;
    enum match *match = &own->match[v];
    *match = column_match_unlisted(reader, column, name, strlen(name));
    if (mapping_names_column(reader->mapping, name, strlen(name))
        || variable->question == NULL) {
        own->said[v] = *match == MATCH_FOUND;
        return true;
    }
    uint32_t s =
        names_find(&own->stem_names, variable->question, strlen(variable->question));
    enum match text = match_by_text(reader, &by_text, variable, own->stem[s]);
    if (text == MATCH_NONE || (text == MATCH_FOUND && by_text.use == COLUMN_BEYOND))
        text = match_by_text(reader, &by_text, variable, own->stem_question[s]);
    if (text == MATCH_FOUND && *match == MATCH_FOUND && is_answer(column)
        && is_answer(&by_text) && !is_same(column, &by_text))
        return tell_conflict(reader, variable, name, column, &by_text);
    if (text != MATCH_NONE && *match != MATCH_FOUND) {
        *match = text;
        *column = by_text;
    } else if (text == MATCH_FOUND && !is_answer(column)
               && (is_answer(&by_text) || by_text.use == COLUMN_UNIT))
        *column = by_text;
    own->said[v] = *match != MATCH_NONE;
    return true;
}

/* The option that the text of a code is, NO_OPTION where it is none. */
static int find_option(const struct reader *reader, const struct column *column,
                       const char *text)
{
    const struct question *question =
        &reader->questionnaire->question[column->question];
    char folded[WORDING_BYTES];
    size_t length = wording_fold(folded, sizeof folded, text, strlen(text));
    if (length == 0 || length >= sizeof folded)
        return NO_OPTION;
    if (column->use != COLUMN_MEMBER) {
        int option = scale_find_option(question->scale, folded, length);
        return option < 0 ? NO_OPTION : option;
    }
    int choice = spelt_choice(folded, length);
    if (choice == NO_OPTION
        && scale_find_option(question->scale, folded, length) == column->option)
        choice = 1;
    return choice;
}

static bool tell_label(struct reader *reader, const struct codebook_label *label,
                       const struct column *column)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    return problems_add(reader->problems, SEVERITY_WARNING,
                        path_of(reader, PART_LABELS), label->row, 3, reader->fault,
                        "\"%s\" is no answer to %s; cells with the code %s cannot be "
                        "read",
                        text_excerpt(excerpt, label->text, strlen(label->text)),
                        reader->questionnaire->question[column->question].id,
                        label->code);
}

static bool tell_twice(struct reader *reader, const struct codebook_label *label,
                       const char *name)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    char code[TEXT_EXCERPT_BYTES];
    reader->header_wrong = true;
    return problems_add(reader->problems, SEVERITY_ERROR, path_of(reader, PART_LABELS),
                        label->row, 2, reader->fault,
                        "the code %s of \"%s\" stands for two answers",
                        text_excerpt(code, label->code, strlen(label->code)),
                        text_excerpt(excerpt, name, strlen(name)));
}

static bool add_label(struct reader *reader, struct own_columns *own, uint32_t v,
                      const struct codebook_label *label)
{
    struct mapped_answers *answers = &own->answers[v];
    const struct column *column = &own->column[v];
    char code[64];
    int option = find_option(reader, column, label->text);
    size_t length = text_fold(code, sizeof code, label->code, strlen(label->code));
    if (option == NO_OPTION)
        return tell_label(reader, label, column);
    if (length >= sizeof code)
        return true;
    uint32_t before = names_find(&answers->seen, code, length);
    if (before != NAMES_NONE)
        return answers->option[before] == option
               || tell_twice(reader, label, reader->codebook->names.name[v]);
    return mapped_answers_add(answers, code, length, option)
           || fault_memory(reader->fault);
}

/* The codes of a variable; after them their texts, where those are no codes. */
static bool make_answers(struct reader *reader, struct own_columns *own, uint32_t v)
{
    const struct codebook *codebook = reader->codebook;
    const struct codebook_variable *variable = &codebook->variable[v];
    struct column *column = &own->column[v];
    struct mapped_answers *answers = &own->answers[v];
    bool mapped = column->dictionary != NULL && column->dictionary->mapped != NULL;
    if (variable->first_label == 0 || own->match[v] != MATCH_FOUND || mapped
        || !is_answer(column))
        return true;
    bool ok = true;
    answers->by = MAPPED_BY_LABELS;
    answers->question = column->question;
    for (size_t l = variable->first_label; ok && l > 0; l = codebook->label[l - 1].next)
        ok = add_label(reader, own, v, &codebook->label[l - 1]);
    for (size_t l = variable->first_label; ok && l > 0;
         l = codebook->label[l - 1].next) {
        const char *text = codebook->label[l - 1].text;
        char folded[WORDING_BYTES];
        size_t length = text_fold(folded, sizeof folded, text, strlen(text));
        int option = find_option(reader, column, text);
        if (length > 0 && length < sizeof folded && option != NO_OPTION
            && !mapped_answers_add(answers, folded, length, option))
            ok = fault_memory(reader->fault);
    }
    if (!ok)
        return false;
    dictionary_open(&own->dictionary[v],
                    reader->questionnaire->question[column->question].scale, answers);
    column->dictionary = &own->dictionary[v];
    return true;
}

bool own_columns_open(struct reader *reader)
{
    const struct codebook *codebook = reader->codebook;
    if (codebook == NULL)
        return true;
    struct own_columns *own = memory_allocate(1, sizeof *own);
    reader->own = own;
    if (own == NULL)
        return fault_memory(reader->fault);
    size_t count = codebook->names.name_count;
    own->column = memory_allocate(count, sizeof *own->column);
    own->match = memory_allocate(count, sizeof *own->match);
    own->said = memory_allocate(count, sizeof *own->said);
    own->answers = memory_allocate(count, sizeof *own->answers);
    own->dictionary = memory_allocate(count, sizeof *own->dictionary);
    if (own->column == NULL || own->match == NULL || own->said == NULL
        || own->answers == NULL || own->dictionary == NULL)
        return fault_memory(reader->fault);
    own->count = count;
    bool ok = make_stems(reader, own);
    for (uint32_t v = 0; ok && v < count; v++)
        ok = resolve(reader, own, v) && make_answers(reader, own, v);
    return ok;
}

void own_columns_free(struct own_columns *own)
{
    if (own == NULL)
        return;
    for (size_t v = 0; v < own->count; v++) {
        names_release(&own->answers[v].seen);
        memory_release(own->answers[v].option);
        dictionary_close(&own->dictionary[v]);
    }
    memory_release(own->column);
    memory_release(own->match);
    memory_release(own->said);
    memory_release(own->answers);
    memory_release(own->dictionary);
    memory_release(own->stem);
    memory_release(own->stem_question);
    names_release(&own->stem_names);
    memory_release(own);
}

bool own_columns_find(const struct reader *reader, struct column *found,
                      enum match *match, const char *folded, size_t length)
{
    const struct own_columns *own = reader->own;
    uint32_t v =
        own == NULL ? NAMES_NONE : names_find(&reader->codebook->names, folded, length);
    if (v == NAMES_NONE || !own->said[v])
        return false;
    *found = own->column[v];
    *match = own->match[v];
    return true;
}

/* NULL = the lists have no such variable. */
static const struct codebook_variable *find_variable(const struct reader *reader,
                                                     const char *header, size_t length)
{
    char folded[WORDING_BYTES];
    size_t folded_length = text_fold(folded, sizeof folded, header, length);
    uint32_t v = reader->codebook == NULL || folded_length >= sizeof folded
                     ? NAMES_NONE
                     : names_find(&reader->codebook->names, folded, folded_length);
    return v == NAMES_NONE ? NULL : &reader->codebook->variable[v];
}

const char *own_columns_text(const struct reader *reader, const char *cell,
                             size_t length)
{
    const struct codebook_variable *variable = find_variable(reader, cell, length);
    return variable == NULL || variable->text[0] == '\0' ? NULL : variable->text;
}

const char *own_columns_label(const struct reader *reader, const char *header,
                              const char *code)
{
    const struct codebook_variable *variable =
        find_variable(reader, header, strlen(header));
    size_t l = variable == NULL ? 0 : variable->first_label;
    while (l > 0 && strcmp(reader->codebook->label[l - 1].code, code) != 0)
        l = reader->codebook->label[l - 1].next;
    return l == 0 ? NULL : reader->codebook->label[l - 1].text;
}

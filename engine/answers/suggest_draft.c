#include "answers/codebook.h"
#include "answers/places.h"
#include "answers/suggest.h"
#include "answers/tools.h"
#include "base/memory.h"

#include <jansson.h>
#include <string.h>

/* A draft of a mapping, of what was seen in a file. */

static bool is_tool_id(const struct seen_column *seen)
{
    char folded[WORDING_BYTES];
    size_t length =
        wording_fold(folded, sizeof folded, seen->header, strlen(seen->header));
    const struct tool_name *name =
        length < sizeof folded ? tool_name_find(folded) : NULL;
    return name != NULL && name->column == TOOL_ID;
}

/* The column that says who answers: by its name, or else the one whose cells are most
   often institutions. A tool's running number may be one by chance. */
static const struct seen_column *find_unit(const struct suggestion *suggestion)
{
    const struct seen_column *found = NULL;
    const struct seen_column *number = NULL;
    for (size_t c = 0; c < suggestion->column_count; c++) {
        const struct seen_column *seen = &suggestion->column[c];
        if (seen->column.use == COLUMN_UNIT && !is_tool_id(seen))
            return seen;
        if (seen->column.use == COLUMN_UNIT)
            number = seen;
    }
    for (size_t c = 0; c < suggestion->column_count; c++) {
        const struct seen_column *seen = &suggestion->column[c];
        if (seen->units * 2 > seen->filled && !is_tool_id(seen)
            && (found == NULL || seen->units > found->units))
            found = seen;
    }
    return found != NULL ? found : number;
}

/* The option whose label is most like what was seen, NULL when none is. */
static const char *nearest_option(const struct scale *scale, const char *seen)
{
    const char *found = NULL;
    double best = LIKE_LEAST;
    struct trace wanted;
    make_trace(&wanted, seen);
    for (size_t o = 0; o < scale->option_count; o++)
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            const struct option *option = &scale->option[o];
            const char *label = option->label.in[language];
            struct trace known;
            if (label == NULL || option->code == NULL)
                continue;
            make_trace(&known, label);
            double like = likeness(&wanted, &known);
            if (like > best) {
                best = like;
                found = option->code;
            }
        }
    return found;
}

/* What was seen in a cell: by the tool's list of the column's codes, where it has it.
 */
static const char *text_of(const struct suggestion *suggestion,
                           const struct seen_column *seen, const char *cell)
{
    const char *label = own_columns_label(&suggestion->reader, seen->header, cell);
    return label != NULL ? label : cell;
}

/* As the column is read already, or as it would be by its list. */
static int find_option(const struct suggestion *suggestion, const struct scale *scale,
                       const struct seen_column *seen, const char *cell)
{
    const struct dictionary *dictionary = seen->column.dictionary;
    const char *text = text_of(suggestion, seen, cell);
    if (dictionary == NULL || dictionary->mapped == NULL
        || dictionary->mapped->by != MAPPED_BY_LABELS)
        return scale_find_option(scale, text, strlen(text));
    int option = mapping_find_answer(dictionary->mapped, cell, strlen(cell));
    return option == NO_OPTION ? -1 : option;
}

/* What was seen under a question that its scale does not know, as an object; NULL when
   there is nothing, or short of memory. With any of it, all of it is listed: a mapping
   of answers is all that counts. */
static json_t *map_answers(struct suggestion *suggestion,
                           const struct seen_column *seen, json_t *guessed)
{
    const struct question *question =
        &suggestion->reader.questionnaire->question[seen->column.question];
    size_t unknown = 0;
    json_t *map = json_object();
    if (seen->column.use != COLUMN_QUESTION || question->scale->kind != SCALE_CHOICE
        || seen->many) {
        json_decref(map);
        return NULL;
    }
    for (size_t i = 0; map != NULL && i < seen->seen.name_count; i++) {
        const char *text = seen->seen.name[i];
        int option = find_option(suggestion, question->scale, seen, text);
        const char *code =
            option >= 0
                ? question->scale->option[option].code
                : nearest_option(question->scale, text_of(suggestion, seen, text));
        struct text note = {0};
        if (option < 0) {
            unknown++;
            text_print(&note, "%s: %s", question->id, text);
            json_array_append_new(guessed,
                                  json_string(note.bytes == NULL ? "" : note.bytes));
        }
        json_object_set_new(map, text, code == NULL ? json_null() : json_string(code));
        text_release(&note);
    }
    if (unknown > 0)
        return map;
    json_decref(map);
    return NULL;
}

/* Whether the tool's lists say what any of the column's numbers is. */
static bool is_listed(const struct suggestion *suggestion,
                      const struct seen_column *seen)
{
    for (size_t i = 0; i < seen->seen.name_count; i++)
        if (own_columns_label(&suggestion->reader, seen->header, seen->seen.name[i])
            != NULL)
            return true;
    return false;
}

/* Whether a number of the column's is a code or a place; where it can be either, the
   draft leaves it to whoever knows. Returns whether places explain all of them. */
static bool draft_numbers(struct suggestion *suggestion, const struct seen_column *seen,
                          json_t *numbers, json_t *guessed)
{
    const struct reader *reader = &suggestion->reader;
    const struct question *question =
        &reader->questionnaire->question[seen->column.question];
    size_t scale = (size_t)(question->scale - reader->questionnaire->scale);
    if (seen->column.use != COLUMN_QUESTION || seen->target == NULL
        || is_listed(suggestion, seen))
        return false;
    enum places_finding finding =
        places_judge(&reader->dictionary[scale], reader->heading.codes, &seen->seen);
    if (finding == PLACES_OPEN)
        json_object_set_new(numbers, question->id, json_null());
    if (finding != PLACES_ALL)
        return false;
    json_object_set_new(numbers, question->id, json_string("places"));
    json_array_append_new(guessed, json_sprintf("%s: numbers", question->id));
    return true;
}

/* Words in the header of a column of no question that is likely about whoever filled
   it in; the draft lists it as guessed in any case. */
static bool looks_personal(const struct suggestion *suggestion,
                           const struct seen_column *seen)
{
    static const char *const word[] = {"navn",      "name",       "udfyld",   "utfyl",
                                       "filled",    "respondent", "kontakt",  "contact",
                                       "person",    "initial",    "leder",    "adresse",
                                       "address",   "mail",       "telefon",  "phone",
                                       "underskri", "signature",  "ansvarlig"};
    const char *said = suggestion_text(suggestion, seen);
    char folded[WORDING_BYTES];
    if (seen->target != NULL
        || text_fold(folded, sizeof folded, said, strlen(said)) >= sizeof folded)
        return false;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (strstr(folded, word[i]) != NULL)
            return true;
    return false;
}

static json_t *write_draft(struct suggestion *suggestion)
{
    const struct seen_column *unit = find_unit(suggestion);
    json_t *draft = json_object();
    json_t *columns = json_object();
    json_t *answers = json_object();
    json_t *numbers = json_object();
    json_t *personal = json_array();
    json_t *guessed = json_array();
    json_object_set_new(draft, "format", json_string(MAPPING_FORMAT));
    if (unit != NULL)
        json_object_set_new(draft, "unit", json_string(unit->header));
    for (size_t c = 0; c < suggestion->column_count; c++) {
        const struct seen_column *seen = &suggestion->column[c];
        bool places = draft_numbers(suggestion, seen, numbers, guessed);
        if (seen == unit || seen->header[0] == '\0'
            || (seen->target == NULL && !seen->guessed))
            continue;
        if (looks_personal(suggestion, seen))
            json_array_append_new(personal, json_string(seen->header));
        else
            json_object_set_new(columns, seen->header,
                                seen->target == NULL ? json_null()
                                                     : json_string(seen->target));
        if (seen->guessed)
            json_array_append_new(guessed, json_string(seen->header));
        json_t *map = seen->target == NULL || places
                          ? NULL
                          : map_answers(suggestion, seen, guessed);
        if (map != NULL)
            json_object_set_new(answers, seen->target, map);
    }
    json_object_set_new(draft, "columns", columns);
    if (json_array_size(personal) > 0)
        json_object_set(draft, "personal", personal);
    json_decref(personal);
    json_object_set_new(draft, "answers", answers);
    if (json_object_size(numbers) > 0)
        json_object_set(draft, "numbers", numbers);
    json_decref(numbers);
    json_object_set_new(draft, "guessed", guessed);
    return draft;
}

bool suggestion_write(struct suggestion *suggestion, struct text *json)
{
    unsigned long shortages = memory_shortages();
    json_t *draft = write_draft(suggestion);
    char *text = json_dumps(draft, JSON_INDENT(2));
    bool ok = text != NULL && memory_shortages() == shortages;
    if (ok) {
        text_add(json, text);
        text_add(json, "\n");
        ok = text_check(json, NULL);
    }
    memory_release(text);
    json_decref(draft);
    return ok || fault_memory(suggestion->fault);
}

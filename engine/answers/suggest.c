#include "answers/codebook.h"
#include "answers/form.h"
#include "answers/places.h"
#include "answers/reader.h"
#include "answers/tools.h"
#include "base/memory.h"

#include <jansson.h>
#include <string.h>

/* A draft of a mapping: the header and what stands below it, held against the texts of
   the questionnaire. */

#define SEEN_LIMIT 100 /* a column with more distinct values is no question's */
#define TRACE_BITS 2048
#define LIKE_LEAST 0.5  /* share of what two texts have in common, to be a guess */
#define LIKE_APART 0.05 /* more than the next best */

/* The three-letter parts of a text, as marks in a field of bits. */
struct trace {
    uint64_t bits[TRACE_BITS / 64];
    unsigned count;
};

struct seen_column {
    const char *header;
    struct names seen;
    bool many; /* more than are kept */
    size_t units;
    size_t filled;
    struct column column;
    const char *target; /* an id, or NULL */
    bool guessed;
};

struct suggestion {
    struct reader reader;
    struct names names;
    struct seen_column *column;
    size_t column_count;
    size_t column_capacity;
    size_t filled; /* cells of the record being read */
    bool header_done;
    struct trace *trace; /* by question and language */
    struct fault *fault;
};

static void make_trace(struct trace *trace, const char *text)
{
    char folded[WORDING_BYTES];
    size_t length = wording_fold(folded, sizeof folded, text, strlen(text));
    *trace = (struct trace){0};
    if (length >= sizeof folded)
        return;
    for (size_t at = 0; at + 3 <= length; at++) {
        uint64_t bit = hash_bytes(folded + at, 3, 0) % TRACE_BITS;
        uint64_t mark = UINT64_C(1) << (bit % 64);
        trace->count += (trace->bits[bit / 64] & mark) == 0;
        trace->bits[bit / 64] |= mark;
    }
}

/* The share of parts that two texts have in common, 0 to 1 (Dice 1945). */
static double likeness(const struct trace *left, const struct trace *right)
{
    unsigned common = 0;
    if (left->count == 0 || right->count == 0)
        return 0;
    for (size_t i = 0; i < TRACE_BITS / 64; i++)
        common += (unsigned)__builtin_popcountll(left->bits[i] & right->bits[i]);
    return 2.0 * common / (left->count + right->count);
}

static bool take_field(void *context, size_t row, size_t column, const char *field,
                       size_t length)
{
    struct suggestion *suggestion = context;
    char blank[4];
    bool empty = text_fold(blank, sizeof blank, field, length) == 0;
    (void)row;
    if (suggestion->header_done) {
        if (empty || column > suggestion->column_count)
            return true;
        struct seen_column *seen = &suggestion->column[column - 1];
        seen->filled++;
        seen->units +=
            population_find(suggestion->reader.population, field, length) != NAMES_NONE;
        if (seen->seen.name_count >= SEEN_LIMIT
            && names_find(&seen->seen, field, length) == NAMES_NONE)
            seen->many = true;
        else if (names_keep(&seen->seen, field, length, NULL) == NULL)
            return fault_memory(suggestion->fault);
        return true;
    }
    const char *header = names_keep(&suggestion->names, field, length, NULL);
    if (header == NULL
        || !memory_reserve((void **)&suggestion->column, &suggestion->column_capacity,
                           column, sizeof *suggestion->column))
        return fault_memory(suggestion->fault);
    suggestion->column[column - 1] = (struct seen_column){.header = header};
    suggestion->column_count = column;
    suggestion->filled += !empty;
    return true;
}

/* The header is the first record of more than one name. */
static bool take_record(void *context, size_t row, size_t column_count)
{
    struct suggestion *suggestion = context;
    (void)row;
    (void)column_count;
    suggestion->header_done |= suggestion->filled > 1;
    suggestion->filled = 0;
    return true;
}

static bool make_traces(struct suggestion *suggestion)
{
    const struct questionnaire *questionnaire = suggestion->reader.questionnaire;
    suggestion->trace = memory_allocate(questionnaire->question_count * LANGUAGE_COUNT,
                                        sizeof *suggestion->trace);
    if (suggestion->trace == NULL)
        return fault_memory(suggestion->fault);
    for (size_t q = 0; q < questionnaire->question_count; q++)
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            const struct question *question = &questionnaire->question[q];
            const char *text = question->text.in[language];
            if (question->of == q && text != NULL)
                make_trace(&suggestion->trace[q * LANGUAGE_COUNT + (size_t)language],
                           text);
        }
    return true;
}

/* The question whose text is most like a header, unless another one's is as like. */
static uint32_t find_nearest(const struct suggestion *suggestion, const char *header)
{
    const struct questionnaire *questionnaire = suggestion->reader.questionnaire;
    struct trace wanted;
    double best = LIKE_LEAST;
    double second = 0;
    uint32_t found = NAMES_NONE;
    make_trace(&wanted, header);
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        double like = 0;
        for (size_t language = 0; language < LANGUAGE_COUNT; language++) {
            double one =
                likeness(&wanted, &suggestion->trace[q * LANGUAGE_COUNT + language]);
            like = one > like ? one : like;
        }
        if (like >= best) {
            second = found == NAMES_NONE ? second : best;
            best = like;
            found = q;
        } else if (like > second)
            second = like;
    }
    return best - second < LIKE_APART ? NAMES_NONE : found;
}

static bool is_question(const struct column *column)
{
    return column->use == COLUMN_QUESTION || column->use == COLUMN_NUMBER
           || column->use == COLUMN_SEVERAL || column->use == COLUMN_MEMBER;
}

/* "id" or "id.part" of what a column was found to be; NULL for what needs no line. */
static const char *name_target(struct suggestion *suggestion,
                               const struct column *column)
{
    const struct question *question =
        &suggestion->reader.questionnaire->question[column->question];
    char name[256];
    if (column->use == COLUMN_MEMBER && column->member == NAMES_NONE)
        snprintf(name, sizeof name, "%.120s.%.120s", question->id,
                 question->scale->option[column->option].code);
    else if (column->use == COLUMN_MEMBER)
        return suggestion->reader.questionnaire->question[column->member].id;
    else if (column->use == COLUMN_COMMENT)
        snprintf(name, sizeof name, "%.120s." COMMENT_PART, question->id);
    else
        return is_question(column) ? question->id : NULL;
    return names_keep(&suggestion->names, name, strlen(name), NULL);
}

static bool look_for_tool(struct suggestion *suggestion)
{
    const char **cell = memory_allocate(suggestion->column_count, sizeof *cell);
    if (cell == NULL)
        return fault_memory(suggestion->fault);
    for (size_t c = 0; c < suggestion->column_count; c++)
        cell[c] = suggestion->column[c].header;
    struct heading_row row = {.cell = cell, .cell_count = suggestion->column_count};
    heading_look_for_tool(&suggestion->reader, &row);
    memory_release(cell);
    return true;
}

/* What the tool's lists say of the column, or else its header. */
static const char *said_of(const struct suggestion *suggestion,
                           const struct seen_column *seen)
{
    const char *text =
        own_columns_text(&suggestion->reader, seen->header, strlen(seen->header));
    return text != NULL ? text : seen->header;
}

static bool resolve(struct suggestion *suggestion, struct seen_column *seen)
{
    enum match match = column_match(&suggestion->reader, &seen->column, seen->header,
                                    strlen(seen->header));
    if (match == MATCH_FOUND) {
        seen->target = name_target(suggestion, &seen->column);
        return seen->target != NULL
               || !(is_question(&seen->column) || seen->column.use == COLUMN_COMMENT)
               || fault_memory(suggestion->fault);
    }
    uint32_t nearest = find_nearest(suggestion, said_of(suggestion, seen));
    seen->guessed = true;
    seen->column = (struct column){.use = COLUMN_OTHER, .member = NAMES_NONE};
    if (nearest == NAMES_NONE)
        return true;
    seen->target = suggestion->reader.questionnaire->question[nearest].id;
    seen->column.question = nearest;
    seen->column.use = COLUMN_QUESTION;
    return true;
}

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
    const char *said = said_of(suggestion, seen);
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

static bool print_draft(struct suggestion *suggestion, struct text *json)
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

static void suggestion_close(struct suggestion *suggestion)
{
    for (size_t c = 0; c < suggestion->column_count; c++)
        names_release(&suggestion->column[c].seen);
    memory_release(suggestion->column);
    memory_release(suggestion->trace);
    names_release(&suggestion->names);
    reader_close(&suggestion->reader);
}

bool mapping_suggest(struct text *json, const struct source *source,
                     const struct questionnaire *questionnaire,
                     const struct population *population,
                     const struct codebook *codebook, struct problems *problems,
                     struct fault *fault)
{
    struct codebook *own = NULL; /* that the file holds itself */
    struct suggestion suggestion = {.reader = {.questionnaire = questionnaire,
                                               .population = population,
                                               .codebook = codebook,
                                               .problems = problems,
                                               .path = source->path,
                                               .fault = fault},
                                    .fault = fault};
    struct tables tables;
    struct table_format format;
    struct table_consumer consumer = {take_field, take_record, &suggestion};
    bool ok =
        tables_open(&tables, source, fault)
        && (tables.workbook == NULL || tables_find_set(&tables, &own, problems, fault));
    if (own != NULL)
        suggestion.reader.codebook = own;
    ok = ok && reader_open(&suggestion.reader)
         && wordings_make(&suggestion.reader.wordings, questionnaire, fault)
         && own_columns_open(&suggestion.reader) && make_traces(&suggestion)
         && tables_read(&tables, &format, &consumer, fault);
    ok = ok && look_for_tool(&suggestion);
    for (size_t c = 0; ok && c < suggestion.column_count; c++)
        ok = resolve(&suggestion, &suggestion.column[c]);
    ok = ok && print_draft(&suggestion, json);
    suggestion_close(&suggestion);
    tables_close(&tables);
    codebook_free(own);
    return ok;
}

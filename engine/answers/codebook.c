#include "answers/codebook.h"

#include "answers/form.h"
#include "base/catalogue.h"
#include "base/memory.h"

#include <string.h>

/* SurveyXact's lists as tables. The structure has a header, and in one of its forms a
   field more in every row than there; the labels have none. */

#define LIST_BYTES (16u << 20) /* far above what a survey needs */

/* Columns of the structure by their headings, and of the labels by their order. */
enum list_column {
    LIST_VARIABLE,
    LIST_CODE, /* of the labels */
    LIST_LABEL,
    LIST_QUESTION, /* of the structure, and so on */
    LIST_TEXT,
    LIST_CHOICE,
    LIST_COLUMN_COUNT
};

struct list_pass {
    struct codebook *codebook;
    enum file_part part;
    enum list_column column_at[LIST_COLUMNS_MOST];
    bool headed;
    const char *cell[LIST_COLUMN_COUNT]; /* of the row being read */
    bool surplus;                        /* something stands where no column is */
    struct text *kept;                   /* the table as text; NULL = not wanted */
    struct problems *problems;
    struct fault *fault;
};

struct codebook *codebook_new(void)
{
    return memory_allocate(1, sizeof(struct codebook));
}

void codebook_release(struct codebook *codebook)
{
    for (int part = 0; part <= PART_LABELS; part++) {
        source_release(&codebook->source[part]);
        text_release(&codebook->where[part]);
    }
    names_release(&codebook->texts);
    names_release(&codebook->names);
    memory_release(codebook->variable);
    memory_release(codebook->label);
    *codebook = (struct codebook){0};
}

void codebook_free(struct codebook *codebook)
{
    if (codebook == NULL)
        return;
    codebook_release(codebook);
    memory_release(codebook);
}

static bool tell(struct list_pass *pass, size_t row, size_t column, const char *what,
                 const char *seen)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    struct text text = {0};
    text_print(&text, spoken(what), text_excerpt(excerpt, seen, strlen(seen)));
    bool ok = text_check(&text, pass->fault)
              && problems_add_text(pass->problems, SEVERITY_ERROR,
                                   pass->codebook->where[pass->part].bytes, row, column,
                                   what, text.bytes, pass->fault);
    text_release(&text);
    return ok;
}

/* The variable of a name, which is new or not; NULL when short of memory. */
static struct codebook_variable *take_variable(struct list_pass *pass, const char *name)
{
    struct codebook *codebook = pass->codebook;
    char folded[WORDING_BYTES];
    uint32_t number;
    size_t length = text_fold(folded, sizeof folded, name, strlen(name));
    size_t before = codebook->names.name_count;
    if (length >= sizeof folded)
        length = sizeof folded - 1;
    if (names_keep(&codebook->names, folded, length, &number) == NULL
        || !memory_reserve((void **)&codebook->variable, &codebook->variable_capacity,
                           codebook->names.name_count, sizeof *codebook->variable)) {
        fault_memory(pass->fault);
        return NULL;
    }
    if (number == before)
        codebook->variable[number] =
            (struct codebook_variable){.text = "", .choice = ""};
    return &codebook->variable[number];
}

static bool is_blank(const char *text)
{
    char folded[4];
    return text == NULL || text_fold(folded, sizeof folded, text, strlen(text)) == 0;
}

static bool structure_row(struct list_pass *pass, size_t row)
{
    const char *const *cell = pass->cell;
    if (is_blank(cell[LIST_VARIABLE]))
        return (is_blank(cell[LIST_TEXT]) && is_blank(cell[LIST_QUESTION]))
               || tell(pass, row, 0,
                       SPOKEN_LATER("this row of the structure names no variable"), "");
    struct codebook_variable *variable = take_variable(pass, cell[LIST_VARIABLE]);
    if (variable == NULL)
        return false;
    if (variable->row > 0)
        return tell(pass, row, 0,
                    SPOKEN_LATER("the variable \"%s\" stands in the structure twice"),
                    cell[LIST_VARIABLE]);
    variable->row = row;
    variable->question =
        is_blank(cell[LIST_QUESTION]) ? cell[LIST_VARIABLE] : cell[LIST_QUESTION];
    variable->text = cell[LIST_TEXT] == NULL ? "" : cell[LIST_TEXT];
    variable->choice = is_blank(cell[LIST_CHOICE]) ? "" : cell[LIST_CHOICE];
    return true;
}

static bool labels_row(struct list_pass *pass, size_t row)
{
    struct codebook *codebook = pass->codebook;
    const char *const *cell = pass->cell;
    if (is_blank(cell[LIST_VARIABLE]) || is_blank(cell[LIST_CODE]) || pass->surplus)
        return tell(
            pass, row, 0,
            SPOKEN_LATER("a row of the labels is a variable, a code and its text"), "");
    struct codebook_variable *variable = take_variable(pass, cell[LIST_VARIABLE]);
    if (variable == NULL
        || !memory_reserve((void **)&codebook->label, &codebook->label_capacity,
                           codebook->label_count + 1, sizeof *codebook->label))
        return variable != NULL && fault_memory(pass->fault);
    codebook->label[codebook->label_count++] = (struct codebook_label){
        cell[LIST_CODE], cell[LIST_LABEL] == NULL ? "" : cell[LIST_LABEL], row, 0};
    if (variable->first_label == 0)
        variable->first_label = codebook->label_count;
    else
        codebook->label[variable->last_label - 1].next = codebook->label_count;
    variable->last_label = codebook->label_count;
    return true;
}

/* LIST_COLUMN_COUNT for what is no heading of the structure that is looked at. */
static enum list_column find_heading(const char *field, size_t length)
{
    static const char *const heading[LIST_COLUMN_COUNT] = {
        [LIST_VARIABLE] = "variablename",
        [LIST_QUESTION] = "questionname",
        [LIST_TEXT] = "questiontext",
        [LIST_CHOICE] = "choicetext",
    };
    char folded[32];
    text_fold(folded, sizeof folded, field, length);
    for (int c = 0; c < LIST_COLUMN_COUNT; c++)
        if (heading[c] != NULL && strcmp(folded, heading[c]) == 0)
            return (enum list_column)c;
    return LIST_COLUMN_COUNT;
}

/* A list of a workbook is kept as if it had been a file. */
static void keep_cell(struct text *kept, size_t column, const char *field)
{
    if (column > 1)
        text_add_character(kept, ';');
    text_add_character(kept, '"');
    for (const char *at = field; *at != '\0'; at++) {
        if (*at == '"')
            text_add_character(kept, '"');
        text_add_character(kept, *at);
    }
    text_add_character(kept, '"');
}

static bool list_field(void *context, size_t row, size_t column, const char *field,
                       size_t length)
{
    struct list_pass *pass = context;
    (void)row;
    if (pass->kept != NULL)
        keep_cell(pass->kept, column, field);
    if (column > LIST_COLUMNS_MOST) {
        pass->surplus |= length > 0;
        return true;
    }
    enum list_column *use = &pass->column_at[column - 1];
    if (!pass->headed) {
        *use = find_heading(field, length);
        return true;
    }
    if (*use == LIST_COLUMN_COUNT) {
        pass->surplus |= length > 0;
        return true;
    }
    pass->cell[*use] = names_keep(&pass->codebook->texts, field, length, NULL);
    return pass->cell[*use] != NULL || fault_memory(pass->fault);
}

static bool list_record(void *context, size_t row, size_t column_count)
{
    struct list_pass *pass = context;
    bool ok = true;
    (void)column_count;
    if (pass->kept != NULL)
        text_add_character(pass->kept, '\n');
    if (pass->headed)
        ok = pass->part == PART_STRUCTURE ? structure_row(pass, row)
                                          : labels_row(pass, row);
    pass->headed = true;
    pass->surplus = false;
    memset(pass->cell, 0, sizeof pass->cell);
    return ok;
}

static bool keep_source(struct codebook *codebook, enum file_part part,
                        const struct text *kept, struct fault *fault)
{
    struct source *source = &codebook->source[part];
    const struct text *where = &codebook->where[part];
    if (!text_check(kept, fault))
        return false;
    source_release(source);
    source->path = memory_copy_text(where->bytes, where->length);
    source->bytes =
        (uint8_t *)memory_copy_text(kept->length == 0 ? "" : kept->bytes, kept->length);
    source->size = kept->length;
    if (source->path == NULL || source->bytes == NULL)
        return fault_memory(fault);
    sha256_text(source->hash, source->bytes, source->size);
    return true;
}

bool codebook_read_table(struct codebook *codebook, enum file_part part,
                         const struct tables *tables, struct problems *problems,
                         struct fault *fault)
{
    struct list_pass pass = {.codebook = codebook,
                             .part = part,
                             .headed = part == PART_LABELS,
                             .problems = problems,
                             .fault = fault};
    struct table_consumer consumer = {list_field, list_record, &pass};
    struct table_format format;
    struct text *where = &codebook->where[part];
    for (size_t c = 0; c < LIST_COLUMNS_MOST; c++)
        pass.column_at[c] = LIST_COLUMN_COUNT;
    if (part == PART_LABELS)
        for (int c = LIST_VARIABLE; c <= LIST_LABEL; c++)
            pass.column_at[c] = (enum list_column)c;
    text_clear(where);
    text_add(where, tables->source->path);
    if (tables->workbook != NULL)
        text_print(where, ":%s", workbook_sheet_name(tables->workbook, tables->sheet));
    struct text kept = {0};
    if (tables->workbook != NULL)
        pass.kept = &kept;
    bool ok = text_check(where, fault) && tables_read(tables, &format, &consumer, fault)
              && (pass.kept == NULL || keep_source(codebook, part, &kept, fault));
    text_release(&kept);
    return ok;
}

bool codebook_add(struct codebook *codebook, enum file_part part, struct source *source,
                  struct problems *problems, struct fault *fault)
{
    struct source *kept = &codebook->source[part];
    *kept = *source; /* taken */
    *source = (struct source){0};
    if (kept->size > LIST_BYTES)
        return fault_set(fault, FAULT_DATA, kept->path,
                         "is larger than a survey's lists of variables and labels");
    struct tables tables = {.source = kept};
    return codebook_read_table(codebook, part, &tables, problems, fault);
}

#include "answers/answers.h"

#include "answers/codebook.h"
#include "answers/form.h"
#include "answers/gathered.h"
#include "answers/places.h"
#include "answers/recall.h"
#include "answers/trace.h"
#include "answers/which_sheet.h"
#include "base/memory.h"

#include <string.h>

bool answers_reserve(struct answers *answers, uint32_t row_count,
                     const struct questionnaire *questionnaire, struct fault *fault)
{
    answers->row_count = row_count;
    answers->question_count = (uint32_t)questionnaire->question_count;
    answers->number_count = questionnaire->number_count;
    answers->unit = memory_allocate(row_count, sizeof *answers->unit);
    answers->source_row = memory_allocate(row_count, sizeof *answers->source_row);
    answers->code = memory_allocate(row_count, answers->question_count);
    answers->draft = memory_allocate(row_count, sizeof *answers->draft);
    answers->number = memory_allocate((size_t)row_count * answers->number_count,
                                      sizeof *answers->number);
    if (answers->unit == NULL || answers->source_row == NULL || answers->code == NULL
        || answers->number == NULL || answers->draft == NULL) {
        answers_release(answers);
        return fault_memory(fault);
    }
    return true;
}

void answers_release(struct answers *answers)
{
    memory_release(answers->unit);
    memory_release(answers->source_row);
    memory_release(answers->code);
    memory_release(answers->number);
    memory_release(answers->draft);
    *answers = (struct answers){0};
}

const char *const answers_layout_name[LAYOUT_COUNT] = {[LAYOUT_ROWS] = "rows",
                                                       [LAYOUT_FORM] = "form",
                                                       [LAYOUT_LONG] = "long",
                                                       [LAYOUT_ACROSS] = "across"};

const char *const cell_state_name[CELL_STATE_COUNT] = {
    [CELL_ANSWERED] = "answered",
    [CELL_DONT_KNOW] = "dont_know",
    [CELL_NOT_APPLICABLE] = "not_applicable",
    [CELL_BLANK] = "blank",
    [CELL_NOT_ASKED] = "not_asked",
};

static bool tell_fault(struct problems *problems, const struct fault *cause,
                       struct fault *fault)
{
    return problems_add_end(problems, cause->where, cause->row, cause->column,
                            cause->said, cause->what, fault);
}

static bool tell_of_whole(struct reader *reader)
{
    const struct answer_file *file = reader->file;
    if (!reader->header_done) {
        bool told = problems_add(reader->problems, SEVERITY_ERROR, reader->path, 0, 0,
                                 reader->fault, "the file is empty");
        (void)told; /* there is nothing to read on in either way */
        return false;
    }
    if (file->row_total == 0
        && !problems_add(reader->problems, SEVERITY_WARNING, reader->path, 0, 0,
                         reader->fault, "the file has a header and no answers"))
        return false;
    return file->stale_count == 0
           || problems_add(
               reader->problems, SEVERITY_WARNING, reader->path, 0, 0, reader->fault,
               "%zu answers to follow-up questions that were not to be asked; "
               "they are kept and not counted",
               file->stale_count);
}

/* Problems in a workbook are told with the name of the sheet. */
static bool name_sheet(struct reader *reader, const struct tables *tables,
                       struct text *path)
{
    struct answer_file *file = reader->file;
    if (tables->workbook == NULL)
        return true;
    const char *name = workbook_sheet_name(tables->workbook, tables->sheet);
    struct text names = {0};
    file->sheet = tables->sheet;
    text_add(&names, name);
    for (size_t s = 0; s < tables->joined_count; s++)
        text_print(&names, "%c%s", ANSWERS_SHEET_MARK,
                   workbook_sheet_name(tables->workbook, tables->joined[s]));
    bool ok = text_check(&names, reader->fault);
    if (ok)
        file->sheet_name = memory_copy_text(names.bytes, names.length);
    text_release(&names);
    text_print(path, "%s:%s", tables->source->path, name);
    reader->path = path->bytes;
    if (!ok)
        return false;
    return file->sheet_name != NULL ? text_check(path, reader->fault)
                                    : fault_memory(reader->fault);
}

static bool hand_on_gathered(struct reader *reader)
{
    if (reader->gathered != NULL)
        reader->file->layout =
            reader->gathered->kind == GATHER_LONG ? LAYOUT_LONG : LAYOUT_ACROSS;
    return gathered_finish(reader);
}

/* A set of sheets in one workbook brings its own lists. */
static bool find_set(struct reader *reader, struct tables *tables)
{
    struct answer_file *file = reader->file;
    size_t errors = reader->problems->error_count;
    if (tables->workbook == NULL)
        return true;
    bool ok = tables_find_set(tables, &file->lists, reader->problems, reader->fault);
    if (file->lists != NULL)
        reader->codebook = file->lists;
    return ok && reader->problems->error_count == errors;
}

/* The lists of a tool speak of the texts of questions. */
static bool open_lists(struct reader *reader)
{
    return reader->codebook == NULL
           || (wordings_make(&reader->wordings, reader->questionnaire, reader->fault)
               && own_columns_open(reader) && !reader->header_wrong);
}

static bool read_answers(struct reader *reader, struct tables *tables)
{
    struct table_consumer consumer = {reader_field, reader_record, reader};
    bool read =
        tables->workbook != NULL
            ? tables_read(tables, &reader->file->format, &consumer, reader->fault)
            : table_read_records(tables->source, &tables->forced, &reader->file->format,
                                 &consumer, reader_fields, reader->fault);
    tables->read_before = true;
    return read && heading_finish(reader) && hand_on_gathered(reader)
           && places_finish(reader, tables) && strangers_finish(reader)
           && (reader->is_form || recall_refused(reader, tables, reader->fault));
}

static bool read_tables(struct reader *reader, struct tables *tables, struct text *path)
{
    struct form form;
    struct table_place at;
    bool ok = form_find(&form, tables, reader->questionnaire, reader->fault);
    reader->is_form = form.found;
    reader->file->layout = form.found ? LAYOUT_FORM : LAYOUT_ROWS;
    if (ok && !form.found)
        ok = find_set(reader, tables)
             && (tables->joined != NULL || which_sheet(reader, tables));
    if (ok && tables->joined != NULL)
        reader->heading.at = tables->at = &at;
    ok = ok && name_sheet(reader, tables, path);
    if (ok && form.found)
        ok = form_read(&form, tables, reader, reader->fault);
    else if (ok)
        ok = open_lists(reader) && read_answers(reader, tables);
    ok = ok
         && (reader->tracing == NULL
             || tracing_settle(reader, form.found ? &form : NULL, tables));
    tables->at = NULL;
    drop_dead_comments(reader);
    form_release(&form);
    return ok;
}

bool answers_read(struct answer_file *file, const struct source *source,
                  const struct questionnaire *questionnaire,
                  const struct population *population, struct problems *problems,
                  struct fault *fault)
{
    return answers_read_mapped(file, source, questionnaire, population, NULL, problems,
                               fault);
}

bool answers_read_mapped(struct answer_file *file, const struct source *source,
                         const struct questionnaire *questionnaire,
                         const struct population *population,
                         const struct mapping *mapping, struct problems *problems,
                         struct fault *fault)
{
    const struct answers_reading reading = {.mapping = mapping};
    return answers_read_as(file, source, questionnaire, population, &reading, problems,
                           fault);
}

bool answers_read_as(struct answer_file *file, const struct source *source,
                     const struct questionnaire *questionnaire,
                     const struct population *population,
                     const struct answers_reading *reading, struct problems *problems,
                     struct fault *fault)
{
    return answers_read_tracing(file, source, questionnaire, population, reading, NULL,
                                problems, fault);
}

/* What is asked for goes before what the mapping says. */
static struct table_forced find_forced(const struct answers_reading *reading)
{
    struct table_forced forced = reading->forced;
    const struct table_forced *mapped =
        reading->mapping == NULL ? &forced : &reading->mapping->forced;
    if (!forced.has_encoding && mapped->has_encoding) {
        forced.has_encoding = true;
        forced.encoding = mapped->encoding;
    }
    if (forced.delimiter == '\0')
        forced.delimiter = mapped->delimiter;
    return forced;
}

/* A folder's mapping may be there for other files. Files that were gathered name their
   questions by it in places that are not looked at here. */
static bool uses_mapping(const struct reader *reader)
{
    const enum answers_layout layout = reader->file->layout;
    return reader->mapping_used || mapping_is_general(reader->mapping)
           || layout == LAYOUT_LONG || layout == LAYOUT_ACROSS;
}

bool answers_read_tracing(struct answer_file *file, const struct source *source,
                          const struct questionnaire *questionnaire,
                          const struct population *population,
                          const struct answers_reading *reading,
                          struct tracing *tracing, struct problems *problems,
                          struct fault *fault)
{
    *file = (struct answer_file){.reading = *reading, .all_drafts = reading->draft};
    struct fault own = {0};
    const struct problems_mark mark = problems_mark(problems);
    size_t errors = problems->error_count;
    size_t warnings = problems->warning_count;
    struct reader reader = {
        .file = file,
        .path = source->path,
        .questionnaire = questionnaire,
        .population = population,
        .mapping = reading->mapping,
        .codebook = reading->codebook,
        .all_drafts = reading->draft,
        .keeps_empty = reading->keeps_empty,
        .tracing = tracing,
        .problems = problems,
        .fault = &own,
    };
    struct tables tables;
    struct text path = {0};
    bool ok = tables_open(&tables, source, &own) && reader_open(&reader);
    tables.forced = find_forced(reading);
    tables.problems = problems;
    if (ok && tables.workbook == NULL) {
        reader.delimited_bytes = source->size;
        reader.leaves_texts = source->file != NULL;
    }
    ok = ok && mapping_open(&reader) && read_tables(&reader, &tables, &path)
         && source_check(source, &own) && tell_of_whole(&reader)
         && finish_answers(&reader);
    if (ok && reader.mapping != NULL && !uses_mapping(&reader))
        file->reading.mapping = NULL;
    personal_sort(&file->personal);
    reader_close(&reader);
    tables_close(&tables);
    text_release(&path);
    if (own.kind == FAULT_DATA) {
        /* The file as a table is broken: one more thing to tell its sender. */
        struct fault data = own;
        own = (struct fault){0};
        if (!tell_fault(problems, &data, &own))
            ok = false;
    }
    ok = problems_sort(problems, &mark, &own) && ok;
    if (own.kind != FAULT_NONE)
        fault_take(fault, &own);
    if (!ok)
        answer_file_release(file);
    file->error_count = problems->error_count - errors;
    file->warning_count = problems->warning_count - warnings;
    return ok;
}

void answer_file_release(struct answer_file *file)
{
    codebook_free(file->lists);
    for (size_t i = 0; i < file->refused_count; i++) {
        memory_release(file->refused[i].reason);
        memory_release(file->refused[i].cells);
    }
    memory_release(file->refused);
    for (size_t c = 0; c < file->comment_count; c++)
        memory_release(file->comment[c].text);
    memory_release(file->comment);
    memory_release(file->moment);
    memory_release(file->sheet_name);
    personal_release(&file->personal);
    recall_free(file->recall);
    answers_release(&file->answers);
    *file = (struct answer_file){0};
}

#include "answers/answers.h"

#include "answers/form.h"
#include "answers/gathered.h"
#include "answers/recall.h"
#include "base/memory.h"

bool answers_reserve(struct answers *answers, uint32_t row_count,
                     const struct questionnaire *questionnaire, struct fault *fault)
{
    answers->row_count = row_count;
    answers->question_count = (uint32_t)questionnaire->question_count;
    answers->number_count = questionnaire->number_count;
    answers->unit = memory_allocate(row_count, sizeof *answers->unit);
    answers->source_row = memory_allocate(row_count, sizeof *answers->source_row);
    answers->code = memory_allocate(row_count, answers->question_count);
    answers->number = memory_allocate((size_t)row_count * answers->number_count,
                                      sizeof *answers->number);
    if (answers->unit == NULL || answers->source_row == NULL || answers->code == NULL
        || answers->number == NULL) {
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
    *answers = (struct answers){0};
}

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
    if (tables->workbook == NULL)
        return true;
    text_print(path, "%s:%s", tables->source->path,
               workbook_sheet_name(tables->workbook, tables->sheet));
    reader->path = path->bytes;
    return text_check(path, reader->fault);
}

static bool read_tables(struct reader *reader, struct tables *tables, struct text *path)
{
    struct form form;
    struct table_consumer consumer = {reader_field, reader_record, reader};
    bool ok = form_find(&form, tables, reader->questionnaire, reader->fault)
              && name_sheet(reader, tables, path);
    reader->is_form = form.found;
    if (ok && form.found)
        ok = form_read(&form, tables, reader, reader->fault);
    else if (ok)
        ok = (tables->workbook != NULL
                  ? tables_read(tables, &reader->file->format, &consumer, reader->fault)
                  : table_read_records(tables->source, &reader->file->format, &consumer,
                                       reader_fields, reader->fault))
             && heading_finish(reader) && gathered_finish(reader)
             && (reader->is_form || recall_refused(reader, tables, reader->fault));
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
    *file = (struct answer_file){0};
    struct fault own = {0};
    struct reader reader = {
        .file = file,
        .path = source->path,
        .questionnaire = questionnaire,
        .population = population,
        .mapping = mapping,
        .problems = problems,
        .fault = &own,
    };
    struct tables tables;
    struct text path = {0};
    bool ok = tables_open(&tables, source, &own) && reader_open(&reader);
    if (ok && tables.workbook == NULL) {
        reader.delimited_bytes = source->size;
        reader.leaves_texts = source->file != NULL;
    }
    ok = ok && mapping_open(&reader) && read_tables(&reader, &tables, &path)
         && source_check(source, &own) && tell_of_whole(&reader)
         && taken_finish(&reader);
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
    if (own.kind != FAULT_NONE)
        fault_take(fault, &own);
    if (!ok)
        answer_file_release(file);
    return ok;
}

void answer_file_release(struct answer_file *file)
{
    for (size_t i = 0; i < file->refused_count; i++) {
        memory_release(file->refused[i].reason);
        memory_release(file->refused[i].cells);
    }
    memory_release(file->refused);
    for (size_t c = 0; c < file->comment_count; c++)
        memory_release(file->comment[c].text);
    memory_release(file->comment);
    recall_free(file->recall);
    answers_release(&file->answers);
    *file = (struct answer_file){0};
}

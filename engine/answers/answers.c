#include "answers/answers.h"

#include "answers/form.h"
#include "answers/gathered.h"
#include "answers/which_sheet.h"
#include "base/memory.h"

#include <stdlib.h>
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

static int compare_keys(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left;
    uint64_t b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

static int compare_comments(const void *left, const void *right)
{
    const struct comment *a = left;
    const struct comment *b = right;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return a->question < b->question ? -1 : a->question > b->question;
}

/* Comments know the row they were read in; `key` tells which that has become. */
static bool settle_comments(struct answer_file *file, const uint64_t *key,
                            struct fault *fault)
{
    uint32_t rows = file->answers.row_count;
    if (file->comment_count == 0)
        return true;
    uint32_t *now = memory_allocate(rows, sizeof *now);
    if (now == NULL)
        return fault_memory(fault);
    for (uint32_t i = 0; i < rows; i++)
        now[key[i] & UINT32_MAX] = i;
    for (size_t c = 0; c < file->comment_count; c++)
        file->comment[c].row = now[file->comment[c].row];
    qsort(file->comment, file->comment_count, sizeof *file->comment, compare_comments);
    memory_release(now);
    return true;
}

/* The rows read, turned into columns in order of unit. */
static bool turn_to_columns(struct reader *reader)
{
    drop_older_responses(reader);
    struct answers *answers = &reader->file->answers;
    bool simulated = answers->simulated;
    size_t questions = reader->questionnaire->question_count;
    size_t rows = reader->row_count;
    uint64_t *key = memory_allocate(rows, sizeof *key);
    if (key == NULL
        || !answers_reserve(answers, (uint32_t)rows, reader->questionnaire,
                            reader->fault)) {
        memory_release(key);
        return fault_memory(reader->fault);
    }
    answers->simulated = simulated;
    bool in_order = true; /* as most exports are */
    for (size_t i = 0; i < rows; i++) {
        key[i] = (uint64_t)reader->row_unit[i] << 32 | i;
        in_order = in_order && (i == 0 || key[i - 1] < key[i]);
    }
    if (!in_order)
        qsort(key, rows, sizeof *key, compare_keys);
    for (size_t i = 0; i < rows; i++) {
        size_t from = (size_t)(key[i] & UINT32_MAX);
        const int8_t *code = reader->code + from * questions;
        answers->unit[i] = reader->row_unit[from];
        answers->source_row[i] = reader->row_number[from];
        for (size_t q = 0; q < questions; q++)
            answers->code[q * rows + i] = code[q];
        for (size_t n = 0; n < answers->number_count; n++)
            answers->number[n * rows + i] =
                reader->value[from * answers->number_count + n];
    }
    bool ok = settle_comments(reader->file, key, reader->fault);
    memory_release(key);
    return ok;
}

static bool tell_fault(struct problems *problems, const struct fault *cause,
                       struct fault *fault)
{
    return problems_add_text(problems, SEVERITY_ERROR, cause->where, cause->row,
                             cause->column, cause->said, cause->what, fault);
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
              && (form.found || which_sheet(reader, tables))
              && name_sheet(reader, tables, path);
    reader->is_form = form.found;
    if (ok && form.found)
        ok = form_read(&form, tables, reader, reader->fault);
    else if (ok)
        ok = tables_read(tables, &reader->file->format, &consumer, reader->fault)
             && heading_finish(reader) && gathered_finish(reader)
             && (reader->is_form || recall_refused(reader, tables, reader->fault));
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
    bool ok = tables_open(&tables, source, &own) && reader_open(&reader)
              && mapping_open(&reader) && read_tables(&reader, &tables, &path)
              && tell_of_whole(&reader) && turn_to_columns(&reader);
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
    answers_release(&file->answers);
    *file = (struct answer_file){0};
}

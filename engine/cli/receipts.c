#include "cli/receipts.h"

#include "base/guard.h"
#include "base/memory.h"
#include "base/output.h"
#include "cli/receipt_phrases.h"

#include <string.h>

struct receipt *receipts_add(struct receipts *receipts, const char *file,
                             const struct round_plan *round, struct fault *fault)
{
    char *kept = memory_copy_text(file, strlen(file));
    if (kept == NULL
        || !memory_reserve((void **)&receipts->receipt, &receipts->capacity,
                           receipts->count + 1, sizeof *receipts->receipt)) {
        memory_release(kept);
        fault_memory(fault);
        return NULL;
    }
    struct receipt *receipt = &receipts->receipt[receipts->count++];
    *receipt =
        (struct receipt){.file = kept, .round = round, .outcome = RECEIPT_REFUSED};
    return receipt;
}

void receipts_release(struct receipts *receipts)
{
    for (size_t r = 0; r < receipts->count; r++)
        memory_release(receipts->receipt[r].file);
    memory_release(receipts->receipt);
    *receipts = (struct receipts){0};
}

void receipt_describe(struct receipt *receipt, const struct answer_file *file)
{
    receipt->read = true;
    receipt->format = file->format;
    receipt->layout = file->layout;
    receipt->rows = file->row_total;
    receipt->institutions = file->answers.row_count;
    memcpy(receipt->answers, file->cell_count, sizeof receipt->answers);
    receipt->comments = file->comment_count;
    receipt->drafts = file->draft_count;
    receipt->refused_rows = file->refused_count;
    receipt->stale = file->stale_count;
    receipt->personal = personal_count(&file->personal);
    receipt->simulated = file->answers.simulated;
}

static void add_format(struct text *out, const struct receipt *receipt,
                       enum language language)
{
    static const char *const tab[LANGUAGE_COUNT] = {"tabulator", "tab"};
    const struct table_format *format = &receipt->format;
    text_add(out, encoding_name[format->encoding]);
    if (format->encoding == ENCODING_WORKBOOK)
        return;
    if (format->delimiter == '\t')
        text_print(out, ", %s", tab[language]);
    else
        text_print(out, ", %c", format->delimiter);
}

/* The words of a column; nothing where it is unknown. */
static void add_value(struct text *out, const struct receipt *receipt,
                      enum receipt_column column, enum language language)
{
    switch (column) {
    case RECEIPT_COLUMN_FILE:
        text_add(out, receipt->file);
        return;
    case RECEIPT_COLUMN_ROUND:
        text_print(out, "%s/%d", receipt->round->questionnaire,
                   (int)receipt->round->year);
        return;
    case RECEIPT_COLUMN_OUTCOME:
        text_add(out, receipt_outcome_phrase[receipt->outcome][language]);
        return;
    case RECEIPT_COLUMN_SHA256:
        text_add(out, receipt->sha256);
        return;
    case RECEIPT_COLUMN_SIZE:
        text_print(out, "%zu", receipt->size);
        return;
    case RECEIPT_COLUMN_FORMAT:
        if (receipt->read)
            add_format(out, receipt, language);
        return;
    case RECEIPT_COLUMN_LAYOUT:
        if (receipt->read)
            text_add(out, receipt_layout_phrase[receipt->layout][language]);
        return;
    case RECEIPT_COLUMN_NOTICE:
        text_add(out, receipt_notice[receipt->simulated][language]);
        return;
    default:
        break;
    }
    if (receipt->read || column == RECEIPT_COLUMN_ERRORS
        || column == RECEIPT_COLUMN_WARNINGS)
        text_print(out, "%zu", receipt_count(receipt, column));
}

size_t receipt_count(const struct receipt *receipt, enum receipt_column column)
{
    const size_t count[RECEIPT_COLUMN_COUNT] = {
        [RECEIPT_COLUMN_ROWS] = receipt->rows,
        [RECEIPT_COLUMN_INSTITUTIONS] = receipt->institutions,
        [RECEIPT_COLUMN_ANSWERED] = receipt->answers[CELL_ANSWERED],
        [RECEIPT_COLUMN_DONT_KNOW] = receipt->answers[CELL_DONT_KNOW],
        [RECEIPT_COLUMN_NOT_APPLICABLE] = receipt->answers[CELL_NOT_APPLICABLE],
        [RECEIPT_COLUMN_BLANK] = receipt->answers[CELL_BLANK],
        [RECEIPT_COLUMN_NOT_ASKED] = receipt->answers[CELL_NOT_ASKED],
        [RECEIPT_COLUMN_COMMENTS] = receipt->comments,
        [RECEIPT_COLUMN_DRAFTS] = receipt->drafts,
        [RECEIPT_COLUMN_LATE] = receipt->late,
        [RECEIPT_COLUMN_UNCHANGED] = receipt->unchanged,
        [RECEIPT_COLUMN_SUPERSEDED] = receipt->superseded,
        [RECEIPT_COLUMN_REFUSED] = receipt->refused_rows,
        [RECEIPT_COLUMN_STALE] = receipt->stale,
        [RECEIPT_COLUMN_PERSONAL] = receipt->personal,
        [RECEIPT_COLUMN_ERRORS] = receipt->errors,
        [RECEIPT_COLUMN_WARNINGS] = receipt->warnings,
    };
    return count[column];
}

static void add_line(struct text *out, const char *name, const char *value)
{
    int width = 34;
    for (const char *at = name; *at != '\0'; at++)
        width -= ((unsigned char)*at & 0xC0) != 0x80;
    text_print(out, "  %s%*s  ", name, width > 0 ? width : 0, "");
    for (; *value != '\0'; value++)
        text_add_character(out, (unsigned char)*value < ' ' || *value == 0x7F ? ' '
                                                                              : *value);
    text_add_character(out, '\n');
}

/* What there is none of is not told. */
static bool is_told(const struct receipt *receipt, enum receipt_column column)
{
    return column <= RECEIPT_COLUMN_INSTITUTIONS || receipt_count(receipt, column) > 0;
}

bool receipt_write_text(struct text *out, const struct receipt *receipt,
                        enum language language, struct fault *fault)
{
    struct text value = {0};
    text_print(out, "%s\n", receipt_title[language]);
    for (int c = 0; c < RECEIPT_COLUMN_COUNT; c++) {
        enum receipt_column column = (enum receipt_column)c;
        text_clear(&value);
        if (is_told(receipt, column))
            add_value(&value, receipt, column, language);
        if (value.length > 0)
            add_line(out, receipt_column_phrase[column][language], value.bytes);
    }
    bool ok = text_check(&value, fault) && text_check(out, fault);
    text_release(&value);
    return ok;
}

bool receipts_write_text(struct text *out, const struct receipts *receipts,
                         const struct survey *survey, struct fault *fault)
{
    bool ok = true;
    for (size_t r = 0; ok && r < receipts->count; r++) {
        text_add(out, r == 0 ? "" : "\n");
        ok = receipt_write_text(out, &receipts->receipt[r], survey->language, fault);
    }
    return ok;
}

bool receipts_write_csv(struct text *out, const struct receipts *receipts,
                        const struct survey *survey, struct fault *fault)
{
    enum language language = survey->language;
    struct text value = {0};
    text_add(out, "\xEF\xBB\xBF");
    for (size_t r = 0; r <= receipts->count; r++) {
        for (int column = 0; column < RECEIPT_COLUMN_COUNT; column++) {
            text_clear(&value);
            text_add(&value, "");
            if (r == 0)
                text_add(&value, receipt_column_phrase[column][language]);
            else
                add_value(&value, &receipts->receipt[r - 1],
                          (enum receipt_column)column, language);
            if (!text_check(&value, fault))
                break;
            text_add(out, column == 0 ? "" : ";");
            text_add_cell(out, value.bytes);
        }
        text_add(out, "\r\n");
    }
    bool ok = text_check(&value, fault) && text_check(out, fault);
    text_release(&value);
    return ok;
}

typedef bool receipts_writer(struct text *out, const struct receipts *receipts,
                             const struct survey *survey, struct fault *fault);

static receipts_writer *find_writer(const char *path, struct fault *fault)
{
    if (path_ends_in(path, ".json"))
        return receipts_write_json;
    if (path_ends_in(path, ".csv"))
        return receipts_write_csv;
    if (path_ends_in(path, ".txt"))
        return receipts_write_text;
    fault_set(fault, FAULT_USAGE, "",
              "--receipts takes a file that ends in .json, .csv or .txt, not \"%s\"",
              path);
    return NULL;
}

bool receipts_check_name(const char *path, struct fault *fault)
{
    return path == NULL || find_writer(path, fault) != NULL;
}

bool receipts_write(const char *path, const struct receipts *receipts,
                    const struct survey *survey, struct fault *fault)
{
    struct text out = {0};
    receipts_writer *write_receipts = find_writer(path, fault);
    text_add(&out, "");
    bool ok = write_receipts != NULL && write_receipts(&out, receipts, survey, fault)
              && output_write_file(path, out.bytes, out.length, fault);
    text_release(&out);
    return ok;
}

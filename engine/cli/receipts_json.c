#include "base/memory.h"
#include "cli/receipt_phrases.h"
#include "cli/tree.h"

#include <string.h>

static json_t *make_answers(const struct receipt *receipt)
{
    json_t *object = json_object();
    bool ok = object != NULL;
    for (int state = 0; ok && state < CELL_STATE_COUNT; state++)
        ok = tree_put_count(object, cell_state_name[state], receipt->answers[state]);
    return tree_finish(object, ok);
}

/* What is known of the file as a table of answers. */
static bool put_contents(json_t *object, const struct receipt *receipt)
{
    const char delimiter[2] = {receipt->format.delimiter, '\0'};
    bool workbook = receipt->format.encoding == ENCODING_WORKBOOK;
    bool ok =
        tree_put(object, "encoding",
                 json_string(encoding_name[receipt->format.encoding]))
        && tree_put(object, "delimiter",
                    workbook ? json_null() : json_string(delimiter))
        && tree_put(object, "layout", json_string(answers_layout_name[receipt->layout]))
        && tree_put(object, "answers", make_answers(receipt));
    for (int column = 0; ok && column < RECEIPT_COLUMN_COUNT; column++)
        if (receipt_count_key[column] != NULL)
            ok = tree_put_count(object, receipt_count_key[column],
                                receipt_count(receipt, (enum receipt_column)column));
    return ok;
}

/* The name of a file may be no UTF-8. */
static json_t *make_name(const char *name)
{
    struct text valid = {0};
    text_add(&valid, "");
    while (*name != '\0') {
        size_t length = utf8_valid_length(name, strlen(name));
        text_append(&valid, name, length);
        name += length;
        if (*name != '\0') {
            text_add(&valid, "\xEF\xBF\xBD");
            name++;
        }
    }
    json_t *value = valid.short_of_memory ? NULL : json_string(valid.bytes);
    text_release(&valid);
    return value;
}

static json_t *make_receipt(const struct receipt *receipt)
{
    json_t *object = json_object();
    bool ok =
        tree_put(object, "file", make_name(receipt->file))
        && tree_put(object, "questionnaire", json_string(receipt->round->questionnaire))
        && tree_put(object, "year", json_integer(receipt->round->year))
        && tree_put(object, "outcome",
                    json_string(receipt_outcome_key[receipt->outcome]))
        && tree_put(object, "simulated", json_boolean(receipt->simulated))
        && tree_put(object, "sha256",
                    receipt->sha256[0] == '\0' ? json_null()
                                               : json_string(receipt->sha256))
        && tree_put_count(object, "size", receipt->size)
        && tree_put_count(object, "errors", receipt->errors)
        && tree_put_count(object, "warnings", receipt->warnings)
        && (!receipt->read || put_contents(object, receipt));
    return tree_finish(object, ok);
}

static json_t *make_receipts(const struct receipts *receipts)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t r = 0; ok && r < receipts->count; r++)
        ok = json_array_append_new(array, make_receipt(&receipts->receipt[r])) == 0;
    return tree_finish(array, ok);
}

bool receipts_write_json(struct text *out, const struct receipts *receipts,
                         const struct survey *survey, struct fault *fault)
{
    json_t *root = json_object();
    bool ok = tree_put(root, "format", json_string("baseline-receipts-1"))
              && tree_put(root, "survey", tree_wording(&survey->title))
              && tree_put(root, "files", make_receipts(receipts));
    return tree_write(out, tree_finish(root, ok), 15, fault);
}

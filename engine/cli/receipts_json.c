#include "base/memory.h"
#include "cli/receipt_phrases.h"

#include <jansson.h>
#include <string.h>

/* Takes the value; false where there is none. */
static bool put(json_t *object, const char *key, json_t *value)
{
    return json_object_set_new(object, key, value) == 0;
}

static bool put_count(json_t *object, const char *key, size_t count)
{
    return put(object, key, json_integer((json_int_t)count));
}

static json_t *finish(json_t *value, bool ok)
{
    if (ok)
        return value;
    json_decref(value);
    return NULL;
}

static json_t *make_answers(const struct receipt *receipt)
{
    json_t *object = json_object();
    bool ok = object != NULL;
    for (int state = 0; ok && state < CELL_STATE_COUNT; state++)
        ok = put_count(object, cell_state_name[state], receipt->answers[state]);
    return finish(object, ok);
}

/* What is known of the file as a table of answers. */
static bool put_contents(json_t *object, const struct receipt *receipt)
{
    const char delimiter[2] = {receipt->format.delimiter, '\0'};
    bool workbook = receipt->format.encoding == ENCODING_WORKBOOK;
    bool ok =
        put(object, "encoding", json_string(encoding_name[receipt->format.encoding]))
        && put(object, "delimiter", workbook ? json_null() : json_string(delimiter))
        && put(object, "layout", json_string(answers_layout_name[receipt->layout]))
        && put(object, "answers", make_answers(receipt));
    for (int column = 0; ok && column < RECEIPT_COLUMN_COUNT; column++)
        if (receipt_count_key[column] != NULL)
            ok = put_count(object, receipt_count_key[column],
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
        put(object, "file", make_name(receipt->file))
        && put(object, "questionnaire", json_string(receipt->round->questionnaire))
        && put(object, "year", json_integer(receipt->round->year))
        && put(object, "outcome", json_string(receipt_outcome_key[receipt->outcome]))
        && put(object, "simulated", json_boolean(receipt->simulated))
        && put(object, "sha256",
               receipt->sha256[0] == '\0' ? json_null() : json_string(receipt->sha256))
        && put_count(object, "size", receipt->size)
        && put_count(object, "errors", receipt->errors)
        && put_count(object, "warnings", receipt->warnings)
        && (!receipt->read || put_contents(object, receipt));
    return finish(object, ok);
}

static json_t *make_title(const struct wording *wording)
{
    json_t *object = json_object();
    bool ok = object != NULL;
    for (int language = 0; ok && language < LANGUAGE_COUNT; language++)
        ok =
            wording->in[language] == NULL
            || put(object, language_code[language], json_string(wording->in[language]));
    return finish(object, ok);
}

static json_t *make_receipts(const struct receipts *receipts)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t r = 0; ok && r < receipts->count; r++)
        ok = json_array_append_new(array, make_receipt(&receipts->receipt[r])) == 0;
    return finish(array, ok);
}

static int append(const char *bytes, size_t size, void *out)
{
    text_append(out, bytes, size);
    return 0;
}

bool receipts_write_json(struct text *out, const struct receipts *receipts,
                         const struct survey *survey, struct fault *fault)
{
    json_t *root = json_object();
    bool ok = put(root, "format", json_string("baseline-receipts-1"))
              && put(root, "survey", make_title(&survey->title))
              && put(root, "files", make_receipts(receipts))
              && json_dump_callback(root, append, out, JSON_INDENT(2)) == 0;
    json_decref(root);
    text_add_character(out, '\n');
    return (ok && !out->short_of_memory) || fault_memory(fault);
}

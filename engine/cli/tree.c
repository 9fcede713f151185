#include "cli/tree.h"

#include <string.h>

bool tree_put(json_t *object, const char *key, json_t *value)
{
    return json_object_set_new(object, key, value) == 0;
}

bool tree_put_count(json_t *object, const char *key, size_t count)
{
    return tree_put(object, key, json_integer((json_int_t)count));
}

bool tree_add(json_t *array, json_t *value)
{
    return json_array_append_new(array, value) == 0;
}

json_t *tree_finish(json_t *value, bool ok)
{
    if (ok)
        return value;
    json_decref(value);
    return NULL;
}

json_t *tree_wording(const struct wording *wording)
{
    json_t *object = json_object();
    bool ok = object != NULL;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        ok = ok
             && (wording->in[language] == NULL
                 || tree_put(object, language_code[language],
                             json_string(wording->in[language])));
    return tree_finish(object, ok);
}

static bool close_line(struct text *out, struct fault *fault)
{
    text_add_character(out, '\n');
    return !out->short_of_memory || fault_memory(fault);
}

static int append(const char *bytes, size_t size, void *out)
{
    text_append(out, bytes, size);
    return 0;
}

/* The same, two levels further in; no string of JSON holds a line's end. */
static int append_within(const char *bytes, size_t size, void *out)
{
    const char *end;
    while ((end = memchr(bytes, '\n', size)) != NULL) {
        size_t length = (size_t)(end - bytes) + 1;
        text_append(out, bytes, length);
        text_add(out, "    ");
        bytes += length;
        size -= length;
    }
    return append(bytes, size, out);
}

/* Releases the tree. */
static bool dump(struct text *out, json_t *tree, size_t digits,
                 json_dump_callback_t callback, struct fault *fault)
{
    bool ok = tree != NULL
              && json_dump_callback(tree, callback, out,
                                    JSON_INDENT(2) | JSON_REAL_PRECISION(digits))
                     == 0;
    json_decref(tree);
    return (ok && !out->short_of_memory) || fault_memory(fault);
}

bool tree_write(struct text *out, json_t *root, size_t digits, struct fault *fault)
{
    return dump(out, root, digits, append, fault) && close_line(out, fault);
}

bool tree_open_array(struct tree_array *array, json_t *root, const char *key,
                     struct fault *fault)
{
    if (!dump(array->out, root, array->digits, append, fault))
        return false;
    array->out->length -= strlen("\n}");
    text_print(array->out, ",\n  \"%s\": [", key);
    return true;
}

bool tree_write_element(struct tree_array *array, json_t *element, struct fault *fault)
{
    text_add(array->out, array->filled ? ",\n    " : "\n    ");
    array->filled = true;
    return dump(array->out, element, array->digits, append_within, fault);
}

bool tree_close_array(struct tree_array *array, struct fault *fault)
{
    text_add(array->out, array->filled ? "\n  ]\n}" : "]\n}");
    return close_line(array->out, fault);
}

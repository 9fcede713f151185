#include "cli/tree.h"

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

static int append(const char *bytes, size_t size, void *out)
{
    text_append(out, bytes, size);
    return 0;
}

bool tree_write(struct text *out, json_t *root, size_t digits, struct fault *fault)
{
    bool ok = root != NULL
              && json_dump_callback(root, append, out,
                                    JSON_INDENT(2) | JSON_REAL_PRECISION(digits))
                     == 0;
    json_decref(root);
    text_add_character(out, '\n');
    return (ok && !out->short_of_memory) || fault_memory(fault);
}

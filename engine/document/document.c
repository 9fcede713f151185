#include "document/document.h"

#include "base/memory.h"
#include "base/output.h"
#include "base/source.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define SIZE_LIMIT_MEBIBYTES 64
#define PATH_BYTES           640
#define WHAT_BYTES           768

static void tell_syntax(const char *file, json_error_t *error, struct fault *fault)
{
    /* What jansson says may hold a byte of the file, and a message is one line. */
    for (char *byte = error->text; *byte != '\0'; byte++)
        if ((unsigned char)*byte < 0x20 || *byte == 0x7F)
            *byte = ' ';
    fault_set_at(fault, FAULT_DATA, file, (size_t)error->line, (size_t)error->column,
                 "not JSON: %s", error->text);
}

json_t *document_parse(const char *file, struct fault *fault)
{
    struct source source;
    json_error_t error;
    json_t *root = NULL;
    if (!source_read(&source, file, fault))
        return NULL;
    /* When short of memory jansson often says something else, or nothing. */
    unsigned long shortages = memory_shortages();
    if (source.size > (size_t)SIZE_LIMIT_MEBIBYTES << 20)
        fault_set(fault, FAULT_DATA, file, "the file is larger than %d MiB",
                  SIZE_LIMIT_MEBIBYTES);
    else {
        root = json_loadb((const char *)source.bytes, source.size,
                          JSON_REJECT_DUPLICATES, &error);
        if (root == NULL && memory_shortages() > shortages)
            fault_memory(fault);
        else if (root == NULL)
            tell_syntax(file, &error, fault);
    }
    source_release(&source);
    return root;
}

bool document_read(struct part *root, struct document *document, const char *format)
{
    document->earlier_errors = document->problems->error_count;
    document->json = document_parse(document->file, document->fault);
    document->failed = document->json == NULL;
    *root = (struct part){.document = document, .json = document->json};
    if (document->failed)
        return false;
    if (!json_is_object(root->json))
        return document_wrong(root, NULL, "must be an object");
    const char *found = json_string_value(json_object_get(root->json, "format"));
    return (found != NULL && strcmp(found, format) == 0)
           || document_wrong(root, "format", "must be \"%s\"", format);
}

bool document_is_sound(const struct document *document)
{
    return !document->failed
           && document->problems->error_count == document->earlier_errors;
}

void document_release(struct document *document)
{
    json_decref(document->json);
    document->json = NULL;
}

/* Whatever did not fit in is cut off between two characters. */
static void cut(char *text)
{
    text[utf8_valid_length(text, strlen(text))] = '\0';
}

/* One step of a path, behind the `length` bytes of it that stand there. */
static size_t add_step(char path[static PATH_BYTES], size_t length, const char *key,
                       size_t index)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    size_t room = PATH_BYTES - length;
    int added = key == NULL ? snprintf(path + length, room, "[%zu]", index)
                            : snprintf(path + length, room, ".%s",
                                       text_excerpt(excerpt, key, strlen(key)));
    length += (size_t)added;
    return length < PATH_BYTES ? length : PATH_BYTES - 1;
}

static size_t add_path(char path[static PATH_BYTES], const struct part *part)
{
    if (part->within == NULL)
        return (size_t)snprintf(path, PATH_BYTES, "$");
    return add_step(path, add_path(path, part->within), part->key, part->index);
}

bool document_wrong(const struct part *part, const char *key, const char *what, ...)
{
    struct document *document = part->document;
    char path[PATH_BYTES];
    char text[WHAT_BYTES];
    va_list arguments;
    size_t length = add_path(path, part);
    if (key != NULL)
        add_step(path, length, key, 0);
    va_start(arguments, what);
    vsnprintf(text, sizeof text, what, arguments);
    va_end(arguments);
    cut(path);
    cut(text);
    if (!problems_add(document->problems, SEVERITY_ERROR, document->file, 0, 0,
                      document->fault, "%s: %s", path, text))
        document->failed = true;
    return false;
}

bool document_out_of_memory(struct document *document)
{
    document->failed = true;
    return fault_memory(document->fault);
}

const char *document_keep(struct document *document, const char *text)
{
    const char *kept = names_keep(document->names, text, strlen(text), NULL);
    if (kept == NULL)
        document_out_of_memory(document);
    return kept;
}

void *document_take(struct document *document, size_t count, size_t size)
{
    void *block = arena_take(document->arena, count, size);
    if (block == NULL)
        document_out_of_memory(document);
    return block;
}

char *document_join_path(struct document *document, const char *name)
{
    const char *slash = strrchr(document->file, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - document->file) + 1;
    char *folder = memory_copy_text(document->file, length);
    char *path = folder == NULL ? NULL : path_join(folder, name);
    memory_release(folder);
    if (path == NULL)
        document_out_of_memory(document);
    return path;
}

#include "document/document.h"

#include "base/catalogue.h"
#include "base/memory.h"
#include "base/output.h"
#include "base/text.h"
#include "document/locate.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define SIZE_LIMIT (UINT64_C(64) << 20)
#define PATH_BYTES 640
#define WHAT_BYTES 768

static void tell_syntax(const char *file, json_error_t *error, struct fault *fault)
{
    /* What jansson says may hold a byte of the file, and a message is one line. */
    for (char *byte = error->text; *byte != '\0'; byte++)
        if ((unsigned char)*byte < 0x20 || *byte == 0x7F)
            *byte = ' ';
    fault_set_at(fault, FAULT_DATA, file, (size_t)error->line, (size_t)error->column,
                 "not JSON: %s", error->text);
}

/* Whatever is wrong with the text of a file that jansson refuses. */
static void tell_refused(const struct source *source, const char *file,
                         json_error_t *error, struct fault *fault)
{
    enum json_error_code code = json_error_code(error);
    if (code == json_error_stack_overflow)
        fault_set_at(fault, FAULT_DATA, file, (size_t)error->line,
                     (size_t)error->column, "values are nested more than %d deep",
                     JSON_PARSER_MAX_DEPTH);
    else if (code != json_error_numeric_overflow)
        tell_syntax(file, error, fault);
    else if (locate_inexact(source, file, fault))
        tell_inexact(file, (size_t)error->line, (size_t)error->column, fault);
}

static bool take_text(struct source *source, const char *text, struct fault *fault)
{
    source->size = strlen(text);
    source->bytes = (uint8_t *)memory_copy_text(text, source->size);
    return source->bytes != NULL || fault_memory(fault);
}

static json_t *parse(struct source *source, const char *file, const char *text,
                     struct fault *fault)
{
    json_error_t error;
    if (text != NULL ? !take_text(source, text, fault)
                     : !source_read_up_to(source, file, SIZE_LIMIT, fault))
        return NULL;
    /* Some editors begin a file with the mark of UTF-8. */
    if (source->size >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0) {
        source->size -= 3;
        memmove(source->bytes, source->bytes + 3, source->size);
    }
    /* When short of memory jansson often says something else, or nothing. */
    unsigned long shortages = memory_shortages();
    json_t *root = json_loadb((const char *)source->bytes, source->size,
                              JSON_REJECT_DUPLICATES, &error);
    if (root == NULL && memory_shortages() > shortages)
        fault_memory(fault);
    else if (root == NULL)
        tell_refused(source, file, &error, fault);
    else if (!locate_inexact(source, file, fault)) {
        json_decref(root);
        root = NULL;
    }
    return root;
}

json_t *document_parse(const char *file, struct fault *fault)
{
    struct source source = {0};
    json_t *root = parse(&source, file, NULL, fault);
    source_release(&source);
    return root;
}

bool document_read(struct part *root, struct document *document, const char *format)
{
    document->earlier_errors = document->problems->error_count;
    document->json =
        parse(&document->source, document->file, document->text, document->fault);
    document->failed = document->json == NULL;
    *root = (struct part){.document = document, .json = document->json};
    if (document->failed)
        return false;
    if (!json_is_object(root->json))
        return document_wrong(root, NULL, "must be an object");
    const char *found = json_string_value(json_object_get(root->json, "format"));
    return format == NULL || (found != NULL && strcmp(found, format) == 0)
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
    source_release(&document->source);
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

static void tell(const struct part *part, const char *key, enum severity severity,
                 const char *what, va_list arguments)
{
    struct document *document = part->document;
    struct problems *problems = document->problems;
    char path[PATH_BYTES];
    char text[PATH_BYTES + sizeof ": " + WHAT_BYTES];
    struct location location = {0, 0};
    size_t length = add_path(path, part);
    if (key != NULL)
        add_step(path, length, key, 0);
    cut(path);
    length = (size_t)snprintf(text, sizeof text, "%s: ", path);
    vsnprintf(text + length, WHAT_BYTES, spoken(what), arguments);
    cut(text);
    if (severity == SEVERITY_ERROR ? problems_keep_error(problems)
                                   : problems_keep_warning(problems))
        location = locate(part, key);
    if (!problems_add_text(problems, severity, document->file, location.row,
                           location.column, what, text, document->fault))
        document->failed = true;
}

bool document_wrong(const struct part *part, const char *key, const char *what, ...)
{
    va_list arguments;
    va_start(arguments, what);
    tell(part, key, SEVERITY_ERROR, what, arguments);
    va_end(arguments);
    return false;
}

void document_doubt(const struct part *part, const char *key, const char *what, ...)
{
    va_list arguments;
    va_start(arguments, what);
    tell(part, key, SEVERITY_WARNING, what, arguments);
    va_end(arguments);
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

#include "book/book.h"

#include "base/memory.h"
#include "base/output.h"
#include "base/source.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CREATED 946684800 /* 2000-01-01, lest the same be other bytes tomorrow */

static bool is_escape(const char *at)
{
    return at[0] == '_' && at[1] == 'x' && strspn(at + 2, "0123456789abcdefABCDEF") >= 4
           && at[6] == '_';
}

void book_escape(struct text *escaped, const char *text)
{
    for (; *text != '\0'; text++) {
        if (is_escape(text))
            text_add(escaped, "_x005F_");
        else if (strncmp(text, "\xEF\xBF\xBE", 3) == 0
                 || strncmp(text, "\xEF\xBF\xBF", 3) == 0) {
            text_add(escaped, text[2] == '\xBE' ? "_xFFFE_" : "_xFFFF_");
            text += 2;
        } else
            text_add_character(escaped, *text);
    }
}

static bool write_file(const char *path, book_fill *fill, void *context,
                       struct fault *fault)
{
    lxw_doc_properties properties = {.created = CREATED};
    lxw_workbook *workbook = workbook_new(path);
    if (workbook == NULL)
        return fault_memory(fault);
    bool ok = fill(context, workbook, fault)
              && (workbook_set_properties(workbook, &properties) == LXW_NO_ERROR
                  || fault_memory(fault));
    /* Closing writes the file, and is the only way to let go of the rest. */
    lxw_error error = workbook_close(workbook);
    if (ok && error != LXW_NO_ERROR)
        ok = fault_set(fault, FAULT_SYSTEM, path, "cannot write the workbook: %s",
                       lxw_strerror(error));
    return ok;
}

/* The library writes to a file of its own; only what it made whole is taken. */
bool book_write(struct text *bytes, book_fill *fill, void *context, struct fault *fault)
{
    const char *folder = getenv("TMPDIR");
    char *path = path_join(folder == NULL || folder[0] == '\0' ? "/tmp" : folder,
                           "baseline-XXXXXX");
    if (path == NULL)
        return fault_memory(fault);
    struct source source = {0};
    int file = mkstemp(path);
    bool ok = file >= 0 || fault_errno(fault, path, "cannot create");
    if (file >= 0) {
        close(file);
        ok =
            write_file(path, fill, context, fault) && source_read(&source, path, fault);
        unlink(path);
    }
    if (ok) {
        text_append(bytes, (const char *)source.bytes, source.size);
        ok = text_check(bytes, fault);
    }
    source_release(&source);
    memory_release(path);
    return ok;
}

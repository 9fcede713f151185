#include "sheets/reading.h"

#include "base/catalogue.h"

#include <stdlib.h>
#include <string.h>

/* The cell that a path of the definition leads to. */
struct found {
    const struct sheets_row *row;
    const char *rest; /* of the path, behind the object that the row is */
};

static const struct sheets_row *find_row(const struct sheets *sheets,
                                         const json_t *json)
{
    for (size_t i = 0; i < sheets->row_count; i++)
        if (sheets->row[i].json == json)
            return &sheets->row[i];
    return NULL;
}

static bool ends_step(char mark)
{
    return mark == '\0' || mark == '.' || mark == '[' || mark == ':';
}

/* One step of a path such as ".scales" or "[3]"; NULL when it leads nowhere. A key may
   hold what parts steps, so the longest that fits is taken. */
static json_t *step(json_t *json, const char **at)
{
    const char *key;
    json_t *value;
    json_t *found = NULL;
    size_t longest = 0;
    if (**at == '[') {
        char *end;
        unsigned long index = strtoul(*at + 1, &end, 10);
        *at = *end == ']' ? end + 1 : *at;
        return *end == ']' ? json_array_get(json, index) : NULL;
    }
    if (**at != '.')
        return NULL;
    json_object_foreach(json, key, value)
    {
        char excerpt[TEXT_EXCERPT_BYTES];
        size_t length = strlen(text_excerpt(excerpt, key, strlen(key)));
        if (length >= longest && strncmp(*at + 1, excerpt, length) == 0
            && ends_step((*at)[1 + length])) {
            found = value;
            longest = length;
        }
    }
    *at += found == NULL ? 0 : 1 + longest;
    return found;
}

static struct found find(const struct sheets *sheets, const char *path)
{
    json_t *json = sheets->definition;
    const char *at = path + 1;
    struct found found = {find_row(sheets, json), at};
    while ((json = step(json, &at)) != NULL) {
        const struct sheets_row *row = find_row(sheets, json);
        if (row != NULL)
            found = (struct found){row, at};
    }
    return found;
}

/* How well a heading fits the wanted column: the longer, the better; 0 = not at all.
   One of the parts of the wanted one will do. */
static size_t fit(const char *heading, const char *wanted)
{
    size_t length = strlen(heading);
    if (strncmp(heading, wanted, length) == 0 && ends_step(wanted[length]))
        return 1 + length;
    length = strlen(wanted);
    return strncmp(heading, wanted, length) == 0 && heading[length] == '.' ? 1 : 0;
}

static const struct sheets_heading *find_heading(const struct sheets *sheets,
                                                 enum sheet sheet, const char *wanted)
{
    const struct sheets_heading *found = NULL;
    size_t best = 0;
    for (size_t i = 0; i < sheets->heading_count; i++) {
        const struct sheets_heading *heading = &sheets->heading[i];
        if (heading->sheet != sheet || heading->is.member == NULL
            || fit(heading->is.path, wanted) <= best)
            continue;
        best = fit(heading->is.path, wanted);
        found = heading;
    }
    return found;
}

/* `text` is what is said behind the path, whose part behind the row is `wanted`. */
static bool tell_cell(const struct sheets *sheets, const struct problem *problem,
                      const struct sheets_row *row, const char *wanted,
                      const char *text, struct problems *told, struct fault *fault)
{
    const struct sheets_heading *heading = find_heading(sheets, row->sheet, wanted);
    size_t line = heading != NULL && heading->row > 0 ? heading->row : row->row;
    size_t column = heading == NULL ? 0 : heading->column;
    struct text whole = {0};
    if (sheets->workbook)
        text_print(&whole, spoken("sheet \"%s\": "), sheet_name[row->sheet]);
    text_print(&whole, "%s%s%s", wanted, wanted[0] == '\0' ? "" : ": ", text);
    bool ok = text_check(&whole, fault)
              && problems_add_text(told, problem->severity, sheets->file[row->sheet],
                                   line, column, problem->said, whole.bytes, fault);
    text_release(&whole);
    return ok;
}

static bool tell_one(const struct sheets *sheets, const struct problem *problem,
                     struct problems *told, struct fault *fault)
{
    const char *what = problem->what;
    if (what[0] != '$')
        return problems_add_text(told, problem->severity, sheets->file[0], 0, 0,
                                 problem->said, what, fault);
    struct found found = find(sheets, what);
    const char *colon = strstr(found.rest, ": ");
    const char *end = colon == NULL ? found.rest + strlen(found.rest) : colon;
    const char *start = found.rest + (found.rest[0] == '.');
    struct text wanted = {0};
    if (end > start) {
        text_add(&wanted, found.row->prefix);
        text_append(&wanted, start, (size_t)(end - start));
    }
    bool ok = text_check(&wanted, fault)
              && tell_cell(sheets, problem, found.row,
                           wanted.bytes == NULL ? "" : wanted.bytes,
                           colon == NULL ? "" : colon + 2, told, fault);
    text_release(&wanted);
    return ok;
}

bool sheets_tell(const struct sheets *sheets, const struct problems *problems,
                 struct problems *told, struct fault *fault)
{
    bool ok = true;
    size_t errors = told->error_count;
    size_t warnings = told->warning_count;
    for (size_t i = 0; ok && i < problems->problem_count; i++)
        ok = tell_one(sheets, &problems->problem[i], told, fault);
    /* Those whose text was not kept count all the same. */
    told->error_count = errors + problems->error_count;
    told->warning_count = warnings + problems->warning_count;
    return ok;
}

#include "table/workbook.h"

#include "base/memory.h"

#include <string.h>

#define KIND_OF_WORKBOOK "/officeDocument"
#define KIND_OF_SHEET    "/worksheet"
#define KIND_OF_TEXTS    "/sharedStrings"

/* Where one part of a package points to. */
struct relationship {
    const char *id;
    const char *kind; /* an address whose last step says what it is */
    const char *target;
};

struct relationships {
    struct workbook *workbook; /* whose pool holds the strings */
    const char *from;          /* the part they start from; "" = the package */
    struct relationship *item;
    size_t count;
    size_t capacity;
    size_t sheets_seen;
    struct fault *fault;
};

enum { LINKS = PART_OUTSIDE + 1, LINK };
enum { BOOK = PART_OUTSIDE + 1, SHEETS, SHEET };

static const struct part_step relationship_step[] = {
    {PART_OUTSIDE, "Relationships", LINKS},
    {LINKS, "Relationship", LINK},
};

static const struct part_step workbook_step[] = {
    {PART_OUTSIDE, "workbook", BOOK},
    {BOOK, "sheets", SHEETS},
    {SHEETS, "sheet", SHEET},
};

static const char *keep(struct workbook *workbook, const char *text, size_t length,
                        struct fault *fault)
{
    const char *kept = names_keep(&workbook->names, text, length, NULL);
    if (kept == NULL)
        fault_memory(fault);
    return kept;
}

/* Appends the steps of a path; ".." takes the last one away. */
static void add_steps(struct text *path, const char *steps)
{
    for (size_t length; *steps != '\0'; steps += length) {
        length = strcspn(steps, "/");
        if (length == 2 && strncmp(steps, "..", 2) == 0) {
            while (path->length > 0 && path->bytes[--path->length] != '/')
                continue;
        } else if (length > 0 && !(length == 1 && *steps == '.')) {
            if (path->length > 0)
                text_add_character(path, '/');
            text_append(path, steps, length);
        }
        length += steps[length] == '/';
    }
}

/* The name of the part that is named relative to another. */
static const char *part_beside(struct workbook *workbook, const char *part,
                               const char *target, struct fault *fault)
{
    struct text path = {0};
    if (target[0] != '/') {
        add_steps(&path, part);
        add_steps(&path, part[0] == '\0' ? "" : "..");
    }
    add_steps(&path, target);
    const char *kept =
        text_check(&path, fault)
            ? keep(workbook, path.bytes == NULL ? "" : path.bytes, path.length, fault)
            : NULL;
    text_release(&path);
    return kept;
}

static bool on_relationship(void *context, int state, const char **attributes)
{
    struct relationships *links = context;
    const char *id = part_attribute(attributes, "Id");
    const char *kind = part_attribute(attributes, "Type");
    const char *target = part_attribute(attributes, "Target");
    const char *mode = part_attribute(attributes, "TargetMode");
    if (state != LINK || id == NULL || kind == NULL || target == NULL
        || (mode != NULL && strcmp(mode, "External") == 0))
        return true;
    if (links->count == ENTRY_LIMIT)
        return fault_set(links->fault, FAULT_DATA, links->workbook->package.path,
                         "the workbook has more than %d relationships", ENTRY_LIMIT);
    if (!memory_reserve((void **)&links->item, &links->capacity, links->count + 1,
                        sizeof *links->item))
        return fault_memory(links->fault);
    struct relationship link = {
        .id = keep(links->workbook, id, strlen(id), links->fault),
        .kind = keep(links->workbook, kind, strlen(kind), links->fault),
        .target = part_beside(links->workbook, links->from, target, links->fault)};
    if (link.id == NULL || link.kind == NULL || link.target == NULL)
        return false;
    links->item[links->count++] = link;
    return true;
}

/* "xl/workbook.xml" has its relationships in "xl/_rels/workbook.xml.rels". */
static bool read_relationships(struct relationships *links, struct fault *fault)
{
    const char *slash = strrchr(links->from, '/');
    const char *name = slash == NULL ? links->from : slash + 1;
    struct part_reader reader = {
        relationship_step, 2, on_relationship, NULL, NULL, links};
    struct text part = {0};
    text_append(&part, links->from, (size_t)(name - links->from));
    text_print(&part, "_rels/%s.rels", name);
    bool ok = text_check(&part, fault)
              && package_read(&links->workbook->package, part.bytes, &reader, fault);
    text_release(&part);
    return ok;
}

static bool is_kind(const struct relationship *link, const char *kind)
{
    size_t length = strlen(link->kind);
    return length >= strlen(kind)
           && strcmp(link->kind + length - strlen(kind), kind) == 0;
}

static const struct relationship *find_kind(const struct relationships *links,
                                            const char *kind)
{
    for (size_t i = 0; i < links->count; i++)
        if (is_kind(&links->item[i], kind))
            return &links->item[i];
    return NULL;
}

static const struct relationship *find_id(const struct relationships *links,
                                          const char *id)
{
    for (size_t i = 0; i < links->count; i++)
        if (strcmp(links->item[i].id, id) == 0)
            return &links->item[i];
    return NULL;
}

/* A sheet of cells is noted; one that is a chart or a macro is none. */
static bool on_sheet(void *context, int state, const char **attributes)
{
    struct relationships *links = context;
    struct workbook *workbook = links->workbook;
    const char *name = part_attribute(attributes, "name");
    const char *id = part_relationship(attributes);
    if (state != SHEET || name == NULL || id == NULL)
        return true;
    if (links->sheets_seen++ == SHEET_LIMIT)
        return fault_set(links->fault, FAULT_DATA, workbook->package.path,
                         "the workbook has more than %d sheets", SHEET_LIMIT);
    const struct relationship *link = find_id(links, id);
    if (link == NULL || !is_kind(link, KIND_OF_SHEET))
        return true;
    if (!memory_reserve((void **)&workbook->sheet, &workbook->sheet_capacity,
                        workbook->sheet_count + 1, sizeof *workbook->sheet))
        return fault_memory(links->fault);
    struct workbook_sheet sheet = {keep(workbook, name, strlen(name), links->fault),
                                   link->target};
    if (sheet.name == NULL)
        return false;
    workbook->sheet[workbook->sheet_count++] = sheet;
    return true;
}

static bool read_workbook_part(struct workbook *workbook, const char *part,
                               struct fault *fault)
{
    struct relationships links = {.workbook = workbook, .from = part, .fault = fault};
    struct part_reader reader = {workbook_step, 3, on_sheet, NULL, NULL, &links};
    bool ok = read_relationships(&links, fault)
              && package_read(&workbook->package, part, &reader, fault);
    const struct relationship *texts = find_kind(&links, KIND_OF_TEXTS);
    if (ok && workbook->sheet_count == 0)
        ok = fault_set(fault, FAULT_DATA, workbook->package.path,
                       "the workbook has no sheet of cells");
    if (ok && texts != NULL)
        ok = shared_texts_read(&workbook->shared, &workbook->package, texts->target,
                               fault);
    memory_release(links.item);
    return ok;
}

static bool ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name);
    return length >= strlen(ending)
           && strcmp(name + length - strlen(ending), ending) == 0;
}

static bool read_package(struct workbook *workbook, struct fault *fault)
{
    struct relationships links = {.workbook = workbook, .from = "", .fault = fault};
    const char *path = workbook->package.path;
    if (!package_holds(&workbook->package, "_rels/.rels"))
        return fault_set(fault, FAULT_DATA, path,
                         "is no workbook in Excel's format; save it as .xlsx");
    bool ok = read_relationships(&links, fault);
    const struct relationship *main_part = find_kind(&links, KIND_OF_WORKBOOK);
    if (ok && main_part != NULL
        && (strncmp(main_part->target, "word/", 5) == 0
            || strncmp(main_part->target, "ppt/", 4) == 0))
        ok = fault_set(fault, FAULT_DATA, path,
                       "is no workbook in Excel's format; save it as .xlsx");
    else if (ok && (main_part == NULL || !ends_in(main_part->target, ".xml")))
        ok = fault_set(fault, FAULT_DATA, path,
                       "is no workbook of XML, or a binary one; save it as .xlsx");
    ok = ok && read_workbook_part(workbook, main_part->target, fault);
    memory_release(links.item);
    return ok;
}

bool source_is_workbook(const struct source *source)
{
    uint8_t room[4];
    const uint8_t *head;
    size_t length;
    struct fault unread = {0}; /* told by whoever reads on */
    return source_take(source, 0, sizeof room, room, &head, &length, &unread)
           && length == 4 && memcmp(head, "PK\3\4", 4) == 0;
}

struct workbook *workbook_open(const struct source *source, struct fault *fault)
{
    struct workbook *workbook = memory_allocate(1, sizeof *workbook);
    if (workbook == NULL) {
        fault_memory(fault);
        return NULL;
    }
    if (package_open(&workbook->package, source, fault)
        && read_package(workbook, fault))
        return workbook;
    workbook_free(workbook);
    return NULL;
}

size_t workbook_sheet_count(const struct workbook *workbook)
{
    return workbook->sheet_count;
}

const char *workbook_sheet_name(const struct workbook *workbook, size_t sheet)
{
    return workbook->sheet[sheet].name;
}

size_t workbook_find_sheet(const struct workbook *workbook, const char *name)
{
    char wanted[256];
    char folded[256];
    text_fold(wanted, sizeof wanted, name, strlen(name));
    for (size_t i = 0; i < workbook->sheet_count; i++) {
        const char *known = workbook->sheet[i].name;
        if (text_fold(folded, sizeof folded, known, strlen(known)) < sizeof folded
            && strcmp(folded, wanted) == 0)
            return i;
    }
    return workbook->sheet_count;
}

void workbook_free(struct workbook *workbook)
{
    if (workbook == NULL)
        return;
    package_close(&workbook->package);
    shared_texts_release(&workbook->shared);
    names_release(&workbook->names);
    memory_release(workbook->sheet);
    memory_release(workbook);
}

static bool tell_no_sheet(const struct workbook *workbook, const char *name,
                          struct fault *fault)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    struct nearest nearest = {.wanted = name};
    for (size_t i = 0; i < workbook->sheet_count; i++)
        nearest_offer(&nearest, workbook->sheet[i].name, workbook->sheet[i].name);
    const char *found = nearest_name(&nearest);
    const char *path = workbook->package.path;
    if (found == NULL)
        return fault_set(fault, FAULT_DATA, path, "has no sheet \"%s\"", name);
    return fault_set(fault, FAULT_DATA, path,
                     "has no sheet \"%s\"; is it the one named \"%s\"?", name,
                     text_excerpt(excerpt, found, strlen(found)));
}

bool table_read_sheet(const struct source *source, const char *sheet,
                      const struct table_consumer *consumer, struct fault *fault)
{
    struct workbook *workbook = workbook_open(source, fault);
    if (workbook == NULL)
        return false;
    size_t number = sheet == NULL ? 0 : workbook_find_sheet(workbook, sheet);
    bool ok = number < workbook->sheet_count
                  ? workbook_read_sheet(workbook, number, consumer, fault)
                  : tell_no_sheet(workbook, sheet, fault);
    workbook_free(workbook);
    return ok;
}

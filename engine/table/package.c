#include "table/package.h"

#include "base/catalogue.h"
#include "base/memory.h"
#include "base/text.h"
#include "table/foreign.h"

#include <expat.h>
#include <string.h>

#define CHUNK_BYTES (64 << 10)

#define FORMATS        "http://schemas.openxmlformats.org/"
#define STRICT         "http://purl.oclc.org/ooxml/"
#define SEPARATOR      " "
#define CANNOT_BE_READ "the workbook cannot be read"

/* One part being read. */
struct parsing {
    XML_Parser parser;
    const struct part_reader *reader;
    bool stopped;        /* what the parser still calls is not heeded */
    const char *refusal; /* why, when it is not the reader that stopped */
    int state[DEPTH_LIMIT];
    size_t depth;
};

static bool tell_kind(const struct source *source, struct fault *fault)
{
    return foreign_refuse_workbook(source, fault)
           && fault_set(fault, FAULT_DATA, source->path,
                        "is no workbook (.xlsx), or only a piece of one");
}

bool package_open(struct package *package, const struct source *source,
                  struct fault *fault)
{
    zip_error_t error;
    *package = (struct package){.path = source->path};
    if (source->size == 0)
        return tell_kind(source, fault);
    zip_error_init(&error);
    zip_source_t *bytes =
        zip_source_buffer_create(source->bytes, source->size, 0, &error);
    if (bytes != NULL) {
        package->zip = zip_open_from_source(bytes, ZIP_RDONLY, &error);
        if (package->zip == NULL)
            zip_source_free(bytes);
    }
    int code = zip_error_code_zip(&error);
    zip_error_fini(&error);
    if (package->zip == NULL)
        return code == ZIP_ER_MEMORY ? fault_memory(fault) : tell_kind(source, fault);
    zip_int64_t entries = zip_get_num_entries(package->zip, 0);
    return entries <= ENTRY_LIMIT
           || fault_set(fault, FAULT_DATA, source->path,
                        CANNOT_BE_READ ": it has %lld parts, more than %d",
                        (long long)entries, ENTRY_LIMIT);
}

void package_close(struct package *package)
{
    if (package->zip != NULL)
        zip_discard(package->zip);
    *package = (struct package){0};
}

bool package_holds(const struct package *package, const char *part)
{
    return zip_name_locate(package->zip, part, ZIP_FL_NOCASE) >= 0;
}

/* The name within a namespace that workbooks are made of, or NULL. */
static const char *local_name(const char *name)
{
    static const char *const space[] = {
        FORMATS "spreadsheetml/2006/main" SEPARATOR,
        STRICT "spreadsheetml/main" SEPARATOR,
        FORMATS "package/2006/relationships" SEPARATOR,
    };
    for (size_t i = 0; i < sizeof space / sizeof *space; i++)
        if (strncmp(name, space[i], strlen(space[i])) == 0)
            return name + strlen(space[i]);
    return NULL;
}

static void stop(struct parsing *parsing, const char *refusal)
{
    parsing->stopped = true;
    parsing->refusal = refusal;
    XML_StopParser(parsing->parser, XML_FALSE);
}

static int next_state(const struct parsing *parsing, const char *name)
{
    int from = parsing->state[parsing->depth];
    const char *local = from == PART_PASSED_OVER ? NULL : local_name(name);
    for (size_t i = 0; local != NULL && i < parsing->reader->step_count; i++) {
        const struct part_step *step = &parsing->reader->step[i];
        if (step->from == from && strcmp(step->name, local) == 0)
            return step->to;
    }
    return PART_PASSED_OVER;
}

static void on_open(void *context, const char *name, const char **attributes)
{
    struct parsing *parsing = context;
    const struct part_reader *reader = parsing->reader;
    if (parsing->stopped)
        return;
    if (parsing->depth + 1 == DEPTH_LIMIT) {
        stop(parsing, "elements stand too deep within each other");
        return;
    }
    int state = next_state(parsing, name);
    parsing->state[++parsing->depth] = state;
    if (state != PART_PASSED_OVER && reader->open != NULL
        && !reader->open(reader->context, state, attributes))
        stop(parsing, NULL);
}

static void on_text(void *context, const char *bytes, int length)
{
    struct parsing *parsing = context;
    const struct part_reader *reader = parsing->reader;
    int state = parsing->state[parsing->depth];
    if (!parsing->stopped && state > PART_OUTSIDE && reader->text != NULL
        && !reader->text(reader->context, state, bytes, (size_t)length))
        stop(parsing, NULL);
}

static void on_close(void *context, const char *name)
{
    struct parsing *parsing = context;
    const struct part_reader *reader = parsing->reader;
    (void)name;
    if (parsing->stopped)
        return;
    int state = parsing->state[parsing->depth--];
    if (state != PART_PASSED_OVER && reader->close != NULL
        && !reader->close(reader->context, state))
        stop(parsing, NULL);
}

/* Without a document type there are no entities but the five of XML, so nothing grows
   and nothing is fetched. */
static void on_document_type(void *context, const char *name, const char *system,
                             const char *public, int has_internal)
{
    (void)name, (void)system, (void)public, (void)has_internal;
    stop(context, "it declares a document type, which no spreadsheet writes");
}

static bool tell(const struct package *package, const char *part, const char *what,
                 struct fault *fault)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    return fault_set_named(fault, FAULT_DATA, package->path, 0, 0, what,
                           CANNOT_BE_READ ": %s: %s",
                           text_excerpt(excerpt, part, strlen(part)), spoken(what));
}

/* What a library says stays in its own words. */
static bool quote(const struct package *package, const char *part, const char *what,
                  struct fault *fault)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    return fault_set(fault, FAULT_DATA, package->path, CANNOT_BE_READ ": %s: %s",
                     text_excerpt(excerpt, part, strlen(part)), what);
}

static bool tell_xml(const struct package *package, const char *part,
                     const struct parsing *parsing, struct fault *fault)
{
    enum XML_Error error = XML_GetErrorCode(parsing->parser);
    if (parsing->stopped && parsing->refusal == NULL)
        return false;
    if (error == XML_ERROR_NO_MEMORY)
        return fault_memory(fault);
    return parsing->refusal != NULL
               ? tell(package, part, parsing->refusal, fault)
               : quote(package, part, XML_ErrorString(error), fault);
}

static bool tell_zip(const struct package *package, const char *part,
                     zip_error_t *error, struct fault *fault)
{
    if (zip_error_code_zip(error) == ZIP_ER_MEMORY)
        return fault_memory(fault);
    return quote(package, part, zip_error_strerror(error), fault);
}

/* Counts what has been unpacked of a part, and in all. */
static bool count(struct package *package, const char *part, uint64_t unpacked,
                  uint64_t packed, struct fault *fault)
{
    if (unpacked > PART_LIMIT || package->unpacked > UNPACKED_LIMIT)
        return tell(package, part, "it is too large when it is unpacked", fault);
    if (unpacked > RATIO_FREE && unpacked / RATIO_LIMIT > packed)
        return tell(package, part,
                    "it is packed more tightly than any spreadsheet does", fault);
    return true;
}

static bool parse(struct package *package, const char *part, zip_file_t *file,
                  uint64_t packed, struct parsing *parsing, struct fault *fault)
{
    uint64_t done = 0;
    for (;;) {
        void *chunk = XML_GetBuffer(parsing->parser, CHUNK_BYTES);
        if (chunk == NULL)
            return tell_xml(package, part, parsing, fault);
        zip_int64_t got = zip_fread(file, chunk, CHUNK_BYTES);
        if (got < 0)
            return tell_zip(package, part, zip_file_get_error(file), fault);
        done += (uint64_t)got;
        package->unpacked += (uint64_t)got;
        if (!count(package, part, done, packed, fault))
            return false;
        if (XML_ParseBuffer(parsing->parser, (int)got, got == 0) != XML_STATUS_OK)
            return tell_xml(package, part, parsing, fault);
        if (got == 0)
            return true;
        /* A tag that does not end is looked at anew with every chunk. */
        XML_Index at = XML_GetCurrentByteIndex(parsing->parser);
        if (done - (at < 0 ? 0 : (uint64_t)at) > TAG_LIMIT)
            return tell(package, part, "a tag does not end", fault);
    }
}

static bool parse_part(struct package *package, const char *part, zip_file_t *file,
                       uint64_t packed, const struct part_reader *reader,
                       struct fault *fault)
{
    static const XML_Memory_Handling_Suite memory = {
        memory_library_allocate, memory_library_resize, memory_release};
    struct parsing parsing = {.reader = reader, .state = {PART_OUTSIDE}};
    parsing.parser = XML_ParserCreate_MM(NULL, &memory, SEPARATOR);
    if (parsing.parser == NULL)
        return fault_memory(fault);
    XML_SetUserData(parsing.parser, &parsing);
    XML_SetElementHandler(parsing.parser, on_open, on_close);
    XML_SetCharacterDataHandler(parsing.parser, on_text);
    XML_SetStartDoctypeDeclHandler(parsing.parser, on_document_type);
    bool ok = parse(package, part, file, packed, &parsing, fault);
    XML_ParserFree(parsing.parser);
    return ok;
}

static bool check_entry(struct package *package, const char *part,
                        const zip_stat_t *entry, struct fault *fault)
{
    if (entry->encryption_method != ZIP_EM_NONE)
        return fault_set(fault, FAULT_DATA, package->path,
                         "the workbook has a password; save it without one");
    if (entry->comp_method != ZIP_CM_STORE && entry->comp_method != ZIP_CM_DEFLATE)
        return tell(package, part, "it is packed in a way no spreadsheet does", fault);
    return count(package, part, entry->size, entry->comp_size, fault);
}

bool package_read(struct package *package, const char *part,
                  const struct part_reader *reader, struct fault *fault)
{
    zip_stat_t entry;
    zip_int64_t number = zip_name_locate(package->zip, part, ZIP_FL_NOCASE);
    if (number < 0)
        return tell(package, part, "it is missing", fault);
    if (zip_stat_index(package->zip, (zip_uint64_t)number, 0, &entry) != 0)
        return tell_zip(package, part, zip_get_error(package->zip), fault);
    if (!check_entry(package, part, &entry, fault))
        return false;
    zip_file_t *file = zip_fopen_index(package->zip, (zip_uint64_t)number, 0);
    if (file == NULL)
        return tell_zip(package, part, zip_get_error(package->zip), fault);
    bool ok = parse_part(package, part, file, entry.comp_size, reader, fault);
    zip_fclose(file);
    return ok;
}

const char *part_attribute(const char **attributes, const char *name)
{
    for (; *attributes != NULL; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return NULL;
}

const char *part_relationship(const char **attributes)
{
    const char *id = part_attribute(attributes, FORMATS
                                    "officeDocument/2006/relationships" SEPARATOR "id");
    return id != NULL ? id
                      : part_attribute(attributes, STRICT
                                       "officeDocument/relationships" SEPARATOR "id");
}

#ifndef TABLE_PACKAGE_H
#define TABLE_PACKAGE_H

/* A workbook as it is packed: a ZIP archive of XML parts, from anybody. Nothing in it
   is trusted: sizes are counted while they are unpacked, a document type (and with it
   every entity) is refused, and no depth of elements becomes depth of calls. */

#include "table/table.h"

#include <zip.h>

/* Far above what a survey needs, far below what hurts. */
#define ENTRY_LIMIT     10000
#define PART_LIMIT      (128u << 20) /* bytes of one part, unpacked */
#define UNPACKED_LIMIT  (256u << 20) /* bytes of all that is unpacked */
#define RATIO_LIMIT     200          /* unpacked by packed … */
#define RATIO_FREE      (4u << 20)   /* … where it is more than this */
#define DEPTH_LIMIT     64           /* elements within elements */
#define TAG_LIMIT       (1u << 20)   /* bytes of one tag */
#define PART_NAME_BYTES 512

struct package {
    const char *path; /* borrowed; for messages */
    zip_t *zip;
    uint64_t unpacked;
};

/* The way through a part: the element `name` right within the state `from` leads to the
   state `to`. Whatever no step leads to is passed over with all that is in it. */
struct part_step {
    int from;
    const char *name;
    int to;
};

#define PART_PASSED_OVER 0
#define PART_OUTSIDE     1 /* of the root; a reader's own states follow */

/* What is made of a part. Each function may be NULL; false stops, with the fault set.
 */
struct part_reader {
    const struct part_step *step;
    size_t step_count;
    bool (*open)(void *context, int state, const char **attributes);
    bool (*text)(void *context, int state, const char *bytes, size_t length);
    bool (*close)(void *context, int state);
    void *context;
};

bool package_open(struct package *package, const struct source *source,
                  struct fault *fault) MUST_CHECK;
void package_close(struct package *package);
bool package_holds(const struct package *package, const char *part);
bool package_read(struct package *package, const char *part,
                  const struct part_reader *reader, struct fault *fault) MUST_CHECK;

/* The value of an element's attribute, or NULL. */
const char *part_attribute(const char **attributes, const char *name);

/* The same of "id" in the namespace of relationships. */
const char *part_relationship(const char **attributes);

#endif

#ifndef CLI_PRINTED_H
#define CLI_PRINTED_H

/* What a command prints, as --format names it: a page to read, JSON, or a table as
   CSV, which not every command has. */

#include "base/fault.h"

enum printed { AS_PAGE, AS_JSON, AS_TABLE, AS_COUNT };

/* Without a name it is the page; FAULT_USAGE for a name that is none of the command's.
 */
bool printed_find(enum printed *printed, const char *name, bool has_table,
                  struct fault *fault) MUST_CHECK;

#endif

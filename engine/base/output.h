#ifndef BASE_OUTPUT_H
#define BASE_OUTPUT_H

/* A set of files that become visible together. Each is written under a temporary name
   beside its place; output_commit() syncs them and gives them their names;
   output_release() without a commit removes them. So unfinished output never bears a
   finished name. Paths are taken relative to `folder`, which is made when missing.
   Zeroed = nothing pending. */

#include "base/fault.h"
#include "base/names.h"

struct output {
    char *folder;
    int lock;             /* the open folder, locked, plus one; 0 = none */
    struct names pending; /* relative paths, finished names; the next two go with it */
    struct names temporary; /* where each stands until the commit */
    struct names finished;  /* and after it */
    struct names made;      /* folders known to exist */
    struct names doomed;    /* files that go when the others get their names */
};

/* Takes the folder for this set alone: another that is open in any program makes it
 * fail. */
bool output_open(struct output *output, const char *folder,
                 struct fault *fault) MUST_CHECK;

/* Writes the whole of a file. A path given twice is a programmer's error. */
bool output_write(struct output *output, const char *path, const void *bytes,
                  size_t size, struct fault *fault) MUST_CHECK;

/* As output_write(), but leaves a file alone that already holds just these bytes. */
bool output_write_changed(struct output *output, const char *path, const void *bytes,
                          size_t size, struct fault *fault) MUST_CHECK;

/* Files in `folder` (relative; not those below it) whose names end in `ending`, and
   what a killed run left there unfinished, are removed at the commit unless they were
   written anew: results of a unit that is no longer there must not stay. */
bool output_sweep(struct output *output, const char *folder, const char *ending,
                  struct fault *fault) MUST_CHECK;

/* A file that is removed at the commit, when it is there. */
bool output_remove(struct output *output, const char *path,
                   struct fault *fault) MUST_CHECK;

bool output_commit(struct output *output, struct fault *fault) MUST_CHECK;
void output_release(struct output *output);

/* One file by its path, in a set of its own. */
bool output_write_file(const char *path, const void *bytes, size_t size,
                       struct fault *fault) MUST_CHECK;

/* folder, "/", path; released by the caller with memory_release(). NULL = no memory. An
   absolute path stands alone. */
char *path_join(const char *folder, const char *path);

/* Whether the name of a file ends so, such as in ".csv", no matter the case, and is not
   all of it. */
bool path_ends_in(const char *path, const char *ending);

/* Makes the folder and its parents. */
bool folder_make(const char *path, struct fault *fault) MUST_CHECK;

#endif

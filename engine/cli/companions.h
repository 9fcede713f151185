#ifndef CLI_COMPANIONS_H
#define CLI_COMPANIONS_H

/* The lists that a survey tool puts beside its answers, in a folder of answers. Files
   are of one set when their names are the same but for "dataset", "structure" and
   "labels"; what is a list is told by its content. */

#include "answers/answers.h"
#include "base/names.h"

struct companion_set {
    const char *stem;
    const char *first; /* the path of its first list, for messages */
    struct codebook *codebook;
    bool has[PART_LABELS + 1];
    bool sound; /* otherwise no answers can be read by it, which was said */
    bool used;
};

struct companions {
    struct names texts;
    struct names lists; /* names of the files that are lists */
    struct companion_set *set;
    size_t set_count;
    size_t set_capacity;
};

/* Finds them among the names in the folder; what is wrong with them is printed. */
bool companions_find(struct companions *companions, const char *folder,
                     const char *const *name, size_t count,
                     struct fault *fault) MUST_CHECK;

/* Those beside one file. */
bool companions_find_beside(struct companions *companions, const char *path,
                            struct fault *fault) MUST_CHECK;

bool companions_hold(const struct companions *companions, const char *name);

/* The set that a file of answers belongs to, or NULL. */
struct companion_set *companions_of(const struct companions *companions,
                                    const char *name);
void companions_release(struct companions *companions);

#endif

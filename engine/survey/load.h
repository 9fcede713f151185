#ifndef SURVEY_LOAD_H
#define SURVEY_LOAD_H

/* What the files that read a survey.json share: where they are in it, and how they say
   what is wrong there. Only memory, and a file that cannot be read, end a reading
   early; anything else is told and reading goes on. */

#include "survey/survey.h"

#include <jansson.h>

#define JSON_PATH_BYTES 256
#define YEAR_LOWEST     1900
#define YEAR_HIGHEST    2999

struct plan_reading {
    struct survey *survey;
    const char *file;
    struct problems *problems;
    struct fault *fault;
    bool failed; /* `fault` is set */
};

/* The survey.json meant by the path of a folder or of the file itself, and the folder
   it stands in ("" for the present one). Both are released by the caller. */
bool survey_find_file(const char *path, char **file, char **folder,
                      struct fault *fault);
json_t *survey_parse(const char *file, struct fault *fault);

void plan_wrong(struct plan_reading *reading, const char *path, const char *what, ...)
    PRINTS(3, 4);
void plan_out_of_memory(struct plan_reading *reading);
const char *plan_path(char *into, const char *path, const char *key);
const char *plan_item(char *into, const char *path, size_t index);

/* True for an object; keys that are not among the known ones are told of. */
bool plan_check(struct plan_reading *reading, const char *path, const json_t *object,
                const char *const *known, size_t known_count);

/* A member that is a string, kept; `absent` (NULL = it is required) when missing. */
const char *plan_text(struct plan_reading *reading, const char *path,
                      const json_t *object, const char *key, const char *absent);

/* `absent` when missing or wrong; one below `lowest` says that it is required. */
int64_t plan_whole(struct plan_reading *reading, const char *path, const json_t *object,
                   const char *key, int64_t lowest, int64_t highest, int64_t absent);
bool plan_flag(struct plan_reading *reading, const char *path, const json_t *object,
               const char *key, bool absent);
const char *plan_keep(struct plan_reading *reading, const char *text);

#endif

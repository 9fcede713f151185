#ifndef QUESTIONNAIRE_LOAD_H
#define QUESTIONNAIRE_LOAD_H

/* What the files that read a definition share: where they are in it, and how they say
   what is wrong there. Only memory ends a reading early; anything else is told and
   reading goes on. */

#include "questionnaire/questionnaire.h"

#include <jansson.h>

/* Room for areas as deep as they may stand, with their numbers. */
#define JSON_PATH_BYTES 640

struct reading {
    struct questionnaire *questionnaire;
    const char *file;
    struct problems *problems;
    struct fault *fault; /* memory only */
};

/* An error at a JSON path such as "$.questions[3].scale". Always returns false. */
bool wrong(struct reading *reading, const char *path, const char *what, ...)
    PRINTS(3, 4);

/* path + "." + key, into a buffer of JSON_PATH_BYTES; returns it. */
const char *path_key(char *into, const char *path, const char *key);
const char *path_item(char *into, const char *path, size_t index);

const char *keep(struct reading *reading, const char *text);
void *take(struct reading *reading, size_t count, size_t size);

/* Tells of every key that is not among the known ones, with the nearest. */
void check_keys(struct reading *reading, const char *path, const json_t *object,
                const char *const *known, size_t known_count);

/* Members by type; NULL or `absent` after telling what is wrong. A missing optional one
   is no error. */
const char *read_string(struct reading *reading, const char *path, const json_t *object,
                        const char *key, bool required);
const json_t *read_array(struct reading *reading, const char *path,
                         const json_t *object, const char *key, bool required);
int32_t read_whole(struct reading *reading, const char *path, const json_t *object,
                   const char *key, int32_t lowest, int32_t absent);
bool read_flag(struct reading *reading, const char *path, const json_t *object,
               const char *key);
struct wording read_wording(struct reading *reading, const char *path,
                            const json_t *object, const char *key, bool required);
size_t read_strings(struct reading *reading, const char *path, const json_t *object,
                    const char *key, bool required, const char ***into);

/* An id: letters, digits, '.', '-' and '_', at most 64 of them. */
const char *read_id(struct reading *reading, const char *path, const json_t *object);

/* The parts of a definition, in the order they depend on each other. */
bool load_scales(struct reading *reading, const json_t *scales);
bool load_questions(struct reading *reading, const json_t *questions);
bool load_dimensions(struct reading *reading, const json_t *root);

#endif

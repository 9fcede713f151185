#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

/* The bytes of one file from outside, and the SHA-256 that names them for ever. A large
   file stays where it is and is read piece by piece, as often as it is needed; it must
   not change meanwhile. */

#include "base/fault.h"
#include "base/hash.h"

#include <stdint.h>

struct source_file;

struct source {
    char *path;     /* as given; for messages */
    uint8_t *bytes; /* NULL when the file is read piece by piece */
    size_t size;
    char hash[SHA256_TEXT_BYTES]; /* hexadecimal */
    struct source_file *file;     /* the open file then, else NULL */
};

/* "-" reads standard input. All of it is held; files above 4 GiB are refused. */
bool source_read(struct source *source, const char *path,
                 struct fault *fault) MUST_CHECK;

/* The same with a lower limit; a larger file is refused unread when its size is known.
 */
bool source_read_up_to(struct source *source, const char *path, uint64_t limit,
                       struct fault *fault) MUST_CHECK;

/* The same, but a file above SOURCE_HELD_BYTES stays where it is, whatever its size,
   and so that it can be read more than once is no pipe. */
#define SOURCE_HELD_BYTES (UINT64_C(32) << 20)
bool source_open(struct source *source, const char *path,
                 struct fault *fault) MUST_CHECK;

/* Bytes from `at` on: as many as there are, at most `wanted`. They are borrowed from
   the source where it holds them; else they are read into `room`. */
bool source_take(const struct source *source, size_t at, size_t wanted, uint8_t *room,
                 const uint8_t **bytes, size_t *length, struct fault *fault) MUST_CHECK;

/* How many of its bytes, from the first on, are valid UTF-8. */
size_t source_utf8_length(const struct source *source);

/* False with FAULT_DATA when a file that is not held is no longer as it was opened. */
bool source_check(const struct source *source, struct fault *fault) MUST_CHECK;
void source_release(struct source *source);

#endif

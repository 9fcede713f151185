#ifndef BASE_SOURCE_H
#define BASE_SOURCE_H

/* The bytes of one file from outside, and the SHA-256 that names them for ever. */

#include "base/fault.h"

#include <stdint.h>

#define SHA256_TEXT_BYTES 65

struct source {
    char *path; /* as given; for messages */
    uint8_t *bytes;
    size_t size;
    char hash[SHA256_TEXT_BYTES]; /* hexadecimal */
};

/* "-" reads standard input. Files above 4 GiB are refused. */
bool source_read(struct source *source, const char *path,
                 struct fault *fault) MUST_CHECK;

/* The same with a lower limit; a larger file is refused unread when its size is known.
 */
bool source_read_up_to(struct source *source, const char *path, uint64_t limit,
                       struct fault *fault) MUST_CHECK;
void source_release(struct source *source);

void sha256_text(char hash[static SHA256_TEXT_BYTES], const void *bytes, size_t size);

#endif

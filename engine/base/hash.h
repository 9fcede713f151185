#ifndef BASE_HASH_H
#define BASE_HASH_H

/* SHA-256 of bytes that come piece by piece. */

#include <nettle/sha2.h>
#include <stddef.h>

#define SHA256_TEXT_BYTES 65

struct hash {
    struct sha256_ctx context;
};

void hash_begin(struct hash *hash);
void hash_add(struct hash *hash, const void *bytes, size_t size);

/* The hash in hexadecimal; it is then to be begun anew. */
void hash_end(struct hash *hash, char text[static SHA256_TEXT_BYTES]);

/* The same of bytes that are all there. */
void sha256_text(char text[static SHA256_TEXT_BYTES], const void *bytes, size_t size);

#endif

#include "base/hash.h"

void hash_begin(struct hash *hash)
{
    sha256_init(&hash->context);
}

void hash_add(struct hash *hash, const void *bytes, size_t size)
{
    sha256_update(&hash->context, size, bytes);
}

void hash_end(struct hash *hash, char text[static SHA256_TEXT_BYTES])
{
    static const char hexadecimal[] = "0123456789abcdef";
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&hash->context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        text[2 * i] = hexadecimal[digest[i] >> 4];
        text[2 * i + 1] = hexadecimal[digest[i] & 15];
    }
    text[2 * sizeof digest] = '\0';
}

void sha256_text(char text[static SHA256_TEXT_BYTES], const void *bytes, size_t size)
{
    struct hash hash;
    hash_begin(&hash);
    hash_add(&hash, bytes, size);
    hash_end(&hash, text);
}

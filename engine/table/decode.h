#ifndef TABLE_DECODE_H
#define TABLE_DECODE_H

/* The bytes of a source as UTF-8, a chunk at a time, so that memory stays bounded
   whatever the size of the file. */

#include "table/table.h"

#include <iconv.h>

#define CHUNK_BYTES (128u << 10)

struct decoder {
    const struct source *source;
    enum encoding encoding;
    size_t at; /* next byte of the source */
    iconv_t converter;
    bool converting;
    char *buffer;  /* the chunk */
    uint8_t *room; /* CHUNK_BYTES for bytes to convert that the source does not hold */
};

/* `forced` may be NULL. */
bool decoder_open(struct decoder *decoder, const struct source *source,
                  const struct table_forced *forced, struct fault *fault) MUST_CHECK;

/* The next chunk, borrowed until the next call and the caller's to write in; *length is
   0 at the end. A fault here has no row: the caller knows where it is. */
bool decoder_next(struct decoder *decoder, char **chunk, size_t *length,
                  struct fault *fault) MUST_CHECK;
void decoder_close(struct decoder *decoder);

#endif

#include "table/decode.h"

#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>

const char *const encoding_name[] = {
    [ENCODING_UTF8] = "UTF-8",
    [ENCODING_UTF8_BOM] = "UTF-8 with BOM",
    [ENCODING_UTF16LE] = "UTF-16LE",
    [ENCODING_UTF16BE] = "UTF-16BE",
    [ENCODING_WINDOWS_1252] = "Windows-1252",
    [ENCODING_WORKBOOK] = "XLSX",
};

static bool begins_with(const uint8_t *head, size_t length, const char *mark,
                        size_t mark_length)
{
    return length >= mark_length && memcmp(head, mark, mark_length) == 0;
}

/* `valid` = bytes of UTF-8 that the file begins with, where the question came up. */
static bool find_encoding(struct decoder *decoder, size_t *mark_length, size_t *valid,
                          struct fault *fault)
{
    const struct source *source = decoder->source;
    uint8_t room[3];
    const uint8_t *head;
    size_t length;
    if (!source_take(source, 0, sizeof room, room, &head, &length, fault))
        return false;
    *valid = source->size;
    *mark_length = 2;
    if (begins_with(head, length, "\xFF\xFE", 2))
        decoder->encoding = ENCODING_UTF16LE;
    else if (begins_with(head, length, "\xFE\xFF", 2))
        decoder->encoding = ENCODING_UTF16BE;
    else {
        *valid = source_utf8_length(source);
        bool marked = begins_with(head, length, "\xEF\xBB\xBF", 3);
        *mark_length = marked ? 3 : 0;
        decoder->encoding = marked                   ? ENCODING_UTF8_BOM
                            : *valid == source->size ? ENCODING_UTF8
                                                     : ENCODING_WINDOWS_1252;
    }
    return true;
}

/* What it is to be: then the mark that stands at its beginning is one only where it is
   that encoding's. */
static void force_encoding(struct decoder *decoder, enum encoding encoding,
                           size_t *mark_length)
{
    bool same =
        decoder->encoding == encoding
        || (decoder->encoding == ENCODING_UTF8_BOM && encoding == ENCODING_UTF8);
    if (same)
        return;
    decoder->encoding = encoding;
    *mark_length = 0;
}

/* What there is to convert. */
static bool open_converter(struct decoder *decoder, struct fault *fault)
{
    static const char *const converter_name[] = {
        [ENCODING_UTF16LE] = "UTF-16LE",
        [ENCODING_UTF16BE] = "UTF-16BE",
        [ENCODING_WINDOWS_1252] = "CP1252",
    };
    const struct source *source = decoder->source;
    decoder->converter = iconv_open("UTF-8", converter_name[decoder->encoding]);
    if (decoder->converter == (iconv_t)-1)
        return fault_errno(fault, source->path, "cannot convert to UTF-8");
    decoder->converting = true;
    if (source->file != NULL)
        decoder->room = memory_unwritten(CHUNK_BYTES, 1);
    return source->file == NULL || decoder->room != NULL || fault_memory(fault);
}

bool decoder_open(struct decoder *decoder, const struct source *source,
                  const struct table_forced *forced, struct fault *fault)
{
    size_t mark_length;
    size_t valid;
    *decoder = (struct decoder){.source = source};
    if (!find_encoding(decoder, &mark_length, &valid, fault))
        return false;
    if (forced != NULL && forced->has_encoding) {
        force_encoding(decoder, forced->encoding, &mark_length);
        valid = source_utf8_length(source);
        if (decoder->encoding == ENCODING_UTF8 && valid < source->size)
            return fault_set(fault, FAULT_DATA, source->path,
                             "byte %zu is not UTF-8, which the file is to be read as",
                             valid + 1);
    }
    decoder->at = mark_length;
    if (decoder->encoding == ENCODING_UTF8_BOM && valid < source->size)
        return fault_set(fault, FAULT_DATA, source->path,
                         "byte %zu is not UTF-8 although the file says it is UTF-8; "
                         "save it again as \"CSV UTF-8\"",
                         valid + 1);
    bool plain =
        decoder->encoding == ENCODING_UTF8 || decoder->encoding == ENCODING_UTF8_BOM;
    if (!plain && !open_converter(decoder, fault))
        return false;
    decoder->buffer = memory_unwritten(
        plain && source->size < CHUNK_BYTES ? source->size : CHUNK_BYTES, 1);
    return decoder->buffer != NULL || fault_memory(fault);
}

bool decoder_next(struct decoder *decoder, char **chunk, size_t *length,
                  struct fault *fault)
{
    const struct source *source = decoder->source;
    const uint8_t *bytes;
    size_t left;
    *chunk = decoder->buffer;
    if (!source_take(source, decoder->at, CHUNK_BYTES,
                     decoder->converting ? decoder->room : (uint8_t *)decoder->buffer,
                     &bytes, &left, fault))
        return false;
    if (!decoder->converting) {
        if (bytes != (const uint8_t *)decoder->buffer && left > 0)
            memcpy(decoder->buffer, bytes, left);
        *length = left;
        decoder->at += left;
        return true;
    }
    char *in = (char *)bytes;
    char *out = decoder->buffer;
    size_t room = CHUNK_BYTES;
    errno = 0;
    size_t status = iconv(decoder->converter, &in, &left, &out, &room);
    decoder->at += (size_t)((const uint8_t *)in - bytes);
    *length = CHUNK_BYTES - room;
    if (status != (size_t)-1 || errno == E2BIG || *length > 0)
        return true;
    if (errno == EINVAL)
        return fault_set(
            fault, FAULT_DATA, source->path,
            "the file ends in the middle of a character (%s); it was cut short",
            encoding_name[decoder->encoding]);
    return fault_set(fault, FAULT_DATA, source->path,
                     "byte %zu is not text in %s; save the file as \"CSV UTF-8\"",
                     decoder->at + 1, encoding_name[decoder->encoding]);
}

void decoder_close(struct decoder *decoder)
{
    if (decoder->converting)
        iconv_close(decoder->converter);
    memory_release(decoder->buffer);
    memory_release(decoder->room);
    *decoder = (struct decoder){0};
}

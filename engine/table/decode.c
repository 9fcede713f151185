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

static bool begins_with(const struct source *source, const char *mark, size_t length)
{
    return source->size >= length && memcmp(source->bytes, mark, length) == 0;
}

static enum encoding find_encoding(const struct source *source, size_t *mark_length)
{
    *mark_length = 3;
    if (begins_with(source, "\xEF\xBB\xBF", 3))
        return ENCODING_UTF8_BOM;
    *mark_length = 2;
    if (begins_with(source, "\xFF\xFE", 2))
        return ENCODING_UTF16LE;
    if (begins_with(source, "\xFE\xFF", 2))
        return ENCODING_UTF16BE;
    *mark_length = 0;
    if (utf8_valid_length((const char *)source->bytes, source->size) == source->size)
        return ENCODING_UTF8;
    return ENCODING_WINDOWS_1252;
}

/* What it is to be, and how many bytes at its beginning are the mark of that. */
static enum encoding force_encoding(const struct source *source, enum encoding encoding,
                                    size_t *mark_length)
{
    size_t length;
    enum encoding found = find_encoding(source, &length);
    bool same =
        found == encoding || (found == ENCODING_UTF8_BOM && encoding == ENCODING_UTF8);
    *mark_length = same ? length : 0;
    return same ? found : encoding;
}

static bool check_utf8(const struct source *source, struct fault *fault)
{
    size_t valid = source_utf8_length(source);
    return valid == source->size
           || fault_set(fault, FAULT_DATA, source->path,
                        "byte %zu is not UTF-8, which the file is to be read as",
                        valid + 1);
}

bool decoder_open(struct decoder *decoder, const struct source *source,
                  const struct table_forced *forced, struct fault *fault)
{
    static const char *const converter_name[] = {
        [ENCODING_UTF16LE] = "UTF-16LE",
        [ENCODING_UTF16BE] = "UTF-16BE",
        [ENCODING_WINDOWS_1252] = "CP1252",
    };
    size_t mark_length;
    *decoder = (struct decoder){.source = source};
    bool given = forced != NULL && forced->has_encoding;
    decoder->encoding = given ? force_encoding(source, forced->encoding, &mark_length)
                              : find_encoding(source, &mark_length);
    decoder->at = mark_length;
    if (decoder->encoding == ENCODING_UTF8)
        return !given || check_utf8(source, fault);
    if (decoder->encoding == ENCODING_UTF8_BOM) {
        size_t valid = utf8_valid_length((const char *)source->bytes, source->size);
        return valid == source->size
               || fault_set(fault, FAULT_DATA, source->path,
                            "byte %zu is not UTF-8 although the file says it is UTF-8; "
                            "save it again as \"CSV UTF-8\"",
                            valid + 1);
    }
    decoder->converter = iconv_open("UTF-8", converter_name[decoder->encoding]);
    if (decoder->converter == (iconv_t)-1)
        return fault_errno(fault, source->path, "cannot convert to UTF-8");
    decoder->converting = true;
    decoder->buffer = memory_allocate(CHUNK_BYTES, 1);
    return decoder->buffer != NULL || fault_memory(fault);
}

bool decoder_next(struct decoder *decoder, const char **chunk, size_t *length,
                  struct fault *fault)
{
    const struct source *source = decoder->source;
    size_t left = source->size - decoder->at;
    if (!decoder->converting) {
        *length = left < CHUNK_BYTES ? left : CHUNK_BYTES;
        *chunk = (const char *)source->bytes + decoder->at;
        decoder->at += *length;
        return true;
    }
    char *in = (char *)source->bytes + decoder->at;
    char *out = decoder->buffer;
    size_t room = CHUNK_BYTES;
    errno = 0;
    size_t status = iconv(decoder->converter, &in, &left, &out, &room);
    decoder->at = source->size - left;
    *chunk = decoder->buffer;
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
    *decoder = (struct decoder){0};
}

#include "answers/codebook.h"
#include "answers/mapping.h"
#include "base/text.h"

#include <string.h>

/* What a file was read by, as the record keeps it. */

static size_t add_list(struct aid *aid, const struct codebook *codebook,
                       enum file_part part)
{
    const struct source *source = &codebook->source[part];
    if (source->bytes == NULL)
        return 0;
    *aid = (struct aid){.kind = part == PART_STRUCTURE ? AID_STRUCTURE : AID_LABELS,
                        .name = source->path,
                        .bytes = source->bytes,
                        .size = source->size};
    memcpy(aid->hash, source->hash, sizeof aid->hash);
    return 1;
}

static size_t list_aids(struct aid aid[static AID_LIMIT], const struct mapping *mapping,
                        const struct codebook *codebook)
{
    size_t count = 0;
    if (mapping != NULL) {
        const char *json = mapping_json(mapping);
        aid[count] =
            (struct aid){.kind = AID_MAPPING, .bytes = json, .size = strlen(json)};
        sha256_text(aid[count].hash, json, strlen(json));
        count++;
    }
    if (codebook != NULL) {
        count += add_list(&aid[count], codebook, PART_STRUCTURE);
        count += add_list(&aid[count], codebook, PART_LABELS);
    }
    return count;
}

size_t answer_file_list_aids(const struct answer_file *file,
                             struct aid aid[static AID_LIMIT])
{
    return list_aids(aid, file->reading.mapping,
                     file->lists != NULL ? file->lists : file->reading.codebook);
}

bool reading_identify(char hash[static SHA256_TEXT_BYTES],
                      const struct answers_reading *reading, struct fault *fault)
{
    static const char *const kind[] = {[AID_MAPPING] = "mapping",
                                       [AID_STRUCTURE] = "structure",
                                       [AID_LABELS] = "labels"};
    struct aid aid[AID_LIMIT];
    struct text text = {0};
    size_t count = list_aids(aid, reading->mapping, reading->codebook);
    for (size_t a = 0; a < count; a++)
        text_print(&text, "%s %s\n", kind[aid[a].kind], aid[a].hash);
    if (reading->forced.has_encoding)
        text_print(&text, "encoding %s\n", encoding_name[reading->forced.encoding]);
    if (reading->forced.delimiter != '\0')
        text_print(&text, "delimiter %d\n", reading->forced.delimiter);
    bool ok = text_check(&text, fault);
    if (ok && text.length > 0)
        sha256_text(hash, text.bytes, text.length);
    else
        hash[0] = '\0';
    text_release(&text);
    return ok;
}

#include "answers/answers.h"

#include "answers/codebook.h"
#include "answers/mapping.h"
#include "base/text.h"

/* What a file was read by, as the record keeps it. */

size_t reading_list_aids(const struct answers_reading *reading,
                         struct aid aid[static AID_LIMIT])
{
    size_t count = 0;
    if (reading->mapping != NULL)
        aid[count++] = (struct aid){"mapping", &reading->mapping->source};
    if (reading->codebook == NULL)
        return count;
    const struct source *structure = &reading->codebook->source[PART_STRUCTURE];
    const struct source *labels = &reading->codebook->source[PART_LABELS];
    if (structure->bytes != NULL)
        aid[count++] = (struct aid){"structure", structure};
    if (labels->bytes != NULL)
        aid[count++] = (struct aid){"labels", labels};
    return count;
}

bool reading_identify(char hash[static SHA256_TEXT_BYTES],
                      const struct answers_reading *reading, struct fault *fault)
{
    struct aid aid[AID_LIMIT];
    struct text text = {0};
    size_t count = reading_list_aids(reading, aid);
    for (size_t a = 0; a < count; a++)
        text_print(&text, "%s %s\n", aid[a].kind, aid[a].source->hash);
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

#include "document/document.h"

#include <math.h>

#define DECIMAL_LIMIT                                                                  \
    1000000 /* the size of a decimal, and the parts of 1 it may have */
#define NANO_IN_MICRO 1000

/* A real is the double nearest to what stands in the file, and document_parse() lets
   none in that another decimal of as many digits would be nearest to as well. So it is
   so many millionths when, and only when, their quotient gives the same double. */
static bool read_real(const struct part *part, double real, int64_t *nano)
{
    if (!(fabs(real) <= DECIMAL_LIMIT))
        return document_wrong(part, NULL, "must lie from -%d to %d", DECIMAL_LIMIT,
                              DECIMAL_LIMIT);
    long long micro = llround(real * DECIMAL_LIMIT);
    if ((double)micro / DECIMAL_LIMIT != real)
        return document_wrong(part, NULL, "must have at most 6 digits after the point");
    *nano = (int64_t)micro * NANO_IN_MICRO;
    return true;
}

static bool read_decimal(const struct part *part, int64_t *nano)
{
    if (json_is_real(part->json))
        return read_real(part, json_real_value(part->json), nano);
    if (!json_is_integer(part->json))
        return document_wrong(part, NULL, "must be a number");
    json_int_t whole = json_integer_value(part->json);
    if (whole < -DECIMAL_LIMIT || whole > DECIMAL_LIMIT)
        return document_wrong(part, NULL, "must lie from -%d to %d", DECIMAL_LIMIT,
                              DECIMAL_LIMIT);
    *nano = (int64_t)whole * DECIMAL_LIMIT * NANO_IN_MICRO;
    return true;
}

bool document_read_decimal(const struct part *part, const char *key, bool required,
                           int64_t *nano)
{
    struct part member = document_read_member(part, key, required);
    return member.json != NULL && read_decimal(&member, nano);
}

bool document_read_decimal_item(const struct part *array, size_t index, int64_t *nano)
{
    struct part item = document_read_item(array, index);
    return item.json != NULL && read_decimal(&item, nano);
}

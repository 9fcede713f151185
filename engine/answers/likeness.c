#include "answers/suggest.h"
#include "answers/wordings.h"
#include "base/names.h"

#include <string.h>

/* How much two texts are alike, by the parts they have in common. */

void make_trace(struct trace *trace, const char *text)
{
    char folded[WORDING_BYTES];
    size_t length = wording_fold(folded, sizeof folded, text, strlen(text));
    *trace = (struct trace){0};
    if (length >= sizeof folded)
        return;
    for (size_t at = 0; at + 3 <= length; at++) {
        uint64_t bit = hash_bytes(folded + at, 3, 0) % TRACE_BITS;
        uint64_t mark = UINT64_C(1) << (bit % 64);
        trace->count += (trace->bits[bit / 64] & mark) == 0;
        trace->bits[bit / 64] |= mark;
    }
}

double likeness(const struct trace *left, const struct trace *right)
{
    unsigned common = 0;
    if (left->count == 0 || right->count == 0)
        return 0;
    for (size_t i = 0; i < TRACE_BITS / 64; i++)
        common += (unsigned)__builtin_popcountll(left->bits[i] & right->bits[i]);
    return 2.0 * common / (left->count + right->count);
}

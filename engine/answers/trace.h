#ifndef ANSWERS_TRACE_H
#define ANSWERS_TRACE_H

/* Where the answers of one unit stand in its file, asked while it is read again. In a
   table of institutions that is known from its header; forms and gathered files say it
   column by column of the header they become. */

#include "answers/form.h"

struct trace_place {
    size_t column_fed; /* of that header */
    size_t row;        /* of the file, as all below */
    size_t column;
    size_t heading_row;
    size_t heading_column;
};

struct tracing {
    struct answers_trace *trace; /* what is found goes there */
    uint32_t unit;
    size_t row; /* the unit's, as it is on record */
    struct trace_place *place;
    size_t place_count;
    size_t place_capacity;
};

/* answers_read_as() with an eye on a unit; NULL = none. */
bool answers_read_tracing(struct answer_file *file, const struct source *source,
                          const struct questionnaire *questionnaire,
                          const struct population *population,
                          const struct answers_reading *reading,
                          struct tracing *tracing, struct problems *problems,
                          struct fault *fault) MUST_CHECK;

/* Whether the row just read is the unit's that is asked for. */
static inline bool tracing_wants(const struct reader *reader)
{
    return reader->tracing != NULL && reader->unit == reader->tracing->unit;
}

bool tracing_add(struct tracing *tracing, const struct trace_place *place,
                 struct fault *fault) MUST_CHECK;

/* When the file is read and before the reader is closed: fills in the trace. `form` is
   NULL for other files. */
bool tracing_settle(struct reader *reader, const struct form *form,
                    const struct tables *tables) MUST_CHECK;

/* Why each answer of the row that was found is what it is; false when memory is short.
 */
bool trace_find_senses(struct answers_trace *trace,
                       const struct questionnaire *questionnaire,
                       const struct mapping *mapping) MUST_CHECK;

#endif

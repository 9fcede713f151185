#ifndef ANSWERS_MAPPING_H
#define ANSWERS_MAPPING_H

/* What the columns and answers of a tool's files are, where neither ids nor texts tell.
 */

#include "base/arena.h"
#include "base/names.h"
#include "questionnaire/questionnaire.h"

#define MAPPING_FORMAT "baseline-mapping-1"

/* Of one question. */
struct mapped_answers {
    uint32_t question;
    struct names seen; /* folded */
    int8_t *option;    /* by number of what was seen */
};

struct mapping {
    const char *unit;    /* the header of the institutions' column, folded, or NULL */
    struct names column; /* headers, folded */
    const char **target; /* by number of the header: an id, or NULL = not to be read */
    struct mapped_answers *answers;
    size_t answers_count;
    struct names names;
    struct arena arena;
    char *json; /* all of it, as it was loaded */
};

struct reader;
struct dictionary;

/* NO_OPTION where the mapping says nothing of what was seen. */
int mapping_find_answer(const struct mapped_answers *mapped, const char *cell,
                        size_t length);

/* Whether the header is the one that heads the institutions. */
bool mapping_names_unit(const struct mapping *mapping, const char *header);

/* Dictionaries for the questions that the reader's mapping has answers of. */
bool mapping_open(struct reader *reader);

/* That of a question, or NULL. */
struct dictionary *mapping_dictionary(const struct reader *reader, uint32_t question);

/* Whether a target names a question or a part of one. */
bool match_target(const struct reader *reader, const char *target);

#endif

#ifndef ANSWERS_MAPPING_H
#define ANSWERS_MAPPING_H

/* What the columns and answers of a tool's files are, where neither ids nor texts tell.
 */

#include "answers/answers.h"
#include "answers/moment.h"
#include "base/arena.h"
#include "base/names.h"
#include "questionnaire/questionnaire.h"
#include "table/table.h"

#define MAPPING_FORMAT "baseline-mapping-1"

/* What the numbers in cells are: codes of answers, or places in the list of them, 1 =
   the first. */
enum number_kind { NUMBER_UNTOLD, NUMBER_CODE, NUMBER_PLACE };

/* Of one question, or of one column. */
struct mapped_answers {
    uint32_t question;
    enum mapped_by by;
    bool everywhere;   /* no column is said to be the question's: it is any that is */
    struct names seen; /* folded */
    int8_t *option;    /* by number of what was seen */
    size_t capacity;   /* of `option`, where it grows */
};

struct mapping {
    const char *unit;    /* the header of the institutions' column, folded, or NULL */
    struct names column; /* headers, folded */
    const char **target; /* by number of the header: an id, or NULL = not to be read */
    struct names personal; /* headers, folded, of what is about persons */
    struct mapped_answers *answers;
    size_t answers_count;
    enum number_kind numbers; /* of the questions that the next does not have */
    uint8_t *numbers_of;      /* number_kind by question, or NULL */
    enum date_order dates;
    struct table_forced forced;
    struct names names;
    struct arena arena;
    char *json; /* all of it, as it was loaded */
};

struct reader;
struct column;
struct dictionary;

/* NO_OPTION where the mapping says nothing of what was seen. */
int mapping_find_answer(const struct mapped_answers *mapped, const char *cell,
                        size_t length);

/* Whether it says of a header, folded, what it is. */
bool mapping_names_column(const struct mapping *mapping, const char *folded,
                          size_t length);

/* The same of a header as it is written. */
bool mapping_speaks_of(const struct mapping *mapping, const char *header);

/* Whether it says anything of a file whatever its columns are. */
bool mapping_is_general(const struct mapping *mapping);

/* Adds an answer, folded, to a list that grows. */
bool mapped_answers_add(struct mapped_answers *answers, const char *seen, size_t length,
                        int option);

/* Whether it says of a header, folded, that it is about persons; NULL = there is none.
 */
bool mapping_is_personal(const struct mapping *mapping, const char *folded,
                         size_t length);

/* Whether the header is the one that heads the institutions. */
bool mapping_names_unit(const struct mapping *mapping, const char *header);

/* Dictionaries for the questions that the reader's mapping has answers of. */
bool mapping_open(struct reader *reader);

/* That of the question, or the option, of a column; NULL where the mapping says nothing
   of its answers, or says it of columns that it names. */
struct dictionary *mapping_dictionary_of(const struct reader *reader,
                                         const struct column *column, bool named);

/* The question whose answers stand in a column: an option's own. NAMES_NONE where
   there is none. */
uint32_t mapping_question_in(const struct column *column);

/* What a mapping says of the numbers of a question; NULL = there is none. */
enum number_kind mapping_number_kind(const struct mapping *mapping, uint32_t question);

/* Whether a target names a question or a part of one. */
bool match_target(const struct reader *reader, const char *target);

#endif

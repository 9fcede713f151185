#ifndef QUALITY_LOOK_H
#define QUALITY_LOOK_H

/* One pass over the rows of a round, each looked at in every way. */

#include "base/text.h"
#include "quality/quality.h"

#define LISTED_LIMIT 8 /* questions that a message names */

/* A row as it counts: what was not to be asked is ANSWER_NOT_ASKED. */
struct sheet {
    const struct questionnaire *questionnaire;
    const struct answers *answers;
    int8_t *code;    /* by question */
    int64_t *number; /* by number */
};

bool sheet_open(struct sheet *sheet, const struct quality_sheets *sheets,
                struct fault *fault) MUST_CHECK;
void sheet_read(struct sheet *sheet, uint32_t row);
void sheet_close(struct sheet *sheet);

/* Whether a question was answered, and by what; of an option of several, neither. */
bool sheet_has(const struct sheet *sheet, uint32_t question, enum option_state state);

/* "S05 = 3"; of a question that takes several, all that were chosen. */
void sheet_print(struct text *text, const struct sheet *sheet, uint32_t question);

/* How many steps up the different values of the scale lead from one value to another,
   either way. */
uint32_t levels_between(const struct scale *scale, int64_t one, int64_t other);

/* Questions that might have been answered straight down: those of one scale in one
   section, or in all. */
struct battery {
    const struct scale *scale;
    uint32_t section; /* NAMES_NONE: all */
    uint32_t question_count;
    uint32_t answered; /* in the row being looked at … */
    uint32_t with[OPTION_LIMIT];
    uint32_t first; /* … from this question … */
    uint32_t last;
};

/* A question of this round and the one it goes on from. */
struct pair {
    uint32_t now;
    uint32_t before;
};

struct looking {
    const struct quality_sheets *now;
    const struct quality_sheets *before;
    const struct quality_plan *plan;
    size_t *found;
    struct problems *problems;
    struct fault *fault;
    struct sheet sheet;
    struct sheet earlier;
    struct battery *battery;
    size_t battery_count;
    uint32_t *section_battery; /* by question, or NAMES_NONE */
    uint32_t *whole_battery;
    struct pair *pair;
    size_t pair_count;
    uint32_t *earlier_row; /* by unit of the round before, or NAMES_NONE */
    struct text list;      /* of what a message names */
    size_t next_comment;
};

/* Each tells of the row that stands in looking->sheet. */
bool look_at_same_answers(struct looking *looking, uint32_t row) MUST_CHECK;
bool look_at_contradictions(struct looking *looking, uint32_t row) MUST_CHECK;
bool look_at_jumps(struct looking *looking, uint32_t row) MUST_CHECK;
bool look_at_states(struct looking *looking, uint32_t row) MUST_CHECK;

/* Of all rows at once. */
bool look_at_identical(struct looking *looking) MUST_CHECK;

/* What they need to know of the questions. */
bool find_batteries(struct looking *looking) MUST_CHECK;
bool find_pairs(struct looking *looking) MUST_CHECK;

const char *unit_of(const struct looking *looking, uint32_t row);

/* Another question on the list, of which only the first LISTED_LIMIT are named. */
void list_begin(struct looking *looking);
bool list_wants(struct looking *looking, size_t number);

#endif

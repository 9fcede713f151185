#ifndef ANSWERS_SUCCESSION_H
#define ANSWERS_SUCCESSION_H

/* Which of two sheets of answers from one institution stands: a final one before a
   draft; of two alike the one that was given later, where both say when; else the one
   that came last, which within one import is the one whose file has the later name.
   Part of answers.h. */

#include "answers/moment.h"
#include "base/problems.h"

/* What is known of a sheet besides its answers. */
struct sending {
    bool draft;
    struct moment moment; /* when it was given, as far as its file says */
};

enum succession_rule { SUCCESSION_FINAL, SUCCESSION_TIME, SUCCESSION_LAST };

/* As the record keeps them. */
extern const char *const succession_rule_name[];

/* Whether the one that came later stands, and by which rule. */
bool sending_succeeds(enum succession_rule *rule, const struct sending *later,
                      const struct sending *earlier);

/* Two sheets of one institution, told where the one that came later is. */
struct meeting {
    const char *where;
    size_t row;
    const char *unit;
    const char *unit_name;
    const char *other_file;
    size_t other_row;
    enum succession_rule rule;
    bool stands; /* the later one */
    bool open;   /* their times are known, and could be read either way */
};

bool meeting_tell(const struct meeting *meeting, struct problems *problems,
                  struct fault *fault) MUST_CHECK;

#endif

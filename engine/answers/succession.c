#include "answers/succession.h"

#include "base/catalogue.h"
#include "base/text.h"

#include <string.h>

const char *const succession_rule_name[] = {[SUCCESSION_FINAL] = "final",
                                            [SUCCESSION_TIME] = "time",
                                            [SUCCESSION_LAST] = "last"};

bool sending_succeeds(enum succession_rule *rule, const struct sending *later,
                      const struct sending *earlier)
{
    if (later->draft != earlier->draft) {
        *rule = SUCCESSION_FINAL;
        return earlier->draft;
    }
    int order = moment_compare(&later->moment, &earlier->moment);
    *rule = order == 0 ? SUCCESSION_LAST : SUCCESSION_TIME;
    return order >= 0;
}

/* By rule, and whether the later one stands. */
static const char *const said[][2] = {
    [SUCCESSION_FINAL] =
        {SPOKEN_LATER("\"%s\" (%s) is final in \"%s\", row %zu; this draft is kept and "
                      "does not count"),
         SPOKEN_LATER("\"%s\" (%s) has a draft in \"%s\" too, row %zu; this row is "
                      "final and stands")},
    [SUCCESSION_TIME] =
        {SPOKEN_LATER("\"%s\" (%s) answered in \"%s\" too, row %zu; this row was given "
                      "earlier, is kept and does not count"),
         SPOKEN_LATER("\"%s\" (%s) answered in \"%s\" too, row %zu; this row was given "
                      "later and stands")},
    [SUCCESSION_LAST] =
        {"",
         SPOKEN_LATER("\"%s\" (%s) answered in \"%s\" too, row %zu; nothing says which "
                      "was given later, and this row stands: its file has the later "
                      "name")},
};

static const char said_of_open_times[] =
    SPOKEN_LATER("\"%s\" (%s) answered in \"%s\" too, row %zu; which was given later "
                 "hangs on whether their times begin with the day or the month, and "
                 "this row stands: its file has the later name; \"dates\" in a mapping "
                 "says it");

bool meeting_tell(const struct meeting *meeting, struct problems *problems,
                  struct fault *fault)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    struct problems_mark mark = problems_mark(problems);
    return problems_add(
               problems, SEVERITY_WARNING, meeting->where, meeting->row, 0, fault,
               meeting->rule == SUCCESSION_LAST && meeting->open
                   ? said_of_open_times
                   : said[meeting->rule][meeting->stands],
               meeting->unit, meeting->unit_name,
               text_excerpt(excerpt, meeting->other_file, strlen(meeting->other_file)),
               meeting->other_row)
           && problems_attribute(problems, &mark, meeting->unit, fault);
}

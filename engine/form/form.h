#ifndef FORM_FORM_H
#define FORM_FORM_H

/* The form that people fill in: a row a question, as a workbook with lists to choose
   from or as CSV. answers_read() takes it back as it is saved. Nothing is computed from
   it; it asks. */

#include "answers/answers.h"
#include "base/text.h"

/* What is filled in beforehand for one institution. */
struct form_unit {
    const char *id;
    const char *name;
    const char *owner; /* the group that owns it, or NULL */
};

/* What the unit answered in an earlier round, shown beside and never filled in. */
struct form_earlier {
    const char *round; /* "2018" */
    const struct questionnaire *questionnaire;
    const struct answers *answers;
    uint32_t row;
};

struct form_sheet {
    const struct questionnaire *questionnaire;
    enum language language;
    const struct form_unit *unit;       /* NULL = whoever fills it in says who it is */
    const struct form_earlier *earlier; /* NULL = there is none */
};

/* The bytes of a workbook of two sheets for people, the guide and the form; the same
   bytes for the same form. */
bool form_write_workbook(struct text *bytes, const struct form_sheet *sheet,
                         struct fault *fault) MUST_CHECK;

/* The bytes of a CSV that Excel in Danish opens by a double click. */
bool form_write_csv(struct text *bytes, const struct form_sheet *sheet,
                    struct fault *fault) MUST_CHECK;

/* The guide alone, as plain text of the same kind; whose form it is does not matter. */
bool form_write_guide(struct text *bytes, const struct form_sheet *sheet,
                      struct fault *fault) MUST_CHECK;

#endif

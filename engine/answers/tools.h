#ifndef ANSWERS_TOOLS_H
#define ANSWERS_TOOLS_H

/* The columns that survey tools put beside the answers, by the names they give them. */

#include "answers/reader.h"

/* What a tool's column is: one of the COLUMN_… that hold no answer, or TOOL_ID. */
enum tool_column {
    TOOL_NONE,
    TOOL_ID, /* the tool's own number of a response */
    TOOL_UNREAD,
    TOOL_PERSONAL,
    TOOL_SUBMITTED, /* when it was sent in; empty = it was not */
    TOOL_FINISHED,
    TOOL_CHANGED,
    TOOL_BEGUN,
    TOOL_STATE,     /* whether it is a draft */
    TOOL_COMPLETED, /* the same as a mark that it was sent in */
    TOOL_OWN        /* not read, and only in a file of the tool's */
};

struct tool_name {
    const char *name; /* folded */
    enum tool_column column;
    bool telling; /* no other kind of file has it */
    enum date_order dates;
    enum tool_codes codes; /* of the tool */
};

/* NULL when no tool has a column of the name. */
const struct tool_name *tool_name_find(const char *folded);

/* Whether LimeSurvey alone has a column of the name. */
bool is_name_of_limesurvey(const char *folded);

/* Whether a cell is what LimeSurvey writes where a question, or an option, was not
   shown or not answered: of options, and of questions that take yes or no, unless the
   scale has an answer that is called so. */
bool is_unshown(const char *cell, size_t length);
bool is_unshown_on(const struct scale *scale, const char *cell, size_t length);

/* The option that a tool's own way of saying it means: "Y" and "N", "-oth-". -1 when
   none does. */
int scale_find_for_tool(const struct scale *scale, const char *cell, size_t length);

/* The option whose label it is, with tags and character references of HTML that a
   tool's editor has put in; -1 when there is none. */
int scale_find_marked_up(const struct scale *scale, const char *cell, size_t length);

#endif

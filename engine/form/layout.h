#ifndef FORM_LAYOUT_H
#define FORM_LAYOUT_H

/* What stands on a form, line by line, whatever kind of file it becomes. Texts and
   lists live as long as the layout. Private to the room. */

#include "base/arena.h"
#include "form/form.h"
#include "form/phrases.h"

/* Above the headings. */
enum top { TOP_TITLE, TOP_EDITION, TOP_UNIT, TOP_STATE, TOP_HOW, TOP_COUNT };

#define TOP_CELLS 4

/* Below them. Only the last two kinds have an id and take answers. */
enum line_kind { LINE_SECTION, LINE_TEXT, LINE_LEVEL, LINE_QUESTION, LINE_OPTION };

struct line {
    enum line_kind kind;
    uint32_t question; /* NAMES_NONE where it has none */
    uint32_t asker; /* the question whose conditions it hangs on: that of an option */
    const char *cell[FORM_COLUMN_COUNT]; /* "" where there is nothing */
    const char **choice;                 /* answers to choose from, in order */
    size_t choice_count;
    bool takes_number;
    size_t option_count; /* lines of options that follow */
};

struct layout {
    const struct form_sheet *sheet;
    const char *top[TOP_COUNT][TOP_CELLS];
    const char *heading[FORM_COLUMN_COUNT];
    bool has[FORM_COLUMN_COUNT]; /* columns that hold anything */
    bool choices_beside;         /* in their own column, and not in the help */
    struct line *line;
    size_t line_count;
    size_t line_capacity;
    size_t *line_of;  /* by question: its line */
    struct text text; /* what is being composed */
    struct names names;
    struct arena arena;
    struct fault *fault;
};

bool layout_build(struct layout *layout, const struct form_sheet *sheet,
                  bool choices_beside, struct fault *fault) MUST_CHECK;
void layout_release(struct layout *layout);

/* What the layout has composed, kept; then composes anew. NULL when memory is short. */
const char *keep_composed(struct layout *layout);
const char *in_language(const struct layout *layout, const struct wording *wording);

/* Whether the levels that a section describes are the answers of the scale. */
bool describes_scale(const struct questionnaire *questionnaire, uint32_t section,
                     const struct scale *scale);

/* Appends an option as it is shown to who answers a question of the section. */
void add_choice(const struct layout *layout, struct text *text, uint32_t section,
                const struct scale *scale, const struct option *option);

/* What may be answered on a line: the list, and whether it takes a number. */
bool list_choices(struct layout *layout, struct line *line) MUST_CHECK;

/* Appends what a number may be; nothing where the line takes none. */
void add_number_range(const struct layout *layout, struct text *text,
                      const struct line *line);

/* Appends when the question is asked; nothing where it always is. */
void add_conditions(const struct layout *layout, struct text *text, uint32_t question);

/* Makes bounds on the value of a number into bounds on what is answered. */
void turn_around(struct condition *condition, const struct question *question);

/* Appends what was answered to the line's question in the round before. */
void add_earlier(const struct layout *layout, struct text *text,
                 const struct line *line);

/* The n'th option with a value of a scale that takes several, and back. */
const struct option *member_option(const struct questionnaire *questionnaire,
                                   uint32_t member);

#endif

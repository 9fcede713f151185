#include "base/exact.h"
#include "base/memory.h"
#include "cli/figure.h"
#include "cli/pointer.h"
#include "emit/emit.h"

#include <string.h>

/* A figure that was found in a file: whether this record gives the same one. */

/* The file of the same reader, made of the record as a run makes it. */
static bool make_mine(struct figure_account *figure, struct fault *fault)
{
    struct text text = {0};
    bool ok = emit_text(&text, &figure->disclosed, fault);
    if (ok) {
        figure->address.mine = json_loadb(text.bytes, text.length, 0, NULL);
        ok = figure->address.mine != NULL || fault_memory(fault);
    }
    text_release(&text);
    return ok;
}

/* Whether the two ways lead past the same things: areas, questions, groups by name. */
static bool passes_same(const struct pointer *one, const struct pointer *other)
{
    static const char *const name[] = {"id", "level", "code", "year", "from"};
    if (one->found != other->found)
        return false;
    for (size_t at = 1; at < one->found; at++)
        for (size_t n = 0; n < sizeof name / sizeof *name; n++) {
            const json_t *left = json_object_get(one->at[at], name[n]);
            const json_t *right = json_object_get(other->at[at], name[n]);
            if (left != NULL
                && (right == NULL || !json_equal((json_t *)left, (json_t *)right)))
                return false;
        }
    return true;
}

static const char *write_value(struct figure_account *figure, const json_t *value)
{
    struct text text = {0};
    char *written = value == NULL ? NULL
                                  : json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT
                                                          | JSON_REAL_PRECISION(15));
    if (value != NULL && written == NULL)
        text.short_of_memory = true;
    text_add(&text, written == NULL ? "" : written);
    memory_release(written);
    return figure_hold(figure, &text);
}

static bool compare_files(struct figure_account *figure, struct pointer *theirs,
                          struct fault *fault)
{
    struct figure_address *address = &figure->address;
    struct pointer mine = *theirs;
    const json_t *one = json_object_get(address->document, "questionnaire");
    const json_t *other = json_object_get(address->mine, "questionnaire");
    pointer_walk(&mine, address->mine);
    if (mine.found == mine.count)
        address->here = mine.at[mine.found];
    if (strcmp(pointer_string(one, "definition_sha256"),
               pointer_string(other, "definition_sha256"))
        != 0)
        return figure_disagree(
            figure, fault,
            "the file is of another record: it was scored by another "
            "definition",
            "", "");
    if (!passes_same(theirs, &mine))
        return figure_disagree(figure, fault,
                               "the file is of another record: something else stands "
                               "there now",
                               "", "");
    if (address->there == NULL
        || json_equal((json_t *)address->there, (json_t *)address->here))
        return true;
    return figure_disagree(figure, fault,
                           "the file is of another record: there stands %s, and this "
                           "one gives %s",
                           write_value(figure, address->there),
                           write_value(figure, address->here));
}

/* Whether the number in the file made of the record is the one the steps came to. */
static bool is_number(const json_t *value, const struct figure_line *line)
{
    if (!json_is_number(value))
        return true; /* withheld, a whole or a text */
    if (line->kind == KIND_NANO)
        return json_number_value(value) == (double)line->value / (double)POINT;
    return line->kind == KIND_WHOLE && json_number_value(value) == (double)line->value;
}

bool figure_check_address(struct figure_account *figure, struct fault *fault)
{
    struct pointer pointer;
    struct figure_address *address = &figure->address;
    char *taken_apart = memory_copy_text(address->pointer, strlen(address->pointer));
    bool ok = taken_apart == NULL
                  ? fault_memory(fault)
                  : pointer_follow(&pointer, taken_apart, address->document, fault);
    ok = ok && make_mine(figure, fault) && compare_files(figure, &pointer, fault);
    /* What stands elsewhere in another file proves nothing. */
    if (ok && figure->unit_record.disagreements.problem_count == 0
        && figure->line_count == 1 && figure->subject != OF_NOTHING
        && !is_number(address->here, &figure->line[0]))
        ok = figure_disagree(figure, fault,
                             "the steps do not come to the figure in the results", "",
                             "");
    memory_release(taken_apart);
    return ok;
}

#include "answers/match.h"

#include "answers/codebook.h"
#include "answers/tools.h"
#include "base/guard.h"

#include <stdio.h>
#include <string.h>

#define NAME_BYTES 128

/* What a header's cell names: an id, an id with a part, an id before the question's
   text, the text itself, or a column that survey tools have beside the answers. */

static bool folded_is(const char *folded, const char *name)
{
    char other[NAME_BYTES];
    text_fold(other, sizeof other, name, strlen(name));
    return strcmp(folded, other) == 0;
}

static bool is_among(const char *folded, const char *const *name, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (folded_is(folded, name[i]))
            return true;
    return false;
}

/* Bytes of the mark that ends an id before a text, 0 when none stands here. */
static size_t mark_length(const char *folded)
{
    static const char *const mark[] = {". ", ": ", ") ", " - ", " "};
    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++)
        if (strncmp(folded, mark[i], strlen(mark[i])) == 0)
            return strlen(mark[i]);
    return 0;
}

/* What may stand between an id and a text. */
static bool is_mark(char byte)
{
    return byte > 0 && !(byte >= 'a' && byte <= 'z') && !(byte >= '0' && byte <= '9');
}

/* Bytes of a header before the part in brackets at its end; all where there is none. */
size_t match_stem_length(const char *folded, size_t length)
{
    size_t stem = length;
    if (length == 0 || folded[length - 1] != ']')
        return length;
    while (stem > 0 && folded[stem - 1] != '[')
        stem--;
    stem -= stem > 0;
    while (stem > 0 && folded[stem - 1] == ' ')
        stem--;
    return stem == 0 ? length : stem;
}

/* Whether the rest of a header is the text of the question its id stands before. */
static bool is_text_of(const struct reader *reader, const struct column *found,
                       const char *rest, size_t length)
{
    size_t stem = match_stem_length(rest, length);
    return length > 0
           && (wording_is_of(reader->questionnaire, found->question, rest, length)
               || wording_is_of(reader->questionnaire, found->question, rest, stem));
}

/* The same, or there is a mark between them that says so. */
static bool goes_with(const struct reader *reader, const struct column *found,
                      const char *folded, size_t length, size_t at)
{
    size_t mark = mark_length(folded + at);
    if (mark > 0 && (folded[at] != ' ' || mark > 1))
        return true;
    while (at < length && is_mark(folded[at]))
        at++;
    return is_text_of(reader, found, folded + at, length - at);
}

/* "id. text", "id: text", "id) text", "id - text", or with any other mark where the
   text is that of the question; the longest id that is one. */
static bool match_before_text(const struct reader *reader, struct column *found,
                              const char *folded, size_t length)
{
    for (size_t at = length < NAME_BYTES ? length : NAME_BYTES; at-- > 1;)
        if (is_mark(folded[at])) {
            struct column column = *found;
            if (match_id(reader, &column, folded, at)
                && goes_with(reader, &column, folded, length, at)) {
                *found = column;
                return true;
            }
        }
    return false;
}

uint32_t match_question(const struct reader *reader, const char *folded, size_t length)
{
    struct column column = {.member = NAMES_NONE};
    uint32_t other[2];
    uint32_t number = wordings_find(&reader->wordings, folded, length);
    if (number == NAMES_NONE && match_before_text(reader, &column, folded, length)
        && column.use != COLUMN_MEMBER && column.use != COLUMN_COMMENT)
        number = column.question;
    if (number == NAMES_NONE)
        number = abbreviated_question(reader, folded, length, other);
    return number;
}

/* The question that is a row of a grid: "stem - row", or the row alone. */
static uint32_t find_row(const struct reader *reader, const char *stem,
                         size_t stem_length, const char *part, size_t part_length)
{
    static const char *const between[] = {" - ", ": ", " ", ", "};
    char joined[WORDING_BYTES + 4];
    for (size_t i = 0; i < sizeof between / sizeof *between; i++) {
        int length = snprintf(joined, sizeof joined, "%.*s%s%.*s", (int)stem_length,
                              stem, between[i], (int)part_length, part);
        uint32_t row = wordings_find(&reader->wordings, joined, (size_t)length);
        if (row < WORDING_SHARED)
            return row;
    }
    return NAMES_NONE;
}

/* "text [part]": an option or a layer of the question, or a row of a grid. */
static enum match match_bracket(const struct reader *reader, struct column *found,
                                const char *folded, size_t length)
{
    size_t stem = match_stem_length(folded, length);
    if (stem == length)
        return MATCH_NONE;
    const char *part = strchr(folded + stem, '[') + 1;
    size_t part_length = (size_t)(folded + length - 1 - part);
    for (; part_length > 0 && *part == ' '; part++)
        part_length--;
    while (part_length > 0 && part[part_length - 1] == ' ')
        part_length--;
    uint32_t row = find_row(reader, folded, stem, part, part_length);
    uint32_t number = row < WORDING_SHARED ? row : match_question(reader, folded, stem);
    if (number == WORDING_SHARED)
        return MATCH_SHARED;
    if (row < WORDING_SHARED)
        match_use_question(reader, found, row);
    else if (number != NAMES_NONE)
        return match_part_of(reader, found, number, part, part_length) ? MATCH_FOUND
                                                                       : MATCH_NONE;
    else {
        row = wordings_find(&reader->wordings, part, part_length);
        if (row >= WORDING_SHARED)
            return MATCH_NONE;
        match_use_question(reader, found, row);
    }
    return MATCH_FOUND;
}

/* "stem - row" of a grid whose rows are questions that know no stem, or "text - part"
   of a question that takes several. */
static enum match match_row(const struct reader *reader, struct column *found,
                            const char *folded, size_t length)
{
    static const char mark[] = " - ";
    const size_t mark_bytes = sizeof mark - 1;
    for (size_t at = length; at-- > 1;)
        if (strncmp(folded + at, mark, mark_bytes) == 0) {
            uint32_t row = wordings_find(&reader->wordings, folded + at + mark_bytes,
                                         length - at - mark_bytes);
            if (row < WORDING_SHARED) {
                match_use_question(reader, found, row);
                return MATCH_FOUND;
            }
            uint32_t whole = wordings_find(&reader->wordings, folded, at);
            if (whole < WORDING_SHARED
                && match_part_of(reader, found, whole, folded + at + mark_bytes,
                                 length - at - mark_bytes))
                return MATCH_FOUND;
        }
    return MATCH_NONE;
}

static enum match match_text(const struct reader *reader, struct column *found,
                             const char *folded, size_t length)
{
    uint32_t other[2];
    uint32_t number = wordings_find(&reader->wordings, folded, length);
    if (number == NAMES_NONE)
        number = abbreviated_question(reader, folded, length, other);
    if (number == WORDING_SHARED)
        return MATCH_SHARED;
    if (number != NAMES_NONE) {
        match_use_question(reader, found, number);
        return MATCH_FOUND;
    }
    enum match match = folded[length - 1] == ']'
                           ? match_bracket(reader, found, folded, length)
                           : MATCH_NONE;
    if (match == MATCH_NONE && match_before_text(reader, found, folded, length))
        match = MATCH_FOUND;
    return match == MATCH_NONE ? match_row(reader, found, folded, length) : match;
}

/* A definition may say that "name" is to be left unread, since it is the institution's;
   what a survey tool calls so is whoever answered. */
static bool is_of_person(const struct reader *reader, const char *folded)
{
    return names_contact(folded) || (reader->heading.by_tool && names_personal(folded));
}

/* Columns that say nothing about answers: those the definition names, and those that
   say where a unit belongs. */
static bool is_left_unread(const struct questionnaire *questionnaire,
                           const char *folded)
{
    return is_among(folded, questionnaire->group_column,
                    questionnaire->group_column_count)
           || is_among(folded, questionnaire->other_column,
                       questionnaire->other_column_count);
}

static bool match_tool(const struct reader *reader, struct column *found,
                       const char *folded)
{
    static const enum column_use use[] = {
        [TOOL_ID] = COLUMN_OTHER,
        [TOOL_UNREAD] = COLUMN_OTHER,
        [TOOL_PERSONAL] = COLUMN_PERSONAL,
        [TOOL_SUBMITTED] = COLUMN_SUBMITTED,
        [TOOL_FINISHED] = COLUMN_FINISHED,
        [TOOL_CHANGED] = COLUMN_CHANGED,
        [TOOL_BEGUN] = COLUMN_BEGUN,
        [TOOL_STATE] = COLUMN_STATE,
        [TOOL_COMPLETED] = COLUMN_COMPLETED,
        [TOOL_OWN] = COLUMN_OTHER,
    };
    const struct tool_name *name = tool_name_find(folded);
    if (name == NULL
        || ((name->column == TOOL_ID || name->column == TOOL_OWN)
            && !reader->heading.by_tool))
        return false;
    found->use = use[name->column];
    found->dates = name->dates;
    return true;
}

static void read_by_mapping(const struct reader *reader, struct column *found,
                            bool named)
{
    struct dictionary *own = mapping_dictionary_of(reader, found, named);
    if (own != NULL)
        found->dictionary = own;
}

/* What the mapping says of a header; its targets were looked up when it was loaded. */
static bool match_mapped(const struct reader *reader, struct column *found,
                         const char *folded, size_t length)
{
    const struct mapping *mapping = reader->mapping;
    if (mapping == NULL)
        return false;
    if (mapping->unit != NULL && strcmp(mapping->unit, folded) == 0) {
        found->use = COLUMN_UNIT;
        return true;
    }
    if (mapping_is_personal(mapping, folded, length)) {
        found->use = COLUMN_PERSONAL;
        return true;
    }
    uint32_t number = names_find(&mapping->column, folded, length);
    if (number == NAMES_NONE)
        return false;
    const char *target = mapping->target[number];
    if (target == NULL) {
        if (names_personal(folded))
            found->use = COLUMN_PERSONAL;
        return true;
    }
    bool known = match_id(reader, found, target, strlen(target));
    read_by_mapping(reader, found, true);
    return known;
}

bool is_number_of_tool(const struct reader *reader, const char *folded)
{
    const struct heading *heading = &reader->heading;
    const struct tool_name *name = tool_name_find(folded);
    if (name == NULL || name->column != TOOL_ID || !heading->by_tool || reader->is_form)
        return false;
    /* The others call theirs something else. */
    return heading->codes == TOOL_CODES_OWN || heading->other_unit;
}

/* What a name that no mapping and no list of a tool speaks of is. */
static enum match match_plain(const struct reader *reader, struct column *found,
                              const char *folded, size_t length)
{
    const struct questionnaire *questionnaire = reader->questionnaire;
    uint32_t number = questionnaire_find(questionnaire, folded, length);
    if (number != NAMES_NONE)
        match_use_question(reader, found, number);
    else if (is_among(folded, questionnaire->identified_by,
                      questionnaire->identified_by_count)) {
        bool passed_over =
            reader->heading.mapped_unit || is_number_of_tool(reader, folded);
        found->use = passed_over ? COLUMN_OTHER : COLUMN_UNIT;
    } else if (folded_is(folded, SIMULATED_COLUMN))
        found->use = COLUMN_SIMULATED;
    else if (is_left_unread(questionnaire, folded))
        found->use = is_of_person(reader, folded) ? COLUMN_PERSONAL : COLUMN_OTHER;
    else if (!match_part(reader, found, folded, length)
             && !match_tool(reader, found, folded))
        return match_text(reader, found, folded, length);
    return MATCH_FOUND;
}

/* Spaces as an exporter may have put underscores in their place. */
static enum match match_spaced(const struct reader *reader, struct column *found,
                               char *folded, size_t length)
{
    if (memchr(folded, ' ', length) != NULL || memchr(folded, '_', length) == NULL)
        return MATCH_NONE;
    for (size_t i = 0; i < length; i++)
        if (folded[i] == '_')
            folded[i] = ' ';
    while (length > 0 && folded[length - 1] == ' ')
        folded[--length] = '\0';
    return length == 0 ? MATCH_NONE : match_text(reader, found, folded, length);
}

static enum match match_folded(const struct reader *reader, struct column *found,
                               const char *cell, size_t length, bool by_lists)
{
    char folded[WORDING_BYTES];
    enum match match;
    size_t guard = guard_length(cell);
    size_t folded_length =
        wording_fold(folded, sizeof folded, cell + guard, length - guard);
    *found = (struct column){.use = COLUMN_OTHER, .member = NAMES_NONE};
    if (folded_length == 0)
        found->use = COLUMN_BEYOND;
    if (folded_length == 0 || folded_length >= sizeof folded)
        return folded_length == 0 ? MATCH_FOUND : MATCH_NONE;
    if (by_lists && own_columns_find(reader, found, &match, folded, folded_length))
        return match;
    if (match_mapped(reader, found, folded, folded_length))
        return MATCH_FOUND;
    match = match_plain(reader, found, folded, folded_length);
    if (match == MATCH_NONE)
        match = match_spaced(reader, found, folded, folded_length);
    if (match == MATCH_NONE && hints_at_person(folded)) {
        found->use = COLUMN_PERSONAL;
        return MATCH_FOUND;
    }
    if (match == MATCH_FOUND)
        read_by_mapping(reader, found, false);
    return match;
}

enum match column_match(const struct reader *reader, struct column *found,
                        const char *cell, size_t length)
{
    return match_folded(reader, found, cell, length, true);
}

enum match column_match_unlisted(const struct reader *reader, struct column *found,
                                 const char *cell, size_t length)
{
    return match_folded(reader, found, cell, length, false);
}

#include "answers/reader.h"
#include "answers/tools.h"

#include <string.h>

/* What is told where no column of a header says which institution a row is from. */

static bool is_tool_id(const char *folded)
{
    const struct tool_name *name = tool_name_find(folded);
    return name != NULL && name->column == TOOL_ID;
}

/* The column of the tool's own number, where it has a name that institutions' columns
   have; 0 = there is none. */
static size_t find_number(const struct reader *reader, const struct heading_row *header)
{
    const struct questionnaire *questionnaire = reader->questionnaire;
    for (size_t c = 0; c < header->cell_count; c++) {
        char folded[WORDING_BYTES];
        const char *cell = header->cell[c];
        size_t length = wording_fold(folded, sizeof folded, cell, strlen(cell));
        if (length >= sizeof folded || !is_number_of_tool(reader, folded))
            continue;
        for (size_t i = 0; i < questionnaire->identified_by_count; i++)
            if (strcmp(folded, questionnaire->identified_by[i]) == 0)
                return c + 1;
    }
    return 0;
}

/* What a column of institutions can be called in the file of a tool; NULL = nothing. */
static const char *find_name(const struct questionnaire *questionnaire)
{
    for (size_t i = 0; i < questionnaire->identified_by_count; i++)
        if (!is_tool_id(questionnaire->identified_by[i]))
            return questionnaire->identified_by[i];
    return NULL;
}

/* Whoever gave out the tokens may have given each institution its number. */
static const char *find_token(const struct heading_row *header)
{
    static const char *const name[] = {"token", "access code", "adgangskode"};
    for (size_t c = 0; c < header->cell_count; c++)
        for (size_t n = 0; n < sizeof name / sizeof *name; n++) {
            char folded[WORDING_BYTES];
            const char *cell = header->cell[c];
            if (wording_fold(folded, sizeof folded, cell, strlen(cell)) < sizeof folded
                && strcmp(folded, name[n]) == 0)
                return cell;
        }
    return NULL;
}

static bool tell_number(struct reader *reader, const struct heading_row *header,
                        size_t column)
{
    const char *cell = header->cell[column - 1];
    const char *unit = find_name(reader->questionnaire);
    const char *token = find_token(header);
    char excerpt[TEXT_EXCERPT_BYTES];
    char other[TEXT_EXCERPT_BYTES];
    text_excerpt(excerpt, cell, strlen(cell));
    if (token != NULL)
        return problems_add(reader->problems, SEVERITY_ERROR, reader->path, header->row,
                            column, reader->fault,
                            "\"%s\" is the survey tool's own number of a response and "
                            "no institution; say with \"unit\" in a mapping which "
                            "column is: \"unit\": \"%s\", if the tokens are the "
                            "institutions' numbers",
                            excerpt, text_excerpt(other, token, strlen(token)));
    if (unit == NULL)
        return problems_add(reader->problems, SEVERITY_ERROR, reader->path, header->row,
                            column, reader->fault,
                            "\"%s\" is the survey tool's own number of a response and "
                            "no institution; say with \"unit\" in a mapping which "
                            "column is",
                            excerpt);
    return problems_add(reader->problems, SEVERITY_ERROR, reader->path, header->row,
                        column, reader->fault,
                        "\"%s\" is the survey tool's own number of a response and no "
                        "institution; name the column that is \"%s\", or say it with "
                        "\"unit\" in a mapping",
                        excerpt, unit);
}

bool tell_no_institution(struct reader *reader, const struct heading_row *header)
{
    const char *mapped = reader->mapping == NULL ? NULL : reader->mapping->unit;
    size_t number = mapped == NULL ? find_number(reader, header) : 0;
    reader->header_wrong = true;
    if (number > 0)
        return tell_number(reader, header, number);
    return problems_add(
        reader->problems, SEVERITY_ERROR, reader->path, header->row, 0, reader->fault,
        "no column says which institution a row is from; one must be "
        "named \"%s\"",
        mapped != NULL ? mapped : reader->questionnaire->identified_by[0]);
}

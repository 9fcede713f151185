#include "answers/number.h"
#include "answers/tools.h"
#include "answers/trace.h"
#include "base/guard.h"
#include "base/memory.h"

#include <string.h>

/* Why an answer is what it is, out of the cells it was read from: by the same functions
   that read them, in the same order. */

struct sensing {
    struct answers_trace *trace;
    const struct questionnaire *questionnaire;
    const struct mapping *mapping;
};

static int8_t code_of(const struct sensing *sensing, uint32_t question)
{
    return answers_to(&sensing->trace->file.answers, question)[sensing->trace->row];
}

/* What stands in a cell, without what only keeps a spreadsheet from changing it. */
static const char *text_of(const struct traced_cell *cell)
{
    const char *text = cell->text == NULL ? "" : cell->text;
    return text + (strlen(text) > 1 ? guard_length(text) : 0);
}

static bool is_empty(const struct traced_cell *cell)
{
    const char *text = text_of(cell);
    char blank[4];
    return text_fold(blank, sizeof blank, text, strlen(text)) == 0;
}

static const struct mapped_answers *find_mapped(const struct sensing *sensing,
                                                const struct traced_cell *cell)
{
    bool by_mapping = cell->by == MAPPED_BY_MAPPING && sensing->mapping != NULL;
    for (size_t m = 0; by_mapping && m < sensing->mapping->answers_count; m++)
        if (sensing->mapping->answers[m].question == cell->question)
            return &sensing->mapping->answers[m];
    return NULL;
}

/* Of a cell that the tool's own way explains. */
static enum sense by_tool(const struct traced_cell *cell)
{
    return cell->by == MAPPED_BY_LABELS  ? SENSE_LABELS
           : cell->by == MAPPED_BY_PLACE ? SENSE_PLACE
                                         : SENSE_UNKNOWN;
}

static enum sense by_spelling(const struct scale *scale, const char *text,
                              size_t length)
{
    static const enum sense sense[] = {
        [SPELLING_CODE] = SENSE_CODE,
        [SPELLING_LABEL] = SENSE_LABEL,
        [SPELLING_SYNONYM] = SENSE_SYNONYM,
        [SPELLING_VALUE] = SENSE_VALUE,
        [SPELLING_CODE_AND_LABEL] = SENSE_CODE_AND_LABEL,
    };
    enum spelling spelling;
    if (scale_find_spelling(scale, text, length, &spelling) >= 0)
        return sense[spelling];
    if (scale_find_for_tool(scale, text, length) >= 0)
        return SENSE_TOOL;
    return scale_find_marked_up(scale, text, length) >= 0 ? SENSE_LABEL : SENSE_UNKNOWN;
}

/* Of an answer that is one option, or a number. */
static enum sense of_single(const struct sensing *sensing, uint32_t q,
                            const struct traced_cell *cell)
{
    const struct question *question = &sensing->questionnaire->question[q];
    const char *text = text_of(cell);
    if (is_empty(cell))
        return SENSE_EMPTY;
    if (code_of(sensing, q) < 0 && is_unshown_on(question->scale, text, strlen(text)))
        return SENSE_TOOL;
    if (find_mapped(sensing, cell) != NULL && question->scale->kind == SCALE_CHOICE)
        return SENSE_MAPPING;
    if (by_tool(cell) != SENSE_UNKNOWN && question->scale->kind == SCALE_CHOICE)
        return by_tool(cell);
    enum sense sense = by_spelling(question->scale, text, strlen(text));
    int64_t nano;
    if (sense != SENSE_UNKNOWN || question->scale->kind != SCALE_NUMBER)
        return sense;
    return number_read(text, strlen(text), question->scale->decimals, &nano)
                   == NUMBER_READ
               ? SENSE_NUMBER
               : SENSE_UNKNOWN;
}

/* How the option is named in a cell that lists several. */
static enum sense of_part(const struct sensing *sensing, const struct scale *scale,
                          const struct traced_cell *cell, int option)
{
    const struct mapped_answers *mapped = find_mapped(sensing, cell);
    const char *text = text_of(cell);
    size_t length = strlen(text);
    enum sense sense = by_tool(cell);
    struct dictionary dictionary = {0};
    dictionary_open(&dictionary, scale, mapped);
    for (size_t at = 0, next; at < length && sense == SENSE_UNKNOWN; at = next) {
        size_t part = several_part(&dictionary, text, at, length, &next);
        if (dictionary_find(&dictionary, text + at, part) == option)
            sense =
                mapped != NULL ? SENSE_MAPPING : by_spelling(scale, text + at, part);
    }
    dictionary_close(&dictionary);
    return sense;
}

static enum sense of_parts(const struct sensing *sensing, const struct scale *scale,
                           const struct traced_answer *answer, int option)
{
    enum sense sense = SENSE_UNKNOWN;
    for (size_t i = 0; i < answer->cell_count && sense == SENSE_UNKNOWN; i++)
        sense = of_part(sensing, scale, &answer->cell[i], option);
    return sense;
}

/* Whether the cells of a question are each of one option. */
static bool is_split(const struct traced_answer *answer)
{
    return answer->cell_count > 0 && answer->cell->of_option;
}

/* A form has a row for the question itself, where a state is written out. */
static enum sense of_options(const struct scale *scale,
                             const struct traced_answer *answer, int option)
{
    for (size_t i = 0; i < answer->cell_count && option > OPTION_GIVEN; i++) {
        const char *text = text_of(&answer->cell[i]);
        if (scale_find_option(scale, text, strlen(text)) == option)
            return by_spelling(scale, text, strlen(text));
    }
    return SENSE_BY_OPTIONS;
}

static enum sense of_several(const struct sensing *sensing, uint32_t q)
{
    const struct scale *scale = sensing->questionnaire->question[q].scale;
    const struct traced_answer *answer = &sensing->trace->answer[q];
    int8_t code = code_of(sensing, q);
    if (code < 0)
        return SENSE_EMPTY;
    if (is_split(answer))
        return of_options(scale, answer, code);
    return code == OPTION_GIVEN ? SENSE_LISTED : of_parts(sensing, scale, answer, code);
}

/* Of an option that has a cell of its own. */
static enum sense of_member(const struct sensing *sensing, uint32_t q,
                            const struct traced_cell *cell)
{
    const struct question *question = &sensing->questionnaire->question[q];
    const struct question *of = &sensing->questionnaire->question[question->of];
    const char *text = text_of(cell);
    size_t length = strlen(text);
    if (code_of(sensing, question->of) > OPTION_GIVEN)
        return SENSE_BY_WHOLE;
    if (is_empty(cell))
        return code_of(sensing, q) == 0 ? SENSE_UNMARKED : SENSE_EMPTY;
    if (find_mapped(sensing, cell) != NULL)
        return SENSE_MAPPING;
    if (by_tool(cell) != SENSE_UNKNOWN)
        return by_tool(cell);
    if (spelt_choice(text, length) != NO_OPTION)
        return SENSE_MARKED;
    if (code_of(sensing, q) <= 0 && is_unshown(text, length))
        return SENSE_TOOL;
    enum sense sense = by_spelling(question->scale, text, length);
    return sense != SENSE_UNKNOWN ? sense : by_spelling(of->scale, text, length);
}

/* Of an option that its question's cell answers, or nothing does. */
static void settle_listed(const struct sensing *sensing, uint32_t q)
{
    const struct question *question = &sensing->questionnaire->question[q];
    const struct question *of = &sensing->questionnaire->question[question->of];
    const struct traced_answer *whole = &sensing->trace->answer[question->of];
    struct traced_answer *answer = &sensing->trace->answer[q];
    int8_t code = code_of(sensing, q);
    answer->sense = SENSE_NO_CELL;
    if (whole->cell_count == 0 || is_split(whole))
        return;
    answer->cell = whole->cell;
    answer->cell_count = whole->cell_count;
    if (code < 0)
        answer->sense =
            code_of(sensing, question->of) >= 0 ? SENSE_BY_WHOLE : SENSE_EMPTY;
    else
        answer->sense = code == 0
                            ? SENSE_NOT_LISTED
                            : of_parts(sensing, of->scale, whole, option_of(of, q));
}

static void take_cells(struct answers_trace *trace)
{
    for (size_t i = 0; i < trace->cell_count; i++) {
        const struct traced_cell *cell = &trace->cell[i];
        struct traced_answer *answer = &trace->answer[cell->question];
        if (cell->comment)
            answer->comment = cell;
        else if (answer->cell_count++ == 0)
            answer->cell = cell;
    }
}

/* What stands in a draft and is no answer is left blank. */
static void settle_left_blank(const struct sensing *sensing, uint32_t q)
{
    struct traced_answer *answer = &sensing->trace->answer[q];
    bool blank = code_of(sensing, q) == ANSWER_BLANK;
    if (!answers_is_draft(&sensing->trace->file.answers, sensing->trace->row))
        return;
    for (size_t i = 0; blank && i < answer->cell_count; i++)
        if (!is_empty(&answer->cell[i]) && answer->sense != SENSE_BY_WHOLE)
            answer->sense = SENSE_LEFT_BLANK;
}

bool trace_find_senses(struct answers_trace *trace,
                       const struct questionnaire *questionnaire,
                       const struct mapping *mapping)
{
    const struct sensing sensing = {trace, questionnaire, mapping};
    trace->answer =
        memory_allocate(questionnaire->question_count, sizeof *trace->answer);
    if (trace->answer == NULL)
        return false;
    take_cells(trace);
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        struct traced_answer *answer = &trace->answer[q];
        if (answer->cell_count == 0)
            answer->sense = SENSE_NO_CELL;
        else if (question->is_member)
            answer->sense = of_member(&sensing, q, answer->cell);
        else if (question->scale->kind == SCALE_SEVERAL)
            answer->sense = of_several(&sensing, q);
        else
            answer->sense = of_single(&sensing, q, answer->cell);
    }
    /* Once it is known which options have cells of their own. */
    for (uint32_t q = 0; q < questionnaire->question_count; q++)
        if (questionnaire->question[q].is_member && trace->answer[q].cell_count == 0)
            settle_listed(&sensing, q);
    for (uint32_t q = 0; q < questionnaire->question_count; q++)
        settle_left_blank(&sensing, q);
    return true;
}

#include "cli/explain.h"

#include "base/exact.h"
#include "cli/explain_phrases.h"
#include "cli/page.h"

#include <string.h>

#define STATE_WIDTH 16
#define ID_WIDTH    10

struct page {
    struct text *out;
    const struct explanation *explanation;
    enum language language;
};

static const char *say(const struct page *page, enum explain_phrase which)
{
    return explain_phrase[which][page->language];
}

/* On one line, whatever was sent. Returns how many characters it is. */
static int add_words(const struct page *page, const char *words)
{
    int characters = 0;
    for (; *words != '\0'; words++) {
        unsigned char byte = (unsigned char)*words;
        characters += (byte & 0xC0) != 0x80;
        text_add_character(page->out, byte < ' ' || byte == 0x7F ? ' ' : *words);
    }
    return characters;
}

static void add_left(const struct page *page, const char *words, int width)
{
    int left = width - add_words(page, words);
    do
        text_add_character(page->out, ' ');
    while (--left > 0);
}

/* "2026-05-31 12:00:00" of the record's times. */
#define TIME_BYTES 24
static const char *call_time(char words[static TIME_BYTES], const char *time)
{
    size_t length = 0;
    for (; time[length] != '\0' && time[length] != 'Z' && length + 1 < TIME_BYTES;
         length++)
        words[length] = (char)(time[length] == 'T' ? ' ' : time[length]);
    words[length] = '\0';
    return words;
}

/* A line with what others have written in it, taken. */
static void add_line(const struct page *page, struct text *line)
{
    if (!line->short_of_memory)
        add_words(page, line->bytes);
    page->out->short_of_memory |= line->short_of_memory;
    text_add_character(page->out, '\n');
    text_release(line);
}

static void begin_line(const struct page *page)
{
    text_add(page->out, "      ");
}

/* What a line about a submission goes on with, under its file. */
static void begin_detail(const struct page *page)
{
    text_print(page->out, "  %*s ", STATE_WIDTH, "");
}

static void add_place(const struct page *page, const struct store_submission *sent)
{
    struct text line = {0};
    if (sent->sheet == NULL)
        text_print(&line, say(page, EXPLAIN_ROW), sent->file, (unsigned)sent->row);
    else
        text_print(&line, say(page, EXPLAIN_SHEET_ROW), sent->file, sent->sheet,
                   (unsigned)sent->row);
    text_print(&line, "  (%.12s)", sent->hash);
    add_line(page, &line);
}

static void add_submission(const struct page *page, const struct store_submission *sent)
{
    enum explain_phrase state = sent->stands                  ? EXPLAIN_STANDS
                                : sent->withdrawn_at != NULL  ? EXPLAIN_WITHDRAWN
                                : sent->superseded_by != NULL ? EXPLAIN_SUPERSEDED
                                : sent->held                  ? EXPLAIN_LATE
                                                              : EXPLAIN_DRAFT;
    char time[TIME_BYTES];
    struct text line = {0};
    text_add(page->out, "  ");
    add_left(page, say(page, state), STATE_WIDTH);
    text_print(page->out, "%s  ", call_time(time, sent->imported_at));
    add_place(page, sent);
    if (sent->superseded_by != NULL) {
        begin_detail(page);
        text_print(&line, say(page, EXPLAIN_BY_FILE), sent->superseded_by,
                   sent->superseded_hash, call_time(time, sent->superseded_at));
        add_line(page, &line);
    }
    if (sent->withdrawn_at != NULL) {
        begin_detail(page);
        text_print(&line, say(page, EXPLAIN_BECAUSE),
                   call_time(time, sent->withdrawn_at), sent->reason);
        add_line(page, &line);
    }
    if (sent->mapping != NULL) {
        begin_detail(page);
        text_add(page->out, say(page, EXPLAIN_BY_MAPPING));
    }
    if (sent->kept_hash != NULL) {
        begin_detail(page);
        text_add(page->out, say(page, EXPLAIN_WITHOUT_PERSONAL));
    }
}

static void add_history(const struct page *page)
{
    const struct store_history *history = &page->explanation->history;
    text_add_character(page->out, '\n');
    text_add(page->out, say(page, history->submission_count == 0 ? EXPLAIN_NOTHING
                                                                 : EXPLAIN_RECEIVED));
    for (size_t s = 0; s < history->submission_count; s++)
        add_submission(page, &history->submission[s]);
    if (history->refusal_count > 0)
        text_print(page->out, "\n%s", say(page, EXPLAIN_REFUSED));
    for (size_t r = 0; r < history->refusal_count; r++) {
        const struct store_refusal *refusal = &history->refusal[r];
        char time[TIME_BYTES];
        struct text line = {0};
        text_print(&line, say(page, EXPLAIN_REFUSED_ROW), refusal->file,
                   (unsigned)refusal->row, call_time(time, refusal->imported_at),
                   refusal->reason);
        text_add(page->out, "  ");
        add_line(page, &line);
    }
}

static void add_option(const struct page *page, const struct option *option)
{
    const char *label = wording_in(&option->label, page->language);
    add_words(page, option->code);
    if (label[0] != '\0' && strcmp(label, option->code) != 0) {
        text_add(page->out, "  ");
        add_words(page, label);
    }
}

static void add_chosen(const struct page *page, const struct question *question)
{
    const struct option *option = question->scale->option;
    size_t chosen = 0;
    uint32_t member = question->member;
    for (size_t o = 0; o < question->scale->option_count; o++) {
        if (option[o].state != OPTION_VALUE)
            continue;
        if (explanation_code(page->explanation, member++) != 1)
            continue;
        text_add(page->out, chosen++ == 0 ? "" : "; ");
        add_option(page, &option[o]);
    }
    if (chosen == 0)
        text_add(page->out, say(page, EXPLAIN_NONE_CHOSEN));
}

static void add_answer(const struct page *page, uint32_t q)
{
    const struct explanation *explanation = page->explanation;
    const struct question *question = &explanation->questionnaire->question[q];
    int code = explanation_code(explanation, q);
    char number[FIXED_BYTES];
    if (code < 0)
        text_add(page->out, say(page, code == ANSWER_BLANK ? EXPLAIN_NO_ANSWER
                                                           : EXPLAIN_NOT_ASKED));
    else if (question->is_member)
        text_add(page->out, say(page, code == 1 ? EXPLAIN_CHOSEN : EXPLAIN_NOT_CHOSEN));
    else if (question->scale->kind == SCALE_SEVERAL && code == OPTION_GIVEN)
        add_chosen(page, question);
    else if (question->scale->kind == SCALE_NUMBER && code == OPTION_GIVEN) {
        fixed_print(number, answers_number(&explanation->answers, question, 0), 9,
                    page->language == LANGUAGE_DA ? ',' : '.', true);
        text_add(page->out, number);
    } else
        add_option(page, &question->scale->option[code]);
}

static void add_cell(const struct page *page, const struct traced_cell *cell)
{
    char letters[COLUMN_LETTERS_BYTES];
    if (cell->sheet != NULL)
        text_print(page->out, say(page, EXPLAIN_ON_SHEET), cell->sheet);
    if (cell->row == 0) {
        text_print(page->out, say(page, EXPLAIN_COLUMN),
                   cell->heading == NULL ? "" : cell->heading);
    } else
        text_print(page->out, say(page, EXPLAIN_CELL),
                   column_letters(letters, cell->column), (unsigned)cell->row,
                   (unsigned)cell->row, (unsigned)cell->column);
    text_add(page->out, " \"");
    add_words(page, cell->text == NULL ? "" : cell->text);
    text_add_character(page->out, '"');
}

/* The cells of an answer in one line, since a question of several may have many. */
static void add_cells(const struct page *page, const struct traced_answer *traced)
{
    begin_line(page);
    for (size_t c = 0; c < traced->cell_count; c++) {
        if (c > 0)
            text_add(page->out, ", ");
        add_cell(page, &traced->cell[c]);
    }
    if (traced->cell_count > 0)
        text_add(page->out, ": ");
    text_print(page->out, "%s\n", explain_sense[traced->sense][page->language]);
}

static void add_comment(const struct page *page, const char *comment,
                        const struct traced_cell *cell)
{
    begin_line(page);
    text_add(page->out, say(page, EXPLAIN_COMMENT));
    text_add(page->out, ", ");
    if (cell != NULL)
        add_cell(page, cell);
    else
        add_words(page, comment);
    text_add_character(page->out, '\n');
}

/* An option that has no cell of its own stands under its question. */
static bool stands_alone(const struct page *page, uint32_t q)
{
    const struct question *question = &page->explanation->questionnaire->question[q];
    const struct traced_answer *traced = explanation_traced(page->explanation, q);
    return !question->is_member || page->explanation->comment[q] != NULL
           || page->explanation->question == q
           || (traced != NULL && traced->cell_count > 0 && traced->cell->question == q);
}

static void add_question(const struct page *page, uint32_t q)
{
    const struct explanation *explanation = page->explanation;
    const struct questionnaire *questionnaire = explanation->questionnaire;
    const struct question *question = &questionnaire->question[q];
    const struct traced_answer *traced = explanation_traced(explanation, q);
    text_add(page->out, "\n  ");
    add_left(page, question->id, ID_WIDTH);
    add_words(page, wording_in(&question->text, page->language));
    text_add_character(page->out, '\n');
    begin_line(page);
    add_answer(page, q);
    text_add_character(page->out, '\n');
    if (explanation->ruled_out_by[q] != NAMES_NONE) {
        bool given = explanation_code(explanation, q) >= 0;
        begin_line(page);
        text_print(page->out,
                   say(page, given ? EXPLAIN_RULED_OUT : EXPLAIN_NOT_TO_BE_ASKED),
                   questionnaire->question[explanation->ruled_out_by[q]].id);
    }
    if (traced != NULL)
        add_cells(page, traced);
    if (explanation->comment[q] != NULL)
        add_comment(page, explanation->comment[q],
                    traced == NULL ? NULL : traced->comment);
}

static void add_answers(const struct page *page)
{
    const struct explanation *explanation = page->explanation;
    const struct store_submission *submission = explanation->submission;
    if (submission == NULL)
        return;
    text_add_character(page->out, '\n');
    text_print(page->out,
               say(page, submission->stands ? EXPLAIN_ANSWERS : EXPLAIN_OLD_ANSWERS),
               submission->file);
    for (uint32_t q = 0; q < explanation->questionnaire->question_count; q++)
        if (explanation_has(explanation, q) && stands_alone(page, q))
            add_question(page, q);
}

void explain_add_disagreements(struct text *out, const struct problems *problems,
                               const char *heading)
{
    if (problems->problem_count == 0)
        return;
    text_print(out, "\n%s", heading);
    for (size_t p = 0; p < problems->problem_count; p++) {
        text_add(out, "  ");
        page_add_words(out, problems->problem[p].what);
        text_add_character(out, '\n');
    }
}

void explain_add_answers(struct text *out, const struct explanation *explanation)
{
    add_answers(&(struct page){out, explanation, explanation->survey->language});
}

bool explain_write_page(struct text *out, const struct explanation *explanation,
                        struct fault *fault)
{
    const struct page page = {out, explanation, explanation->survey->language};
    add_words(&page, wording_in(&explanation->survey->title, page.language));
    text_print(out, "\n%s %d: ", explanation->plan->questionnaire,
               (int)explanation->plan->year);
    add_words(&page, explanation->population->unit_id[explanation->unit]);
    text_add_character(out, ' ');
    add_words(&page, explanation->population->unit_name[explanation->unit]);
    text_add_character(out, '\n');
    if (explanation->submission != NULL && explanation->submission->simulated)
        text_add(out, say(&page, EXPLAIN_SIMULATED));
    if (explanation->population->generated)
        text_add(out, say(&page, EXPLAIN_GENERATED));
    explain_add_disagreements(out, &explanation->disagreements,
                              say(&page, EXPLAIN_DISAGREES));
    add_history(&page);
    add_answers(&page);
    return text_check(out, fault);
}

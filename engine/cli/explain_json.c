#include "cli/explain.h"

#include "base/exact.h"
#include "cli/explain_phrases.h"

#include <jansson.h>

/* Values that could not be made are NULL all the way up, where it is told once. */

/* Takes the value; false where there is none. */
static bool put(json_t *object, const char *key, json_t *value)
{
    return json_object_set_new(object, key, value) == 0;
}

/* Takes the value; nothing more is put into an array that is NULL. */
static bool add(json_t *array, json_t *value)
{
    return json_array_append_new(array, value) == 0;
}

static json_t *finish(json_t *value, bool ok)
{
    if (ok)
        return value;
    json_decref(value);
    return NULL;
}

static json_t *text_or_null(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

static json_t *make_wording(const struct wording *wording)
{
    json_t *object = json_object();
    bool ok = object != NULL;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        ok = ok
             && (wording->in[language] == NULL
                 || put(object, language_code[language],
                        json_string(wording->in[language])));
    return finish(object, ok);
}

static json_t *make_superseded(const struct store_submission *sent)
{
    if (sent->superseded_by == NULL)
        return json_null();
    json_t *object = json_object();
    bool ok = put(object, "file", json_string(sent->superseded_by))
              && put(object, "sha256", json_string(sent->superseded_hash))
              && put(object, "imported_at", json_string(sent->superseded_at));
    return finish(object, ok);
}

static json_t *make_withdrawn(const struct store_submission *sent)
{
    if (sent->withdrawn_at == NULL)
        return json_null();
    json_t *object = json_object();
    bool ok = put(object, "withdrawn_at", json_string(sent->withdrawn_at))
              && put(object, "reason", json_string(sent->reason));
    return finish(object, ok);
}

static json_t *make_submission(const struct explanation *explanation,
                               const struct store_submission *sent)
{
    json_t *object = json_object();
    bool ok =
        put(object, "file", json_string(sent->file))
        && put(object, "sha256", json_string(sent->hash))
        && put(object, "imported_at", json_string(sent->imported_at))
        && put(object, "kept",
               json_string(sent->kept_hash == NULL ? "as_sent" : "without_personal"))
        && put(object, "kept_sha256",
               json_string(sent->kept_hash == NULL ? sent->hash : sent->kept_hash))
        && put(object, "sheet", text_or_null(sent->sheet))
        && put(object, "row", json_integer(sent->row))
        && put(object, "by_mapping", json_boolean(sent->mapping != NULL))
        && put(object, "simulated", json_boolean(sent->simulated))
        && put(object, "counts", json_boolean(sent->stands))
        && put(object, "draft", json_boolean(sent->draft))
        && put(object, "late", json_boolean(sent->late))
        && put(object, "superseded_by", make_superseded(sent))
        && put(object, "withdrawn", make_withdrawn(sent))
        && put(object, "explained", json_boolean(sent == explanation->submission));
    return finish(object, ok);
}

static json_t *make_submissions(const struct explanation *explanation)
{
    const struct store_history *history = &explanation->history;
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t s = 0; ok && s < history->submission_count; s++)
        ok = add(array, make_submission(explanation, &history->submission[s]));
    return finish(array, ok);
}

static json_t *make_refusals(const struct store_history *history)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t r = 0; ok && r < history->refusal_count; r++) {
        const struct store_refusal *refusal = &history->refusal[r];
        json_t *object = json_object();
        ok = put(object, "file", json_string(refusal->file))
             && put(object, "sha256", json_string(refusal->hash))
             && put(object, "imported_at", json_string(refusal->imported_at))
             && put(object, "row", json_integer(refusal->row))
             && put(object, "reason", json_string(refusal->reason));
        ok = add(array, finish(object, ok));
    }
    return finish(array, ok);
}

static json_t *make_disagreements(const struct problems *problems)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t p = 0; ok && p < problems->problem_count; p++)
        ok = add(array, json_string(problems->problem[p].what));
    return finish(array, ok);
}

/* What of a cell is not there, because its row ends before it, is empty. */
static json_t *make_cell(const struct traced_cell *cell)
{
    char letters[COLUMN_LETTERS_BYTES];
    json_t *object = json_object();
    bool ok =
        put(object, "sheet", text_or_null(cell->sheet))
        && put(object, "row",
               cell->row == 0 ? json_null() : json_integer((json_int_t)cell->row))
        && put(object, "column",
               cell->column == 0 ? json_null() : json_integer((json_int_t)cell->column))
        && put(object, "letters",
               cell->column == 0 ? json_null()
                                 : json_string(column_letters(letters, cell->column)))
        && put(object, "text", json_string(cell->text == NULL ? "" : cell->text))
        && put(object, "heading", text_or_null(cell->heading));
    return finish(object, ok);
}

static json_t *make_cells(const struct traced_answer *traced)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t c = 0; ok && c < traced->cell_count; c++)
        ok = add(array, make_cell(&traced->cell[c]));
    return finish(array, ok);
}

static const char *state_of(const struct question *question, int code)
{
    static const char *const state[] = {[OPTION_VALUE] = "answered",
                                        [OPTION_DONT_KNOW] = "dont_know",
                                        [OPTION_NOT_APPLICABLE] = "not_applicable",
                                        [OPTION_ELSEWHERE] = "answered"};
    return code == ANSWER_BLANK ? "blank"
           : code < 0           ? "not_asked"
                                : state[question->scale->option[code].state];
}

/* The option, and for a number the number. */
static bool put_answer(json_t *object, const struct explanation *explanation,
                       uint32_t q)
{
    const struct question *question = &explanation->questionnaire->question[q];
    int code = explanation_code(explanation, q);
    const struct option *option =
        code < 0 || question->scale->option[code].state == OPTION_ELSEWHERE
            ? NULL
            : &question->scale->option[code];
    bool number = code == OPTION_GIVEN && question->number != NAMES_NONE;
    return put(object, "state", json_string(state_of(question, code)))
           && put(object, "code", text_or_null(option == NULL ? NULL : option->code))
           && put(object, "label",
                  option == NULL ? json_null() : make_wording(&option->label))
           && put(object, "number",
                  number ? json_real(
                      (double)answers_number(&explanation->answers, question, 0)
                      / (double)POINT)
                         : json_null());
}

static json_t *make_comment(const char *comment, const struct traced_answer *traced)
{
    if (comment == NULL)
        return json_null();
    json_t *object = json_object();
    bool ok =
        put(object, "text", json_string(comment))
        && put(object, "cell",
               traced == NULL || traced->comment == NULL ? json_null()
                                                         : make_cell(traced->comment));
    return finish(object, ok);
}

static json_t *make_answer(const struct explanation *explanation, uint32_t q)
{
    const struct questionnaire *questionnaire = explanation->questionnaire;
    const struct question *question = &questionnaire->question[q];
    const struct traced_answer *traced = explanation_traced(explanation, q);
    uint32_t ruling = explanation->ruled_out_by[q];
    json_t *object = json_object();
    bool ok =
        put(object, "question", json_string(question->id))
        && put(object, "option_of",
               text_or_null(question->is_member
                                ? questionnaire->question[question->of].id
                                : NULL))
        && put(object, "text", make_wording(&question->text))
        && put_answer(object, explanation, q)
        && put(object, "ruled_out_by",
               text_or_null(ruling == NAMES_NONE ? NULL
                                                 : questionnaire->question[ruling].id))
        && put(object, "because",
               text_or_null(traced == NULL ? NULL : explain_sense_key[traced->sense]))
        && put(object, "cells", traced == NULL ? json_array() : make_cells(traced))
        && put(object, "comment", make_comment(explanation->comment[q], traced));
    return finish(object, ok);
}

static json_t *make_answers(const struct explanation *explanation)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t q = 0; ok && q < explanation->answers.question_count; q++)
        if (explanation_has(explanation, q))
            ok = add(array, make_answer(explanation, q));
    return finish(array, ok);
}

static json_t *make_unit(const struct explanation *explanation)
{
    const struct population *population = explanation->population;
    json_t *object = json_object();
    bool ok =
        put(object, "id", json_string(population->unit_id[explanation->unit]))
        && put(object, "name", json_string(population->unit_name[explanation->unit]));
    return finish(object, ok);
}

static json_t *make_explanation(const struct explanation *explanation)
{
    const struct store_submission *submission = explanation->submission;
    json_t *root = json_object();
    bool ok =
        put(root, "format", json_string("baseline-explain-1"))
        && put(root, "survey", make_wording(&explanation->survey->title))
        && put(root, "questionnaire", json_string(explanation->plan->questionnaire))
        && put(root, "year", json_integer(explanation->plan->year))
        && put(root, "edition", json_string(explanation->questionnaire->edition))
        && put(root, "unit", make_unit(explanation))
        && put(root, "simulated",
               json_boolean(submission != NULL && submission->simulated))
        && put(root, "generated_register",
               json_boolean(explanation->population->generated))
        && put(root, "disagreements", make_disagreements(&explanation->disagreements))
        && put(root, "submissions", make_submissions(explanation))
        && put(root, "refused", make_refusals(&explanation->history))
        && put(root, "answers", make_answers(explanation));
    return finish(root, ok);
}

static int append(const char *bytes, size_t size, void *out)
{
    text_append(out, bytes, size);
    return 0;
}

bool explain_write_json(struct text *out, const struct explanation *explanation,
                        struct fault *fault)
{
    json_t *root = make_explanation(explanation);
    bool ok = root != NULL
              && json_dump_callback(root, append, out,
                                    JSON_INDENT(2) | JSON_REAL_PRECISION(15))
                     == 0;
    json_decref(root);
    text_add_character(out, '\n');
    return ok || fault_memory(fault);
}

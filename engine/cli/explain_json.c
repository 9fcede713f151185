#include "cli/explain.h"

#include "base/exact.h"
#include "cli/explain_parts.h"
#include "cli/explain_phrases.h"
#include "cli/tree.h"

static json_t *text_or_null(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

static json_t *make_superseded(const struct store_submission *sent)
{
    if (sent->superseded_by == NULL)
        return json_null();
    json_t *object = json_object();
    bool ok = tree_put(object, "file", json_string(sent->superseded_by))
              && tree_put(object, "sha256", json_string(sent->superseded_hash))
              && tree_put(object, "imported_at", json_string(sent->superseded_at));
    return tree_finish(object, ok);
}

static json_t *make_withdrawn(const struct store_submission *sent)
{
    if (sent->withdrawn_at == NULL)
        return json_null();
    json_t *object = json_object();
    bool ok = tree_put(object, "withdrawn_at", json_string(sent->withdrawn_at))
              && tree_put(object, "reason", json_string(sent->reason));
    return tree_finish(object, ok);
}

static json_t *make_submission(const struct explanation *explanation,
                               const struct store_submission *sent)
{
    json_t *object = json_object();
    bool ok =
        tree_put(object, "file", json_string(sent->file))
        && tree_put(object, "sha256", json_string(sent->hash))
        && tree_put(object, "imported_at", json_string(sent->imported_at))
        && tree_put(
            object, "kept",
            json_string(sent->kept_hash == NULL ? "as_sent" : "without_personal"))
        && tree_put(object, "kept_sha256",
                    json_string(sent->kept_hash == NULL ? sent->hash : sent->kept_hash))
        && tree_put(object, "sheet", text_or_null(sent->sheet))
        && tree_put(object, "row", json_integer(sent->row))
        && tree_put(object, "by_mapping", json_boolean(sent->mapping != NULL))
        && tree_put(object, "simulated", json_boolean(sent->simulated))
        && tree_put(object, "counts", json_boolean(sent->stands))
        && tree_put(object, "draft", json_boolean(sent->draft))
        && tree_put(object, "late", json_boolean(sent->late))
        && tree_put(object, "superseded_by", make_superseded(sent))
        && tree_put(object, "withdrawn", make_withdrawn(sent))
        && tree_put(object, "explained", json_boolean(sent == explanation->submission));
    return tree_finish(object, ok);
}

json_t *explain_make_submissions(const struct explanation *explanation)
{
    const struct store_history *history = &explanation->history;
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t s = 0; ok && s < history->submission_count; s++)
        ok = tree_add(array, make_submission(explanation, &history->submission[s]));
    return tree_finish(array, ok);
}

static json_t *make_refusals(const struct store_history *history)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t r = 0; ok && r < history->refusal_count; r++) {
        const struct store_refusal *refusal = &history->refusal[r];
        json_t *object = json_object();
        ok = tree_put(object, "file", json_string(refusal->file))
             && tree_put(object, "sha256", json_string(refusal->hash))
             && tree_put(object, "imported_at", json_string(refusal->imported_at))
             && tree_put(object, "row", json_integer(refusal->row))
             && tree_put(object, "reason", json_string(refusal->reason));
        ok = tree_add(array, tree_finish(object, ok));
    }
    return tree_finish(array, ok);
}

json_t *explain_make_disagreements(const struct problems *problems)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t p = 0; ok && p < problems->problem_count; p++)
        ok = tree_add(array, json_string(problems->problem[p].what));
    return tree_finish(array, ok);
}

/* What of a cell is not there, because its row ends before it, is empty. */
static json_t *make_cell(const struct traced_cell *cell)
{
    char letters[COLUMN_LETTERS_BYTES];
    json_t *object = json_object();
    bool ok =
        tree_put(object, "sheet", text_or_null(cell->sheet))
        && tree_put(object, "row",
                    cell->row == 0 ? json_null() : json_integer((json_int_t)cell->row))
        && tree_put(object, "column",
                    cell->column == 0 ? json_null()
                                      : json_integer((json_int_t)cell->column))
        && tree_put(object, "letters",
                    cell->column == 0
                        ? json_null()
                        : json_string(column_letters(letters, cell->column)))
        && tree_put(object, "text", json_string(cell->text == NULL ? "" : cell->text))
        && tree_put(object, "heading", text_or_null(cell->heading));
    return tree_finish(object, ok);
}

static json_t *make_cells(const struct traced_answer *traced)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (size_t c = 0; ok && c < traced->cell_count; c++)
        ok = tree_add(array, make_cell(&traced->cell[c]));
    return tree_finish(array, ok);
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
    return tree_put(object, "state", json_string(state_of(question, code)))
           && tree_put(object, "code",
                       text_or_null(option == NULL ? NULL : option->code))
           && tree_put(object, "label",
                       option == NULL ? json_null() : tree_wording(&option->label))
           && tree_put(object, "number",
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
    bool ok = tree_put(object, "text", json_string(comment))
              && tree_put(object, "cell",
                          traced == NULL || traced->comment == NULL
                              ? json_null()
                              : make_cell(traced->comment));
    return tree_finish(object, ok);
}

static json_t *make_answer(const struct explanation *explanation, uint32_t q)
{
    const struct questionnaire *questionnaire = explanation->questionnaire;
    const struct question *question = &questionnaire->question[q];
    const struct traced_answer *traced = explanation_traced(explanation, q);
    uint32_t ruling = explanation->ruled_out_by[q];
    json_t *object = json_object();
    bool ok =
        tree_put(object, "question", json_string(question->id))
        && tree_put(object, "option_of",
                    text_or_null(question->is_member
                                     ? questionnaire->question[question->of].id
                                     : NULL))
        && tree_put(object, "text", tree_wording(&question->text))
        && put_answer(object, explanation, q)
        && tree_put(object, "ruled_out_by",
                    text_or_null(ruling == NAMES_NONE
                                     ? NULL
                                     : questionnaire->question[ruling].id))
        && tree_put(
            object, "because",
            text_or_null(traced == NULL ? NULL : explain_sense_key[traced->sense]))
        && tree_put(object, "cells", traced == NULL ? json_array() : make_cells(traced))
        && tree_put(object, "comment", make_comment(explanation->comment[q], traced));
    return tree_finish(object, ok);
}

json_t *explain_make_answers(const struct explanation *explanation)
{
    json_t *array = json_array();
    bool ok = array != NULL;
    for (uint32_t q = 0; ok && q < explanation->answers.question_count; q++)
        if (explanation_has(explanation, q))
            ok = tree_add(array, make_answer(explanation, q));
    return tree_finish(array, ok);
}

json_t *explain_make_unit(const struct explanation *explanation)
{
    const struct population *population = explanation->population;
    json_t *object = json_object();
    bool ok =
        tree_put(object, "id", json_string(population->unit_id[explanation->unit]))
        && tree_put(object, "name",
                    json_string(population->unit_name[explanation->unit]));
    return tree_finish(object, ok);
}

static json_t *make_explanation(const struct explanation *explanation)
{
    const struct store_submission *submission = explanation->submission;
    json_t *root = json_object();
    bool ok =
        tree_put(root, "format", json_string("baseline-explain-1"))
        && tree_put(root, "survey", tree_wording(&explanation->survey->title))
        && tree_put(root, "questionnaire",
                    json_string(explanation->plan->questionnaire))
        && tree_put(root, "year", json_integer(explanation->plan->year))
        && tree_put(root, "edition", json_string(explanation->questionnaire->edition))
        && tree_put(root, "unit", explain_make_unit(explanation))
        && tree_put(root, "simulated",
                    json_boolean(submission != NULL && submission->simulated))
        && tree_put(root, "generated_register",
                    json_boolean(explanation->population->generated))
        && tree_put(root, "disagreements",
                    explain_make_disagreements(&explanation->disagreements))
        && tree_put(root, "submissions", explain_make_submissions(explanation))
        && tree_put(root, "refused", make_refusals(&explanation->history))
        && tree_put(root, "answers", explain_make_answers(explanation));
    return tree_finish(root, ok);
}

bool explain_write_json(struct text *out, const struct explanation *explanation,
                        struct fault *fault)
{
    return tree_write(out, make_explanation(explanation), 15, fault);
}

#include "base/exact.h"
#include "store/rounds.h"
#include "store/statement.h"

static void bind_wording(struct statement *statement, const struct wording *wording)
{
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        statement_text(statement, wording->in[language]);
}

static bool find_edition(struct store *store, int64_t *edition, const char *hash,
                         struct fault *fault)
{
    struct statement find;
    if (!statement_prepare(&find, store, "SELECT edition FROM edition WHERE hash = ?",
                           fault))
        return false;
    statement_text(&find, hash);
    bool ok = statement_value(&find, edition, fault);
    statement_release(&find);
    return ok;
}

static bool add_edition(struct store *store, int64_t *edition,
                        const struct questionnaire *questionnaire, struct fault *fault)
{
    struct statement add;
    if (!statement_prepare(&add, store,
                           "INSERT INTO edition (hash, questionnaire, name, title_da, "
                           "title_en, definition, weight_unit) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?)",
                           fault))
        return false;
    statement_text(&add, questionnaire->hash);
    statement_text(&add, questionnaire->id);
    statement_text(&add, questionnaire->edition);
    bind_wording(&add, &questionnaire->title);
    statement_text(&add, questionnaire->definition);
    statement_integer(&add, questionnaire->weight_unit);
    bool ok = statement_run(&add, fault);
    statement_release(&add);
    *edition = sqlite3_last_insert_rowid(store->database);
    return ok;
}

static bool add_questions(struct store *store, int64_t edition,
                          const struct questionnaire *questionnaire,
                          struct fault *fault)
{
    struct statement add;
    bool ok = statement_prepare(&add, store,
                                "INSERT INTO question (edition, position, id, scale, "
                                "weight, reversed, number, text_da, text_en) "
                                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                fault);
    for (size_t q = 0; ok && q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        statement_integer(&add, edition);
        statement_integer(&add, (int64_t)q + 1);
        statement_text(&add, question->id);
        statement_text(&add, question->scale->id);
        statement_decimal(&add,
                          question->weight * (POINT / questionnaire->weight_unit));
        statement_integer(&add, question->reversed);
        if (question->number != NAMES_NONE)
            statement_integer(&add, question->number);
        else
            statement_text(&add, NULL);
        bind_wording(&add, &question->text);
        ok = statement_run(&add, fault);
    }
    statement_release(&add);
    return ok;
}

static bool add_option(struct statement *add, int64_t edition, const char *scale,
                       int answer, const struct option *option, const char *state,
                       struct fault *fault)
{
    const char mark[2] = {answer_mark(answer), '\0'};
    static const struct wording no_label;
    statement_integer(add, edition);
    statement_text(add, scale);
    statement_text(add, mark);
    bool has_code = option != NULL && option->state != OPTION_ELSEWHERE;
    statement_text(add, has_code ? option->code : NULL);
    if (option != NULL && option->state == OPTION_VALUE)
        statement_decimal(add, option->value);
    else
        statement_text(add, NULL);
    statement_text(add, state);
    bind_wording(add, option == NULL ? &no_label : &option->label);
    return statement_run(add, fault);
}

static bool add_scale(struct statement *add, int64_t edition, const struct scale *scale,
                      struct fault *fault)
{
    static const char *const state[] = {
        [OPTION_VALUE] = "answered",
        [OPTION_DONT_KNOW] = "dont_know",
        [OPTION_NOT_APPLICABLE] = "not_applicable",
        [OPTION_ELSEWHERE] = "answered",
    };
    for (size_t o = 0; o < scale->option_count; o++)
        if (!add_option(add, edition, scale->id, (int)o, &scale->option[o],
                        state[scale->option[o].state], fault))
            return false;
    return add_option(add, edition, scale->id, ANSWER_BLANK, NULL, "blank", fault)
           && add_option(add, edition, scale->id, ANSWER_NOT_ASKED, NULL, "not_asked",
                         fault);
}

static bool add_scales(struct store *store, int64_t edition,
                       const struct questionnaire *questionnaire, struct fault *fault)
{
    struct statement add;
    bool ok = statement_prepare(&add, store,
                                "INSERT INTO option (edition, scale, mark, code, "
                                "value, state, label_da, label_en) "
                                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                fault);
    for (size_t s = 0; ok && s < questionnaire->scale_count; s++)
        ok = add_scale(&add, edition, &questionnaire->scale[s], fault);
    statement_release(&add);
    return ok;
}

bool edition_keep(struct store *store, int64_t *edition,
                  const struct questionnaire *questionnaire, struct fault *fault)
{
    if (!find_edition(store, edition, questionnaire->hash, fault))
        return false;
    return *edition != 0
           || (add_edition(store, edition, questionnaire, fault)
               && add_questions(store, *edition, questionnaire, fault)
               && add_scales(store, *edition, questionnaire, fault));
}

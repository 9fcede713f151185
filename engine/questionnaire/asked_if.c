/* The conditions that questions are asked under. All questions have their ids by then,
   so that one which stands later is told from one which is not there. */

#include "base/text.h"
#include "questionnaire/format.h"
#include "questionnaire/load.h"

#include <stdio.h>
#include <string.h>

#define CIRCLE_BYTES 640

static void add_answer(const struct part *part, const char *answer,
                       const struct scale *scale, struct condition *condition)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    size_t length = strlen(answer);
    int option = scale_find_option(scale, answer, length);
    if (option < 0)
        document_wrong(part, "answers", "\"%s\" is no answer on the scale \"%s\"",
                       text_excerpt(excerpt, answer, length), scale->id);
    else if (scale->option[option].state != OPTION_VALUE)
        document_wrong(part, "answers",
                       "\"%s\" has no value; a condition asks for answers that have "
                       "one",
                       text_excerpt(excerpt, answer, length));
    else
        condition->options |= UINT64_C(1) << option;
}

static void load_answers(const struct part *part, const struct scale *scale,
                         struct condition *condition)
{
    const char **answer;
    size_t count = document_read_strings(part, "answers", true, &answer);
    if (scale != NULL && scale->kind == SCALE_NUMBER) {
        document_wrong(part, "answers",
                       "a number is asked about with \"at_least\" and \"at_most\"");
        return;
    }
    for (size_t i = 0; i < count && scale != NULL; i++)
        add_answer(part, answer[i], scale, condition);
}

/* Bounds of a choice become the options that lie between them. */
static void choose_between(const struct question *asked, int64_t at_least,
                           int64_t at_most, struct condition *condition)
{
    const struct scale *scale = asked->scale;
    for (size_t o = 0; o < scale->option_count; o++) {
        int64_t value = asked->reversed
                            ? scale->lowest + scale->highest - scale->option[o].value
                            : scale->option[o].value;
        if (scale->option[o].state == OPTION_VALUE && value >= at_least
            && value <= at_most)
            condition->options |= UINT64_C(1) << o;
    }
}

static void load_bounds(const struct part *part, const struct question *asked,
                        struct condition *condition)
{
    int64_t at_least = INT64_MIN;
    int64_t at_most = INT64_MAX;
    bool ok = document_read_decimal(part, "at_least", false, &at_least)
              || json_object_get(part->json, "at_least") == NULL;
    ok = (document_read_decimal(part, "at_most", false, &at_most)
          || json_object_get(part->json, "at_most") == NULL)
         && ok;
    if (!ok || asked->scale == NULL)
        return;
    if (asked->scale->kind == SCALE_SEVERAL) {
        document_wrong(part, NULL,
                       "a question that takes several answers is asked about with "
                       "\"answers\"");
        return;
    }
    if (asked->scale->kind == SCALE_CHOICE)
        choose_between(asked, at_least, at_most, condition);
    else if (at_least <= at_most && at_least <= asked->scale->highest
             && at_most >= asked->scale->lowest) {
        condition->options = UINT64_C(1) << OPTION_GIVEN;
        condition->at_least = at_least;
        condition->at_most = at_most;
    }
    if (condition->options == 0)
        document_wrong(part, NULL, "no answer on the scale \"%s\" lies there",
                       asked->scale->id);
}

static void load_wanted(const struct part *part, const struct question *asked,
                        struct condition *condition)
{
    bool answers = json_object_get(part->json, "answers") != NULL;
    bool bounds = json_object_get(part->json, "at_least") != NULL
                  || json_object_get(part->json, "at_most") != NULL;
    if (answers && bounds)
        document_wrong(part, "answers",
                       "stands only without \"at_least\" and \"at_most\"");
    else if (answers)
        load_answers(part, asked->scale, condition);
    else if (bounds)
        load_bounds(part, asked, condition);
    else
        document_wrong(part, NULL,
                       "\"answers\", \"at_least\" or \"at_most\" is missing");
}

static void load_condition(const struct questionnaire *questionnaire,
                           const struct part *part, struct condition *condition)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    char hint[HINT_BYTES];
    *condition = (struct condition){NAMES_NONE, 0, INT64_MIN, INT64_MAX};
    if (!format_check_keys(part, FORMAT_CONDITION))
        return;
    const char *id = document_read_string(part, "question", true);
    if (id == NULL)
        return;
    condition->question = questionnaire_find(questionnaire, id, strlen(id));
    if (condition->question == NAMES_NONE)
        document_wrong(part, "question", "there is no question \"%s\"%s",
                       text_excerpt(excerpt, id, strlen(id)),
                       hint_nearest(hint, questionnaire_nearest(questionnaire, id)));
    else
        load_wanted(part, &questionnaire->question[condition->question], condition);
}

struct part condition_part(const struct part *list, size_t index)
{
    return json_is_array(list->json) ? document_read_item(list, index) : *list;
}

size_t count_conditions(const struct part *part, const char *key)
{
    const json_t *list = json_object_get(part->json, key);
    return json_is_array(list) ? json_array_size(list) : list != NULL;
}

void load_condition_list(const struct questionnaire *questionnaire,
                         const struct part *part, const char *key,
                         struct condition *condition, size_t *count)
{
    struct part list = document_read_member(part, key, false);
    size_t items = count_conditions(part, key);
    if (json_is_array(list.json) && items == 0)
        document_wrong(&list, NULL, "must not be empty");
    for (size_t c = 0; c < items; c++) {
        struct part item = condition_part(&list, c);
        load_condition(questionnaire, &item, &condition[(*count)++]);
    }
}

static void load_asked_if(const struct questionnaire *questionnaire,
                          const struct part *part, struct question *question)
{
    if (json_object_get(part->json, "asked_if") == NULL)
        return;
    question->condition =
        document_take(part->document, count_conditions(part, "asked_if"),
                      sizeof *question->condition);
    if (question->condition != NULL)
        load_condition_list(questionnaire, part, "asked_if", question->condition,
                            &question->condition_count);
}

/* Conditions as ways from one question to another; layers and options are their
   question. */
struct search {
    const struct questionnaire *questionnaire;
    uint32_t *before; /* by question: the one it was reached from, or NAMES_NONE */
    uint32_t *queue;
    bool *told; /* by question: in a circle that has been told */
};

static uint32_t asked_by(const struct questionnaire *questionnaire,
                         const struct condition *condition)
{
    return condition->question == NAMES_NONE
               ? NAMES_NONE
               : questionnaire->question[condition->question].of;
}

/* Whether conditions lead from one question to another: the shortest way, which stands
   in `before` then. */
static bool find_way(struct search *search, uint32_t from, uint32_t to)
{
    const struct questionnaire *questionnaire = search->questionnaire;
    size_t count = 1;
    for (size_t q = 0; q < questionnaire->question_count; q++)
        search->before[q] = NAMES_NONE;
    search->queue[0] = from;
    search->before[from] = from;
    for (size_t next = 0; next < count; next++) {
        uint32_t q = search->queue[next];
        const struct question *question = &questionnaire->question[q];
        for (size_t c = 0; c < question->condition_count; c++) {
            uint32_t asked = asked_by(questionnaire, &question->condition[c]);
            if (asked == NAMES_NONE || search->before[asked] != NAMES_NONE)
                continue;
            search->before[asked] = q;
            search->queue[count++] = asked;
        }
    }
    return search->before[to] != NAMES_NONE;
}

/* "A asks about B, B about A": from `first` on to `next` and back along the way. */
static void tell_circle(struct search *search, const struct part *part, uint32_t first,
                        uint32_t next)
{
    const struct question *question = search->questionnaire->question;
    char text[CIRCLE_BYTES];
    size_t count = 0;
    for (uint32_t q = first; q != next; q = search->before[q])
        search->queue[count++] = q;
    search->queue[count++] = next;
    /* The way is gone backwards: first, …, next. Forwards it is first, next, …, first.
     */
    uint32_t from = first;
    size_t used = 0;
    while (count-- > 0 && used < sizeof text) {
        uint32_t to = search->queue[count];
        search->told[to] = true;
        used += (size_t)snprintf(
            text + used, sizeof text - used, "%s%s %s %s", from == first ? "" : ", ",
            question[from].id, from == first ? "asks about" : "about", question[to].id);
        from = to;
    }
    document_wrong(part, "question", "a circle of conditions: %s", text);
}

static void check_place(struct search *search, const struct part *part, uint32_t number,
                        uint32_t asked)
{
    const struct question *question = search->questionnaire->question;
    if (asked == number)
        document_wrong(part, "question", "a question does not ask about itself");
    else if (asked > number && problems_keep_error(part->document->problems)
             && find_way(search, asked, number)) {
        if (!search->told[number])
            tell_circle(search, part, number, asked);
    } else if (asked > number)
        document_wrong(part, "question",
                       "the question \"%s\" stands after this one; a condition looks "
                       "back",
                       question[asked].id);
}

static void check_places(struct search *search, const struct part *part,
                         uint32_t number)
{
    const struct question *question = &search->questionnaire->question[number];
    struct part asked_if = document_read_member(part, "asked_if", false);
    for (size_t c = 0; c < question->condition_count; c++) {
        struct part condition = condition_part(&asked_if, c);
        uint32_t asked = asked_by(search->questionnaire, &question->condition[c]);
        if (asked != NAMES_NONE)
            check_place(search, &condition, number, asked);
    }
}

static void hand_on(struct questionnaire *questionnaire)
{
    for (size_t q = 0; q < questionnaire->question_count; q++) {
        struct question *question = &questionnaire->question[q];
        question->condition = questionnaire->question[question->of].condition;
        question->condition_count =
            questionnaire->question[question->of].condition_count;
    }
}

void load_conditions(struct questionnaire *questionnaire, const struct part *questions)
{
    struct document *document = questions->document;
    size_t count = questionnaire->question_count;
    struct search search = {questionnaire,
                            document_take(document, count, sizeof *search.before),
                            document_take(document, count, sizeof *search.queue),
                            document_take(document, count, sizeof *search.told)};
    if (document->failed)
        return;
    size_t place = 0;
    for (uint32_t q = 0; q < count; q++)
        if (questionnaire->question[q].of == q) {
            struct part part = document_read_item(questions, place++);
            load_asked_if(questionnaire, &part, &questionnaire->question[q]);
        }
    place = 0;
    for (uint32_t q = 0; q < count; q++)
        if (questionnaire->question[q].of == q) {
            struct part part = document_read_item(questions, place++);
            check_places(&search, &part, q);
        }
    hand_on(questionnaire);
}

#include "base/exact.h"
#include "base/memory.h"
#include "cli/figure.h"
#include "cli/pointer.h"
#include "document/document.h"

#include <string.h>

/* Which figure is asked for, by where it stands in a result. */

struct resolving {
    struct figure_account *figure;
    struct pointer pointer;
    struct fault *fault;
};

static bool lost(const struct resolving *resolving)
{
    return pointer_tell(&resolving->pointer, resolving->figure->address.file,
                        resolving->fault);
}

static bool find_round(struct figure_account *figure, const char *questionnaire,
                       json_int_t year, size_t *round)
{
    const struct survey *survey = &figure->session->survey;
    for (size_t r = 0; r < survey->round_count; r++)
        if (survey->round[r].year == year
            && strcmp(survey->round[r].questionnaire, questionnaire) == 0) {
            *round = r;
            return true;
        }
    return false;
}

static bool take_document(struct figure_account *figure, struct fault *fault)
{
    const json_t *document = figure->address.document;
    const json_t *questionnaire = json_object_get(document, "questionnaire");
    const char *id = pointer_string(questionnaire, "id");
    const json_t *scoring = json_object_get(questionnaire, "scoring");
    json_int_t year = json_integer_value(json_object_get(document, "year"));
    size_t round;
    if (strcmp(pointer_string(document, "format"), "baseline-result-1") != 0)
        return fault_set(fault, FAULT_DATA, figure->address.file,
                         "is no result: national.json, LEVEL/CODE.json or "
                         "institution/ID.json of a run");
    if (!find_round(figure, id, year, &round))
        return fault_set(fault, FAULT_DATA, figure->address.file,
                         "is of a round that this survey does not have: %.60s/%d", id,
                         (int)year);
    return figure_set_round(figure, round, json_string_value(scoring), fault);
}

/* The name at a place, if any: one figure, or all where it is none or stands for all.
   One that is not there is let be where a whole is withheld. */
static bool take_name(struct resolving *resolving, enum figure_subject subject,
                      size_t place)
{
    struct figure_account *figure = resolving->figure;
    const struct pointer *pointer = &resolving->pointer;
    uint64_t names = figure_names_of[subject];
    figure->subject = subject;
    figure->wanted = names;
    for (int name = 0; name < NAMED_COUNT_OF; name++)
        if ((names & NAMED_BIT(name)) && pointer_is(pointer, place, figure_key[name]))
            figure->wanted = NAMED_BIT(name);
    bool known = figure->wanted != names;
    return pointer->found == pointer->count
           || (known && subject == OF_GROUP && pointer->found == place
               && place + 1 == pointer->count)
           || lost(resolving);
}

/* The file's own unit, which alone has answers, scores and ranks in it. */
static bool take_reader(struct resolving *resolving)
{
    struct figure_account *figure = resolving->figure;
    const json_t *reader = json_object_get(figure->address.document, "reader");
    return explain_find_unit(&figure->unit, figure->session, figure->population,
                             pointer_string(reader, "id"), figure->round,
                             resolving->fault);
}

static bool take_comparison(struct resolving *resolving, size_t place)
{
    const struct pointer *pointer = &resolving->pointer;
    const json_t *comparisons =
        json_object_get(resolving->figure->address.document, "comparisons");
    for (size_t c = 0; c < json_array_size(comparisons); c++) {
        const json_t *comparison = json_array_get(comparisons, c);
        const char *level = pointer_string(comparison, "level");
        if (pointer_is(pointer, place, level))
            return figure_find_group(resolving->figure, level,
                                     pointer_string(comparison, "code"),
                                     resolving->fault)
                   && take_name(resolving, OF_GROUP, place + 1);
    }
    return lost(resolving);
}

/* A rank is one unit's among the group's. */
static bool take_benchmark(struct resolving *resolving, size_t place)
{
    struct figure_account *figure = resolving->figure;
    return take_comparison(resolving, place)
           && (figure->wanted != NAMED_BIT(NAMED_RANK) || take_reader(resolving));
}

static bool take_turnout(struct resolving *resolving, size_t place)
{
    const json_t *group = resolving->pointer.at[place];
    return figure_find_group(resolving->figure, pointer_string(group, "level"),
                             pointer_string(group, "code"), resolving->fault)
           && take_name(resolving, OF_TURNOUT, place);
}

/* What nobody computes. */
static bool take_stated(struct resolving *resolving)
{
    struct figure_account *figure = resolving->figure;
    const struct pointer *pointer = &resolving->pointer;
    const json_t *there = pointer->at[pointer->found];
    if (pointer->found < pointer->count
        || (!json_is_number(there) && !json_is_null(there)))
        return lost(resolving);
    figure->subject = OF_NOTHING;
    figure->wanted = figure_names_of[OF_NOTHING];
    return true;
}

/* A bar of the nation's distribution, or one of its ends. */
static bool take_distribution(struct resolving *resolving, size_t place)
{
    struct figure_account *figure = resolving->figure;
    const struct pointer *pointer = &resolving->pointer;
    figure->subject = OF_GROUP;
    figure->level = 0;
    figure->wanted = NAMED_BIT(NAMED_DISTRIBUTION);
    if (pointer->found < pointer->count)
        return lost(resolving);
    if (pointer->count == place)
        return true;
    for (size_t bar = 0; bar < json_array_size(pointer->at[place]); bar++)
        if (json_array_get(pointer->at[place], bar) == pointer->at[place + 1])
            figure->bar = (uint32_t)bar;
    figure->wanted = NAMED_BIT(pointer_is(pointer, place + 1, "from") ? NAMED_FROM
                               : pointer_is(pointer, place + 1, "to") ? NAMED_TO
                                                                      : NAMED_COUNT);
    return true;
}

/* The same area in another round. */
static bool take_past(struct resolving *resolving, size_t place)
{
    struct figure_account *figure = resolving->figure;
    const struct pointer *pointer = &resolving->pointer;
    const char *questionnaire =
        figure->session->survey.round[figure->round].questionnaire;
    size_t past;
    const json_t *year =
        place < pointer->found ? json_object_get(pointer->at[place + 1], "year") : NULL;
    if (year == NULL)
        return lost(resolving);
    if (!find_round(figure, questionnaire, json_integer_value(year), &past))
        return fault_set(resolving->fault, FAULT_DATA, figure->address.file,
                         "is of a round that this survey does not have: %.60s/%d",
                         questionnaire, (int)json_integer_value(year));
    figure->round = past;
    figure->rules = session_rules(figure->session, figure->scoring, past);
    figure->population = session_population(figure->session, past);
    return true;
}

static bool take_area(struct resolving *resolving, const char *dimension,
                      const char *area)
{
    struct text name = {0};
    text_print(&name, "%s/%s", dimension, area);
    bool ok = text_check(&name, resolving->fault)
              && figure_find_area(resolving->figure, name.bytes, resolving->fault);
    text_release(&name);
    return ok;
}

static bool take_node(struct resolving *resolving)
{
    const struct pointer *pointer = &resolving->pointer;
    size_t place = 4; /* after dimensions, its number, nodes, and its number */
    if (pointer->found < place)
        return lost(resolving);
    if (pointer_is(pointer, place, "rounds")) {
        if (!take_past(resolving, place + 1))
            return false;
        place += 2;
    }
    if (!take_area(resolving, pointer_string(pointer->at[2], "id"),
                   pointer_string(pointer->at[4], "id")))
        return false;
    if (place < pointer->found && pointer_is(pointer, place, "own"))
        return take_reader(resolving) && take_name(resolving, OF_AREA, place + 1);
    if (pointer_is(pointer, place, "benchmarks"))
        return take_benchmark(resolving, place + 1);
    if (pointer_is(pointer, place, "distribution"))
        return take_distribution(resolving, place + 1);
    return take_stated(resolving);
}

static bool take_question(struct resolving *resolving)
{
    const struct pointer *pointer = &resolving->pointer;
    if (pointer->found < 2)
        return lost(resolving);
    if (!figure_find_question(resolving->figure, pointer_string(pointer->at[2], "id"),
                              resolving->fault))
        return false;
    if (pointer->found > 2 && pointer_is(pointer, 2, "own"))
        return take_reader(resolving) && take_name(resolving, OF_ANSWER, 3);
    if (pointer_is(pointer, 2, "benchmarks"))
        return take_benchmark(resolving, 3);
    return lost(resolving);
}

static bool take_member(struct resolving *resolving)
{
    struct figure_account *figure = resolving->figure;
    const struct pointer *pointer = &resolving->pointer;
    if (pointer->found < 4 || !pointer_is(pointer, 2, "scores"))
        return lost(resolving);
    return explain_find_unit(&figure->unit, figure->session, figure->population,
                             pointer_string(pointer->at[2], "id"), figure->round,
                             resolving->fault)
           && figure_find_area(figure, pointer->token[3], resolving->fault)
           && take_name(resolving, OF_AREA, 4);
}

static bool take_group_below(struct resolving *resolving)
{
    const struct pointer *pointer = &resolving->pointer;
    const json_t *group = pointer->at[2];
    if (pointer->found < 2)
        return lost(resolving);
    if (!pointer_is(pointer, 2, "figures"))
        return take_turnout(resolving, 2);
    if (pointer->found < 4)
        return lost(resolving);
    return figure_find_group(resolving->figure, pointer_string(group, "level"),
                             pointer_string(group, "code"), resolving->fault)
           && figure_find_area(resolving->figure, pointer->token[3], resolving->fault)
           && take_name(resolving, OF_GROUP, 4);
}

static bool resolve(struct resolving *resolving)
{
    const struct pointer *pointer = &resolving->pointer;
    if (pointer_is(pointer, 0, "dimensions"))
        return take_node(resolving);
    if (pointer_is(pointer, 0, "questions"))
        return take_question(resolving);
    if (pointer_is(pointer, 0, "members"))
        return take_member(resolving);
    if (pointer_is(pointer, 0, "groups"))
        return take_group_below(resolving);
    if (pointer_is(pointer, 0, "comparisons"))
        return pointer->found < 2 ? lost(resolving) : take_turnout(resolving, 2);
    return take_stated(resolving);
}

bool figure_ask_address(struct figure_account *figure, const char *address,
                        struct fault *fault)
{
    const char *mark = strchr(address, '#');
    struct resolving resolving = {.figure = figure, .fault = fault};
    figure->address.file = memory_copy_text(address, (size_t)(mark - address));
    figure->address.pointer = memory_copy_text(mark + 1, strlen(mark + 1));
    char *taken_apart = memory_copy_text(mark + 1, strlen(mark + 1));
    bool ok = (figure->address.file != NULL && figure->address.pointer != NULL
               && taken_apart != NULL)
              || fault_memory(fault);
    if (ok && mark[1] != '/' && mark[1] != '\0')
        ok = fault_set(fault, FAULT_USAGE, "",
                       "after # comes a JSON pointer, which begins with /: \"%.60s\"",
                       mark + 1);
    if (ok) {
        figure->address.document = document_parse(figure->address.file, fault);
        ok = figure->address.document != NULL && take_document(figure, fault)
             && pointer_follow(&resolving.pointer, taken_apart,
                               figure->address.document, fault)
             && resolve(&resolving);
    }
    const struct pointer *pointer = &resolving.pointer;
    if (ok && pointer->found == pointer->count)
        figure->address.there = pointer->at[pointer->found];
    memory_release(taken_apart);
    return ok;
}

/* Which questions apply to whom, and which units are pooled. */

#include "base/text.h"
#include "questionnaire/format.h"
#include "questionnaire/load.h"

#include <string.h>

#define SUBSET_LIMIT 65535 /* they are numbered in 16 bits */

/* One list of tags, and whether a question bears any of them is asked. */
struct tags {
    const char **tag;
    size_t count;
};

/* The followers of a question apply where it does. */
static bool bears_any(const struct questionnaire *questionnaire, size_t number,
                      const struct tags *tags)
{
    const struct question *question =
        &questionnaire->question[questionnaire->question[number].of];
    for (size_t i = 0; i < question->tag_count; i++)
        for (size_t t = 0; t < tags->count; t++)
            if (strcmp(question->tag[i], tags->tag[t]) == 0)
                return true;
    return false;
}

bool tag_is_borne(const struct questionnaire *questionnaire, const struct part *part,
                  const char *key, const char *tag)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    char hint[HINT_BYTES];
    struct nearest nearest = {.wanted = tag};
    for (size_t q = 0; q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        for (size_t i = 0; i < question->tag_count; i++) {
            if (strcmp(question->tag[i], tag) == 0)
                return true;
            /* One that is offered twice would be as near as itself. */
            if (nearest.found == NULL || strcmp(nearest.found, question->tag[i]) != 0)
                nearest_offer(&nearest, question->tag[i], question->tag[i]);
        }
    }
    return document_wrong(part, key, "no question bears the tag \"%s\"%s",
                          text_excerpt(excerpt, tag, strlen(tag)),
                          hint_nearest(hint, nearest_name(&nearest)));
}

static struct tags load_tags(const struct questionnaire *questionnaire,
                             const struct part *part, const char *key, bool required)
{
    struct tags tags;
    tags.count = document_read_strings(part, key, required, &tags.tag);
    for (size_t t = 0; t < tags.count; t++)
        tag_is_borne(questionnaire, part, key, tags.tag[t]);
    return tags;
}

/* Room for so many subsets; NULL when short of memory. */
static struct subset *take_subsets(struct questionnaire *questionnaire,
                                   struct document *document, size_t count)
{
    struct subset *subset = document_take(document, count, sizeof *subset);
    for (size_t s = 0; subset != NULL && s < count; s++) {
        subset[s].applies =
            document_take(document, questionnaire->question_count, sizeof(bool));
        if (subset[s].applies == NULL)
            return NULL;
    }
    questionnaire->subset = subset;
    return subset;
}

static void load_same_for_all(struct questionnaire *questionnaire,
                              const struct part *part)
{
    struct tags tags = load_tags(questionnaire, part, "tags", true);
    struct subset *subset = take_subsets(questionnaire, part->document, 1);
    if (subset == NULL)
        return;
    subset->code = "";
    for (size_t q = 0; q < questionnaire->question_count; q++)
        subset->applies[q] = bears_any(questionnaire, q, &tags);
    questionnaire->subset_count = 1;
}

/* A question that bears none of the tags named for any group applies to all. */
static void fill_subsets(struct questionnaire *questionnaire, const struct tags *tags,
                         size_t count)
{
    for (size_t q = 0; q < questionnaire->question_count; q++) {
        bool named = false;
        for (size_t s = 0; s < count; s++) {
            bool bears = bears_any(questionnaire, q, &tags[s]);
            questionnaire->subset[s].applies[q] = bears;
            named = named || bears;
        }
        for (size_t s = 0; s < count && !named; s++)
            questionnaire->subset[s].applies[q] = true;
    }
}

static void load_by_column(struct questionnaire *questionnaire, const struct part *part)
{
    struct part of = document_read_member(part, "of", true);
    size_t count = json_object_size(of.json);
    const char *code;
    json_t *list;
    size_t s = 0;
    questionnaire->subset_column = document_read_string(part, "column", true);
    if (of.json == NULL)
        return;
    if (count == 0 || count > SUBSET_LIMIT) {
        document_wrong(&of, NULL, "must be an object with a list of tags per group");
        return;
    }
    struct tags *tags = document_take(part->document, count, sizeof *tags);
    struct subset *subset = take_subsets(questionnaire, part->document, count);
    if (tags == NULL || subset == NULL)
        return;
    json_object_foreach((json_t *)of.json, code, list)
    {
        if (*code == '\0')
            document_wrong(&of, NULL, "the name of a group must not be empty");
        subset[s].code = document_keep(part->document, code);
        tags[s++] = load_tags(questionnaire, &of, code, false);
    }
    fill_subsets(questionnaire, tags, count);
    questionnaire->subset_count = count;
}

static bool add_group_column(struct questionnaire *questionnaire,
                             const struct part *part)
{
    const char *column = json_string_value(json_object_get(part->json, "column"));
    if (column == NULL)
        return true;
    for (size_t i = 0; i < questionnaire->group_column_count; i++)
        if (strcmp(questionnaire->group_column[i], column) == 0)
            return true;
    const char *kept = document_keep(part->document, column);
    if (kept != NULL)
        questionnaire->group_column[questionnaire->group_column_count++] = kept;
    return kept != NULL;
}

bool load_group_columns(struct questionnaire *questionnaire, const struct part *root)
{
    struct part configurations = document_read_member(root, "configurations", false);
    size_t count = json_array_size(configurations.json);
    struct part subset = document_read_member(root, "subset", false);
    struct part pool = document_read_member(root, "pool", false);
    questionnaire->group_column =
        document_take(root->document, count + 2, sizeof *questionnaire->group_column);
    bool ok = questionnaire->group_column != NULL
              && add_group_column(questionnaire, &subset)
              && add_group_column(questionnaire, &pool);
    for (size_t i = 0; ok && i < count; i++) {
        struct part item = document_read_item(&configurations, i);
        struct part other = document_read_member(&item, "subset", false);
        ok = add_group_column(questionnaire, &other);
    }
    return ok;
}

void load_subset(struct questionnaire *questionnaire, const struct part *root)
{
    struct part part = document_read_member(root, "subset", false);
    if (!format_check_keys(&part, FORMAT_SUBSET))
        return;
    bool tags = json_object_get(part.json, "tags") != NULL;
    bool column = json_object_get(part.json, "column") != NULL
                  || json_object_get(part.json, "of") != NULL;
    if (tags == column)
        document_wrong(&part, NULL, "has either \"tags\", or \"column\" and \"of\"");
    else if (tags)
        load_same_for_all(questionnaire, &part);
    else
        load_by_column(questionnaire, &part);
}

void load_pool(struct questionnaire *questionnaire, const struct part *root)
{
    struct part part = document_read_member(root, "pool", false);
    if (!format_check_keys(&part, FORMAT_POOL))
        return;
    questionnaire->pool_column = document_read_string(&part, "column", true);
    questionnaire->pool_rule = (enum pool_rule)(
        1 + document_read_choice(&part, "rule", format_pool, FORMAT_POOL_COUNT, -1));
    if (json_object_get(part.json, "rule") == NULL)
        document_wrong(&part, NULL, "\"rule\" is missing");
}

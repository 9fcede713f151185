#include "overview/overview.h"

#include "base/exact.h"
#include "base/memory.h"
#include "base/text.h"
#include "overview/framework.h"

#include <string.h>

/* Silent reading of non-fiction: 238 words a minute (Brysbaert 2019, "How many words do
   we read per minute?", Journal of Memory and Language 109). */
#define WORDS_PER_MINUTE 238

static int64_t count_words(const struct wording *wording)
{
    const char *text = wording_in(wording, LANGUAGE_DA);
    int64_t words = 0;
    bool inside = false;
    for (; *text != '\0'; text++) {
        bool space = *text == ' ' || *text == '\n' || *text == '\t';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

/* In nano seconds, so that nothing is rounded before the end; more of them than 64 bits
   hold is what the longest definition takes. */
static wide reading_time(int64_t words)
{
    return (wide)words * 60 * POINT / WORDS_PER_MINUTE;
}

static wide question_time(const struct question *question)
{
    return reading_time(count_words(&question->text) + count_words(&question->help))
           + question->scale->seconds;
}

static void add_times(struct overview *overview, const struct questionnaire *of)
{
    int64_t words = 0;
    wide time = 0;
    wide follow_ups = 0;
    for (size_t g = 0; g < of->guide_count; g++)
        words += count_words(&of->guide[g].title) + count_words(&of->guide[g].text);
    for (size_t s = 0; s < of->section_count; s++) {
        words += count_words(&of->section[s].title) + count_words(&of->section[s].text);
        for (size_t l = 0; l < of->section[s].level_count; l++)
            words += count_words(&of->section[s].level[l].text);
    }
    for (uint32_t q = 0; q < of->question_count; q++) {
        const struct question *question = &of->question[q];
        bool hangs = question->condition_count > 0;
        if (question->is_member)
            continue;
        *(hangs ? &follow_ups : &time) += question_time(question);
        if (question->of != q)
            continue;
        overview->question_count++;
        overview->follow_up_count += hangs;
    }
    time += reading_time(words);
    overview->least_seconds = (int64_t)(time / POINT);
    overview->most_seconds = (int64_t)((time + follow_ups) / POINT);
}

/* All that the reference meets: the item and those above it. Above one that is met all
   are. */
static void meet(struct items *items, struct item *item)
{
    while (item != NULL && !item->met) {
        item->met = true;
        item = items_find(items, item->parent);
    }
}

static bool meet_all(struct items *items, const struct questionnaire *questionnaire,
                     const struct framework *framework, const char *path,
                     struct problems *problems, struct fault *fault)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        for (size_t r = 0; question->of == q && r < question->reference_count; r++) {
            const struct reference *reference = &question->reference[r];
            if (strcmp(reference->framework, framework->id) != 0)
                continue;
            struct item *item = items_find(items, reference->id);
            meet(items, item);
            if (item == NULL
                && !problems_add(
                    problems, SEVERITY_WARNING, path, 0, 0, fault,
                    "the question \"%s\" refers to \"%s\", which \"%s\" "
                    "has not",
                    question->id,
                    text_excerpt(excerpt, reference->id, strlen(reference->id)),
                    framework->id))
                return false;
        }
    }
    return true;
}

static struct framework_kind *find_kind(struct framework_overview *overview,
                                        const char *name)
{
    for (size_t k = 0; k < overview->kind_count; k++)
        if (strcmp(overview->kind[k].name, name) == 0)
            return &overview->kind[k];
    if (overview->kind_count == FRAMEWORK_KIND_LIMIT)
        return NULL;
    overview->kind[overview->kind_count] = (struct framework_kind){.name = name};
    return &overview->kind[overview->kind_count++];
}

static bool is_every(const struct framework *framework, const char *kind)
{
    for (size_t e = 0; e < framework->every_count; e++)
        if (strcmp(framework->every[e], kind) == 0)
            return true;
    return false;
}

static bool count_kinds(struct framework_overview *overview, const struct items *items,
                        struct problems *problems, struct fault *fault)
{
    const struct framework *framework = overview->framework;
    char excerpt[TEXT_EXCERPT_BYTES];
    for (size_t i = 0; i < items->count; i++) {
        const struct item *item = &items->item[i];
        struct framework_kind *kind = find_kind(overview, item->kind);
        if (kind == NULL) {
            bool told = problems_add(
                problems, SEVERITY_ERROR, framework->path, item->row, 0, fault,
                "there are more than %d kinds of items", FRAMEWORK_KIND_LIMIT);
            (void)told; /* an error either way */
            return false;
        }
        kind->item_count++;
        kind->met_count += item->met;
        if (!item->met && is_every(framework, item->kind)
            && !problems_add(problems, SEVERITY_WARNING, framework->path, item->row, 0,
                             fault, "no question meets \"%s\"",
                             text_excerpt(excerpt, item->id, strlen(item->id))))
            return false;
    }
    return true;
}

static bool check_every(const struct framework_overview *overview, const char *path,
                        struct problems *problems, struct fault *fault)
{
    const struct framework *framework = overview->framework;
    char excerpt[TEXT_EXCERPT_BYTES];
    for (size_t e = 0; e < framework->every_count; e++) {
        size_t k = 0;
        while (k < overview->kind_count
               && strcmp(overview->kind[k].name, framework->every[e]) != 0)
            k++;
        if (k == overview->kind_count
            && !problems_add(problems, SEVERITY_WARNING, path, 0, 0, fault,
                             "\"%s\" has no item of the kind \"%s\"", framework->id,
                             text_excerpt(excerpt, framework->every[e],
                                          strlen(framework->every[e]))))
            return false;
    }
    return true;
}

static bool add_framework(struct overview *overview,
                          const struct questionnaire *questionnaire,
                          const struct framework *framework, const char *path,
                          struct problems *problems, struct fault *fault)
{
    struct framework_overview *own = &overview->framework[overview->framework_count++];
    struct items items = {0};
    own->framework = framework;
    bool ok = items_read(&items, framework->path, &overview->names, problems, fault)
              && meet_all(&items, questionnaire, framework, path, problems, fault)
              && count_kinds(own, &items, problems, fault)
              && check_every(own, path, problems, fault);
    items_release(&items);
    return ok;
}

bool overview_compute(struct overview *overview,
                      const struct questionnaire *questionnaire, const char *path,
                      struct problems *problems, struct fault *fault)
{
    size_t count = questionnaire->framework_count;
    *overview = (struct overview){0};
    add_times(overview, questionnaire);
    overview->framework = memory_allocate(count, sizeof *overview->framework);
    bool ok = overview->framework != NULL || fault_memory(fault);
    for (size_t f = 0; ok && f < count; f++)
        ok = add_framework(overview, questionnaire, &questionnaire->framework[f], path,
                           problems, fault);
    if (!ok)
        overview_release(overview);
    return ok;
}

void overview_release(struct overview *overview)
{
    memory_release(overview->framework);
    names_release(&overview->names);
    *overview = (struct overview){0};
}

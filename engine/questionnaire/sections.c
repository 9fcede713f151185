#include "base/memory.h"
#include "base/text.h"
#include "questionnaire/format.h"
#include "questionnaire/load.h"

#include <string.h>
#include <strings.h>

/* What stands around the questions for people's sake: sections, guide, dropped
   questions and frameworks. None of it changes a score. */

static const struct section *find_section(const struct questionnaire *questionnaire,
                                          const char *id)
{
    for (size_t s = 0; s < questionnaire->section_count; s++)
        if (questionnaire->section[s].id != NULL
            && strcmp(questionnaire->section[s].id, id) == 0)
            return &questionnaire->section[s];
    return NULL;
}

static void load_level(const struct part *part, struct section *section)
{
    if (!format_check_keys(part, FORMAT_DESCRIPTION))
        return;
    struct description level = {
        .code = document_read_string(part, "code", true),
        .text = document_read_wording(part, "text", true),
    };
    for (size_t i = 0; level.code != NULL && i < section->level_count; i++)
        if (strcmp(section->level[i].code, level.code) == 0)
            document_wrong(part, "code", "\"%s\" stands here twice", level.code);
    if (level.code != NULL)
        section->level[section->level_count++] = level;
}

static void load_section(struct questionnaire *questionnaire, const struct part *part)
{
    struct section section = {0};
    if (!format_check_keys(part, FORMAT_SECTION))
        return;
    section.id = load_id(part);
    section.title = document_read_wording(part, "title", true);
    section.text = document_read_wording(part, "text", false);
    struct part levels = document_read_array(part, "levels", false, 0);
    size_t count = json_array_size(levels.json);
    section.level = document_take(part->document, count, sizeof *section.level);
    for (size_t i = 0; section.level != NULL && i < count; i++) {
        struct part item = document_read_item(&levels, i);
        load_level(&item, &section);
    }
    if (section.id != NULL && find_section(questionnaire, section.id) != NULL)
        document_wrong(part, "id", "the section \"%s\" stands twice", section.id);
    questionnaire->section[questionnaire->section_count++] = section;
}

void load_sections(struct questionnaire *questionnaire, const struct part *root)
{
    struct part sections = document_read_array(root, "sections", false, 0);
    size_t count = json_array_size(sections.json);
    questionnaire->section =
        document_take(root->document, count, sizeof *questionnaire->section);
    for (size_t i = 0; questionnaire->section != NULL && i < count; i++) {
        struct part item = document_read_item(&sections, i);
        load_section(questionnaire, &item);
    }
}

uint32_t load_section_of(const struct questionnaire *questionnaire,
                         const struct part *part)
{
    char hint[HINT_BYTES];
    char excerpt[TEXT_EXCERPT_BYTES];
    const char *id =
        document_read_string(part, "section", questionnaire->section_count > 0);
    struct nearest nearest = {.wanted = id};
    if (id == NULL)
        return NAMES_NONE;
    const struct section *found = find_section(questionnaire, id);
    if (found != NULL)
        return (uint32_t)(found - questionnaire->section);
    for (size_t s = 0; s < questionnaire->section_count; s++)
        if (questionnaire->section[s].id != NULL)
            nearest_offer(&nearest, questionnaire->section[s].id,
                          questionnaire->section[s].id);
    document_wrong(part, "section", "there is no section \"%s\"%s",
                   text_excerpt(excerpt, id, strlen(id)),
                   hint_nearest(hint, nearest_name(&nearest)));
    return NAMES_NONE;
}

void check_section_order(const struct questionnaire *questionnaire,
                         const struct part *question, uint32_t number)
{
    uint32_t section = questionnaire->question[number].section;
    uint32_t before = NAMES_NONE;
    for (uint32_t q = number; before == NAMES_NONE && q-- > 0;)
        before = questionnaire->question[q].section;
    if (section != NAMES_NONE && before != NAMES_NONE && section < before)
        document_wrong(question, "section",
                       "the section \"%s\" comes before \"%s\", and so must its "
                       "questions",
                       questionnaire->section[section].id,
                       questionnaire->section[before].id);
}

void load_guide(struct questionnaire *questionnaire, const struct part *root)
{
    struct part guide = document_read_array(root, "guide", false, 0);
    size_t count = json_array_size(guide.json);
    questionnaire->guide =
        document_take(root->document, count, sizeof *questionnaire->guide);
    for (size_t i = 0; questionnaire->guide != NULL && i < count; i++) {
        struct part item = document_read_item(&guide, i);
        if (format_check_keys(&item, FORMAT_GUIDE))
            questionnaire->guide[questionnaire->guide_count++] =
                (struct guide_part){document_read_wording(&item, "title", true),
                                    document_read_wording(&item, "text", true)};
    }
}

static void load_dropped(struct questionnaire *questionnaire, const struct part *part)
{
    if (!format_check_keys(part, FORMAT_DROPPED))
        return;
    struct dropped dropped = {
        .id = document_read_string(part, "question", true),
        .reason = document_read_wording(part, "reason", true),
    };
    if (dropped.id == NULL)
        return;
    if (!is_id(dropped.id))
        document_wrong(part, "question", ID_RULE);
    if (questionnaire_find(questionnaire, dropped.id, strlen(dropped.id)) != NAMES_NONE)
        document_wrong(part, "question", "\"%s\" is asked in this edition", dropped.id);
    for (size_t d = 0; d < questionnaire->dropped_count; d++)
        if (strcasecmp(questionnaire->dropped[d].id, dropped.id) == 0)
            document_wrong(part, "question", "the question \"%s\" stands here twice",
                           dropped.id);
    questionnaire->dropped[questionnaire->dropped_count++] = dropped;
}

void load_dropped_questions(struct questionnaire *questionnaire,
                            const struct part *root)
{
    struct part all = document_read_array(root, "dropped", false, 0);
    size_t count = json_array_size(all.json);
    if (count > QUESTION_LIMIT) {
        document_wrong(root, "dropped", "there are more than %d questions",
                       QUESTION_LIMIT);
        return;
    }
    questionnaire->dropped =
        document_take(root->document, count, sizeof *questionnaire->dropped);
    for (size_t i = 0; questionnaire->dropped != NULL && i < count; i++) {
        struct part item = document_read_item(&all, i);
        load_dropped(questionnaire, &item);
    }
}

/* The file is looked at by who counts what is met, and not before. */
static void load_framework(struct questionnaire *questionnaire, const struct part *part)
{
    struct framework framework = {0};
    if (!format_check_keys(part, FORMAT_FRAMEWORK))
        return;
    framework.id = load_id(part);
    framework.title = document_read_wording(part, "title", true);
    framework.every_count =
        document_read_strings(part, "every", false, &framework.every);
    const char *file = document_read_string(part, "file", true);
    for (size_t f = 0; framework.id != NULL && f < questionnaire->framework_count; f++)
        if (strcmp(questionnaire->framework[f].id, framework.id) == 0)
            document_wrong(part, "id", "the framework \"%s\" stands twice",
                           framework.id);
    if (framework.id == NULL || file == NULL)
        return;
    char *path = document_join_path(part->document, file);
    if (path != NULL) {
        framework.path = document_keep(part->document, path);
        memory_release(path);
        questionnaire->framework[questionnaire->framework_count++] = framework;
    }
}

void load_frameworks(struct questionnaire *questionnaire, const struct part *root)
{
    struct part frameworks = document_read_array(root, "frameworks", false, 0);
    size_t count = json_array_size(frameworks.json);
    questionnaire->framework =
        document_take(root->document, count, sizeof *questionnaire->framework);
    for (size_t i = 0; questionnaire->framework != NULL && i < count; i++) {
        struct part item = document_read_item(&frameworks, i);
        load_framework(questionnaire, &item);
    }
}

#include "revision/revision.h"

#include "base/exact.h"
#include "base/memory.h"
#include "revision/build.h"

#include <string.h>

static const char *const member_name[REVISION_MEMBER_COUNT] = {
    [REVISION_ID] = "id",
    [REVISION_TITLE] = "title",
    [REVISION_OVERALL] = "overall",
    [REVISION_POOL] = "pool",
    [REVISION_TEXT] = "text",
    [REVISION_HELP] = "help",
    [REVISION_EVIDENCE] = "evidence",
    [REVISION_REVERSED] = "reversed",
    [REVISION_WEIGHT] = "weight",
    [REVISION_ASKED_IF] = "asked_if",
    [REVISION_WHEN_NOT_ASKED] = "when_not_asked",
    [REVISION_SUBSET] = "subset",
    [REVISION_TAGS] = "tags",
    [REVISION_LAYERS] = "layers",
    [REVISION_AREAS] = "areas",
    [REVISION_KIND] = "kind",
    [REVISION_OPTION] = "options",
    [REVISION_LABEL] = "label",
    [REVISION_COMBINE] = "combine",
    [REVISION_LOWEST] = "lowest",
    [REVISION_HIGHEST] = "highest",
    [REVISION_DECIMALS] = "decimals",
    [REVISION_CLIP] = "clip",
    [REVISION_TARGET] = "target",
    [REVISION_ABOVE] = "above",
    [REVISION_OPERATOR] = "operator",
    [REVISION_MEASURE] = "measure",
    [REVISION_OVER] = "over",
    [REVISION_LAYER_READ] = "layer",
    [REVISION_RULES] = "rules",
    [REVISION_COVERAGE] = "minimum_coverage",
    [REVISION_AT_LEAST] = "at_least",
    [REVISION_START] = "start",
    [REVISION_LEVELS] = "levels",
    [REVISION_LEVEL_TITLE] = "level_title",
    [REVISION_RANGE] = "range",
    [REVISION_ROUNDING] = "rounding",
    [REVISION_BANDS] = "bands",
    [REVISION_BAND_TITLE] = "band_title",
};

const char *revision_member_name(enum revision_member member)
{
    return member_name[member];
}

struct revision_changes changes_begin(const struct building *building)
{
    return (struct revision_changes){.first = building->revision->change_count};
}

static bool keep_change(struct building *building, struct revision_changes *list,
                        struct revision_change change)
{
    struct revision *revision = building->revision;
    if (!memory_reserve((void **)&revision->change, &revision->change_capacity,
                        revision->change_count + 1, sizeof *revision->change))
        return fault_memory(building->fault);
    revision->change[revision->change_count++] = change;
    list->count++;
    return true;
}

/* A copy that lives as long as the revision; NULL stays NULL. */
static bool keep_text(struct building *building, const char **text)
{
    if (*text == NULL)
        return true;
    *text = names_keep(&building->revision->names, *text, strlen(*text), NULL);
    return *text != NULL || fault_memory(building->fault);
}

bool note(struct building *building, struct revision_changes *list,
          enum revision_member member, const char *of, const char *before,
          const char *now)
{
    struct revision_change change = {
        .member = member, .of = of, .before = before, .now = now};
    if (same_text(before, now))
        return true;
    return keep_text(building, &change.of) && keep_text(building, &change.before)
           && keep_text(building, &change.now) && keep_change(building, list, change);
}

static const struct wording *if_any(const struct wording *wording)
{
    return wording == NULL || *wording_in(wording, LANGUAGE_DA) == '\0' ? NULL
                                                                        : wording;
}

bool note_wording(struct building *building, struct revision_changes *list,
                  enum revision_member member, const char *of,
                  const struct wording *before, const struct wording *now)
{
    struct revision_change change = {.member = member,
                                     .of = of,
                                     .wording_before = if_any(before),
                                     .wording_now = if_any(now)};
    if (change.wording_before == change.wording_now
        || (change.wording_before != NULL && change.wording_now != NULL
            && same_wording(before, now)))
        return true;
    return keep_text(building, &change.of) && keep_change(building, list, change);
}

bool note_nano(struct building *building, struct revision_changes *list,
               enum revision_member member, const char *of, bool had, int64_t before,
               bool has, int64_t now)
{
    char text[2][FIXED_BYTES];
    fixed_print(text[0], before, 9, '.', true);
    fixed_print(text[1], now, 9, '.', true);
    return note(building, list, member, of, had ? text[0] : NULL, has ? text[1] : NULL);
}

void compose(struct building *building)
{
    text_clear(&building->before);
    text_clear(&building->now);
}

bool note_composed(struct building *building, struct revision_changes *list,
                   enum revision_member member, const char *of)
{
    const struct text *before = &building->before;
    const struct text *now = &building->now;
    return text_check(before, building->fault) && text_check(now, building->fault)
           && note(building, list, member, of,
                   before->length == 0 ? NULL : before->bytes,
                   now->length == 0 ? NULL : now->bytes);
}

void add_item(struct text *text, const char *item)
{
    if (text->length > 0)
        text_add(text, ", ");
    text_add(text, item);
}

void add_nano(struct text *text, int64_t nano)
{
    char decimal[FIXED_BYTES];
    fixed_print(decimal, nano, 9, '.', true);
    text_add(text, decimal);
}

int64_t weight_nano(const struct questionnaire *questionnaire, int32_t weight)
{
    return weight * (POINT / questionnaire->weight_unit);
}

uint32_t find_dimension(const struct questionnaire *questionnaire, const char *id)
{
    for (uint32_t d = 0; d < questionnaire->dimension_count; d++)
        if (strcmp(questionnaire->dimension[d].id, id) == 0)
            return d;
    return NAMES_NONE;
}

uint32_t find_node(const struct questionnaire *questionnaire, uint32_t dimension,
                   const char *id)
{
    uint32_t root = questionnaire->dimension[dimension].root;
    for (uint32_t n = root; n < questionnaire->node[root].end; n++)
        if (strcmp(questionnaire->node[n].id, id) == 0)
            return n;
    return NAMES_NONE;
}

bool holds_question(const struct questionnaire *questionnaire, uint32_t node,
                    uint32_t question, int32_t *weight)
{
    const struct node *area = &questionnaire->node[node];
    for (size_t i = 0; area->end == node + 1 && i < area->question_count; i++)
        if (whole_question(questionnaire, area->question[i]) == question) {
            *weight = area->question_weight[i];
            return true;
        }
    return false;
}

static void add_pool(struct text *text, const struct questionnaire *questionnaire)
{
    static const char *const rule[] = {
        [POOL_NONE] = "", [POOL_MEAN] = "mean", [POOL_ALL] = "all"};
    if (questionnaire->pool_rule != POOL_NONE)
        text_print(text, "%s (%s)", questionnaire->pool_column,
                   rule[questionnaire->pool_rule]);
}

static bool compare_definitions(struct building *building)
{
    struct revision *revision = building->revision;
    const struct questionnaire *from = revision->from;
    const struct questionnaire *to = revision->to;
    struct revision_changes *list = &revision->definition;
    *list = changes_begin(building);
    compose(building);
    add_pool(&building->before, from);
    add_pool(&building->now, to);
    return note_composed(building, list, REVISION_POOL, NULL)
           && note(building, list, REVISION_ID, NULL, from->id, to->id)
           && note_wording(building, list, REVISION_TITLE, NULL, &from->title,
                           &to->title)
           && note(building, list, REVISION_OVERALL, NULL,
                   from->dimension[from->overall].id, to->dimension[to->overall].id);
}

static bool compare_questions(struct building *building)
{
    struct revision *revision = building->revision;
    for (size_t i = 0; i < revision->question_count; i++)
        if (!compare_question(building, &revision->question[i]))
            return false;
    /* A list of its own for each, so that no two grow at once. */
    for (size_t i = 0; i < revision->question_count; i++)
        if (!compare_scales(building, &revision->question[i]))
            return false;
    return true;
}

bool revision_compute(struct revision *revision, const struct questionnaire *from,
                      const struct questionnaire *to, struct fault *fault)
{
    struct building building = {.revision = revision, .fault = fault};
    *revision = (struct revision){.from = from, .to = to};
    bool ok = compare_definitions(&building) && find_questions(&building)
              && compare_questions(&building) && compare_areas(&building);
    text_release(&building.before);
    text_release(&building.now);
    rational_room_release(&building.room);
    if (!ok)
        revision_release(revision);
    return ok;
}

void revision_release(struct revision *revision)
{
    memory_release(revision->question);
    memory_release(revision->scale);
    memory_release(revision->area);
    memory_release(revision->change);
    names_release(&revision->names);
    *revision = (struct revision){0};
}

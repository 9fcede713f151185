#include "base/exact.h"
#include "base/memory.h"
#include "revision/build.h"

/* What an option stands for; NULL where there is none. */
static const char *describe_option(struct text *text, const struct option *option)
{
    static const char *const state[] = {
        [OPTION_DONT_KNOW] = "dont_know", [OPTION_NOT_APPLICABLE] = "not_applicable"};
    text_clear(text);
    if (option == NULL)
        return NULL;
    if (option->state == OPTION_VALUE)
        add_nano(text, option->value);
    else
        text_add(text, state[option->state]);
    return text->bytes;
}

static bool note_option(struct building *building, struct revision_changes *list,
                        const char *code, const struct option *old,
                        const struct option *new)
{
    const char *before = describe_option(&building->before, old);
    const char *now = describe_option(&building->now, new);
    return text_check(&building->before, building->fault)
           && text_check(&building->now, building->fault)
           && note(building, list, REVISION_OPTION, code, before, now)
           && (old == NULL || new == NULL
               || note_wording(building, list, REVISION_LABEL, code, &old->label,
                               &new->label));
}

static bool note_options(struct building *building, struct revision_changes *list,
                         const struct scale *old, const struct scale *new)
{
    for (size_t o = 0; o < old->option_count; o++) {
        const struct option *option = &old->option[o];
        if (option->state != OPTION_ELSEWHERE
            && !note_option(building, list, option->code, option,
                            find_code(new, option->code)))
            return false;
    }
    for (size_t o = 0; o < new->option_count; o++) {
        const struct option *option = &new->option[o];
        if (option->state != OPTION_ELSEWHERE && find_code(old, option->code) == NULL
            && !note_option(building, list, option->code, NULL, option))
            return false;
    }
    return true;
}

/* The ends of a choice follow from its options. */
static bool note_ends(struct building *building, struct revision_changes *list,
                      const struct scale *old, const struct scale *new)
{
    bool had = old->kind != SCALE_CHOICE;
    bool has = new->kind != SCALE_CHOICE;
    return note_nano(building, list, REVISION_LOWEST, NULL, had, old->lowest, has,
                     new->lowest)
           && note_nano(building, list, REVISION_HIGHEST, NULL, had, old->highest, has,
                        new->highest);
}

static const char *combine_name(const struct scale *scale)
{
    static const char *const name[] = {[COMBINE_SUM] = "sum",
                                       [COMBINE_HIGHEST] = "highest",
                                       [COMBINE_LOWEST] = "lowest",
                                       [COMBINE_ALL] = "all",
                                       [COMBINE_ANY] = "any"};
    return scale->kind == SCALE_SEVERAL ? name[scale->combine] : NULL;
}

static const char *clip_name(const struct scale *scale)
{
    return scale->kind != SCALE_NUMBER ? NULL : scale->clip ? "true" : "false";
}

static bool note_scale(struct building *building, struct revision_changes *list,
                       const struct scale *old, const struct scale *new)
{
    static const char *const kind[] = {[SCALE_CHOICE] = "choice",
                                       [SCALE_SEVERAL] = "several",
                                       [SCALE_NUMBER] = "number"};
    bool was_number = old->kind == SCALE_NUMBER;
    bool is_number = new->kind == SCALE_NUMBER;
    return note(building, list, REVISION_KIND, NULL, kind[old->kind], kind[new->kind])
           && note_options(building, list, old, new)
           && note(building, list, REVISION_COMBINE, NULL, combine_name(old),
                   combine_name(new))
           && note_ends(building, list, old, new)
           && note_nano(building, list, REVISION_DECIMALS, NULL, was_number,
                        old->decimals * POINT, is_number, new->decimals *POINT)
           && note(building, list, REVISION_CLIP, NULL, clip_name(old), clip_name(new))
           && (!(old->has_target || new->has_target)
               || note_nano(building, list, REVISION_TARGET, NULL, true, old->target,
                            true, new->target));
}

/* The number of the pair among those that are not alike; NAMES_NONE where they are. */
static bool find_scale(struct building *building, const struct scale *old,
                       const struct scale *new, uint32_t *number)
{
    struct revision *revision = building->revision;
    for (uint32_t s = 0; s < revision->scale_count; s++)
        if (revision->scale[s].from == old && revision->scale[s].to == new) {
            *number = revision->scale[s].changes.count == 0 ? NAMES_NONE : s;
            return true;
        }
    struct revision_scale scale = {.from = old,
                                   .to = new,
                                   .same_values = same_values(old, new),
                                   .changes = changes_begin(building)};
    if (!note_scale(building, &scale.changes, old, new))
        return false;
    if (!memory_reserve((void **)&revision->scale, &revision->scale_capacity,
                        revision->scale_count + 1, sizeof *revision->scale))
        return fault_memory(building->fault);
    *number = scale.changes.count == 0 ? NAMES_NONE : (uint32_t)revision->scale_count;
    revision->scale[revision->scale_count++] = scale;
    return true;
}

bool compare_scales(struct building *building, struct revision_question *question)
{
    const struct revision *revision = building->revision;
    if (question->from == NAMES_NONE || question->to == NAMES_NONE)
        return true;
    if (!find_scale(building, revision->from->question[question->from].scale,
                    revision->to->question[question->to].scale, &question->scale))
        return false;
    if (question->scale != NAMES_NONE)
        question->kinds |= 1u << REVISION_RESCALED;
    return true;
}

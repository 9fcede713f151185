#include "quality/look.h"

#include "base/catalogue.h"

static bool holds(const struct looking *looking,
                  const struct contradiction *contradiction)
{
    const struct sheet *sheet = &looking->sheet;
    for (size_t c = 0; c < contradiction->condition_count; c++)
        if (!condition_holds(&contradiction->condition[c], sheet->questionnaire,
                             sheet->code, sheet->number, 1))
            return false;
    return contradiction->condition_count > 0;
}

/* Each question once, however many conditions ask about it. */
static bool is_listed(const struct contradiction *contradiction, size_t c)
{
    for (size_t earlier = 0; earlier < c; earlier++)
        if (contradiction->condition[earlier].question
            == contradiction->condition[c].question)
            return true;
    return false;
}

static bool tell(struct looking *looking, uint32_t row,
                 const struct contradiction *contradiction)
{
    const struct quality_place *place = &looking->now->place[row];
    size_t listed = 0;
    list_begin(looking);
    for (size_t c = 0; c < contradiction->condition_count; c++)
        if (!is_listed(contradiction, c) && list_wants(looking, listed++))
            sheet_print(&looking->list, &looking->sheet,
                        contradiction->condition[c].question);
    looking->found[QUALITY_CONTRADICTION]++;
    return text_check(&looking->list, looking->fault)
           && problems_add(looking->problems, SEVERITY_WARNING, place->file, place->row,
                           0, looking->fault,
                           "%s: %s do not go together: %s; correct what is wrong",
                           unit_of(looking, row), looking->list.bytes,
                           wording_in(&contradiction->text, catalogue_language()));
}

bool look_at_contradictions(struct looking *looking, uint32_t row)
{
    const struct questionnaire *questionnaire = looking->now->questionnaire;
    bool ok = true;
    for (size_t c = 0; ok && c < questionnaire->contradiction_count; c++)
        if (holds(looking, &questionnaire->contradiction[c]))
            ok = tell(looking, row, &questionnaire->contradiction[c]);
    return ok;
}

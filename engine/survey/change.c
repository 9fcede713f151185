#include "survey/load.h"

const struct change_plan change_plan_default = {
    .relevant_points = 2,
    .relevant_points_of_unit = 5,
};

void survey_read_change(struct change_plan *plan, const struct part *root)
{
    static const char *const known[] = {"relevant_points", "relevant_points_of_unit"};
    struct part change = document_read_member(root, "change", false);
    *plan = change_plan_default;
    if (!document_check_keys(&change, known, sizeof known / sizeof *known))
        return;
    plan->relevant_points = (uint32_t)document_read_whole(&change, "relevant_points", 0,
                                                          100, plan->relevant_points);
    plan->relevant_points_of_unit = (uint32_t)document_read_whole(
        &change, "relevant_points_of_unit", 0, 100, plan->relevant_points_of_unit);
}

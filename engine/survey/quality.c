#include "survey/load.h"

#define MOST_ANSWERS 1000000
#define MOST_LEVELS  60

const struct quality_plan quality_plan_default = {
    .same_answer_questions = 10,
    .same_answer_percent = 90,
    .jump_levels = 2,
    .identical_answers = 20,
    .state_answers = 10,
    .dont_know_percent = 34,
    .not_applicable_percent = 50,
};

static void read(const struct part *part, const char *key, int64_t highest,
                 uint32_t *threshold)
{
    *threshold = (uint32_t)document_read_whole(part, key, 0, highest, *threshold);
}

void survey_read_quality(struct quality_plan *plan, const struct part *root)
{
    static const char *const known[] = {"same_answer_questions", "same_answer_percent",
                                        "jump_levels",           "identical_answers",
                                        "state_answers",         "dont_know_percent",
                                        "not_applicable_percent"};
    struct part quality = document_read_member(root, "quality", false);
    *plan = quality_plan_default;
    if (!document_check_keys(&quality, known, sizeof known / sizeof *known))
        return;
    read(&quality, "same_answer_questions", MOST_ANSWERS, &plan->same_answer_questions);
    read(&quality, "same_answer_percent", 100, &plan->same_answer_percent);
    read(&quality, "jump_levels", MOST_LEVELS, &plan->jump_levels);
    read(&quality, "identical_answers", MOST_ANSWERS, &plan->identical_answers);
    read(&quality, "state_answers", MOST_ANSWERS, &plan->state_answers);
    read(&quality, "dont_know_percent", 100, &plan->dont_know_percent);
    read(&quality, "not_applicable_percent", 100, &plan->not_applicable_percent);
}

#include "cli/background.h"

#include "cli/messages.h"

static bool load(const struct session *session, struct background *background,
                 const struct population *population, struct fault *fault)
{
    struct problems problems = messages_list();
    bool ok = population_load_background(background, population,
                                         session->survey.registers, &problems, fault);
    message_problems(&problems);
    problems_release(&problems);
    return ok || (fault->kind == FAULT_NONE && fault_already_told(fault));
}

bool session_load_background(const struct session *session,
                             struct background *background, size_t round,
                             struct fault *fault)
{
    return load(session, background, session_population(session, round), fault);
}

bool session_check_backgrounds(const struct session *session, struct fault *fault)
{
    bool ok = true;
    for (size_t p = 0; ok && p < session->population_count; p++) {
        struct background background;
        ok = load(session, &background, &session->population[p], fault);
        background_release(&background);
    }
    return ok;
}

#include "cli/mappings.h"

#include "base/memory.h"
#include "base/output.h"
#include "base/text.h"
#include "cli/companions.h"
#include "cli/messages.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool load(struct mapping **mapping, bool *sound, const char *path,
                 const struct questionnaire *questionnaire, struct fault *fault)
{
    struct problems problems = messages_list();
    struct fault own = {0};
    *mapping = mapping_load(path, questionnaire, &problems, &own);
    *sound = *mapping != NULL;
    message_problems(&problems);
    problems_release(&problems);
    return own.kind == FAULT_NONE || fault_take(fault, &own);
}

bool mappings_find(struct mapping **mapping, bool *sound, const char *asked,
                   const char *folder, const struct questionnaire *questionnaire,
                   struct fault *fault)
{
    *mapping = NULL;
    *sound = true;
    if (asked != NULL)
        return load(mapping, sound, asked, questionnaire, fault);
    char *own = path_join(folder, MAPPING_NAME);
    if (own == NULL)
        return fault_memory(fault);
    bool ok = access(own, F_OK) != 0 || load(mapping, sound, own, questionnaire, fault);
    memory_release(own);
    return ok;
}

bool mappings_find_beside(struct mapping **mapping, bool *sound, const char *asked,
                          const char *path, const struct questionnaire *questionnaire,
                          struct fault *fault)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL ? memory_copy_text(".", 1)
                                 : memory_copy_text(path, (size_t)(slash - path) + 1);
    if (folder == NULL)
        return fault_memory(fault);
    bool ok = mappings_find(mapping, sound, asked, folder, questionnaire, fault);
    memory_release(folder);
    return ok;
}

static bool print(const struct session *session, size_t round, const char *path,
                  struct fault *fault)
{
    struct source source;
    struct problems problems = messages_list();
    struct text json = {0};
    struct companions companions = {0};
    const char *slash = strrchr(path, '/');
    if (!source_open(&source, path, fault))
        return false;
    bool ok = companions_find_beside(&companions, path, fault);
    const struct companion_set *set =
        companions_of(&companions, slash == NULL ? path : slash + 1);
    ok = ok
         && mapping_suggest(&json, &source, session_edition(session, round),
                            session_population(session, round),
                            set == NULL ? NULL : set->codebook, &problems, fault);
    companions_release(&companions);
    message_problems(&problems);
    if (ok)
        fputs(json.bytes, stdout);
    text_release(&json);
    problems_release(&problems);
    source_release(&source);
    return ok;
}

bool mappings_suggest(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
    const char *name = arguments->value[OPTION_ROUND];
    size_t round;
    if (name == NULL)
        return fault_set(
            fault, FAULT_USAGE, "",
            "say which round the files are for: --round questionnaire/year");
    if (!session_open(&session, arguments, fault))
        return false;
    bool ok =
        session_find_round(&session, name, &round, fault)
        && print(&session, round, arguments->value[OPTION_SUGGEST_MAPPING], fault);
    session_close(&session);
    return ok;
}

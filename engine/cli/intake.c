#include "cli/intake.h"

#include "base/catalogue.h"
#include "base/memory.h"
#include "base/output.h"
#include "cli/companions.h"
#include "cli/mappings.h"
#include "cli/messages.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Simulated answers never get in among real ones. */
static bool belongs_here(const struct session *session, const struct source *source,
                         const struct answer_file *file, struct problems *problems,
                         struct fault *fault)
{
    if (!file->answers.simulated || session->survey.rehearsal)
        return true;
    return problems_add(problems, SEVERITY_ERROR, source->path, 0, 0, fault,
                        "the answers are simulated (column \"" SIMULATED_COLUMN
                        "\"), and this survey is no rehearsal");
}

/* What is passed over or takes another's place is said, or a sender would wonder in
 * vain. */
static bool warn(struct intake *intake, const char *where, const char *what,
                 struct fault *fault)
{
    struct problems problems = {0};
    bool ok = problems_add_text(&problems, SEVERITY_WARNING, where, 0, 0, what,
                                spoken(what), fault);
    message_problems(&problems);
    problems_release(&problems);
    intake->warnings++;
    return ok;
}

static bool keep(struct session *session, size_t round, const struct source *source,
                 struct answer_file *file, struct intake *intake, struct fault *fault)
{
    size_t superseded = 0;
    if (session->store != NULL
        && !store_add_file(session->store, &superseded, session->round_id[round],
                           session_edition(session, round),
                           session_population(session, round), source, file, fault))
        return false;
    if (superseded > 0
        && !warn(
            intake, source->path,
            "answers of institutions that had answered before; the earlier ones are "
            "kept and no longer count",
            fault))
        return false;
    intake->superseded += superseded;
    intake->taken += file->answers.row_count;
    intake->rows_left += file->refused_count - file->aside_count;
    return intake->doubts == NULL
           || doubts_keep(intake->doubts, source->path, file, fault);
}

static bool read_and_keep(struct session *session, size_t round,
                          const struct source *source, bool good_rows,
                          const struct answers_reading *reading, struct intake *intake,
                          struct fault *fault)
{
    struct problems problems = {0};
    struct answer_file file = {0};
    bool readable =
        answers_read_as(&file, source, session_edition(session, round),
                        session_population(session, round), reading, &problems, fault);
    bool welcome =
        fault->kind == FAULT_NONE
        && (!readable || belongs_here(session, source, &file, &problems, fault));
    bool clean =
        readable && welcome
        && (problems.error_count == 0
            || (good_rows && file.answers.row_count > 0
                && problems.error_count + file.aside_count >= file.refused_count
                && (!file.answers.simulated || session->survey.rehearsal)));
    message_problems(&problems);
    intake->warnings += problems.warning_count;
    bool ok = fault->kind == FAULT_NONE;
    if (intake->keep_personal)
        personal_release(&file.personal);
    if (ok && clean)
        ok = keep(session, round, source, &file, intake, fault);
    else if (ok)
        intake->refused++;
    answer_file_release(&file);
    problems_release(&problems);
    return ok;
}

/* A file that came again changes nothing, not even what was withdrawn of it. */
static bool pass_over(struct session *session, size_t round,
                      const struct source *source, struct intake *intake,
                      struct fault *fault)
{
    struct problems problems = {0};
    bool ok = store_tell_withdrawn(session->store, session->round_id[round],
                                   source->hash, source->path, &problems, fault);
    message_problems(&problems);
    intake->warnings += problems.warning_count;
    problems_release(&problems);
    intake->known++;
    return ok;
}

static bool take_file(struct session *session, size_t round, const char *path,
                      bool good_rows, const struct answers_reading *reading,
                      struct intake *intake, struct fault *fault)
{
    struct source source;
    struct fault own = {0};
    bool known = false;
    intake->files++;
    if (!source_read(&source, path, &own)) {
        if (own.kind == FAULT_SYSTEM && own.where[0] == '\0')
            return fault_memory(fault);
        message_fault(&own);
        intake->refused++;
        return true;
    }
    bool ok = session->store == NULL
              || store_knows_file(session->store, &known, session->round_id[round],
                                  source.hash, reading, fault);
    if (ok && known)
        ok = pass_over(session, round, &source, intake, fault);
    else if (ok)
        ok = read_and_keep(session, round, &source, good_rows, reading, intake, fault);
    source_release(&source);
    return ok;
}

/* One file by the lists of its set. Without sound ones, or a sound mapping, it cannot
   be read, and that was said. */
static bool take_by(struct session *session, size_t round, const char *path,
                    bool good_rows, const struct mapping *mapping, bool sound,
                    struct companion_set *set, struct intake *intake,
                    struct fault *fault)
{
    const struct answers_reading reading = {
        .mapping = mapping,
        .codebook = set == NULL ? NULL : set->codebook,
        .forced = intake->forced,
    };
    if (set != NULL)
        set->used = true;
    if (sound && (set == NULL || set->sound))
        return take_file(session, round, path, good_rows, &reading, intake, fault);
    intake->files++;
    intake->refused++;
    return true;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static const char *mapping_asked(const struct session *session, size_t round,
                                 const struct intake *intake)
{
    return intake->mapping != NULL ? intake->mapping
                                   : session->survey.round[round].mapping;
}

bool intake_file(struct session *session, size_t round, const char *path,
                 bool good_rows, struct intake *intake, struct fault *fault)
{
    struct mapping *mapping = NULL;
    struct companions companions = {0};
    bool sound = true;
    bool ok = companions_find_beside(&companions, path, fault);
    if (ok && !companions_hold(&companions, name_of(path)))
        ok = mappings_find_beside(&mapping, &sound,
                                  mapping_asked(session, round, intake), path,
                                  session_edition(session, round), fault)
             && take_by(session, round, path, good_rows, mapping, sound,
                        companions_of(&companions, name_of(path)), intake, fault);
    mapping_free(mapping);
    companions_release(&companions);
    return ok;
}

static bool looks_like_answers(const char *name)
{
    static const char *const ending[] = {".csv", ".CSV",  ".tsv",
                                         ".txt", ".xlsx", ".XLSX"};
    size_t length = strlen(name);
    for (size_t e = 0; e < sizeof ending / sizeof *ending; e++)
        if (length > strlen(ending[e])
            && strcmp(name + length - strlen(ending[e]), ending[e]) == 0)
            return true;
    return false;
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static bool list_folder(const char *folder, struct names *names, bool *missing,
                        struct fault *fault)
{
    DIR *stream = opendir(folder);
    *missing = stream == NULL && errno == ENOENT;
    if (*missing)
        return true;
    if (stream == NULL)
        return fault_errno(fault, folder, "cannot open the folder of answers");
    bool ok = true;
    struct dirent *entry;
    while (ok && (entry = readdir(stream)) != NULL)
        /* A spreadsheet that is open leaves a "~$" beside its file. */
        if (entry->d_name[0] != '.' && strncmp(entry->d_name, "~$", 2) != 0
            && names_keep(names, entry->d_name, strlen(entry->d_name), NULL) == NULL)
            ok = fault_memory(fault);
    closedir(stream);
    if (ok && names->name_count > 0)
        qsort(names->name, names->name_count, sizeof *names->name, compare_names);
    return ok;
}

/* One name of a round's folder. */
static bool take_name(struct session *session, size_t round, const char *path,
                      bool good_rows, const struct mapping *mapping, bool sound,
                      const struct companions *companions, struct intake *intake,
                      struct fault *fault)
{
    if (companions_hold(companions, name_of(path)))
        return true;
    if (looks_like_answers(path))
        return take_by(session, round, path, good_rows, mapping, sound,
                       companions_of(companions, name_of(path)), intake, fault);
    return warn(intake, path,
                "is not read; answer files end in .csv, .tsv, .txt or .xlsx", fault);
}

static bool tell_unused(const struct companions *companions, struct intake *intake,
                        struct fault *fault)
{
    bool ok = true;
    for (size_t s = 0; ok && s < companions->set_count; s++)
        if (!companions->set[s].used)
            ok = warn(intake, companions->set[s].first,
                      "is the list of no file of answers here; the files of a set have "
                      "one name but for the words dataset, structure and labels",
                      fault);
    return ok;
}

bool intake_round(struct session *session, size_t round, bool good_rows,
                  struct intake *intake, struct fault *fault)
{
    const char *folder = session->survey.round[round].answers;
    struct names names = {0};
    struct companions companions = {0};
    struct mapping *mapping = NULL;
    bool missing;
    bool sound = true;
    bool ok = list_folder(folder, &names, &missing, fault);
    if (ok && missing)
        ok = warn(intake, folder, "there is no such folder of answers yet", fault);
    ok = ok
         && mappings_find(&mapping, &sound, mapping_asked(session, round, intake),
                          folder, session_edition(session, round), fault)
         && companions_find(&companions, folder, names.name, names.name_count, fault);
    for (size_t i = 0; ok && i < names.name_count; i++) {
        char *path = path_join(folder, names.name[i]);
        if (path == NULL)
            ok = fault_memory(fault);
        else if (strcmp(names.name[i], MAPPING_NAME) != 0)
            ok = take_name(session, round, path, good_rows, mapping, sound, &companions,
                           intake, fault);
        memory_release(path);
    }
    ok = ok && tell_unused(&companions, intake, fault);
    mapping_free(mapping);
    companions_release(&companions);
    names_release(&names);
    return ok;
}

#include "cli/intake.h"

#include "base/catalogue.h"
#include "base/memory.h"
#include "base/output.h"
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
                          const struct mapping *mapping, struct intake *intake,
                          struct fault *fault)
{
    struct problems problems = {0};
    struct answer_file file = {0};
    bool readable = answers_read_mapped(&file, source, session_edition(session, round),
                                        session_population(session, round), mapping,
                                        &problems, fault);
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
                      bool good_rows, const struct mapping *mapping,
                      struct intake *intake, struct fault *fault)
{
    struct source source;
    struct fault own = {0};
    bool known = false;
    intake->files++;
    if (!source_open(&source, path, &own)) {
        if (own.kind == FAULT_SYSTEM && own.where[0] == '\0')
            return fault_memory(fault);
        message_fault(&own);
        intake->refused++;
        return true;
    }
    bool ok = session->store == NULL
              || store_knows_file(session->store, &known, session->round_id[round],
                                  source.hash, fault);
    if (ok && known)
        ok = pass_over(session, round, &source, intake, fault);
    else if (ok)
        ok = read_and_keep(session, round, &source, good_rows, mapping, intake, fault);
    source_release(&source);
    return ok;
}

bool intake_file(struct session *session, size_t round, const char *path,
                 bool good_rows, struct intake *intake, struct fault *fault)
{
    struct mapping *mapping;
    bool sound;
    if (!mappings_find_beside(&mapping, &sound, intake->mapping, path,
                              session_edition(session, round), fault))
        return false;
    bool ok =
        !sound || take_file(session, round, path, good_rows, mapping, intake, fault);
    intake->files += !sound;
    intake->refused += !sound;
    mapping_free(mapping);
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

/* One name of a round's folder. Without a sound mapping nothing there can be read. */
static bool take_name(struct session *session, size_t round, const char *path,
                      bool good_rows, const struct mapping *mapping, bool sound,
                      struct intake *intake, struct fault *fault)
{
    if (!looks_like_answers(path))
        return warn(intake, path,
                    "is not read; answer files end in .csv, .tsv, .txt or .xlsx",
                    fault);
    if (sound)
        return take_file(session, round, path, good_rows, mapping, intake, fault);
    intake->files++;
    intake->refused++;
    return true;
}

bool intake_round(struct session *session, size_t round, bool good_rows,
                  struct intake *intake, struct fault *fault)
{
    const char *folder = session->survey.round[round].answers;
    struct names names = {0};
    struct mapping *mapping = NULL;
    bool missing;
    bool sound = true;
    bool ok = list_folder(folder, &names, &missing, fault);
    if (ok && missing)
        ok = warn(intake, folder, "there is no such folder of answers yet", fault);
    ok = ok
         && mappings_find(&mapping, &sound, intake->mapping, folder,
                          session_edition(session, round), fault);
    for (size_t i = 0; ok && i < names.name_count; i++) {
        char *path = path_join(folder, names.name[i]);
        if (path == NULL)
            ok = fault_memory(fault);
        else if (strcmp(names.name[i], MAPPING_NAME) != 0)
            ok = take_name(session, round, path, good_rows, mapping, sound, intake,
                           fault);
        memory_release(path);
    }
    mapping_free(mapping);
    names_release(&names);
    return ok;
}

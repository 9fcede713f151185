#include "cli/intake.h"

#include "base/catalogue.h"
#include "base/memory.h"
#include "base/output.h"
#include "base/text.h"
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
    struct problems problems = messages_list();
    bool ok = problems_add_text(&problems, SEVERITY_WARNING, where, 0, 0, what,
                                spoken(what), fault);
    message_problems(&problems);
    problems_release(&problems);
    intake->warnings++;
    return ok;
}

/* Says what happened to the file besides what is told of its rows. */
static bool tell_added(const char *where, const struct store_added *added,
                       struct problems *problems, struct fault *fault)
{
    bool ok = added->late == 0
              || problems_add(problems, SEVERITY_WARNING, where, 0, 0, fault,
                              added->late == 1
                                  ? "the round is frozen: the answers of %zu "
                                    "institution are kept as late and do not count "
                                    "until it is reopened"
                                  : "the round is frozen: the answers of %zu "
                                    "institutions are kept as late and do not count "
                                    "until it is reopened",
                              added->late);
    return ok
           && (added->superseded <= added->told
               || problems_add(problems, SEVERITY_WARNING, where, 0, 0, fault,
                               "answers of institutions that had answered before; the "
                               "earlier ones are kept and no longer count"));
}

/* Into the record, or beside what else was checked; `stands` is for the caller. */
static bool settle(struct session *session, size_t round, const struct source *source,
                   const struct answer_file *file, struct intake *intake,
                   struct store_added *added, bool *known, struct problems *problems,
                   struct fault *fault)
{
    const struct population *population = session_population(session, round);
    added->problems = problems;
    added->first = intake->first;
    bool ok = session->store == NULL
                  ? rivals_meet(&intake->rivals, added, known, source, file, population,
                                fault)
                  : store_add_file(session->store, added, session->round_id[round],
                                   session_edition(session, round), population, source,
                                   file, fault);
    *known |= ok && session->store != NULL && added->received == 0;
    if (intake->first == 0)
        intake->first = added->received;
    return ok && tell_added(source->path, added, problems, fault);
}

/* Another import took the file while this one read it, or it was checked before. */
static bool note_known(struct intake *intake, struct receipt *receipt)
{
    intake->known++;
    if (receipt != NULL)
        receipt->outcome = RECEIPT_KNOWN;
    return true;
}

static bool keep(struct session *session, size_t round, const struct source *source,
                 struct answer_file *file, struct intake *intake,
                 struct receipt *receipt, struct problems *problems,
                 struct fault *fault)
{
    struct store_added added = {0};
    bool known = false;
    bool ok =
        settle(session, round, source, file, intake, &added, &known, problems, fault);
    if (ok && known) {
        memory_release(added.stands);
        return note_known(intake, receipt);
    }
    if (ok) {
        intake->superseded += added.superseded;
        intake->late += added.late;
        intake->drafts += file->draft_count - added.unchanged_drafts;
        intake->unchanged += added.unchanged;
        intake->taken += file->answers.row_count - added.unchanged;
        intake->rows_left += file->refused_count - file->aside_count;
    }
    if (ok && receipt != NULL) {
        receipt->outcome = added.late > 0 ? RECEIPT_LATE : RECEIPT_TAKEN;
        receipt->late = added.late;
        receipt->superseded = added.superseded;
        receipt->unchanged = added.unchanged;
    }
    ok = ok
         && (intake->doubts == NULL
             || doubts_keep(intake->doubts, source->path, file, added.stands, fault));
    memory_release(added.stands);
    return ok;
}

/* Whether any of the file is to be taken. */
static bool is_clean(const struct session *session, const struct answer_file *file,
                     const struct problems *problems, bool good_rows)
{
    return problems->error_count == 0
           || (good_rows && file->answers.row_count > 0
               && problems->error_count + file->aside_count >= file->refused_count
               && (!file->answers.simulated || session->survey.rehearsal));
}

/* A file that came again changes nothing, not even what was withdrawn of it. */
static bool pass_over(struct session *session, size_t round,
                      const struct source *source, struct intake *intake,
                      struct receipt *receipt, struct fault *fault)
{
    struct problems problems = messages_list();
    bool ok = store_tell_withdrawn(session->store, session->round_id[round],
                                   source->hash, source->path, &problems, fault);
    message_problems(&problems);
    intake->warnings += problems.warning_count;
    problems_release(&problems);
    intake->known++;
    if (receipt != NULL)
        receipt->outcome = RECEIPT_KNOWN;
    return ok;
}

static bool read_and_keep(struct session *session, size_t round,
                          const struct source *source,
                          const struct answers_reading *reading, struct intake *intake,
                          struct receipt *receipt, struct fault *fault)
{
    struct problems problems = messages_list();
    struct answer_file file = {0};
    bool readable =
        answers_read_as(&file, source, session_edition(session, round),
                        session_population(session, round), reading, &problems, fault);
    bool known = false;
    if (readable && session->store != NULL && file.reading.mapping != reading->mapping
        && !store_knows_file(session->store, &known, session->round_id[round],
                             source->hash, &file.reading, fault))
        readable = false;
    if (known) {
        answer_file_release(&file);
        problems_release(&problems);
        return pass_over(session, round, source, intake, receipt, fault);
    }
    bool welcome =
        fault->kind == FAULT_NONE
        && (!readable || belongs_here(session, source, &file, &problems, fault));
    bool clean =
        readable && welcome && is_clean(session, &file, &problems, intake->good_rows);
    bool ok = fault->kind == FAULT_NONE;
    if (intake->keep_personal)
        personal_release(&file.personal);
    if (receipt != NULL)
        receipt->errors = problems.error_count;
    if (receipt != NULL && readable)
        receipt_describe(receipt, &file);
    if (ok && clean)
        ok = keep(session, round, source, &file, intake, receipt, &problems, fault);
    else if (ok)
        intake->refused++;
    ok = problems_sort(&problems, &(struct problems_mark){0}, fault) && ok;
    message_problems(&problems);
    intake->warnings += problems.warning_count;
    answer_file_release(&file);
    problems_release(&problems);
    return ok;
}

static bool take_source(struct session *session, size_t round,
                        const struct source *source,
                        const struct answers_reading *reading, struct intake *intake,
                        struct receipt *receipt, struct fault *fault)
{
    bool known = false;
    if (receipt != NULL) {
        memcpy(receipt->sha256, source->hash, sizeof receipt->sha256);
        receipt->size = source->size;
    }
    if (session->store != NULL
        && !store_knows_file(session->store, &known, session->round_id[round],
                             source->hash, reading, fault))
        return false;
    return known
               ? pass_over(session, round, source, intake, receipt, fault)
               : read_and_keep(session, round, source, reading, intake, receipt, fault);
}

/* What says how files are to be read. */
struct helpers {
    struct mapping *mapping;
    bool sound; /* otherwise nothing can be read by it, which was said */
    struct companions companions;
};

static void helpers_release(struct helpers *helpers)
{
    mapping_free(helpers->mapping);
    companions_release(&helpers->companions);
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static bool open_answers(struct intake *intake, const char *path, struct source *source,
                         struct fault *fault)
{
    return (intake->ahead != NULL && ahead_take(intake->ahead, path, source))
           || source_open(source, path, fault);
}

/* One file by the mapping and by the lists of its set. Without sound ones it cannot be
   read, which was said. */
static bool take_file(struct session *session, size_t round, const char *path,
                      const struct helpers *helpers, struct intake *intake,
                      struct fault *fault)
{
    struct companion_set *set = companions_of(&helpers->companions, name_of(path));
    const struct answers_reading reading = {
        .mapping = helpers->mapping,
        .codebook = set == NULL ? NULL : set->codebook,
        .forced = intake->forced,
        .draft = intake->draft,
    };
    bool sound = helpers->sound && (set == NULL || set->sound);
    if (set != NULL)
        set->used = true;
    struct source source;
    struct fault own = {0};
    struct receipt *receipt = NULL;
    size_t warnings = intake->warnings;
    intake->files++;
    if (intake->receipts != NULL) {
        receipt =
            receipts_add(intake->receipts, path, &session->survey.round[round], fault);
        if (receipt == NULL)
            return false;
    }
    if (!sound || !open_answers(intake, path, &source, &own)) {
        if (own.kind == FAULT_SYSTEM && own.where[0] == '\0')
            return fault_memory(fault);
        message_fault(&own);
        if (receipt != NULL)
            receipt->errors = 1;
        intake->refused++;
        return true;
    }
    bool ok = take_source(session, round, &source, &reading, intake, receipt, fault);
    if (receipt != NULL)
        receipt->warnings = intake->warnings - warnings;
    source_release(&source);
    return ok;
}

static const char *mapping_asked(const struct session *session, size_t round,
                                 const struct intake *intake)
{
    return intake->mapping != NULL ? intake->mapping
                                   : session->survey.round[round].mapping;
}

static bool take_beside(struct session *session, size_t round, const char *path,
                        struct intake *intake, struct fault *fault)
{
    struct helpers helpers = {.sound = true};
    bool ok = companions_find_beside(&helpers.companions, path, fault);
    if (ok && !companions_hold(&helpers.companions, name_of(path)))
        ok = mappings_find_beside(&helpers.mapping, &helpers.sound,
                                  mapping_asked(session, round, intake), path,
                                  session_edition(session, round), fault)
             && take_file(session, round, path, &helpers, intake, fault);
    helpers_release(&helpers);
    return ok;
}

/* By name, and where that is the same by path. */
static int compare_paths(const void *left, const void *right)
{
    const char *one = *(const char *const *)left;
    const char *other = *(const char *const *)right;
    int order = text_compare_natural(name_of(one), name_of(other));
    return order != 0 ? order : text_compare_natural(one, other);
}

bool intake_files(struct session *session, size_t round, const char *const *path,
                  size_t count, struct intake *intake, struct fault *fault)
{
    const char **sorted = memory_allocate(count, sizeof *sorted);
    if (sorted == NULL)
        return fault_memory(fault);
    memcpy(sorted, path, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_paths);
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++)
        ok = take_beside(session, round, sorted[i], intake, fault);
    memory_release(sorted);
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
        qsort(names->name, names->name_count, sizeof *names->name, compare_paths);
    return ok;
}

/* One name of a round's folder. */
static bool take_name(struct session *session, size_t round, const char *path,
                      const struct helpers *helpers, struct intake *intake,
                      struct fault *fault)
{
    if (companions_hold(&helpers->companions, name_of(path)))
        return true;
    if (looks_like_answers(path))
        return take_file(session, round, path, helpers, intake, fault);
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

bool intake_round(struct session *session, size_t round, struct intake *intake,
                  struct fault *fault)
{
    const char *folder = session->survey.round[round].answers;
    struct names names = {0};
    struct helpers helpers = {.sound = true};
    bool missing;
    bool ok = list_folder(folder, &names, &missing, fault);
    if (ok && missing)
        ok = warn(intake, folder, "there is no such folder of answers yet", fault);
    ok = ok
         && mappings_find(&helpers.mapping, &helpers.sound,
                          mapping_asked(session, round, intake), folder,
                          session_edition(session, round), fault)
         && companions_find(&helpers.companions, folder, names.name, names.name_count,
                            fault);
    for (size_t i = 0; ok && i < names.name_count; i++) {
        char *path = path_join(folder, names.name[i]);
        if (path == NULL)
            ok = fault_memory(fault);
        else if (strcmp(names.name[i], MAPPING_NAME) != 0)
            ok = take_name(session, round, path, &helpers, intake, fault);
        memory_release(path);
    }
    ok = ok && tell_unused(&helpers.companions, intake, fault);
    helpers_release(&helpers);
    names_release(&names);
    return ok;
}

void intake_release(struct intake *intake)
{
    rivals_release(&intake->rivals);
}

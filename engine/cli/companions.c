#include "cli/companions.h"

#include "base/memory.h"
#include "base/output.h"
#include "base/text.h"
#include "cli/messages.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD_BYTES (64u << 10) /* what is read to see what a file is */
#define NAME_BYTES 256

/* A name without its ending, in small letters. */
static bool fold_name(char folded[static NAME_BYTES], const char *name)
{
    const char *dot = strrchr(name, '.');
    size_t length = dot == NULL ? strlen(name) : (size_t)(dot - name);
    return text_fold(folded, NAME_BYTES, name, length) < NAME_BYTES;
}

static bool may_be_list(const char *name)
{
    char folded[NAME_BYTES];
    const char *dot = strrchr(name, '.');
    return dot != NULL && fold_name(folded, name)
           && (strstr(folded, "struct") != NULL || strstr(folded, "struktur") != NULL
               || strstr(folded, "label") != NULL);
}

static void cut(char *text, const char *word)
{
    char *at = strstr(text, word);
    if (at != NULL)
        memmove(at, at + strlen(word), strlen(at + strlen(word)) + 1);
}

/* What the names of one set have in common. */
static bool find_stem(char stem[static NAME_BYTES], const char *name)
{
    static const char *const word[] = {"dataset",  "datas\xc3\xa6t", "structure",
                                       "struktur", "labels",         "label"};
    char *to = stem;
    if (!fold_name(stem, name))
        return false;
    for (size_t w = 0; w < sizeof word / sizeof *word; w++)
        cut(stem, word[w]);
    for (const char *from = stem; *from != '\0'; from++)
        if (strchr(" _-.", *from) == NULL)
            *to++ = *from;
    *to = '\0';
    return true;
}

/* The first bytes of a plain file; nothing of any other. */
static bool read_head(struct source *head, const char *path, struct fault *fault)
{
    struct stat there;
    *head = (struct source){0};
    head->path = memory_copy_text(path, strlen(path));
    head->bytes = memory_allocate(HEAD_BYTES + 1, 1);
    if (head->path == NULL || head->bytes == NULL) {
        source_release(head);
        return fault_memory(fault);
    }
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (file < 0)
        return true;
    if (fstat(file, &there) == 0 && S_ISREG(there.st_mode)) {
        ssize_t got;
        while ((got = read(file, head->bytes + head->size, HEAD_BYTES - head->size)) > 0
               || (got < 0 && errno == EINTR))
            head->size += got > 0 ? (size_t)got : 0;
    }
    close(file);
    return true;
}

static bool find_part(enum file_part *part, const char *path, struct fault *fault)
{
    struct source head;
    if (!read_head(&head, path, fault))
        return false;
    *part = PART_ANSWERS;
    bool ok = head.size == 0 || file_part_find(part, &head, fault);
    source_release(&head);
    return ok;
}

static struct companion_set *take_set(struct companions *companions, const char *stem,
                                      const char *path, struct fault *fault)
{
    for (size_t s = 0; s < companions->set_count; s++)
        if (strcmp(companions->set[s].stem, stem) == 0)
            return &companions->set[s];
    if (!memory_reserve((void **)&companions->set, &companions->set_capacity,
                        companions->set_count + 1, sizeof *companions->set)) {
        fault_memory(fault);
        return NULL;
    }
    struct companion_set set = {.sound = true};
    set.stem = names_keep(&companions->texts, stem, strlen(stem), NULL);
    set.first = names_keep(&companions->texts, path, strlen(path), NULL);
    set.codebook = codebook_new();
    companions->set[companions->set_count++] = set;
    if (set.stem == NULL || set.first == NULL || set.codebook == NULL) {
        companions->set[companions->set_count - 1].sound = false;
        fault_memory(fault);
        return NULL;
    }
    return &companions->set[companions->set_count - 1];
}

/* What is wrong with a list is told, and its set is not sound then. */
static bool read_list(struct companion_set *set, enum file_part part, const char *path,
                      struct fault *fault)
{
    struct problems problems = {0};
    struct fault own = {0};
    struct source source = {0};
    bool ok = true;
    if (set->has[part])
        ok = problems_add(&problems, SEVERITY_ERROR, path, 0, 0, &own,
                          "is a second list of its kind in one set of files");
    set->has[part] = true;
    if (ok && problems.error_count == 0)
        ok = source_read(&source, path, &own)
             && codebook_add(set->codebook, part, &source, &problems, &own);
    set->sound &= ok && problems.error_count == 0;
    message_problems(&problems);
    if (own.kind == FAULT_DATA || (own.kind == FAULT_SYSTEM && own.where[0] != '\0')) {
        message_fault(&own);
        own = (struct fault){0};
    }
    problems_release(&problems);
    source_release(&source);
    return own.kind == FAULT_NONE || fault_take(fault, &own);
}

static bool look_at(struct companions *companions, const char *folder, const char *name,
                    struct fault *fault)
{
    char stem[NAME_BYTES];
    enum file_part part;
    if (!may_be_list(name) || !find_stem(stem, name))
        return true;
    char *path = path_join(folder, name);
    if (path == NULL)
        return fault_memory(fault);
    bool ok = find_part(&part, path, fault);
    if (ok && part != PART_ANSWERS) {
        struct companion_set *set = take_set(companions, stem, path, fault);
        ok = set != NULL
             && (names_keep(&companions->lists, name, strlen(name), NULL) != NULL
                 || fault_memory(fault))
             && read_list(set, part, path, fault);
    }
    memory_release(path);
    return ok;
}

bool companions_find(struct companions *companions, const char *folder,
                     const char *const *name, size_t count, struct fault *fault)
{
    bool ok = true;
    for (size_t n = 0; ok && n < count; n++)
        ok = look_at(companions, folder, name[n], fault);
    return ok;
}

bool companions_find_beside(struct companions *companions, const char *path,
                            struct fault *fault)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash == NULL ? memory_copy_text(".", 1)
                                 : memory_copy_text(path, (size_t)(slash - path) + 1);
    char own[NAME_BYTES];
    char other[NAME_BYTES];
    if (folder == NULL)
        return fault_memory(fault);
    DIR *stream = opendir(folder);
    bool ok = true;
    struct dirent *entry;
    bool named = find_stem(own, slash == NULL ? path : slash + 1);
    while (ok && named && stream != NULL && (entry = readdir(stream)) != NULL)
        if (find_stem(other, entry->d_name) && strcmp(own, other) == 0)
            ok = look_at(companions, slash == NULL ? "" : folder, entry->d_name, fault);
    if (stream != NULL)
        closedir(stream);
    memory_release(folder);
    return ok;
}

bool companions_hold(const struct companions *companions, const char *name)
{
    return names_find(&companions->lists, name, strlen(name)) != NAMES_NONE;
}

struct companion_set *companions_of(const struct companions *companions,
                                    const char *name)
{
    char stem[NAME_BYTES];
    for (size_t s = 0; find_stem(stem, name) && s < companions->set_count; s++)
        if (strcmp(companions->set[s].stem, stem) == 0)
            return &companions->set[s];
    return NULL;
}

void companions_release(struct companions *companions)
{
    for (size_t s = 0; s < companions->set_count; s++)
        codebook_free(companions->set[s].codebook);
    memory_release(companions->set);
    names_release(&companions->lists);
    names_release(&companions->texts);
    *companions = (struct companions){0};
}

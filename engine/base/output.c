#include "base/output.h"

#include "base/memory.h"
#include "base/text.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

char *path_join(const char *folder, const char *path)
{
    struct text joined = {0};
    if (path[0] != '/' && folder[0] != '\0') {
        text_add(&joined, folder);
        if (joined.length > 0 && folder[strlen(folder) - 1] != '/')
            text_add_character(&joined, '/');
    }
    text_add(&joined, path);
    if (joined.short_of_memory)
        text_release(&joined);
    return joined.bytes;
}

bool path_ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path);
    return length > strlen(ending)
           && strcasecmp(path + length - strlen(ending), ending) == 0;
}

bool folder_make(const char *path, struct fault *fault)
{
    char *copy = memory_copy_text(path, strlen(path));
    if (copy == NULL)
        return fault_memory(fault);
    bool ok = true;
    for (char *end = copy + 1; ok && *copy != '\0'; end++) {
        if (*end != '/' && *end != '\0')
            continue;
        char kept = *end;
        *end = '\0';
        if (mkdir(copy, 0777) != 0 && errno != EEXIST)
            ok = fault_errno(fault, copy, "cannot make the folder");
        *end = kept;
        if (kept == '\0')
            break;
    }
    struct stat status;
    if (ok && (stat(path, &status) != 0 || !S_ISDIR(status.st_mode)))
        ok = fault_set(fault, FAULT_SYSTEM, path, "is not a folder");
    memory_release(copy);
    return ok;
}

static bool lock_folder(struct output *output, struct fault *fault)
{
    int folder = open(output->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return fault_errno(fault, output->folder, "cannot open the folder");
    output->lock = folder + 1;
    if (flock(folder, LOCK_EX | LOCK_NB) == 0)
        return true;
    return errno == EWOULDBLOCK
               ? fault_set(fault, FAULT_SYSTEM, output->folder,
                           "another run is writing here; wait until it is done")
               : fault_errno(fault, output->folder, "cannot lock the folder");
}

bool output_open(struct output *output, const char *folder, struct fault *fault)
{
    *output = (struct output){0};
    output->folder = memory_copy_text(folder, strlen(folder));
    if (output->folder == NULL)
        return fault_memory(fault);
    return folder_make(folder, fault) && lock_folder(output, fault);
}

/* The path of a file's temporary shape: ".name.part" beside its place. */
static char *temporary_path(const struct output *output, const char *path)
{
    struct text text = {0};
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    text_add(&text, output->folder);
    text_add_character(&text, '/');
    text_append(&text, path, (size_t)(name - path));
    text_print(&text, ".%s.part", name);
    if (text.short_of_memory)
        text_release(&text);
    return text.bytes;
}

static bool make_folder_of(struct output *output, const char *path, struct fault *fault)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return true;
    size_t length = (size_t)(slash - path);
    if (names_find(&output->made, path, length) != NAMES_NONE)
        return true;
    const char *relative = names_keep(&output->made, path, length, NULL);
    char *folder = relative == NULL ? NULL : path_join(output->folder, relative);
    if (folder == NULL)
        return fault_memory(fault);
    bool ok = folder_make(folder, fault);
    memory_release(folder);
    return ok;
}

static bool write_all(int file, const char *name, const void *bytes, size_t size,
                      struct fault *fault)
{
    const char *at = bytes;
    while (size > 0) {
        ssize_t done = write(file, at, size);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return fault_errno(fault, name, "cannot write");
        at += done;
        size -= (size_t)done;
    }
    return true;
}

/* Notes a file as pending under all its names, so that neither the commit nor the
   release needs memory any more. Its temporary path, or NULL. */
static const char *keep_paths(struct output *output, const char *path)
{
    char *temporary = temporary_path(output, path);
    char *finished = path_join(output->folder, path);
    const char *kept = NULL;
    if (temporary != NULL && finished != NULL)
        kept = names_keep(&output->temporary, temporary, strlen(temporary), NULL);
    if (kept != NULL
        && (names_keep(&output->finished, finished, strlen(finished), NULL) == NULL
            || names_keep(&output->pending, path, strlen(path), NULL) == NULL))
        kept = NULL;
    memory_release(temporary);
    memory_release(finished);
    return kept;
}

bool output_write(struct output *output, const char *path, const void *bytes,
                  size_t size, struct fault *fault)
{
    assert(names_find(&output->pending, path, strlen(path)) == NAMES_NONE);
    if (!make_folder_of(output, path, fault))
        return false;
    const char *temporary = keep_paths(output, path);
    if (temporary == NULL)
        return fault_memory(fault);
    int file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    bool ok = file >= 0 || fault_errno(fault, temporary, "cannot create");
    ok = ok && write_all(file, temporary, bytes, size, fault);
    if (file >= 0 && close(file) != 0 && ok)
        ok = fault_errno(fault, temporary, "cannot write");
    return ok;
}

static bool holds_already(const char *path, const void *bytes, size_t size)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    struct stat status;
    bool same = fstat(file, &status) == 0 && S_ISREG(status.st_mode)
                && status.st_size >= 0 && (size_t)status.st_size == size;
    const char *at = bytes;
    char chunk[16384];
    while (same && size > 0) {
        ssize_t got = read(file, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR)
            continue;
        same = got > 0 && (size_t)got <= size && memcmp(chunk, at, (size_t)got) == 0;
        if (same) {
            at += got;
            size -= (size_t)got;
        }
    }
    close(file);
    return same;
}

bool output_write_changed(struct output *output, const char *path, const void *bytes,
                          size_t size, struct fault *fault)
{
    char *finished = path_join(output->folder, path);
    if (finished == NULL)
        return fault_memory(fault);
    bool same = holds_already(finished, bytes, size);
    memory_release(finished);
    return same || output_write(output, path, bytes, size, fault);
}

static bool sync_one(const char *temporary, struct fault *fault)
{
    int file = open(temporary, O_RDONLY | O_CLOEXEC);
    bool ok = file >= 0 && fsync(file) == 0;
    if (!ok)
        fault_errno(fault, temporary, "cannot sync");
    if (file >= 0)
        close(file);
    return ok;
}

/* Few files are synced one by one. Many are left to one sync() of everything, which is
   far cheaper than thousands of waits for the disk. */
#define SYNCED_ONE_BY_ONE 8

static bool ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name);
    size_t tail = strlen(ending);
    return length > tail && strcmp(name + length - tail, ending) == 0;
}

/* Whether a file of the folder was written in this set, under its own or its temporary
   name. */
static bool is_pending(const struct output *output, const char *folder,
                       const char *name)
{
    struct text path = {0};
    size_t length = strlen(name);
    bool temporary = name[0] == '.' && ends_in(name, ".part");
    text_print(&path, "%s/", folder);
    if (temporary)
        text_append(&path, name + 1, length - strlen(".part") - 1);
    else
        text_add(&path, name);
    bool pending =
        path.short_of_memory
        || names_find(&output->pending, path.bytes, path.length) != NAMES_NONE;
    text_release(&path);
    return pending;
}

bool output_sweep(struct output *output, const char *folder, const char *ending,
                  struct fault *fault)
{
    char *path = path_join(output->folder, folder);
    if (path == NULL)
        return fault_memory(fault);
    DIR *stream = opendir(path);
    bool ok = true;
    for (struct dirent *entry;
         ok && stream != NULL && (entry = readdir(stream)) != NULL;) {
        const char *name = entry->d_name;
        bool unfinished = name[0] == '.' && ends_in(name, ".part");
        if ((!unfinished && (name[0] == '.' || !ends_in(name, ending)))
            || is_pending(output, folder, name))
            continue;
        char *doomed = path_join(folder, name);
        ok =
            doomed == NULL ? fault_memory(fault) : output_remove(output, doomed, fault);
        memory_release(doomed);
    }
    if (stream != NULL)
        closedir(stream);
    memory_release(path);
    return ok;
}

bool output_remove(struct output *output, const char *path, struct fault *fault)
{
    char *doomed = path_join(output->folder, path);
    bool ok = (doomed != NULL
               && names_keep(&output->doomed, doomed, strlen(doomed), NULL) != NULL)
              || fault_memory(fault);
    memory_release(doomed);
    return ok;
}

/* What cannot be removed is told of: it would be taken for a result of this run. */
static bool remove_doomed(const struct output *output, struct fault *fault)
{
    bool ok = true;
    for (size_t i = 0; ok && i < output->doomed.name_count; i++)
        if (unlink(output->doomed.name[i]) != 0 && errno != ENOENT)
            ok = fault_errno(fault, output->doomed.name[i],
                             "cannot remove what is out of date");
    return ok;
}

bool output_commit(struct output *output, struct fault *fault)
{
    size_t count = output->pending.name_count;
    bool ok = true;
    if (count > SYNCED_ONE_BY_ONE)
        sync();
    else
        for (size_t i = 0; i < count && ok; i++)
            ok = sync_one(output->temporary.name[i], fault);
    for (size_t i = 0; i < count && ok; i++)
        if (rename(output->temporary.name[i], output->finished.name[i]) != 0)
            ok = fault_errno(fault, output->finished.name[i],
                             "cannot name the finished file");
    ok = ok && remove_doomed(output, fault);
    if (ok) {
        names_release(&output->pending);
        names_release(&output->temporary);
        names_release(&output->finished);
        names_release(&output->doomed);
    }
    return ok;
}

void output_release(struct output *output)
{
    for (size_t i = 0; i < output->temporary.name_count; i++)
        unlink(output->temporary.name[i]);
    names_release(&output->pending);
    names_release(&output->temporary);
    names_release(&output->finished);
    names_release(&output->made);
    names_release(&output->doomed);
    if (output->lock > 0)
        close(output->lock - 1);
    memory_release(output->folder);
    *output = (struct output){0};
}

bool output_write_file(const char *path, const void *bytes, size_t size,
                       struct fault *fault)
{
    struct output output = {0};
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    char *folder = name == path ? memory_copy_text(".", 1)
                                : memory_copy_text(path, (size_t)(name - path));
    if (folder == NULL)
        return fault_memory(fault);
    bool ok = output_open(&output, folder, fault)
              && output_write(&output, name, bytes, size, fault)
              && output_commit(&output, fault);
    output_release(&output);
    memory_release(folder);
    return ok;
}

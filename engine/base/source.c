#include "base/source.h"

#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_LIMIT   (UINT64_C(4) << 30)
#define PIPE_LIMIT   (UINT64_C(256) << 20) /* what cannot be read again is held */
#define FIRST_READ   (64u << 10)
#define WINDOW_BYTES (1u << 20)

struct source_file {
    int handle;
    struct stat status; /* when it was opened */
    size_t utf8_length;
};

static bool tell_size(const char *path, uint64_t limit, struct fault *fault)
{
    bool gibi = limit >> 30 > 0;
    return fault_set(fault, FAULT_DATA, path, "the file is larger than %u %s",
                     (unsigned)(limit >> (gibi ? 30 : 20)), gibi ? "GiB" : "MiB");
}

/* The whole of an open file; its size may be unknown (a pipe) or change while it is
 * read. */
static bool read_all(struct source *source, int file, size_t expected, uint64_t limit,
                     struct fault *fault)
{
    size_t capacity = 0;
    size_t wanted = expected + 1 > FIRST_READ ? expected + 1 : FIRST_READ;
    for (;;) {
        if (source->size + 1 >= capacity
            && !memory_reserve((void **)&source->bytes, &capacity,
                               source->size + 2 > wanted ? source->size + 2 : wanted,
                               1))
            return fault_memory(fault);
        ssize_t got =
            read(file, source->bytes + source->size, capacity - source->size - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fault_errno(fault, source->path, "cannot read");
        if (got == 0)
            break;
        source->size += (size_t)got;
        if (source->size > limit)
            return tell_size(source->path, limit, fault);
    }
    source->bytes[source->size] = '\0';
    sha256_text(source->hash, source->bytes, source->size);
    return true;
}

static bool tell_changed(const struct source *source, struct fault *fault)
{
    return fault_set(fault, FAULT_DATA, source->path,
                     "the file changed while it was read; take it again when nothing "
                     "writes to it");
}

bool source_take(const struct source *source, size_t at, size_t wanted, uint8_t *room,
                 const uint8_t **bytes, size_t *length, struct fault *fault)
{
    size_t left = source->size - at;
    *length = left < wanted ? left : wanted;
    if (source->file == NULL) {
        *bytes = source->bytes + at;
        return true;
    }
    *bytes = room;
    for (size_t done = 0; done < *length;) {
        ssize_t got = pread(source->file->handle, room + done, *length - done,
                            (off_t)(at + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fault_errno(fault, source->path, "cannot read");
        if (got == 0)
            return tell_changed(source, fault);
        done += (size_t)got;
    }
    return true;
}

/* Hash and validity in one reading. A character may be cut by the end of a window: the
   next one then begins with it. */
static bool look_through(struct source *source, uint8_t *room, struct fault *fault)
{
    struct source_file *file = source->file;
    struct hash hash;
    bool valid = true;
    hash_begin(&hash);
    for (size_t at = 0; at < source->size;) {
        const uint8_t *bytes;
        size_t length;
        if (!source_take(source, at, WINDOW_BYTES, room, &bytes, &length, fault))
            return false;
        size_t whole = valid ? utf8_valid_length((const char *)bytes, length) : length;
        if (whole < length && (length - whole > 3 || at + length == source->size)) {
            valid = false;
            file->utf8_length = at + whole;
            whole = length;
        }
        hash_add(&hash, bytes, whole);
        at += whole;
    }
    if (valid)
        file->utf8_length = source->size;
    hash_end(&hash, source->hash);
    return source_check(source, fault);
}

/* The handle is the source's from now on. */
static bool keep_open(struct source *source, int handle, const struct stat *status,
                      struct fault *fault)
{
    source->file = memory_allocate(1, sizeof *source->file);
    uint8_t *room = memory_allocate(WINDOW_BYTES, 1);
    if (source->file == NULL) {
        close(handle);
        memory_release(room);
        return fault_memory(fault);
    }
    *source->file = (struct source_file){.handle = handle, .status = *status};
    source->size = (size_t)status->st_size;
    bool ok = room != NULL ? look_through(source, room, fault) : fault_memory(fault);
    memory_release(room);
    return ok;
}

/* What is not held is kept open: files that are larger than `held`. */
static bool open_up_to(struct source *source, const char *path, uint64_t limit,
                       uint64_t held, struct fault *fault)
{
    *source = (struct source){0};
    bool standard_input = strcmp(path, "-") == 0;
    const char *name = standard_input ? "<stdin>" : path;
    source->path = memory_copy_text(name, strlen(name));
    if (source->path == NULL)
        return fault_memory(fault);
    int file =
        standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        fault_errno(fault, path, "cannot open");
        source_release(source);
        return false;
    }
    struct stat status;
    bool ok = true;
    if (fstat(file, &status) != 0)
        ok = fault_errno(fault, path, "cannot read");
    else if (S_ISDIR(status.st_mode))
        ok = fault_set(fault, FAULT_DATA, path, "is a folder, not a file");
    else if (!standard_input && !S_ISREG(status.st_mode))
        ok = fault_set(fault, FAULT_DATA, path, "is no ordinary file");
    else if (!standard_input && status.st_size > 0 && (uint64_t)status.st_size > held) {
        ok = keep_open(source, file, &status, fault);
        file = STDIN_FILENO;
    } else if (status.st_size > 0 && (uint64_t)status.st_size > limit)
        ok = tell_size(path, limit, fault);
    else
        ok = read_all(source, file, status.st_size > 0 ? (size_t)status.st_size : 0,
                      limit, fault);
    if (file != STDIN_FILENO)
        close(file);
    if (!ok)
        source_release(source);
    return ok;
}

bool source_read_up_to(struct source *source, const char *path, uint64_t limit,
                       struct fault *fault)
{
    return open_up_to(source, path, limit, UINT64_MAX, fault);
}

bool source_read(struct source *source, const char *path, struct fault *fault)
{
    return source_read_up_to(source, path, FILE_LIMIT, fault);
}

bool source_open(struct source *source, const char *path, struct fault *fault)
{
    return open_up_to(source, path, PIPE_LIMIT, SOURCE_HELD_BYTES, fault);
}

size_t source_utf8_length(const struct source *source)
{
    return source->file != NULL
               ? source->file->utf8_length
               : utf8_valid_length((const char *)source->bytes, source->size);
}

bool source_check(const struct source *source, struct fault *fault)
{
    struct stat now;
    if (source->file == NULL)
        return true;
    const struct stat *then = &source->file->status;
    if (fstat(source->file->handle, &now) != 0)
        return fault_errno(fault, source->path, "cannot read");
    return (now.st_size == then->st_size && now.st_ino == then->st_ino
            && now.st_dev == then->st_dev && now.st_mtim.tv_sec == then->st_mtim.tv_sec
            && now.st_mtim.tv_nsec == then->st_mtim.tv_nsec
            && now.st_ctim.tv_sec == then->st_ctim.tv_sec
            && now.st_ctim.tv_nsec == then->st_ctim.tv_nsec)
           || tell_changed(source, fault);
}

void source_release(struct source *source)
{
    if (source->file != NULL)
        close(source->file->handle);
    memory_release(source->file);
    memory_release(source->path);
    memory_release(source->bytes);
    *source = (struct source){0};
}

#include "base/source.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILE_LIMIT (UINT64_C(4) << 30)
#define FIRST_READ (64u << 10)

void sha256_text(char hash[static SHA256_TEXT_BYTES], const void *bytes, size_t size)
{
    static const char hexadecimal[] = "0123456789abcdef";
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&context);
    sha256_update(&context, size, bytes);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        hash[2 * i] = hexadecimal[digest[i] >> 4];
        hash[2 * i + 1] = hexadecimal[digest[i] & 15];
    }
    hash[2 * sizeof digest] = '\0';
}

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
    return true;
}

bool source_read(struct source *source, const char *path, struct fault *fault)
{
    return source_read_up_to(source, path, FILE_LIMIT, fault);
}

bool source_read_up_to(struct source *source, const char *path, uint64_t limit,
                       struct fault *fault)
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
    else if (status.st_size > 0 && (uint64_t)status.st_size > limit)
        ok = tell_size(path, limit, fault);
    else
        ok = read_all(source, file, status.st_size > 0 ? (size_t)status.st_size : 0,
                      limit, fault);
    if (!standard_input)
        close(file);
    if (ok)
        sha256_text(source->hash, source->bytes, source->size);
    else
        source_release(source);
    return ok;
}

void source_release(struct source *source)
{
    memory_release(source->path);
    memory_release(source->bytes);
    *source = (struct source){0};
}

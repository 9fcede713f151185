#include "store/holder.h"

#include "base/memory.h"
#include "base/text.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Where SQLite locks (its documentation, "WAL-mode File Format", 2.4, and "The Database
   File Format", 1.3.14): in the index of the log the bytes of writing, of bringing the
   log home and of recovery, in the file itself those of one that waits, or reads or
   writes it without a log. */
enum { IN_LOG, IN_FILE, KIND_COUNT };

static const struct {
    const char *ending;
    off_t start;
    off_t length;
} locked[KIND_COUNT] = {
    [IN_LOG] = {"-shm", 120, 3},
    [IN_FILE] = {"", 0x40000000, 512},
};

static long find_in(struct store *store, int kind)
{
    struct flock lock = {.l_type = F_WRLCK,
                         .l_whence = SEEK_SET,
                         .l_start = locked[kind].start,
                         .l_len = locked[kind].length};
    struct text path = {0};
    text_print(&path, "%s%s", store->path, locked[kind].ending);
    if (store->looking[kind] == 0 && !path.short_of_memory) {
        int file = open(path.bytes, O_RDONLY | O_CLOEXEC);
        store->looking[kind] = file < 0 ? 0 : file;
    }
    text_release(&path);
    if (store->looking[kind] == 0 || fcntl(store->looking[kind], F_GETLK, &lock) != 0
        || lock.l_type == F_UNLCK || lock.l_pid <= 0)
        return 0;
    return lock.l_pid;
}

long holder_find(struct store *store)
{
    long process = find_in(store, IN_LOG);
    return process != 0 ? process : find_in(store, IN_FILE);
}

const char *holder_name(char name[static HOLDER_NAME_BYTES], long process)
{
    char path[64];
    char said[32]; /* the system cuts it at 15 */
    name[0] = '\0';
    snprintf(path, sizeof path, "/proc/%ld/comm", process);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return name;
    if (fgets(said, sizeof said, file) != NULL)
        text_excerpt(name, said, strcspn(said, "\n"));
    fclose(file);
    return name;
}

void holder_release(struct store *store)
{
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (store->looking[kind] > 0)
            close(store->looking[kind]);
}

#include "cli/ahead.h"

#include <string.h>
#include <sys/stat.h>

static void *open_file(void *argument)
{
    struct ahead *ahead = argument;
    struct fault unsaid = {0};
    ahead->opened = source_open(&ahead->source, ahead->path, &unsaid);
    return NULL;
}

void ahead_begin(struct ahead *ahead, const char *path)
{
    struct stat status;
    *ahead = (struct ahead){0};
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode)
        || (uint64_t)status.st_size <= SOURCE_HELD_BYTES)
        return;
    ahead->path = path;
    ahead->running = pthread_create(&ahead->thread, NULL, open_file, ahead) == 0;
}

static void wait(struct ahead *ahead)
{
    if (ahead->running)
        pthread_join(ahead->thread, NULL);
    ahead->running = false;
}

bool ahead_take(struct ahead *ahead, const char *path, struct source *source)
{
    if (ahead->path == NULL || strcmp(ahead->path, path) != 0)
        return false;
    wait(ahead);
    if (!ahead->opened)
        return false;
    *source = ahead->source;
    ahead->opened = false;
    return true;
}

void ahead_end(struct ahead *ahead)
{
    wait(ahead);
    if (ahead->opened)
        source_release(&ahead->source);
    *ahead = (struct ahead){0};
}

#include "plot/sweep.h"

#include "base/memory.h"
#include "base/output.h"
#include "plot/plot.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Length of a chart's path without its ending; 0 when the file is no chart of ours. */
static size_t stem_length(const char *path)
{
    static const char *const ending[] = {".svg", ".png", ".pdf", ".part"};
    size_t length = strlen(path);
    for (size_t e = 0; e < sizeof ending / sizeof *ending; e++) {
        size_t tail = strlen(ending[e]);
        if (length > tail && strcmp(path + length - tail, ending[e]) == 0)
            return length - tail;
    }
    return 0;
}

static bool remove_file(const char *path, struct fault *fault)
{
    return unlink(path) == 0 || errno == ENOENT
           || fault_errno(fault, path, "cannot remove what is out of date");
}

bool sweep_charts(const struct names *current, const char *folder, struct fault *fault)
{
    DIR *stream = opendir(folder);
    bool ok = true;
    for (struct dirent *entry;
         ok && stream != NULL && (entry = readdir(stream)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        char *path = path_join(folder, entry->d_name);
        struct stat status;
        if (path == NULL)
            ok = fault_memory(fault);
        else if (lstat(path, &status) != 0)
            ok = errno == ENOENT || fault_errno(fault, path, "cannot look at");
        else if (S_ISDIR(status.st_mode))
            ok = sweep_charts(current, path, fault);
        else {
            size_t stem = stem_length(path);
            if (stem > 0
                && (current == NULL || names_find(current, path, stem) == NAMES_NONE))
                ok = remove_file(path, fault);
        }
        memory_release(path);
    }
    if (stream != NULL)
        closedir(stream);
    /* A folder with nothing left in it goes too; one that holds more than charts stays.
     */
    if (ok && stream != NULL)
        rmdir(folder);
    return ok;
}

#define _GNU_SOURCE /* posix_spawn_file_actions_addchdir_np() */

#include "plot/gnuplot.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Where gnuplot finds its commands. */
#define COMMANDS_FILENO 3
#define COMMANDS_NAME   "/dev/fd/3"

extern char **environ;

/* Variables that would change what gnuplot draws or loads. */
static bool is_foreign(const char *variable)
{
    static const char *const prefix[] = {"LC_", "LANG", "GNUTERM", "GNUPLOT", "GDFONT"};
    for (size_t i = 0; i < sizeof prefix / sizeof *prefix; i++)
        if (strncmp(variable, prefix[i], strlen(prefix[i])) == 0)
            return true;
    return false;
}

/* The environment with C.UTF-8 for a locale; one block, its strings borrowed. */
static char **make_environment(void)
{
    static char locale[] = "LC_ALL=C.UTF-8";
    size_t count = 0;
    while (environ[count] != NULL)
        count++;
    char **environment = memory_allocate(count + 2, sizeof *environment);
    if (environment == NULL)
        return NULL;
    size_t kept = 0;
    environment[kept++] = locale;
    for (size_t i = 0; i < count; i++)
        if (!is_foreign(environ[i]))
            environment[kept++] = environ[i];
    return environment;
}

/* Our ends and gnuplot's of its three pipes. */
enum {
    COMMANDS_OUT,
    COMMANDS_IN,
    PICTURES_IN,
    PICTURES_OUT,
    ERRORS_IN,
    ERRORS_OUT,
    ENDS
};

/* The pipe's own name as the script: from standard input gnuplot would read one byte at
   a time. */
static int add_actions(posix_spawn_file_actions_t *actions, const char *scripts,
                       const int end[ENDS])
{
    int error = posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null",
                                                 O_RDONLY, 0);
    if (error == 0)
        error = posix_spawn_file_actions_adddup2(actions, end[COMMANDS_IN],
                                                 COMMANDS_FILENO);
    if (error == 0)
        error =
            posix_spawn_file_actions_adddup2(actions, end[PICTURES_OUT], STDOUT_FILENO);
    if (error == 0)
        error =
            posix_spawn_file_actions_adddup2(actions, end[ERRORS_OUT], STDERR_FILENO);
    if (error == 0)
        error = posix_spawn_file_actions_addchdir_np(actions, scripts);
    return error;
}

static bool spawn(struct gnuplot *gnuplot, const char *scripts, const int end[ENDS],
                  struct fault *fault)
{
    static char name[] = "gnuplot", defaults[] = "-d", script[] = COMMANDS_NAME;
    char *const arguments[] = {name, defaults, script, NULL};
    char **environment = make_environment();
    posix_spawn_file_actions_t actions;
    if (environment == NULL || posix_spawn_file_actions_init(&actions) != 0) {
        memory_release(environment);
        return fault_memory(fault);
    }
    posix_spawnattr_t attributes;
    int error = add_actions(&actions, scripts, end);
    if (error == 0)
        error = posix_spawnattr_init(&attributes);
    if (error == 0) {
        /* The engine ignores SIGPIPE; a gnuplot whose engine is gone should die of it.
         */
        sigset_t defaulted;
        sigemptyset(&defaulted);
        sigaddset(&defaulted, SIGPIPE);
        posix_spawnattr_setsigdefault(&attributes, &defaulted);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
        error = posix_spawnp(&gnuplot->process, name, &actions, &attributes, arguments,
                             environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    memory_release(environment);
    if (error == 0)
        return true;
    gnuplot->process = 0;
    if (error == ENOENT)
        return fault_set(fault, FAULT_SYSTEM, "",
                         "gnuplot was not found: install the package gnuplot-nox");
    errno = error;
    return fault_errno(fault, "gnuplot", "cannot start");
}

/* A pipe whose ends no started program inherits, clear of the descriptors that the
   child's own are put in place of. */
static bool open_pipe(int *in, int *out, struct fault *fault)
{
    int end[2];
    if (pipe(end) != 0)
        return fault_errno(fault, "gnuplot", "cannot connect to");
    *in = fcntl(end[0], F_DUPFD_CLOEXEC, COMMANDS_FILENO + 1);
    *out = fcntl(end[1], F_DUPFD_CLOEXEC, COMMANDS_FILENO + 1);
    bool ok =
        (*in >= 0 && *out >= 0) || fault_errno(fault, "gnuplot", "cannot connect to");
    close(end[0]);
    close(end[1]);
    return ok;
}

bool gnuplot_start(struct gnuplot *gnuplot, const char *scripts, struct fault *fault)
{
    int end[ENDS] = {-1, -1, -1, -1, -1, -1};
    bool ok = open_pipe(&end[COMMANDS_IN], &end[COMMANDS_OUT], fault)
              && open_pipe(&end[PICTURES_IN], &end[PICTURES_OUT], fault)
              && open_pipe(&end[ERRORS_IN], &end[ERRORS_OUT], fault);
    for (size_t i = COMMANDS_OUT; ok && i < ENDS; i += 2)
        if (fcntl(end[i], F_SETFL, O_NONBLOCK) != 0)
            ok = fault_errno(fault, "gnuplot", "cannot connect to");
    ok = ok && spawn(gnuplot, scripts, end, fault);
    for (size_t i = 0; i < ENDS; i++)
        if (end[i] >= 0 && (!ok || i % 2 == 1))
            close(end[i]);
    if (ok) {
        gnuplot->commands = end[COMMANDS_OUT];
        gnuplot->pictures = end[PICTURES_IN];
        gnuplot->errors = end[ERRORS_IN];
    }
    return ok;
}

void gnuplot_stop(struct gnuplot *gnuplot)
{
    if (gnuplot->process > 0) {
        close(gnuplot->commands);
        close(gnuplot->pictures);
        close(gnuplot->errors);
        /* Every picture that counts has come through the pipe by now: nothing is waited
           for, so that a gnuplot that lingers holds nobody up. */
        kill(gnuplot->process, SIGKILL);
        while (waitpid(gnuplot->process, NULL, 0) < 0 && errno == EINTR)
            continue;
    }
    for (size_t i = 0; i < GNUPLOT_JOBS; i++) {
        text_release(&gnuplot->job[i].path);
        text_release(&gnuplot->job[i].name);
        text_release(&gnuplot->job[i].description);
        text_release(&gnuplot->job[i].commands);
    }
    text_release(&gnuplot->received);
    text_release(&gnuplot->complaint);
    *gnuplot = (struct gnuplot){0};
}

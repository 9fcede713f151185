#include "plot/gnuplot.h"

#include "plot/picture.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The picture's way out: named as a file, it is written in large pieces. */
#define PICTURES_NAME "/dev/fd/1"

/* A control character that no label can hold begins the line after each picture. */
#define TOKEN_BYTE      '\036'
#define TOKEN_BYTES     48
#define READ_BYTES      65536
#define COMPLAINT_BYTES 4096
#define PATIENCE_MS     120000
#define EVENTS          3 /* descriptors to watch for each */

struct job *gnuplot_free_job(struct gnuplot *gnuplot)
{
    if (gnuplot->count == GNUPLOT_JOBS)
        return NULL;
    struct job *job = &gnuplot->job[(gnuplot->first + gnuplot->count) % GNUPLOT_JOBS];
    text_clear(&job->path);
    text_clear(&job->name);
    text_clear(&job->description);
    text_clear(&job->commands);
    text_add(&job->commands, "set output '" PICTURES_NAME "'\n");
    job->sent = 0;
    job->format = 0;
    job->hash[0] = '\0';
    return job;
}

bool gnuplot_submit(struct gnuplot *gnuplot, struct fault *fault)
{
    struct job *job = &gnuplot->job[(gnuplot->first + gnuplot->count) % GNUPLOT_JOBS];
    /* Closing the output sends the rest of the picture before the token. */
    text_print(&job->commands, "set output\nprint \"\\036drawn %zu %.16s\"\n",
               gnuplot->number + gnuplot->count, job->hash);
    if (!text_check(&job->path, fault) || !text_check(&job->name, fault)
        || !text_check(&job->description, fault) || !text_check(&job->commands, fault))
        return false;
    gnuplot->count++;
    return true;
}

/* The first SVG of a process differs from later ones in an attribute, so the first is
   thrown away. */
bool gnuplot_warm_up(struct gnuplot *gnuplot, struct fault *fault)
{
    struct job *job = gnuplot_free_job(gnuplot);
    text_add(&job->commands, "set encoding utf8\nset print '-'\n"
                             "set terminal svg size 900,560\n"
                             "set label 1 at 0,0 'x'\nplot x\n");
    return gnuplot_submit(gnuplot, fault);
}

/* What gnuplot said last, which is the error itself; its echo of the line comes before.
 */
static bool report(const struct gnuplot *gnuplot, const char *instead,
                   struct fault *fault)
{
    const struct job *job = &gnuplot->job[gnuplot->first];
    const char *line = instead;
    size_t length = strlen(instead);
    size_t end = gnuplot->complaint.length;
    while (end > 0 && strchr("\n\r\t ", gnuplot->complaint.bytes[end - 1]) != NULL)
        end--;
    if (end > 0) {
        size_t start = end;
        while (start > 0 && gnuplot->complaint.bytes[start - 1] != '\n')
            start--;
        while (gnuplot->complaint.bytes[start] == ' ')
            start++;
        line = gnuplot->complaint.bytes + start;
        length = end - start;
    }
    char excerpt[TEXT_EXCERPT_BYTES];
    return fault_set(fault, FAULT_SYSTEM, job->path.length > 0 ? job->path.bytes : "",
                     "gnuplot: %s", text_excerpt(excerpt, line, length));
}

static void read_complaints(struct gnuplot *gnuplot)
{
    char bytes[1024];
    ssize_t got;
    while ((got = read(gnuplot->errors, bytes, sizeof bytes)) > 0) {
        /* The last words tell the cause; warnings of long ago make room for them. */
        if (gnuplot->complaint.length > COMPLAINT_BYTES)
            text_clear(&gnuplot->complaint);
        text_append(&gnuplot->complaint, bytes, (size_t)got);
    }
}

/* write() to a gnuplot that may have ended: the signal of a broken pipe is held back
   and taken away, so that it never ends the engine. */
static ssize_t write_quietly(int descriptor, const char *bytes, size_t length)
{
    sigset_t broken, before, pending;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    sigpending(&pending);
    pthread_sigmask(SIG_BLOCK, &broken, &before);
    ssize_t done = write(descriptor, bytes, length);
    int error = errno;
    if (done < 0 && error == EPIPE && sigismember(&pending, SIGPIPE) == 0)
        sigtimedwait(&broken, NULL, &(struct timespec){0});
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return done;
}

static bool send_commands(struct gnuplot *gnuplot, struct fault *fault)
{
    for (size_t i = 0; i < gnuplot->count; i++) {
        struct job *job = &gnuplot->job[(gnuplot->first + i) % GNUPLOT_JOBS];
        while (job->sent < job->commands.length) {
            ssize_t done =
                write_quietly(gnuplot->commands, job->commands.bytes + job->sent,
                              job->commands.length - job->sent);
            if (done >= 0)
                job->sent += (size_t)done;
            else if (errno == EAGAIN || errno == EWOULDBLOCK)
                return true;
            else if (errno != EINTR) {
                read_complaints(gnuplot);
                return report(gnuplot, "it ended too early", fault);
            }
        }
    }
    return true;
}

static bool has_unsent(const struct gnuplot *gnuplot)
{
    if (gnuplot->count == 0)
        return false;
    const struct job *last =
        &gnuplot->job[(gnuplot->first + gnuplot->count - 1) % GNUPLOT_JOBS];
    return last->sent < last->commands.length;
}

/* Where the oldest job's token begins in what was received, or SIZE_MAX. */
static size_t find_token(struct gnuplot *gnuplot, const char *token)
{
    size_t length = strlen(token);
    const struct text *received = &gnuplot->received;
    while (gnuplot->searched + length <= received->length) {
        const char *from = received->bytes + gnuplot->searched;
        const char *found =
            memchr(from, TOKEN_BYTE, received->length - gnuplot->searched);
        if (found == NULL) {
            gnuplot->searched = received->length;
            break;
        }
        gnuplot->searched = (size_t)(found - received->bytes);
        if (gnuplot->searched + length > received->length)
            break;
        if (memcmp(found, token, length) == 0)
            return gnuplot->searched;
        gnuplot->searched++;
    }
    return SIZE_MAX;
}

/* Writes the pictures that are whole. */
static bool finish_jobs(struct gnuplot *gnuplot, size_t *drawn, struct fault *fault)
{
    while (gnuplot->count > 0) {
        struct job *job = &gnuplot->job[gnuplot->first];
        char token[TOKEN_BYTES];
        snprintf(token, sizeof token, "%cdrawn %zu %.16s\n", TOKEN_BYTE,
                 gnuplot->number, job->hash);
        size_t end = find_token(gnuplot, token);
        if (end == SIZE_MAX)
            return true;
        read_complaints(gnuplot);
        struct text *received = &gnuplot->received;
        if (job->format != 0) {
            if (!picture_is_whole(job->format, received->bytes, end))
                return report(gnuplot, "it drew nothing", fault);
            if (!picture_write(job, received->bytes, end, fault))
                return false;
            ++*drawn;
        }
        size_t used = end + strlen(token);
        memmove(received->bytes, received->bytes + used, received->length - used);
        received->length -= used;
        gnuplot->searched = 0;
        gnuplot->first = (gnuplot->first + 1) % GNUPLOT_JOBS;
        gnuplot->count--;
        gnuplot->number++;
        /* With more under way it may be of one of those. */
        if (gnuplot->count == 0)
            text_clear(&gnuplot->complaint);
    }
    return true;
}

static bool receive(struct gnuplot *gnuplot, size_t *drawn, struct fault *fault)
{
    char bytes[READ_BYTES];
    for (;;) {
        ssize_t got = read(gnuplot->pictures, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            break;
        if (got <= 0) {
            read_complaints(gnuplot);
            return report(gnuplot, "it ended too early", fault);
        }
        text_append(&gnuplot->received, bytes, (size_t)got);
        if ((size_t)got < sizeof bytes)
            break;
    }
    return text_check(&gnuplot->received, fault) && finish_jobs(gnuplot, drawn, fault);
}

static bool attend(struct gnuplot *gnuplot, const struct pollfd event[EVENTS],
                   size_t *drawn, struct fault *fault)
{
    if (event[1].revents != 0)
        read_complaints(gnuplot);
    /* What gnuplot said is read before more is sent: an end is noticed with its cause.
     */
    if ((event[0].revents & (POLLIN | POLLHUP | POLLERR)) != 0
        && !receive(gnuplot, drawn, fault))
        return false;
    return send_commands(gnuplot, fault);
}

bool gnuplot_move(struct gnuplot *gnuplots, size_t count, bool wait, size_t *drawn,
                  struct fault *fault)
{
    struct pollfd event[EVENTS * GNUPLOT_MOST];
    for (size_t i = 0; i < count; i++) {
        struct gnuplot *gnuplot = &gnuplots[i];
        if (!send_commands(gnuplot, fault))
            return false;
        struct pollfd *own = event + EVENTS * i;
        own[0] = (struct pollfd){.fd = gnuplot->pictures, .events = POLLIN};
        own[1] = (struct pollfd){.fd = gnuplot->errors, .events = POLLIN};
        own[2] = (struct pollfd){.fd = has_unsent(gnuplot) ? gnuplot->commands : -1,
                                 .events = POLLOUT};
    }
    int ready = poll(event, (nfds_t)(EVENTS * count), wait ? PATIENCE_MS : 0);
    if (ready < 0 && errno != EINTR)
        return fault_errno(fault, "gnuplot", "cannot hear");
    if (ready == 0 && wait)
        return fault_set(fault, FAULT_SYSTEM, "", "gnuplot does not answer");
    for (size_t i = 0; i < count && ready > 0; i++)
        if (!attend(&gnuplots[i], event + EVENTS * i, drawn, fault))
            return false;
    return true;
}

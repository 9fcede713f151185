#include "plot/picture.h"

#include "plot/plot.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* gnuplot knows one family; browsers without it are given its nearest kin. */
#define FAMILY   " font-family=\"DejaVu Sans\""
#define FAMILIES " font-family=\"DejaVu Sans, Verdana, Arial, sans-serif\""

/* The last bytes of a finished SVG. */
#define CLOSING       "<!-- baseline %.64s -->\n</svg>\n"
#define CLOSING_BYTES (SHA256_TEXT_BYTES + 32)

/* The first place of `part` in the bytes, or NULL. */
static const char *find(const char *bytes, const char *end, const char *part)
{
    size_t length = strlen(part);
    while ((size_t)(end - bytes) >= length) {
        const char *found =
            memchr(bytes, (unsigned char)part[0], (size_t)(end - bytes) - length + 1);
        if (found == NULL || memcmp(found, part, length) == 0)
            return found;
        bytes = found + 1;
    }
    return NULL;
}

static const char *without_space(const char *bytes, const char *end)
{
    while (end > bytes && (end[-1] == '\n' || end[-1] == '\r' || end[-1] == ' '))
        end--;
    return end;
}

static bool ends_with(const char *bytes, const char *end, const char *closing)
{
    size_t length = strlen(closing);
    return (size_t)(end - bytes) >= length
           && memcmp(end - length, closing, length) == 0;
}

bool picture_is_whole(unsigned format, const char *bytes, size_t length)
{
    const char *end = bytes + length;
    if (format == PLOT_SVG)
        return find(bytes, end, "<svg") != NULL
               && ends_with(bytes, without_space(bytes, end), "</svg>");
    if (format == PLOT_PDF)
        return find(bytes, end, "%PDF-") != NULL
               && ends_with(bytes, without_space(bytes, end), "%%EOF");
    return find(bytes, end, "PNG\r\n") != NULL
           && find(length > 16 ? end - 16 : bytes, end, "IEND") != NULL;
}

/* Copies a part of the SVG without its families and its tooltips, which only number the
   layers ("gnuplot_plot_1"). */
static void add_body(struct text *svg, const char *bytes, const char *end)
{
    while (bytes < end) {
        const char *family = find(bytes, end, FAMILY);
        const char *until = family == NULL ? end : family;
        const char *title = find(bytes, until, "<title>gnuplot_plot_");
        const char *close = title == NULL ? NULL : find(title, end, "</title>");
        if (close != NULL) {
            text_append(svg, bytes, (size_t)(title - bytes));
            bytes = close + strlen("</title>");
            continue;
        }
        text_append(svg, bytes, (size_t)(until - bytes));
        bytes = family == NULL ? end : family + strlen(FAMILY);
    }
}

static void add_svg(struct text *svg, const struct job *job, const char *bytes,
                    const char *end)
{
    const char *root = find(bytes, end, "<svg") + strlen("<svg");
    const char *title = find(root, end, "<title>");
    const char *close = title == NULL ? NULL : find(title, end, "</desc>");
    const char *after = close == NULL ? root : close + strlen("</desc>");
    text_add(svg,
             "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg role=\"img\"" FAMILIES);
    text_append(svg, root, (size_t)((title == NULL ? root : title) - root));
    text_add(svg, "<title>");
    text_append(svg, job->name.bytes, job->name.length);
    text_add(svg, "</title>\n<desc>");
    text_append(svg, job->description.bytes, job->description.length);
    text_add(svg, "</desc>");
    add_body(svg, after, without_space(after, end) - strlen("</svg>"));
    text_print(svg, CLOSING, job->hash);
}

/* cairo writes the time of drawing into a PDF; digits of the same number take its
   place, so that no offset moves. */
static void add_pdf(struct text *pdf, const char *bytes, const char *end)
{
    static const char date[] = "/CreationDate (D:";
    static const char constant[] = "20000101000000";
    const char *start = find(bytes, end, "%PDF-");
    text_append(pdf, start, (size_t)(end - start));
    if (pdf->short_of_memory)
        return;
    char *place = pdf->bytes;
    const char *last = pdf->bytes + pdf->length;
    const char *found = find(place, last, date);
    if (found == NULL || (size_t)(last - found) < sizeof date + sizeof constant)
        return;
    place += found - pdf->bytes + (ptrdiff_t)strlen(date);
    for (size_t i = 0; i < strlen(constant) && place[i] >= '0' && place[i] <= '9'; i++)
        place[i] = constant[i];
}

static void add_png(struct text *png, const char *bytes, const char *end)
{
    const char *start = find(bytes, end, "\x89PNG\r\n");
    if (start != NULL)
        text_append(png, start, (size_t)(end - start));
}

static bool write_bytes(const char *path, const struct text *bytes, struct fault *fault)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0)
        return fault_errno(fault, path, "cannot create");
    bool ok = true;
    for (size_t at = 0; ok && at < bytes->length;) {
        ssize_t done = write(file, bytes->bytes + at, bytes->length - at);
        if (done >= 0)
            at += (size_t)done;
        else if (errno != EINTR)
            ok = fault_errno(fault, path, "cannot write");
    }
    if (close(file) != 0 && ok)
        ok = fault_errno(fault, path, "cannot write");
    return ok;
}

/* Under ".name.part" first, so that an unfinished picture never bears a finished name.
 */
static bool place(const char *path, const struct text *bytes, struct fault *fault)
{
    struct text part = {0};
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    text_append(&part, path, (size_t)(name - path));
    text_print(&part, ".%s.part", name);
    bool ok = text_check(&part, fault);
    if (ok && !write_bytes(part.bytes, bytes, fault)) {
        unlink(part.bytes);
        ok = false;
    }
    if (ok && rename(part.bytes, path) != 0) {
        ok = fault_errno(fault, path, "cannot rename");
        unlink(part.bytes);
    }
    text_release(&part);
    return ok;
}

bool picture_write(const struct job *job, const char *bytes, size_t length,
                   struct fault *fault)
{
    struct text picture = {0};
    const char *end = bytes + length;
    if (job->format == PLOT_SVG)
        add_svg(&picture, job, bytes, end);
    else if (job->format == PLOT_PDF)
        add_pdf(&picture, bytes, end);
    else
        add_png(&picture, bytes, end);
    bool ok = text_check(&picture, fault) && place(job->path.bytes, &picture, fault);
    text_release(&picture);
    return ok;
}

bool picture_is_current(const char *path, const char *hash)
{
    char closing[CLOSING_BYTES], standing[CLOSING_BYTES];
    int length = snprintf(closing, sizeof closing, CLOSING, hash);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    struct stat status;
    bool current =
        fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size >= length
        && pread(file, standing, (size_t)length, status.st_size - length) == length
        && memcmp(standing, closing, (size_t)length) == 0;
    close(file);
    return current;
}

#include "plot/plot.h"

#include "base/memory.h"
#include "base/names.h"
#include "base/output.h"
#include "plot/chart.h"
#include "plot/gnuplot.h"
#include "plot/label.h"
#include "plot/picture.h"
#include "plot/sweep.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PROCESSES_DEFAULT 2
#define FORMATS           3

struct plotter {
    char *folder;
    char *scripts; /* absolute */
    unsigned formats;
    enum language language;
    struct text scripts_hash; /* of every script, one after another */
    struct gnuplot *gnuplot;
    size_t gnuplot_count;
    size_t next; /* the process asked first for a free job */
    struct chart chart;
    struct text path;     /* of the chart, without its ending */
    struct text hashed;   /* what a chart's hash is made of */
    struct names made;    /* folders known to exist */
    struct names current; /* charts drawn or found current, without their endings */
    size_t drawn;
    size_t kept;
};

static const struct {
    unsigned format;
    const char *ending;
} formats[FORMATS] = {{PLOT_SVG, ".svg"}, {PLOT_PNG, ".png"}, {PLOT_PDF, ".pdf"}};

static const struct {
    const char *kind;
    chart_builder *build;
} charts[] = {{"profile", chart_profile},
              {"radar", chart_radar},
              {"trend", chart_trend},
              {"distribution", chart_distribution},
              {"measuring-points", chart_points}};

static bool read_scripts(struct plotter *plotter, const char *folder,
                         struct fault *fault)
{
    static const char *const name[] = {
        "style.gp", "palette.gp",      "profile.gp",          "radar.gp",
        "trend.gp", "distribution.gp", "measuring-points.gp", "measuring-marks.gp"};
    bool ok = true;
    for (size_t i = 0; i < sizeof name / sizeof *name && ok; i++) {
        struct source source = {0};
        char *path = path_join(folder, name[i]);
        ok = (path != NULL || fault_memory(fault)) && source_read(&source, path, fault);
        if (ok)
            text_add(&plotter->scripts_hash, source.hash);
        source_release(&source);
        memory_release(path);
    }
    return ok && text_check(&plotter->scripts_hash, fault);
}

static bool copy_options(struct plotter *plotter, const struct plot_options *options,
                         struct fault *fault)
{
    /* The C library's own block, so that all of ours come from one door. */
    char *resolved = realpath(options->scripts, NULL);
    if (resolved == NULL)
        return fault_errno(fault, options->scripts, "cannot open");
    plotter->scripts = memory_copy_text(resolved, strlen(resolved));
    free(resolved);
    plotter->folder = memory_copy_text(options->folder, strlen(options->folder));
    plotter->formats = options->formats;
    plotter->language = options->language;
    size_t count = options->processes == 0 ? PROCESSES_DEFAULT : options->processes;
    if (count > GNUPLOT_MOST)
        count = GNUPLOT_MOST;
    plotter->gnuplot = memory_allocate(count, sizeof *plotter->gnuplot);
    if (plotter->scripts == NULL || plotter->folder == NULL || plotter->gnuplot == NULL)
        return fault_memory(fault);
    plotter->gnuplot_count = count;
    return folder_make(plotter->folder, fault);
}

bool plotter_open(struct plotter **plotter, const struct plot_options *options,
                  struct fault *fault)
{
    *plotter = memory_allocate(1, sizeof **plotter);
    if (*plotter == NULL)
        return fault_memory(fault);
    bool ok = copy_options(*plotter, options, fault)
              && read_scripts(*plotter, (*plotter)->scripts, fault);
    for (size_t i = 0; ok && i < (*plotter)->gnuplot_count; i++)
        ok = gnuplot_start(&(*plotter)->gnuplot[i], (*plotter)->scripts, fault)
             && gnuplot_warm_up(&(*plotter)->gnuplot[i], fault);
    if (!ok) {
        plotter_free(*plotter);
        *plotter = NULL;
    }
    return ok;
}

/* folder/questionnaire/year/charts/level[/code]/kind */
static bool make_path(struct plotter *plotter, const struct disclosed *disclosed,
                      const char *kind, struct fault *fault)
{
    struct text *path = &plotter->path;
    text_clear(path);
    text_add(path, plotter->folder);
    text_add_character(path, '/');
    text_add_file_name(path, disclosed->questionnaire);
    if (disclosed->scoring != NULL) {
        text_add_character(path, '.');
        text_add_file_name(path, disclosed->scoring);
    }
    text_print(path, "/%d/charts/", disclosed->year);
    text_add_file_name(path, disclosed->level);
    if (disclosed->reader != READER_NATION) {
        text_add_character(path, '/');
        text_add_file_name(path, disclosed->code);
    }
    text_add_character(path, '/');
    text_add(path, kind);
    return text_check(path, fault);
}

static bool make_folder(struct plotter *plotter, struct fault *fault)
{
    size_t length = (size_t)(strrchr(plotter->path.bytes, '/') - plotter->path.bytes);
    if (names_find(&plotter->made, plotter->path.bytes, length) != NAMES_NONE)
        return true;
    const char *folder = names_keep(&plotter->made, plotter->path.bytes, length, NULL);
    return folder == NULL ? fault_memory(fault) : folder_make(folder, fault);
}

/* A free job of one of the processes, which is *owner; pictures are finished meanwhile.
 */
static struct job *find_job(struct plotter *plotter, struct gnuplot **owner,
                            struct fault *fault)
{
    for (;;) {
        for (size_t i = 0; i < plotter->gnuplot_count; i++) {
            *owner = &plotter->gnuplot[(plotter->next + i) % plotter->gnuplot_count];
            struct job *job = gnuplot_free_job(*owner);
            if (job != NULL) {
                plotter->next = (plotter->next + i + 1) % plotter->gnuplot_count;
                return job;
            }
        }
        if (!gnuplot_move(plotter->gnuplot, plotter->gnuplot_count, true,
                          &plotter->drawn, fault))
            return NULL;
    }
}

static void add_path(struct text *path, const struct plotter *plotter, size_t format)
{
    text_append(path, plotter->path.bytes, plotter->path.length);
    text_add(path, formats[format].ending);
}

static bool queue(struct plotter *plotter, size_t format, const char *hash,
                  struct fault *fault)
{
    const struct chart *chart = &plotter->chart;
    struct gnuplot *owner = NULL;
    struct job *job = find_job(plotter, &owner, fault);
    if (job == NULL)
        return false;
    add_path(&job->path, plotter, format);
    label_add_xml(&job->name, chart->name.bytes);
    label_add_xml(&job->description,
                  chart->description.length > 0 ? chart->description.bytes : "");
    text_print(&job->commands, "format = %u\n", formats[format].format);
    text_append(&job->commands, chart->script.bytes, chart->script.length);
    text_print(&job->commands, "load '%s.gp'\n", chart->kind);
    job->format = formats[format].format;
    memcpy(job->hash, hash, SHA256_TEXT_BYTES);
    return gnuplot_submit(owner, fault)
           && gnuplot_move(plotter->gnuplot, plotter->gnuplot_count, false,
                           &plotter->drawn, fault);
}

static bool hash_chart(struct plotter *plotter, char hash[static SHA256_TEXT_BYTES],
                       struct fault *fault)
{
    const struct chart *chart = &plotter->chart;
    struct text *hashed = &plotter->hashed;
    text_clear(hashed);
    text_append(hashed, plotter->scripts_hash.bytes, plotter->scripts_hash.length);
    text_print(hashed, "\n%s\n%s\n", chart->kind, chart->name.bytes);
    if (chart->description.length > 0)
        text_append(hashed, chart->description.bytes, chart->description.length);
    text_append(hashed, chart->script.bytes, chart->script.length);
    if (!text_check(hashed, fault))
        return false;
    sha256_text(hash, hashed->bytes, hashed->length);
    return true;
}

/* Takes the chart's files in the formats away: they show what is no longer so. */
static bool remove_files(struct plotter *plotter, unsigned which, struct fault *fault)
{
    struct text path = {0};
    bool ok = true;
    for (size_t i = 0; i < FORMATS && ok; i++) {
        if ((which & formats[i].format) == 0)
            continue;
        text_clear(&path);
        add_path(&path, plotter, i);
        ok = text_check(&path, fault);
        if (ok && unlink(path.bytes) != 0 && errno != ENOENT && errno != ENOTDIR)
            ok = fault_errno(fault, path.bytes, "cannot remove what is out of date");
    }
    text_release(&path);
    return ok;
}

static bool queue_formats(struct plotter *plotter, struct fault *fault)
{
    char hash[SHA256_TEXT_BYTES];
    struct text svg = {0};
    add_path(&svg, plotter, 0);
    bool ok = text_check(&svg, fault) && hash_chart(plotter, hash, fault)
              && (names_keep(&plotter->current, plotter->path.bytes,
                             plotter->path.length, NULL)
                      != NULL
                  || fault_memory(fault));
    bool current = ok && picture_is_current(svg.bytes, hash);
    if (ok && !current && access(svg.bytes, F_OK) == 0)
        ok = remove_files(plotter, ~plotter->formats, fault);
    for (size_t i = 0; i < FORMATS && ok; i++) {
        if ((plotter->formats & formats[i].format) == 0)
            continue;
        if (formats[i].format == PLOT_SVG && current)
            plotter->kept++;
        else
            ok = make_folder(plotter, fault) && queue(plotter, i, hash, fault);
    }
    text_release(&svg);
    return ok;
}

bool plotter_draw(struct plotter *plotter, const struct disclosed *disclosed,
                  struct fault *fault)
{
    const struct view view = view_of(disclosed, plotter->language);
    bool ok = true;
    for (size_t i = 0; i < sizeof charts / sizeof *charts && ok; i++) {
        chart_clear(&plotter->chart);
        bool shows = charts[i].build(&plotter->chart, &view);
        ok = chart_check(&plotter->chart, fault)
             && make_path(plotter, disclosed, charts[i].kind, fault);
        if (ok && shows)
            ok = queue_formats(plotter, fault);
        else if (ok)
            ok = remove_files(plotter, PLOT_SVG | PLOT_PNG | PLOT_PDF, fault);
    }
    return ok;
}

bool plotter_finish(struct plotter *plotter, size_t *drawn, size_t *kept,
                    struct fault *fault)
{
    for (size_t i = 0; i < plotter->gnuplot_count; i++)
        while (plotter->gnuplot[i].count > 0)
            if (!gnuplot_move(plotter->gnuplot, plotter->gnuplot_count, true,
                              &plotter->drawn, fault))
                return false;
    *drawn = plotter->drawn;
    *kept = plotter->kept;
    return true;
}

bool plot_sweep(const struct plotter *plotter, const char *folder, const char *round,
                struct fault *fault)
{
    struct text path = {0};
    text_print(&path, "%s/%s/charts", plotter == NULL ? folder : plotter->folder,
               round);
    bool ok =
        text_check(&path, fault)
        && sweep_charts(plotter == NULL ? NULL : &plotter->current, path.bytes, fault);
    text_release(&path);
    return ok;
}

void plotter_free(struct plotter *plotter)
{
    if (plotter == NULL)
        return;
    for (size_t i = 0; i < plotter->gnuplot_count; i++)
        gnuplot_stop(&plotter->gnuplot[i]);
    memory_release(plotter->gnuplot);
    chart_release(&plotter->chart);
    text_release(&plotter->path);
    text_release(&plotter->hashed);
    text_release(&plotter->scripts_hash);
    names_release(&plotter->made);
    names_release(&plotter->current);
    memory_release(plotter->folder);
    memory_release(plotter->scripts);
    memory_release(plotter);
}

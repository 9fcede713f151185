#include "cli/publish.h"

#include "base/memory.h"
#include "base/output.h"
#include "base/text.h"
#include "cli/messages.h"
#include "cli/series.h"
#include "disclosure/disclosure.h"
#include "emit/emit.h"
#include "plot/plot.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct publishing {
    struct session *session;
    const struct publish_options *options;
    struct published *published;
    struct output output;
    struct plotter *plotter;
    struct disclosed disclosed; /* used again for every reader */
    struct text lines;
    struct fault *fault;
};

static const char *state_of(int64_t points)
{
    return score_state_code[points >= 0                    ? SCORE_STATE_SCORED
                            : points == SCORE_NOT_RELEVANT ? SCORE_STATE_NOT_RELEVANT
                            : points == SCORE_NONE         ? SCORE_STATE_NONE
                                                           : SCORE_STATE_TOO_FEW];
}

static bool keep_scores(struct publishing *publishing, const struct trend_round *round,
                        int64_t round_id)
{
    const struct questionnaire *edition = round->questionnaire;
    const struct scores *scores = round->scores;
    bool ok = true;
    for (uint32_t n = 0; ok && n < edition->node_count; n++) {
        const char *dimension = edition->dimension[edition->node[n].dimension].id;
        for (uint32_t row = 0; ok && row < scores->row_count; row++) {
            size_t at = (size_t)n * scores->row_count + row;
            ok = store_add_score(publishing->session->store, round_id,
                                 round->population->unit_id[round->answers->unit[row]],
                                 dimension, edition->node[n].id,
                                 state_of(scores->points[at]), scores->points[at],
                                 scores_value(scores, n, row), scores->answered[at],
                                 scores->relevant[at], publishing->fault);
        }
    }
    return ok;
}

static bool keep_benchmarks(struct publishing *publishing,
                            const struct trend_round *round, int64_t round_id)
{
    const struct questionnaire *edition = round->questionnaire;
    bool ok = true;
    for (uint32_t n = 0; ok && n < edition->node_count; n++) {
        const char *dimension = edition->dimension[edition->node[n].dimension].id;
        for (size_t l = 0; ok && l < round->population->level_count; l++) {
            const struct level *level = &round->population->level[l];
            for (uint32_t g = 0; ok && g < level->group_count; g++) {
                const struct figures *figures =
                    benchmark_figures(round->benchmark, n, l, g);
                ok = figures->n == 0
                     || store_add_benchmark(
                         publishing->session->store, round_id, level->id,
                         level->group[g].code, dimension, edition->node[n].id,
                         figures->n, level->group[g].unit_count, figures->mean,
                         figures->sd, figures->quartile, publishing->fault);
            }
        }
    }
    return ok;
}

/* For questions in SQL: the association's analysts are the readers of the database. */
static bool keep_results(struct publishing *publishing, const struct series *series,
                         size_t r)
{
    struct store *store = publishing->session->store;
    int64_t round_id = publishing->session->round_id[series->first + r];
    return store_begin_results(store, round_id, publishing->fault)
           && keep_scores(publishing, &series->round[r], round_id)
           && keep_benchmarks(publishing, &series->round[r], round_id)
           && store_end_results(store, publishing->fault);
}

/* Whether the survey wants this reader's charts drawn. */
static bool wants_charts(const struct publishing *publishing,
                         const struct series *series, size_t r)
{
    const struct chart_plan *charts = &publishing->session->survey.charts;
    const struct disclosed *disclosed = &publishing->disclosed;
    const struct population *population = series->round[r].population;
    if (!charts->all_rounds && r + 1 < series->round_count)
        return false;
    if (disclosed->reader != READER_UNIT)
        return charts->groups;
    size_t owner = population_owner_level(population);
    if (owner == population->level_count)
        return charts->units_alone;
    for (size_t i = 0; i < charts->units_of_count; i++)
        if (strcmp(charts->units_of[i], "*") == 0
            || strcmp(charts->units_of[i], disclosed->comparison[owner].code) == 0)
            return true;
    return false;
}

static bool publish_reader(struct publishing *publishing, const struct series *series,
                           size_t r, const struct disclosure *disclosure, size_t reader)
{
    struct fault *fault = publishing->fault;
    struct disclosed *disclosed = &publishing->disclosed;
    if (!disclosure_show(disclosed, disclosure, reader, fault))
        return false;
    if (publishing->options->what & PUBLISH_JSON) {
        emit_lines(&publishing->lines, disclosed);
        publishing->published->files += series->published;
        if (series->published && !emit_reader(&publishing->output, disclosed, fault))
            return false;
    }
    return publishing->plotter == NULL || !series->published
           || !wants_charts(publishing, series, r)
           || plotter_draw(publishing->plotter, disclosed, fault);
}

/* Where a round's results stand: "questionnaire/year", or that of another scoring. */
static void add_folder(struct text *path, const char *questionnaire,
                       const char *scoring, int32_t year)
{
    text_add(path, questionnaire);
    if (scoring != NULL)
        text_print(path, ".%s", scoring);
    text_print(path, "/%d", (int)year);
}

static bool write_lines(struct publishing *publishing, const struct trend_round *round)
{
    struct text path = {0};
    add_folder(&path, round->questionnaire->id, round->scoring, round->year);
    text_add(&path, "/analysts.ndjson");
    bool ok = text_check(&path, publishing->fault)
              && text_check(&publishing->lines, publishing->fault)
              && output_write(&publishing->output, path.bytes, publishing->lines.bytes,
                              publishing->lines.length, publishing->fault);
    publishing->published->files++;
    text_release(&path);
    return ok;
}

/* Files of readers that are no longer there: last run's, not this one's. */
static bool sweep(struct publishing *publishing, const struct trend_round *round,
                  bool published)
{
    struct text folder = {0};
    add_folder(&folder, round->questionnaire->id, round->scoring, round->year);
    size_t stem = folder.length;
    /* A round nobody answers any more leaves nothing at all. */
    bool ok =
        text_check(&folder, publishing->fault)
        && output_sweep(&publishing->output, folder.bytes, ".ndjson", publishing->fault)
        && ((published && round->answers->row_count > 0)
            || output_sweep(&publishing->output, folder.bytes, ".json",
                            publishing->fault));
    for (size_t l = 1; ok && l <= round->population->level_count; l++) {
        folder.length = stem;
        text_print(&folder, "/%s",
                   l < round->population->level_count ? round->population->level[l].id
                                                      : "institution");
        ok = text_check(&folder, publishing->fault)
             && output_sweep(&publishing->output, folder.bytes, ".json",
                             publishing->fault);
    }
    text_release(&folder);
    return ok;
}

static bool publish_round(struct publishing *publishing, const struct series *series,
                          size_t r)
{
    const struct trend_round *round = &series->round[r];
    struct disclosure *disclosure = NULL;
    bool json = (publishing->options->what & PUBLISH_JSON) != 0;
    if (round->answers->row_count == 0)
        return !json || sweep(publishing, round, series->published);
    publishing->published->rounds++;
    publishing->published->simulated |= round->answers->simulated;
    text_clear(&publishing->lines);
    /* The database keeps the figures of the rounds' own scoring. */
    bool keep = json && series->scoring == OWN_SCORING;
    bool ok = (!keep || keep_results(publishing, series, r))
              && disclosure_decide(&disclosure, &series->trend, r,
                                   publishing->session->survey.minimum_units,
                                   publishing->fault);
    size_t readers = ok ? disclosure_reader_count(disclosure) : 0;
    for (size_t reader = 0; ok && reader < readers; reader++) {
        if (reader % 64 == 0)
            progress_say(round->questionnaire->id, reader, readers);
        ok = publish_reader(publishing, series, r, disclosure, reader);
    }
    disclosed_release(&publishing->disclosed);
    disclosure_free(disclosure);
    return ok
           && (!json
               || (write_lines(publishing, round)
                   && sweep(publishing, round, series->published)));
}

static bool publish_series(struct publishing *publishing, size_t scoring,
                           bool published, size_t first, size_t count)
{
    struct series series = {.scoring = scoring,
                            .published = published,
                            .first = first,
                            .round_count = count};
    bool ok = series_compute(&series, publishing->session, publishing->fault);
    for (size_t r = 0; ok && r < count; r++)
        ok = publish_round(publishing, &series, r);
    /* A chart in the making borrows nothing from the series: its data went with the
     * request. */
    series_release(&series);
    return ok;
}

/* The rounds of a questionnaire by their own definitions, then in every other way the
   survey asks for; one of them is for all readers. */
static bool publish_questionnaire(struct publishing *publishing, size_t first,
                                  size_t count)
{
    const struct survey *survey = &publishing->session->survey;
    const char *questionnaire = survey->round[first].questionnaire;
    bool own = true;
    for (size_t s = 0; s < survey->scoring_count; s++)
        own = own
              && !(survey->scoring[s].published
                   && survey->scoring[s].questionnaire == questionnaire);
    bool ok = publish_series(publishing, OWN_SCORING, own, first, count);
    for (size_t s = 0; ok && s < survey->scoring_count; s++)
        if (survey->scoring[s].questionnaire == questionnaire)
            ok = publish_series(publishing, s, survey->scoring[s].published, first,
                                count);
    return ok;
}

/* The scripts of the tree the program was built in, else those that were installed. */
static char *find_scripts(void)
{
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    struct text path = {0};
    if (length > 0) {
        program[length] = '\0';
        *strrchr(program, '/') = '\0';
        text_print(&path, "%s/../../plots", program);
        char *style = path.bytes == NULL ? NULL : path_join(path.bytes, "style.gp");
        bool there = style != NULL && access(style, R_OK) == 0;
        memory_release(style);
        if (there)
            return path.bytes;
    }
    text_clear(&path);
    text_add(&path, BASELINE_DATADIR "/plots");
    return path.bytes;
}

static bool open_plotter(struct publishing *publishing)
{
    const struct survey *survey = &publishing->session->survey;
    char *own = NULL;
    const char *scripts = publishing->options->scripts;
    if (scripts == NULL)
        scripts = own = find_scripts();
    if (scripts == NULL)
        return fault_memory(publishing->fault);
    if (access(scripts, R_OK | X_OK) != 0) {
        fault_set(publishing->fault, FAULT_SYSTEM, scripts,
                  "the gnuplot scripts are not here; say where with --plots FOLDER");
        memory_release(own);
        return false;
    }
    struct plot_options options = {
        .folder = survey->results, .scripts = scripts, .language = survey->language};
    options.formats = (survey->charts.formats & CHART_SVG ? (unsigned)PLOT_SVG : 0)
                      | (survey->charts.formats & CHART_PNG ? (unsigned)PLOT_PNG : 0)
                      | (survey->charts.formats & CHART_PDF ? (unsigned)PLOT_PDF : 0);
    bool ok = plotter_open(&publishing->plotter, &options, publishing->fault);
    memory_release(own);
    return ok;
}

/* Charts of an earlier run that this one neither drew nor found current. */
static bool sweep_charts_of_rounds(const struct publishing *publishing)
{
    const struct survey *survey = &publishing->session->survey;
    struct text round = {0};
    bool ok = true;
    for (size_t r = 0; ok && r < survey->round_count; r++) {
        text_clear(&round);
        add_folder(&round, survey->round[r].questionnaire, NULL, survey->round[r].year);
        ok = text_check(&round, publishing->fault)
             && plot_sweep(publishing->plotter, survey->results, round.bytes,
                           publishing->fault);
        for (size_t s = 0; ok && s < survey->scoring_count; s++) {
            if (survey->scoring[s].questionnaire != survey->round[r].questionnaire)
                continue;
            text_clear(&round);
            add_folder(&round, survey->round[r].questionnaire, survey->scoring[s].id,
                       survey->round[r].year);
            ok = text_check(&round, publishing->fault)
                 && plot_sweep(publishing->plotter, survey->results, round.bytes,
                               publishing->fault);
        }
    }
    text_release(&round);
    return ok;
}

bool publish_results(struct session *session, const struct publish_options *options,
                     struct published *published, struct fault *fault)
{
    struct publishing publishing = {
        .session = session, .options = options, .published = published, .fault = fault};
    const struct survey *survey = &session->survey;
    *published = (struct published){0};
    bool ok = output_open(&publishing.output, survey->results, fault)
              && ((options->what & PUBLISH_CHARTS) == 0 || open_plotter(&publishing));
    for (size_t first = 0, end; ok && first < survey->round_count; first = end) {
        end = first + 1;
        while (end < survey->round_count
               && strcmp(survey->round[end].questionnaire,
                         survey->round[first].questionnaire)
                      == 0)
            end++;
        ok = publish_questionnaire(&publishing, first, end - first);
    }
    ok = ok && output_commit(&publishing.output, fault);
    if (publishing.plotter != NULL && ok)
        ok = plotter_finish(publishing.plotter, &published->charts_drawn,
                            &published->charts_kept, fault);
    ok = ok && sweep_charts_of_rounds(&publishing);
    plotter_free(publishing.plotter);
    output_release(&publishing.output);
    text_release(&publishing.lines);
    progress_end();
    return ok;
}

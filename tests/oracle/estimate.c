/* Holds the room estimate to what R makes of the same units: estimate FOLDER, with the
   tables that estimate.R writes. Ends with "estimate: N passed, N failed", N figures.
 */

#include "estimate/estimate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIELDS   16
#define CLOSE    1e-9  /* of the figure itself … */
#define NEAR_NIL 1e-11 /* … or, about 0, points */
#define NANO     1e-9  /* quantiles are whole numbers of this */
#define TOLD     20

static unsigned long passed;
static unsigned long failed;
static const char *folder;

struct row {
    char *field[FIELDS];
};

struct table {
    const char *name;
    char *text;
    struct row *row; /* without the heading */
    size_t count;
};

static void must(bool ok, const char *what)
{
    if (ok)
        return;
    fprintf(stderr, "%s: %s\n", folder, what);
    exit(1);
}

static void *room(size_t count, size_t size)
{
    void *block = calloc(count + 1, size);
    must(block != NULL, "out of memory");
    return block;
}

static struct table read_table(const char *name)
{
    struct table table = {.name = name};
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    must(file != NULL && fseek(file, 0, SEEK_END) == 0, name);
    size_t size = (size_t)ftell(file);
    rewind(file);
    table.text = room(size, 1);
    must(fread(table.text, 1, size, file) == size, name);
    fclose(file);
    for (size_t i = 0; i < size; i++)
        table.count += table.text[i] == '\n';
    table.row = room(table.count, sizeof *table.row);
    char *at = table.text;
    for (size_t line = 0; line < table.count; line++) {
        char *end = strchr(at, '\n');
        *end = 0;
        for (size_t f = 0; f < FIELDS; f++) {
            table.row[line].field[f] = at;
            char *mark = strchr(at, ';');
            at = mark == NULL ? end : mark + 1;
            if (mark != NULL)
                *mark = 0;
        }
        at = end + 1;
    }
    table.count--;
    memmove(table.row, table.row + 1, table.count * sizeof *table.row);
    return table;
}

static void close_table(struct table *table)
{
    free(table->row);
    free(table->text);
}

static void told(const struct table *table, size_t row, const char *what)
{
    failed++;
    if (failed > TOLD)
        return;
    printf("FAILED %s, line %zu (", table->name, row + 2);
    for (size_t f = 0; f < 6; f++)
        printf("%s ", table->row[row].field[f]);
    printf("): %s\n", what);
}

static void hold(const struct table *table, size_t row, const char *what,
                 struct estimate found, double expected, double nil)
{
    char text[128];
    if (found.defined
        && fabs(found.value - expected) <= fmax(CLOSE * fabs(expected), nil)) {
        passed++;
        return;
    }
    snprintf(text, sizeof text, "%s is %.17g, not %.17g%s", what, expected, found.value,
             found.defined ? "" : " (undefined)");
    told(table, row, text);
}

static double number(const struct row *row, size_t field)
{
    return strtod(row->field[field], NULL);
}

/* --- Units --- */

enum unit_field {
    SET,
    STRATUM,
    CLUSTER,
    STRATA_CLUSTERS,
    CLUSTER_UNITS,
    STRATA_UNITS,
    POST,
    POST_UNITS,
    DOMAIN,
    BEFORE,
    AFTER,
    PUPILS,
    PUPILS_BEFORE
};

/* The units of a set, or some of them, and how they are drawn. */
struct units {
    const struct row **row;
    uint32_t count;
    struct design design;
    double *weight;
    uint32_t *stratum;
    uint32_t *cluster;
    uint32_t *post;
    double *stratum_total;
    double *cluster_total;
    double *post_total;
};

enum { MOST = 64 }; /* strata, clusters or post-strata of a set */

static void close_units(struct units *units)
{
    free(units->row);
    free(units->weight);
    free(units->stratum);
    free(units->cluster);
    free(units->post);
    free(units->stratum_total);
    free(units->cluster_total);
    free(units->post_total);
}

static bool has(const struct row *row, const char *measure)
{
    bool before = strcmp(measure, "after") == 0 || row->field[BEFORE][0] != 0;
    bool after = strcmp(measure, "before") == 0 || row->field[AFTER][0] != 0;
    return before && after;
}

static int64_t nano_of(const struct row *row, const char *measure)
{
    if (strcmp(measure, "before") == 0)
        return strtoll(row->field[BEFORE], NULL, 10);
    int64_t after = strtoll(row->field[AFTER], NULL, 10);
    return strcmp(measure, "after") == 0
               ? after
               : after - strtoll(row->field[BEFORE], NULL, 10);
}

static double points_of(const struct row *row, const char *measure)
{
    return has(row, measure) ? (double)nano_of(row, measure) / 1e9 : 0;
}

static bool in_domain(const struct row *row, const char *domain)
{
    return strcmp(domain, "all") == 0 || strchr(domain, row->field[DOMAIN][0]) != NULL;
}

/* Units with a value in any of two measures. */
static struct units find_units(const struct table *data, const char *set,
                               const char *domain, const char *one, const char *other)
{
    struct units units = {.row = room(data->count, sizeof *units.row)};
    for (size_t i = 0; i < data->count; i++) {
        const struct row *row = &data->row[i];
        if (strcmp(row->field[SET], set) == 0 && in_domain(row, domain)
            && (one == NULL || has(row, one) || has(row, other)))
            units.row[units.count++] = row;
    }
    return units;
}

static void fill_units(struct units *units)
{
    units->weight = room(units->count, sizeof *units->weight);
    units->stratum = room(units->count, sizeof *units->stratum);
    units->cluster = room(units->count, sizeof *units->cluster);
    units->post = room(units->count, sizeof *units->post);
    units->stratum_total = room(MOST, sizeof(double));
    units->cluster_total = room(MOST, sizeof(double));
    units->post_total = room(MOST, sizeof(double));
    for (uint32_t i = 0; i < units->count; i++) {
        const struct row *row = units->row[i];
        units->stratum[i] = (uint32_t)number(row, STRATUM);
        units->cluster[i] = (uint32_t)number(row, CLUSTER);
        units->post[i] = (uint32_t)number(row, POST);
        must(units->cluster[i] < MOST, "too many clusters");
        units->cluster_total[units->cluster[i]] = number(row, CLUSTER_UNITS);
        units->post_total[units->post[i]] = number(row, POST_UNITS);
    }
}

/* Of the whole set, whatever part of it is drawn. */
static double whole_of(const struct table *data, const char *set, enum unit_field field)
{
    bool seen[MOST] = {false};
    double whole = 0;
    for (size_t i = 0; i < data->count; i++) {
        const struct row *row = &data->row[i];
        uint32_t stratum = (uint32_t)number(row, STRATUM);
        if (strcmp(row->field[SET], set) != 0 || seen[stratum])
            continue;
        seen[stratum] = true;
        whole += number(row, field);
    }
    return whole;
}

/* How many were drawn from each: clusters of the strata, units of the clusters. */
static void count_drawn(const struct units *units, double *clusters, double *size,
                        double *strata_size, double *all)
{
    for (uint32_t i = 0; i < units->count; i++) {
        uint32_t c = units->cluster[i];
        clusters[units->stratum[i]] += size[c] == 0;
        *all += size[c] == 0;
        size[c]++;
        strata_size[units->stratum[i]]++;
    }
}

static void set_weights(struct units *units, bool clustered, bool strata, bool two,
                        double whole)
{
    double clusters[MOST] = {0};
    double size[MOST] = {0};
    double strata_size[MOST] = {0};
    double all = 0;
    count_drawn(units, clusters, size, strata_size, &all);
    for (uint32_t i = 0; i < units->count; i++) {
        uint32_t h = units->stratum[i];
        const struct row *row = units->row[i];
        units->weight[i] = 1;
        if (clustered && strata)
            units->weight[i] = number(row, STRATA_CLUSTERS) / clusters[h];
        else if (strata)
            units->weight[i] = number(row, STRATA_UNITS) / strata_size[h];
        else if (two)
            units->weight[i] = whole / all;
        if (two)
            units->weight[i] *= number(row, CLUSTER_UNITS) / size[units->cluster[i]];
    }
}

/* The designs of estimate.R, by name. Without `weighted` all weigh 1. */
static void draw(struct units *units, const struct table *data, const char *set,
                 const char *name, bool weighted)
{
    fill_units(units);
    bool process = strstr(name, "process") != NULL;
    bool two = strncmp(name, "two", 3) == 0;
    bool clustered = two || strncmp(name, "cluster", 7) == 0;
    bool post = strstr(name, "post") != NULL;
    bool strata = strstr(name, "strata") != NULL || post;
    enum unit_field field = clustered ? STRATA_CLUSTERS : STRATA_UNITS;
    double whole = whole_of(data, set, field);
    units->stratum_total[0] = whole;
    for (uint32_t i = 0; strata && i < units->count; i++)
        units->stratum_total[units->stratum[i]] = number(units->row[i], field);
    set_weights(units, clustered, strata, two, whole);
    units->design = (struct design){
        .count = units->count,
        .weight = weighted ? units->weight : NULL,
        .stratum = strata ? units->stratum : NULL,
        .stratum_count = MOST,
        .cluster = clustered ? units->cluster : NULL,
        .cluster_count = MOST,
        .stratum_total = process ? NULL : units->stratum_total,
        .cluster_total = two ? units->cluster_total : NULL,
        .post = post ? units->post : NULL,
        .post_total = units->post_total,
        .post_count = post ? 3 : 0,
    };
}

/* --- Figures --- */

enum figure_field { DESIGN = 1, FIGURE, MEASURE, PART, UNITS, CLUSTERS, STRATA, VALUE };

/* Two sides of a figure, made of a measure by the form. */
struct sides {
    double *number; /* y, x, y, x, weights */
    uint8_t *counts[2];
    struct estimate_side side[2];
};

static void set_side(struct sides *sides, int s, const struct units *units,
                     const char *measure, const char *form, const char *domain)
{
    double *y = sides->number + (size_t)(3 * s) * units->count;
    double *x = y + units->count;
    double *weight = x + units->count;
    for (uint32_t i = 0; i < units->count; i++) {
        const struct row *row = units->row[i];
        double pupils = number(row, PUPILS);
        y[i] = points_of(row, measure);
        x[i] = 1;
        weight[i] =
            strcmp(measure, "before") == 0 ? number(row, PUPILS_BEFORE) : pupils;
        sides->counts[s][i] = has(row, measure) && in_domain(row, domain);
        if (strcmp(form, "weighted") == 0) {
            y[i] *= pupils;
            x[i] = pupils;
        } else if (strcmp(form, "ratio") == 0) {
            x[i] = points_of(row, "before");
            sides->counts[s][i] = has(row, "change") && in_domain(row, domain);
        }
        /* What is not counted is not looked at. */
        if (!sides->counts[s][i])
            y[i] = NAN;
    }
    sides->side[s] = (struct estimate_side){
        .y = y,
        .x = strcmp(form, "mean") == 0 ? NULL : x,
        .domain = sides->counts[s],
        .weight = strcmp(form, "overlap_weighted") == 0 ? weight : NULL};
}

static void estimate_row(struct estimated *estimated, struct units *units,
                         const struct row *row)
{
    struct fault fault = {0};
    const char *form = row->field[FIGURE];
    bool overlap = strncmp(form, "overlap", 7) == 0;
    struct sides sides = {.number = room((size_t)6 * units->count, sizeof(double))};
    sides.counts[0] = room(units->count, 1);
    sides.counts[1] = room(units->count, 1);
    bool ok;
    if (overlap || strcmp(form, "difference") == 0) {
        char one[] = {row->field[PART][0], 0};
        char other[] = {row->field[PART][1], 0};
        set_side(&sides, 0, units, overlap ? "before" : "after", form,
                 overlap ? "all" : one);
        set_side(&sides, 1, units, "after", form, overlap ? "all" : other);
        ok = estimate_difference(estimated, &units->design, &sides.side[0],
                                 &sides.side[1], NULL, &fault);
    } else {
        set_side(&sides, 0, units, row->field[MEASURE], form, row->field[PART]);
        ok = estimate_ratio(estimated, &units->design, &sides.side[0], NULL, &fault);
    }
    must(ok, fault.what);
    free(sides.number);
    free(sides.counts[0]);
    free(sides.counts[1]);
}

static void estimate_moments_row(struct estimated *estimated, const struct table *data,
                                 const struct units *units, const struct row *row)
{
    struct fault fault = {0};
    struct estimate_moments all = {0};
    struct estimate_moments cluster[MOST] = {0};
    uint32_t eligible[MOST] = {0};
    const char *set = row->field[SET];
    const char *name = row->field[DESIGN];
    enum estimate_target target =
        strstr(name, "process") != NULL ? ESTIMATE_PROCESS : ESTIMATE_DESCRIPTIVE;
    for (uint32_t i = 0; i < units->count; i++) {
        int64_t nano = nano_of(units->row[i], row->field[MEASURE]);
        uint32_t c = (uint32_t)number(units->row[i], CLUSTER);
        estimate_moments_add(&all, nano);
        estimate_moments_add(&cluster[c], nano);
        eligible[c] = (uint32_t)number(units->row[i], CLUSTER_UNITS);
    }
    if (strncmp(name, "simple", 6) == 0)
        must(estimate_simple(estimated, &all,
                             (uint32_t)whole_of(data, set, STRATA_UNITS), target,
                             &fault),
             fault.what);
    else
        must(estimate_clustered(estimated, cluster, MOST, eligible,
                                (uint32_t)whole_of(data, set, STRATA_CLUSTERS), target,
                                &fault),
             fault.what);
}

/* What should be lacking of a figure that R gives a standard error of, be it 0. */
static bool lacks_rightly(const struct estimated *estimated, const struct row *row)
{
    double clusters = number(row, CLUSTERS);
    double df = clusters - number(row, STRATA);
    if (estimated->lack == ESTIMATE_EVERYBODY)
        return fabs(number(row, VALUE + 1)) < NEAR_NIL && estimated->se.defined;
    if (estimated->lack == ESTIMATE_ALIKE)
        return fabs(number(row, VALUE + 1)) < 1e-9 && !estimated->se.defined;
    if (number(row, UNITS) == 1)
        return estimated->lack == ESTIMATE_ONE_UNIT && !estimated->se.defined;
    if (clusters == 1)
        return (estimated->lack == ESTIMATE_ONE_CLUSTER) && !estimated->se.defined;
    return estimated->lack
           == (df == 0   ? ESTIMATE_ONE_A_STRATUM
               : df == 1 ? ESTIMATE_TWO_ONLY
                         : ESTIMATE_LACKS_NOTHING);
}

static void hold_row(const struct table *figures, size_t number_of,
                     const struct estimated *estimated)
{
    const struct row *row = &figures->row[number_of];
    hold(figures, number_of, "the value", estimated->value, number(row, VALUE),
         NEAR_NIL);
    if (!lacks_rightly(estimated, row)) {
        char text[64];
        snprintf(text, sizeof text, "it lacks \"%s\"",
                 estimate_lack_text(estimated->lack));
        told(figures, number_of, text);
    }
    if (estimated->n != number(row, UNITS)
        || estimated->clusters != number(row, CLUSTERS))
        told(figures, number_of, "units or clusters are miscounted");
    if (estimated->se.defined)
        hold(figures, number_of, "the standard error", estimated->se,
             number(row, VALUE + 1), NEAR_NIL);
    if (estimated->lack != ESTIMATE_LACKS_NOTHING) {
        if (estimated->low.defined || estimated->high.defined)
            told(figures, number_of, "there is an interval");
        return;
    }
    hold(figures, number_of, "the lower end", estimated->low, number(row, VALUE + 2),
         NEAR_NIL);
    hold(figures, number_of, "the upper end", estimated->high, number(row, VALUE + 3),
         NEAR_NIL);
}

static void check_figures(const struct table *data)
{
    struct table figures = read_table("figures.csv");
    for (size_t i = 0; i < figures.count; i++) {
        const struct row *row = &figures.row[i];
        const char *form = row->field[FIGURE];
        bool moments = strcmp(form, "moments") == 0;
        bool overlap = strncmp(form, "overlap", 7) == 0;
        struct estimated estimated;
        struct units units =
            moments   ? find_units(data, row->field[SET], row->field[PART],
                                   row->field[MEASURE], row->field[MEASURE])
            : overlap ? find_units(data, row->field[SET], "all", "before", "after")
                      : find_units(data, row->field[SET], "all", NULL, NULL);
        draw(&units, data, row->field[SET], row->field[DESIGN], !overlap);
        if (moments)
            estimate_moments_row(&estimated, data, &units, row);
        else
            estimate_row(&estimated, &units, row);
        hold_row(&figures, i, &estimated);
        close_units(&units);
    }
    close_table(&figures);
}

/* --- The rest --- */

struct weighed {
    int64_t value;
    uint64_t pupils;
};

static int compare_weighed(const void *left, const void *right)
{
    const struct weighed *one = left;
    const struct weighed *other = right;
    return (one->value > other->value) - (one->value < other->value);
}

static struct estimate points_estimate(bool defined, int64_t nano)
{
    return defined ? estimate_of((double)nano / 1e9) : (struct estimate){0};
}

static void check_quantiles(const struct table *data)
{
    struct table table = read_table("quantiles.csv");
    for (size_t i = 0; i < table.count; i++) {
        const struct row *row = &table.row[i];
        struct units units = find_units(data, row->field[0], row->field[1],
                                        row->field[2], row->field[2]);
        struct weighed *weighed = room(units.count, sizeof *weighed);
        int64_t *value = room(units.count, sizeof *value);
        uint64_t *pupils = room(units.count, sizeof *pupils);
        uint64_t *few = room(units.count, sizeof *few);
        for (uint32_t u = 0; u < units.count; u++)
            weighed[u] = (struct weighed){nano_of(units.row[u], row->field[2]),
                                          (uint64_t)number(units.row[u], PUPILS)};
        qsort(weighed, units.count, sizeof *weighed, compare_weighed);
        for (uint32_t u = 0; u < units.count; u++) {
            value[u] = weighed[u].value;
            pupils[u] = weighed[u].pupils;
            few[u] = weighed[u].pupils % 3 + 1;
        }
        uint32_t part = (uint32_t)number(row, 3);
        uint32_t parts = (uint32_t)number(row, 4);
        const uint64_t *const weight[] = {NULL, NULL, pupils, few};
        const char *const what[] = {"type 7", "type 2", "weighted by pupils",
                                    "weighted by few"};
        for (size_t f = 0; f < 4; f++) {
            int64_t nano = 0;
            bool defined =
                f == 0 ? quantile_7(&nano, value, units.count, part, parts)
                       : quantile_2(&nano, value, weight[f], units.count, part, parts);
            if (row->field[5 + f][0] != 0)
                hold(&table, i, what[f], points_estimate(defined, nano),
                     number(row, 5 + f), NANO);
        }
        free(weighed);
        free(value);
        free(pupils);
        free(few);
        close_units(&units);
    }
    close_table(&table);
}

static void check_adjusted(void)
{
    struct table table = read_table("adjusted.csv");
    struct estimate *p = room(table.count, sizeof *p);
    struct estimate *adjusted = room(table.count, sizeof *adjusted);
    struct fault fault = {0};
    for (size_t first = 0, end; first < table.count; first = end) {
        for (end = first;
             end < table.count
             && strcmp(table.row[end].field[0], table.row[first].field[0]) == 0;
             end++)
            p[end] = table.row[end].field[1][0] == 0
                         ? (struct estimate){0}
                         : estimate_of(number(&table.row[end], 1));
        for (size_t f = 2; f <= 3; f++) {
            bool ok = (f == 2 ? estimate_holm : estimate_benjamini_hochberg)(
                adjusted + first, p + first, end - first, &fault);
            must(ok, fault.what);
            for (size_t i = first; i < end; i++) {
                if (p[i].defined)
                    hold(&table, i, f == 2 ? "Holm's p" : "Benjamini and Hochberg's p",
                         adjusted[i], number(&table.row[i], f), 0);
                else if (adjusted[i].defined)
                    told(&table, i, "what is undefined was adjusted");
            }
        }
    }
    free(p);
    free(adjusted);
    close_table(&table);
}

static struct estimate distribution_of(const struct row *row)
{
    const char *what = row->field[0];
    double a = number(row, 1);
    double b = number(row, 2);
    double c = number(row, 3);
    struct estimated share;
    struct fault fault = {0};
    if (strcmp(what, "quantile_t") == 0)
        return quantile_of_t(a, b);
    if (strcmp(what, "tails_t") == 0)
        return tails_of_t(a, b);
    if (strcmp(what, "quantile_f") == 0)
        return quantile_of_f(a, b, c);
    if (strcmp(what, "tail_f") == 0)
        return tail_of_f(a, b, c);
    if (strcmp(what, "quantile_normal") == 0)
        return quantile_of_normal(a);
    if (strcmp(what, "tails_normal") == 0)
        return tails_of_normal(a);
    must(estimate_share(&share, (uint32_t)a, (uint32_t)b, (uint32_t)c,
                        c > 0 ? ESTIMATE_DESCRIPTIVE : ESTIMATE_PROCESS, &fault),
         fault.what);
    return strcmp(what, "wilson_low") == 0 ? share.low : share.high;
}

static void check_distributions(void)
{
    struct table table = read_table("distributions.csv");
    for (size_t i = 0; i < table.count; i++)
        hold(&table, i, table.row[i].field[0], distribution_of(&table.row[i]),
             number(&table.row[i], 4),
             strncmp(table.row[i].field[0], "wilson", 6) == 0 ? NEAR_NIL : 0);
    close_table(&table);
}

static void check_uneven(const struct table *data)
{
    struct table table = read_table("uneven.csv");
    for (size_t i = 0; i < table.count; i++) {
        const struct row *row = &table.row[i];
        struct units units = find_units(data, row->field[0], "all", NULL, NULL);
        draw(&units, data, row->field[0], "strata", true);
        for (uint32_t u = 0; strcmp(row->field[1], "pupils") == 0 && u < units.count;
             u++)
            units.weight[u] = number(units.row[u], PUPILS);
        struct estimate_evenness even =
            estimate_evenness(units.weight, NULL, units.count);
        hold(&table, i, "the ratio", even.ratio, number(row, 2), 0);
        hold(&table, i, "the design effect", even.design_effect, number(row, 3), 0);
        close_units(&units);
    }
    close_table(&table);
}

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    folder = argv[1];
    struct table data = read_table("units.csv");
    check_figures(&data);
    check_quantiles(&data);
    check_adjusted();
    check_distributions();
    check_uneven(&data);
    close_table(&data);
    printf("estimate: %lu passed, %lu failed\n", passed, failed);
    return failed > 0;
}

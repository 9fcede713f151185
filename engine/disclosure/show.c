#include "disclosure/show.h"

#include "base/exact.h"

#include <string.h>

void *show_take(struct showing *showing, size_t count, size_t size)
{
    void *block = arena_take(&showing->out->arena, count, size);
    if (block == NULL)
        fault_memory(showing->fault);
    return block;
}

/* Whether comparison `c`, at `level` in round `r`, is the group whose units the reader
   owned then. */
static bool is_own(const struct showing *showing, size_t c, size_t r, size_t level)
{
    return showing->owner && c == showing->level
           && showing->disclosure->trend->round[r].population->level[level].owner;
}

struct shown_figures show_figures(const struct showing *showing, size_t r,
                                  uint32_t measure, size_t level, uint32_t group,
                                  bool own)
{
    const struct benchmark *benchmark = showing->disclosure->trend->round[r].benchmark;
    const struct figures *bare = benchmark_figures(benchmark, measure, level, group);
    struct shown_figures shown = {
        .mean = NOTHING, .sd = NOTHING, .quartile = {NOTHING, NOTHING, NOTHING}};
    shown.withheld = disclosure_of(showing->disclosure, r, measure, level, group);
    if (own && shown.withheld != WITHHELD_NO_UNITS)
        shown.withheld = WITHHELD_NOT;
    if (shown.withheld != WITHHELD_NOT)
        return shown;
    shown.n = bare->n;
    shown.mean = bare->mean;
    if (bare->n >= SPREAD_FROM) {
        shown.sd = bare->sd;
        memcpy(shown.quartile, bare->quartile, sizeof shown.quartile);
    } else if (own && bare->n >= MEDIAN_FROM)
        shown.quartile[1] = bare->quartile[1];
    return shown;
}

static struct shown_score no_score(enum score_state state)
{
    return (struct shown_score){.state = state,
                                .points = NOTHING,
                                .value = NOTHING,
                                .low = NOTHING,
                                .high = NOTHING};
}

/* A fraction in 1e-9; false when it does not fit. */
static bool fits_nano(struct rational fraction, int64_t *nano)
{
    if (fraction.denominator == 0)
        return false;
    wide scaled = (wide)fraction.numerator * POINT;
    if (scaled / fraction.denominator > INT64_MAX / 4
        || scaled / fraction.denominator < INT64_MIN / 4)
        return false;
    *nano = divide_rounded(scaled, fraction.denominator);
    return true;
}

/* Where a node's value runs, unless it is its points. */
static bool has_own_range(const struct node *node, int64_t *lowest, int64_t *highest)
{
    return node->operation != OPERATION_NONE && fits_nano(node->lowest, lowest)
           && fits_nano(node->highest, highest)
           && (*lowest != 0 || *highest != FULL_SCORE);
}

struct shown_score show_score(const struct trend_round *round, uint32_t node,
                              uint32_t row)
{
    const struct scores *scores = round->scores;
    const struct node *of = &round->questionnaire->node[node];
    size_t at = (size_t)node * scores->row_count + row;
    struct shown_score shown = no_score(SCORE_STATE_SCORED);
    int64_t lowest;
    int64_t highest;
    if (scores->points[at] == SCORE_NONE)
        return no_score(SCORE_STATE_NONE);
    shown.answered = scores->answered[at];
    shown.relevant = scores->relevant[at];
    if (scores->points[at] == SCORE_NOT_RELEVANT) {
        shown.state = SCORE_STATE_NOT_RELEVANT;
        return shown;
    }
    shown.low = scores->low[at];
    shown.high = scores->high[at];
    if (scores->points[at] == SCORE_TOO_FEW) {
        shown.state = SCORE_STATE_TOO_FEW;
        return shown;
    }
    shown.points = scores->points[at];
    if (has_own_range(of, &lowest, &highest))
        shown.value = scores_value(scores, node, row);
    if (scores->band != NULL && scores->band[at] != BAND_NONE)
        shown.band = of->band[scores->band[at]].title;
    return shown;
}

static void show_past(struct showing *showing, uint32_t number, struct shown_past *past,
                      size_t r)
{
    const struct trend *trend = showing->disclosure->trend;
    const struct trend_round *then = &trend->round[r];
    const struct then *place = &showing->then[r];
    struct disclosed *out = showing->out;
    uint32_t node = trend_node(trend, showing->disclosure->round, number, r);
    *past = (struct shown_past){.year = then->year,
                                .comparable = node != NAMES_NONE,
                                .own = no_score(SCORE_STATE_ABSENT)};
    for (size_t c = 0; c < out->comparison_count; c++) {
        past->group[c] =
            (struct shown_figures){.withheld = WITHHELD_NO_UNITS,
                                   .mean = NOTHING,
                                   .sd = NOTHING,
                                   .quartile = {NOTHING, NOTHING, NOTHING}};
        if (past->comparable && place->known[c])
            past->group[c] =
                show_figures(showing, r, node, place->level[c], place->group[c],
                             is_own(showing, c, r, place->level[c]));
    }
    if (past->comparable && place->row != NAMES_NONE)
        past->own = show_score(then, node, place->row);
}

/* Ten bins of ten points, neighbours merged from below until each cell holds k units;
   what is left at the top joins the cell before it (STATISTICS 5.2 P4). */
static void show_distribution(const struct showing *showing, struct shown_node *node,
                              const struct figures *figures)
{
    uint32_t minimum = showing->disclosure->minimum_units;
    if (node->group[0].withheld != WITHHELD_NOT || figures->n < DISTRIBUTION_FROM)
        return;
    struct shown_bin open = {.from = 0};
    for (int bin = 0; bin < BENCHMARK_BINS; bin++) {
        open.count += figures->bin[bin];
        open.to = (bin + 1) * 10;
        if (open.count >= minimum) {
            node->bin[node->bin_count++] = open;
            open = (struct shown_bin){.from = open.to};
        }
    }
    if (node->bin_count > 0) {
        node->bin[node->bin_count - 1].to = 100;
        node->bin[node->bin_count - 1].count += open.count;
    }
    if (node->bin_count == 1)
        node->bin[--node->bin_count] = (struct shown_bin){0};
}

static void show_range(const struct node *node, struct shown_node *shown)
{
    shown->no_score = node->operation == OPERATION_NONE;
    shown->has_bands = node->band_count > 0;
    shown->has_range = has_own_range(node, &shown->lowest, &shown->highest);
    shown->target = node->has_target ? node->target : NOTHING;
    /* Levels are counted, not averaged (STATISTICS 1.5). */
    shown->means_have_values = shown->has_range && node->operation != OPERATION_LEVEL;
}

static bool show_node(struct showing *showing, uint32_t number)
{
    const struct questionnaire *questionnaire = showing->round->questionnaire;
    const struct benchmark *benchmark = showing->round->benchmark;
    const struct node *node = &questionnaire->node[number];
    struct disclosed *out = showing->out;
    struct shown_node *shown = &out->node[number];
    size_t now = showing->disclosure->round;
    shown->dimension = questionnaire->dimension[node->dimension].id;
    shown->id = node->id;
    shown->title = node->title;
    shown->text = node->text;
    shown->depth = node->depth;
    shown->leaf = node->end == number + 1;
    show_range(node, shown);
    shown->own = showing->row == NAMES_NONE
                     ? no_score(SCORE_STATE_ABSENT)
                     : show_score(showing->round, number, showing->row);
    for (size_t c = 0; c < out->comparison_count; c++) {
        shown->group[c] = show_figures(showing, now, number, c, showing->at[c],
                                       is_own(showing, c, now, c));
        shown->rank[c] = NOTHING;
        if (showing->row != NAMES_NONE && shown->group[c].withheld == WITHHELD_NOT
            && shown->group[c].n >= SPREAD_FROM)
            shown->rank[c] =
                benchmark_rank(benchmark, showing->round->population,
                               showing->round->answers, number, c, showing->row);
    }
    show_distribution(showing, shown, benchmark_figures(benchmark, number, 0, 0));
    shown->past = show_take(showing, out->past_count, sizeof *shown->past);
    if (shown->past == NULL)
        return false;
    for (size_t r = 0; r < out->past_count; r++)
        show_past(showing, number, &shown->past[r], r);
    return true;
}

static bool show_question(struct showing *showing, uint32_t q)
{
    const struct trend_round *round = showing->round;
    struct disclosed *out = showing->out;
    struct shown_question *shown = &out->question[q];
    size_t now = showing->disclosure->round;
    shown->id = round->questionnaire->question[q].id;
    shown->text = round->questionnaire->question[q].text;
    shown->is_number = round->questionnaire->question[q].scale->kind == SCALE_NUMBER;
    shown->number = NOTHING;
    shown->points = NOTHING;
    for (size_t c = 0; c < out->comparison_count; c++)
        shown->group[c] = show_figures(showing, now, round->benchmark->node_count + q,
                                       c, showing->at[c], is_own(showing, c, now, c));
    return showing->row == NAMES_NONE || show_own_answer(showing, q, shown);
}

/* The root of a dimension, or NO_NODE when it only holds others together. */
static uint32_t find_scored(const struct questionnaire *questionnaire,
                            uint32_t dimension)
{
    uint32_t root = questionnaire->dimension[dimension].root;
    return questionnaire->node[root].operation == OPERATION_NONE ? NO_NODE : root;
}

static void show_head(struct showing *showing)
{
    const struct trend_round *round = showing->round;
    const struct questionnaire *questionnaire = round->questionnaire;
    const struct population *population = round->population;
    struct disclosed *out = showing->out;
    size_t owner = population_owner_level(population);
    out->unit_one = population->one;
    out->unit_many = population->many;
    out->cluster_many = owner < population->level_count ? population->level[owner].many
                                                        : population->many;
    out->simulated = round->answers->simulated;
    for (size_t r = 0; r < showing->disclosure->round; r++)
        out->simulated =
            out->simulated || showing->disclosure->trend->round[r].answers->simulated;
    out->generated = population->generated;
    out->questionnaire = questionnaire->id;
    out->scoring = round->scoring;
    out->edition = questionnaire->edition;
    out->questionnaire_title = questionnaire->title;
    out->definition_hash = questionnaire->hash;
    out->engine_version = BASELINE_VERSION;
    out->year = round->year;
    out->minimum_units = showing->disclosure->minimum_units;
    out->scale_lowest = questionnaire->headline->lowest;
    out->scale_highest = questionnaire->headline->highest;
    out->scale_target = questionnaire->headline->target;
    out->weight_unit = questionnaire->weight_unit;
    out->overall = find_scored(questionnaire, questionnaire->overall);
    out->trend = find_scored(questionnaire, questionnaire->presentation.trend);
    out->profile = questionnaire->dimension[questionnaire->presentation.profile].root;
    out->radar = questionnaire->dimension[questionnaire->presentation.radar].root;
    uint32_t points = questionnaire->presentation.measuring_points;
    out->measuring_points =
        points == NAMES_NONE ? NO_NODE : questionnaire->dimension[points].root;
    out->node_count = questionnaire->node_count;
    out->question_count = questionnaire->question_count;
    out->past_count = showing->disclosure->round + 1;
}

bool disclosure_show(struct disclosed *disclosed, const struct disclosure *disclosure,
                     size_t reader, struct fault *fault)
{
    struct showing showing = {.disclosure = disclosure,
                              .round = &disclosure->trend->round[disclosure->round],
                              .out = disclosed,
                              .row = NAMES_NONE,
                              .fault = fault};
    disclosed_release(disclosed);
    if (reader == 0)
        disclosed->reader = READER_NATION;
    else if (reader <= disclosure->group_reader_count) {
        disclosed->reader = READER_GROUP;
        showing.level = disclosure->reader_level[reader - 1];
        showing.group = disclosure->reader_group[reader - 1];
    } else {
        disclosed->reader = READER_UNIT;
        showing.row = (uint32_t)(reader - 1 - disclosure->group_reader_count);
    }
    show_head(&showing);
    show_reader(&showing);
    show_comparisons(&showing);
    disclosed->node =
        show_take(&showing, disclosed->node_count, sizeof *disclosed->node);
    disclosed->question =
        show_take(&showing, disclosed->question_count, sizeof *disclosed->question);
    bool ok =
        disclosed->node != NULL && disclosed->question != NULL && find_then(&showing);
    for (uint32_t n = 0; ok && n < disclosed->node_count; n++)
        ok = show_node(&showing, n);
    for (uint32_t q = 0; ok && q < disclosed->question_count; q++)
        ok = show_question(&showing, q);
    if (ok && disclosed->reader == READER_NATION)
        ok = show_groups_below(&showing);
    if (ok && showing.owner)
        ok = show_members(&showing);
    return ok;
}

void disclosed_release(struct disclosed *disclosed)
{
    arena_release(&disclosed->arena);
    *disclosed = (struct disclosed){0};
}

int64_t disclosed_on_scale(const struct disclosed *disclosed, int64_t points)
{
    int64_t range = disclosed->scale_highest - disclosed->scale_lowest;
    return disclosed->scale_lowest + divide_rounded((wide)points * range, FULL_SCORE);
}

int64_t shown_node_value(const struct shown_node *node, int64_t points)
{
    wide range = (wide)node->highest - node->lowest;
    return node->lowest + divide_rounded((wide)points * range, FULL_SCORE);
}

#include "base/exact.h"
#include "plot/chart.h"
#include "plot/label.h"

static const char *word(const struct view *view, const struct wording *wording)
{
    return wording_in(wording, view->language);
}

/* Where units are their own clusters, "98 of 98 units in 98 units"
   would say everything twice. */
static bool stands_alone(const struct shown_comparison *comparison)
{
    return comparison->clusters == 0 || comparison->clusters == comparison->eligible;
}

void chart_add_nation_name(struct text *text, const struct view *view)
{
    const struct disclosed *disclosed = view->disclosed;
    char answered[COUNT_BYTES];
    count_print(answered, disclosed->comparison[0].answered, view->language);
    const char *arguments[4] = {answered, word(view, &disclosed->unit_many)};
    phrase_add(text, view->language,
               disclosed->comparison[0].complete ? PHRASE_NATIONAL_SHORT
                                                 : PHRASE_AVERAGE_SHORT,
               arguments);
}

static void add_nation(struct chart *chart, const struct view *view,
                       const struct shown_comparison *nation)
{
    enum language language = view->language;
    char answered[COUNT_BYTES], eligible[COUNT_BYTES], some[COUNT_BYTES],
        all[COUNT_BYTES];
    count_print(answered, nation->answered, language);
    count_print(eligible, nation->eligible, language);
    count_print(some, nation->clusters_answered, language);
    count_print(all, nation->clusters, language);
    const char *units = word(view, &view->disclosed->unit_many);
    const char *clusters = word(view, &view->disclosed->cluster_many);
    bool alone = stands_alone(nation);
    bool everyone = nation->complete && nation->answered == nation->eligible;
    struct text owners = {0};
    if (nation->complete)
        text_print(&owners, "%s %s", all, clusters);
    else
        phrase_add(&owners, language, PHRASE_SOME_OF,
                   (const char *[4]){some, all, clusters});
    const char *in = owners.length > 0 ? owners.bytes : "";
    if (everyone && alone)
        chart_add_phrase(chart, view, PHRASE_NATIONAL_AVERAGE_ALONE,
                         (const char *[4]){eligible, units});
    else if (everyone)
        chart_add_phrase(chart, view, PHRASE_NATIONAL_AVERAGE_ALL,
                         (const char *[4]){eligible, units, in});
    else if (alone)
        chart_add_phrase(chart, view, PHRASE_AVERAGE_ALONE,
                         (const char *[4]){answered, eligible, units});
    else
        chart_add_phrase(chart, view,
                         nation->complete ? PHRASE_NATIONAL_AVERAGE : PHRASE_AVERAGE,
                         (const char *[4]){answered, eligible, units, in});
    chart->caption.short_of_memory |= owners.short_of_memory;
    text_release(&owners);
}

static void add_named(struct chart *chart, const struct view *view, size_t group)
{
    const struct shown_comparison *comparison = &view->disclosed->comparison[group];
    char answered[COUNT_BYTES], eligible[COUNT_BYTES];
    count_print(answered, comparison->answered, view->language);
    count_print(eligible, comparison->eligible, view->language);
    chart_add_phrase(chart, view, PHRASE_NAMED_AVERAGE,
                     (const char *[4]){word(view, &comparison->name), answered,
                                       eligible,
                                       word(view, &view->disclosed->unit_many)});
}

static void add_withheld(struct chart *chart, const struct view *view, size_t node,
                         size_t group)
{
    static const enum phrase phrase_of[WITHHELD_COUNT] = {
        [WITHHELD_NO_UNITS] = PHRASE_WITHHELD_NO_UNITS,
        [WITHHELD_FEW_UNITS] = PHRASE_WITHHELD_FEW_UNITS,
        [WITHHELD_FEW_CLUSTERS] = PHRASE_WITHHELD_FEW_CLUSTERS,
        [WITHHELD_COMPLEMENT] = PHRASE_WITHHELD_COMPLEMENT,
    };
    const struct disclosed *disclosed = view->disclosed;
    if (node >= disclosed->node_count)
        return;
    enum withheld why = disclosed->node[node].group[group].withheld;
    if (why == WITHHELD_NOT || why >= WITHHELD_COUNT)
        return;
    const char *name = word(view, &disclosed->comparison[group].name);
    const char *units = word(view, &disclosed->unit_many);
    char minimum[COUNT_BYTES];
    count_print(minimum, disclosed->minimum_units, view->language);
    const char *arguments[4] = {name};
    if (why == WITHHELD_NO_UNITS)
        arguments[1] = units;
    if (why == WITHHELD_FEW_UNITS) {
        arguments[1] = minimum;
        arguments[2] = units;
    }
    if (why == WITHHELD_FEW_CLUSTERS)
        arguments[1] = word(view, &disclosed->cluster_many);
    chart_add_phrase(chart, view, phrase_of[why], arguments);
}

void chart_add_turnouts(struct chart *chart, const struct view *view, bool near,
                        size_t node)
{
    const struct disclosed *disclosed = view->disclosed;
    if (disclosed->comparison_count > 0)
        add_nation(chart, view, &disclosed->comparison[0]);
    if (near && view->near != CHART_NONE)
        add_named(chart, view, view->near);
    if (view->own != CHART_NONE && view->own != 0)
        add_named(chart, view, view->own);
    if (near && view->withheld != CHART_NONE)
        add_withheld(chart, view, node, view->withheld);
    if (view->own != CHART_NONE)
        add_withheld(chart, view, node, view->own);
}

void chart_add_captions(struct chart *chart, const struct view *view, bool near)
{
    const struct disclosed *disclosed = view->disclosed;
    chart_add_turnouts(chart, view, near, disclosed->overall);
    char lowest[FIXED_BYTES], highest[FIXED_BYTES];
    char mark = decimal_mark(view->language);
    fixed_print(lowest, disclosed->scale_lowest, 9, mark, true);
    fixed_print(highest, disclosed->scale_highest, 9, mark, true);
    chart_add_phrase(chart, view, PHRASE_SCALE, (const char *[4]){lowest, highest});
}

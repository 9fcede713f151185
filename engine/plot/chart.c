#include "plot/chart.h"

#include "base/exact.h"
#include "plot/label.h"

/* Every line of text is sent with this before it, so that none can end its block. */
#define LINE_MARK ">"
#define BLOCK_END "END_OF_DATA"

/* How far the two lines of a long name stand from the row's middle, in hundredths. */
#define LINE_OFFSET 22

void chart_open_block(struct chart *chart, const char *name)
{
    text_print(&chart->script, "$%s << " BLOCK_END "\n", name);
}

void chart_close_block(struct chart *chart)
{
    text_add(&chart->script, BLOCK_END "\n");
}

void chart_add_block(struct chart *chart, const char *name, const struct text *lines)
{
    chart_open_block(chart, name);
    if (lines->length > 0)
        text_append(&chart->script, lines->bytes, lines->length);
    chart->script.short_of_memory |= lines->short_of_memory;
    chart_close_block(chart);
}

void chart_add_data(struct text *text, int64_t figure)
{
    char digits[FIXED_BYTES];
    if (figure == NOTHING) {
        text_add(text, "NaN");
        return;
    }
    fixed_print(digits, figure, 5, '.', true);
    text_add(text, digits);
}

void chart_add_figure(struct text *text, const struct view *view, int64_t figure)
{
    char digits[FIXED_BYTES];
    if (figure == NOTHING) {
        text_add(text, "–");
        return;
    }
    fixed_print(digits, figure, 1, decimal_mark(view->language), false);
    text_add(text, digits);
}

void chart_add_percent(struct text *text, const struct view *view, int64_t share)
{
    chart_add_figure(text, view, share);
    if (share != NOTHING)
        text_add(text, phrase_in(view->language, PHRASE_PERCENT));
}

void chart_add_row_name(struct text *names, size_t row, const char *name, int width)
{
    struct label_lines lines;
    label_wrap(&lines, name, 2, width, SIZE_TEXT);
    for (size_t i = 0; i < lines.line_count; i++) {
        size_t position = row * 100;
        if (lines.line_count == 2)
            position = i == 0 ? position - LINE_OFFSET : position + LINE_OFFSET;
        text_print(names, "%zu.%02zu\t", position / 100, position % 100);
        chart_add_column(names, &lines.line[i]);
        text_add(names, "\n");
        names->short_of_memory |= lines.line[i].short_of_memory;
    }
    label_lines_release(&lines);
}

void chart_add_column(struct text *text, const struct text *label)
{
    if (label->length == 0)
        text_add(text, "–");
    for (size_t i = 0; i < label->length; i++) {
        if (label->bytes[i] == '\\')
            text_add_character(text, '\\');
        text_add_character(text, label->bytes[i]);
    }
}

static void add_strip(struct chart *chart, const struct view *view)
{
    const struct disclosed *disclosed = view->disclosed;
    if (disclosed->simulated)
        text_add(&chart->script, phrase_in(view->language, PHRASE_SIMULATED));
    if (disclosed->simulated && disclosed->generated)
        text_add(&chart->script, " · ");
    if (disclosed->generated)
        text_add(&chart->script, phrase_in(view->language, PHRASE_INVENTED));
    text_add(&chart->script, "\n");
}

static void add_number(struct chart *chart, const char *name, int64_t nano)
{
    char digits[FIXED_BYTES];
    fixed_print(digits, nano, 9, '.', true);
    text_print(&chart->script, "%s = %s\n", name, digits);
}

/* The marks of the scale as people read them; the first is its lowest. */
static void add_marks(struct chart *chart, const struct view *view)
{
    const struct disclosed *disclosed = view->disclosed;
    int64_t step = view_step(view);
    int count = -1;
    chart_open_block(chart, "marks");
    for (int64_t mark = disclosed->scale_lowest; mark <= disclosed->scale_highest;
         mark += step) {
        char digits[FIXED_BYTES];
        fixed_print(digits, mark, 9, decimal_mark(view->language), true);
        text_print(&chart->script, LINE_MARK "%s\n", digits);
        count++;
    }
    chart_close_block(chart);
    add_number(chart, "step", step);
    text_print(&chart->script, "mark_count = %d\n", count);
}

static void add_scale(struct chart *chart, const struct view *view)
{
    const struct disclosed *disclosed = view->disclosed;
    add_number(chart, "lowest", disclosed->scale_lowest);
    add_number(chart, "highest", disclosed->scale_highest);
    add_number(chart, "target", disclosed->scale_target);
    add_marks(chart, view);
    text_print(&chart->script, "has_target = %d\n", view_has_target(view));
}

void chart_begin(struct chart *chart, const struct view *view, const char *kind,
                 enum phrase phrase, const struct wording *subject)
{
    const struct disclosed *disclosed = view->disclosed;
    const char *name = wording_in(&disclosed->name, view->language);
    const char *arguments[4] = {wording_in(subject, view->language)};
    int width = CHART_WIDTH - 2 * CHART_MARGIN;
    struct text subtitle = {0};
    phrase_add(&subtitle, view->language, phrase, arguments);
    text_add(&subtitle, " · ");
    label_clean(&subtitle, wording_in(&disclosed->questionnaire_title, view->language));
    text_print(&subtitle, " · %d", disclosed->year);
    chart->kind = kind;
    chart->legend_x = CHART_MARGIN;
    chart_open_block(chart, "heading");
    text_add(&chart->script, LINE_MARK);
    label_shorten(&chart->script, name[0] == '\0' ? disclosed->code : name, width,
                  SIZE_TITLE);
    text_add(&chart->script, "\n" LINE_MARK);
    if (subtitle.length > 0)
        label_shorten(&chart->script, subtitle.bytes, width, SIZE_TEXT);
    text_add(&chart->script, "\n" LINE_MARK);
    add_strip(chart, view);
    text_print(&chart->script, LINE_MARK "%s\n",
               phrase_in(view->language, PHRASE_TARGET));
    chart_close_block(chart);
    text_print(&chart->script, "marked = %d\n",
               disclosed->simulated || disclosed->generated);
    add_scale(chart, view);
    label_clean(&chart->name, name);
    text_add(&chart->name, " · ");
    if (subtitle.length > 0)
        text_append(&chart->name, subtitle.bytes, subtitle.length);
    chart->script.short_of_memory |= subtitle.short_of_memory;
    text_release(&subtitle);
}

void chart_add_caption(struct chart *chart, const char *line)
{
    struct label_lines lines;
    label_wrap(&lines, line, 2, CHART_WIDTH - 2 * CHART_MARGIN, SIZE_SMALL);
    for (size_t i = 0; i < lines.line_count; i++) {
        text_add(&chart->caption, LINE_MARK);
        if (lines.line[i].length > 0)
            text_append(&chart->caption, lines.line[i].bytes, lines.line[i].length);
        text_add_character(&chart->caption, '\n');
        chart->caption.short_of_memory |= lines.line[i].short_of_memory;
        chart->caption_count++;
    }
    label_lines_release(&lines);
    label_clean(&chart->description, line);
    text_add_character(&chart->description, ' ');
}

void chart_add_phrase(struct chart *chart, const struct view *view, enum phrase phrase,
                      const char *const arguments[4])
{
    struct text line = {0};
    phrase_add(&line, view->language, phrase, arguments);
    if (line.length > 0)
        chart_add_caption(chart, line.bytes);
    chart->script.short_of_memory |= line.short_of_memory;
    text_release(&line);
}

static void add_sign(struct chart *chart, enum legend_sign sign, const char *label)
{
    int width = label_width(label, SIZE_SMALL) + 46;
    if (chart->legend_x > CHART_MARGIN
        && chart->legend_x + width > CHART_WIDTH - CHART_MARGIN) {
        chart->legend_x = CHART_MARGIN;
        chart->legend_row++;
    }
    text_print(&chart->legend, "%4d %2d %2d %s\n", chart->legend_x, chart->legend_row,
               (int)sign, label);
    chart->legend_x += width;
    chart->legend_count++;
}

void chart_add_legend(struct chart *chart, enum legend_sign sign, const char *label)
{
    struct text shown = {0};
    label_shorten(&shown, label, 300, SIZE_SMALL);
    if (shown.length > 0)
        add_sign(chart, sign, shown.bytes);
    chart->legend.short_of_memory |= shown.short_of_memory;
    text_release(&shown);
}

void chart_add_own_legend(struct chart *chart, const struct view *view,
                          enum legend_sign sign)
{
    struct text label = {0};
    /* The nation's own series is an average, and says of what. */
    if (view->own == 0)
        chart_add_nation_name(&label, view);
    else
        label_shorten(&label, wording_in(&view->disclosed->name, view->language), 250,
                      SIZE_SMALL);
    text_print(&label, " %d", view->disclosed->year);
    if (label.length > 0)
        chart_add_legend(chart, sign, label.bytes);
    text_release(&label);
}

void chart_add_legends(struct chart *chart, const struct view *view, bool near,
                       bool previous, bool nation)
{
    const struct disclosed *disclosed = view->disclosed;
    struct text label = {0};
    chart_add_own_legend(chart, view, SIGN_OWN);
    if (previous) {
        text_print(&label, "%d", disclosed->node[0].past[view->previous].year);
        if (label.length > 0)
            chart_add_legend(chart, SIGN_PREVIOUS, label.bytes);
        text_clear(&label);
    }
    if (near)
        chart_add_legend(
            chart, SIGN_NEAR,
            wording_in(&disclosed->comparison[view->near].name, view->language));
    if (nation) {
        chart_add_nation_name(&label, view);
        if (label.length > 0)
            chart_add_legend(chart, SIGN_NATION, label.bytes);
    }
    chart->legend.short_of_memory |= label.short_of_memory;
    text_release(&label);
}

void chart_end(struct chart *chart, const struct view *view, int body)
{
    const struct disclosed *disclosed = view->disclosed;
    int strip = disclosed->simulated || disclosed->generated ? 26 : 0;
    int legend = chart->legend_count > 0 ? 22 * (chart->legend_row + 1) : 0;
    int above = strip + 66 + legend + 12;
    int below = 16 * (int)chart->caption_count + 18;
    chart->height = above + body + below;
    chart_add_block(chart, "legend", &chart->legend);
    chart_add_block(chart, "caption", &chart->caption);
    text_print(&chart->script,
               "width = %d\nheight = %d\nabove = %d\nbelow = %d\nbody = %d\n"
               "legend_count = %zu\ncaption_count = %zu\n",
               CHART_WIDTH, chart->height, above, below, body, chart->legend_count,
               chart->caption_count);
    if (disclosed->simulated)
        text_print(&chart->description, "%s. ",
                   phrase_in(view->language, PHRASE_SIMULATED));
    if (disclosed->generated)
        text_print(&chart->description, "%s. ",
                   phrase_in(view->language, PHRASE_INVENTED));
}

bool chart_check(const struct chart *chart, struct fault *fault)
{
    return text_check(&chart->name, fault) && text_check(&chart->description, fault)
           && text_check(&chart->caption, fault) && text_check(&chart->legend, fault)
           && text_check(&chart->script, fault);
}

void chart_clear(struct chart *chart)
{
    text_clear(&chart->name);
    text_clear(&chart->description);
    text_clear(&chart->caption);
    text_clear(&chart->legend);
    text_clear(&chart->script);
    chart->caption_count = 0;
    chart->legend_count = 0;
    chart->legend_row = 0;
    chart->height = 0;
}

void chart_release(struct chart *chart)
{
    text_release(&chart->name);
    text_release(&chart->description);
    text_release(&chart->caption);
    text_release(&chart->legend);
    text_release(&chart->script);
    *chart = (struct chart){0};
}

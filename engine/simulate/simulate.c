#include "simulate/simulate.h"

#include "base/exact.h"
#include "base/memory.h"
#include "simulate/draw.h"
#include "simulate/form.h"
#include "simulate/model.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define NAME_COLUMN "navn"

/* A unit that answers, in the order its row arrives. */
struct arrival {
    uint64_t order;
    uint32_t unit;
};

/* What writing the files of a round needs at hand. */
struct writing {
    struct model model;
    struct output *output;
    struct fault *fault;
    char seed[32];
    bool named;          /* files have the column NAME_COLUMN */
    int8_t *answer;      /* of one unit */
    int64_t *number;     /* of the same */
    struct text several; /* what one answer to a question that takes several says */
    uint32_t *start; /* by cluster: its first place in `member`; one more at the end */
    uint32_t *member;
    struct arrival *arrival; /* of one cluster */
    struct text text;
    struct text bytes;
    struct text path;
};

static bool accepts_name(const struct questionnaire *questionnaire)
{
    for (size_t i = 0; i < questionnaire->other_column_count; i++)
        if (strcmp(questionnaire->other_column[i], NAME_COLUMN) == 0)
            return true;
    return false;
}

/* The units of each cluster, side by side. */
static bool find_members(struct writing *writing)
{
    const struct population *population = writing->model.population;
    uint32_t clusters = writing->model.cluster_count;
    uint32_t units = population->unit_count;
    writing->start = memory_allocate((size_t)clusters + 2, sizeof *writing->start);
    writing->member = memory_allocate(units, sizeof *writing->member);
    writing->arrival = memory_allocate(units, sizeof *writing->arrival);
    writing->answer = memory_allocate(writing->model.questionnaire->question_count, 1);
    writing->number = memory_allocate(writing->model.questionnaire->number_count,
                                      sizeof *writing->number);
    if (writing->start == NULL || writing->member == NULL || writing->arrival == NULL
        || writing->answer == NULL || writing->number == NULL)
        return fault_memory(writing->fault);
    /* Counted two places on, summed, and moved down while filling in: start[c + 1] is
       the next free place of cluster c, and its end when all are in. */
    for (uint32_t unit = 0; unit < units; unit++)
        writing->start[population_cluster(population, unit) + 2]++;
    for (uint32_t c = 0; c < clusters; c++)
        writing->start[c + 2] += writing->start[c + 1];
    for (uint32_t unit = 0; unit < units; unit++)
        writing->member[writing->start[population_cluster(population, unit) + 1]++] =
            unit;
    return true;
}

static int compare_arrivals(const void *left, const void *right)
{
    const struct arrival *a = left;
    const struct arrival *b = right;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return a->unit < b->unit ? -1 : a->unit > b->unit;
}

/* Sorts those of a cluster who answer by when they do; at least one does. */
static uint32_t gather_arrivals(struct writing *writing, uint32_t cluster)
{
    uint64_t year = (uint64_t)(int64_t)writing->model.rehearsal->year;
    struct arrival earliest = {UINT64_MAX, NAMES_NONE};
    uint32_t count = 0;
    for (uint32_t i = writing->start[cluster]; i < writing->start[cluster + 1]; i++) {
        uint32_t unit = writing->member[i];
        struct arrival arrival = {
            draw_join(model_unit_key(&writing->model, "arrives", unit), year), unit};
        if (earliest.unit == NAMES_NONE || compare_arrivals(&arrival, &earliest) < 0)
            earliest = arrival;
        if (model_answers(&writing->model, unit))
            writing->arrival[count++] = arrival;
    }
    if (count == 0)
        writing->arrival[count++] = earliest;
    qsort(writing->arrival, count, sizeof *writing->arrival, compare_arrivals);
    return count;
}

static void write_header(struct writing *writing, const struct form *form)
{
    const struct questionnaire *questionnaire = writing->model.questionnaire;
    struct text *text = &writing->text;
    form_add_field(form, text, questionnaire->identified_by[0], true);
    if (writing->named)
        form_add_field(form, text, NAME_COLUMN, false);
    form_add_field(form, text, SIMULATED_COLUMN, false);
    for (size_t q = 0; q < questionnaire->question_count; q++)
        if (!questionnaire->question[q].is_member)
            form_add_field(form, text, questionnaire->question[q].id, false);
    form_end_row(form, text);
}

static const char *option_text(const struct form *form, const struct option *option)
{
    const char *label = option->label.in[LANGUAGE_DA];
    return form->labels && label != NULL ? label : option->code;
}

static const char *several_text(struct writing *writing, const struct form *form,
                                const struct question *question)
{
    const struct scale *scale = question->scale;
    const int8_t *member = writing->answer + question->member;
    text_clear(&writing->several);
    for (size_t o = 0; o < scale->option_count; o++) {
        const struct option *option = &scale->option[o];
        if (option->state != OPTION_VALUE || *member++ != 1)
            continue;
        /* A label with a mark in it would be read as two. */
        const char *said = option_text(form, option);
        if (strpbrk(said, ";|") != NULL)
            said = option->code;
        if (writing->several.length > 0)
            text_add_character(&writing->several, ';');
        text_add(&writing->several, said);
    }
    writing->text.short_of_memory |= writing->several.short_of_memory;
    return writing->several.bytes == NULL ? "" : writing->several.bytes;
}

/* Whoever parts fields with semicolons writes the decimals with a comma. */
static const char *number_text(char digits[static FIXED_BYTES], const struct form *form,
                               int64_t number)
{
    fixed_print(digits, number, 9, form->delimiter == ';' ? ',' : '.', true);
    return digits;
}

static const char *answer_text(struct writing *writing, const struct form *form,
                               size_t q, char digits[static FIXED_BYTES])
{
    const struct question *question = &writing->model.questionnaire->question[q];
    int8_t answer = writing->answer[q];
    if (answer < 0)
        return "";
    if (question->scale->option[answer].state != OPTION_ELSEWHERE)
        return option_text(form, &question->scale->option[answer]);
    return question->scale->kind == SCALE_NUMBER
               ? number_text(digits, form, writing->number[question->number])
               : several_text(writing, form, question);
}

static void write_row(struct writing *writing, const struct form *form, uint32_t unit)
{
    const struct questionnaire *questionnaire = writing->model.questionnaire;
    const struct population *population = writing->model.population;
    struct text *text = &writing->text;
    char digits[FIXED_BYTES];
    model_answer(&writing->model, unit, writing->answer, writing->number);
    form_add_field(form, text, population->unit_id[unit], true);
    if (writing->named)
        form_add_field(form, text, population->unit_name[unit], false);
    form_add_field(form, text, writing->seed, false);
    for (size_t q = 0; q < questionnaire->question_count; q++)
        if (!questionnaire->question[q].is_member)
            form_add_field(form, text, answer_text(writing, form, q, digits), false);
    form_end_row(form, text);
}

static bool put_together(struct writing *writing, const struct form *form,
                         uint32_t count)
{
    text_clear(&writing->text);
    write_header(writing, form);
    for (uint32_t i = 0; i < count; i++)
        write_row(writing, form, writing->arrival[i].unit);
    return form_encode(form, &writing->text, &writing->bytes, writing->fault);
}

static bool write_cluster(struct writing *writing, uint32_t cluster,
                          struct rehearsed *rehearsed)
{
    struct form form = form_choose(model_cluster_key(&writing->model, "form", cluster));
    uint32_t count = gather_arrivals(writing, cluster);
    bool ok = put_together(writing, &form, count);
    if (!ok && writing->fault->kind == FAULT_NONE) {
        form = form_for_any_text();
        ok = put_together(writing, &form, count);
    }
    if (!ok)
        return false;
    text_clear(&writing->path);
    text_add(&writing->path, writing->model.rehearsal->folder);
    text_add_character(&writing->path, '/');
    text_add_file_name(&writing->path, model_cluster_id(&writing->model, cluster));
    text_add(&writing->path, ".csv");
    rehearsed->file_count++;
    rehearsed->cluster_count++;
    rehearsed->unit_count += count;
    return text_check(&writing->path, writing->fault)
           && output_write(writing->output, writing->path.bytes, writing->bytes.bytes,
                           writing->bytes.length, writing->fault);
}

bool simulate_round(struct output *output, struct rehearsed *rehearsed,
                    const struct questionnaire *questionnaire,
                    const struct population *population,
                    const struct rehearsal *rehearsal, struct fault *fault)
{
    struct writing writing = {.output = output, .fault = fault};
    *rehearsed = (struct rehearsed){0};
    snprintf(writing.seed, sizeof writing.seed, "%" PRIu64, rehearsal->seed);
    writing.named = accepts_name(questionnaire);
    bool ok = model_open(&writing.model, questionnaire, population, rehearsal, fault)
              && find_members(&writing);
    for (uint32_t c = 0; c < writing.model.cluster_count && ok; c++)
        if (writing.model.takes_part[c])
            ok = write_cluster(&writing, c, rehearsed);
    model_release(&writing.model);
    memory_release(writing.answer);
    memory_release(writing.number);
    text_release(&writing.several);
    memory_release(writing.start);
    memory_release(writing.member);
    memory_release(writing.arrival);
    text_release(&writing.text);
    text_release(&writing.bytes);
    text_release(&writing.path);
    return ok;
}

#include "cli/figure.h"

#include "base/memory.h"
#include "cli/pointer.h"

#include <string.h>

/* What all figures have in common, and how they are checked. */

bool figure_disagree(struct figure_account *figure, struct fault *fault,
                     const char *what, const char *one, const char *other)
{
    return problems_add(&figure->unit_record.disagreements, SEVERITY_ERROR, "", 0, 0,
                        fault, what, one, other);
}

/* The rounds of the questionnaire up to that of the file the figure stands in, computed
   as for a run; and what disclosure decided of them. */
static bool compute_series(struct figure_account *figure, struct fault *fault)
{
    const struct survey *survey = &figure->session->survey;
    struct series *series = &figure->series;
    const char *questionnaire = survey->round[figure->reader_round].questionnaire;
    series->scoring = figure->scoring;
    series->first = figure->reader_round;
    while (series->first > 0
           && strcmp(survey->round[series->first - 1].questionnaire, questionnaire)
                  == 0)
        series->first--;
    series->round_count = figure->reader_round - series->first + 1;
    return series_compute(series, figure->session, fault)
           && disclosure_decide(&figure->disclosure, &series->trend,
                                figure->reader_round - series->first,
                                survey->minimum_units, fault);
}

/* The reader whose view the figure is of: that of the file, or the group itself; the
   nation where nobody of the group has answered. */
static bool show_reader(struct figure_account *figure, struct fault *fault)
{
    const json_t *document = figure->address.document;
    const char *kind = pointer_string(document, "kind");
    const json_t *of = json_object_get(document, "reader");
    size_t reader = 0;
    if (document != NULL) {
        bool group = strcmp(kind, "group") == 0;
        bool unit = strcmp(kind, "institution") == 0;
        reader = disclosure_find_reader(
            figure->disclosure, group ? pointer_string(document, "level") : kind,
            pointer_string(of, unit ? "id" : "code"));
        if (reader == SIZE_MAX)
            return fault_set(fault, FAULT_DATA, figure->address.file,
                             "is of another record: in this one nobody has answered "
                             "for its reader");
    } else if (figure->level != SIZE_MAX && figure->level > 0) {
        const struct level *level = &figure->population->level[figure->level];
        reader = disclosure_find_reader(figure->disclosure, level->id,
                                        level->group[figure->group].code);
    }
    return disclosure_show(&figure->disclosed, figure->disclosure,
                           reader == SIZE_MAX ? 0 : reader, fault);
}

static void make_stated(struct figure_account *figure)
{
    const json_t *there = figure->address.there;
    struct figure_line *line = figure_add_line(figure, NAMED_STATED);
    if (json_is_integer(there))
        line_set_whole(line, json_integer_value(there));
    else if (json_is_real(there)) {
        double nano = json_real_value(there) * (double)POINT;
        line_set_nano(line, (int64_t)(nano < 0 ? nano - 0.5 : nano + 0.5));
    }
}

static bool make_subject(struct figure_account *figure, struct fault *fault)
{
    switch (figure->subject) {
    case OF_AREA:
        return figure_make_area(figure, fault);
    case OF_ANSWER:
        return figure_make_answer(figure, fault);
    case OF_GROUP:
        return figure_make_group(figure, fault)
               && figure_make_disclosure(figure, fault);
    case OF_TURNOUT:
        return figure_make_turnout(figure, fault);
    default:
        make_stated(figure);
        return true;
    }
}

bool figure_make(struct figure_account *figure, struct fault *fault)
{
    bool of_unit = figure->subject == OF_AREA || figure->subject == OF_ANSWER;
    bool of_file = figure->address.document != NULL;
    bool ok = !of_unit || figure_make_record(figure, fault);
    if (ok && (of_file || !of_unit))
        ok = compute_series(figure, fault) && show_reader(figure, fault);
    ok = ok && make_subject(figure, fault)
         && (!of_file || figure_check_address(figure, fault));
    return ok && (!figure->short_of_memory || fault_memory(fault));
}

void figure_release(struct figure_account *figure)
{
    figure_steps_release(&figure->members);
    disclosed_release(&figure->disclosed);
    disclosure_free(figure->disclosure);
    series_release(&figure->series);
    score_steps_release(&figure->steps);
    scores_release(&figure->scores);
    answers_release(&figure->recoded);
    explanation_release(&figure->unit_record);
    memory_release(figure->node_used);
    memory_release(figure->question_used);
    memory_release(figure->traced);
    memory_release(figure->sister);
    memory_release(figure->address.file);
    memory_release(figure->address.pointer);
    json_decref(figure->address.document);
    json_decref(figure->address.mine);
    names_release(&figure->strings);
}

#ifndef TESTS_UNIT_SHEET_H
#define TESTS_UNIT_SHEET_H

/* A definition and a file of answers, both as text, scored, and the figures of an area
   as text. Definitions are written as in probe.h. */

#include "base/exact.h"
#include "probe.h"
#include "score/score.h"
#include "steps.h"

struct sheet {
    struct place *place;
    struct questionnaire questionnaire;
    struct population population;
    struct answer_file file;
    struct scores scores;
    struct scores pooled;
};

/* A, B and G 1 to 3 with weights 1, 2 and 1, F the same turned around; C -2 to 2.5 with
   weight 0.5; D a number from -10 to 10, cut off there; E several, -0.5 to 3. "ir" is
   not applicable, "vi" unknown. */
static const char sheet_head[] =
    "{'format': 'baseline-questionnaire-1', @sheet, 'edition': '1', "
    "'identified_by': ['id'], 'other_columns': ['group', 'pool'], 'scales': {"
    "'step': {~, 'target': 2, 'options': ["
    "{'code': '1', 'value': 1, 'label': {'en': 'one'}}, "
    "{'code': '2', 'value': 2, 'label': {'en': 'two'}}, "
    "{'code': '3', 'value': 3, 'label': {'en': 'three'}}, "
    "{'code': 'ir', 'state': 'not_applicable', 'label': {'en': 'irrelevant'}}, "
    "{'code': 'vi', 'state': 'dont_know', 'label': {'en': 'unknown'}}]}, "
    "'signed': {~, 'options': ["
    "{'code': 'm', 'value': -2, 'label': {'en': 'minus'}}, "
    "{'code': 'z', 'value': 0, 'label': {'en': 'zero'}}, "
    "{'code': 'p', 'value': 2.5, 'label': {'en': 'plus'}}]}, "
    "'some': {~, 'kind': 'several', 'options': ["
    "{'code': 'a', 'value': 1, 'label': {'en': 'first'}}, "
    "{'code': 'b', 'value': 2, 'label': {'en': 'second'}}, "
    "{'code': 'c', 'value': -0.5, 'label': {'en': 'third'}}, "
    "{'code': 'vi', 'state': 'dont_know', 'label': {'en': 'unknown'}}]}, "
    "'amount': {~, 'kind': 'number', 'lowest': -10, 'highest': 10, 'decimals': 5, "
    "'clip': true}}, 'questions': ["
    "{'id': 'A', 'scale': 'step', 'text': {'en': 'a'}, 'tags': ['low']}, "
    "{'id': 'B', 'scale': 'step', 'text': {'en': 'b'}, 'weight': 2, 'tags': ['high']}, "
    "{'id': 'C', 'scale': 'signed', 'text': {'en': 'c'}, 'weight': 0.5}, "
    "{'id': 'D', 'scale': 'amount', 'text': {'en': 'd'}}, "
    "{'id': 'E', 'scale': 'some', 'text': {'en': 'e'}, 'tags': ['low', 'high']}, "
    "{'id': 'F', 'scale': 'step', 'text': {'en': 'f'}, 'reversed': true}, "
    "{'id': 'G', 'scale': 'step', 'text': {'en': 'g'}}], 'dimensions': [";

static inline void sheet_load(struct sheet *sheet, void **state, const char *dimensions,
                              const char *end)
{
    struct text text = {0};
    *sheet = (struct sheet){.place = *state};
    probe_expand(&text, sheet_head);
    probe_expand(&text, dimensions);
    probe_expand(&text, "]");
    probe_expand(&text, end);
    probe_expand(&text, "}");
    place_reset(sheet->place);
    place_write(sheet->place, "probe.json", text.bytes, text.length);
    text_release(&text);
    bool loaded = probe_read(sheet->place, &sheet->questionnaire);
    assert_no_problem(sheet->place);
    assert_true(loaded);
}

/* Units stand in byte order of id, with the columns "group" and "pool" beside. */
static inline void sheet_answer(struct sheet *sheet, const char *csv)
{
    struct source source = source_of(csv, strlen(csv));
    const struct gathered_columns wanted = {.identified_by =
                                                sheet->questionnaire.identified_by,
                                            .identified_by_count = 1,
                                            .column = {"group", "pool"},
                                            .column_count = 2};
    struct place *place = sheet->place;
    answer_file_release(&sheet->file);
    population_release(&sheet->population);
    assert_true(population_gather(&sheet->population, &source, &wanted, &place->fault));
    const struct answers_reading reading = {.keeps_empty = true};
    assert_true(answers_read_as(&sheet->file, &source, &sheet->questionnaire,
                                &sheet->population, &reading, &place->problems,
                                &place->fault));
    for (size_t p = 0; p < place->problems.problem_count; p++)
        if (place->problems.problem[p].severity == SEVERITY_ERROR)
            fail_msg("%s", place->problems.problem[p].what);
    place_reset(place);
}

static inline bool sheet_compute(struct sheet *sheet)
{
    scores_release(&sheet->scores);
    return score_compute(&sheet->scores, &sheet->questionnaire, &sheet->population,
                         &sheet->file.answers, &sheet->place->fault);
}

static inline void sheet_open(struct sheet *sheet, void **state, const char *dimensions,
                              const char *end, const char *csv)
{
    sheet_load(sheet, state, dimensions, end);
    sheet_answer(sheet, csv);
    if (!sheet_compute(sheet))
        fail_msg("%s", sheet->place->fault.what);
    assert_all_steps(&sheet->questionnaire, &sheet->population, &sheet->file.answers,
                     &sheet->scores);
}

static inline void sheet_close(struct sheet *sheet)
{
    scores_release(&sheet->scores);
    scores_release(&sheet->pooled);
    answer_file_release(&sheet->file);
    population_release(&sheet->population);
    questionnaire_release(&sheet->questionnaire);
}

static inline uint32_t sheet_area(const struct sheet *sheet, const char *id)
{
    for (uint32_t n = 0; n < sheet->questionnaire.node_count; n++)
        if (strcmp(sheet->questionnaire.node[n].id, id) == 0)
            return n;
    fail_msg("there is no area %s", id);
    return 0;
}

static inline void sheet_add_nano(struct text *text, const char *before, int64_t nano)
{
    char decimal[FIXED_BYTES];
    fixed_print(decimal, nano, 9, '.', true);
    text_print(text, "%s%s", before, decimal);
}

/* "value points", or "few" or "na"; behind it "[low high]" where they are other than
   the points, and the weight that counts by that which applies; rows parted by "; ". */
static inline void sheet_row(struct text *text, const struct sheet *sheet,
                             const struct scores *scores, uint32_t n, uint32_t row)
{
    size_t at = (size_t)n * scores->row_count + row;
    const struct node *node = &sheet->questionnaire.node[n];
    bool counts = node->operation == OPERATION_MEAN || scores == &sheet->pooled;
    int64_t unit = POINT / (counts ? 1 : sheet->questionnaire.weight_unit);
    if (scores->points[at] >= 0) {
        sheet_add_nano(text, "", scores_value(scores, n, row));
        sheet_add_nano(text, " ", scores->points[at]);
    } else
        text_add(text, scores->points[at] == SCORE_TOO_FEW        ? "few"
                       : scores->points[at] == SCORE_NOT_RELEVANT ? "na"
                                                                  : "none");
    if (scores->low[at] != scores->points[at] || scores->high[at] != scores->points[at])
        if (scores->low[at] >= 0 || scores->high[at] >= 0) {
            sheet_add_nano(text, " [", scores->low[at]);
            sheet_add_nano(text, " ", scores->high[at]);
            text_add(text, "]");
        }
    sheet_add_nano(text, " ", scores->answered[at] * unit);
    sheet_add_nano(text, "/", scores->relevant[at] * unit);
    if (scores->band != NULL && scores->band[at] != BAND_NONE)
        text_print(text, " %s",
                   wording_in(&node->band[scores->band[at]].title, LANGUAGE_EN));
}

static inline void assert_rows(const struct sheet *sheet, const struct scores *scores,
                               const char *id, const char *wanted)
{
    struct text text = {0};
    uint32_t n = sheet_area(sheet, id);
    text_add(&text, "");
    for (uint32_t row = 0; row < scores->row_count; row++) {
        text_add(&text, row == 0 ? "" : "; ");
        sheet_row(&text, sheet, scores, n, row);
    }
    if (strcmp(text.bytes, wanted) != 0)
        fail_msg("%s:\n%s\nshould be\n%s", id, text.bytes, wanted);
    text_release(&text);
}

static inline void assert_area(const struct sheet *sheet, const char *id,
                               const char *wanted)
{
    assert_rows(sheet, &sheet->scores, id, wanted);
}

#endif

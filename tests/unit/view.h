#ifndef UNIT_VIEW_H
#define UNIT_VIEW_H

/* What the tests of disclosure share: rounds decided, and one reader's view of them. */

#include "disclosure/disclosure.h"
#include "trend/trend.h"

#include "model.h"

#define VIEW_ROUNDS 3

struct view {
    struct trend_round round[VIEW_ROUNDS];
    struct trend trend;
    struct disclosure *disclosure;
    struct disclosed disclosed;
};

static inline void view_release(struct view *view)
{
    disclosed_release(&view->disclosed);
    disclosure_free(view->disclosure);
    view->disclosure = NULL;
    trend_release(&view->trend);
}

/* Decides the last of `count` rounds, whose scores stand and whose benchmarks are
   computed here. */
static inline void view_decide(struct view *view, struct model *const *model,
                               size_t count, uint32_t minimum_units)
{
    struct fault fault = {0};
    view_release(view);
    for (size_t r = 0; r < count; r++) {
        model_compare(model[r]);
        view->round[r] = (struct trend_round){.year = 2016 + (int32_t)r,
                                              .questionnaire = &model[r]->questionnaire,
                                              .population = &model[r]->population,
                                              .answers = &model[r]->answers,
                                              .scores = &model[r]->scores,
                                              .benchmark = &model[r]->benchmark};
    }
    assert_true(trend_compute(&view->trend, view->round, count, &fault));
    assert_true(disclosure_decide(&view->disclosure, &view->trend, count - 1,
                                  minimum_units, &fault));
}

static inline const struct disclosed *view_show(struct view *view, size_t reader)
{
    struct fault fault = {0};
    assert_true(disclosure_show(&view->disclosed, view->disclosure, reader, &fault));
    return &view->disclosed;
}

/* The view of the reader with this level ("national", "institution" or a level's id)
   and code; NULL when there is none. */
static inline const struct disclosed *view_find(struct view *view, const char *level,
                                                const char *code)
{
    for (size_t r = 0; r < disclosure_reader_count(view->disclosure); r++) {
        const struct disclosed *disclosed = view_show(view, r);
        if (strcmp(disclosed->level, level) == 0 && strcmp(disclosed->code, code) == 0)
            return disclosed;
    }
    return NULL;
}

/* A withheld figure has no number anywhere. */
static inline void assert_nothing(const struct shown_figures *figures)
{
    assert_int_not_equal(figures->withheld, WITHHELD_NOT);
    assert_int_equal(figures->n, 0);
    assert_true(figures->mean == NOTHING && figures->sd == NOTHING);
    for (int quarter = 0; quarter < 3; quarter++)
        assert_true(figures->quartile[quarter] == NOTHING);
}

#endif

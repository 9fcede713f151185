#include "cli/series.h"

#include "base/memory.h"

void series_release(struct series *series)
{
    for (size_t r = 0; r < series->round_count; r++) {
        if (series->benchmark != NULL)
            benchmark_release(&series->benchmark[r]);
        if (series->scores != NULL)
            scores_release(&series->scores[r]);
        if (series->answers != NULL)
            answers_release(&series->answers[r]);
    }
    trend_release(&series->trend);
    memory_release(series->round);
    memory_release(series->answers);
    memory_release(series->scores);
    memory_release(series->benchmark);
}

/* The standing answers of a round, as answers to what they are scored by. */
static bool load_answers(const struct session *session, struct answers *answers,
                         size_t round, const struct questionnaire *rules,
                         struct fault *fault)
{
    const struct questionnaire *edition = session_edition(session, round);
    struct answers given = {0};
    if (!store_load_answers(session->store, &given, session->round_id[round], edition,
                            session_population(session, round), fault))
        return false;
    if (rules == edition) {
        *answers = given;
        return true;
    }
    bool ok = answers_recode(answers, rules, &given, edition, fault);
    answers_release(&given);
    return ok;
}

static bool compute_round(struct series *series, const struct session *session,
                          size_t r, struct fault *fault)
{
    size_t round = series->first + r;
    const struct questionnaire *rules = session_rules(session, series->scoring, round);
    const struct population *population = session_population(session, round);
    series->round[r] = (struct trend_round){
        .year = session->survey.round[round].year,
        .scoring = series->scoring == OWN_SCORING
                       ? NULL
                       : session->survey.scoring[series->scoring].id,
        .questionnaire = rules,
        .population = population,
        .answers = &series->answers[r],
        .scores = &series->scores[r],
        .benchmark = &series->benchmark[r],
    };
    return load_answers(session, &series->answers[r], round, rules, fault)
           && score_compute(&series->scores[r], rules, population, &series->answers[r],
                            fault)
           && benchmark_compute(&series->benchmark[r], rules, population,
                                &series->answers[r], &series->scores[r], fault);
}

bool series_compute(struct series *series, const struct session *session,
                    struct fault *fault)
{
    size_t count = series->round_count;
    series->round = memory_allocate(count, sizeof *series->round);
    series->answers = memory_allocate(count, sizeof *series->answers);
    series->scores = memory_allocate(count, sizeof *series->scores);
    series->benchmark = memory_allocate(count, sizeof *series->benchmark);
    if (series->round == NULL || series->answers == NULL || series->scores == NULL
        || series->benchmark == NULL)
        return fault_memory(fault);
    bool ok = true;
    for (size_t r = 0; ok && r < count; r++)
        ok = compute_round(series, session, r, fault);
    return ok && trend_compute(&series->trend, series->round, count, fault);
}

#include "cli/status.h"

#include "base/memory.h"
#include "cli/printed.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* `status`: who has answered, who has begun, who is missing. */

static bool load_answers(const struct session *session, struct answers *answers,
                         size_t round, struct store_freezing *freezing,
                         struct fault *fault)
{
    const struct questionnaire *edition = session_edition(session, round);
    int64_t known = 0;
    if (session->store != NULL
        && !store_find_round(session->store, &known, edition,
                             session->survey.round[round].year, fault))
        return false;
    if (known == 0)
        return answers_reserve(answers, 0, edition, fault);
    return store_find_freeze(session->store, freezing, known, fault)
           && store_load_begun(session->store, answers, known, edition,
                               session_population(session, round), fault);
}

static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static uint32_t count_drafts(const struct answers *answers)
{
    uint32_t count = 0;
    for (uint32_t row = 0; row < answers->row_count; row++)
        count += answers_is_draft(answers, row);
    return count;
}

/* A round that nobody expects answers to yet is passed over, unless it is asked for. */
static bool add_round(struct status *status, const struct session *session,
                      size_t round, bool asked_for, struct fault *fault)
{
    const struct round_plan *plan = &session->survey.round[round];
    const struct questionnaire *edition = session_edition(session, round);
    const struct population *population = session_population(session, round);
    struct answers answers = {0};
    struct scores scores = {0};
    struct store_freezing freezing = {0};
    bool ok = load_answers(session, &answers, round, &freezing, fault);
    if (ok && (asked_for || answers.row_count > 0 || is_folder(plan->answers))) {
        struct status_round *told = &status->round[status->round_count];
        *told = (struct status_round){.plan = plan,
                                      .questionnaire = edition,
                                      .population = population,
                                      .simulated = answers.simulated,
                                      .drafts = count_drafts(&answers),
                                      .freezing = freezing};
        ok = score_compute(&scores, edition, population, &answers, fault)
             && response_compute(&told->response, edition, population, &answers,
                                 &scores, fault);
        status->round_count += ok;
    }
    scores_release(&scores);
    answers_release(&answers);
    return ok;
}

static bool add_rounds(struct status *status, const struct session *session,
                       const char *name, struct fault *fault)
{
    size_t first = 0;
    size_t end = session->survey.round_count;
    status->survey = &session->survey;
    status->round = memory_allocate(end, sizeof *status->round);
    if (status->round == NULL)
        return fault_memory(fault);
    if (name != NULL) {
        if (!session_find_round(session, name, &first, fault))
            return false;
        end = first + 1;
    }
    bool ok = true;
    for (size_t round = first; ok && round < end; round++)
        ok = add_round(status, session, round, name != NULL, fault);
    return ok;
}

static void release_status(struct status *status)
{
    for (size_t r = 0; r < status->round_count; r++)
        response_release(&status->round[r].response);
    memory_release(status->round);
}

typedef bool status_writer(struct text *out, const struct status *status,
                           struct fault *fault);

/* NULL where there is no such layout. */
static status_writer *find_layout(const char *name, struct fault *fault)
{
    static status_writer *const writer[] = {status_write_page, status_write_json,
                                            status_write_csv};
    enum printed printed;
    return printed_find(&printed, name, true, fault) ? writer[printed] : NULL;
}

bool command_status(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
    struct status status = {0};
    struct text out = {0};
    status_writer *write_status =
        find_layout(arguments->value[OPTION_STATUS_LAYOUT], fault);
    if (write_status == NULL || !session_open(&session, arguments, fault))
        return false;
    bool ok = session_open_record(&session, fault)
              && add_rounds(&status, &session, arguments->value[OPTION_ROUND], fault)
              && write_status(&out, &status, fault) && text_check(&out, fault);
    if (ok)
        fwrite(out.bytes, 1, out.length, stdout);
    text_release(&out);
    release_status(&status);
    session_close(&session);
    return ok;
}

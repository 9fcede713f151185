#include "simulate/simulate.h"

#include "base/memory.h"
#include "base/output.h"
#include "base/text.h"
#include "cli/messages.h"
#include "cli/session.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool read_seed(uint64_t *seed, const struct arguments *arguments,
                      const struct survey *survey, struct fault *fault)
{
    const char *text = arguments->value[OPTION_SEED];
    *seed = survey->rehearsal ? survey->seed : 1;
    if (text == NULL)
        return true;
    char *end;
    errno = 0;
    unsigned long long number = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != '\0' || errno != 0 || number > INT64_MAX)
        return fault_set(fault, FAULT_USAGE, "",
                         "--seed takes a whole number, not \"%s\"", text);
    *seed = number;
    return true;
}

static bool is_rehearsal(const char *survey)
{
    struct survey there = {0};
    struct problems problems = {0};
    struct fault unread = {0};
    bool rehearsal = survey_load(&there, survey, &problems, &unread) && there.rehearsal;
    survey_release(&there);
    problems_release(&problems);
    return rehearsal;
}

static bool is_empty(const char *folder)
{
    DIR *stream = opendir(folder);
    bool empty = true;
    for (const struct dirent *entry;
         stream != NULL && empty && (entry = readdir(stream)) != NULL;)
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    if (stream != NULL)
        closedir(stream);
    return empty;
}

/* Only an empty folder or an earlier rehearsal's is written to: whatever else is there
   may be somebody's answers. */
static bool check_target(const char *folder, struct fault *fault)
{
    char *path = path_join(folder, "survey.json");
    if (path == NULL)
        return fault_memory(fault);
    bool ok = true;
    if (access(path, F_OK) == 0 && !is_rehearsal(path))
        ok = fault_set(
            fault, FAULT_USAGE, path,
            "a survey that is no rehearsal stands here; choose another folder");
    else if (access(path, F_OK) != 0 && !is_empty(folder))
        ok = fault_set(
            fault, FAULT_USAGE, folder,
            "the folder holds something that is no rehearsal; choose an empty "
            "one or another");
    memory_release(path);
    return ok;
}

static int32_t first_year(const struct survey *survey, size_t round)
{
    for (size_t r = 0; r < survey->round_count; r++)
        if (strcmp(survey->round[r].questionnaire, survey->round[round].questionnaire)
            == 0)
            return survey->round[r].year;
    return survey->round[round].year;
}

/* The folder of a round's answers, which survey.json names relative to itself. */
static bool simulate_one(const struct session *session, struct output *output,
                         size_t round, uint64_t seed, struct fault *fault)
{
    const struct survey *survey = &session->survey;
    const struct round_plan *plan = &survey->round[round];
    struct rehearsed rehearsed = {0};
    const char *answers = plan->answers;
    size_t length = strlen(survey->folder);
    if (strncmp(answers, survey->folder, length) == 0 && answers[length] == '/')
        answers += length + 1;
    if (answers[0] == '/' || strstr(answers, "..") != NULL)
        return fault_set(fault, FAULT_USAGE, plan->answers,
                         "a rehearsal writes answers only below its own folder");
    struct rehearsal rehearsal = {.seed = seed,
                                  .year = plan->year,
                                  .first_year = first_year(survey, round),
                                  .participants = plan->participants,
                                  .folder = answers};
    if (!simulate_round(output, &rehearsed, session_edition(session, round),
                        session_population(session, round), &rehearsal, fault))
        return false;
    printf("%-14s %d  %5u / %-5u  %4u x csv  %s\n", plan->questionnaire,
           (int)plan->year, rehearsed.unit_count,
           session_population(session, round)->unit_count, rehearsed.file_count,
           answers);
    return true;
}

static bool write_survey(struct output *output, const struct arguments *arguments,
                         uint64_t seed, struct fault *fault)
{
    char *survey =
        survey_for_rehearsal(arguments->operand[0], arguments->operand[1], seed, fault);
    if (survey == NULL)
        return false;
    bool ok = output_write(output, "survey.json", survey, strlen(survey), fault);
    memory_release(survey);
    return ok;
}

bool command_simulate(const struct arguments *arguments, struct fault *fault)
{
    struct session session;
    struct output output = {0};
    uint64_t seed;
    if (!session_open(&session, arguments, fault))
        return false;
    bool ok = read_seed(&seed, arguments, &session.survey, fault)
              && check_target(arguments->operand[1], fault)
              && output_open(&output, arguments->operand[1], fault)
              && write_survey(&output, arguments, seed, fault);
    for (size_t round = 0; ok && round < session.survey.round_count; round++)
        ok = simulate_one(&session, &output, round, seed, fault);
    ok = ok && output_commit(&output, fault);
    output_release(&output);
    session_close(&session);
    return ok;
}

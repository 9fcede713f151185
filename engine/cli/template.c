#include "form/form.h"

#include "base/catalogue.h"
#include "base/memory.h"
#include "base/output.h"
#include "base/text.h"
#include "cli/check.h"
#include "cli/messages.h"
#include "cli/session.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* `template`: forms to fill in, an empty one or one for every unit of a round. */

typedef bool form_writer(struct text *bytes, const struct form_sheet *sheet,
                         struct fault *fault);

static bool write_form(struct output *output, const char *path, form_writer *write,
                       const struct form_sheet *sheet, struct fault *fault)
{
    struct text bytes = {0};
    bool ok = write(&bytes, sheet, fault)
              && output_write(output, path, bytes.bytes, bytes.length, fault);
    text_release(&bytes);
    return ok;
}

/* The earlier rounds of a questionnaire, with what stands there. */
struct forms {
    struct session session;
    size_t round;
    struct answers *answers; /* by round of the survey; empty = none */
    struct output output;
    bool csv;
    size_t written;
    size_t beside_earlier; /* of these, how many show earlier answers */
    struct fault *fault;
};

static bool is_earlier(const struct forms *forms, size_t round)
{
    const struct round_plan *plan = forms->session.survey.round;
    return strcmp(plan[round].questionnaire, plan[forms->round].questionnaire) == 0
           && plan[round].year < plan[forms->round].year;
}

/* Where nobody has imported anything there is no database, and none is made. */
static bool load_earlier(struct forms *forms)
{
    struct session *session = &forms->session;
    size_t rounds = session->survey.round_count;
    forms->answers = memory_allocate(rounds, sizeof *forms->answers);
    if (forms->answers == NULL)
        return fault_memory(forms->fault);
    if (access(session->survey.database, F_OK) != 0)
        return true;
    bool ok = session_open_store(session, forms->fault);
    for (size_t r = 0; ok && r < rounds; r++)
        ok = !is_earlier(forms, r)
             || store_load_answers(session->store, &forms->answers[r],
                                   session->round_id[r], session_edition(session, r),
                                   session_population(session, r), forms->fault);
    return ok;
}

/* Rows stand in order of unit. */
static bool find_row(const struct answers *answers, uint32_t unit, uint32_t *row)
{
    uint32_t low = 0;
    uint32_t high = answers->row_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (answers->unit[middle] < unit)
            low = middle + 1;
        else
            high = middle;
    }
    *row = low;
    return low < answers->row_count && answers->unit[low] == unit;
}

/* The newest earlier round in which the unit answered; its year is written to `year`.
 */
static bool find_earlier(const struct forms *forms, const char *id,
                         struct form_earlier *earlier, char year[static 16])
{
    const struct session *session = &forms->session;
    for (size_t r = session->survey.round_count; r-- > 0;) {
        if (!is_earlier(forms, r))
            continue;
        uint32_t unit = population_find(session_population(session, r), id, strlen(id));
        uint32_t row;
        if (unit == NAMES_NONE || !find_row(&forms->answers[r], unit, &row))
            continue;
        snprintf(year, 16, "%" PRId32, session->survey.round[r].year);
        *earlier = (struct form_earlier){year, session_edition(session, r),
                                         &forms->answers[r], row};
        return true;
    }
    return false;
}

static const char *owner_name(const struct forms *forms, uint32_t unit)
{
    const struct population *population =
        session_population(&forms->session, forms->round);
    size_t owner = population_owner_level(population);
    if (owner == population->level_count)
        return NULL;
    const struct level *level = &population->level[owner];
    return wording_in(&level->group[level->group_of[unit]].name,
                      forms->session.survey.language);
}

static bool write_unit(struct forms *forms, uint32_t number)
{
    const struct population *population =
        session_population(&forms->session, forms->round);
    struct form_unit unit = {population->unit_id[number], population->unit_name[number],
                             owner_name(forms, number)};
    struct form_earlier earlier;
    char year[16];
    bool answered = find_earlier(forms, unit.id, &earlier, year);
    struct form_sheet sheet = {session_edition(&forms->session, forms->round),
                               forms->session.survey.language, &unit,
                               answered ? &earlier : NULL};
    struct text path = {0};
    text_add_file_name(&path, unit.id);
    text_add(&path, forms->csv ? ".csv" : ".xlsx");
    bool ok = text_check(&path, forms->fault)
              && write_form(&forms->output, path.bytes,
                            forms->csv ? form_write_csv : form_write_workbook, &sheet,
                            forms->fault);
    text_release(&path);
    forms->written += ok;
    forms->beside_earlier += ok && answered;
    return ok;
}

static bool unknown_unit(const struct forms *forms, const char *id)
{
    const struct population *population =
        session_population(&forms->session, forms->round);
    const char *nearest = population_nearest(population, id);
    if (nearest == NULL)
        return fault_set(forms->fault, FAULT_USAGE, "",
                         "\"%s\" is no institution in the register \"%s\"", id,
                         population->id);
    return fault_set(forms->fault, FAULT_USAGE, "",
                     "\"%s\" is no institution in the register \"%s\"; did you mean "
                     "\"%s\"?",
                     id, population->id, nearest);
}

static bool write_units(struct forms *forms, const char *id)
{
    const struct population *population =
        session_population(&forms->session, forms->round);
    uint32_t unit = id == NULL ? 0 : population_find(population, id, strlen(id));
    if (unit == NAMES_NONE)
        return unknown_unit(forms, id);
    uint32_t end = id == NULL ? population->unit_count : unit + 1;
    bool ok = true;
    for (; ok && unit < end; unit++) {
        if (id == NULL)
            progress_say(spoken("writing forms"), unit + 1, end);
        ok = write_unit(forms, unit);
    }
    progress_end();
    return ok;
}

/* A workbook has its guide within. */
static bool write_guide(struct forms *forms)
{
    enum language language = forms->session.survey.language;
    struct form_sheet sheet = {.questionnaire =
                                   session_edition(&forms->session, forms->round),
                               .language = language};
    return !forms->csv
           || write_form(&forms->output,
                         language == LANGUAGE_DA ? "vejledning.txt" : "guide.txt",
                         form_write_guide, &sheet, forms->fault);
}

static void say_written(const struct forms *forms, const char *folder)
{
    const struct round_plan *plan = &forms->session.survey.round[forms->round];
    printf("%s %d: %zu %s in %s", plan->questionnaire, (int)plan->year, forms->written,
           forms->written == 1 ? "form" : "forms", folder);
    if (forms->beside_earlier > 0)
        printf(", %zu with earlier answers beside", forms->beside_earlier);
    printf("\n");
}

static void close_forms(struct forms *forms)
{
    for (size_t r = 0; forms->answers && r < forms->session.survey.round_count; r++)
        answers_release(&forms->answers[r]);
    memory_release(forms->answers);
    output_release(&forms->output);
    session_close(&forms->session);
}

static bool template_round(const struct arguments *arguments, struct fault *fault)
{
    const char *folder = arguments->operand[1];
    const char *round = arguments->value[OPTION_ROUND];
    struct forms forms = {.csv = arguments->value[OPTION_CSV] != NULL, .fault = fault};
    bool ok = session_open(&forms.session, arguments, fault);
    if (ok && round == NULL)
        ok = fault_set(fault, FAULT_USAGE, "",
                       "say which round the forms are for: --round "
                       "questionnaire/year");
    ok = ok && session_find_round(&forms.session, round, &forms.round, fault)
         && load_earlier(&forms) && output_open(&forms.output, folder, fault)
         && write_units(&forms, arguments->value[OPTION_UNIT]) && write_guide(&forms)
         && output_commit(&forms.output, fault);
    if (ok)
        say_written(&forms, folder);
    close_forms(&forms);
    return ok;
}

static bool write_empty(const struct arguments *arguments,
                        const struct questionnaire *questionnaire, form_writer *write,
                        struct fault *fault)
{
    const char *path = arguments->operand[1];
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    struct form_sheet sheet = {.questionnaire = questionnaire};
    struct output output = {0};
    char *folder = name == path ? memory_copy_text(".", 1)
                                : memory_copy_text(path, (size_t)(name - path));
    if (folder == NULL)
        return fault_memory(fault);
    sheet.language = language_asked(
        arguments, questionnaire->language[LANGUAGE_DA] ? LANGUAGE_DA : LANGUAGE_EN);
    bool ok = output_open(&output, folder, fault)
              && write_form(&output, name, write, &sheet, fault)
              && output_commit(&output, fault);
    if (ok)
        printf("%s %s: 1 %s in %s\n", questionnaire->id, questionnaire->edition,
               write == form_write_guide ? "guide" : "form", path);
    output_release(&output);
    memory_release(folder);
    return ok;
}

/* What a file is to hold, by its name; NULL when that does not say. */
static form_writer *find_writer(const char *path)
{
    return path_ends_in(path, ".xlsx")  ? form_write_workbook
           : path_ends_in(path, ".csv") ? form_write_csv
           : path_ends_in(path, ".txt") ? form_write_guide
                                        : NULL;
}

static bool template_definition(const struct arguments *arguments, struct fault *fault)
{
    const char *path = arguments->operand[1];
    form_writer *write = find_writer(path);
    struct questionnaire questionnaire = {0};
    struct problems problems = {0};
    if (arguments->value[OPTION_ROUND] != NULL || arguments->value[OPTION_UNIT] != NULL
        || arguments->value[OPTION_CSV] != NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "--round, --unit and --csv go with a survey, not with a "
                         "definition");
    if (write == NULL)
        return fault_set(fault, FAULT_USAGE, "",
                         "\"%s\" is to end in .xlsx or .csv, or in .txt for the guide "
                         "alone",
                         path);
    bool ok =
        questionnaire_load(&questionnaire, arguments->operand[0], &problems, fault);
    message_problems(&problems);
    if (!ok && fault->kind == FAULT_NONE)
        fault_already_told(fault);
    ok = ok && write_empty(arguments, &questionnaire, write, fault);
    problems_release(&problems);
    questionnaire_release(&questionnaire);
    return ok;
}

bool command_template(const struct arguments *arguments, struct fault *fault)
{
    bool definition;
    return find_definition(&definition, arguments->operand[0], fault)
           && (definition ? template_definition(arguments, fault)
                          : template_round(arguments, fault));
}

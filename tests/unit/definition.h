#ifndef TESTS_UNIT_DEFINITION_H
#define TESTS_UNIT_DEFINITION_H

/* A small sound definition, changed here and there, and what is told of it then. */

#include "questionnaire/questionnaire.h"
#include "support.h"

#define WORDS "{\"da\": \"ord\", \"en\": \"word\"}"
#define OPTION(code, value)                                                            \
    "{\"code\": \"" code "\", \"value\": " value ", \"label\": {\"da\": \"d" code      \
    "\", \"en\": \"e" code "\"}}"
#define STATE(code, state)                                                             \
    "{\"code\": \"" code "\", \"state\": \"" state "\", \"label\": {\"da\": \"d" code  \
    "\", \"en\": \"e" code "\"}}"
#define QUESTION_OF(id, scale, more)                                                   \
    "{\"id\": \"" id "\", \"scale\": \"" scale "\", \"text\": " WORDS more "}"
#define QUESTION(id) QUESTION_OF(id, "steps", "")
#define ASKS(id, about)                                                                \
    QUESTION_OF(id, "steps",                                                           \
                ", \"asked_if\": {\"question\": \"" about "\", \"at_least\": 2}")
#define HEAD                                                                           \
    "{\"format\": \"baseline-questionnaire-1\", \"id\": \"probe\", "                   \
    "\"edition\": \"2019\", \"title\": " WORDS ", \"identified_by\": [\"id\"]"
#define SCALES                                                                             \
    ", \"scales\": {\"steps\": {\"title\": " WORDS                                         \
    ", \"target\": 2, \"options\": [" OPTION("1", "1") ", " OPTION(                        \
        "2",                                                                               \
        "2") ", " OPTION("3",                                                              \
                         "3") ", {\"code\": \"vi\", \"state\": \"dont_know\", \"label\": " \
                              "{\"da\": \"Ved ikke\", \"en\": \"Don't know\"}}]}}"
#define QUESTIONS                                                                      \
    ", \"questions\": [" QUESTION("first-one") ", " QUESTION(                          \
        "second-one") ", " QUESTION("third-one") "]"
#define LEAF(id, questions)                                                            \
    "{\"id\": \"" id "\", \"title\": " WORDS ", \"questions\": [" questions "]}"
#define TREE(areas)                                                                    \
    ", \"dimensions\": [{\"id\": \"whole\", \"title\": " WORDS ", \"areas\": [" areas  \
    "]}]}"
#define AREAS                                                                          \
    LEAF("one", "\"first-one\", \"second-one\"") ", " LEAF("two", "\"third-one\"")
#define BASE HEAD SCALES QUESTIONS TREE(AREAS)

/* Of a definition that is read; released by the caller where it is true. */
static inline bool read_text(struct place *place, struct questionnaire *questionnaire,
                             const char *text, size_t size)
{
    char path[256];
    place_reset(place);
    place_write(place, "probe.json", text, size);
    place_path(path, place, "probe.json");
    bool loaded =
        questionnaire_load(questionnaire, path, &place->problems, &place->fault);
    place_forget(place, "probe.json");
    return loaded;
}

static inline bool load_text(struct place *place, const char *text, size_t size)
{
    struct questionnaire questionnaire;
    bool loaded = read_text(place, &questionnaire, text, size);
    if (!loaded) {
        assert_null(questionnaire.question);
        assert_null(questionnaire.definition);
    }
    questionnaire_release(&questionnaire);
    questionnaire_release(&questionnaire);
    return loaded;
}

/* A definition with the first `old` in it replaced by `new`. */
static inline bool load_changed_base(struct place *place, const char *base,
                                     const char *old, const char *new)
{
    const char *at = strstr(base, old);
    if (at == NULL)
        fail_msg("the definition has no %s", old);
    size_t size = strlen(base) + strlen(new) + 1;
    char *text = calloc(size, 1);
    snprintf(text, size, "%.*s%s%s", (int)(at - base), base, new, at + strlen(old));
    bool loaded = load_text(place, text, strlen(text));
    free(text);
    return loaded;
}

static inline bool load_changed(struct place *place, const char *old, const char *new)
{
    return load_changed_base(place, BASE, old, new);
}

/* These errors and no other problem, in this order. The definition is one line. */
static inline void assert_told(const struct place *place, size_t count,
                               const char *const *wanted)
{
    for (size_t i = 0; i < count; i++) {
        if (i >= place->problems.problem_count)
            fail_msg("there is no problem %zu, which should be: %s", i, wanted[i]);
        const struct problem *problem = &place->problems.problem[i];
        assert_string_equal(problem->what, wanted[i]);
        assert_int_equal(problem->severity, SEVERITY_ERROR);
        assert_int_equal(problem->row, 1);
        assert_true(problem->column > 0);
    }
    if (place->problems.problem_count > count)
        fail_msg("also told: %s", place->problems.problem[count].what);
}

struct change {
    const char *old;
    const char *new;
    const char *told[4];
};

static inline void assert_changes(struct place *place, const char *base,
                                  const struct change *change, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t told = 0;
        while (told < 4 && change[i].told[told] != NULL)
            told++;
        bool loaded = load_changed_base(place, base, change[i].old, change[i].new);
        assert_told(place, told, change[i].told);
        assert_int_equal(loaded, told == 0);
        assert_int_equal(place->fault.kind, FAULT_NONE);
    }
}

#define CHECK(place, change)                                                           \
    assert_changes(place, BASE, change, sizeof(change) / sizeof *(change))

#endif

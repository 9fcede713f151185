#include "cli/speech.h"

#include "base/catalogue.h"
#include "cli/check.h"
#include "cli/usage.h"
#include "survey/survey.h"

#include <stdlib.h>
#include <string.h>

/* The language that people here have their programs in, as "da_DK.UTF-8". */
static void speak_as_here(void)
{
    static const char *const variable[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    enum language language;
    for (size_t v = 0; v < sizeof variable / sizeof *variable; v++) {
        const char *place = getenv(variable[v]);
        if (place == NULL || place[0] == '\0')
            continue;
        char code[3] = {place[0], place[1], '\0'};
        if (language_find(&language, code))
            catalogue_speak(language);
        return;
    }
}

bool speak(int count, char **word)
{
    const char *name = option[OPTION_LANGUAGE].name;
    size_t length = strlen(name);
    enum language language;
    bool asked = false;
    speak_as_here();
    for (int at = 1; at < count; at++) {
        const char *code = strncmp(word[at], name, length) != 0 ? NULL
                           : word[at][length] == '='            ? word[at] + length + 1
                           : word[at][length] == '\0'           ? word[at + 1]
                                                                : NULL;
        if (code == NULL || !language_find(&language, code))
            continue;
        catalogue_speak(language);
        asked = true;
    }
    return asked;
}

/* Whether a word is an option of the command that has its value in the next one. */
static bool takes_next(const struct command *asked, const char *word)
{
    for (int o = 0; o < OPTION_COUNT; o++)
        if ((asked->options & OPTION_BIT(o)) != 0 && option[o].value != NULL
            && strcmp(option[o].name, word) == 0)
            return true;
    return false;
}

/* NULL where the line names none. */
static const char *first_operand(const struct command *asked, int count, char **word)
{
    for (int at = 2; at < count; at++) {
        if (strcmp(word[at], "--") == 0)
            return at + 1 < count ? word[at + 1] : NULL;
        if (word[at][0] != '-' || word[at][1] == '\0')
            return word[at];
        at += takes_next(asked, word[at]);
    }
    return NULL;
}

bool speak_as_survey(const struct command *asked, int count, char **word,
                     struct fault *fault)
{
    const char *path = first_operand(asked, count, word);
    enum language language;
    bool definition = false;
    if (path == NULL || strncmp(asked->operands, "SURVEY", 6) != 0)
        return true;
    if (strncmp(asked->operands, "SURVEY|", 7) == 0
        && !find_definition(&definition, path, fault))
        return false;
    if (definition)
        return true;
    if (!survey_find_language(&language, path, fault))
        return false;
    catalogue_speak(language);
    return true;
}

#include "answers/match.h"

#include <stdio.h>
#include <string.h>

#define NAME_BYTES 128

/* What an id names, and an id with a part. */

void match_use_question(const struct reader *reader, struct column *found,
                        uint32_t number)
{
    const struct questionnaire *questionnaire = reader->questionnaire;
    const struct question *question = &questionnaire->question[number];
    found->question = number;
    found->use = COLUMN_QUESTION;
    if (question->is_member) {
        const struct question *of = &questionnaire->question[question->of];
        found->use = COLUMN_MEMBER;
        found->question = question->of;
        found->member = number;
        found->option = (int8_t)option_of(of, number);
        return;
    }
    if (question->scale->kind != SCALE_CHOICE)
        found->use =
            question->scale->kind == SCALE_NUMBER ? COLUMN_NUMBER : COLUMN_SEVERAL;
    if (reader->dictionary != NULL)
        found->dictionary = &reader->dictionary[question->scale - questionnaire->scale];
}

static bool is_comment(const char *part, size_t length)
{
    static const char *const name[] = {COMMENT_PART, "bem\xc3\xa6rkning", "kommentar"};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (strlen(name[i]) == length && strncmp(name[i], part, length) == 0)
            return true;
    return false;
}

/* What was written beside the option "other" of a question that knows no such one. */
static bool is_other(const char *part, size_t length)
{
    static const char *const name[] = {"other", "andet"};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (strlen(name[i]) == length && strncmp(name[i], part, length) == 0)
            return true;
    return false;
}

static bool use_comment(struct column *found, uint32_t question)
{
    found->use = COLUMN_COMMENT;
    found->question = question;
    return true;
}

static int find_option(const struct question *question, const char *part, size_t length)
{
    return question->scale->kind == SCALE_SEVERAL
               ? scale_find_option(question->scale, part, length)
               : -1;
}

/* "codecomment", as LimeSurvey heads what was written beside one of several options. */
static bool use_option_comment(struct column *found, const struct question *question,
                               const char *part, size_t length)
{
    size_t tail = strlen(COMMENT_PART);
    if (length <= tail || strncmp(part + length - tail, COMMENT_PART, tail) != 0)
        return false;
    int option = find_option(question, part, length - tail);
    uint32_t member = option < 0 ? NAMES_NONE : member_of(question, option);
    return member != NAMES_NONE && use_comment(found, member);
}

/* The layer or the option whose own id is that of the question and the part. */
static uint32_t find_own(const struct questionnaire *questionnaire,
                         const struct question *question, const char *part,
                         size_t length)
{
    char joined[2 * NAME_BYTES];
    if (length >= NAME_BYTES)
        return NAMES_NONE;
    snprintf(joined, sizeof joined, "%.*s.%.*s", NAME_BYTES, question->id, (int)length,
             part);
    return questionnaire_find(questionnaire, joined, strlen(joined));
}

bool match_part_of(const struct reader *reader, struct column *found, uint32_t number,
                   const char *part, size_t length)
{
    const struct questionnaire *questionnaire = reader->questionnaire;
    const struct question *question = &questionnaire->question[number];
    uint32_t own = find_own(questionnaire, question, part, length);
    if (own != NAMES_NONE) {
        match_use_question(reader, found, own);
        return true;
    }
    if (is_comment(part, length))
        return use_comment(found, number);
    int option = find_option(question, part, length);
    if (option < 0 && question->scale->kind == SCALE_SEVERAL)
        option = abbreviated_option(question->scale, part, length);
    if (option < 0)
        return use_option_comment(found, question, part, length)
               || (is_other(part, length) && use_comment(found, number));
    found->use = COLUMN_MEMBER;
    found->question = number;
    found->member = member_of(question, option);
    found->option = (int8_t)option;
    return true;
}

/* "id.code", and "id[code]" and "id_code" as other tools write it; with a space only
   comments, since a text may stand behind an id. */
bool match_part(const struct reader *reader, struct column *found, const char *folded,
                size_t length)
{
    if (length == 0 || length >= NAME_BYTES)
        return false;
    bool bracket = folded[length - 1] == ']';
    size_t end = bracket ? length - 1 : length;
    for (const char *mark = bracket ? "[" : "._ "; *mark != '\0'; mark++) {
        for (size_t at = end; at-- > 0;) {
            uint32_t number =
                folded[at] == *mark
                    ? questionnaire_find(reader->questionnaire, folded, at)
                    : NAMES_NONE;
            if (number != NAMES_NONE
                && (*mark != ' ' || is_comment(folded + at + 1, end - at - 1))
                && match_part_of(reader, found, number, folded + at + 1, end - at - 1))
                return true;
        }
    }
    return false;
}

bool match_id(const struct reader *reader, struct column *found, const char *folded,
              size_t length)
{
    uint32_t number = questionnaire_find(reader->questionnaire, folded, length);
    if (number == NAMES_NONE)
        return match_part(reader, found, folded, length);
    match_use_question(reader, found, number);
    return true;
}

/* Of a mapping's target, which is an id, or an id with a part. */
bool match_target(const struct reader *reader, const char *target)
{
    char folded[NAME_BYTES];
    struct column found = {.use = COLUMN_OTHER, .member = NAMES_NONE};
    size_t length = text_fold(folded, sizeof folded, target, strlen(target));
    return length < sizeof folded && match_id(reader, &found, folded, length);
}

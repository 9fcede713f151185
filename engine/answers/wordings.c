#include "answers/wordings.h"

#include "base/memory.h"
#include "base/text.h"

#include <string.h>

/* What survey tools leave of HTML in a text that was written in their editor. */
static const struct {
    const char *reference;
    const char *text;
} known[] = {
    {"&nbsp;", " "},         {"&amp;", "&"},          {"&quot;", "\""},
    {"&lt;", "<"},           {"&gt;", ">"},           {"&#39;", "'"},
    {"&#039;", "'"},         {"&aelig;", "\xc3\xa6"}, {"&oslash;", "\xc3\xb8"},
    {"&aring;", "\xc3\xa5"}, {"&AElig;", "\xc3\x86"}, {"&Oslash;", "\xc3\x98"},
    {"&Aring;", "\xc3\x85"},
};

/* Bytes of the tag that begins here, 0 for a '<' that is one in the text. */
static size_t tag_length(const char *text, size_t length)
{
    bool named = length > 2
                 && (text[1] == '/' || (text[1] >= 'a' && text[1] <= 'z')
                     || (text[1] >= 'A' && text[1] <= 'Z'));
    const char *end = named ? memchr(text, '>', length) : NULL;
    return end == NULL ? 0 : (size_t)(end - text) + 1;
}

/* What stands for the character reference that begins here, NULL for a '&' that is one
   in the text. */
static const char *find_reference(const char *text, size_t length, size_t *used)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        *used = strlen(known[i].reference);
        if (*used <= length && memcmp(text, known[i].reference, *used) == 0)
            return known[i].text;
    }
    return NULL;
}

size_t wording_fold(char *folded, size_t capacity, const char *text, size_t length)
{
    char plain[WORDING_BYTES];
    size_t used = 0;
    if (memchr(text, '<', length) == NULL && memchr(text, '&', length) == NULL)
        return text_fold(folded, capacity, text, length);
    for (size_t at = 0; at < length;) {
        size_t step = text[at] == '<' ? tag_length(text + at, length - at) : 0;
        const char *put = step > 0 ? " " : NULL;
        if (text[at] == '&')
            put = find_reference(text + at, length - at, &step);
        if (put == NULL) {
            put = text + at;
            step = 1;
        }
        size_t bytes = put == text + at ? 1 : strlen(put);
        if (used + bytes > sizeof plain)
            return capacity;
        memcpy(plain + used, put, bytes);
        used += bytes;
        at += step;
    }
    return text_fold(folded, capacity, plain, used);
}

size_t wording_cut(const char *folded, size_t length)
{
    static const char dots[] = "\xe2\x80\xa6"; /* as one character */
    size_t at = length;
    while (at > 0 && folded[at - 1] == '.')
        at--;
    if (at + 2 > length && at == length && length >= 3
        && memcmp(folded + length - 3, dots, 3) == 0)
        at -= 3;
    else if (at + 2 > length)
        return 0;
    while (at > 0 && folded[at - 1] == ' ')
        at--;
    return at;
}

bool wording_is_of(const struct questionnaire *questionnaire, uint32_t question,
                   const char *folded, size_t length)
{
    const struct wording *text = &questionnaire->question[question].text;
    size_t cut = wording_cut(folded, length);
    char whole[WORDING_BYTES];
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *own = text->in[language];
        if (own == NULL)
            continue;
        size_t own_length = wording_fold(whole, sizeof whole, own, strlen(own));
        if ((own_length == length && memcmp(whole, folded, length) == 0)
            || (cut > 0 && own_length > cut && memcmp(whole, folded, cut) == 0))
            return true;
    }
    return false;
}

static bool add(struct wordings *wordings, const char *text, uint32_t question)
{
    char folded[WORDING_BYTES];
    size_t length = wording_fold(folded, sizeof folded, text, strlen(text));
    uint32_t before = (uint32_t)wordings->text.name_count;
    uint32_t number;
    if (length == 0 || length >= sizeof folded)
        return true;
    if (!memory_reserve((void **)&wordings->question, &wordings->capacity,
                        (size_t)before + 1, sizeof *wordings->question)
        || names_keep(&wordings->text, folded, length, &number) == NULL)
        return false;
    if (number == before)
        wordings->question[number] = question;
    else if (wordings->question[number] != question)
        wordings->question[number] = WORDING_SHARED;
    return true;
}

bool wordings_make(struct wordings *wordings, const struct questionnaire *questionnaire,
                   struct fault *fault)
{
    if (wordings->made)
        return true;
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        const struct question *question = &questionnaire->question[q];
        /* Layers have the text of the first one; options are found by their labels. */
        if (question->of != q)
            continue;
        for (int language = 0; language < LANGUAGE_COUNT; language++)
            if (question->text.in[language] != NULL
                && !add(wordings, question->text.in[language], q))
                return fault_memory(fault);
    }
    wordings->made = true;
    return true;
}

uint32_t wordings_find(const struct wordings *wordings, const char *folded,
                       size_t length)
{
    uint32_t number = names_find(&wordings->text, folded, length);
    return number == NAMES_NONE ? NAMES_NONE : wordings->question[number];
}

void wordings_release(struct wordings *wordings)
{
    names_release(&wordings->text);
    memory_release(wordings->question);
    *wordings = (struct wordings){0};
}

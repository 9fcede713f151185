#include "cli/pointer.h"

#include "base/text.h"

#include <string.h>

/* "~1" is '/' and "~0" is '~'; in place, since it gets no longer. */
static void unescape(char *token)
{
    char *to = token;
    for (const char *from = token; *from != '\0'; from++) {
        if (from[0] == '~' && (from[1] == '0' || from[1] == '1'))
            *to++ = *++from == '0' ? '~' : '/';
        else
            *to++ = *from;
    }
    *to = '\0';
}

static const json_t *step(const json_t *at, const char *token)
{
    size_t index = 0;
    if (json_is_object(at))
        return json_object_get(at, token);
    if (!json_is_array(at) || token[0] == '\0' || strlen(token) > 9
        || token[strspn(token, "0123456789")] != '\0')
        return NULL;
    for (; *token != '\0'; token++)
        index = index * 10 + (size_t)(*token - '0');
    return json_array_get(at, index);
}

void pointer_walk(struct pointer *pointer, const json_t *document)
{
    pointer->at[0] = document;
    pointer->found = 0;
    while (pointer->found < pointer->count) {
        const json_t *next =
            step(pointer->at[pointer->found], pointer->token[pointer->found]);
        if (next == NULL)
            break;
        pointer->at[++pointer->found] = next;
    }
}

bool pointer_follow(struct pointer *pointer, char *text, const json_t *document,
                    struct fault *fault)
{
    *pointer = (struct pointer){.count = 0};
    for (char *at = strchr(text, '/'); at != NULL;) {
        char *next = strchr(at + 1, '/');
        if (pointer->count == POINTER_DEPTH)
            return fault_set(fault, FAULT_USAGE, "",
                             "the pointer goes deeper than any result does");
        pointer->token[pointer->count++] = at + 1;
        if (next != NULL)
            *next = '\0';
        at = next;
    }
    for (size_t t = 0; t < pointer->count; t++)
        unescape((char *)pointer->token[t]);
    pointer_walk(pointer, document);
    return true;
}

bool pointer_is(const struct pointer *pointer, size_t place, const char *token)
{
    return place < pointer->count && strcmp(pointer->token[place], token) == 0;
}

const char *pointer_string(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));
    return value == NULL ? "" : value;
}

static void add_token(struct text *text, const char *token)
{
    text_add_character(text, '/');
    for (; *token != '\0'; token++) {
        if (*token == '~' || *token == '/')
            text_add(text, *token == '~' ? "~0" : "~1");
        else
            text_add_character(text, *token);
    }
}

/* The key or the number that the token may have been meant as; NULL = none is near. */
static const char *find_near(const json_t *at, const char *token,
                             char number[static 24])
{
    struct nearest nearest = {.wanted = token};
    size_t size = json_array_size(at);
    if (size > 0) {
        snprintf(number, 24, "%zu", size - 1);
        return number;
    }
    json_t *object = (json_t *)at;
    for (void *i = json_object_iter(object); i != NULL;
         i = json_object_iter_next(object, i))
        nearest_offer(&nearest, json_object_iter_key(i), json_object_iter_key(i));
    return nearest_name(&nearest);
}

/* What follows when the token is another one. */
static void add_rest(struct text *text, const struct pointer *pointer, const char *near)
{
    const json_t *at = step(pointer->at[pointer->found], near);
    add_token(text, near);
    for (size_t t = pointer->found + 1; t < pointer->count; t++) {
        at = step(at, pointer->token[t]);
        if (at == NULL)
            return;
        add_token(text, pointer->token[t]);
    }
}

#define KEYS_TOLD 12

static void add_keys(struct text *text, const json_t *at)
{
    size_t told = 0;
    json_t *object = (json_t *)at;
    if (json_array_size(at) > 0)
        text_print(text, "0 … %zu", json_array_size(at) - 1);
    for (void *i = json_object_iter(object); i != NULL;
         i = json_object_iter_next(object, i)) {
        if (told == KEYS_TOLD) {
            text_add(text, ", …");
            return;
        }
        text_print(text, "%s%s", told++ > 0 ? ", " : "", json_object_iter_key(i));
    }
}

bool pointer_tell(const struct pointer *pointer, const char *file, struct fault *fault)
{
    struct text there = {0};
    struct text keys = {0};
    char number[24];
    bool ends_early = pointer->found < pointer->count;
    const json_t *at = pointer->at[pointer->found];
    const char *near =
        ends_early ? find_near(at, pointer->token[pointer->found], number) : NULL;
    for (size_t t = 0; t < pointer->found; t++)
        add_token(&there, pointer->token[t]);
    if (near != NULL)
        add_rest(&there, pointer, near);
    else
        add_keys(&keys, at);
    text_add(&there, "");
    text_add(&keys, "");
    if (!text_check(&there, fault) || !text_check(&keys, fault))
        ;
    else if (near != NULL)
        fault_set(fault, FAULT_DATA, file,
                  "nothing stands where the pointer leads; the nearest is \"%s\"",
                  there.bytes);
    else if (keys.length > 0)
        fault_set(fault, FAULT_DATA, file,
                  "the pointer leads to no figure; below \"%s\" there are %s",
                  there.bytes, keys.bytes);
    else
        fault_set(fault, FAULT_DATA, file,
                  "the pointer leads to no figure; \"%s\" is none", there.bytes);
    text_release(&there);
    text_release(&keys);
    return false;
}

#include "answers/repeats.h"

#include "answers/codebook.h"
#include "answers/match.h"
#include "base/catalogue.h"
#include "base/guard.h"
#include "base/memory.h"

#include <stdio.h>
#include <string.h>

#define LISTED 8 /* columns or questions that a message names */

/* The cells of one header, in their order. */
struct repeat {
    size_t *cell;
    size_t count;
    size_t capacity;
    bool shared; /* it is the text of several questions */
};

struct settling {
    struct repeats *repeats;
    struct reader *reader;
    const char *const *cell;
    struct names keys; /* headers, folded, without the number behind them */
    struct repeat *repeat;
    size_t repeat_capacity;
};

static size_t fold(char folded[static WORDING_BYTES], const char *cell)
{
    size_t guard = guard_length(cell);
    size_t length =
        wording_fold(folded, WORDING_BYTES, cell + guard, strlen(cell) - guard);
    return length < WORDING_BYTES ? length : 0;
}

static bool is_shared(const struct reader *reader, const char *folded, size_t length)
{
    size_t stem = match_stem_length(folded, length);
    return wordings_find(&reader->wordings, folded, length) == WORDING_SHARED
           || (stem < length
               && wordings_find(&reader->wordings, folded, stem) == WORDING_SHARED);
}

/* Bytes before a number from 2 on at the end of a header; 0 when there is none. */
static size_t unnumbered(const char *folded, size_t length)
{
    size_t at = length;
    while (at > 0 && folded[at - 1] >= '0' && folded[at - 1] <= '9')
        at--;
    bool number = at < length && folded[at] != '0'
                  && !(length - at == 1 && folded[at] == '1') && length - at < 4;
    while (at > 0 && folded[at - 1] == ' ')
        at--;
    return number ? at : 0;
}

static bool add_cell(struct settling *settling, const char *key, size_t length,
                     size_t cell, bool shared)
{
    uint32_t number;
    size_t before = settling->keys.name_count;
    if (names_keep(&settling->keys, key, length, &number) == NULL
        || !memory_reserve((void **)&settling->repeat, &settling->repeat_capacity,
                           settling->keys.name_count, sizeof *settling->repeat))
        return fault_memory(settling->reader->fault);
    struct repeat *repeat = &settling->repeat[number];
    if (number == before)
        *repeat = (struct repeat){0};
    repeat->shared |= shared;
    if (!memory_reserve((void **)&repeat->cell, &repeat->capacity, repeat->count + 1,
                        sizeof *repeat->cell))
        return fault_memory(settling->reader->fault);
    repeat->cell[repeat->count++] = cell;
    return true;
}

/* A header that is no question itself, but is one with a number behind it. */
static bool add_numbered(struct settling *settling, const char *folded, size_t length,
                         size_t cell)
{
    const struct reader *reader = settling->reader;
    size_t stem = unnumbered(folded, length);
    struct column column;
    if (stem == 0
        || column_match_unlisted(reader, &column, settling->cell[cell],
                                 strlen(settling->cell[cell]))
               != MATCH_NONE)
        return true;
    bool shared = is_shared(reader, folded, stem);
    bool own = wordings_find(&reader->wordings, folded, stem) != NAMES_NONE;
    return (!shared && !own) || names_find(&settling->keys, folded, stem) == NAMES_NONE
           || add_cell(settling, folded, stem, cell, shared);
}

/* Every header that is a question's text, then those with a number behind it. */
static bool collect(struct settling *settling, size_t count)
{
    const struct reader *reader = settling->reader;
    char folded[WORDING_BYTES];
    bool ok = true;
    for (int numbered = 0; ok && numbered < 2; numbered++)
        for (size_t c = 0; ok && c < count; c++) {
            struct column column;
            enum match match;
            size_t length = fold(folded, settling->cell[c]);
            if (length == 0 || settling->repeats->stand_in[c] != NULL
                || mapping_names_column(reader->mapping, folded, length)
                || own_columns_find(reader, &column, &match, folded, length))
                continue;
            bool shared = is_shared(reader, folded, length);
            bool own = wordings_find(&reader->wordings, folded, length) != NAMES_NONE;
            if (numbered == 1 && !shared && !own)
                ok = add_numbered(settling, folded, length, c);
            else if (numbered == 0 && (shared || own))
                ok = add_cell(settling, folded, length, c, shared);
        }
    return ok;
}

/* The questions that have a text, in the order of the questionnaire; their count. */
static size_t find_questions(const struct reader *reader, const char *folded,
                             size_t length, uint32_t *question, size_t capacity)
{
    size_t count = 0;
    for (uint32_t q = 0; q < reader->questionnaire->question_count; q++) {
        if (reader->questionnaire->question[q].of != q
            || !wording_is_of(reader->questionnaire, q, folded, length))
            continue;
        if (count < capacity)
            question[count] = q;
        count++;
    }
    return count;
}

static bool stand_in(struct settling *settling, const struct repeat *repeat, size_t k,
                     const char *id, const char *part, size_t part_length)
{
    char name[WORDING_BYTES + 256];
    int length = part_length == 0 ? snprintf(name, sizeof name, "%s", id)
                                  : snprintf(name, sizeof name, "%.250s[%.*s]", id,
                                             (int)part_length, part);
    const char *kept =
        names_keep(&settling->repeats->names, name, (size_t)length, NULL);
    settling->repeats->stand_in[repeat->cell[k]] = kept;
    return kept != NULL || fault_memory(settling->reader->fault);
}

static void list_columns(struct text *list, const struct repeats *repeats,
                         const struct repeat *repeat)
{
    char excerpt[TEXT_EXCERPT_BYTES];
    for (size_t k = 0; k < repeat->count && k < LISTED; k++) {
        text_add(list, k == 0 ? "" : ", ");
        if (repeats->name == NULL)
            text_print(list, "%zu", repeat->cell[k] + 1);
        else
            text_add(list, text_excerpt(excerpt, repeats->name[repeat->cell[k]],
                                        strlen(repeats->name[repeat->cell[k]])));
    }
    if (repeat->count > LISTED)
        text_add(list, ", …");
}

static bool tell_unequal(struct settling *settling, const struct repeat *repeat,
                         const uint32_t *question, size_t question_count)
{
    const struct reader *reader = settling->reader;
    const struct repeats *repeats = settling->repeats;
    const char *cell = settling->cell[repeat->cell[0]];
    const char *what =
        repeats->name == NULL
            ? SPOKEN_LATER("\"%s\" heads %zu columns (%s) and is the text of %zu "
                           "questions (%s); a mapping can say which column is which, "
                           "the second one as \"… #2\"")
            : SPOKEN_LATER("\"%s\" is the text of %zu questions of the tool (%s) and "
                           "of %zu here (%s); a mapping can say which variable is "
                           "which");
    char excerpt[TEXT_EXCERPT_BYTES];
    struct text columns = {0};
    struct text questions = {0};
    struct text text = {0};
    list_columns(&columns, repeats, repeat);
    for (size_t q = 0; q < question_count && q < LISTED; q++)
        text_print(&questions, "%s%s", q == 0 ? "" : ", ",
                   reader->questionnaire->question[question[q]].id);
    if (question_count > LISTED)
        text_add(&questions, ", …");
    for (size_t k = 0; k < repeat->count; k++)
        settling->repeats->told[repeat->cell[k]] = true;
    settling->reader->header_wrong = true;
    bool ok =
        text_check(&columns, reader->fault) && text_check(&questions, reader->fault);
    if (ok)
        text_print(&text, spoken(what), text_excerpt(excerpt, cell, strlen(cell)),
                   repeat->count, columns.bytes, question_count,
                   questions.bytes == NULL ? "" : questions.bytes);
    ok = ok && text_check(&text, reader->fault)
         && problems_add_text(reader->problems, SEVERITY_ERROR, repeats->where,
                              repeats->row,
                              repeats->name == NULL ? repeat->cell[0] + 1 : 0, what,
                              text.bytes, reader->fault);
    text_release(&text);
    text_release(&columns);
    text_release(&questions);
    return ok;
}

static bool settle(struct settling *settling, uint32_t number)
{
    const struct reader *reader = settling->reader;
    const struct repeat *repeat = &settling->repeat[number];
    const char *key = settling->keys.name[number];
    size_t length = strlen(key);
    size_t stem = wordings_find(&reader->wordings, key, length) == NAMES_NONE
                      ? match_stem_length(key, length)
                      : length;
    const char *part = stem == length ? NULL : strchr(key + stem, '[') + 1;
    size_t part_length = part == NULL ? 0 : (size_t)(key + length - 1 - part);
    size_t room = repeat->count > LISTED ? repeat->count : LISTED;
    uint32_t *question = memory_allocate(room, sizeof *question);
    if (question == NULL)
        return fault_memory(reader->fault);
    size_t count = find_questions(reader, key, stem, question, room);
    bool ok = true;
    if (count == repeat->count)
        for (size_t k = 0; ok && k < count; k++)
            ok = stand_in(settling, repeat, k,
                          reader->questionnaire->question[question[k]].id, part,
                          part_length);
    else if (repeat->count > 1)
        ok = tell_unequal(settling, repeat, question, count);
    memory_release(question);
    return ok;
}

/* Headers that stand more than once may be mapped one by one, as "header #2". */
static bool map_by_place(struct settling *settling, size_t count)
{
    const struct mapping *mapping = settling->reader->mapping;
    struct names seen = {0};
    size_t *times = NULL;
    size_t capacity = 0;
    char folded[WORDING_BYTES];
    char placed[WORDING_BYTES + 32];
    bool ok = true;
    for (size_t c = 0; ok && mapping != NULL && c < count; c++) {
        size_t length = fold(folded, settling->cell[c]);
        size_t before = seen.name_count;
        uint32_t number;
        ok = names_keep(&seen, folded, length, &number) != NULL
             && memory_reserve((void **)&times, &capacity, seen.name_count,
                               sizeof *times);
        if (!ok)
            break;
        times[number] = number == before ? 1 : times[number] + 1;
        int placed_length =
            snprintf(placed, sizeof placed, "%s #%zu", folded, times[number]);
        if (length > 0
            && names_find(&mapping->column, placed, (size_t)placed_length)
                   != NAMES_NONE) {
            settling->repeats->stand_in[c] = names_keep(
                &settling->repeats->names, placed, (size_t)placed_length, NULL);
            ok = settling->repeats->stand_in[c] != NULL;
        }
    }
    memory_release(times);
    names_release(&seen);
    return ok || fault_memory(settling->reader->fault);
}

bool repeats_settle(struct repeats *repeats, struct reader *reader,
                    const char *const *cell, size_t count)
{
    struct settling settling = {.repeats = repeats, .reader = reader, .cell = cell};
    repeats->count = count;
    repeats->stand_in = memory_allocate(count, sizeof *repeats->stand_in);
    repeats->told = memory_allocate(count, sizeof *repeats->told);
    bool ok = (repeats->stand_in != NULL && repeats->told != NULL)
              || fault_memory(reader->fault);
    ok = ok && map_by_place(&settling, count) && collect(&settling, count);
    for (uint32_t r = 0; ok && r < settling.keys.name_count; r++)
        if (settling.repeat[r].shared || settling.repeat[r].count > 1)
            ok = settle(&settling, r);
    for (uint32_t r = 0; r < settling.keys.name_count && settling.repeat != NULL; r++)
        memory_release(settling.repeat[r].cell);
    memory_release(settling.repeat);
    names_release(&settling.keys);
    return ok;
}

void repeats_release(struct repeats *repeats)
{
    memory_release(repeats->stand_in);
    memory_release(repeats->told);
    names_release(&repeats->names);
    *repeats = (struct repeats){0};
}

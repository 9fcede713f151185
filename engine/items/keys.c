#include "items/keys.h"

#include "base/memory.h"
#include "base/parallel.h"

#include <string.h>

static int64_t key_of(const struct key *key, const struct scale *scale, int64_t value)
{
    return divide_rounded((wide)(value - scale->lowest) * key->range,
                          scale->highest - scale->lowest);
}

static void fill_key(struct key *key, const struct question *question)
{
    const struct scale *scale = question->scale;
    int64_t steps = (scale->highest - scale->lowest) / scale_step(scale);
    key->coarse = steps <= COARSE_RANGE;
    key->range = key->coarse ? steps : FULL_SCORE;
    key->narrow = key->range <= INT8_MAX;
    key->chosen = scale->kind == SCALE_CHOICE;
    for (size_t o = 0; key->chosen && o < scale->option_count; o++) {
        if (scale->option[o].state != OPTION_VALUE)
            continue;
        int64_t value = scale->option[o].value;
        if (question->reversed)
            value = scale->lowest + scale->highest - value;
        key->value[o] = key_of(key, scale, value);
    }
}

static int64_t compute_value(const struct keys *keys, uint32_t question, uint32_t row)
{
    const struct questionnaire *questionnaire = keys->material->questionnaire;
    const struct answers *answers = keys->material->answers;
    const struct key *key = &keys->key[question];
    if (keys_states(keys, question)[row] != ANSWER_STATE_VALID)
        return -1;
    if (key->chosen)
        return key->value[answers_to(answers, question)[row]];
    return key_of(key, questionnaire->question[question].scale,
                  score_answer_value(questionnaire, answers, question, row));
}

static void fill_column(const struct keys *keys, uint32_t question)
{
    const struct key *key = &keys->key[question];
    size_t first = key->column * keys->room;
    for (uint32_t row = 0; row < keys->room; row++) {
        int64_t value = row < keys->row_count ? compute_value(keys, question, row) : -1;
        if (key->narrow)
            keys->byte[first + row] = (int8_t)value;
        else
            keys->number[first + row] = value;
    }
}

/* The same of a column that most are like: an option says the value, and a byte holds
   it. */
static void fill_chosen(const struct keys *keys, uint32_t question)
{
    const struct key *key = &keys->key[question];
    const int8_t *state = keys_states(keys, question);
    const int8_t *code = answers_to(keys->material->answers, question);
    int8_t *byte = keys->byte + key->column * keys->room;
    int8_t value[CODES];
    for (uint32_t o = 0; o < CODES; o++)
        value[o] = (int8_t)key->value[o];
    for (uint32_t row = 0; row < keys->row_count; row++)
        byte[row] = state[row] == ANSWER_STATE_VALID ? value[code[row]] : -1;
    memset(byte + keys->row_count, -1, keys->room - keys->row_count);
}

static void fill_columns(void *context, size_t worker)
{
    const struct keys *keys = context;
    for (size_t q = worker; q < keys->question_count; q += keys->workers) {
        if (keys->key[q].chosen && keys->key[q].narrow)
            fill_chosen(keys, (uint32_t)q);
        else
            fill_column(keys, (uint32_t)q);
    }
}

static bool make_columns(struct keys *keys)
{
    uint32_t narrow = 0;
    uint32_t others = 0;
    for (uint32_t q = 0; q < keys->question_count; q++)
        keys->key[q].column = keys->key[q].narrow ? narrow++ : others++;
    keys->byte = memory_unwritten(narrow, keys->room * sizeof *keys->byte);
    keys->number = memory_unwritten(others, keys->room * sizeof *keys->number);
    if (keys->byte == NULL || keys->number == NULL)
        return false;
    parallel_run(keys->workers, fill_columns, keys);
    return true;
}

bool keys_make(struct keys *keys, const struct items_material *material,
               struct fault *fault)
{
    const struct questionnaire *questionnaire = material->questionnaire;
    size_t rooms = ((size_t)material->answers->row_count + KEYS_ROOM - 1) / KEYS_ROOM;
    *keys = (struct keys){.material = material,
                          .row_count = material->answers->row_count,
                          .question_count = (uint32_t)questionnaire->question_count,
                          .room = rooms * KEYS_ROOM};
    keys->workers = parallel_workers(keys->room * keys->question_count);
    keys->key = memory_allocate(questionnaire->question_count, sizeof *keys->key);
    if (keys->key == NULL)
        return fault_memory(fault);
    for (size_t q = 0; q < questionnaire->question_count; q++)
        fill_key(&keys->key[q], &questionnaire->question[q]);
    return make_columns(keys) || fault_memory(fault);
}

void keys_read(double value[static KEYS_BLOCK], const struct keys *keys,
               uint32_t question, uint32_t first)
{
    if (keys->key[question].narrow) {
        int32_t number[KEYS_BLOCK];
        int8_t byte[KEYS_BLOCK];
        memcpy(byte, keys_bytes(keys, question) + first, sizeof byte);
        for (uint32_t i = 0; i < KEYS_BLOCK; i++)
            number[i] = byte[i];
        for (uint32_t i = 0; i < KEYS_BLOCK; i++)
            value[i] = number[i];
    } else {
        const int64_t *number = keys_numbers(keys, question) + first;
        for (uint32_t i = 0; i < KEYS_BLOCK; i++)
            value[i] = (double)number[i];
    }
}

void keys_release(struct keys *keys)
{
    memory_release(keys->key);
    memory_release(keys->byte);
    memory_release(keys->number);
    *keys = (struct keys){0};
}

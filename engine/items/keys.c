#include "items/keys.h"

#include "base/memory.h"

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

int64_t key_compute(const struct keys *keys, uint32_t question, uint32_t row)
{
    const struct questionnaire *questionnaire = keys->material->questionnaire;
    int64_t value =
        score_answer_value(questionnaire, keys->material->answers, question, row);
    return key_of(&keys->key[question], questionnaire->question[question].scale, value);
}

bool keys_make(struct keys *keys, const struct items_material *material,
               struct fault *fault)
{
    const struct questionnaire *questionnaire = material->questionnaire;
    *keys = (struct keys){.material = material,
                          .row_count = material->answers->row_count,
                          .question_count = (uint32_t)questionnaire->question_count};
    keys->key = memory_allocate(questionnaire->question_count, sizeof *keys->key);
    if (keys->key == NULL)
        return fault_memory(fault);
    for (size_t q = 0; q < questionnaire->question_count; q++)
        fill_key(&keys->key[q], &questionnaire->question[q]);
    return true;
}

void keys_release(struct keys *keys)
{
    memory_release(keys->key);
    *keys = (struct keys){0};
}

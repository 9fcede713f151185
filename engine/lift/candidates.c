#include "base/memory.h"
#include "lift/lifting.h"

/* What a question may be answered with in place of what stands. */

/* More options are not tried in every combination, but in one order; more numbers not
   one by one. Then the search is not through everything. */
#define COMBINED_OPTIONS 12
#define NUMBERS_TRIED    256

static bool add_candidate(struct candidates *candidates, struct candidate candidate)
{
    if (candidates->count == candidates->capacity) {
        size_t capacity = candidates->capacity == 0 ? 16 : 2 * candidates->capacity;
        struct candidate *grown =
            memory_resize(candidates->candidate, capacity, sizeof *grown);
        if (grown == NULL)
            return false;
        candidates->candidate = grown;
        candidates->capacity = capacity;
    }
    candidates->candidate[candidates->count++] = candidate;
    return true;
}

/* What is known of the question that is to be answered. */
struct asked {
    struct lifter *lifter;
    const struct question *question;
    struct lift_answer base;
    bool has_value;
    bool lowerable;
    bool every;     /* answers of one worth are told apart */
    bool follow_up; /* it was not to be answered before */
    struct candidates *candidates;
};

/* Whether an answer may take the place of the one that stands. */
static bool may_be(const struct asked *asked, const struct lift_answer *to)
{
    if (!asked->has_value)
        return true;
    int64_t now = worth_of(asked->question, &asked->base);
    int64_t then = worth_of(asked->question, to);
    return then > now || (asked->lowerable && then < now);
}

static bool propose(const struct asked *asked, struct lift_answer to, int64_t steps)
{
    return add_candidate(asked->candidates,
                         (struct candidate){to, true, asked->follow_up, steps});
}

/* Values of the scale between two, the upper one counted. */
static int64_t count_steps(const struct question *question, int64_t from, int64_t to)
{
    const struct scale *scale = question->scale;
    int64_t low = from < to ? from : to;
    int64_t high = from < to ? to : from;
    int64_t steps = 0;
    for (size_t o = 0; o < scale->option_count; o++) {
        if (scale->option[o].state != OPTION_VALUE)
            continue;
        struct lift_answer answer = {.code = (int8_t)o};
        int64_t value = worth_of(question, &answer);
        bool known = false;
        for (size_t before = 0; before < o && !known; before++) {
            struct lift_answer other = {.code = (int8_t)before};
            known = scale->option[before].state == OPTION_VALUE
                    && worth_of(question, &other) == value;
        }
        steps += !known && value > low && value <= high;
    }
    return steps;
}

static bool propose_choices(const struct asked *asked)
{
    const struct question *question = asked->question;
    const struct scale *scale = question->scale;
    int64_t lowest = scale->lowest;
    int64_t from = asked->has_value ? worth_of(question, &asked->base) : lowest;
    size_t first = asked->candidates->count;
    for (size_t o = 0; o < scale->option_count; o++) {
        struct lift_answer to = {.code = (int8_t)o};
        if (scale->option[o].state != OPTION_VALUE || !may_be(asked, &to))
            continue;
        int64_t worth = worth_of(question, &to);
        bool known = false;
        for (size_t c = first; c < asked->candidates->count && !asked->every; c++)
            known = known
                    || worth_of(question, &asked->candidates->candidate[c].to) == worth;
        if (!known && !propose(asked, to, count_steps(question, from, worth)))
            return false;
    }
    return true;
}

static int64_t count_bits(uint64_t bits)
{
    return __builtin_popcountll(bits);
}

static bool propose_chosen(const struct asked *asked, uint64_t chosen)
{
    struct lift_answer to = {.code = OPTION_GIVEN, .chosen = chosen};
    uint64_t before = asked->has_value ? asked->base.chosen : 0;
    int64_t steps = count_bits(before ^ chosen);
    struct candidates *candidates = asked->candidates;
    /* More of what stands is never a worse answer, whatever the whole is worth. */
    bool more = asked->has_value && asked->every && (before & ~chosen) == 0;
    if (chosen == before && asked->has_value)
        return true;
    if (!may_be(asked, &to) && !more)
        return true;
    for (size_t c = 0; c < candidates->count && !asked->every; c++) {
        struct candidate *known = &candidates->candidate[c];
        if (!known->changed
            || worth_of(asked->question, &known->to) != worth_of(asked->question, &to))
            continue;
        if (steps < known->steps)
            *known = (struct candidate){to, true, asked->follow_up, steps};
        return true;
    }
    return propose(asked, to, steps);
}

/* The options that may stand together, by number, and those that stand alone. */
static size_t list_options(const struct scale *scale, uint8_t *option, uint64_t *alone)
{
    size_t count = 0;
    *alone = 0;
    for (size_t o = 0; o < scale->option_count; o++) {
        if (scale->option[o].state != OPTION_VALUE)
            continue;
        if (scale->option[o].alone)
            *alone |= UINT64_C(1) << o;
        else
            option[count++] = (uint8_t)o;
    }
    return count;
}

/* One more at a time of what stands, the best ones first. */
static bool propose_growing(const struct asked *asked, const uint8_t *option,
                            size_t count, uint64_t alone)
{
    const struct scale *scale = asked->question->scale;
    uint64_t chosen = (asked->has_value ? asked->base.chosen : 0) & ~alone;
    for (size_t i = 0; i < count; i++) {
        int best = -1;
        for (size_t k = 0; k < count; k++)
            if ((chosen >> option[k] & 1) == 0
                && (best < 0
                    || scale->option[option[k]].value > scale->option[best].value))
                best = option[k];
        if (best < 0)
            break;
        chosen |= UINT64_C(1) << best;
        if (!propose_chosen(asked, chosen))
            return false;
    }
    return true;
}

static bool propose_several(const struct asked *asked)
{
    const struct scale *scale = asked->question->scale;
    uint8_t option[OPTION_LIMIT];
    uint64_t alone;
    size_t count = list_options(scale, option, &alone);
    if (count > COMBINED_OPTIONS) {
        asked->lifter->cut = true;
        if (!propose_growing(asked, option, count, alone))
            return false;
    }
    for (uint64_t set = 1; count <= COMBINED_OPTIONS && set < UINT64_C(1) << count;
         set++) {
        uint64_t chosen = 0;
        for (size_t k = 0; k < count; k++)
            chosen |= (set >> k & 1) << option[k];
        if (!propose_chosen(asked, chosen))
            return false;
    }
    for (size_t o = 0; o < scale->option_count; o++)
        if ((alone >> o & 1) != 0 && !propose_chosen(asked, UINT64_C(1) << o))
            return false;
    return true;
}

static bool propose_number(const struct asked *asked, int64_t number, int64_t unit)
{
    const struct question *question = asked->question;
    const struct scale *scale = question->scale;
    struct lift_answer to = {.code = OPTION_GIVEN, .number = number};
    struct lift_answer lowest = {.code = OPTION_GIVEN,
                                 .number = question->reversed ? scale->highest
                                                              : scale->lowest};
    int64_t from = worth_of(question, asked->has_value ? &asked->base : &lowest);
    int64_t there = worth_of(question, &to);
    if (!may_be(asked, &to))
        return true;
    int64_t way = there > from ? there - from : from - there;
    return propose(asked, to, (way + unit - 1) / unit);
}

/* Every number from the lowest to the highest, or, where these are too many, so many at
   equal distances, which the answer that is found is brought down from. */
static bool propose_numbers(const struct asked *asked)
{
    const struct scale *scale = asked->question->scale;
    int64_t unit = POINT;
    for (int i = 0; i < scale->decimals; i++)
        unit /= 10;
    int64_t first = (scale->lowest + (scale->lowest > 0 ? unit - 1 : 0)) / unit;
    int64_t last = scale->highest / unit - (scale->highest % unit < 0);
    int64_t count = last - first + 1;
    int64_t stride = 1;
    if (count > NUMBERS_TRIED) {
        stride = (count + NUMBERS_TRIED - 1) / NUMBERS_TRIED;
        asked->lifter->cut = true;
    }
    for (int64_t n = first; n <= last; n += stride)
        if (!propose_number(asked, n * unit, unit))
            return false;
    return stride == 1 || (last - first) % stride == 0
           || propose_number(asked, last * unit, unit);
}

static bool reads_options(const struct lifter *lifter, uint32_t q)
{
    for (size_t t = 0; t < lifter->question[q].count; t++)
        if (lifter->question[q].tap[t].question != q)
            return true;
    return lifter->asked_about[q];
}

bool candidates_list(struct lifter *lifter, uint32_t q, struct candidates *candidates)
{
    const struct question *question = &lifter->questionnaire->question[q];
    enum answer_state state = (enum answer_state)lifter->state[q];
    struct asked asked = {.lifter = lifter,
                          .question = question,
                          .base = answer_of(lifter, &lifter->base, q),
                          .has_value = state == ANSWER_STATE_VALID,
                          .lowerable = lifter->lowerable[q],
                          .every = reads_options(lifter, q),
                          .follow_up = !lifter->shown[q],
                          .candidates = candidates};
    bool open = state == ANSWER_STATE_VALID || state == ANSWER_STATE_DONT_KNOW
                || state == ANSWER_STATE_BLANK;
    bool shown = open && read_is_shown(lifter, q);
    bool owed = shown && state == ANSWER_STATE_BLANK && asked.follow_up;
    candidates->count = 0;
    if (!owed && !add_candidate(candidates, (struct candidate){.to = asked.base}))
        return fault_memory(lifter->fault);
    if (!shown)
        return true;
    bool ok = question->scale->kind == SCALE_NUMBER    ? propose_numbers(&asked)
              : question->scale->kind == SCALE_SEVERAL ? propose_several(&asked)
                                                       : propose_choices(&asked);
    return ok || fault_memory(lifter->fault);
}

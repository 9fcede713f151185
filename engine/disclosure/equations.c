#include "disclosure/equations.h"

#include "base/memory.h"

const struct figures *equations_figures(const struct audited *audited, uint32_t measure,
                                        uint32_t place)
{
    bool parent = place == audited->group_count;
    return benchmark_figures(audited->benchmark, measure,
                             parent ? audited->level - 1 : audited->level,
                             parent ? audited->parent : place);
}

bool equations_include(const struct audited *audited, uint32_t place)
{
    return place == audited->group_count
           || audited->parent_of[place] == audited->parent;
}

/* The row at the end of the table is reduced by those before it and stays if anything
   is left of it. */
static void take_row(struct equations *equations, uint32_t unknown_count)
{
    int64_t *row = equations->row + (size_t)equations->count * unknown_count;
    for (uint32_t r = 0; r < equations->count; r++) {
        const int64_t *earlier = equations->row + (size_t)r * unknown_count;
        int64_t times = row[equations->pivot[r]];
        if (times == 0)
            continue;
        for (uint32_t u = equations->pivot[r]; u < unknown_count; u++)
            if (earlier[u] != 0)
                row[u] =
                    (row[u] + (EQUATION_PRIME - times) * earlier[u]) % EQUATION_PRIME;
    }
    uint32_t pivot = 0;
    while (pivot < unknown_count && row[pivot] == 0)
        pivot++;
    if (pivot == unknown_count)
        return;
    int64_t scale = parts_inverse(row[pivot]);
    for (uint32_t u = pivot; u < unknown_count; u++)
        row[u] = row[u] * scale % EQUATION_PRIME;
    equations->pivot[equations->count++] = pivot;
}

static int64_t *fresh_row(struct equations *equations, uint32_t unknown_count)
{
    int64_t *row = equations->row + (size_t)equations->count * unknown_count;
    for (uint32_t u = 0; u < unknown_count; u++)
        row[u] = 0;
    return row;
}

static void put(int64_t *row, const struct unknowns *unknowns, uint32_t measure,
                uint32_t place, int64_t times)
{
    uint32_t number = unknowns->number[measure * unknowns->places + place];
    if (number != NAMES_NONE)
        row[number] = (times % EQUATION_PRIME + EQUATION_PRIME) % EQUATION_PRIME;
}

/* Unknowns stand for totals: children's add up to their parent's. */
static void add_sums(const struct audited *audited, const struct unknowns *unknowns,
                     struct equations *equations)
{
    for (uint32_t m = 0; m < audited->benchmark->measure_count; m++) {
        int64_t *row = fresh_row(equations, unknowns->count);
        for (uint32_t place = 0; place < audited->group_count; place++)
            if (equations_include(audited, place))
                put(row, unknowns, m, place, 1);
        put(row, unknowns, m, audited->group_count, -1);
        take_row(equations, unknowns->count);
    }
}

/* A linear equation in the making. */
struct term_sum {
    int64_t *row;
    uint32_t n; /* units of the node */
    int64_t weights;
    bool holds;
};

/* Where inputs that are missing are left out the equation holds only when all rest on
   as many units, so presumably on the same; where they count as something known, when
   none rests on more. */
static void add_term(const struct audited *audited, const struct unknowns *unknowns,
                     struct term_sum *sum, uint32_t measure, uint32_t place,
                     struct part_factor factor)
{
    uint32_t below = equations_figures(audited, measure, place)->n;
    if (below > 0 || !factor.same_units)
        sum->weights += factor.weight;
    if (below == 0)
        return;
    put(sum->row, unknowns, measure, place, factor.times);
    sum->holds = sum->holds && (factor.same_units ? below == sum->n : below <= sum->n);
}

/* A node that is a mean or a sum of its inputs. */
static void add_linear(const struct audited *audited, const struct unknowns *unknowns,
                       struct equations *equations, uint32_t number, uint32_t place)
{
    const struct questionnaire *questionnaire = audited->questionnaire;
    const struct node *node = &questionnaire->node[number];
    struct term_sum sum = {.row = fresh_row(equations, unknowns->count),
                           .n = equations_figures(audited, number, place)->n};
    sum.holds = sum.n > 0;
    for (uint32_t c = number + 1; sum.holds && !node->over_questions && c < node->end;
         c = questionnaire->node[c].end)
        add_term(audited, unknowns, &sum, c, place,
                 parts_area_factor(questionnaire, number, c));
    for (size_t i = 0; sum.holds && i < node->question_count; i++)
        add_term(audited, unknowns, &sum,
                 audited->benchmark->node_count + node->question[i], place,
                 parts_question_factor(questionnaire, number, i));
    if (!sum.holds)
        return;
    put(sum.row, unknowns, number, place,
        -parts_own_factor(questionnaire, number, sum.weights));
    take_row(equations, unknowns->count);
}

/* A factor that nobody knows: another for every place, so that no two equations are in
   proportion. */
static int64_t unknown_factor(uint32_t whole, uint32_t part, uint32_t place)
{
    const uint32_t key[] = {whole, part, place};
    return 1 + (int64_t)(hash_bytes(key, sizeof key, 7) % (EQUATION_PRIME - 1));
}

/* Any other way to make a whole of its inputs: it is taken to follow from them all, and
   each of them from it and the others. */
static void add_whole(const struct audited *audited, const struct unknowns *unknowns,
                      struct equations *equations, uint32_t whole, uint32_t place)
{
    int64_t *row = fresh_row(equations, unknowns->count);
    if (equations_figures(audited, whole, place)->n == 0)
        return;
    put(row, unknowns, whole, place, unknown_factor(whole, whole, place));
    for (uint32_t part = 0; part < audited->benchmark->measure_count; part++)
        if (parts_is_input(audited->questionnaire, whole, part))
            put(row, unknowns, part, place, unknown_factor(whole, part, place));
    take_row(equations, unknowns->count);
}

static void add_twins(const struct audited *audited, const struct unknowns *unknowns,
                      struct equations *equations, uint32_t number, uint32_t place)
{
    for (uint32_t other = 0; other < number; other++) {
        if (!parts_are_twins(audited->questionnaire, number, other)
            || equations_figures(audited, number, place)->n
                   != equations_figures(audited, other, place)->n)
            continue;
        int64_t *row = fresh_row(equations, unknowns->count);
        put(row, unknowns, number, place, 1);
        put(row, unknowns, other, place, -1);
        take_row(equations, unknowns->count);
    }
}

static void add_nodes(const struct audited *audited, const struct unknowns *unknowns,
                      struct equations *equations)
{
    const struct questionnaire *questionnaire = audited->questionnaire;
    for (uint32_t number = 0; number < audited->benchmark->node_count; number++) {
        for (uint32_t place = 0; place < unknowns->places; place++) {
            if (!equations_include(audited, place))
                continue;
            if (parts_are_linear(questionnaire, number))
                add_linear(audited, unknowns, equations, number, place);
            else if (questionnaire->node[number].operation != OPERATION_NONE)
                add_whole(audited, unknowns, equations, number, place);
            add_twins(audited, unknowns, equations, number, place);
        }
    }
}

static void add_several(const struct audited *audited, const struct unknowns *unknowns,
                        struct equations *equations)
{
    const struct questionnaire *questionnaire = audited->questionnaire;
    for (uint32_t q = 0; q < questionnaire->question_count; q++) {
        if (questionnaire->question[q].member_count == 0)
            continue;
        for (uint32_t place = 0; place < unknowns->places; place++)
            if (equations_include(audited, place))
                add_whole(audited, unknowns, equations,
                          audited->benchmark->node_count + q, place);
    }
}

void equations_add_all(const struct audited *audited, const struct unknowns *unknowns,
                       struct equations *equations)
{
    add_sums(audited, unknowns, equations);
    add_nodes(audited, unknowns, equations);
    add_several(audited, unknowns, equations);
}

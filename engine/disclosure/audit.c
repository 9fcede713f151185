#include "disclosure/audit.h"

#include "base/memory.h"
#include "disclosure/disclosure.h"

/* Solved modulo a prime: a cell that follows from the others over the fractions does so
   here too but for a prime that happens to divide a determinant, and then more is
   withheld, not less, or the cell follows only with coefficients of that size. */
#define PRIME INT64_C(2147483647)

/* The unknowns are the withheld cells that have units. */
struct unknowns {
    uint32_t *number; /* number[measure * places + place], NAMES_NONE = known */
    uint32_t *cell;   /* by number: measure * places + place */
    uint32_t count;
    uint32_t places; /* groups of the level, then the parent */
};

/* Rows in echelon form: row r has its first non-zero at pivot[r]. */
struct equations {
    int64_t *row; /* row[r * unknowns + u] */
    uint32_t *pivot;
    uint32_t count;
};

static const struct figures *figures_in(const struct audited *audited, uint32_t measure,
                                        uint32_t place)
{
    bool parent = place == audited->group_count;
    return benchmark_figures(audited->benchmark, measure,
                             parent ? audited->level - 1 : audited->level,
                             parent ? audited->parent : place);
}

static bool is_withheld(const struct audited *audited, uint32_t measure, uint32_t place)
{
    const struct benchmark *benchmark = audited->benchmark;
    bool parent = place == audited->group_count;
    size_t level = parent ? audited->level - 1 : audited->level;
    uint32_t group = parent ? audited->parent : place;
    size_t groups = benchmark->group_offset[benchmark->level_count];
    return audited->withheld[measure * groups + benchmark->group_offset[level] + group]
           != WITHHELD_NOT;
}

static bool is_part(const struct audited *audited, uint32_t place)
{
    return place == audited->group_count
           || audited->parent_of[place] == audited->parent;
}

static bool list_unknowns(const struct audited *audited, struct unknowns *unknowns)
{
    uint32_t measures = audited->benchmark->measure_count;
    unknowns->places = audited->group_count + 1;
    size_t cells = (size_t)measures * unknowns->places;
    unknowns->number = memory_allocate(cells, sizeof *unknowns->number);
    unknowns->cell = memory_allocate(cells, sizeof *unknowns->cell);
    if (unknowns->number == NULL || unknowns->cell == NULL)
        return false;
    for (uint32_t m = 0; m < measures; m++) {
        for (uint32_t place = 0; place < unknowns->places; place++) {
            uint32_t cell = m * unknowns->places + place;
            unknowns->number[cell] = NAMES_NONE;
            if (!is_part(audited, place) || figures_in(audited, m, place)->n == 0
                || !is_withheld(audited, m, place))
                continue;
            unknowns->number[cell] = unknowns->count;
            unknowns->cell[unknowns->count++] = cell;
        }
    }
    return true;
}

static int64_t inverse(int64_t value)
{
    int64_t result = 1;
    for (int64_t power = PRIME - 2; power > 0; power >>= 1) {
        if (power & 1)
            result = result * value % PRIME;
        value = value * value % PRIME;
    }
    return result;
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
                row[u] = (row[u] + (PRIME - times) * earlier[u]) % PRIME;
    }
    uint32_t pivot = 0;
    while (pivot < unknown_count && row[pivot] == 0)
        pivot++;
    if (pivot == unknown_count)
        return;
    int64_t scale = inverse(row[pivot]);
    for (uint32_t u = pivot; u < unknown_count; u++)
        row[u] = row[u] * scale % PRIME;
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
        row[number] = (times % PRIME + PRIME) % PRIME;
}

/* Unknowns stand for totals: children's add up to their parent's. */
static void add_sums(const struct audited *audited, const struct unknowns *unknowns,
                     struct equations *equations)
{
    for (uint32_t m = 0; m < audited->benchmark->measure_count; m++) {
        int64_t *row = fresh_row(equations, unknowns->count);
        for (uint32_t place = 0; place < audited->group_count; place++)
            if (is_part(audited, place))
                put(row, unknowns, m, place, 1);
        put(row, unknowns, m, audited->group_count, -1);
        take_row(equations, unknowns->count);
    }
}

/* One term of a mean; false when it rests on other units than the mean does. */
static bool put_term(const struct audited *audited, const struct unknowns *unknowns,
                     int64_t *row, uint32_t measure, uint32_t place, uint32_t n,
                     int64_t weight, int64_t *weights)
{
    uint32_t below = figures_in(audited, measure, place)->n;
    if (below == 0)
        return true;
    put(row, unknowns, measure, place, weight);
    *weights += weight;
    return below == n;
}

static void add_mean(const struct audited *audited, const struct unknowns *unknowns,
                     struct equations *equations, uint32_t number, uint32_t place)
{
    const struct questionnaire *questionnaire = audited->questionnaire;
    const struct node *node = &questionnaire->node[number];
    uint32_t n = figures_in(audited, number, place)->n;
    int64_t *row = fresh_row(equations, unknowns->count);
    int64_t weights = 0;
    bool same_units = n > 0;
    for (uint32_t c = number + 1; same_units && c < node->end;
         c = questionnaire->node[c].end)
        same_units = put_term(audited, unknowns, row, c, place, n,
                              questionnaire->node[c].weight, &weights);
    for (size_t i = 0; same_units && i < node->question_count; i++)
        same_units = put_term(
            audited, unknowns, row, audited->benchmark->node_count + node->question[i],
            place, n, questionnaire->question[node->question[i]].weight, &weights);
    if (!same_units)
        return;
    put(row, unknowns, number, place, -weights);
    take_row(equations, unknowns->count);
}

bool audit_twins(const struct questionnaire *questionnaire, uint32_t node,
                 uint32_t other)
{
    const struct node *one = &questionnaire->node[node];
    const struct node *two = &questionnaire->node[other];
    if (one->question_count == 0 || one->question_count != two->question_count)
        return false;
    for (size_t i = 0; i < one->question_count; i++) {
        bool shared = false;
        for (size_t j = 0; j < two->question_count && !shared; j++)
            shared = one->question[i] == two->question[j];
        if (!shared)
            return false;
    }
    return true;
}

static void add_twins(const struct audited *audited, const struct unknowns *unknowns,
                      struct equations *equations, uint32_t number, uint32_t place)
{
    for (uint32_t other = 0; other < number; other++) {
        if (!audit_twins(audited->questionnaire, number, other)
            || figures_in(audited, number, place)->n
                   != figures_in(audited, other, place)->n)
            continue;
        int64_t *row = fresh_row(equations, unknowns->count);
        put(row, unknowns, number, place, 1);
        put(row, unknowns, other, place, -1);
        take_row(equations, unknowns->count);
    }
}

static void add_means(const struct audited *audited, const struct unknowns *unknowns,
                      struct equations *equations)
{
    for (uint32_t number = 0; number < audited->benchmark->node_count; number++) {
        for (uint32_t place = 0; place < unknowns->places; place++) {
            if (!is_part(audited, place))
                continue;
            add_mean(audited, unknowns, equations, number, place);
            add_twins(audited, unknowns, equations, number, place);
        }
    }
}

/* Takes every row out of those before it, so that an unknown that follows stands alone
   in its row. */
static void back_substitute(struct equations *equations, uint32_t unknown_count)
{
    for (uint32_t r = equations->count; r-- > 1;) {
        const int64_t *later = equations->row + (size_t)r * unknown_count;
        uint32_t pivot = equations->pivot[r];
        for (uint32_t e = 0; e < equations->count; e++) {
            int64_t *row = equations->row + (size_t)e * unknown_count;
            int64_t times = row[pivot];
            if (e == r || times == 0)
                continue;
            for (uint32_t u = pivot; u < unknown_count; u++)
                if (later[u] != 0)
                    row[u] = (row[u] + (PRIME - times) * later[u]) % PRIME;
        }
    }
}

static bool stands_alone(const struct equations *equations, uint32_t unknown_count,
                         uint32_t r)
{
    const int64_t *row = equations->row + (size_t)r * unknown_count;
    for (uint32_t u = 0; u < unknown_count; u++)
        if (row[u] != 0 && u != equations->pivot[r])
            return false;
    return true;
}

static bool solve(const struct audited *audited, const struct unknowns *unknowns,
                  bool *found, uint32_t *measure, uint32_t *group)
{
    /* Only independent rows stay, and one is needed to try in. */
    size_t rows = (size_t)unknowns->count + 1;
    struct equations equations = {0};
    equations.row = memory_allocate(rows * unknowns->count, sizeof *equations.row);
    equations.pivot = memory_allocate(rows, sizeof *equations.pivot);
    bool ok = equations.row != NULL && equations.pivot != NULL;
    if (ok) {
        add_sums(audited, unknowns, &equations);
        add_means(audited, unknowns, &equations);
        back_substitute(&equations, unknowns->count);
    }
    for (uint32_t r = 0; ok && !*found && r < equations.count; r++) {
        if (!stands_alone(&equations, unknowns->count, r))
            continue;
        uint32_t cell = unknowns->cell[equations.pivot[r]];
        uint32_t place = cell % unknowns->places;
        *found = true;
        *measure = cell / unknowns->places;
        *group = place == audited->group_count ? NAMES_NONE : place;
    }
    memory_release(equations.row);
    memory_release(equations.pivot);
    return ok;
}

bool audit_find(const struct audited *audited, bool *found, uint32_t *measure,
                uint32_t *group, struct fault *fault)
{
    struct unknowns unknowns = {0};
    *found = false;
    bool ok =
        list_unknowns(audited, &unknowns)
        && (unknowns.count == 0 || solve(audited, &unknowns, found, measure, group));
    memory_release(unknowns.number);
    memory_release(unknowns.cell);
    return ok || fault_memory(fault);
}

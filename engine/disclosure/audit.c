#include "disclosure/audit.h"

#include "base/memory.h"
#include "disclosure/disclosure.h"

/* Solved modulo a prime: a cell that follows from the others over the fractions does so
   here too but for a prime that happens to divide a determinant, and then more is
   withheld, not less, or the cell follows only with coefficients of that size. */
#define PRIME INT64_C(2147483647)

/* The unknowns are the withheld cells that have units. */
struct unknowns {
    uint32_t *number; /* number[node * places + place], NAMES_NONE = known */
    uint32_t *cell;   /* by number: node * places + place */
    uint32_t count;
    uint32_t places; /* groups of the level, then the parent */
};

/* Rows in echelon form: row r has its first non-zero at pivot[r]. */
struct equations {
    int64_t *row; /* row[r * unknowns + u] */
    uint32_t *pivot;
    uint32_t count;
};

static uint32_t node_total(const struct audited *audited)
{
    return audited->questionnaire->node[audited->root].end - audited->root;
}

static const struct figures *figures_in(const struct audited *audited, uint32_t node,
                                        uint32_t place)
{
    bool parent = place == audited->group_count;
    return benchmark_figures(audited->benchmark, node,
                             parent ? audited->level - 1 : audited->level,
                             parent ? audited->parent : place);
}

static bool is_withheld(const struct audited *audited, uint32_t node, uint32_t place)
{
    const struct benchmark *benchmark = audited->benchmark;
    bool parent = place == audited->group_count;
    size_t level = parent ? audited->level - 1 : audited->level;
    uint32_t group = parent ? audited->parent : place;
    size_t groups = benchmark->group_offset[benchmark->level_count];
    return audited->withheld[node * groups + benchmark->group_offset[level] + group]
           != WITHHELD_NOT;
}

static bool is_part(const struct audited *audited, uint32_t place)
{
    return place == audited->group_count
           || audited->parent_of[place] == audited->parent;
}

static bool list_unknowns(const struct audited *audited, struct unknowns *unknowns)
{
    uint32_t nodes = node_total(audited);
    unknowns->places = audited->group_count + 1;
    unknowns->number =
        memory_allocate((size_t)nodes * unknowns->places, sizeof *unknowns->number);
    unknowns->cell =
        memory_allocate((size_t)nodes * unknowns->places, sizeof *unknowns->cell);
    if (unknowns->number == NULL || unknowns->cell == NULL)
        return false;
    for (uint32_t n = 0; n < nodes; n++) {
        for (uint32_t place = 0; place < unknowns->places; place++) {
            uint32_t cell = n * unknowns->places + place;
            unknowns->number[cell] = NAMES_NONE;
            if (!is_part(audited, place)
                || figures_in(audited, audited->root + n, place)->n == 0
                || !is_withheld(audited, audited->root + n, place))
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

static void put(int64_t *row, const struct unknowns *unknowns, uint32_t node,
                uint32_t place, int64_t times)
{
    uint32_t number = unknowns->number[node * unknowns->places + place];
    if (number != NAMES_NONE)
        row[number] = (times % PRIME + PRIME) % PRIME;
}

/* Unknowns stand for totals: children's add up to their parent's. */
static void add_sums(const struct audited *audited, const struct unknowns *unknowns,
                     struct equations *equations)
{
    for (uint32_t n = 0; n < node_total(audited); n++) {
        int64_t *row = fresh_row(equations, unknowns->count);
        for (uint32_t place = 0; place < audited->group_count; place++)
            put(row, unknowns, n, place, 1);
        put(row, unknowns, n, audited->group_count, -1);
        take_row(equations, unknowns->count);
    }
}

static void add_mean(const struct audited *audited, const struct unknowns *unknowns,
                     struct equations *equations, uint32_t number, uint32_t place)
{
    const struct questionnaire *questionnaire = audited->questionnaire;
    uint32_t n = figures_in(audited, number, place)->n;
    int64_t *row = fresh_row(equations, unknowns->count);
    int64_t weights = 0;
    for (uint32_t c = number + 1; c < questionnaire->node[number].end;
         c = questionnaire->node[c].end) {
        uint32_t below = figures_in(audited, c, place)->n;
        if (below == 0)
            continue;
        if (below != n)
            return;
        put(row, unknowns, c - audited->root, place, questionnaire->node[c].weight);
        weights += questionnaire->node[c].weight;
    }
    put(row, unknowns, number - audited->root, place, -weights);
    take_row(equations, unknowns->count);
}

static void add_means(const struct audited *audited, const struct unknowns *unknowns,
                      struct equations *equations)
{
    const struct node *node = audited->questionnaire->node;
    for (uint32_t number = audited->root; number < node[audited->root].end; number++) {
        if (node[number].end == number + 1)
            continue;
        for (uint32_t place = 0; place < unknowns->places; place++)
            if (is_part(audited, place) && figures_in(audited, number, place)->n > 0)
                add_mean(audited, unknowns, equations, number, place);
    }
}

/* Whether an unknown follows: taking the equations out of it alone leaves nothing. */
static bool follows(const struct equations *equations, uint32_t unknown_count,
                    uint32_t unknown)
{
    struct equations copy = *equations;
    int64_t *row = fresh_row(&copy, unknown_count);
    row[unknown] = 1;
    take_row(&copy, unknown_count);
    return copy.count == equations->count;
}

static bool solve(const struct audited *audited, const struct unknowns *unknowns,
                  bool *found, uint32_t *node, uint32_t *group)
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
    }
    for (uint32_t u = 0; ok && !*found && u < unknowns->count; u++) {
        if (!follows(&equations, unknowns->count, u))
            continue;
        uint32_t place = unknowns->cell[u] % unknowns->places;
        *found = true;
        *node = audited->root + unknowns->cell[u] / unknowns->places;
        *group = place == audited->group_count ? NAMES_NONE : place;
    }
    memory_release(equations.row);
    memory_release(equations.pivot);
    return ok;
}

bool audit_find(const struct audited *audited, bool *found, uint32_t *node,
                uint32_t *group, struct fault *fault)
{
    struct unknowns unknowns = {0};
    *found = false;
    bool ok = list_unknowns(audited, &unknowns)
              && (unknowns.count == 0 || solve(audited, &unknowns, found, node, group));
    memory_release(unknowns.number);
    memory_release(unknowns.cell);
    return ok || fault_memory(fault);
}

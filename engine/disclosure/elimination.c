#include "disclosure/elimination.h"

#include "base/memory.h"

#include <string.h>

bool elimination_begin(struct elimination *elimination,
                       const struct equations *equations)
{
    size_t rows = equations->row_count;
    *elimination = (struct elimination){.equations = equations};
    elimination->left = memory_allocate(rows, sizeof *elimination->left);
    elimination->taken = memory_allocate(rows, sizeof *elimination->taken);
    elimination->state =
        memory_allocate(equations->cell_count, sizeof *elimination->state);
    return elimination->left != NULL && elimination->taken != NULL
           && elimination->state != NULL;
}

void elimination_release(struct elimination *elimination)
{
    memory_release(elimination->step);
    memory_release(elimination->term);
    memory_release(elimination->left);
    memory_release(elimination->taken);
    memory_release(elimination->state);
    *elimination = (struct elimination){0};
}

static uint32_t multiply(uint32_t a, uint32_t b)
{
    return (uint32_t)((uint64_t)a * b % EQUATION_PRIME);
}

static uint32_t add_times(uint32_t value, uint32_t times, uint32_t other)
{
    return (uint32_t)((value + (uint64_t)times * other) % EQUATION_PRIME);
}

static void empty_hand(struct elimination *elimination)
{
    memset(elimination->left, 0,
           elimination->equations->row_count * sizeof *elimination->left);
}

/* Adds a step's row to the rows of its terms; the other way round below. */
static void spread(struct elimination *elimination, uint32_t row, size_t from,
                   size_t to)
{
    const struct term *term = elimination->term;
    uint32_t *left = elimination->left;
    for (size_t t = from; left[row] != 0 && t < to; t++)
        left[term[t].row] = add_times(left[term[t].row], term[t].times, left[row]);
}

static void gather(struct elimination *elimination, uint32_t row, size_t from,
                   size_t to)
{
    const struct term *term = elimination->term;
    uint32_t *left = elimination->left;
    for (size_t t = from; t < to; t++)
        left[row] = add_times(left[row], term[t].times, left[term[t].row]);
}

static size_t end_of(const struct elimination *elimination, size_t step)
{
    return step + 1 < elimination->step_count ? elimination->step[step + 1].forward
                                              : elimination->term_count;
}

/* Takes a cell's column in hand, less what the steps take out of it. */
static void reduce(struct elimination *elimination, uint32_t cell)
{
    const struct equations *equations = elimination->equations;
    empty_hand(elimination);
    for (size_t t = equations->first[cell]; t < equations->first[cell + 1]; t++) {
        const struct term *term = &equations->term[t];
        elimination->left[term->row] =
            add_times(elimination->left[term->row], 1, term->times);
    }
    for (size_t s = 0; s < elimination->step_count; s++) {
        const struct step *step = &elimination->step[s];
        spread(elimination, step->row, step->forward, step->backward);
    }
}

/* Every cell in the solution that the column in hand completes is safe. */
static void trace(struct elimination *elimination)
{
    for (size_t s = elimination->step_count; s-- > 0;) {
        const struct step *step = &elimination->step[s];
        if (elimination->left[step->row] != 0)
            elimination->state[step->cell] = TAKEN_SAFE;
        spread(elimination, step->row, step->backward, end_of(elimination, s));
    }
}

static bool is_open(const struct elimination *elimination, uint32_t row)
{
    return elimination->left[row] != 0 && !elimination->taken[row];
}

/* Of the rows where something is left and no step stands the one with fewest terms, so
   that columns stay short; NAMES_NONE when nothing is left. */
static uint32_t choose_row(const struct elimination *elimination)
{
    const struct equations *equations = elimination->equations;
    uint32_t chosen = NAMES_NONE;
    for (uint32_t row = 0; row < equations->row_count; row++)
        if (is_open(elimination, row)
            && (chosen == NAMES_NONE
                || equations->length[row] < equations->length[chosen]))
            chosen = row;
    return chosen;
}

static bool make_room(struct elimination *elimination)
{
    void *steps = elimination->step;
    void *terms = elimination->term;
    bool ok = memory_reserve(&steps, &elimination->step_capacity,
                             elimination->step_count + 1, sizeof *elimination->step);
    elimination->step = steps;
    ok = ok
         && memory_reserve(&terms, &elimination->term_capacity,
                           elimination->term_count + elimination->equations->row_count,
                           sizeof *elimination->term);
    elimination->term = terms;
    return ok;
}

/* The column in hand is kept in proportion to its row: so much is taken out of a later
   column for what that has in the row, and so much of the cell is in a solution. */
static void keep_terms(struct elimination *elimination, uint32_t row, bool taken)
{
    uint32_t *left = elimination->left;
    uint32_t scale = (uint32_t)(EQUATION_PRIME - parts_inverse(left[row]));
    for (uint32_t r = 0; r < elimination->equations->row_count; r++)
        if (r != row && left[r] != 0 && elimination->taken[r] == taken)
            elimination->term[elimination->term_count++] =
                (struct term){r, multiply(left[r], scale)};
}

static void add_step(struct elimination *elimination, uint32_t cell, uint32_t row)
{
    struct step *step = &elimination->step[elimination->step_count++];
    *step = (struct step){.cell = cell, .row = row, .forward = elimination->term_count};
    keep_terms(elimination, row, false);
    step->backward = elimination->term_count;
    keep_terms(elimination, row, true);
    elimination->taken[row] = true;
}

bool elimination_take(struct elimination *elimination, uint32_t cell)
{
    if (!make_room(elimination))
        return false;
    reduce(elimination, cell);
    uint32_t row = choose_row(elimination);
    elimination->state[cell] = row == NAMES_NONE ? TAKEN_SAFE : TAKEN_FOUND;
    if (row == NAMES_NONE)
        trace(elimination);
    else
        add_step(elimination, cell, row);
    return true;
}

uint32_t elimination_find(const struct elimination *elimination)
{
    for (size_t s = elimination->step_count; s-- > 0;)
        if (elimination->state[elimination->step[s].cell] == TAKEN_FOUND)
            return elimination->step[s].cell;
    return NAMES_NONE;
}

/* Adding the equations up, each times so much, leaves the found cell beside nothing but
   shown ones. How often each is taken comes of going through the steps the other way
   round. */
void elimination_explain(struct elimination *elimination, uint32_t found, bool *source)
{
    const struct equations *equations = elimination->equations;
    const struct step *step = elimination->step;
    size_t own = 0;
    while (step[own].cell != found)
        own++;
    empty_hand(elimination);
    elimination->left[step[own].row] = 1;
    for (size_t s = own + 1; s < elimination->step_count; s++)
        gather(elimination, step[s].row, step[s].backward, end_of(elimination, s));
    for (size_t s = elimination->step_count; s-- > 0;)
        gather(elimination, step[s].row, step[s].forward, step[s].backward);
    for (uint32_t cell = 0; cell < equations->cell_count; cell++) {
        uint32_t sum = 0;
        for (size_t t = equations->first[cell]; t < equations->first[cell + 1]; t++)
            sum = add_times(sum, equations->term[t].times,
                            elimination->left[equations->term[t].row]);
        source[cell] = sum != 0 && elimination->state[cell] == TAKEN_NOT;
    }
}

uint32_t elimination_weigh(struct elimination *elimination, uint32_t shown)
{
    uint32_t open = 0;
    reduce(elimination, shown);
    for (uint32_t row = 0; row < elimination->equations->row_count; row++)
        open += is_open(elimination, row);
    return open;
}

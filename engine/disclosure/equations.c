#include "disclosure/equations.h"

#include "base/memory.h"

struct entry {
    uint32_t cell;
    struct term term;
};

/* Equations in the making, one after another. */
struct draft {
    const struct family *family;
    struct entry *entry;
    size_t count;
    size_t capacity;
    size_t row_start; /* the entry where the open row begins */
    uint32_t row;
    bool short_of_memory;
};

static uint32_t units(const struct draft *draft, uint32_t measure, uint32_t place)
{
    return family_figures(draft->family, measure, place)->n;
}

/* What nobody has units of is known to be nothing. */
static void put(struct draft *draft, uint32_t measure, uint32_t place, int64_t times)
{
    void *items = draft->entry;
    int64_t reduced = (times % EQUATION_PRIME + EQUATION_PRIME) % EQUATION_PRIME;
    if (reduced == 0 || draft->short_of_memory || units(draft, measure, place) == 0)
        return;
    draft->short_of_memory = !memory_reserve(&items, &draft->capacity, draft->count + 1,
                                             sizeof *draft->entry);
    draft->entry = items;
    if (!draft->short_of_memory)
        draft->entry[draft->count++] =
            (struct entry){.cell = measure * family_places(draft->family) + place,
                           .term = {draft->row, (uint32_t)reduced}};
}

static void close_row(struct draft *draft)
{
    draft->row += draft->count > draft->row_start;
    draft->row_start = draft->count;
}

static void drop_row(struct draft *draft)
{
    draft->count = draft->row_start;
}

/* Cells stand for totals: children's add up to their parent's. */
static void add_sums(struct draft *draft)
{
    uint32_t parent = draft->family->child_count;
    for (uint32_t m = 0; m < draft->family->benchmark->measure_count; m++) {
        for (uint32_t place = 0; place < parent; place++)
            put(draft, m, place, 1);
        put(draft, m, parent, -1);
        close_row(draft);
    }
}

/* A linear equation in the making. */
struct term_sum {
    uint32_t n; /* units of the node */
    int64_t weights;
    bool holds;
};

/* Where inputs that are missing are left out the equation holds only when all rest on
   as many units, so presumably on the same; where they count as something known, when
   none rests on more. */
static void add_term(struct draft *draft, struct term_sum *sum, uint32_t measure,
                     uint32_t place, struct part_factor factor)
{
    uint32_t below = units(draft, measure, place);
    if (below > 0 || !factor.same_units)
        sum->weights += factor.weight;
    if (below == 0)
        return;
    put(draft, measure, place, factor.times);
    sum->holds = sum->holds && (factor.same_units ? below == sum->n : below <= sum->n);
}

/* A node that is a mean or a sum of its inputs. */
static void add_linear(struct draft *draft, uint32_t number, uint32_t place)
{
    const struct questionnaire *questionnaire = draft->family->questionnaire;
    const struct node *node = &questionnaire->node[number];
    struct term_sum sum = {.n = units(draft, number, place)};
    sum.holds = sum.n > 0;
    for (uint32_t c = number + 1; sum.holds && !node->over_questions && c < node->end;
         c = questionnaire->node[c].end)
        add_term(draft, &sum, c, place, parts_area_factor(questionnaire, number, c));
    for (size_t i = 0; sum.holds && i < node->question_count; i++)
        add_term(draft, &sum, draft->family->benchmark->node_count + node->question[i],
                 place, parts_question_factor(questionnaire, number, i));
    if (!sum.holds) {
        drop_row(draft);
        return;
    }
    put(draft, number, place, -parts_own_factor(questionnaire, number, sum.weights));
    close_row(draft);
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
static void add_whole(struct draft *draft, uint32_t whole, uint32_t place)
{
    if (units(draft, whole, place) == 0)
        return;
    put(draft, whole, place, unknown_factor(whole, whole, place));
    for (uint32_t part = 0; part < draft->family->benchmark->measure_count; part++)
        if (units(draft, part, place) > 0
            && parts_is_input(draft->family->questionnaire, whole, part))
            put(draft, part, place, unknown_factor(whole, part, place));
    close_row(draft);
}

static void add_twins(struct draft *draft, uint32_t number)
{
    for (uint32_t other = 0; other < number; other++) {
        if (!parts_are_twins(draft->family->questionnaire, number, other))
            continue;
        for (uint32_t place = 0; place < family_places(draft->family); place++) {
            if (units(draft, number, place) != units(draft, other, place))
                continue;
            put(draft, number, place, 1);
            put(draft, other, place, -1);
            close_row(draft);
        }
    }
}

static void add_nodes(struct draft *draft)
{
    const struct questionnaire *questionnaire = draft->family->questionnaire;
    for (uint32_t n = 0; n < questionnaire->node_count; n++) {
        bool linear = parts_are_linear(questionnaire, n);
        for (uint32_t place = 0; place < family_places(draft->family); place++) {
            if (linear)
                add_linear(draft, n, place);
            else if (questionnaire->node[n].operation != OPERATION_NONE)
                add_whole(draft, n, place);
        }
        add_twins(draft, n);
    }
}

static void add_several(struct draft *draft)
{
    const struct questionnaire *questionnaire = draft->family->questionnaire;
    for (uint32_t q = 0; q < questionnaire->question_count; q++)
        for (uint32_t place = 0; questionnaire->question[q].member_count > 0
                                 && place < family_places(draft->family);
             place++)
            add_whole(draft, draft->family->benchmark->node_count + q, place);
}

/* From row by row to cell by cell. */
static bool sort_by_cell(struct equations *equations, const struct draft *draft)
{
    uint32_t cells =
        draft->family->benchmark->measure_count * family_places(draft->family);
    *equations = (struct equations){.cell_count = cells, .row_count = draft->row};
    equations->first = memory_allocate((size_t)cells + 2, sizeof *equations->first);
    equations->term = memory_allocate(draft->count, sizeof *equations->term);
    equations->length = memory_allocate(draft->row, sizeof *equations->length);
    if (equations->first == NULL || equations->term == NULL
        || equations->length == NULL)
        return false;
    /* Counted two places on, so that filling moves each start to where it belongs. */
    for (size_t e = 0; e < draft->count; e++)
        equations->first[draft->entry[e].cell + 2]++;
    for (uint32_t cell = 0; cell < cells; cell++)
        equations->first[cell + 2] += equations->first[cell + 1];
    for (size_t e = 0; e < draft->count; e++) {
        const struct entry *entry = &draft->entry[e];
        equations->term[equations->first[entry->cell + 1]++] = entry->term;
        equations->length[entry->term.row]++;
    }
    return true;
}

bool equations_make(struct equations *equations, const struct family *family)
{
    struct draft draft = {.family = family};
    add_sums(&draft);
    add_nodes(&draft);
    add_several(&draft);
    bool ok = !draft.short_of_memory && sort_by_cell(equations, &draft);
    memory_release(draft.entry);
    return ok;
}

void equations_release(struct equations *equations)
{
    memory_release(equations->first);
    memory_release(equations->term);
    memory_release(equations->length);
    *equations = (struct equations){0};
}

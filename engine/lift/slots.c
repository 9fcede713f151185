#include "base/memory.h"
#include "lift/lifting.h"

/* The slots of areas. */

/* Beyond every value of an area. */
#define BEYOND INT64_C(1000000000000)

static size_t condition_count(const struct node *node)
{
    size_t count = 0;
    for (size_t g = 0; g < node->gate_count; g++)
        count += node->gate[g].condition_count;
    return count;
}

size_t slot_count(const struct node *node)
{
    return node->operation == OPERATION_LEVEL
               ? SLOT_OF_LEVEL + CONDITION_SLOTS * condition_count(node)
               : SLOT_MOST + 1;
}

static void form_conditions(const struct node *node, bool exact, struct slot_form *form)
{
    form += SLOT_OF_LEVEL;
    for (size_t g = 0; g < node->gate_count; g++)
        for (size_t c = 0; c < node->gate[g].condition_count; c++) {
            form[SLOT_APPLIES].join = JOIN_MOST;
            form[SLOT_REACHED].exact = exact;
            if (node->gate[g].condition[c].test == TEST_ANY)
                form[SLOT_REACHED].join = JOIN_MOST;
            form += CONDITION_SLOTS;
        }
}

static void form_slots(const struct lifter *lifter, uint32_t number,
                       struct slot_form *form)
{
    const struct node *node = &lifter->questionnaire->node[number];
    bool exact = lifter->exact[number];
    for (size_t s = 0; s < slot_count(node); s++)
        form[s] = (struct slot_form){.join = JOIN_ADD, .exact = true};
    form[SLOT_BLOCKED].join = JOIN_MOST;
    form[SLOT_VALUE].exact = exact;
    if (node->operation == OPERATION_MIN || node->operation == OPERATION_LEVEL) {
        form[SLOT_VALUE].join = JOIN_LEAST;
        form[SLOT_VALUE].neutral = BEYOND;
    }
    if (node->operation == OPERATION_MAX) {
        form[SLOT_VALUE].join = JOIN_MOST;
        form[SLOT_VALUE].neutral = -BEYOND;
    }
    if (node->operation == OPERATION_LEVEL)
        form_conditions(node, exact, form);
}

bool slots_lay_out(struct layout *layout, const struct lifter *lifter,
                   const uint32_t *node, size_t count)
{
    *layout = (struct layout){.node_count = count};
    layout->node = memory_allocate(count, sizeof *layout->node);
    layout->first = memory_allocate(count, sizeof *layout->first);
    if (layout->node == NULL || layout->first == NULL)
        return fault_memory(lifter->fault);
    for (size_t n = 0; n < count; n++) {
        layout->node[n] = node[n];
        layout->first[n] = layout->width;
        layout->width += slot_count(&lifter->questionnaire->node[node[n]]);
    }
    layout->form = memory_allocate(layout->width, sizeof *layout->form);
    if (layout->form == NULL)
        return fault_memory(lifter->fault);
    for (size_t n = 0; n < count; n++)
        form_slots(lifter, node[n], layout->form + layout->first[n]);
    return true;
}

void slots_forget(struct layout *layout)
{
    memory_release(layout->form);
    memory_release(layout->node);
    memory_release(layout->first);
    *layout = (struct layout){0};
}

size_t slots_first(const struct layout *layout, uint32_t node)
{
    for (size_t n = 0; n < layout->node_count; n++)
        if (layout->node[n] == node)
            return layout->first[n];
    return SIZE_MAX;
}

void slots_begin(const struct layout *layout, struct rational *slot)
{
    for (size_t s = 0; s < layout->width; s++)
        slot[s] = rational_of(layout->form[s].neutral, 1);
}

bool slot_join(struct lifter *lifter, enum slot_join how, struct rational *into,
               struct rational other)
{
    int order;
    if (how == JOIN_ADD)
        return other.numerator == 0 && other.denominator > 0
                   ? true
                   : rational_add_product(into, 1, other, &lifter->room);
    if (!compare(lifter, &order, other, *into))
        return false;
    if (how == JOIN_LEAST ? order < 0 : order > 0)
        *into = other;
    return true;
}

bool slots_join(struct lifter *lifter, const struct layout *layout,
                struct rational *into, const struct rational *other)
{
    for (size_t s = 0; s < layout->width; s++)
        if (!slot_join(lifter, layout->form[s].join, &into[s], other[s]))
            return false;
    return true;
}

#ifndef POPULATION_LOAD_H
#define POPULATION_LOAD_H

/* What the files that read registers share: the descriptor as structs, the rows of a
   register, and how they say what is wrong. Only memory, and files that cannot be read,
   end a reading early; anything else is told and reading goes on. */

#include "document/document.h"
#include "population/population.h"

#define LEVEL_LIMIT 16
#define HINT_BYTES  128

struct level_plan {
    const char *id;
    struct wording one;
    struct wording many;
    bool owner;
};

/* Where a register's units get their group at one level from. */
struct group_plan {
    const char *code_column;          /* NULL = not given here */
    const char *name_column;          /* NULL when `from` is set */
    const struct register_plan *from; /* the register whose units are the groups */
};

/* Where a further column stands: in the register itself, in the register whose units
   are the groups of a level, or in a file of its own, which has a row for each unit, or
   for each group of the level. */
struct column_plan {
    const char *column;
    const char *of;   /* level; NULL = the unit itself */
    const char *file; /* the one it stands in */
    const char *key;  /* of the file: the column with the id or code */
};

struct value_plan {
    const char *code;
    struct wording name;
};

struct category_plan {
    const char *id;
    struct wording one;
    struct wording many;
    struct column_plan column;
    struct value_plan *value; /* names of codes that have one */
    size_t value_count;
};

struct number_plan {
    const char *id;
    struct wording one;
    struct wording many;
    struct column_plan column;
};

/* Groups by the size of a number: below the first limit, from it to the next, … */
struct classes_plan {
    const char *id;
    struct wording one;
    struct wording many;
    size_t number;
    int64_t *limit; /* nano, increasing */
    size_t limit_count;
};

struct background_plan {
    struct category_plan *category;
    size_t category_count;
    struct classes_plan *classes;
    size_t classes_count;
    struct number_plan *number;
    size_t number_count;
    size_t size; /* number; number_count = none */
    size_t *similar;
    size_t similar_count;
    uint32_t similar_units;
};

struct register_plan {
    const char *id;
    const char *file;
    bool generated;
    struct wording one;
    struct wording many;
    const char *id_column;
    const char *name_column;
    struct group_plan group[LEVEL_LIMIT]; /* by level */
    struct background_plan background;
};

/* One exists while a population is loaded; it lives in the population's arena. */
struct descriptor {
    const char *nation_code;
    struct wording nation;
    struct level_plan *level;
    size_t level_count;
    struct register_plan *plan;
    size_t plan_count;
};

/* A unit's group at one level; both NULL at a level its register does not reach. Equal
   strings of one population are the same pointer. */
struct place {
    const char *code;
    const char *name;
};

/* The rows of a register in the order they stand. */
struct units {
    struct names ids; /* number = unit */
    uint32_t count;
    const char **name;   /* by unit */
    size_t *row;         /* by unit: where it stands in the file */
    struct place *place; /* place[unit * level_count + level] */
    size_t name_capacity;
    size_t row_capacity;
    size_t place_capacity;
    size_t level_count;
    char *path;
};

/* The name nearest to a misspelt one, or NULL. */
const char *units_nearest(const struct names *names, const char *name);

/* "; did you mean …?" or "" */
const char *descriptor_hint(char into[static HINT_BYTES], const char *nearest);

/* An id that may name a folder, or NULL after telling what is wrong with it. */
const char *descriptor_load_id(const struct part *part, const char *key);

/* The level of the id, or the number of levels with the nearest name. */
size_t descriptor_find_level(const struct descriptor *descriptor, const char *id,
                             const char **nearest);

/* The register whose units are the groups of the level, or NULL. */
const struct register_plan *descriptor_register_of(const struct register_plan *plan,
                                                   size_t level);

/* The member "background" of a register, whose groups are known. */
void descriptor_load_background(const struct part *part,
                                const struct descriptor *descriptor,
                                struct register_plan *plan);

bool descriptor_load(struct document *document, struct descriptor *descriptor);
const struct register_plan *descriptor_find(const struct descriptor *descriptor,
                                            const char *id, const char **nearest);

/* True when the register's units have a group at the level, of their own or through
   another register. */
bool descriptor_reaches(const struct register_plan *plan, size_t level);

/* Reads a register and those it takes groups from, all named relative to the document;
   what is wrong in them counts as wrong in it. */
bool units_load(struct document *document, const struct descriptor *descriptor,
                const struct register_plan *plan, struct units *units);
void units_release(struct units *units);

#endif

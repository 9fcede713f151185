#ifndef QUESTIONNAIRE_LOAD_H
#define QUESTIONNAIRE_LOAD_H

/* The parts of a definition, in the order they depend on each other. Those that return
   a truth value return false when nothing that depends on them can be read. What is
   wrong is told and reading goes on: a question may then have no id (NULL) or no scale
   (NULL), though it keeps its number. */

#include "document/document.h"
#include "questionnaire/questionnaire.h"

#define ID_BYTES 130 /* "id.id": the longest id of a question, and NUL */
/* More than any model has, so that a hostile file cannot keep the engine busy. */
#define SCALE_LIMIT         1000
#define QUESTION_LIMIT      20000 /* layers and options among them */
#define AREA_LIMIT          20000
#define INPUT_LIMIT         2000000 /* of all areas and conditions together */
#define CONTRADICTION_LIMIT 1000

#define WEIGHT_LIMIT 1000000000 /* of a sum of weights, in 1 / weight_unit */

/* An id: letters, digits, '.', '-' and '_', at most 64 of them. */
#define ID_CHARACTERS                                                                  \
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_"
#define ID_RULE "an id is made of at most 64 letters, digits, '.', '-' and '_'"
bool is_id(const char *id);
const char *load_id(const struct part *part);

/* For the end of a message: "; did you mean …?", or nothing where nothing is near. */
#define HINT_BYTES 384
const char *hint_nearest(char hint[static HINT_BYTES], const char *nearest);

/* Finds what all weights of the definition are whole numbers of, which comes before the
   first load_weight(). */
void find_weight_unit(struct questionnaire *questionnaire, const json_t *root);

/* The weight under the key, in 1 / weight_unit; where there is none it is 1. False
   where it is wrong, which is told; the weight is 1 then too. */
bool load_weight(const struct questionnaire *questionnaire, const struct part *part,
                 const char *key, int32_t *weight);

/* The member "rules" of a part: what it leaves out is as `above`, or "skip" where that
   is NULL. */
void load_rules(const struct part *part, const enum rule above[LACK_COUNT],
                enum rule rule[LACK_COUNT]);

/* `scales` is an object of scales, by id. After the declared ones stand those of the
   members of each that takes several. */
bool load_scales(struct questionnaire *questionnaire, const struct part *scales);

/* Whether two options could be meant by one and the same answer. */
bool options_clash(const struct option *one, const struct option *other);

/* The declared scale; NULL when there is none of the name. */
const struct scale *find_scale(const struct questionnaire *questionnaire,
                               const char *id);

/* The scale that the members of a question on a scale of several are answered on. */
const struct scale *find_chosen_scale(const struct questionnaire *questionnaire,
                                      const struct scale *several);

/* The sections come before the questions. */
void load_sections(struct questionnaire *questionnaire, const struct part *root);

/* The section that a question stands in, NAMES_NONE when it is in none. */
uint32_t load_section_of(const struct questionnaire *questionnaire,
                         const struct part *part);

/* Tells where the question stands behind one of a later section. */
void check_section_order(const struct questionnaire *questionnaire,
                         const struct part *question, uint32_t number);

void load_guide(struct questionnaire *questionnaire, const struct part *root);
void load_frameworks(struct questionnaire *questionnaire, const struct part *root);

/* After the questions. */
void load_dropped_questions(struct questionnaire *questionnaire,
                            const struct part *root);

bool load_questions(struct questionnaire *questionnaire, const struct part *root);

/* Registers the id of the question numbered `number`, the next in line. Where it is
   taken, which is told of the part's member `key`, the question has none any more. */
void add_id(struct questionnaire *questionnaire, const struct part *part,
            const char *key, uint32_t number);

/* What a question has other questions for: layers after the first, options. */
size_t count_followers(const struct questionnaire *questionnaire,
                       const struct part *part);
void add_followers(struct questionnaire *questionnaire, const struct part *part,
                   uint32_t number);

/* The member `key` of a part: a condition, or a list of them, appended to what
   `condition` holds already, which has room for them; it may lack. The question of one
   that is wrong is NAMES_NONE. */
size_t count_conditions(const struct part *part, const char *key);
void load_condition_list(const struct questionnaire *questionnaire,
                         const struct part *part, const char *key,
                         struct condition *condition, size_t *count);

/* The item numbered `index` of such a member, for telling of it. */
struct part condition_part(const struct part *list, size_t index);

/* After the questions. */
void load_contradictions(struct questionnaire *questionnaire, const struct part *root);

/* "asked_if" of all questions, which are items of the part. */
void load_conditions(struct questionnaire *questionnaire, const struct part *questions);

/* Whether any question bears the tag; where none does it is told of the part's member
   `key`, with the nearest. */
bool tag_is_borne(const struct questionnaire *questionnaire, const struct part *part,
                  const char *key, const char *tag);

bool load_dimensions(struct questionnaire *questionnaire, const struct part *root);

/* Both look at the questions. */
void load_subset(struct questionnaire *questionnaire, const struct part *root);
void load_pool(struct questionnaire *questionnaire, const struct part *root);

/* The columns by which they and the configurations go; false when memory is short. */
bool load_group_columns(struct questionnaire *questionnaire, const struct part *root);

/* The names and titles of the "configurations". */
void load_configurations(struct questionnaire *questionnaire, const struct part *root);

/* Changes document->json into what the configuration makes of it. Lines can then no
   longer be told. */
bool apply_configuration(struct document *document, const char *id);

#endif

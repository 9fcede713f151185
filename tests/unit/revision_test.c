/* Two editions held against each other: what goes on from what, what is other, and how
   much can still be compared. */

#include "revision/revision.h"

#include "base/exact.h"
#include "base/text.h"
#include "definition.h"

#define ROOT(more, inputs) "{\"id\": \"whole\", \"title\": " WORDS more ", " inputs "}"
#define ASKED(...)         ", \"questions\": [" __VA_ARGS__ "]"
#define DIMENSIONS(...)    ", \"dimensions\": [" __VA_ARGS__ "]}"
#define TAGGED_ALL         "\"select\": [\"t\"]"
#define TAG                ", \"tags\": [\"t\"]"
#define PLAIN(...)         HEAD SCALES ASKED(__VA_ARGS__) DIMENSIONS(ROOT("", TAGGED_ALL))
#define Q(id, more)        QUESTION_OF(id, "steps", TAG more)
#define REPLACES(...)      ", \"replaces\": [" __VA_ARGS__ "]"
#define OF(id, comparable) "{\"question\": \"" id "\", \"comparable\": " comparable "}"
#define BECAUSE(id, comparable)                                                        \
    "{\"question\": \"" id "\", \"comparable\": " comparable ", \"reason\": " WORDS "}"
#define REWORDED(id, more)                                                             \
    "{\"id\": \"" id                                                                   \
    "\", \"scale\": \"steps\", \"text\": {\"en\": \"other\"}" TAG more "}"

struct editions {
    struct questionnaire from;
    struct questionnaire to;
    struct revision revision;
};

static void editions_close(struct editions *editions)
{
    revision_release(&editions->revision);
    revision_release(&editions->revision);
    questionnaire_release(&editions->from);
    questionnaire_release(&editions->to);
}

static void editions_open(struct place *place, struct editions *editions,
                          const char *from, const char *to)
{
    *editions = (struct editions){0};
    if (!read_text(place, &editions->from, from, strlen(from)))
        fail_msg("the old one: %s", place->problems.problem[0].what);
    if (!read_text(place, &editions->to, to, strlen(to)))
        fail_msg("the new one: %s", place->problems.problem[0].what);
    assert_true(revision_compute(&editions->revision, &editions->from, &editions->to,
                                 &place->fault));
}

static void add_kinds(struct text *text, unsigned kinds)
{
    static const char *const name[REVISION_KIND_COUNT] = {
        "added",    "removed",  "split",      "merged",      "reworded",
        "rescaled", "moved",    "reweighted", "conditioned", "tagged",
        "layered",  "retitled", "ruled"};
    for (int kind = 0; kind < REVISION_KIND_COUNT; kind++)
        if ((kinds >> kind & 1) != 0)
            text_print(text, " %s", name[kind]);
}

static const char *side(const char *text, const struct wording *wording)
{
    return wording != NULL ? wording_in(wording, LANGUAGE_EN)
           : text == NULL  ? "0"
                           : text;
}

static void add_changes(struct text *text, const struct revision *revision,
                        struct revision_changes changes)
{
    for (size_t i = 0; i < changes.count; i++) {
        const struct revision_change *change = &revision->change[changes.first + i];
        text_print(text, " %s", revision_member_name(change->member));
        if (change->of != NULL)
            text_print(text, "[%s]", change->of);
        text_print(text, "(%s > %s)", side(change->before, change->wording_before),
                   side(change->now, change->wording_now));
    }
    text_add(text, "\n");
}

static const char *id_of(const struct questionnaire *questionnaire, uint32_t question)
{
    return question == NAMES_NONE ? "0" : questionnaire->question[question].id;
}

static void add_questions(struct text *text, const struct revision *revision)
{
    static const char *const verdict[REVISION_VERDICT_COUNT] = {
        "", " declared", " scale", " several", " layer", ""};
    for (size_t i = 0; i < revision->question_count; i++) {
        const struct revision_question *question = &revision->question[i];
        text_print(text, "%s > %s", id_of(revision->from, question->from),
                   id_of(revision->to, question->to));
        add_kinds(text, question->kinds);
        text_add(text, verdict[question->verdict]);
        if (question->reason != NULL)
            text_print(text, " {%s}", wording_in(question->reason, LANGUAGE_EN));
        add_changes(text, revision, question->changes);
    }
}

static void add_scales(struct text *text, const struct revision *revision)
{
    for (size_t i = 0; i < revision->scale_count; i++) {
        const struct revision_scale *scale = &revision->scale[i];
        if (scale->changes.count == 0)
            continue;
        text_print(text, "%s > %s %s", scale->from->id, scale->to->id,
                   scale->same_values ? "same" : "other");
        add_changes(text, revision, scale->changes);
    }
}

static void add_areas(struct text *text, const struct revision *revision)
{
    for (size_t i = 0; i < revision->area_count; i++) {
        const struct revision_area *area = &revision->area[i];
        const struct questionnaire *of =
            area->to == NAMES_NONE ? revision->from : revision->to;
        const struct node *node =
            &of->node[area->to == NAMES_NONE ? area->from : area->to];
        char share[2][FIXED_BYTES];
        fixed_print(share[0], area->comparable_before, 3, '.', true);
        fixed_print(share[1], area->comparable_now, 3, '.', true);
        text_print(text, "%s/%s %s %s", of->dimension[node->dimension].id, node->id,
                   share[0], share[1]);
        add_kinds(text, area->kinds);
        add_changes(text, revision, area->changes);
    }
}

enum part { PART_QUESTIONS = 1, PART_SCALES = 2, PART_AREAS = 4 };

static void assert_revision(struct place *place, const char *from, const char *to,
                            unsigned parts, const char *expected)
{
    struct editions editions;
    struct text text = {0};
    editions_open(place, &editions, from, to);
    text_add(&text, "");
    if ((parts & PART_QUESTIONS) != 0)
        add_questions(&text, &editions.revision);
    if ((parts & PART_SCALES) != 0)
        add_scales(&text, &editions.revision);
    if ((parts & PART_AREAS) != 0)
        add_areas(&text, &editions.revision);
    assert_string_equal(text.bytes, expected);
    text_release(&text);
    editions_close(&editions);
}

static void a_question_goes_on_by_its_id_or_by_what_it_replaces(void **state)
{
    assert_revision(*state, PLAIN(Q("A", "") ", " Q("B", "") ", " Q("C", "")),
                    PLAIN(Q("a", "") ", " Q("D", REPLACES(OF("B", "true"))) ", " Q(
                        "E", "") ", " Q("C", REPLACES(BECAUSE("c", "false")))),
                    PART_QUESTIONS | PART_AREAS,
                    "A > a\n"
                    "B > D reworded\n"
                    "0 > E added\n"
                    "C > C reworded declared {word}\n"
                    "whole/whole 66.667 50\n");
}

static void what_a_question_replaces_counts_for_one_step(void **state)
{
    /* What the old edition says too and has as it is now was said of one older still.
     */
    assert_revision(*state, PLAIN(Q("A", REPLACES(OF("A", "false")))),
                    PLAIN(Q("A", REPLACES(OF("A", "false")))), PART_QUESTIONS,
                    "A > A\n");
    assert_revision(*state, PLAIN(Q("A", REPLACES(OF("A", "false")))),
                    PLAIN(REWORDED("A", REPLACES(OF("A", "false")))), PART_QUESTIONS,
                    "A > A reworded declared text(word > other)\n");
    assert_revision(*state, PLAIN(Q("A", REPLACES(OF("A", "true")))),
                    PLAIN(Q("A", REPLACES(OF("A", "false")))), PART_QUESTIONS,
                    "A > A reworded declared\n");
    assert_revision(*state, PLAIN(Q("A", REPLACES(OF("A", "false")))),
                    PLAIN(Q("A", REPLACES(BECAUSE("A", "false")))), PART_QUESTIONS,
                    "A > A reworded declared {word}\n");
    /* What the old edition has not is passed over, and so the id counts again. */
    assert_revision(*state, PLAIN(Q("B", REPLACES(OF("A", "false")))),
                    PLAIN(Q("B", REPLACES(OF("A", "false")))), PART_QUESTIONS,
                    "B > B\n");
    assert_revision(*state, PLAIN(Q("A", "") ", " Q("B", "")),
                    PLAIN(Q("A", "") ", " Q("C", REPLACES(OF("X", "true")))),
                    PART_QUESTIONS, "A > A\n0 > C added\nB > 0 removed\n");
}

static void split_and_merged_questions_are_paired(void **state)
{
    assert_revision(
        *state, PLAIN(Q("A", "") ", " Q("B", "") ", " Q("C", "")),
        PLAIN(REWORDED("A1", REPLACES(OF("A", "true"))) ", " Q(
            "A2", REPLACES(OF("A", "false"))) ", " Q("D",
                                                     REPLACES(OF("B", "true") ", " OF(
                                                         "C", "true")))),
        PART_QUESTIONS | PART_AREAS,
        "A > A1 split text(word > other)\n"
        "A > A2 split declared\n"
        "B > D merged several\n"
        "C > D merged several\n"
        "whole/whole 33.333 33.333\n");
    /* Of several, just one that it can be compared with. */
    assert_revision(*state, PLAIN(Q("B", "") ", " Q("C", "")),
                    PLAIN(Q("D", REPLACES(OF("B", "false") ", " OF("C", "true")))),
                    PART_QUESTIONS | PART_AREAS,
                    "B > D merged declared\n"
                    "C > D merged\n"
                    "whole/whole 50 100\n");
    /* Its own id and another question's. */
    assert_revision(*state, PLAIN(Q("A", "")),
                    PLAIN(Q("A", "") ", " Q("B", REPLACES(OF("A", "true")))),
                    PART_QUESTIONS, "A > A split\nA > B split\n");
}

#define NEW_AS(id) Q(id, ", \"reason\": {\"en\": \"law " id "\"}")
#define OLD_AS(id) "{\"question\": \"" id "\", \"reason\": {\"en\": \"old " id "\"}}"
#define DROPPING(dropped, ...)                                                         \
    HEAD ", \"dropped\": [" dropped "]" SCALES ASKED(__VA_ARGS__)                      \
        DIMENSIONS(ROOT("", TAGGED_ALL))

static void why_a_question_came_or_went_is_told(void **state)
{
    assert_revision(*state, PLAIN(Q("A", "") ", " Q("B", "") ", " Q("C", "")),
                    DROPPING(OLD_AS("b") ", " OLD_AS("Y"),
                             NEW_AS("A") ", " NEW_AS("D") ", " Q("E", "")),
                    PART_QUESTIONS,
                    "A > A\n"
                    "0 > D added {law D}\n"
                    "0 > E added\n"
                    "B > 0 removed {old b}\n"
                    "C > 0 removed\n");
    /* What goes on as another has the reason of that, or none. */
    assert_revision(
        *state, PLAIN(Q("A", "") ", " Q("B", "")),
        DROPPING(
            OLD_AS("A") ", " OLD_AS("B"),
            Q("C", REPLACES(BECAUSE("A", "true")) ", \"reason\": {\"en\": \"x\"}") ", " Q(
                "D", REPLACES(OF("B", "true")) ", \"reason\": " WORDS)),
        PART_QUESTIONS,
        "A > C reworded {word}\n"
        "B > D reworded\n");
    /* What replaces a question that the edition before has not is new. */
    assert_revision(
        *state, PLAIN(Q("A", "")),
        PLAIN(Q("A", "") ", " Q(
            "C", REPLACES(BECAUSE("X", "true")) ", \"reason\": {\"en\": \"x\"}")),
        PART_QUESTIONS,
        "A > A\n"
        "0 > C added {x}\n");
}

#define SHOWN_BY(text) ", \"evidence\": {\"en\": \"" text "\"}"

static void other_evidence_is_another_wording(void **state)
{
    assert_revision(
        *state,
        PLAIN(Q("A", SHOWN_BY("a list")) ", " Q("B", SHOWN_BY("a log")) ", " Q(
            "C", "") ", " Q("D", SHOWN_BY("a plan"))),
        PLAIN(Q("A", SHOWN_BY("a list")) ", " Q("B", SHOWN_BY("a diary")) ", " Q(
            "C", SHOWN_BY("a test")) ", " Q("D", "")),
        PART_QUESTIONS | PART_AREAS,
        "A > A\n"
        "B > B reworded evidence(a log > a diary)\n"
        "C > C reworded evidence(0 > a test)\n"
        "D > D reworded evidence(a plan > 0)\n"
        "whole/whole 100 100\n");
}

/* The scale of the question, which the area does not select by, is all that differs. */
#define ON(scale, more)                                                                \
    HEAD ", \"scales\": {\"s\": {\"title\": " WORDS ", " scale                         \
         "}}" ASKED(QUESTION_OF("A", "s", more))                                       \
             DIMENSIONS(ROOT("", "\"questions\": [\"A\"]"))
#define TWO(low, high) "\"options\": [" OPTION("1", low) ", " OPTION("2", high) "]"
#define SEVERAL(combine)                                                               \
    "\"kind\": \"several\", \"combine\": \"" combine "\", " TWO("1", "2")
#define NUMBER(highest, more)                                                          \
    "\"kind\": \"number\", \"lowest\": 0, \"highest\": " highest more

static void another_scale_is_told_once_and_compared_by_its_values(void **state)
{
    static const char two[] = ON(TWO("0", "1"), "");
    assert_revision(*state, two, ON(TWO("0", "1"), ""), PART_QUESTIONS | PART_SCALES,
                    "A > A\n");
    assert_revision(*state, two, ON(TWO("0", "2"), ""),
                    PART_QUESTIONS | PART_SCALES | PART_AREAS,
                    "A > A rescaled scale\n"
                    "s > s other options[2](1 > 2)\n"
                    "whole/whole 0 0\n");
    assert_revision(*state, two,
                    ON("\"options\": [" STATE("vi", "dont_know") ", " OPTION(
                           "2", "1") ", {\"code\": \"1\", \"value\": 0, \"label\": "
                                     "{\"en\": \"never\"}}], \"target\": 0",
                       ""),
                    PART_QUESTIONS | PART_SCALES,
                    "A > A rescaled\n"
                    "s > s same label[1](e1 > never) options[vi](0 > dont_know) "
                    "target(1 > 0)\n");
    assert_revision(*state, two, ON(TWO("0", "1"), ", \"reversed\": true"),
                    PART_QUESTIONS | PART_SCALES,
                    "A > A rescaled scale reversed(false > true)\n");
    /* The value of a third code lies between the others. */
    assert_revision(*state, two,
                    ON("\"options\": [" OPTION("1", "0") ", " OPTION(
                           "3", "0.5") ", " OPTION("2", "1") "]",
                       ""),
                    PART_QUESTIONS | PART_SCALES,
                    "A > A rescaled scale\n"
                    "s > s other options[3](0 > 0.5)\n");
    assert_revision(
        *state, ON(SEVERAL("sum"), ""), ON(SEVERAL("highest"), ""),
        PART_QUESTIONS | PART_SCALES,
        "A > A rescaled scale\n"
        "s > s other combine(sum > highest) lowest(0 > 1) highest(3 > 2)\n");
    assert_revision(*state, ON(NUMBER("10", ""), ""),
                    ON(NUMBER("10", ", \"decimals\": 2, \"clip\": true"), ""),
                    PART_QUESTIONS | PART_SCALES,
                    "A > A rescaled\n"
                    "s > s same decimals(0 > 2) clip(false > true)\n");
    assert_revision(*state, ON(NUMBER("10", ""), ""), ON(NUMBER("20", ""), ""),
                    PART_QUESTIONS | PART_SCALES,
                    "A > A rescaled scale\n"
                    "s > s other highest(10 > 20)\n");
    assert_revision(*state,
                    ON("\"kind\": \"number\", \"lowest\": 1, \"highest\": 10", ""),
                    ON(NUMBER("10", ""), ""), PART_QUESTIONS | PART_SCALES,
                    "A > A rescaled scale\n"
                    "s > s other lowest(1 > 0)\n");
    assert_revision(
        *state, two, ON(NUMBER("1", ""), ""), PART_QUESTIONS | PART_SCALES,
        "A > A rescaled scale\n"
        "s > s other kind(choice > number) options[1](0 > 0) options[2](1 > 0) "
        "lowest(0 > 0) highest(0 > 1) decimals(0 > 0) clip(0 > false)\n");
}

#define CONDITIONED(conditions, more)                                                  \
    PLAIN(Q("A", "") ", " Q("B", "") ", " Q("C", ", \"asked_if\": " conditions more))
#define IF(id, answers) "{\"question\": \"" id "\", \"answers\": [" answers "]}"

static void conditions_are_compared_by_what_they_ask_for(void **state)
{
    static const char old[] =
        CONDITIONED("[" IF("A", "\"2\", \"3\"") ", " IF("B", "\"1\"") "]", "");
    assert_revision(
        *state, old,
        CONDITIONED("[" IF("B", "\"1\"") ", " IF("a", "\"e3\", \"2\"") "]", ""),
        PART_QUESTIONS, "A > A\nB > B\nC > C\n");
    assert_revision(*state, old,
                    CONDITIONED(IF("A", "\"3\""), ", \"when_not_asked\": \"floor\""),
                    PART_QUESTIONS,
                    "A > A\nB > B\n"
                    "C > C conditioned when_not_asked(exclude > floor) "
                    "asked_if(A = 2|3, B = 1 > A = 3)\n");
    assert_revision(*state, old, PLAIN(Q("A", "") ", " Q("B", "") ", " Q("C", "")),
                    PART_QUESTIONS,
                    "A > A\nB > B\nC > C conditioned asked_if(A = 2|3, B = 1 > 0)\n");
    assert_revision(*state, CONDITIONED(IF("A", "\"3\""), ""),
                    CONDITIONED(IF("B", "\"3\""), ""), PART_QUESTIONS,
                    "A > A\nB > B\nC > C conditioned asked_if(A = 3 > B = 3)\n");
    /* The question asked about goes on under another id. */
    assert_revision(*state, CONDITIONED(IF("A", "\"3\""), ""),
                    PLAIN(Q("X", REPLACES(OF("A", "true"))) ", " Q("B", "") ", " Q(
                        "C", ", \"asked_if\": " IF("X", "\"3\""))),
                    PART_QUESTIONS, "A > X reworded\nB > B\nC > C\n");
    assert_revision(*state, CONDITIONED(IF("A", "\"3\""), ""),
                    PLAIN(Q("X", REPLACES(OF("A", "false"))) ", " Q("B", "") ", " Q(
                        "C", ", \"asked_if\": " IF("X", "\"3\""))),
                    PART_QUESTIONS,
                    "A > X reworded declared\nB > B\n"
                    "C > C conditioned asked_if(A = 3 > X = 3)\n");
    assert_revision(
        *state, ON(NUMBER("10", ""), ""),
        HEAD
        ", \"scales\": {\"s\": {\"title\": " WORDS
        ", " NUMBER("10", "") "}}" ASKED(QUESTION_OF("Z", "s", "") ", " QUESTION_OF(
            "A", "s",
            ", \"asked_if\": {\"question\": \"Z\", \"at_least\": 1.5, \"at_most\": 4}"))
            DIMENSIONS(ROOT("", "\"questions\": [\"A\"]")),
        PART_QUESTIONS,
        "0 > Z added\n"
        "A > A conditioned asked_if(0 > Z >= 1.5 <= 4)\n");
}

#define GROUPED(subset)                                                                \
    HEAD ", \"subset\": " subset SCALES ASKED(Q("A", "") ", " QUESTION_OF(             \
        "B", "steps", ", \"tags\": [\"t\", \"u\"]")) DIMENSIONS(ROOT("", TAGGED_ALL))

static void tags_layers_and_subsets_are_told(void **state)
{
    assert_revision(*state, PLAIN(Q("A", "")),
                    PLAIN(QUESTION_OF("A", "steps", ", \"tags\": [\"u\", \"t\"]")),
                    PART_QUESTIONS, "A > A tagged tags(t > u, t)\n");
    assert_revision(*state,
                    PLAIN(QUESTION_OF("A", "steps", ", \"tags\": [\"u\", \"t\"]")),
                    PLAIN(QUESTION_OF("A", "steps", ", \"tags\": [\"t\", \"u\"]")),
                    PART_QUESTIONS, "A > A\n");
    assert_revision(*state, PLAIN(Q("A", "")),
                    PLAIN(Q("A", ", \"layers\": [\"plan\", \"deed\"]")), PART_QUESTIONS,
                    "A > A layered layers(0 > plan, deed)\n");
    assert_revision(*state, PLAIN(Q("A", ", \"layers\": [\"plan\", \"deed\"]")),
                    PLAIN(Q("A", ", \"layers\": [\"deed\", \"plan\"]")), PART_QUESTIONS,
                    "A > A layered layer layers(plan, deed > deed, plan)\n");
    assert_revision(
        *state, GROUPED("{\"tags\": [\"t\"]}"),
        GROUPED("{\"column\": \"g\", \"of\": {\"1\": [\"t\"], \"2\": [\"u\"]}}"),
        PART_QUESTIONS, "A > A conditioned subset(0 > g: 1)\nB > B\n");
    assert_revision(*state, GROUPED("{\"tags\": [\"t\"]}"),
                    GROUPED("{\"tags\": [\"u\"]}"), PART_QUESTIONS,
                    "A > A conditioned subset(0 > -)\nB > B\n");
}

#define TREES(first, second)                                                           \
    HEAD SCALES ASKED(QUESTION("A") ", " QUESTION("B")) DIMENSIONS(                    \
        "{\"id\": \"whole\", \"title\": " WORDS ", \"areas\": [" first                 \
        "]}, {\"id\": \"" second "\", \"title\": " WORDS ", \"questions\": [\"A\"]}")
#define WEIGHTED(id, weight) "{\"question\": \"" id "\", \"weight\": " weight "}"

static void places_and_weights_are_told_by_area(void **state)
{
    static const char old[] = TREES(LEAF("x", "\"A\"") ", " LEAF("y", "\"B\""), "z");
    /* A moved question does not count where it was, nor where it is now. */
    assert_revision(
        *state, old,
        TREES(LEAF("x", WEIGHTED("A", "3") ", \"B\"") ", " LEAF("w", "\"B\""), "z"),
        PART_QUESTIONS | PART_AREAS,
        "A > A reweighted weight[whole/x](1 > 3)\n"
        "B > B moved areas[whole](y > x, w)\n"
        "whole/whole 100 100\n"
        "whole/x 100 75\n"
        "whole/w 0 0 added\n"
        "z/z 100 100\n"
        "whole/y 0 0 removed\n");
    assert_revision(*state, old,
                    TREES(LEAF("x", "\"B\"") ", " LEAF("y", "\"A\", \"B\""), "z"),
                    PART_QUESTIONS | PART_AREAS,
                    "A > A moved areas[whole](x > y)\n"
                    "B > B moved areas[whole](y > x, y)\n"
                    "whole/whole 100 100\n"
                    "whole/x 0 0\n"
                    "whole/y 100 50\n"
                    "z/z 100 100\n");
    /* Another dimension is gone, and a new one is there, each told by its root. */
    assert_revision(*state, old,
                    TREES(LEAF("y", "\"B\"") ", {\"id\": \"v\", \"title\": {\"en\": "
                                             "\"V\"}, \"weight\": 2, \"areas\": [" LEAF(
                                                 "x", "\"A\"") "]}",
                          "t"),
                    PART_QUESTIONS | PART_AREAS,
                    "A > A\nB > B\n"
                    "whole/whole 100 100\n"
                    "whole/y 100 100\n"
                    "whole/v 0 0 added\n"
                    "whole/x 100 100 moved above(whole > v)\n"
                    "t/t 0 0 added\n"
                    "z/z 0 0 removed\n");
    assert_revision(
        *state, old,
        HEAD SCALES ASKED(
            QUESTION_OF("A", "steps", ", \"weight\": 2.5") ", " QUESTION("B"))
            DIMENSIONS("{\"id\": \"whole\", \"title\": {\"en\": \"All\"}, "
                       "\"areas\": [" LEAF("x", "\"A\"") ", " LEAF("y", "\"B\"") "]"
                                                                                 "}"),
        PART_QUESTIONS | PART_AREAS,
        "A > A reweighted weight(1 > 2.5)\nB > B\n"
        "whole/whole 100 100 retitled title(word > All)\n"
        "whole/x 100 100\nwhole/y 100 100\nz/z 0 0 removed\n");
}

#define RULED(more, leaf)                                                              \
    HEAD SCALES ASKED(QUESTION("A") ", " QUESTION("B"))                                \
        DIMENSIONS("{\"id\": \"whole\", \"title\": " WORDS more                        \
                   ", \"areas\": [{\"id\": \"x\", \"title\": " WORDS leaf              \
                   ", \"questions\": [\"A\", \"B\"]}]}")

static void rules_are_told_where_they_change(void **state)
{
    static const char old[] = RULED("", "");
    assert_revision(
        *state, old,
        RULED(", \"rules\": {\"blank\": \"zero\"}, \"measure\": \"values\", "
              "\"minimum_coverage\": \"1/2\", \"over\": \"questions\"",
              ", \"rules\": {\"dont_know\": \"block\"}"),
        PART_AREAS,
        "whole/whole 100 100 ruled measure(points > values) over(areas > "
        "questions) rules[blank](skip > zero) minimum_coverage(2/3 > 1/2)\n"
        "whole/x 100 100 ruled rules[dont_know](skip > block)\n");
    assert_revision(
        *state, old,
        RULED("", ", \"operator\": \"sum\", \"start\": 1.5, \"measure\": \"values\", "
                  "\"range\": [0, 10], \"rounding\": {\"mode\": \"half_up\", "
                  "\"decimals\": 1}, \"target\": 8, \"bands\": [{\"from\": 0, "
                  "\"title\": " WORDS "}, {\"from\": 5.5, \"title\": " WORDS "}]"),
        PART_AREAS,
        "whole/whole 100 100\n"
        "whole/x 100 100 ruled operator(weighted_mean > sum) measure(points > values) "
        "start(0 > 1.5) target(0 > 8) range(0 > 0..10) rounding(0 > half_up 1) "
        "bands(0 > 0, 5.5)\n");
    assert_revision(
        *state, RULED("", ", \"bands\": [{\"from\": 0, \"title\": " WORDS "}]"),
        RULED("", ", \"bands\": [{\"from\": 0, \"title\": {\"en\": \"x\"}}]"),
        PART_AREAS,
        "whole/whole 100 100\n"
        "whole/x 100 100 ruled band_title[0](word > x)\n");
}

#define OPERATED(operator, ids)                                                        \
    PLAIN_OF(ROOT(", \"operator\": \"" operator"\"", "\"questions\": [" ids "]"))
#define PLAIN_OF(root)                                                                 \
    HEAD SCALES ASKED(QUESTION("A") ", " QUESTION("B")) DIMENSIONS(root)

static void shares_follow_the_weights_that_count(void **state)
{
    assert_revision(*state, OPERATED("sum", WEIGHTED("A", "3")),
                    OPERATED("sum", WEIGHTED("A", "3") ", \"B\""), PART_AREAS,
                    "whole/whole 100 75\n");
    assert_revision(*state, OPERATED("mean", WEIGHTED("A", "3")),
                    OPERATED("mean", WEIGHTED("A", "3") ", \"B\""), PART_AREAS,
                    "whole/whole 100 50\n");
}

#define GATED(levels)                                                                  \
    HEAD SCALES ASKED(QUESTION("A") ", " QUESTION("B")) DIMENSIONS(                    \
        "{\"id\": \"whole\", \"title\": " WORDS ", \"operator\": \"level\", "          \
        "\"levels\": [" levels "], \"questions\": [\"A\", \"B\"]}")

static void levels_are_told_by_their_conditions(void **state)
{
    assert_revision(
        *state,
        GATED("{\"conditions\": [{\"at_least\": 2}]}, "
              "{\"conditions\": [{\"questions\": [\"B\"], \"at_least\": 3}]}"),
        GATED(
            "{\"title\": " WORDS ", \"conditions\": [{\"at_least\": 2}, {\"test\": "
            "\"share\", \"passing\": 2, \"at_least\": 0.5, \"questions\": [\"A\"]}]}"),
        PART_AREAS,
        "whole/whole 100 100 ruled levels[1](all >= 2 > all >= 2; share of A reaching 2 "
        ">= 0.5) level_title[1](0 > word) levels[2](all of B >= 3 > 0)\n");
}

static void the_definition_itself_is_compared(void **state)
{
    struct editions editions;
    struct text text = {0};
    editions_open(
        *state, &editions, PLAIN(Q("A", "")),
        "{\"format\": \"baseline-questionnaire-1\", \"id\": \"other\", "
        "\"edition\": \"2\", \"title\": {\"en\": \"Other\"}, "
        "\"identified_by\": [\"id\"], \"pool\": {\"column\": \"g\", \"rule\": "
        "\"all\"}, \"overall\": \"z\"" SCALES ASKED(Q("A", ""))
            DIMENSIONS(ROOT("", TAGGED_ALL) ", {\"id\": \"z\", \"title\": " WORDS
                                            ", \"questions\": [\"A\"]}"));
    add_changes(&text, &editions.revision, editions.revision.definition);
    assert_string_equal(text.bytes, " pool(0 > g (all)) id(probe > other) title(word > "
                                    "Other) overall(whole > z)\n");
    text_release(&text);
    editions_close(&editions);
}

static void one_function_says_what_can_be_compared(void **state)
{
    struct editions editions;
    uint32_t other = 77;
    editions_open(
        *state, &editions,
        PLAIN(Q("A", "") ", " Q("B", "") ", " Q("C", "") ", " Q(
            "L", ", \"layers\": [\"p\", \"d\"]")),
        PLAIN(Q("A1", REPLACES(OF("A", "true"))) ", " Q(
            "A2",
            REPLACES(OF(
                "A",
                "true"))) ", " Q("C",
                                 REPLACES(OF(
                                     "C",
                                     "false"))) ", " Q("M",
                                                       REPLACES(OF(
                                                           "L",
                                                           "true")) ", \"layers\": [\"p\", "
                                                                    "\"d\"]")));
    const struct questionnaire *from = &editions.from;
    const struct questionnaire *to = &editions.to;
    assert_true(revision_comparable(from, 0, to, &other));
    assert_int_equal(other, 0);
    assert_true(revision_source(to, 1, from, &other));
    assert_int_equal(other, 0);
    assert_false(revision_comparable(from, 1, to, &other));
    assert_false(revision_comparable(from, 2, to, &other));
    assert_false(revision_source(to, 2, from, &other));
    /* The layer that was "L.d" goes on as "M.d". */
    assert_true(revision_comparable(from, 4, to, &other));
    assert_int_equal(other, 4);
    assert_true(revision_source(to, 4, from, &other));
    assert_int_equal(other, 4);
    assert_int_equal(revision_judge(from, 3, to, 4), REVISION_APART);
    assert_int_equal(revision_judge(from, 1, to, 0), REVISION_APART);
    editions_close(&editions);
}

static bool compare_again(void *context, struct fault *fault)
{
    struct editions *editions = context;
    revision_release(&editions->revision);
    return revision_compute(&editions->revision, &editions->from, &editions->to, fault);
}

static void a_shortage_of_memory_is_told(void **state)
{
    struct editions editions;
    editions_open(*state, &editions,
                  TREES(LEAF("x", "\"A\"") ", " LEAF("y", "\"B\""), "z"),
                  RULED(", \"rules\": {\"blank\": \"zero\"}", ", \"range\": [0, 10]"));
    assert_survives_shortage(compare_again, &editions);
    editions_close(&editions);
}

int main(void)
{
    const struct CMUnitTest test[] = {
        cmocka_unit_test(a_question_goes_on_by_its_id_or_by_what_it_replaces),
        cmocka_unit_test(what_a_question_replaces_counts_for_one_step),
        cmocka_unit_test(split_and_merged_questions_are_paired),
        cmocka_unit_test(why_a_question_came_or_went_is_told),
        cmocka_unit_test(other_evidence_is_another_wording),
        cmocka_unit_test(another_scale_is_told_once_and_compared_by_its_values),
        cmocka_unit_test(conditions_are_compared_by_what_they_ask_for),
        cmocka_unit_test(tags_layers_and_subsets_are_told),
        cmocka_unit_test(places_and_weights_are_told_by_area),
        cmocka_unit_test(rules_are_told_where_they_change),
        cmocka_unit_test(shares_follow_the_weights_that_count),
        cmocka_unit_test(levels_are_told_by_their_conditions),
        cmocka_unit_test(the_definition_itself_is_compared),
        cmocka_unit_test(one_function_says_what_can_be_compared),
        cmocka_unit_test(a_shortage_of_memory_is_told),
    };
    return cmocka_run_group_tests(test, place_open, place_close);
}

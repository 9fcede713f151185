#ifndef TESTS_UNIT_KINDS_H
#define TESTS_UNIT_KINDS_H

/* A sound definition with a question of each kind. */

#include "definition.h"

#define KIND_SCALES                                                                                                                         \
    ", \"scales\": {"                                                                                                                       \
    "\"marks\": {\"title\": " WORDS                                                                                                         \
    ", \"kind\": \"several\", \"options\": [" OPTION("a b", "2") ", " STATE("none", "not_applicable") ", " OPTION("c", "-0.5") ", " OPTION( \
        "d",                                                                                                                                \
        "1.25") "]}, "                                                                                                                      \
                "\"days\": {\"title\": " WORDS                                                                                              \
                ", \"kind\": \"number\", \"lowest\": 0, \"highest\": 36.5, \"decimals\": 1, "                                               \
                "\"options\": [" STATE(                                                                                                     \
                    "vi",                                                                                                                   \
                    "dont_know") "]}, "                                                                                                     \
                                 "\"steps\": {\"title\": " WORDS                                                                            \
                                 ", \"options\": [" OPTION("1", "0.1") ", " OPTION("2", "0.35") ", " OPTION("3", "2.5") ", " STATE(         \
                                     "vi",                                                                                                  \
                                     "dont_know") "]}, "                                                                                    \
                                                  "\"grade\": {\"title\": " WORDS                                                           \
                                                  ", \"pass\": [\"B\", \"A\"], \"options\": ["                                              \
                                                  "{\"code\": \"A\", \"label\": " WORDS_OF(                                                 \
                                                      "A") "}, "                                                                            \
                                                           "{\"code\": \"B\", \"label\": " WORDS_OF(                                        \
                                                               "B") "}, "                                                                   \
                                                                    "{\"code\": \"C\", \"label\": " WORDS_OF(                               \
                                                                        "C") "}, " STATE("vi",                                              \
                                                                                         "dont_know") "]}}"
#define WORDS_OF(code) "{\"da\": \"d" code "\", \"en\": \"e" code "\"}"

#define KIND_QUESTIONS                                                                                                                                                                                                                                        \
    ", \"questions\": [" QUESTION_OF("plain", "steps", ", \"weight\": 0.25") ", " QUESTION_OF(                                                                                                                                                                \
        "many", "marks",                                                                                                                                                                                                                                      \
        ", \"weight\": 2, \"tags\": [\"basic\"], \"asked_if\": "                                                                                                                                                                                              \
        "{\"question\": \"plain\", \"at_least\": 0.35}, "                                                                                                                                                                                                     \
        "\"when_not_asked\": \"floor\", \"replaces\": "                                                                                                                                                                                                       \
        "[{\"question\": \"old\", \"comparable\": true}]") ", " QUESTION_OF("often",                                                                                                                                                                          \
                                                                            "days",                                                                                                                                                                           \
                                                                            ", \"layers\": [\"doing\", \"proving\", \"x.y\"], "                                                                                                                               \
                                                                            "\"reversed\": true, \"tags\": [\"more\", \"basic\"], "                                                                                                                           \
                                                                            "\"references\": {\"iso\": [\"5.1\"]}, \"replaces\": "                                                                                                                            \
                                                                            "[{\"question\": \"daily\", \"comparable\": false}], "                                                                                                                            \
                                                                            "\"asked_if\": [{\"question\": \"many\", \"answers\": [\"dd\", "                                                                                                                  \
                                                                            "\"a b\"]}, {\"question\": \"many.c\", \"answers\": [\"ja\"]}]") ", " QUESTION_OF("count",                                                                                        \
                                                                                                                                                              "days",                                                                                         \
                                                                                                                                                              ", \"tags\": [\"most\"]") ", " QUESTION_OF("passed",                                            \
                                                                                                                                                                                                         "grade",                                             \
                                                                                                                                                                                                         ", \"asked_if\": {\"question\": \"often.proving\", " \
                                                                                                                                                                                                         "\"at_least\": 3.5, \"at_most\": 30}") ", " QUESTION("last") "]"
#define KIND_TREE                                                                      \
    ", \"dimensions\": [" LEAF("whole", "\"plain\", \"many\", \"often\", \"count\", "  \
                                        "\"passed\", \"last\"") "]"
#define KINDS HEAD KIND_SCALES KIND_QUESTIONS KIND_TREE "}"

#endif

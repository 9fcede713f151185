#ifndef TESTS_UNIT_EVERY_KIND_H
#define TESTS_UNIT_EVERY_KIND_H

/* A questionnaire with questions of every kind, for the tests of the rooms that take,
   keep, make up and show answers. Written with ' where JSON has ". */

#include "questionnaire/questionnaire.h"
#include "support.h"

/* In order of the questions: Q1 and its layer "written", Q2 and its options a, b and
   "c d", Q3, Q4, Q5, Q6. */
enum { Q1, Q1_WRITTEN, Q2, Q2_A, Q2_B, Q2_C, Q3, Q4, Q5, Q6, EVERY_KIND };

static const char every_kind_text[] =
    "{'format': 'baseline-questionnaire-1', 'id': 'kinds', 'edition': '2026',"
    " 'title': {'da': 'Alle slags', 'en': 'Every kind'}, 'identified_by': ['id'],"
    " 'scales': {"
    "'yesno': {'title': {'en': 'Yes or no'}, 'options': ["
    "{'code': '0', 'value': 0, 'label': {'da': 'Nej', 'en': 'No'}},"
    "{'code': '1', 'value': 1, 'label': {'da': 'Ja', 'en': 'Yes'}}]},"
    "'means': {'title': {'en': 'Means'}, 'kind': 'several', 'options': ["
    "{'code': 'a', 'value': 1, 'label': {'da': 'Antivirus', 'en': 'Scanner'}},"
    "{'code': 'vi', 'state': 'dont_know', 'label': {'da': 'Ved ikke', 'en': "
    "'Unknown'}},"
    "{'code': 'b', 'value': 2, 'label': {'da': 'Kopi; langt væk', 'en': 'Copy; off "
    "site'}},"
    "{'code': 'c d', 'value': 0.25, 'label': {'da': 'Sky', 'en': 'Cloud'}}]},"
    "'days': {'title': {'en': 'Days'}, 'kind': 'number', 'lowest': 0, 'highest': 365,"
    " 'options': [{'code': 'vi', 'state': 'dont_know', 'label': {'da': 'Ved ikke'}}]},"
    "'rate': {'title': {'en': 'Rate'}, 'kind': 'number', 'lowest': -1.5,"
    " 'highest': 2, 'decimals': 2},"
    "'staff': {'title': {'en': 'Staff'}, 'kind': 'number', 'lowest': 1,"
    " 'highest': 100, 'clip': true},"
    "'fine': {'title': {'en': 'Fine'}, 'options': ["
    "{'code': 'low', 'value': 0.1, 'label': {'en': 'Low'}},"
    "{'code': 'high', 'value': 0.35, 'label': {'en': 'High'}}]}},"
    " 'questions': ["
    "{'id': 'Q1', 'scale': 'yesno', 'text': {'en': '1'}, 'layers': ['made', "
    "'written']},"
    "{'id': 'Q2', 'scale': 'means', 'text': {'en': '2'}, 'weight': 2.5,"
    " 'asked_if': {'question': 'Q1', 'answers': ['1']}},"
    "{'id': 'Q3', 'scale': 'days', 'text': {'en': '3'}, 'asked_if': ["
    "{'question': 'Q2', 'answers': ['b', 'c d']},"
    " {'question': 'Q1.written', 'answers': ['0']}]},"
    "{'id': 'Q4', 'scale': 'rate', 'text': {'en': '4'}, 'reversed': true,"
    " 'asked_if': {'question': 'Q3', 'at_least': 100, 'at_most': 200}},"
    "{'id': 'Q5', 'scale': 'staff', 'text': {'en': '5'}},"
    "{'id': 'Q6', 'scale': 'fine', 'text': {'en': '6'}}],"
    " 'dimensions': [{'id': 'whole', 'title': {'en': 'Whole'},"
    " 'questions': ['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6']}]}";

static inline void every_kind_load(struct place *place,
                                   struct questionnaire *questionnaire)
{
    char json[sizeof every_kind_text];
    char path[256];
    memcpy(json, every_kind_text, sizeof json);
    for (char *at = json; *at != '\0'; at++)
        *at = *at == '\'' ? '"' : *at;
    place_write(place, "kinds.json", json, strlen(json));
    place_path(path, place, "kinds.json");
    bool loaded =
        questionnaire_load(questionnaire, path, &place->problems, &place->fault);
    place_forget(place, "kinds.json");
    assert_int_equal(place->problems.error_count, 0);
    assert_int_equal(place->fault.kind, FAULT_NONE);
    assert_true(loaded);
    assert_int_equal(questionnaire->question_count, EVERY_KIND);
}

#endif

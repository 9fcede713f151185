#ifndef TESTS_UNIT_SHEETS_FILES_H
#define TESTS_UNIT_SHEETS_FILES_H

/* Definitions as files of tables in a folder of their own. */

#include "sheets/sheets.h"

#include "support.h"

static const char *const csv_name[SHEET_COUNT] = {
    [SHEET_DEFINITION] = "definition.csv",
    [SHEET_GUIDE] = "guide.csv",
    [SHEET_SCALES] = "scales.csv",
    [SHEET_SECTIONS] = "sections.csv",
    [SHEET_QUESTIONS] = "questions.csv",
    [SHEET_CONTRADICTIONS] = "contradictions.csv",
    [SHEET_DROPPED] = "dropped.csv",
    [SHEET_DIMENSIONS] = "dimensions.csv",
    [SHEET_CONFIGURATIONS] = "configurations.csv",
    [SHEET_FRAMEWORKS] = "frameworks.csv",
};

/* JSON written with ' for ". */
static inline json_t *json_of(const char *text)
{
    json_error_t error;
    char *copy = strdup(text);
    assert_non_null(copy);
    for (char *at = copy; *at != '\0'; at++)
        if (*at == '\'')
            *at = '"';
    json_t *json = json_loads(copy, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    if (json == NULL)
        fail_msg("%s: %s", error.text, text);
    free(copy);
    return json;
}

static inline void assert_normal(const json_t *definition, const char *wanted)
{
    struct text text = {0};
    definition_print(&text, definition);
    assert_string_equal(text.bytes, wanted);
    text_release(&text);
}

static inline void forget_files(const struct place *place)
{
    for (int sheet = 0; sheet < SHEET_COUNT; sheet++)
        place_forget(place, csv_name[sheet]);
    place_forget(place, "book.xlsx");
}

static inline void write_folder(struct place *place, const json_t *definition)
{
    struct text bytes[SHEET_COUNT] = {{NULL}};
    if (!sheets_write_csv(bytes, definition, &place->fault))
        fail_msg("unexpected: %s", place->fault.what);
    for (int sheet = 0; sheet < SHEET_COUNT; sheet++) {
        if (bytes[sheet].length > 0)
            place_write(place, csv_name[sheet], bytes[sheet].bytes,
                        bytes[sheet].length);
        text_release(&bytes[sheet]);
    }
}

static inline void write_workbook(struct place *place, const json_t *definition)
{
    struct text bytes = {0};
    if (!sheets_write_workbook(&bytes, definition, &place->fault))
        fail_msg("unexpected: %s", place->fault.what);
    place_write(place, "book.xlsx", bytes.bytes, bytes.length);
    text_release(&bytes);
}

static inline bool read_folder(struct place *place, struct sheets *sheets)
{
    return sheets_read_folder(sheets, place->folder, &place->problems, &place->fault);
}

static inline bool read_workbook(struct place *place, struct sheets *sheets)
{
    char path[256];
    place_path(path, place, "book.xlsx");
    return sheets_read_workbook(sheets, path, &place->problems, &place->fault);
}

/* A definition with every member there is, and not always in the plain way. */
static const char everything[] =
    "{'format': 'baseline-questionnaire-1', 'id': 'all', 'edition': '2026', 'title': "
    "{'da': 'Alt', 'en': 'All'}, 'languages': ['da', 'en'], 'identified_by': ['id', "
    "'cvr'], 'other_columns': [], 'rules': {'blank': 'zero', 'dont_know': 'floor', "
    "'not_applicable': 'skip'}, 'guide': [{'title': {'da': 'Læs'}, 'text': {'da': "
    "'Først; så', 'en': 'First'}}], 'scales': {'z.1': {'title': {'da': 'Z'}, 'kind': "
    "'choice', 'options': [{'code': '1', 'value': 1, 'label': {'da': 'En', 'en': "
    "'One'}, 'synonyms': ['ja', 'yes']}, {'code': '2', 'value': 2.5, 'label': {'en': "
    "'Two'}}, {'code': 'vi', 'state': 'dont_know', 'label': {'da': 'Ved ikke'}, "
    "'synonyms': []}], 'target': 2.5}, 'a': {'title': {'da': 'Tal'}, 'kind': 'number', "
    "'lowest': -0.5, 'highest': 10, 'decimals': 2, 'clip': true, 'seconds': 7.5}, 'b': {'title': "
    "{'da': 'Flere'}, 'kind': 'several', 'options': [{'code': 'x', 'label': {'da': "
    "'X'}}], 'pass': ['x'], 'combine': 'any'}}, 'sections': [{'id': 'S1', "
    "'title': {'da': 'Del'}, 'text': {'da': 'Om'}, 'levels': [{'code': '1', 'text': "
    "{'da': 'Når', 'en': 'When'}}]}, {'id': 'S2', 'title': {'da': 'To'}}], "
    "'questions': [{'id': 'Q1', 'section': 'S1', 'scale': "
    "'z.1', 'text': {'da': 'Hvad?', 'en': 'What?'}, 'help': {'en': 'So.'}, "
    "'evidence': {'da': '=Bilag'}, 'reason': {'da': 'Nyt'}, 'weight': "
    "2, 'reversed': true, 'tags': ['basic', 'new'], 'layers': ['doing', 'writing'], "
    "'references': {'iso27001-2013': ['A.5.1.1', 'A.5.1.2'], 'nist 1.1': ['ID.AM-1']}}, "
    "{'id': 'Q2', 'scale': 'a', 'text': {'da': 'Hvor mange?'}, 'reversed': false, "
    "'asked_if': {'question': 'Q1', 'answers': ['1', '2']}, 'when_not_asked': 'floor', "
    "'references': {'nist 1.1': ['ID.AM-2']}, 'replaces': [{'question': 'Q0', "
    "'comparable': false, 'reason': {'da': 'Delt'}}]}, {'id': 'Q3', 'scale': 'a', "
    "'text': {'da': 'Og?'}, 'weight': 0.125, 'asked_if': {'question': 'Q2', 'at_least': "
    "1.5, 'at_most': 3}, 'references': {}}, {'id': 'Q4', 'scale': 'b', 'text': {'da': "
    "'Hvilke?'}, 'asked_if': [{'question': 'Q1', 'answers': ['1']}, {'question': 'Q2', "
    "'at_least': 0}], 'references': {'nist 1.1': ['PR'], 'iso27001-2013': ['A.1']}}], "
    "'contradictions': [{'id': 'c1', 'if': {'question': 'Q1', 'answers': ['1']}, 'and': "
    "[{'question': 'Q2', 'at_least': 1}], 'text': {'da': 'Ikke; begge'}}], "
    "'dropped': [{'question': 'Q9', 'reason': {'da': 'Gået'}}], "
    "'dimensions': [{'id': 'whole', 'title': {'da': 'I alt'}, 'operator': 'mean', "
    "'measure': 'points', 'over': 'questions', 'rules': {'blank': 'block'}, "
    "'minimum_coverage': '2/3', 'areas': [{'id': 'one', 'title': {'da': 'Et'}, 'text': {'da': 'Sådan'}, "
    "'questions': ['Q1', 'Q2'], 'layer': 'writing', 'weight': 3, 'range': [0, 4.5], "
    "'rounding': {'mode': 'half_up', 'decimals': 1}, 'bands': [{'from': 0, 'title': "
    "{'da': 'Lav'}}, {'from': 2.5, 'title': {'da': 'Høj'}}], 'target': 3}, {'id': "
    "'two', 'title': {'da': 'To'}, 'areas': [{'id': 'two.1', 'title': {'da': 'Inde'}, "
    "'operator': 'share', 'select': ['basic', 'new'], 'at_least': 50, 'start': 0}]}, "
    "{'id': 'three', 'title': {'da': 'Tre'}, 'operator': 'level', 'questions': ['Q1', "
    "{'question': 'Q2', 'weight': 2}], 'levels': [{'title': {'da': '1'}, 'value': 1, "
    "'conditions': [{'tags': ['basic'], 'at_least': 1, 'test': 'count', 'passing': 2}]"
    "}]}]}, {'id': 'other', 'title': {'da': 'Andet'}, 'questions': ['Q1']}], 'overall': "
    "'whole', 'presentation': {'profile': 'whole', 'radar': 'other', 'measuring_points': 'other'}, 'subset': "
    "{'column': 'group', 'of': {'2': ['basic', 'new'], '1': ['basic']}}, 'pool': "
    "{'column': 'owner', 'rule': 'all'}, 'configurations': [{'id': 'strict', 'title': "
    "{'da': 'Streng', 'en': 'Strict'}, 'rules': {'blank': 'floor'}, 'weights': 'equal', "
    "'minimum_coverage': '1/1', 'values': {'z.1': {'2': 3}}, 'pass': {'b': ['x']}, "
    "'areas': {'whole/one': {'weight': 2, 'rounding': {'mode': 'none'}}}, 'overall': "
    "'whole', 'subset': {'tags': ['basic']}}, {'id': 'other', 'title': {'da': 'Anden'}, "
    "'dimensions': [{'id': 'whole', 'title': {'da': 'I alt'}, 'areas': [{'id': 'one', "
    "'title': {'da': 'Et'}, 'questions': ['Q1']}]}]}]}";

#endif

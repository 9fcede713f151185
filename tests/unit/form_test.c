/* Forms: what stands on them, and that what is filled in is read back. */

#include "form/form.h"

#include "base/exact.h"
#include "support.h"

#include <xlsxwriter.h>

#define ROWS    64
#define COLUMNS 10

/* In order of the questions: "1.1" and its layer, Q2 and its options, Q3 to Q7. */
enum { P1, P1_WRITTEN, P2, P2_A, P2_B, P2_C, P3, P4, P5, P6, P7, PROBE_COUNT };

static const char probe_text[] =
    "{'format': 'baseline-questionnaire-1', 'id': 'probe', 'edition': '2026-1',"
    " 'title': {'da': '=Prøve; \\'stor\\'', 'en': 'Probe'},"
    " 'identified_by': ['nummer', 'id'], 'scales': {"
    "'much': {'title': {'en': 'M'}, 'options': ["
    "{'code': '0', 'value': 0, 'label': {'da': 'Slet ikke', 'en': 'Not at all'}},"
    "{'code': '1', 'value': 1, 'label': {'da': 'Helt', 'en': 'Fully'}},"
    "{'code': 'vi', 'state': 'dont_know', 'label': {'da': 'Ved ikke', 'en': 'Unknown'}"
    "}]},"
    "'yesno': {'title': {'en': 'Y'}, 'options': ["
    "{'code': '1', 'value': 1, 'label': {'da': 'Ja', 'en': 'Yes'}},"
    "{'code': '2', 'value': 0, 'label': {'da': 'Nej', 'en': 'No'}}]},"
    "'means': {'title': {'en': 'S'}, 'kind': 'several', 'options': ["
    "{'code': 'a', 'value': 1, 'label': {'da': 'Antivirus', 'en': 'Scanner'}},"
    "{'code': 'vi', 'state': 'dont_know', 'label': {'da': 'Ved ikke', 'en': 'Unknown'}"
    "},"
    "{'code': 'b', 'value': 2, 'label': {'da': 'Kopi; langt væk', 'en': 'Copy'}},"
    "{'code': 'c d', 'value': 3, 'label': {'da': 'Sky', 'en': 'Cloud'}}]},"
    "'days': {'title': {'en': 'D'}, 'kind': 'number', 'lowest': 0, 'highest': 365,"
    " 'options': [{'code': 'vi', 'state': 'dont_know', 'label': {'da': 'Ved ikke',"
    " 'en': 'Unknown'}}]},"
    "'rate': {'title': {'en': 'R'}, 'kind': 'number', 'lowest': -1.5, 'highest': 2,"
    " 'decimals': 2}},"
    " 'guide': [{'title': {'da': 'Hvorfor', 'en': 'Why'}, 'text': {'da': 'Derfor',"
    " 'en': 'Because'}}],"
    " 'sections': [{'id': 'one', 'title': {'da': 'Første', 'en': 'First'}, 'text':"
    " {'da': 'Om det', 'en': 'On it'}, 'levels': [{'code': '0', 'text': {'da':"
    " 'Intet', 'en': 'Nothing'}}, {'code': '1', 'text': {'da': 'Alt', 'en': 'All'}}]},"
    " {'id': 'two', 'title': {'da': 'Anden', 'en': 'Second'}}],"
    " 'questions': ["
    "{'id': '1.1', 'section': 'one', 'scale': 'much', 'text': {'da': 'Hvor meget?',"
    " 'en': 'How much?'}, 'layers': ['made', 'written']},"
    "{'id': 'Q2', 'section': 'one', 'scale': 'means', 'text': {'da': 'Hvordan?',"
    " 'en': 'How?'}, 'help': {'da': 'Se efter', 'en': 'Look'}, 'evidence': {'da':"
    " 'En liste', 'en': 'A list'}, 'asked_if': {'question': '1.1', 'answers': ['1']}},"
    "{'id': 'Q3', 'section': 'one', 'scale': 'days', 'text': {'da': 'Hvor længe?',"
    " 'en': 'How long?'}, 'asked_if': [{'question': 'Q2', 'answers': ['b', 'c d']},"
    " {'question': '1.1.written', 'answers': ['0']}]},"
    "{'id': 'Q4', 'section': 'two', 'scale': 'rate', 'text': {'da': '-1 igen?',"
    " 'en': 'Again?'}, 'reversed': true, 'asked_if': {'question': 'Q3', 'at_least':"
    " 100, 'at_most': 200}},"
    "{'id': 'Q5', 'section': 'two', 'scale': 'yesno', 'text': {'da': 'Er det?',"
    " 'en': 'Is it?'}, 'asked_if': {'question': 'Q4', 'at_least': 1}},"
    "{'id': 'Q6', 'section': 'two', 'scale': 'yesno', 'text': {'da': 'Mon?',"
    " 'en': 'Really?'}, 'asked_if': {'question': 'Q2.a', 'answers': ['0']}},"
    "{'id': 'Q7', 'section': 'two', 'scale': 'much', 'text': {'da': 'Og så?',"
    " 'en': 'So?'}, 'asked_if': {'question': 'Q5', 'answers': ['1']}}],"
    " 'dimensions': [{'id': 'whole', 'title': {'en': 'Whole'}, 'questions':"
    " ['1.1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6', 'Q7']}]}";

static const char *unit_id[] = {"007", "A-100", "B-200"};
static const char *unit_name[] = {"Bonden", "Æblehaven", "Bakken"};

/* The cells of a form, to write in. */
struct grid {
    char *cell[ROWS][COLUMNS]; /* by row and column from 1, as people count */
    size_t rows;
};

struct desk {
    struct place *place;
    struct questionnaire questionnaire;
    struct population population;
    struct form_sheet sheet;
    struct text bytes;
    struct grid grid;
    struct answer_file file;
};

static void load(struct place *place, struct questionnaire *questionnaire,
                 const char *old, const char *new)
{
    char path[256];
    struct text json = {0};
    const char *at = old == NULL ? NULL : strstr(probe_text, old);
    assert_true(old == NULL || at != NULL);
    text_append(&json, probe_text,
                at == NULL ? strlen(probe_text) : (size_t)(at - probe_text));
    if (at != NULL) {
        text_add(&json, new);
        text_add(&json, at + strlen(old));
    }
    for (char *byte = json.bytes; *byte != '\0'; byte++)
        if (*byte == '\'')
            *byte = '"';
    place_write(place, "probe.json", json.bytes, json.length);
    place_path(path, place, "probe.json");
    bool loaded =
        questionnaire_load(questionnaire, path, &place->problems, &place->fault);
    place_forget(place, "probe.json");
    assert_no_problem(place);
    assert_true(loaded);
    text_release(&json);
}

static int desk_open(void **state)
{
    void *place;
    struct desk *desk = calloc(1, sizeof *desk);
    if (desk == NULL || place_open(&place) != 0)
        return -1;
    *state = desk;
    desk->place = place;
    load(place, &desk->questionnaire, NULL, NULL);
    desk->population = (struct population){
        .id = "houses", .unit_count = 3, .unit_id = unit_id, .unit_name = unit_name};
    for (size_t u = 0; u < 3; u++)
        names_keep(&desk->population.unit_ids, unit_id[u], strlen(unit_id[u]), NULL);
    desk->sheet.questionnaire = &desk->questionnaire;
    return 0;
}

static void grid_clear(struct grid *grid)
{
    for (size_t row = 0; row < ROWS; row++)
        for (size_t column = 0; column < COLUMNS; column++) {
            free(grid->cell[row][column]);
            grid->cell[row][column] = NULL;
        }
    grid->rows = 0;
}

static int desk_close(void **state)
{
    struct desk *desk = *state;
    void *place = desk->place;
    grid_clear(&desk->grid);
    answer_file_release(&desk->file);
    questionnaire_release(&desk->questionnaire);
    names_release(&desk->population.unit_ids);
    text_release(&desk->bytes);
    free(desk);
    return place_close(&place);
}

static bool grid_field(void *context, size_t row, size_t column, const char *field,
                       size_t length)
{
    struct grid *grid = context;
    assert_true(row < ROWS && column < COLUMNS);
    grid->cell[row][column] = strdup(field);
    assert_int_equal(strlen(field), length);
    return true;
}

static bool grid_record(void *context, size_t row, size_t column_count)
{
    struct grid *grid = context;
    (void)column_count;
    grid->rows = row;
    return true;
}

static const struct table_consumer *grid_consumer(struct grid *grid)
{
    static struct table_consumer consumer = {grid_field, grid_record, NULL};
    consumer.context = grid;
    return &consumer;
}

/* The form as CSV, its cells in the grid. */
static void make_csv(struct desk *desk)
{
    struct fault fault = {0};
    struct table_format format;
    text_clear(&desk->bytes);
    grid_clear(&desk->grid);
    assert_true(form_write_csv(&desk->bytes, &desk->sheet, &fault));
    struct source source = source_of(desk->bytes.bytes, desk->bytes.length);
    assert_true(table_read(&source, &format, grid_consumer(&desk->grid), &fault));
    assert_int_equal(format.encoding, ENCODING_UTF8_BOM);
    assert_int_equal(format.delimiter, ';');
}

/* The same as a workbook: the cells of its second sheet. */
static void make_workbook(struct desk *desk)
{
    struct fault fault = {0};
    text_clear(&desk->bytes);
    grid_clear(&desk->grid);
    assert_true(form_write_workbook(&desk->bytes, &desk->sheet, &fault));
    struct source source = source_of(desk->bytes.bytes, desk->bytes.length);
    struct workbook *workbook = workbook_open(&source, &fault);
    assert_non_null(workbook);
    assert_int_equal(workbook_sheet_count(workbook), 3);
    assert_true(workbook_read_sheet(workbook, 1, grid_consumer(&desk->grid), &fault));
    workbook_free(workbook);
}

static const char *at(const struct grid *grid, size_t row, size_t column)
{
    const char *cell = grid->cell[row][column];
    return cell == NULL ? "" : cell;
}

static size_t find_row(const struct grid *grid, const char *id)
{
    for (size_t row = 1; row <= grid->rows; row++)
        if (strcmp(at(grid, row, 1), id) == 0)
            return row;
    fail_msg("no row begins with %s", id);
    return 0;
}

static size_t find_column(const struct grid *grid, const char *heading)
{
    size_t row = find_row(grid, "Nr.");
    for (size_t column = 1; column < COLUMNS; column++)
        if (strcmp(at(grid, row, column), heading) == 0)
            return column;
    fail_msg("no column is headed %s", heading);
    return 0;
}

static void put(struct desk *desk, size_t row, size_t column, const char *text)
{
    free(desk->grid.cell[row][column]);
    desk->grid.cell[row][column] = strdup(text);
}

static void put_answer(struct desk *desk, const char *id, const char *answer)
{
    put(desk, find_row(&desk->grid, id), 3, answer);
}

static void put_comment(struct desk *desk, const char *id, const char *comment)
{
    put(desk, find_row(&desk->grid, id), 4, comment);
}

static void assert_cell(const struct desk *desk, const char *id, const char *heading,
                        const char *wanted)
{
    const struct grid *grid = &desk->grid;
    assert_string_equal(at(grid, find_row(grid, id), find_column(grid, heading)),
                        wanted);
}

static bool read_bytes(struct desk *desk, const char *bytes, size_t size)
{
    struct source source = source_of(bytes, size);
    answer_file_release(&desk->file);
    place_reset(desk->place);
    bool read =
        answers_read(&desk->file, &source, &desk->questionnaire, &desk->population,
                     &desk->place->problems, &desk->place->fault);
    assert_int_equal(desk->place->fault.kind, FAULT_NONE);
    return read;
}

/* The grid as somebody's program saves it as text. */
static bool read_saved(struct desk *desk, char delimiter)
{
    struct text text = {0};
    for (size_t row = 1; row <= desk->grid.rows; row++) {
        for (size_t column = 1; column < COLUMNS; column++) {
            text_add_character(&text, '"');
            for (const char *c = at(&desk->grid, row, column); *c != '\0'; c++) {
                if (*c == '"')
                    text_add_character(&text, '"');
                text_add_character(&text, *c);
            }
            text_add_character(&text, '"');
            if (column + 1 < COLUMNS)
                text_add_character(&text, delimiter);
        }
        text_add(&text, "\n");
    }
    bool read = read_bytes(desk, text.bytes, text.length);
    text_release(&text);
    return read;
}

/* The grid as the second sheet of a workbook, which is called "Svar". */
static bool read_workbook(struct desk *desk)
{
    char path[256];
    struct source source;
    struct fault fault = {0};
    place_path(path, desk->place, "form.xlsx");
    lxw_workbook *workbook = workbook_new(path);
    lxw_worksheet *guide = workbook_add_worksheet(workbook, "Vejledning");
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, "Svar");
    worksheet_write_string(guide, 0, 0, "Svar", NULL);
    for (size_t row = 1; row <= desk->grid.rows; row++)
        for (size_t column = 1; column < COLUMNS; column++)
            if (at(&desk->grid, row, column)[0] != '\0')
                worksheet_write_string(sheet, (lxw_row_t)(row - 1),
                                       (lxw_col_t)(column - 1),
                                       at(&desk->grid, row, column), NULL);
    assert_int_equal(workbook_close(workbook), LXW_NO_ERROR);
    assert_true(source_read(&source, path, &fault));
    bool read = read_bytes(desk, (const char *)source.bytes, source.size);
    source_release(&source);
    place_forget(desk->place, "form.xlsx");
    return read;
}

/* What was taken: the unit, a mark a question, and the numbers. */
static void assert_taken(const struct desk *desk, const char *unit, const char *marks,
                         int64_t third, int64_t fourth)
{
    const struct answers *answers = &desk->file.answers;
    char taken[PROBE_COUNT + 1] = "";
    assert_int_equal(answers->row_count, 1);
    assert_string_equal(unit_id[answers->unit[0]], unit);
    for (uint32_t q = 0; q < PROBE_COUNT; q++)
        taken[q] = answer_mark(answers_to(answers, q)[0]);
    assert_string_equal(taken, marks);
    assert_int_equal(answers->number[0], third);
    assert_int_equal(answers->number[1], fourth);
}

static void fill_in(struct desk *desk)
{
    put(desk, find_row(&desk->grid, "nummer"), 2, "B-200");
    put_answer(desk, "Q2.b", "Ja");
    put_answer(desk, "Q2.c-d", "x");
    put_answer(desk, "Q2.a", "Nej");
    put_comment(desk, "Q2.a", "=ikke mere; \"slut\"");
    put_answer(desk, "1.1.written", "0");
    put_answer(desk, "Q3", "150");
    put_answer(desk, "Q4", "-1,25");
    put_answer(desk, "Q5", "Ja");
    put_comment(desk, "Q5", "'5 linjer\nog en til");
    put_answer(desk, "Q6", "nej");
    put_answer(desk, "Q7", "Ved ikke");
}

static void assert_filled_in(const struct desk *desk)
{
    assert_taken(desk, "B-200", "10001100012", 150 * POINT, -1250000000);
    assert_int_equal(desk->file.comment_count, 2);
    assert_int_equal(desk->file.comment[0].question, P2_A);
    assert_string_equal(desk->file.comment[0].text, "=ikke mere; \"slut\"");
    assert_int_equal(desk->file.comment[1].question, P5);
    assert_string_equal(desk->file.comment[1].text, "'5 linjer\nog en til");
}

static void a_form_of_text_comes_back(void **state)
{
    static const char delimiter[] = {';', ',', '\t'};
    struct desk *desk = *state;
    make_csv(desk);
    fill_in(desk);
    put_answer(desk, "'1.1", "1: Helt");
    for (size_t d = 0; d < sizeof delimiter; d++) {
        assert_true(read_saved(desk, delimiter[d]));
        assert_filled_in(desk);
        assert_no_problem(desk->place);
    }
}

static void a_form_in_a_workbook_comes_back(void **state)
{
    struct desk *desk = *state;
    make_workbook(desk);
    fill_in(desk);
    put_answer(desk, "1.1", "1: Helt");
    assert_true(read_workbook(desk));
    assert_no_problem(desk->place);
    assert_filled_in(desk);
    assert_true(read_saved(desk, ';'));
    assert_no_problem(desk->place);
    assert_filled_in(desk);
}

#define EMPTY "the sheet is empty: no question is answered"

static void assert_empty(struct desk *desk)
{
    assert_false(read_bytes(desk, desk->bytes.bytes, desk->bytes.length));
    assert_int_equal(desk->place->problems.problem_count, 1);
    assert_problem(desk->place, 0, SEVERITY_ERROR, desk->place->problems.problem[0].row,
                   3, EMPTY);
}

static void a_form_nobody_filled_in_is_no_answer(void **state)
{
    struct desk *desk = *state;
    struct form_unit unit = {"007", "Bonden", "Gården"};
    desk->sheet.unit = &unit;
    make_csv(desk);
    assert_empty(desk);
    make_workbook(desk);
    assert_empty(desk);
    put_comment(desk, "Q5", "Vi har ikke tid i år");
    assert_true(read_saved(desk, ';'));
    assert_taken(desk, "007", "...........", 0, 0);
    assert_int_equal(desk->file.comment_count, 1);
}

static void what_stands_on_a_form(void **state)
{
    struct desk *desk = *state;
    struct form_unit unit = {"007", "Bonden", "Gården"};
    desk->sheet.unit = &unit;
    make_csv(desk);
    const struct grid *grid = &desk->grid;
    assert_string_equal(at(grid, 1, 2), "'=Prøve; \"stor\"");
    assert_string_equal(at(grid, 2, 1), "Spørgeramme");
    assert_string_equal(at(grid, 2, 2), "probe");
    assert_string_equal(at(grid, 2, 3), "'2026-1");
    assert_string_equal(at(grid, 3, 2), "'007");
    assert_string_equal(at(grid, 3, 3), "Bonden");
    assert_string_equal(at(grid, 3, 4), "Gården");
    size_t first = find_row(grid, "'1.1");
    assert_string_equal(at(grid, first - 4, 2), "Første");
    assert_string_equal(at(grid, first - 3, 2), "Om det");
    assert_string_equal(at(grid, first - 2, 2), "0: Slet ikke – Intet");
    assert_string_equal(at(grid, first - 1, 2), "1: Helt – Alt");
    for (size_t row = first - 4; row < first; row++)
        for (size_t column = 1; column < COLUMNS; column += column == 1 ? 2 : 1)
            assert_string_equal(at(grid, row, column), "");
    assert_cell(desk, "'1.1", "Spørgsmål", "Hvor meget? (made)");
    assert_cell(desk, "1.1.written", "Spørgsmål", "Hvor meget? (written)");
    assert_cell(desk, "Q2", "Hvad kan vise det", "En liste");
    assert_cell(desk, "Q4", "Spørgsmål", "'-1 igen?");
    assert_int_equal(find_row(grid, "Q2") + 3, find_row(grid, "Q2.c-d"));
}

static void what_may_be_answered_stands_beside(void **state)
{
    struct desk *desk = *state;
    make_csv(desk);
    assert_cell(desk, "'1.1", "Svarmuligheder", "0: Slet ikke | 1: Helt | Ved ikke");
    assert_cell(desk, "Q2", "Svarmuligheder", "Ved ikke");
    assert_cell(desk, "Q2.b", "Svarmuligheder", "Ja | Nej");
    assert_cell(desk, "Q2.b", "Spørgsmål", "Kopi; langt væk");
    assert_cell(desk, "Q3", "Svarmuligheder", "tal fra 0 til 365 | Ved ikke");
    assert_cell(desk, "Q4", "Svarmuligheder",
                "tal fra -1,5 til 2 med højst 2 decimaler");
    /* Its section describes no levels. */
    assert_cell(desk, "Q7", "Svarmuligheder", "Slet ikke | Helt | Ved ikke");
}

static void when_a_question_is_asked_stands_in_the_help(void **state)
{
    struct desk *desk = *state;
    make_csv(desk);
    assert_cell(desk, "Q2", "Hjælp",
                "Se efter\nBesvares kun, hvis svaret på 1.1 er 1.");
    assert_cell(desk, "Q3", "Hjælp",
                "Besvares kun, hvis »Kopi; langt væk« eller »Sky« er blandt svarene på "
                "Q2, og svaret på 1.1.written er 0.");
    assert_cell(desk, "Q4", "Hjælp",
                "Besvares kun, hvis svaret på Q3 er fra 100 til 200.");
    assert_cell(desk, "Q5", "Hjælp", "Besvares kun, hvis svaret på Q4 er højst -0,5.");
    assert_cell(desk, "Q6", "Hjælp",
                "Besvares kun, hvis »Antivirus« ikke er blandt svarene på Q2.");
    assert_cell(desk, "Q7", "Hjælp", "Besvares kun, hvis svaret på Q5 er »Ja«.");
}

static void a_form_speaks_english(void **state)
{
    struct desk *desk = *state;
    desk->sheet.language = LANGUAGE_EN;
    make_workbook(desk);
    size_t heading = find_row(&desk->grid, "No.");
    assert_string_equal(at(&desk->grid, heading, 2), "Question");
    assert_string_equal(at(&desk->grid, heading, 3), "Answer");
    assert_string_equal(at(&desk->grid, heading, 5), "Help");
    assert_string_equal(at(&desk->grid, find_row(&desk->grid, "Questionnaire"), 2),
                        "probe");
    assert_string_equal(at(&desk->grid, find_row(&desk->grid, "Answered"), 2),
                        "0 of 2");
    assert_string_equal(at(&desk->grid, find_row(&desk->grid, "Q3"), 5),
                        "Answer only if “Copy” or “Cloud” is among the answers to Q2, "
                        "and the answer to 1.1.written is 0.\nAnswer: number from 0 to "
                        "365 | Unknown");
    put(desk, find_row(&desk->grid, "nummer"), 2, "A-100");
    put_answer(desk, "Q5", "Yes");
    assert_true(read_workbook(desk));
    assert_taken(desk, "A-100", "........0..", 0, 0);
}

static void mistakes_are_told_where_they_stand(void **state)
{
    struct desk *desk = *state;
    make_workbook(desk);
    const struct grid *grid = &desk->grid;
    put(desk, find_row(grid, "nummer"), 2, "B-200");
    put_answer(desk, "1.1", "2: Næsten");
    put_answer(desk, "Q2.a", "måske");
    put_answer(desk, "Q3", "366");
    assert_true(read_workbook(desk));
    assert_problem(
        desk->place, 0, SEVERITY_ERROR, find_row(grid, "1.1"), 3,
        "1.1: \"2: Næsten\" is no answer to this question; it takes 0 (Not at all), 1 (Fully) or "
        "vi (Unknown)");
    assert_problem(
        desk->place, 1, SEVERITY_ERROR, find_row(grid, "Q2.a"), 3,
        "Q2.a: \"måske\" does not say whether this was chosen; it takes 1 or "
        "0");
    assert_problem(
        desk->place, 2, SEVERITY_ERROR, find_row(grid, "Q3"), 3,
        "Q3: \"366\" is no answer to this question; it takes a number from 0 "
        "to 365 or vi");
    assert_int_equal(desk->place->problems.problem_count, 3);
    assert_string_equal(desk->place->problems.problem[0].where, "file.csv:Svar");
    assert_int_equal(desk->file.refused_count, 1);
    assert_int_equal(desk->file.refused[0].row, find_row(grid, "nummer"));
}

static void answers_and_remarks_without_a_number_are_told(void **state)
{
    struct desk *desk = *state;
    make_csv(desk);
    size_t section = find_row(&desk->grid, "'1.1") - 4;
    put(desk, find_row(&desk->grid, "nummer"), 2, "B-200");
    put(desk, section, 4, "Svær del");
    put_answer(desk, "Q5", "Ja");
    assert_true(read_saved(desk, ';'));
    assert_problem(desk->place, 0, SEVERITY_WARNING, section, 4,
                   "\"Svær del\" stands in a row without a number of a question; it is "
                   "not kept among the comments");
    put(desk, section, 4, "");
    put(desk, section, 3, "Ja");
    assert_false(read_saved(desk, ';'));
    assert_problem(desk->place, 0, SEVERITY_ERROR, section, 3,
                   "\"Ja\" is an answer in a row without a number of a question");
}

static void a_row_of_no_question_is_told(void **state)
{
    struct desk *desk = *state;
    make_csv(desk);
    put(desk, find_row(&desk->grid, "nummer"), 2, "B-200");
    size_t row = find_row(&desk->grid, "Q5");
    put(desk, row, 1, "Q55");
    assert_false(read_saved(desk, ';'));
    assert_problem(desk->place, 1, SEVERITY_ERROR, row, 1,
                   "\"Q55\" is no question of probe 2026-1; did you mean \"Q5\"?");
    put(desk, row, 1, "Q4");
    assert_false(read_saved(desk, ';'));
    assert_problem(desk->place, 1, SEVERITY_ERROR, row, 1, "\"Q4\" stands in two rows");
}

static void whose_form_and_of_which_edition_must_be_right(void **state)
{
    struct desk *desk = *state;
    make_csv(desk);
    assert_false(read_saved(desk, ';'));
    assert_problem(desk->place, 0, SEVERITY_ERROR, 3, 2,
                   "the sheet does not say which institution it is from; write its "
                   "number beside \"nummer\"");
    put(desk, 3, 2, "C-300");
    assert_true(read_saved(desk, ';'));
    assert_int_equal(desk->file.answers.row_count, 0);
    assert_int_equal(desk->place->problems.problem[0].row, 3);
    assert_int_equal(desk->place->problems.problem[0].column, 2);
    put(desk, 3, 2, "A-100");
    put(desk, 2, 3, "2025");
    assert_false(read_saved(desk, ';'));
    assert_problem(desk->place, 0, SEVERITY_ERROR, 2, 3,
                   "this sheet asks the questions of probe 2025; the round asks those "
                   "of probe 2026-1");
    put(desk, 2, 3, "2026-1");
    put(desk, 3, 1, "nr");
    assert_false(read_saved(desk, ';'));
    assert_problem(desk->place, 0, SEVERITY_ERROR, 7, 0,
                   "no row above the questions says which institution it is from; one "
                   "must begin with \"nummer\"");
}

static void a_form_is_final_unless_it_says_it_is_a_draft(void **state)
{
    struct desk *desk = *state;
    make_csv(desk);
    put(desk, 3, 2, "A-100");
    put_answer(desk, "Q2", "Ved ikke");
    assert_true(read_saved(desk, ';'));
    assert_false(desk->file.answers.draft[0]);
    put(desk, 4, 2, "Kladde");
    assert_true(read_saved(desk, ';'));
    assert_int_equal(desk->file.draft_count, 1);
    put(desk, 4, 2, "");
    assert_true(read_saved(desk, ';'));
    assert_int_equal(desk->file.draft_count, 0);
}

/* In the rows of the options, or all of them in the row of the question. */
static void several_are_answered_in_their_rows_or_in_one(void **state)
{
    struct desk *desk = *state;
    make_csv(desk);
    put(desk, 3, 2, "A-100");
    put_answer(desk, "Q2", "Ved ikke");
    put_comment(desk, "Q2", "spurgt");
    assert_true(read_saved(desk, ';'));
    assert_taken(desk, "A-100", "..2........", 0, 0);
    assert_int_equal(desk->file.comment[0].question, P2);
    put_answer(desk, "Q2", "Antivirus; sky");
    put_comment(desk, "Q2.b", "ikke endnu");
    assert_true(read_saved(desk, ';'));
    assert_taken(desk, "A-100", "..0101.....", 0, 0);
    assert_int_equal(desk->file.comment_count, 2);
    put_answer(desk, "Q2.b", "Nej");
    assert_false(read_saved(desk, ';'));
    assert_problem(
        desk->place, 0, SEVERITY_ERROR, find_row(&desk->grid, "Q2.a"), 1,
        "\"Q2.a\" has a row of its own, and that of its question names options "
        "too; one or the other");
    put_answer(desk, "Q2", "vi");
    put_answer(desk, "Q2.b", "Ja");
    assert_true(read_saved(desk, ';'));
    assert_problem(desk->place, 0, SEVERITY_ERROR, find_row(&desk->grid, "Q2"), 3,
                   "Q2: \"vi\" cannot stand beside other answers to this question");
}

static struct form_earlier earlier_of(struct answers *answers,
                                      const struct questionnaire *before)
{
    struct fault fault = {0};
    *answers = (struct answers){0};
    assert_true(answers_reserve(answers, 1, before, &fault));
    static const int8_t code[PROBE_COUNT] = {1, ANSWER_BLANK,     0, 1, 0, 0, 0, 0,
                                             1, ANSWER_NOT_ASKED, 2};
    memcpy(answers->code, code, sizeof code);
    answers->number[0] = 12 * POINT;
    answers->number[1] = -POINT / 2;
    return (struct form_earlier){"2025", before, answers, 0};
}

static void earlier_answers_stand_beside_and_are_not_filled_in(void **state)
{
    struct desk *desk = *state;
    struct answers answers;
    struct form_earlier earlier = earlier_of(&answers, &desk->questionnaire);
    struct form_unit unit = {"A-100", "Æblehaven", NULL};
    desk->sheet.unit = &unit;
    desk->sheet.earlier = &earlier;
    make_csv(desk);
    assert_cell(desk, "'1.1", "Tidligere svar (2025)", "1: Helt");
    assert_cell(desk, "1.1.written", "Tidligere svar (2025)", "");
    assert_cell(desk, "Q2", "Tidligere svar (2025)", "");
    assert_cell(desk, "Q2.a", "Tidligere svar (2025)", "Ja");
    assert_cell(desk, "Q2.b", "Tidligere svar (2025)", "Nej");
    assert_cell(desk, "Q3", "Tidligere svar (2025)", "12");
    assert_cell(desk, "Q4", "Tidligere svar (2025)", "'-0,5");
    assert_cell(desk, "Q5", "Tidligere svar (2025)", "Nej");
    assert_cell(desk, "Q6", "Tidligere svar (2025)", "");
    assert_cell(desk, "Q7", "Tidligere svar (2025)", "Ved ikke");
    assert_empty(desk);
    answers.simulated = true;
    make_workbook(desk);
    assert_cell(desk, "Q5", "Tidligere svar (2025, SIMULERET)", "Nej");
    assert_empty(desk);
    answers_release(&answers);
}

static void an_earlier_answer_that_means_something_else_is_not_shown(void **state)
{
    struct desk *desk = *state;
    struct questionnaire before;
    struct answers answers;
    load(desk->place, &before, "'value': 0, 'label': {'da': 'Slet ikke'",
         "'value': 0.5, 'label': {'da': 'Slet ikke'");
    struct form_earlier earlier = earlier_of(&answers, &before);
    desk->sheet.earlier = &earlier;
    make_csv(desk);
    assert_cell(desk, "'1.1", "Tidligere svar (2025)", "");
    assert_cell(desk, "Q7", "Tidligere svar (2025)", "");
    assert_cell(desk, "Q3", "Tidligere svar (2025)", "12");
    answers_release(&answers);
    questionnaire_release(&before);
}

static void the_same_form_is_the_same_bytes(void **state)
{
    struct desk *desk = *state;
    struct text again = {0};
    struct fault fault = {0};
    make_workbook(desk);
    assert_true(form_write_workbook(&again, &desk->sheet, &fault));
    assert_int_equal(again.length, desk->bytes.length);
    assert_memory_equal(again.bytes, desk->bytes.bytes, again.length);
    text_release(&again);
}

static bool try_csv(void *context, struct fault *fault)
{
    struct text bytes = {0};
    bool done = form_write_csv(&bytes, context, fault);
    text_release(&bytes);
    return done;
}

static bool try_workbook(void *context, struct fault *fault)
{
    struct text bytes = {0};
    bool done = form_write_workbook(&bytes, context, fault);
    text_release(&bytes);
    return done;
}

static bool try_reading(void *context, struct fault *fault)
{
    struct desk *desk = context;
    struct source source = source_of(desk->bytes.bytes, desk->bytes.length);
    answer_file_release(&desk->file);
    place_reset(desk->place);
    const struct problems *problems = &desk->place->problems;
    return answers_read(&desk->file, &source, &desk->questionnaire, &desk->population,
                        &desk->place->problems, fault)
           || (fault->kind == FAULT_NONE && problems->problem_count == 1
               && strcmp(problems->problem[0].what, EMPTY) == 0);
}

static void a_shortage_of_memory_is_told(void **state)
{
    struct desk *desk = *state;
    struct answers answers;
    struct form_earlier earlier = earlier_of(&answers, &desk->questionnaire);
    struct form_unit unit = {"A-100", "Æblehaven", NULL};
    desk->sheet.unit = &unit;
    desk->sheet.earlier = &earlier;
    assert_survives_shortage(try_csv, &desk->sheet);
    assert_survives_shortage(try_workbook, &desk->sheet);
    make_csv(desk);
    assert_survives_shortage(try_reading, desk);
    make_workbook(desk);
    assert_survives_shortage(try_reading, desk);
    answers_release(&answers);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_open, desk_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_form_of_text_comes_back),
        TEST(a_form_in_a_workbook_comes_back),
        TEST(a_form_nobody_filled_in_is_no_answer),
        TEST(what_stands_on_a_form),
        TEST(what_may_be_answered_stands_beside),
        TEST(when_a_question_is_asked_stands_in_the_help),
        TEST(a_form_speaks_english),
        TEST(mistakes_are_told_where_they_stand),
        TEST(answers_and_remarks_without_a_number_are_told),
        TEST(a_row_of_no_question_is_told),
        TEST(whose_form_and_of_which_edition_must_be_right),
        TEST(a_form_is_final_unless_it_says_it_is_a_draft),
        TEST(several_are_answered_in_their_rows_or_in_one),
        TEST(earlier_answers_stand_beside_and_are_not_filled_in),
        TEST(an_earlier_answer_that_means_something_else_is_not_shown),
        TEST(the_same_form_is_the_same_bytes),
        TEST(a_shortage_of_memory_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

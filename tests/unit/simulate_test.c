/* A rehearsal round: seeded answers, in files as they really arrive. */

#include "simulate/simulate.h"

#include "base/memory.h"
#include "base/text.h"

#include <dirent.h>
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define REAL      "questionnaires/registers/denmark.json"
#define QUESTIONS 40
#define GATE      4 /* a yes or no, and the questions that hang on it */
#define FOLLOW_UP 5
#define REVERSED  6

struct place {
    char folder[64];
    struct questionnaire questionnaire;
    struct population population;
    struct problems problems;
    struct fault fault;
};

/* A file of answers, read by other means than the engine's own. */
struct sheet {
    char *text;
    char *name; /* of the file, without ".csv" */
    enum { WINDOWS_1252, UTF8, UTF16 } encoding;
    char delimiter;
    size_t row_count;
    size_t column_count;
    char **cell; /* cell[row * column_count + column]; row 0 is the header */
};

static const char *below(const struct place *place, const char *name)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", place->folder, name);
    return path;
}

static void put(const struct place *place, const char *name, const char *text)
{
    FILE *file = fopen(below(place, name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

/* 40 questions in four areas; labels that need quotation marks and Danish letters. */
static void put_questionnaire(const struct place *place)
{
    struct text text = {0};
    text_add(&text,
             "{\"format\": \"baseline-questionnaire-1\", \"id\": \"trial\","
             " \"edition\": \"1\", \"title\": {\"da\": \"t\", \"en\": \"t\"},"
             " \"identified_by\": [\"kode\"], \"other_columns\": [\"navn\"],"
             " \"scales\": {\"five\": {\"title\": {\"da\": \"f\", \"en\": \"f\"},"
             " \"options\": [");
    for (int value = 1; value <= 5; value++)
        text_print(&text,
                   "{\"code\": \"c%d\", \"value\": %d, \"label\": {\"da\": "
                   "\"Gr\xC3\xB8n; trin %d\", \"en\": \"Step %d\"}},",
                   value, value, value, value);
    text_add(&text,
             "{\"code\": \"ir\", \"state\": \"not_applicable\","
             " \"label\": {\"da\": \"Ikke relevant\", \"en\": \"Not\"}},"
             "{\"code\": \"vi\", \"state\": \"dont_know\","
             " \"label\": {\"da\": \"Ved ikke\", \"en\": \"Unknown\"}}]},"
             "\"two\": {\"title\": {\"da\": \"j\", \"en\": \"y\"}, \"options\": ["
             "{\"code\": \"0\", \"value\": 0, \"label\": {\"da\": \"Nej\","
             " \"en\": \"No\"}}, {\"code\": \"1\", \"value\": 1,"
             " \"label\": {\"da\": \"Ja\", \"en\": \"Yes\"}}]}}, \"questions\": [");
    for (int q = 0; q < QUESTIONS; q++) {
        text_print(&text,
                   "%s{\"id\": \"q%02d\", \"scale\": \"%s\","
                   " \"text\": {\"da\": \"?\", \"en\": \"?\"}",
                   q == 0 ? "" : ",", q, q == GATE ? "two" : "five");
        if (q == FOLLOW_UP)
            text_add(&text, ", \"asked_if\": {\"question\": \"q04\", \"answers\": "
                            "[\"1\"]}");
        if (q == REVERSED)
            text_add(&text, ", \"reversed\": true");
        text_add(&text, "}");
    }
    text_add(&text, "], \"dimensions\": [{\"id\": \"all\", \"title\": {\"da\": \"a\","
                    " \"en\": \"a\"}, \"areas\": [");
    for (int area = 0; area < 4; area++) {
        text_print(&text,
                   "%s{\"id\": \"a%d\", \"title\": {\"da\": \"a\", \"en\": \"a\"},"
                   " \"questions\": [",
                   area == 0 ? "" : ",", area);
        for (int q = 0; q < 10; q++)
            text_print(&text, "%s\"q%02d\"", q == 0 ? "" : ",", 10 * area + q);
        text_add(&text, "]}");
    }
    text_add(&text, "]}]}");
    assert_false(text.short_of_memory);
    put(place, "trial.json", text.bytes);
    text_release(&text);
}

static void put_register(const struct place *place, const char *rows)
{
    put(place, "registers.json",
        "{\"format\": \"baseline-registers-1\","
        " \"nation\": {\"code\": \"xx\", \"name\": {\"da\": \"L\", \"en\": \"L\"}},"
        " \"levels\": [{\"id\": \"hall\", \"one\": {\"da\": \"h\", \"en\": \"h\"},"
        " \"many\": {\"da\": \"h\", \"en\": \"h\"}, \"owner\": true}],"
        " \"registers\": [{\"id\": \"rooms\", \"file\": \"rooms.csv\","
        " \"one\": {\"da\": \"r\", \"en\": \"r\"},"
        " \"many\": {\"da\": \"r\", \"en\": \"r\"},"
        " \"columns\": {\"id\": \"id\", \"name\": \"name\"},"
        " \"groups\": {\"hall\": {\"code\": \"hall\", \"name\": \"hall\"}}}]}");
    put(place, "rooms.csv", rows);
}

static void load_population(struct place *place, const char *descriptor, const char *id)
{
    population_release(&place->population);
    assert_true(population_load(&place->population, descriptor, id, &place->problems,
                                &place->fault));
}

static int open_place(void **state)
{
    struct place *place = calloc(1, sizeof *place);
    assert_non_null(place);
    snprintf(place->folder, sizeof place->folder, "/tmp/simulate-XXXXXX");
    assert_non_null(mkdtemp(place->folder));
    put_questionnaire(place);
    if (!questionnaire_load(&place->questionnaire, below(place, "trial.json"),
                            &place->problems, &place->fault))
        fail_msg("%s", place->problems.problem_count > 0
                           ? place->problems.problem[0].what
                           : place->fault.what);
    load_population(place, REAL, "schools");
    *state = place;
    return 0;
}

static void empty_folder(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char name[1024];
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        if (entry->d_name[0] != '.' && unlink(name) != 0)
            empty_folder(name);
    }
    closedir(folder);
    rmdir(path);
}

static int close_place(void **state)
{
    struct place *place = *state;
    questionnaire_release(&place->questionnaire);
    population_release(&place->population);
    problems_release(&place->problems);
    empty_folder(place->folder);
    free(place);
    return 0;
}

static struct rehearsed simulate(struct place *place, uint64_t seed, int32_t year,
                                 uint32_t participants, const char *folder)
{
    struct output output;
    struct rehearsed rehearsed;
    struct rehearsal rehearsal = {seed, year, 2018, participants, folder};
    assert_true(output_open(&output, place->folder, &place->fault));
    assert_true(simulate_round(&output, &rehearsed, &place->questionnaire,
                               &place->population, &rehearsal, &place->fault));
    assert_true(output_commit(&output, &place->fault));
    output_release(&output);
    return rehearsed;
}

static char *read_bytes(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *size = (size_t)ftell(file);
    rewind(file);
    char *bytes = calloc(*size + 1, 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    fclose(file);
    return bytes;
}

/* The text of the file as UTF-8, in place of the bytes. */
static void decode(struct sheet *sheet, size_t size)
{
    size_t mark = 0;
    const char *name = "WINDOWS-1252";
    if (size >= 2 && memcmp(sheet->text, "\xFF\xFE", 2) == 0) {
        sheet->encoding = UTF16;
        name = "UTF-16LE";
        mark = 2;
    } else if (size >= 3 && memcmp(sheet->text, "\xEF\xBB\xBF", 3) == 0) {
        sheet->encoding = UTF8;
        name = "UTF-8";
        mark = 3;
    }
    iconv_t converter = iconv_open("UTF-8", name);
    size_t room = 3 * size + 1;
    char *decoded = calloc(room + 1, 1);
    char *in = sheet->text + mark;
    char *out = decoded;
    size_t left = size - mark;
    assert_non_null(decoded);
    assert_true(iconv(converter, &in, &left, &out, &room) != (size_t)-1);
    assert_int_equal(left, 0);
    iconv_close(converter);
    free(sheet->text);
    sheet->text = decoded;
}

/* Cuts the text into cells, in place; the first row gives their number. */
static void cut(struct sheet *sheet)
{
    static const char delimiter[] = {';', ',', '\t'};
    size_t cells = 0;
    char *at = sheet->text;
    char *to = sheet->text;
    sheet->delimiter = delimiter[sheet->encoding];
    sheet->cell = calloc(strlen(at) + 1, sizeof *sheet->cell);
    assert_non_null(sheet->cell);
    while (*at != '\0') {
        bool quoted = *at == '"';
        if (sheet->encoding == UTF8)
            assert_true(quoted);
        sheet->cell[cells++] = to;
        at += quoted;
        while (*at != '\0'
               && (quoted ? *at != '"' || at[1] == '"'
                          : *at != sheet->delimiter && *at != '\r')) {
            at += quoted && *at == '"';
            *to++ = *at++;
        }
        at += quoted;
        char end = *at++;
        *to++ = '\0';
        if (end == sheet->delimiter)
            continue;
        assert_int_equal(end, '\r');
        assert_int_equal(*at++, '\n');
        if (sheet->row_count++ == 0)
            sheet->column_count = cells;
        assert_int_equal(cells, sheet->row_count * sheet->column_count);
    }
}

static void sheet_read(struct sheet *sheet, const struct place *place,
                       const char *folder, const char *name)
{
    char path[512];
    size_t size;
    *sheet = (struct sheet){0};
    snprintf(path, sizeof path, "%s/%s/%s.csv", place->folder, folder, name);
    sheet->text = read_bytes(path, &size);
    sheet->name = strdup(name);
    decode(sheet, size);
    cut(sheet);
}

static void sheet_release(struct sheet *sheet)
{
    free(sheet->text);
    free(sheet->name);
    free(sheet->cell);
}

static const char *cell(const struct sheet *sheet, size_t row, size_t column)
{
    assert_true(row < sheet->row_count && column < sheet->column_count);
    return sheet->cell[row * sheet->column_count + column];
}

/* The option a cell means, or -1 when it is empty. */
static int option_in(const struct place *place, const struct sheet *sheet, size_t row,
                     size_t q)
{
    const char *answer = cell(sheet, row, 3 + q);
    if (*answer == '\0')
        return -1;
    int option = scale_find_option(place->questionnaire.question[q].scale, answer,
                                   strlen(answer));
    assert_true(option >= 0);
    return option;
}

/* Calls for every file of a folder, in no order; returns their number. */
static size_t each_sheet(const struct place *place, const char *folder,
                         void (*visit)(const struct place *place,
                                       const struct sheet *sheet, void *context),
                         void *context)
{
    size_t count = 0;
    DIR *open = opendir(below(place, folder));
    assert_non_null(open);
    for (struct dirent *entry; (entry = readdir(open)) != NULL;) {
        struct sheet sheet;
        char name[256];
        size_t length = strlen(entry->d_name);
        if (entry->d_name[0] == '.')
            continue;
        assert_string_equal(entry->d_name + length - 4, ".csv");
        snprintf(name, sizeof name, "%.*s", (int)length - 4, entry->d_name);
        sheet_read(&sheet, place, folder, name);
        visit(place, &sheet, context);
        sheet_release(&sheet);
        count++;
    }
    closedir(open);
    return count;
}

struct tally {
    size_t rows;
    size_t state[3]; /* by enum option_state */
    size_t blank;
    size_t hidden;      /* follow-ups not shown */
    size_t hidden_told; /* … and answered for all that */
    size_t halves;      /* rows with nothing in the last half */
    size_t encoding[3];
    size_t labelled;     /* files with answers by label */
    size_t surplus;      /* files with one more delimiter in every row */
    size_t swapped;      /* rows that follow one with a higher id */
    uint8_t *seen;       /* by unit */
    int64_t value[4000]; /* by unit: sum of its values, and their number */
    int64_t values[4000];
};

static void tally_row(const struct place *place, const struct sheet *sheet, size_t row,
                      uint32_t unit, struct tally *tally)
{
    size_t last = 0;
    bool shown = true;
    for (size_t q = 0; q < QUESTIONS; q++) {
        const struct question *question = &place->questionnaire.question[q];
        int option = option_in(place, sheet, row, q);
        if (q == GATE)
            shown = option == 1;
        if (q == FOLLOW_UP && !shown) {
            tally->hidden++;
            tally->hidden_told += option >= 0;
            continue;
        }
        if (option < 0) {
            tally->blank++;
            continue;
        }
        last = q;
        const struct option *chosen = &question->scale->option[option];
        tally->state[chosen->state]++;
        if (chosen->state != OPTION_VALUE || q == GATE || q == REVERSED)
            continue;
        tally->value[unit] += chosen->value / POINT;
        tally->values[unit]++;
    }
    tally->halves += last < QUESTIONS - 6;
}

static void tally_sheet(const struct place *place, const struct sheet *sheet,
                        void *context)
{
    struct tally *tally = context;
    const struct population *population = &place->population;
    bool labelled = false;
    assert_string_equal(cell(sheet, 0, 0), "kode");
    assert_string_equal(cell(sheet, 0, 1), "navn");
    assert_string_equal(cell(sheet, 0, 2), SIMULATED_COLUMN);
    assert_string_equal(cell(sheet, 0, 3), "q00");
    assert_string_equal(cell(sheet, 0, 2 + QUESTIONS), "q39");
    assert_true(sheet->row_count > 1);
    for (size_t row = 1; row < sheet->row_count; row++) {
        const char *id = cell(sheet, row, 0);
        uint32_t unit = population_find(population, id, strlen(id));
        assert_true(unit != NAMES_NONE);
        assert_string_equal(cell(sheet, row, 1), population->unit_name[unit]);
        assert_string_equal(cell(sheet, row, 2), "7");
        size_t owner = population_owner_level(population);
        assert_string_equal(owner == population->level_count
                                ? id
                                : population->level[owner]
                                      .group[population_cluster(population, unit)]
                                      .code,
                            sheet->name);
        assert_int_equal(tally->seen[unit], 0);
        tally->seen[unit] = 1;
        tally->rows++;
        if (row > 1)
            tally->swapped += strcmp(cell(sheet, row - 1, 0), id) > 0;
        for (size_t q = 0; q < QUESTIONS; q++)
            labelled = labelled || strchr(cell(sheet, row, 3 + q), ' ') != NULL;
        tally_row(place, sheet, row, unit, tally);
    }
    tally->encoding[sheet->encoding]++;
    tally->labelled += labelled;
    tally->surplus += sheet->column_count == QUESTIONS + 4;
    assert_true(
        sheet->column_count == QUESTIONS + 3
        || (sheet->encoding == WINDOWS_1252 && *cell(sheet, 1, QUESTIONS + 3) == '\0'));
}

/* A round of seed 7, told up; released with tally_release(). */
static struct tally *tally_round(struct place *place, int32_t year,
                                 uint32_t participants, const char *folder,
                                 struct rehearsed *rehearsed)
{
    struct tally *tally = calloc(1, sizeof *tally);
    assert_non_null(tally);
    tally->seen = calloc(place->population.unit_count, 1);
    assert_non_null(tally->seen);
    *rehearsed = simulate(place, 7, year, participants, folder);
    size_t files = each_sheet(place, folder, tally_sheet, tally);
    assert_int_equal(files, rehearsed->file_count);
    assert_int_equal(files, rehearsed->cluster_count);
    assert_int_equal(tally->rows, rehearsed->unit_count);
    return tally;
}

static void tally_release(struct tally *tally)
{
    free(tally->seen);
    free(tally);
}

static void exactly_the_wanted_clusters_take_part_with_their_own_units(void **state)
{
    struct place *place = *state;
    struct rehearsed rehearsed;
    struct tally *tally = tally_round(place, 2018, 60, "answers/a", &rehearsed);
    assert_int_equal(rehearsed.file_count, 60);
    size_t eligible = 0;
    const struct level *owner =
        &place->population.level[population_owner_level(&place->population)];
    bool takes_part[200] = {false};
    for (uint32_t unit = 0; unit < place->population.unit_count; unit++)
        if (tally->seen[unit] != 0)
            takes_part[owner->group_of[unit]] = true;
    for (uint32_t c = 0; c < owner->group_count; c++)
        eligible += takes_part[c] ? owner->group[c].unit_count : 0;
    /* About six in a hundred do not answer. */
    assert_in_range(tally->rows * 1000 / eligible, 915, 965);
    assert_true(tally->swapped * 3 > tally->rows);
    tally_release(tally);
}

static void all_take_part_when_no_number_or_a_high_one_is_given(void **state)
{
    struct place *place = *state;
    assert_int_equal(simulate(place, 7, 2018, 0, "a").file_count,
                     population_cluster_count(&place->population));
    assert_int_equal(simulate(place, 7, 2018, 5000, "b").file_count,
                     population_cluster_count(&place->population));
}

static void units_that_stand_alone_always_answer(void **state)
{
    struct place *place = *state;
    struct rehearsed rehearsed;
    load_population(place, REAL, "municipalities");
    struct tally *tally = tally_round(place, 2018, 0, "a", &rehearsed);
    assert_int_equal(rehearsed.file_count, 98);
    assert_int_equal(rehearsed.unit_count, 98);
    tally_release(tally);
}

static void a_cluster_that_takes_part_has_someone_who_answers(void **state)
{
    struct place *place = *state;
    struct text rows = {0};
    struct rehearsed rehearsed;
    text_add(&rows, "id,name,hall\n");
    for (int room = 0; room < 300; room++)
        text_print(&rows, "r%d,Room,h%d\n", room, room);
    put_register(place, rows.bytes);
    text_release(&rows);
    load_population(place, below(place, "registers.json"), "rooms");
    struct tally *tally = tally_round(place, 2018, 0, "a", &rehearsed);
    assert_int_equal(rehearsed.unit_count, 300);
    tally_release(tally);
}

static void shares_of_states_are_plausible(void **state)
{
    struct place *place = *state;
    struct rehearsed rehearsed;
    struct tally *tally = tally_round(place, 2018, 0, "a", &rehearsed);
    size_t total = tally->blank + tally->state[OPTION_VALUE]
                   + tally->state[OPTION_DONT_KNOW]
                   + tally->state[OPTION_NOT_APPLICABLE];
    assert_in_range(tally->state[OPTION_DONT_KNOW] * 1000 / total, 20, 40);
    assert_in_range(tally->state[OPTION_NOT_APPLICABLE] * 1000 / total, 8, 22);
    assert_in_range(tally->blank * 1000 / total, 10, 30);
    assert_in_range(tally->halves * 1000 / tally->rows, 8, 35);
    assert_true(tally->hidden * 4 > tally->rows);
    assert_true(tally->hidden < tally->rows);
    assert_int_equal(tally->hidden_told, 0);
    tally_release(tally);
}

static void files_come_in_every_form(void **state)
{
    struct place *place = *state;
    struct rehearsed rehearsed;
    struct tally *tally = tally_round(place, 2018, 0, "a", &rehearsed);
    for (int encoding = 0; encoding < 3; encoding++)
        assert_in_range(tally->encoding[encoding], 20, 50);
    assert_in_range(tally->labelled, 8, 30);
    assert_in_range(tally->surplus, 4, 25);
    tally_release(tally);
}

/* The mean value of a unit's answers in thousandths. */
static int64_t mean(const struct tally *tally, uint32_t unit)
{
    return tally->values[unit] == 0 ? 2600
                                    : tally->value[unit] * 1000 / tally->values[unit];
}

static void clusters_differ_more_than_chance_would_make_them(void **state)
{
    struct place *place = *state;
    const struct population *population = &place->population;
    struct rehearsed rehearsed;
    struct tally *tally = tally_round(place, 2018, 0, "a", &rehearsed);
    int64_t sum[200] = {0};
    int64_t count[200] = {0};
    int64_t all = 0;
    int64_t between = 0;
    int64_t within = 0;
    for (uint32_t unit = 0; unit < population->unit_count; unit++) {
        if (tally->seen[unit] == 0)
            continue;
        uint32_t cluster = population_cluster(population, unit);
        sum[cluster] += mean(tally, unit);
        count[cluster]++;
        all += mean(tally, unit);
    }
    int64_t grand = all / (int64_t)tally->rows;
    int64_t clusters = population_cluster_count(population);
    assert_in_range(grand, 2000, 3200);
    for (uint32_t unit = 0; unit < population->unit_count; unit++) {
        if (tally->seen[unit] == 0)
            continue;
        uint32_t cluster = population_cluster(population, unit);
        int64_t center = sum[cluster] / count[cluster];
        between += (center - grand) * (center - grand);
        within += (mean(tally, unit) - center) * (mean(tally, unit) - center);
    }
    between /= clusters - 1;
    within /= (int64_t)tally->rows - clusters;
    /* With n about 13 a cluster, an intraclass correlation of 0.35 makes this ratio 8.
     */
    assert_true(between > 5 * within);
    assert_true(between < 15 * within);
    tally_release(tally);
}

static void years_rise_on_average_and_go_together(void **state)
{
    struct place *place = *state;
    const struct population *population = &place->population;
    struct rehearsed rehearsed;
    struct tally *first = tally_round(place, 2018, 0, "a", &rehearsed);
    struct tally *last = tally_round(place, 2020, 0, "b", &rehearsed);
    int64_t n = 0;
    int64_t x = 0;
    int64_t y = 0;
    int64_t fell = 0;
    for (uint32_t unit = 0; unit < population->unit_count; unit++) {
        if (first->seen[unit] == 0 || last->seen[unit] == 0)
            continue;
        n++;
        x += mean(first, unit);
        y += mean(last, unit);
        fell += mean(last, unit) < mean(first, unit);
    }
    assert_in_range((y - x) / n, 120, 320);
    assert_in_range(fell * 100 / n, 5, 40);
    x /= n;
    y /= n;
    int64_t xx = 0;
    int64_t yy = 0;
    int64_t xy = 0;
    for (uint32_t unit = 0; unit < population->unit_count; unit++) {
        if (first->seen[unit] == 0 || last->seen[unit] == 0)
            continue;
        xx += (mean(first, unit) - x) * (mean(first, unit) - x);
        yy += (mean(last, unit) - y) * (mean(last, unit) - y);
        xy += (mean(first, unit) - x) * (mean(last, unit) - y);
    }
    /* r between 0.75 and 0.95, as r squared, in thousandths. */
    assert_true(xy > 0);
    assert_in_range((int64_t)((__extension__(__int128) xy * xy * 1000 / xx) / yy), 562,
                    902);
    tally_release(first);
    tally_release(last);
}

static void a_few_clusters_come_and_go_between_years(void **state)
{
    struct place *place = *state;
    const struct population *population = &place->population;
    struct rehearsed rehearsed;
    struct tally *first = tally_round(place, 2018, 60, "a", &rehearsed);
    struct tally *last = tally_round(place, 2019, 60, "b", &rehearsed);
    bool took[2][200] = {{false}};
    for (uint32_t unit = 0; unit < population->unit_count; unit++) {
        took[0][population_cluster(population, unit)] |= first->seen[unit] != 0;
        took[1][population_cluster(population, unit)] |= last->seen[unit] != 0;
    }
    size_t left = 0;
    for (uint32_t c = 0; c < population_cluster_count(population); c++)
        left += took[0][c] && !took[1][c];
    assert_in_range(left, 1, 10);
    tally_release(first);
    tally_release(last);
}

/* Whether a file of one folder holds the same bytes as its namesake in another. */
static bool same_file(const struct place *place, const char *one, const char *other,
                      const char *name)
{
    char path[512];
    size_t size[2];
    snprintf(path, sizeof path, "%s/%s/%s.csv", place->folder, one, name);
    char *left = read_bytes(path, &size[0]);
    snprintf(path, sizeof path, "%s/%s/%s.csv", place->folder, other, name);
    char *right = read_bytes(path, &size[1]);
    bool same = size[0] == size[1] && memcmp(left, right, size[0]) == 0;
    free(left);
    free(right);
    return same;
}

static void count_same(const struct place *place, const struct sheet *sheet,
                       void *context)
{
    *(size_t *)context += same_file(place, "a", "b", sheet->name);
}

static void the_same_seed_gives_the_same_bytes(void **state)
{
    struct place *place = *state;
    size_t same = 0;
    simulate(place, 7, 2019, 0, "a");
    simulate(place, 7, 2019, 0, "b");
    size_t files = each_sheet(place, "a", count_same, &same);
    assert_int_equal(same, files);
}

static void another_seed_or_year_gives_others(void **state)
{
    struct place *place = *state;
    size_t same = 0;
    simulate(place, 7, 2019, 0, "a");
    simulate(place, 8, 2019, 0, "b");
    each_sheet(place, "a", count_same, &same);
    assert_int_equal(same, 0);
    simulate(place, 7, 2020, 0, "b");
    each_sheet(place, "a", count_same, &same);
    assert_int_equal(same, 0);
}

static void one_more_unit_changes_no_other(void **state)
{
    struct place *place = *state;
    struct sheet before;
    struct sheet after;
    put_register(place, "id,name,hall\nr1,One,A\nr2,Two,A\nr3,Three,B\n");
    load_population(place, below(place, "registers.json"), "rooms");
    simulate(place, 7, 2019, 0, "a");
    put_register(place, "id,name,hall\nr0,Nil,A\nr2,Two,A\nr1,One,A\nr3,Three,B\n");
    load_population(place, below(place, "registers.json"), "rooms");
    simulate(place, 7, 2019, 0, "b");
    assert_true(same_file(place, "a", "b", "B"));
    sheet_read(&before, place, "a", "A");
    sheet_read(&after, place, "b", "A");
    assert_int_equal(before.column_count, after.column_count);
    for (size_t row = 1; row < before.row_count; row++) {
        size_t found = 0;
        for (size_t other = 1; other < after.row_count; other++)
            if (strcmp(cell(&before, row, 0), cell(&after, other, 0)) == 0)
                found = other;
        assert_true(found > 0);
        for (size_t column = 0; column < before.column_count; column++)
            assert_string_equal(cell(&before, row, column),
                                cell(&after, found, column));
    }
    sheet_release(&before);
    sheet_release(&after);
}

static void
hostile_names_stay_text_and_strange_letters_get_a_form_that_has_them(void **state)
{
    struct place *place = *state;
    struct text rows = {0};
    struct sheet sheet;
    text_add(&rows, "id,name,hall\n");
    for (int hall = 0; hall < 40; hall++)
        text_print(&rows, "\"r;\"\"%d\",\"\xC5\x81\xC3\xB3; \"\"d\xC5\xBA, x\",../%d\n",
                   hall, hall);
    put_register(place, rows.bytes);
    text_release(&rows);
    load_population(place, below(place, "registers.json"), "rooms");
    simulate(place, 7, 2019, 0, "a");
    size_t sixteen = 0;
    for (int hall = 0; hall < 40; hall++) {
        char name[32];
        char id[32];
        snprintf(name, sizeof name, "%%2E%%2E%%2F%d", hall);
        snprintf(id, sizeof id, "r;\"%d", hall);
        sheet_read(&sheet, place, "a", name);
        assert_true(sheet.encoding != WINDOWS_1252);
        assert_string_equal(cell(&sheet, 1, 0), id);
        assert_string_equal(cell(&sheet, 1, 1), "\xC5\x81\xC3\xB3; \"d\xC5\xBA, x");
        sixteen += sheet.encoding == UTF16;
        sheet_release(&sheet);
    }
    assert_in_range(sixteen, 5, 25);
}

static void no_file_gets_its_name_before_all_are_whole(void **state)
{
    struct place *place = *state;
    struct output output;
    struct rehearsed rehearsed;
    struct rehearsal rehearsal = {7, 2019, 2018, 3, "a"};
    assert_true(output_open(&output, place->folder, &place->fault));
    assert_true(simulate_round(&output, &rehearsed, &place->questionnaire,
                               &place->population, &rehearsal, &place->fault));
    output_release(&output);
    DIR *folder = opendir(below(place, "a"));
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        assert_int_equal(entry->d_name[0], '.');
    closedir(folder);
}

static void short_of_memory_at_any_call_is_a_fault_and_leaks_nothing(void **state)
{
    struct place *place = *state;
    struct rehearsal rehearsal = {7, 2019, 2018, 0, "a"};
    put_register(place, "id,name,hall\nr1,\xC3\xA6,A\nr2,\xC5\x81,B\nr3,c,C\n");
    load_population(place, below(place, "registers.json"), "rooms");
    bool ok = false;
    for (unsigned long call = 1; !ok; call++) {
        struct output output;
        struct rehearsed rehearsed;
        assert_true(call < 10000);
        place->fault = (struct fault){0};
        assert_true(output_open(&output, place->folder, &place->fault));
        memory_fail_from(call);
        ok = simulate_round(&output, &rehearsed, &place->questionnaire,
                            &place->population, &rehearsal, &place->fault);
        memory_fail_from(0);
        if (!ok)
            assert_string_equal(place->fault.what, "out of memory");
        output_release(&output);
    }
}

int main(void)
{
#define PLACED(test) cmocka_unit_test_setup_teardown(test, open_place, close_place)
    const struct CMUnitTest tests[] = {
        PLACED(exactly_the_wanted_clusters_take_part_with_their_own_units),
        PLACED(all_take_part_when_no_number_or_a_high_one_is_given),
        PLACED(units_that_stand_alone_always_answer),
        PLACED(a_cluster_that_takes_part_has_someone_who_answers),
        PLACED(shares_of_states_are_plausible),
        PLACED(files_come_in_every_form),
        PLACED(clusters_differ_more_than_chance_would_make_them),
        PLACED(years_rise_on_average_and_go_together),
        PLACED(a_few_clusters_come_and_go_between_years),
        PLACED(the_same_seed_gives_the_same_bytes),
        PLACED(another_seed_or_year_gives_others),
        PLACED(one_more_unit_changes_no_other),
        PLACED(hostile_names_stay_text_and_strange_letters_get_a_form_that_has_them),
        PLACED(no_file_gets_its_name_before_all_are_whole),
        PLACED(short_of_memory_at_any_call_is_a_fault_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

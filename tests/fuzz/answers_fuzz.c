#include "answers/answers.h"
#include "base/catalogue.h"
#include "base/memory.h"
#include "workbook.h"

#include <jansson.h>
#include <stdio.h>
#include <unistd.h>

/* Any bytes as a file of answers. The first one says what the others are:

     t  a file as it is               8  the same behind a mark of UTF-8
     u  UTF-16LE as it is             l, b  characters that become UTF-16LE, UTF-16BE
     z  a workbook as it is           x  the parts of a workbook, PARTED
     c  cells that become a workbook  s  a file that a mapping is suggested for
     m  a mapping, PARTED from a file that it is used for

   The second one says which questionnaire it answers, and in which language it is told
   of what is wrong. What is told must be a line of UTF-8 without a character that a
   terminal would obey, and what is taken must be answers. Built with a fuzzing engine
   this is one; with -DREPLAY it runs the files it is given. */

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#define QUESTIONNAIRES 2

static const char kinds[] = "t8ulbzxcsm";
static const char *const edition[QUESTIONNAIRES] = {"tests/cases/shared/tiny.json",
                                                    "tests/fuzz/kinds.json"};
static struct questionnaire questionnaire[QUESTIONNAIRES];
static struct population population;

static void prepare(void)
{
    struct problems problems = {0};
    struct fault fault = {0};
    static bool done;
    if (done)
        return;
    done = true;
    json_set_alloc_funcs(memory_library_allocate, memory_release);
    bool ok = population_load(&population, "tests/cases/shared/registers.json", "units",
                              &problems, &fault);
    for (int q = 0; ok && q < QUESTIONNAIRES; q++)
        ok = questionnaire_load(&questionnaire[q], edition[q], &problems, &fault);
    if (!ok) {
        fprintf(stderr, "start it in the topmost folder: %s\n", fault.what);
        abort();
    }
    problems_release(&problems);
}

static void demanded(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

#define demand(holds) demanded(holds, #holds)

static void look_at_line(const char *line)
{
    demand(utf8_valid_length(line, strlen(line)) == strlen(line));
    for (const unsigned char *at = (const unsigned char *)line; *at != '\0'; at++)
        demand(*at >= 0x20 && *at != 0x7F && !(*at == 0xC2 && at[1] < 0xA0));
}

static void look_at_problems(const struct problems *problems)
{
    for (size_t p = 0; p < problems->problem_count; p++) {
        look_at_line(problems->problem[p].what);
        look_at_line(problems->problem[p].where);
    }
    demand(problems->problem_count <= 400);
}

static void look_at_code(const struct questionnaire *q, uint32_t number, int8_t code)
{
    const struct question *question = &q->question[number];
    demand(code >= ANSWER_NOT_ASKED && code < (int)question->scale->option_count);
}

static void look_at(const struct answer_file *file, const struct questionnaire *q,
                    const struct problems *problems)
{
    const struct answers *answers = &file->answers;
    for (uint32_t row = 0; row < answers->row_count; row++) {
        demand(answers->unit[row] < population.unit_count);
        demand(row == 0 || answers->unit[row - 1] < answers->unit[row]);
        demand(answers->source_row[row] > 0);
        for (uint32_t n = 0; n < q->question_count; n++)
            look_at_code(q, n, answers_to(answers, n)[row]);
    }
    for (size_t c = 0; c < file->comment_count; c++) {
        const char *text = file->comment[c].text;
        demand(file->comment[c].row < answers->row_count);
        demand(file->comment[c].question < q->question_count);
        demand(utf8_valid_length(text, strlen(text)) == strlen(text));
    }
    for (size_t r = 0; r < file->refused_count; r++) {
        const char *cells = file->refused[r].cells;
        look_at_line(file->refused[r].reason);
        demand(cells == NULL
               || utf8_valid_length(cells, strlen(cells)) == strlen(cells));
    }
    demand(file->refused_count - file->aside_count <= problems->error_count);
}

static void widen(struct text *made, const char *bytes, size_t size, bool little)
{
    text_append(made, little ? "\xFF\xFE" : "\xFE\xFF", 2);
    for (size_t i = 0; i < size; i++) {
        char pair[2] = {little ? bytes[i] : '\0', little ? '\0' : bytes[i]};
        text_append(made, pair, 2);
    }
}

static void make(struct text *made, char kind, const char *bytes, size_t size)
{
    if (kind == 'l' || kind == 'b')
        widen(made, bytes, size, kind == 'l');
    else if (kind == 'x')
        workbook_of_parts(made, bytes, size);
    else if (kind == 'c')
        workbook_of_lines(made, bytes, size);
    else {
        text_add(made, kind == '8' ? "\xEF\xBB\xBF" : kind == 'u' ? "\xFF\xFE" : "");
        text_append(made, bytes, size);
    }
}

/* The file of a mapping has no name but the descriptor's. */
static struct mapping *load_mapping(const struct piece *piece,
                                    const struct questionnaire *q,
                                    struct problems *problems, struct fault *fault)
{
    static FILE *file;
    static char path[64];
    if (file == NULL)
        file = tmpfile();
    demand(file != NULL);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fileno(file));
    demand(ftruncate(fileno(file), 0) == 0);
    demand(pwrite(fileno(file), piece->bytes, piece->size, 0) == (ssize_t)piece->size);
    return mapping_load(path, q, problems, fault);
}

static void read_answers(const struct source *source, const struct questionnaire *q,
                         const struct mapping *mapping)
{
    struct answer_file file = {0};
    struct problems problems = {0};
    struct fault fault = {0};
    bool ok =
        answers_read_mapped(&file, source, q, &population, mapping, &problems, &fault);
    demand(fault.kind == FAULT_NONE && (ok || problems.error_count > 0));
    look_at_problems(&problems);
    if (ok)
        look_at(&file, q, &problems);
    answer_file_release(&file);
    problems_release(&problems);
}

static void suggest(const struct source *source, const struct questionnaire *q)
{
    struct text json = {0};
    struct problems problems = {0};
    struct fault fault = {0};
    if (mapping_suggest(&json, source, q, &population, NULL, &problems, &fault)) {
        struct piece piece = {json.bytes, json.length};
        struct problems own = {0};
        struct mapping *mapping = load_mapping(&piece, q, &own, &fault);
        demand(fault.kind == FAULT_NONE); /* what nobody can know is for a person */
        if (mapping != NULL)
            read_answers(source, q, mapping);
        mapping_free(mapping);
        problems_release(&own);
    } else
        demand(fault.kind == FAULT_DATA || problems.error_count > 0);
    look_at_problems(&problems);
    look_at_line(fault.what);
    text_release(&json);
    problems_release(&problems);
}

static void map(const struct piece *piece, const struct source *source,
                const struct questionnaire *q)
{
    struct problems problems = {0};
    struct fault fault = {0};
    struct mapping *mapping = load_mapping(piece, q, &problems, &fault);
    demand(fault.kind == FAULT_NONE);
    demand((mapping == NULL) == (problems.error_count > 0));
    look_at_problems(&problems);
    if (mapping != NULL)
        read_answers(source, q, mapping);
    mapping_free(mapping);
    problems_release(&problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct text made = {0};
    struct piece piece[2] = {0};
    prepare();
    if (size < 2)
        return 0;
    char kind = kinds[strchr(kinds, bytes[0]) != NULL && bytes[0] != '\0'
                          ? (size_t)(strchr(kinds, bytes[0]) - kinds)
                          : bytes[0] % strlen(kinds)];
    const struct questionnaire *q = &questionnaire[bytes[1] % QUESTIONNAIRES];
    catalogue_speak(bytes[1] / QUESTIONNAIRES % LANGUAGE_COUNT);
    int pieces = 1;
    piece[0] = (struct piece){(const char *)bytes + 2, size - 2};
    if (kind == 'm')
        pieces = cut(piece, 2, (const char *)bytes + 2, size - 2);
    make(&made, kind, piece[pieces - 1].bytes, piece[pieces - 1].size);
    struct source source = {.path = (char *)"a.csv", .size = made.length};
    source.bytes =
        malloc(made.length + 1); /* of its own size, so that no byte more is read */
    demand(source.bytes != NULL);
    memcpy(source.bytes, made.bytes == NULL ? "" : made.bytes, made.length + 1);
    if (kind == 's')
        suggest(&source, q);
    else if (kind == 'm')
        map(&piece[0], &source, q);
    else
        read_answers(&source, q, NULL);
    free(source.bytes);
    text_release(&made);
    return 0;
}

#ifdef REPLAY
int main(int count, char **file)
{
    static uint8_t bytes[1 << 20];
    for (int i = 1; i < count; i++) {
        FILE *stream = fopen(file[i], "rb");
        if (stream == NULL)
            return 1;
        size_t size = fread(bytes, 1, sizeof bytes, stream);
        fclose(stream);
        LLVMFuzzerTestOneInput(bytes, size);
    }
    printf("fuzz-answers: %d passed, 0 failed\n", count - 1);
    return 0;
}
#endif

/* The toolbox: exact numbers, text, names, faults and problems. */

#include "base/arena.h"
#include "base/exact.h"
#include "base/guard.h"
#include "base/language.h"
#include "base/names.h"
#include "base/text.h"
#include "support.h"

static void assert_fixed(int64_t nano, int decimals, bool trim, const char *wanted)
{
    char text[FIXED_BYTES];
    fixed_print(text, nano, decimals, ',', trim);
    assert_string_equal(text, wanted);
}

static void fixed_numbers_round_half_away_from_zero(void **state)
{
    (void)state;
    assert_fixed(350000000, 1, false, "0,4");
    assert_fixed(250000000, 1, false, "0,3");
    assert_fixed(249999999, 1, false, "0,2");
    assert_fixed(-250000000, 1, false, "-0,3");
    assert_fixed(-350000000, 1, false, "-0,4");
    assert_fixed(99950000000, 1, false, "100,0");
    assert_fixed(500000000, 0, false, "1");
    assert_fixed(499999999, 0, false, "0");
}

static void fixed_numbers_never_show_a_negative_zero(void **state)
{
    (void)state;
    assert_fixed(-49999999, 1, false, "0,0");
    assert_fixed(-49999999, 1, true, "0");
    assert_fixed(-1, 0, false, "0");
    assert_fixed(-1, 9, false, "-0,000000001");
}

static void fixed_numbers_trim_zeros_behind_the_mark_only(void **state)
{
    (void)state;
    assert_fixed(FULL_SCORE, 9, true, "100");
    assert_fixed(FULL_SCORE, 2, false, "100,00");
    assert_fixed(FULL_SCORE, 0, true, "100");
    assert_fixed(0, 9, true, "0");
    assert_fixed(1, 9, true, "0,000000001");
    assert_fixed(50500000000, 4, true, "50,5");
    assert_fixed(50050000000, 4, true, "50,05");
    assert_fixed(INT64_MAX, 9, false, "9223372036,854775807");
    assert_fixed(INT64_MIN, 9, false, "-9223372036,854775808");
    assert_fixed(INT64_MIN, 0, true, "-9223372037");
}

static void division_rounds_half_away_from_zero_on_both_sides(void **state)
{
    (void)state;
    assert_int_equal(divide_rounded(1, 2), 1);
    assert_int_equal(divide_rounded(-1, 2), -1);
    assert_int_equal(divide_rounded(5, 2), 3);
    assert_int_equal(divide_rounded(-5, 2), -3);
    assert_int_equal(divide_rounded(1, 3), 0);
    assert_int_equal(divide_rounded(-1, 3), 0);
    assert_int_equal(divide_rounded(2, 3), 1);
    assert_int_equal(divide_rounded(-2, 3), -1);
    assert_int_equal(divide_rounded(0, 7), 0);
    assert_true(divide_rounded((wide)INT64_MAX * 3 + 1, 3) == INT64_MAX);
    assert_true(divide_rounded((wide)INT64_MIN * 3 + 1, 3) == INT64_MIN);
    /* A denominator so large that doubling the rest would overflow. */
    wide large = (wide)1 << 126;
    assert_int_equal(divide_rounded(large / 2 - 1, large), 0);
    assert_int_equal(divide_rounded(large / 2, large), 1);
    assert_int_equal(divide_rounded(-(large / 2), large), -1);
}

static void roots_are_exact_around_squares_and_ties(void **state)
{
    (void)state;
    const int64_t root[] = {1, 2, 3, 1000, 3037000499, INT64_C(4611686018427387903)};
    for (size_t i = 0; i < sizeof root / sizeof *root; i++) {
        wide square = (wide)root[i] * root[i];
        assert_int_equal(root_rounded(square, 1), root[i]);
        assert_int_equal(root_rounded(square + 1, 1), root[i] + (root[i] == 0));
        assert_int_equal(root_rounded(square - 1, 1), root[i] - (root[i] == 1));
        /* Up from (root + 1/2)^2 = root^2 + root + 1/4 on. */
        assert_int_equal(root_rounded(square + root[i], 1), root[i]);
        assert_int_equal(root_rounded(square + root[i] + 1, 1), root[i] + 1);
        if (i < 5) {
            wide quarters = 4 * (square + root[i]) + 1;
            assert_int_equal(root_rounded(quarters, 4), root[i] + 1);
            assert_int_equal(root_rounded(quarters * 25 - 1, 100), root[i]);
        }
    }
    assert_int_equal(root_rounded(0, 5), 0);
    assert_int_equal(root_rounded(1, 4), 1);
    assert_int_equal(root_rounded(1, 5), 0);
    assert_int_equal(root_rounded(2, 9), 0);
    assert_int_equal(root_rounded(1, 3), 1);
}

static void utf8_is_measured_to_the_first_wrong_byte(void **state)
{
    (void)state;
    assert_int_equal(utf8_valid_length(BYTES("")), 0);
    assert_int_equal(utf8_valid_length(BYTES("plain text of ASCII")), 19);
    assert_int_equal(utf8_valid_length(BYTES("æøå€😀")), 13);
    assert_int_equal(utf8_valid_length(BYTES("a\xC0\x80")), 1);     /* overlong NUL */
    assert_int_equal(utf8_valid_length(BYTES("a\xC1\xBF")), 1);     /* overlong DEL */
    assert_int_equal(utf8_valid_length(BYTES("a\xE0\x9F\xBF")), 1); /* overlong */
    assert_int_equal(utf8_valid_length(BYTES("a\xF0\x8F\xBF\xBF")), 1);
    assert_int_equal(utf8_valid_length(BYTES("a\xED\xA0\x80")), 1); /* surrogate */
    assert_int_equal(utf8_valid_length(BYTES("a\xED\x9F\xBF")), 4);
    assert_int_equal(utf8_valid_length(BYTES("a\xF4\x90\x80\x80")), 1); /* > 10FFFF */
    assert_int_equal(utf8_valid_length(BYTES("a\xF4\x8F\xBF\xBF")), 5);
    assert_int_equal(utf8_valid_length(BYTES("12345678\xE2\x82")), 8); /* cut short */
    assert_int_equal(utf8_valid_length(BYTES("1234567\xE2\x82\xAC")), 10);
    assert_int_equal(utf8_valid_length(BYTES("\x80")), 0);
    assert_int_equal(utf8_valid_length(BYTES("\xFF")), 0);
}

static void assert_folded(const char *text, const char *wanted)
{
    char folded[64];
    assert_int_equal(text_fold(folded, sizeof folded, text, strlen(text)),
                     strlen(wanted));
    assert_string_equal(folded, wanted);
}

static void folding_forgives_case_and_every_kind_of_space(void **state)
{
    (void)state;
    assert_folded("  Ved\tIkke \r\n", "ved ikke");
    assert_folded("Ved\u00A0\u00A0ikke", "ved ikke");
    assert_folded("\uFEFFÆØÅ ÉÜ", "æøå éü");
    assert_folded("a\nb\r\nc\vd\fe", "a b c d e");
    assert_folded("a\xC2\x85"
                  "b\u1680c\u2028d\u2029e\u202Ff\u205Fg\u3000h",
                  "a b c d e f g h");
    assert_folded("× ÷ ß ẞ €", "× ÷ ß ẞ €");
    assert_folded(" \u00A0 ", "");
    assert_folded("", "");
}

static void folding_says_when_the_text_does_not_fit(void **state)
{
    (void)state;
    char folded[8] = "stale";
    assert_int_equal(text_fold(folded, 8, BYTES("abcdefg")), 7);
    assert_string_equal(folded, "abcdefg");
    assert_int_equal(text_fold(folded, 8, BYTES("abcdefgh")), 8);
    assert_string_equal(folded, "");
    assert_int_equal(text_fold(folded, 8, BYTES("abcdef å")), 8);
    assert_int_equal(text_fold(folded, 8, BYTES("abcd å  ")), 7);
}

static void distance_counts_edits_and_swaps_up_to_its_limit(void **state)
{
    (void)state;
    assert_int_equal(text_distance("", "", 2), 0);
    assert_int_equal(text_distance("abc", "abc", 2), 0);
    assert_int_equal(text_distance("abc", "acb", 2), 1);
    assert_int_equal(text_distance("abc", "ab", 2), 1);
    assert_int_equal(text_distance("abc", "xbcd", 2), 2);
    assert_int_equal(text_distance("abc", "xyz", 2), 3);
    assert_int_equal(text_distance("", "ab", 2), 2);
    assert_int_equal(text_distance("abcdef", "", 2), 3);
    char longest[65];
    memset(longest, 'a', sizeof longest);
    longest[64] = '\0';
    assert_int_equal(text_distance(longest, longest, 2), 3);
    longest[63] = '\0';
    assert_int_equal(text_distance(longest, longest, 2), 0);
}

static void an_excerpt_is_bounded_and_holds_no_control_character(void **state)
{
    (void)state;
    char excerpt[TEXT_EXCERPT_BYTES];
    char faces[61 * 4 + 1] = "";
    char wanted[60 * 4 + 4] = "";
    for (size_t i = 0; i < 61; i++)
        memcpy(faces + i * 4, "😀", 5);
    memcpy(wanted, faces, 240);
    memcpy(wanted + 240, "…", sizeof "…");
    assert_string_equal(text_excerpt(excerpt, faces, 240), faces + 4);
    assert_string_equal(text_excerpt(excerpt, faces, 244), wanted);
    assert_string_equal(text_excerpt(excerpt, BYTES("a\tb\n\x1b[31m\x7f")),
                        "a\\x09b\\x0a\\x1b[31m\\x7f");
    /* U+009B is an escape sequence's beginning to some terminals. */
    assert_string_equal(text_excerpt(excerpt, BYTES("a\xC2\x9B"
                                                    "31m\xC2\x80\xC2\x9F\u00a0")),
                        "a\\x9b31m\\x80\\x9f\u00a0");
    assert_string_equal(text_excerpt(excerpt, BYTES("\xE2\x82 \0x")),
                        "\\xe2\\x82 \\x00x");
    char control[100];
    memset(control, 1, sizeof control);
    assert_int_equal(strlen(text_excerpt(excerpt, control, 100)), 60 * 4 + 3);
    assert_string_equal(text_excerpt(excerpt, "", 0), "");
}

static void danish_names_stand_in_danish_order(void **state)
{
    (void)state;
    static const char *const ordered[] = {
        "",       "1",      "2",        "Albertslund", "albertslund", "André", "Andrea",
        "Andréb", "Andrée", "Fjord",    "Muñoz",       "Munro",       "Zeta",  "Ældre",
        "Ærø",    "Ødis",   "Aabenraa", "Aarhus",      "Århus",       "Årslev"};
    size_t count = sizeof ordered / sizeof *ordered;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            int wanted = i < j ? -1 : i > j;
            if (text_compare_danish(ordered[i], ordered[j]) != wanted)
                fail_msg("\"%s\" beside \"%s\"", ordered[i], ordered[j]);
        }
}

static void a_file_name_cannot_leave_its_folder(void **state)
{
    (void)state;
    struct text text = {0};
    text_add_file_name(&text, "../../x");
    text_add_file_name(&text, "-A_z9");
    text_add_file_name(&text, "æ %\n\\:");
    assert_string_equal(text.bytes, "%2E%2E%2F%2E%2E%2Fx-A_z9%C3%A6%20%25%0A%5C%3A");
    text_release(&text);
}

static void text_grows_and_remembers_a_shortage(void **state)
{
    (void)state;
    struct text text = {0};
    struct fault fault = {0};
    for (int i = 0; i < 1000; i++)
        text_print(&text, "%d,", i);
    assert_int_equal(text.length, 3890);
    assert_memory_equal(text.bytes, "0,1,2,", 6);
    assert_true(text_check(&text, &fault));
    memory_fail_from(1);
    for (int i = 0; i < 1000; i++)
        text_add(&text, "more");
    memory_fail_from(0);
    size_t length = text.length;
    text_add(&text, "more");
    assert_int_equal(text.length, length);
    assert_false(text_check(&text, &fault));
    assert_fault(&fault, FAULT_SYSTEM, "", 0, 0, "out of memory");
    text_clear(&text);
    text_add(&text, "again");
    assert_string_equal(text.bytes, "again");
    text_release(&text);
    text_release(&text);
}

static void names_are_kept_once_and_never_move(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    struct names names = {0};
    static const char *kept[COUNT];
    char name[32];
    for (uint32_t i = 0; i < COUNT; i++) {
        uint32_t number = NAMES_NONE;
        int length = snprintf(name, sizeof name, "name %u", i);
        kept[i] = names_keep(&names, name, (size_t)length, &number);
        assert_int_equal(number, i);
    }
    for (uint32_t i = 0; i < COUNT; i++) {
        int length = snprintf(name, sizeof name, "name %u", i);
        assert_string_equal(kept[i], name);
        assert_int_equal(names_find(&names, name, (size_t)length), i);
        assert_ptr_equal(names_keep(&names, name, (size_t)length, NULL), kept[i]);
    }
    assert_int_equal(names.name_count, COUNT);
    assert_int_equal(names_find(&names, BYTES("name")), NAMES_NONE);
    assert_int_equal(names_find(&names, BYTES("name 20000")), NAMES_NONE);
    /* Part of a longer text, an empty name, and one larger than a block. */
    assert_int_equal(names_find(&names, "name 12345", 7), 12);
    uint32_t number;
    assert_string_equal(names_keep(&names, "", 0, &number), "");
    assert_int_equal(number, COUNT);
    char *large = calloc(1, 100001);
    memset(large, 'x', 100000);
    assert_string_equal(names_keep(&names, large, 100000, NULL), large);
    free(large);
    names_release(&names);
    names_release(&names);
    assert_int_equal(names_find(&names, BYTES("name 1")), NAMES_NONE);
}

static bool keep_many_names(void *context, struct fault *fault)
{
    (void)context;
    struct names names = {0};
    struct arena arena = {0};
    char name[32];
    bool ok = true;
    for (int i = 0; i < 4000 && ok; i++) {
        int length = snprintf(name, sizeof name, "a longer name %d", i);
        ok = names_keep(&names, name, (size_t)length, NULL) != NULL;
        if (!ok)
            assert_int_equal(names_find(&names, name, (size_t)length), NAMES_NONE);
    }
    ok = ok && arena_take(&arena, 10, 10) != NULL && arena_take(&arena, 0, 8) != NULL;
    names_release(&names);
    arena_release(&arena);
    return ok || fault_memory(fault);
}

static void names_and_arenas_survive_a_shortage(void **state)
{
    (void)state;
    assert_survives_shortage(keep_many_names, NULL);
}

static void arena_blocks_are_zeroed_and_aligned(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (size_t size = 1; size < 100; size++) {
        unsigned char *block = arena_take(&arena, 3, size);
        assert_non_null(block);
        assert_int_equal((uintptr_t)block % sizeof(max_align_t *), 0);
        for (size_t i = 0; i < 3 * size; i++)
            assert_int_equal(block[i], 0);
        memset(block, 0xFF, 3 * size);
    }
    assert_null(arena_take(&arena, SIZE_MAX / 2, 3));
    assert_null(memory_allocate(SIZE_MAX / 2, 3));
    assert_null(memory_resize(NULL, SIZE_MAX / 2, 3));
    arena_release(&arena);
    arena_release(&arena);
}

static void the_first_cause_of_a_fault_wins(void **state)
{
    (void)state;
    struct fault fault = {0};
    assert_false(fault_set_at(&fault, FAULT_DATA, "a.csv", 3, 4, "first %d", 1));
    assert_false(fault_set(&fault, FAULT_SYSTEM, "b.csv", "second"));
    assert_false(fault_memory(&fault));
    assert_fault(&fault, FAULT_DATA, "a.csv", 3, 4, "first 1");
    struct fault long_one = {0};
    char text[2000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_false(fault_set(&long_one, FAULT_USAGE, text, "%s", text));
    assert_int_equal(strlen(long_one.where), sizeof long_one.where - 1);
    assert_int_equal(strlen(long_one.what), sizeof long_one.what - 1);
    assert_false(fault_set(NULL, FAULT_DATA, "", "no one listens"));
}

static void problems_beyond_the_limit_are_counted(void **state)
{
    struct place *place = *state;
    struct problems *problems = &place->problems;
    problems->limit = 3;
    for (size_t i = 1; i <= 10; i++)
        assert_true(problems_add(problems, SEVERITY_WARNING, "a.csv", i, 0,
                                 &place->fault, "warning %zu", i));
    assert_int_equal(problems->problem_count, 3);
    assert_int_equal(problems->warning_count, 10);
    /* Warnings that fill the list must not hide why a file is refused. */
    for (size_t i = 1; i <= 5; i++)
        assert_true(problems_add(problems, SEVERITY_ERROR, "a.csv", i, 2, &place->fault,
                                 "error %zu", i));
    assert_int_equal(problems->problem_count, 6);
    assert_int_equal(problems->error_count, 5);
    assert_problem(place, 2, SEVERITY_WARNING, 3, 0, "warning 3");
    assert_problem(place, 3, SEVERITY_ERROR, 1, 2, "error 1");
    assert_string_equal(problems->problem[3].where, "a.csv");
}

static void a_problem_cut_short_is_still_utf8(void **state)
{
    struct place *place = *state;
    char text[3001];
    for (size_t i = 0; i < 3000; i += 3)
        memcpy(text + i, "€", 4);
    for (int shift = 0; shift < 3; shift++)
        assert_true(problems_add(&place->problems, SEVERITY_ERROR, "", 0, 0,
                                 &place->fault, "%.*s%s", shift, "ab", text));
    for (size_t i = 0; i < 3; i++) {
        const char *what = place->problems.problem[i].what;
        assert_int_equal(utf8_valid_length(what, strlen(what)), strlen(what));
        assert_true(strlen(what) > 1000);
    }
}

static void errors_of_a_row_become_warnings(void **state)
{
    struct place *place = *state;
    struct problems *problems = &place->problems;
    problems->limit = 2;
    assert_true(problems_add(problems, SEVERITY_ERROR, "a", 1, 0, &place->fault, "e"));
    assert_true(
        problems_add(problems, SEVERITY_WARNING, "a", 1, 0, &place->fault, "w"));
    struct problems_mark mark = problems_mark(problems);
    for (int i = 0; i < 4; i++)
        assert_true(
            problems_add(problems, SEVERITY_ERROR, "a", 2, 0, &place->fault, "d"));
    assert_int_equal(problems->problem_count, 3);
    problems_soften(problems, &mark);
    assert_int_equal(problems->error_count, 1);
    assert_int_equal(problems->warning_count, 5);
    assert_int_equal(problems->problem_count, 3);
    assert_int_equal(problems->problem[0].severity, SEVERITY_ERROR);
    assert_int_equal(problems->problem[2].severity, SEVERITY_WARNING);
    /* What is one too many for the warnings is only counted from then on. */
    mark = problems_mark(problems);
    assert_true(problems_add(problems, SEVERITY_ERROR, "a", 3, 0, &place->fault, "f"));
    assert_int_equal(problems->problem_count, 4);
    problems_soften(problems, &mark);
    assert_int_equal(problems->problem_count, 3);
    assert_int_equal(problems->warning_count, 6);
}

static void problems_know_whom_they_are_about(void **state)
{
    struct place *place = *state;
    struct problems *problems = &place->problems;
    assert_true(problems_add(problems, SEVERITY_ERROR, "a", 1, 0, &place->fault, "e"));
    struct problems_mark mark = problems_mark(problems);
    assert_true(problems_add(problems, SEVERITY_ERROR, "a", 2, 0, &place->fault, "e"));
    assert_true(problems_attribute(problems, &mark, "101", &place->fault));
    assert_true(problems_attribute(problems, &mark, "102", &place->fault));
    assert_null(problems->problem[0].about);
    assert_string_equal(problems->problem[1].about, "101");
}

static void files_are_ordered_as_people_count(void **state)
{
    (void)state;
    static const char *const name[] = {
        "9.csv",       "10.csv",       "101.csv",     "101.xlsx",
        "101 (2).csv", "101 (10).csv", "101 - 2.csv", "101 - 11.csv",
        "A.csv",       "a.csv",        "a02",         "a2",
        "a10",         "b.CSV",        "b.csv",       "\xc3\xb8st.csv",
    };
    size_t count = sizeof name / sizeof *name;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            int order = text_compare_natural(name[i], name[j]);
            if (order != (i < j ? -1 : i > j))
                fail_msg("%s and %s: %d", name[i], name[j], order);
        }
}

static void a_cell_of_a_list_is_no_formula(void **state)
{
    (void)state;
    struct text text = {0};
    text_add_cell(&text, "=1+1");
    text_add_character(&text, '|');
    text_add_cell(&text, "0101");
    text_add_character(&text, '|');
    text_add_cell(&text, "a;\"b\"");
    text_add_character(&text, '|');
    text_add_cell(&text, "plain");
    assert_string_equal(text.bytes, "\"'=1+1\"|\"'0101\"|\"a;\"\"b\"\"\"|plain");
    text_release(&text);
}

static bool add_problems(void *context, struct fault *fault)
{
    (void)context;
    struct problems problems = {0};
    bool ok = true;
    for (size_t i = 0; i < 30 && ok; i++)
        ok = problems_add(&problems, SEVERITY_ERROR, "a", i, 1, fault, "problem");
    problems_release(&problems);
    return ok;
}

static void problems_survive_a_shortage(void **state)
{
    (void)state;
    assert_survives_shortage(add_problems, NULL);
}

static void a_wording_falls_back_to_the_other_language(void **state)
{
    (void)state;
    enum language language = LANGUAGE_COUNT;
    struct wording wording = {{[LANGUAGE_EN] = "yes"}};
    assert_string_equal(wording_in(&wording, LANGUAGE_DA), "yes");
    wording.in[LANGUAGE_DA] = "ja";
    assert_string_equal(wording_in(&wording, LANGUAGE_DA), "ja");
    assert_string_equal(wording_in(&(struct wording){{NULL}}, LANGUAGE_EN), "");
    assert_true(language_find(&language, "en"));
    assert_int_equal(language, LANGUAGE_EN);
    assert_false(language_find(&language, "nb"));
}

/* With a table or without: both find all that came, and nothing else. */
static void names_are_kept_once_in_whatever_order_they_come(void **state)
{
    uint32_t chance = 20191123;
    (void)state;
    for (unsigned disorder = 0; disorder < 4; disorder++) {
        struct names names = {0};
        char kept[600][8];
        uint32_t count = 0;
        for (unsigned i = 0; i < 600; i++) {
            char name[8];
            uint32_t number;
            chance = chance * 1664525 + 1013904223;
            unsigned drawn =
                disorder == 0 || (disorder < 3 && i % (500 / disorder) != 1)
                    ? i / 2
                    : (chance >> 8) % 700;
            snprintf(name, sizeof name, "n%05u", drawn);
            uint32_t before = names_find(&names, name, 6);
            assert_string_equal(names_keep(&names, name, 6, &number), name);
            if (before == NAMES_NONE) {
                assert_int_equal(number, count);
                memcpy(kept[count++], name, sizeof name);
            } else
                assert_int_equal(number, before);
        }
        assert_int_equal(names.name_count, count);
        assert_int_equal(names.slot == NULL, disorder == 0);
        for (uint32_t n = 0; n < count; n++) {
            assert_string_equal(names.name[n], kept[n]);
            assert_int_equal(names_find(&names, kept[n], 6), n);
        }
        assert_int_equal(names_find(&names, "n", 1), NAMES_NONE);
        assert_int_equal(names_find(&names, "n000000", 7), NAMES_NONE);
        assert_int_equal(names_find(&names, "z", 1), NAMES_NONE);
        names_release(&names);
    }
}

static void problems_are_put_in_order_of_file_row_and_column(void **state)
{
    static const struct {
        const char *where;
        size_t row;
        size_t column;
    } came[] = {{"first", 9, 9}, {"b", 3, 0}, {"b", 0, 0}, {"a", 2, 1}, {"b", 3, 2},
                {"b", 1, 7},     {"a", 1, 0}, {"b", 3, 2}, {"b", 0, 0}},
      wanted[] = {{"first", 9, 9}, {"b", 1, 7}, {"b", 3, 2}, {"b", 3, 2}, {"b", 3, 0},
                  {"b", 0, 0},     {"b", 0, 0}, {"a", 1, 0}, {"a", 2, 1}};
    struct problems problems = {0};
    struct problems_mark mark = {0};
    struct fault fault = {0};
    (void)state;
    for (size_t p = 0; p < sizeof came / sizeof *came; p++) {
        assert_true(problems_add(&problems, SEVERITY_WARNING, came[p].where,
                                 came[p].row, came[p].column, &fault, "%zu", p));
        if (p == 0)
            mark = problems_mark(&problems);
    }
    memory_fail_from(1);
    assert_false(problems_sort(&problems, &mark, &fault));
    memory_fail_from(0);
    fault = (struct fault){0};
    assert_true(problems_sort(&problems, &mark, &fault));
    assert_int_equal(problems.problem_count, sizeof came / sizeof *came);
    for (size_t p = 0; p < problems.problem_count; p++) {
        assert_string_equal(problems.problem[p].where, wanted[p].where);
        assert_int_equal(problems.problem[p].row, wanted[p].row);
        assert_int_equal(problems.problem[p].column, wanted[p].column);
    }
    /* Of the same place what came first is told first. */
    assert_string_equal(problems.problem[2].what, "4");
    assert_string_equal(problems.problem[3].what, "7");
    assert_string_equal(problems.problem[5].what, "2");
    /* What came after a mark can be taken back. */
    problems_drop(&problems, &mark);
    assert_int_equal(problems.problem_count, 1);
    assert_int_equal(problems.warning_count, 1);
    problems_release(&problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(problems_are_put_in_order_of_file_row_and_column),
        cmocka_unit_test(fixed_numbers_round_half_away_from_zero),
        cmocka_unit_test(fixed_numbers_never_show_a_negative_zero),
        cmocka_unit_test(fixed_numbers_trim_zeros_behind_the_mark_only),
        cmocka_unit_test(division_rounds_half_away_from_zero_on_both_sides),
        cmocka_unit_test(roots_are_exact_around_squares_and_ties),
        cmocka_unit_test(utf8_is_measured_to_the_first_wrong_byte),
        cmocka_unit_test(folding_forgives_case_and_every_kind_of_space),
        cmocka_unit_test(folding_says_when_the_text_does_not_fit),
        cmocka_unit_test(distance_counts_edits_and_swaps_up_to_its_limit),
        cmocka_unit_test(an_excerpt_is_bounded_and_holds_no_control_character),
        cmocka_unit_test(danish_names_stand_in_danish_order),
        cmocka_unit_test(a_file_name_cannot_leave_its_folder),
        cmocka_unit_test(text_grows_and_remembers_a_shortage),
        cmocka_unit_test(names_are_kept_once_and_never_move),
        cmocka_unit_test(names_and_arenas_survive_a_shortage),
        cmocka_unit_test(arena_blocks_are_zeroed_and_aligned),
        cmocka_unit_test(the_first_cause_of_a_fault_wins),
        cmocka_unit_test_setup_teardown(errors_of_a_row_become_warnings, place_open,
                                        place_close),
        cmocka_unit_test_setup_teardown(problems_know_whom_they_are_about, place_open,
                                        place_close),
        cmocka_unit_test(files_are_ordered_as_people_count),
        cmocka_unit_test(a_cell_of_a_list_is_no_formula),
        cmocka_unit_test_setup_teardown(problems_beyond_the_limit_are_counted,
                                        place_open, place_close),
        cmocka_unit_test_setup_teardown(a_problem_cut_short_is_still_utf8, place_open,
                                        place_close),
        cmocka_unit_test(problems_survive_a_shortage),
        cmocka_unit_test(a_wording_falls_back_to_the_other_language),
        cmocka_unit_test(names_are_kept_once_in_whatever_order_they_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

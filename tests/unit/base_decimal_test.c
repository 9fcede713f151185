/* Binary numbers as decimals: the shortest that is the same number. */

#include "base/decimal.h"

#include "support.h"

#include <math.h>

static void the_shortest_decimal_is_printed(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } printed[] = {
        {0, "0"},
        {-0.0, "0"},
        {1, "1"},
        {-1, "-1"},
        {10, "10"},
        {0.1, "0.1"},
        {-0.25, "-0.25"},
        {0.1 + 0.2, "0.30000000000000004"},
        {2.0 / 3, "0.6666666666666666"},
        {123456.789, "123456.789"},
        {1000000, "1000000"},
        {0.000001, "0.000001"},
        {1e-7, "0.0000001"},
        {1.5e-7, "0.00000015"},
        {1e-8, "1e-8"},
        {1.25e-8, "1.25e-8"},
        {9007199254740992, "9007199254740992"},
        {1e20, "100000000000000000000"},
        {1e21, "1e+21"},
        {-1.5e300, "-1.5e+300"},
        {5e-324, "5e-324"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"},
    };
    for (size_t i = 0; i < sizeof printed / sizeof *printed; i++) {
        char text[DECIMAL_BYTES];
        decimal_print(text, printed[i].value);
        assert_string_equal(text, printed[i].text);
        double again;
        assert_true(decimal_read(&again, text, strlen(text)));
        assert_true(again == printed[i].value);
    }
}

/* Whatever the bits, what is printed reads back as the same number, and no decimal with
   one digit less does. */
static void no_number_is_lost(void **state)
{
    (void)state;
    uint64_t bits = 88172645463325252;
    for (int i = 0; i < 100000; i++) {
        double value;
        double again;
        char text[DECIMAL_BYTES];
        char shorter[DECIMAL_BYTES];
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        decimal_print(text, value);
        assert_true(decimal_read(&again, text, strlen(text)));
        assert_memory_equal(&again, &value, sizeof value);
        int digits = 0;
        for (const char *at = text; *at != '\0' && *at != 'e'; at++)
            digits += *at >= '0' && *at <= '9';
        if (digits == 1)
            continue;
        snprintf(shorter, sizeof shorter, "%.*e", digits - 2, value);
        if (strchr(text, 'e') != NULL)
            assert_true(strtod(shorter, NULL) != value);
    }
}

static void only_decimals_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
    } read[] = {
        {"1", 1},       {"+1", 1},  {"-1.50", -1.5}, {".5", 0.5},
        {"5.", 5},      {"007", 7}, {"1e3", 1e3},    {"1E-3", 1e-3},
        {"1e+03", 1e3}, {"-0", 0},  {"1e-999", 0},
    };
    static const char *const refused[] = {
        "",    "-",     "+",    ".",     "-.",  "e5",    "1e",
        "1e+", "1e5.5", "0x10", "inf",   "nan", "1 ",    " 1",
        "1,5", "1.5.2", "--1",  "1_000", "½",   "1e999", "1f",
    };
    double value;
    for (size_t i = 0; i < sizeof read / sizeof *read; i++) {
        assert_true(decimal_read(&value, read[i].text, strlen(read[i].text)));
        assert_true(value == read[i].value);
    }
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        assert_false(decimal_read(&value, refused[i], strlen(refused[i])));
    /* Only so much of the text is looked at, and no more than a number can be long. */
    assert_true(decimal_read(&value, "12x", 2));
    assert_true(value == 12);
    assert_false(decimal_read(&value,
                              "1\0"
                              "2",
                              3));
    char zeros[1000];
    memset(zeros, '0', sizeof zeros);
    assert_false(decimal_read(&value, zeros, sizeof zeros));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shortest_decimal_is_printed),
        cmocka_unit_test(no_number_is_lost),
        cmocka_unit_test(only_decimals_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

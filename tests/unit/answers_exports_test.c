/* What the exports of survey tools hold that must not be mistaken for something else. */

#include "tools_bench.h"

static void a_long_text_in_a_column_of_an_option_is_no_choice(void **state)
{
    struct bench *bench = *state;
    assert_true(read_text(bench,
                          "kode;P4.fw;P4.av;P4.vi\n"
                          "A-100;Brandmur, fysisk;Antivirus;\n"
                          "B-200;;;vi har slet ikke styr på det\n"
                          "C-300;;en helt vilkårlig lang tekst;\n"
                          "D-400;<b>Brandmur, fysisk</b>;1;\n"));
    assert_error(bench, 1, 3, 4,
                 "P4.vi: \"vi har slet ikke styr på det\" does not say whether this was "
                 "chosen; it takes 1 or 0");
    assert_error(bench, 2, 4, 3,
                 "P4.av: \"en helt vilkårlig lang tekst\" does not say whether this "
                 "was chosen; it takes 1 or 0");
    assert_taken(bench, "A-100@2 ___011____\nD-400@5 ___011____\n");
    /* Fifteen bytes, sixteen, and another option's name. */
    assert_true(read_text(bench, "kode;P4.fw;P4.av\nA-100;123456789012345;0\n"
                                 "B-200;1234567890123456;0\nC-300;1;Brandmur, fysisk\n"
                                 "D-400;ikke valgt;not selected\n"));
    assert_int_equal(bench->place->problems.error_count, 3);
    assert_taken(bench, "D-400@5 ___000____\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(a_long_text_in_a_column_of_an_option_is_no_choice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

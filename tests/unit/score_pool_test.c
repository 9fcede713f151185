/* Units of one group scored together: the exact mean of what each comes to. */

#include "sheet.h"

static const struct level *pool_level(const struct sheet *sheet)
{
    for (size_t l = 1; l < sheet->population.level_count; l++)
        if (strcmp(sheet->population.level[l].id, "pool") == 0)
            return &sheet->population.level[l];
    fail_msg("there is no column to pool by");
    return NULL;
}

static void pool(struct sheet *sheet)
{
    if (!score_pool(&sheet->pooled, &sheet->questionnaire, &sheet->population,
                    &sheet->file.answers, pool_level(sheet), &sheet->place->fault))
        fail_msg("%s", sheet->place->fault.what);
    assert_int_equal(sheet->pooled.row_count, pool_level(sheet)->group_count);
}

static void assert_pools(const struct sheet *sheet, const char *id, const char *wanted)
{
    assert_rows(sheet, &sheet->pooled, id, wanted);
}

static void means_are_of_those_that_have_a_score(void **state)
{
    struct sheet s;
    /* Pools p, q and r in the order of their codes, whatever that of the rows. */
    sheet_open(&s, state,
               "{@points, 'questions': ['A', 'B']}, "
               "{@values, 'measure': 'values', 'bands': [{'from': 2, 'title': {'en': "
               "'two'}}], 'questions': ['A', 'B']}, "
               "{@nothing, 'operator': 'none', 'questions': ['A']}",
               "",
               "id,pool,A,B\n1,q,3,3\n2,p,3,1\n3,p,1,\n4,p,3,3\n5,q,ir,ir\n6,r,,\n"
               "7,s,ir,ir\n8,p,3,ir\n");
    pool(&s);
    /* 100/3, 100 and 100; the one of too few answers is left out, bounds and all. */
    assert_pools(&s, "points",
                 "77.777777778 77.777777778 3/4; 100 100 1/1; few 0/1; na 0/0");
    assert_pools(&s, "values",
                 "2.555555556 77.777777778 3/4 two; 3 100 1/1 two; few 0/1; na 0/0");
    assert_pools(&s, "nothing", "none 0/0; none 0/0; none 0/0; none 0/0");
    sheet_close(&s);
}

static void means_are_of_exact_fractions(void **state)
{
    struct sheet s;
    /* 200/3 and 0 make 100/3; of figures already rounded it would be 33.333333334. */
    sheet_open(&s, state, "{@points, 'questions': ['A', 'B']}", "",
               "id,pool,A,B\n1,p,1,3\n2,p,1,1\n3,q,3,1\n4,q,3,1\n5,q,1,3\n");
    assert_area(&s, "points",
                "66.666666667 66.666666667 3/3; 0 0 3/3; 33.333333333 33.333333333 "
                "3/3; 33.333333333 33.333333333 3/3; 66.666666667 66.666666667 3/3");
    pool(&s);
    assert_pools(&s, "points",
                 "33.333333333 33.333333333 2/2; 44.444444444 44.444444444 3/3");
    sheet_close(&s);
}

static void a_tie_of_a_mean_goes_away_from_zero(void **state)
{
    struct sheet s;
    /* One step of D, 0.00001, is 1e-9 on the range: halves of that are ties. */
    sheet_open(&s, state,
               "{@up, 'measure': 'values', 'range': [0, 0.002], 'questions': ['D']}, "
               "{@down, 'measure': 'values', 'range': [-0.002, 0], 'questions': ['D']}",
               "",
               "id,pool,D\n1,p,-9.99999\n2,p,-10\n3,q,-9.99998\n4,q,-9.99999\n"
               "5,r,10\n6,r,9.99999\n7,s,10\n8,s,10\n9,s,9.99999\n");
    pool(&s);
    assert_pools(&s, "up",
                 "0.000000001 0.000025 2/2; 0.000000002 0.000075 2/2; "
                 "0.002 99.999975 2/2; 0.002 99.999983333 3/3");
    assert_pools(&s, "down",
                 "-0.002 0.000025 2/2; -0.001999999 0.000075 2/2; "
                 "-0.000000001 99.999975 2/2; 0 99.999983333 3/3");
    sheet_close(&s);
}

static void bounds_are_means_of_the_members_bounds(void **state)
{
    struct sheet s;
    sheet_open(&s, state, "{@half, 'minimum_coverage': '1/3', 'questions': ['A', 'B']}",
               "", "id,pool,A,B\n1,p,3,\n2,p,1,1\n3,p,3,ir\n4,p,,\n");
    assert_area(&s, "half",
                "100 100 [33.333333333 100] 1/3; 0 0 3/3; 100 100 1/1; few [0 100] "
                "0/3");
    pool(&s);
    /* (100/3 + 0 + 100) / 3. */
    assert_pools(&s, "half",
                 "66.666666667 66.666666667 [44.444444444 66.666666667] 3/4");
    sheet_close(&s);
}

enum { MEMBERS = 1100 };

#define BIG(id, a, b)                                                                  \
    "{@" id ", 'questions': [{'question': 'A', 'weight': " a                           \
    "}, {'question': 'B', 'weight': " b "}]}"
#define EIGHT                                                                                 \
    BIG("l1", "500009", "499970")                                                             \
    ", " BIG("l2", "700001", "299982") ", " BIG("l3", "300007", "699946") ", " BIG(           \
        "l4", "123457",                                                                       \
        "876506") ", " BIG("l5", "999983",                                                    \
                           "999978") ", " BIG("l6", "999979",                                 \
                                              "999910") ", " BIG("l7", "888889",              \
                                                                 "999970") ", " BIG("l8",     \
                                                                                    "777781", \
                                                                                    "876500")

static void many_members_of_large_fractions_come_to_one(void **state)
{
    struct sheet s;
    struct text text = {0};
    sheet_load(&s, state, "{@eight, 'operator': 'mean', 'areas': [" EIGHT "]}", "");
    /* More than one block of rows; in the first two, those who answer the other way
       round make 100 together, so that their mean is 50, exactly. */
    text_add(&text, "id,pool,A,B\n");
    for (int u = 0; u < MEMBERS; u++)
        text_print(&text, "%04d,p,%d,%d\n", u, u % 2 == 0 || u >= 1024 ? 3 : 1,
                   u % 2 == 0 && u < 1024 ? 1 : 3);
    sheet_answer(&s, text.bytes);
    text_release(&text);
    pool(&s);
    assert_pools(&s, "eight", "53.454545455 53.454545455 1100/1100");
    sheet_close(&s);
}

enum { LEAVES = 240, ASKED = 5 };

/* Every set of answered questions has a denominator of its own in every area, of some
   27 bits: those of one unit multiply to some 5000, and those of all 31 sets to more
   than the 65536 that a fraction may have. */
static void a_mean_beyond_all_bounds_is_told(void **state)
{
    static const char *const asked[ASKED] = {"A", "B", "C", "D", "G"};
    static const char *const cell[ASKED] = {"2", "3", "z", "3", "1"};
    struct sheet s;
    struct text text = {0};
    unsigned chance = 1;
    text_add(&text,
             "{@large, 'operator': 'mean', 'minimum_coverage': '0/1', 'areas': [");
    for (int leaf = 0; leaf < LEAVES; leaf++) {
        text_print(&text, "%s{@leaf-%d, 'questions': [", leaf == 0 ? "" : ", ", leaf);
        for (int q = 0; q < ASKED; q++) {
            chance = chance * 1103515245 + 12345;
            text_print(&text, "%s{'question': '%s', 'weight': %u.%03u}",
                       q == 0 ? "" : ", ", asked[q], 1 + chance % 190000,
                       chance / 7 % 1000);
        }
        text_add(&text, "]}");
    }
    text_add(&text, "]}");
    sheet_load(&s, state, text.bytes, "");
    text_clear(&text);
    text_add(&text, "id,pool,A,B,C,D,G\n");
    for (unsigned set = 1; set < 1u << ASKED; set++) {
        text_print(&text, "%02u,p", set);
        for (int q = 0; q < ASKED; q++)
            text_print(&text, ",%s", (set >> q & 1) == 1 ? cell[q] : "");
        text_add(&text, "\n");
    }
    sheet_answer(&s, text.bytes);
    text_release(&text);
    assert_true(sheet_compute(&s));
    assert_false(score_pool(&s.pooled, &s.questionnaire, &s.population, &s.file.answers,
                            pool_level(&s), &s.place->fault));
    assert_fault(&s.place->fault, FAULT_DATA, "sheet", 0, 0,
                 "the pools by \"pool\" have weights too large for exact arithmetic");
    assert_null(s.pooled.points);
    sheet_close(&s);
}

static bool pool_short(void *context, struct fault *fault)
{
    struct sheet *s = context;
    bool done = score_pool(&s->pooled, &s->questionnaire, &s->population,
                           &s->file.answers, pool_level(s), fault);
    if (!done)
        assert_null(s->pooled.points);
    scores_release(&s->pooled);
    return done;
}

static void running_short_of_memory_leaves_nothing(void **state)
{
    struct sheet s;
    sheet_open(
        &s, state,
        "{@eight, 'measure': 'values', 'operator': 'mean', 'bands': [{'from': 1, "
        "'title': {'en': 'b'}}], 'areas': [" EIGHT "]}",
        ", 'subset': {'column': 'group', 'of': {'x': []}}",
        "id,group,pool,A,B\n1,x,p,3,1\n2,x,p,1,3\n3,x,q,1,3\n");
    assert_survives_shortage(pool_short, &s);
    sheet_close(&s);
}

static void a_group_that_no_subset_names_is_told(void **state)
{
    struct sheet s;
    sheet_load(&s, state, "{@points, 'questions': ['A', 'B']}",
               ", 'subset': {'column': 'group', 'of': {'x': []}}");
    sheet_answer(&s, "id,group,pool,A,B\n1,w,p,3,1\n");
    assert_false(score_pool(&s.pooled, &s.questionnaire, &s.population, &s.file.answers,
                            pool_level(&s), &s.place->fault));
    assert_fault(&s.place->fault, FAULT_DATA, "sheet", 0, 0,
                 "no subset of the questions is given for \"w\" in the column "
                 "\"group\"");
    assert_null(s.pooled.points);
    sheet_close(&s);
}

int main(void)
{
    const struct CMUnitTest test[] = {
        HERE(means_are_of_those_that_have_a_score),
        HERE(means_are_of_exact_fractions),
        HERE(a_tie_of_a_mean_goes_away_from_zero),
        HERE(bounds_are_means_of_the_members_bounds),
        HERE(many_members_of_large_fractions_come_to_one),
        HERE(a_mean_beyond_all_bounds_is_told),
        HERE(running_short_of_memory_leaves_nothing),
        HERE(a_group_that_no_subset_names_is_told),
    };
    return cmocka_run_group_tests(test, NULL, NULL);
}

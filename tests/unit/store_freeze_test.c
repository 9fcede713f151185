/* Drafts, answers that come again, and rounds that are frozen, in the record. */

#include "store/store.h"

#include "store_round.h"

#define RULES "2222222222222222222222222222222222222222222222222222222222222222"

/* One unit's sheet: `when` in seconds, 0 = the file does not say; `other` the second
   reading of it. */
struct sheet {
    uint32_t unit;
    int8_t answer;
    bool draft;
    int64_t when;
    int64_t other;
};

static struct sent sent_sheets(const char *name, const struct sheet *sheet,
                               uint32_t count)
{
    uint32_t unit[ROUND_UNITS];
    int8_t code[ROUND_UNITS][ROUND_QUESTIONS];
    for (uint32_t s = 0; s < count; s++) {
        unit[s] = sheet[s].unit;
        code[s][0] = code[s][1] = sheet[s].answer;
        code[s][2] = 0;
    }
    struct sent sent = sent_file(name, name, unit, count, code);
    sent.file.moment = memory_allocate(count, sizeof *sent.file.moment);
    assert_non_null(sent.file.moment);
    for (uint32_t s = 0; s < count; s++) {
        int64_t other = sheet[s].other == 0 ? sheet[s].when : sheet[s].other;
        sent.file.answers.draft[s] = sheet[s].draft;
        sent.file.draft_count += sheet[s].draft;
        sent.file.moment[s] =
            (struct moment){sheet[s].when != 0, {sheet[s].when, other}};
    }
    return sent;
}

static void import_sheets(struct bench *bench, const char *name,
                          const struct sheet *sheet, uint32_t count)
{
    struct sent sent = sent_sheets(name, sheet, count);
    assert_true(bench_import(bench, &sent));
    answer_file_release(&sent.file);
}

static void import_sheet(struct bench *bench, const char *name, struct sheet sheet)
{
    import_sheets(bench, name, &sheet, 1);
}

/* Of the unit a1: file, whether it counts, what stands instead and by which rule. */
static void assert_history(const struct bench *bench, const char *expected)
{
    assert_sql(bench->path,
               "SELECT file, standing, superseded_by, superseded_rule "
               "FROM submissions WHERE unit = 'a1' ORDER BY file",
               expected);
}

static void assert_told(struct bench *bench, const char *what)
{
    assert_int_equal(bench->place->problems.warning_count, 1);
    assert_string_equal(bench->place->problems.problem[0].what, what);
    assert_string_equal(bench->place->problems.problem[0].about, "a1");
    place_reset(bench->place);
}

static void assert_standing(struct bench *bench, uint64_t finals, uint32_t begun)
{
    struct answers answers;
    uint64_t counted;
    assert_true(
        store_count_answers(bench->store, &counted, bench->round_id, &bench->fault));
    assert_int_equal(counted, finals);
    assert_true(bench_load(bench, &answers));
    assert_int_equal(answers.row_count, finals);
    answers_release(&answers);
    assert_true(store_load_begun(bench->store, &answers, bench->round_id,
                                 &bench->round.questionnaire, &bench->round.population,
                                 &bench->fault));
    assert_int_equal(answers.row_count, begun);
    answers_release(&answers);
}

static void a_draft_is_kept_and_counts_nowhere(void **state)
{
    struct bench *bench = *state;
    import_sheets(bench, "a", (struct sheet[]){{0, 1, true, 0, 0}, {2, 1, false, 0, 0}},
                  2);
    assert_standing(bench, 1, 2);
    assert_sql(bench->path, "SELECT DISTINCT unit FROM answers", "b1");
    assert_sql(bench->path,
               "SELECT unit, draft FROM missing WHERE depth = 0 ORDER BY unit",
               "a1|1\na2|0\nb2|0");
    assert_sql(bench->path, "SELECT answered FROM turnout WHERE depth = 0", "1");
    assert_sql(bench->path, "SELECT unit, draft FROM submissions ORDER BY unit",
               "a1|1\nb1|0");
    assert_sql(bench->path, "SELECT drafts, late, institutions FROM receipts", "1|0|2");
}

static void a_later_draft_or_a_final_one_takes_a_drafts_place(void **state)
{
    struct bench *bench = *state;
    import_sheet(bench, "a", (struct sheet){0, 1, true, 0, 0});
    import_sheet(bench, "b", (struct sheet){0, 0, true, 0, 0});
    assert_int_equal(bench->superseded, 0);
    assert_history(bench, "a|0|b|last\nb|0|NULL|NULL");
    import_sheet(bench, "c", (struct sheet){0, 1, false, 0, 0});
    /* Nothing that counted was replaced. */
    assert_int_equal(bench->superseded, 0);
    assert_no_problem(bench->place);
    assert_history(bench, "a|0|b|last\nb|0|c|final\nc|1|NULL|NULL");
    assert_standing(bench, 1, 1);
}

static void a_draft_never_takes_a_final_ones_place(void **state)
{
    struct bench *bench = *state;
    import_sheet(bench, "a", (struct sheet){0, 1, false, 100, 0});
    import_sheet(bench, "b", (struct sheet){0, 1, true, 200, 0});
    assert_told(bench,
                "\"a1\" (Anden) is final in \"a\", row 2; this draft is kept and "
                "does not count");
    assert_history(bench, "a|1|NULL|NULL\nb|0|a|final");
    assert_standing(bench, 1, 1);
}

static void the_one_given_later_stands_where_both_say(void **state)
{
    struct bench *bench = *state;
    import_sheet(bench, "a", (struct sheet){0, 1, false, 200, 0});
    import_sheet(bench, "b", (struct sheet){0, 1, false, 100, 0});
    assert_told(bench,
                "\"a1\" (Anden) answered in \"a\" too, row 2; this row was given "
                "earlier, is kept and does not count");
    assert_int_equal(bench->superseded, 0);
    import_sheet(bench, "c", (struct sheet){0, 1, false, 300, 0});
    assert_int_equal(bench->superseded, 1);
    assert_no_problem(bench->place);
    assert_history(bench, "a|0|c|time\nb|0|a|time\nc|1|NULL|NULL");
    assert_sql(bench->path,
               "SELECT file, answered_at, answered_or, superseded_at >= imported_at "
               "FROM submissions ORDER BY file",
               "a|1970-01-01T00:03:20|NULL|1\nb|1970-01-01T00:01:40|NULL|1\n"
               "c|1970-01-01T00:05:00|NULL|NULL");
}

static void the_last_one_stands_where_times_do_not_tell(void **state)
{
    struct bench *bench = *state;
    import_sheet(bench, "a", (struct sheet){0, 1, false, 200, 500});
    import_sheet(bench, "b", (struct sheet){0, 0, false, 300, 400});
    import_sheet(bench, "c", (struct sheet){0, 1, false, 0, 0});
    import_sheet(bench, "d", (struct sheet){0, 0, false, 1, 0});
    assert_history(bench, "a|0|b|last\nb|0|c|last\nc|0|d|last\nd|1|NULL|NULL");
    assert_sql(bench->path, "SELECT answered_or FROM submissions WHERE file = 'a'",
               "1970-01-01T00:08:20");
    /* Both readings are earlier than d's only one. */
    import_sheet(bench, "e", (struct sheet){0, 1, false, -300, -200});
    assert_sql(bench->path, "SELECT file FROM submissions WHERE standing = 1", "d");
}

static void two_files_of_one_import_are_told_of(void **state)
{
    struct bench *bench = *state;
    import_sheet(bench, "before", (struct sheet){0, 1, false, 0, 0});
    import_sheet(bench, "a", (struct sheet){0, 0, false, 0, 0});
    assert_no_problem(bench->place);
    bench->first = bench->received;
    import_sheet(bench, "b", (struct sheet){0, 1, false, 0, 0});
    assert_told(bench,
                "\"a1\" (Anden) answered in \"a\" too, row 2; nothing says which "
                "was given later, and this row stands: its file has the later "
                "name");
    place_reset(bench->place);
    import_sheet(bench, "x", (struct sheet){2, 1, false, 200, 500});
    import_sheet(bench, "y", (struct sheet){2, 1, false, 300, 400});
    assert_string_equal(
        bench->place->problems.problem[0].what,
        "\"b1\" (Bien) answered in \"x\" too, row 2; which was given later hangs "
        "on whether their times begin with the day or the month, and this row "
        "stands: its file has the later name; \"dates\" in a mapping says it");
    place_reset(bench->place);
    import_sheet(bench, "c", (struct sheet){1, 1, true, 0, 0});
    import_sheet(bench, "d", (struct sheet){1, 1, false, 0, 0});
    assert_int_equal(bench->place->problems.warning_count, 1);
    assert_non_null(strstr(bench->place->problems.problem[0].what,
                           "has a draft in \"c\" too, row 2; this row is final and "
                           "stands"));
    assert_int_equal(bench->place->problems.problem[0].row, 2);
    assert_string_equal(bench->place->problems.problem[0].where, "d");
    place_reset(bench->place);
}

static void any_number_of_sheets_may_give_way_to_one_file(void **state)
{
    struct bench *bench = *state;
    import_sheet(bench, "a", (struct sheet){0, 1, false, 900, 0});
    for (int64_t n = 1; n < 5; n++) {
        char name[2] = {(char)('a' + n), '\0'};
        import_sheet(bench, name, (struct sheet){0, 1, false, n, 0});
    }
    assert_sql(bench->path,
               "SELECT count(*), sum(standing), count(superseded_by) FROM submissions",
               "5|1|4");
}

static bool freeze(struct bench *bench)
{
    bool done;
    assert_true(store_freeze(bench->store, &done, bench->round_id, RULES, "report",
                             &bench->fault));
    return done;
}

static struct store_reopened reopen(struct bench *bench)
{
    struct store_reopened reopened;
    assert_true(store_reopen(bench->store, &reopened, bench->round_id, "mistake",
                             &bench->fault));
    return reopened;
}

static void make_results(struct bench *bench)
{
    assert_true(store_begin_results(bench->store, bench->round_id, &bench->fault));
    assert_true(store_add_score(bench->store, bench->round_id, "a1", "d", "a", "scored",
                                1, 1, 1, 1, &bench->fault));
    assert_true(store_end_results(bench->store, &bench->fault));
}

static void what_comes_late_is_kept_and_changes_nothing(void **state)
{
    struct bench *bench = *state;
    struct store_freezing freezing;
    assert_false(freeze(bench)); /* nobody has answered */
    import_sheet(bench, "a", (struct sheet){0, 1, false, 0, 0});
    make_results(bench);
    assert_true(freeze(bench));
    assert_false(freeze(bench));
    import_sheets(
        bench, "b",
        (struct sheet[]){{0, 0, false, 0, 0}, {1, 0, false, 0, 0}, {2, 0, true, 0, 0}},
        3);
    assert_int_equal(bench->late, 3);
    assert_int_equal(bench->superseded, 0);
    assert_standing(bench, 1, 1);
    assert_history(bench, "a|1|NULL|NULL\nb|0|NULL|NULL");
    assert_sql(bench->path,
               "SELECT unit, late, held FROM submissions ORDER BY file, unit",
               "a1|0|0\na1|1|1\na2|1|1\nb1|1|1");
    assert_sql(bench->path, "SELECT count(*) FROM scores", "1");
    assert_sql(bench->path, "SELECT file, late FROM receipts ORDER BY file",
               "a|0\nb|3");
    assert_true(
        store_find_freeze(bench->store, &freezing, bench->round_id, &bench->fault));
    assert_true(freezing.freeze != 0);
    assert_int_equal(freezing.late, 3);
    assert_int_equal(freezing.answered, 1);
    assert_string_equal(freezing.rules, RULES);
    assert_string_equal(freezing.round, "skole/2024");
    assert_int_equal(strlen(freezing.since), 20);
}

static void late_answers_count_by_the_rules_once_reopened(void **state)
{
    struct bench *bench = *state;
    struct store_freezing freezing;
    assert_false(reopen(bench).was_frozen);
    import_sheets(bench, "a",
                  (struct sheet[]){{0, 1, false, 500, 0}, {1, 1, false, 0, 0}}, 2);
    make_results(bench);
    assert_true(freeze(bench));
    import_sheets(
        bench, "b",
        (struct sheet[]){{0, 0, false, 400, 0}, {1, 0, true, 0, 0}, {2, 0, true, 0, 0}},
        3);
    import_sheets(bench, "c",
                  (struct sheet[]){{1, 0, false, 0, 0}, {2, 0, false, 0, 0}}, 2);
    struct store_reopened reopened = reopen(bench);
    assert_true(reopened.was_frozen);
    assert_int_equal(reopened.late, 5);
    assert_int_equal(reopened.standing, 2);
    assert_sql(
        bench->path,
        "SELECT unit, file, standing, late, held, superseded_by, superseded_rule "
        "FROM submissions ORDER BY unit, file",
        "a1|a|1|0|0|NULL|NULL\na1|b|0|1|0|a|time\n"
        "a2|a|0|0|0|c|last\na2|b|0|1|0|a|final\na2|c|1|1|0|NULL|NULL\n"
        "b1|b|0|1|0|c|final\nb1|c|1|1|0|NULL|NULL");
    assert_sql(bench->path, "SELECT count(*) FROM score", "0");
    assert_standing(bench, 3, 3);
    assert_sql(
        bench->path,
        "SELECT year, reason, answered, reopened_at IS NULL, reopen_reason, late "
        "FROM freezes",
        "2024|report|2|0|mistake|5");
    assert_true(
        store_find_freeze(bench->store, &freezing, bench->round_id, &bench->fault));
    assert_true(freezing.freeze == 0);
    assert_true(freeze(bench));
    assert_sql(bench->path, "SELECT count(*) FROM freezes", "2");
}

static void a_frozen_round_keeps_its_register_its_edition_and_its_answers(void **state)
{
    struct bench *bench = *state;
    bool withdrawn;
    import_sheet(bench, "a", (struct sheet){0, 1, false, 0, 0});
    assert_true(freeze(bench));
    assert_true(bench_round(bench, 2024)); /* unchanged */
    bench->round.unit_name[1] = "Renamed";
    assert_false(bench_round(bench, 2024));
    assert_non_null(strstr(bench->fault.what, "skole/2024 is frozen since 20"));
    assert_non_null(strstr(bench->fault.what, "give the round the register it had"));
    bench->fault = (struct fault){0};
    assert_sql(bench->path, "SELECT count(*) FROM unit WHERE name = 'Renamed'", "0");
    round_begin(&bench->round);
    bench->round.questionnaire.hash[0] = '2';
    assert_false(bench_round(bench, 2024));
    assert_non_null(strstr(bench->fault.what, "was answered with edition"));
    bench->fault = (struct fault){0};
    assert_false(store_withdraw(bench->store, &withdrawn, bench->round_id, "a1", "why",
                                &bench->fault));
    assert_non_null(strstr(bench->fault.what, "reopen it first: baseline freeze"));
    bench->fault = (struct fault){0};
    assert_sql(bench->path, "SELECT count(*) FROM withdrawal", "0");
}

static void the_rounds_before_wait_for_the_later_ones(void **state)
{
    struct bench *bench = *state;
    struct store_reopened reopened;
    int64_t first = bench->round_id;
    import_sheet(bench, "a", (struct sheet){0, 1, false, 0, 0});
    assert_true(freeze(bench));
    assert_true(bench_round(bench, 2025));
    import_sheet(bench, "a", (struct sheet){0, 1, false, 0, 0});
    assert_true(freeze(bench));
    assert_false(
        store_reopen(bench->store, &reopened, first, "mistake", &bench->fault));
    assert_string_equal(bench->fault.what,
                        "skole/2025 is frozen too, and its results show those of the "
                        "rounds before it; reopen that one first");
    bench->fault = (struct fault){0};
    assert_true(reopen(bench).was_frozen);
    bench->round_id = first;
    assert_true(reopen(bench).was_frozen);
}

static void the_record_holds_to_it_even_by_hand(void **state)
{
    struct bench *bench = *state;
    import_sheet(bench, "a", (struct sheet){0, 1, false, 0, 0});
    assert_true(freeze(bench));
    import_sheet(bench, "b", (struct sheet){0, 0, false, 0, 0});
    assert_sql(bench->path, "DELETE FROM freeze", "a freeze is never removed");
    assert_sql(bench->path, "UPDATE freeze SET reason = 'x'",
               "a freeze is never changed");
    assert_sql(bench->path, "UPDATE submission SET held = 1 WHERE held = 0",
               "a submission is held from the start or not at all");
    assert_sql(bench->path, "UPDATE submission SET late_in = NULL WHERE held = 1",
               "what was received is never changed");
    assert_sql(bench->path, "UPDATE submission SET draft = 1 WHERE held = 1",
               "what was received is never changed");
    assert_sql(bench->path,
               "INSERT INTO freeze (round, rules, answered, frozen_at) "
               "VALUES (1, '', 1, 'now')",
               "UNIQUE constraint failed: freeze.round");
    assert_sql(bench->path, "UPDATE submission SET held = 0 WHERE held = 1",
               "UNIQUE constraint failed: index 'submission_of_unit'");
    reopen(bench);
    assert_sql(bench->path, "UPDATE freeze SET reopen_reason = 'x'",
               "a freeze is lifted once");
}

static void a_file_of_drafts_is_another_as_final(void **state)
{
    struct bench *bench = *state;
    int8_t code[1][ROUND_QUESTIONS] = {{1, 1, 0}};
    struct sent sent = sent_file("a", "a", (uint32_t[]){0}, 1, code);
    const struct answers_reading drafts = {.draft = true};
    bool known;
    sent.file.all_drafts = sent.file.answers.draft[0] = true;
    sent.file.reading.draft = true;
    assert_true(bench_import(bench, &sent));
    assert_true(store_knows_file(bench->store, &known, bench->round_id,
                                 sent.source.hash, NULL, &bench->fault));
    assert_false(known);
    assert_true(store_knows_file(bench->store, &known, bench->round_id,
                                 sent.source.hash, &drafts, &bench->fault));
    assert_true(known);
    sent.file.all_drafts = sent.file.answers.draft[0] = false;
    sent.file.reading.draft = false;
    assert_true(bench_import(bench, &sent));
    assert_true(store_knows_file(bench->store, &known, bench->round_id,
                                 sent.source.hash, &drafts, &bench->fault));
    assert_true(known);
    assert_standing(bench, 1, 1);
    assert_sql(bench->path, "SELECT count(*) FROM files", "2");
    answer_file_release(&sent.file);
}

struct shortage {
    struct bench *bench;
    struct sent sent;
};

static bool import_short(void *context, struct fault *fault)
{
    struct shortage *shortage = context;
    struct bench *bench = shortage->bench;
    bool ok = bench_import(bench, &shortage->sent);
    fault_take(fault, &bench->fault);
    bench->fault = (struct fault){0};
    place_reset(bench->place);
    return ok;
}

/* One draft gives way, and one sheet is older. */
static void a_shortage_imports_wholly_or_not_at_all(void **state)
{
    struct bench *bench = *state;
    import_sheets(bench, "a",
                  (struct sheet[]){{0, 1, true, 0, 0}, {1, 1, false, 200, 0}}, 2);
    struct shortage shortage = {
        bench,
        sent_sheets("b", (struct sheet[]){{0, 0, false, 0, 0}, {1, 0, false, 100, 0}},
                    2)};
    assert_survives_shortage(import_short, &shortage);
    answer_file_release(&shortage.sent.file);
    assert_sql(bench->path,
               "SELECT unit, file, standing, superseded_by FROM submissions "
               "ORDER BY unit, file",
               "a1|a|0|b\na1|b|1|NULL\na2|a|1|NULL\na2|b|0|a");
}

static bool freeze_short(void *context, struct fault *fault)
{
    struct bench *bench = context;
    bool done;
    return store_freeze(bench->store, &done, bench->round_id, RULES, NULL, fault);
}

static bool reopen_short(void *context, struct fault *fault)
{
    struct bench *bench = context;
    struct store_reopened reopened;
    return store_reopen(bench->store, &reopened, bench->round_id, "why", fault);
}

static void a_shortage_freezes_and_reopens_wholly_or_not_at_all(void **state)
{
    struct bench *bench = *state;
    import_sheet(bench, "a", (struct sheet){0, 1, false, 0, 0});
    assert_survives_shortage(freeze_short, bench);
    assert_sql(bench->path, "SELECT count(*), reopened_at IS NULL FROM freeze", "1|1");
    import_sheets(bench, "b",
                  (struct sheet[]){{0, 0, false, 0, 0}, {1, 0, false, 0, 0}}, 2);
    assert_survives_shortage(reopen_short, bench);
    assert_history(bench, "a|0|b|last\nb|1|NULL|NULL");
    assert_standing(bench, 2, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_ROUND(a_draft_is_kept_and_counts_nowhere),
        IN_A_ROUND(a_later_draft_or_a_final_one_takes_a_drafts_place),
        IN_A_ROUND(a_draft_never_takes_a_final_ones_place),
        IN_A_ROUND(the_one_given_later_stands_where_both_say),
        IN_A_ROUND(the_last_one_stands_where_times_do_not_tell),
        IN_A_ROUND(two_files_of_one_import_are_told_of),
        IN_A_ROUND(any_number_of_sheets_may_give_way_to_one_file),
        IN_A_ROUND(what_comes_late_is_kept_and_changes_nothing),
        IN_A_ROUND(late_answers_count_by_the_rules_once_reopened),
        IN_A_ROUND(a_frozen_round_keeps_its_register_its_edition_and_its_answers),
        IN_A_ROUND(the_rounds_before_wait_for_the_later_ones),
        IN_A_ROUND(the_record_holds_to_it_even_by_hand),
        IN_A_ROUND(a_file_of_drafts_is_another_as_final),
        IN_A_ROUND(a_shortage_imports_wholly_or_not_at_all),
        IN_A_ROUND(a_shortage_freezes_and_reopens_wholly_or_not_at_all),
    };
    return cmocka_run_group_tests_name("store freezes", tests, NULL, NULL);
}

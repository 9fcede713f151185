/* Files: outputs that become visible together, and sources with their hash. */

#include "base/output.h"
#include "base/source.h"
#include "support.h"

#include <dirent.h>
#include <sys/stat.h>

static bool exists(const char *folder, const char *name)
{
    char path[512];
    struct stat status;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return lstat(path, &status) == 0;
}

static size_t count_entries(const char *folder)
{
    size_t count = 0;
    DIR *open_folder = opendir(folder);
    assert_non_null(open_folder);
    for (const struct dirent *entry; (entry = readdir(open_folder)) != NULL;)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(open_folder);
    return count;
}

static void assert_holds(const struct place *place, const char *name, const char *text)
{
    char path[256];
    struct source source;
    struct fault fault = {0};
    place_path(path, place, name);
    assert_true(source_read(&source, path, &fault));
    assert_string_equal((const char *)source.bytes, text);
    source_release(&source);
}

static bool write_text(struct place *place, struct output *output, const char *path,
                       const char *text)
{
    return output_write(output, path, text, strlen(text), &place->fault);
}

static void nothing_is_visible_before_the_commit_and_all_after_it(void **state)
{
    struct place *place = *state;
    struct output output;
    char folder[256];
    place_path(folder, place, "deep/er");
    assert_true(output_open(&output, folder, &place->fault));
    assert_true(write_text(place, &output, "a.json", "first"));
    assert_true(write_text(place, &output, "units/x/b.json", "second"));
    assert_true(write_text(place, &output, "units/x/c.json", ""));
    assert_false(exists(folder, "a.json"));
    assert_false(exists(folder, "units/x/b.json"));
    assert_true(output_commit(&output, &place->fault));
    assert_holds(place, "deep/er/a.json", "first");
    assert_holds(place, "deep/er/units/x/b.json", "second");
    assert_holds(place, "deep/er/units/x/c.json", "");
    assert_int_equal(count_entries(folder), 2);
    /* A second commit has nothing to do, and a later file joins the same output. */
    assert_true(output_commit(&output, &place->fault));
    assert_true(write_text(place, &output, "a.json", "third"));
    assert_holds(place, "deep/er/a.json", "first");
    assert_true(output_commit(&output, &place->fault));
    assert_holds(place, "deep/er/a.json", "third");
    output_release(&output);
    output_release(&output);
    static const char *const made[] = {"deep/er/a.json",
                                       "deep/er/units/x/b.json",
                                       "deep/er/units/x/c.json",
                                       "deep/er/units/x",
                                       "deep/er/units",
                                       "deep/er",
                                       "deep"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        place_forget(place, made[i]);
}

static void a_release_without_commit_leaves_what_was_there(void **state)
{
    struct place *place = *state;
    struct output output;
    place_write(place, "a.json", BYTES("old"));
    assert_true(output_open(&output, place->folder, &place->fault));
    assert_true(write_text(place, &output, "a.json", "new"));
    assert_true(write_text(place, &output, "b.json", "new"));
    assert_int_equal(count_entries(place->folder), 3);
    output_release(&output);
    assert_int_equal(count_entries(place->folder), 1);
    assert_holds(place, "a.json", "old");
    place_forget(place, "a.json");
}

static void many_files_become_visible_as_few_do(void **state)
{
    struct place *place = *state;
    struct output output;
    char name[32];
    assert_true(output_open(&output, place->folder, &place->fault));
    for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "%d.json", i);
        assert_true(write_text(place, &output, name, name));
    }
    assert_true(output_commit(&output, &place->fault));
    output_release(&output);
    assert_int_equal(count_entries(place->folder), 40);
    for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "%d.json", i);
        assert_holds(place, name, name);
        place_forget(place, name);
    }
}

static void a_file_that_holds_the_same_bytes_is_left_alone(void **state)
{
    struct place *place = *state;
    struct output output;
    struct stat before;
    struct stat after;
    char path[256];
    place_write(place, "a.svg", BYTES("same bytes"));
    place_path(path, place, "a.svg");
    assert_int_equal(stat(path, &before), 0);
    assert_true(output_open(&output, place->folder, &place->fault));
    assert_true(
        output_write_changed(&output, "a.svg", BYTES("same bytes"), &place->fault));
    assert_true(output_commit(&output, &place->fault));
    assert_int_equal(stat(path, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    assert_true(
        output_write_changed(&output, "a.svg", BYTES("same_bytes"), &place->fault));
    assert_true(
        output_write_changed(&output, "b.svg", BYTES("same bytes"), &place->fault));
    assert_holds(place, "a.svg", "same bytes");
    assert_true(output_commit(&output, &place->fault));
    assert_holds(place, "a.svg", "same_bytes");
    assert_holds(place, "b.svg", "same bytes");
    /* Longer by one byte and shorter by one byte are other files. */
    assert_true(
        output_write_changed(&output, "a.svg", BYTES("same_byte"), &place->fault));
    assert_true(
        output_write_changed(&output, "b.svg", BYTES("same bytes!"), &place->fault));
    assert_true(output_commit(&output, &place->fault));
    assert_holds(place, "a.svg", "same_byte");
    assert_holds(place, "b.svg", "same bytes!");
    output_release(&output);
    place_forget(place, "a.svg");
    place_forget(place, "b.svg");
}

static void a_folder_that_cannot_be_made_is_a_fault_that_names_it(void **state)
{
    struct place *place = *state;
    struct output output;
    char path[256];
    char wanted[256];
    place_write(place, "plain", BYTES("a file"));
    place_path(path, place, "plain/below");
    assert_false(output_open(&output, path, &place->fault));
    assert_fault(&place->fault, FAULT_SYSTEM, path, 0, 0,
                 "cannot make the folder: Not a directory");
    output_release(&output);
    place_reset(place);
    place_path(wanted, place, "plain");
    assert_false(output_open(&output, wanted, &place->fault));
    assert_fault(&place->fault, FAULT_SYSTEM, wanted, 0, 0, "is not a folder");
    output_release(&output);
    place_forget(place, "plain");
}

static void
a_folder_that_may_not_be_written_is_a_fault_that_names_the_file(void **state)
{
    struct place *place = *state;
    struct output output;
    char wanted[256];
    uid_t self = geteuid();
    assert_true(output_open(&output, place->folder, &place->fault));
    assert_int_equal(chmod(place->folder, 0555), 0);
    if (self == 0)
        assert_int_equal(seteuid(65534), 0);
    bool written = write_text(place, &output, "a.json", "text");
    assert_int_equal(seteuid(self), 0);
    assert_int_equal(chmod(place->folder, 0755), 0);
    assert_false(written);
    place_path(wanted, place, ".a.json.part");
    assert_fault(&place->fault, FAULT_SYSTEM, wanted, 0, 0,
                 "cannot create: Permission denied");
    output_release(&output);
}

static void a_finished_name_that_is_a_folder_is_a_fault(void **state)
{
    struct place *place = *state;
    struct output output;
    char taken[256];
    place_path(taken, place, "a.json");
    assert_true(folder_make(taken, &place->fault));
    assert_true(output_open(&output, place->folder, &place->fault));
    assert_true(write_text(place, &output, "a.json", "text"));
    assert_false(output_commit(&output, &place->fault));
    assert_fault(&place->fault, FAULT_SYSTEM, taken, 0, 0,
                 "cannot name the finished file: Is a directory");
    output_release(&output);
    assert_int_equal(count_entries(place->folder), 1);
    place_forget(place, "a.json");
}

static bool write_two_files(void *context, struct fault *fault)
{
    struct place *place = context;
    struct output output;
    bool ok = output_open(&output, place->folder, fault)
              && output_write(&output, "a.json", BYTES("text"), fault)
              && output_write_changed(&output, "sub/b.json", BYTES("text"), fault)
              && output_commit(&output, fault);
    output_release(&output);
    /* All of it or nothing of it. */
    assert_int_equal(exists(place->folder, "a.json"), ok);
    assert_int_equal(exists(place->folder, "sub/b.json"), ok);
    assert_false(exists(place->folder, ".a.json.part") && ok);
    return ok;
}

static void a_sweep_removes_what_was_not_written_anew_at_the_commit(void **state)
{
    struct place *place = *state;
    struct output output;
    struct output later;
    char folder[256];
    char left[512];
    place_path(folder, place, "swept");
    assert_true(output_open(&output, folder, &place->fault));
    assert_true(write_text(place, &output, "units/gone.json", "old"));
    assert_true(write_text(place, &output, "units/stays.json", "old"));
    assert_true(write_text(place, &output, "units/notes.txt", "mine"));
    assert_true(output_commit(&output, &place->fault));
    snprintf(left, sizeof left, "%s/units/.killed.json.part", folder);
    fclose(fopen(left, "w"));
    output_release(&output);
    assert_true(output_open(&later, folder, &place->fault));
    assert_true(write_text(place, &later, "units/stays.json", "new"));
    assert_true(output_sweep(&later, "units", ".json", &place->fault));
    assert_true(output_sweep(&later, "no-such-folder", ".json", &place->fault));
    assert_true(exists(folder, "units/gone.json"));
    assert_true(output_commit(&later, &place->fault));
    assert_false(exists(folder, "units/gone.json"));
    assert_false(exists(folder, "units/.killed.json.part"));
    assert_holds(place, "swept/units/stays.json", "new");
    assert_holds(place, "swept/units/notes.txt", "mine");
    output_release(&later);
    static const char *const made[] = {"swept/units/stays.json",
                                       "swept/units/notes.txt", "swept/units", "swept"};
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        place_path(folder, place, made[i]);
        assert_int_equal(remove(folder), 0);
    }
}

static void a_file_may_go_when_the_others_come(void **state)
{
    struct place *place = *state;
    struct output output;
    place_write(place, "old.csv", BYTES("old"));
    assert_true(output_open(&output, place->folder, &place->fault));
    assert_true(output_remove(&output, "old.csv", &place->fault));
    assert_true(output_remove(&output, "never.csv", &place->fault));
    output_release(&output);
    assert_holds(place, "old.csv", "old");
    assert_true(output_open(&output, place->folder, &place->fault));
    assert_true(output_remove(&output, "old.csv", &place->fault));
    assert_true(exists(place->folder, "old.csv"));
    assert_true(output_commit(&output, &place->fault));
    assert_false(exists(place->folder, "old.csv"));
    output_release(&output);
}

static void a_folder_is_written_by_one_set_at_a_time(void **state)
{
    struct place *place = *state;
    struct output first;
    struct output second;
    assert_true(output_open(&first, place->folder, &place->fault));
    assert_false(output_open(&second, place->folder, &place->fault));
    assert_string_equal(place->fault.what,
                        "another run is writing here; wait until it is done");
    output_release(&second);
    output_release(&first);
    place_reset(place);
    assert_true(output_open(&second, place->folder, &place->fault));
    output_release(&second);
}

static void output_survives_a_shortage(void **state)
{
    struct place *place = *state;
    assert_survives_shortage(write_two_files, place);
    assert_int_equal(count_entries(place->folder), 2);
    place_forget(place, "a.json");
    place_forget(place, "sub/b.json");
    place_forget(place, "sub");
}

static void paths_are_joined_with_one_slash(void **state)
{
    (void)state;
    static const char *const join[][3] = {{"a", "b", "a/b"},
                                          {"a/", "b", "a/b"},
                                          {"", "b", "b"},
                                          {"/", "b", "/b"},
                                          {"a", "/b", "/b"}};
    for (size_t i = 0; i < sizeof join / sizeof *join; i++) {
        char *path = path_join(join[i][0], join[i][1]);
        assert_string_equal(path, join[i][2]);
        memory_release(path);
    }
}

static void the_hash_is_sha256(void **state)
{
    (void)state;
    char hash[SHA256_TEXT_BYTES];
    sha256_text(hash, "", 0);
    assert_string_equal(
        hash, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    sha256_text(hash, "abc", 3);
    assert_string_equal(
        hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void a_source_is_the_bytes_of_a_file_and_their_hash(void **state)
{
    struct place *place = *state;
    struct source source;
    char path[256];
    enum { SIZE = 200000 };
    char *bytes = malloc(SIZE);
    for (size_t i = 0; i < SIZE; i++)
        bytes[i] = (char)(i * 7);
    place_write(place, "data", bytes, SIZE);
    place_path(path, place, "data");
    assert_true(source_read(&source, path, &place->fault));
    assert_string_equal(source.path, path);
    assert_int_equal(source.size, SIZE);
    assert_memory_equal(source.bytes, bytes, SIZE);
    char hash[SHA256_TEXT_BYTES];
    sha256_text(hash, bytes, SIZE);
    assert_string_equal(source.hash, hash);
    source_release(&source);
    source_release(&source);
    free(bytes);
    place_write(place, "data", "", 0);
    assert_true(source_read(&source, path, &place->fault));
    assert_int_equal(source.size, 0);
    assert_string_equal((const char *)source.bytes, "");
    source_release(&source);
    place_forget(place, "data");
}

static void a_source_that_cannot_be_read_is_a_fault_that_names_it(void **state)
{
    struct place *place = *state;
    struct source source;
    char path[256];
    place_path(path, place, "absent.csv");
    assert_false(source_read(&source, path, &place->fault));
    assert_fault(&place->fault, FAULT_SYSTEM, path, 0, 0,
                 "cannot open: No such file or directory");
    place_reset(place);
    assert_false(source_read(&source, place->folder, &place->fault));
    assert_fault(&place->fault, FAULT_DATA, place->folder, 0, 0,
                 "is a folder, not a file");
    source_release(&source);
}

static bool read_source(void *context, struct fault *fault)
{
    struct source source;
    bool ok = source_read(&source, context, fault);
    source_release(&source);
    return ok;
}

static void a_source_survives_a_shortage(void **state)
{
    struct place *place = *state;
    char path[256];
    place_write(place, "data", BYTES("text"));
    place_path(path, place, "data");
    assert_survives_shortage(read_source, path);
    place_forget(place, "data");
}

#define HERE(test) cmocka_unit_test_setup_teardown(test, place_open, place_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        HERE(nothing_is_visible_before_the_commit_and_all_after_it),
        HERE(a_release_without_commit_leaves_what_was_there),
        HERE(many_files_become_visible_as_few_do),
        HERE(a_file_that_holds_the_same_bytes_is_left_alone),
        HERE(a_folder_that_cannot_be_made_is_a_fault_that_names_it),
        HERE(a_folder_that_may_not_be_written_is_a_fault_that_names_the_file),
        HERE(a_finished_name_that_is_a_folder_is_a_fault),
        HERE(a_sweep_removes_what_was_not_written_anew_at_the_commit),
        HERE(a_file_may_go_when_the_others_come),
        HERE(a_folder_is_written_by_one_set_at_a_time),
        HERE(output_survives_a_shortage),
        cmocka_unit_test(paths_are_joined_with_one_slash),
        cmocka_unit_test(the_hash_is_sha256),
        HERE(a_source_is_the_bytes_of_a_file_and_their_hash),
        HERE(a_source_that_cannot_be_read_is_a_fault_that_names_it),
        HERE(a_source_survives_a_shortage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

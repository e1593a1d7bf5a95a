/* Everything happens in a scratch folder; what stands in it afterwards is counted, so that nothing stays behind. */
#define _XOPEN_SOURCE 700

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/output.h"

static char folder[64];
static struct rmap_error err;

static int start(void **state)
{
    (void)state;
    err = (struct rmap_error){0};
    strcpy(folder, "/tmp/ringmap-output-XXXXXX");
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int stop(void **state)
{
    (void)state;
    char command[192];
    snprintf(command, sizeof command, "chmod -R u+w %s; rm -r %s", folder, folder);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static int files_in(const char *path)
{
    DIR *dir = opendir(path);
    int count = 0;
    while (readdir(dir))
        count++;
    closedir(dir);
    return count - 2; /* . and .. */
}

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void holds(const char *path, const char *text)
{
    char found[256] = "";
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    found[fread(found, 1, sizeof found - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(found, text);
}

static bool save(const char *path, const char *text)
{
    err = (struct rmap_error){0};
    struct rmap_output *out = rmap_output_open(path, &err);
    if (!out)
        return false;
    for (const char *c = text; *c; c++)
        rmap_output_write(out, c, 1);
    return rmap_output_commit(out, &err);
}

static void refuses(const char *path, const char *message)
{
    assert_false(save(path, "new"));
    assert_int_equal(err.status, RMAP_OUTPUT);
    assert_string_equal(err.text, message);
}

static mode_t mode_of(const char *path)
{
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    return info.st_mode & 0777;
}

static void a_file_is_written_whole(void **state)
{
    (void)state;
    assert_true(save("map.png", "bytes"));
    holds("map.png", "bytes");
    assert_true(save("map.png", "other bytes"));
    holds("map.png", "other bytes");
    assert_true(save("empty.png", ""));
    holds("empty.png", "");
    char path[128];
    snprintf(path, sizeof path, "%s/absolute.png", folder);
    assert_true(save(path, "x"));
    assert_int_equal(files_in("."), 3);
}

static void an_older_file_stays_until_the_commit(void **state)
{
    (void)state;
    put("map.png", "older");
    struct rmap_output *out = rmap_output_open("map.png", &err);
    assert_non_null(out);
    assert_string_equal(rmap_output_path(out), "map.png");
    assert_true(rmap_output_write(out, "new", 3));
    holds("map.png", "older");
    rmap_output_abandon(out);
    rmap_output_abandon(NULL);
    holds("map.png", "older");
    out = rmap_output_open("none.png", &err);
    rmap_output_write(out, "new", 3);
    rmap_output_abandon(out);
    assert_int_equal(files_in("."), 1);
}

static void modes_follow_the_umask_and_the_older_file(void **state)
{
    (void)state;
    mode_t before = umask(027);
    assert_true(save("map.png", "x"));
    assert_int_equal(mode_of("map.png"), 0640);
    umask(0);
    assert_true(save("open.png", "x"));
    assert_int_equal(mode_of("open.png"), 0666);
    umask(022);
    assert_true(save("usual.png", "x"));
    assert_int_equal(mode_of("usual.png"), 0644);
    assert_true(save("map.png", "y"));
    assert_int_equal(mode_of("map.png"), 0640);
    umask(before);
}

static void links_are_followed(void **state)
{
    (void)state;
    assert_int_equal(mkdir("real", 0777), 0);
    put("real/map.png", "older");
    assert_int_equal(symlink("real/map.png", "link.png"), 0);
    assert_int_equal(symlink("link.png", "link2.png"), 0);
    assert_true(save("link2.png", "new"));
    holds("real/map.png", "new");
    struct stat info;
    assert_int_equal(lstat("link.png", &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_int_equal(files_in("real"), 1);
    assert_int_equal(symlink("real/none.png", "dangling.png"), 0);
    assert_true(save("dangling.png", "first"));
    holds("real/none.png", "first");
}

static void what_cannot_be_written_is_told_early(void **state)
{
    (void)state;
    mkdir("maps", 0777);
    put("file", "x");
    refuses("no/where.png", "cannot write 'no/where.png': the folder 'no' does not exist; make it first");
    refuses("no/such/map.png", "cannot write 'no/such/map.png': the folder 'no/such' does not exist; make it first");
    refuses("maps", "cannot write 'maps': it is a folder; name a file in it");
    refuses("maps/", "cannot write 'maps/': it is a folder; name a file in it");
    refuses("file/map.png", "cannot write 'file/map.png': 'file' is not a folder");
    refuses("", "no file is named to write to");
    assert_null(rmap_output_open("no/where.png", NULL));
    assert_int_equal(files_in("maps"), 0);
    assert_int_equal(files_in("."), 2);
}

static void locked_files_and_folders_are_refused(void **state)
{
    (void)state;
    if (geteuid() == 0)
        skip(); /* whom no mode stops */
    mkdir("locked", 0777);
    put("locked/map.png", "older");
    chmod("locked", 0555);
    refuses("locked/map.png", "cannot write 'locked/map.png': the folder 'locked': Permission denied");
    put("map.png", "older");
    chmod("map.png", 0444);
    refuses("map.png", "cannot write 'map.png': Permission denied");
    holds("map.png", "older");
}

static void a_full_disk_is_noticed(void **state)
{
    (void)state;
    refuses("/dev/full", "cannot write '/dev/full': No space left on device");
    assert_int_equal(symlink("/dev/full", "full.png"), 0);
    refuses("full.png", "cannot write 'full.png': No space left on device");
    assert_true(save("/dev/null", "anything"));
}

/* A limit on the size of files stands for a disk that fills in the middle. */
static void a_failed_write_leaves_the_older_file_and_nothing_else(void **state)
{
    (void)state;
    put("map.png", "older");
    struct rlimit limit, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    small = limit;
    small.rlim_cur = 4096;
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    char *large = calloc(1, 100000);
    struct rmap_output *out = rmap_output_open("map.png", &err);
    rmap_output_write(out, large, 100000);
    bool ok = rmap_output_commit(out, &err);
    setrlimit(RLIMIT_FSIZE, &limit);
    signal(SIGXFSZ, SIG_DFL);
    free(large);
    assert_false(ok);
    assert_string_equal(err.text, "cannot write 'map.png': File too large");
    holds("map.png", "older");
    assert_int_equal(files_in("."), 1);
}

static void a_target_that_turns_into_a_folder_is_noticed(void **state)
{
    (void)state;
    struct rmap_output *out = rmap_output_open("map.png", &err);
    rmap_output_write(out, "x", 1);
    mkdir("map.png", 0777);
    assert_false(rmap_output_commit(out, &err));
    assert_string_equal(err.text, "cannot write 'map.png': Is a directory");
    assert_int_equal(files_in("."), 1);
}

static void long_names_are_written(void **state)
{
    (void)state;
    char name[256];
    memset(name, 'm', 255);
    memcpy(name + 251, ".png", 4);
    name[255] = '\0';
    assert_true(save(name, "x"));
    holds(name, "x");
    assert_int_equal(files_in("."), 1);
}

static void pipes_are_written_directly(void **state)
{
    (void)state;
    assert_int_equal(mkfifo("pipe", 0666), 0);
    int reader = open("pipe", O_RDONLY | O_NONBLOCK);
    assert_true(save("pipe", "through"));
    char text[16] = "";
    assert_int_equal(read(reader, text, sizeof text), 7);
    assert_string_equal(text, "through");
    close(reader);
    struct stat info;
    assert_int_equal(lstat("pipe", &info), 0);
    assert_true(S_ISFIFO(info.st_mode));
}

/* In a child, whose standard output is then a file or the full device. */
static int saved_to_standard_output(const char *target)
{
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        int file = open(target, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        dup2(file, STDOUT_FILENO);
        bool ok = save("-", "bytes");
        _exit(ok ? 0 : strcmp(err.text, "cannot write standard output: No space left on device") == 0 ? 6 : 1);
    }
    int status;
    waitpid(child, &status, 0);
    return WEXITSTATUS(status);
}

static void a_dash_is_standard_output(void **state)
{
    (void)state;
    assert_int_equal(saved_to_standard_output("caught"), 0);
    holds("caught", "bytes");
    assert_int_equal(saved_to_standard_output("/dev/full"), 6);
    assert_int_equal(files_in("."), 1);
}

#define WRITTEN_LONG (32 << 20) /* bytes: long enough to be seen at it */

/* The file aside: its name begins with a dot. */
static bool lies_aside(void)
{
    DIR *dir = opendir(".");
    bool found = false;
    for (struct dirent *entry; (entry = readdir(dir));)
        found |= entry->d_name[0] == '.' && entry->d_name[1] == 'm';
    closedir(dir);
    return found;
}

/* A child writes much; as soon as that lies aside, the signal comes. */
static void ended_while_writing(int number)
{
    put("map.png", "older");
    pid_t child = fork();
    if (child == 0) {
        size_t size = WRITTEN_LONG;
        char *bytes = malloc(size);
        memset(bytes, 'x', size);
        signal(number, SIG_DFL);
        struct rmap_output *out = rmap_output_open("map.png", &err);
        rmap_output_write(out, bytes, size);
        rmap_output_commit(out, &err);
        for (;;)
            pause();
    }
    struct stat info = {.st_size = 0};
    while (!lies_aside() && info.st_size < 1000)
        stat("map.png", &info);
    kill(child, number);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == number);
    assert_int_equal(files_in("."), 1);
    assert_int_equal(stat("map.png", &info), 0);
    assert_int_equal(info.st_size, WRITTEN_LONG);
}

static void a_signal_leaves_nothing_aside(void **state)
{
    (void)state;
    ended_while_writing(SIGINT);
    ended_while_writing(SIGTERM);
    ended_while_writing(SIGHUP);
}

/* Its reader stops after a byte: the writer, stuck with the rest, does not sit through the signal. */
static void a_waiting_pipe_can_be_left(void **state)
{
    (void)state;
    assert_int_equal(mkfifo("pipe", 0666), 0);
    int reader = open("pipe", O_RDONLY | O_NONBLOCK);
    pid_t child = fork();
    if (child == 0) {
        static const char much[1 << 20];
        signal(SIGTERM, SIG_DFL);
        struct rmap_output *out = rmap_output_open("pipe", &err);
        rmap_output_write(out, much, sizeof much);
        _exit(rmap_output_commit(out, &err) ? 0 : 6);
    }
    char byte;
    while (read(reader, &byte, 1) != 1)
        ;
    kill(child, SIGTERM);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
    close(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_file_is_written_whole, start, stop),
        cmocka_unit_test_setup_teardown(an_older_file_stays_until_the_commit, start, stop),
        cmocka_unit_test_setup_teardown(modes_follow_the_umask_and_the_older_file, start, stop),
        cmocka_unit_test_setup_teardown(links_are_followed, start, stop),
        cmocka_unit_test_setup_teardown(what_cannot_be_written_is_told_early, start, stop),
        cmocka_unit_test_setup_teardown(locked_files_and_folders_are_refused, start, stop),
        cmocka_unit_test_setup_teardown(a_full_disk_is_noticed, start, stop),
        cmocka_unit_test_setup_teardown(a_failed_write_leaves_the_older_file_and_nothing_else, start, stop),
        cmocka_unit_test_setup_teardown(a_target_that_turns_into_a_folder_is_noticed, start, stop),
        cmocka_unit_test_setup_teardown(long_names_are_written, start, stop),
        cmocka_unit_test_setup_teardown(pipes_are_written_directly, start, stop),
        cmocka_unit_test_setup_teardown(a_dash_is_standard_output, start, stop),
        cmocka_unit_test_setup_teardown(a_signal_leaves_nothing_aside, start, stop),
        cmocka_unit_test_setup_teardown(a_waiting_pipe_can_be_left, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

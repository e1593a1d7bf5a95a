/* waiting.c: the line that a terminal gets while a map takes long; nobody else does. */
#define _XOPEN_SOURCE 700
#include "waiting.h"

#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Standard error goes to `file` until it is given back. */
static int lend_stderr(int file)
{
    int kept = dup(STDERR_FILENO);
    dup2(file, STDERR_FILENO);
    return kept;
}

static void give_back_stderr(int kept)
{
    dup2(kept, STDERR_FILENO);
    close(kept);
}

/* What a terminal is told comes in pieces: up to `size` bytes, or what has come when it is silent for a second. */
static size_t read_told(int master, char *text, size_t size)
{
    struct pollfd told = {.fd = master, .events = POLLIN};
    size_t length = 0;
    while (length < size && poll(&told, 1, 1000) > 0) {
        ssize_t got = read(master, text + length, size - length);
        if (got <= 0)
            break;
        length += (size_t)got;
    }
    return length;
}

static void a_terminal_is_told_how_long(void **state)
{
    (void)state;
    char text[512] = "";
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
        skip(); /* a root without /dev/pts has no terminals */
    int terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
    assert_true(terminal >= 0);
    int kept = lend_stderr(terminal);
    rmap_waiting_begin();
    raise(SIGALRM);
    raise(SIGALRM);
    rmap_waiting_end();
    unsigned left = alarm(0);
    give_back_stderr(kept);
    static const char expected[] = "\rringmap: working for 2 s; Ctrl-C stops it, and no file is touched"
                                   "\rringmap: working for 3 s; Ctrl-C stops it, and no file is touched\r\033[K";
    assert_int_equal(read_told(master, text, sizeof expected - 1), sizeof expected - 1);
    assert_string_equal(text, expected);
    assert_int_equal(left, 0);
    close(terminal);
    close(master);
}

static void a_pipe_is_not(void **state)
{
    (void)state;
    int ends[2];
    char byte;
    assert_int_equal(pipe(ends), 0);
    int kept = lend_stderr(ends[1]);
    rmap_waiting_begin();
    unsigned left = alarm(0);
    rmap_waiting_end();
    give_back_stderr(kept);
    close(ends[1]);
    assert_int_equal(left, 0);
    assert_int_equal(read(ends[0], &byte, 1), 0);
    close(ends[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_terminal_is_told_how_long),
        cmocka_unit_test(a_pipe_is_not),
    };
    return cmocka_run_group_tests_name("waiting", tests, NULL, NULL);
}

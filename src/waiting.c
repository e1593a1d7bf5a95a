#define _POSIX_C_SOURCE 200809L
#include "waiting.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE_S 2 /* until the first line */

static volatile sig_atomic_t seconds; /* since the beginning, when the line was last written; 0: never */

static void write_out(const char *text, size_t length)
{
    ssize_t written = write(STDERR_FILENO, text, length);
    (void)written;
}

/* Only what a signal's handler may do. */
static void tell(int number)
{
    static const char before[] = "\rringmap: working for ", after[] = " s; Ctrl-C stops it, and no file is touched";
    char line[sizeof before + sizeof after + 12], digits[12];
    size_t length = sizeof before - 1, count = 0;
    int kept = errno;
    (void)number;
    seconds = seconds > 0 ? seconds + 1 : PATIENCE_S;
    memcpy(line, before, length);
    for (int rest = seconds; rest > 0 && count < sizeof digits; rest /= 10)
        digits[count++] = (char)('0' + rest % 10);
    while (count > 0)
        line[length++] = digits[--count];
    memcpy(line + length, after, sizeof after - 1);
    write_out(line, length + sizeof after - 1);
    alarm(1);
    errno = kept;
}

void rmap_waiting_begin(void)
{
    struct sigaction action = {.sa_handler = tell, .sa_flags = SA_RESTART};
    if (!isatty(STDERR_FILENO) || sigaction(SIGALRM, &action, NULL) != 0)
        return;
    seconds = 0;
    alarm(PATIENCE_S);
}

void rmap_waiting_end(void)
{
    static const char erase[] = "\r\033[K";
    alarm(0);
    if (seconds > 0)
        write_out(erase, sizeof erase - 1);
    seconds = 0;
}

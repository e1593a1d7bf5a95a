#include "svg_path.h"

#include <stdint.h>
#include <string.h>

#include "svg.h"

#define SCALE        100   /* steps in a millimetre, at RMAP_SVG_DECIMALS */
#define FINE_SCALE   10000
#define PIECE_BYTES  4096
#define NUMBER_BYTES 24

/* Path data as short as they go: relative, in whole steps of 10^-decimals mm, so that rounding errors do not
 * add up. */
struct pen {
    struct rmap_buffer *svg;
    char piece[PIECE_BYTES];
    size_t used;
    int decimals;
    int64_t scale;
    const struct rmap_svg_numerals *numerals; /* of that scale; NULL: none */
    char command;             /* the last one written: it need not be repeated */
    bool point;               /* the last number has a decimal point: ".5.3" is two */
    bool number;              /* a number stands before */
    int64_t x, y;             /* where the pen is */
    int64_t start_x, start_y; /* where the part began */
};

static void flush(struct pen *pen)
{
    rmap_append(pen->svg, pen->piece, pen->used);
    pen->used = 0;
}

static void put_command(struct pen *pen, char command)
{
    if (pen->used + NUMBER_BYTES > PIECE_BYTES)
        flush(pen);
    if (command == pen->command)
        return;
    pen->piece[pen->used++] = command;
    pen->command = command;
    pen->number = false;
}

/* The digits of a number of steps, without needless ones; returns their count. */
static size_t write_digits(uint64_t steps, uint64_t scale, int decimals, char out[NUMBER_BYTES])
{
    char digits[NUMBER_BYTES], *start = digits + sizeof digits;
    uint64_t whole = steps / scale, fraction = steps % scale;
    int places = fraction ? decimals : 0;
    for (; places > 0 && fraction % 10 == 0; places--)
        fraction /= 10;
    bool point = places > 0;
    for (; places > 0; places--, fraction /= 10)
        *--start = (char)('0' + fraction % 10);
    if (point)
        *--start = '.';
    for (; whole || start == digits + sizeof digits; whole /= 10)
        *--start = (char)('0' + whole % 10);
    memcpy(out, start, (size_t)(digits + sizeof digits - start));
    return (size_t)(digits + sizeof digits - start);
}

static void put_step(struct pen *pen, int64_t step)
{
    uint64_t size = (uint64_t)(step < 0 ? -step : step);
    const struct rmap_svg_numeral *numeral = pen->numerals && size < RMAP_SVG_NUMERALS ? &pen->numerals->of[size] : NULL;
    char digits[NUMBER_BYTES];
    size_t length = numeral ? numeral->length : write_digits(size, (uint64_t)pen->scale, pen->decimals, digits);
    const char *text = numeral ? numeral->text : digits;
    if (pen->used + NUMBER_BYTES > PIECE_BYTES)
        flush(pen);
    if (step < 0)
        pen->piece[pen->used++] = '-';
    else if (pen->number && !(pen->point && *text == '.'))
        pen->piece[pen->used++] = ' ';
    for (size_t i = 0; i < length; i++)
        pen->piece[pen->used++] = text[i];
    pen->point = size % (uint64_t)pen->scale != 0;
    pen->number = true;
}

/* Rounded half away from zero, as llround does it, without a call for each number. */
static int64_t to_steps(const struct pen *pen, double mm)
{
    double steps = (mm > -1e9 ? mm < 1e9 ? mm : 1e9 : -1e9) * (double)pen->scale;
    int64_t whole = (int64_t)steps;
    double rest = steps - (double)whole;
    return whole + (rest >= 0.5) - (rest <= -0.5);
}

static void put_move(struct pen *pen, struct rmap_page to)
{
    int64_t x = to_steps(pen, to.x_mm), y = to_steps(pen, to.y_mm);
    put_command(pen, 'm');
    put_step(pen, x - pen->x);
    put_step(pen, y - pen->y);
    pen->command = 'l'; /* what follows a move without a letter is a line */
    pen->x = pen->start_x = x;
    pen->y = pen->start_y = y;
}

static void put_line(struct pen *pen, struct rmap_page to)
{
    int64_t dx = to_steps(pen, to.x_mm) - pen->x, dy = to_steps(pen, to.y_mm) - pen->y;
    if (dx == 0 && dy == 0)
        return;
    put_command(pen, dy == 0 ? 'h' : dx == 0 ? 'v' : 'l');
    if (dx != 0)
        put_step(pen, dx);
    if (dy != 0)
        put_step(pen, dy);
    pen->x += dx;
    pen->y += dy;
}

static void put_curve(struct pen *pen, const struct rmap_page to[3])
{
    int64_t x = pen->x, y = pen->y;
    put_command(pen, 'c');
    for (int i = 0; i < 3; i++) {
        pen->x = to_steps(pen, to[i].x_mm);
        pen->y = to_steps(pen, to[i].y_mm);
        put_step(pen, pen->x - x);
        put_step(pen, pen->y - y);
    }
}

static void put_close(struct pen *pen)
{
    put_command(pen, 'z');
    pen->command = 0;
    pen->number = false;
    pen->x = pen->start_x;
    pen->y = pen->start_y;
}

void rmap_svg_numerals_fill(struct rmap_svg_numerals *numerals)
{
    for (uint64_t steps = 0; steps < RMAP_SVG_NUMERALS; steps++) {
        struct rmap_svg_numeral *numeral = &numerals->of[steps];
        char text[NUMBER_BYTES] = {0};
        numeral->length = (unsigned char)write_digits(steps, SCALE, RMAP_SVG_DECIMALS, text);
        memcpy(numeral->text, text, sizeof numeral->text);
    }
}

void rmap_svg_path(struct rmap_buffer *svg, const struct rmap_path *path, const struct rmap_svg_numerals *numerals)
{
    struct pen pen = {.svg = svg, .decimals = RMAP_SVG_DECIMALS, .scale = SCALE, .numerals = numerals};
    if (!numerals)
        pen = (struct pen){.svg = svg, .decimals = RMAP_SVG_FINE_DECIMALS, .scale = FINE_SCALE};
    const struct rmap_page *p = path->points;
    for (size_t i = 0; i < path->verb_count; i++) {
        switch ((enum rmap_verb)path->verbs[i]) {
        case RMAP_MOVE:
            put_move(&pen, *p++);
            break;
        case RMAP_LINE:
            /* a line back to the start is what "close" draws */
            if (!(i + 1 < path->verb_count && path->verbs[i + 1] == RMAP_CLOSE
                  && to_steps(&pen, p->x_mm) == pen.start_x && to_steps(&pen, p->y_mm) == pen.start_y))
                put_line(&pen, *p);
            p++;
            break;
        case RMAP_CURVE:
            put_curve(&pen, p);
            p += 3;
            break;
        case RMAP_CLOSE:
            put_close(&pen);
            break;
        }
    }
    flush(&pen);
}

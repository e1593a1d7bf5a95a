/* colours < LIST: whether what a style must keep apart stays apart for five kinds of eyes.
 *
 * LIST is what `ringmap list style NAME` prints. Full colour vision; protanopia, deuteranopia and tritanopia, simulated in
 * linear RGB with the matrices for severity 1.0 of Machado, Oliveira and Fernandes (2009), doi:10.1109/TVCG.2009.113; and grey
 * (luminance alone, a photocopy). Differences are CIEDE2000, as in Sharma, Wu and Dalal (2005), doi:10.1002/col.20070.
 *
 *   two lines       differ by 10, or by dashes, or one is a quarter wider
 *   line on ground  differ by 20: a thin line needs more than an area does
 *   two grounds     differ by 2.5 (just noticeable is about 1), or a line drawn between them differs by 20 from both
 *
 * Prints "pairs N, least N WHAT" and a line for each failure; exit status 1 when there is one.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PI 3.14159265358979323846
#define LINES_APART 10.0
#define LINE_ON_GROUND 20.0
#define GROUNDS_APART 2.5
#define WIDER 1.25
#define MOST 4096

struct property { char name[80], value[80]; };
struct lab { double l, a, b; };
struct mark { const char *name; double rgb[3], width; char dash[80]; };

static struct property list[MOST];
static int list_count;

static const char *const EYES[] = {"full colour", "protanopia", "deuteranopia", "tritanopia", "grey"};
enum { FULL, GREY = 4, EYE_COUNT };
static const double MATRIX[3][9] = {
    {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
    {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
    {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900},
};

/* --- the style --- */

/* "RULE[.CLASS].PROPERTY": the class's value, else the rule's. */
static const char *value_of(const char *rule, const char *class, const char *property)
{
    char name[2][80];
    snprintf(name[0], sizeof name[0], "%s.%s.%s", rule, class, property);
    snprintf(name[1], sizeof name[1], "%s.%s", rule, property);
    for (int i = class[0] ? 0 : 1; i < 2; i++) {
        for (int j = 0; j < list_count; j++) {
            if (strcmp(list[j].name, name[i]) == 0)
                return list[j].value;
        }
    }
    fprintf(stderr, "the style has no '%s'\n", name[1]);
    exit(2);
}

static int has_class(const char *rule, const char *class)
{
    char start[80];
    int length = snprintf(start, sizeof start, "%s.%s.", rule, class);
    for (int i = 0; i < list_count; i++) {
        if (strncmp(list[i].name, start, (size_t)length) == 0)
            return 1;
    }
    return 0;
}

static int read_color(const char *text, double *rgb)
{
    unsigned value;
    if (sscanf(text, "#%6x", &value) != 1)
        return 0;
    for (int i = 0; i < 3; i++)
        rgb[i] = ((value >> (16 - 8 * i)) & 255) / 255.0;
    return 1;
}

static int read_line(const char *name, const char *rule, const char *class, struct mark *out)
{
    out->name = name;
    snprintf(out->dash, sizeof out->dash, "%s", value_of(rule, class, "stroke-dasharray"));
    out->width = strtod(value_of(rule, class, "stroke-width"), NULL);
    return strcmp(value_of(rule, "", "display"), "on") == 0 && read_color(value_of(rule, class, "stroke"), out->rgb);
}

static int read_ground(const char *rule, struct mark *out)
{
    out->name = rule;
    return strcmp(value_of(rule, "", "display"), "on") == 0 && read_color(value_of(rule, "", "fill"), out->rgb);
}

/* --- colour --- */

static double linear(double v)
{
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double root(double t)
{
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

/* Of sRGB as these eyes see it, under D65. */
static struct lab seen(const double *rgb, int eye)
{
    double in[3], v[3];
    for (int i = 0; i < 3; i++)
        v[i] = in[i] = linear(rgb[i]);
    for (int i = 0; i < 3 && eye != FULL && eye != GREY; i++) {
        const double *row = MATRIX[eye - 1] + 3 * i;
        v[i] = fmin(fmax(row[0] * in[0] + row[1] * in[1] + row[2] * in[2], 0), 1);
    }
    double x = 0.4124564 * v[0] + 0.3575761 * v[1] + 0.1804375 * v[2];
    double y = 0.2126729 * v[0] + 0.7151522 * v[1] + 0.0721750 * v[2];
    double z = 0.0193339 * v[0] + 0.1191920 * v[1] + 0.9503041 * v[2];
    double fx = root(x / 0.95047), fy = root(y), fz = root(z / 1.08883);
    struct lab lab = {116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
    if (eye == GREY)
        lab.a = lab.b = 0;
    return lab;
}

static double hue(double a, double b)
{
    double h = a == 0 && b == 0 ? 0 : atan2(b, a) * 180 / PI;
    return h < 0 ? h + 360 : h;
}

static double degrees_cos(double degrees)
{
    return cos(degrees * PI / 180);
}

static double ciede2000(struct lab p, struct lab q)
{
    double c = (hypot(p.a, p.b) + hypot(q.a, q.b)) / 2;
    double g = 0.5 * (1 - sqrt(pow(c, 7) / (pow(c, 7) + pow(25, 7))));
    p.a *= 1 + g;
    q.a *= 1 + g;
    double c1 = hypot(p.a, p.b), c2 = hypot(q.a, q.b), h1 = hue(p.a, p.b), h2 = hue(q.a, q.b);
    double turn = h2 - h1, mean = (h1 + h2) / 2;
    if (c1 * c2 == 0) {
        turn = 0;
        mean = h1 + h2;
    } else if (fabs(turn) > 180) {
        turn += turn > 0 ? -360 : 360;
        mean += h1 + h2 < 360 ? 180 : -180;
    }
    double dl = q.l - p.l, dc = c2 - c1, dh = 2 * sqrt(c1 * c2) * sin(turn / 2 * PI / 180);
    double l = (p.l + q.l) / 2, cm = (c1 + c2) / 2;
    double t = 1 - 0.17 * degrees_cos(mean - 30) + 0.24 * degrees_cos(2 * mean) + 0.32 * degrees_cos(3 * mean + 6)
               - 0.20 * degrees_cos(4 * mean - 63);
    double sl = 1 + 0.015 * (l - 50) * (l - 50) / sqrt(20 + (l - 50) * (l - 50));
    double sc = 1 + 0.045 * cm, sh = 1 + 0.015 * cm * t;
    double rt = -2 * sqrt(pow(cm, 7) / (pow(cm, 7) + pow(25, 7)))
                * sin(60 * exp(-pow((mean - 275) / 25, 2)) * PI / 180);
    return sqrt(pow(dl / sl, 2) + pow(dc / sc, 2) + pow(dh / sh, 2) + rt * (dc / sc) * (dh / sh));
}

static double apart(const struct mark *a, const struct mark *b, int eye)
{
    return ciede2000(seen(a->rgb, eye), seen(b->rgb, eye));
}

/* A pair of the paper's own table. */
static void check_formula(void)
{
    double value = ciede2000((struct lab){50, 2.6772, -79.7751}, (struct lab){50, 0, -82.7485});
    double grey = ciede2000((struct lab){50, 0, 0}, (struct lab){50, -1, 2});
    if (fabs(value - 2.0425) > 1e-4 || fabs(grey - 2.3669) > 1e-4) {
        fprintf(stderr, "CIEDE2000 gives %.4f and %.4f for 2.0425 and 2.3669\n", value, grey);
        exit(2);
    }
}

/* --- what must stay apart --- */

static int pairs, bad;
static double least = INFINITY;
static char least_of[200];

static void judge(const struct mark *a, const struct mark *b, int eye, double value, double limit, int excused)
{
    pairs++;
    if (value < limit && !excused) {
        printf("%s and %s differ by %.1f, not %.1f, in %s\n", a->name, b->name, value, limit, EYES[eye]);
        bad++;
    }
    if (!excused && value / limit < least) {
        least = value / limit;
        snprintf(least_of, sizeof least_of, "%.1f of %.1f: %s and %s in %s", value, limit, a->name, b->name, EYES[eye]);
    }
}

static int other_make(const struct mark *a, const struct mark *b)
{
    return strcmp(a->dash, b->dash) != 0 || fmax(a->width, b->width) >= WIDER * fmin(a->width, b->width);
}

int main(void)
{
    static const char *const CLASSES[] = {"inner", "middle", "outer"};
    static const char *const OTHERS[] = {"mdl", "nll", "borders"};
    static const char *const GROUNDS[] = {"sea", "land", "land-north", "land-south", "land-close", "islets"};
    struct mark lines[7], grounds[6], coast, front;
    int line_count = 0, ground_count = 0;
    char line[400];
    check_formula();
    while (list_count < MOST && fgets(line, sizeof line, stdin)) {
        int length = 0;
        struct property *property = &list[list_count];
        if (sscanf(line, "%79s %n", property->name, &length) != 1)
            continue;
        size_t end = 0; /* the value ends where two blanks begin */
        while (line[length] && line[(size_t)length + end] && strncmp(line + length + end, "  ", 2) != 0 && end < 79)
            end++;
        snprintf(property->value, sizeof property->value, "%.*s", (int)end, line + length);
        list_count++;
    }
    line_count += read_line("rings", "rings", "", &lines[line_count]);
    for (int i = 0; i < 3; i++) {
        if (has_class("rings", CLASSES[i]))
            line_count += read_line(CLASSES[i], "rings", CLASSES[i], &lines[line_count]);
    }
    int rings = line_count;
    for (int i = 0; i < 3; i++)
        line_count += read_line(OTHERS[i], OTHERS[i], "", &lines[line_count]);
    for (int i = 0; i < 6; i++)
        ground_count += read_ground(GROUNDS[i], &grounds[ground_count]);
    int has_coast = read_line("coast", "land-south", "", &coast), has_front = read_line("mdl", "mdl", "", &front);
    for (int eye = 0; eye < EYE_COUNT; eye++) {
        for (int i = 0; i < line_count; i++) {
            /* the rule without a class is drawn instead of its classes, not beside them */
            for (int j = i + 1; j < line_count; j++) {
                if (i > 0 || j >= rings)
                    judge(&lines[i], &lines[j], eye, apart(&lines[i], &lines[j], eye), LINES_APART,
                          other_make(&lines[i], &lines[j]));
            }
            for (int j = 0; j < ground_count; j++)
                judge(&lines[i], &grounds[j], eye, apart(&lines[i], &grounds[j], eye), LINE_ON_GROUND, 0);
        }
        for (int j = 1; j < ground_count; j++) /* the sea and each land; the north and the south */ {
            int drawn = has_coast && fmin(apart(&coast, &grounds[0], eye), apart(&coast, &grounds[j], eye)) >= LINE_ON_GROUND;
            judge(&grounds[0], &grounds[j], eye, apart(&grounds[0], &grounds[j], eye), GROUNDS_APART, drawn);
        }
        int drawn = has_front && fmin(apart(&front, &grounds[2], eye), apart(&front, &grounds[3], eye)) >= LINE_ON_GROUND;
        judge(&grounds[2], &grounds[3], eye, apart(&grounds[2], &grounds[3], eye), GROUNDS_APART, drawn);
    }
    printf("pairs %d, least %s\n", pairs, least_of);
    return bad > 0;
}

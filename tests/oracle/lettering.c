/* lettering DUMP [PIXELS.ppm]: counts what the lettering of a drawn map may not do.
 *
 * From the display list as text: letters over letters, letters over markers, letters outside the frame or the page. With a
 * picture of the same map drawn without labels: the contrast (WCAG 2) of each text against its halo, or, without one, against
 * the commonest colour beneath it.
 * Prints "texts N overlaps N outside N contrast LOWEST TEXT"; exit status 1 when a count is not 0 or a contrast below 4.5.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RADIAN 0.017453292519943295
#define MOST 4096
#define ASCENT 0.72 /* of the size: capitals and Hangul stay below this */
#define DESCENT 0.16
#define TOUCH_MM 0.12 /* letters' boxes may meet by this: they are wider than their ink */
#define LEAST_CONTRAST 4.5

struct corner { double x, y; };

struct piece {
    struct corner at[4];
    int layer;              /* counts groups of the top level */
    int group;              /* counts all groups: lines of one label */
    int framed;             /* must stay inside the frame */
    int single;             /* one letter of a label set along a curve */
    double fill[3], halo[3];
    int has_halo;
    char says[80];
};

struct mark { struct corner middle; double radius; };

static struct piece texts[MOST];
static struct mark marks[MOST];
static int text_count, mark_count;
static double page_w, page_h, frame[4];

static const char *after(const char *line, const char *word)
{
    const char *at = strstr(line, word);
    return at ? at + strlen(word) : NULL;
}

static double number_after(const char *line, const char *word, double fallback)
{
    const char *at = after(line, word);
    return at ? strtod(at, NULL) : fallback;
}

static void read_color(const char *line, const char *word, double *rgb)
{
    unsigned value = 0;
    const char *at = after(line, word);
    if (at)
        sscanf(at, "%6x", &value);
    for (int i = 0; i < 3; i++)
        rgb[i] = ((value >> (16 - 8 * i)) & 255) / 255.0;
}

static void read_text(const char *line, int layer, int group, int framed)
{
    double x, y;
    char anchor[16];
    if (text_count == MOST || sscanf(line, " text %lf %lf %15s", &x, &y, anchor) != 3)
        return;
    struct piece *text = &texts[text_count++];
    double size = number_after(line, " size ", 0), width = number_after(line, " width ", 0);
    double turn = number_after(line, " angle ", 0) * RADIAN;
    double left = strcmp(anchor, "end") == 0 ? -width : strcmp(anchor, "middle") == 0 ? -width / 2 : 0;
    const double u[4] = {left, left + width, left + width, left};
    const double v[4] = {-ASCENT * size, -ASCENT * size, DESCENT * size, DESCENT * size};
    for (int i = 0; i < 4; i++)
        text->at[i] = (struct corner){x + u[i] * cos(turn) - v[i] * sin(turn), y + u[i] * sin(turn) + v[i] * cos(turn)};
    text->layer = layer;
    text->group = group;
    text->framed = framed;
    read_color(line, " fill=#", text->fill);
    read_color(line, " halo=#", text->halo);
    text->has_halo = strstr(line, " halo=#") != NULL;
    const char *says = after(line, " says=\"");
    snprintf(text->says, sizeof text->says, "%.70s", says ? says : "");
    text->says[strcspn(text->says, "\"\n")] = '\0';
    text->single = turn != 0 && strlen(text->says) <= 4;
}

/* A marker: the circle about a path inside a site's group. */
static void read_mark(const char *line)
{
    double box[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    const char *at = after(line, " box ");
    if (at) {
        sscanf(at, "%lf %lf %lf %lf", &box[0], &box[1], &box[2], &box[3]);
    } else {
        for (at = strpbrk(line, "ML"); at; at = strpbrk(at + 1, "ML")) {
            double x, y;
            if (sscanf(at + 1, " %lf %lf", &x, &y) != 2)
                continue;
            box[0] = fmin(box[0], x), box[1] = fmin(box[1], y), box[2] = fmax(box[2], x), box[3] = fmax(box[3], y);
        }
    }
    if (mark_count < MOST && box[0] <= box[2])
        marks[mark_count++] = (struct mark){{(box[0] + box[2]) / 2, (box[1] + box[3]) / 2},
                                            fmax(box[2] - box[0], box[3] - box[1]) / 2};
}

static void read_dump(FILE *file)
{
    static char line[1 << 20];
    int layer = 0, group = 0, framed = 0, site = 0;
    while (fgets(line, sizeof line, file)) {
        const char *word = line + strspn(line, " ");
        if (sscanf(line, "page %lf %lf", &page_w, &page_h) == 2)
            continue;
        if (strncmp(word, "text ", 5) == 0) {
            read_text(line, layer, group, framed);
        } else if (strncmp(word, "path ", 5) == 0) {
            if (site)
                read_mark(line);
        } else {
            group++;
            site = strncmp(word, "site ", 5) == 0;
            if (word == line) {
                layer++;
                framed = !strstr(line, "\"words\"") && !strstr(line, "\"graticule-labels\"");
                if (strstr(line, "id=\"sea\""))
                    sscanf(after(line, " clip "), "%lf %lf %lf %lf", &frame[0], &frame[1], &frame[2], &frame[3]);
            }
        }
    }
}

/* --- overlaps --- */

static void span(const struct piece *piece, struct corner axis, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (int i = 0; i < 4; i++) {
        double along = piece->at[i].x * axis.x + piece->at[i].y * axis.y;
        *low = fmin(*low, along);
        *high = fmax(*high, along);
    }
}

/* Turned boxes meet unless a side of one of them parts them. */
static int meet(const struct piece *a, const struct piece *b)
{
    const struct piece *both[2] = {a, b};
    for (int i = 0; i < 4; i++) {
        const struct corner *p = &both[i / 2]->at[i % 2], *q = &both[i / 2]->at[i % 2 + 1];
        double length = hypot(q->x - p->x, q->y - p->y);
        if (length == 0)
            continue;
        struct corner axis = {(q->x - p->x) / length, (q->y - p->y) / length};
        double a0, a1, b0, b1;
        span(a, axis, &a0, &a1);
        span(b, axis, &b0, &b1);
        if (a1 - TOUCH_MM <= b0 || b1 - TOUCH_MM <= a0)
            return 0;
    }
    return 1;
}

/* Is any corner or side of the text within the circle? */
static int covers(const struct piece *text, const struct mark *mark)
{
    for (int i = 0; i < 4; i++) {
        struct corner a = text->at[i], b = text->at[(i + 1) % 4];
        double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
        double t = length2 > 0 ? ((mark->middle.x - a.x) * dx + (mark->middle.y - a.y) * dy) / length2 : 0;
        t = fmin(fmax(t, 0), 1);
        if (hypot(a.x + t * dx - mark->middle.x, a.y + t * dy - mark->middle.y) < mark->radius - TOUCH_MM)
            return 1;
    }
    return 0;
}

static int count_overlaps(void)
{
    int count = 0;
    for (int i = 0; i < text_count; i++) {
        for (int j = i + 1; j < text_count; j++) {
            if (texts[i].single && texts[j].single && texts[i].layer == texts[j].layer)
                continue;
            if (meet(&texts[i], &texts[j])) {
                printf("'%s' lies over '%s'\n", texts[j].says, texts[i].says);
                count++;
            }
        }
        for (int j = 0; j < mark_count; j++) {
            if (covers(&texts[i], &marks[j])) {
                printf("'%s' lies over a marker at %.1f %.1f\n", texts[i].says, marks[j].middle.x, marks[j].middle.y);
                count++;
            }
        }
    }
    return count;
}

static int count_outside(void)
{
    int count = 0;
    for (int i = 0; i < text_count; i++) {
        for (int j = 0; j < 4; j++) {
            struct corner p = texts[i].at[j];
            int out = p.x < 0 || p.y < 0 || p.x > page_w || p.y > page_h;
            if (texts[i].framed)
                out |= p.x < frame[0] || p.y < frame[1] || p.x > frame[2] || p.y > frame[3];
            if (out) {
                printf("'%s' leaves the %s\n", texts[i].says, texts[i].framed ? "frame" : "page");
                count++;
                break;
            }
        }
    }
    return count;
}

/* --- contrast --- */

static double luminance(const double *rgb)
{
    double sum = 0;
    const double weight[3] = {0.2126, 0.7152, 0.0722};
    for (int i = 0; i < 3; i++)
        sum += weight[i] * (rgb[i] <= 0.04045 ? rgb[i] / 12.92 : pow((rgb[i] + 0.055) / 1.055, 2.4));
    return sum;
}

static double contrast(const double *a, const double *b)
{
    double x = luminance(a), y = luminance(b);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

struct picture { int width, height; unsigned char *bytes; };

static int read_ppm(const char *path, struct picture *out)
{
    FILE *file = fopen(path, "rb");
    if (!file || fscanf(file, "P6 %d %d 255", &out->width, &out->height) != 2 || fgetc(file) == EOF)
        return 0;
    size_t size = (size_t)out->width * (size_t)out->height * 3;
    out->bytes = malloc(size);
    int ok = out->bytes && fread(out->bytes, 1, size, file) == size;
    fclose(file);
    return ok;
}

static double text_contrast(const struct picture *picture, const struct piece *text)
{
    if (text->has_halo)
        return contrast(text->fill, text->halo);
    double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY, scale = picture->width / page_w;
    for (int i = 0; i < 4; i++) {
        x0 = fmin(x0, text->at[i].x), x1 = fmax(x1, text->at[i].x);
        y0 = fmin(y0, text->at[i].y), y1 = fmax(y1, text->at[i].y);
    }
    static int seen[4096]; /* colours by four bits a channel */
    memset(seen, 0, sizeof seen);
    int commonest = 0;
    for (int y = (int)fmax(y0 * scale, 0); y <= y1 * scale && y < picture->height; y++) {
        for (int x = (int)fmax(x0 * scale, 0); x <= x1 * scale && x < picture->width; x++) {
            const unsigned char *pixel = picture->bytes + ((size_t)y * (size_t)picture->width + (size_t)x) * 3;
            int color = pixel[0] >> 4 << 8 | pixel[1] >> 4 << 4 | pixel[2] >> 4;
            if (++seen[color] > seen[commonest])
                commonest = color;
        }
    }
    const double beneath[3] = {((commonest >> 8) + 0.5) / 16, ((commonest >> 4 & 15) + 0.5) / 16, ((commonest & 15) + 0.5) / 16};
    return contrast(text->fill, beneath);
}

int main(int argc, char **argv)
{
    FILE *dump = argc > 1 ? fopen(argv[1], "r") : NULL;
    struct picture picture = {0};
    if (!dump || (argc > 2 && !read_ppm(argv[2], &picture))) {
        fprintf(stderr, "usage: lettering DUMP [PIXELS.ppm]\n");
        return 2;
    }
    read_dump(dump);
    int overlaps = count_overlaps(), outside = count_outside();
    double lowest = INFINITY;
    const char *who = "";
    for (int i = 0; picture.bytes && i < text_count; i++) {
        double value = text_contrast(&picture, &texts[i]);
        if (value < LEAST_CONTRAST)
            printf("'%s' has a contrast of %.2f\n", texts[i].says, value);
        if (value < lowest) {
            lowest = value;
            who = texts[i].says;
        }
    }
    printf("texts %d overlaps %d outside %d", text_count, overlaps, outside);
    if (picture.bytes)
        printf(" contrast %.2f %s", lowest, who);
    printf("\n");
    return overlaps || outside || lowest < LEAST_CONTRAST;
}

#include "cubic.h"

#include <float.h>
#include <math.h>

#define SHORT_MM 2.0 /* pieces of a curve cross a box's edge once */

static struct rmap_page mix(struct rmap_page a, struct rmap_page b, double t)
{
    return (struct rmap_page){a.x_mm + t * (b.x_mm - a.x_mm), a.y_mm + t * (b.y_mm - a.y_mm)};
}

static double distance(struct rmap_page a, struct rmap_page b)
{
    return hypot(b.x_mm - a.x_mm, b.y_mm - a.y_mm);
}

/* --- one curve --- */

/* Its blossom (Ramshaw 1987): the point at t when all three are t; the handles of a piece when they are its ends. */
static struct rmap_page blossom(const struct rmap_cubic *c, double t, double u, double v)
{
    struct rmap_page a = mix(c->p[0], c->p[1], t), b = mix(c->p[1], c->p[2], t), d = mix(c->p[2], c->p[3], t);
    return mix(mix(a, b, u), mix(b, d, u), v);
}

/* De Casteljau's last two points: the curve at t is between them, and goes from one to the other. */
static struct rmap_page touch(const struct rmap_cubic *c, double t, struct rmap_page *before, struct rmap_page *after)
{
    struct rmap_page a = mix(c->p[0], c->p[1], t), b = mix(c->p[1], c->p[2], t), d = mix(c->p[2], c->p[3], t);
    *before = mix(a, b, t);
    *after = mix(b, d, t);
    return mix(*before, *after, t);
}

struct rmap_page rmap_cubic_at(const struct rmap_cubic *curve, double t)
{
    struct rmap_page before, after;
    return touch(curve, t, &before, &after);
}

struct rmap_cubic rmap_cubic_part(const struct rmap_cubic *curve, double from, double to)
{
    return (struct rmap_cubic){{from > 0 ? blossom(curve, from, from, from) : curve->p[0], blossom(curve, from, from, to),
                                blossom(curve, from, to, to), to < 1 ? blossom(curve, to, to, to) : curve->p[3]}};
}

double rmap_cubic_nearer(const struct rmap_cubic *curve, struct rmap_page point, double t)
{
    struct rmap_page before, after, here = touch(curve, t, &before, &after);
    double x = 3 * (after.x_mm - before.x_mm), y = 3 * (after.y_mm - before.y_mm), steep = x * x + y * y;
    double ahead = (point.x_mm - here.x_mm) * x + (point.y_mm - here.y_mm) * y;
    return steep > 0 ? fmin(fmax(t + ahead / steep, 0), 1) : t;
}

double rmap_cubic_distance(const struct rmap_cubic *curve, struct rmap_page point, double t)
{
    t = rmap_cubic_nearer(curve, point, rmap_cubic_nearer(curve, point, t));
    return distance(point, rmap_cubic_at(curve, t));
}

/* A chord strays by an eighth of its step's square times the second derivative, which is largest at an end. */
size_t rmap_cubic_chords(const struct rmap_cubic *curve, double tolerance_mm)
{
    const struct rmap_page *p = curve->p;
    double bend = 2 * fmax(distance(p[1], mix(p[0], p[2], 0.5)), distance(p[2], mix(p[1], p[3], 0.5)));
    return (size_t)fmax(ceil(sqrt(0.75 * bend / tolerance_mm)), 1);
}

/* --- paths --- */

static struct rmap_cubic straight(struct rmap_page a, struct rmap_page b)
{
    return (struct rmap_cubic){{a, mix(a, b, 1 / 3.0), mix(a, b, 2 / 3.0), b}};
}

bool rmap_piece_next(struct rmap_pieces *walk, struct rmap_piece *piece)
{
    if (walk->verb == walk->path->verb_count)
        return false;
    const struct rmap_page *p = walk->path->points + walk->point;
    piece->verb = (enum rmap_verb)walk->path->verbs[walk->verb++];
    switch (piece->verb) {
    case RMAP_MOVE:
        walk->start = walk->pen = p[0];
        piece->curve = straight(p[0], p[0]);
        break;
    case RMAP_LINE:
        piece->curve = straight(walk->pen, p[0]);
        break;
    case RMAP_CURVE:
        piece->curve = (struct rmap_cubic){{walk->pen, p[0], p[1], p[2]}};
        break;
    case RMAP_CLOSE:
        piece->curve = straight(walk->pen, walk->start);
        break;
    }
    walk->point += piece->verb == RMAP_CURVE ? 3 : piece->verb != RMAP_CLOSE;
    walk->pen = piece->curve.p[3];
    return true;
}

void rmap_path_piece(struct rmap_path *path, const struct rmap_piece *piece)
{
    const struct rmap_page *p = piece->curve.p;
    switch (piece->verb) {
    case RMAP_MOVE:
        rmap_path_move(path, p[3].x_mm, p[3].y_mm);
        break;
    case RMAP_LINE:
        rmap_path_line(path, p[3].x_mm, p[3].y_mm);
        break;
    case RMAP_CURVE:
        rmap_path_curve(path, p[1].x_mm, p[1].y_mm, p[2].x_mm, p[2].y_mm, p[3].x_mm, p[3].y_mm);
        break;
    case RMAP_CLOSE:
        rmap_path_close(path);
        break;
    }
}

void rmap_path_flatten(const struct rmap_path *path, double tolerance_mm, struct rmap_path *out)
{
    struct rmap_piece piece;
    for (struct rmap_pieces walk = {.path = path}; rmap_piece_next(&walk, &piece);) {
        size_t chords = piece.verb == RMAP_CURVE ? rmap_cubic_chords(&piece.curve, tolerance_mm) : 1;
        for (size_t i = 1; i < chords; i++) {
            struct rmap_page p = rmap_cubic_at(&piece.curve, (double)i / (double)chords);
            rmap_path_line(out, p.x_mm, p.y_mm);
        }
        if (piece.verb == RMAP_CURVE)
            rmap_path_line(out, walk.pen.x_mm, walk.pen.y_mm);
        else
            rmap_path_piece(out, &piece);
    }
}

/* --- clipping --- */

struct clip {
    struct rmap_box box;
    bool rings, drawing;   /* drawing: a part is begun */
    unsigned beyond;       /* rings: the sides that the edge has been beyond since it left the box; 0: it is inside */
    struct rmap_page last; /* and where it came to, held to the box */
    struct rmap_piece piece;
    double from, to;       /* of the piece: what is to be kept and not yet written */
    struct rmap_path *out;
};

/* On which sides of the box a point lies outside, a bit for each. */
static unsigned sides_of(struct rmap_page p, struct rmap_box box)
{
    return (unsigned)(p.x_mm < box.x0_mm) | (unsigned)(p.x_mm > box.x1_mm) << 1 | (unsigned)(p.y_mm < box.y0_mm) << 2
         | (unsigned)(p.y_mm > box.y1_mm) << 3;
}

static struct rmap_page held(struct rmap_page p, struct rmap_box box)
{
    return (struct rmap_page){fmin(fmax(p.x_mm, box.x0_mm), box.x1_mm), fmin(fmax(p.y_mm, box.y0_mm), box.y1_mm)};
}

/* Does nothing when the pen is there. */
static void go_to(struct clip *clip, struct rmap_page p)
{
    const struct rmap_page *pen = clip->drawing ? &clip->out->points[clip->out->count - 1] : NULL;
    if (!pen)
        rmap_path_move(clip->out, p.x_mm, p.y_mm);
    else if (pen->x_mm != p.x_mm || pen->y_mm != p.y_mm)
        rmap_path_line(clip->out, p.x_mm, p.y_mm);
    clip->drawing = true;
}

/* Goes where the edge outside has come to. */
static void come_back(struct clip *clip)
{
    if (clip->beyond)
        go_to(clip, clip->last);
    clip->beyond = 0;
}

static void write_kept(struct clip *clip)
{
    if (clip->to > clip->from) {
        struct rmap_piece part = {clip->piece.verb, rmap_cubic_part(&clip->piece.curve, clip->from, clip->to)};
        go_to(clip, part.curve.p[0]);
        rmap_path_piece(clip->out, &part);
    }
    clip->from = clip->to = 0;
}

static void keep(struct clip *clip, double from, double to)
{
    if (!(clip->to > clip->from)) {
        come_back(clip);
        clip->from = from;
    }
    clip->to = to;
}

/* Beyond one side, up to `end`. What follows each other beyond the same side is one line along it. */
static void leave_out(struct clip *clip, struct rmap_page end, unsigned sides)
{
    write_kept(clip);
    if (!clip->rings) {
        clip->drawing = false;
        return;
    }
    if (!(clip->beyond & sides))
        come_back(clip);
    clip->beyond = clip->beyond ? clip->beyond & sides : sides;
    clip->last = held(end, clip->box);
}

/* Where the piece crosses the box's edge, between a place inside and one outside. */
static double find_edge(const struct clip *clip, double inside, double outside)
{
    for (int i = 0; i < DBL_MANT_DIG; i++) {
        double middle = (inside + outside) / 2;
        *(sides_of(rmap_cubic_at(&clip->piece.curve, middle), clip->box) == 0 ? &inside : &outside) = middle;
    }
    return inside;
}

/* So short that it crosses the edge once or, by less than its length, twice. */
static void clip_short(struct clip *clip, const struct rmap_cubic *part, double from, double to)
{
    unsigned start = sides_of(part->p[0], clip->box), end = sides_of(part->p[3], clip->box);
    if (start == 0 && end != 0) {
        keep(clip, from, find_edge(clip, from, to));
        leave_out(clip, part->p[3], end);
    } else if (start != 0 && end == 0) {
        double edge = find_edge(clip, to, from);
        leave_out(clip, rmap_cubic_at(&clip->piece.curve, edge), start);
        keep(clip, edge, to);
    } else {
        keep(clip, from, to);
    }
}

static void clip_between(struct clip *clip, double from, double to)
{
    struct rmap_cubic part = rmap_cubic_part(&clip->piece.curve, from, to);
    const struct rmap_page *p = part.p;
    unsigned all = ~0u, some = 0;
    for (int i = 0; i < 4; i++) {
        all &= sides_of(p[i], clip->box);
        some |= sides_of(p[i], clip->box);
    }
    if (all != 0) {
        leave_out(clip, p[3], all);
    } else if (some == 0) {
        keep(clip, from, to);
    } else if (distance(p[0], p[1]) + distance(p[1], p[2]) + distance(p[2], p[3]) < SHORT_MM) {
        clip_short(clip, &part, from, to);
    } else {
        clip_between(clip, from, (from + to) / 2);
        clip_between(clip, (from + to) / 2, to);
    }
}

static void close_part(struct clip *clip)
{
    come_back(clip);
    if (clip->drawing)
        rmap_path_close(clip->out);
}

void rmap_path_clip_curves(const struct rmap_path *path, struct rmap_box box, bool rings, struct rmap_path *out)
{
    struct clip clip = {.box = box, .rings = rings, .out = out};
    for (struct rmap_pieces walk = {.path = path}; rmap_piece_next(&walk, &clip.piece);) {
        if (clip.piece.verb == RMAP_MOVE)
            clip.drawing = false;
        else if (clip.piece.verb == RMAP_CLOSE && rings)
            close_part(&clip);
        else
            clip_between(&clip, 0, 1);
        write_kept(&clip);
    }
}

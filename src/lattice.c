#include "lattice.h"

#include <math.h>
#include <stdlib.h>

#include "mem.h"

#define CHECKS 9 /* cells checked per direction, from edge to edge */

typedef double pair __attribute__((vector_size(16))); /* x and y, of which a processor counts two at a time */

/* Coefficients of 1, u, u2, v, uv, u2v, v2, uv2, u2v2, where u and v run from 0 to 1 over the cell. */
struct cell {
    pair c[9];
};

struct rmap_lattice {
    struct rmap_bounds box;
    double per_lon, per_lat; /* cells per degree */
    int cells;               /* per direction */
    struct cell cell[];      /* [lat][lon] */
};

/* The polynomial through three values at 0, 1/2 and 1. */
static void through(const double value[3], double c[3])
{
    c[0] = value[0];
    c[1] = 4 * value[1] - 3 * value[0] - value[2];
    c[2] = 2 * value[0] - 4 * value[1] + 2 * value[2];
}

static void fit(double value[3][3], double c[9])
{
    double row[3][3];
    for (int j = 0; j < 3; j++)
        through(value[j], row[j]);
    for (int i = 0; i < 3; i++) {
        double column[3] = {row[0][i], row[1][i], row[2][i]}, up[3];
        through(column, up);
        for (int j = 0; j < 3; j++)
            c[3 * j + i] = up[j];
    }
}

/* rows: three rows of nodes, the first at the cell's south. */
static void fit_cell(struct cell *cell, struct rmap_page *const rows[3], size_t first)
{
    double x[3][3], y[3][3], cx[9], cy[9];
    for (int j = 0; j < 3; j++) {
        for (size_t i = 0; i < 3; i++) {
            x[j][i] = rows[j][first + i].x_mm;
            y[j][i] = rows[j][first + i].y_mm;
        }
    }
    fit(x, cx);
    fit(y, cy);
    for (int k = 0; k < 9; k++)
        cell->c[k] = (pair){cx[k], cy[k]};
}

static inline struct rmap_page evaluate(const struct cell *cell, double u, double v)
{
    const pair *c = cell->c;
    pair at = c[0] + u * (c[1] + u * c[2]) + v * (c[3] + u * (c[4] + u * c[5]) + v * (c[6] + u * (c[7] + u * c[8])));
    return (struct rmap_page){at[0], at[1]};
}

/* x and y in cells from the box's south-west. */
static inline struct rmap_page look_up(const struct rmap_lattice *lattice, double x, double y)
{
    int i = (int)x, j = (int)y, most = lattice->cells - 1;
    i = i < most ? i : most;
    j = j < most ? j : most;
    return evaluate(&lattice->cell[j * lattice->cells + i], x - i, y - j);
}

static struct rmap_lonlat place_of(const struct rmap_lattice *lattice, double x, double y)
{
    return (struct rmap_lonlat){lattice->box.west_deg + x / lattice->per_lon,
                                lattice->box.south_deg + y / lattice->per_lat};
}

static bool fill(struct rmap_lattice *lattice, rmap_lattice_place *place, const void *context)
{
    size_t nodes = 2 * (size_t)lattice->cells + 1, capacity = 0, shown_capacity = 0, p_capacity = 0;
    struct rmap_page *all = rmap_grow(NULL, &capacity, 3 * nodes, sizeof *all);
    struct rmap_lonlat *p = rmap_grow(NULL, &p_capacity, nodes, sizeof *p);
    bool *shown = rmap_grow(NULL, &shown_capacity, nodes, sizeof *shown), ok = true;
    struct rmap_page *rows[3] = {all, all + nodes, all + 2 * nodes};
    for (size_t j = 0; j < nodes && ok; j++) {
        struct rmap_page *row = rows[j == 0 ? 0 : 2 - j % 2];
        for (size_t i = 0; i < nodes; i++)
            p[i] = place_of(lattice, (double)i / 2, (double)j / 2);
        place(context, p, nodes, row, shown);
        for (size_t i = 0; i < nodes; i++)
            ok = ok && shown[i];
        if (j == 0 || j % 2 == 1)
            continue;
        struct cell *cells = lattice->cell + (j / 2 - 1) * (size_t)lattice->cells;
        for (size_t i = 0; i + 2 < nodes && ok; i += 2)
            fit_cell(&cells[i / 2], rows, i);
        /* This row of nodes is the next row of cells' first. */
        struct rmap_page *swap = rows[0];
        rows[0] = rows[2];
        rows[2] = swap;
    }
    free(all);
    free(p);
    free(shown);
    return ok;
}

/* A quarter of the way through a cell is where interpolating is worst. */
static bool is_close(const struct rmap_lattice *lattice, double tolerance_mm, rmap_lattice_place *place,
                     const void *context)
{
    for (int j = 0; j < CHECKS; j++) {
        struct rmap_lonlat p[CHECKS];
        struct rmap_page exact[CHECKS], near[CHECKS];
        bool shown[CHECKS];
        int row = j * (lattice->cells - 1) / (CHECKS - 1);
        double y = row + 0.25;
        for (int i = 0; i < CHECKS; i++) {
            int column = i * (lattice->cells - 1) / (CHECKS - 1);
            double x = column + 0.25;
            p[i] = place_of(lattice, x, y);
            near[i] = look_up(lattice, x, y);
        }
        place(context, p, CHECKS, exact, shown);
        for (int i = 0; i < CHECKS; i++) {
            if (!shown[i]
                || !(hypot(exact[i].x_mm - near[i].x_mm, exact[i].y_mm - near[i].y_mm) <= tolerance_mm))
                return false;
        }
    }
    return true;
}

struct rmap_lattice *rmap_lattice_new(struct rmap_bounds box, int cells, double tolerance_mm,
                                      rmap_lattice_place *place, const void *context)
{
    if (!(box.east_deg > box.west_deg && box.north_deg > box.south_deg))
        return NULL;
    size_t capacity = 0, count = (size_t)cells * (size_t)cells;
    struct rmap_lattice *lattice = rmap_grow(NULL, &capacity, sizeof *lattice + count * sizeof(struct cell),
                                             1);
    lattice->box = box;
    lattice->cells = cells;
    lattice->per_lon = cells / (box.east_deg - box.west_deg);
    lattice->per_lat = cells / (box.north_deg - box.south_deg);
    if (fill(lattice, place, context) && is_close(lattice, tolerance_mm, place, context))
        return lattice;
    free(lattice);
    return NULL;
}

size_t rmap_lattice_look_up(const struct rmap_lattice *lattice, const struct rmap_lonlat *p, size_t count,
                            struct rmap_page *out)
{
    struct rmap_bounds box = lattice->box;
    for (size_t i = 0; i < count; i++) {
        double lon = p[i].lon_deg, lat = p[i].lat_deg;
        lon = lon < box.west_deg ? lon + 360 : lon > box.east_deg ? lon - 360 : lon;
        if (!(lon >= box.west_deg && lon <= box.east_deg && lat >= box.south_deg && lat <= box.north_deg))
            return i;
        out[i] = look_up(lattice, (lon - box.west_deg) * lattice->per_lon,
                         (lat - box.south_deg) * lattice->per_lat);
    }
    return count;
}

/* fuzz_labels.c - labels in a scene of any numbers: what is placed covers no other label, no marker, no edge of the frame.
 *
 * Input: seven bytes a label (x, y, width, height, priority, marker, flags), in tenths of a millimetre and more.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "labels.h"

#define MOST        40
#define ROUNDING_MM 1e-9

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static const struct rmap_box FRAME = {5, 5, 95, 85};

static struct rmap_label read_label(const uint8_t *b)
{
    return (struct rmap_label){.point = {b[0] * 0.5, b[1] * 0.5}, .width_mm = b[2] * 0.2, .height_mm = b[3] * 0.05,
                               .priority = b[4], .marker_mm = b[5] * 0.02, .pinned = (b[6] & 7) == 7,
                               .pin_side = (enum rmap_side)((b[6] >> 3) % (RMAP_SIDE_FREE + 1)), .pin_dx_mm = b[4] - 128,
                               .pin_dy_mm = b[5] - 128, .no_leader = b[6] & 64};
}

static struct rmap_box shrink(struct rmap_box box)
{
    return rmap_box_grow(box, -ROUNDING_MM);
}

static void check(const struct rmap_label_scene *scene)
{
    for (size_t i = 0; i < scene->label_count; i++) {
        const struct rmap_label *a = &scene->labels[i];
        if (!a->placed || a->pinned)
            continue;
        if (!rmap_box_holds(rmap_box_grow(scene->frame, ROUNDING_MM), a->box) || a->side == RMAP_SIDE_FREE
            || (a->has_leader && a->no_leader))
            abort();
        for (size_t j = 0; j < scene->label_count; j++) {
            const struct rmap_label *b = &scene->labels[j];
            if (j != i && b->placed && rmap_box_meets(shrink(a->box), shrink(b->box)))
                abort();
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct rmap_label labels[MOST];
    struct rmap_obstacle obstacles[MOST];
    struct rmap_obstacle_line lines[MOST];
    size_t count = size / 7 < MOST ? size / 7 : MOST;
    struct rmap_label_scene scene = {.frame = FRAME, .labels = labels, .obstacles = obstacles, .lines = lines, .gap_mm = 0.5};
    for (size_t i = 0; i < count; i++) {
        const uint8_t *b = bytes + 7 * i;
        if (b[6] < 128)
            labels[scene.label_count++] = read_label(b);
        else if (b[6] & 1)
            lines[scene.line_count++] = (struct rmap_obstacle_line){{b[0] * 0.5, b[1] * 0.5}, {b[2] * 0.5, b[3] * 0.5}, b[4] * 0.1};
        else
            obstacles[scene.obstacle_count++] = (struct rmap_obstacle){
                {b[0] * 0.4, b[1] * 0.4, (b[0] + b[2]) * 0.4, (b[1] + b[3]) * 0.4}, b[4] == 255 ? INFINITY : b[4] * 0.05};
    }
    rmap_labels_place(&scene);
    check(&scene);
    return 0;
}

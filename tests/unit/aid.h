/* aid.h - what unit tests share: figures within a tolerance, random numbers, a frame to draw in.
 *
 *     assert_near(found_m, 1609.344, 1e-3);
 *
 *     struct setup s = set_up_frame("auto", KOREA, BOX);
 *     ... s.frame ...
 *     tear_down_frame(s);
 */
#ifndef RMAP_TEST_AID_H
#define RMAP_TEST_AID_H

#include <stdint.h>

#include "project.h"

/* |found - expected| <= tolerance; not a number is near to nothing. */
#define assert_near(found, expected, tolerance) assert_near_at(found, expected, tolerance, __FILE__, __LINE__)
void assert_near_at(double found, double expected, double tolerance, const char *file, int line);

/* 0..1, the same numbers on every machine. A test that must not depend on those before it sets the state. */
extern uint64_t random_state;
double random_part(void);

/* A frame with a projection of its own. */
struct setup {
    struct rmap_projection *projection;
    struct rmap_frame *frame;
    double mm_per_m; /* of the projected plane */
};
struct setup set_up_frame(const char *crs, struct rmap_bounds extent, struct rmap_box box);
void tear_down_frame(struct setup s);

#endif

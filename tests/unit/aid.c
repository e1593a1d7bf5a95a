#include "aid.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

uint64_t random_state = 7;

void assert_near_at(double found, double expected, double tolerance, const char *file, int line)
{
    if (fabs(found - expected) <= tolerance)
        return;
    print_error("%.17g is not %.17g within %g\n", found, expected, tolerance);
    _fail(file, line);
}

double random_part(void)
{
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (double)(random_state >> 11) / 9007199254740992.0;
}

struct setup set_up_frame(const char *crs, struct rmap_bounds extent, struct rmap_box box)
{
    struct rmap_error err = {0};
    struct setup s = {.projection = rmap_projection_new(crs, extent, NULL, &err)};
    s.frame = s.projection ? rmap_frame_new(s.projection, extent, box, &err) : NULL;
    if (!s.frame)
        fail_msg("%s: %s", crs, err.text);
    struct rmap_metre corner;
    double m_per_mm;
    rmap_frame_affine(s.frame, &corner, &m_per_mm);
    s.mm_per_m = 1 / m_per_mm;
    return s;
}

void tear_down_frame(struct setup s)
{
    rmap_frame_free(s.frame);
    rmap_projection_free(s.projection);
}

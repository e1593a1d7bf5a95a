#!/bin/sh
# Random rings against GeodSolve -E, which solves geodesics with elliptic integrals where ringmap uses a series: every
# vertex must lie within 1 mm of its distance, and the azimuths must go once round, clockwise, in steps of 15 degrees
# at most. Needs GeodSolve (geographiclib-tools).
# usage: tests/oracle/ring_geodsolve.sh [RINGS [SEED]]
set -eu

rings=${1:-1000}
seed=${2:-20240607}
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck disable=SC2046
${CC:-cc} -std=c11 -O2 -o "$work/ring_vertices" tests/oracle/ring_vertices.c src/ring.c src/geom.c src/mem.c \
    $(pkg-config --cflags --libs proj) -lm
"$work/ring_vertices" "$rings" "$seed" > "$work/vertices"
cut -d ' ' -f 1-4 "$work/vertices" | GeodSolve -i -E -p 9 > "$work/solved"

# solved: azimuth at the centre, azimuth at the vertex, distance.
paste -d ' ' "$work/vertices" "$work/solved" | awk -v expected="$rings" '
    function end_ring() {
        if (rings > 0 && radius < 19.9e6 && (turned < 359.999 || turned > 360.001)) unround++
    }
    BEGIN { ring = -1 }
    { off = $9 - $6; if (off < 0) off = -off }
    off > most { most = off; where = $0 }
    off > 0.001 { wrong++ }
    $5 == ring && $6 < 19.9e6 {
        # At a pole GeodSolve counts azimuths by the longitude it was given: the differences stay.
        step = $7 - azimuth
        while (step < -1e-4) step += 360
        turned += step
        if (step > 15.0001) wide++
    }
    $5 != ring { end_ring(); turned = 0; rings++ }
    { ring = $5; azimuth = $7; radius = $6 }
    END {
        end_ring()
        if (wrong) printf "%d vertices off by more than 1 mm, most: %s\n", wrong, where
        if (wide) printf "%d steps of more than 15 degrees\n", wide
        if (unround) printf "%d rings do not go once round\n", unround
        printf "%d rings, %d vertices, largest difference %.9f m\n", rings, NR, most
        exit wrong + wide + unround > 0 || rings != expected
    }'

#!/bin/sh
# Random rings, 10 m to 20,000 km, against GeodSolve -E, which solves geodesics with elliptic integrals where ringmap uses a
# series: every vertex must lie within 1 mm of its distance, every chord between two within the error that its ring states,
# which is at most the tolerance asked for; and the azimuths must go once round, clockwise, in steps of 15 degrees at most.
# Within 34 km of half the Earth an edge may be nearer: where no geodesic of the length is the shortest way.
# Needs GeodSolve (geographiclib-tools).
# usage: tests/oracle/ring_geodsolve.sh [RINGS [SEED]]
set -eu

rings=${1:-1000}
seed=${2:-20240607}
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# shellcheck disable=SC2046
${CC:-cc} -std=c11 -O2 -o "$work/ring_vertices" tests/oracle/ring_vertices.c src/ring.c src/space.c src/geom.c src/mem.c \
    $(pkg-config --cflags --libs proj) -lm
"$work/ring_vertices" "$rings" "$seed" > "$work/points" 2> "$work/complaints"
[ ! -s "$work/complaints" ] || { cat "$work/complaints"; exit 1; }
cut -d ' ' -f 1-4 "$work/points" | GeodSolve -i -E -p 9 > "$work/solved"

# solved: azimuth at the centre, azimuth at the point, distance.
paste -d ' ' "$work/points" "$work/solved" | awk -v expected="$rings" '
    function end_ring() {
        if (rings > 0 && radius < 19.9e6 && (turned < 359.999 || turned > 360.001)) unround++
    }
    BEGIN { ring = -1 }
    {
        off = $10 - $6
        if (off < 0) off = $6 > 19.97e6 ? 0 : -off
    }
    $7 > 0 {
        chords++
        if (off / $7 > share) share = off / $7
        if (off > $7 + 1e-6) { astray++; stray = $0 }
        next
    }
    { vertices++ }
    off > most { most = off; where = $0 }
    off > 0.001 { wrong++ }
    $5 == ring && $6 < 19.9e6 {
        # At a pole GeodSolve counts azimuths by the longitude it was given: the differences stay.
        step = $8 - azimuth
        while (step < -1e-4) step += 360
        turned += step
        if (step > 15.0001) wide++
    }
    $5 != ring { end_ring(); turned = 0; rings++ }
    { ring = $5; azimuth = $8; radius = $6 }
    END {
        end_ring()
        if (wrong) printf "%d vertices off by more than 1 mm, most: %s\n", wrong, where
        if (astray) printf "%d points of chords off by more than is stated, such as %s\n", astray, stray
        if (wide) printf "%d steps of more than 15 degrees\n", wide
        if (unround) printf "%d rings do not go once round\n", unround
        printf "%d rings, %d vertices off by at most %.9f m, %d points of chords by %.3f of what is stated\n",
            rings, vertices, most, chords, share
        exit wrong + astray + wide + unround > 0 || rings != expected || chords < vertices - rings
    }'

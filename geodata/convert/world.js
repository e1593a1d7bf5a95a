// world.js TOPOLOGY OUT - the land of the world out of world-atlas (Natural Earth, as TopoJSON), laid out flat:
// polygons that cross longitude 180 are repeated on the other side and Antarctica is closed through the pole, so
// that cutting at -180 and 180 gives every piece once.
'use strict';
const fs = require('fs');
const { FeatureFile, bounds, overlap, squareKilometres, unwrap } = require('./features');

const WORLD = [-180, -90, 180, 90];

// Arcs of a TopoJSON file in degrees: whole-number steps, scaled. Source: TopoJSON specification, 2.1.3-2.1.4.
function decodeArcs({ arcs, transform: { scale, translate } }) {
  return arcs.map((steps) => {
    let [x, y] = [0, 0];
    return steps.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    });
  });
}

// A ring is a list of arc numbers; a number's complement is its arc backwards.
function ringOf(numbers, arcs) {
  const ring = [];
  for (const number of numbers) {
    const points = number < 0 ? arcs[~number].slice().reverse() : arcs[number];
    ring.push(...points.slice(ring.length > 0 ? 1 : 0));
  }
  return unwrap(ring);
}

const goesRound = (ring) => Math.abs(ring[ring.length - 1][0] - ring[0][0]) > 180;

// Antarctica goes once round the globe: its outline is led along the pole and back. A hole round the pole is
// the pole itself.
function closeAtPole(rings) {
  if (!goesRound(rings[0])) return rings;
  const [outer, ...holes] = rings;
  const pole = Math.sign(outer[0][1]) * 90;
  const corners = [[outer[outer.length - 1][0], pole], [outer[0][0], pole], outer[0]];
  return [[...outer, ...corners], ...holes.filter((hole) => !goesRound(hole))];
}

const [, , source, target] = process.argv;
const topology = JSON.parse(fs.readFileSync(source, 'utf8'));
const arcs = decodeArcs(topology);
const polygons = topology.objects.land.geometries.flatMap((multi) => multi.arcs)
  .map((rings) => closeAtPole(rings.map((numbers) => ringOf(numbers, arcs))))
  .map((rings) => ({ rings, area: squareKilometres(rings[0]) }))
  .sort((a, b) => b.area - a.area);

const out = new FeatureFile(target, 5);
for (const { rings, area } of polygons) {
  for (const turn of [0, -360, 360]) {
    const moved = rings.map((ring) => ring.map(([lon, lat]) => [lon + turn, lat]));
    if (overlap(bounds(moved[0]), WORLD)) out.add({ area_km2: area }, 'Polygon', moved);
  }
}
out.close();

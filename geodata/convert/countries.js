// countries.js MAP OUT - the countries in the window out of @geo-maps/countries-coastline-1m
// (OpenStreetMap), in three degrees of detail, and the land borders between them.
'use strict';
const fs = require('fs');
const path = require('path');
const { WINDOW, FeatureFile, bounds, overlap, polygonsOf, squareKilometres } = require('./features');
const { Topology } = require('./topology');

const NAMES = {
  CHN: ['China', '중국'],
  JPN: ['Japan', '일본'],
  KOR: ['South Korea', '대한민국'],
  PRK: ['North Korea', '북한'],
  RUS: ['Russia', '러시아'],
};

const BORDERS = [
  ['PRK', 'CHN', 'North Korea–China border', '북중 국경'],
  ['PRK', 'RUS', 'North Korea–Russia border', '북러 국경'],
  ['CHN', 'RUS', 'China–Russia border', '중러 국경'],
];

const DETAIL_M = { countries: 0, countries_mid: 150, countries_low: 600 };

function readCountries(file) {
  const polygons = [];
  for (const { properties, geometry } of JSON.parse(fs.readFileSync(file, 'utf8')).features) {
    if (!NAMES[properties.A3]) continue;
    for (const rings of polygonsOf(geometry)) {
      if (overlap(bounds(rings[0]), WINDOW)) {
        polygons.push({ owner: properties.A3, rings, area: squareKilometres(rings[0]) });
      }
    }
  }
  return polygons.sort((a, b) => a.owner.localeCompare(b.owner, 'en') || b.area - a.area);
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

const [, , source, folder] = process.argv;
const polygons = readCountries(source);
const mainland = (a3) => polygons.find(({ owner }) => owner === a3); // the largest, and so the first
const [south, north] = [mainland('KOR'), mainland('PRK')];
south.rings[0] = closeGaps(south.rings[0], north.rings[0]);
south.area = squareKilometres(south.rings[0]);
const map = new Topology(polygons);

for (const [layer, toleranceM] of Object.entries(DETAIL_M)) {
  const out = new FeatureFile(path.join(folder, `${layer}.geojsonl`));
  (toleranceM > 0 ? map.simplified(toleranceM) : polygons).forEach(({ owner, rings }, i) => {
    const [name, name_ko] = NAMES[owner];
    out.add({ a3: owner, name, name_ko, area_km2: polygons[i].area }, 'Polygon', rings);
  });
  out.close();
}

const borders = new FeatureFile(path.join(folder, 'borders.geojsonl'));
for (const [one, other, name, name_ko] of BORDERS) {
  for (const line of map.linesBetween(one, other)) {
    if (overlap(bounds(line), WINDOW)) borders.add({ kind: 'border', name, name_ko }, 'LineString', line);
  }
}
borders.close();

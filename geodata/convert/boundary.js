// boundary.js MAP OUT - the line between the two Koreas out of @osm_borders/maritime_10m (OpenStreetMap).
// One ring runs round all of North Korea and its sea; it is cut here at the places that divide its parts.
'use strict';
const fs = require('fs');
const { FeatureFile, polygonsOf } = require('./features');

// Vertices of that ring.
const PLACES = {
  westOfNll: [124.4166667, 38.05], // first vertex of the Northern Limit Line, in the Yellow Sea
  eastOfNll: [126.1111139, 37.7124922], // its last one, at the mouth of the Han estuary
  confluence: [126.662618, 37.780725], // of the Han and the Imjin, where the Military Demarcation Line begins
  lastOnLand: [128.356095, 38.613922], // last vertex before the east coast
  firstAtSea: [128.374371, 38.623477],
  eastSeaEnd: [128.6559809, 38.61772],
};
const EAST_COAST_LON = 128.35986; // where OpenStreetMap's shore crosses lastOnLand - firstAtSea
const NEAR_DEG = 0.0001;

function vertexAt(ring, [lon, lat]) {
  const index = ring.findIndex((point) => Math.hypot(point[0] - lon, point[1] - lat) < NEAR_DEG);
  if (index < 0) throw new Error(`no vertex at ${lon}, ${lat}`);
  return index;
}

// The way round the ring from one place to another that does not pass a third.
function way(ring, from, to, past) {
  const [first, last, shunned] = [from, to, past].map((place) => vertexAt(ring, PLACES[place]));
  for (const step of [1, ring.length - 1]) {
    const visited = [];
    for (let i = first; i !== last && i !== shunned; i = (i + step) % ring.length) visited.push(ring[i]);
    const reached = vertexAt(ring, visited[visited.length - 1]);
    if ((reached + step) % ring.length === last) return [...visited, ring[last]];
  }
  throw new Error(`no way from ${from} to ${to}`);
}

function pointOnCoast() {
  const [a, b] = [PLACES.lastOnLand, PLACES.firstAtSea];
  return [EAST_COAST_LON, a[1] + (b[1] - a[1]) * (EAST_COAST_LON - a[0]) / (b[0] - a[0])];
}

const [, , source, target] = process.argv;
const korea = JSON.parse(fs.readFileSync(source, 'utf8')).features.find((f) => f.properties.isoA3 === 'PRK');
const outers = polygonsOf(korea.geometry).map((rings) => rings[0]);
const ring = outers.reduce((a, b) => a.length >= b.length ? a : b).slice(0, -1);
const coast = pointOnCoast();

const out = new FeatureFile(target);
const add = (kind, name, name_ko, line) => out.add({ kind, name, name_ko }, 'LineString', line);
add('mdl', 'Military Demarcation Line', '군사분계선',
  [...way(ring, 'confluence', 'lastOnLand', 'westOfNll'), coast]);
add('nll', 'Northern Limit Line', '북방한계선', way(ring, 'westOfNll', 'eastOfNll', 'confluence'));
add('estuary', 'Han River Estuary', '한강하구', way(ring, 'eastOfNll', 'confluence', 'westOfNll'));
add('nll_east', 'Northern Limit Line (East Sea)', '동해 북방한계선',
  [coast, ...way(ring, 'firstAtSea', 'eastSeaEnd', 'confluence')]);
out.close();

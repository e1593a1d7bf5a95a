// Geometry that every step needs, and the file in which a step hands its result to ogr2ogr:
// one GeoJSON feature a line. Points are [longitude, latitude] in degrees, WGS 84.
'use strict';
const fs = require('fs');

const AXIS_KM = 6378.137; // WGS 84
const ECCENTRICITY = 0.0818191908426215;

// What build.sh cuts layers to: west, south, east, north.
const WINDOWS = Object.fromEntries(['region', 'wide', 'low'].map((name) =>
  [name, (process.env[`RINGMAP_${name.toUpperCase()}`] || '').split(/[, ]/).map(Number)]));
WINDOWS.world = [-180, -90, 180, 90];

function bounds(points) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of points) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

function overlap(a, b) {
  return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}

// The y of Lambert's cylindrical equal-area projection, in units of the axis: area is even in it.
// Source: Snyder, Map Projections: A Working Manual (1987), equations 3-12 and 10-15.
function equalAreaY(lat) {
  const sine = Math.sin(lat * Math.PI / 180);
  const e = ECCENTRICITY;
  return (1 - e * e) / 2 * (sine / (1 - e * e * sine * sine) +
    Math.log((1 + e * sine) / (1 - e * sine)) / (2 * e));
}

// Area of a closed ring, always positive.
function squareKilometres(ring) {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const width = (ring[i][0] - ring[i - 1][0]) * Math.PI / 180;
    sum += width * (equalAreaY(ring[i][1]) + equalAreaY(ring[i - 1][1])) / 2;
  }
  return Math.abs(sum) * AXIS_KM * AXIS_KM;
}

// The polygons of any GeoJSON area, each a list of rings, the outer one first.
function polygonsOf(geometry) {
  switch (geometry.type) {
    case 'Polygon': return [geometry.coordinates];
    case 'MultiPolygon': return geometry.coordinates;
    case 'GeometryCollection': return geometry.geometries.flatMap(polygonsOf);
    default: throw new Error(`expected an area, found ${geometry.type}`);
  }
}

// Takes the whole turns out of a line that jumps at longitude 180, so that neighbours are less than 180 apart.
function unwrap(points) {
  let turn = 0;
  return points.map(([lon, lat], i) => {
    if (i > 0) turn -= 360 * Math.round((lon - points[i - 1][0]) / 360);
    return [lon + turn, lat];
  });
}

// Joins lines where exactly two ends meet, in order of their first appearance. Ends of one key are one point.
function joinLines(lines, pointKey) {
  const endsAt = new Map();
  for (const line of lines) {
    for (const end of [line[0], line[line.length - 1]]) {
      const key = pointKey(end);
      if (!endsAt.has(key)) endsAt.set(key, []);
      endsAt.get(key).push(line);
    }
  }
  const used = new Set();
  const extend = (chain) => {
    for (;;) {
      const end = pointKey(chain[chain.length - 1]);
      const meeting = endsAt.get(end);
      const next = meeting.length === 2 && meeting.find((line) => !used.has(line));
      if (!next) return chain;
      used.add(next);
      const forward = pointKey(next[0]) === end ? next : next.slice().reverse();
      for (let i = 1; i < forward.length; i++) chain.push(forward[i]);
    }
  };
  const chains = [];
  for (const line of lines) {
    if (used.has(line)) continue;
    used.add(line);
    chains.push(extend(extend(line.slice()).reverse()));
  }
  return chains;
}

// The rows of one of this folder's own tables, without its head; no cell holds a comma.
function readRows(file) {
  return fs.readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => line.split(','));
}

function round(value, decimals) {
  return Number(value.toFixed(decimals));
}

// Writes features to `path`; coordinates keep `decimals` digits (6: 0.1 m).
class FeatureFile {
  constructor(path, decimals = 6) {
    this.path = path;
    this.decimals = decimals;
    this.lines = [];
  }

  add(properties, type, coordinates) {
    const rounded = (part) => typeof part[0] === 'number' ?
      part.map((value) => round(value, this.decimals)) : part.map(rounded);
    const geometry = { type, coordinates: rounded(coordinates) };
    this.lines.push(JSON.stringify({ type: 'Feature', properties, geometry }));
  }

  close() {
    fs.writeFileSync(this.path, this.lines.join('\n') + '\n');
    console.error(`  ${this.path}: ${this.lines.length} features`);
  }
}

module.exports = {
  WINDOWS, FeatureFile, bounds, joinLines, overlap, polygonsOf, readRows, round, squareKilometres, unwrap,
};

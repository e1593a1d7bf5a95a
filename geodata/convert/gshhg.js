// gshhg.js areas DUMP OUT LEVEL WINDOW - closed outlines that reach the window, from `gmt coast -Rd -M -bo2d` (binary)
// gshhg.js rivers DUMP OUT NAMES       - rivers, from `gmt coast -I -M` (text), named as the table NAMES says
//
// GMT keeps its shores in square bins and gives them piece by piece; the pieces are joined end to end again.
'use strict';
const fs = require('fs');
const { WINDOWS, FeatureFile, bounds, joinLines, overlap, readRows, squareKilometres, unwrap } = require('./features');

const END_DECIMALS = 7; // ends of pieces agree to 1 cm
const NAME_DEG = 0.03; // a river's name stands in the table with a point so near to it
const SEA_KM2 = 300000; // a lake as large is the Caspian Sea, which Natural Earth's land leaves out

// Pieces as lists of points. A pair of NaN stands before each.
function readBinary(file) {
  const bytes = fs.readFileSync(file);
  const numbers = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
  const pieces = [];
  for (let i = 0; i < numbers.length; i += 2) {
    if (Number.isNaN(numbers[i])) pieces.push([]);
    else pieces[pieces.length - 1].push([numbers[i], numbers[i + 1]]);
  }
  return pieces.filter((piece) => piece.length > 1);
}

// The same on either side of longitude 180.
function keyOf([lon, lat]) {
  return `${((lon + 360) % 360).toFixed(END_DECIMALS)},${lat.toFixed(END_DECIMALS)}`;
}

function isClosed(line) {
  return keyOf(line[0]) === keyOf(line[line.length - 1]);
}

// The outline moved by whole turns to where it reaches the window, or nothing.
function moveInto(window, ring) {
  for (const turn of [0, -360, 360]) {
    const moved = ring.map(([lon, lat]) => [lon + turn, lat]);
    if (overlap(bounds(moved), window)) return moved;
  }
  return null;
}

function writeAreas(file, target, level, window) {
  const pieces = readBinary(file);
  const rings = [...pieces.filter(isClosed), ...joinLines(pieces.filter((piece) => !isClosed(piece)), keyOf)];
  const open = rings.filter((ring) => !isClosed(ring));
  if (open.length > 0) throw new Error(`${file}: ${open.length} outlines are not closed`);
  const out = new FeatureFile(target, 7);
  rings.map((ring) => moveInto(WINDOWS[window], unwrap(ring)))
    .filter((ring) => ring !== null && ring.length > 3)
    .map((ring) => ({ ring: [...ring.slice(0, -1), ring[0]], area: squareKilometres(ring) }))
    .filter(({ area }) => level === '1' || area < SEA_KM2)
    .sort((a, b) => b.area - a.area || a.ring[0][0] - b.ring[0][0] || a.ring[0][1] - b.ring[0][1])
    .forEach(({ ring, area }) => out.add({ level: Number(level), area_km2: area }, 'Polygon', [ring]));
  out.close();
}

// Text: a header line such as "> ... Level 2" before each piece, then a point a line. Where a river crosses from bin to
// bin, GMT also gives a piece without length.
function readText(file) {
  const pieces = [];
  for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('>')) pieces.push({ level: Number(/Level (\d+)/.exec(line)[1]), points: [] });
    else if (/^[-\d]/.test(line)) pieces[pieces.length - 1].points.push(line.trim().split(/\s+/).map(Number));
  }
  return pieces.filter(({ points }) => points.some((point) => keyOf(point) !== keyOf(points[0])));
}

function nearest(rivers, lat, lon) {
  const away = ({ line }) => Math.min(...line.map((point) => Math.hypot(point[0] - lon, point[1] - lat)));
  const distances = rivers.map(away);
  const least = Math.min(...distances);
  if (least > NAME_DEG) throw new Error(`no river passes ${lat},${lon}`);
  return rivers[distances.indexOf(least)];
}

function writeRivers(file, target, names) {
  const pieces = readText(file);
  const levels = [...new Set(pieces.map(({ level }) => level))].sort((a, b) => a - b);
  const rivers = levels.flatMap((level) => {
    const lines = pieces.filter((piece) => piece.level === level).map(({ points }) => points);
    return joinLines(lines, keyOf).map((line) => ({ level, name: '', name_ko: '', line }));
  });
  for (const [name, name_ko, lat, lon] of readRows(names)) {
    Object.assign(nearest(rivers, Number(lat), Number(lon)), { name, name_ko });
  }
  const out = new FeatureFile(target);
  rivers.forEach(({ level, name, name_ko, line }) => out.add({ level, name, name_ko }, 'LineString', line));
  out.close();
}

const [, , kind, ...names] = process.argv;
({ areas: writeAreas, rivers: writeRivers })[kind](...names);

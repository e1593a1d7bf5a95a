// world.js land TOPOLOGY OUT                    - the land of the world out of world-atlas (Natural Earth, as TopoJSON)
// world.js countries TOPOLOGY NAMES OUT BORDERS - its countries, and the lines between them
//
// Every polygon is laid out flat and once: those that cross longitude 180 run on beyond it, so that no seam is drawn
// there, and Antarctica is closed through the pole.
'use strict';
const fs = require('fs');
const { Borders } = require('./borders');
const { FeatureFile, joinLines, polygonsOf, squareKilometres, unwrap } = require('./features');

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

// Antarctica goes once round the globe: its coast is led along the pole and back. Where another ring goes round, too, in
// whatever order, it lies round the pole itself, which is land.
function closeAtPole(rings) {
  const reach = (ring) => Math.min(...ring.map(([, lat]) => Math.abs(lat)));
  const coast = rings.filter(goesRound).sort((a, b) => reach(a) - reach(b))[0];
  if (!coast) return rings;
  const pole = Math.sign(coast[0][1]) * 90;
  const corners = [[coast[coast.length - 1][0], pole], [coast[0][0], pole], coast[0]];
  return [[...coast, ...corners], ...rings.filter((ring) => !goesRound(ring))];
}

// Areas of a TopoJSON geometry with their rings in degrees, as GeoJSON has them.
function areasOf({ type, arcs: numbers }, arcs) {
  return polygonsOf({ type, coordinates: numbers }).map((rings) => closeAtPole(rings.map((ring) => ringOf(ring, arcs))));
}

const byArea = (a, b) => b.fields.area_km2 - a.fields.area_km2;

function writeAreas(file, areas) {
  const out = new FeatureFile(file, 5);
  areas.forEach(({ fields, rings }) => out.add(fields, 'Polygon', rings));
  out.close();
}

function writeLand(source, target) {
  const topology = JSON.parse(fs.readFileSync(source, 'utf8'));
  const arcs = decodeArcs(topology);
  const areas = topology.objects.land.geometries.flatMap((geometry) => areasOf(geometry, arcs));
  writeAreas(target, areas.map((rings) => ({ fields: { area_km2: squareKilometres(rings[0]) }, rings })).sort(byArea));
}

// Areas carry the code of their country; Natural Earth's few without a number are found by their name.
function codeOf(names, { id, properties }) {
  const found = Object.entries(names).find(([, { numeric, name }]) => id ? numeric === id : name === properties.name);
  if (!found) throw new Error(`no code for ${properties.name}`);
  return found[0];
}

// Arc number -> codes of the countries on its sides.
function sidesOf(countries) {
  const sides = new Map();
  for (const { a3, geometry } of countries) {
    for (const number of geometry.arcs.flat(3)) {
      const arc = number < 0 ? ~number : number;
      sides.set(arc, (sides.get(arc) || new Set()).add(a3));
    }
  }
  return sides;
}

function writeBorders(countries, arcs, names, target) {
  const borders = new Borders(names);
  const lines = new Map(); // "A3,B3" -> lines
  for (const [arc, sides] of sidesOf(countries)) {
    if (sides.size !== 2) continue;
    const pair = String([...sides].sort());
    lines.set(pair, [...(lines.get(pair) || []), arcs[arc]]);
  }
  const out = new FeatureFile(target, 5);
  for (const pair of borders.sorted([...lines.keys()].map((key) => key.split(',')))) {
    const description = borders.describe(...pair);
    if (description) joinLines(lines.get(String(pair)), String).forEach((line) => out.add(description, 'LineString', line));
  }
  out.close();
}

function writeCountries(source, nameFile, target, borderTarget) {
  const topology = JSON.parse(fs.readFileSync(source, 'utf8'));
  const names = JSON.parse(fs.readFileSync(nameFile, 'utf8'));
  const arcs = decodeArcs(topology);
  const countries = topology.objects.countries.geometries.filter(({ arcs: numbers }) => numbers)
    .map((geometry) => ({ a3: codeOf(names, geometry), geometry }));
  writeAreas(target, countries.flatMap(({ a3, geometry }) => areasOf(geometry, arcs).map((rings) => {
    const { name, name_ko } = names[a3];
    return { fields: { a3, name, name_ko, area_km2: squareKilometres(rings[0]) }, rings };
  })).sort(byArea));
  writeBorders(countries, arcs, names, borderTarget);
}

const [, , kind, ...files] = process.argv;
({ land: writeLand, countries: writeCountries })[kind](...files);

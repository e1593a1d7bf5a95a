// Polygons that share borders, as arcs: each stretch of border is kept once, with the owners on its sides, so
// that generalising it moves both neighbours alike.
//
//     const map = new Topology([{ owner: 'KOR', rings: [[[lon, lat], ...]] }, ...]);
//     map.simplify(150);                             // every border moves up to 150 m
//     map.neighbours();                              // [['KOR', 'PRK'], ...]
//     map.linesBetween('KOR', 'PRK');                // the border, as lines
//     map.areas();                                   // the polygons in the order given
//
// Neighbours must have the very same vertices along a border.
'use strict';
const { bounds, joinLines, overlap } = require('./features');

const METRES_PER_DEGREE = 111195;
const CELL = 0.05; // degrees: the mesh in which colliding segments are looked up

const keyOf = (point) => `${point[0]},${point[1]}`;

// Distance from p to the segment a-b in degrees of latitude, on a plane that is true near the segment.
function distanceTo(p, a, b) {
  const shrink = Math.cos((a[1] + b[1]) / 2 * Math.PI / 180);
  const dx = (b[0] - a[0]) * shrink;
  const dy = b[1] - a[1];
  const px = (p[0] - a[0]) * shrink;
  const py = p[1] - a[1];
  const square = dx * dx + dy * dy;
  const along = square > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / square)) : 0;
  return Math.hypot(px - along * dx, py - along * dy);
}

function farthestFrom(points, first, last) {
  let best = { index: -1, distance: -1 };
  for (let i = first + 1; i < last; i++) {
    const distance = distanceTo(points[i], points[first], points[last]);
    if (distance > best.distance) best = { index: i, distance };
  }
  return best;
}

// A thinned line: the points, and the places of those that stay. Douglas and Peucker (1973): every vertex is
// within the tolerance of what stays. A closed line keeps three corners.
function thin(points, toleranceM) {
  const tolerance = toleranceM / METRES_PER_DEGREE;
  const last = points.length - 1;
  const kept = new Set([0, last]);
  const spans = [[0, last]];
  if (keyOf(points[0]) === keyOf(points[last]) && last >= 3) {
    const far = farthestFrom(points, 0, last).index;
    const sides = [[0, far], [far, last]];
    const corners = sides.map(([a, b]) => farthestFrom(points, a, b));
    const corner = corners[0].distance >= corners[1].distance ? corners[0] : corners[1];
    kept.add(far).add(corner.index);
    spans.splice(0, 1, ...sides);
  }
  while (spans.length > 0) {
    const [first, end] = spans.pop();
    const far = farthestFrom(points, first, end);
    if (far.distance <= tolerance) continue;
    kept.add(far.index);
    spans.push([first, far.index], [far.index, end]);
  }
  return { points, kept: inOrder(kept) };
}

function inOrder(numbers) {
  return [...numbers].sort((a, b) => a - b);
}

function segmentsOf(line) {
  return line.kept.slice(1).map((to, i) => {
    const from = line.kept[i];
    return { line, from, to, ends: [line.points[from], line.points[to]] };
  });
}

// Brings back the farthest vertex of each of the segments; false when they have none left.
function refine(segments) {
  const back = new Map();
  for (const { line, from, to } of segments) {
    if (to - from < 2) continue;
    if (!back.has(line)) back.set(line, new Set(line.kept));
    back.get(line).add(farthestFrom(line.points, from, to).index);
  }
  back.forEach((kept, line) => { line.kept = inOrder(kept); });
  return back.size > 0;
}

function turnsLeft(a, b, c) {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function between(p, a, b) {
  return p[0] >= Math.min(a[0], b[0]) && p[0] <= Math.max(a[0], b[0]) &&
    p[1] >= Math.min(a[1], b[1]) && p[1] <= Math.max(a[1], b[1]);
}

// Two segments collide when they have a point in common that is not an end of both.
function collide([a, b], [c, d]) {
  const [abc, abd] = [turnsLeft(a, b, c), turnsLeft(a, b, d)];
  const [cda, cdb] = [turnsLeft(c, d, a), turnsLeft(c, d, b)];
  if (abc * abd < 0 && cda * cdb < 0) return true;
  const ends = [a, b].map(keyOf);
  if (ends.includes(keyOf(c)) && ends.includes(keyOf(d))) return true;
  const touches = (side, p, q, r) => side === 0 && between(p, q, r) && ![q, r].map(keyOf).includes(keyOf(p));
  return touches(abc, c, a, b) || touches(abd, d, a, b) || touches(cda, a, c, d) || touches(cdb, b, c, d);
}

// The segments that collide with others.
function collidingSegments(lines) {
  const mesh = new Map();
  for (const segment of lines.flatMap(segmentsOf)) {
    segment.box = bounds(segment.ends);
    const [west, south, east, north] = segment.box.map((degrees) => Math.floor(degrees / CELL));
    for (let x = west; x <= east; x++) {
      for (let y = south; y <= north; y++) {
        const cell = `${x},${y}`;
        if (!mesh.has(cell)) mesh.set(cell, []);
        mesh.get(cell).push(segment);
      }
    }
  }
  const found = new Set();
  for (const cell of mesh.values()) {
    cell.forEach((one, i) => {
      for (const other of cell.slice(0, i)) {
        if (overlap(one.box, other.box) && collide(one.ends, other.ends)) found.add(one).add(other);
      }
    });
  }
  return found;
}

function eachRing(polygons, change) {
  return polygons.map(({ owner, rings }) => ({ owner, rings: rings.map((ring) => change(ring, owner)) }));
}

class Topology {
  constructor(polygons) {
    this.arcs = []; // { points, owners }
    this.arcAt = new Map();
    this.forks = findForks(polygons);
    this.polygons = eachRing(polygons, (ring, owner) => this.cut(ring, owner));
    this.lines = this.arcs.map(({ points }) => ({ points, kept: points.map((point, i) => i) }));
  }

  // Cuts a closed ring at the forks; gives its arcs in order as { arc, reversed }.
  cut(ring, owner) {
    const open = ring.slice(0, -1);
    const forks = open.map((point, i) => i).filter((i) => this.forks.has(keyOf(open[i])));
    if (forks.length === 0) forks.push(smallestPoint(open));
    return forks.map((from, n) => {
      const steps = (forks[(n + 1) % forks.length] - from + open.length - 1) % open.length + 1;
      const points = [];
      for (let i = 0; i <= steps; i++) points.push(open[(from + i) % open.length]);
      return this.register(points, owner);
    });
  }

  register(points, owner) {
    const name = (line) => `${keyOf(line[0])} ${keyOf(line[1])}`;
    const backwards = points.slice().reverse();
    const reversed = !this.arcAt.has(name(points)) && this.arcAt.has(name(backwards));
    const found = this.arcAt.get(name(reversed ? backwards : points));
    if (found !== undefined) {
      this.arcs[found].owners.add(owner);
      return { arc: found, reversed };
    }
    this.arcs.push({ points, owners: new Set([owner]) });
    this.arcAt.set(name(points), this.arcs.length - 1);
    return { arc: this.arcs.length - 1, reversed: false };
  }

  neighbours() {
    const shared = this.arcs.filter(({ owners }) => owners.size > 1).flatMap(({ owners }) => pairsOf([...owners].sort()));
    return [...new Map(shared.map((pair) => [String(pair), pair])).values()];
  }

  linesBetween(one, other) {
    const isShared = ({ owners }) => owners.has(one) && owners.has(other);
    return joinLines(this.lines.filter((line, i) => isShared(this.arcs[i])).map(shown), keyOf);
  }

  // Thins every border once. Where borders would cross or an area vanish, vertices come back.
  simplify(toleranceM) {
    const lines = this.arcs.map(({ points }) => thin(points, toleranceM));
    const vanishing = () => this.polygons.flatMap(({ rings }) => rings)
      .filter((parts) => join(parts, lines).length < 4)
      .flatMap((parts) => parts.flatMap(({ arc }) => segmentsOf(lines[arc])));
    while (refine([...collidingSegments(lines), ...vanishing()]));
    this.lines = lines;
  }

  areas() {
    return eachRing(this.polygons, (parts) => join(parts, this.lines));
  }
}

function pairsOf(items) {
  return items.flatMap((one, i) => items.slice(i + 1).map((other) => [one, other]));
}

function shown({ points, kept }) {
  return kept.map((i) => points[i]);
}

function join(parts, lines) {
  const ring = [];
  for (const { arc, reversed } of parts) {
    const points = shown(lines[arc]);
    ring.push(...(reversed ? points.reverse() : points).slice(ring.length > 0 ? 1 : 0));
  }
  return ring;
}

// A fork is a vertex with more than two neighbours on all the rings together.
function findForks(polygons) {
  const neighbours = new Map();
  const forks = new Set();
  for (const ring of polygons.flatMap((polygon) => polygon.rings)) {
    const count = ring.length - 1;
    for (let i = 0; i < count; i++) {
      const key = keyOf(ring[i]);
      if (!neighbours.has(key)) neighbours.set(key, []);
      const known = neighbours.get(key);
      for (const next of [ring[(i + 1) % count], ring[(i + count - 1) % count]].map(keyOf)) {
        if (!known.includes(next)) known.push(next);
      }
      if (known.length > 2) forks.add(key);
    }
  }
  return forks;
}

function smallestPoint(points) {
  let best = 0;
  points.forEach((point, i) => {
    if (point[0] < points[best][0] || (point[0] === points[best][0] && point[1] < points[best][1])) best = i;
  });
  return best;
}

module.exports = { Topology };

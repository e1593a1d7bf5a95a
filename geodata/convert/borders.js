// Which borders between countries are drawn, and what they are called. The table of names is names.js's.
//
//     const borders = new Borders(names);
//     borders.describe('PRK', 'CHN');        // { kind, name, name_ko }, or null for none
'use strict';

// Lines that are no international border.
const INNER = [['CHN', 'HKG'], ['CHN', 'MAC'], ['FIN', 'ALA']];

// The order in which a border names its sides, and the short Korean names that some have.
const KNOWN = [
  ['PRK', 'CHN', '북중 국경'],
  ['PRK', 'RUS', '북러 국경'],
  ['CHN', 'RUS', '중러 국경'],
];

const joins = ([one, other], a3, b3) => (one === a3 && other === b3) || (one === b3 && other === a3);

class Borders {
  constructor(names) {
    this.names = names;
  }

  describe(a3, b3) {
    if (joins(['KOR', 'PRK'], a3, b3)) return { kind: 'mdl', name: 'Military Demarcation Line', name_ko: '군사분계선' };
    if (INNER.some((pair) => joins(pair, a3, b3))) return null;
    const known = KNOWN.find((pair) => joins(pair, a3, b3));
    const [one, other] = (known || [a3, b3]).map((code) => this.names[code]);
    const name_ko = known ? known[2] : `${one.name_ko}–${other.name_ko} 국경`;
    return { kind: 'border', name: `${one.name}–${other.name} border`, name_ko };
  }

  // Pairs of countries in the order in which they are written: those of Korea first.
  sorted(pairs) {
    const place = (pair) => (KNOWN.findIndex((known) => joins(known, ...pair)) + KNOWN.length + 1) % (KNOWN.length + 1);
    return pairs.sort((a, b) => place(a) - place(b) || (String(a) < String(b) ? -1 : 1));
  }
}

module.exports = { Borders };

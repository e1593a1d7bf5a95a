// names.js CODES KOREAN MAP OUT - what countries are called, as a table for the other steps: codes and Korean names out of
// i18n-iso-countries, English names out of world-atlas (Natural Earth). OUT: { a3: { numeric, name, name_ko } }
'use strict';
const fs = require('fs');

// Areas that Natural Earth draws without an ISO number, by its own codes.
const WITHOUT_NUMBER = {
  'Indian Ocean Ter.': 'IOA', 'Kosovo': 'XKX', 'N. Cyprus': 'CYN', 'Siachen Glacier': 'KAS', 'Somaliland': 'SOL',
};

// Where the packages' names are not those in use in South Korea, or where a name is missing.
const KOREAN = {
  CHN: '중국', IDN: '인도네시아', JPN: '일본', KAZ: '카자흐스탄', KGZ: '키르기스스탄', KOR: '대한민국', LAO: '라오스', MNG: '몽골',
  PHL: '필리핀', PRK: '북한', RUS: '러시아', TWN: '대만', USA: '미국', XKX: '코소보',
};

const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const [, , codeFile, koreanFile, mapFile, target] = process.argv;
const korean = read(koreanFile).countries;
const geometries = read(mapFile).objects.countries.geometries;
const englishByNumber = new Map(geometries.map(({ id, properties }) => [id, properties.name]));

const table = {};
for (const [a2, a3, numeric] of read(codeFile)) {
  const name = englishByNumber.get(numeric) || a3;
  table[a3] = { numeric, name, name_ko: KOREAN[a3] || [korean[a2] || ''].flat()[0] };
}
for (const [name, a3] of Object.entries(WITHOUT_NUMBER)) table[a3] = { name, name_ko: KOREAN[a3] || '' };
fs.writeFileSync(target, JSON.stringify(table));

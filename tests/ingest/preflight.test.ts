import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { preflight, type ReadyFile } from '../../src/ingest/preflight.js';
import { csv, WORKER, WORKPLACE, WORKPLACE_HEADER, workers, workplaces } from './helpers/files.js';
import { CONTRACTS } from './helpers/staging.js';

const look = (file: string | Uint8Array) => preflight(Buffer.from(file), CONTRACTS);

function ready(file: string | Uint8Array): ReadyFile {
  const looked = look(file);
  if (looked.outcome !== 'ready') throw new Error(looked.reason);
  return looked;
}

function refused(file: string | Uint8Array): {
  outcome: string;
  datasetId: string | null;
  reason: string;
} {
  const looked = look(file);
  if (looked.outcome === 'ready') throw new Error('it would be read');
  return looked;
}

const bodyOf = (file: ReadyFile) => Buffer.from(file.body).toString('utf8');
const NAMED = workplaces({ ESTNAME: 'Señor Ó Café' });

describe('the encoding of a file', () => {
  it('is UTF-8 as a rule, and its bytes are read as they are stored', () => {
    expect(ready(NAMED)).toMatchObject({ encoding: 'utf-8', isAsStored: true });
  });

  it('may be UTF-8 with a mark at its head, which is no part of the first column', () => {
    const file = ready(`\ufeff${NAMED}`);
    expect(file).toMatchObject({ encoding: 'utf-8 with BOM', isAsStored: false });
    expect(file.header[0]).toBe('LOCALESTID');
  });

  it.each(['utf-16le', 'utf-16be'])('may be %s', (encoding) => {
    const file = ready(iconv.encode(NAMED, encoding, { addBOM: true }));
    expect(file).toMatchObject({ encoding: 'utf-16', records: 1 });
    expect(bodyOf(file)).toContain('Señor Ó Café');
  });

  it('is windows-1252 where it is not UTF-8, bytes 0x80 to 0x9f included', () => {
    const name = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž ‘’“”•–—˜™š›œ žŸ é';
    const file = ready(iconv.encode(workplaces({ ESTNAME: name }), 'windows-1252'));
    expect(file.encoding).toBe('windows-1252');
    expect(bodyOf(file)).toContain(name);
  });
});

describe('the lines of a file', () => {
  const file = workers({}, { UNIQUEWORKERID: 'w2' });
  const plain = bodyOf(ready(file));

  it.each([
    ['CRLF', file.replaceAll('\n', '\r\n')],
    ['CR', file.replaceAll('\n', '\r')],
    ['CRLF and LF', file.replace('\n', '\r\n')],
    ['no end to the last one', file.trimEnd()],
    ['CRLF and no end to the last one', file.trimEnd().replaceAll('\n', '\r\n')],
    ['blank ones at the end', `${file}\n\n`],
    ['blank ones of CRLF at the end', `${file}\r\n\r\n`],
    ['blank ones at the head', `\n\n${file}`],
    ['blank ones between records', file.replaceAll('\n', '\n\n')],
    ['blank ones of CRLF between records', file.replaceAll('\n', '\r\n\r\n')],
  ])('may have %s', (_, odd) => {
    const looked = ready(odd);
    expect(bodyOf(looked)).toBe(plain);
    expect(looked.records).toBe(2);
  });

  it('are the numbers of the records where no blank line and no quoted break moves them', () => {
    expect(ready(file).isLinePerRecord).toBe(true);
    expect(ready(file.replaceAll('\n', '\r\n')).isLinePerRecord).toBe(true);
    expect(ready(`${file}\n\n`).isLinePerRecord).toBe(true);
    expect(ready(file.replaceAll('\n', '\n\n')).isLinePerRecord).toBe(false);
    expect(ready(workers({ SCQUAL: 'a\nb' })).isLinePerRecord).toBe(false);
  });

  it('may break inside quotation marks, blank lines and all', () => {
    const looked = ready(
      workplaces({ ESTNAME: 'The\n\nOld "Mill", Wittle' }, { LOCALESTID: 'HOME2' }),
    );
    expect(looked.records).toBe(2);
    expect(bodyOf(looked)).toContain('"The\n\nOld ""Mill"", Wittle"');
  });
});

describe('the header of a file', () => {
  it('may be in another order, another case, in quotation marks and with spaces', () => {
    const names = Object.keys(WORKER).reverse();
    const text = csv([WORKER], names).replace(
      names.join(','),
      names.map((name) => `" ${name.toLowerCase()} "`).join(','),
    );
    expect(ready(text)).toMatchObject({ contract: { id: 'asc_wds_worker' }, unknownColumns: [] });
  });

  it.each(['|', ';', '\t'])('may be separated by "%s", and then its records are', (delimiter) => {
    const text = csv(
      [{ ...WORKPLACE, ALLJOBROLES: '8', VACANCIES: '1', ESTNAME: `a${delimiter}b, c` }],
      undefined,
      delimiter,
    );
    expect(ready(text)).toMatchObject({ delimiter, records: 1 });
  });

  it('is reported, and the rest read, where it names a column that is not known', () => {
    expect(ready(csv([{ ...WORKER, FAVOURITETEA: 'green' }]))).toMatchObject({
      unknownColumns: ['FAVOURITETEA'],
      variant: null,
    });
  });

  it('is refused where it names a column twice', () => {
    const { outcome, reason, datasetId } = refused(
      workers({}).replace('STATUS', 'STATUS,STATUS').replace('UPDATE', 'UPDATE,NEW'),
    );
    expect([outcome, datasetId]).toEqual(['rejected', 'asc_wds_worker']);
    expect(reason).toBe('The header names the column "STATUS" twice: expected once.');
  });

  it('is refused where it names a column twice in different case', () => {
    const text = workers({}).replace('STATUS', 'STATUS,Status').replace('UPDATE', 'UPDATE,NEW');
    expect(refused(text).outcome).toBe('rejected');
  });

  it('may end in empty cells, as a spreadsheet leaves them', () => {
    const text = workers({}).replaceAll('\n', ',,\n');
    expect(ready(text)).toMatchObject({ records: 1 });
  });

  it.each([
    ['of another file', 'NAME,AGE\nx,1\n'],
    ['that lacks a telling column', csv([WORKER]).replace('EMPLSTATUS', 'EMPSTATUS')],
    ['with a title above it', `Workers in April\n${workers({})}`],
    ['of a spreadsheet file', 'PK\u0003\u0004 not text'],
  ])('%s is not recognised', (_, text) => {
    expect(refused(text)).toMatchObject({ outcome: 'unrecognised', datasetId: null });
  });

  it('alone is no return', () => {
    for (const text of [WORKPLACE_HEADER.join(','), `${WORKPLACE_HEADER.join(',')}\r\n`]) {
      expect(refused(text)).toMatchObject({ outcome: 'rejected', datasetId: 'asc_wds_workplace' });
      expect(refused(text).reason).toContain('a header and no records');
    }
  });
});

describe('a file that cannot be read', () => {
  const good = workers({}, { UNIQUEWORKERID: 'w2' }, { UNIQUEWORKERID: 'w3' });

  it('is told to be empty', () => {
    expect(refused('')).toMatchObject({ outcome: 'rejected', datasetId: null });
    expect(refused('').reason).toMatch(/^The file is empty/);
  });

  it('is told the line, its width and the width that was expected', () => {
    const { reason } = refused(good.replace('w2', 'w2,extra').replace('w3,', ''));
    expect(reason).toContain('Line 3 has 6 cells: expected 5, as in the header.');
    expect(reason).toContain('on lines 3, 4:');
  });

  it('is told the first five lines of a fault and how many more there are', () => {
    const many = workers(
      ...Array.from({ length: 9 }, (_, n) => ({ UNIQUEWORKERID: `w${n}` })),
    ).replace(/,w/g, ',w,w');
    expect(refused(many).reason).toContain('on lines 2, 3, 4, 5, 6 and 4 more:');
  });

  it('is told the line on which a quotation mark opens and never closes', () => {
    expect(refused(good.replace('w2', '"w2')).reason).toContain('opens on line 3 and never closes');
  });

  it('is told the line on which text follows a closing quotation mark', () => {
    expect(refused(good.replace('w2', '"w2" the second')).reason).toContain(
      'On line 3 there is text after a closing quotation mark',
    );
  });

  it('is told nothing of what it holds', () => {
    for (const text of [
      good.replace('w2', 'w2,secret'),
      good.replace('w2', '"w2'),
      good.replace('w2', '"w2"x'),
    ]) {
      expect(refused(text).reason).not.toMatch(/w2|secret/);
    }
  });

  it('is told its lines as they stand in the file, blank ones counted', () => {
    expect(refused(good.replace('\n', '\n\n\n').replace('w2', 'w2,extra')).reason).toContain(
      'Line 5 has 6 cells',
    );
  });
});

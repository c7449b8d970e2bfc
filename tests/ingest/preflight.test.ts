import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { csv, WORKER, WORKPLACE, WORKPLACE_HEADER, workers, workplaces } from './helpers/files.js';
import { bodyOf, cellsOf, ready, recordsOf, refused } from './helpers/looked.js';

const NAMED = workplaces({ ESTNAME: 'Señor Ó Café' });
const TWO = workers({}, { UNIQUEWORKERID: 'w2' });

describe('the encoding of a file', () => {
  it('is UTF-8 as a rule, and its bytes are read as they are stored', async () => {
    expect(await ready(NAMED)).toMatchObject({ encoding: 'utf-8', isAsStored: true });
  });

  it('may be UTF-8 with a mark at its head, which is no part of the first column', async () => {
    const file = await ready(`\ufeff${NAMED}`);
    expect(file).toMatchObject({ encoding: 'utf-8 with BOM', isAsStored: false });
    expect(file.header[0]).toBe('LOCALESTID');
  });

  it.each(['utf-16le', 'utf-16be'])('may be %s', async (encoding) => {
    const file = await ready(iconv.encode(NAMED, encoding, { addBOM: true }));
    expect(file).toMatchObject({ encoding: 'utf-16', records: 1 });
    expect(bodyOf(file)).toContain('Señor Ó Café');
  });

  it('is windows-1252 where it is not UTF-8, bytes 0x80 to 0x9f included', async () => {
    const name = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž ‘’“”•–—˜™š›œ žŸ é';
    const file = await ready(iconv.encode(workplaces({ ESTNAME: name }), 'windows-1252'));
    expect(file.encoding).toBe('windows-1252');
    expect(bodyOf(file)).toContain(name);
  });
});

describe('the lines of a file', () => {
  it.each([
    ['CRLF', TWO.replaceAll('\n', '\r\n')],
    ['CR', TWO.replaceAll('\n', '\r')],
    ['CRLF and LF', TWO.replace('\n', '\r\n')],
    ['no end to the last one', TWO.trimEnd()],
    ['CRLF and no end to the last one', TWO.trimEnd().replaceAll('\n', '\r\n')],
    ['blank ones at the end', `${TWO}\n\n`],
    ['blank ones of CRLF at the end', `${TWO}\r\n\r\n`],
  ])('may have %s, and the database reads the same', async (_, odd) => {
    const looked = await ready(odd);
    expect(bodyOf(looked)).toBe(bodyOf(await ready(TWO)));
    expect(looked.records).toBe(2);
  });

  it.each([
    ['at the head', `\n\n${TWO}`, [4, 5]],
    ['between records', TWO.replaceAll('\n', '\n\n'), [3, 5]],
    ['of CRLF between records', TWO.replaceAll('\n', '\r\n\r\n'), [3, 5]],
    ['of CR between records', TWO.replaceAll('\n', '\r\r'), [3, 5]],
  ])('may be blank ones %s, past which the records keep their lines', async (_, odd, lines) => {
    const records = recordsOf(await ready(odd));
    expect(records.map(({ cells }) => cells['UNIQUEWORKERID'])).toEqual(['w1', 'w2']);
    expect(records.map(({ line }) => line)).toEqual(lines);
  });

  it('are the numbers of the records where no blank line and no quoted break moves them', async () => {
    const tells = async (text: string) => (await ready(text)).isLinePerRecord;
    expect(await tells(TWO)).toBe(true);
    expect(await tells(TWO.replaceAll('\n', '\r\n'))).toBe(true);
    expect(await tells(`${TWO}\n\n`)).toBe(true);
    expect(await tells(TWO.replaceAll('\n', '\n\n'))).toBe(false);
    expect(await tells(workers({ SCQUAL: 'a\nb' }))).toBe(false);
  });

  it('may break inside quotation marks, blank lines and all', async () => {
    const name = 'The\n\nOld "Mill", Wittle';
    const records = recordsOf(
      await ready(workplaces({ ESTNAME: name }, { LOCALESTID: 'HOME2' }, { LOCALESTID: 'HOME3' })),
    );
    expect(records.map(({ line, cells }) => [line, cells['LOCALESTID'], cells['ESTNAME']])).toEqual(
      [
        [2, 'HOME1', name],
        [5, 'HOME2', 'Quern House'],
        [6, 'HOME3', 'Quern House'],
      ],
    );
  });

  it('are noted where the last one has no end, as the file may have been cut off', async () => {
    const note = { rule: 'last_line_open', column: '', detail: null };
    expect((await ready(TWO.trimEnd())).notes).toContainEqual(note);
    expect((await ready(`Title\n${TWO.trimEnd()}`)).notes).toContainEqual(note);
    for (const text of [TWO, TWO.replaceAll('\n', '\r\n'), TWO.replaceAll('\n', '\r')]) {
      expect((await ready(text)).notes).not.toContainEqual(note);
    }
  });
});

describe('the header of a file', () => {
  it('may be in another order, another case, in quotation marks and with spaces', async () => {
    const names = Object.keys(WORKER).reverse();
    const text = csv([WORKER], names).replace(
      names.join(','),
      names.map((name) => `" ${name.toLowerCase()} "`).join(','),
    );
    const file = await ready(text);
    expect(file).toMatchObject({ contract: { id: 'asc_wds_worker' } });
    expect(file.notes.map(({ rule }) => rule)).not.toContain('column_unknown');
  });

  it.each(['|', ';', '\t'])(
    'may be separated by "%s", and then its records are',
    async (delimiter) => {
      const text = csv(
        [{ ...WORKPLACE, ALLJOBROLES: '8', VACANCIES: '1', ESTNAME: `a${delimiter}b, c` }],
        undefined,
        delimiter,
      );
      expect(await ready(text)).toMatchObject({ delimiter, records: 1 });
    },
  );

  it('is reported, and the rest read, where it names a column that is not known', async () => {
    const file = await ready(csv([{ ...WORKER, FAVOURITETEA: 'green' }]));
    expect(file.variant).toBeNull();
    expect(file.notes).toContainEqual({
      rule: 'column_unknown',
      column: 'FAVOURITETEA',
      detail: null,
    });
  });

  it.each([
    ['', workers({})],
    [' below a title', `Staff in April\n${workers({})}`],
  ])('is refused where it names a column twice%s', async (_, text) => {
    const { outcome, reason, datasetId } = await refused(
      text.replace('STATUS', 'STATUS,STATUS').replace('UPDATE', 'UPDATE,NEW'),
    );
    expect([outcome, datasetId]).toEqual(['rejected', 'asc_wds_worker']);
    expect(reason).toBe('The header names the column "STATUS" twice: expected once.');
  });

  it('is refused where it names a column twice in different case', async () => {
    const text = workers({}).replace('STATUS', 'STATUS,Status').replace('UPDATE', 'UPDATE,NEW');
    expect((await refused(text)).outcome).toBe('rejected');
  });

  it('may end in empty cells, as a spreadsheet leaves them', async () => {
    const text = workers({}).replaceAll('\n', ',,\n');
    expect(await ready(text)).toMatchObject({ records: 1 });
  });

  it('may have a title above it', async () => {
    const file = await ready(`Workers in April\n${TWO}`);
    expect(file.tally).toEqual({ preamble: 1, header: 1, read: 2, note: 0, footer: 0 });
    expect(recordsOf(file).map(({ line, cells }) => [line, cells['UNIQUEWORKERID']])).toEqual([
      [3, 'w1'],
      [4, 'w2'],
    ]);
  });

  it.each([
    ['of another file', 'NAME,AGE\nx,1\n'],
    ['that lacks a telling column', csv([WORKER]).replace('EMPLSTATUS', 'EMPSTATUS')],
    ['of a spreadsheet file', 'PK\u0003\u0004 not text'],
  ])('%s is not recognised', async (_, text) => {
    expect(await refused(text)).toMatchObject({ outcome: 'unrecognised', datasetId: null });
  });

  it('that is none names the nearest known kind, what it lacks of it and what it has instead', async () => {
    const { reason } = await refused(csv([WORKER]).replace('EMPLSTATUS', 'EMPSTATUS'));
    expect(reason).toBe(
      'The file is none we know. It comes nearest to "ASC-WDS bulk upload, worker file" (asc_wds_worker), but lacks: EMPLSTATUS. It has, and we do not know: EMPSTATUS.',
    );
  });

  it('that is like none says so', async () => {
    expect((await refused('NAME,AGE\nx,1\n')).reason).toBe(
      'The file is none we know: no row of it is the header of a known kind of file.',
    );
  });

  it('alone is no return', async () => {
    for (const text of [WORKPLACE_HEADER.join(','), `${WORKPLACE_HEADER.join(',')}\r\n`]) {
      const { outcome, datasetId, reason } = await refused(text);
      expect([outcome, datasetId]).toEqual(['rejected', 'asc_wds_workplace']);
      expect(reason).toContain('a header and no records');
    }
  });
});

describe('a file whose quotation marks do not pair', () => {
  const good = workers({}, { UNIQUEWORKERID: 'w2' }, { UNIQUEWORKERID: 'w3' });

  it.each([
    ['', '', 3],
    [' below a title', 'Staff in April\n', 4],
    [' below blank lines', '\n\n', 5],
  ])('is told the line on which one opens and never closes%s', async (_, above, line) => {
    const { outcome, reason } = await refused(above + good.replace('w2', '"w2'));
    expect(outcome).toBe('rejected');
    expect(reason).toContain(`opens on line ${line} and never closes`);
  });

  it('is told the line where the mark opens in the last cell of a file with a title', async () => {
    const text = `Staff in April\n${good.replace(',8\n', ',"8\n')}`;
    expect((await refused(text)).reason).toContain('opens on line 3 and never closes');
  });

  it('is told the line past blank lines within quotation marks', async () => {
    const text = workers({ SCQUAL: 'a\n\n\nb' }, { SCQUAL: 'open' }).replace('open', '"open');
    expect((await refused(text)).reason).toContain('opens on line 6 and never closes');
  });

  it.each([
    ['', '', 3],
    [' below a title', 'Staff in April\n', 4],
  ])('is told the line on which text follows a closing one%s', async (_, above, line) => {
    const { reason } = await refused(above + good.replace('w2', '"w2" the second'));
    expect(reason).toContain(`On line ${line} there is text after a closing quotation mark`);
  });

  it('is told nothing of what it holds', async () => {
    for (const text of [good.replace('w2', '"w2'), good.replace('w2', '"w2"x')]) {
      expect((await refused(text)).reason).not.toMatch(/w2/);
    }
  });
});

describe('a row with another number of cells than the header', () => {
  const good = workers({}, { UNIQUEWORKERID: 'w2' }, { UNIQUEWORKERID: 'w3' });
  const faults = async (text: string) =>
    recordsOf(await ready(text)).map(({ line, fault }) => [line, fault]);

  it.each([
    ['too many', good.replace('w2', 'w2,extra')],
    ['too few', good.replace('w2,', '')],
    ['one cell only', good.replace(/HOME1,w2.*/, 'HOME1')],
    ['too many and a quoted comma', good.replace('w2', '"w2, or so",extra')],
  ])('is at fault where it has %s, and the others are read', async (_, text) => {
    expect(await faults(text)).toEqual([
      [2, ''],
      [3, 'cell_count'],
      [4, ''],
    ]);
  });

  it('keeps its first cell only, as the others may stand in the wrong columns', async () => {
    const [, row] = recordsOf(await ready(good.replace('w2', 'w2,secret')));
    expect(row?.cells).toEqual({ LOCALESTID: 'HOME1' });
  });

  it('is told for each, however many there are', async () => {
    const ids = Array.from({ length: 9 }, (_, n) => ({ UNIQUEWORKERID: `w${n}` }));
    const text = workers(...ids, {}).replace(/,w(?=[2-8])/g, ',x,w');
    expect((await faults(text)).filter(([, fault]) => fault !== '')).toEqual(
      [4, 5, 6, 7, 8, 9, 10].map((line) => [line, 'cell_count']),
    );
  });

  it('is at fault on the line on which it begins, past blank lines and quoted breaks', async () => {
    const text = workers({ SCQUAL: 'two\n\nlines' }, { SCQUAL: 'x' }, { SCQUAL: 'y' })
      .replace('\n', '\n\n\n')
      .replace(',x', ',x,extra');
    expect(await faults(text)).toEqual([
      [4, ''],
      [7, 'cell_count'],
      [8, ''],
    ]);
  });

  it('is none where the cells too many are blank, as a spreadsheet leaves them', async () => {
    expect(await faults(good.replace(/(w2.*)/, '$1,, ,'))).toEqual([
      [2, ''],
      [3, ''],
      [4, ''],
    ]);
  });

  it('says nothing of the columns of the file', async () => {
    const { notes } = await ready(good.replace('w2', 'w2,extra'));
    expect(notes.map(({ rule }) => rule)).toEqual(['columns_missing']);
  });

  it('reads the others as it would without it', async () => {
    const without = workers({}, { UNIQUEWORKERID: 'w3' });
    const kept = recordsOf(await ready(good.replace('w2', 'w2,extra')))
      .filter(({ fault }) => fault === '')
      .map(({ cells }) => cells);
    expect(kept).toEqual(await cellsOf(without));
  });
});

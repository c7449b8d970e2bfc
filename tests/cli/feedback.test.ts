import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { carecount, temporaryFolder, type Outcome } from '../helpers/run-cli.js';
import { deliver, smallWorkspace } from '../helpers/small-workspace.js';
import { csv, WORKER, workplaces } from '../ingest/helpers/files.js';

/** What a provider may send of a worker and nobody may see again. All of it is invented. */
const PERSON = {
  NINUMBER: 'QQ123456C',
  POSTCODE: 'QV7 9ZQ',
  DOB: '17/03/1871',
  DISPLAYID: 'Quillemina Vexley',
};
const SECRETS = /QQ123456C|QV7 9ZQ|1871|Quillemina|Vexley/;

const folder = temporaryFolder();
const dir = join(folder.path, 'main');
const run = (...args: string[]): Outcome => carecount(['--workspace', dir, ...args]);

const staff = (id: string, count: number, more: Record<string, string> = {}): string =>
  csv(
    Array.from({ length: count }, (_, at) => ({
      ...WORKER,
      ...PERSON,
      LOCALESTID: id,
      UNIQUEWORKERID: `Quillemina-${at}`,
      GENDER: at === 0 ? '7' : '2',
      ...more,
    })),
  );

const homes = (
  id: string,
  name: string,
  count: number,
  location: string,
  more: Record<string, string> = {},
): string =>
  workplaces({
    LOCALESTID: id,
    ESTNAME: name,
    TOTALPERMTEMP: String(count),
    PERMLA: '1',
    LOCATIONID: location,
    ...more,
  });

/** Fills the first prepared row of a return, leaving what is there. */
async function filledIn(path: string, cells: Readonly<Record<string, string | number>>) {
  const book = new exceljs.Workbook();
  await book.xlsx.readFile(path);
  const sheet = book.getWorksheet('Return');
  for (const [letter, value] of Object.entries(cells)) {
    const cell = sheet?.getCell(`${letter}2`);
    if (cell !== undefined) cell.value = value;
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** Every text of a workbook, its names and properties with it. */
async function textsOf(path: string): Promise<string> {
  const zip = await fromBufferPromise(readFileSync(path), { lazyEntries: true, autoClose: false });
  const parts: string[] = [];
  for await (const entry of zip.eachEntry()) {
    parts.push(await text(await zip.openReadStreamPromise(entry)));
  }
  return parts.join('\n');
}

beforeAll(async () => {
  smallWorkspace(dir);
  deliver(dir, 'alder/2026-04/Alder staff.csv', staff('ALDERHOME', 6));
  deliver(
    dir,
    'alder/2026-04/Alder homes.csv',
    homes('ALDERHOME', 'Alder Lodge', 6, '1-100000001'),
  );
  deliver(dir, 'birch/2026-04/Birch staff.csv', staff('BIRCHHOME', 4, { ETHNICITY: 'Q' }));
  deliver(
    dir,
    'birch/2026-04/Birch homes.csv',
    homes('BIRCHHOME', 'Birch House', 5, '1-100000002'),
  );
  deliver(dir, 'elm/2026-03/staff.csv', staff('ELMHOME', 3));
  deliver(dir, 'elm/2026-03/homes.csv', homes('ELMHOME', 'Elm Court', 3, '1-100000003'));
  deliver(dir, 'fir/2026-04/rota.csv', 'Name,Shift\nQuillemina Vexley,Early\n');
  deliver(dir, 'gorse/2026-03/staff.csv', staff('GORSEHOME', 2));
  deliver(
    dir,
    'gorse/2026-03/homes.csv',
    homes('GORSEHOME', 'Gorse Hill', 2, '1-100000004', { PERMLA: '0' }),
  );
  const template = join(folder.path, 'cedar.xlsx');
  expect(
    run(
      'template',
      'provider-return',
      '--organisation',
      'cedar',
      '--month',
      '2026-04',
      '--out',
      template,
    ).code,
  ).toBe(0);
  deliver(
    dir,
    'cedar/2026-04/return.xlsx',
    await filledIn(template, {
      A: 'C1',
      B: 'Cedar View',
      C: 'QX1 1AA',
      D: '8 - Domiciliary care services',
      E: '8 - Care worker',
      F: 12.5,
      G: 'not known',
      H: 0,
      N: 9.5,
      O: 'Yes',
    }),
  );
  // 11: the rota is not recognised.
  expect(run('nightly').code).toBe(11);
});

afterAll(() => {
  folder.remove();
});

describe('carecount feedback', () => {
  it('writes a workbook and a page for the latest month, and says where', () => {
    const { code, stdout } = run('feedback', '--organisation', 'alder');
    const home = join(dir, 'data/feedback/alder/2026-04');
    expect(code).toBe(0);
    expect(stdout).toBe(`${join(home, 'feedback.xlsx')}\n${join(home, 'feedback.html')}\n`);
    expect(statSync(join(home, 'feedback.html')).size).toBeGreaterThan(2000);
  });

  it('shows a provider its own findings and no trace of another', async () => {
    for (const [own, other] of [
      ['alder', 'birch'],
      ['birch', 'alder'],
    ] as const) {
      expect(run('feedback', '--organisation', own).code).toBe(0);
      const home = join(dir, 'data/feedback', own, '2026-04');
      const page = readFileSync(join(home, 'feedback.html'), 'utf8');
      const book = await textsOf(join(home, 'feedback.xlsx'));
      for (const each of [page, book]) {
        expect(each.toLowerCase()).toContain(`${own}/2026-04`);
        expect(each).toContain('The code is not one of those allowed for this column.');
        expect(each.toLowerCase()).not.toContain(other);
        expect(each).not.toMatch(/cedar|elm\//i);
      }
    }
    const birch = readFileSync(join(dir, 'data/feedback/birch/2026-04/feedback.html'), 'utf8');
    const alder = readFileSync(join(dir, 'data/feedback/alder/2026-04/feedback.html'), 'utf8');
    expect(birch).toContain('TOTALPERMTEMP');
    expect(alder).not.toContain('TOTALPERMTEMP');
  });

  it('shows no value of a person, only codes', async () => {
    run('feedback', '--organisation', 'alder');
    const home = join(dir, 'data/feedback/alder/2026-04');
    const texts = [
      readFileSync(join(home, 'feedback.html'), 'utf8'),
      await textsOf(join(home, 'feedback.xlsx')),
    ];
    for (const each of texts) expect(each).not.toMatch(SECRETS);
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(join(home, 'feedback.xlsx'));
    const values: unknown[] = [];
    book.getWorksheet('Findings')?.eachRow((row) => {
      if (row.getCell(4).value === 'GENDER') values.push(row.getCell(8).value);
    });
    expect(values).toEqual(['7']);
  });

  it('measures completeness of the return', () => {
    run('feedback', '--organisation', 'alder');
    const page = readFileSync(join(dir, 'data/feedback/alder/2026-04/feedback.html'), 'utf8');
    expect(page).toMatch(/\d+ of the 12 things that the national return asks/);
    expect(page).toMatch(/Gender<\/th>\s*<td class="number">90%<\/td><td class="number">83.3%/);
  });

  it('tells who filled in the monthly return which cell of which row', async () => {
    expect(run('feedback', '--organisation', 'cedar', '--out', join(folder.path, 'out')).code).toBe(
      0,
    );
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(join(folder.path, 'out', 'feedback.xlsx'));
    const found: unknown[][] = [];
    book.getWorksheet('Findings')?.eachRow((row) => {
      if (row.getCell(2).value === 'Return')
        found.push([row.getCell(3).value, row.getCell(4).value]);
    });
    expect(found).toEqual([
      [2, 'Permanent staff'],
      [2, 'Typical hourly pay (£)'],
    ]);
    const page = readFileSync(join(folder.path, 'out', 'feedback.html'), 'utf8');
    expect(page).toContain('National Living Wage');
    expect(page).toContain('1 record was taken, none was set aside.');
    expect(page).toContain('Some of those taken may not count until they are mended');
    expect(page).toContain('If it is not known, write: not known.');
    expect(page).not.toContain('ASC-WDS list');
  });

  it('says why a file was not taken, and does not say that nothing was wrong', () => {
    const out = join(folder.path, 'refused');
    expect(run('feedback', '--organisation', 'fir', '--out', out).code).toBe(0);
    const page = readFileSync(join(out, 'feedback.html'), 'utf8');
    expect(page).toContain('The file is none we know');
    expect(page).toContain('1 file not taken');
    expect(page).not.toMatch(/nothing (was )?wrong/i);
  });

  it('says which name is near where it does not know the organisation', () => {
    const { code, stderr } = run('feedback', '--organisation', 'aldr');
    expect(code).toBe(2);
    expect(stderr).toContain('CC-USE-001 --organisation: expected');
    expect(stderr).toContain('Did you mean "alder"');
  });

  it('says which month is the latest where nothing has come for the one asked', () => {
    const { code, stderr } = run('feedback', '--organisation', 'elm', '--period', '2026-04');
    expect(code).toBe(2);
    expect(stderr).toContain('The latest is 2026-03.');
    expect(run('feedback', '--organisation', 'elm', '--period', 'April').code).toBe(2);
  });

  it("does not write among carecount's own files", () => {
    const { code } = run(
      'feedback',
      '--organisation',
      'alder',
      '--out',
      join(dir, 'data/warehouse'),
    );
    expect(code).toBe(2);
    expect(existsSync(join(dir, 'data/warehouse/feedback.html'))).toBe(false);
  });

  it('gives its result as JSON', () => {
    const { stdout } = run('--json', 'feedback', '--organisation', 'alder');
    expect(JSON.parse(stdout)).toMatchObject({
      organisation: 'alder',
      period: '2026-04',
      files: 2,
    });
  });
});

describe('carecount template', () => {
  const prefilled = async (organisation: string): Promise<unknown[]> => {
    const out = join(folder.path, `${organisation}.xlsx`);
    expect(
      run('template', 'provider-return', '--organisation', organisation, '--out', out).code,
    ).toBe(0);
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(out);
    return (book.getWorksheet('Return')?.getRow(2).values as unknown[]).filter(
      (value) => value !== null && value !== undefined,
    );
  };

  it('fills in the workplaces of the latest return, of either kind', async () => {
    expect(await prefilled('alder')).toEqual([
      '1-100000001',
      'Alder Lodge',
      'QX1 1AA',
      '2 - Care home services without nursing',
    ]);
    expect(await prefilled('cedar')).toEqual([
      'C1',
      'Cedar View',
      'QX1 1AA',
      '8 - Domiciliary care services',
    ]);
  });

  it('makes an empty return for an organisation that has sent nothing, and says so', () => {
    const out = join(folder.path, 'new.xlsx');
    const { code, stderr } = run(
      'template',
      'provider-return',
      '--organisation',
      'birk',
      '--out',
      out,
    );
    expect(code).toBe(0);
    expect(stderr).toContain('Nothing has come from "birk" yet');
    expect(stderr).toContain('Did you mean "birch"');
    expect(existsSync(out)).toBe(true);
  });

  it.each([
    [['return', '--out', 'a.xlsx'], 'provider-return'],
    [['provider-return', '--out', 'a.csv'], '.xlsx'],
    [['provider-return', '--out', 'a.xlsx', '--month', '04/2026'], '2026-04'],
  ])('says what is wrong with %j', (args, words) => {
    const { code, stderr } = run('template', ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});

describe('carecount chase', () => {
  it('names who has not returned, how long and how large, and that no register is loaded', () => {
    const { code, stdout, stderr } = run('chase');
    expect(code).toBe(0);
    expect(stdout).toMatch(/not for April 2026/);
    expect(stdout).toMatch(/elm +2026-03 +1 +1 +3 staff/);
    expect(stdout).toMatch(/gorse +2026-03 +1 +not shared/);
    expect(stdout).not.toMatch(/alder|birch|cedar/);
    expect(stderr).toContain('No register of CQC locations is loaded');
  });

  it('writes the list as a file', () => {
    mkdirSync(join(folder.path, 'lists'));
    const out = join(folder.path, 'lists', 'chase.csv');
    expect(run('chase', '--out', out).code).toBe(0);
    const [header, ...rows] = readFileSync(out, 'utf8').trim().split(/\r?\n/);
    expect(header).toMatch(/^reason,chased_id,chased_name/);
    expect(rows).toHaveLength(2);
    expect(run('chase', '--out', join(folder.path, 'lists', 'chase.xlsx')).code).toBe(0);
  });

  it('names locations of the register that no return has named, the largest first', () => {
    const other = smallWorkspace(join(folder.path, 'registered'));
    deliver(other, 'alder/2026-04/staff.csv', staff('ALDERHOME', 6));
    deliver(other, 'alder/2026-04/homes.csv', homes('ALDERHOME', 'Alder Lodge', 6, '1-100000001'));
    deliver(other, 'cqc/2026-04/register.csv', register());
    expect(carecount(['--workspace', other, 'nightly']).code).toBe(0);
    const { stdout, stderr } = carecount(['--workspace', other, 'chase']);
    expect(stderr).toBe('');
    expect(stdout.indexOf('Quern Hall')).toBeGreaterThan(0);
    expect(stdout.indexOf('Quern Hall')).toBeLessThan(stdout.indexOf('Lintel House'));
    expect(stdout).not.toContain('Alder Lodge');
    expect(stdout).not.toContain('Far Away');
  });
});

/** A register of invented locations, under the headings of the file of active locations. */
function register(): string {
  const location = (id: string, name: string, beds: string, council: string) => ({
    'Location ID': id,
    'Location HSCA start date': '01/04/2015',
    'Dormant (Y/N)': 'N',
    'Care home?': 'Y',
    'Location Name': name,
    'Location Postal Code': 'QX1 1AA',
    'Location Local Authority': council,
    'Care homes beds': beds,
    'Location Type/Sector': 'Social Care Org',
    'Location Inspection Directorate': 'Adult social care',
    'Location Primary Inspection Category': 'Residential social care',
    'Provider ID': '1-200000001',
    'Provider Name': 'Quern Care',
    'Service type - Care home service without nursing': 'Y',
  });
  return csv([
    location('1-100000001', 'Alder Lodge', '20', 'Ottermere'),
    location('1-100000011', 'Lintel House', '12', 'Ottermere'),
    location('1-100000012', 'Quern Hall', '60', 'Wrenfold'),
    location('1-100000013', 'Far Away', '90', 'Cornwall'),
  ]);
}

import { describe, expect, it } from 'vitest';
import { headerDrift } from '../../../src/ingest/drift.js';
import { csv, WORKER, WORKER_HEADER, WORKPLACE_HEADER } from '../helpers/files.js';
import { CONTRACTS, rowsOf, stageFiles } from '../helpers/staging.js';

function drift(dataset: string, header: readonly string[]) {
  const contract = CONTRACTS.find(({ id }) => id === `asc_wds_${dataset}`);
  if (contract === undefined) throw new Error(`no contract of ${dataset}`);
  return headerDrift(contract, header);
}

const without = (header: readonly string[], ...names: string[]) =>
  header.filter((name) => !names.includes(name));
const after = (header: readonly string[], place: string, ...names: string[]) =>
  header.flatMap((name) => (name === place ? [name, ...names] : [name]));

const OLD_WORKER = after(
  without(WORKER_HEADER, 'L2CARECERT', 'HANDCVISA', 'INOUTUK', 'CWPCATEGORY'),
  'MAINJRDESC',
  'OTHERJOBROLE',
  'OTHERJRDESC',
);
const NEW_ID = ['UNIQUEWORKERID', 'CHGUNIQUEWRKID'] as const;
const TRANSFER = ['UNIQUEWORKERID', 'TRANSFERSTAFFRECORD'] as const;
const BOTH = ['UNIQUEWORKERID', 'CHGUNIQUEWRKID', 'TRANSFERSTAFFRECORD'] as const;
const DHA_HEADER = after(WORKER_HEADER, 'STARTINSECT', 'DHA');

const MIDDLE_WORKPLACE = after(
  after(
    without(
      WORKPLACE_HEADER,
      ...['ACTUALCONT', 'OPTOUTPEN', 'SLEEPINS', 'SLEEPINPAY', 'TRAVELTIME', 'TTDIFFRATE'],
    ),
    'REPEATTRAINING',
    'ACCEPTCARECERT',
  ),
  'CWPUSEDESC',
  'BENEFITS',
);
const FIRST_WORKPLACE = without(
  WORKPLACE_HEADER.slice(0, WORKPLACE_HEADER.indexOf('REASONNOS') + 1),
  'DHAACTIVITIES',
);

describe('a header of the worker file', () => {
  it.each([
    ['2026', WORKER_HEADER],
    ['2026 with change of id', after(WORKER_HEADER, ...NEW_ID)],
    ['2026 with transfer', after(WORKER_HEADER, ...TRANSFER)],
    ['2026 with change of id and transfer', after(WORKER_HEADER, ...BOTH)],
    ['2026 with delegated healthcare', DHA_HEADER],
    ['2026 with delegated healthcare and change of id', after(DHA_HEADER, ...NEW_ID)],
    ['2026 with delegated healthcare and transfer', after(DHA_HEADER, ...TRANSFER)],
    ['2026 with delegated healthcare, change of id and transfer', after(DHA_HEADER, ...BOTH)],
    ['2022', OLD_WORKER],
    ['2022 with change of id', after(OLD_WORKER, ...NEW_ID)],
  ])('is known as %s', (variant, header) => {
    expect(drift('worker', header)).toEqual({ variant, notes: [] });
  });

  const pairs = (numbers: readonly number[]) =>
    numbers.flatMap((number) => {
      const name = `QUALACH${String(number).padStart(2, '0')}`;
      return [name, `${name}NOTES`];
    });
  const upTo = (last: number) => Array.from({ length: last - 3 }, (_, at) => at + 4);

  it.each([4, 5, 98, 99])('may have %i pairs of qualifications', (last) => {
    const header = [...WORKER_HEADER, ...pairs(upTo(last))];
    expect(drift('worker', header)).toEqual({ variant: '2026', notes: [] });
  });

  it('does not know a hundredth qualification', () => {
    const header = [...WORKER_HEADER, ...pairs(upTo(99)), 'QUALACH100'];
    expect(drift('worker', header).notes).toEqual([
      { rule: 'column_unknown', column: 'QUALACH100', detail: null },
    ]);
  });

  it('is told of a gap in the numbers, once for each column after one', () => {
    const header = [...WORKER_HEADER, ...pairs([5, 6, 9])];
    expect(drift('worker', header)).toEqual({
      variant: null,
      notes: ['QUALACH05', 'QUALACH09', 'QUALACH05NOTES', 'QUALACH09NOTES'].map((column) => ({
        rule: 'column_gap',
        column,
        detail: null,
      })),
    });
  });

  it('of 99 pairs gives each qualification its place, in any order of the columns', async () => {
    const header = [
      ...WORKER_HEADER.filter((name) => !name.startsWith('QUALACH')),
      ...pairs(Array.from({ length: 99 }, (_, at) => 99 - at)),
    ];
    const record = { ...WORKER, QUALACH01: '53;2019', QUALACH99: '54;2020' };
    const [row] = await rowsOf(
      await stageFiles(csv([record], header)),
      'select qualifications from raw.asc_wds_worker',
    );
    const qualifications = row?.['qualifications'] as (string | null)[];
    expect(qualifications).toHaveLength(99);
    expect([qualifications[0], qualifications[1], qualifications[98]]).toEqual([
      '53;2019',
      null,
      '54;2020',
    ]);
  });
});

describe('a header of the workplace file', () => {
  it.each([
    ['2026', 44, WORKPLACE_HEADER],
    ['2025', 40, MIDDLE_WORKPLACE],
    ['2024', 37, without(MIDDLE_WORKPLACE, 'DHA', 'DHAACTIVITIES', 'CWPUSEDESC')],
    ['2019', 30, FIRST_WORKPLACE],
  ])('is known as %s, of %i columns', (variant, width, header) => {
    expect(header).toHaveLength(width);
    expect(drift('workplace', header)).toEqual({ variant, notes: [] });
  });
});

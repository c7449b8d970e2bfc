import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractsOf } from './helpers/contracts.js';
import { rowsOf, stageUnder } from './helpers/staging.js';

const JOBS = {
  more: `
  - { wide: '^jr(?<code>\\d\\d)(?<item>emp|strt|vacy)$', as: job_roles, items: [emp, strt, vacy], description: Job roles }`,
};
const jobsOf = async (text: string) =>
  rowsOf(
    await stageUnder(contractsOf(JOBS), text),
    'select job_roles, row_state, findings from raw.beds order by record_number',
  );

describe('a block of columns', () => {
  it('becomes a list with a record for each code, where any of its items is given', async () => {
    const rows = await jobsOf(
      'HOME,BEDS,jr01emp,jr01strt,JR08EMP,jr08vacy\nH1,3,5,,0,2\nH2,3,,,,\nH3,3,,,7,\n',
    );
    expect(rows.map((row) => row['job_roles'])).toEqual([
      [
        { code: '01', emp: 5, strt: null, vacy: null },
        { code: '08', emp: 0, strt: null, vacy: 2 },
      ],
      [],
      [{ code: '08', emp: 7, strt: null, vacy: null }],
    ]);
  });

  it('is an empty list of its type where the file has no such column', async () => {
    const [row] = await jobsOf('HOME,BEDS\nH1,3\n');
    expect(row).toMatchObject({ job_roles: null, findings: null });
  });

  it('keeps the row where a cell of it is no number, which is said of its own column', async () => {
    const [row] = await jobsOf('HOME,BEDS,jr01emp,jr01vacy,jr08emp\nH1,3,five,2,x\n');
    expect(row).toEqual({
      job_roles: [{ code: '01', emp: null, strt: null, vacy: 2 }],
      row_state: 'kept',
      findings: [
        { column_name: 'JR01EMP', rule: 'number_format', severity: 'error', value: null },
        { column_name: 'JR08EMP', rule: 'number_format', severity: 'error', value: null },
      ].map((each) => ({ ...each, column_name: each.column_name.toLowerCase() })),
    });
  });

  it.each(['1.5', '1e2', '1_000', '0x10', '99999999999'])(
    'does not round %s, nor guess at it',
    async (cell) => {
      const [row] = await jobsOf(`HOME,BEDS,jr01emp,jr01vacy\nH1,3,${cell},-2\n`);
      expect(row).toMatchObject({
        job_roles: [{ code: '01', emp: null, strt: null, vacy: -2 }],
        findings: [{ column_name: 'jr01emp', rule: 'number_format' }],
      });
    },
  );

  it('leaves to the file what does not belong to it', async () => {
    const staged = await stageUnder(
      contractsOf(JOBS),
      'HOME,BEDS,jr01emp,jr1emp,jr01left\nH1,3,1,2,3\n',
    );
    const [row] = await rowsOf(
      staged,
      'select list_transform(file_notes, lambda note: note.column_name) as columns from raw.delivery',
    );
    expect(row?.['columns']).toEqual(['jr1emp', 'jr01left']);
  });

  it('comes back as it was, whatever numbers stand in it and in whatever order', async () => {
    const items = ['emp', 'strt', 'vacy'] as const;
    const cell = fc.option(fc.integer({ min: 0, max: 2_147_483_647 }), { nil: null });
    const names = ['01', '08', '27'].flatMap((code) => items.map((item) => `jr${code}${item}`));
    const row = fc.tuple(...names.map(() => cell));
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 5 }),
        fc.shuffledSubarray(names, { minLength: 1 }),
        async (rows, header) => {
          const at = (cells: readonly (number | null)[], name: string) =>
            header.includes(name) ? (cells[names.indexOf(name)] ?? null) : null;
          const lines = rows.map((cells, n) =>
            [`H${n}`, 1, ...header.map((name) => at(cells, name) ?? '')].join(','),
          );
          const text = `${['HOME', 'BEDS', ...header].join(',')}\n${lines.join('\n')}\n`;
          const found = (await jobsOf(text)).map((each) => each['job_roles']);
          const codes = [...new Set(header.map((name) => name.slice(2, 4)))];
          expect(found).toEqual(
            rows.map((cells) =>
              codes
                .map((code) => ({
                  code,
                  emp: at(cells, `jr${code}emp`),
                  strt: at(cells, `jr${code}strt`),
                  vacy: at(cells, `jr${code}vacy`),
                }))
                .filter(({ emp, strt, vacy }) => [emp, strt, vacy].some((each) => each !== null)),
            ),
          );
        },
      ),
      { numRuns: 15, seed: 15 },
    );
  });
});

import { read, utils } from '@e965/xlsx';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace } from '../../src/config.js';
import { demoWorkspace } from '../helpers/demo-workspace.js';
import { readInbox } from './files.js';
import { publishedRows } from './published.js';

type Line = Readonly<Record<string, unknown>>;

const workspace = openWorkspace(demoWorkspace());
/** The register of each month, by location. */
let registers: Map<string, Line>[];
/** The locations that a workplace file in force has ever named. */
let named: Set<string>;

function readRegister(path: string): Map<string, Line> {
  const book = read(readFileSync(path), { type: 'buffer' });
  const lines = utils.sheet_to_json<Line>(book.Sheets['HSCA_Active_Locations'] ?? {});
  return new Map(lines.map((line) => [String(line['Location ID']), line]));
}

beforeAll(() => {
  const folder = join(workspace.dir, 'data', 'registers');
  registers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xlsx'))
    .sort()
    .map((name) => readRegister(join(folder, name)));
  named = new Set(
    readInbox(join(workspace.dir, 'data', 'inbox'))
      .filter(({ kind, state }) => kind === 'workplace' && state === 'in_force')
      .flatMap(({ rows }) => rows.filter(({ isQuarantined }) => !isQuarantined))
      .map(({ cells }) => cells['LOCATIONID'] ?? ''),
  );
});

describe('the registers of the demo', () => {
  it('are taken whole: each location once, with the latest beds, rating and whether it is still there', async () => {
    const found = await publishedRows(
      workspace,
      'internal',
      `select location_id, bed_count, rating, is_dormant, is_registered
      from core.dim_cqc_location order by location_id`,
    );
    const [first = new Map<string, Line>(), latest = new Map<string, Line>()] = registers;
    const expected = [...new Map([...first, ...latest])].map(([id, line]) => ({
      location_id: id,
      bed_count: line['Care home?'] === 'Y' ? Number(line['Care homes beds']) : null,
      rating: ratingOf(line),
      is_dormant: line['Dormant (Y/N)'] === 'Y',
      is_registered: latest.has(id),
    }));
    expect(expected.length).toBeGreaterThan(latest.size);
    expect(found).toEqual(expected.sort((a, b) => (a.location_id < b.location_id ? -1 : 1)));
  });

  it('say who has never returned: who serves somebody, and no return has named', async () => {
    const found = await publishedRows(
      workspace,
      'internal',
      `select chased_id from ops.chasing_list where reason = 'never_returned' order by chased_id`,
    );
    const expected = [...(registers[1] ?? [])]
      .filter(([id, line]) => line['Dormant (Y/N)'] !== 'Y' && !named.has(id))
      .map(([id]) => id);
    expect(expected.length).toBeGreaterThan(40);
    expect(found.map((row) => row['chased_id'])).toEqual(expected.sort());
  });
});

function ratingOf(line: Line): string | null {
  const rating = String(line['Location Latest Overall Rating']);
  return rating === '-' ? null : rating;
}

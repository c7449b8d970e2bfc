import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadReference } from '../../src/transform/index.js';
import { rejectionOf, tempWorkspace } from '../helpers/workspace.js';
import { tempDatabase } from './helpers.js';

async function neighbours(...lines: string[]) {
  const workspace = tempWorkspace((config) => {
    config.geography = { neighbours: 'n.csv' };
    config.partnership.councils = ['E06000001', 'E06000002'];
  });
  writeFileSync(join(workspace.dir, 'n.csv'), `${lines.join('\n')}\n`);
  const database = await tempDatabase();
  await loadReference(database, workspace);
  return database.rows('select * from reference.area_neighbour order by all');
}

const HEADER = 'area_code,neighbour_area_code';

describe('reference.area_neighbour', () => {
  it('has the pairs of the file, one way as they stand there', async () => {
    expect(await neighbours(HEADER, 'E06000001, E06000002', 'E06000001,E06000003')).toEqual([
      { area_code: 'E06000001', neighbour_area_code: 'E06000002' },
      { area_code: 'E06000001', neighbour_area_code: 'E06000003' },
    ]);
  });

  it('is empty where the workspace names no file', async () => {
    const workspace = tempWorkspace((config) => {
      config.partnership.councils = ['E06000001'];
    });
    const database = await tempDatabase();
    await loadReference(database, workspace);
    expect(await database.rows('select * from reference.area_neighbour')).toEqual([]);
  });

  it.each([
    ['line 2', 'a code left out', ['E06000001,']],
    [
      'line 3',
      'area_code "E0600001", which no list has',
      ['E06000001,E06000002', 'E0600001,E06000002'],
    ],
    ['line 2', 'neighbour_area_code "X99", which no list has', ['E06000001,X99']],
    ['line 2', '"E06000001" twice', ['E06000001,E06000001']],
    ['line 2', 'this pair 2 times', ['E06000001,E06000002', 'E06000001,E06000002']],
    ['line 2', 'a council and a region', ['E06000001,E12000001']],
  ])('is not made of a row, on %s, with %s', async (line, got, lines) => {
    expect(await rejectionOf(neighbours(HEADER, ...lines))).toMatchObject({
      code: 'CC-CFG-003',
      message: expect.stringMatching(
        `n.csv ${line}: expected two different areas of one kind.*got ${got}. Mend the row.`,
      ) as string,
    });
  });

  it('is not made of a file without its columns', async () => {
    expect(await rejectionOf(neighbours('area_code,other', 'E06000001,E06000002'))).toMatchObject({
      code: 'CC-CFG-003',
      message: expect.stringContaining(
        'n.csv: expected the columns area_code, neighbour',
      ) as string,
    });
  });
});

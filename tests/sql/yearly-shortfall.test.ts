import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMacros } from '../../src/transform/reference.js';
import { openForBuild, type Database } from '../../src/warehouse/database.js';

let database: Database;

beforeAll(async () => {
  database = await openForBuild();
  await database.run('create schema reference');
  await createMacros(database);
});

afterAll(() => {
  database.close();
});

describe('reference.yearly_shortfall', () => {
  it.each([
    ['is the difference times the hours', '13.45, 12.45, 1042.86', 1042.86],
    ['is to the penny, half a penny up', '12.71, 12.70, 0.5', 0.01],
    ['is nothing where the wage is paid', '13.45, 13.45, 1042.86', 0],
    ['is nothing where more is paid', '13.45, 20.00, 1042.86', 0],
    ['is not known without hours', '13.45, 12.45, null', null],
    ['is not known without a wage', 'null::decimal(8, 2), 12.45, 1042.86', null],
  ])('%s', async (_claim, parts, cost) => {
    expect(await database.rows(`select reference.yearly_shortfall(${parts}) as cost`)).toEqual([
      { cost },
    ]);
  });
});

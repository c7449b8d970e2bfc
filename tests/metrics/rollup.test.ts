import { describe, expect, it } from 'vitest';
import { rejectionOf } from '../helpers/workspace.js';
import { cell, family, measured, OPEN } from './helpers.js';

describe('measure', () => {
  it('takes the ratio of the sums, not the mean of the rates', async () => {
    const database = await measured([
      { part: 1, whole: 2 },
      { part: 1, whole: 8 },
    ]);
    expect(await cell(database, 'part_rate')).toMatchObject({
      numerator: 2,
      denominator: 10,
      value: 0.2,
    });
  });

  it('counts a care home with nursing and one without in both of their settings and in all', async () => {
    const database = await measured([
      { setting: 'care_home_nursing', part: 1, whole: 4 },
      { setting: 'care_home', part: 3, whole: 4 },
      { setting: 'day', part: 8, whole: 8 },
    ]);
    const values = await Promise.all(
      ['care_home_nursing', 'care_home', 'residential', 'day', 'all'].map(
        async (setting) => (await cell(database, 'part_rate', { care_setting: setting }))['value'],
      ),
    );
    expect(values).toEqual([0.25, 0.75, 0.5, 1, 0.75]);
  });

  it('counts each contributor in its area and in what that lies in, the unplaced only in the total', async () => {
    const database = await measured([
      { area: 'X06A', part: 1, whole: 10 },
      { area: 'X06B', part: 2, whole: 10 },
      { area: 'unplaced', part: 3, whole: 10 },
      { area: 'nowhere', part: 9, whole: 10 },
    ]);
    const parts = await Promise.all(
      ['X06A', 'X06B', 'unplaced', 'X47'].map(
        async (area) => (await cell(database, 'part_rate', { area_code: area }))['numerator'],
      ),
    );
    expect(parts).toEqual([1, 2, 3, 6]);
  });

  it('recomputes medians from the people, between the two in the middle', async () => {
    const database = await measured([
      { area: 'X06A', pay: 10 },
      { area: 'X06A', pay: 11 },
      { area: 'X06B', pay: 12.01 },
      { area: 'X06B', pay: 40 },
    ]);
    expect(await cell(database, 'pay_median')).toMatchObject({
      value: 11.505,
      numerator: null,
      denominator: null,
    });
    expect(await cell(database, 'pay_median', { area_code: 'X06A' })).toMatchObject({
      value: 10.5,
    });
    expect(await cell(database, 'pay_p90')).toMatchObject({ value: 31.603 });
  });

  it('knows how many workplaces, organisations and workers a figure rests on, and no others', async () => {
    const database = await measured([
      { workplace: 'w1', organisation: 'o1', role: '8', workers: 5, part: 1, whole: 5 },
      { workplace: 'w1', organisation: 'o1', role: '4', workers: 2, part: 0, whole: 2 },
      { workplace: 'w2', organisation: 'o1', role: '8', workers: 4, part: 1, whole: 4 },
      { workplace: 'w3', organisation: 'o2', role: '8', workers: 9, part: 1, whole: null },
    ]);
    expect(await cell(database, 'part_rate')).toMatchObject({
      base_workplaces: 2,
      base_organisations: 1,
      base_workers: 11,
      numerator: 2,
      denominator: 11,
    });
    expect(await cell(database, 'part_rate', { job_role: '4' })).toMatchObject({
      base_workplaces: 1,
      base_workers: 2,
    });
    expect(await cell(database, 'pay_median')).toMatchObject({
      base_workplaces: 0,
      base_workers: 0,
      value: null,
    });
  });

  it('has a row that says so for every absence', async () => {
    const database = await measured([{ part: 1, whole: 2 }]);
    const nothing = {
      numerator: null,
      denominator: null,
      value: null,
      base_workers: 0,
      status: 'not_available',
    };
    expect(await cell(database, 'part_rate', { area_code: 'X06B' })).toMatchObject(nothing);
    expect(await cell(database, 'part_rate', { period: '2026-03-01' })).toMatchObject(nothing);
    expect(await cell(database, 'part_rate', { sector: 'voluntary' })).toMatchObject(nothing);
    expect(await cell(database, 'part_rate', { care_setting: 'day' })).toMatchObject(nothing);
  });

  it('has one row for each metric, month, area and cut', async () => {
    const database = await measured([
      { part: 1, whole: 2 },
      { part: 1, whole: 2, role: '4' },
    ]);
    const [row] = await database.rows(
      `select count(*) as n, count(distinct (metric_id, period, area_code, care_setting, job_role, sector, cut)) as k
      from metrics.measure where period_type = 'month'`,
    );
    expect(row).toEqual({ n: 4 * 2 * 4 * (1 + 4 + 2 + 2), k: 4 * 2 * 4 * (1 + 4 + 2 + 2) });
  });

  it('has no value where the denominator is nothing', async () => {
    const database = await measured([{ part: 2, whole: 0 }]);
    expect(await cell(database, 'part_rate')).toMatchObject({
      value: null,
      status: 'not_available',
    });
  });

  it('counts to nought, not to nothing', async () => {
    const database = await measured([{ part: 2 }]);
    expect(await cell(database, 'part_count')).toMatchObject({
      numerator: 2,
      denominator: null,
      value: 2,
    });
    expect(await cell(database, 'part_count', { area_code: 'X06B' })).toMatchObject({
      numerator: 0,
      value: 0,
    });
  });

  it('makes only the roles a family names, and no total where it says so', async () => {
    const changed = family((header) =>
      header.replace('cuts:\n', "job_roles: ['8']\nuncut: false\ncuts:\n"),
    );
    const database = await measured(
      [
        { part: 1, whole: 2 },
        { part: 1, whole: 4, role: '4' },
      ],
      { families: [changed] },
    );
    expect(
      await database.rows("select distinct job_role from metrics.measure where job_role <> 'all'"),
    ).toEqual([{ job_role: '8' }]);
    await expect(cell(database, 'part_rate')).rejects.toThrow('0 rows');
    expect(await cell(database, 'part_rate', { sector: 'private' })).toMatchObject({
      numerator: 1,
      denominator: 2,
    });
  });

  it('shows only the roles of a cut that a family names, and everybody in its other figures', async () => {
    const changed = family((header) => header.replace('cuts:\n', "cut_job_roles: ['8']\ncuts:\n"));
    const database = await measured(
      [
        { part: 1, whole: 2 },
        { part: 1, whole: 4, role: '4' },
      ],
      { families: [changed] },
    );
    expect(
      await database.rows("select distinct job_role from metrics.measure where job_role <> 'all'"),
    ).toEqual([{ job_role: '8' }]);
    expect(await cell(database, 'part_rate')).toMatchObject({ numerator: 2, denominator: 6 });
    expect(await cell(database, 'part_rate', { job_role: '8' })).toMatchObject({
      numerator: 1,
      denominator: 2,
    });
  });

  describe('without a quantile', () => {
    /** The invented family with a mean in the place of its quantiles, so that people are summed first. */
    const means = (change: (header: string) => string = (header) => header) =>
      family((header) => {
        const first = header.indexOf('  - id: pay_median');
        const last = header.indexOf('  - id: part_count');
        const mean = header
          .slice(first, header.indexOf('  - id: pay_p90'))
          .replace('pay_median', 'pay_mean')
          .replace('kind: quantile', 'kind: mean')
          .replace(/ +quantile: 0.5\n/, '');
        return change(header.slice(0, first) + mean + header.slice(last));
      });

    it('takes a mean of the contributors who have a value, not of workplaces', async () => {
      const database = await measured(
        [
          { workplace: 'w1', organisation: 'o1', pay: 10 },
          { workplace: 'w1', organisation: 'o1', pay: 11 },
          { workplace: 'w1', organisation: 'o1', pay: null },
          { workplace: 'w2', pay: 18.01 },
        ],
        { families: [means()] },
      );
      expect(await cell(database, 'pay_mean')).toMatchObject({
        numerator: 39.01,
        denominator: 3,
        value: 13.00333333,
        base_workplaces: 2,
        base_workers: 3,
      });
    });

    it('keeps apart which contributors are in which base', async () => {
      const database = await measured(
        [
          { workplace: 'w1', organisation: 'o1', workers: 5, part: 1, whole: 5, pay: null },
          { workplace: 'w1', organisation: 'o1', workers: 3, part: 7, whole: null, pay: 10 },
          { workplace: 'w2', organisation: 'o1', workers: 2, part: null, whole: 2, pay: 12 },
        ],
        { families: [means()] },
      );
      expect(await cell(database, 'part_rate')).toMatchObject({
        numerator: 1,
        denominator: 7,
        base_workplaces: 2,
        base_organisations: 1,
        base_workers: 7,
      });
      expect(await cell(database, 'pay_mean')).toMatchObject({ value: 11, base_workers: 5 });
      expect(await cell(database, 'part_count')).toMatchObject({
        numerator: 8,
        base_workplaces: 1,
        base_workers: 8,
      });
    });

    it('keeps what each workplace brings, by the roles that a cut shows', async () => {
      const database = await measured(
        [
          { part: 1, whole: 2, workers: 2 },
          { workplace: 'w1', part: 1, whole: 4, workers: 4, role: '4' },
          { workplace: 'w1', part: 1, whole: 5, workers: 5, role: '16' },
          { workplace: 'w1', part: 3, whole: null, role: '16' },
        ],
        {
          families: [means((header) => header.replace('cuts:\n', "cut_job_roles: ['8']\ncuts:\n"))],
        },
      );
      expect(
        await database.rows(
          `select job_role, numerator, denominator, worker_count from contribution.measure
          where metric_id = 'part_rate' order by job_role`,
        ),
      ).toEqual([
        { job_role: '8', numerator: 1, denominator: 2, worker_count: 2 },
        { job_role: 'other', numerator: 2, denominator: 9, worker_count: 9 },
      ]);
    });
  });

  it('describes each metric', async () => {
    const database = await measured([]);
    expect(
      await database.rows("select * from metrics.metric where metric_id = 'pay_p90'"),
    ).toMatchObject([
      {
        unit: 'gbp_hour',
        kind: 'quantile',
        quantile: 0.9,
        minimum_base: 50,
        reviewed_on: '2026-01-01',
        disclosure: 'primary',
      },
    ]);
  });

  it('names the file of a body that does not have what its header says', async () => {
    const broken = family(undefined, 'select * exclude (whole) from core.contributor');
    expect(await rejectionOf(measured([], { families: [broken], profile: OPEN }))).toMatchObject({
      code: 'CC-MOD-001',
      message: expect.stringMatching(
        /invented\.sql: expected a body with one row per contributor; got .*whole/,
      ) as string,
    });
  });

  it('names the line of a body that DuckDB does not run, and what is nearest', async () => {
    const broken = family(
      undefined,
      'select *,\n    contributor.wole as other\nfrom core.contributor',
    );
    const line = broken.sql.split('\n').findIndex((each) => each.includes('wole')) + 1;
    const { message } = (await rejectionOf(
      measured([], { families: [broken], profile: OPEN }),
    )) as Error;
    expect(line).toBeGreaterThan(20);
    expect(message).toContain(`invented.sql line ${line}: expected a SELECT that DuckDB can run`);
    expect(message).toMatch(/"wole".*Did you mean "whole"\?$/);
  });
});

describe('loadMetrics', () => {
  it.each([
    ['kind: ratio', 'kind: share', 'measures.0.kind'],
    ['    denominator: whole\n', '', 'measures.0.denominator'],
    ['quantile: 0.5', 'quantile: 1', 'measures.1.quantile'],
    ['reviewed_on: 2026-01-01', 'reviewed_on: soon', 'measures.0.reviewed_on'],
    ['- [care_setting]', '- [setting]', 'cuts.0.0'],
    ['example: Two of four are a half.\n', '', 'example'],
  ])('names the key where "%s" is "%s"', (good, bad, key) => {
    expect(() => family((header) => header.replace(good, bad))).toThrow(
      new RegExp(`invented\\.sql ${key.replaceAll('.', '\\.')}: expected`),
    );
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/config.js';
import type { Row } from '../../src/warehouse/database.js';
import { lastingDir, removeDir } from '../helpers/workspace.js';
import { publish } from './publish.js';
import { publishedRows } from './published.js';
import { putReturn, tinyWorkspace, worker, workers, workplace } from './tiny-workspace.js';

/** @source domain/methodology.md section 8, cases 1 to 5. */
let workspace: Workspace;

beforeAll(async () => {
  workspace = tinyWorkspace(lastingDir());
  putReturn(workspace, {
    submitter: 'rates',
    month: '2024-03',
    workplaces: [workplace('big', 100, { LEAVERS: '27', VACANCIES: '10' })],
    workers: [
      ...workers('big', 'P', 60),
      ...workers('big', 'T', 30, { EMPLSTATUS: '2' }),
      ...workers('big', 'B', 10, { EMPLSTATUS: '3' }),
    ],
  });
  putReturn(workspace, {
    submitter: 'mismatch',
    month: '2024-03',
    workplaces: [workplace('short', 14, { POSTCODE: 'QW2 2BB', LEAVERS: '3', VACANCIES: '3' })],
    workers: workers('short', 'W', 12),
  });
  putReturn(workspace, {
    submitter: 'slip',
    month: '2024-03',
    workplaces: [workplace('slip', 2, { POSTCODE: 'QW2 2BB', LEAVERS: '10', VACANCIES: '1' })],
    workers: [worker('slip', 'P1'), worker('slip', 'B1', { EMPLSTATUS: '3' })],
  });
  for (const month of ['2024-03', '2024-04', '2025-04', '2026-04']) {
    putReturn(workspace, {
      submitter: 'ages',
      month,
      workplaces: [workplace('ages', 5, { POSTCODE: '' })],
      workers: [
        worker('ages', 'aged 22', { DOB: '31/03/2002' }),
        worker('ages', 'aged 20 in April 2025', { DOB: '30/04/2005', MAINJOBROLE: '7' }),
        worker('ages', 'apprentice', { DOB: '01/05/2007', APPRENTICE: '1', MAINJOBROLE: '52' }),
        worker('ages', 'no birthday', { DOB: '', MAINJOBROLE: '26' }),
        worker('ages', 'child', { DOB: '15/06/2011', MAINJOBROLE: '25' }),
      ],
    });
  }
  await publish(workspace);
});

afterAll(() => {
  removeDir(workspace.dir);
});

const query = (sql: string): Promise<Row[]> => publishedRows(workspace, 'internal', sql);

async function rateOf(metric: string, area: string): Promise<Row | undefined> {
  const [row] = await query(
    `select value, numerator, denominator, status from metrics.measure
    where metric_id = '${metric}' and area_code = '${area}' and period = '2024-03-01'
      and care_setting = 'all' and job_role = 'all' and sector = 'all'`,
  );
  return row;
}

async function workplaceIn2024(id: string): Promise<Row | undefined> {
  const [row] = await query(
    `select * from core.fct_workplace_month
    where period = '2024-03-01' and local_establishment_id = '${id}'`,
  );
  return row;
}

describe('vacancy_rate', () => {
  it('is 10.0% of 90 employees and 10 vacancies, bank workers on neither side', async () => {
    expect(await rateOf('vacancy_rate', 'X06000091')).toEqual({
      value: 0.1,
      numerator: 10,
      denominator: 100,
      status: 'suppressed',
    });
  });
});

describe('turnover_rate', () => {
  it('is 30.0% with 27 leavers to 90 employees', async () => {
    expect(await rateOf('turnover_rate', 'X06000091')).toMatchObject({
      value: 0.3,
      numerator: 27,
      denominator: 90,
    });
  });

  it('leaves out ten leavers to one employee as a slip, and says so', async () => {
    expect(await workplaceIn2024('slip')).toMatchObject({
      turnover_exclusion_reason: 'incorrect_turnover',
      vacancy_exclusion_reason: null,
    });
    expect(await rateOf('turnover_rate', 'X06000092')).toMatchObject({ status: 'not_available' });
    expect(await findingsOn('slip')).toContain('turnover_implausible');
  });
});

describe('a workplace with 12 records that states 14', () => {
  it('counts 13 posts', async () => {
    expect(await workplaceIn2024('short')).toMatchObject({
      stated_staff_count: 14,
      worker_record_count: 12,
      filled_post_count: 13,
      filled_post_source: 'mean_of_two',
    });
  });

  it('is in neither rate, for a reason and with a finding', async () => {
    expect(await workplaceIn2024('short')).toMatchObject({
      vacancy_exclusion_reason: 'mismatch_workers',
      turnover_exclusion_reason: 'mismatch_workers',
    });
    expect(await rateOf('vacancy_rate', 'X06000092')).toMatchObject({
      numerator: 1,
      denominator: 2,
    });
    expect(await findingsOn('mismatch')).toContain('staff_total_mismatch');
  });
});

describe('the statutory minimum', () => {
  it.each([
    ['aged 22, the day before the rise', '2024-03', '8', 10.18],
    ['aged 22, after it', '2024-04', '8', 11.44],
    ['aged 20 on the birthday', '2025-04', '7', 10],
    ['aged 18 the day before', '2024-03', '7', 7.49],
    ['an apprentice aged 16', '2024-03', '52', 5.28],
    ['an apprentice aged 17', '2025-04', '52', 7.55],
    ['an apprentice aged 18', '2026-04', '52', 8],
    ['of unknown age', '2024-03', '26', 10.42],
    ['under 16', '2026-04', '25', null],
  ])('is that of one %s', async (_who, month, role, floor) => {
    const rows = await query(
      `select wage_floor_gbp_hour as floor from core.fct_worker_month
      where period = '${month}-01' and job_role_code = '${role}'
        and starts_with(workplace_id, 'ages')`,
    );

    expect(rows).toEqual([{ floor }]);
  });
});

async function findingsOn(submitter: string): Promise<unknown[]> {
  const rows = await query(
    `select finding.rule from ops.finding
    inner join ops.delivery on finding.delivery_id = delivery.delivery_id
    where delivery.submitter = '${submitter}'`,
  );
  return rows.map((row) => row['rule']);
}

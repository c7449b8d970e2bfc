import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Workspace } from '../../src/config.js';
import { lastingDir, removeDir } from '../helpers/workspace.js';
import { publish } from './publish.js';
import { publishedRows } from './published.js';
import { putReturn, tinyWorkspace, worker, workers, workplace } from './tiny-workspace.js';

/** Cases that a quick reading of the rules gets wrong, each through the whole pipeline. */
let workspace: Workspace;

beforeAll(async () => {
  workspace = tinyWorkspace(lastingDir());
  const month = '2025-04';
  putReturn(workspace, {
    submitter: 'made-again',
    month,
    workplaces: [workplace('home', 2)],
    workers: [
      worker('home', 'W1'),
      worker('home', 'W2', { STATUS: 'DELETE' }),
      worker('home', 'W2', { STATUS: 'NEW' }),
    ],
  });
  putReturn(workspace, {
    submitter: 'mended-below',
    month,
    workplaces: [workplace('home', 20)],
    workers: [
      worker('home', 'W1', { MAINJOBROLE: 'cook' }),
      worker('home', 'W1'),
      ...workers('home', 'X', 19),
    ],
  });
  for (const [each, status, workerStatus] of [
    ['2025-03', 'OLD', 'UPDATE'],
    [month, 'UPDATE', 'NOCHANGE'],
  ] as const) {
    putReturn(workspace, {
      submitter: 'slip-of-status',
      month: each,
      workplaces: [workplace('home', 1), workplace('other', 1, { STATUS: status })],
      workers: [worker('home', 'W1'), worker('other', 'W1', { STATUS: workerStatus })],
    });
  }
  putReturn(workspace, {
    submitter: 'words-for-roles',
    month,
    workplaces: [
      workplace('home', 1, { ALLJOBROLES: '8;Jo Bloggs', LEAVERS: '0;0', VACANCIES: '1;1' }),
      workplace('spaced', 1, { POSTCODE: 'QW1  1AA' }),
      workplace('young', 1),
    ],
    workers: [
      worker('home', 'W1'),
      worker('spaced', 'W1'),
      worker('young', 'W1', { DOB: '01/01/2010', APPRENTICE: '1' }),
    ],
  });
  await publish(workspace);
});

afterAll(() => {
  removeDir(workspace.dir);
});

async function only(select: string, workplaceId: string): Promise<unknown> {
  const [row] = await publishedRows(
    workspace,
    'internal',
    `select ${select} as it from core.fct_workplace_month
    left join core.fct_worker_month using (period, workplace_id)
    where period = '2025-04-01' and workplace_id = '${workplaceId}'`,
  );
  return row?.['it'];
}

describe('an awkward case', () => {
  it('a worker deleted and made again in one file is on the staff', async () => {
    expect(await only('max(employee_count)', 'made-again/home')).toBe(2);
  });

  it('a good record after a faulty one of the same worker is on the staff', async () => {
    expect(await only('max(employee_count)', 'mended-below/home')).toBe(20);
  });

  it('values given while the workplace row was set aside hold in the next month', async () => {
    expect(await only('max(employee_count)', 'slip-of-status/other')).toBe(1);
  });

  it('a job role that is no code is in no published figure', async () => {
    const rows = await publishedRows(
      workspace,
      'public',
      `select distinct job_role from metrics.measure
      where job_role not in (select job_role_code from reference.job_role) and job_role <> 'all'`,
    );

    expect(rows).toEqual([]);
  });

  it('a postcode with two spaces is placed', async () => {
    expect(await only('max(area_code)', 'words-for-roles/spaced')).toBe('X06000091');
  });

  it('nobody under 16 has a minimum, apprentice or not', async () => {
    expect(await only('max(wage_floor_gbp_hour)', 'words-for-roles/young')).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { openBench, pick } from './helpers/bench.js';
import { workerMonth, workplaceRecord } from './helpers/rows.js';

const bench = openBench();

describe('core.fct_workplace_role_month', () => {
  const roles = async (workplace: object, record: object, workers: object[] = []) =>
    pick(
      await bench.build('core.fct_workplace_role_month', {
        'core.fct_workplace_month': [
          {
            period: '2026-04-01',
            workplace_id: 'alder/H1',
            workplace_delivery_id: 1,
            workplace_record_number: 1,
            has_sharing_consent: true,
            ...workplace,
          },
        ],
        'core.int_workplace_record': [workplaceRecord(record)],
        'core.fct_worker_month': workers,
      }),
      'job_role_code',
      'employee_count',
      'worker_count',
      'starter_count',
      'leaver_count',
      'vacancy_count',
    );
  const answered = { starter_count: 3, leaver_count: 1, vacancy_count: 2 };

  it('has the roles that have workers and those that have counts', async () => {
    expect(
      await roles(
        answered,
        {
          job_role_codes: ['8', '4'],
          starter_counts: [3, 0],
          leaver_counts: [0, 1],
          vacancy_counts: [0, 2],
        },
        [
          workerMonth('a'),
          workerMonth('b', { is_employee: false }),
          workerMonth('c', { job_role_code: '25' }),
        ],
      ),
    ).toEqual([
      ['25', 1, 1, 0, 0, 0],
      ['4', 0, 0, 0, 1, 2],
      ['8', 1, 2, 3, 0, 0],
    ]);
  });

  it('adds a retired role to its successor, and a role that is named twice to itself', async () => {
    expect(
      await roles(answered, {
        job_role_codes: ['27', '22', '22'],
        starter_counts: [1, 1, 1],
        leaver_counts: [1, 0, 0],
        vacancy_counts: [0, 2, 0],
      }),
    ).toEqual([['27', 0, 0, 3, 1, 2]]);
  });

  it('knows no count of any role where the workplace knows none', async () => {
    expect(
      await roles(
        { starter_count: 3, leaver_count: null, vacancy_count: null },
        {
          job_role_codes: ['8', '4'],
          starter_counts: [3, 0],
          leaver_counts: null,
          vacancy_counts: [999, 1],
        },
        [workerMonth('a')],
      ),
    ).toEqual([
      ['4', 0, 0, 0, null, null],
      ['8', 1, 1, 3, null, null],
    ]);
  });

  it('knows zeroes where the workplace answered with none and named no role', async () => {
    const none = { starter_count: 0, leaver_count: 0, vacancy_count: 0 };
    expect(await roles(none, { starter_counts: [0] }, [workerMonth('a')])).toEqual([
      ['8', 1, 1, 0, 0, 0],
    ]);
  });

  it('has no role that is not one', async () => {
    const row = {
      job_role_codes: ['8', '77'],
      starter_counts: [1, 2],
      leaver_counts: [0, 1],
      vacancy_counts: [0, 2],
    };
    expect((await roles(answered, row)).map(([code]) => code)).not.toContain('77');
  });
});

describe('check_roles_sum_to_workplace', () => {
  it('fails where a count of the workplace is not the sum of its roles', async () => {
    const workplace = (id: string, vacancies: number | null, employees = 2) => ({
      period: '2026-04-01',
      workplace_id: id,
      employee_count: employees,
      vacancy_count: vacancies,
    });
    const role = (id: string, code: string, vacancies: number | null) => ({
      period: '2026-04-01',
      workplace_id: id,
      job_role_code: code,
      employee_count: 1,
      vacancy_count: vacancies,
    });
    const rows = await bench.check('check_roles_sum_to_workplace', {
      'core.fct_workplace_month': [
        workplace('good', 3),
        workplace('bad', 4),
        workplace('unknown', null),
        workplace('empty', 0, 0),
      ],
      'core.fct_workplace_role_month': [
        ...['good', 'bad'].flatMap((id) => [role(id, '8', 1), role(id, '4', 2)]),
        ...['8', '4'].map((code) => role('unknown', code, null)),
      ],
    });
    expect(pick(rows, 'workplace_id')).toEqual([['bad']]);
  });
});

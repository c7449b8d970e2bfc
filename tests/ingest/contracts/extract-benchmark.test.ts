import { describe, expect, it } from 'vitest';
import { csv, type Cells } from '../helpers/files.js';
import { modelled, stageNamed } from '../helpers/modelled.js';

const FAMILY = 'asc_wds_benchmark';
const FIGURES = `select file_name, is_known_file, benchmark_metric, benchmark_grain, comparison_group,
    measure, cast(value as double) as value
  from staging.stg_asc_wds_benchmark__figure order by delivery_id, record_number, measure`;

const KEY: Cells = { Local_Authority_Area: '991', Main_Service: '8' };
const BASE: Cells = { Base_Establishments: '14', Base_Workers: '310' };
const TURNOVER: Cells = {
  Employees: '200',
  Leavers: '50',
  Worker_Count: '310',
  Turnover_Rate: '0.25',
};

const byCouncil = (cells: Cells): string => csv([{ ...KEY, ...BASE, ...cells }]);
const byWorkplace = (cells: Cells): string => csv([{ establishmentid: '9001', ...KEY, ...cells }]);

describe('the benchmarks files', () => {
  it('are told apart by their columns, whatever their names', async () => {
    const staged = await stageNamed(
      {
        name: 'a.csv',
        bytes: byCouncil({ Main_Job_Role: '8', HourlyRate_mean: '12.7143', Annual_FTE_mean: '' }),
      },
      {
        name: 'b.csv',
        bytes: byCouncil({
          Count_Has_SC_Qual: '30',
          Count_No_SC_Qual: '10',
          Qualifications: '0.75',
        }),
      },
      { name: 'c.csv', bytes: byCouncil({ Workers_ForSickness: '90', Sickness_Mean: '4.5' }) },
      { name: 'd.csv', bytes: byCouncil(TURNOVER) },
      {
        name: 'e.csv',
        bytes: byCouncil({
          Employees: '90',
          Vacancies: '10',
          Worker_Count: '99',
          Vacancy_Rate: '0.1',
        }),
      },
      {
        name: 'f.csv',
        bytes: byCouncil({
          Count_InRole_12Months: '8',
          Count_Not_InRole_12Months: '2',
          Percentage_InRole_12Months: '0.8',
        }),
      },
      { name: 'g.csv', bytes: byCouncil({}) },
    );
    const [rows = []] = await modelled(staged, FAMILY, [FIGURES], ['core.int_delivery']);
    expect(rows.map((row) => [row['measure'], row['value']])).toEqual([
      ['annual_fte_mean_gbp_year', null],
      ['hourly_rate_mean_gbp_hour', 12.7143],
      ['qualified_rate', 0.75],
      ['sickness_days_mean', 4.5],
      ['turnover_rate', 0.25],
      ['vacancy_rate', 0.1],
      ['in_role_12_months_rate', 0.8],
      ['base_workplace_count', 14],
    ]);
    expect(rows.every((row) => row['is_known_file'] === false)).toBe(true);
    expect(rows.every((row) => row['comparison_group'] === null)).toBe(true);
  });

  it.each([
    ['Turnover_by_LA_and_service.csv', 'all'],
    ['turnover_by_la_AND_service.CSV', 'all'],
    ['2026/04/Turnover_by_LA_and_service_Good_Outstanding.csv', 'good_or_outstanding'],
    ['Turnover_by_LA_and_service_Good_Oustanding.csv', 'good_or_outstanding'],
  ])('take their group from the name %s', async (name, group) => {
    const staged = await stageNamed({ name, bytes: byCouncil(TURNOVER) });
    const [rows = []] = await modelled(staged, FAMILY, [FIGURES], ['core.int_delivery']);
    expect(rows).toMatchObject([
      { comparison_group: group, benchmark_grain: 'council_and_service', is_known_file: true },
    ]);
  });

  it('take the misspelt names as they really are, by workplace', async () => {
    const role = {
      Count_InRole_12Months: '8',
      Count_Not_InRole_12Months: '2',
      Percentage_InRole_12Months: '0.8',
    };
    const staged = await stageNamed({
      name: 'TimeInRole_by_establishmentid_Good_Oustanding.csv',
      bytes: byWorkplace(role),
    });
    const [rows = []] = await modelled(staged, FAMILY, [FIGURES], ['core.int_delivery']);
    expect(rows).toMatchObject([
      { comparison_group: 'good_or_outstanding', benchmark_grain: 'establishment' },
    ]);
  });

  it('have no group where the name is of another kind of figure than the columns', async () => {
    const staged = await stageNamed({
      name: 'Pay_by_LA_and_Service.csv',
      bytes: byCouncil(TURNOVER),
    });
    const [rows = []] = await modelled(staged, FAMILY, [FIGURES], ['core.int_delivery']);
    expect(rows).toMatchObject([
      { is_known_file: false, comparison_group: null, benchmark_metric: 'turnover' },
    ]);
  });

  it('lie beside each other, and a correction takes the place of the file of its own name', async () => {
    const all = 'Turnover_by_LA_and_service.csv';
    const good = 'Turnover_by_LA_and_service_Good_Outstanding.csv';
    const staged = await stageNamed(
      { name: all, bytes: byCouncil(TURNOVER) },
      { name: good, bytes: byCouncil({ ...TURNOVER, Turnover_Rate: '0.2' }) },
      { name: all, bytes: byCouncil({ ...TURNOVER, Turnover_Rate: '0.26' }) },
    );
    const [rows = []] = await modelled(
      staged,
      FAMILY,
      ['select delivery_id, is_in_force from core.int_delivery order by delivery_id'],
      ['core.int_delivery'],
    );
    expect(rows.map((row) => row['is_in_force'])).toEqual([false, true, true]);
  });
});

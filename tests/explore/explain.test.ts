import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explanationSchema, explanationText } from '../../src/explore/explain/index.js';
import type { Wanted } from '../../src/explore/explain/published.js';
import { temporaryFolder } from '../helpers/run-cli.js';
import { rejectionOf } from '../helpers/workspace.js';
import { explained, explainedWorkspace, WRENFOLD } from './explain-workspace.js';

const folder = temporaryFolder();
let dir = '';

beforeAll(async () => {
  dir = await explainedWorkspace(folder.path);
});

afterAll(() => {
  folder.remove();
});

describe('a rate that is explained', () => {
  it('is told with its parts, and the definition with the numbers put in', async () => {
    const { asked, figure } = await explained(dir, 'vacancy_rate');
    expect(asked).toMatchObject({ period: '2026-04-01', area_name: 'Ottermere' });
    expect(figure).toMatchObject({
      shown: '22.9%',
      status: 'low_base',
      numerator: 8,
      denominator: 35,
      base_workplaces: 4,
      base_organisations: 4,
      base_workers: 27,
      formula: '8 vacancies / (27 permanent and temporary employees + 8 vacancies) = 22.9%',
    });
  });

  it('names those who make it, largest first, with their records and the age of their return', async () => {
    const { contributions } = await explained(dir, 'vacancy_rate');
    const { named } = contributions;
    expect(named.map((each) => [each.workplace_id, each.numerator, each.denominator])).toEqual([
      ['alder/HOME1', 3, 15],
      ['birch/HOME1', 2, 6],
      ['elm/HOME1', 0, 5],
    ]);
    expect(named[0]).toMatchObject({
      organisation_id: 'alder',
      numerator_share: 3 / 8,
      denominator_share: 15 / 35,
      workplace_record_number: 1,
      worker_record_count: 12,
      return_age_months: 0,
    });
    expect(named[2]).toMatchObject({ return_period: '2026-03', return_age_months: 1 });
  });

  it('counts who has not agreed to share without naming it, and adds up', async () => {
    const { contributions } = await explained(dir, 'vacancy_rate');
    expect(contributions.not_named).toEqual({
      workplaces: 1,
      without_consent: 1,
      with_few_workers: 0,
      without_workplace: 0,
      numerator: 3,
      denominator: 9,
      worker_count: 6,
    });
    expect(contributions.adds_up).toBe(true);
  });

  it('says what was left out in the area, and why', async () => {
    const { left_out: leftOut } = await explained(dir, 'vacancy_rate');
    expect(leftOut).toEqual([
      {
        left_out: 'workplace',
        reason: 'no_vacancies',
        reason_words: 'number of vacancies not given',
        workplace_count: 1,
        worker_count: 3,
      },
      {
        left_out: 'worker_record',
        reason: 'deleted',
        reason_words: 'deleted by the provider',
        workplace_count: 1,
        worker_count: 1,
      },
    ]);
    expect((await explained(dir, 'vacancy_rate', { area: WRENFOLD })).left_out).toEqual([]);
  });

  it('goes by the reasons of its own measure', async () => {
    const { left_out: leftOut } = await explained(dir, 'hourly_pay_median', { role: '8' });
    expect(leftOut.map(({ reason }) => reason)).toEqual(['deleted']);
  });

  it('is compared with its partnership, the other council, the month before and what is published', async () => {
    const { comparison } = await explained(dir, 'vacancy_rate');
    expect(comparison.parents).toMatchObject([{ area_type: 'partnership', value: 0.2 }]);
    expect(comparison.peers).toEqual({
      median: 0.15,
      median_shown: '15.0%',
      other_count: 1,
      rank: 2,
      sharing_rank: 1,
      ranked_count: 2,
    });
    expect(comparison.month_before).toMatchObject({ period: '2026-03-01', status: 'suppressed' });
    expect(comparison.month_before?.value).toBeNull();
    expect(comparison.year_before).toBeNull();
    expect(comparison.published).toMatchObject([
      { metric_id: 'vacancy_rate', area_name: 'England', period: '2024-25', shown: '7.0%' },
      { metric_id: 'children_vacancy_rate', area_name: 'Ottermere', shown: '17.5%' },
    ]);
  });

  it("has England's turnover of 2012-13 in its latest edition, in a named one, or in all three", async () => {
    const of2013 = async (published: Wanted) => {
      const { comparison } = await explained(dir, 'turnover_rate', { published });
      const rows = comparison.published.filter(({ period }) => period === '2012-13');
      return rows.map(({ edition, shown }) => [edition, shown]);
    };
    expect(await of2013({ all: false })).toEqual([['2019-20', '20.2%']]);
    expect(await of2013({ all: false, edition: '2018-19' })).toEqual([['2018-19', '21.7%']]);
    expect(await of2013({ all: true })).toEqual([
      ['2019-20', '20.2%'],
      ['2018-19', '21.7%'],
      ['2017-18', '23.1%'],
    ]);
  });

  it("has the published rate of the same council's children's social workers, never in its own lines", async () => {
    const lines = explanationText(await explained(dir, 'turnover_rate'), { contributors: 0 });
    const [, own = '', other = ''] = lines.split(/Published (?:by others|of another workforce),/);
    expect(own).not.toContain('children');
    expect(other.replace(/\s+/g, ' ')).toContain(
      "Turnover rate of children's social workers, Ottermere, year to 30 September 2024, " +
        'children and family social workers, full-time equivalent: 10.0% (edition DfE 2024;',
    );
  });

  it('says which files, records and headings it comes from', async () => {
    const { contributions, files, headings } = await explained(dir, 'vacancy_rate');
    const [alder] = contributions.named;
    expect(files.find(({ delivery_id: id }) => id === alder?.worker_delivery_id)).toMatchObject({
      path: 'alder/2026-04/workers.csv',
      period: '2026-04',
      arrived_at: '2026-05-02 02:00',
    });
    expect(headings).toEqual([
      { dataset_id: 'asc_wds_worker', headings: ['EMPLSTATUS'] },
      { dataset_id: 'asc_wds_workplace', headings: ['ALLJOBROLES', 'VACANCIES'] },
    ]);
  });

  it('is of the month, area, setting and role that are asked for, by code or name', async () => {
    const march = await explained(dir, 'Vacancy rate', { area: 'ottermere', period: '2026-03' });
    expect(march.figure).toMatchObject({ numerator: 1, denominator: 17 });
    const setting = await explained(dir, 'vacancy_rate', { setting: 'Care homes without nursing' });
    expect(setting.figure).toMatchObject({ numerator: 8, denominator: 35 });
    const parents = await explained(dir, 'vacancy_rate', { setting: 'residential' });
    expect(parents.contributions).toMatchObject({ adds_up: true, named: [{}, {}, {}] });
    const role = await explained(dir, 'vacancy_rate', { role: 'Care worker' });
    expect(role.contributions.adds_up).toBe(true);
  });
});

describe('every measure of the catalogue', () => {
  it('is explained by whoever makes it, without code of its own', async () => {
    const ids = [
      'turnover_rate',
      'hourly_pay_median',
      'share_below_floor',
      'returned_workplaces',
      'carried_workplaces',
    ];
    for (const id of ids) {
      const role = /pay|floor/.test(id) ? { role: '8' } : {};
      const explanation = await explained(dir, id, role);
      expect(explanationSchema.parse(explanation)).toEqual(explanation);
      expect(explanation.contributions.adds_up, id).toBe(true);
    }
  });
});

describe('the text', () => {
  it('reads like a note to a colleague, in lines of 80 columns', async () => {
    const text = explanationText(await explained(dir, 'vacancy_rate'), { contributors: 2 });
    const lines = text.split('\n');
    expect(lines.slice(0, 5)).toEqual([
      'Vacancy rate, Ottermere, April 2026',
      'All care settings. All job roles. All sectors.',
      '',
      '22.9% (of low reliability: under 50 workers behind it)',
      '  8 vacancies / (27 permanent and temporary employees + 8 vacancies) = 22.9%',
    ]);
    expect(lines).toContain('  1 more workplace: 0 of 5. All of them: --all');
    expect(lines).toContain('  1 workplace that has not agreed to share: 3 of 9');
    expect(lines).toContain('  They add up to the figure: 8 of 35.');
    expect(lines).toContain('  1 workplace (3 worker records): number of vacancies not given');
    expect(lines).toContain('  Among the councils: highest of 2 (lower is better)');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('what cannot be explained', () => {
  it.each([
    ['a measure', 'vacancy_rat', {}, 'METRIC: expected a measure', 'Did you mean "vacancy_rate"?'],
    ['an area', 'vacancy_rate', { area: 'Otermere' }, '--area', 'Did you mean "Ottermere"?'],
    ['a month', 'vacancy_rate', { period: '2024-04' }, '2026-03 to 2026-04', 'Leave --period out'],
    ['a setting', 'vacancy_rate', { setting: 'domicilary' }, '--setting', '"domiciliary"'],
    ['a role', 'vacancy_rate', { role: 'Care werker' }, '--role', '"Care worker"'],
    ['no role', 'hourly_pay_median', {}, '8 (Care worker)', 'got none'],
    ['a cut', 'vacancy_rate', { role: '8', setting: 'day' }, 'by setting and role', 'Leave out'],
  ])('%s is answered with what was expected', async (_, metric, flags, ...said) => {
    const error = await rejectionOf(explained(dir, metric, flags));
    expect(error).toMatchObject({ code: 'CC-USE-001', exitCode: 2 });
    for (const words of said) expect(String(error)).toContain(words);
  });

  it('is a run of a program that did not keep what its figures are made of', async () => {
    const kept = join(dir, 'data', 'warehouse', 'published', 'contribution', 'left_out.parquet');
    renameSync(kept, `${kept}.away`);
    const error = await rejectionOf(explained(dir, 'vacancy_rate'));
    renameSync(`${kept}.away`, kept);
    expect(error).toMatchObject({ code: 'CC-CFG-006' });
    expect(String(error)).toContain('Run carecount nightly --force.');
  });
});

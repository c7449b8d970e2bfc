import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explanationText } from '../../src/explore/explain/index.js';
import { temporaryFolder } from '../helpers/run-cli.js';
import { explained, explainedWorkspace, ODD_RATE, WRENFOLD } from './explain-workspace.js';

const folder = temporaryFolder();
let dir = '';

beforeAll(async () => {
  dir = await explainedWorkspace(folder.path);
});

afterAll(() => {
  folder.remove();
});

describe('an explanation', () => {
  it('names no workplace, file or worker of those that have not agreed to share', async () => {
    for (const [metric, role] of [
      ['vacancy_rate', undefined],
      ['turnover_rate', undefined],
      ['share_below_floor', '8'],
      ['hourly_pay_median', '8'],
    ] as const) {
      const explanation = await explained(dir, metric, role === undefined ? {} : { role });
      const text = explanationText(explanation, { contributors: Infinity });
      for (const each of [JSON.stringify(explanation), text]) {
        expect(each).toContain('alder');
        expect(each).not.toMatch(/cedar|worker-\d/);
      }
    }
  });

  it('tells of a median only how many workers are where', async () => {
    const explanation = await explained(dir, 'hourly_pay_median', { role: '8' });
    const { named, least_workers: least } = explanation.contributions;
    expect(named.map((each) => [each.workplace_id, each.numerator, each.worker_count])).toEqual([
      ['alder/HOME1', null, 12],
      ['elm/HOME1', null, 5],
      ['birch/HOME1', null, 4],
      ['dale/HOME1', null, 3],
    ]);
    expect(least).toBeNull();
    expect(JSON.stringify(explanation)).not.toContain(ODD_RATE);
  });

  it('tells the quartiles only where enough people are behind them', async () => {
    const here = await explained(dir, 'hourly_pay_median', { role: '8' });
    expect(here.quantiles.map(({ metric_id: id }) => id)).toEqual([
      'hourly_pay_p10',
      'hourly_pay_p25',
      'hourly_pay_p75',
      'hourly_pay_p90',
    ]);
    const there = await explained(dir, 'hourly_pay_median', { role: '8', area: WRENFOLD });
    expect(there.figure).toMatchObject({ status: 'low_base', shown: '£13.10 an hour' });
    expect(there.quantiles).toEqual([]);
  });

  it('tells no median that may not be published: of few, it is what one is paid', async () => {
    const { figure } = await explained(dir, 'hourly_pay_median', { role: '8', period: '2026-03' });
    expect(figure).toMatchObject({ status: 'suppressed', value: null, formula: null });
    expect(figure.shown).toBe('not shown: too few behind it');
  });

  it('puts workplaces of few workers together where the measure is about people', async () => {
    const { figure, contributions } = await explained(dir, 'share_below_floor', { role: '8' });
    expect(figure).toMatchObject({ numerator: 4, denominator: 30 });
    expect(contributions.named.map((each) => each.workplace_id)).toEqual([
      'alder/HOME1',
      'elm/HOME1',
    ]);
    expect(contributions.not_named).toMatchObject({
      workplaces: 3,
      without_consent: 1,
      with_few_workers: 2,
      numerator: 4,
      denominator: 13,
    });
    expect(contributions).toMatchObject({ adds_up: true, least_workers: 5 });
  });
});

describe('a figure about people that may not be published', () => {
  it('tells how many workers are where and none of its parts', async () => {
    const flags = { role: '8', period: '2026-03' };
    const explanation = await explained(dir, 'share_below_floor', flags);
    expect(explanation.figure).toMatchObject({
      status: 'suppressed',
      value: null,
      numerator: null,
      denominator: null,
      base_workers: 16,
    });
    const { named, adds_up: addsUp } = explanation.contributions;
    expect(named.map((each) => [each.workplace_id, each.numerator, each.worker_count])).toEqual([
      ['alder/HOME1', null, 11],
      ['elm/HOME1', null, 5],
    ]);
    expect(addsUp).toBe(true);
    expect(explanationText(explanation, { contributors: 20 })).toContain(
      'They add up to the figure: 16 workers.',
    );
  });

  it('is told where it is about posts, with its status', async () => {
    const { figure } = await explained(dir, 'vacancy_rate', { period: '2026-03' });
    expect(figure).toMatchObject({ status: 'suppressed', numerator: 1, shown: '5.9%' });
    expect(figure.status_words).toContain('NOT FOR PUBLICATION');
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { loadContracts } from '../../src/ingest/index.js';
import { loadMetrics } from '../../src/metrics/index.js';
import { listSql, sqlDir } from '../../src/warehouse/sql-file.js';

const LAYERS = ['staging', 'core', 'ops', 'metrics', 'comparison'];
const all = listSql(sqlDir);
const models = LAYERS.flatMap((layer) => listSql(join(sqlDir, layer)));
const nameOf = (path: string) => relative(sqlDir, path);
const textOf = (path: string) => readFileSync(path, 'utf8');
const bodyOf = (path: string) => textOf(path).replace(/^\/\*[\s\S]*?\n\*\/\n/, '');
const offenders = (paths: readonly string[], isWrong: (text: string) => boolean) =>
  paths.filter((path) => isWrong(bodyOf(path))).map(nameOf);

function reference(table: string): Record<string, string>[] {
  return Papa.parse<Record<string, string>>(textOf(join(sqlDir, 'reference', `${table}.csv`)), {
    header: true,
    skipEmptyLines: true,
  }).data;
}

describe('the SQL files', () => {
  it('end a model with its last CTE, which is called final', () => {
    expect(models.length).toBeGreaterThan(15);
    expect(offenders(models, (text) => !text.endsWith('\n)\n\nselect * from final\n'))).toEqual([]);
    expect(offenders(models, (text) => !/\bfinal as \(/.test(text))).toEqual([]);
  });

  it('have tests of their own', () => {
    const tests = listSql(join(import.meta.dirname, '../sql'), '.test.ts')
      .map(textOf)
      .join('\n');
    const untested = all
      .filter((path) => !/staging\/|metrics\//.test(nameOf(path)))
      .filter((path) => !existsSync(path.replace(/\.sql$/, '.test.yaml')))
      .map((path) => basename(path, '.sql'))
      .filter((name) => !tests.includes(name));
    expect(untested).toEqual([]);
  });

  it('are named after their layer', () => {
    const names = (layer: string) =>
      listSql(join(sqlDir, layer)).map((path) => basename(path, '.sql'));
    expect(names('core').filter((name) => !/^(dim|fct|int|bridge)_/.test(name))).toEqual([]);
    expect(names('staging').filter((name) => !/^stg_[a-z_]+__[a-z_]+$/.test(name))).toEqual([]);
    expect(names('checks').filter((name) => !/^check_/.test(name))).toEqual([]);
  });

  it('hold no line of a statement beyond 110 columns', () => {
    const long = all.flatMap((path) =>
      bodyOf(path)
        .split('\n')
        .filter((line) => line.length > 110 && !/^\s*'/.test(line))
        .map((line) => `${nameOf(path)}: ${line.length}`),
    );
    expect(long).toEqual([]);
  });

  it('are in lower case, without tabs and without spaces at the end of a line', () => {
    const keyword = /\b(SELECT|FROM|WHERE|JOIN|GROUP BY|ORDER BY|CASE|WHEN|WITH)\b/;
    expect(offenders(all, (text) => keyword.test(text.replace(/'[^']*'/g, '')))).toEqual([]);
    expect(all.filter((path) => /\t|[ ]\n/.test(textOf(path))).map(nameOf)).toEqual([]);
  });

  it('never PIVOT, which cannot be taken apart', () => {
    expect(offenders(all, (text) => /\bpivot\b/.test(text))).toEqual([]);
  });

  it('never ask the clock', () => {
    expect(
      offenders(all, (text) =>
        /\b(now|today|current_date|current_timestamp|random|uuid)\b/.test(text),
      ),
    ).toEqual([]);
  });
});

describe('the metrics', () => {
  it('have ids that are theirs alone', () => {
    const ids = loadMetrics().flatMap(({ header }) => header.measures.map((each) => each.id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(
      expect.arrayContaining([
        'vacancy_rate',
        'turnover_rate',
        'hourly_pay_median',
        'share_below_floor',
      ]),
    );
  });

  it('describe the columns that their measures are made of', () => {
    for (const { header } of loadMetrics()) {
      const made = header.measures.flatMap((each) =>
        each.kind === 'ratio'
          ? [each.numerator, each.denominator]
          : [each.kind === 'count' ? each.numerator : each.value],
      );
      expect(Object.keys(header.columns)).toEqual(expect.arrayContaining(made));
    }
  });
});

describe('the code lists', () => {
  it.each([
    ['area', 'area_code'],
    ['care_setting', 'care_setting'],
    ['cleaning_rule', 'rule'],
    ['employer_type', 'employer_type_code'],
    ['employment_status', 'employment_status_code'],
    ['ethnicity', 'ethnicity_code'],
    ['job_role', 'job_role_code'],
    ['main_service', 'main_service_code'],
    ['published_metric', 'metric_id'],
    ['qualification', 'qualification_code'],
    ['recruitment_source', 'recruitment_source_code'],
    ['rule_wording', 'rule'],
    ['service_user', 'service_user_code'],
    ['training_category', 'training_category_code'],
    ['wage_floor', 'valid_from'],
  ])('%s has each %s once', (table, key) => {
    const keys = reference(table).map((row) => row[key]);
    expect(keys.length).toBeGreaterThan(3);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).not.toContain('');
  });

  it('lead from a retired job role to one that stands', () => {
    const roles = reference('job_role');
    const current = roles
      .filter((row) => row['is_current'] === 'true')
      .map((row) => row['job_role_code']);
    for (const row of roles.filter((each) => each['is_current'] !== 'true'))
      expect(current).toContain(row['successor_job_role_code']);
  });

  it('say the same of a retired job role, with the day and the source', () => {
    const changes = new Map(
      reference('job_role_change').map((row) => [row['from_job_role_code'], row]),
    );
    for (const row of reference('job_role').filter((each) => each['is_current'] !== 'true')) {
      const change = changes.get(row['job_role_code']);
      expect(change?.['to_job_role_code']).toBe(row['successor_job_role_code']);
      expect(change?.['valid_from']).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(change?.['source']).not.toBe('');
    }
  });

  it('place each service in a setting that there is, and each area in an area that there is', () => {
    const settings = reference('care_setting').map((row) => row['care_setting']);
    for (const row of reference('main_service')) expect(settings).toContain(row['care_setting']);
    const areas = new Set(reference('area').map((row) => row['area_code']));
    const lost = reference('area_member').filter(
      (row) => !areas.has(row['area_code'] ?? '') || !areas.has(row['parent_area_code'] ?? ''),
    );
    expect(lost).toEqual([]);
  });

  it('name measures that there are: where a published figure stands, and what it stands beside', () => {
    const measures = loadMetrics().flatMap(({ header }) => header.measures.map(({ id }) => id));
    const besides = reference('published_metric').map((row) => row['beside_metric_id'] ?? '');
    expect([...measures, '']).toEqual(expect.arrayContaining(besides));
    const figures = reference('published_figure').map((row) => row['metric_id']);
    expect(measures).toEqual(expect.arrayContaining(figures));
  });

  it('have rates of pay that go up from age to age and from year to year', () => {
    const rows = reference('wage_floor');
    const steps = [
      'apprentice_gbp_hour',
      'age_16_17_gbp_hour',
      'age_18_20_gbp_hour',
      'nlw_gbp_hour',
    ];
    rows.forEach((row, index) => {
      const rates = steps.map((name) => Number(row[name]));
      expect([...rates].sort((a, b) => a - b)).toEqual(rates);
      const before = rows[index - 1];
      if (before !== undefined) {
        expect(String(before['valid_from']) < String(row['valid_from'])).toBe(true);
        for (const name of steps)
          expect(Number(row[name])).toBeGreaterThanOrEqual(Number(before[name]));
      }
    });
  });

  it('word every rule that a contract or a model can break', () => {
    const worded = reference('rule_wording').map((row) => row['rule']);
    const patterns = loadContracts().flatMap(({ columns }) =>
      columns.flatMap((column) => ('wide' in column ? [] : (column.pattern_rule ?? []))),
    );
    const typed = [
      'text_length',
      'required',
      'code_unknown',
      'number_format',
      'number_range',
      'date_format',
      'age_range',
      'postcode_format',
      'list_format',
      'list_length',
    ];
    const models = [
      ...(
        textOf(join(sqlDir, 'ops/finding.sql')) +
        textOf(join(sqlDir, 'core/int_cross_file_finding.sql'))
      ).matchAll(/'([a-z_]+)' as rule/g),
    ].map(([, rule]) => rule);
    expect(models.length).toBeGreaterThan(3);
    expect(worded).toEqual(expect.arrayContaining([...patterns, ...typed, ...models]));
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';
import { cataloguePage } from '../../src/metrics/catalogue-page.js';
import { loadMetrics } from '../../src/metrics/index.js';
import { family } from './helpers.js';

describe('docs/metrics.md', () => {
  const file = readFileSync(join(packageDir, 'docs', 'metrics.md'), 'utf8');

  it('is made of the headers as they are: `npm run docs` writes it', () => {
    expect(file).toBe(cataloguePage(loadMetrics()));
  });

  it('has a row for every measure', () => {
    const ids = loadMetrics().flatMap(({ header }) => header.measures.map(({ id }) => id));
    const rows = [...file.matchAll(/^\| `([a-z0-9_]+)` /gm)].map(([, id]) => id);

    expect([...rows].sort()).toEqual([...ids].sort());
  });
});

describe('cataloguePage', () => {
  it('says what a family is made for and what its measures are in', () => {
    const page = cataloguePage([
      family((header) => header.replace('example:', "cut_job_roles: ['8']\nexample:")),
    ]);

    expect(page).toContain(
      'Figures: over all, by care setting, by job role, by sector (job roles 8).',
    );
    expect(page).toContain('| `pay_median` Median pay | Invented. | pounds an hour; [u] under 50');
    expect(page).toContain('\n- None.\n');
  });
});

describe('the families that a workspace wants', () => {
  it('are the only ones made', () => {
    const names = loadMetrics(undefined, ['vacancy_rate', 'returns']).map(({ name }) => name);
    expect(names).toEqual(['returns', 'vacancy_rate']);
  });

  it('are each a file, else the nearest is named', () => {
    expect(() => loadMetrics(undefined, ['vacancy_rat'])).toThrow(
      /metrics\.families: expected names of files in sql\/metrics.*got vacancy_rat\. Write vacancy_rate/,
    );
  });
});

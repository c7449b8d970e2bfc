import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';
import { datasetsPage } from '../../src/ingest/contract/datasets-page.js';
import { loadContracts } from '../../src/ingest/contract/index.js';
import { contractJsonSchema } from '../../src/ingest/contract/json-schema.js';

type Node = { properties?: Record<string, Node>; description?: string; [key: string]: unknown };

/** The keys below a node of the schema that say nothing of themselves. */
function undescribed(node: unknown, path = ''): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { properties = {} } = node as Node;
  const own = Object.entries(properties)
    .filter(([, child]) => child.description === undefined && !OBVIOUS.test(path))
    .map(([key]) => `${path}.${key}`);
  const below = Object.entries(node).flatMap(([key, child]) =>
    undescribed(child, `${path}/${key}`),
  );
  return [...own, ...below];
}

/** Parts that the key above them explains. */
const OBVIOUS = /data_rows|delivery|variants|context/;

describe('docs/contract.schema.json', () => {
  it('is the schema that contracts are checked by: `npm run docs` writes it', () => {
    const file = readFileSync(join(packageDir, 'docs', 'contract.schema.json'), 'utf8');
    expect(file).toBe(contractJsonSchema());
  });

  it('says of each key what it means', () => {
    expect(undescribed(JSON.parse(contractJsonSchema()))).toEqual([]);
  });
});

describe('docs/datasets.md', () => {
  it('lists every contract as it is: `npm run docs` writes it', () => {
    const file = readFileSync(join(packageDir, 'docs', 'datasets.md'), 'utf8');
    expect(file).toBe(datasetsPage(loadContracts()));
  });
});

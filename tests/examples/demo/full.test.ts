import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readInbox } from './inbox.js';
import { naiveFindings } from './naive.js';
it('full', () => {
  const dir = '/tmp/demo1';
  const planted = JSON.parse(readFileSync(dir + '/data/planted.json', 'utf8'));
  const months = readInbox(dir + '/data/inbox', planted);
  const postcodes = new Set(
    readFileSync(dir + '/reference/postcodes.csv', 'utf8')
      .split('\n')
      .map((l) => l.split(',')[0] ?? ''),
  );
  expect(naiveFindings(months, postcodes)).toEqual(
    planted.findings.map((f: any) => `${f.path} ${f.record} ${f.column} ${f.rule}`).sort(),
  );
});

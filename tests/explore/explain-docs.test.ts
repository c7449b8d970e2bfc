import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';
import { explanationSchema } from '../../src/explore/explain/index.js';

describe('docs/explain.md', () => {
  const text = readFileSync(join(packageDir, 'docs', 'explain.md'), 'utf8');
  const keys = [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key ?? '');

  it('has every key of the JSON, and none that is not one', () => {
    expect(keys).toEqual(Object.keys(explanationSchema.shape));
  });
});

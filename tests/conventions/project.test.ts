import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';
import { ERROR_CODES } from '../../src/errors.js';

const manifest = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};

describe('package.json', () => {
  it('pins every package to one version', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});

describe('docs/errors.md', () => {
  const text = readFileSync(join(packageDir, 'docs/errors.md'), 'utf8');
  const rows = [...text.matchAll(/^\| (\d+) \| (CC-[A-Z]{3}-\d{3}) \|/gm)].map(([, exit, code]) => [
    code,
    Number(exit),
  ]);

  it('has every error code with its exit code, and none that is not one', () => {
    const known = Object.entries(ERROR_CODES).map(([code, { exit }]) => [code, exit]);
    expect([...rows].sort()).toEqual([...known].sort());
  });
});

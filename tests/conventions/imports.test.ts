import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';

const SRC = join(packageDir, 'src');

interface Import {
  readonly from: string;
  readonly to: string;
  /** Types are gone when the program runs. */
  readonly isType: boolean;
  readonly isLazy: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .sort();
const textOf = (file: string) => readFileSync(join(SRC, file), 'utf8');

/** Every import of the sources: files as their path below src, packages by name. */
const imports: readonly Import[] = files.flatMap((file) => {
  const found = textOf(file).matchAll(
    /(?:^|\n)(?:import|export)\s+(type\s)?[^;'"]*?from\s*'([^']+)'|(?:^|\n)import\s*'([^']+)'|import\(\s*'([^']+)'/g,
  );
  return [...found].map(([, type, from, bare, lazy]) => {
    const target = from ?? bare ?? lazy ?? '';
    const to = target.startsWith('.')
      ? relative(SRC, resolve(SRC, dirname(file), target)).replace(/\.js$/, '.ts')
      : target;
    return { from: file, to, isType: type !== undefined, isLazy: lazy !== undefined };
  });
});

const FIVE = ['ingest', 'transform', 'metrics', 'reports', 'explore'];
const FLOOR = [
  'errors.ts',
  'log.ts',
  'period.ts',
  'config.ts',
  'cleaning.ts',
  'markup.ts',
  'schema-keys.ts',
  'settings-file.ts',
  'paper-files.ts',
  'setting-kinds.ts',
  'delivery-settings.ts',
];
/** What puts the five together, from the top down. */
const STEPS = [
  'nightly.ts',
  'build.ts',
  'column-lineage.ts',
  'report.ts',
  'deliver.ts',
  'published-tables.ts',
  'require-checks.ts',
  'empty-warehouse.ts',
  'model-tests.ts',
];
const top = (path: string): string => path.split('/')[0] ?? path;
const isOwn = (path: string): boolean => files.includes(path);
const show = ({ from, to }: Import): string => `${from} -> ${to}`;

describe('the sources', () => {
  it('are read by these tests', () => {
    expect(files.length).toBeGreaterThan(60);
    expect(imports.map(show)).toContain('nightly.ts -> warehouse/lock.ts');
    expect(imports.map(show)).toContain('cli.ts -> cli/nightly.ts');
  });

  it('import only files that are there', () => {
    const lost = imports.filter(({ to }) => /\.ts$/.test(to) && !isOwn(to) && !to.startsWith('..'));
    expect(lost.map(show)).toEqual([]);
  });

  it.each(FIVE)('in %s import none of the other four, nor what stands above them', (folder) => {
    const across = imports.filter(({ from, to }) => {
      if (top(from) !== folder || !isOwn(to)) return false;
      return ![folder, 'warehouse', ...FLOOR].includes(top(to));
    });
    expect(across.map(show)).toEqual([]);
  });

  it('in warehouse import only the floor', () => {
    const up = imports.filter(
      ({ from, to }) =>
        top(from) === 'warehouse' && isOwn(to) && !['warehouse', ...FLOOR].includes(top(to)),
    );
    expect(up.map(show)).toEqual([]);
  });

  it('on the floor import only each other', () => {
    const up = imports.filter(
      ({ from, to }) => FLOOR.includes(from) && isOwn(to) && !FLOOR.includes(to),
    );
    expect(up.map(show)).toEqual([]);
  });

  it('that put the steps together do not know the command line', () => {
    const up = imports.filter(({ from, to }) => STEPS.includes(from) && top(to).startsWith('cli'));
    expect(up.map(show)).toEqual([]);
  });

  it('meet the five folders by their public face where they have one', () => {
    const past = imports.filter(
      ({ from, to }) =>
        isOwn(to) &&
        FIVE.includes(top(to)) &&
        top(from) !== top(to) &&
        !top(from).startsWith('cli') &&
        !/\/index\.ts$/.test(to),
    );
    expect(past.map(show)).toEqual([]);
  });

  it('import the driver of the database in warehouse only', () => {
    const elsewhere = imports.filter(
      ({ from, to }) => to.startsWith('@duckdb/') && top(from) !== 'warehouse',
    );
    expect(elsewhere.map(show)).toEqual([]);
  });

  it('import packages that package.json has', () => {
    const manifest = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const packages = imports
      .map(({ to }) => to)
      .filter((to) => !to.startsWith('node:') && !/\.ts$/.test(to) && !to.startsWith('..'))
      .map((to) =>
        to
          .split('/')
          .slice(0, to.startsWith('@') ? 2 : 1)
          .join('/'),
      );
    expect([...new Set(packages)].filter((name) => !(name in manifest.dependencies))).toEqual([]);
  });

  it('look at the clock only where the program begins', () => {
    const late = files.filter(
      (file) =>
        /new Date\(\)|Date\.now\(/.test(textOf(file)) &&
        !top(file).startsWith('cli') &&
        !['nightly.ts', 'report.ts'].includes(file),
    );
    expect(late).toEqual([]);
  });

  it('export names, one by one', () => {
    const whole = files.filter((file) => /^export (default|\*)/m.test(textOf(file)));
    expect(whole).toEqual([]);
  });

  it('read the environment at the edge only', () => {
    const inner = files.filter(
      (file) =>
        /process\.env/.test(textOf(file)) &&
        !top(file).startsWith('cli') &&
        ![
          'ingest/secret.ts',
          'ingest/connectors/effects.ts',
          'reports/delivery/effects.ts',
        ].includes(file),
    );
    expect(inner).toEqual([]);
  });

  it('load each command only when it is called', () => {
    const commands = readdirSync(join(SRC, 'cli')).filter((name) => {
      const command = basename(name, '.ts').replace(/(?:^|-)(\w)/g, (_, letter: string) =>
        letter.toUpperCase(),
      );
      return textOf(`cli/${name}`).includes(`function run${command}(`);
    });
    const lazy = imports
      .filter(({ from, isLazy }) => from === 'cli.ts' && isLazy)
      .map(({ to }) => to);
    const eager = imports
      .filter(({ from, isLazy, isType }) => from === 'cli.ts' && !isLazy && !isType)
      .map(({ to }) => to);
    expect(commands.length).toBeGreaterThan(6);
    for (const name of commands) {
      expect(lazy).toContain(`cli/${name}`);
      expect(eager).not.toContain(`cli/${name}`);
    }
  });

  it.each(['cli.ts'])('%s loads no heavy package before a command is called', (entry) => {
    const seen = new Set<string>();
    const visit = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const { from, to, isLazy, isType } of imports)
        if (from === file && !isLazy && !isType) visit(to);
    };
    visit(entry);
    expect([...seen].filter((name) => !/\.ts$/.test(name) && !name.startsWith('node:'))).toEqual([
      'commander',
    ]);
  });
});

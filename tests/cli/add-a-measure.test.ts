import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';
import { carecount, temporaryFolder, type Outcome } from '../helpers/run-cli.js';

const PAGE = readFileSync(join(packageDir, 'docs', 'add-a-measure.md'), 'utf8');
const FIXTURE = join(packageDir, 'tests', 'fixtures', 'three-providers', 'workspace');

/** As the fixture has one that is planned to be. */
const A_FILE_IS_REJECTED = 11;

const folder = temporaryFolder();
const dir = join(folder.path, 'workspace');

/** The first block of a language on the page that begins so. */
function block(language: string, start: string): string {
  const blocks = [...PAGE.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))];
  const found = blocks.map(([, text = '']) => text).find((text) => text.startsWith(start));
  if (found === undefined) throw new Error(`the page has no block of ${language} with ${start}`);
  return found;
}

/** Runs a command of the page in the workspace. */
function follow(start: string): Outcome {
  const words = [...block('sh', start).matchAll(/"([^"]*)"|(\S+)/g)];
  return carecount(
    words.slice(1).map(([, quoted, plain]) => quoted ?? plain ?? ''),
    dir,
  );
}

/** Changes a file of the provider alder's newest return. */
function change(file: string, from: RegExp, to: string): void {
  const path = join(dir, 'inbox', 'alder', '2026-04', file);
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(path, text.replace(from, to));
}

/** Registers alder's workplace with the CQC, and makes its first worker the registered manager. */
function register(): void {
  change('workplaces.csv', /,0,,,2,2,/, ',2,1-1000000001,1-2000000001,2,2,');
  change('workers.csv', /^(A1,1,UPDATE.*),12\.71,8,/m, '$1,12.71,4,');
}

beforeAll(() => {
  cpSync(FIXTURE, dir, { recursive: true });
  const families = ['hourly_pay', 'registered_manager', 'returns', 'turnover_rate', 'vacancy_rate'];
  appendFileSync(join(dir, 'carecount.yaml'), `metrics: {families: [${families.join(', ')}]}\n`);
  register();
  const files = {
    'sql/metrics/registered_manager.sql': block('sql', '/*'),
    'sql/metrics/registered_manager.test.yaml': block('yaml', 'defaults'),
  };
  for (const [path, text] of Object.entries(files)) {
    expect(PAGE).toContain(`\`${path}\``);
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
});

afterAll(() => {
  folder.remove();
});

describe('the measure of docs/add-a-measure.md', () => {
  it('passes the tests beside it', () => {
    const { code, stdout } = follow('carecount test');
    expect(stdout).toContain('metrics.registered_manager: 3 of 3');
    expect(code).toBe(0);
  });

  it('is named by the plan', () => {
    expect(carecount(['plan'], dir).stdout).toContain('registered_manager_share');
  });

  it('is made by the night, of the registered workplaces alone', () => {
    expect(carecount(['nightly', '--quiet'], dir).code).toBe(A_FILE_IS_REJECTED);
    const { stdout } = follow('carecount sql');
    expect(stdout).toMatchInlineSnapshot(`
      "area_name                     value  base_workplaces  status
      -----------------------  ----------  ---------------  -------------
      Ottermere                1.00000000                1  suppressed
      Wrenfold                                           0  not_available
      Ottermere Partnership    1.00000000                1  suppressed
      Not placed in a council                            0  not_available
      "
    `);
    const explained = carecount(
      ['explain', 'registered_manager_share', '--area', 'X47000009', '--json'],
      dir,
    );
    expect(JSON.parse(explained.stdout)).toMatchObject({ figure: { value: 1 } });
  });

  it('has the lineage that the page asks for', () => {
    const { stdout } = carecount(
      ['lineage', 'metrics.measure.value', '--metric', 'registered_manager_share'],
      dir,
    );
    expect(stdout).toContain('MAINJOBROLE');
  });
});

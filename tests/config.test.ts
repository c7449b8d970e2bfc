import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  nameOfFetched,
  openWorkspace,
  packageDir,
  parseConfig,
  programVersion,
} from '../src/config.js';
import { CarecountError } from '../src/errors.js';
import { SMALL_CONFIG, tempDir, thrownBy } from './helpers/workspace.js';

function faultOf(text: string): { code: string; message: string } {
  const error = thrownBy(() => parseConfig(text));
  if (!(error instanceof CarecountError)) throw error;
  return error;
}

const withLines = (...lines: string[]) => `${SMALL_CONFIG}${lines.join('\n')}\n`;

describe('parseConfig', () => {
  it('names the line, the key and the nearest key of a typo', () => {
    expect(faultOf(withLines('retturns:', '  stale_after_months: 2'))).toMatchObject({
      code: 'CC-CFG-002',
      message: expect.stringMatching(
        /^carecount\.yaml line 11: expected one of the keys version, .*; got "retturns"\. Did you mean "returns"\?$/,
      ) as string,
    });
  });

  it('names the path of a nested key it does not know', () => {
    const { message } = faultOf(withLines('disclosure:', '  public:', '    min_worker: 5'));
    expect(message).toContain('carecount.yaml line 13');
    expect(message).toContain(
      'under disclosure.public one of the keys min_workers, min_workplaces',
    );
    expect(message).toContain('got "min_worker". Did you mean "min_workers"?');
  });

  it('knows the keys of an item of a list', () => {
    const { message } = faultOf(SMALL_CONFIG.replace('    path:', '    paht:'));
    expect(message).toContain('under sources.0 one of the keys id, kind, path, pattern');
    expect(message).toContain('line 9');
    expect(message).toContain('Did you mean "path"?');
  });

  it('names the line of the key that is wrong, not of its namesake elsewhere', () => {
    expect(faultOf(withLines('packs:', '  name: briefing')).message).toContain('line 12');
  });

  it('lets a profile say only what differs from the default', () => {
    const { disclosure } = parseConfig(withLines('disclosure: { public: { min_workers: 12 } }'));
    expect(disclosure.public).toMatchObject({ min_workers: 12, min_workplaces: 3 });
  });

  it('names the nearest threshold of cleaning, and refuses one out of its range', () => {
    const typo = faultOf(withLines('cleaning: { staff_form: 2 }')).message;
    expect(typo).toContain('got "staff_form". Did you mean "staff_from"?');
    const range = faultOf(withLines('cleaning: { least_share_of_floor: 70 }')).message;
    expect(range).toContain('cleaning.least_share_of_floor');
  });

  it('refuses a pattern with a part that it would take literally', () => {
    const text = SMALL_CONFIG.replace('{yyyy-mm}', '{yyyymm}');
    expect(faultOf(text).message).toContain('sources.0.pattern');
  });

  it('refuses two sources under one id', () => {
    const [, source = ''] = SMALL_CONFIG.split('sources:\n');
    expect(
      faultOf(`${SMALL_CONFIG}${source.replace('data/inbox', 'elsewhere')}`).message,
    ).toContain('returns');
  });

  it('says to take out a key that is near to none', () => {
    expect(faultOf(withLines('zymurgy: 1')).message).toContain('got "zymurgy". Take the key out.');
  });

  it.each([
    ['version: 1', 'version: 2', 'line 1: expected version to be 1; got 2'],
    [
      'name: Lower',
      'name: 7 # Lower',
      'line 4: expected partnership.name to be of type string; got 7',
    ],
    [
      'kind: folder',
      'kind: ftp',
      'line 8: expected sources.0.kind to be folder or https or sftp; got "ftp"',
    ],
    [
      'kind: folder',
      'kind: sftp',
      'line 7: expected sources.0.host to be of type string; got nothing',
    ],
    [
      'code: X47000009',
      'code: x47',
      'line 3: expected partnership.code to be an area code such as E06000052; got "x47"',
    ],
    [
      '[X06000091, X06000092]',
      '[]',
      'line 5: expected partnership.councils to be at least 1; got []',
    ],
    [
      'id: returns',
      'id: My Returns',
      'line 7: expected sources.0.id to be lower-case letters, digits and _; got "My Returns"',
    ],
    [
      "'{submitter}/{yyyy-mm}/**'",
      "'{provider}/**'",
      'line 10: expected sources.0.pattern to be a pattern of {submitter}, {yyyy-mm}, * and **; got "{provider}/**"',
    ],
  ])('says what stands in place of "%s" when it is "%s"', (good, bad, expected) => {
    expect(faultOf(SMALL_CONFIG.replace(good, bad)).message).toBe(
      `carecount.yaml ${expected}. Mend the value and run again.`,
    );
  });

  it.each([
    ['returns: { stale_after_months: 61 }', 'returns.stale_after_months to be at most 60; got 61'],
    ['returns: { stale_after_months: -1 }', 'returns.stale_after_months to be at least 0; got -1'],
    ['packs: { audience: press }', 'packs.audience to be public or internal; got "press"'],
    ['packs: { areas: some }', 'packs.areas to be "all" or a list of area codes; got "some"'],
    ['limits: { memory: lots }', 'limits.memory to be a size such as 2GB; got "lots"'],
    ['limits: { threads: 0 }', 'limits.threads to be at least 1; got 0'],
    ['retention: { runs: 1 }', 'retention.runs to be at least 2; got 1'],
    [
      'disclosure: { public: { min_workers: 9.5 } }',
      'disclosure.public.min_workers to be of type int; got 9.5',
    ],
  ])('refuses %s', (line, expected) => {
    expect(faultOf(withLines(line)).message).toContain(`line 11: expected ${expected}.`);
  });

  it('says that a required key is not there', () => {
    const { message } = faultOf(SMALL_CONFIG.replace('  name: Lower Wittle Partnership\n', ''));
    expect(message).toContain('expected partnership.name to be of type string; got nothing');
  });

  it('names the line at which a text stops being YAML', () => {
    const { code, message } = faultOf('version: 1\npartnership: [\n  code: "X');
    expect(code).toBe('CC-CFG-002');
    expect(message).toMatch(
      /^carecount\.yaml line \d+: expected YAML; got .+\. Mend the line and run again\.$/,
    );
    expect(message).not.toContain('\n');
  });

  it.each(['', '# nothing but a comment\n', 'just a sentence'])('refuses the text "%s"', (text) => {
    expect(faultOf(text).message).toContain('expected the file to be of type object');
  });

  it('takes a key given twice for a fault', () => {
    expect(faultOf(withLines('version: 1')).message).toContain('line 11');
  });

  it('fills in what a small file leaves out', () => {
    expect(parseConfig(SMALL_CONFIG)).toEqual({
      version: 1,
      demonstration: false,
      partnership: {
        code: 'X47000009',
        name: 'Lower Wittle Partnership',
        councils: ['X06000091', 'X06000092'],
      },
      sources: [
        {
          id: 'returns',
          kind: 'folder',
          path: 'data/inbox',
          pattern: '{submitter}/{yyyy-mm}/**',
          include: '**',
          settle_seconds: 10,
        },
      ],
      geography: {},
      returns: { stale_after_months: 6 },
      cleaning: {
        posts_from: 3,
        posts_differ_below: 5,
        posts_differ_below_share: 0.1,
        staff_from: 1,
        staff_to: 3000,
        beds_from: 1,
        beds_to: 500,
        posts_per_bed_tail: 0.025,
        posts_per_bed_low: 0.75,
        posts_per_bed_high: 5,
        fewest_homes_in_band: 20,
        grouped_posts_care_home: 25,
        grouped_posts_other: 50,
        grouped_times_beds: 4,
        grouped_times_provider_beds: 3,
        grouped_times_people: 2.5,
        grouped_times_provider_people: 1.5,
        purge_after_months: 24,
        repeated_after_months: 6,
        least_share_of_floor: 0.7,
        most_pay_direct_care: 40,
        most_pay_other: 60,
        most_pay_regulated_professions: 100,
        most_pay_managers: 100,
        weeks_in_year: 52.143,
      },
      metrics: {},
      sharing: { require_la_permission: true },
      disclosure: {
        public: {
          min_workers: 10,
          min_workplaces: 3,
          min_organisations: 3,
          min_workers_for_percentiles: 20,
          round_counts_to: 5,
        },
        internal: {
          min_workers: 5,
          min_workplaces: 2,
          min_organisations: 1,
          min_workers_for_percentiles: 10,
          round_counts_to: 1,
        },
      },
      packs: {
        audience: 'public',
        areas: 'all',
        formats: ['html', 'pdf', 'docx', 'xlsx', 'csv', 'png'],
        pdf_engine: 'typst',
        chromium: 'chromium',
      },
      retention: { runs: 7 },
      limits: { memory: '2GB' },
    });
  });

  it('keeps a pattern that names no provider', () => {
    expect(
      parseConfig(SMALL_CONFIG.replace("'{submitter}/{yyyy-mm}/**'", "'**'")).sources[0]?.pattern,
    ).toBe('**');
  });
});

const HTTPS = `  - id: register
    kind: https
    urls:
      - url: https://data.example/files/locations.csv
`;
const SFTP = `  - id: transfer
    kind: sftp
    host: sftp.example
    username: care
    host_key: SHA256:${'a'.repeat(43)}
    path: /outgoing
    key_file: keys/sftp
`;
const withSource = (source: string) => SMALL_CONFIG.replace(/ {2}- id: [^]*$/, source);

describe('a source', () => {
  it('of kind https needs no more than an address', () => {
    expect(parseConfig(withSource(HTTPS)).sources).toEqual([
      {
        id: 'register',
        kind: 'https',
        urls: [{ url: 'https://data.example/files/locations.csv' }],
        pattern: '**',
        headers_env: {},
        allowed_hosts: [],
        max_bytes: 500_000_000,
        timeout_seconds: 120,
        retries: 4,
      },
    ]);
  });

  it('of kind sftp has a port, a pattern and times by default', () => {
    expect(parseConfig(withSource(SFTP)).sources).toEqual([
      {
        id: 'transfer',
        kind: 'sftp',
        host: 'sftp.example',
        port: 22,
        username: 'care',
        host_key: `SHA256:${'a'.repeat(43)}`,
        path: '/outgoing',
        pattern: '{submitter}/**',
        include: '**',
        key_file: 'keys/sftp',
        settle_seconds: 10,
        timeout_seconds: 120,
      },
    ]);
  });

  it.each([
    ['folder', SMALL_CONFIG.replace('    path:', '    usernam: x\n    path:'), 'id, kind, path'],
    ['https', withSource(`${HTTPS}    retires: 2\n`), 'Did you mean "retries"?'],
    ['https', withSource(`${HTTPS}        nmae: a.csv\n`), 'Did you mean "name"?'],
    ['sftp', withSource(SFTP.replace('host_key', 'hostkey')), 'Did you mean "host_key"?'],
  ])('of kind %s knows the keys of its own kind', (_, text, expected) => {
    expect(faultOf(text).message).toContain(expected);
  });

  it.each([
    ['http://data.example/a.csv', false],
    ['https://data.example/a.csv', true],
    ['http://127.0.0.1:8080/a.csv', true],
    ['http://localhost/a.csv', true],
    ['http://localhost.example/a.csv', false],
    ['https://care:secret@data.example/a.csv', false],
    ['ftp://data.example/a.csv', false],
    ['data.example/a.csv', false],
  ])('of kind https may or may not fetch %s', (url, expected) => {
    const text = withSource(HTTPS.replace('https://data.example/files/locations.csv', url));
    if (expected) expect(parseConfig(text).sources).toHaveLength(1);
    else expect(faultOf(text).message).toContain('expected sources.0.urls.0.url to be an https:');
  });

  it.each(['../a.csv', '/a.csv', 'a//b.csv', 'a/./b.csv', 'a/', '""'])(
    'of kind https refuses the name %s',
    (name) => {
      const text = withSource(`${HTTPS}        name: ${name}\n`);
      expect(faultOf(text).message).toContain('expected sources.0.urls.0.name to be a path');
    },
  );

  it('of kind https refuses two addresses that would have one name', () => {
    const other = '      - url: https://other.example/locations.csv?v=2\n';
    expect(faultOf(withSource(`${HTTPS}${other}`)).message).toContain('no name stands twice');
  });

  it('of kind https gives its secrets by the names of environment variables only', () => {
    const text = withSource(`${HTTPS}    headers_env: { Authorization: Bearer abc }\n`);
    const { message } = faultOf(text);
    expect(message).toContain('the name of an environment variable; got something else');
    expect(message).not.toContain('Bearer abc');
  });

  it.each([
    ['a password within an address', HTTPS.replace('https://', 'https://ann:hunter2@')],
    ['a password where the name of a variable belongs', `${SFTP}    password_env: hunter2 it is\n`],
  ])('never prints %s', (_, source) => {
    const { message } = faultOf(withSource(source));
    expect(message).toContain('got something else');
    expect(message).not.toContain('hunter2');
  });

  it('of kind sftp refuses to go without a host key', () => {
    expect(faultOf(withSource(SFTP.replace(/ {4}host_key.*\n/, ''))).message).toContain(
      'line 7: expected sources.0.host_key to be of type string; got nothing',
    );
    expect(faultOf(withSource(SFTP.replace('SHA256:', 'MD5:'))).message).toContain(
      'ssh-keygen -lf',
    );
  });

  it.each([
    ['neither a key nor a password', SFTP.replace(/ {4}key_file.*\n/, '')],
    ['both a key and a password', `${SFTP}    password_env: CARE_PASSWORD\n`],
  ])('of kind sftp refuses %s', (_, source) => {
    expect(faultOf(withSource(source)).message).toContain(
      'expected sources.0.key_file to be named, or password_env in its place, and not both',
    );
  });
});

describe('the examples of docs/configuration.md', () => {
  const text = readFileSync(join(packageDir, 'docs/configuration.md'), 'utf8');
  const examples = [...text.matchAll(/^```yaml\nsources:\n([^]*?)^```$/gm)];

  it('show a source of each kind, as it may be written', () => {
    const kinds = examples.map(
      ([, source]) => parseConfig(withSource(source ?? '')).sources[0]?.kind,
    );
    expect(kinds).toEqual(['folder', 'https', 'sftp']);
  });
});

describe('nameOfFetched', () => {
  it.each([
    ['https://data.example/files/locations.csv?v=2', 'locations.csv'],
    ['https://data.example/files/', 'files'],
    ['https://data.example/', 'data.example'],
  ])('names what comes from %s %s', (url, name) => {
    expect(nameOfFetched({ url })).toBe(name);
  });
});

describe('openWorkspace', () => {
  it('says how to make a workspace where there is none', () => {
    const dir = tempDir();
    expect(thrownBy(() => openWorkspace(dir))).toMatchObject({
      code: 'CC-CFG-001',
      exitCode: 10,
      message: expect.stringContaining(
        `${join(dir, 'carecount.yaml')}: expected a workspace's settings; got no such file. Run \`carecount init DIR\``,
      ) as string,
    });
  });

  it('lays everything it writes below data/, and the secret beside it', () => {
    const dir = tempDir();
    writeFileSync(join(dir, 'carecount.yaml'), SMALL_CONFIG);
    const { config, dir: opened, configPath, ...places } = openWorkspace(dir);
    expect([opened, configPath]).toEqual([dir, join(dir, 'carecount.yaml')]);
    expect(config.partnership.name).toBe('Lower Wittle Partnership');
    expect(places).toEqual({
      rawDir: join(dir, 'data/raw'),
      ledgerDir: join(dir, 'data/ledger'),
      warehouseDir: join(dir, 'data/warehouse'),
      packsDir: join(dir, 'data/packs'),
      publishedLink: join(dir, 'data/warehouse/published'),
      secretPath: join(dir, '.carecount/secret'),
    });
  });

  it("reads the repository's own settings, and they are the demonstration's", () => {
    const { config } = openWorkspace(packageDir);
    expect(config.demonstration).toBe(true);
    expect(config.partnership.councils).toHaveLength(4);
  });
});

describe('programVersion', () => {
  it("is the package's", () => {
    const manifest = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(programVersion()).toBe(manifest.version);
  });
});

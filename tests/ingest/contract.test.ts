import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';
import { loadContracts } from '../../src/ingest/index.js';
import { alternatives, isWide, namedColumns } from '../../src/ingest/contract/index.js';
import { headerDrift } from '../../src/ingest/drift.js';
import { findTable } from '../../src/ingest/layout/find-table.js';
import { tempDir, thrownBy } from '../helpers/workspace.js';
import { contractText } from './helpers/contracts.js';
import { WORKER_HEADER, WORKPLACE_HEADER } from './helpers/files.js';
import { CONTRACTS } from './helpers/staging.js';

const REFERENCE = join(packageDir, 'sql/reference');
const SMALL = `id: beds
title: Beds
description: How many beds.
grain: one row per home
source: invented
recognise: [HOME, BEDS]
identity: [HOME]
reject_above_bad_share: 0.1
reject_from_bad_rows: 5
variants: [{ id: '1', without: [] }]
columns:
  - { name: HOME, as: home_id, type: id, required: true, scope: row, description: The home }
  - { name: BEDS, as: bed_count, type: integer, description: How many }
`;

function load(text: string, referenceDir = REFERENCE) {
  const dir = tempDir();
  writeFileSync(join(dir, 'beds.yaml'), text);
  return loadContracts(undefined, dir, referenceDir);
}

/** The words of the fault that a contract is refused with. */
function faultOf(text: string): string {
  const thrown = thrownBy(() => load(text));
  expect(thrown).toMatchObject({ code: 'CC-CFG-005' });
  return (thrown as Error).message;
}

describe('loadContracts', () => {
  it('reads the contracts of a folder by name, each with a fingerprint', () => {
    const ids = CONTRACTS.map((each) => each.id);
    expect(ids).toEqual(expect.arrayContaining(['asc_wds_worker', 'asc_wds_workplace']));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { fingerprint } of CONTRACTS) expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    [
      'reject_above_bad_share: 0.1',
      'reject_above_bad_share: 10%',
      'beds.yaml reject_above_bad_share',
    ],
    ['recognise: [HOME, BEDS]', 'recognise: []', 'beds.yaml recognise'],
    ['recognise: [HOME, BEDS]', 'recognise: HOME', 'beds.yaml recognise'],
    ['identity: [HOME]', 'identity: HOME', 'beds.yaml identity'],
    ['title: Beds', 'title: Beds\nlayout: { ends_at: blank }', 'beds.yaml layout.ends_at'],
    ['title: Beds', "title: Beds\nlayout: { unpivot: '(' }", 'beds.yaml layout.unpivot'],
    ['as: bed_count', 'as: BedCount', 'beds.yaml columns.1.as'],
    ['as: bed_count, ', '', 'beds.yaml columns.1.as'],
    ['type: integer', 'type: number', 'beds.yaml columns.1.type'],
    ['type: integer', 'type: integer, markers: { c: hidden }', 'beds.yaml columns.1.markers.c'],
    ['grain: one row per home\n', '', 'beds.yaml grain'],
    ['title: Beds', 'title: Beds\ntiltle: Beds', 'tiltle'],
  ])('names the key where "%s" is "%s"', (good, bad, expected) => {
    expect(thrownBy(() => load(SMALL.replace(good, bad)))).toMatchObject({
      code: 'CC-CFG-005',
      message: expect.stringContaining(expected) as string,
    });
  });

  it.each([
    ['title: Beds', 'titel: Beds', 'beds.yaml titel:', 'title'],
    ['title: Beds', 'title: Beds\nlayot: {}', 'beds.yaml layot:', 'layout'],
    ['type: integer', 'typ: integer', 'beds.yaml columns.1.typ:', 'type'],
    ['type: integer', 'type: integer, requird: true', 'beds.yaml columns.1.requird:', 'required'],
    [
      'title: Beds',
      'title: Beds\nlayout: { header: { row: 2 } }',
      'beds.yaml layout.header.row:',
      'rows',
    ],
    [
      'title: Beds',
      'title: Beds\nlayout: { end_at: blank_row }',
      'beds.yaml layout.end_at:',
      'ends_at',
    ],
    [
      'title: Beds',
      "title: Beds\nlayout: { rows: [{ colum: HOME, matches: '^x', is: note }] }",
      'beds.yaml layout.rows.0.colum:',
      'column',
    ],
    [
      'title: Beds',
      "title: Beds\nrules: [{ id: a, whn: 'true', column: BEDS, message: m }]",
      'beds.yaml rules.0.whn:',
      'when',
    ],
    [
      'title: Beds',
      'title: Beds\ndelivery: { submiter: HOME }',
      'beds.yaml delivery.submiter:',
      'submitter',
    ],
    [
      "variants: [{ id: '1', without: [] }]",
      "variants: [{ id: '1', witout: [] }]",
      'beds.yaml variants.0.witout:',
      'without',
    ],
    [
      'title: Beds',
      'title: Beds\ndata_rows: { column: HOME, value: [x] }',
      'beds.yaml data_rows.value:',
      'values',
    ],
  ])('names the file, the key and the nearest key where "%s" is "%s"', (good, bad, where, near) => {
    const message = faultOf(SMALL.replace(good, bad));
    expect(message).toContain(where);
    expect(message).toContain(`Did you mean "${near}"?`);
  });

  it('names the place of a wrong key among the context, whose items are of three kinds', () => {
    const message = faultOf(
      SMALL.replace('title: Beds', "title: Beds\nlayout: { context: [{ name: '@x', shet: '.' }] }"),
    );
    expect(message).toContain('beds.yaml layout.context.0');
  });

  it.each([
    ['recognise: [HOME, BEDS]', 'recognise: [HOME, BED]', 'beds.yaml recognise', 'BEDS', '"BED"'],
    ['identity: [HOME]', 'identity: [HOMES]', 'beds.yaml identity', 'HOME', '"HOMES"'],
    [
      'identity: [HOME]',
      "identity: [HOME]\nrules: [{ id: a, when: 'true', column: BEDZ, message: m }]",
      'beds.yaml rules',
      'BEDS',
      '"BEDZ"',
    ],
    [
      'identity: [HOME]',
      'identity: [HOME]\ndata_rows: { column: HOMEE, values: [x] }',
      'beds.yaml data_rows',
      'HOME',
      '"HOMEE"',
    ],
  ])(
    'names the nearest column where "%s" is "%s", which names none',
    (good, bad, where, near, got) => {
      const message = faultOf(SMALL.replace(good, bad));
      expect(message).toContain(`${where}: expected the name of one of its columns`);
      expect(message).toContain(`such as ${near}`);
      expect(message).toContain(`got ${got}`);
    },
  );

  it('refuses two columns of one name in the warehouse', () => {
    expect(faultOf(SMALL.replace('as: bed_count', 'as: home_id'))).toContain(
      'beds.yaml columns: expected each `as` once; got "home_id" twice',
    );
  });

  it('says what is wrong with a column without "Invalid input"', () => {
    expect(faultOf(SMALL.replace('type: integer', 'typ: integer'))).not.toContain('Invalid input');
  });

  it('names the file that is no YAML', () => {
    expect(thrownBy(() => load('id: [beds\n'))).toMatchObject({ code: 'CC-CFG-005' });
  });

  it('names the reference table that is not there', () => {
    const text = SMALL.replace('type: integer', 'type: code, codes: bed_kind.bed_kind_code');
    expect(thrownBy(() => load(text))).toMatchObject({ code: 'CC-CFG-005' });
  });

  it('refuses a column of codes that lists none', () => {
    expect(thrownBy(() => load(SMALL.replace('type: integer', 'type: code')))).toMatchObject({
      code: 'CC-CFG-005',
    });
  });

  it('fills a code list in from the reference table', () => {
    const [contract] = load(
      SMALL.replace('type: integer', 'type: code, codes: employment_status.employment_status_code'),
    );
    expect(contract?.columns[1]).toHaveProperty('codes', ['1', '2', '3', '4', '7']);
  });

  it('names the table and the column where there are no codes', () => {
    const text = SMALL.replace('type: integer', 'type: code, codes: employment_status.code');
    expect(thrownBy(() => load(text))).toMatchObject({
      code: 'CC-CFG-005',
      message: expect.stringContaining(
        'expected codes in employment_status.csv under code; got none',
      ) as string,
    });
  });

  it('has another fingerprint when a column, a rule or a code list changes', () => {
    const coded = SMALL.replace(
      'type: integer',
      'type: code, codes: employment_status.employment_status_code',
    );
    const reference = tempDir();
    cpSync(REFERENCE, reference, { recursive: true });
    const list = join(reference, 'employment_status.csv');
    writeFileSync(list, readFileSync(list, 'utf8').replace('7,Other,false', '8,Other,false'));
    const prints = [
      load(SMALL),
      load(SMALL.replace('0.1', '0.2')),
      load(SMALL.replace('type: integer', 'type: integer, max: 9')),
      load(coded),
      load(coded, reference),
    ].map(([contract]) => contract?.fingerprint);
    expect(new Set(prints).size).toBe(5);
    expect(load(SMALL)[0]?.fingerprint).toBe(prints[0]);
  });
});

describe("loadContracts, with a workspace's own", () => {
  function loadWith(own: Record<string, string>) {
    const [dir, workspaceDir] = [tempDir(), tempDir()];
    writeFileSync(join(dir, 'beds.yaml'), SMALL);
    mkdirSync(join(workspaceDir, 'contracts'));
    for (const [name, text] of Object.entries(own)) {
      writeFileSync(join(workspaceDir, 'contracts', name), text);
    }
    return loadContracts(workspaceDir, dir, REFERENCE);
  }

  it("reads them after the package's", () => {
    const contracts = loadWith({
      'a.yaml': contractText({ id: 'baths' }),
      'b.yml.txt': 'no contract',
    });
    expect(contracts.map(({ id }) => id)).toEqual(['beds', 'baths']);
  });

  it('needs no such folder', () => {
    const dir = tempDir();
    writeFileSync(join(dir, 'beds.yaml'), SMALL);
    expect(loadContracts(tempDir(), dir).map(({ id }) => id)).toEqual(['beds']);
  });

  it('refuses an id that the package has, and says how one is replaced', () => {
    expect(thrownBy(() => loadWith({ 'mine.yaml': contractText() }))).toMatchObject({
      code: 'CC-CFG-005',
      message: expect.stringMatching(
        /mine\.yaml id: expected an id of its own, or `replaces:` .*"beds", which another/,
      ) as string,
    });
  });

  it('puts one in the place of the one that it replaces, under the same id or its own', () => {
    for (const id of ['beds', 'beds_and_more']) {
      const contracts = loadWith({ 'mine.yaml': contractText({ id, rest: 'replaces: beds' }) });
      expect(contracts.map((each) => [each.id, each.title])).toEqual([[id, `The ${id}`]]);
    }
  });

  it('refuses to replace what is not there', () => {
    expect(
      thrownBy(() =>
        loadWith({ 'mine.yaml': contractText({ id: 'baths', rest: 'replaces: bed' }) }),
      ),
    ).toMatchObject({
      code: 'CC-CFG-005',
      message: expect.stringContaining(
        'mine.yaml replaces: expected the id of a contract',
      ) as string,
    });
  });

  it('refuses the same id in two files of one folder', () => {
    const twice = { 'a.yaml': contractText({ id: 'x' }), 'b.yaml': contractText({ id: 'x' }) };
    expect(thrownBy(() => loadWith(twice))).toMatchObject({ code: 'CC-CFG-005' });
  });
});

describe('a header of the bulk upload', () => {
  const recognise = (header: readonly string[]) => {
    const [table] = findTable('', [{ line: 1, cells: header }], CONTRACTS).tables;
    return table && { contract: table.contract, ...headerDrift(table.contract, table.headings) };
  };
  const without = (header: readonly string[], ...names: string[]) =>
    header.filter((name) => !names.includes(name));
  const before = (header: readonly string[], name: string, ...added: string[]) =>
    header.flatMap((each) => (each === name ? [...added, each] : [each]));
  const NEW_SINCE_2024 = [
    'DHA',
    'DHAACTIVITIES',
    'CWPUSEDESC',
    'ACTUALCONT',
    'OPTOUTPEN',
    'SLEEPINS',
    'SLEEPINPAY',
    'TRAVELTIME',
    'TTDIFFRATE',
  ];
  const WORKPLACE_2024 = before(
    before(without(WORKPLACE_HEADER, ...NEW_SINCE_2024), 'CWPAWARE', 'ACCEPTCARECERT'),
    'SICKPAY',
    'BENEFITS',
  );
  const NEW_SINCE_2022 = ['L2CARECERT', 'HANDCVISA', 'INOUTUK', 'CWPCATEGORY'];

  it('is about headers as long as those that were published', () => {
    expect([WORKPLACE_HEADER.length, WORKER_HEADER.length, WORKPLACE_2024.length]).toEqual([
      44, 44, 37,
    ]);
  });

  it.each<[string, string | null, readonly string[]]>([
    ['the newest workplace header', '2026', WORKPLACE_HEADER],
    [
      'the same in another order and case',
      '2026',
      [...WORKPLACE_HEADER].reverse().map((name) => name.toLowerCase()),
    ],
    ['the workplace header of 37 columns', '2024', WORKPLACE_2024],
    ['a workplace header without one column', null, without(WORKPLACE_HEADER, 'HOLIDAY')],
    ['a workplace header with a new column', null, [...WORKPLACE_HEADER, 'ROBOTS']],
    ['the newest worker header', '2026', WORKER_HEADER],
    [
      'the same with a transfer',
      '2026 with transfer',
      before(WORKER_HEADER, 'STATUS', 'TRANSFERSTAFFRECORD'),
    ],
    [
      'the same with a change of id',
      '2026 with change of id',
      before(WORKER_HEADER, 'STATUS', 'CHGUNIQUEWRKID'),
    ],
    [
      'the same with both',
      '2026 with change of id and transfer',
      before(WORKER_HEADER, 'STATUS', 'CHGUNIQUEWRKID', 'TRANSFERSTAFFRECORD'),
    ],
    [
      'the same with delegated healthcare',
      '2026 with delegated healthcare',
      before(WORKER_HEADER, 'APPRENTICE', 'DHA'),
    ],
    [
      'the worker header of 2022',
      '2022',
      before(without(WORKER_HEADER, ...NEW_SINCE_2022), 'CONTHOURS', 'OTHERJOBROLE', 'OTHERJRDESC'),
    ],
    [
      'more qualifications',
      '2026',
      [...WORKER_HEADER, 'QUALACH04', 'QUALACH04NOTES', 'QUALACH05', 'QUALACH05NOTES'],
    ],
    ['a qualification of three digits', null, [...WORKER_HEADER, 'QUALACH100']],
  ])('takes %s for %s', (_, variant, header) => {
    const found = recognise(header);
    expect(found?.variant).toBe(variant);
    expect(found?.contract.id).toBe(
      header.some((name) => name.toUpperCase() === 'EMPLSTATUS')
        ? 'asc_wds_worker'
        : 'asc_wds_workplace',
    );
  });

  it('has its unknown columns named as the file has them, empty ones apart', () => {
    expect(recognise([...WORKER_HEADER, 'FAVOURITE_TEA', ''])?.notes).toEqual([
      { rule: 'column_unknown', column: 'FAVOURITE_TEA', detail: null },
    ]);
  });

  it.each(['Zeb Quillfeather', 'QQ123456C', '05/06/1971', 'ZZ9 9ZZ', 'NOTESQQ123456C'])(
    'does not show "%s", which may be a value where a heading should be',
    (text) => {
      const notes = recognise([...WORKER_HEADER, text])?.notes;
      expect(notes).toEqual([
        { rule: 'column_unknown', column: 'column AS (its heading is not shown)', detail: null },
      ]);
    },
  );

  it('is none where it lacks a telling column', () => {
    expect(recognise(without(WORKER_HEADER, 'MAINJOBROLE'))).toBeUndefined();
    expect(recognise([])).toBeUndefined();
  });
});

describe('the contracts of the package', () => {
  it.each(CONTRACTS)(
    'have variants of $id that add up: each lacks only columns that there are',
    (contract) => {
      const names = namedColumns(contract).map(({ name }) => name);
      const lacks = contract.variants.map(({ without }) => [...without].sort().join());
      expect(names).toEqual(
        expect.arrayContaining(contract.variants.flatMap(({ without }) => without)),
      );
      expect(new Set(lacks).size).toBe(lacks.length);
    },
  );

  it.each(CONTRACTS)(
    'have names, targets and telling columns of $id that agree with each other',
    (contract) => {
      const columns = contract.columns.flatMap((column) => (isWide(column) ? [] : [column]));
      const names = namedColumns(contract).flatMap(({ name, aliases }) => [name, ...aliases]);
      const targets = contract.columns.map((column) => column.as);
      const named = [
        ...contract.recognise.flatMap(alternatives),
        ...contract.identity,
        ...columns.flatMap(({ parallel_to: other, key_with: keys }) => [
          ...(other === undefined ? [] : [other]),
          ...keys,
        ]),
        ...contract.layout.rows.map(({ column }) => column),
        ...(contract.data_rows === undefined ? [] : [contract.data_rows.column]),
      ];
      expect(new Set(names).size).toBe(names.length);
      expect(new Set(targets).size).toBe(targets.length);
      expect(names).toEqual(expect.arrayContaining(named));
      for (const { type, codes } of columns) {
        if (type === 'code') expect(codes?.length).toBeGreaterThan(0);
      }
    },
  );
});

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageDir } from '../../src/config.js';
import { loadContracts } from '../../src/ingest/index.js';
import { recognise } from '../../src/ingest/recognise.js';
import { tempDir, thrownBy } from '../helpers/workspace.js';
import { WORKER_HEADER, WORKPLACE_HEADER } from './helpers/files.js';
import { CONTRACTS } from './helpers/staging.js';

const REFERENCE = join(packageDir, 'sql/reference');
const SMALL = `id: beds
title: Beds
description: How many beds.
kind: csv
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
  return loadContracts(dir, referenceDir);
}

describe('loadContracts', () => {
  it('reads the contracts of a folder by name, each with a fingerprint', () => {
    expect(CONTRACTS.map((each) => each.id)).toEqual(['asc_wds_worker', 'asc_wds_workplace']);
    for (const { fingerprint } of CONTRACTS) expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    [
      'reject_above_bad_share: 0.1',
      'reject_above_bad_share: 10%',
      'beds.yaml reject_above_bad_share',
    ],
    ['identity: [HOME]', 'identity: []', 'beds.yaml identity'],
    ['kind: csv', 'kind: workbook', 'beds.yaml kind'],
    ['grain: one row per home\n', '', 'beds.yaml grain'],
    ['title: Beds', 'title: Beds\ntiltle: Beds', 'tiltle'],
  ])('names the key where "%s" is "%s"', (good, bad, expected) => {
    expect(thrownBy(() => load(SMALL.replace(good, bad)))).toMatchObject({
      code: 'CC-CFG-005',
      message: expect.stringContaining(expected) as string,
    });
  });

  it('names the key of a column that is wrong, and says what would be right', () => {
    const { message } = thrownBy(() =>
      load(SMALL.replace('type: integer', 'typ: integer')),
    ) as Error;
    expect(message).toContain('typ');
    expect(message).not.toContain('Invalid input');
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
    expect(contract?.columns[1]?.codes).toEqual(['1', '2', '3', '4', '7']);
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

describe('recognise', () => {
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
      [...WORKER_HEADER, 'QUALACH04', 'QUALACH04NOTES', 'QUALACH99', 'QUALACH99NOTES'],
    ],
    ['a qualification of three digits', null, [...WORKER_HEADER, 'QUALACH100']],
  ])('takes %s for %s', (_, variant, header) => {
    const found = recognise(header, CONTRACTS);
    expect(found?.variant).toBe(variant);
    expect(found?.contract.id).toBe(
      header.some((name) => name.toUpperCase() === 'EMPLSTATUS')
        ? 'asc_wds_worker'
        : 'asc_wds_workplace',
    );
  });

  it('names the columns it does not know as the file has them, empty ones apart', () => {
    expect(recognise([...WORKER_HEADER, 'Favourite Tea', ''], CONTRACTS)?.unknownColumns).toEqual([
      'Favourite Tea',
    ]);
  });

  it('knows no header that lacks a telling column', () => {
    expect(recognise(without(WORKER_HEADER, 'MAINJOBROLE'), CONTRACTS)).toBeUndefined();
    expect(recognise([], CONTRACTS)).toBeUndefined();
  });

  it.each(CONTRACTS)(
    'has variants of $id that add up: each lacks only columns that there are',
    ({ columns, variants }) => {
      const names = columns.flatMap((column) => ('name' in column ? [column.name] : []));
      for (const variant of variants)
        expect(names).toEqual(expect.arrayContaining(variant.without));
      expect(new Set(variants.map((variant) => [...variant.without].sort().join())).size).toBe(
        variants.length,
      );
    },
  );

  it.each(CONTRACTS)(
    'has names, targets and telling columns of $id that agree with each other',
    (contract) => {
      const names = contract.columns.flatMap((column) =>
        'name' in column ? [column.name, ...column.aliases] : [],
      );
      const targets = contract.columns.map((column) => column.as);
      const parallel = contract.columns.flatMap((column) => [
        ...(column.parallel_to === undefined ? [] : [column.parallel_to]),
        ...column.key_with,
      ]);
      expect(new Set(names).size).toBe(names.length);
      expect(new Set(targets).size).toBe(targets.length);
      const named = [
        ...contract.recognise,
        ...contract.identity,
        ...parallel,
        contract.data_rows?.column ?? 'STATUS',
      ];
      expect(names).toEqual(expect.arrayContaining(named));
      for (const column of contract.columns)
        if (column.type === 'code') expect(column.codes?.length).toBeGreaterThan(0);
    },
  );
});

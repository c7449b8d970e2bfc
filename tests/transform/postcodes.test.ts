import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.js';
import { loadReference } from '../../src/transform/index.js';
import { rejectionOf, tempWorkspace } from '../helpers/workspace.js';
import { tempDatabase } from './helpers.js';

async function load(geography: Config['geography'], files: Record<string, string>) {
  const workspace = tempWorkspace((config) => {
    config.geography = geography;
    config.partnership.councils = ['E06000001', 'E06000002'];
  });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace.dir, name), text);
  const database = await tempDatabase();
  await loadReference(database, workspace);
  return database;
}

async function directory(text: string) {
  const database = await load({ postcodes: 'p.csv' }, { 'p.csv': text });
  const rows = await database.rows('select * from reference.postcode order by postcode');
  return rows.map((row) => [row['postcode'], row['area_code']].join(' '));
}

describe('reference.postcode', () => {
  it.each([
    ['pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,ctry', 'ZZ9 1AA'],
    ['pcd7,pcd8,pcds,dointr,doterm,cty25cd,lad25cd,ctry', 'ZZ9 1AA'],
    ['PCD,PCD2,PCDS,DOINTR,DOTERM,OSCTY,LAUA,CTRY', 'ZZ9 1AA'],
    ['pcd,pcd2,pcds,dointr,doterm,oscty,ladcd,ctry', 'ZZ9 1AA'],
    ['x1,x2,pcd,dointr,doterm,oscty,lad23cd,ctry', 'ZZ9 1AA'],
  ])('finds the columns of an ONS directory by name, as in %s', async (header, postcode) => {
    const line = `"ZZ9 1AA","ZZ9  1AA","${postcode}",198001,,E10000028,"E07000192",E92000001`;
    expect(await directory(`${header}\n${line}\n`)).toEqual(['ZZ9 1AA E07000192']);
  });

  it('holds postcodes that have ended, and those of other countries', async () => {
    const lines = [
      'pcds,dointr,doterm,oslaua',
      'ZZ9 1AA,198001,,E06000001',
      'ZZ9 1AB,198001,200912,E06000001',
      'ZZ9 1AC,198001,,S12000036',
      'ZZ9 1AD,198001,,W06000015',
      'ZZ9 1AE,198001,199606,',
    ];
    expect(await directory(lines.join('\r\n'))).toEqual([
      'ZZ9 1AA E06000001',
      'ZZ9 1AB E06000001',
      'ZZ9 1AC S12000036',
      'ZZ9 1AD W06000015',
    ]);
  });

  it('is read from a file that begins with a byte order mark', async () => {
    expect(await directory('\ufeffpostcode,area_code\nzz91aa,X1\n')).toEqual(['ZZ9 1AA X1']);
  });

  it("takes a workspace's own columns before those of ONS, whatever else the file has", async () => {
    const text = 'pcds,oslaua,area_code,postcode\nZZ9 1AA,E06000001,X1,ZZ9 1AB\n';
    expect(await directory(text)).toEqual(['ZZ9 1AB X1']);
  });

  it.each(['pcds,area_code', 'postcode,oslaua', 'name,colour'])(
    'is not made of a file with the columns %s',
    async (header) => {
      expect(await rejectionOf(directory(`${header}\nZZ9 1AA,E06000001\n`))).toMatchObject({
        code: 'CC-CFG-003',
        message: expect.stringMatching(
          new RegExp(
            `p.csv: expected the columns postcode and area_code.*got ${header.replace(',', ', ')}`,
          ),
        ) as string,
      });
    },
  );
});

describe('raw.postcode_correction', () => {
  const HEADER = 'postcode,corrected_postcode,area_code,reason';
  const corrections = async (...lines: string[]) => {
    const text = [HEADER, ...lines].join('\n') + '\n';
    const database = await load({ postcode_corrections: 'c.csv' }, { 'c.csv': text });
    return database.rows('select * from raw.postcode_correction order by postcode');
  };

  it('has each postcode with the right one or its area, and why', async () => {
    expect(
      await corrections('zz91aa, zz9 1ab ,,mistyped', 'ZZ9 1AC,,E06000001,"a new street, 2026"'),
    ).toEqual([
      {
        postcode: 'ZZ9 1AA',
        corrected_postcode: 'ZZ9 1AB',
        area_code: null,
        reason: 'mistyped',
      },
      {
        postcode: 'ZZ9 1AC',
        corrected_postcode: null,
        area_code: 'E06000001',
        reason: 'a new street, 2026',
      },
    ]);
  });

  it('is empty where the workspace names no file', async () => {
    const database = await load({}, {});
    expect(await database.rows('select * from raw.postcode_correction')).toEqual([]);
  });

  it.each([
    ['no postcode', [',ZZ9 1AB,,mistyped']],
    ['no reason', ['ZZ9 1AA,ZZ9 1AB,,']],
    ['neither of the two', ['ZZ9 1AA,,,mistyped']],
    ['both', ['ZZ9 1AA,ZZ9 1AB,E06000001,mistyped']],
    ['2 rows', ['ZZ9 1AA,ZZ9 1AB,,mistyped', 'zz91aa,ZZ9 1AC,,mistyped']],
    ['area_code "E0600001", which no list has', ['ZZ9 1AA,,E0600001,new']],
  ])('is not made of a row with %s', async (got, lines) => {
    expect(await rejectionOf(corrections(...lines))).toMatchObject({
      code: 'CC-CFG-003',
      message: expect.stringContaining(`got ${got}. Mend the row.`) as string,
    });
  });

  it('is not made of a file without its columns', async () => {
    const text = 'postcode,area_code\nZZ9 1AA,E06000001\n';
    expect(
      await rejectionOf(load({ postcode_corrections: 'c.csv' }, { 'c.csv': text })),
    ).toMatchObject({
      code: 'CC-CFG-003',
      message: expect.stringContaining(
        'c.csv: expected the columns postcode, corrected_postcode, area_code, reason',
      ) as string,
    });
  });
});

import { describe, expect, it } from 'vitest';
import { loadReference } from '../../../src/transform/index.js';
import { registerDeliveries } from '../../../src/ingest/index.js';
import { openForBuild } from '../../../src/warehouse/database.js';
import { CONTRACTS, rowsOf, stageFiles } from '../helpers/staging.js';

const HEADER = 'pcd,pcd2,pcds,dointr,doterm,oscty,oslaua,ctry,rgn,icb,lat,long,imd';
const ROWS = [
  '"ZZ1 1AA","ZZ1  1AA","ZZ1 1AA","198001",,"E99999999","E06000052","E92000001","E12000009","E54000036",50.1,-5.2,"1"',
  '"ZZ1 1AB","ZZ1  1AB","ZZ1 1AB","198001","199606","E99999999","E06000052","E92000001","E12000009","E54000036",99.999999,0,"1"',
];

describe('the ONS postcode directory', () => {
  it('is read by the headings of any edition, terminated postcodes and all', async () => {
    const newer = HEADER.replace('oslaua', 'lad25cd')
      .replace('oscty', 'cty25cd')
      .replace('rgn', 'rgn25cd');
    for (const header of [HEADER, newer]) {
      const staged = await stageFiles(`${[header, ...ROWS].join('\r\n')}\r\n`);
      expect(
        await rowsOf(
          staged,
          'select postcode, district_code, region_code, terminated_month from raw.ons_postcode order by record_number',
        ),
      ).toEqual([
        {
          postcode: 'ZZ1 1AA',
          district_code: 'E06000052',
          region_code: 'E12000009',
          terminated_month: null,
        },
        {
          postcode: 'ZZ1 1AB',
          district_code: 'E06000052',
          region_code: 'E12000009',
          terminated_month: '199606',
        },
      ]);
    }
  });

  it('is the directory of a workspace that names none, the latest delivery alone', async () => {
    const moved = `${HEADER}\n${(ROWS[0] ?? '').replace('E06000052', 'E06000026')}\n`;
    const { workspace, deliveries, staging } = await stageFiles(
      `${[HEADER, ...ROWS].join('\n')}\n`,
      moved,
    );
    const database = await openForBuild();
    try {
      await registerDeliveries(database, workspace, deliveries, staging, CONTRACTS, []);
      workspace.config.partnership.councils = ['E06000052'];
      await loadReference(database, workspace);
      expect(await database.rows('select * from reference.postcode')).toEqual([
        { postcode: 'ZZ1 1AA', area_code: 'E06000026' },
      ]);
    } finally {
      database.close();
    }
  });
});

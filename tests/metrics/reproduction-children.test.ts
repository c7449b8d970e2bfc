import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/warehouse/database.js';
import { hasRealFile, realFile, stagedOnce } from '../ingest/helpers/published.js';
import { openBench } from '../sql/helpers/bench.js';

const FILE = 'dfe_csww_indicators_2017_2024.csv';

/** Both sides are printed to a decimal of a percentage: so much apart are they at most, and a hair for ties. */
const TOLERANCE = 0.000501;

/** Rates of `core.fct_children_workforce_year`, how many are published, how many equal ours to a decimal. */
const RATES = [
  ['turnover_headcount_rate', 1_295, 1_293],
  ['turnover_fte_rate', 1_294, 1_187],
  ['vacancy_rate', 1_300, 1_262],
  ['agency_fte_rate', 1_289, 1_236],
  ['absence_rate', 1_285, 1_240],
] as const;

describe.skipIf(!hasRealFile(FILE))(
  "the DfE file of children's social workers, 2017 to 2024",
  () => {
    const published = stagedOnce(['dfe_csww'], ['stg_dfe__social_worker'], () =>
      Promise.resolve([realFile(FILE)]),
    );
    const bench = openBench();
    let cached: Row[] | undefined;

    /** The file through the models of core. */
    const years = async (): Promise<Row[]> => {
      if (cached !== undefined) return cached;
      const staged = await published.rows('select * from staging.stg_dfe__social_worker');
      const given = { 'staging.stg_dfe__social_worker': staged };
      const held = await bench.build('core.int_children_workforce', {
        ...given,
        'core.int_delivery': [{ delivery_id: 1, is_in_force: true }],
      });
      cached = await bench.build('core.fct_children_workforce_year', {
        ...given,
        'core.int_children_workforce': held,
      });
      return cached;
    };
    const differs = (row: Row, rate: string): boolean => {
      const [ours, theirs] = [row[rate], row[`published_${rate}`]];
      if (theirs === null) return false;
      return ours === null || Math.abs(Number(ours) - Number(theirs)) > TOLERANCE;
    };

    it.each(RATES)('has %s as %i rows publish it, in %i equal to ours', async (rate, of, equal) => {
      const rows = (await years()).filter((row) => row[`published_${rate}`] !== null);
      expect(rows).toHaveLength(of);
      expect(rows.filter((row) => !differs(row, rate))).toHaveLength(equal);
    });

    it.each(['turnover_headcount_rate', 'vacancy_rate'])(
      'lists where %s does not follow from its own counts',
      async (rate) => {
        const percent = (value: unknown): string => (100 * Number(value)).toFixed(1);
        const exceptions = (await years())
          .filter((row) => differs(row, rate))
          .map(
            (row) =>
              `${String(row['year'])} ${String(row['area_name'])}: ` +
              `published ${percent(row[`published_${rate}`])}, from its counts ${percent(row[rate])}`,
          );
        expect(exceptions.sort()).toMatchSnapshot();
      },
    );

    it('gives two councils that report together an area of their own', async () => {
      const rows = (await years()).filter((row) => String(row['area_name']).includes(' / '));
      expect(new Set(rows.map((row) => row['area_code']))).toEqual(
        new Set(['XKINGSTONRICHMOND', 'XNORTHANTS']),
      );
      expect(rows).toHaveLength(12);
    });
  },
);

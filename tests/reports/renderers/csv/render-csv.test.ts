import { beforeAll, describe, expect, it } from 'vitest';
import type { Briefing } from '../../../../src/reports/briefing.js';
import { chartsOf } from '../../../../src/reports/briefing.js';
import { chartCsv } from '../../../../src/reports/csv.js';
import { packJson } from '../../../../src/reports/pack-json.js';
import { renderCsv } from '../../../../src/reports/renderers/csv/render-csv.js';
import { HAND_TABLE, handBriefing } from '../../helpers/hand-briefing.js';
import { seededBriefings } from '../../helpers/seeded-briefings.js';

interface Metadata {
  'dc:source': string;
  tables: {
    url: string;
    tableSchema: {
      columns: { name: string; titles: string[]; datatype: string }[];
      primaryKey: string[];
    };
  }[];
}

async function filesOf(briefing: Briefing): Promise<Map<string, string>> {
  const files = await renderCsv({ briefing, charts: new Map() });
  const charts = chartsOf(briefing).map((chart) => [`${chart.id}.csv`, chartCsv(chart)] as const);
  return new Map([...(files as Map<string, string>), ...charts]);
}

function metadataOf(files: ReadonlyMap<string, string>): Metadata {
  return JSON.parse(files.get('briefing.csv-metadata.json') ?? '') as Metadata;
}

/** The records of a CSV file whose fields hold no line end. */
function recordsOf(text: string): string[][] {
  return text
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
        quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
      ),
    );
}

const TYPES: Readonly<Record<string, RegExp>> = {
  string: /.*/,
  decimal: /^(-?\d+(\.\d+)?)?$/,
  nonNegativeInteger: /^\d*$/,
  positiveInteger: /^[1-9]\d*$/,
};

describe('renderCsv', () => {
  it('writes one row for each cell of a table', async () => {
    const files = await filesOf(handBriefing());
    const [, first, second] = recordsOf(files.get('table-main.csv') ?? '');
    expect(first).toEqual([
      ...['1', '1', 'Vacancy rate', 'April 2026, Northmoor', 'vacancy_rate', 'Vacancy rate'],
      ...['per cent', 'X10000001', 'Northmoor', '2026-04', 'all', 'all', '', '', '7.9', '', 'ok'],
      ...[
        '45',
        '1240',
        '7.2',
        '8.4',
        '7.9%',
        '1,240\u00a0workers, 45\u00a0workplaces; range 7.2% to 8.4%',
      ],
    ]);
    expect(second?.slice(14, 17)).toEqual(['8', 'u', 'low_base']);
  });

  it('gives a withheld figure its mark and nothing else', async () => {
    const files = await filesOf(handBriefing());
    const withheld = recordsOf(files.get('table-main.csv') ?? '')[4];
    expect(withheld?.slice(14)).toEqual(['', 'c', 'suppressed', '', '', '', '', '[c]', '']);
  });

  it('leaves the files of charts to the charts, and describes them', async () => {
    const files = await renderCsv({ briefing: handBriefing(), charts: new Map() });
    expect([...files.keys()]).toEqual(['table-main.csv', 'briefing.csv-metadata.json']);
    const metadata = metadataOf(files as Map<string, string>);
    expect(metadata.tables.map(({ url }) => url)).toEqual(['table-main.csv', 'vacancy-ranked.csv']);
    expect(metadata['dc:source']).toBe('Carecount 0.1.0, run run-1');
  });

  it('makes text from data plain', async () => {
    const rows = ['=cmd|x', '@a', 'b\u202e"c\nd'].map((header) => ({
      header,
      cells: [{ text: '-' }],
    }));
    const files = await filesOf(handBriefing({}, { ...HAND_TABLE, rows }));
    const records = recordsOf(files.get('table-main.csv') ?? '').slice(1);
    expect(records.map((record) => record[2])).toEqual(["'=cmd|x", "'@a", 'b"c d']);
  });
});

describe('the CSV files of a seeded briefing', () => {
  let briefing: Briefing;
  let files: Map<string, string>;
  beforeAll(async () => {
    briefing = (await seededBriefings(['X10000001'])).get('X10000001') as Briefing;
    files = await filesOf(briefing);
  });

  it('are all described, with their columns in order, types that hold and keys that are unique', () => {
    const { tables } = metadataOf(files);
    const names = [...files.keys()].filter((name) => name.endsWith('.csv'));
    expect(tables.map(({ url }) => url).sort()).toEqual(names.sort());
    for (const { url, tableSchema } of tables) {
      const { columns, primaryKey } = tableSchema;
      const [header, ...records] = recordsOf(files.get(url) ?? '');
      expect(columns.map(({ titles }) => titles[0])).toEqual(header);
      const wrong = records.flatMap((record) =>
        columns.filter(
          ({ datatype }, index) => TYPES[datatype]?.test(record[index] ?? '') !== true,
        ),
      );
      expect(wrong).toEqual([]);
      const places = primaryKey.map((name) => columns.findIndex((column) => column.name === name));
      const keys = records.map((record) => places.map((place) => record[place]).join('|'));
      expect(new Set(keys).size).toBe(records.length);
    }
  });

  it('have the figures of pack.json', () => {
    const pack = JSON.parse(packJson(briefing)) as {
      facts: {
        metric_id: string;
        area_code: string;
        period: string;
        care_setting?: string;
        value?: number;
      }[];
    };
    const known = new Set(
      pack.facts.map((each) =>
        [
          each.metric_id,
          each.area_code,
          each.period,
          each.care_setting ?? 'all',
          each.value ?? '',
        ].join('|'),
      ),
    );
    const records = recordsOf(files.get('table-indicators.csv') ?? '').slice(1);
    const shown = records.filter((record) => record[4] !== '');
    expect(shown.length).toBeGreaterThan(10);
    for (const record of shown) {
      const value = record[14] === '' ? '' : Number(record[14]);
      expect(known).toContain([record[4], record[7], record[9], record[10], value].join('|'));
    }
  });
});

import type { Briefing } from '../../briefing.js';
import { FACT_COLUMNS } from '../../csv.js';
import { oneLine } from '../../one-line.js';
import type { ListedTable } from '../table-list.js';
import { COLUMN_WORDS } from './column-words.js';
import { TABLE_COLUMNS } from './table-csv.js';

/** A CSV file of a pack with the table it was made from. */
export interface CsvFile {
  readonly url: string;
  readonly kind: 'table' | 'chart';
  readonly listed: ListedTable;
}

const TABLE_KEY = ['row_number', 'column_number'];
const CHART_KEY = [
  'metric_id',
  'area_code',
  'period',
  'care_setting',
  'job_role',
  'population',
  'edition',
];

/**
 * Describes the CSV files of a pack for programs: columns, types, keys, notes and the run.
 * @source W3C, Metadata Vocabulary for Tabular Data, 2015
 */
export function csvwText(briefing: Briefing, files: readonly CsvFile[]): string {
  const { demonstration, audience } = briefing;
  const internal = audience === 'internal' ? 'Internal: not for publication.' : null;
  const description = [demonstration === null ? null : `${demonstration}.`, internal].filter(
    (each) => each !== null,
  );
  const metadata = {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
    'dc:title': oneLine(briefing.title),
    ...(description.length === 0 ? {} : { 'dc:description': description.join(' ') }),
    'dc:publisher': oneLine(briefing.partnership.name),
    'dc:date': { '@value': briefing.asAt, '@type': 'xsd:date' },
    'dc:source': `Carecount ${briefing.run.programVersion}, run ${briefing.run.runId}`,
    dialect: { header: true, delimiter: ',', encoding: 'utf-8' },
    tables: files.map(tableJson),
  };
  return `${JSON.stringify(metadata, null, 2)}\n`;
}

function tableJson({ url, kind, listed }: CsvFile) {
  const { name, table, about, notes, source } = listed;
  return {
    url: encodeURI(url),
    'dc:title': oneLine(`${name}: ${table.caption}`),
    'dc:description': oneLine([...about, source].join(' ')),
    ...(notes.length === 0
      ? {}
      : { notes: notes.map((text) => ({ 'rdfs:comment': oneLine(text) })) }),
    tableSchema: {
      columns: (kind === 'table' ? TABLE_COLUMNS : FACT_COLUMNS).map(columnJson),
      primaryKey: kind === 'table' ? TABLE_KEY : CHART_KEY,
    },
  };
}

function columnJson(name: string) {
  const words = COLUMN_WORDS[name];
  if (words === undefined) throw new Error(`column ${name} of a CSV file has no description`);
  return {
    name,
    titles: [name, words.title],
    datatype: words.datatype,
    null: '',
    'dc:description': words.description,
  };
}

import type { Briefing } from '../../briefing.js';
import type { Files } from '../../pack-files.js';
import type { PackParts } from '../pack-parts.js';
import { tableList } from '../table-list.js';
import type { ListedTable } from '../table-list.js';
import { csvwText } from './csvw.js';
import type { CsvFile } from './csvw.js';
import { tableCsv } from './table-csv.js';

/**
 * The tables of a briefing as CSV files and, in `briefing.csv-metadata.json`, what they and the CSV
 * files of the charts hold. The files of the charts themselves are made with the charts.
 */
export function renderCsv({ briefing }: PackParts): Promise<Files> {
  const described = csvFiles(briefing);
  const tables = described.filter(({ kind }) => kind === 'table');
  return Promise.resolve(
    new Map([
      ...tables.map(({ url, listed }) => [url, tableCsv(listed.table)] as const),
      [`${briefing.fileStem}.csv-metadata.json`, csvwText(briefing, described)],
    ]),
  );
}

function csvFiles(briefing: Briefing): CsvFile[] {
  return tableList(briefing).flatMap((listed): CsvFile[] => {
    const table = { url: tableFile(listed), kind: 'table', listed } as const;
    if (listed.chartId === null) return [table];
    const chart = { url: `${listed.chartId}.csv`, kind: 'chart', listed } as const;
    return hasRowWithoutFact(listed) ? [chart, table] : [chart];
  });
}

/** Whether a table says more than its facts, as that of the parts of a change does. */
function hasRowWithoutFact({ table }: ListedTable): boolean {
  return table.rows.some((row) => row.cells.every((cell) => cell.fact === undefined));
}

function tableFile({ table }: ListedTable): string {
  return `table-${table.id.replace(/^table-/, '')}.csv`;
}

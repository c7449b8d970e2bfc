import {
  isRepeated,
  isWide,
  namedColumns,
  type Contract,
  type ContractColumn,
} from './contract/index.js';

/** A column of `raw` and a heading of the file that feeds it. */
export interface HeadingLineage {
  readonly datasetId: string;
  readonly column: string;
  /** As the contract names it; `NN` stands for the number of a group of headings. */
  readonly heading: string;
}

/**
 * Which headings of a dataset's files feed its columns in the warehouse: its own, and those that can
 * empty a cell (a list beside it, a rule over several cells) or are hashed together with it.
 */
export function headingLineage(contract: Contract): HeadingLineage[] {
  const { id: datasetId, delivery, data_rows: dataRows } = contract;
  const said: readonly (readonly [string, string | undefined])[] = [
    ['submitter', delivery.submitter],
    ['period', delivery.period],
    ['is_data', dataRows?.column],
  ];
  const columns = [
    ...contract.columns
      .filter((column) => isWide(column) || column.privacy !== 'drop')
      .map((column) => [column.as, headingsOf(column, contract)] as const),
    ...said.map(([column, heading]) => [column, heading === undefined ? [] : [heading]] as const),
  ];
  return columns.flatMap(([column, headings]) =>
    [...new Set(headings)].map((heading) => ({ datasetId, column, heading })),
  );
}

function headingsOf(column: ContractColumn, contract: Contract): string[] {
  if (isWide(column)) return column.items.map((item) => readable(column.wide, item));
  if (isRepeated(column)) return [readable(column.repeat, ''), ...besides(column)];
  return [column.name, ...besides(column), ...namedByRules(column.name, contract)];
}

function besides({
  parallel_to: list,
  key_with: keys,
}: Exclude<ContractColumn, { wide: string }>): string[] {
  return [...(list === undefined ? [] : [list]), ...keys];
}

/** The headings that a rule looks at which can empty this one's cell. */
function namedByRules(heading: string, contract: Contract): string[] {
  const words = contract.rules
    .filter(({ column, scope }) => column === heading && scope === 'cell')
    .flatMap(({ when }) => when.match(/\w+/g) ?? [])
    .map((word) => word.replace(/__(raw|parsed)$/, ''));
  return namedColumns(contract)
    .filter(({ as }) => words.includes(as))
    .map(({ name }) => name);
}

/**
 * The headings of a group as people know them.
 * @example readable('jr(?<code>\\d\\d)(?<item>emp|vacy)', 'vacy') // 'jrNNvacy'
 */
function readable(expression: string, item: string): string {
  return expression
    .replace(/\(\?<item>[^)]*\)/, item)
    .replace(/\((?:\?<\w+>)?((?:\\d)+)\)/g, (_, digits: string) => 'N'.repeat(digits.length / 2))
    .replace(/\((?:\?<\w+>)?\\d\+\)/g, 'N');
}

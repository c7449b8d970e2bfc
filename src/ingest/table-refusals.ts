import { namedColumns, type Contract } from './contract/index.js';
import type { FoundTable, NearMiss } from './layout/find-table.js';
import { refuse, type RefusedFile } from './ready.js';

/** Says what a file is not, and which known kind comes nearest. */
export function unrecognised(nearest: NearMiss | undefined): RefusedFile {
  if (nearest === undefined) {
    return refuse(
      'unrecognised',
      'The file is none we know: no row of it is the header of a known kind of file.',
    );
  }
  const { contract, missing, unknown } = nearest;
  const shown = (names: readonly string[]): string =>
    names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');
  // A row that only happens to hold a known word may be a record, whose values are nobody's to show.
  const isHeader = missing.length <= contract.recognise.length / 2;
  const found =
    isHeader && unknown.length > 0 ? ` It has, and we do not know: ${shown(unknown)}.` : '';
  return refuse(
    'unrecognised',
    `The file is none we know. It comes nearest to "${contract.title}" (${contract.id}), but lacks: ${shown(missing)}.${found}`,
  );
}

/** Says that a file holds two kinds of table, and where each is. */
export function twoKinds(
  one: Contract,
  where: string,
  other: Contract,
  elsewhere: string,
): RefusedFile {
  return refuse(
    'rejected',
    `The file holds two kinds of table: ${one.title} (${where}) and ${other.title} (${elsewhere}). Send each as a file of its own.`,
  );
}

/** Says that a second header stands below, whose columns are others or in another order. */
export function twoOrders({ id }: Contract, line: number): RefusedFile {
  const reason = `Line ${line} is a header that differs from the first: expected one header in a file. Send what follows it as a file of its own.`;
  return refuse('rejected', reason, id);
}

/** @source the widest file of the field, the analysis file, has about 1,300 columns. */
const MOST_COLUMNS = 5000;

/** Refuses a header so wide that the lines of the file must have run together. */
export function tooWide({ contract, headings }: FoundTable): RefusedFile | undefined {
  if (headings.length <= MOST_COLUMNS) return undefined;
  return refuse(
    'rejected',
    `The header has ${headings.length} columns: expected at most ${MOST_COLUMNS}. Check that the file was saved whole, with a line for each record.`,
    contract.id,
  );
}

/** Refuses a header with one of the contract's columns twice: nobody can tell which is meant. */
export function namedTwice(table: FoundTable): RefusedFile | undefined {
  const repeated = repeatedHeading(table);
  if (repeated === undefined) return undefined;
  const reason = `The header names the column "${repeated}" twice: expected once.`;
  return refuse('rejected', reason, table.contract.id);
}

function repeatedHeading({ contract, headings }: FoundTable): string | undefined {
  const names = namedColumns(contract).flatMap(({ name, aliases }) => [name, ...aliases]);
  const upper = names.map((name) => name.toUpperCase());
  const seen = new Set<string>();
  return headings.find((text) => {
    const key = text.toUpperCase();
    if (!upper.includes(key)) return false;
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}

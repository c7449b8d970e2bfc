import { namedColumns, type Contract } from '../contract/index.js';
import { columnLetters } from './lay-out.js';

/** A heading as the files of a return have them: one word, and no more digits than number a group. */
const PLAIN_HEADING = /^[A-Za-z][A-Za-z_]{0,29}\d{0,3}$/;

/**
 * What may be said of a heading that nobody knows. In a file about people a line end may be missing
 * after the header, or the header itself, and then a name or a birth date stands where a heading should.
 */
export function shownHeading(contract: Contract, heading: string, at: number): string {
  const isAboutPeople = namedColumns(contract).some(({ privacy }) => privacy !== 'none');
  if (!isAboutPeople || PLAIN_HEADING.test(heading)) return heading;
  return `column ${columnLetters(at)} (its heading is not shown)`;
}

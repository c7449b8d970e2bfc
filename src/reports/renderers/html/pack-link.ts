import { html, type Markup } from '../../../markup.js';
import type { Briefing } from '../../briefing.js';
import type { ShelvedPack } from '../../pack-files.js';

/** What a document may be read as, the best first. A pack may have been made without a page. */
const READABLE = [
  ['html', ''],
  ['pdf', ' (PDF)'],
  ['docx', ' (Word)'],
  ['xlsx', ' (Excel)'],
] as const;

/**
 * A link to a document of a pack as it can be read best; null where the pack has it in no format.
 * @param folder Where the packs of its area or provider lie, beside the page.
 */
export function packLink(
  folder: string,
  { month, files }: ShelvedPack,
  fileStem: Briefing['fileStem'],
  words: string | Markup,
): Markup | null {
  const found = READABLE.find(([type]) => files.has(`${fileStem}.${type}`));
  if (found === undefined) return null;
  const [type, note] = found;
  const href = `${encodeURIComponent(folder)}/${month}/${fileStem}.${type}`;
  return html`<a href="${href}">${words}${note}</a>`;
}

/** A link to the paper or sheet of a pack, or where its figures lie if it was made as these alone. */
export function packLinkOrPlace(
  folder: string,
  pack: ShelvedPack,
  fileStem: Briefing['fileStem'],
  words: string,
): Markup {
  const link = packLink(folder, pack, fileStem, words);
  return link ?? html`${words} (figures alone, in the folder ${folder}/${pack.month})`;
}

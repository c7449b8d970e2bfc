import JSZip from 'jszip';
import type { CarecountError } from '../../../../errors.js';
import { problem } from '../../../../errors.js';

export const DOCUMENT = 'word/document.xml';

/**
 * Opens a council's template.
 * @throws CC-REP-004 where it is not a Word document that can be filled.
 */
export async function openTemplate(bytes: Uint8Array, name: string): Promise<JSZip> {
  const zip = await JSZip.loadAsync(bytes).catch(() => {
    throw notFillable(name, isOldOffice(bytes) ? OLD : 'another kind of file');
  });
  const fault = faultOf(await partOf(zip, '[Content_Types].xml'), await partOf(zip, DOCUMENT));
  if (fault !== null) throw notFillable(name, fault);
  return zip;
}

/** What a zip is where it is not a document that can be filled. */
function faultOf(types: string, document: string): string | null {
  if (types.includes('.macroEnabled')) return 'a document with macros (.docm or .dotm)';
  if (types.includes('wordprocessingml.template')) return 'a .dotx template';
  if (document === '') return 'a file without a Word document in it';
  return document.includes('purl.oclc.org/ooxml') ? 'a Strict Open XML document' : null;
}

/** The text of a part, or nothing where the file has none of that name. */
export async function partOf(zip: JSZip, part: string): Promise<string> {
  return (await zip.file(part)?.async('text')) ?? '';
}

const OLD = 'an older .doc, or a file with a password';
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];

function isOldOffice(bytes: Uint8Array): boolean {
  return OLD_OFFICE.every((byte, index) => bytes[index] === byte);
}

function notFillable(where: string, got: string): CarecountError {
  return problem('CC-REP-004', {
    where,
    expected: 'a Word document (.docx)',
    got,
    next: 'Open it in Word and save it as "Word Document (*.docx)", without a password.',
  });
}

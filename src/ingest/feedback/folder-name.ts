/**
 * A name as that of a folder, different for different names: what could lead elsewhere is written as
 * its bytes.
 * @example folderName('../Alder') // '%2E.%2FAlder'
 */
export function folderName(name: string): string {
  return name.replace(/[^\p{L}\p{N} ._-]|^[. ]|[. ]$/gu, (letter) =>
    [...Buffer.from(letter, 'utf8')]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}

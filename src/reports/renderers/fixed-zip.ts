import JSZip from 'jszip';

/**
 * Packs a zip anew so that equal contents give equal bytes: entries in the order of their names,
 * all dated alike, folders left out.
 * @param day The date of every entry, `2026-04-30`.
 */
export async function fixedZip(bytes: Uint8Array, day: string): Promise<Uint8Array> {
  const read = await JSZip.loadAsync(bytes);
  const written = new JSZip();
  const date = new Date(`${day}T00:00:00Z`);
  const entries = Object.values(read.files).filter((entry) => !entry.dir);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const content = await entry.async('uint8array');
    written.file(entry.name, content, { date, createFolders: false });
  }
  return written.generateAsync({ type: 'uint8array', compression: 'DEFLATE', platform: 'DOS' });
}

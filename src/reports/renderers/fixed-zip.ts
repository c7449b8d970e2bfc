import type JSZip from 'jszip';

/**
 * Packs a zip so that equal contents give equal bytes: entries in the order of their names, all
 * dated alike, folders left out. What came packed and was not changed is not packed again.
 * @param day The date of every entry, `2026-04-30`.
 */
export async function fixedZip(zip: JSZip, day: string): Promise<Uint8Array> {
  const date = new Date(`${day}T00:00:00Z`);
  const entries = Object.values(zip.files).filter((entry) => !entry.dir);
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  zip.files = Object.fromEntries(entries.map((entry) => [entry.name, entry]));
  for (const entry of entries) entry.date = date;
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', platform: 'DOS' });
}

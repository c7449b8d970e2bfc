import { readFile } from 'node:fs/promises';
import type { Content } from '../pack-files.js';
import { relinked } from '../renderers/html/pack-files.js';
import type { PackFile } from './packs.js';

/** The files of a pack as they are delivered, each by its name there; a page links to those alone. */
export async function deliveredFiles(
  files: readonly PackFile[],
  nameOf: (file: PackFile) => string = ({ name }) => name,
): Promise<Map<string, Content>> {
  const names = new Map(files.map((file) => [file.name, nameOf(file)]));
  const content = new Map<string, Content>();
  for (const file of files) {
    const bytes = await readFile(file.path);
    const isPage = file.name.endsWith('.html');
    content.set(nameOf(file), isPage ? relinked(bytes.toString('utf8'), names) : bytes);
  }
  return content;
}

import type { Workspace } from '../config.js';
import { problem } from '../errors.js';
import { toFile } from '../explore/output.js';
import { requestedOutput } from './requested-output.js';

/**
 * The path that `--out` names for a workbook.
 * @throws CC-USE-001 where it does not end in .xlsx, or lies among carecount's own files.
 */
export function workbookTarget(text: string, workspace: Workspace): string {
  const out = requestedOutput(text, workspace);
  if (out.toLowerCase().endsWith('.xlsx')) return out;
  throw problem('CC-USE-001', {
    where: '--out',
    expected: 'the name of a workbook, ending in .xlsx',
    got: `"${text}"`,
    next: `Write --out ${text}.xlsx.`,
  });
}

/** Writes a file that has its name only once it is whole. */
export async function writeFileWhole(path: string, bytes: string | Uint8Array): Promise<void> {
  const output = await toFile(path);
  try {
    await output.write(bytes);
    await output.commit();
  } catch (error) {
    await output.discard();
    throw error;
  }
}

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { firstClause, problem } from '../../../errors.js';
import type { CarecountError } from '../../../errors.js';
import type { PdfEngine } from './pdf-engine.js';

/** The name that Chromium gives to a part of the page. */
const NODE = /node\d{8}/g;

/** Longer than any pack takes, even on a busy computer. */
const TIME_LIMIT_MS = 60_000;

/**
 * Prints the page of a pack with a Chromium of the user: tagged, but without the mark of PDF/UA.
 * @throws CC-REP-003 where the program is not there, fails or takes too long.
 */
export function chromiumPdf(program: string, timeLimit = TIME_LIMIT_MS): PdfEngine {
  return async ({ briefing }, page) => {
    const dir = await mkdtemp(join(tmpdir(), 'carecount-pdf-'));
    const files = { page: join(dir, 'briefing.html'), pdf: join(dir, 'briefing.pdf') };
    try {
      await writeFile(files.page, page());
      await run(program, printArguments(dir, files), timeLimit);
      return settled(await readPdf(program, files.pdf), briefing.asAt);
    } finally {
      await rm(dir, { recursive: true, force: true, maxRetries: 5 });
    }
  };
}

function printArguments(dir: string, files: { page: string; pdf: string }): string[] {
  return [
    '--headless',
    '--disable-gpu',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    `--user-data-dir=${join(dir, 'profile')}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--no-pdf-header-footer',
    '--generate-pdf-document-outline',
    `--print-to-pdf=${files.pdf}`,
    pathToFileURL(files.page).href,
  ];
}

/** Runs a program in a group of its own, so that all of it can be ended. */
function run(program: string, args: readonly string[], timeLimit: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      endGroup(child.pid);
    }, timeLimit);
    child.stderr.on('data', (words: Buffer) => (said = `${said}${words.toString()}`.slice(-2000)));
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(failed(program, firstClause(error), error));
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      endGroup(child.pid);
      if (late) reject(failed(program, `none within ${timeLimit / 1000} seconds`));
      else if (code === 0) resolve();
      else reject(failed(program, `exit ${code ?? 'by a signal'}: ${lastLine(said)}`));
    });
  });
}

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it had ended by itself.
  }
}

function lastLine(said: string): string {
  return said.trim().split('\n').at(-1) ?? '';
}

async function readPdf(program: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw failed(program, 'no file', error);
  }
}

function failed(program: string, got: string, cause?: unknown): CarecountError {
  return problem(
    'CC-REP-003',
    {
      where: `packs.chromium ${program}`,
      expected: 'a PDF printed by Chromium',
      got,
      next: 'Mend packs.chromium in carecount.yaml, or take it out to make PDFs without it.',
    },
    cause,
  );
}

/**
 * Takes the time of printing and the numbers that Chromium counts through its life out of the file: what
 * stands for them is of equal length and order, as the file tells where each thing in it begins.
 */
function settled(pdf: Buffer, asAt: string): Uint8Array {
  const day = `D:${asAt.replaceAll('-', '')}000000+00'00'`;
  const text = pdf.toString('latin1');
  const names = [...new Set(text.match(NODE))].sort();
  const numbers = new Map(names.map((name, index) => [name, String(index).padStart(8, '0')]));
  return Buffer.from(
    text
      .replace(/D:\d{14}\+00'00'/g, day)
      .replace(NODE, (name) => `node${numbers.get(name) ?? ''}`),
    'latin1',
  );
}

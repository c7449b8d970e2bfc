import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

/** What one process was measured at. */
export interface Sample {
  /** From its start to its end, or what it says itself. */
  readonly seconds: number;
  readonly peakMb: number;
  /** What it says of its parts, in seconds. */
  readonly parts: Readonly<Record<string, number>>;
}

const saidSchema = z.object({ seconds: z.number(), parts: z.record(z.string(), z.number()) });

/** The exit codes of a nightly that published: all well, or some file not accepted, as the demo plans. */
const PUBLISHED = [0, 11];

/** Runs one variant of `variant.ts` in a process of its own. */
export async function measureVariant(name: string, ...args: string[]): Promise<Sample> {
  const { said, peakMb } = await run([script('variant.js'), name, ...args], [0]);
  const { seconds, parts } = saidSchema.parse(JSON.parse(said));
  return { seconds, peakMb, parts };
}

/** Runs the command line, and counts everything from the start of the process to its end. */
export async function measureCommand(...args: string[]): Promise<Sample> {
  const { seconds, peakMb } = await run([script('../src/cli.js'), ...args], PUBLISHED);
  return { seconds, peakMb, parts: {} };
}

/** Runs another tool's script, which says its seconds and its peak memory itself. */
export async function sampleOf(command: string, ...args: string[]): Promise<Sample> {
  const { stdout } = await promisify(execFile)(command, args);
  return saidSchema.extend({ peakMb: z.number() }).parse(JSON.parse(stdout));
}

function script(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

async function run(
  args: readonly string[],
  expected: readonly number[],
): Promise<{ said: string; seconds: number; peakMb: number }> {
  const dir = mkdtempSync(join(tmpdir(), 'carecount-bench-child-'));
  try {
    const rssPath = join(dir, 'rss');
    const started = performance.now();
    const child = spawn(process.execPath, ['--import', script('probe.js'), ...args], {
      env: { ...process.env, CARECOUNT_BENCH_RSS: rssPath },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const seconds = (performance.now() - started) / 1000;
    if (code === null || !expected.includes(code)) {
      throw new Error(`${args.join(' ')}: exit ${code}. ${complaint.slice(-2000)}`);
    }
    return { said, seconds, peakMb: Number(readFileSync(rssPath, 'utf8')) / 1024 };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

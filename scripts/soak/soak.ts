import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { generateDemo } from '../../examples/demo/generate.js';
import { openRng } from '../../examples/demo/rng.js';
import { packageDir } from '../../src/config.js';
import { readManifest } from '../../src/warehouse/manifest.js';
import { arrivalsOf, deliver, emptyWorkspace, type Arrival } from './arrivals.js';
import { contentOf, faultsOf, lostFiles } from './integrity.js';

/** How long and how hard. */
export interface SoakOptions {
  /** An empty folder to work in. */
  readonly dir: string;
  /** At least so many runs are killed. */
  readonly kills: number;
  readonly seed: number;
  /** How large the demonstration is whose returns arrive. */
  readonly scale: number;
  /** How many arrivals there are, the first ones; all by default. */
  readonly arrivals?: number;
  /** Changes the settings of the demonstration before anything runs. */
  readonly prepare?: (dir: string) => void;
  readonly say?: (line: string) => void;
}

/** What a soak saw. */
export interface SoakResult {
  readonly kills: number;
  /** Runs that came to their end before the moment they were to be killed at. */
  readonly survived: number;
  /** What was not as it must be, each with the kill after which it was seen. */
  readonly faults: readonly string[];
  /** Whether what is published in the end is what runs that nobody killed would have published. */
  readonly isEqual: boolean;
}

const CLI = join(packageDir, 'dist', 'src', 'cli.js');
/** A run may take longer than the one that was timed: some moments lie after its usual end. */
const LATEST_MOMENT = 1.2;

/**
 * Kills nightly runs at random moments while new files arrive, looks after each kill whether all is
 * whole, and compares the end with that of a workspace where nothing was killed.
 */
export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { dir, say = () => undefined } = options;
  const demo = join(dir, 'demo');
  mkdirSync(demo, { recursive: true });
  await generateDemo({ dir: demo, scale: options.scale });
  options.prepare?.(demo);
  const arrivals = arrivalsOf(join(demo, 'data', 'inbox')).slice(0, options.arrivals);

  const calm = emptyWorkspace(demo, join(dir, 'calm'));
  const seconds = await runCalmly(calm, arrivals);
  say(`${arrivals.length} arrivals, ${seconds.map((each) => each.toFixed(1)).join(' ')} s each.`);

  const rough = emptyWorkspace(demo, join(dir, 'rough'));
  const { kills, survived, faults } = await runRoughly(rough, arrivals, seconds, options);
  await nightly(rough);
  const isEqual = publishedContent(rough).join('\n') === publishedContent(calm).join('\n');
  const lost = lostFiles(rough).map((path) => `${path}: lost.`);
  return { kills, survived, faults: [...faults, ...lost], isEqual };
}

/** A whole run after each arrival; how long each took. */
async function runCalmly(dir: string, arrivals: readonly Arrival[]): Promise<number[]> {
  const seconds: number[] = [];
  for (const [order, arrival] of arrivals.entries()) {
    deliver(join(dir, 'data', 'inbox'), arrival, order);
    const start = performance.now();
    await nightly(dir);
    seconds.push((performance.now() - start) / 1000);
  }
  return seconds;
}

async function runRoughly(
  dir: string,
  arrivals: readonly Arrival[],
  seconds: readonly number[],
  { kills: wanted, seed, say = () => undefined }: SoakOptions,
): Promise<Omit<SoakResult, 'isEqual'>> {
  const random = openRng(seed, 'soak');
  const faults: string[] = [];
  let kills = 0;
  let survived = 0;
  for (const [order, arrival] of arrivals.entries()) {
    deliver(join(dir, 'data', 'inbox'), arrival, order);
    const killsByNow = Math.ceil((wanted * (order + 1)) / arrivals.length);
    let isDone = false;
    let usual = seconds[order] ?? 1;
    while (kills < killsByNow && survived <= wanted) {
      const killAfter = random.next() * usual * LATEST_MOMENT;
      const start = performance.now();
      // Once a run has come through there is nothing new: only a forced one has work to be killed at.
      if (!(await nightly(dir, { killAfter, isForced: isDone }))) {
        survived += 1;
        isDone = true;
        usual = Math.min(usual, (performance.now() - start) / 1000);
        continue;
      }
      kills += 1;
      const found = await faultsOf(dir);
      faults.push(...found.map((fault) => `kill ${kills}: ${fault}`));
    }
    // Now and then a run comes through before more arrives; else it meets what was left half done.
    if (random.chance(0.5)) await nightly(dir);
    say(
      `${arrival.name}: ${kills} kills, ${survived} runs ended before theirs, ${faults.length} faults.`,
    );
  }
  return { kills, survived, faults };
}

/**
 * Runs a nightly, and kills it after so many seconds.
 * @returns whether it was killed.
 * @throws where it ends by itself with an exit code that no such run has.
 */
async function nightly(
  dir: string,
  { killAfter, isForced = false }: { killAfter?: number; isForced?: boolean } = {},
): Promise<boolean> {
  const args = [CLI, '--workspace', dir, 'nightly', '--quiet', ...(isForced ? ['--force'] : [])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const timer =
    killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter * 1000);
  const code = await ended;
  clearTimeout(timer);
  if (code === null) return true;
  // A file of the demonstration is refused on purpose: 11 says so.
  if (code !== 0 && code !== 11) throw new Error(`nightly: exit ${code}. ${complaint}`);
  return false;
}

function publishedContent(dir: string): string[] {
  return contentOf(readManifest(join(dir, 'data', 'warehouse', 'published')));
}

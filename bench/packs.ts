import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openWorkspace } from '../src/config.js';
import { silentLog } from '../src/log.js';
import { nightly } from '../src/nightly.js';
import { reportPublished } from '../src/report.js';
import { measureVariant, type Sample } from './child.js';
import { writeNation } from './national-rows.js';
import type { SectionOptions } from './sections.js';
import { median, type Section } from './table.js';

/** The packs of all councils of England in every format, and one of them by itself. */
export async function packsSection({ dir, rounds, progress }: SectionOptions): Promise<Section> {
  const workspace = join(dir, 'nation');
  progress('writing and building a month of a nation');
  writeNation(workspace, 1);
  await nightly({ workspace: openWorkspace(workspace), log: silentLog, until: 'build' });
  const samples: Sample[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    rmSync(join(workspace, 'data', 'packs'), { recursive: true, force: true });
    const sample = await measureVariant('packs', workspace);
    progress(`round ${round} of ${rounds}: ${sample.seconds.toFixed(1)} s`);
    samples.push(sample);
  }
  const councils = openWorkspace(workspace).config.partnership.councils.length;
  const of = (part: string): number => median(samples.map(({ parts }) => parts[part] ?? 0));
  const seconds = median(samples.map((sample) => sample.seconds));
  const memory = of('memory');
  return {
    title: `Packs of ${councils} councils in every format`,
    lines: [
      {
        what: `all ${councils}, two processes; memory is that of all processes together`,
        seconds,
        peakMb: memory,
        target: {
          words: 'under 120 s and 1 GB',
          isMet: seconds < 120 && memory < 1000,
        },
      },
      {
        what: 'one pack, warm: from its figures to its files',
        seconds: of('warm'),
        target: { words: 'under 1 s', isMet: of('warm') < 1 },
      },
    ],
  };
}

/** What is measured in a process of its own: five packs one after another, then all of them. */
export async function writeAllPacks(dir: string) {
  const workspace = openWorkspace(dir);
  const { councils } = workspace.config.partnership;
  const ends: number[] = [];
  const log = { ...silentLog, debug: () => void ends.push(performance.now()) };
  mkdirSync(workspace.packsDir, { recursive: true });
  await reportPublished(workspace, log, { areas: councils.slice(0, 6) });
  const warm = median(ends.slice(1).map((end, index) => (end - (ends[index] ?? end)) / 1000));
  rmSync(workspace.packsDir, { recursive: true });

  let memory = 0;
  const watch = setInterval(() => (memory = Math.max(memory, familyMemory())), 250);
  const started = performance.now();
  await reportPublished(workspace, silentLog, { areas: councils });
  const seconds = (performance.now() - started) / 1000;
  clearInterval(watch);
  return { seconds, parts: { warm, memory } };
}

/** The memory of this process and its children in MB, as Linux tells it; of this one alone elsewhere. */
function familyMemory(): number {
  try {
    const children = readdirSync('/proc/self/task').flatMap((task) =>
      readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
    );
    return ['self', ...children].reduce((sum, pid) => sum + residentMb(pid), 0);
  } catch {
    return process.memoryUsage.rss() / 1e6;
  }
}

function residentMb(pid: string): number {
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
  return (Number(kib) * 1024) / 1e6;
}

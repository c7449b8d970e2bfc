import type { NightlyResult } from '../nightly.js';
import { monthLabel } from '../period.js';
import { failureLines } from './failure-lines.js';

const SHOWN = 10;

/** A run on one page, for the person who reads the cron mail. */
export function runSummary(result: NightlyResult): string {
  const lines = [
    `Run ${result.run_id}: ${outcomeWords(result)} in ${result.seconds.toFixed(1)} s.`,
    `Files landed ${result.files_landed}, read ${result.files_read}. Packs written ${result.packs_written}.`,
  ];
  if (result.latest_period !== null) {
    lines.push(`Figures to ${monthLabel(result.latest_period.slice(0, 7))} are published.`);
  }
  if (result.packs_index !== null) lines.push(`Packs: ${result.packs_index}`);
  if (result.failures.length > 0) {
    lines.push(`Needs attention (exit code ${result.exit_code}):`);
    lines.push(...failureLines(result.failures, SHOWN));
  }
  return lines.join('\n');
}

function outcomeWords({ outcome, failures }: NightlyResult): string {
  if (outcome === 'nothing_new') return 'nothing new';
  if (outcome === 'failed') return 'failed';
  if (outcome === 'staged') return 'staged, not built,';
  return failures.length > 0 ? 'published, with something to look at,' : 'published';
}

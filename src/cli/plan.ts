import { plan, type Plan, type PlanReason } from '../plan/plan.js';
import type { Outlook } from '../ingest/index.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { logFor } from './log-for.js';
import { rollbackLine } from './rollback-line.js';

const SHOWN_FILES = 5;
const SHOWN_MODELS = 3;
const SHOWN_REASONS = 12;

const REASONS = {
  new_bytes: 'their bytes are new',
  contract_changed: 'their contract changed',
  secret_changed: 'the secret changed',
  asked_again: 'someone asked for it',
} as const;

/** `carecount plan`: what a nightly would do, and why, without doing it. */
export async function runPlan(globals: GlobalFlags): Promise<number> {
  const workspace = await openWorkspaceFor(globals);
  const found = await plan({ workspace, now: new Date(), log: logFor(globals) });
  if (globals.json === true) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else process.stdout.write(`${planLines(found).join('\n')}\n`);
  return 0;
}

/** A plan in words. */
export function planLines(found: Plan): string[] {
  const { published_run: run } = found;
  const lines = found.sources.flatMap(sourceLines);
  if (found.rollback !== null) lines.push(rollbackLine(found.rollback));
  if (found.is_nothing_to_do)
    return [...lines, `Nothing to do: run ${run ?? ''} is published and nothing is new.`];
  for (const { reason, dataset_id: dataset, files } of found.reads) {
    lines.push(
      `Read: ${count(files, 'file')} of ${dataset ?? 'a kind not known yet'}: ${REASONS[reason]}.`,
    );
  }
  lines.push(...buildLines(found));
  lines.push(found.would_write_packs ? 'Packs: written.' : 'Packs: none due.');
  if (found.would_deliver) lines.push('Delivery: to whoever has not had what the packs say.');
  return lines;
}

function sourceLines({
  source_id: id,
  kind,
  is_looked_into: isLooked,
  files,
  faults,
}: Outlook): string[] {
  if (!isLooked)
    return [`Source ${id} (${kind}): would be asked; what it has is not known before.`];
  const of = (state: string) => files.filter((file) => file.state === state).length;
  const lines = [
    `Source ${id}: ${count(of('new'), 'new file')}, ${of('changed')} changed, ${of('unsettled')} still being written.`,
  ];
  for (const file of files.slice(0, SHOWN_FILES)) {
    const what = file.note ?? file.dataset_id ?? '';
    lines.push(`  ${file.state} ${file.path} (${what})`);
  }
  if (files.length > SHOWN_FILES)
    lines.push(`  and ${files.length - SHOWN_FILES} more; all with --json`);
  return [...lines, ...faults.map((fault) => `  ${fault}`)];
}

function buildLines(found: Plan): string[] {
  if (!found.would_build) return ['Build: nothing has changed.'];
  return [
    `Build: all ${found.model_count} models, as every run does; ${found.models.length} of them may come out differently.`,
    ...found.reasons.slice(0, SHOWN_REASONS).map(reasonLine),
    ...(found.reasons.length > SHOWN_REASONS
      ? [`  and ${found.reasons.length - SHOWN_REASONS} more reasons; all with --json`]
      : []),
    found.metrics.length === 0
      ? 'Metrics that may change: none.'
      : `Metrics that may change: ${found.metrics.join(', ')}.`,
  ];
}

function reasonLine({ reason, models, metrics }: PlanReason): string {
  if (models.length === 0 && metrics.length === 0) return `  ${reason}: changes no model.`;
  const shown = models.slice(0, SHOWN_MODELS).join(', ');
  const more =
    models.length > SHOWN_MODELS ? ` and ${models.length - SHOWN_MODELS} more models` : '';
  return `  ${reason}: ${[`${shown}${more}`, count(metrics.length, 'metric')].filter(Boolean).join('; ')}.`;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

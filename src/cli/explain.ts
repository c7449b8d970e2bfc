import { dirname, join } from 'node:path';
import { explainFigure, explanationText } from '../explore/explain/index.js';
import { openReadOnly } from '../warehouse/database.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { limitOf } from './limit-of.js';
import { monthOfFlag } from './month-of-flag.js';
import { publishedPath } from './open-published.js';

export interface ExplainFlags {
  readonly area?: string;
  readonly period?: string;
  readonly periodType?: string;
  readonly setting?: string;
  readonly role?: string;
  readonly sector?: string;
  readonly contributors?: string;
  readonly edition?: string;
  readonly all?: boolean;
}

const SHOWN = 20;

/**
 * `carecount explain`: what one published figure is made of, and what stands beside it.
 * @throws CC-USE-001, CC-CFG-001, CC-CFG-006
 */
export async function runExplain(
  metric: string,
  flags: ExplainFlags,
  globals: GlobalFlags,
): Promise<number> {
  const limit = limitOf(flags.contributors, SHOWN, '--contributors');
  const isAll = flags.all === true || limit === 0;
  const period = monthOfFlag('--period', flags.period);
  const workspace = await openWorkspaceFor(globals);
  const path = publishedPath(workspace);
  const kept = {
    dir: join(dirname(path), 'contribution'),
    leastWorkers: workspace.config.disclosure.internal.min_workers,
  };
  const database = await openReadOnly(path, workspace.config.limits);
  try {
    const published = { all: flags.all === true, edition: flags.edition };
    const request = { ...flags, metric, period, published };
    const explanation = await explainFigure(database, request, kept);
    process.stdout.write(
      globals.json === true
        ? `${JSON.stringify(explanation, null, 2)}\n`
        : explanationText(explanation, { contributors: isAll ? Infinity : limit }),
    );
    return 0;
  } finally {
    database.close();
  }
}

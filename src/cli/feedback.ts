import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asWorkspaceError, problem } from '../errors.js';
import type { Workspace } from '../config.js';
import {
  feedbackPage,
  feedbackWorkbook,
  findOrganisation,
  folderName,
  monthsOf,
  readFeedback,
  type Feedback,
} from '../ingest/feedback/index.js';
import { loadContracts } from '../ingest/index.js';
import type { Database } from '../warehouse/database.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { monthOfFlag } from './month-of-flag.js';
import { readPublished } from './open-published.js';
import { requestedOutput } from './requested-output.js';
import { writeFileWhole } from './workbook-target.js';

export interface FeedbackFlags {
  readonly organisation: string;
  readonly period?: string;
  readonly out?: string;
}

const DEMONSTRATION = 'Demonstration data: invented, not real figures';

/** `carecount feedback`: what one organisation is told of its return, as a workbook and a page. */
export async function runFeedback(flags: FeedbackFlags, globals: GlobalFlags): Promise<number> {
  const period = monthOfFlag('--period', flags.period);
  const workspace = await openWorkspaceFor(globals);
  const feedback = await readPublished(workspace, async (database) => {
    await requireOrganisation(database, flags.organisation);
    const month = await requireMonth(database, flags.organisation, period);
    return readFeedback(database, flags.organisation, month);
  });
  const dir = dirFor(workspace, feedback, flags.out);
  const { demonstration, partnership } = workspace.config;
  const setting = {
    sender: partnership.name,
    demonstration: demonstration ? DEMONSTRATION : null,
    titles: new Map(loadContracts(workspace.dir).map(({ id, title }) => [id, title])),
    now: new Date(),
  };
  try {
    mkdirSync(dir, { recursive: true });
  } catch (error) {
    throw asWorkspaceError(error, dir);
  }
  const files = {
    workbook: join(dir, 'feedback.xlsx'),
    page: join(dir, 'feedback.html'),
  };
  await writeFileWhole(files.workbook, await feedbackWorkbook(feedback, setting));
  await writeFileWhole(files.page, feedbackPage(feedback, setting));
  tell(feedback, files, globals);
  return 0;
}

function tell(
  { organisation, month, findings, files: sent }: Feedback,
  files: Readonly<Record<string, string>>,
  globals: GlobalFlags,
): void {
  if (globals.json === true) {
    const body = {
      organisation,
      period: month,
      files: sent.length,
      findings: findings.length,
      ...files,
    };
    process.stdout.write(`${JSON.stringify(body, null, 2)}\n`);
  } else if (globals.quiet !== true) {
    process.stdout.write(`${Object.values(files).join('\n')}\n`);
  }
}

async function requireOrganisation(database: Database, organisation: string): Promise<void> {
  const { isKnown, near } = await findOrganisation(database, organisation);
  if (isKnown) return;
  const names = near.map((name) => `"${name}"`).join(' or ');
  throw problem('CC-USE-001', {
    where: '--organisation',
    expected: 'the name of one that has sent a file',
    got: `"${organisation}"`,
    next:
      names === ''
        ? 'See the names with `carecount files`.'
        : `Did you mean ${names}? See \`carecount files\`.`,
  });
}

async function requireMonth(
  database: Database,
  organisation: string,
  period: string | undefined,
): Promise<string> {
  const months = await monthsOf(database, organisation);
  const [latest = ''] = months;
  if (period === undefined) return latest;
  if (months.includes(period)) return period;
  throw problem('CC-USE-001', {
    where: '--period',
    expected: `a month that "${organisation}" has sent a file for`,
    got: period,
    next: `The latest is ${latest}.`,
  });
}

function dirFor(workspace: Workspace, feedback: Feedback, out: string | undefined): string {
  if (out === undefined) {
    const name = folderName(feedback.organisation);
    return join(workspace.dir, 'data', 'feedback', name, feedback.month);
  }
  return dirname(requestedOutput(join(out, 'feedback.xlsx'), workspace));
}

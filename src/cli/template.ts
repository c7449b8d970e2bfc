import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '../config.js';
import {
  findOrganisation,
  knownWorkplaces,
  returnTemplate,
  type KnownWorkplace,
} from '../ingest/feedback/index.js';
import { choiceOf } from './choice-of.js';
import { openWorkspaceFor, type GlobalFlags } from './globals.js';
import { monthOfFlag } from './month-of-flag.js';
import { readPublished } from './open-published.js';
import { workbookTarget, writeFileWhole } from './workbook-target.js';

export interface TemplateFlags {
  readonly organisation?: string;
  readonly month?: string;
  readonly contact?: string;
  readonly out: string;
}

/** `carecount template`: an empty return for a provider to fill in, with what is known of it. */
export async function runTemplate(
  kind: string,
  flags: TemplateFlags,
  globals: GlobalFlags,
): Promise<number> {
  choiceOf('template', kind, ['provider-return'] as const);
  const month = monthOfFlag('--month', flags.month);
  const workspace = await openWorkspaceFor(globals);
  const out = workbookTarget(flags.out, workspace);
  const { organisation } = flags;
  const known =
    organisation === undefined
      ? { workplaces: [], note: undefined }
      : await knownOf(workspace, organisation);
  const bytes = await returnTemplate({
    ...(organisation !== undefined && { organisation }),
    ...(month !== undefined && { month }),
    contact: flags.contact ?? workspace.config.partnership.name,
    workplaces: known.workplaces,
    now: new Date(),
  });
  await writeFileWhole(out, bytes);
  if (known.note !== undefined && globals.quiet !== true) process.stderr.write(`${known.note}\n`);
  const count = known.workplaces.length;
  if (globals.json === true) {
    const body = {
      out,
      organisation: organisation ?? null,
      month: month ?? null,
      workplaces: count,
    };
    process.stdout.write(`${JSON.stringify(body, null, 2)}\n`);
  } else if (globals.quiet !== true) {
    const filled =
      count === 0 ? '' : `, with ${count} ${count === 1 ? 'workplace' : 'workplaces'} filled in`;
    process.stdout.write(`Return written to ${out}${filled}.\n`);
  }
  return 0;
}

async function knownOf(
  workspace: Workspace,
  organisation: string,
): Promise<{ workplaces: readonly KnownWorkplace[]; note: string | undefined }> {
  const nothing = `Nothing has come from "${organisation}" yet, so no workplace is filled in.`;
  if (!existsSync(join(workspace.publishedLink, 'carecount.duckdb'))) {
    return { workplaces: [], note: nothing };
  }
  return readPublished(workspace, async (database) => {
    const { isKnown, near } = await findOrganisation(database, organisation);
    const meant =
      near.length === 0 ? '' : ` Did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`;
    return {
      workplaces: await knownWorkplaces(database, organisation),
      note: isKnown ? undefined : `${nothing}${meant}`,
    };
  });
}

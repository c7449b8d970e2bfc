import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FolderTarget } from '../../delivery-settings.js';
import { firstClause, problem, type CarecountError } from '../../errors.js';
import { putFolder, type Content } from '../pack-files.js';
import { deliveredFiles } from './delivered-files.js';
import { filesIn, readPackJson, type DeliverablePack } from './packs.js';
import { packsFor, type DeliveryContext, type TargetResult } from './target.js';

const LATEST = 'latest';

/** Whether a pack goes over what lies in a folder: never an older one over a newer one that holds. */
type Standing = 'goes in' | 'has it' | 'has a newer one';

/**
 * Copies packs into a folder, whole or not at all, as `<area code>/<period>/` and, where no later
 * month lies there, as `<area code>/latest/`. What lies there is looked at, so that a pack that
 * someone took away comes back.
 */
export async function deliverToFolder(
  folder: FolderTarget,
  context: DeliveryContext,
): Promise<TargetResult> {
  const packs = packsFor(context.packs, folder.areas);
  const faults: { pack: DeliverablePack; error: unknown }[] = [];
  const put: DeliverablePack[] = [];
  if (!existsSync(resolve(context.workspaceDir, folder.path))) {
    return resultOf(folder, packs, 0, [missingFolder(folder)], packs.length);
  }
  for (const pack of packs) {
    try {
      if (await putPack(folder, pack, context)) put.push(pack);
    } catch (error) {
      faults.push({ pack, error });
    }
  }
  if (!context.isDryRun) {
    context.history.record({ kind: 'folder', target: folder.path, recipientSha256: '' }, put);
  }
  const [first] = faults;
  const failures = first === undefined ? [] : [folderFault(folder, faults.length, first)];
  return resultOf(folder, packs, put.length, failures, faults.length);
}

function resultOf(
  { path }: FolderTarget,
  packs: readonly DeliverablePack[],
  delivered: number,
  failures: readonly CarecountError[],
  failed: number,
): TargetResult {
  const already = packs.length - delivered - failed;
  return { kind: 'folder', target: path, delivered, already, failed, failures };
}

/** @returns whether anything changed. */
async function putPack(
  folder: FolderTarget,
  pack: DeliverablePack,
  context: DeliveryContext,
): Promise<boolean> {
  const areaDir = join(resolve(context.workspaceDir, folder.path), pack.areaCode);
  const files = await contentOf(folder, pack);
  let isChanged = false;
  for (const name of [pack.period, LATEST]) {
    const dir = join(areaDir, name);
    const standing = await standingOf(dir, pack, context);
    if (standing === 'has a newer one') {
      context.log.warning(`Folder ${folder.path}: ${pack.areaCode}/${name} is newer and stays.`);
      continue;
    }
    if (context.isDryRun) isChanged ||= standing === 'goes in';
    else isChanged = (await putFolder(dir, files)) === 'written' || isChanged;
  }
  return isChanged;
}

/** The list of facts goes with every pack: it says of which run and month the pack is. */
async function contentOf(
  { formats }: FolderTarget,
  pack: DeliverablePack,
): Promise<Map<string, Content>> {
  const chosen = formats === undefined ? pack.files : filesIn(pack, formats);
  const own = pack.files.filter(({ name }) => name === 'pack.json');
  return deliveredFiles([...new Set([...chosen, ...own])]);
}

async function standingOf(
  dir: string,
  pack: DeliverablePack,
  { isTurnedAway }: Pick<DeliveryContext, 'isTurnedAway'>,
): Promise<Standing> {
  const there = await readPackJson(dir);
  if (there === undefined || isTurnedAway(there.run.run_id)) return 'goes in';
  if (there.period !== pack.period)
    return there.period > pack.period ? 'has a newer one' : 'goes in';
  if (there.run.run_id === pack.runId) return 'has it';
  return there.run.run_id > pack.runId ? 'has a newer one' : 'goes in';
}

/** A share that is not mounted is not made on the disk below it. */
function missingFolder({ path }: FolderTarget): CarecountError {
  return problem('CC-DEL-002', {
    where: `delivery.folders ${path}`,
    expected: 'a folder that is there',
    got: 'none',
    next: 'Make it, or mount it; the next run tries again.',
  });
}

function folderFault(
  { path }: FolderTarget,
  count: number,
  { pack, error }: { pack: DeliverablePack; error: unknown },
): CarecountError {
  return problem(
    'CC-DEL-002',
    {
      where: `delivery.folders ${path}`,
      expected: 'to put each pack there',
      got: `${firstClause(error)} for ${count === 1 ? 'that' : `${count}, first that`} of ${pack.areaCode}`,
      next: 'What lay there is still in place. Give the account the right to the folder, or free some space; the next run tries again.',
    },
    error,
  );
}

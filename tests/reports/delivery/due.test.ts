import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deliveryLines } from '../../../src/cli/deliver.js';
import type { Workspace } from '../../../src/config.js';
import { deliverPublished } from '../../../src/deliver.js';
import { deliverySchema } from '../../../src/delivery-settings.js';
import { silentLog } from '../../../src/log.js';
import { deliveriesAreDue } from '../../../src/plan/deliveries-due.js';
import type { Manifest } from '../../../src/warehouse/manifest.js';
import { swapPublished } from '../../../src/warehouse/publish.js';
import { openRuns } from '../../../src/warehouse/runs.js';
import { rejectionOf, tempWorkspace } from '../../helpers/workspace.js';
import { DeliveryPlace, RUN } from './helpers/delivery.js';

const now = (): Date => new Date('2026-05-12T01:02:03Z');
const runDelivery = (workspace: Workspace) => deliverPublished(workspace, silentLog, { now });

/** A workspace whose published run has written a pack, and the folder that it delivers to. */
function reportedWorkspace(): { workspace: Workspace; shelf: string } {
  const place = new DeliveryPlace();
  const workspace = tempWorkspace((config) => {
    config.delivery = deliverySchema.parse({ folders: [{ path: 'shelf' }] });
  }, place.dir);
  mkdirSync(join(workspace.packsDir), { recursive: true });
  place.writePack();
  symlinkSync(join(place.dir, 'packs'), join(workspace.packsDir, 'public'));
  const runDir = join(workspace.warehouseDir, 'runs', RUN);
  mkdirSync(runDir, { recursive: true });
  writeFileSync(join(runDir, 'manifest.json'), '{}');
  swapPublished(workspace.publishedLink, runDir);
  report(workspace, '2026-05-12T01:00:00.000Z');
  return { workspace, shelf: join(workspace.dir, 'shelf') };
}

function report(workspace: Workspace, at: string): void {
  const event = {
    event: 'reported',
    run_id: RUN,
    at,
    audience: 'public',
    packs_written: 1,
  } as const;
  openRuns(workspace, silentLog).append([event]);
}

function isDue(workspace: Workspace, runId = RUN): boolean {
  const published = { run_id: runId } as Manifest;
  return deliveriesAreDue(workspace, published, openRuns(workspace, silentLog).read());
}

describe('deliveriesAreDue', () => {
  it('holds until everything has been delivered', async () => {
    const { workspace, shelf } = reportedWorkspace();
    expect(isDue(workspace)).toBe(true);
    await runDelivery(workspace);
    expect(isDue(workspace)).toBe(true);

    mkdirSync(shelf);
    const result = await runDelivery(workspace);
    expect(isDue(workspace)).toBe(false);
    expect(deliveryLines(result)).toEqual([
      `Run ${RUN}: 1 pack.`,
      'Folder shelf: packs put there 1, had it already 0.',
    ]);
  });

  it('holds again after the packs are written anew, or the settings say something else', async () => {
    const { workspace, shelf } = reportedWorkspace();
    mkdirSync(shelf);
    await runDelivery(workspace);
    report(workspace, '2026-05-12T02:00:00.000Z');
    expect(isDue(workspace)).toBe(true);

    await runDelivery(workspace);
    expect(isDue(workspace)).toBe(false);
    workspace.config.delivery = deliverySchema.parse({ folders: [{ path: '.' }] });
    expect(isDue(workspace)).toBe(true);
  });

  it('does not hold for a run whose packs are not written, nor where nothing is set up', () => {
    const { workspace } = reportedWorkspace();
    expect(isDue(workspace, 'another')).toBe(false);
    delete workspace.config.delivery;
    expect(isDue(workspace)).toBe(false);
  });
});

describe('deliverPublished', () => {
  it('delivers nothing where nothing is published', async () => {
    const workspace = tempWorkspace((config) => {
      config.delivery = deliverySchema.parse({ folders: [{ path: '.' }] });
    });
    expect(await rejectionOf(runDelivery(workspace))).toMatchObject({ code: 'CC-CFG-006' });
  });

  it('says what to write where no delivery is set up', async () => {
    expect(await rejectionOf(runDelivery(tempWorkspace()))).toMatchObject({
      code: 'CC-CFG-002',
      message: expect.stringContaining(
        'expected `delivery:` with folders, email or webhook',
      ) as string,
    });
  });
});

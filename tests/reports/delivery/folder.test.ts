import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { counts, DeliveryPlace, failures, LATER_RUN, RUN } from './helpers/delivery.js';

const AREA = 'X06000091';
const FOLDER = { folders: [{ path: 'shelf' }] };

/** A place with one pack and a folder to put it into. */
function placeWithShelf(): DeliveryPlace & { shelf: string } {
  const place = new DeliveryPlace();
  place.writePack();
  const shelf = join(place.dir, 'shelf');
  mkdirSync(shelf);
  return Object.assign(place, { shelf });
}

function runAt(dir: string): string {
  const pack = JSON.parse(readFileSync(join(dir, 'pack.json'), 'utf8')) as {
    run: { run_id: string };
  };
  return pack.run.run_id;
}

describe('a folder', () => {
  it('holds each pack under its month and as the latest, and nothing else', async () => {
    const place = placeWithShelf();

    expect(counts(await place.deliver(FOLDER))).toEqual([[1, 0, 0]]);
    expect(readdirSync(join(place.shelf, AREA)).sort()).toEqual(['2026-04', 'latest']);
    const files = ['briefing.html', 'briefing.pdf', 'pack.json', 'vacancy-trend.csv'];
    expect(readdirSync(join(place.shelf, AREA, 'latest')).sort()).toEqual(files);
    expect(readFileSync(join(place.shelf, AREA, '2026-04', 'briefing.pdf'), 'utf8')).toBe(
      `%PDF of ${RUN}`,
    );
    expect(counts(await place.deliver(FOLDER))).toEqual([[0, 1, 0]]);
  });

  it('takes only the areas and formats that it asks for, with the list of facts', async () => {
    const place = placeWithShelf();
    place.writePack({ areaCode: 'X06000092' });
    const folders = [{ path: 'shelf', areas: ['X06000092', 'X06000093'], formats: ['pdf'] }];

    expect(counts(await place.deliver({ folders }))).toEqual([[1, 0, 0]]);
    expect(readdirSync(place.shelf)).toEqual(['X06000092']);
    expect(readdirSync(join(place.shelf, 'X06000092', 'latest')).sort()).toEqual([
      'briefing.pdf',
      'pack.json',
    ]);
    expect(place.log.lines).toContain('Delivery: no pack of area X06000093 in this run.');
  });

  it('gets back what someone took away', async () => {
    const place = placeWithShelf();
    await place.deliver(FOLDER);
    rmSync(join(place.shelf, AREA, 'latest'), { recursive: true });

    expect(counts(await place.deliver(FOLDER))).toEqual([[1, 0, 0]]);
    expect(existsSync(join(place.shelf, AREA, 'latest', 'briefing.html'))).toBe(true);
  });

  it('keeps its earlier months, and the latest is never of an earlier one', async () => {
    const place = placeWithShelf();
    await place.deliver(FOLDER);
    rmSync(place.audienceDir, { recursive: true });
    place.writePack({ period: '2026-03', runId: LATER_RUN });

    await place.deliver(FOLDER, { runId: LATER_RUN });
    expect(readdirSync(join(place.shelf, AREA)).sort()).toEqual(['2026-03', '2026-04', 'latest']);
    expect(runAt(join(place.shelf, AREA, 'latest'))).toBe(RUN);
  });

  it('never has what an earlier run wrote put over what a later one wrote', async () => {
    const place = placeWithShelf();
    place.writePack({ runId: LATER_RUN });
    await place.deliver(FOLDER, { runId: LATER_RUN });
    place.writePack({ runId: RUN });

    expect(counts(await place.deliver(FOLDER))).toEqual([[0, 1, 0]]);
    expect(runAt(join(place.shelf, AREA, '2026-04'))).toBe(LATER_RUN);
    expect(place.log.lines).toContain(`Folder shelf: ${AREA}/2026-04 is newer and stays.`);
  });

  it('follows a rollback: what the run wrote that was turned away from gives way', async () => {
    const place = placeWithShelf();
    place.writePack({ period: '2026-05', runId: LATER_RUN });
    await place.deliver(FOLDER, { runId: LATER_RUN });

    const isTurnedAway = (runId: string): boolean => runId === LATER_RUN;
    expect(counts(await place.deliver(FOLDER, { isTurnedAway }))).toEqual([[1, 0, 0]]);
    expect(runAt(join(place.shelf, AREA, 'latest'))).toBe(RUN);
  });

  it('is whole after a stop that left half a pack beside it', async () => {
    const place = placeWithShelf();
    const half = join(place.shelf, AREA, '.latest.partial');
    mkdirSync(half, { recursive: true });
    writeFileSync(join(half, 'briefing.html'), '<p>ha');

    await place.deliver(FOLDER);
    expect(readdirSync(join(place.shelf, AREA)).sort()).toEqual(['2026-04', 'latest']);
    expect(runAt(join(place.shelf, AREA, 'latest'))).toBe(RUN);
  });

  it('that is not there is not made: it may be a share that is not mounted', async () => {
    const place = placeWithShelf();
    rmSync(place.shelf, { recursive: true });

    const result = await place.deliver(FOLDER);
    expect(failures(result)).toEqual([
      'CC-DEL-002 delivery.folders shelf: expected a folder that is there; got none. Make it, or mount it; the next run tries again.',
    ]);
    expect(existsSync(place.shelf)).toBe(false);
  });

  it('that cannot take one pack still takes the others', async () => {
    const place = placeWithShelf();
    place.writePack({ areaCode: 'X06000092' });
    writeFileSync(join(place.shelf, AREA), 'a file in the way');

    const result = await place.deliver(FOLDER);
    expect(counts(result)).toEqual([[1, 0, 1]]);
    expect(failures(result)[0]).toMatch(
      /^CC-DEL-002 delivery\.folders shelf: expected to put each pack there; got E[A-Z]+: .* for that of X06000091\./,
    );
    expect(existsSync(join(place.shelf, 'X06000092', 'latest', 'pack.json'))).toBe(true);
  });

  it('is left alone by a dry run, which counts what would be put there', async () => {
    const place = placeWithShelf();

    expect(counts(await place.deliver(FOLDER, { isDryRun: true }))).toEqual([[1, 0, 0]]);
    expect(readdirSync(place.shelf)).toEqual([]);
  });
});

describe('deliverPacks', () => {
  it('leaves out packs that a run which is not published wrote', async () => {
    const place = placeWithShelf();
    place.writePack({ areaCode: 'X06000092', runId: LATER_RUN });

    await place.deliver(FOLDER);
    expect(readdirSync(place.shelf)).toEqual([AREA]);
    await expect(place.deliver(FOLDER, { runId: 'another' })).rejects.toThrow(
      'expected packs of run another, which is published; got none. Run `carecount report` first.',
    );
  });
});

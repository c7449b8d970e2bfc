import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { counts, DeliveryPlace, failures, RUN } from './helpers/delivery.js';

interface Call {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = (response: ServerResponse, index: number) => void;

const accept: Answer = (response) => void response.writeHead(204).end();

/** Starts a server that keeps what is posted to it; it ends with the test. */
async function startHook(answer: Answer = accept) {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      calls.push({ headers: request.headers, body });
      answer(response, calls.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { calls, url: `http://127.0.0.1:${port}/packs` };
}

function placeWithPack(): DeliveryPlace {
  const place = new DeliveryPlace();
  place.writePack();
  return place;
}

describe('a webhook', () => {
  it('is told of a pack, its files, their hashes and links, and can check who says so', async () => {
    const place = placeWithPack();
    place.env['HOOK_TOKEN'] = 'let me in';
    const { calls, url } = await startHook();
    const hook = {
      id: 'portal',
      url,
      token_env: 'HOOK_TOKEN',
      secret_env: 'HOOK_SECRET',
      link_base: 'https://packs.wittle.example',
    };

    expect(counts(await place.deliver({ webhook: [hook] }))).toEqual([[1, 0, 0]]);
    const [call] = calls;
    const body = call?.body ?? '';
    const signature = createHmac('sha256', 'a secret').update(body).digest('hex');
    expect(call?.headers).toMatchObject({
      authorization: 'Bearer let me in',
      'content-type': 'application/json',
      'x-carecount-signature': `sha256=${signature}`,
    });
    const told = JSON.parse(body) as { files: { name: string }[] };
    expect(told).toMatchObject({
      run_id: RUN,
      period: '2026-04',
      area: { area_code: 'X06000091', area_name: 'Alderwick' },
      pack_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    const bytes = readFileSync(join(place.audienceDir, 'X06000091/2026-04/briefing.pdf'));
    expect(told.files.find(({ name }) => name === 'briefing.pdf')).toEqual({
      name: 'briefing.pdf',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      link: 'https://packs.wittle.example/X06000091/2026-04/briefing.pdf',
    });
  });

  it('is told nothing twice', async () => {
    const place = placeWithPack();
    const { calls, url } = await startHook();
    const settings = { webhook: [{ id: 'portal', url }] };

    await place.deliver(settings);
    expect(counts(await place.deliver(settings))).toEqual([[0, 1, 0]]);
    expect(calls).toHaveLength(1);
  });

  it('that is busy or hangs up is told again after a wait, with the same key', async () => {
    const place = placeWithPack();
    const { calls, url } = await startHook((response, index) => {
      if (index === 1) response.writeHead(503).end();
      else if (index === 2) response.destroy();
      else accept(response, index);
    });

    expect(counts(await place.deliver({ webhook: [{ id: 'portal', url }] }))).toEqual([[1, 0, 0]]);
    expect(place.waits).toEqual([1000, 2000]);
    expect(new Set(calls.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('that refuses one pack for what it holds is told of those after it', async () => {
    const place = placeWithPack();
    place.writePack({ areaCode: 'X06000092', areaName: 'Beechcombe' });
    const { calls, url } = await startHook((response, index) => {
      if (index === 1) response.writeHead(422).end();
      else accept(response, index);
    });
    const settings = { webhook: [{ id: 'portal', url }] };

    const refused = await place.deliver(settings);
    expect(counts(refused)).toEqual([[1, 0, 1]]);
    expect(failures(refused)[0]).toContain('got 422 Unprocessable Entity. 1 pack is left');
    expect(counts(await place.deliver(settings))).toEqual([[1, 1, 0]]);
    expect(calls).toHaveLength(3);
  });

  it('that does not answer in time is told of', async () => {
    const place = placeWithPack();
    const { url } = await startHook(() => undefined);
    const webhook = [{ id: 'portal', url, timeout_seconds: 1, retries: 0 }];

    expect(failures(await place.deliver({ webhook }))).toEqual([
      'CC-DEL-003 delivery.webhook portal: expected an answer of 200 to 299; got no answer in time. 1 pack is left for the next run. Look at the address, the token and the server.',
    ]);
  });

  it.each([
    [401, {}],
    [302, { location: 'https://elsewhere.example/' }],
  ])('that answers %i is not told again in this run', async (status, headers) => {
    const place = placeWithPack();
    place.writePack({ areaCode: 'X06000092', areaName: 'Beechcombe' });
    const { calls, url } = await startHook(
      (response) => void response.writeHead(status, headers).end(),
    );

    const result = await place.deliver({ webhook: [{ id: 'portal', url }] });
    expect(counts(result)).toEqual([[0, 0, 2]]);
    expect(failures(result)[0]).toContain(`got ${status}`);
    expect(calls).toHaveLength(1);
    expect(place.sent).toEqual([]);
  });

  it('is told nothing while its secret is missing, as nobody could check it', async () => {
    const place = placeWithPack();
    const { calls, url } = await startHook();
    const webhook = [{ id: 'portal', url, secret_env: 'NO_SUCH' }];

    expect(failures(await place.deliver({ webhook }))).toEqual([
      'CC-DEL-003 delivery.webhook portal: expected the environment variable NO_SUCH; got none. Set it where carecount is started.',
    ]);
    expect(calls).toEqual([]);
  });
});

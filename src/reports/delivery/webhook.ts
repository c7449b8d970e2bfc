import { createHmac } from 'node:crypto';
import type { WebhookTarget } from '../../delivery-settings.js';
import { CarecountError, messageOf, problem } from '../../errors.js';
import { secretOf } from './environment.js';
import type { Place } from './history.js';
import { linkTo } from './links.js';
import type { DeliverablePack } from './packs.js';
import { packsFor, type DeliveryContext, type TargetResult } from './target.js';

const FIRST_WAIT_MS = 1000;
const PASSING_STATUS = [408, 425, 429, 500, 502, 503, 504];
/** Answers about what was sent, not about who sent it where: the next pack may be accepted. */
const OF_ONE_PACK = [400, 409, 413, 422];

/** An answer that is no acceptance, or the lack of one. */
class HookFault extends Error {
  override readonly name = 'HookFault';

  constructor(
    message: string,
    /** The answer's status; null where there was none. */
    readonly status: number | null,
  ) {
    super(message);
  }
}

/** Posts each pack that a webhook has not been told of, signed where it has a secret. */
export async function deliverToWebhook(
  hook: WebhookTarget,
  context: DeliveryContext,
): Promise<TargetResult> {
  const place: Place = { kind: 'webhook', target: hook.id, recipientSha256: '' };
  const packs = packsFor(context.packs, hook.areas);
  const due = packs.filter((pack) => !context.history.hasHad(place, pack));
  const { delivered, fault } = context.isDryRun
    ? { delivered: due.length, fault: undefined }
    : await postAll(hook, due, context, place);
  const failed = due.length - delivered;
  const already = packs.length - due.length;
  const failures = fault === undefined ? [] : [hookFault(hook, fault, failed)];
  return { kind: 'webhook', target: hook.id, delivered, already, failed, failures };
}

/** Posts one pack after another. One that is refused for itself does not keep back those after it. */
async function postAll(
  hook: WebhookTarget,
  due: readonly DeliverablePack[],
  context: DeliveryContext,
  place: Place,
): Promise<{ delivered: number; fault: unknown }> {
  let delivered = 0;
  let fault: unknown;
  for (const pack of due) {
    try {
      await post(hook, pack, context);
      context.history.record(place, [pack]);
      delivered += 1;
    } catch (error) {
      fault ??= error;
      const isOfPack = error instanceof HookFault && OF_ONE_PACK.includes(error.status ?? 0);
      if (!isOfPack) break;
    }
  }
  return { delivered, fault };
}

/** What a webhook is told of a pack. */
export function webhookBody(pack: DeliverablePack, linkBase: string | undefined): string {
  return JSON.stringify({
    format: 'carecount-delivery/1',
    event: 'pack_published',
    run_id: pack.runId,
    audience: pack.audience,
    period: pack.period,
    area: { area_code: pack.areaCode, area_name: pack.areaName },
    title: pack.title,
    ...(pack.demonstration === null ? {} : { demonstration: pack.demonstration }),
    pack_sha256: pack.packSha256,
    content_sha256: pack.contentSha256,
    files: pack.files.map((file) => ({
      name: file.name,
      bytes: file.bytes,
      sha256: file.sha256,
      ...(linkBase === undefined ? {} : { link: linkTo(linkBase, pack, file) }),
    })),
  });
}

async function post(
  hook: WebhookTarget,
  pack: DeliverablePack,
  context: DeliveryContext,
): Promise<void> {
  const body = webhookBody(pack, hook.link_base);
  const headers = headersFor(hook, pack, body, context);
  for (let tried = 0; ; tried++) {
    try {
      await postOnce(hook, { body, headers }, context);
      return;
    } catch (error) {
      const mayPass =
        error instanceof HookFault &&
        (error.status === null || PASSING_STATUS.includes(error.status));
      if (!mayPass || tried >= hook.retries) throw error;
      await context.effects.sleep(FIRST_WAIT_MS * 2 ** tried);
    }
  }
}

async function postOnce(
  hook: WebhookTarget,
  { body, headers }: { readonly body: string; readonly headers: Record<string, string> },
  { effects }: DeliveryContext,
): Promise<void> {
  const signal = AbortSignal.timeout(hook.timeout_seconds * 1000);
  const request = { method: 'POST', body, headers, signal, redirect: 'manual' } as const;
  const response = await effects.fetch(hook.url, request).catch((error: unknown) => {
    throw new HookFault(signal.aborted ? 'no answer in time' : reasonOf(error), null);
  });
  await response.body?.cancel();
  if (response.ok) return;
  throw new HookFault(`${response.status} ${response.statusText}`.trim(), response.status);
}

function headersFor(
  hook: WebhookTarget,
  pack: DeliverablePack,
  body: string,
  { effects }: DeliveryContext,
): Record<string, string> {
  const fault = { code: 'CC-DEL-003', where: `delivery.webhook ${hook.id}` } as const;
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': 'carecount',
    'idempotency-key': pack.contentSha256,
  };
  if (hook.token_env !== undefined) {
    headers['authorization'] = `Bearer ${secretOf(effects, hook.token_env, fault)}`;
  }
  if (hook.secret_env !== undefined) {
    const secret = secretOf(effects, hook.secret_env, fault);
    headers['x-carecount-signature'] =
      `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  }
  return headers;
}

/** What lies behind the "fetch failed" that Node words every fault of the network as. */
function reasonOf(error: unknown): string {
  return messageOf(error instanceof Error && error.cause !== undefined ? error.cause : error);
}

function hookFault({ id }: WebhookTarget, error: unknown, count: number): CarecountError {
  if (error instanceof CarecountError) return error;
  if (!(error instanceof HookFault)) throw error;
  return problem(
    'CC-DEL-003',
    {
      where: `delivery.webhook ${id}`,
      expected: 'an answer of 200 to 299',
      got: error.message,
      next: `${count} ${count === 1 ? 'pack is' : 'packs are'} left for the next run. Look at the address, the token and the server.`,
    },
    error,
  );
}

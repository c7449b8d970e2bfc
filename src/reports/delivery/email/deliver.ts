import type { MailingList } from '../../../delivery-settings.js';
import { CarecountError, problem } from '../../../errors.js';
import type { Place } from '../history.js';
import { filesIn } from '../packs.js';
import { packsFor, type DeliveryContext, type TargetResult } from '../target.js';
import {
  composeMail,
  messageIdOf,
  recipientHash,
  type ListMail,
  type MailSettings,
} from './compose.js';
import { mailFaultOf, type MailFault } from './faults.js';
import { sendInRounds, type Unsent } from './rounds.js';
import { openTransport } from './transport.js';

/**
 * Sends each recipient of the lists one mail with the packs that this one has not had. Who was sent
 * to is written down when the server has taken the mail, one by one.
 */
export async function deliverByEmail(
  lists: readonly MailingList[],
  settings: MailSettings,
  context: DeliveryContext,
): Promise<TargetResult[]> {
  const bare = new Map(lists.map((list) => [list.id, missingFormat(list, context)]));
  const mails = lists
    .filter(({ id }) => bare.get(id) === undefined)
    .flatMap((list) => mailsOf(list, context));
  const outcome = context.isDryRun ? [] : await sendAll(mails, settings, context);
  return lists.map((list) => {
    const missing = bare.get(list.id);
    if (missing !== undefined) return notTried(list, list.to.length, missing);
    const due = mails.filter((mail) => mail.list.id === list.id).length;
    if (outcome instanceof CarecountError) {
      return due === 0 ? resultOf(list, 0, []) : notTried(list, due, outcome);
    }
    return resultOf(
      list,
      due,
      outcome.filter(({ mail }) => mail.list.id === list.id),
    );
  });
}

function mailsOf(list: MailingList, { packs: all, history }: DeliveryContext): ListMail[] {
  const packs = packsFor(all, list.areas);
  return list.to.flatMap((to) => {
    const place: Place = { kind: 'email', target: list.id, recipientSha256: recipientHash(to) };
    const due = packs.filter((pack) => !history.hasHad(place, pack));
    if (due.length === 0) return [];
    const dated = due.map((pack) => ({ pack, isRevised: history.isRevised(place, pack) }));
    return [{ list, to, place, packs: dated }];
  });
}

/** @returns what was not sent, or why nothing could be. */
async function sendAll(
  mails: readonly ListMail[],
  settings: MailSettings,
  context: DeliveryContext,
): Promise<Unsent<ListMail>[] | CarecountError> {
  if (mails.length === 0) return [];
  const { email, workspaceDir } = settings;
  const { effects, now } = context;
  try {
    const transport = await openTransport(email, workspaceDir, effects);
    const send = async (mail: ListMail): Promise<MailFault | undefined> => {
      const message = await composeMail(mail, settings, now());
      try {
        await transport(message);
      } catch (error) {
        return mailFaultOf(error, [mail.to, email.username ?? '']);
      }
      const packs = mail.packs.map(({ pack }) => pack);
      context.history.record(mail.place, packs, messageIdOf(mail, email.from));
      return undefined;
    };
    return await sendInRounds(mails, send, {
      retries: email.retries,
      firstWaitMs: email.retry_seconds * 1000,
      sleep: effects.sleep,
    });
  } catch (error) {
    if (error instanceof CarecountError && error.code === 'CC-DEL-001') return error;
    throw error;
  }
}

function resultOf(
  list: MailingList,
  due: number,
  unsent: readonly Unsent<ListMail>[],
): TargetResult {
  const failures = unsent.length === 0 ? [] : [notSent(list, unsent)];
  return {
    kind: 'email',
    target: list.id,
    delivered: due - unsent.length,
    already: list.to.length - due,
    failed: unsent.length,
    failures,
  };
}

function notTried(list: MailingList, failed: number, fault: CarecountError): TargetResult {
  const already = list.to.length - failed;
  return { kind: 'email', target: list.id, delivered: 0, already, failed, failures: [fault] };
}

/** One line for a list: how many, and what the server said of the first. */
function notSent(list: MailingList, unsent: readonly Unsent<ListMail>[]): CarecountError {
  const fault = unsent[0]?.fault;
  const refused = unsent.filter((each) => each.fault.kind === 'refused').length;
  const how = refused === unsent.length ? 'refused' : 'not sent to';
  return problem('CC-DEL-001', {
    where: `delivery.email list ${list.id}`,
    expected: `each of its ${list.to.length} recipients to be sent to`,
    got: `${unsent.length} ${how}: ${fault?.said ?? ''}`,
    next: `${fault?.next ?? ''}${unsent.length < list.to.length ? ' The others have theirs.' : ''}`,
  });
}

function missingFormat(list: MailingList, context: DeliveryContext): CarecountError | undefined {
  const pack = packsFor(context.packs, list.areas).find(
    (each) => filesIn(each, list.formats).length === 0,
  );
  if (pack === undefined) return undefined;
  return problem('CC-DEL-001', {
    where: `delivery.email list ${list.id}`,
    expected: `a file of ${list.formats.join(' or ')} in the pack of ${pack.areaCode}`,
    got: 'none',
    next: 'Add the format to packs.formats, or take another for the list.',
  });
}

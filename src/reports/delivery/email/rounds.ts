import type { MailFault } from './faults.js';

/** Something to send, and why it was not sent. */
export interface Unsent<Mail> {
  readonly mail: Mail;
  readonly fault: MailFault;
}

export interface Tries {
  /** How many rounds may follow the first. */
  readonly retries: number;
  /** The wait before the second round; each further one is twice as long. */
  readonly firstWaitMs: number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
}

/**
 * Sends mails in rounds: what may be taken later waits for the next round, so that the wait is one
 * for all of them, however many a server puts off.
 * @param send gives the fault where a mail was not taken
 * @returns what was not sent when no round is left.
 */
export async function sendInRounds<Mail>(
  mails: readonly Mail[],
  send: (mail: Mail) => Promise<MailFault | undefined>,
  { retries, firstWaitMs, sleep }: Tries,
): Promise<Unsent<Mail>[]> {
  const never: Unsent<Mail>[] = [];
  let waiting = mails;
  for (let round = 0; ; round++) {
    const unsent = await sendRound(waiting, send);
    const later = unsent.filter(({ fault }) => mayPass(fault));
    never.push(...unsent.filter(({ fault }) => !mayPass(fault)));
    if (later.length === 0 || round >= retries) return [...never, ...later];
    waiting = later.map(({ mail }) => mail);
    await sleep(firstWaitMs * 2 ** round);
  }
}

/** Stops at the first fault that would meet every other mail too. */
async function sendRound<Mail>(
  mails: readonly Mail[],
  send: (mail: Mail) => Promise<MailFault | undefined>,
): Promise<Unsent<Mail>[]> {
  const unsent: Unsent<Mail>[] = [];
  for (const [index, mail] of mails.entries()) {
    const fault = await send(mail);
    if (fault === undefined) continue;
    if (fault.kind === 'unreachable' || fault.kind === 'unusable') {
      return [...unsent, ...mails.slice(index).map((each) => ({ mail: each, fault }))];
    }
    unsent.push({ mail, fault });
  }
  return unsent;
}

function mayPass({ kind }: MailFault): boolean {
  return kind === 'passing' || kind === 'unreachable';
}

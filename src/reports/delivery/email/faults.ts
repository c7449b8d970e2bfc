import { messageOf } from '../../../errors.js';

/**
 * Why a mail was not taken. `passing`: this one may be taken later. `refused`: this one never.
 * `unreachable`: no mail now, perhaps later. `unusable`: no mail at all with these settings.
 */
export interface MailFault {
  readonly kind: 'passing' | 'refused' | 'unreachable' | 'unusable';
  /** What the server or the network said, in one line and without addresses. */
  readonly said: string;
  readonly next: string;
}

/** What nodemailer tells of an error. */
interface SmtpError {
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly command?: string;
}

const LATER = 'The next run tries again.';
const LONGEST = 200;
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ISSUER/;

/**
 * Sorts an error of the mail transport by what can be done about it.
 * @param personal texts that must not be told on: the recipient's address, the name of the account
 */
export function mailFaultOf(error: unknown, personal: readonly string[]): MailFault {
  const { code = '', originalCode = '', responseCode, response, command } = error as SmtpError;
  const said = withoutPersonal(response ?? messageOf(error), personal);
  if (CERTIFICATE.test(originalCode)) {
    return {
      kind: 'unusable',
      said: `a certificate that is not trusted (${said})`,
      next: 'Name the certificate of its authority as ca_file, or the host as the certificate has it.',
    };
  }
  if (/WRONG_VERSION_NUMBER|EPROTO/.test(originalCode)) {
    const next = 'Look at port and security: 465 goes with tls, 587 with starttls.';
    return { kind: 'unusable', said: `an answer that is not TLS (${said})`, next };
  }
  if (code === 'ETLS' && response !== undefined) {
    const next = 'Nothing was sent unencrypted. Ask who runs the server, or use security: tls.';
    return { kind: 'unusable', said: `a server that does not offer STARTTLS (${said})`, next };
  }
  if (responseCode === undefined) return { kind: 'unreachable', said, next: LATER };
  if (code === 'EAUTH' && responseCode >= 500) {
    const next = 'Mend username, or the variable that password_env names.';
    return { kind: 'unusable', said: `the sign-in refused (${said})`, next };
  }
  if (code === 'EAUTH' || code === 'ECONNECTION' || code === 'EPROTOCOL' || responseCode === 421) {
    return { kind: 'unreachable', said, next: LATER };
  }
  if (responseCode < 500) return { kind: 'passing', said, next: LATER };
  const next =
    command === 'RCPT TO'
      ? 'Mend the address in carecount.yaml, or take it out.'
      : 'Ask who runs the server.';
  return { kind: 'refused', said, next };
}

function withoutPersonal(text: string, personal: readonly string[]): string {
  let safe = text.replace(/\s+/g, ' ');
  for (const each of personal) {
    const [local = ''] = each.split('@');
    for (const part of [each, local]) if (part.length > 2) safe = hide(safe, part);
  }
  return safe.replace(/[^\s<>"'(),;]+@[^\s<>"'(),;:]+/g, '[address]').slice(0, LONGEST);
}

function hide(text: string, part: string): string {
  const pattern = part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(pattern, 'gi'), '[address]');
}

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import type { EmailSettings } from '../../../delivery-settings.js';
import { firstClause, problem } from '../../../errors.js';
import type { DeliveryEffects } from '../effects.js';
import { secretOf } from '../environment.js';

/** Sends one message; resolves once the server has taken it. */
export type SendMail = (message: SMTPTransport.MailOptions) => Promise<void>;

/**
 * Opens the way to the mail server, which is asked only when something is sent.
 * @throws CC-DEL-001 where the password or the certificate is missing.
 */
export async function openTransport(
  settings: EmailSettings,
  workspaceDir: string,
  effects: DeliveryEffects,
): Promise<SendMail> {
  const { createTransport } = await import('nodemailer');
  const milliseconds = settings.timeout_seconds * 1000;
  const transport = createTransport({
    host: settings.host,
    port: settings.port,
    secure: settings.security === 'tls',
    requireTLS: settings.security === 'starttls',
    ignoreTLS: settings.security === 'none',
    connectionTimeout: milliseconds,
    greetingTimeout: milliseconds,
    socketTimeout: milliseconds,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...signIn(settings, effects),
    ...trust(settings, workspaceDir),
  });
  return async (message) => {
    await transport.sendMail(message);
  };
}

function signIn({ username, password_env: variable }: EmailSettings, effects: DeliveryEffects) {
  if (username === undefined || variable === undefined) return {};
  const fault = { code: 'CC-DEL-001', where: 'delivery.email password_env' } as const;
  return { auth: { user: username, pass: secretOf(effects, variable, fault) } };
}

function trust({ ca_file: path }: EmailSettings, workspaceDir: string) {
  if (path === undefined) return {};
  try {
    return { tls: { ca: readFileSync(resolve(workspaceDir, path), 'utf8') } };
  } catch (error) {
    throw problem('CC-DEL-001', {
      where: `delivery.email ca_file ${path}`,
      expected: 'a certificate as PEM',
      got: firstClause(error),
      next: 'Put it there, or take the line out.',
    });
  }
}

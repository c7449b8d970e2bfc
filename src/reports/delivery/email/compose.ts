import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type SMTPTransport from 'nodemailer/lib/smtp-transport';
import type { DeliverySettings, EmailSettings, MailingList } from '../../../delivery-settings.js';
import { deliveredFiles } from '../delivered-files.js';
import type { Place } from '../history.js';
import { linkTo } from '../links.js';
import { filesIn, type DeliverablePack, type PackFile } from '../packs.js';
import { packsFor } from '../target.js';
import { htmlPart, subjectOf, textPart, type MailedPack } from './words.js';

/** A mail to one recipient of a list, with the packs that this one has not had. */
export interface ListMail {
  readonly list: MailingList;
  readonly to: string;
  readonly place: Place;
  readonly packs: readonly { readonly pack: DeliverablePack; readonly isRevised: boolean }[];
}

/** What of the settings a mail is made by, and where packs lie that are in no folder of the settings. */
export interface MailSettings {
  readonly email: EmailSettings;
  readonly folders: DeliverySettings['folders'];
  readonly workspaceDir: string;
  readonly audienceDir: string;
}

/** The same address is the same recipient however its capitals are written. */
export function recipientHash(address: string): string {
  return sha256(address.toLowerCase());
}

/** The same for the same packs to the same recipient of the same list, so that a repeat can be known. */
export function messageIdOf({ list, place, packs }: ListMail, from: string): string {
  const contents = packs.map(({ pack }) => pack.contentSha256).join('\n');
  const id = sha256(`${list.id}\n${place.recipientSha256}\n${contents}`).slice(0, 32);
  return `<${id}@${from.split('@')[1] ?? 'carecount'}>`;
}

/** Writes a mail: with its files where they are small enough together, else with where they are. */
export async function composeMail(
  mail: ListMail,
  settings: MailSettings,
  date: Date,
): Promise<SMTPTransport.MailOptions> {
  const { email } = settings;
  const chosen = mail.packs.map((each) => ({
    ...each,
    files: filesIn(each.pack, mail.list.formats),
  }));
  const bytes = chosen.flatMap(({ files }) => files).reduce((sum, file) => sum + file.bytes, 0);
  const isAttached = bytes <= email.attach_up_to_bytes;
  const packs = chosen.map(({ pack, isRevised, files }): MailedPack => {
    const base = isAttached ? undefined : email.link_base;
    return {
      pack,
      isRevised,
      files: files.map((file) => ({
        label: isAttached ? attachedName(pack, file) : file.name,
        bytes: file.bytes,
        link: base === undefined ? null : linkTo(base, pack, file),
      })),
      folder: isAttached || base !== undefined ? null : folderOf(pack, settings),
    };
  });
  return {
    from: email.from,
    to: mail.to,
    ...(email.reply_to === undefined ? {} : { replyTo: email.reply_to }),
    subject: subjectOf(packs),
    text: textPart(packs),
    html: htmlPart(packs),
    messageId: messageIdOf(mail, email.from),
    date,
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: isAttached ? await attachments(chosen) : [],
  };
}

/** Packs of several areas go in one mail, so each file's name says whose it is. */
function attachedName(pack: DeliverablePack, { name }: PackFile): string {
  return `${pack.areaCode}-${pack.period}-${name}`;
}

async function attachments(
  chosen: readonly { readonly pack: DeliverablePack; readonly files: readonly PackFile[] }[],
) {
  const packs = await Promise.all(
    chosen.map(({ pack, files }) => deliveredFiles(files, (file) => attachedName(pack, file))),
  );
  return packs.flatMap((files) =>
    [...files].map(([filename, content]) => ({
      filename,
      content: Buffer.from(content as string),
    })),
  );
}

function folderOf(pack: DeliverablePack, settings: MailSettings): string {
  const folder = settings.folders.find(({ areas }) => packsFor([pack], areas).length > 0);
  const base =
    folder === undefined ? settings.audienceDir : resolve(settings.workspaceDir, folder.path);
  return join(base, pack.areaCode, pack.period);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

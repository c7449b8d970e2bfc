import { html, raw } from '../../../markup.js';
import { isMonth, monthLabel } from '../../../period.js';
import { listText } from '../../narrative/words.js';
import { oneLine } from '../../one-line.js';
import type { DeliverablePack } from '../packs.js';

const LONGEST_SUBJECT = 150;
const MOST_NAMED = 3;
/** In a mail of more packs, the messages are left to the papers. */
const MOST_WITH_MESSAGES = 12;

/** What the mail is about, before its packs. */
const HEADING = 'Adult social care workforce briefing';

const MARKS: readonly (readonly [string, string])[] = [
  ['[u]', 'after a figure: low reliability, as it rests on few workers'],
  ['[low]', 'after a figure: it rounds to nought but is not nought'],
  ['[c]', 'in place of a figure: confidential, withheld'],
  ['[x]', 'in place of a figure: not available'],
  ['[z]', 'in place of a figure: not applicable'],
];

/** A pack in a mail: the files that come with it, or where they are. */
export interface MailedPack {
  readonly pack: DeliverablePack;
  /** Whether another paper of the same area and month was sent before. */
  readonly isRevised: boolean;
  readonly files: readonly MailedFile[];
  /** Where the files lie that neither come with the mail nor have a link. */
  readonly folder: string | null;
}

export interface MailedFile {
  readonly label: string;
  readonly bytes: number;
  readonly link: string | null;
}

/** The subject: areas and month. */
export function subjectOf(packs: readonly MailedPack[]): string {
  const [first] = packs;
  if (first === undefined) return HEADING;
  const revised = packs.some((each) => each.isRevised) ? ' (revised)' : '';
  const whole =
    packs.length === 1 ? first.pack.title : `${areasText(packs)}: ${periodsText(packs)}`;
  return `${clipped(oneLine(whole), LONGEST_SUBJECT - revised.length)}${revised}`;
}

/** The plain-text part. */
export function textPart(mailed: readonly MailedPack[]): string {
  const packs = readable(mailed);
  const lines = [HEADING, ...banners(packs), ''];
  for (const mailed of packs) {
    lines.push(oneLine(mailed.pack.title), ...revisedLines(mailed), '');
    lines.push(...mailed.pack.keyMessages.map((text) => `- ${oneLine(text)}`));
    if (mailed.pack.keyMessages.length > 0) lines.push('');
    lines.push(filesLead(mailed));
    for (const { label, bytes, link } of mailed.files) {
      lines.push(`- ${label} (${sizeText(bytes)})${link === null ? '' : `: ${link}`}`);
    }
    lines.push('');
  }
  lines.push(...marksIn(packs).map(([mark, meaning]) => `${mark} ${meaning}.`));
  return `${[...lines, footer(packs)].join('\n')}\n`;
}

/** The same as a page. */
export function htmlPart(mailed: readonly MailedPack[]): string {
  const packs = readable(mailed);
  const marks = marksIn(packs).map(([mark, meaning]) => html`<p>${mark} ${meaning}.</p>`);
  const page = html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <title>${subjectOf(packs)}</title>
      </head>
      <body style="font-family: Arial, sans-serif; color: #0b0c0c; max-width: 40em">
        <h1>${HEADING}</h1>
        ${banners(packs).map((text) => html`<p><strong>${text}</strong></p>`)}
        ${packs.map(packHtml)} ${marks}
        <p>${footer(packs)}</p>
      </body>
    </html>`;
  return `${page.text}\n`;
}

function readable(packs: readonly MailedPack[]): readonly MailedPack[] {
  if (packs.length <= MOST_WITH_MESSAGES) return packs;
  return packs.map((each) => ({ ...each, pack: { ...each.pack, keyMessages: [] } }));
}

function packHtml(mailed: MailedPack) {
  const messages = mailed.pack.keyMessages.map((text) => html`<li>${oneLine(text)}</li>`);
  return html`<h2>${oneLine(mailed.pack.title)}</h2>
    ${revisedLines(mailed).map((text) => html`<p>${text}</p>`)}
    ${
      messages.length === 0
        ? raw('')
        : html`<ul>
            ${messages}
          </ul>`
    }
    <p>${filesLead(mailed)}</p>
    <ul>
      ${mailed.files.map(
        ({ label, bytes, link }) =>
          html`<li>
            ${link === null ? label : html`<a href="${link}">${label}</a>`} (${sizeText(bytes)})
          </li>`,
      )}
    </ul>`;
}

function banners(packs: readonly MailedPack[]): string[] {
  const demonstrations = packs.flatMap(({ pack }) => pack.demonstration ?? []);
  const isInternal = packs.some(({ pack }) => pack.audience === 'internal');
  return [
    ...new Set(demonstrations.map(oneLine)),
    ...(isInternal ? ['Internal briefing: not for publication'] : []),
  ];
}

function revisedLines({ isRevised }: MailedPack): string[] {
  return isRevised ? ['This takes the place of the paper that was sent to you before.'] : [];
}

function filesLead({ files, folder }: MailedPack): string {
  if (folder !== null) return `The files are in the folder ${folder}:`;
  return files.some(({ link }) => link !== null) ? 'The files are at:' : 'Attached:';
}

function footer(packs: readonly MailedPack[]): string {
  const [first] = packs;
  if (first === undefined) return '';
  return `Sent by Carecount for ${oneLine(first.pack.partnershipName)}, from run ${first.pack.runId}.`;
}

function marksIn(packs: readonly MailedPack[]): (readonly [string, string])[] {
  const text = packs.flatMap(({ pack }) => pack.keyMessages).join(' ');
  return MARKS.filter(([mark]) => text.includes(mark));
}

function areasText(packs: readonly MailedPack[]): string {
  const names = packs.map(({ pack }) => pack.areaName);
  if (names.length <= MOST_NAMED) return listText(names);
  return `${packs[0]?.pack.partnershipName ?? ''}, ${names.length} areas`;
}

function periodsText(packs: readonly MailedPack[]): string {
  const months = [...new Set(packs.map(({ pack }) => pack.period))].filter(isMonth);
  return `adult social care workforce, ${listText(months.map(monthLabel))}`;
}

function clipped(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`;
}

/** @example sizeText(92_160) // '90 KB' */
function sizeText(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

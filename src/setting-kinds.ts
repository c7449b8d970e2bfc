import { z } from 'zod';

/** What a pack can be made as; png is of its charts, whose SVG and figures lie there in any case. */
export const PACK_FORMATS = ['html', 'pdf', 'docx', 'xlsx', 'csv', 'png'] as const;

export type PackFormat = (typeof PACK_FORMATS)[number];

/** A path from the folder of the workspace. */
export const relativePath = z.string().min(1);

export const areaCode = z.string().regex(/^[A-Z][A-Z0-9]{2,15}$/, 'an area code such as E06000052');

export const areasSchema = z.union([z.literal('all'), z.array(areaCode).min(1)], {
  error: '"all" or a list of area codes',
});

/** What a source, a list or an address is called in settings and messages. */
export const settingId = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and _');

export const environmentName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of an environment variable');

/** Whether a host is this machine, with which nothing travels over a network. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(hostname);
}

/** Whether a text is an address that may be asked: without a password, and encrypted or of this machine. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

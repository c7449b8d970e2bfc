import type { DeliverablePack, PackFile } from './packs.js';

/**
 * Where a file of a pack is published.
 * @example linkTo('https://packs.example/care', pack, file) // 'https://packs.example/care/E06000052/2026-04/briefing.html'
 */
export function linkTo(base: string, pack: DeliverablePack, { name }: PackFile): string {
  const parts = [pack.areaCode, pack.period, name].map((part) => encodeURIComponent(part));
  return `${base.replace(/\/+$/, '')}/${parts.join('/')}`;
}

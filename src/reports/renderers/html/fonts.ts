import { readFileSync } from 'node:fs';
import { FONT_FAMILY, fontFile } from '../../charts/font.js';

let faces: string | undefined;

/** The font faces of a page, inside the page: nothing is asked of another server. */
export function fontFaces(): string {
  faces ??= ([400, 600] as const).map(face).join('');
  return faces;
}

function face(weight: 400 | 600): string {
  const data = readFileSync(fontFile(weight, 'woff2')).toString('base64');
  return `@font-face{font-family:"${FONT_FAMILY}";font-weight:${weight};font-display:swap;src:url(data:font/woff2;base64,${data}) format("woff2")}`;
}

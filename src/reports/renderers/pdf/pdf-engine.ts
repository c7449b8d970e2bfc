import type { PackParts } from '../pack-parts.js';

/** Makes the PDF of a pack, from its parts or from the page that was made of them. */
export type PdfEngine = (parts: PackParts, page: () => string) => Promise<Uint8Array>;

/** Typst, which needs nothing else installed, or the path of a Chromium. */
export type PdfEngineChoice = 'typst' | { readonly chromium: string };

import type { Files } from '../../pack-files.js';
import type { PackParts } from '../pack-parts.js';
import { chromiumPdf } from './chromium.js';
import type { PdfEngineChoice } from './pdf-engine.js';
import { typstPdf } from './typst.js';

/** What makes the PDF, and the page of the same pack, which is made only for a browser to print. */
export interface PdfOptions {
  readonly engine: PdfEngineChoice;
  readonly html: () => string;
}

/**
 * The pack as one accessible PDF.
 * @throws CC-REP-002 where a font is missing, CC-REP-003 where the engine is missing or fails.
 */
export async function renderPdf(parts: PackParts, { engine, html }: PdfOptions): Promise<Files> {
  const make = engine === 'typst' ? typstPdf : chromiumPdf(engine.chromium);
  return new Map([[`${parts.briefing.fileStem}.pdf`, await make(parts, html)]]);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeCompiler, NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import { packageDir } from '../../../config.js';
import { CarecountError, firstClause, problem } from '../../../errors.js';
import { FONT_FAMILY, trueTypeFile } from '../../charts/font.js';
import type { PackParts } from '../pack-parts.js';
import type { PdfEngine } from './pdf-engine.js';
import { paperData, pictureNames } from './paper-data.js';
import { printable } from './printable.js';

/** The folder of the template: all that Typst may read. */
const TEMPLATE_DIR = join(packageDir, 'src', 'reports', 'renderers', 'pdf');

/** How many papers ago a result was last used when Typst forgets it: more takes memory. */
const KEPT_FOR = 2;

/** The fonts of the reports, as files. */
const reportFonts = (): string[] => ([400, 600] as const).map(trueTypeFile);

/**
 * Sets a pack as tagged PDF (PDF/UA-1). Words reach the template as data alone, never as its text.
 * Some 4 MB of memory a paper are freed only when garbage is collected.
 */
export const typstPdf: PdfEngine = typstWith(reportFonts);

/** The engine with fonts of these files. */
export function typstWith(fonts: () => readonly string[]): PdfEngine {
  let compiler: Promise<NodeCompiler> | undefined;
  return async (parts) => {
    compiler ??= newCompiler(fonts());
    const typst = await compiler;
    try {
      addFiles(typst, parts);
      return compiled(typst);
    } finally {
      typst.resetShadow();
      typst.evictCache(KEPT_FOR);
    }
  };
}

async function newCompiler(fonts: readonly string[]): Promise<NodeCompiler> {
  const fontBlobs = fonts.map((path) => readFileSync(path));
  try {
    const typst = await import('@myriaddreamin/typst-ts-node-compiler');
    return typst.NodeCompiler.create({ workspace: TEMPLATE_DIR, fontArgs: [{ fontBlobs }] });
  } catch (error) {
    throw problem(
      'CC-REP-003',
      {
        where: 'PDF',
        expected: 'the Typst compiler for this kind of computer',
        got: firstClause(error),
        next: 'Install Carecount again, or name a Chromium as packs.chromium in carecount.yaml.',
      },
      error,
    );
  }
}

function addFiles(typst: NodeCompiler, parts: PackParts): void {
  const add = (name: string, text: string): void =>
    typst.mapShadow(join(TEMPLATE_DIR, name), Buffer.from(text));
  add('data.json', JSON.stringify(paperData(parts), printed));
  for (const [id, name] of pictureNames(parts.briefing)) {
    const chart = parts.charts.get(id);
    if (chart !== undefined) add(name, printable(chart.drawn.svg));
  }
}

function printed(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? printable(value) : value;
}

function compiled(typst: NodeCompiler): Uint8Array {
  try {
    return pdfOf(typst);
  } catch (error) {
    throw error instanceof CarecountError ? error : failed(firstClause(error), error);
  }
}

function pdfOf(typst: NodeCompiler): Uint8Array {
  const outcome = typst.compile({ mainFilePath: join(TEMPLATE_DIR, 'template.typ') });
  const fault = outcome.takeError();
  if (fault !== null) throw failed(said(fault));
  const warning = outcome.takeWarnings();
  if (warning !== null) throw warned(said(warning));
  const { result } = outcome;
  if (result === null) throw failed('no document');
  return typst.pdf(result, { pdfStandard: 'ua-1' });
}

function failed(got: string, cause?: unknown): CarecountError {
  return problem(
    'CC-REP-003',
    {
      where: 'PDF',
      expected: 'a paper that Typst can set',
      got,
      next: 'Report what it says, or name a Chromium as packs.chromium in carecount.yaml.',
    },
    cause,
  );
}

function said({ shortDiagnostics }: NodeError): string {
  return (shortDiagnostics as { message: string }[]).map(({ message }) => message).join('; ');
}

/** Typst only warns of a font that it does not have and takes another. */
function warned(words: string): CarecountError {
  if (!words.includes('unknown font')) return failed(words);
  return problem('CC-REP-002', {
    where: 'fonts of the reports',
    expected: FONT_FAMILY,
    got: 'other fonts in its files',
    next: 'Install Carecount again.',
  });
}

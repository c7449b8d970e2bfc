import type { PackFormat } from '../config.js';
import { CarecountError } from '../errors.js';
import type { Briefing, Chart } from './briefing.js';
import { chartsOf } from './briefing.js';
import { accessibleSvg, marked, standaloneSvg } from './charts/accessible-svg.js';
import type { ChartWords, DrawnChart } from './charts/accessible-svg.js';
import type { ChartSpec } from './charts/chart-data.js';
import { drawSvg, specOf } from './charts/draw.js';
import { pngOf } from './charts/png.js';
import { chartCsv } from './csv.js';
import type { Content, Files } from './pack-files.js';
import { packJson } from './pack-json.js';
import { renderHtml } from './renderers/html/render-html.js';
import type { PackChart, PackParts } from './renderers/pack-parts.js';
import type { DocxOptions } from './renderers/docx/render-docx.js';
import type { PdfEngineChoice } from './renderers/pdf/pdf-engine.js';

/** What a pack is made as. */
export interface PackMaking {
  readonly formats: readonly PackFormat[];
  readonly pdfEngine: PdfEngineChoice;
  readonly docx: DocxOptions;
}

/** The files of a pack, in memory, and why some of those asked for are not among them. */
export interface MadePack {
  readonly files: Files;
  readonly faults: readonly CarecountError[];
}

/** The paper of an area and the one page that sums it up; a provider's sheet has none. */
export interface PackBriefings {
  readonly paper: Briefing;
  readonly summary: Briefing | null;
}

/** Makes every file of a pack. A format that cannot be made leaves the others as they are. */
export async function makePack(
  { paper, summary }: PackBriefings,
  making: PackMaking,
): Promise<MadePack> {
  const { files: chartFiles, charts } = await drawCharts(paper);
  const files = new Map<string, Content>([...chartFiles, ['pack.json', packJson(paper)]]);
  const faults: CarecountError[] = [];
  const add = async (make: () => Promise<Files>): Promise<void> => {
    try {
      for (const [name, content] of await make()) files.set(name, content);
    } catch (error) {
      if (!(error instanceof CarecountError)) throw error;
      faults.push(error);
    }
  };
  const isAsked = (format: PackFormat): boolean => making.formats.includes(format);
  if (isAsked('png')) await add(() => Promise.resolve(pictures(charts)));
  for (const format of DOCUMENTS.filter(isAsked)) {
    await add(() => RENDERERS[format]({ briefing: paper, charts }, making));
  }
  const summaries = summary === null ? [] : [summary];
  for (const briefing of summaries) {
    for (const format of SUMMARY_DOCUMENTS.filter(isAsked)) {
      await add(() => RENDERERS[format]({ briefing, charts }, making));
    }
  }
  if (isAsked('html')) {
    const pages = [paper, ...summaries];
    const names = [...files.keys(), ...pages.map(({ fileStem }) => `${fileStem}.html`)];
    for (const briefing of pages) {
      files.set(`${briefing.fileStem}.html`, renderHtml({ briefing, charts }, names));
    }
  }
  return { files, faults };
}

/** Draws the charts of a paper: their files, and what documents need of them. */
async function drawCharts(paper: Briefing) {
  const files = new Map<string, Content>();
  const charts = new Map<string, PackChart>();
  for (const chart of chartsOf(paper)) {
    files.set(`${chart.id}.csv`, chartCsv(chart));
    if (chart.data === null) continue;
    const spec = specOf(chart.data);
    const words = wordsOf(chart);
    const drawn = accessibleSvg(await drawSvg(spec), words);
    files.set(`${chart.id}.svg`, standaloneSvg(drawn, words, surroundOf(chart, paper)));
    files.set(`${chart.id}.vl.json`, specJson(spec, chart, paper));
    charts.set(chart.id, pictured(drawn, paper.demonstration));
  }
  return { files, charts };
}

/** The documents of a paper. Its page is made after them, as it links to what is there. */
const DOCUMENTS = ['pdf', 'docx', 'xlsx', 'csv'] as const satisfies readonly PackFormat[];

/** Those of a summary, whose tables are the paper's. */
const SUMMARY_DOCUMENTS = ['pdf', 'docx'] as const satisfies readonly PackFormat[];

/** What makes each document. Each library is loaded when it is first needed. */
const RENDERERS: Readonly<
  Record<(typeof DOCUMENTS)[number], (parts: PackParts, making: PackMaking) => Promise<Files>>
> = {
  pdf: async (parts, { pdfEngine }) => {
    const { renderPdf } = await import('./renderers/pdf/render-pdf.js');
    return renderPdf(parts, { engine: pdfEngine, html: () => renderHtml(parts) });
  },
  docx: async (parts, { docx }) => {
    const { renderDocx } = await import('./renderers/docx/render-docx.js');
    return renderDocx(parts, docx);
  },
  xlsx: async (parts) => {
    const { renderXlsx } = await import('./renderers/xlsx/render-xlsx.js');
    return renderXlsx(parts);
  },
  csv: async (parts) => {
    const { renderCsv } = await import('./renderers/csv/render-csv.js');
    return renderCsv(parts);
  },
};

/** A drawn chart with its picture, made where a format first asks for it. */
function pictured(drawn: DrawnChart, mark: string | null): PackChart {
  const picture = mark === null ? drawn : marked(drawn, mark);
  let png: Uint8Array | undefined;
  return {
    drawn,
    height: picture.height,
    get png() {
      return (png ??= pngOf(picture.svg));
    },
  };
}

/** The charts as pictures: their titles and notes belong in the text about them. */
function pictures(charts: ReadonlyMap<string, PackChart>): Files {
  return new Map([...charts].map(([id, { png }]) => [`${id}.png`, png]));
}

function wordsOf(chart: Chart): ChartWords {
  return {
    id: chart.id,
    title: chart.title.text,
    description: chart.alternative.map(({ text }) => text).join(' '),
  };
}

function surroundOf(chart: Chart, briefing: Briefing) {
  return {
    title: chart.title.text,
    subtitle: chart.subtitle,
    notes: [
      ...chart.notes.map(({ text }) => text),
      `${chart.source}.`,
      ...(briefing.demonstration === null ? [] : [`${briefing.demonstration}.`]),
    ],
  };
}

function specJson(spec: ChartSpec, chart: Chart, { demonstration }: Briefing): string {
  const named = {
    ...spec,
    title: {
      text: chart.title.text,
      subtitle: demonstration === null ? chart.subtitle : [chart.subtitle, demonstration],
      anchor: 'start',
    },
    description: wordsOf(chart).description,
  };
  return `${JSON.stringify(named, null, 2)}\n`;
}

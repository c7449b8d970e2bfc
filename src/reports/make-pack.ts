import type { Briefing, Chart } from './briefing.js';
import { chartsOf } from './briefing.js';
import { accessibleSvg, standaloneSvg } from './charts/accessible-svg.js';
import type { ChartWords, DrawnChart } from './charts/accessible-svg.js';
import type { ChartSpec } from './charts/chart-data.js';
import { drawSvg, specOf } from './charts/draw.js';
import { chartCsv } from './csv.js';
import type { Files } from './pack-files.js';
import { packJson } from './pack-json.js';
import { renderHtml } from './renderers/html/render-html.js';

/** Makes every file of a pack, in memory. */
export async function makePack(briefing: Briefing): Promise<Files> {
  const files = new Map<string, string>();
  const drawn = new Map<string, DrawnChart>();
  for (const chart of chartsOf(briefing)) {
    files.set(`${chart.id}.csv`, chartCsv(chart));
    if (chart.data === null) continue;
    const spec = specOf(chart.data);
    const words = wordsOf(chart);
    const image = accessibleSvg(await drawSvg(spec), words);
    drawn.set(chart.id, image);
    files.set(`${chart.id}.svg`, standaloneSvg(image, words, surroundOf(chart, briefing)));
    files.set(`${chart.id}.vl.json`, specJson(spec, chart, briefing));
  }
  files.set('briefing.html', renderHtml(briefing, drawn));
  files.set('pack.json', packJson(briefing));
  return files;
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

import { ImageRun } from 'docx';
import type { FileChild } from 'docx';
import type { Chart } from '../../briefing.js';
import type { PackChart, PackParts } from '../pack-parts.js';
import { paragraph, paragraphOf } from './paragraph.js';
import type { Setting } from './paragraph.js';
import { captionedTable } from './table.js';
import { wordSafe } from './text.js';

/** A chart under its heading, as wide as the text, with its notes below. */
export function figure(
  setting: Setting,
  parts: PackParts,
  chart: Chart,
  number: number,
): FileChild[] {
  const { demonstration } = parts.briefing;
  const picture = parts.charts.get(chart.id);
  const notes = [
    ...chart.notes.map(({ text }) => text),
    `${chart.source}.${demonstration === null ? '' : ` ${demonstration}.`}`,
  ];
  return [
    paragraph(setting, 'heading2', `Figure ${number}: ${chart.title.text}`),
    paragraph(setting, 'note', chart.subtitle, { keepNext: true }),
    picture === undefined
      ? paragraph(setting, 'figure', 'No chart is drawn, as there is no figure that can be shown.')
      : paragraphOf(setting, 'figure', [image(setting, chart, picture)]),
    ...notes.map((text) => paragraph(setting, 'note', text)),
    ...(setting.dataBelow ? figureData(setting, chart, number) : []),
  ];
}

/** The table of what a chart shows. */
export function figureData(setting: Setting, chart: Chart, number: number): FileChild[] {
  return captionedTable(setting, `Data for figure ${number}: ${chart.table.caption}`, chart.table);
}

const TWIPS_TO_PIXELS = 96 / 1440;

function image(setting: Setting, chart: Chart, { drawn, height, png }: PackChart): ImageRun {
  const width = Math.floor((setting.pictureWidth ?? setting.textWidth) * TWIPS_TO_PIXELS);
  return new ImageRun({
    type: 'png',
    data: png,
    transformation: { width, height: Math.round((width * height) / drawn.width) },
    altText: {
      name: chart.id,
      title: wordSafe(chart.title.text),
      description: wordSafe(chart.alternative.map(({ text }) => text).join(' ')),
    },
  });
}

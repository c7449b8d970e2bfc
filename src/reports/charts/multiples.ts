import { axisEnd } from './axes.js';
import type { ChartSpec, MultiplesData } from './chart-data.js';
import { PALETTE } from './palette.js';
import { fitText, textWidth } from './text-width.js';
import { INNER_WIDTH, pixels, themed, wordLayer, haloed } from './theme.js';
import type { Word } from './theme.js';

const ACROSS = 4;
const GAP = 18;
const PLOT_HEIGHT = 84;
const SIZE = 14;
/** Half a dot, that the last of a line has to the right of its panel. */
const DOT = 6;
const LINE = 17;
const NAME_LINES = 2;
const HEAD = LINE * (NAME_LINES + 1) + 6;
const FOOT = 30;
const ROW = HEAD + PLOT_HEIGHT + FOOT;

type Panel = MultiplesData['panels'][number];

/** A panel with the place of the top left of its plot. */
interface Placed {
  readonly panel: Panel;
  readonly left: number;
  readonly top: number;
}

/** The measures that all panels share, in pixels, and the ends of their one scale. */
interface Frame {
  readonly width: number;
  readonly plot: number;
  readonly end: number;
  readonly placed: readonly Placed[];
}

/** Draws one small trend for each area, all on one scale, with one picked out. */
export function multiplesSpec(data: MultiplesData): ChartSpec {
  const values = data.panels.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []));
  const end = axisEnd(Math.max(...values, 0));
  const room = Math.max(...[0, end].map((each) => textWidth(endText(each, data.unit), SIZE))) + 8;
  const width = INNER_WIDTH - room - DOT;
  const plot = Math.floor((width - GAP * (ACROSS - 1)) / ACROSS);
  const placed = data.panels.map((panel, index) => ({
    panel,
    left: (index % ACROSS) * (plot + GAP),
    top: Math.floor(index / ACROSS) * ROW + HEAD,
  }));
  const frame: Frame = { width, plot, end, placed };
  return themed({
    width,
    height: ROW * Math.ceil(data.panels.length / ACROSS) - FOOT,
    layer: [
      gridLayer(frame),
      axisLayer(data, frame),
      monthLayer(data, frame),
      ...lineLayers(data, frame),
      ...titleLayers(frame),
      ...hiddenLayers(frame),
    ],
  });
}

/** The end of the scale, in the words of its unit. */
function endText(value: number, unit: MultiplesData['unit']): string {
  const number = value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
  if (unit === 'rate') return `${number}%`;
  return unit === 'gbp_hour' || unit === 'gbp_year' ? `£${number}` : number;
}

function gridLayer({ plot, placed }: Frame): ChartSpec {
  const rules = placed.flatMap(({ left, top }) =>
    [0, 0.5, 1].map((part) => ({
      px: left,
      px2: left + plot,
      py: top + PLOT_HEIGHT * part,
      colour: part === 1 ? PALETTE.secondary : PALETTE.grid,
    })),
  );
  return {
    data: { values: rules },
    mark: { type: 'rule', strokeWidth: 1 },
    encoding: {
      x: pixels('px'),
      x2: { field: 'px2' },
      y: pixels('py'),
      color: { field: 'colour', type: 'nominal', scale: null },
    },
  };
}

/** The scale, at the first panel of each row. */
function axisLayer(data: MultiplesData, { end, placed }: Frame): ChartSpec {
  const words = placed
    .filter(({ left }) => left === 0)
    .flatMap(({ top }) => [
      { text: endText(end, data.unit), px: -6, py: top },
      { text: endText(0, data.unit), px: -6, py: top + PLOT_HEIGHT },
    ]);
  return wordLayer(words, { align: 'right', fontSize: SIZE });
}

/** The first and the last month under each panel. */
function monthLayer(data: MultiplesData, { plot, placed }: Frame): ChartSpec {
  const [first = '', last = first] = [data.months[0], data.months.at(-1)];
  const both = textWidth(`${first}  ${last}`, SIZE) <= plot;
  const words = placed.flatMap(({ left, top }) => {
    const py = top + PLOT_HEIGHT + 12;
    const end = { text: last, px: left + plot - textWidth(last, SIZE), py };
    return both && data.months.length > 1 ? [{ text: first, px: left, py }, end] : [end];
  });
  return wordLayer(words, { align: 'left', fontSize: SIZE });
}

function lineLayers(data: MultiplesData, frame: Frame): ChartSpec[] {
  return [false, true].flatMap((picked) => {
    const values = frame.placed
      .filter(({ panel }) => panel.picked === picked)
      .flatMap((each) => drawnPoints(data, each, frame));
    const colour = picked ? PALETTE.darkBlue : PALETTE.secondary;
    const width = picked ? 3 : 2;
    const place = { x: pixels('px'), y: pixels('py') };
    return [
      {
        data: { values },
        mark: { type: 'line', color: colour, strokeWidth: width },
        encoding: { ...place, detail: { field: 'line', type: 'nominal' } },
      },
      {
        data: { values: values.filter(({ dot }) => dot) },
        mark: { type: 'point', size: 30, stroke: colour, strokeWidth: 2, opacity: 1 },
        encoding: {
          ...place,
          fill: { condition: { test: 'datum.low', value: PALETTE.paper }, value: colour },
        },
      },
    ];
  });
}

/** The points that are shown; a line ends where a month is not. */
function drawnPoints(data: MultiplesData, { panel, left, top }: Placed, { plot, end }: Frame) {
  const step = plot / Math.max(1, data.months.length - 1);
  const { points } = panel;
  const isShown = (index: number): boolean => (points[index]?.value ?? null) !== null;
  let line = 0;
  return points.flatMap(({ label, value, text, low }, index) => {
    if (value === null) {
      line += 1;
      return [];
    }
    const alone = !isShown(index - 1) && !isShown(index + 1);
    return [
      {
        name: panel.name,
        month: label,
        value,
        text,
        low,
        line: `${left} ${top} ${line}`,
        dot: alone || low || !isShown(index + 1),
        px: left + step * Math.max(0, data.months.indexOf(label)),
        py: top + PLOT_HEIGHT * (1 - value / end),
      },
    ];
  });
}

/** The name of each panel, and below it the figure of the last month in bold. */
function titleLayers({ plot, placed }: Frame): ChartSpec[] {
  const heads = placed.map(({ panel, left, top }) => {
    const lines = fitText(panel.name, { width: plot, lines: NAME_LINES }, SIZE, 600);
    const first = top - HEAD + LINE * (NAME_LINES - lines.length + 0.5);
    return {
      panel,
      name: lines.map((text, index): Word => ({ text, px: left, py: first + LINE * index })),
      figure: { text: panel.points.at(-1)?.text ?? '', px: left, py: top - LINE / 2 - 6 },
    };
  });
  const names = (picked: boolean): Word[] =>
    heads.filter(({ panel }) => panel.picked === picked).flatMap(({ name }) => name);
  return [
    wordLayer(names(false), { align: 'left', fontSize: SIZE }),
    wordLayer([...names(true), ...heads.map(({ figure }) => figure)], {
      align: 'left',
      fontSize: SIZE,
      fontWeight: 600,
    }),
  ];
}

/** A panel of which nothing is shown says so. */
function hiddenLayers({ plot, placed }: Frame): ChartSpec[] {
  const words = placed
    .filter(({ panel }) => panel.points.every(({ value }) => value === null))
    .map(({ left, top }) => ({
      text: 'Not shown',
      px: left + plot / 2,
      py: top + PLOT_HEIGHT / 2,
    }));
  return haloed(words, { fontSize: SIZE, color: PALETTE.secondary });
}

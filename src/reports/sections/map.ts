import type { Chart, Sentence, Table } from '../briefing.js';
import { monthLabel } from '../../period.js';
import type { BoundariesData, TilesData } from '../charts/chart-data.js';
import { shortNames } from '../charts/short-names.js';
import { tileLayout } from '../charts/tile-layout.js';
import { hasFullNames } from '../charts/tiles.js';
import type { Area, MeasuredFact } from '../facts/fact.js';
import { displayNumber, figureText } from '../facts/figure.js';
import { spanSentence } from '../narrative/rank.js';
import { figureCell } from './cells.js';
import type { Context } from './context.js';
import { typeNouns } from './context.js';
import { rankTitle } from './titles.js';

/** An area with its figure and how it is drawn. */
interface Place {
  readonly area: Area;
  readonly fact: MeasuredFact;
}

/**
 * The vacancy rate of the areas as they lie: within their boundaries where the workspace has those of
 * all, else as tiles of equal size. None where no area says where it lies.
 */
export function mapCharts(context: Context): Chart[] {
  const places = context.peers.areas.map((area) => ({
    area,
    fact: context.fact('vacancy_rate', { area: area.code }),
  }));
  const data = boundariesOf(context, places) ?? tilesOf(places);
  return data === null ? [] : [mapChart(context, places, data)];
}

function drawn({ area, fact }: Place) {
  const { figure } = fact;
  return {
    code: area.code,
    name: area.name,
    value: figure.kind === 'publishable' ? Number(displayNumber(figure)) : null,
    text: figureText(figure),
    picked: false,
  };
}

function tilesOf(places: readonly Place[]): TilesData | null {
  const layout = tileLayout(
    places.flatMap(({ area: { code, longitude, latitude } }) =>
      longitude == null || latitude == null ? [] : [{ code, longitude, latitude }],
    ),
  );
  const tiles = places.flatMap((place) => {
    const at = layout.get(place.area.code);
    return at === undefined ? [] : [{ ...drawn(place), ...at }];
  });
  return tiles.length < 2 ? null : { kind: 'tiles', unit: 'rate', tiles };
}

function boundariesOf({ settings }: Context, places: readonly Place[]): BoundariesData | null {
  const { boundaries } = settings;
  if (boundaries === null) return null;
  const areas = places.flatMap((place) => {
    const geometry = boundaries.get(place.area.code);
    return geometry === undefined ? [] : [{ ...drawn(place), geometry }];
  });
  return areas.length < places.length ? null : { kind: 'boundaries', unit: 'rate', areas };
}

function mapChart(
  context: Context,
  places: readonly Place[],
  data: TilesData | BoundariesData,
): Chart {
  const nouns = typeNouns(context.peers.type);
  const facts = places.map(({ fact }) => fact);
  const when = monthLabel(context.period);
  const kind = data.kind === 'tiles' ? 'Tiles of equal size, set out as the areas lie' : 'Map';
  return {
    id: 'vacancy-map',
    title: { ...rankTitle(null, facts, nouns), rule: 'title.map' },
    subtitle: `Vacancy rate, per cent, ${when}: ${nouns}`,
    source: `Source: providers’ returns, run ${context.snapshot.run.runId}`,
    alternative: [
      {
        rule: 'alternative.map',
        text: `${kind}: the vacancy rate of each of the ${nouns} in ${when}, darker where it is higher.`,
        facts: [],
      },
      spanSentence(facts, nouns),
    ],
    notes: notes(places, data),
    data,
    table: mapTable(places, data, `Vacancy rate of ${nouns}, ${when}`),
  };
}

function notes(places: readonly Place[], data: TilesData | BoundariesData): Sentence[] {
  if (data.kind === 'boundaries') return [];
  const unplaced = places.filter(({ area }) => !data.tiles.some(({ code }) => code === area.code));
  return [
    {
      rule: 'note.tiles',
      text: hasFullNames(data.tiles)
        ? 'Each area has a tile of the same size, near where it lies.'
        : 'Each area has a tile of the same size, near where it lies. The table says what each short name stands for.',
      facts: [],
    },
    ...(unplaced.length === 0
      ? []
      : [
          {
            rule: 'note.no_tile',
            text: `Without a tile, as the list of areas does not say where they lie: ${unplaced.length}.`,
            facts: unplaced.map(({ fact }) => fact),
          },
        ]),
  ];
}

function mapTable(
  places: readonly Place[],
  data: TilesData | BoundariesData,
  caption: string,
): Table {
  const short =
    data.kind === 'tiles' && !hasFullNames(data.tiles)
      ? shortNames(data.tiles.map(({ name }) => name))
      : null;
  return {
    id: 'table-vacancy-map',
    caption,
    columns: [
      ...(short === null ? [] : [{ label: 'Short name', align: 'text' as const }]),
      { label: 'Vacancy rate', align: 'number' },
    ],
    rows: places.map(({ area, fact }) => ({
      header: area.name,
      cells: [
        ...(short === null ? [] : [{ text: short.get(area.name) ?? '[z]' }]),
        figureCell(fact),
      ],
    })),
  };
}

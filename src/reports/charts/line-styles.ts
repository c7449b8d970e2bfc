import type { TrendSeries } from './chart-data.js';
import { PALETTE } from './palette.js';

/** How a line is drawn: told from others by its dashes as well as by its colour. */
export interface LineStyle {
  readonly colour: string;
  readonly dash: readonly number[];
  readonly width: number;
}

export type LineStyles = Readonly<Record<TrendSeries['role'], LineStyle>>;

const DASHES = {
  area: { dash: [1, 0], width: 3 },
  partnership: { dash: [6, 4], width: 2.5 },
  region: { dash: [2, 3], width: 2.5 },
  country: { dash: [10, 3, 2, 3], width: 2.5 },
} as const;

/** @source Government Analysis Function: two colours for two lines, four in this order for more. */
const TWO = [PALETTE.darkBlue, PALETTE.orange];
const FOUR = [PALETTE.darkBlue, PALETTE.turquoise, PALETTE.darkPink, PALETTE.orange];

/** The style of each line; a role that is not drawn has the text's colour. */
export function lineStyles(series: readonly TrendSeries[]): LineStyles {
  const colours = series.length > 2 ? FOUR : TWO;
  const style = (role: TrendSeries['role']): LineStyle => {
    const place = series.findIndex((each) => each.role === role);
    return { ...DASHES[role], colour: colours[place] ?? PALETTE.text };
  };
  return {
    area: style('area'),
    partnership: style('partnership'),
    region: style('region'),
    country: style('country'),
  };
}

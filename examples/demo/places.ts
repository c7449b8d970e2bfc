import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A council of the invented partnership, and the leaf areas its postcodes lie in. */
export interface Council {
  readonly code: string;
  /** Its name as the Care Quality Commission writes it. */
  readonly registerName: string;
  readonly leafAreas: readonly string[];
  /** The share of ordinary organisations that have their home here. */
  readonly weight: number;
  readonly towns: readonly string[];
}

export const COUNTY: Council = {
  code: 'X10000001',
  registerName: 'Harrowmere',
  leafAreas: ['X07000001', 'X07000002', 'X07000003'],
  weight: 0.62,
  towns: ['Ellerbarrow', 'Mirefell', 'Pikemarsh', 'Great Harrowmere', 'Coldthwaite'],
};

export const COAST: Council = {
  code: 'X06000001',
  registerName: 'Saltharbour',
  leafAreas: ['X06000001'],
  weight: 0.31,
  towns: ['Saltharbour', 'Gullcombe', 'East Saltharbour'],
};

/** Where one chain employs most of the workforce. */
export const CHAIN_COUNCIL: Council = {
  code: 'X06000002',
  registerName: 'Brackenford',
  leafAreas: ['X06000002'],
  weight: 0.07,
  towns: ['Brackenford', 'Brackenford Heath'],
};

/** Too small for anything about it to be published. */
export const TINY_COUNCIL: Council = {
  code: 'X06000003',
  registerName: 'Isle of Tarn',
  leafAreas: ['X06000003'],
  weight: 0,
  towns: ['Port Tarn'],
};

export const COUNCILS: readonly Council[] = [COUNTY, COAST, CHAIN_COUNCIL, TINY_COUNCIL];

/** Postcodes of the right form that the directory does not hold. */
export const UNPLACED_POSTCODES: readonly string[] = ['QZ19 4TT', 'XZ17 2HN', 'QX21 6DB'];

/** The invented postcode directory: postcodes by leaf area. */
export type Postcodes = ReadonlyMap<string, readonly string[]>;

/** Reads the postcode directory of a `reference` folder. */
export function readPostcodes(referenceDir: string): Postcodes {
  const byArea = new Map<string, string[]>();
  const lines = readFileSync(join(referenceDir, 'postcodes.csv'), 'utf8').trim().split('\n');
  for (const line of lines.slice(1)) {
    const [postcode, area] = line.split(',');
    if (postcode === undefined || area === undefined) throw new Error(`postcodes.csv: ${line}`);
    const known = byArea.get(area);
    if (known === undefined) byArea.set(area, [postcode]);
    else known.push(postcode);
  }
  return byArea;
}

/** The postcodes of an area, which the directory must hold. */
export function postcodesOf(postcodes: Postcodes, area: string): readonly string[] {
  const found = postcodes.get(area);
  if (found === undefined) throw new Error(`postcodes.csv holds no postcode of ${area}`);
  return found;
}

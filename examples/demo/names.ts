import { pickAt, type Rng } from './rng.js';

export const STEMS = [
  'Larchmere', 'Quillbrook', 'Thistlewren', 'Oakhollow', 'Fernlight', 'Copperbeck', 'Heronsway',
  'Moorlark', 'Silverthorn', 'Wrenfold', 'Alderwhin', 'Brambleside', 'Curlewgate', 'Dovestone Row',
  'Elmwater', 'Foxglen', 'Gorsebank', 'Hazelfold', 'Ivymead', 'Juniper Row', 'Kestrelmoor',
  'Lanternfield', 'Meadowpost', 'Nettlebeck', 'Otterfold', 'Primrose Gate', 'Rowanthwaite',
  'Sedgewater', 'Tansyfield', 'Umberlight', 'Violet Mile', 'Willowpost', 'Yarrowgate',
  'Ashfold', 'Birchwhistle', 'Cloverhatch', 'Dunlinmere', 'Emberley Row', 'Finchgate', 'Goldcrest',
] as const; // prettier-ignore

const PRIVATE_KINDS = [
  'Care Ltd',
  'Homecare Ltd',
  'Care Group Ltd',
  'Healthcare Ltd',
  'Living Ltd',
];
const VOLUNTARY_KINDS = ['Trust', 'Society', 'Housing and Care', 'Foundation'];

const FIRST_WORDS = [
  'Ash', 'Beech', 'Cedar', 'Chestnut', 'Elm', 'Fern', 'Heather', 'Holly', 'Ivy', 'Jasmine',
  'Kingfisher', 'Larch', 'Lavender', 'Linden', 'Magnolia', 'Maple', 'Mulberry', 'Nightingale',
  'Orchard', 'Poplar', 'Quince', 'Robin', 'Rowan', 'Sorrel', 'Sycamore', 'Teasel', 'Walnut',
  'Willow', 'Wisteria', 'Yew',
] as const; // prettier-ignore

const ACCENTED_WORDS = ['Café', 'Zoë', 'Château', 'Fiancée'] as const;
const STREETS = [
  'Mill Lane',
  'Station Road',
  'Church Walk',
  'Quay Street',
  'High Street',
  'Low Road',
];

/** An organisation's name and the folder its returns come in. */
export interface OrganisationName {
  readonly name: string;
  readonly slug: string;
}

/** Names so many organisations, each differently. */
export function organisationNames(rng: Rng, sectors: readonly ('6' | '7')[]): OrganisationName[] {
  const used = new Set<string>();
  return sectors.map((sector) => {
    for (let attempt = 0; ; attempt += 1) {
      const kind = rng.pick(sector === '6' ? PRIVATE_KINDS : VOLUNTARY_KINDS);
      const extra = attempt > 200 ? ` ${attempt}` : '';
      const name = `${rng.pick(STEMS)} ${kind}${extra}`;
      if (!used.has(name)) {
        used.add(name);
        return { name, slug: slugOf(name) };
      }
    }
  });
}

/** Names a workplace, so that no two of one organisation are called the same. */
export function workplaceName(
  rng: Rng,
  endings: readonly string[],
  used: Set<string>,
  isAccented: boolean,
): string {
  for (let attempt = 0; ; attempt += 1) {
    const words = isAccented ? ACCENTED_WORDS : FIRST_WORDS;
    const extra = attempt > 20 ? ` ${attempt}` : '';
    const name = `${rng.pick<string>(words)} ${rng.pick(endings)}${extra}`;
    if (!used.has(name)) {
      used.add(name);
      return name;
    }
  }
}

/** The first two lines of an address; a first line may hold a comma or a line break. */
export function addressLines(rng: Rng, style: 'plain' | 'comma' | 'break'): [string, string] {
  const street = `${rng.int(1, 180)} ${pickAt(STREETS, rng.int(0, STREETS.length - 1))}`;
  if (style === 'comma') return [`Unit ${rng.int(1, 9)}, ${street}`, ''];
  if (style === 'break') return [`Rear of\n${street}`, ''];
  return rng.chance(0.2) ? ['The Annexe', street] : [street, ''];
}

/**
 * A name as a folder: lower-case words joined by hyphens.
 * @example slugOf('Larchmere Care Ltd') // 'larchmere-care-ltd'
 */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

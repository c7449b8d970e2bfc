import { basename } from 'node:path';
import type { Config } from '../config.js';
import type { InputParts } from '../warehouse/manifest.js';

/** Something a run is built from that is not as it was. */
export interface InputChange {
  readonly what: 'program' | 'secret' | 'setting' | 'contract' | 'sql' | 'file' | 'decisions';
  /** The file or the setting. */
  readonly name: string;
  readonly change: 'new' | 'changed' | 'removed';
}

/** What a change touches: tables and statements by name, or everything. */
export type Seeds = readonly string[] | 'everything';

/** What differs between the inputs of two runs, deliveries left out. */
export function inputChanges(before: InputParts, now: InputParts): InputChange[] {
  const single = (what: 'program' | 'secret' | 'decisions', name: string): InputChange[] =>
    before[what] === now[what] ? [] : [{ what, name, change: 'changed' }];
  return [
    ...single('program', `carecount ${before.program} to ${now.program}`),
    ...single('secret', 'the secret'),
    ...changesOf('setting', before.config, now.config),
    ...changesOf('contract', before.contracts, now.contracts),
    ...changesOf('sql', before.sql, now.sql),
    ...changesOf('file', before.files, now.files),
    ...single('decisions', 'decisions on quarantined files'),
  ];
}

function changesOf(
  what: InputChange['what'],
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): InputChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return names.flatMap((name): InputChange[] => {
    if (before[name] === now[name]) return [];
    if (before[name] === undefined) return [{ what, name, change: 'new' }];
    return [{ what, name, change: now[name] === undefined ? 'removed' : 'changed' }];
  });
}

/** Settings by the beginning of their path, and the tables they are put into. The longest that fits holds. */
const SETTING_SEEDS: readonly (readonly [string, Seeds])[] = [
  ['cleaning.', ['reference.cleaning']],
  ['cleaning.exclusions', ['raw.exclusion']],
  ['demonstration', ['reference.workspace_setting']],
  ['disclosure.internal.', []],
  ['geography.areas', ['reference.area']],
  ['geography.area_members', ['reference.area_member']],
  ['geography.neighbours', ['reference.area_neighbour']],
  ['geography.postcode_corrections', ['raw.postcode_correction']],
  ['geography.postcodes', ['reference.postcode']],
  ['limits.', []],
  ['metrics.employer_on_costs', ['reference.pay_setting']],
  ['metrics.pay_target', ['reference.pay_setting']],
  ['packs.', []],
  ['partnership.', ['reference.workspace_setting']],
  ['retention.', []],
  ['returns.', ['reference.workspace_setting']],
  ['sharing.', ['reference.workspace_setting']],
  ['sources', []],
];

/**
 * What a change touches. The settings of disclosure decide a figure's status, so they touch every
 * metric; what is not known to touch only some tables touches everything.
 * @param metrics ids of all families of metrics
 */
export function seedsOf(
  { what, name }: InputChange,
  config: Config,
  metrics: readonly string[],
): Seeds {
  if (what === 'setting') {
    if (name.startsWith('disclosure.public.')) {
      return [...metrics, 'reference.disclosure_profile'];
    }
    return longest(name)?.[1] ?? 'everything';
  }
  if (what === 'contract') return [`raw.${basename(name, '.yaml')}`, 'raw.dataset', 'raw.rule'];
  if (what === 'sql') return sqlSeeds(name);
  if (what === 'file') return fileSeeds(name, config);
  return 'everything';
}

function longest(name: string) {
  const fitting = SETTING_SEEDS.filter(([prefix]) => name.startsWith(prefix));
  return fitting.sort(([a], [b]) => b.length - a.length)[0];
}

/** A model, a family of metrics, a check or a reference list, by where its file lies. */
function sqlSeeds(name: string): Seeds {
  const [, layer, rest] = /^(?:workspace\/)?sql\/([a-z]+)\/(.+)$/.exec(name) ?? [];
  if (layer === undefined || rest === undefined) return 'everything';
  if (layer === 'checks' || layer === 'examples') return [];
  if (layer !== 'reference') return [`${layer}.${basename(rest, '.sql')}`];
  return rest.endsWith('.csv') ? [`reference.${basename(rest, '.csv')}`] : 'everything';
}

function fileSeeds(name: string, { geography, cleaning }: Config): Seeds {
  const settings = Object.entries({ ...geography, exclusions: cleaning.exclusions });
  const [key] = settings.find(([, path]) => path !== undefined && name.endsWith(path)) ?? [];
  if (key === undefined) return 'everything';
  return (
    longest(key === 'exclusions' ? 'cleaning.exclusions' : `geography.${key}`)?.[1] ?? 'everything'
  );
}

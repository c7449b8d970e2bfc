import type { CarecountError } from '../../errors.js';
import { nearest, problem } from '../../errors.js';
import type { PaperPaths } from '../../paper-files.js';
import type { Snapshot } from '../facts/snapshot.js';
import type { PaperFiles } from './read-paper-files.js';

/** A code as an officer wrote it, and where. */
interface Written {
  readonly code: string;
  readonly where: string;
}

/** Codes in officers' files that the published file does not know: told while the packs are still written. */
export function unknownCodes(
  snapshot: Pick<Snapshot, 'areas' | 'careSettings'>,
  { paper, strategy }: Pick<PaperFiles, 'paper' | 'strategy'>,
  paths: PaperPaths,
): CarecountError[] {
  const actions = strategy?.actions ?? [];
  const at = (id: string, key: string): string => `${paths.strategy} action ${id} ${key}`;
  const areas: Written[] = [
    ...Object.keys(paper?.areas ?? {}).map((code) => ({ code, where: `${paths.paper} areas` })),
    ...actions.flatMap(({ id, area }) =>
      area === undefined ? [] : [{ code: area, where: at(id, 'area') }],
    ),
  ];
  const settings: Written[] = actions.flatMap(({ id, care_setting }) =>
    care_setting === undefined ? [] : [{ code: care_setting, where: at(id, 'care_setting') }],
  );
  return [
    ...unknown(areas, [...snapshot.areas.keys()], 'the code of an area of the published file'),
    ...unknown(
      settings,
      snapshot.careSettings.map(({ code }) => code),
      'the code of a care setting',
    ),
  ];
}

function unknown(
  written: readonly Written[],
  known: readonly string[],
  expected: string,
): CarecountError[] {
  return written
    .filter(({ code }) => !known.includes(code))
    .map(({ code, where }) => {
      const near = nearest(code, known);
      const next = near === undefined ? 'Take it out.' : `Did you mean "${near}"?`;
      return problem('CC-REP-006', { where, expected, got: `"${code}"`, next });
    });
}

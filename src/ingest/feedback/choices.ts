import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { packageDir } from '../../config.js';

/** A code and its words, as a person chooses it from a list. */
export interface Choice {
  readonly code: string;
  readonly label: string;
}

/** The services that a workplace's main service may be. */
export function serviceChoices(): Choice[] {
  return choicesOf('main_service', 'is_main_service');
}

/** The job roles in use. */
export function roleChoices(): Choice[] {
  return choicesOf('job_role', 'is_current');
}

/**
 * A choice as a cell shows it.
 * @example choiceText({ code: '8', label: 'Care worker' }) // '8 - Care worker'
 */
export function choiceText({ code, label }: Choice): string {
  return `${code} - ${label}`;
}

function choicesOf(table: string, isAccepted: string): Choice[] {
  const path = join(packageDir, 'sql', 'reference', `${table}.csv`);
  const { data } = Papa.parse<Record<string, string>>(readFileSync(path, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  return data
    .filter((row) => row[isAccepted] === 'true')
    .map((row) => ({ code: row[`${table}_code`] ?? '', label: row[`${table}_label`] ?? '' }));
}

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadContracts, type Contract } from '../../../src/ingest/index.js';
import { tempDir } from '../../helpers/workspace.js';

const BEDS_COLUMNS = `
  - { name: HOME, as: home_id, type: id, required: true, scope: row, description: The home }
  - { name: BEDS, as: bed_count, type: integer, min: 0, description: How many }`;

/** What a test says of an invented contract; the rest is that of a count of beds by home. */
export interface ContractText {
  readonly id?: string;
  readonly recognise?: string;
  readonly identity?: string;
  /** YAML of the columns, each on a line of its own that begins with `  - `. */
  readonly columns?: string;
  /** Further columns. */
  readonly more?: string;
  /** The rest of its YAML: `layout:`, `rules:`. */
  readonly rest?: string;
}

/** The YAML of an invented contract. */
export function contractText({
  id = 'beds',
  recognise = '[HOME, BEDS]',
  identity = '[]',
  columns = BEDS_COLUMNS,
  more = '',
  rest = '',
}: ContractText = {}): string {
  return `id: ${id}
title: The ${id}
description: Invented.
grain: one row per home
source: invented
recognise: ${recognise}
identity: ${identity}
${rest}
columns:${columns}${more}
`;
}

/** Loads invented contracts as if they were the package's own. */
export function contractsOf(...texts: readonly (ContractText | string)[]): Contract[] {
  const dir = tempDir();
  texts.forEach((text, index) => {
    const yaml = typeof text === 'string' ? text : contractText(text);
    writeFileSync(join(dir, `contract-${index}.yaml`), yaml);
  });
  return loadContracts(undefined, dir);
}

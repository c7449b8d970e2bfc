import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Papa from 'papaparse';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { packageDir } from '../../config.js';
import { nearest, problem, type CarecountError } from '../../errors.js';
import { keysAt } from '../../schema-keys.js';
import {
  alternatives,
  contractSchema,
  namedColumn,
  namedColumns,
  repeatedColumn,
  wideColumn,
  type Contract,
  type ContractColumn,
} from './schema.js';

/** Changes when the way a contract becomes SQL changes, so that staged files are read anew. */
const READER_VERSION = 4;

/** Where the contracts of the package lie. */
const builtInContracts = join(packageDir, 'src', 'ingest', 'contracts');

/** What every staged record has, whatever its contract says. */
const RESERVED = [
  'delivery_id',
  'source_id',
  'submitter',
  'period',
  'as_at_date',
  'record_number',
  'sheet',
  'line',
  'is_data',
  'row_state',
  'findings',
  'missing',
  'file_index',
];

/**
 * Reads the contracts of the package, then those of a workspace's own `contracts/` folder.
 * @throws CC-CFG-005 naming the file and the key that is wrong.
 */
export function loadContracts(
  workspaceDir?: string,
  dir = builtInContracts,
  referenceDir = join(packageDir, 'sql', 'reference'),
): Contract[] {
  const contracts = new Map<string, Contract>();
  for (const path of contractFiles(workspaceDir, dir)) {
    const contract = loadContract(path, referenceDir);
    const { id, replaces } = contract;
    if (contracts.has(id) && replaces !== id) {
      throw contractFault(
        basename(path),
        'id',
        'an id of its own, or `replaces:` with the same id',
        `"${id}", which another contract has`,
      );
    }
    if (replaces !== undefined && !contracts.delete(replaces)) {
      throw contractFault(
        basename(path),
        'replaces',
        'the id of a contract of the package',
        `"${replaces}"`,
      );
    }
    contracts.set(id, contract);
  }
  return [...contracts.values()];
}

/** The files of the contracts: the package's, then a workspace's own. */
export function contractFiles(workspaceDir?: string, dir = builtInContracts): string[] {
  const own = workspaceDir === undefined ? undefined : join(workspaceDir, 'contracts');
  return [dir, ...(own !== undefined && existsSync(own) ? [own] : [])].flatMap(yamlFiles);
}

function yamlFiles(dir: string): string[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(dir, name));
}

function loadContract(path: string, referenceDir: string): Contract {
  const file = basename(path);
  const { columns: given, ...rest } = readYaml(path, file);
  const shape = checked(contractSchema.omit({ columns: true }), rest, file, '');
  const columns = checked(z.array(z.unknown()).min(1), given, file, 'columns').map(
    (column, index) => loadColumn(column, file, `columns.${index}`, referenceDir),
  );
  const contract = { ...shape, columns };
  requireKnownNames(contract, file);
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([READER_VERSION, contract]))
    .digest('hex')
    .slice(0, 16);
  return { ...contract, file, fingerprint };
}

function readYaml(path: string, file: string): Record<string, unknown> {
  const document = parseDocument(readFileSync(path, 'utf8'), { merge: true });
  const [fault] = document.errors;
  if (fault !== undefined) {
    const line = fault.linePos?.[0].line ?? 1;
    throw contractFault(file, `line ${line}`, 'YAML', fault.message.split('\n')[0]);
  }
  const value: unknown = document.toJS();
  return checked(z.record(z.string(), z.unknown()), value, file, '');
}

function loadColumn(
  value: unknown,
  file: string,
  where: string,
  referenceDir: string,
): ContractColumn {
  const has = (key: string): boolean => typeof value === 'object' && value !== null && key in value;
  if (has('wide')) return checked(wideColumn, value, file, where);
  const column = has('repeat')
    ? checked(repeatedColumn, value, file, where)
    : checked(namedColumn, value, file, where);
  const named = 'name' in column ? `${where} (${column.name})` : where;
  if (typeof column.codes === 'string') {
    return { ...column, codes: codeList(column.codes, referenceDir, file, named) };
  }
  if (column.type === 'code' && column.codes === undefined) {
    throw contractFault(file, `${named}.codes`, 'the codes that the column may hold', 'none');
  }
  return column;
}

/** A name that a contract uses without having such a column is a slip of the pen. */
function requireKnownNames(contract: Omit<Contract, 'fingerprint' | 'file'>, file: string): void {
  const names = namedColumns(contract).map((column) => column.name);
  const used = [
    ...contract.recognise.flatMap((names) =>
      alternatives(names).map((name) => ['recognise', name] as const),
    ),
    ...contract.identity.map((name) => ['identity', name] as const),
    ...contract.rules.map(({ column }) => ['rules', column] as const),
    ...(contract.data_rows === undefined
      ? []
      : [['data_rows', contract.data_rows.column] as const]),
  ];
  for (const [key, name] of used) {
    if (names.includes(name)) continue;
    const near = nearest(name, names);
    throw contractFault(
      file,
      key,
      `the name of one of its columns${near === undefined ? '' : `, such as ${near}`}`,
      `"${name}"`,
    );
  }
  const worded = contract.rules.find(({ id }) => id in contract.wording);
  if (worded !== undefined) {
    throw contractFault(
      file,
      'wording',
      'general rules alone',
      `"${worded.id}", a rule of its own`,
    );
  }
  const outputs = contract.columns.map((column) => column.as);
  const twice = outputs.find((name, index) => outputs.indexOf(name) !== index);
  if (twice !== undefined)
    throw contractFault(file, 'columns', 'each `as` once', `"${twice}" twice`);
  const taken = outputs.find((name) => RESERVED.includes(name));
  if (taken !== undefined) {
    const expected = `an \`as\` that no record has already (${RESERVED.join(', ')})`;
    throw contractFault(file, 'columns', expected, `"${taken}"`);
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, file: string, where: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues;
  const issue = issues.find((each) => each.code === 'unrecognized_keys') ?? issues[0];
  const path = [where, ...(issue?.path ?? []).map(String)].filter((part) => part !== '').join('.');
  if (issue?.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const known = keysAt(schema, issue.path, value);
    const near = nearest(key, known);
    throw contractFault(
      file,
      path === '' ? key : `${path}.${key}`,
      known.length === 0 ? 'a key that a contract has' : `one of the keys ${known.join(', ')}`,
      `"${key}"`,
      near === undefined ? undefined : `Did you mean "${near}"?`,
    );
  }
  throw contractFault(file, path, 'what a contract says there', issue?.message);
}

/** Words a fault of a contract. */
export function contractFault(
  file: string,
  at: string,
  expected: string,
  got: string | undefined,
  next = `Mend ${file}.`,
): CarecountError {
  return problem('CC-CFG-005', { where: [file, at].join(' ').trim(), expected, got, next });
}

function codeList(reference: string, referenceDir: string, file: string, where: string): string[] {
  const [table = '', column = ''] = reference.split('.');
  const path = join(referenceDir, `${table}.csv`);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const codes = data.flatMap((row) => row[column] ?? []).filter((code) => code !== '');
  if (codes.length === 0) {
    throw contractFault(file, where, `codes in ${table}.csv under ${column}`, 'none');
  }
  return codes;
}

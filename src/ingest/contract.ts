import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { packageDir } from '../config.js';
import { messageOf, problem, type CarecountError } from '../errors.js';

const common = {
  /** The column's name in the warehouse. */
  as: z.string().regex(/^[a-z][a-z0-9_]*$/),
  type: z.enum([
    'id',
    'text',
    'code',
    'integer',
    'decimal',
    'date',
    'postcode',
    'text_list',
    'integer_list',
  ]),
  description: z.string().min(1),
  required: z.boolean().default(false),
  /** What a fault costs: the row, or only the cell. */
  scope: z.enum(['row', 'cell']).default('cell'),
  severity: z.enum(['error', 'warning']).default('error'),
  /** Allowed values: a list, or `table.column` of `sql/reference`. */
  codes: z.union([z.array(z.string()).min(1), z.string().regex(/^\w+\.\w+$/)]).optional(),
  /** The provider's ways of saying that it does not know, for this column. */
  not_known: z.array(z.string()).default([]),
  min: z.number().optional(),
  max: z.number().optional(),
  decimals: z.int().min(0).max(4).default(2),
  upper: z.boolean().default(false),
  pattern: z.string().optional(),
  pattern_rule: z.string().optional(),
  /** `drop` never leaves the file, `key` only as a keyed hash, `coarsen` only as age or sector. */
  privacy: z.enum(['none', 'drop', 'key', 'coarsen']).default('none'),
  key_with: z.array(z.string()).default([]),
  /** The list column whose length this one must have. */
  parallel_to: z.string().optional(),
};

const namedColumn = z.strictObject({
  name: z.string().min(1),
  aliases: z.array(z.string()).default([]),
  ...common,
});
const repeatedColumn = z.strictObject({ repeat: z.string().min(1), ...common });

const contractSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  title: z.string().min(1),
  description: z.string().min(1),
  kind: z.literal('csv'),
  grain: z.string().min(1),
  source: z.string().min(1),
  recognise: z.array(z.string()).min(2),
  data_rows: z.strictObject({ column: z.string(), values: z.array(z.string()).min(1) }).optional(),
  identity: z.array(z.string()).min(1),
  /** A file is rejected whole when more than this share of its records is quarantined... */
  reject_above_bad_share: z.number().min(0).max(1),
  /** ...and at least so many are, or nothing is left: a small file is not lost for one slip. */
  reject_from_bad_rows: z.int().min(1),
  variants: z.array(z.strictObject({ id: z.string(), without: z.array(z.string()) })).min(1),
  columns: z.array(z.union([namedColumn, repeatedColumn])).min(1),
});

export type NamedColumn = z.infer<typeof namedColumn>;
export type RepeatedColumn = z.infer<typeof repeatedColumn>;
export type ContractColumn = NamedColumn | RepeatedColumn;

/** What a dataset's files look like, with its code lists filled in. */
export interface Contract extends z.infer<typeof contractSchema> {
  /** Changes when anything that decides how a file is read changes. */
  readonly fingerprint: string;
}

/** Whether a column is one of a numbered group, such as QUALACH01, QUALACH02. */
export function isRepeated(column: ContractColumn): column is RepeatedColumn {
  return 'repeat' in column;
}

/** The columns of a contract that stand under one name of their own. */
export function namedColumns(contract: Contract): NamedColumn[] {
  return contract.columns.filter((column): column is NamedColumn => !isRepeated(column));
}

/** Changes when the way a contract becomes SQL changes, so that staged files are read anew. */
const READER_VERSION = 2;

/**
 * Reads the contracts of a folder.
 * @throws CC-CFG-005 naming the file and the key that is wrong.
 */
export function loadContracts(
  dir = join(packageDir, 'src', 'ingest', 'contracts'),
  referenceDir = join(packageDir, 'sql', 'reference'),
): Contract[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => loadContract(join(dir, name), name, referenceDir));
}

function loadContract(path: string, name: string, referenceDir: string): Contract {
  const { columns: given, ...rest } = readYaml(path, name);
  const shape = checked(contractSchema.omit({ columns: true }), rest, name);
  const columns = checked(z.array(z.unknown()).min(1), given, `${name} columns`).map(
    (column, index) => loadColumn(column, `${name} columns.${index}`, referenceDir),
  );
  const contract = { ...shape, columns };
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([READER_VERSION, contract]))
    .digest('hex')
    .slice(0, 16);
  return { ...contract, fingerprint };
}

function readYaml(path: string, name: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(parseYaml(readFileSync(path, 'utf8')));
  } catch (error) {
    throw contractFault(name, 'a contract in YAML', messageOf(error).split('\n')[0]);
  }
}

function loadColumn(value: unknown, where: string, referenceDir: string): ContractColumn {
  const isGroup = typeof value === 'object' && value !== null && 'repeat' in value;
  const column = isGroup
    ? checked(repeatedColumn, value, where)
    : checked(namedColumn, value, where);
  if (typeof column.codes === 'string') {
    return { ...column, codes: codeList(column.codes, referenceDir, where) };
  }
  if (column.type === 'code' && column.codes === undefined) {
    throw contractFault(`${where}.codes`, 'the codes that the column may hold', 'none');
  }
  return column;
}

function checked<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const at = [where, issue?.path.join('.') ?? ''].filter((part) => part !== '').join(' ');
  throw contractFault(at, 'what a contract says there', issue?.message);
}

function contractFault(where: string, expected: string, got: string | undefined): CarecountError {
  const next = `Mend ${where.split(' ')[0] ?? where}.`;
  return problem('CC-CFG-005', { where, expected, got, next });
}

function codeList(reference: string, referenceDir: string, where: string): string[] {
  const [table = '', column = ''] = reference.split('.');
  const path = join(referenceDir, `${table}.csv`);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const codes = data.flatMap((row) => row[column] ?? []).filter((code) => code !== '');
  if (codes.length === 0) {
    throw contractFault(where, `codes in ${table}.csv under ${column}`, 'none');
  }
  return codes;
}

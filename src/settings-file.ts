import { isMap, isNode, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { nearest, problem, type CarecountError, type ErrorCode } from './errors.js';
import { keysAt, valueAt } from './schema-keys.js';

/** A file of settings: what its text must be, and how a fault in it is told. */
export interface SettingsFile<Schema extends z.ZodType> {
  readonly schema: Schema;
  /** What the file is called in messages. */
  readonly where: string;
  readonly code: ErrorCode;
}

type Path = readonly PropertyKey[];

/**
 * Reads the text of a YAML file of settings.
 * @throws the code of the file, naming the line, the key, what was expected and the nearest known key.
 */
export function parseSettings<Schema extends z.ZodType>(
  text: string,
  file: SettingsFile<Schema>,
): z.infer<Schema> {
  const document = parseDocument(text);
  const fault = document.errors[0];
  if (fault !== undefined) {
    throw problem(file.code, {
      where: `${file.where} line ${fault.linePos?.[0].line ?? 1}`,
      expected: 'YAML',
      got: (fault.message.split('\n')[0] ?? '').replace(/ at line.*$/, ''),
      next: 'Mend the line and run again.',
    });
  }
  const value: unknown = document.toJS();
  const parsed = file.schema.safeParse(value);
  if (parsed.success) return parsed.data;

  const { issues } = parsed.error;
  const issue = issues.find((each) => each.code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) throw parsed.error;
  const read = { file, text, document, value };
  throw issue.code === 'unrecognized_keys'
    ? unknownKey(read, issue.path, issue.keys[0] ?? '')
    : wrongValue(read, issue);
}

/** A file as it was read. */
interface Read {
  readonly file: SettingsFile<z.ZodType>;
  readonly text: string;
  readonly document: Document;
  readonly value: unknown;
}

function unknownKey(read: Read, path: Path, key: string): CarecountError {
  const known = keysAt(read.file.schema, path, read.value);
  const near = nearest(key, known);
  return problem(read.file.code, {
    where: keyAt(read, path, key),
    expected: `${path.length === 0 ? 'one of the keys' : `under ${path.join('.')} one of the keys`} ${known.join(', ')}`,
    got: `"${key}"`,
    next: near === undefined ? 'Take the key out.' : `Did you mean "${near}"?`,
  });
}

function wrongValue(read: Read, issue: z.core.$ZodIssue): CarecountError {
  return problem(read.file.code, {
    where: valueLine(read, issue.path),
    expected: `${issue.path.join('.') || 'the file'} to be ${expectation(issue)}`,
    got: shownValue(issue.path, valueAt(read.value, issue.path)),
    next: 'Mend the value and run again.',
  });
}

function valueLine(read: Read, path: Path): string {
  const node = read.document.getIn(path, true);
  if (!isNode(node) && path.length > 1) return valueLine(read, path.slice(0, -1));
  return lineAt(read, isNode(node) ? node.range?.[0] : undefined);
}

function keyAt(read: Read, path: Path, key: string): string {
  const { document } = read;
  const parent = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(parent) ? parent.items.find((each) => String(each.key) === key) : undefined;
  return lineAt(read, isNode(pair?.key) ? pair.key.range?.[0] : undefined);
}

function lineAt({ file, text }: Read, offset: number | undefined): string {
  if (offset === undefined) return file.where;
  return `${file.where} line ${text.slice(0, offset).split('\n').length}`;
}

/** What may hold a secret by mistake, or a person's address. */
const MAY_HOLD_SECRET = /^(?:.*_env|url|link_base|from|to|reply_to|username)$/;

function shownValue(path: Path, value: unknown): string {
  if (value === undefined) return 'nothing';
  if (path.some((key) => MAY_HOLD_SECRET.test(String(key)))) return 'something else';
  return JSON.stringify(value);
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return issue.values.map((each) => String(each)).join(' or ');
  if (issue.code === 'too_small') return `at least ${issue.minimum.toString()}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum.toString()}`;
  if (issue.code === 'invalid_type') return `of type ${issue.expected}`;
  return issue.message;
}

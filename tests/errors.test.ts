import { describe, expect, it } from 'vitest';
import {
  asWorkspaceError,
  CarecountError,
  ERROR_CODES,
  messageOf,
  nearest,
  problem,
  problemText,
} from '../src/errors.js';

describe('ERROR_CODES', () => {
  it.each([
    ['CC-USE-001', 2],
    ['CC-SQL-001', 2],
    ['CC-SQL-002', 124],
    ['CC-CFG-001', 10],
    ['CC-CFG-002', 10],
    ['CC-CFG-003', 10],
    ['CC-CFG-004', 10],
    ['CC-CFG-005', 10],
    ['CC-CFG-006', 10],
    ['CC-SRC-001', 11],
    ['CC-SRC-002', 11],
    ['CC-SRC-003', 11],
    ['CC-CHK-001', 12],
    ['CC-MOD-001', 13],
    ['CC-MOD-002', 13],
    ['CC-MOD-003', 13],
    ['CC-TST-001', 12],
    ['CC-REP-001', 14],
    ['CC-REP-002', 14],
    ['CC-REP-003', 14],
    ['CC-REP-004', 14],
    ['CC-REP-005', 14],
    ['CC-REP-006', 14],
    ['CC-DEL-001', 15],
    ['CC-DEL-002', 15],
    ['CC-DEL-003', 15],
    ['CC-DEL-004', 15],
    ['CC-DEM-001', 12],
    ['CC-WSP-001', 16],
    ['CC-WSP-002', 16],
    ['CC-RUN-001', 75],
  ] as const)("%s ends the program with %i, as people's scripts expect", (code, exit) => {
    expect(new CarecountError(code, 'words').exitCode).toBe(exit);
  });

  it('has no code without a pinned exit code', () => {
    expect(Object.keys(ERROR_CODES)).toHaveLength(31);
  });
});

describe('problemText', () => {
  it('is one line: where, expected, got, next', () => {
    expect(
      problemText({ where: 'a.csv row 3', expected: 'a date', got: '"soon"', next: 'Mend it.' }),
    ).toBe('a.csv row 3: expected a date; got "soon". Mend it.');
  });

  it('leaves out what was not got', () => {
    expect(problemText({ where: 'a.csv', expected: 'a file', next: 'Send it.' })).toBe(
      'a.csv: expected a file. Send it.',
    );
  });
});

describe('problem', () => {
  const parts = { where: 'here', expected: 'more', next: 'Go on.' };

  it('keeps the cause for --debug', () => {
    const cause = new Error('deep');
    expect(problem('CC-SRC-001', parts, cause)).toMatchObject({ code: 'CC-SRC-001', cause });
  });

  it('has no cause where none is given', () => {
    expect(problem('CC-SRC-001', parts)).not.toHaveProperty('cause');
  });
});

describe('messageOf', () => {
  it.each([
    [new RangeError('too far'), 'too far'],
    ['a text', 'a text'],
    [undefined, 'undefined'],
    [42, '42'],
  ])('gives words for %o', (thrown, words) => {
    expect(messageOf(thrown)).toBe(words);
  });
});

describe('asWorkspaceError', () => {
  it.each([
    'ENOSPC: no space left on device, write',
    'EDQUOT: quota exceeded',
    'EFBIG: file too large, write',
    'IO Error: Could not write all bytes to file "x": No space left on device',
    'IO Error: Could not write file "x.parquet": File too large',
    'Disk quota exceeded',
  ])('calls "%s" a full disk', (message) => {
    const cause = new Error(message);
    expect(asWorkspaceError(cause, '/w/data')).toMatchObject({
      code: 'CC-WSP-002',
      exitCode: 16,
      cause,
      message:
        '/w/data: expected room to write; got a full disk. Free some space and run again: what was published before is still in place.',
    });
  });

  it.each([
    "EACCES: permission denied, mkdir '/w/data'",
    "EPERM: operation not permitted, rename '/w/a'",
    "EROFS: read-only file system, open '/w/a'",
    'IO Error: Cannot open file "/w/a": Permission denied\nmore',
  ])('calls "%s" a folder that cannot be written', (message) => {
    const error = asWorkspaceError(new Error(message), '/w/data') as CarecountError;
    expect(error).toMatchObject({ code: 'CC-WSP-001', exitCode: 16 });
    expect(error.message).toContain(message.split('\n')[0]);
    expect(error.message).not.toContain('\n');
  });

  it.each([
    "ENOTDIR: not a directory, mkdir '/w/a/b'",
    "EEXIST: file already exists, mkdir '/w/a'",
  ])('calls "%s" a file that is in the way', (message) => {
    expect(asWorkspaceError(new Error(message), '/w/data')).toMatchObject({
      code: 'CC-WSP-001',
      message: `/w/data: expected folders on the way; got a file in their place (${message}). Move that file away.`,
    });
  });

  it('leaves a bug as it was', () => {
    const bug = new TypeError('x is not a function');
    expect(asWorkspaceError(bug, '/w')).toBe(bug);
  });

  it('leaves a problem that already has a code', () => {
    const known = new CarecountError('CC-SRC-001', 'EACCES: a source');
    expect(asWorkspaceError(known, '/w')).toBe(known);
  });
});

describe('nearest', () => {
  const metrics = ['vacancy_rate', 'turnover_rate', 'hourly_pay_median'];

  it.each([
    ['vacancy_rat', 'vacancy_rate'],
    ['VACANCY_RATE', 'vacancy_rate'],
    ['turnoverate', 'turnover_rate'],
    ['median_hourly_pay', undefined],
    ['xy', undefined],
    ['', undefined],
  ])('takes "%s" for %s', (word, expected) => {
    expect(nearest(word, metrics)).toBe(expected);
  });

  it('gives the first of two that are as near', () => {
    expect(nearest('cat', ['bat', 'hat'])).toBe('bat');
  });

  it('gives the nearer of two that are near', () => {
    expect(nearest('core.dim_are', ['core.dim_army', 'core.dim_area'])).toBe('core.dim_area');
  });

  it('counts two slips in a short word as near and three as far', () => {
    expect(nearest('abxy', ['abcd'])).toBe('abcd');
    expect(nearest('axyz', ['abcd'])).toBeUndefined();
  });
});

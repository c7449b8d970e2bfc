import { describe, expect, it } from 'vitest';
import { kindOfBuiltIn, kindOfFormat } from '../../../src/ingest/readers/number-format.js';

describe('kindOfFormat', () => {
  it.each([
    ['General', 'number'],
    ['0.0%', 'number'],
    ['[Red]#,##0.00;[Blue]-#,##0.00', 'number'],
    ['_-"£"* #,##0.00_-;-"£"* #,##0.00_-', 'number'],
    ['0.0\\d', 'number'],
    ['0" days"', 'number'],
    ['@', 'number'],
    ['0.00E+00', 'number'],
    ['dd/mm/yyyy', 'date'],
    ['[$-809]d mmmm yyyy;@', 'date'],
    ['mmm-yy', 'date'],
    ['mmm', 'date'],
    ['yyyy\\-mm\\-dd', 'date'],
    ['dd/mm/yyyy hh:mm', 'date-time'],
    ['m/d/yy h:mm AM/PM', 'date-time'],
    ['hh:mm', 'time'],
    ['mm:ss.0', 'time'],
    ['h AM/PM', 'time'],
    ['[h]:mm:ss', 'elapsed'],
    ['[mm]:ss', 'elapsed'],
  ])('takes %s for a %s', (format, kind) => {
    expect(kindOfFormat(format)).toBe(kind);
  });
});

describe('kindOfBuiltIn', () => {
  it.each([
    [0, 'number'],
    [9, 'number'],
    [14, 'date'],
    [20, 'time'],
    [22, 'date-time'],
    [46, 'elapsed'],
    [49, 'number'],
  ])('knows the format %i as a %s', (id, kind) => {
    expect(kindOfBuiltIn(id)).toBe(kind);
  });
});

import { describe, expect, it } from 'vitest';
import { cellValue } from '../../../../src/reports/renderers/xlsx/sheet-value.js';

const valueOf = (text: string) => cellValue({ text }, 'number');

describe('cellValue', () => {
  it('is a number for a rise as for a fall, so that a sum counts both', () => {
    expect(valueOf('+0.3')).toMatchObject({ kind: 'number', value: 0.3 });
    expect(valueOf('−0.3')).toMatchObject({ kind: 'number', value: -0.3 });
  });

  it('shows a rise with the plus that it is written with', () => {
    expect(valueOf('+0.3')).toMatchObject({ format: '+#,##0.0;-#,##0.0;#,##0.0' });
  });

  it('stays text where it is more than a number', () => {
    expect(valueOf('+0.3 points')).toMatchObject({ kind: 'text' });
    expect(valueOf('=1+1')).toMatchObject({ kind: 'text' });
  });
});

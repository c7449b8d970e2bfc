import { describe, expect, it } from 'vitest';
import { withPlaceholder } from '../../../src/reports/renderers/html/blocks.js';

describe('withPlaceholder', () => {
  it('marks what an officer has to fill, and escapes it', () => {
    expect(withPlaceholder('See <this>. [Answer: officer to complete]').text).toBe(
      'See &lt;this&gt;. <span class="placeholder">[Answer: officer to complete]</span>',
    );
  });
});

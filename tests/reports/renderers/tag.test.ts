import { describe, expect, it } from 'vitest';
import { withPlaceholder } from '../../../src/reports/renderers/html/blocks.js';
import { html, raw } from '../../../src/reports/renderers/html/tag.js';

describe('html', () => {
  it('escapes text in elements and attributes', () => {
    const evil = `"><img src=x onerror=alert(1)>'\``;
    const { markup } = html`<p title="${evil}">${evil}</p>`;
    expect(markup).not.toContain('<img');
    expect(markup).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&#96;');
  });

  it('joins lists, prints markup as it is and leaves out nothing', () => {
    const items = ['a', 'b'].map((each) => html`<li>${each}</li>`);
    const list = html`${items}${null}${false}${raw('<hr>')}${0}`;
    expect(list.markup).toBe('<li>a</li><li>b</li><hr>0');
  });
});

describe('withPlaceholder', () => {
  it('marks what an officer has to fill, and escapes it', () => {
    expect(withPlaceholder('See <this>. [Answer: officer to complete]').markup).toBe(
      'See &lt;this&gt;. <span class="placeholder">[Answer: officer to complete]</span>',
    );
  });
});

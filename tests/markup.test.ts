import { describe, expect, it } from 'vitest';
import { html, raw } from '../src/markup.js';

describe('html', () => {
  it('escapes text in elements and attributes', () => {
    const evil = `"><img src=x onerror=alert(1)>'\``;
    const { text } = html`<p title="${evil}">${evil}</p>`;
    expect(text).not.toContain('<img');
    expect(text).toContain('&quot;&gt;&lt;img src=x onerror=alert(1)&gt;&#39;&#96;');
  });

  it('joins lists, prints markup as it is and leaves out nothing', () => {
    const items = ['a', 'b'].map((each) => html`<li>${each}</li>`);
    const list = html`${items}${null}${false}${raw('<hr>')}${0}`;
    expect(list.text).toBe('<li>a</li><li>b</li><hr>0');
  });

  it('prints a number as it is: thousands are parted by who wants them so', () => {
    expect(html`<td colspan="${1200}">${-0.5}</td>`.text).toBe('<td colspan="1200">-0.5</td>');
  });
});

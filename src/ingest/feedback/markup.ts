/** Markup that is safe to print as it is. */
export class Markup {
  constructor(readonly text: string) {}
}

type Part = Markup | string | number | null | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Writes markup, escaping every value put into it. Attributes must be quoted.
 * @example markup`<p>${'5 < 6'}</p>`.text // '<p>5 &lt; 6</p>'
 */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(
    strings
      .map((text, at) => text + (at < parts.length ? printed(parts[at] ?? null) : ''))
      .join(''),
  );
}

function printed(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'number') return part.toLocaleString('en-GB');
  if (typeof part === 'string') return part.replace(/[&<>"']/g, (letter) => ESCAPES[letter] ?? '');
  return part.map(printed).join('');
}

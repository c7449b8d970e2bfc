/** Markup that is safe to print as it is. */
export class Markup {
  constructor(readonly text: string) {}
}

/**
 * What may stand in a template: text is escaped, markup is not, lists are joined. A number is printed
 * as it is: who wants its thousands parted says so.
 */
type Part = Markup | string | number | null | undefined | false | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Escapes a text for an element or a quoted attribute. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"'`]/g, (letter) => ESCAPES[letter] ?? letter);
}

/** Marks our own markup as safe. Never call it with text that came from data. */
export function raw(text: string): Markup {
  return new Markup(text);
}

/**
 * Writes markup, escaping every value put into it. Attributes must be quoted.
 * @example html`<p>${'5 < 6'}</p>`.text // '<p>5 &lt; 6</p>'
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const pieces = strings.map((text, index) =>
    index < parts.length ? text + printed(parts[index]) : text,
  );
  return new Markup(pieces.join(''));
}

function printed(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  return part.map(printed).join('');
}

/** What is told of an XML text, in its order. Names are without their prefix. */
export interface XmlHandler {
  /** Whether the text that comes next is of use: it is skipped where not. */
  readonly wantsText: boolean;
  /** `tag` is all that stands between the angle brackets. */
  open(name: string, tag: string): void;
  /** Called for an element that closes itself too. */
  close(name: string): void;
  text(text: string): void;
}

/** A tag, or the text between two, is never longer in a sound workbook: a cell holds 32,767 characters. */
const LONGEST = 16_000_000;

/** Walks an XML text that comes in pieces: elements, attributes and text, no more. */
export class XmlScanner {
  private carry = '';
  private depth = 0;

  constructor(private readonly handler: XmlHandler) {}

  /** @throws Error where a tag or a text has no end. */
  write(piece: string): void {
    const xml = this.carry === '' ? piece : this.carry + piece;
    let at = 0;
    for (;;) {
      const start = xml.indexOf('<', at);
      if (start < 0) break;
      if (start > at && this.handler.wantsText) {
        this.handler.text(unescapeXml(xml.slice(at, start)));
      }
      at = start;
      const end = this.tag(xml, start);
      if (end < 0) break;
      at = end;
    }
    this.carry = xml.slice(at);
    if (this.carry.length > LONGEST) throw new Error('a tag or a text without an end');
  }

  /** @throws Error where the text has ended before its elements have. */
  end(): void {
    if (this.depth !== 0 || this.carry.trim() !== '') throw new Error('an element without an end');
  }

  /** @returns where the tag that starts there ends; -1 where that is not known yet. */
  private tag(xml: string, start: number): number {
    const first = xml.charCodeAt(start + 1);
    if (first === 0x21) return this.declaration(xml, start);
    if (first === 0x3f) return after(xml, '?>', start);
    if (first === 0x2f) {
      const end = xml.indexOf('>', start);
      if (end < 0) return -1;
      this.depth -= 1;
      this.handler.close(localName(xml.slice(start + 2, end).trimEnd()));
      return end + 1;
    }
    const end = endOfTag(xml, start);
    if (end < 0) return -1;
    const isClosed = xml.charCodeAt(end - 1) === 0x2f;
    const tag = xml.slice(start + 1, isClosed ? end - 1 : end);
    const name = localName(nameOf(tag));
    this.handler.open(name, tag);
    if (isClosed) this.handler.close(name);
    else this.depth += 1;
    return end + 1;
  }

  private declaration(xml: string, start: number): number {
    if (xml.startsWith('<!--', start)) return after(xml, '-->', start);
    if (!xml.startsWith('<![CDATA[', start)) {
      return xml.length - start < 9 ? -1 : after(xml, '>', start);
    }
    const end = xml.indexOf(']]>', start);
    if (end < 0) return -1;
    if (this.handler.wantsText) this.handler.text(xml.slice(start + 9, end));
    return end + 3;
  }
}

/**
 * Makes a reader of one attribute, whatever its prefix.
 * @example attribute('id')('sheet r:id="rId1"') // 'rId1'
 */
export function attribute(name: string): (tag: string) => string | undefined {
  const pattern = new RegExp(`[\\s:]${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  return (tag) => {
    const found = pattern.exec(tag);
    if (found === null) return undefined;
    return unescapeXml(found[1] ?? found[2] ?? '');
  };
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** Text as it was before it was put into XML. */
function unescapeXml(text: string): string {
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  if (!lines.includes('&')) return lines;
  return lines.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return NAMED[String(name)] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function after(xml: string, end: string, from: number): number {
  const at = xml.indexOf(end, from);
  return at < 0 ? -1 : at + end.length;
}

function nameOf(tag: string): string {
  for (let at = 0; at < tag.length; at++) if (tag.charCodeAt(at) <= 0x20) return tag.slice(0, at);
  return tag;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** A `>` within quotes does not end a tag. */
function endOfTag(xml: string, start: number): number {
  let end = xml.indexOf('>', start);
  while (end >= 0 && isWithinQuotes(xml, start, end)) end = xml.indexOf('>', end + 1);
  return end;
}

function isWithinQuotes(xml: string, start: number, end: number): boolean {
  let quote = 0;
  for (let at = start; at < end; at++) {
    const code = xml.charCodeAt(at);
    if (quote === 0 ? code === 0x22 || code === 0x27 : code === quote) {
      quote = quote === 0 ? code : 0;
    }
  }
  return quote !== 0;
}

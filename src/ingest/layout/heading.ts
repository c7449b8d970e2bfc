import {
  isRepeated,
  isWide,
  namedColumns,
  type Contract,
  type NamedColumn,
} from '../contract/index.js';

/** A heading as a person reads it: single spaces, no footnote marks. */
export function plainHeading(text: string): string {
  return text
    .replace(/\[(note|r|p|c|x|z)[^\]]*\]/gi, ' ')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
}

/** A heading as it is compared. */
export function headingKey(text: string): string {
  return plainHeading(text).toUpperCase();
}

/**
 * The number of a heading in its group, from 1; undefined where it is none of the group, or has no number.
 * @example numberInGroup('QUALACH(\\d\\d)', 'QUALACH04') // 4
 */
export function numberInGroup(repeat: string, heading: string): number | undefined {
  const text = new RegExp(`^(?:${repeat})$`, 'iu').exec(plainHeading(heading))?.[1];
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

/** Which column of a contract each heading of a file is. */
export class Headings {
  private readonly byKey = new Map<string, NamedColumn>();
  private readonly byPattern: { pattern: RegExp; column: NamedColumn }[] = [];
  private readonly groups: RegExp[] = [];
  private readonly unpivot: RegExp | undefined;
  private readonly ignored: RegExp | undefined;

  constructor(readonly contract: Contract) {
    for (const column of contract.columns) {
      if (isRepeated(column)) this.groups.push(new RegExp(`^(?:${column.repeat})$`, 'iu'));
      else if (isWide(column)) this.groups.push(new RegExp(`^(?:${column.wide})$`, 'iu'));
      else {
        for (const name of [column.name, ...column.aliases]) {
          this.byKey.set(headingKey(name), column);
        }
        if (column.name_matches !== undefined) {
          this.byPattern.push({ pattern: new RegExp(column.name_matches, 'iu'), column });
        }
      }
    }
    const { unpivot, ignore_columns: ignored } = contract.layout;
    this.unpivot = unpivot === undefined ? undefined : new RegExp(unpivot, 'iu');
    this.ignored = ignored === undefined ? undefined : new RegExp(`^(?:${ignored})$`, 'iu');
  }

  /** The column that stands under a heading, if it is one of the contract's own. */
  columnOf(heading: string): NamedColumn | undefined {
    const found = this.byKey.get(headingKey(heading));
    if (found !== undefined || this.byPattern.length === 0) return found;
    const plain = plainHeading(heading);
    return this.byPattern.find(({ pattern }) => pattern.test(plain))?.column;
  }

  /** Whether a heading belongs to a numbered group or a block of columns. */
  isOfGroup(heading: string): boolean {
    const plain = plainHeading(heading);
    return this.groups.some((group) => group.test(plain));
  }

  /** What a heading says of the rows that its column becomes. */
  unpivoted(heading: string): Record<string, string> | undefined {
    if (this.unpivot === undefined || this.columnOf(heading) !== undefined) return undefined;
    const match = this.unpivot.exec(plainHeading(heading));
    return match === null ? undefined : { ...match.groups };
  }

  /** Whether the contract knows what to do with a heading. */
  isKnown(heading: string): boolean {
    return (
      this.columnOf(heading) !== undefined ||
      this.isOfGroup(heading) ||
      this.unpivoted(heading) !== undefined ||
      (this.ignored?.test(plainHeading(heading)) ?? false)
    );
  }
}

const cache = new WeakMap<Contract, Headings>();

/** The headings of a contract, prepared once. */
export function headingsOf(contract: Contract): Headings {
  const known = cache.get(contract);
  if (known !== undefined) return known;
  const made = new Headings(contract);
  cache.set(contract, made);
  return made;
}

const sets = new WeakMap<readonly Contract[], ReadonlySet<string>>();

/** Every heading that some contract has, as it is compared: a row that begins with one may be a header. */
export function everyHeading(contracts: readonly Contract[]): ReadonlySet<string> {
  const known = sets.get(contracts);
  if (known !== undefined) return known;
  const made = new Set(
    contracts.flatMap((contract) =>
      namedColumns(contract).flatMap(({ name, aliases }) => [name, ...aliases].map(headingKey)),
    ),
  );
  sets.set(contracts, made);
  return made;
}

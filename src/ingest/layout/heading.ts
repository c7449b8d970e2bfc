import {
  isRepeated,
  isWide,
  namedColumns,
  type Contract,
  type NamedColumn,
  type RepeatedColumn,
  type WideColumn,
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

type Group = RepeatedColumn | WideColumn;

/** Which column of a contract each heading of a file is. */
export class Headings {
  private readonly byKey = new Map<string, NamedColumn>();
  private readonly byPattern: { pattern: RegExp; column: NamedColumn }[] = [];
  private readonly groups = new Map<Group, RegExp>();
  private readonly unpivot: RegExp | undefined;
  private readonly ignored: RegExp | undefined;

  constructor(readonly contract: Contract) {
    for (const column of contract.columns) {
      if (isRepeated(column)) this.groups.set(column, wholly(column.repeat));
      else if (isWide(column)) this.groups.set(column, wholly(column.wide));
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
    this.ignored = ignored === undefined ? undefined : wholly(ignored);
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
    return [...this.groups.values()].some((group) => group.test(plain));
  }

  /** What a heading says as one of a group of this contract; null where it is none of that group. */
  inGroup(group: Group, heading: string): RegExpExecArray | null {
    return this.groups.get(group)?.exec(plainHeading(heading)) ?? null;
  }

  /**
   * The number of a heading in its group, from 1; undefined where it is none of the group, or has no
   * number. Under `QUALACH(\d\d)` the heading `QUALACH04` has the number 4.
   */
  numberInGroup(group: RepeatedColumn, heading: string): number | undefined {
    const number = Number(this.inGroup(group, heading)?.[1]);
    return Number.isInteger(number) && number > 0 ? number : undefined;
  }

  /** What a heading says of the rows that its column becomes. */
  unpivoted(heading: string): Record<string, string> | undefined {
    if (this.unpivot === undefined || this.columnOf(heading) !== undefined) return undefined;
    const match = this.unpivot.exec(plainHeading(heading));
    return match === null ? undefined : { ...match.groups };
  }

  /** Whether the contract knows what to do with a heading. */
  isKnown(heading: string): boolean {
    return this.isRead(heading) || (this.ignored?.test(plainHeading(heading)) ?? false);
  }

  /** Whether the contract has a heading left out: what stands under it is looked at nowhere. */
  isLeftOut(heading: string): boolean {
    return !this.isRead(heading) && this.isKnown(heading);
  }

  private isRead(heading: string): boolean {
    return (
      this.columnOf(heading) !== undefined ||
      this.isOfGroup(heading) ||
      this.unpivoted(heading) !== undefined
    );
  }
}

/** A pattern of the contract that the whole of a heading must fit. */
function wholly(expression: string): RegExp {
  return new RegExp(`^(?:${expression})$`, 'iu');
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

import { isRepeated, namedColumns, type Contract } from './contract.js';

/** Which dataset a header belongs to. */
export interface Recognised {
  readonly contract: Contract;
  /** The known layout it is, or null when it is a new one. */
  readonly variant: string | null;
  /** Columns of the file that the contract does not know. They are not read. */
  readonly unknownColumns: readonly string[];
}

/** Finds the contract whose telling columns a header holds, whatever their order and case. */
export function recognise(
  header: readonly string[],
  contracts: readonly Contract[],
): Recognised | undefined {
  const names = new Set(header.map((name) => name.toUpperCase()));
  const contract = contracts.find((each) => each.recognise.every((name) => names.has(name)));
  if (contract === undefined) return undefined;

  const known = namedColumns(contract).flatMap((column) => [column.name, ...column.aliases]);
  const groups = contract.columns
    .filter(isRepeated)
    .map((column) => new RegExp(`^${column.repeat}$`));
  const unknownColumns = header.filter((name) => {
    const upper = name.toUpperCase();
    return upper !== '' && !known.includes(upper) && !groups.some((group) => group.test(upper));
  });
  const absent = namedColumns(contract)
    .filter((column) => ![column.name, ...column.aliases].some((name) => names.has(name)))
    .map((column) => column.name);
  const variant = contract.variants.find(
    (each) =>
      each.without.length === absent.length && each.without.every((name) => absent.includes(name)),
  );
  return {
    contract,
    variant: variant === undefined || unknownColumns.length > 0 ? null : variant.id,
    unknownColumns,
  };
}

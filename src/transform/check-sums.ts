import { identifier } from '../warehouse/database.js';
import type { HeaderCheck } from './check-schema.js';
import {
  condition,
  oneLine,
  only,
  ownColumns,
  shown,
  type Compiled,
  type Use,
} from './check-sql.js';
import type { Model } from './model.js';

export function sumOfParts(
  model: Model,
  said: HeaderCheck,
  sum: NonNullable<HeaderCheck['sum_of_parts']>,
  at: string,
): Compiled {
  const key = `${at}sum_of_parts`;
  const { whole, parts, over } = sum;
  const added = over === undefined ? addedColumns(parts ?? []) : addedRows(model, sum, over);
  return {
    kind: 'sum_of_parts',
    about: whole,
    claim:
      over === undefined
        ? `${whole} is the sum of ${(parts ?? []).join(', ')}`
        : `${whole} is the sum over ${over}`,
    select: `select ${shown(model, [whole]).join(', ')}, parts_sum
from (
    select model.*, ${added} as parts_sum
    from ${model.id} as model
    where ${['true', ...only(said)].join(' and ')}
) as model
where ${identifier(whole)} <> parts_sum`,
    uses: [
      ...ownColumns(model, [whole], `${key}.whole`),
      ...ownColumns(model, parts ?? [], `${key}.parts`),
      ...(over === undefined ? [] : overUses(model, sum, over, key)),
    ],
  };
}

function addedColumns(parts: readonly string[]): string {
  return parts.map((name) => `model.${identifier(name)}`).join(' + ');
}

function addedRows(
  model: Model,
  sum: NonNullable<HeaderCheck['sum_of_parts']>,
  over: string,
): string {
  const by = sum.by ?? model.header.keys;
  const same = by.map((name) => `part.${identifier(name)} = model.${identifier(name)}`);
  return `coalesce((
        select sum(part.${identifier(sum.column ?? sum.whole)}) from ${over} as part
        where ${[...same, ...(sum.where === undefined ? [] : [condition(sum.where)])].join(' and ')}
    ), 0)`;
}

function overUses(
  model: Model,
  { whole, column, by }: NonNullable<HeaderCheck['sum_of_parts']>,
  over: string,
  key: string,
): Use[] {
  return [
    { key: `${key}.over`, table: over },
    { key: `${key}.column`, table: over, column: column ?? whole },
    ...ownColumns(model, by ?? [], `${key}.by`),
    ...(by ?? model.header.keys).map((name) => ({ key: `${key}.by`, table: over, column: name })),
  ];
}

export function rowCount(
  model: Model,
  said: HeaderCheck,
  count: NonNullable<HeaderCheck['row_count']>,
  at: string,
): Compiled {
  const { equals, at_least: atLeast, at_most: atMost, where } = count;
  const [name, table, breaks, words] =
    equals !== undefined
      ? ['equals', equals, '<>', 'as many rows as']
      : atLeast !== undefined
        ? ['at_least', atLeast, '<', 'at least as many rows as']
        : ['at_most', atMost ?? '', '>', 'at most as many rows as'];
  const counted = where === undefined ? table : `${table} where ${oneLine(where)}`;
  return {
    kind: 'row_count',
    about: table,
    claim: `there are ${words} in ${counted}`,
    select: `select row_count, source_row_count
from (select count(*) as row_count from ${model.id} as model where ${['true', ...only(said)].join(' and ')})
cross join (
    select count(*) as source_row_count from ${table}${where === undefined ? '' : ` where ${condition(where)}`}
)
where row_count ${breaks} source_row_count`,
    uses: [{ key: `${at}row_count.${name}`, table }],
  };
}

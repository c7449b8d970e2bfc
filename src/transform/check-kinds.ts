import { identifier } from '../warehouse/database.js';
import type { HeaderCheck } from './check-schema.js';
import { only, ownColumns, rowsWhere, rowsWithout, valueSql, type Compiled } from './check-sql.js';
import type { Model } from './model.js';

export function unique(
  model: Model,
  said: HeaderCheck,
  columns: readonly string[],
  at: string,
): Compiled {
  const names = columns.map(identifier);
  const consent =
    'has_sharing_consent' in model.header.columns
      ? ', bool_and(has_sharing_consent) as has_sharing_consent'
      : '';
  return {
    kind: 'unique',
    about: columns.join(', '),
    claim: `no two rows have the same ${columns.join(', ')}`,
    select: `select ${names.join(', ')}, count(*) as row_count${consent}
from ${model.id} as model
where ${[...names.map((name) => `${name} is not null`), ...only(said)].join(' and ')}
group by ${names.join(', ')}
having count(*) > 1`,
    uses: ownColumns(model, columns, `${at}unique`),
  };
}

export function notNull(
  model: Model,
  said: HeaderCheck,
  columns: readonly string[],
  at: string,
): Compiled {
  const empty = columns.map((name) => `${identifier(name)} is null`).join(' or ');
  return {
    kind: 'not_null',
    about: columns.join(', '),
    claim: `each row has ${columns.length === 1 ? 'a' : 'each of'} ${columns.join(', ')}`,
    select: rowsWhere(model, said, columns, `(${empty})`),
    uses: ownColumns(model, columns, `${at}not_null`),
  };
}

export function acceptedValues(
  model: Model,
  said: HeaderCheck,
  { column, values, from }: NonNullable<HeaderCheck['accepted_values']>,
  at: string,
): Compiled {
  const key = `${at}accepted_values`;
  const name = `model.${identifier(column)}`;
  const own = ownColumns(model, [column], `${key}.column`);
  if (from === undefined) {
    const list = (values ?? []).map(valueSql).join(', ');
    return {
      kind: 'accepted_values',
      about: column,
      claim: `${column} is one of ${(values ?? []).map(String).join(', ')}`,
      select: rowsWhere(model, said, [column], `${name} not in (${list})`),
      uses: own,
    };
  }
  const [schema = '', table = '', other = ''] = from.split('.');
  return {
    kind: 'accepted_values',
    about: column,
    claim: `${column} is one of ${from}`,
    select: rowsWithout(model, said, [[column, other]], `${schema}.${table}`),
    uses: [...own, { key: `${key}.from`, table: `${schema}.${table}`, column: other }],
  };
}

export function relationship(
  model: Model,
  said: HeaderCheck,
  relation: NonNullable<HeaderCheck['relationship']>,
  at: string,
): Compiled {
  const { to, column } = relation;
  const columns = relation.columns ?? (column === undefined ? [] : [column]);
  const others = relation.to_columns ?? columns;
  const key = `${at}relationship`;
  return {
    kind: 'relationship',
    about: columns.join(', '),
    claim: `each ${columns.join(', ')} is in ${to}`,
    select: rowsWithout(
      model,
      said,
      columns.map((name, index) => [name, others[index] ?? name]),
      to,
    ),
    uses: [
      ...ownColumns(model, columns, `${key}.${column === undefined ? 'columns' : 'column'}`),
      { key: `${key}.to`, table: to },
      ...others.map((name) => ({ key: `${key}.to_columns`, table: to, column: name })),
    ],
  };
}

export function range(
  model: Model,
  said: HeaderCheck,
  { column, min, max }: NonNullable<HeaderCheck['range']>,
  at: string,
): Compiled {
  const name = `model.${identifier(column)}`;
  const outside = [
    ...(min === undefined ? [] : [`${name} < ${valueSql(min)}`]),
    ...(max === undefined ? [] : [`${name} > ${valueSql(max)}`]),
  ];
  const between =
    max === undefined
      ? `at least ${String(min)}`
      : min === undefined
        ? `at most ${String(max)}`
        : `from ${min} to ${max}`;
  return {
    kind: 'range',
    about: column,
    claim: `${column} is ${between}`,
    select: rowsWhere(model, said, [column], `(${outside.join(' or ')})`),
    uses: ownColumns(model, [column], `${at}range.column`),
  };
}

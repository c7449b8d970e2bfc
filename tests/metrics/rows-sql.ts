import { literal, type Row } from '../../src/warehouse/database.js';

/** Rows as a SELECT that gives them, so that contributions made by a model go through the roll-up. */
export function rowsSql(rows: readonly Row[]): string {
  return rows.map(rowSql).join('\nunion all\n');
}

function rowSql(row: Row): string {
  const values = Object.entries(row).map(([name, value]) => {
    const text = typeof value === 'string' ? literal(value) : String(value);
    return `${name === 'period' ? 'date ' : ''}${text} as ${name}`;
  });
  return `select ${values.join(', ')}`;
}

import { messageOf } from '../errors.js';
import type { Database } from '../warehouse/database.js';
import { compileStaging } from './compile.js';
import { contractFault, namedColumns, type Contract } from './contract/index.js';

/**
 * Has the database read the SQL of every contract's rules, so that a slip is found before any file.
 * @throws CC-CFG-005 naming the contract's file and the rule.
 */
export async function checkRules(
  database: Database,
  contracts: readonly Contract[],
): Promise<void> {
  for (const contract of contracts.filter(({ rules }) => rules.length > 0)) {
    if ((await faultOf(database, contract)) === undefined) continue;
    for (const rule of contract.rules) {
      const fault = await faultOf(database, { ...contract, rules: [rule] });
      if (fault === undefined) continue;
      throw contractFault(
        contract.file,
        `rules.${rule.id}`,
        'SQL that is true where the rule is broken, over the names its columns have under `as`',
        fault,
      );
    }
  }
}

async function faultOf(database: Database, contract: Contract): Promise<string | undefined> {
  try {
    await database.run(`explain ${emptyStaging(contract)}`);
    return undefined;
  } catch (error) {
    return messageOf(error).split('\n')[0];
  }
}

/** The staged records of no file at all: what a dataset looks like before any has arrived. */
export function emptyStaging(contract: Contract): string {
  const header = namedColumns(contract).map((column) => column.name);
  const cells = header.map((_, index) => `null::varchar as c${index}`).join(', ');
  const empty = `csv as (
        select 0 as file_index, null::date as as_at_date, null::varchar as sheet, null::integer as line,
            null::varchar as row_fault, ${cells}
        where false
    )`;
  return compileStaging(contract, header).replace(/^with /, `with ${empty}, `);
}

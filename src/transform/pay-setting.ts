import type { Config } from '../config.js';
import type { Database } from '../warehouse/database.js';
import { createTableOf } from '../warehouse/insert.js';

/** Fills `reference.pay_setting`: the rate to lift pay to and the share of on-costs, null where not set. */
export async function loadPaySetting(database: Database, { metrics }: Config): Promise<void> {
  const columns = { pay_target_gbp_hour: 'DECIMAL(8, 2)', employer_on_costs: 'DECIMAL(5, 4)' };
  await createTableOf(database, 'reference.pay_setting', columns, [
    {
      pay_target_gbp_hour: metrics.pay_target ?? null,
      employer_on_costs: metrics.employer_on_costs ?? null,
    },
  ]);
}

import { minuteLabel } from '../period.js';
import type { RollbackInForce } from '../warehouse/runs.js';

/** One line that says that a rollback holds, and how it ends. */
export function rollbackLine({ run_id: to, from_run_id: from, at, by }: RollbackInForce): string {
  return `A rollback is in force since ${minuteLabel(at)} UTC, by ${by}: run ${to} stands in place of ${from}. It ends when something new is published; \`carecount nightly --force\` publishes anew.`;
}

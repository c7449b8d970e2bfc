import { told } from './pack-pool.js';
import type { PackReport } from './pack-pool.js';
import { writePack } from './pack-writer.js';
import type { PackOrder } from './pack-writer.js';

process.on('message', (order: PackOrder) => {
  void reportOf(order).then((report) => process.send?.(report));
});

async function reportOf(order: PackOrder): Promise<PackReport> {
  try {
    const { outcome, faults } = await writePack(order);
    return { outcome, faults: faults.map(told) };
  } catch (error) {
    return { failed: told(error) };
  }
}

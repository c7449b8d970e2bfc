export { readLanded } from './archive.js';
export { contractFiles, loadContracts, type Contract } from './contract/index.js';
export { openDecisions, withRetries, type Decision } from './decisions.js';
export { openDeliveries, type Delivery } from './deliveries.js';
export { emptyTemporaryDir, land } from './land.js';
export { isRefused } from './ready.js';
export { registerDeliveries } from './register.js';
export { createSecret, readSecret, type Secret } from './secret.js';
export { stage, type Staging } from './stage.js';

export { loadContracts, type Contract } from './contract.js';
export { openDeliveries, type Delivery } from './deliveries.js';
export { emptyTemporaryDir, findNew, land, temporaryDir } from './land.js';
export { registerDeliveries } from './register.js';
export { createSecret, readSecret, type Secret } from './secret.js';
export { stage, type Staging } from './stage.js';

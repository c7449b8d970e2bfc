export { buildModels } from './build.js';
export { runChecks, type CheckResult } from './checks.js';
export { loadModels, type Model } from './model.js';
export { loadReference } from './reference.js';

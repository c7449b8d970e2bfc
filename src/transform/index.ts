export { buildComparisons, buildModels } from './build.js';
export { writeCheckTables } from './check-tables.js';
export { runChecks, type CheckResult } from './checks.js';
export { placeWords } from './failing-rows.js';
export { readLineage, unknownWords, type TableLineage } from './lineage/index.js';
export { loadModels, MEASURE_TABLES, readsMeasures, type Model } from './model.js';
export {
  failureText,
  readModelTests,
  runModelTest,
  type ModelTest,
  type TestOutcome,
} from './model-test/index.js';
export { loadReference } from './reference.js';
export {
  downstreamOf,
  downstreamOfDataset,
  readsOf,
  type Reads,
  type Statement,
} from './impact.js';

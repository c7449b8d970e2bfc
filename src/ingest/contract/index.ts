export { builtInContracts, contractFault, contractFiles, loadContracts } from './load.js';
export {
  alternatives,
  contractSchema,
  isRepeated,
  isWide,
  MISSING_REASONS,
  namedColumns,
  type ContextItem,
  type Contract,
  type ContractColumn,
  type ContractRule,
  type Layout,
  type MissingReason,
  type NamedColumn,
  type RepeatedColumn,
  type WideColumn,
} from './schema.js';

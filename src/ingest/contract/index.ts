export { contractFault, contractFiles, loadContracts } from './load.js';
export {
  alternatives,
  contractSchema,
  isRepeated,
  isWide,
  namedColumns,
  type ContextItem,
  type Contract,
  type ContractColumn,
  type ContractRule,
  type NamedColumn,
  type RepeatedColumn,
  type WideColumn,
} from './schema.js';

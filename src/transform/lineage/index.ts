export { readLineage, type NamedSelect, type TableLineage } from './read-lineage.js';
export { unknownWords } from './relation.js';

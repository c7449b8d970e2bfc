import type { MethodBreak } from './compare.js';

/** Changes of method in our own measures, newest last. A change of boundary is found in the data. */
export const METHOD_BREAKS: readonly MethodBreak[] = [];

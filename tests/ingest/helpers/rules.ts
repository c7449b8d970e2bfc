import { CONTRACTS } from './staging.js';

/** The rules that a staged record breaks, in the order of its findings. */
export function rulesBroken(row: Readonly<Record<string, unknown>>): string[] {
  const findings = (row['findings'] ?? []) as readonly { readonly rule: string }[];
  return findings.map(({ rule }) => rule);
}

/** The rules of a contract of the package. */
export function rulesOf(id: string): readonly { readonly id: string; readonly when: string }[] {
  return CONTRACTS.find((each) => each.id === id)?.rules ?? [];
}

import type { MetricEntry } from './schema.js';
import { numberWords } from './words.js';

type Labels = Pick<MetricEntry, 'numerator_label' | 'denominator_label'>;

/** The parts of a figure. */
export interface Parts {
  readonly numerator: number | null;
  readonly denominator: number | null;
}

/**
 * The definition with the numbers put in; nothing for what is no fraction. A denominator that is said to be something plus the numerator
 * is written out as that.
 * @example formulaWords({ numerator: 2, denominator: 10 }, labels, '20.0%')
 * // '2 vacancies / (8 employees + 2 vacancies) = 20.0%'
 */
export function formulaWords(parts: Parts, labels: Labels, shown: string): string | null {
  const { numerator, denominator } = parts;
  if (numerator === null || denominator === null) return null;
  const top = partWords(numerator, labels.numerator_label);
  const other = otherThanNumerator(labels);
  const bottom =
    other === undefined
      ? partWords(denominator, labels.denominator_label)
      : `(${partWords(round(denominator - numerator), other)} + ${top})`;
  return `${top} / ${bottom} = ${shown}`;
}

/** `employees`, of a denominator that is "employees plus vacancies" over "vacancies". */
function otherThanNumerator(labels: Labels): string | undefined {
  const whole = wordsOf(labels.denominator_label);
  const part = wordsOf(labels.numerator_label);
  const end = ` plus ${part}`;
  return part !== '' && whole.endsWith(end) ? whole.slice(0, -end.length) : undefined;
}

function partWords(number: number, label: string | null): string {
  return `${numberWords(number)} ${wordsOf(label)}`.trim();
}

/** A label of a row (One where ...) or one that leans on the label before it says nothing of a sum. */
const NO_SUM = /^(one|the same)\b|\blikewise\b/i;

/** The first clause of a label, its first letter small: it stands in a sentence. */
function wordsOf(label: string | null): string {
  const text = (label ?? '').split(/[;.]/, 1)[0]?.trim() ?? '';
  if (NO_SUM.test(text)) return '';
  const isName = /^[A-Z]{2}/.test(text);
  return isName ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** Parts have two decimals at most. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A message in its two parts. */
export interface Words {
  /** What is wrong. */
  readonly wrong: string;
  /** What to do about it. */
  readonly advice: string;
}

const NO_ADVICE = 'Check it. If it is right, there is nothing to do.';

/**
 * Parts a message after its first sentence; one of a single sentence gets advice of a general kind.
 * @example wordsOf('The row has no values. Take it out.') // { wrong: 'The row has no values.', advice: 'Take it out.' }
 */
export function wordsOf(message: string, noAdvice = NO_ADVICE): Words {
  const end = /[.?!]\s+(?=[A-Z"])/.exec(message);
  if (end === null) return { wrong: message, advice: noAdvice };
  const at = end.index + 1;
  return { wrong: message.slice(0, at), advice: message.slice(at).trim() };
}

/** How serious a finding is, in words. */
export function severityWords(severity: string): string {
  return severity === 'error' ? 'Must be mended' : 'Please check';
}

/** What the national return asks of each worker's record, in words. */
const FIELDS: Readonly<Record<string, string>> = {
  worker_id: "Worker's id",
  employment_status: 'Contract',
  main_job_role: 'Main job role',
  date_of_birth: 'Date of birth',
  gender: 'Gender',
  ethnicity: 'Ethnicity',
  sickness: 'Days of sickness',
  zero_hours: 'Zero-hours contract or not',
  contracted_hours: 'Contracted hours',
  average_hours: 'Average hours',
  pay: 'Pay',
  social_care_qualification: 'Social care qualification',
  other_qualification: 'Other qualification',
};

/** A field of the national return in words. */
export function fieldWords(field: string): string {
  return FIELDS[field] ?? field.replaceAll('_', ' ');
}

/**
 * A share as a percentage that is never rounded up: a share below what is asked must not look met.
 * @example shareText(0.8996) // '89.9%'
 */
export function shareText(share: number): string {
  const tenths = Math.floor(share * 1000 + 1e-6) / 10;
  return `${Number.isInteger(tenths) ? tenths : tenths.toFixed(1)}%`;
}

/**
 * A number with the word for what it counts.
 * @example countText(1, 'file') // '1 file'
 */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/**
 * A day in words.
 * @example dayText('2026-05-01T06:00:00Z') // '1 May 2026'
 */
export function dayText(instant: string): string {
  return new Date(instant).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

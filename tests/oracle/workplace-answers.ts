import { codeOf, numberIn, type Cells } from './cells.js';
import { SETTING_OF_SERVICE } from './code-lists.js';

/** What a workplace answers beside its staff; null where it does not. */
export interface WorkplaceAnswers {
  readonly mainService: string;
  /** Places of the main service, and people whom it cares for. */
  readonly places: number | null;
  readonly people: number | null;
  readonly paysMoreSickPay: boolean | null;
  readonly paysMorePension: boolean | null;
  readonly holidayDays: number | null;
}

/** Answers of a NEW or UPDATE row. */
export function workplaceAnswers(cells: Cells): WorkplaceAnswers {
  return {
    mainService: cells['MAINSERVICE'] ?? '',
    places: ofMainService(cells, cells['CAPACITY']),
    people: ofMainService(cells, cells['UTILISATION']),
    paysMoreSickPay: yesOrNo(cells['SICKPAY']),
    paysMorePension: yesOrNo(cells['PENSION']),
    holidayDays: numberIn(cells['HOLIDAY'], 0, 366),
  };
}

function yesOrNo(cell: string | undefined): boolean | null {
  const code = codeOf(cell, new Set(['0', '1']));
  return code === null ? null : code === '1';
}

/** The item of a list that has one for each of ALLSERVICES (0, no others, left out). */
function ofMainService(cells: Cells, cell: string | undefined): number | null {
  const listed = itemsOf(cells['ALLSERVICES']);
  if (!listed.every((service) => service === '0' || SETTING_OF_SERVICE.has(service))) return null;
  const services = listed.filter((service) => service !== '0');
  const items = itemsOf(cell);
  const isReadable = items.every((item) => /^\d{0,4}$/.test(item) && item !== '9999');
  if (!isReadable || items.length !== services.length) return null;
  return numberIn(items[services.indexOf(cells['MAINSERVICE'] ?? '')], 0, 9998);
}

function itemsOf(cell: string | undefined): string[] {
  return (cell ?? '').split(';').map((item) => item.trim());
}

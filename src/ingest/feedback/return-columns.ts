import type { DataValidation } from 'exceljs';
import type { SheetColumn } from '../workbook/index.js';

/** One column of the monthly return: what to write, and what a spreadsheet takes. */
export interface ReturnColumn extends SheetColumn {
  /** What to write, in plain words. */
  readonly help: string;
  readonly example: string;
  readonly numFmt: string;
  /** What the cells of the column take; `cell` is the address of the first, such as F2. */
  readonly takes?: (cell: string) => DataValidation;
}

/** Where the choices of a list lie, such as `Lists!$A$2:$A$36`. */
export interface ListRanges {
  readonly services: string;
  readonly roles: string;
  readonly answers: string;
}

const TEXT = '@';
const WHOLE = '0';
const POUNDS = '0.00';
const MOST_STAFF = 999;
const MOST_TOTAL = 9999;
const LEAST_PAY = 1;
const MOST_PAY = 200;

/**
 * The columns of the return, in the order of its sheet. Their names are those of the contract
 * `provider_return`.
 */
export function returnColumns(lists: ListRanges): ReturnColumn[] {
  return [
    {
      name: 'Workplace reference',
      width: 17,
      help: 'The CQC location ID. If the workplace has none, any short name you always use for it.',
      example: '1-100000001',
      numFmt: TEXT,
      takes: prompted(
        'Workplace reference',
        'The CQC location ID, such as 1-100000001, or your own id for the workplace. Use the same one each month.',
      ),
    },
    {
      name: 'Workplace name',
      width: 28,
      help: 'The name of the workplace.',
      example: 'Example House',
      numFmt: TEXT,
    },
    {
      name: 'Postcode',
      width: 12,
      help: 'The postcode of the workplace, with a space.',
      example: 'ZZ1 1AA',
      numFmt: TEXT,
    },
    {
      name: 'Main service',
      width: 30,
      help: 'What the workplace mainly does. Choose from the list.',
      example: '8 - Domiciliary care services',
      numFmt: TEXT,
      takes: chosen('Main service', lists.services),
    },
    {
      name: 'Job role',
      width: 26,
      help: 'One job role. Use a row for each job role at the workplace. Choose from the list.',
      example: '8 - Care worker',
      numFmt: TEXT,
      takes: chosen('Job role', lists.roles),
    },
    count(
      'Permanent staff',
      'People with a permanent contract on the last day of the month.',
      '24',
    ),
    count('Temporary staff', 'People with a temporary or fixed-term contract on that day.', '2'),
    count('Bank or pool staff', 'People in your own bank or pool on that day.', '5'),
    count('Agency staff', 'People working there through an agency on that day.', 'not known'),
    count(
      'Total staff',
      'The four numbers before this one, added up. Leave it blank if one is not known.',
      '',
      MOST_TOTAL,
    ),
    count(
      'Vacancies',
      'Permanent and temporary posts that are empty and that you are trying to fill.',
      '3',
    ),
    count(
      'Starters in the last 12 months',
      'People who started a permanent or temporary post.',
      '9',
    ),
    count('Leavers in the last 12 months', 'People who left a permanent or temporary post.', '0'),
    {
      name: 'Typical hourly pay (£)',
      width: 13,
      help: 'What most people in the role are paid for an hour, before tax, in pounds and pence.',
      example: '13.05',
      numFmt: POUNDS,
      takes: paid,
    },
    {
      name: "May the council share this workplace's figures?",
      width: 24,
      help: 'Yes: the council may show figures of this workplace by itself. No, or blank: it counts only in totals.',
      example: 'Yes',
      numFmt: TEXT,
      takes: chosen('May the council share?', lists.answers),
    },
  ];
}

function count(name: string, help: string, example: string, most = MOST_STAFF): ReturnColumn {
  const words = `A whole number from 0 to ${most}, or the words: not known. 0 means none. Leave the cell blank if you do not answer.`;
  return {
    name,
    width: 12,
    help,
    example,
    numFmt: WHOLE,
    takes: (cell) => ({
      type: 'custom',
      allowBlank: true,
      formulae: [
        `OR(LOWER(TRIM(${cell}))="not known",IFERROR(AND(ISNUMBER(${cell}),${cell}>=0,${cell}<=${most},${cell}=INT(${cell})),FALSE))`,
      ],
      ...messages(name, words, words),
    }),
  };
}

function paid(cell: string): DataValidation {
  const words = `Pounds and pence for an hour, such as 13.05, from ${LEAST_PAY} to ${MOST_PAY}, or the words: not known. Leave the cell blank if you do not answer.`;
  return {
    type: 'custom',
    allowBlank: true,
    formulae: [
      `OR(LOWER(TRIM(${cell}))="not known",IFERROR(AND(ISNUMBER(${cell}),${cell}>=${LEAST_PAY},${cell}<=${MOST_PAY}),FALSE))`,
    ],
    ...messages('Typical hourly pay', words, words),
  };
}

function chosen(title: string, range: string): () => DataValidation {
  return () => ({
    type: 'list',
    allowBlank: true,
    formulae: [range],
    ...messages(
      title,
      'Choose from the list: press Alt and the down arrow.',
      'Choose one of the list, with its number. See the sheet Lists.',
    ),
  });
}

/** A cell that takes anything, and says what is wanted. */
function prompted(title: string, words: string): (cell: string) => DataValidation {
  return (cell) => ({
    type: 'custom',
    allowBlank: true,
    formulae: [`LEN(${cell})<50`],
    ...messages(title, words, 'Write fewer than 50 letters and digits.'),
  });
}

/** The words a spreadsheet program shows; a title may have 32 letters, a message 255. */
export function messages(title: string, prompt: string, error: string) {
  return {
    showInputMessage: true,
    showErrorMessage: true,
    errorStyle: 'stop',
    promptTitle: title.slice(0, 32),
    prompt,
    errorTitle: title.slice(0, 32),
    error,
  };
}

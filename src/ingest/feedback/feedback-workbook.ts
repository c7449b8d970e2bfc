import type { Workbook } from 'exceljs';
import { minuteLabel, monthLabel } from '../../period.js';
import {
  addLines,
  addSheet,
  addTable,
  bytesOf,
  newWorkbook,
  type CellValue,
} from '../workbook/index.js';
import type { Feedback } from './read-feedback.js';
import { inShort, kindWords, outcomeWords, refusedFiles } from './summarise.js';
import { dayText, fieldWords, severityWords, shareText, wordsOf } from './wording.js';

/** What feedback says besides what was found. */
export interface FeedbackSetting {
  /** Who it is from. */
  readonly sender: string;
  /** The words that mark invented data; null for real data. */
  readonly demonstration: string | null;
  /** What each kind of file is called, by its id. */
  readonly titles: ReadonlyMap<string, string>;
  readonly now: Date;
}

/** A list that a person works through has no more rows. */
const MOST_FINDINGS = 20_000;

/** Makes the workbook of one organisation's feedback: what arrived, what was wrong, how complete. */
export async function feedbackWorkbook(
  feedback: Feedback,
  setting: FeedbackSetting,
): Promise<Buffer> {
  const title = `Your return for ${monthLabel(feedback.month)}: ${feedback.organisation}`;
  const workbook = await newWorkbook(title, setting.now);
  addSummary(workbook, title, feedback, setting);
  addFindings(workbook, feedback);
  addCompleteness(workbook, feedback);
  return bytesOf(workbook);
}

function addSummary(
  workbook: Workbook,
  title: string,
  feedback: Feedback,
  { sender, demonstration, titles, now }: FeedbackSetting,
): void {
  const sheet = addSheet(workbook, 'Summary', 'landscape', title);
  addLines(sheet, [
    ...(demonstration === null ? [] : [demonstration]),
    `From ${sender}, ${dayText(now.toISOString())}.`,
    ...inShort(feedback),
    'This sheet has one table: each file that you sent, and what became of it.',
  ]);
  addTable(sheet, {
    name: 'files_sent',
    columns: [
      { name: 'File', width: 34 },
      { name: 'What it is', width: 28 },
      { name: 'Arrived (UTC)', width: 18 },
      { name: 'Records', width: 11 },
      { name: 'Taken', width: 11 },
      { name: 'Set aside', width: 11 },
      { name: 'What became of it', width: 50 },
    ],
    rows: feedback.files.map((file): CellValue[] => [
      file.path,
      kindWords(file, titles),
      minuteLabel(file.arrivedAt),
      file.recordCount,
      file.state.startsWith('accepted') ? file.keptCount : 0,
      file.quarantinedCount,
      outcomeWords(file),
    ]),
  });
}

function addFindings(workbook: Workbook, feedback: Feedback): void {
  const { findings } = feedback;
  const sheet = addSheet(workbook, 'Findings', 'landscape', 'What was wrong, and what to do');
  const shown = findings.slice(0, MOST_FINDINGS);
  const cut =
    shown.length < findings.length
      ? ` It has the first ${shown.length.toLocaleString('en-GB')} of ${findings.length.toLocaleString('en-GB')} findings.`
      : '';
  addLines(sheet, [
    `This sheet has one table.${cut} Row is the row of the sheet, or the line of the file, as you see it.`,
    'A value is shown only where it is a code. A blank row number means the file as a whole.',
  ]);
  const refused = refusedFiles(feedback).map(({ path, wrong, advice }): CellValue[] => [
    path,
    '',
    null,
    'the whole file',
    wrong,
    advice,
    severityWords('error'),
    '',
  ]);
  const found = shown.map((finding): CellValue[] => {
    const { wrong, advice } = wordsOf(finding.message);
    return [
      finding.path,
      finding.sheet ?? '',
      finding.line,
      finding.column === '' ? 'the whole row' : finding.column,
      wrong,
      advice,
      severityWords(finding.severity),
      finding.value ?? '',
    ];
  });
  const rows = [...refused, ...found];
  addTable(sheet, {
    name: 'findings',
    columns: [
      { name: 'File', width: 28 },
      { name: 'Sheet', width: 12 },
      { name: 'Row', width: 9 },
      { name: 'Column', width: 22 },
      { name: 'What is wrong', width: 40 },
      { name: 'What to do', width: 44 },
      { name: 'How serious', width: 16 },
      { name: 'Value', width: 12 },
    ],
    rows:
      rows.length > 0 ? rows : [['No findings', '', null, '', 'Nothing was wrong.', '', '', '']],
  });
  sheet.views = [{ state: 'frozen', ySplit: 4, showGridLines: false }];
}

function addCompleteness(workbook: Workbook, feedback: Feedback): void {
  const sheet = addSheet(
    workbook,
    'Completeness',
    'landscape',
    'How complete the records of your staff are',
  );
  addLines(sheet, completenessNotes(feedback));
  const rows = feedback.completeness.map((each): CellValue[] => [
    fieldWords(each.field),
    each.staffGroup === 'agency' ? 'Agency workers' : 'Staff',
    shareText(each.requiredShare),
    shareText(each.knownShare),
    each.knownCount,
    each.notKnownCount,
    each.recordCount,
    each.isMet ? 'Yes' : 'No',
  ]);
  addTable(sheet, {
    name: 'completeness',
    columns: [
      { name: 'What is asked', width: 30 },
      { name: 'Of whom', width: 18 },
      { name: 'Share asked for', width: 14 },
      { name: 'Share you have', width: 14 },
      { name: 'Records that have it', width: 14 },
      { name: 'Records that say not known', width: 16 },
      { name: 'Records asked', width: 12 },
      { name: 'Enough', width: 10 },
    ],
    rows: rows.length > 0 ? rows : [['Nothing to show', '', '', '', null, null, null, '']],
  });
}

/** What a reader has to know of the figures on completeness. */
function completenessNotes({ completeness, isOfSharingOnly }: Feedback): string[] {
  if (completeness.length === 0) {
    return [
      'This is measured where we have a workplace file and a worker file of the bulk upload for one month,',
      'and shown for workplaces that have agreed to share with the council.',
    ];
  }
  return [
    'The national return asks for every record to have an id, a job and a contract, and for 90% to have each of the rest.',
    'A record that says "not known" does not have it.',
    ...(isOfSharingOnly
      ? ['These figures are of your workplaces that have agreed to share with the council.']
      : []),
  ];
}

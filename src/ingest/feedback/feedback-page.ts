import { html, raw, type Markup } from '../../markup.js';
import { monthLabel } from '../../period.js';
import type { FeedbackSetting } from './feedback-workbook.js';
import { PAGE_STYLES } from './page-styles.js';
import type { Feedback } from './read-feedback.js';
import {
  groupFindings,
  inShort,
  kindWords,
  outcomeWords,
  refusedFiles,
  type FindingGroup,
  type RefusedFile,
} from './summarise.js';
import { countText, dayText, fieldWords, severityWords, shareText } from './wording.js';

/** The page shows so many kinds of finding; the workbook has all. */
const MOST_GROUPS = 10;

interface PageColumn {
  readonly name: string;
  readonly isNumber?: boolean;
}

/** Makes one page in plain words: how complete, what to mend first, what became of each file. */
export function feedbackPage(feedback: Feedback, setting: FeedbackSetting): string {
  const { organisation, month } = feedback;
  const heading = `Your return for ${monthLabel(month)}`;
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${heading}: ${organisation}</title>
        <style>
          ${raw(PAGE_STYLES)}
        </style>
      </head>
      <body>
        ${setting.demonstration === null ? null : html`<p class="demonstration">${setting.demonstration}</p>`}
        <header>
          <p class="kicker">${organisation}</p>
          <h1>${heading}</h1>
        </header>
        <main>
          <section class="short">${inShort(feedback).map((line) => html`<p>${line}</p>`)}</section>
          ${firstSection(feedback)} ${completenessSection(feedback)}
          ${filesSection(feedback, setting)}
        </main>
        <footer>
          <p>
            From ${setting.sender}, ${dayText(setting.now.toISOString())}. Each finding, with its
            row, is in the workbook feedback.xlsx. To mend a file, send the whole file again for the
            same month: it takes the place of the one before. Only your own data is on this page.
          </p>
        </footer>
      </body>
    </html> `.text;
}

function firstSection(feedback: Feedback): Markup {
  const groups = groupFindings(feedback);
  const refused = refusedFiles(feedback);
  if (groups.length === 0 && refused.length === 0) {
    return html`<section>
      <h2>What to mend</h2>
      <p>Nothing: we found nothing wrong.</p>
    </section>`;
  }
  return html`<section>
    <h2>What to mend</h2>
    ${refused.length === 0 ? null : refusedTable(refused)}
    ${groups.length === 0 ? null : findingsTable(groups)}
  </section>`;
}

function refusedTable(refused: readonly RefusedFile[]): Markup {
  return table(
    `${countText(refused.length, 'file')} not taken`,
    [{ name: 'File' }, { name: 'What is wrong' }, { name: 'What to do' }],
    refused.map(({ path, wrong, advice }) => [path, wrong, advice]),
  );
}

function findingsTable(groups: readonly FindingGroup[]): Markup {
  const shown = groups.slice(0, MOST_GROUPS);
  const caption =
    groups.length > shown.length
      ? `The ${shown.length} most frequent of ${groups.length} kinds of finding`
      : 'Each kind of finding, the most frequent first';
  return table(
    caption,
    [
      { name: 'What is wrong' },
      { name: 'Column' },
      { name: 'How many', isNumber: true },
      { name: 'What to do' },
      { name: 'How serious' },
    ],
    shown.map(({ wrong, columns, count, advice, severity }) => [
      wrong,
      columnWords(columns),
      count,
      advice,
      severityWords(severity),
    ]),
  );
}

const MOST_COLUMNS = 2;

function columnWords(columns: readonly string[]): string {
  if (columns.length === 0) return 'whole row or file';
  const shown = columns.slice(0, MOST_COLUMNS).join(', ');
  return columns.length > MOST_COLUMNS
    ? `${shown} and ${columns.length - MOST_COLUMNS} more`
    : shown;
}

function completenessSection(feedback: Feedback): Markup {
  const { completeness, isOfSharingOnly } = feedback;
  if (completeness.length === 0) {
    return html`<section>
      <h2>How complete</h2>
      <p>
        We measure this where we have a workplace file and a worker file of the bulk upload for the
        month, and show it for workplaces that have agreed to share with the council.
      </p>
    </section>`;
  }
  const short = completeness.filter(({ isMet }) => !isMet);
  const met = completeness.length - short.length;
  const of = isOfSharingOnly ? ' in the workplaces that have agreed to share with the council' : '';
  const sentence =
    short.length === 0
      ? `All ${completeness.length} things that the national return asks of your staff records are complete enough${of}.`
      : `${met === 0 ? 'None' : met} of the ${completeness.length} things that the national return asks of your staff records ${met < 2 ? 'is' : 'are'} complete enough${of}. ${short.length === 1 ? 'One is' : `${short.length} are`} not:`;
  return html`<section>
    <h2>How complete</h2>
    <p>${sentence}</p>
    ${
      short.length === 0
        ? null
        : table(
            'What is not complete enough',
            [
              { name: 'What is asked' },
              { name: 'Asked for', isNumber: true },
              { name: 'You have', isNumber: true },
              { name: 'Records without it', isNumber: true },
              { name: 'Of these, say not known', isNumber: true },
            ],
            short.map((each) => [
              `${fieldWords(each.field)}${each.staffGroup === 'agency' ? ', agency workers' : ''}`,
              shareText(each.requiredShare),
              shareText(each.knownShare),
              each.recordCount - each.knownCount,
              each.notKnownCount,
            ]),
          )
    }
  </section>`;
}

function filesSection({ files }: Feedback, { titles }: FeedbackSetting): Markup {
  return html`<section>
    <h2>What became of each file</h2>
    ${table(
      `${countText(files.length, 'file')} that you sent for this month`,
      [
        { name: 'File' },
        { name: 'What it is' },
        { name: 'Arrived' },
        { name: 'Records', isNumber: true },
        { name: 'What became of it' },
      ],
      files.map((file) => [
        file.path,
        kindWords(file, titles),
        dayText(file.arrivedAt),
        file.recordCount,
        outcomeWords(file),
      ]),
    )}
  </section>`;
}

function table(
  caption: string,
  columns: readonly PageColumn[],
  rows: readonly (readonly (string | number)[])[],
): Markup {
  const kind = (at: number): Markup | null =>
    columns[at]?.isNumber === true ? html` class="number"` : null;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ name }, at) => html`<th scope="col" ${kind(at)}>${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([first = '', ...rest]) =>
            html`<tr>
              <th scope="row">${cellText(first)}</th>
              ${rest.map((cell, at) => html`<td${kind(at + 1)}>${cellText(cell)}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

function cellText(cell: string | number): string {
  return typeof cell === 'number' ? cell.toLocaleString('en-GB') : cell;
}

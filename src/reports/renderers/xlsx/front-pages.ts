import { appendicesOf, appendixHeading } from '../../appendices.js';
import { withPlaceholders } from '../../placeholder.js';
import { monthLabel } from '../../../period.js';
import type { Block, Briefing } from '../../briefing.js';
import { dayLabel } from '../../narrative/dates.js';
import type { ListedTable } from '../table-list.js';
import type { WorkbookNote } from './note-list.js';
import { line } from './page.js';
import type { SheetLine, SheetPage } from './page.js';
import { textValue } from './sheet-value.js';
import { statusLines, titleOf } from './table-pages.js';

const COVER_WIDTH = 85;

/** The first worksheet: what the workbook is, the title block of the paper and what its terms mean. */
export function coverPage(briefing: Briefing): SheetPage {
  const { run } = briefing;
  const terms = briefing.sections.flatMap(({ blocks }) => blocks.flatMap(termLines));
  return {
    name: 'Cover',
    width: COVER_WIDTH,
    lines: [
      line(`${briefing.area.name}: tables`, 'title'),
      ...statusLines(briefing),
      line(`${briefing.kicker}, ${briefing.partnership.name}.`),
      line(`${briefing.subtitle}. Latest month: ${monthLabel(briefing.period)}.`),
      line('The tables of the paper and the figures behind its charts, one table in a worksheet.'),
      ...appendicesOf(briefing.sections).map((each) =>
        line(`${appendixHeading(each)}. In the worksheets whose names begin with Figure.`),
      ),
      { ...line('List of worksheets'), link: 'Contents' },
      line('The paper', 'heading'),
      ...briefing.titleBlock.map(({ label, text, placeholder }) =>
        line(`${label}: ${text}`, placeholder ? 'strong' : 'plain'),
      ),
      line('How it was made', 'heading'),
      line(`Data as at ${dayLabel(briefing.asAt)}.`),
      line(`Carecount ${run.programVersion}, run ${run.runId}.`),
      ...terms,
    ],
  };
}

function termLines(block: Block): SheetLine[] {
  if (block.kind !== 'terms') return [];
  return [
    line(block.heading, 'heading'),
    ...block.terms.map(({ term, meaning }) => {
      const text = `${term}: ${meaning.join(' ')}`;
      return line(text, withPlaceholders(text).some(({ open }) => open) ? 'strong' : 'plain');
    }),
  ];
}

/** The list of worksheets after it, each with a link. */
export function contentsPage(tables: readonly ListedTable[], briefing: Briefing): SheetPage {
  const rows = [
    ['Notes', 'Notes to the tables'] as const,
    ...tables.map((table) => [table.name, titleOf(table)] as const),
  ];
  return {
    name: 'Contents',
    lines: [
      line('Contents', 'title'),
      ...statusLines(briefing),
      line('This worksheet contains one table.'),
    ],
    table: {
      name: 'contents',
      content: {
        columns: [
          { name: 'Worksheet', align: 'text' },
          { name: 'Title', align: 'text' },
        ],
        rows: rows.map((row) => row.map(textValue)),
      },
    },
  };
}

/** The notes, in the order in which their markers appear. */
export function notesPage(notes: readonly WorkbookNote[], briefing: Briefing): SheetPage {
  const top = [line('Notes', 'title'), ...statusLines(briefing)];
  const back = { ...line('Back to the contents'), link: 'Contents' };
  if (notes.length === 0) {
    return { name: 'Notes', lines: [...top, line('The tables have no notes.'), back] };
  }
  return {
    name: 'Notes',
    lines: [...top, line('This worksheet contains one table.'), back],
    table: {
      name: 'notes',
      content: {
        columns: [
          { name: 'Note', align: 'text' },
          { name: 'Text of the note', align: 'text' },
          { name: 'Worksheets', align: 'text' },
        ],
        rows: notes.map(({ marker, text, sheets }) =>
          [marker, text, sheets.join(', ')].map(textValue),
        ),
      },
    },
  };
}

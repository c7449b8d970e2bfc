import { Document, Footer, Header, Packer, PageNumber, Tab, TabStopType, TextRun } from 'docx';
import type { Paragraph } from 'docx';
import type { Briefing } from '../../briefing.js';
import type { Files } from '../../pack-files.js';
import type { PackParts } from '../pack-parts.js';
import { finish } from './finish.js';
import { markOf } from './mark.js';
import { paperOf } from './paper.js';
import { paragraph, paragraphOf } from './paragraph.js';
import type { Setting } from './paragraph.js';
import { OWN_LISTS, OWN_STYLES, ownStyles } from './styles.js';
import { fillTemplate } from './template/fill-template.js';
import { wordSafe } from './text.js';

/** The council's own Word template, if it has one, and the name to call it by in messages. */
export interface DocxOptions {
  readonly template: Uint8Array | null;
  readonly templateName: string;
}

/**
 * One area's briefing as a Word document, in our own look or, where it is a committee paper, in the
 * council's template.
 * @throws CC-REP-004 where the template cannot be filled.
 */
export async function renderDocx(
  parts: PackParts,
  { template, templateName }: DocxOptions = { template: null, templateName: '' },
): Promise<Files> {
  const filled = template !== null && parts.briefing.fileStem === 'briefing';
  const bytes = filled
    ? await fillTemplate(parts, template, templateName)
    : await ownDocument(parts);
  return new Map([[`${parts.briefing.fileStem}.docx`, await finish(bytes, parts.briefing)]]);
}

const A4 = { width: 11906, height: 16838 };

/** How a page of our own is laid out, in twentieths of a point. */
interface Page {
  readonly margin: number;
  readonly setting: Setting;
}

const OWN = { styles: OWN_STYLES, own: true, dataBelow: false };

const PAPER = pageOf(1247, OWN);

/** Two thirds of the page is room enough for a picture to be read. */
const ONE_PAGE = pageOf(964, { ...OWN, pictureWidth: 7000 });

function pageOf(margin: number, setting: Omit<Setting, 'textWidth'>): Page {
  return { margin, setting: { ...setting, textWidth: A4.width - 2 * margin } };
}

async function ownDocument(parts: PackParts): Promise<Uint8Array> {
  const { briefing } = parts;
  const isSummary = briefing.fileStem === 'summary';
  const { margin, setting } = isSummary ? ONE_PAGE : PAPER;
  const document = new Document({
    title: wordSafe(briefing.title),
    styles: ownStyles(isSummary),
    numbering: { config: OWN_LISTS },
    sections: [
      {
        properties: {
          page: {
            size: A4,
            margin: {
              top: margin,
              right: margin,
              bottom: margin,
              left: margin,
              header: 567,
              footer: 567,
            },
          },
        },
        headers: headersOf(briefing, setting),
        footers: { default: new Footer({ children: [foot(briefing, setting)] }) },
        children: paperOf(parts, setting).whole(),
      },
    ],
  });
  return Packer.toBuffer(document);
}

function headersOf(briefing: Briefing, setting: Setting): { default?: Header } {
  const mark = markOf(briefing);
  return mark === null
    ? {}
    : { default: new Header({ children: [paragraph(setting, 'mark', mark)] }) };
}

function foot({ run }: Briefing, setting: Setting): Paragraph {
  const madeBy = `Made by Carecount ${run.programVersion}, run ${wordSafe(run.runId)}`;
  const pages = ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES];
  return paragraphOf(
    setting,
    'footer',
    [new TextRun({ children: [madeBy, new Tab(), ...pages] })],
    {
      tabStops: [{ type: TabStopType.RIGHT, position: setting.textWidth }],
    },
  );
}

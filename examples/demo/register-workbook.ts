import { utils, write, type CellObject, type WorkSheet } from '@e965/xlsx';
import { monthLabel } from '../../src/period.js';
import { LATEST, SNAPSHOTS } from './calendar.js';
import type { InboxFile } from './files.js';
import { ratingIn, registeredOn, type SheetDay } from './register-rating.js';
import { listedIn, type Location, type Register } from './register.js';

type Cell = string | number | CellObject;

/** What a cell is made of: a location, and the month of the register. */
interface About {
  readonly seed: number;
  readonly index: number;
  readonly location: Location;
}

/** The months whose register is there: a year apart. */
export const REGISTER_MONTHS: readonly number[] = [0, LATEST];

const NONE = '-';
const REGION = 'Marrowdale';
const SHEET = 'HSCA_Active_Locations';

/** A column that says Y where a location is of one of these settings, and is empty elsewhere. */
const service =
  (...settings: readonly string[]) =>
  ({ location }: About): Cell =>
    settings.includes(location.setting.id) ? 'Y' : '';

/** Some of the columns of the published workbook, in its order. */
const COLUMNS: readonly (readonly [string, (about: About) => Cell])[] = [
  ['Location ID', ({ location }) => location.id],
  ['Location HSCA start date', ({ seed, location }) => dateCell(registeredOn(seed, location))],
  ['Dormant (Y/N)', ({ location }) => (location.isDormant ? 'Y' : 'N')],
  ['Care home?', ({ location }) => (location.setting.isCareHome ? 'Y' : 'N')],
  ['Location Name', ({ location }) => location.name],
  ['Location ODS Code', () => NONE],
  ['Location Telephone Number', () => ''],
  ['Registered manager', () => NONE],
  ['Location Web Address', () => ''],
  ['Care homes beds', ({ location }) => location.beds ?? NONE],
  ['Location Type/Sector', () => 'Social Care Org'],
  ['Location Inspection Directorate', () => 'Adult social care'],
  [
    'Location Primary Inspection Category',
    ({ location }) =>
      location.setting.isCareHome ? 'Residential social care' : 'Community based adult social care',
  ],
  ['Location Latest Overall Rating', (about) => rated(about)?.rating ?? NONE],
  ['Publication Date', (about) => dateCell(rated(about)?.published)],
  ['Inherited Rating (Y/N)', (about) => (rated(about) === undefined ? NONE : 'N')],
  ['Location Region', () => REGION],
  ['Location Local Authority', ({ location }) => location.council.registerName],
  ['Location Postal Code', ({ location }) => location.postcode],
  ['Brand ID', () => NONE],
  ['Brand Name', () => NONE],
  ['Provider ID', ({ location }) => location.providerId],
  ['Provider Name', ({ location }) => location.providerName],
  ['Regulated activity - Personal care', service('home_care', 'supported_living', 'extra_care')],
  ['Service type - Care home service with nursing', service('nursing_home')],
  ['Service type - Care home service without nursing', service('care_home')],
  ['Service type - Domiciliary care service', service('home_care')],
  ['Service type - Extra Care housing services', service('extra_care')],
  ['Service type - Shared Lives', service('shared_lives')],
  ['Service type - Supported living service', service('supported_living')],
];

/** The workbooks of the register, one a month, where a council would keep them. */
export function registerFiles(seed: number, register: Register): InboxFile[] {
  return REGISTER_MONTHS.map((index) => {
    const month = SNAPSHOTS[index]?.month ?? '';
    const name = `01_${monthLabel(month).replace(' ', '_')}_HSCA_Active_Locations.xlsx`;
    return {
      path: `${month}/${name}`,
      bytes: workbookOf(monthLabel(month), tableOf(seed, register, index)),
      modified: new Date(`${month}-02T09:30:00Z`),
    };
  });
}

function tableOf(seed: number, register: Register, index: number): Cell[][] {
  return [
    COLUMNS.map(([heading]) => heading),
    ...listedIn(register, index).map((location) =>
      COLUMNS.map(([, cell]) => cell({ seed, index, location })),
    ),
  ];
}

function workbookOf(month: string, table: readonly Cell[][]): Buffer {
  const book = utils.book_new();
  const words = [
    ['HSCA active locations'],
    [`Locations registered at 1 ${month}`],
    ['Demonstration data: invented. No location, provider or postcode in it exists.'],
  ];
  utils.book_append_sheet(book, sheetOf(words), 'README');
  utils.book_append_sheet(book, sheetOf(table), SHEET);
  utils.book_append_sheet(
    book,
    sheetOf([['Location ID', 'Linked Location ID']]),
    'Dual_Registrations',
  );
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
}

function sheetOf(rows: readonly (readonly Cell[])[]): WorkSheet {
  return utils.aoa_to_sheet(rows.map((row) => [...row]));
}

function rated({ seed, location, index }: About): ReturnType<typeof ratingIn> {
  return ratingIn(seed, location, index);
}

function dateCell(day: SheetDay | undefined): Cell {
  return day === undefined ? '' : { t: 'n', v: day, z: 'dd/mm/yyyy' };
}

export { decode, type Encoding } from './decode.js';
export { readDelimited } from './delimited.js';
export { formatOf } from './format.js';
export type { SourceRow, SourceSheet } from './sheet.js';
export { readWorkbook, UnreadableWorkbook, type WorkbookFormat } from './workbook.js';

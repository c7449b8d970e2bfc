export { A4, addSheet, bytesOf, newWorkbook } from './book.js';
export { linesOf } from './lines.js';
export { FONT, HEADER, SMALL_FONT, solid } from './style.js';
export { addTable, styleCell, type CellValue, type SheetColumn } from './table.js';
export { addHeading, addLines } from './text.js';

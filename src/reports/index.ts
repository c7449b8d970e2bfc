export { DEMONSTRATION, writePacks } from './write-packs.js';
export type { PackOptions, PackResult } from './write-packs.js';
export { writeProviderSheets } from './write-providers.js';
export type { ProviderSheetOptions, ProviderSheets } from './write-providers.js';
export type { Audience, Briefing, Chart, Section, Sentence, Table } from './briefing.js';

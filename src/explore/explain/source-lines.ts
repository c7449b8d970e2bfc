import { columns, wrapped } from './lines.js';
import type { Contributor, Explanation, SourceFile } from './schema.js';

/** The records and files of the contributors that are shown, and the headings the figure is made of. */
export function sourceLines(
  { metric, contributions, files, headings, run_id: run }: Explanation,
  shown: readonly Contributor[],
): string[] {
  const used = new Set(
    shown.flatMap((each) => [each.workplace_delivery_id, each.worker_delivery_id]),
  );
  const more = contributions.named.length - shown.length;
  return [
    ...(shown.length === 0 ? [] : columns(HEADINGS, shown.map(recordRow), RIGHT)),
    ...(more > 0 ? wrapped(`Those of ${more} more: --all`) : []),
    ...fileLines(files.filter(({ delivery_id: id }) => used.has(id))),
    ...(headings.length === 0 ? [] : ['  Headings of the files that make it:']),
    ...headings.flatMap(({ dataset_id: id, headings: names }) =>
      wrapped(`${id}: ${names.join(', ')}`, 4),
    ),
    '  Column by column:',
    `    carecount lineage metrics.measure.value --metric ${metric.metric_id}`,
    ...(run === null
      ? []
      : wrapped(`Run ${run}. It names providers: for those who hold the data, not for print.`)),
  ];
}

/** The files by when they arrived. */
function fileLines(files: readonly SourceFile[]): string[] {
  const times = [...new Set(files.map(({ arrived_at: time }) => time))];
  return times.flatMap((time) => [
    `  Files that arrived ${time} UTC:`,
    ...files
      .filter(({ arrived_at: arrived }) => arrived === time)
      .map(({ delivery_id: id, path }) => `    ${id}  ${path}`),
  ]);
}

const HEADINGS = ['Workplace', 'File', 'Record', 'Worker file', 'Records'];
const RIGHT = HEADINGS.slice(1);

function recordRow(each: Contributor): string[] {
  const number = (value: number | null): string => (value === null ? '' : String(value));
  return [
    each.workplace_id,
    number(each.workplace_delivery_id),
    number(each.workplace_record_number),
    number(each.worker_delivery_id),
    number(each.worker_record_count),
  ];
}

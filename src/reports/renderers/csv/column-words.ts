/** What a column of a CSV file holds. */
export interface ColumnWords {
  readonly title: string;
  readonly datatype: 'string' | 'decimal' | 'nonNegativeInteger' | 'positiveInteger';
  readonly description: string;
}

const text = (title: string, description: string): ColumnWords => ({
  title,
  datatype: 'string',
  description,
});
const count = (title: string, description: string): ColumnWords => ({
  title,
  datatype: 'nonNegativeInteger',
  description,
});
const number = (title: string, description: string): ColumnWords => ({
  title,
  datatype: 'decimal',
  description,
});

/** Every column of the CSV files of a pack, by its name. */
export const COLUMN_WORDS: Readonly<Record<string, ColumnWords>> = {
  row_number: {
    title: 'Row number',
    datatype: 'positiveInteger',
    description: 'The row of the table in the paper, from 1.',
  },
  column_number: {
    title: 'Column number',
    datatype: 'positiveInteger',
    description: 'The column of the table in the paper, from 1, without that of the row heads.',
  },
  row_label: text('Row', 'The head of the row.'),
  column_label: text('Column', 'The head of the column.'),
  metric_id: text('Measure code', 'The measure, as the warehouse names it.'),
  metric: text('Measure', 'The measure in words.'),
  unit: text('Unit', 'The unit of value, range_low and range_high.'),
  area_code: text(
    'Area code',
    'The code of the area: of the Office for National Statistics, or own.',
  ),
  area_name: text('Area', 'The name of the area.'),
  period: text(
    'Period',
    'A month as 2026-04, or the period of a published figure in its own words.',
  ),
  care_setting: text('Care setting', 'The care setting, or all.'),
  job_role: text('Job role', 'The job role by its code, or all; empty for a published figure.'),
  population: text(
    'Population',
    'Whom a figure is about: of a published one, and of others that an area is set beside; empty for a figure of the area.',
  ),
  edition: text('Edition', 'The edition of a published figure; empty for a figure from returns.'),
  value: number(
    'Value',
    'The figure as displayed; empty where mark or status says why there is none.',
  ),
  mark: text(
    'Mark',
    'c confidential, u low reliability, low rounds to nought, x not available, z not applicable; empty for none.',
  ),
  status: text(
    'Status',
    'ok, low_base, suppressed, not_available or not_applicable; empty where the cell shows no measure.',
  ),
  base_workplaces: count('Workplaces', 'The workplaces that the figure rests on.'),
  base_workers: count('Workers', 'The workers that the figure rests on.'),
  range_low: number('Range from', 'The lower end of the likely range of the figure.'),
  range_high: number('Range to', 'The upper end of the likely range of the figure.'),
  text: text('Text', 'What the cell of the table says.'),
  remark: text('Remark', 'The smaller lines of the cell, parted by semicolons.'),
};

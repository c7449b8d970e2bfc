/** What `--help` of `carecount lineage` adds below the flags. */
export const LINEAGE_HELP = `
NAME is a table, a column as schema.table.column, a heading as dataset.HEADING, or a dataset.
For example:
  carecount lineage metrics.measure.value --metric vacancy_rate
  carecount lineage core.fct_workplace_month.vacancy_count
  carecount lineage asc_wds_workplace.VACANCIES --down`;

/** What `--help` of `carecount explain` adds below the flags. */
export const EXPLAIN_HELP = `
METRIC is the id or the title of a measure: carecount sql "from metrics.metric". Areas, settings and roles go by
code or by name. For example:
  carecount explain vacancy_rate --area Saltharbour
  carecount explain hourly_pay_median --area X06000001 --role "Care worker" --period 2026-04
It names workplaces that have agreed to share, so it is for those who hold the data.`;

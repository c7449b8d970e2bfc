/** What `--help` adds below the flags. */
export const SQL_HELP = `
Reads the published file and changes nothing. Begin with:
  carecount sql "show all tables"
  carecount sql "describe core.fct_worker_month"
A table on a terminal stops after 100 rows and says so; other formats and --out have all rows.
The format is taken from --out's ending where --format is not given.
CSV: a text that a spreadsheet would run as a formula (it begins with = + - @) gets an apostrophe.
JSON: a number that would lose digits is a string. Excel: more than 15 digits are text.
Arrow: a file with --out, a stream on standard output. Parquet is the quickest for many rows.
--timeout counts the time the query works, not the time you read. --file - reads standard input.`;

/** What `--help` of the commands about files adds below the flags. */
export const FILES_HELP = `
For example:
  carecount files --state rejected
  carecount files --submitter alder-care --period 2026-04 --json`;

export const FINDINGS_HELP = `
FILE is the number that \`carecount files\` shows, or a path as it shows it, or the end of one.
For example:
  carecount findings --file alder-care/2026-04/workers.csv
  carecount findings --severity error --rule code_unknown --out faults.xlsx`;

export const LIST_HELP = `
For example:
  carecount quarantine list`;

export const SHOW_HELP = `
Shows no cell but codes; \`carecount quarantine export\` shows the rows.
For example:
  carecount quarantine show 17
  carecount quarantine show alder-care/2026-04/workers.csv --limit 0`;

export const EXPORT_HELP = `
Reads the file as it arrived and writes the rows to mend, for the provider. Personal columns are left
out. Each export is written down in data/ledger/audit.jsonl.
For example:
  carecount quarantine export 17 --out alder-care-to-mend.xlsx`;

export const REPLAY_HELP = `
Without --accept the file is read again and judged like any other; with it, its good records count
however many are set aside. The last decision on a file holds.
For example:
  carecount quarantine replay 17
  carecount quarantine replay 17 --accept --reason "provider confirmed by phone that the rest is whole"`;

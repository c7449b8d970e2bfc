/** What `carecount plan --help` adds. */
export const PLAN_HELP = `
Nothing is written, landed or asked of another machine. Folders are looked into; what an address or a
server offers is only known when the nightly asks it.

Examples:
  carecount plan
  carecount plan --json
`;

/** What `carecount diff --help` adds. */
export const DIFF_HELP = `
Without runs: the one that is published, beside the one kept before it. A run is named by its id or so much
of its beginning as no other kept run has; see \`carecount runs --kept\`.

Each change is split into new returns (a provider's month that had no return before), corrections (the same
provider and month, other bytes) and rule changes (the same bytes; SQL, contracts, settings, lists, other
files or the program changed). The parts add up to the change.

Examples:
  carecount diff
  carecount diff --metric vacancy_rate --area E06000052 --limit 0
  carecount diff 20260501t02 20260502t02 --format csv --out moved.csv
`;

/** What `carecount rollback --help` adds. */
export const ROLLBACK_HELP = `
The swap is one rename; readers see the one run or the other, whole. It holds while the inputs stay as they
are: a nightly then publishes nothing new, and says so. Something new, or \`carecount nightly --force\`,
publishes anew.

Examples:
  carecount rollback
  carecount rollback 20260501t02
`;

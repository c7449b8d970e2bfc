/** What `--help` of the commands about providers adds below the flags. */
export const TEMPLATE_HELP = `
The one kind is provider-return, the council's own monthly return. Workplaces that the organisation's
latest return named are filled in: reference, name, postcode and main service.
For example:
  carecount template provider-return --organisation alder-care --month 2026-05 --out alder-care.xlsx`;

export const FEEDBACK_HELP = `
Writes feedback.xlsx (what arrived, each finding with its row, how complete) and feedback.html (one page
in plain words). An organisation is who sent the files, as \`carecount files\` shows it.
For example:
  carecount feedback --organisation alder-care --period 2026-04`;

export const CHASE_HELP = `
The latest month is the last one that anybody has returned for. The largest come first.
For example:
  carecount chase
  carecount chase --out to-chase.xlsx`;

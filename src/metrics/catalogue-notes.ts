/** What the catalogue says besides the measures: questions that two of them answer, and what is not there. */
export const CATALOGUE_NOTES = `## Questions that two figures answer

How much more a senior care worker is paid than a care worker, and one with 5 or more years in the sector than one who
is new to it; how pay has risen beyond prices; and how it stands against shops, cleaning, kitchens and hospitals:
[\`comparison.pay_gap\`](data.md#compared-with-whom).

\`\`\`sql
select area_code, compared_with, pay_gbp_hour, other_gbp_hour, gap_gbp_hour, gap_share, status, edition, reason
from comparison.pay_gap
where period = '2026-04-01' and care_setting = 'all'
order by area_code, compared_with;
\`\`\`

## What is not in the catalogue, and why

- Full-time share as Skills for Care publishes it: it is the employer's own word, which the bulk upload does not ask for;
  \`over_30_hours_share\` is beside it.
- Leavers by reason and destination from providers' returns: what the codes of REASONS mean is not published, and the
  bulk upload no longer asks where they went. \`leaver_reason_share\` is of the analysis extract.
- Sickness rate: it is days lost over days that were to be worked, and the returns give hours a week without the days they
  are worked on. \`sickness_days_lost\` and \`sickness_days_mean\` are there.
- The care workforce pathway: the worker file has a category (CWPCATEGORY, 1 to 7), and what its codes mean is not
  published.
- Workers of the analysis extract: it counts workers by job role, which feeds posts, vacancies and the rates; measures of
  pay, conditions and people are of providers' returns alone.
- Children's social work by provider: it is in no return. The national file's rates are [above](#published-by-others-only).
`;

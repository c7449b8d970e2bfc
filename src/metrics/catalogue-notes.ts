/** What the catalogue says besides the measures: questions that two of them answer, and what is not there. */
export const CATALOGUE_NOTES = `## Questions that two figures answer

How much more a senior care worker is paid than a care worker, and one with 5 or more years in the sector than one who
is new to it:

\`\`\`sql
select
    senior.area_code,
    senior.value / worker.value - 1 as senior_differential,
    experienced.value - new.value as experience_gap_gbp_hour,
from metrics.measure as senior
inner join metrics.measure as worker using (period, period_type, area_code, care_setting, sector, cut)
inner join metrics.measure as experienced using (period, period_type, area_code, care_setting, sector, cut)
inner join metrics.measure as new using (period, period_type, area_code, care_setting, sector, cut)
where senior.metric_id = 'hourly_pay_median' and senior.job_role = '7'
    and worker.metric_id = 'hourly_pay_median' and worker.job_role = '8'
    and experienced.metric_id = 'hourly_pay_median_experienced' and experienced.job_role = '8'
    and new.metric_id = 'hourly_pay_median_new' and new.job_role = '8'
    and period_type = 'month' and care_setting = 'all'
order by area_code;
\`\`\`

## What is not in the catalogue, and why

- Full-time share as Skills for Care publishes it: it is the employer's own word, which the bulk upload does not ask for;
  \`over_30_hours_share\` is beside it.
- Leavers by reason: the codes of REASONS are not published. Leavers by destination: the bulk upload no longer asks. The
  leavers file of the analysis extract has reasons in words, and no date of leaving.
- Sickness rate: no definition is published; \`sickness_days_mean\` times workers gives the days lost.
- Distance from home to work: a home is kept to the postcode sector only, and no coordinates come with it.
- Training done and out of date, and the care workforce pathway: the training file is read
  (\`staging.stg_asc_wds__training\`) and has no table of its own in \`core\`; the pathway's categories are not published.
- Workers of the analysis extract: it counts workers by job role, which feeds posts, vacancies and the rates; measures of
  pay, conditions and people are of providers' returns alone.
- Children's social work: the national file is read into \`staging.stg_dfe__social_worker\`, which is in no published file,
  and its rates are not among the published figures yet. Nothing here is of children's services.
`;

import { nearest } from '../../errors.js';
import type { Database } from '../../warehouse/database.js';
import type { KnownWorkplace } from './return-template.js';

/**
 * The workplaces that an organisation's latest return named, by their names, each as its last record has
 * it. Their reference is the CQC location, or the provider's own id where they have none or share it.
 */
export async function knownWorkplaces(
  database: Database,
  organisation: string,
): Promise<KnownWorkplace[]> {
  const rows = await database.rows(
    `with upload as (
        select
            period,
            if(
                count(*) over (partition by period, cqc_location_id) = 1,
                coalesce(cqc_location_id, local_establishment_id),
                local_establishment_id
            ) as reference,
            workplace_name,
            postcode,
            main_service_code,
            (workplace_delivery_id, workplace_record_number) as place
        from core.fct_workplace_month
        where submitter = $organisation and return_age_months = 0
    ),
    workplace as (
        select * from upload
        union all
        select
            period,
            workplace_reference,
            workplace_name,
            postcode,
            main_service_code,
            (delivery_id, record_number)
        from core.fct_provider_return_role
        where submitter = $organisation
    )
    select
        reference,
        max_by(workplace_name, place) as workplace_name,
        max_by(postcode, place) as postcode,
        max_by(main_service_code, place) as main_service_code
    from workplace
    where period = (select max(period) from workplace)
    group by all
    order by workplace_name, reference`,
    { organisation },
  );
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return rows.map((row) => ({
    reference: text(row['reference']),
    name: text(row['workplace_name']),
    postcode: text(row['postcode']),
    serviceCode: text(row['main_service_code']),
  }));
}

/** Whether anything has come from an organisation, and if not, whom it may be meant for. */
export interface Organisation {
  readonly isKnown: boolean;
  /** The nearest names, the nearest first. */
  readonly near: readonly string[];
}

const MOST_NEAR = 3;

/** Looks an organisation up among those that have sent anything. */
export async function findOrganisation(
  database: Database,
  organisation: string,
): Promise<Organisation> {
  const rows = await database.rows('select distinct submitter from ops.delivery order by all');
  const names = rows.map((row) => String(row['submitter']));
  if (names.includes(organisation)) return { isKnown: true, near: [] };
  const wanted = organisation.toLowerCase();
  const holding = names.filter((name) => wanted !== '' && name.toLowerCase().includes(wanted));
  const near: string[] = [];
  for (
    let rest = names;
    near.length < MOST_NEAR;
    rest = rest.filter((name) => !near.includes(name))
  ) {
    const name = nearest(organisation, rest);
    if (name === undefined) break;
    near.push(name);
  }
  return { isKnown: false, near: [...new Set([...near, ...holding])].slice(0, MOST_NEAR) };
}

import type { Values } from './person.js';
import type { Rng } from './rng.js';
import { rolesOf, yearOf, type Site } from './staffing.js';
import type { Organisation, Workplace } from './world.js';

const REASON_CODES = ['1', '2', '3', '5', '6', '8', '9'] as const;
const NOT_KNOWN = '999';

/** The cells of a workplace's record that stay as they are. */
export function fixedValues(rng: Rng, organisation: Organisation, workplace: Workplace): Values {
  const { setting } = workplace;
  return {
    LOCALESTID: workplace.id,
    ESTNAME: workplace.name,
    ADDRESS1: workplace.address[0],
    ADDRESS2: workplace.address[1],
    POSTTOWN: workplace.town,
    POSTCODE: workplace.postcode,
    ESTTYPE: organisation.sector,
    PERMCQC: workplace.permCqc,
    PERMLA: workplace.permLa,
    REGTYPE: setting.isRegulated ? '2' : '0',
    PROVNUM: setting.isRegulated ? organisation.provNum : '',
    LOCATIONID: workplace.locationId,
    MAINSERVICE: setting.service,
    ...services(rng, workplace),
    SERVICEUSERS: rng.pick(setting.serviceUsers),
    DHA: rng.pick(['1', '2', '2', '999', '']),
    REPEATTRAINING: rng.pick(['1', '2', '3', '4', '']),
    ACCEPTCARECERT: rng.pick(['1', '2', '3', '4', '']),
    CWPUSE: rng.pick(['', '2', '999', '1;1;4']),
    BENEFITS: rng.pick(['0', '1', '1;250', 'unknown', '']),
    SICKPAY: rng.pick(['0', '1', 'unknown', '']),
    PENSION: rng.pick(['0', '1', '1', 'unknown']),
    OPTOUTPEN: rng.pick(['1', '2', '999', '']),
    HOLIDAY: rng.pick(['28', '28', '30', '31', '33', '']),
    ...sleepIns(rng),
  };
}

/** The cells that a provider counts anew: staff, and those who came, left or are still wanted. */
export function countedValues(rng: Rng, site: Site): Values {
  const { workplace } = site;
  const roles = rolesOf(site);
  const staff = site.workers.length;
  const leavers = summingTo(
    staff - 1,
    roles.map((role) => yearOf(site.left, role)),
  );
  const starters = summingTo(
    staff,
    roles.map((role) => yearOf(site.started, role)),
  );
  const vacancies = summingTo(
    staff - 1,
    roles.map((role) => site.vacancies.get(role) ?? 0),
  );
  const left = leavers.reduce((sum, each) => sum + each, 0);
  return {
    TOTALPERMTEMP: String(staff),
    ALLJOBROLES: roles.join(';'),
    STARTERS: workplace.knowsLeavers ? starters.join(';') : NOT_KNOWN,
    LEAVERS: workplace.knowsLeavers ? leavers.join(';') : NOT_KNOWN,
    VACANCIES: workplace.knowsVacancies ? vacancies.join(';') : NOT_KNOWN,
    ...(workplace.givesReasons && workplace.knowsLeavers && left > 0
      ? reasons(rng, left)
      : { REASONS: '', REASONNOS: '' }),
  };
}

/** Counts with the largest made smaller until all sum to no more than the service finds likely. */
function summingTo(most: number, counts: readonly number[]): number[] {
  const lowered = [...counts];
  let over = counts.reduce((sum, each) => sum + each, 0) - Math.max(0, most);
  for (; over > 0; over -= 1) {
    const largest = lowered.lastIndexOf(Math.max(...lowered));
    lowered[largest] = (lowered[largest] ?? 0) - 1;
  }
  return lowered;
}

/** The places that a workplace states; undefined where its service has none. */
export function capacityOf({ setting, size }: Workplace): number | undefined {
  return setting.takesCapacity ? Math.max(4, Math.round(size * 1.1)) : undefined;
}

function services(rng: Rng, workplace: Workplace): Values {
  const { setting } = workplace;
  const capacity = capacityOf(workplace);
  const used = setting.takesUtilisation
    ? Math.round((capacity ?? workplace.size * 2.2) * (0.8 + 0.19 * rng.next()))
    : undefined;
  const described = setting.service === '52' || setting.service === '72';
  const main = {
    capacity: capacity === undefined ? '' : String(capacity),
    used: used === undefined ? '' : String(used),
    description: described ? workplace.name : '',
  };
  const second = setting.id === 'care_home' && rng.chance(0.25) ? '6' : '';
  if (second !== '') {
    return {
      ALLSERVICES: `${setting.service};${second}`,
      CAPACITY: `${main.capacity};10`,
      UTILISATION: `${main.used};7`,
      SERVICEDESC: ';',
    };
  }
  return {
    ALLSERVICES: rng.chance(0.1) ? `${setting.service};0` : setting.service,
    CAPACITY: main.capacity,
    UTILISATION: main.used,
    SERVICEDESC: main.description,
  };
}

function sleepIns(rng: Rng): Values {
  const answer = rng.pick(['1', '2', '999', '']);
  return { SLEEPINS: answer, SLEEPINPAY: answer === '1' ? rng.pick(['1', '2']) : '' };
}

/** Shares leavers out over up to three reasons, so that the counts sum to all leavers. */
function reasons(rng: Rng, leavers: number): Values {
  const codes = rng.shuffled(REASON_CODES).slice(0, Math.min(leavers, rng.int(1, 3)));
  const counts = codes.map(() => 1);
  for (let rest = leavers - codes.length; rest > 0; rest -= 1) {
    const at = rng.int(0, codes.length - 1);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return { REASONS: codes.join(';'), REASONNOS: counts.join(';') };
}

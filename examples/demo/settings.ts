/** How many of the workplaces of a kind have a lead role, and from which size on. */
interface Lead {
  readonly role: string;
  readonly fromSize: number;
}

/** A kind of workplace: its service, and what its staffing looks like. */
export interface Setting {
  readonly id: string;
  /** The main service code. */
  readonly service: string;
  /** Whether the service is one the Care Quality Commission registers. */
  readonly isRegulated: boolean;
  readonly isCareHome: boolean;
  readonly takesCapacity: boolean;
  readonly takesUtilisation: boolean;
  /** Share of all workplaces. */
  readonly share: number;
  /** Typical number of worker records. */
  readonly size: number;
  /** Vacancies as a share of employees and vacancies, at the middle of the series. */
  readonly vacancyRate: number;
  /** Leavers in a year as a share of employees, at the middle of the series. */
  readonly turnoverRate: number;
  /** Share of worker records that are bank, agency or other. */
  readonly otherStaff: number;
  readonly zeroHours: number;
  readonly leads: readonly Lead[];
  /** Job roles of everybody else, with their shares. */
  readonly roles: readonly (readonly [string, number])[];
  readonly serviceUsers: readonly string[];
  readonly nameEndings: readonly string[];
}

const MANAGED: readonly Lead[] = [
  { role: '4', fromSize: 0 },
  { role: '43', fromSize: 18 },
];
const HOMES = ['House', 'Lodge', 'Court', 'Grange', 'Manor', 'Hall', 'Gardens', 'View'];
const OLDER_PEOPLE = ['1;25', '1;2;25', '1', '1;25;26', '2;4;25'];
const DISABLED_ADULTS = ['5', '5;6', '4;5', '5;23', '6', '4;5;7'];

const base = {
  isRegulated: true,
  isCareHome: false,
  takesCapacity: false,
  takesUtilisation: true,
  otherStaff: 0.09,
  zeroHours: 0.05,
  leads: MANAGED,
  serviceUsers: OLDER_PEOPLE,
  nameEndings: HOMES,
};

/** The mix of workplaces; shares add to 1. */
export const SETTINGS: readonly Setting[] = [
  {
    ...base,
    id: 'nursing_home',
    service: '1',
    isCareHome: true,
    takesCapacity: true,
    share: 0.14,
    size: 48,
    vacancyRate: 0.062,
    turnoverRate: 0.3,
    roles: [
      ['8', 50],
      ['16', 13],
      ['7', 8],
      ['26', 21],
      ['34', 3],
      ['25', 3],
      ['38', 2],
    ],
  },
  {
    ...base,
    id: 'care_home',
    service: '2',
    isCareHome: true,
    takesCapacity: true,
    share: 0.33,
    size: 29,
    vacancyRate: 0.058,
    turnoverRate: 0.215,
    roles: [
      ['8', 64],
      ['7', 12],
      ['26', 18],
      ['34', 3],
      ['25', 2],
      ['45', 1],
    ],
  },
  {
    ...base,
    id: 'home_care',
    service: '8',
    share: 0.28,
    size: 37,
    vacancyRate: 0.112,
    turnoverRate: 0.25,
    zeroHours: 0.42,
    roles: [
      ['8', 81],
      ['7', 7],
      ['40', 4],
      ['25', 3],
      ['5', 3],
      ['52', 2],
    ],
    nameEndings: ['Homecare', 'Care at Home', 'Home Support'],
  },
  {
    ...base,
    id: 'supported_living',
    service: '55',
    share: 0.12,
    size: 25,
    vacancyRate: 0.106,
    turnoverRate: 0.2,
    zeroHours: 0.1,
    roles: [
      ['52', 58],
      ['8', 26],
      ['7', 6],
      ['45', 6],
      ['25', 2],
      ['10', 2],
    ],
    serviceUsers: DISABLED_ADULTS,
    nameEndings: ['Supported Living', 'Own Front Door', 'Living Support'],
  },
  {
    ...base,
    id: 'extra_care',
    service: '54',
    share: 0.03,
    size: 24,
    vacancyRate: 0.106,
    turnoverRate: 0.22,
    zeroHours: 0.12,
    roles: [
      ['8', 80],
      ['7', 9],
      ['26', 6],
      ['34', 3],
      ['25', 2],
    ],
    nameEndings: ['Extra Care', 'Retirement Living'],
  },
  {
    ...base,
    id: 'day_service',
    service: '6',
    isRegulated: false,
    takesCapacity: true,
    share: 0.05,
    size: 14,
    vacancyRate: 0.055,
    turnoverRate: 0.15,
    leads: [{ role: '3', fromSize: 0 }],
    roles: [
      ['52', 45],
      ['8', 22],
      ['34', 12],
      ['26', 10],
      ['25', 7],
      ['10', 4],
    ],
    serviceUsers: DISABLED_ADULTS,
    nameEndings: ['Day Centre', 'Day Opportunities'],
  },
  {
    ...base,
    id: 'community_support',
    service: '15',
    isRegulated: false,
    takesUtilisation: false,
    share: 0.025,
    size: 20,
    vacancyRate: 0.07,
    turnoverRate: 0.145,
    leads: [{ role: '24', fromSize: 0 }],
    roles: [
      ['9', 44],
      ['6', 22],
      ['15', 8],
      ['39', 8],
      ['25', 12],
      ['35', 3],
      ['11', 3],
    ],
    serviceUsers: DISABLED_ADULTS,
    nameEndings: ['Community Team', 'Outreach'],
  },
  {
    ...base,
    id: 'shared_lives',
    service: '17',
    takesCapacity: true,
    share: 0.015,
    size: 12,
    vacancyRate: 0.05,
    turnoverRate: 0.13,
    leads: [{ role: '4', fromSize: 0 }],
    roles: [
      ['9', 55],
      ['6', 20],
      ['25', 25],
    ],
    serviceUsers: DISABLED_ADULTS,
    nameEndings: ['Shared Lives'],
  },
  {
    ...base,
    id: 'head_office',
    service: '72',
    isRegulated: false,
    takesUtilisation: false,
    share: 0.007,
    size: 16,
    vacancyRate: 0.04,
    turnoverRate: 0.14,
    leads: [{ role: '1', fromSize: 0 }],
    roles: [
      ['25', 50],
      ['2', 15],
      ['44', 10],
      ['48', 10],
      ['46', 5],
      ['24', 10],
    ],
    nameEndings: ['Head Office'],
  },
  {
    ...base,
    id: 'other_service',
    service: '52',
    isRegulated: false,
    takesUtilisation: false,
    share: 0.003,
    size: 9,
    vacancyRate: 0.04,
    turnoverRate: 0.18,
    leads: [{ role: '3', fromSize: 0 }],
    roles: [
      ['52', 40],
      ['26', 40],
      ['25', 20],
    ],
    nameEndings: ['Community Kitchen', 'Handy Help'],
  },
];

/** The setting with an id. */
export function settingOf(id: string): Setting {
  const found = SETTINGS.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no setting ${id}`);
  return found;
}

import { NATIONALITY_GROUPS } from './code-lists.js';
import {
  BY_SETTING_AND_ROLE,
  ofWorkers,
  SHOWN_ROLES,
  type Family,
  type Measure,
} from './family.js';
import { BRITISH } from './worker-answers.js';

const WHITE = 'White';
const ASIAN = 'Asian / Asian British';
const BLACK = 'Black / African / Caribbean / Black British';
const MIXED = 'Mixed / multiple ethnic groups';
const OTHER = 'Other ethnic group';

function aged(id: string, from: number, to: number): Measure {
  return ofWorkers('ratio', id, ({ age }) => (age === null ? null : age >= from && age <= to));
}

function ofGroup(id: string, group: string): Measure {
  return ofWorkers('ratio', id, ({ answers: { ethnicGroup } }) =>
    ethnicGroup === null ? null : ethnicGroup === group,
  );
}

function ofNationality(id: string, group: string): Measure {
  return ofWorkers('ratio', id, ({ answers: { nationality } }) => {
    const own = NATIONALITY_GROUPS.get(String(nationality)) ?? '';
    return own === '' ? null : own === group;
  });
}

/** Who the workers are, of any contract. */
export const PEOPLE: Family = {
  cuts: BY_SETTING_AND_ROLE,
  roles: SHOWN_ROLES,
  measures: [
    aged('age_under_25_share', 0, 24),
    aged('age_25_to_34_share', 25, 34),
    aged('age_35_to_44_share', 35, 44),
    aged('age_45_to_54_share', 45, 54),
    aged('age_55_and_over_share', 55, 200),
    ofWorkers('mean', 'age_mean', ({ age }) => age),
    ofWorkers('ratio', 'female_share', ({ answers: { gender } }) =>
      gender === null ? null : gender === '2',
    ),
    ofWorkers('ratio', 'british_share', ({ answers: { nationality } }) =>
      nationality === null ? null : nationality === BRITISH,
    ),
    ofNationality('eu_share', 'eu'),
    ofNationality('other_nationality_share', 'other'),
    ofWorkers('ratio', 'visa_share', ({ answers: { nationality, hasVisa } }) =>
      nationality === BRITISH ? false : hasVisa,
    ),
    ofGroup('white_share', WHITE),
    ofGroup('asian_share', ASIAN),
    ofGroup('black_share', BLACK),
    ofGroup('mixed_share', MIXED),
    ofGroup('other_ethnic_share', OTHER),
  ],
};

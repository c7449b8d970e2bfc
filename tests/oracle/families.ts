import { COMPLETENESS } from './completeness.js';
import { CONDITIONS, WORKPLACE_CONDITIONS } from './conditions.js';
import { EXPERIENCE } from './experience.js';
import { BY_SETTING_AND_SECTOR, ofWorkplaces, type Family } from './family.js';
import { FLOORS } from './floors.js';
import { LEAVERS_BY_REASON } from './leavers.js';
import { monthNumber } from './months.js';
import { ANNUAL_PAY, HOURLY_PAY } from './pay-families.js';
import { PEOPLE } from './people.js';
import { RECRUITMENT } from './recruitment.js';
import { SKILLS } from './skills.js';
import { STAFF } from './staff.js';
import { ALL_POSTS, STARTERS } from './starters.js';
import { TRAINING, TRAINING_BY_CATEGORY } from './training.js';
import { TRAVEL } from './travel.js';

const FRESHNESS: Family = {
  cuts: BY_SETTING_AND_SECTOR,
  measures: [
    ofWorkplaces('ratio', 'return_rate', ({ month, returnMonth }) => month === returnMonth, {
      isOpen: true,
    }),
    ofWorkplaces(
      'mean',
      'data_age_mean',
      ({ month, returnMonth }) => monthNumber(month) - monthNumber(returnMonth),
      { isOpen: true },
    ),
  ],
};

/** The families whose measures need nothing but the returns. */
export const FAMILIES: readonly Family[] = [
  PEOPLE,
  COMPLETENESS,
  CONDITIONS,
  WORKPLACE_CONDITIONS,
  EXPERIENCE,
  RECRUITMENT,
  SKILLS,
  FLOORS,
  HOURLY_PAY,
  ANNUAL_PAY,
  STAFF,
  STARTERS,
  ALL_POSTS,
  FRESHNESS,
  TRAINING,
  ...TRAINING_BY_CATEGORY,
  ...LEAVERS_BY_REASON,
  TRAVEL,
];

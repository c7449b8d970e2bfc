import type { BedsOf } from './beds.js';
import { BY_SETTING_AND_SECTOR, ofWorkplaces, type Family, type OfWorkplace } from './family.js';
import { cleanedPosts } from './posts-per-bed.js';
import type { WorkplaceMonth } from './returns.js';

/** Services that are asked for their places. */
const HAS_PLACES = ['1', '2', '5', '6', '7', '17'];
const TENTHS = { unit: 10 };

function vacanciesOf({ values: { vacancies } }: WorkplaceMonth): number | null {
  return vacancies === null ? null : [...vacancies.values()].reduce((sum, each) => sum + each, 0);
}

function placesOf({ values: { answers } }: WorkplaceMonth): number | null {
  return HAS_PLACES.includes(answers.mainService) ? answers.places : null;
}

const utilisation: OfWorkplace = (from) => {
  const [people, places] = [from.values.answers.people, placesOf(from)];
  if (people === null || places === null || places < 1 || people > places) return null;
  return { numerator: people, denominator: places };
};

/** Posts, beds and places of the workplaces of all months. */
export function postsFamily(months: readonly WorkplaceMonth[], bedsOf: BedsOf): Family {
  const postsOf = cleanedPosts(months, bedsOf);
  const totalOf: OfWorkplace = (from) => {
    const [posts, vacancies] = [postsOf(from), vacanciesOf(from)];
    return posts === null || vacancies === null ? null : posts + vacancies * 10;
  };
  const perBed: OfWorkplace = (from) => {
    const [posts, beds] = [postsOf(from), bedsOf(from)];
    return posts === null || beds === null ? null : { numerator: posts, denominator: beds * 10 };
  };
  return {
    cuts: BY_SETTING_AND_SECTOR,
    measures: [
      ofWorkplaces('count', 'filled_posts', postsOf, TENTHS),
      ofWorkplaces('count', 'total_posts', totalOf, TENTHS),
      ofWorkplaces('count', 'beds', bedsOf),
      { ...ofWorkplaces('ratio', 'posts_per_bed', perBed, TENTHS), range: 'positive' },
      ofWorkplaces('count', 'places', placesOf),
      ofWorkplaces('count', 'people_cared_for', ({ values }) => values.answers.people),
      ofWorkplaces('ratio', 'utilisation', utilisation),
    ],
  };
}
